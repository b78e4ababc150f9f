"""Reviewers are reminded one message a morning; after three working days their head hears, once."""

from datetime import datetime

from sqlmodel import Session, col, select

from bot.texts.render import render
from jobs.messages.compose import compose
from jobs.messages.facts import Choice, Do
from jobs.messages.morning_facts import Digest
from jobs.reviewing import remind_reviewers
from jobs.tick import tick
from models.actor import CLOCK, Act
from models.changes.common import enter
from models.changes.evidence import add_evidence, withdraw
from models.changes.reviewing import return_
from models.rules.lifecycle import State
from models.tables import (
    Evidence,
    Ladder,
    Notification,
    NotificationTask,
    PersonRole,
    Role,
    Rung,
    RungState,
    Task,
)
from tests.commune import Commune, at

SUBMITTED = at("15/12/2026", "09:00")
YEARLY = "7.5-bao-cao-tthc-nam"


def hand_in(commune: Commune, code: str = "an.vhxh", now: datetime = SUBMITTED, **which: str) -> None:
    commune.now = now
    with commune.writes() as session:
        task = commune.task(session, **which)
        task.responsible_id = commune.person(session, code).id
        session.flush()
        add_evidence(Act(session, commune.actor(session, code), now), task, commune.file(), commune.said())


def wake(commune: Commune, day: str, hour: str = "07:30") -> None:
    with commune.writes() as session:
        remind_reviewers(Act(session, CLOCK, at(day, hour)), commune.agency(session))


def told(session: Session, commune: Commune, code: str, since: datetime) -> list[Notification]:
    """What was put into the outbox for somebody from a moment on."""
    mine = select(Notification).where(
        Notification.person_id == commune.person(session, code).id, Notification.created_at >= since
    )
    return list(session.exec(mine.order_by(col(Notification.id))))


def kinds(commune: Commune, code: str, day: str) -> list[str]:
    """What was said to somebody on a day."""
    with commune.reads() as session:
        rows = told(session, commune, code, at(day, "00:00"))
        return [row.kind for row in rows if row.created_at < at(day, "23:59")]


def rungs(commune: Commune) -> dict[str, RungState]:
    with commune.reads() as session:
        found = select(Rung).where(Rung.task_id == commune.task(session).id, Rung.ladder == Ladder.REVIEW)
        return {rung.name: rung.state for rung in session.exec(found.order_by(col(Rung.id)))}


def test_after_one_and_two_working_days_the_reviewer_after_three_the_one_above(commune: Commune) -> None:
    hand_in(commune)
    for day in ("15/12/2026", "16/12/2026", "17/12/2026", "18/12/2026", "21/12/2026", "22/12/2026"):
        wake(commune, day)
    assert kinds(commune, "binh.vhxh", "15/12/2026") == ["review"]
    assert kinds(commune, "binh.vhxh", "16/12/2026") == ["review"]
    assert kinds(commune, "binh.vhxh", "17/12/2026") == ["review"]
    assert kinds(commune, "binh.vhxh", "18/12/2026") == []
    assert kinds(commune, "minh.vp", "18/12/2026") == ["review_late"]
    assert kinds(commune, "minh.vp", "21/12/2026") == kinds(commune, "minh.vp", "22/12/2026") == []
    assert kinds(commune, "lam.ubnd", "18/12/2026") == []
    assert set(rungs(commune).values()) == {RungState.SPOKEN}


def test_the_head_of_a_reviewer_is_the_one_who_hears(commune: Commune) -> None:
    """Dung reviews for a head who does not."""
    with commune.writes() as session:
        binh, dung = commune.person(session, "binh.vhxh"), commune.person(session, "dung.vhxh")
        session.delete(session.get_one(PersonRole, (binh.id, Role.REVIEWER)))
        session.add(PersonRole(person_id=dung.id or 0, role=Role.REVIEWER))
    hand_in(commune)
    for day in ("16/12/2026", "17/12/2026", "18/12/2026"):
        wake(commune, day)
    assert kinds(commune, "dung.vhxh", "16/12/2026") == ["review"]
    assert kinds(commune, "binh.vhxh", "18/12/2026") == ["review_late"]
    assert kinds(commune, "minh.vp", "18/12/2026") == []


def test_who_gets_a_digest_anyway_finds_it_there(commune: Commune) -> None:
    """Bình heads the unit and reviews: one message in the morning, with the button of a reviewer."""
    hand_in(commune)
    tick(commune.engine, at("16/12/2026", "07:30"))
    assert kinds(commune, "binh.vhxh", "16/12/2026") == ["digest"]
    with commune.reads() as session:
        (row,) = told(session, commune, "binh.vhxh", at("16/12/2026", "00:00"))
        message = compose(session, row, at("16/12/2026", "07:30"))
        task = commune.task(session).id or 0
    assert isinstance(message, Digest)
    (number,) = message.reviews
    assert Choice(Do.REVIEW, (task,), number) in [each for line in message.choices for each in line]
    assert "Chờ đồng chí thẩm tra" in render(message).html
    assert next(iter(rungs(commune).values())) is RungState.SPOKEN


def test_a_reviewer_with_nothing_else_on_a_monday_gets_one_message(commune: Commune) -> None:
    with commune.writes() as session:
        session.add(PersonRole(person_id=commune.person(session, "chau.vp").id or 0, role=Role.REVIEWER))
    hand_in(commune, now=at("18/12/2026", "09:00"))
    tick(commune.engine, at("21/12/2026", "07:30"))
    started = [each for each in kinds(commune, "chau.vp", "21/12/2026") if each in ("digest", "review")]
    assert started == ["digest"]


