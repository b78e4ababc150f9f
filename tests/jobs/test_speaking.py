"""The morning: what has closed is news for a fortnight, who joined today was greeted already, and what speaks at an
hour of its own waits for nothing."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, select

from jobs.speaking import missed_by_person, speak_to_all
from models.actor import CLOCK, Act
from models.changes.common import ASKED_FOR, enter
from models.changes.mornings import set_morning
from models.changes.saying import snooze
from models.kinds import Kind
from models.rules.lifecycle import State
from models.tables import Ladder, Notification, OutboxState, Person, Rung, RungState, Task
from tests.commune import Commune, at

MONDAY = at("14/12/2026")


def closed(commune: Commune, session: Session, days_ago: int) -> Task:
    """An's report closed so many days ago; she had been reminded of it before."""
    task, an = commune.task(session), commune.person(session, "an.vhxh")
    enter(Act(session, CLOCK, commune.now), task, State.MISSED)
    task.closes_on = commune.now.date() - timedelta(days=days_ago)
    task.due_on = task.closes_on - timedelta(days=5)
    reminded = at(f"{task.due_on:%d/%m/%Y}")
    row = Notification(
        agency_id=task.agency_id,
        key="card/test",
        kind=Kind.CARD,
        person_id=an.id,
        facts={},
        direct=False,
        not_before=reminded,
        state=OutboxState.SENT,
        created_at=reminded,
        sent_at=reminded,
    )
    session.add_all([task, row])
    session.flush()
    rung = session.exec(select(Rung).where(Rung.task_id == task.id, Rung.ladder == Ladder.DEADLINE)).first()
    assert rung is not None
    rung.state, rung.settled_at, rung.notification_id = RungState.SPOKEN, reminded, row.id
    rung.anchor_on = task.due_on
    session.add(rung)
    session.flush()
    return task


@pytest.mark.parametrize(("days_ago", "is_news"), [(1, True), (14, True), (15, False)])
def test_what_closed_is_news_for_fourteen_days(commune: Commune, days_ago: int, is_news: bool) -> None:
    with commune.writes() as session:
        task = closed(commune, session, days_ago)
        an = commune.person(session, "an.vhxh").id
        told = missed_by_person(session, commune.agency(session), commune.now)
        assert (task in told.get(an or 0, [])) is is_news


@pytest.mark.parametrize(("joined_on", "greeted"), [(date(2026, 12, 14), False), (date(2026, 12, 11), True)])
def test_who_joined_this_morning_is_not_greeted_a_second_time(
    commune: Commune, joined_on: date, greeted: bool
) -> None:
    """The week's first morning greets everybody; whoever joined today has just been welcomed."""
    with commune.writes() as session:
        chau = commune.person(session, "chau.vp")
        chau.joined_at = at(f"{joined_on:%d/%m/%Y}", "07:25")
        session.add(chau)
        speak_to_all(Act(session, CLOCK, MONDAY), commune.agency(session))
        rows = session.exec(select(Notification).where(Notification.kind == Kind.DIGEST)).all()
        codes = {session.get_one(Person, row.person_id or 0).code for row in rows}
    assert ("chau.vp" in codes) is greeted
    assert "dung.vhxh" in codes


def test_what_speaks_at_an_hour_of_its_own_waits_for_nobodys_morning(commune: Commune) -> None:
    """An's morning is at 08:45; she asked to be reminded at 08:00 on Wednesday."""
    wednesday = "16/12/2026"
    with commune.writes() as session:
        act, task = commune.act(session, "an.vhxh"), commune.task(session)
        set_morning(act, time(8, 45))
        snooze(act, task, commune.said("8h mai nhắc em"), at(wednesday, "08:00"))
        for hour in ("07:30", "08:00", "08:45"):
            speak_to_all(Act(session, CLOCK, at(wednesday, hour)), commune.agency(session))
        an = commune.person(session, "an.vhxh").id
        own = [row for row in session.exec(select(Notification)) if row.person_id == an and not row.direct]
        (asked,) = [row for row in own if row.facts.get(ASKED_FOR)]
        assert asked.not_before == at(wednesday, "08:00")
        assert {row.not_before for row in own} <= {asked.not_before, at(wednesday, "08:45")}
