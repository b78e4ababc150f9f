"""Said short of done: later, a promise, where it lies, not mine, somebody else's (docs/design.md, Rules)."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.confirming import claim
from models.changes.deciding import extend
from models.changes.saying import (
    decline,
    hand_over,
    last_statement,
    not_mine,
    promise,
    say,
    snooze,
    still_theirs,
    stuck,
    take_back_statement,
)
from models.people import Because, addressee, responsible
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import How, Notification, Person, PersonRole, Role, Rung, Statement, StatementKind, Task
from tests.commune import Commune, at


def later(commune: Commune, session: Session, until: datetime) -> Statement:
    an = commune.actor(session, "an.vhxh")
    return snooze(Act(session, an, commune.now), commune.task(session), commune.said("Lát nữa em nộp"), until)


def refused(commune: Commune, until: datetime) -> Reason:
    """Why a snooze was refused; nothing of it is left."""
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused) as raised:
        later(commune, session, until)
    assert commune.dump() == before
    return raised.value.reason


def next_ping(commune: Commune) -> datetime | None:
    with commune.reads() as session:
        return commune.task(session).next_ping_at


def whose(commune: Commune, session: Session) -> str | None:
    officer = responsible(session, commune.task(session))
    return officer.code if officer else None


def told(commune: Commune, session: Session) -> tuple[str, Because | None]:
    to = addressee(session, commune.task(session), day_of(commune.now))
    assert to is not None
    return to.person.code, to.because


def test_a_snooze_holds_what_is_due_until_its_moment(commune: Commune) -> None:
    assert next_ping(commune) == at("15/12/2026")
    with commune.writes() as session:
        later(commune, session, at("15/12/2026", "15:00"))
    assert next_ping(commune) == at("15/12/2026", "15:00")


@pytest.mark.parametrize("until", ["14:00", "14:01", "16:59"])
def test_on_the_due_day_a_snooze_ends_where_the_last_call_speaks(commune: Commune, until: str) -> None:
    with commune.writes() as session:
        assert later(commune, session, at("16/12/2026", until)).until == at("16/12/2026", "14:00")
    assert next_ping(commune) == at("16/12/2026", "14:00")


def test_a_due_day_off_speaks_the_day_before_and_so_does_its_last_call(commune: Commune) -> None:
    commune.alter("UPDATE task SET due_on='2026-12-20' WHERE period='2026-12'")
    with commune.writes() as session:
        assert later(commune, session, at("19/12/2026", "09:00")).until == at("18/12/2026", "14:00")


@pytest.mark.parametrize(
    ("now", "until", "reason"),
    [
        (at("15/12/2026"), at("15/12/2026"), Reason.DATE_PAST),
        (at("15/12/2026"), at("14/12/2026"), Reason.DATE_PAST),
        (at("15/12/2026"), at("16/12/2026", "17:00"), Reason.AFTER_DUE),
        (at("15/12/2026"), at("18/12/2026"), Reason.AFTER_DUE),
        (at("16/12/2026", "14:00"), at("16/12/2026", "15:00"), Reason.AFTER_DUE),
        (at("17/12/2026"), at("17/12/2026", "15:00"), Reason.AFTER_DUE),
    ],
)
def test_past_the_due_moment_nothing_is_snoozed(
    commune: Commune, now: datetime, until: datetime, reason: Reason
) -> None:
    commune.now = now
    assert refused(commune, until) is reason


def test_a_task_is_snoozed_three_times_at_most(commune: Commune) -> None:
    for hour in ("09:00", "10:00", "11:00"):
        with commune.writes() as session:
            later(commune, session, at("15/12/2026", hour))
    assert refused(commune, at("15/12/2026", "16:00")) is Reason.TOO_OFTEN
    assert next_ping(commune) == at("15/12/2026", "11:00")


def test_a_snooze_taken_back_is_none_and_leaves_room_for_another(commune: Commune) -> None:
    an = "an.vhxh"
    for hour in ("09:00", "10:00", "11:00"):
        with commune.writes() as session:
            later(commune, session, at("15/12/2026", hour))
    with commune.writes() as session:
        newest = last_statement(session, commune.task(session), commune.person(session, an))
        assert newest is not None
        take_back_statement(commune.act(session, an), newest)
    assert next_ping(commune) == at("15/12/2026", "10:00")
    with commune.writes() as session:
        later(commune, session, at("15/12/2026", "16:00"))
    assert next_ping(commune) == at("15/12/2026", "16:00")


def test_nobody_takes_back_anothers_word_nor_their_own_twice(commune: Commune) -> None:
    with commune.writes() as session:
        said = later(commune, session, at("15/12/2026", "09:00"))
        with pytest.raises(Refused) as raised:
            take_back_statement(commune.act(session, "binh.vhxh"), said)
        assert raised.value.reason is Reason.NOT_YOURS
        an = commune.actor(session, "an.vhxh")
        take_back_statement(Act(session, an, commune.now), said)
        with pytest.raises(Refused) as raised:
            take_back_statement(Act(session, an, commune.now), said)
        assert raised.value.reason is Reason.GONE


def promised(commune: Commune, session: Session, on: date) -> Task:
    task = commune.task(session)
    promise(commune.act(session, "an.vhxh"), task, commune.said("Mốt em nộp"), on)
    return task


def test_a_promise_holds_the_officers_pings_until_the_next_working_morning_and_moves_nothing(
    commune: Commune,
) -> None:
    """Friday 18/12, two days late: held until Monday 21/12; the due day and the head's level stay."""
    commune.now = at("18/12/2026", "08:00")
    with commune.writes() as session:
        level = select(Rung.speak_at).where(Rung.name == "head", Rung.task_id == commune.task(session).id)
        before = session.exec(level).all()
        task = promised(commune, session, date(2026, 12, 23))
        assert task.promised_on == date(2026, 12, 23)
        assert task.held_until == at("21/12/2026")
        assert (task.due_on, task.state) == (date(2026, 12, 16), State.OPEN)
        assert session.exec(level).all() == before