def test_several_are_one_message_a_morning(commune: Commune) -> None:
    hand_in(commune)
    hand_in(commune, requirement=YEARLY, period="2026")
    wake(commune, "16/12/2026")
    assert kinds(commune, "binh.vhxh", "16/12/2026") == ["review_list"]
    with commune.reads() as session:
        row = told(session, commune, "binh.vhxh", at("16/12/2026"))[0]
        linked = session.exec(
            select(NotificationTask).where(NotificationTask.notification_id == row.id)
        ).all()
    assert sorted(each.number for each in linked) == [1, 2]


def test_nothing_is_said_twice_nor_outside_working_hours(commune: Commune) -> None:
    hand_in(commune)
    for hour, asked in (("06:00", 0), ("12:00", 0), ("13:30", 1), ("13:31", 1), ("16:59", 1)):
        tick(commune.engine, at("16/12/2026", hour))
        said = [each for each in kinds(commune, "binh.vhxh", "16/12/2026") if each in ("digest", "review")]
        assert len(said) == asked


def test_after_an_outage_only_the_latest_is_said(commune: Commune) -> None:
    hand_in(commune)
    wake(commune, "17/12/2026")
    assert kinds(commune, "binh.vhxh", "17/12/2026") == ["review"]
    assert rungs(commune) == {"R+1": RungState.SKIPPED, "R+2": RungState.SPOKEN, "R+3": RungState.PLANNED}


def test_days_are_counted_from_when_the_reviewer_was_asked(commune: Commune) -> None:
    """Handed in on a Friday night, asked on Monday morning, reminded on Tuesday."""
    hand_in(commune, now=at("11/12/2026", "20:00"))
    wake(commune, "14/12/2026")
    assert kinds(commune, "binh.vhxh", "14/12/2026") == []
    wake(commune, "15/12/2026")
    assert kinds(commune, "binh.vhxh", "15/12/2026") == ["review"]


def test_what_was_mended_is_counted_anew(commune: Commune) -> None:
    hand_in(commune)
    with commune.writes() as session:
        task = commune.task(session)
        newest = session.exec(select(Evidence).where(Evidence.task_id == task.id)).one()
        binh = commune.actor(session, "binh.vhxh")
        return_(Act(session, binh, at("15/12/2026", "15:00")), task, newest.id or 0, "Thiếu phụ lục.")
    hand_in(commune, now=at("17/12/2026", "10:00"))
    wake(commune, "17/12/2026", "10:00")
    assert kinds(commune, "binh.vhxh", "17/12/2026") == ["review"]
    wake(commune, "18/12/2026")
    assert kinds(commune, "binh.vhxh", "18/12/2026") == ["review"]
    wake(commune, "21/12/2026")
    assert kinds(commune, "minh.vp", "21/12/2026") == []


def test_a_reminder_overtaken_by_events_is_not_sent(commune: Commune) -> None:
    hand_in(commune)
    wake(commune, "16/12/2026")
    with commune.writes() as session:
        withdraw(Act(session, commune.actor(session, "an.vhxh"), at("16/12/2026")), commune.task(session))
        row = told(session, commune, "binh.vhxh", at("16/12/2026"))[0]
        assert compose(session, row, at("16/12/2026")) is None


def test_during_the_trial_run_nobody_above_is_told(commune: Commune) -> None:
    with commune.writes() as session:
        agency = commune.agency(session)
        agency.adopted_on = at("14/12/2026").date()
        session.add(agency)
    hand_in(commune)
    for day in ("16/12/2026", "17/12/2026", "18/12/2026", "21/12/2026"):
        wake(commune, day)
    assert kinds(commune, "binh.vhxh", "17/12/2026") == ["review"]
    assert kinds(commune, "minh.vp", "18/12/2026") == kinds(commune, "minh.vp", "21/12/2026") == []


def test_nobody_is_reminded_of_what_they_handed_in_themselves(commune: Commune) -> None:
    hand_in(commune, "binh.vhxh")
    wake(commune, "16/12/2026")
    assert kinds(commune, "binh.vhxh", "16/12/2026") == []
    assert kinds(commune, "lam.ubnd", "16/12/2026") == ["review"]


def test_a_slow_reviewer_makes_nothing_late(commune: Commune) -> None:
    hand_in(commune)
    for day in ("16/12/2026", "17/12/2026", "18/12/2026"):
        wake(commune, day)
    with commune.reads() as session:
        task = commune.task(session)
        assert (task.state, task.due_on) == (State.SUBMITTED, at("16/12/2026").date())
        assert told(session, commune, "an.vhxh", at("16/12/2026")) == []


def test_without_anybody_to_ask_the_rung_is_passed_over_on_record(commune: Commune) -> None:
    with commune.writes() as session:
        for code in ("binh.vhxh", "lam.ubnd", "minh.vp"):
            commune.person(session, code).chat_id = None
    hand_in(commune)
    wake(commune, "16/12/2026")
    assert rungs(commune)["R+1"] is RungState.SKIPPED
    with commune.reads() as session:
        task = session.get_one(Task, commune.task(session).id)
        assert task.next_ping_at == at("17/12/2026")


def test_a_task_that_moved_on_speaks_no_more(commune: Commune) -> None:
    hand_in(commune)
    with commune.writes() as session:
        enter(Act(session, CLOCK, commune.now), commune.task(session), State.WAIVED)
    wake(commune, "16/12/2026")
    assert kinds(commune, "binh.vhxh", "16/12/2026") == []