def test_a_promise_for_a_day_that_is_past_is_refused(commune: Commune) -> None:
    commune.now = at("18/12/2026", "08:00")
    with commune.writes() as session, pytest.raises(Refused) as raised:
        promised(commune, session, date(2026, 12, 17))
    assert raised.value.reason is Reason.DATE_PAST


def test_an_extension_ends_what_was_promised(commune: Commune) -> None:
    commune.now = at("18/12/2026", "08:00")
    with commune.writes() as session:
        task = promised(commune, session, date(2026, 12, 23))
        head = commune.actor(session, "binh.vhxh")
        extend(Act(session, head, commune.now), task, date(2026, 12, 23), "Theo lời hẹn")
        assert (task.promised_on, task.held_until) == (None, None)


def test_what_is_said_of_where_it_lies_is_kept_with_its_day_and_words(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        before = task.next_ping_at
        said = commune.said("Em trình ký rồi ạ")
        say(Act(session, an, commune.now), task, said, StatementKind.PLACE, Place.LEADER)
        assert (task.place, task.place_since) == (Place.LEADER, date(2026, 12, 15))
        commune.now = at("16/12/2026", "09:00")
        say(Act(session, an, commune.now), task, said, StatementKind.PLACE, Place.LEADER)
        assert task.place_since == date(2026, 12, 15), "it has lain there since yesterday"
        assert (task.state, task.next_ping_at) == (State.OPEN, before)
    assert "trình ký" not in commune.ledger()[-1].body
    assert '"place":"leader"' in commune.ledger()[-1].body


def test_an_obstacle_leaves_the_ladder_as_it_is(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        before = task.next_ping_at
        said = commune.said("Hệ thống lỗi, em chưa gửi được")
        kept = say(Act(session, an, commune.now), task, said, StatementKind.OBSTACLE)
        assert (kept.kind, kept.words) == (StatementKind.OBSTACLE, "Hệ thống lỗi, em chưa gửi được")
        assert (task.state, task.next_ping_at) == (State.OPEN, before)


def disputed(commune: Commune, session: Session) -> Task:
    task, an = commune.task(session), commune.actor(session, "an.vhxh")
    not_mine(Act(session, an, commune.now), task, commune.said("Không phải việc của em"))
    return task


def test_what_somebody_says_is_not_theirs_is_asked_of_the_head_and_at_t_1_of_the_admin(
    commune: Commune,
) -> None:
    """Due Wednesday 16/12: on Thursday 10/12 the head is asked, from Tuesday 15/12 the admin."""
    commune.now = at("10/12/2026", "09:00")
    with commune.writes() as session:
        disputed(commune, session)
        assert told(commune, session) == ("binh.vhxh", Because.NOT_MINE)
        commune.now = at("14/12/2026")
        assert told(commune, session) == ("binh.vhxh", Because.NOT_MINE)
        commune.now = at("15/12/2026")
        assert told(commune, session) == ("minh.vp", Because.NOT_MINE)


def test_said_on_the_due_day_the_head_has_until_the_next(commune: Commune) -> None:
    commune.now = at("16/12/2026", "09:00")
    with commune.writes() as session:
        disputed(commune, session)
        assert told(commune, session) == ("binh.vhxh", Because.NOT_MINE)
        commune.now = at("17/12/2026")
        assert told(commune, session) == ("minh.vp", Because.NOT_MINE)


def test_the_head_decides_that_it_is_still_theirs(commune: Commune) -> None:
    with commune.writes() as session:
        task, head = disputed(commune, session), commune.actor(session, "binh.vhxh")
        with pytest.raises(Refused) as raised:
            still_theirs(commune.act(session, "an.vhxh"), task)
        assert raised.value.reason is Reason.NOT_YOURS
        still_theirs(Act(session, head, commune.now), task)
        assert told(commune, session) == ("an.vhxh", None)
        with pytest.raises(Refused) as raised:
            still_theirs(Act(session, head, commune.now), task)
        assert raised.value.reason is Reason.GONE


def test_who_does_it_after_all_disputes_it_no_more(commune: Commune) -> None:
    with commune.writes() as session:
        task = disputed(commune, session)
        claim(commune.act(session, "an.vhxh"), task, commune.said())
        assert told(commune, session) == ("an.vhxh", None)


def handed(commune: Commune, session: Session, by: str, to: str) -> None:
    giver, receiver = commune.actor(session, by), commune.person(session, to)
    hand_over(Act(session, giver, commune.now), commune.task(session), commune.said("Em giúp chị"), receiver)


def declined(commune: Commune, session: Session, by: str) -> str | None:
    who, task = commune.actor(session, by), commune.task(session)
    owner = decline(Act(session, who, commune.now), task, commune.said("Em đang bận"))
    return owner.code if owner else None


def test_a_task_is_handed_over_at_once_within_the_unit(commune: Commune) -> None:
    with commune.writes() as session:
        handed(commune, session, "an.vhxh", "dung.vhxh")
        assert whose(commune, session) == "dung.vhxh"
    assert '"to":"dung.vhxh"' in commune.ledger()[-1].body


@pytest.mark.parametrize(
    ("to", "reason"),
    [("hoa.ttpvhcc", Reason.NOT_OF_UNIT), ("lam.ubnd", Reason.NOT_OF_UNIT), ("an.vhxh", Reason.GONE)],
)
def test_it_is_not_handed_to_another_unit_nor_to_oneself(commune: Commune, to: str, reason: Reason) -> None:
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused) as raised:
        handed(commune, session, "an.vhxh", to)
    assert raised.value.reason is reason
    assert commune.dump() == before


def test_who_left_is_handed_nothing(commune: Commune) -> None:
    commune.alter("UPDATE person SET deactivated_at='2026-12-01' WHERE code='dung.vhxh'")
    with commune.writes() as session, pytest.raises(Refused) as raised:
        handed(commune, session, "an.vhxh", "dung.vhxh")
    assert raised.value.reason is Reason.NOT_OF_UNIT


def test_refused_once_it_goes_back_refused_twice_the_head_owns_it(commune: Commune) -> None:
    with commune.writes() as session:
        session.add(colleague(commune, session))
        handed(commune, session, "an.vhxh", "dung.vhxh")
        assert declined(commune, session, "dung.vhxh") == whose(commune, session) == "an.vhxh"
        handed(commune, session, "an.vhxh", "giang.vhxh")
        assert declined(commune, session, "giang.vhxh") == whose(commune, session) == "binh.vhxh"


def colleague(commune: Commune, session: Session) -> PersonRole:
    dung = commune.person(session, "dung.vhxh")
    giang = Person(
        agency_id=dung.agency_id, code="giang.vhxh", full_name="Vi Thị Giang", unit_id=dung.unit_id
    )
    session.add(giang)
    session.flush()
    return PersonRole(person_id=giang.id or 0, role=Role.OFFICER)


def test_only_who_was_handed_it_may_refuse_it_and_only_once(commune: Commune) -> None:
    with commune.writes() as session:
        with pytest.raises(Refused) as raised:
            declined(commune, session, "an.vhxh")
        assert raised.value.reason is Reason.GONE
        handed(commune, session, "an.vhxh", "dung.vhxh")
        with pytest.raises(Refused) as raised:
            declined(commune, session, "an.vhxh")
        assert raised.value.reason is Reason.NOT_YOURS
        declined(commune, session, "dung.vhxh")
        with pytest.raises(Refused):
            declined(commune, session, "dung.vhxh")


def test_every_word_is_kept_and_can_be_told_apart(commune: Commune) -> None:
    with commune.writes() as session:
        disputed(commune, session)
        later(commune, session, at("15/12/2026", "09:00"))
        kinds = session.exec(select(Statement.kind).order_by(col(Statement.id))).all()
    assert kinds == [StatementKind.NOT_MINE, StatementKind.SNOOZE]


def test_a_promise_a_place_and_a_dispute_end_when_they_are_taken_back(commune: Commune) -> None:
    commune.now = at("18/12/2026", "08:00")
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        said = commune.said("Em trình ký rồi, thứ Tư em nộp")
        lies = say(Act(session, an, commune.now), task, said, StatementKind.PLACE, Place.LEADER)
        hope = promise(Act(session, an, commune.now), task, said, date(2026, 12, 23))
        other, _ = not_mine(Act(session, an, commune.now), task, said)
        for each in (other, hope, lies):
            take_back_statement(Act(session, an, commune.now), each)
        assert (task.promised_on, task.held_until, task.place, task.disputed_at) == (None,) * 4
        assert last_statement(session, task, commune.person(session, "an.vhxh")) is None
    assert next_ping(commune) == at("15/12/2026"), "due as before"


def test_an_obstacle_is_heard_above_once_a_day_and_again_only_where_it_now_has_words(
    commune: Commune,
) -> None:
    def says(session: Session, how: How) -> list[str]:
        """Who hears of it."""
        known = len(session.exec(select(Notification)).all())
        stuck(commune.act(session, "an.vhxh"), commune.task(session), commune.said("Cổng báo lỗi", how))
        rows = session.exec(select(Notification).order_by(col(Notification.id))).all()[known:]
        assert all(row.direct for row in rows)
        return [session.get_one(Person, row.person_id).code for row in rows]

    with commune.writes() as session:
        above = ["binh.vhxh", "minh.vp"]
        assert says(session, How.BUTTON) == above
        with pytest.raises(Refused) as raised:
            says(session, How.BUTTON)
        assert raised.value.reason is Reason.GONE
        assert says(session, How.REPLY) == above
        assert says(session, How.REPLY) == []
        commune.now = at("16/12/2026")
        assert says(session, How.REPLY) == above
