"""A deadline moves, later or earlier, at an hour where a letter gives one, and is put back
(docs/design.md, Rules)."""

import json
from datetime import date, datetime, time

import pytest
from sqlmodel import Session, col, select

from jobs.acknowledging import list_unacknowledged
from jobs.messages.compose import compose
from jobs.messages.moving import Moved, Silent
from models.actor import CLOCK, Act
from models.calendar import working_calendar
from models.changes import taking_back
from models.changes.adjusting import Basis
from models.changes.move_telling import acknowledge
from models.changes.moving import move, move_from_now_on, take_back
from models.changes.opening import open_task
from models.changes.saying import promise, snooze
from models.changes.speaking import due_rungs, speak_of
from models.occurrences import occurrences
from models.people import responsible
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.tables import (
    Acknowledgement,
    Adjustment,
    Ladder,
    Notification,
    OutboxState,
    Person,
    Rung,
    RungState,
    SentMessage,
    Task,
    TaskItem,
    Unit,
)
from tests.commune import Commune, at
from tests.models.changes.acts import ACTS, force

LETTER = Basis("Sở cần số liệu sớm", "2624/SNV-CCHC&VTLT", date(2026, 12, 11))
TEN = time(10)
FRIDAY, MONDAY = at("11/12/2026", "16:50"), at("14/12/2026", "08:20")


@pytest.fixture
def commune(commune: Commune) -> Commune:
    """Friday 11/12/2026, 16:50; the report of December is due on Wednesday 16/12."""
    commune.now = FRIDAY
    return commune


def moves(
    commune: Commune,
    session: Session,
    due_on: date,
    hour: time | None = None,
    by: str = "minh.vp",
    at_once: bool = False,
    basis: Basis = LETTER,
) -> Adjustment:
    tasks = [commune.task(session)]
    return move(commune.act(session, by), tasks, due_on, hour, basis, at_once)


def planned(session: Session, task: Task, ladder: Ladder = Ladder.DEADLINE) -> dict[str, datetime]:
    """The rungs still to come up to two days after the due day, and when each speaks."""
    found = select(Rung).where(
        Rung.task_id == task.id, Rung.state == RungState.PLANNED, Rung.ladder == ladder, Rung.offset < 3
    )
    return {rung.name: rung.speak_at for rung in session.exec(found.order_by(col(Rung.speak_at)))}


def told(session: Session, kind: str = "moved") -> dict[str, Notification]:
    """Who is told of it, by their codes."""
    rows = session.exec(
        select(Notification).where(Notification.kind == kind, col(Notification.edits).is_(None))
    )
    return {session.get_one(Person, row.person_id).code: row for row in rows}


def sent(commune: Commune, kind: str = "moved") -> None:
    """Everything of this kind that waits goes out now."""
    with commune.writes() as session:
        for row in told(session, kind).values():
            if row.state is OutboxState.WAITING and row.not_before <= commune.now:
                row.state, row.sent_at = OutboxState.SENT, commune.now
                session.add(row)


def listed(commune: Commune) -> None:
    with commune.writes() as session:
        list_unacknowledged(Act(session, CLOCK, commune.now), commune.agency(session))


def owing(commune: Commune, session: Session, task: Task, due_on: date) -> TaskItem:
    """A piece of the report that the economy unit owes."""
    unit = session.exec(select(Unit).where(Unit.code == "KT")).one()
    item = session.exec(select(TaskItem).where(TaskItem.task_id == task.id)).first()
    assert item is not None
    owed = TaskItem(
        task_id=task.id or 0,
        position=9,
        code="so-lieu-kt",
        title="Số liệu của Phòng Kinh tế",
        kind=item.kind,
        required=False,
        unit_id=unit.id,
        due_on=due_on,
    )
    session.add(owed)
    session.flush()
    return owed


def test_earlier_at_an_hour_the_ladder_is_laid_anew_with_the_hour(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), TEN)
        task = commune.task(session)
        assert (task.due_on, task.due_hour, task.scheduled_on) == (
            date(2026, 12, 15),
            TEN,
            date(2026, 12, 16),
        )
        assert planned(session, task) == {
            "T-1": at("14/12/2026"),
            "T0": at("15/12/2026"),
            "T0-90": at("15/12/2026", "08:30"),
            "T+1": at("16/12/2026"),
            "T+2": at("17/12/2026"),
        }
        # No last call at 14:00: it is due at ten.
        assert list(planned(session, task, Ladder.ESCALATION)) == ["head"]
        assert task.next_ping_at == at("14/12/2026")


def test_where_the_hour_is_spoken_of_at_the_last_calls_own_moment_that_is_the_last_call(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 17), time(15, 30))
        task = commune.task(session)
        assert planned(session, task)["T0-90"] == at("17/12/2026", "14:00")
        assert list(planned(session, task, Ladder.ESCALATION)) == ["head"]


@pytest.mark.parametrize(("hour", "levels"), [("13:59", ["last_call", "head"]), ("14:00", ["head"])])
def test_moved_to_today_the_last_call_speaks_if_its_moment_is_still_to_come(
    commune: Commune, hour: str, levels: list[str]
) -> None:
    commune.now = at("15/12/2026", hour)
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15))
        assert list(planned(session, commune.task(session), Ladder.ESCALATION)) == levels


@pytest.mark.parametrize(
    ("now", "head"),
    [("09:59", at("17/12/2026", "10:00")), ("10:00", at("18/12/2026", "10:00"))],
)
def test_put_back_to_a_day_that_is_over_the_head_is_considered_on_the_next_working_day(
    commune: Commune, now: str, head: datetime
) -> None:
    with commune.writes() as session:
        moved = moves(commune, session, date(2026, 12, 21))
        commune.now = at("17/12/2026", now)
        take_back(commune.act(session, "minh.vp"), moved)
        task = commune.task(session)
        assert task.due_on == date(2026, 12, 16)
        assert planned(session, task, Ladder.ESCALATION) == {"head": head}


def test_a_move_is_taken_back_like_anything_that_was_configured(commune: Commune) -> None:
    with commune.writes() as session:
        moved = moves(commune, session, date(2026, 12, 21))
        taking_back.take_back(commune.act(session, "minh.vp"), moved)
        assert commune.task(session).due_on == date(2026, 12, 16)
        with pytest.raises(Refused) as raised:
            taking_back.take_back(commune.act(session, "minh.vp"), moved)
        assert raised.value.reason is Reason.GONE


def test_late_in_the_afternoon_the_last_call_still_speaks(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 17), time(16, 30))
        task = commune.task(session)
        assert planned(session, task)["T0-90"] == at("17/12/2026", "15:00")
        assert planned(session, task, Ladder.ESCALATION)["last_call"] == at("17/12/2026", "14:00")


def test_what_would_be_said_over_lunch_is_said_in_the_morning(commune: Commune) -> None:
    """90 minutes of working time before 14:00 is 10:30."""
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 17), time(14))
        assert planned(session, commune.task(session))["T0-90"] == at("17/12/2026", "10:30")


def test_due_as_the_office_opens_it_is_spoken_of_once_that_morning(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 17), time(8))
        task = commune.task(session)
        assert "T0-90" not in planned(session, task)
        assert "last_call" not in planned(session, task, Ladder.ESCALATION)


def test_due_today_only_what_is_still_to_come_is_spoken(commune: Commune) -> None:
    commune.now = at("15/12/2026", "09:00")
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), time(16))
        task = commune.task(session)
        assert list(planned(session, task)) == ["T0-90", "T+1", "T+2"]
        assert due_rungs(session, task, commune.now, frozenset(Ladder)) == []


def test_another_hour_of_the_same_day_moves_its_last_reminder(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 16), TEN)
        moves(commune, session, date(2026, 12, 16), time(16, 30))
        task = commune.task(session)
        assert planned(session, task)["T0-90"] == at("16/12/2026", "15:00")
        assert planned(session, task, Ladder.ESCALATION)["last_call"] == at("16/12/2026", "14:00")
        moves(commune, session, date(2026, 12, 16))
        assert "T0-90" not in planned(session, task)
        assert "last_call" in planned(session, task, Ladder.ESCALATION)


@pytest.mark.parametrize(
    ("due_on", "hour", "basis", "why"),
    [
        (date(2026, 12, 10), None, LETTER, Reason.DATE_PAST),
        (date(2026, 12, 11), TEN, LETTER, Reason.HOUR_PAST),
        (date(2026, 12, 16), None, LETTER, Reason.SAME_DAY),
        (date(2026, 12, 15), None, Basis(" "), Reason.NO_REASON),
    ],
)
def test_it_moves_to_another_moment_still_to_come_and_for_a_reason(
    commune: Commune, due_on: date, hour: time | None, basis: Basis, why: Reason
) -> None:
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused) as refused:
        moves(commune, session, due_on, hour, basis=basis)
    assert refused.value.reason is why
    assert commune.dump() == before


@pytest.mark.parametrize("by", ["an.vhxh", "khanh.kt", "lam.ubnd", "chau.vp"])
def test_only_the_units_head_and_admins_move_it(commune: Commune, by: str) -> None:
    with commune.writes() as session, pytest.raises(Refused) as refused:
        moves(commune, session, date(2026, 12, 15), by=by)
    assert refused.value.reason is Reason.NOT_YOURS


@pytest.mark.parametrize(
    "state", [State.SUBMITTED, State.ACCEPTED, State.WAIVED, State.WAITING, State.MISSED]
)
def test_what_is_not_to_be_done_does_not_move(commune: Commune, state: State) -> None:
    force(commune, state)
    with commune.writes() as session, pytest.raises(Refused):
        moves(commune, session, date(2026, 12, 15))


def test_several_tasks_move_all_or_none(commune: Commune) -> None:
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused):
        tasks = [commune.task(session), commune.task(session, "2026-03")]
        minh = commune.actor(session, "minh.vp")
        move(Act(session, minh, commune.now), tasks, date(2026, 12, 15), None, LETTER, at_once=False)
    assert commune.dump() == before


def test_the_ledger_keeps_the_days_and_hashes_and_no_word(commune: Commune) -> None:
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 15), TEN)
        seq, words = adjustment.seq, adjustment.words_sha256
    entry = next(each for each in commune.ledger() if each.seq == seq)
    body = json.loads(entry.body)
    assert (body["change"], body["by"]) == (Change.EXTEND, "minh.vp")
    assert (body["old_due_on"], body["old_due_hour"]) == ("2026-12-16", None)
    assert (body["due_on"], body["due_hour"], body["words_sha256"]) == ("2026-12-15", "10:00", words)
    assert "Sở cần" not in entry.body
    assert "2624" not in entry.body


def test_each_person_concerned_is_told_once_of_all_tasks_but_not_who_moved_them(commune: Commune) -> None:
    """The yearly report of the same unit moves with it: one message to An, one to her head."""
    with commune.writes() as session:
        tasks = [commune.task(session), commune.task(session, "2026", "7.5-bao-cao-tthc-nam")]
        for task in tasks:
            task.responsible_id = commune.person(session, "an.vhxh").id
            session.add(task)
        minh = commune.actor(session, "minh.vp")
        move(Act(session, minh, commune.now), tasks, date(2026, 12, 15), TEN, LETTER, at_once=False)
        rows = told(session)
        assert set(rows) == {"an.vhxh", "binh.vhxh"}
        message = compose(session, rows["an.vhxh"], commune.now)
        assert isinstance(message, Moved)
        assert [each.number for each in message.tasks] == [1, 2]


def test_who_owes_a_piece_is_told_and_the_piece_keeps_its_distance(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        piece = owing(commune, session, task, date(2026, 12, 14))
        moves(commune, session, date(2026, 12, 22))
        assert piece.due_on == date(2026, 12, 18)
        assert "khanh.kt" in told(session)
        assert planned(session, task, Ladder.PIECE)["so-lieu-kt T0"] == at("18/12/2026")
        moves(commune, session, date(2026, 12, 14))
        assert piece.due_on == date(2026, 12, 11)


def test_later_is_quiet_and_asks_nothing_earlier_is_loud_and_asks(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 22))
        later = compose(session, told(session)["an.vhxh"], commune.now)
        assert later is not None
        assert not later.loud
        assert session.exec(select(Acknowledgement)).all() == []
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 22), TEN)
        earlier = compose(session, told(session)["an.vhxh"], commune.now)
        assert earlier is not None
        assert earlier.loud
        asked = session.exec(
            select(Acknowledgement).where(Acknowledgement.adjustment_id == adjustment.id)
        ).all()
        assert {session.get_one(Person, each.person_id).code for each in asked} == {"an.vhxh", "binh.vhxh"}


@pytest.mark.parametrize(("at_once", "goes"), [(True, at("12/12/2026", "20:00")), (False, at("14/12/2026"))])
def test_outside_working_hours_it_goes_at_once_or_on_the_next_working_morning(
    commune: Commune, at_once: bool, goes: datetime
) -> None:
    commune.now = at("12/12/2026", "20:00")
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), at_once=at_once)
        assert told(session)["an.vhxh"].not_before == goes


def test_a_reminder_of_the_old_day_that_was_not_sent_yet_is_moot(commune: Commune) -> None:
    commune.now = at("15/12/2026")
    with commune.writes() as session:
        ACTS[Change.SPEAK].make(commune, session)
        row = session.exec(select(Notification).where(Notification.kind == "card")).one()
        assert compose(session, row, commune.now) is not None
        moves(commune, session, date(2026, 12, 22))
        assert compose(session, row, commune.now) is None


def test_who_says_that_they_know_says_it_once_and_for_themselves(commune: Commune) -> None:
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 15), TEN)
        acknowledge(commune.act(session, "an.vhxh"), adjustment)
        with pytest.raises(Refused) as again:
            acknowledge(Act(session, commune.actor(session, "an.vhxh"), MONDAY), adjustment)
        assert (again.value.reason, again.value.facts["since"]) == (Reason.ALREADY, FRIDAY)
        with pytest.raises(Refused) as stranger:
            acknowledge(Act(session, commune.actor(session, "dung.vhxh"), MONDAY), adjustment)
        assert stranger.value.reason is Reason.NOT_YOURS


def test_who_has_not_said_so_in_a_working_hour_is_listed_to_who_moved_it(commune: Commune) -> None:
    """Sent on Friday at 16:50: the hour is over on Monday at 08:20."""
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 15), TEN)
        commune.person(session, "binh.vhxh").phone = "0912 345 678"
    sent(commune)
    with commune.writes() as session:
        adjustment = session.get_one(Adjustment, adjustment.id)
        acknowledge(commune.act(session, "an.vhxh"), adjustment)
    commune.now = at("14/12/2026", "08:19")
    listed(commune)
    with commune.reads() as session:
        assert told(session, "silent") == {}
    commune.now = MONDAY
    for _ in range(2):
        listed(commune)
    with commune.reads() as session:
        (row,) = told(session, "silent").values()
        assert session.get_one(Person, row.person_id).code == "minh.vp"
        message = compose(session, row, commune.now)
        assert isinstance(message, Silent)
        assert [(each.person.full_name, each.phone) for each in message.asked] == [
            ("Trần Văn Bình", "0912 345 678")
        ]


def test_nobody_is_listed_whose_message_was_not_sent(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), TEN)
    commune.now = at("14/12/2026", "11:00")
    listed(commune)
    with commune.reads() as session:
        assert told(session, "silent") == {}


def test_where_who_moved_it_cannot_be_reached_the_admins_get_the_list(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), TEN, by="binh.vhxh")
        commune.person(session, "binh.vhxh").blocked_at = commune.now
    sent(commune)
    commune.now = MONDAY
    listed(commune)
    with commune.reads() as session:
        assert set(told(session, "silent")) == {"minh.vp"}


def test_taken_back_everything_stands_as_before_and_each_is_told_once(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        piece = owing(commune, session, task, date(2026, 12, 14))
        before = task.model_dump(exclude={"next_ping_at"})
        rungs = planned(session, task), planned(session, task, Ladder.ESCALATION)
        adjustment = moves(commune, session, date(2026, 12, 15), TEN)
    sent(commune)
    with commune.writes() as session:
        commune.now = at("11/12/2026", "16:55")
        adjustment = session.get_one(Adjustment, adjustment.id)
        take_back(commune.act(session, "minh.vp"), adjustment)
        task = commune.task(session)
        assert task.model_dump(exclude={"next_ping_at"}) == before
        assert session.get_one(TaskItem, piece.id).due_on == date(2026, 12, 14)
        assert (planned(session, task), planned(session, task, Ladder.ESCALATION)) == rungs
        assert set(told(session, "moved_back")) == {"an.vhxh", "binh.vhxh", "khanh.kt"}
        with pytest.raises(Refused) as again:
            take_back(commune.act(session, "minh.vp"), adjustment)
        assert again.value.reason is Reason.GONE
    commune.now = MONDAY
    listed(commune)
    with commune.reads() as session:
        assert told(session, "silent") == {}


@pytest.mark.parametrize(
    ("due_on", "until"),
    [
        (date(2026, 12, 30), date(2027, 3, 31)),
        (date(2027, 3, 31), date(2028, 3, 31)),
        (date(2027, 4, 2), date(2028, 3, 31)),
    ],
)
def test_until_when_it_is_accepted_moves_only_where_the_due_day_is_moved_past_it(
    commune: Commune, due_on: date, until: date
) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        task.accepted_until = task.closes_on = date(2027, 3, 31)
        adjustment = moves(commune, session, due_on)
        assert (task.accepted_until, task.closes_on) == (until, until)
        take_back(commune.act(session, "minh.vp"), adjustment)
        assert (task.accepted_until, task.closes_on) == (date(2027, 3, 31), date(2027, 3, 31))
    assert commune.faults() == []


def test_who_was_not_told_yet_hears_of_neither(commune: Commune) -> None:
    commune.now = at("12/12/2026", "20:00")
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 15), TEN)
        take_back(commune.act(session, "minh.vp"), adjustment)
        assert {row.state for row in told(session).values()} == {OutboxState.MOOT}
        assert told(session, "moved_back") == {}


def test_a_rung_that_was_spoken_is_not_spoken_again_after_all(commune: Commune) -> None:
    """T-1 of the old day was said on Tuesday morning; moved on and back within the hour, T0 is next."""
    commune.now = at("15/12/2026")
    with commune.writes() as session:
        ACTS[Change.SPEAK].make(commune, session)
        adjustment = moves(commune, session, date(2026, 12, 22))
        take_back(Act(session, commune.actor(session, "minh.vp"), at("15/12/2026", "08:00")), adjustment)
        task = commune.task(session)
        assert list(planned(session, task)) == ["T0", "T+1", "T+2"]
        assert task.next_ping_at == at("16/12/2026")


def test_put_back_on_a_day_that_has_passed_those_above_still_hear(commune: Commune) -> None:
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 31))
        take_back(Act(session, commune.actor(session, "minh.vp"), at("17/12/2026", "11:00")), adjustment)
        assert planned(session, commune.task(session), Ladder.ESCALATION)["head"] == at("18/12/2026", "10:00")


@pytest.mark.parametrize("by", ["binh.vhxh", "an.vhxh", "khanh.kt"])
def test_only_who_moved_it_or_an_admin_takes_it_back(commune: Commune, by: str) -> None:
    with commune.writes() as session:
        adjustment = moves(commune, session, date(2026, 12, 15), TEN)
        with pytest.raises(Refused) as refused:
            take_back(commune.act(session, by), adjustment)
        assert refused.value.reason is Reason.NOT_YOURS


@pytest.mark.parametrize("since", ["moved again", "accepted", "to be fixed"])
def test_what_something_depends_on_is_not_taken_back(commune: Commune, since: str) -> None:
    with commune.writes() as session:
        adjustment, task = moves(commune, session, date(2026, 12, 15), TEN), commune.task(session)
        match since:
            case "moved again":
                moves(commune, session, date(2026, 12, 18))
            case "accepted":
                task.state = State.ACCEPTED
            case _:
                task.fix_by = date(2026, 12, 18)
        session.add(task)
        with pytest.raises(Refused) as refused:
            take_back(commune.act(session, "minh.vp"), adjustment)
        assert refused.value.reason is Reason.DEPENDED_ON


def test_what_was_promised_since_stays_promised(commune: Commune) -> None:
    with commune.writes() as session:
        adjustment, task = moves(commune, session, date(2026, 12, 15), TEN), commune.task(session)
        an, said = commune.actor(session, "an.vhxh"), commune.said("17/12 em nộp")
        promise(Act(session, an, commune.now), task, said, date(2026, 12, 17))
        take_back(commune.act(session, "minh.vp"), adjustment)
        assert (task.due_on, task.promised_on) == (date(2026, 12, 16), date(2026, 12, 17))


def test_no_snooze_holds_what_is_said_before_the_hour(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), TEN)
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        statement = snooze(Act(session, an, MONDAY), task, commune.said("Mai ạ"), at("15/12/2026", "09:30"))
        assert statement.until == at("15/12/2026", "08:30")
        with pytest.raises(Refused) as refused:
            snooze(Act(session, an, MONDAY), task, commune.said("Mai ạ"), at("15/12/2026", "10:00"))
        assert refused.value.reason is Reason.AFTER_DUE


def test_from_now_on_later_periods_are_due_alike_and_taken_back_with_it(commune: Commune) -> None:
    """Three working days after the cut-off instead of two, at ten: December and, open already, January."""
    with commune.writes() as session:
        requirement, minh = commune.requirement(session), commune.actor(session, "minh.vp")
        task = commune.task(session)
        january = next(
            each
            for each in session.exec(select(Task).where(Task.requirement_id == requirement.id))
            if each.period == "2027-01"
        )
        day = date(2026, 12, 17)
        adjustment = move_from_now_on(
            Act(session, minh, commune.now), [task], day, TEN, LETTER, at_once=False
        )
        assert (requirement.due_rule, requirement.due_hour) == ({"after_cutoff": 3}, TEN)
        assert (task.due_on, january.due_on, january.due_hour) == (day, date(2027, 1, 19), TEN)
        assert january.scheduled_on == date(2027, 1, 18)
        take_back(Act(session, minh, commune.now), adjustment)
        assert (requirement.due_rule, requirement.due_hour) == ({"after_cutoff": 2}, None)
        assert (task.due_on, january.due_on, january.due_hour) == (
            date(2026, 12, 16),
            date(2027, 1, 18),
            None,
        )


@pytest.mark.parametrize(("is_of_it", "reason"), [(True, Reason.DEPENDED_ON), (False, None)])
def test_a_rule_is_put_back_unless_a_period_opened_by_it(
    commune: Commune, is_of_it: bool, reason: Reason | None
) -> None:
    with commune.writes() as session:
        admin, task = commune.act(session, "minh.vp"), commune.task(session)
        moved = move_from_now_on(admin, [task], date(2026, 12, 17), TEN, LETTER, at_once=False)
        opened = (
            commune.task(session, "2027-01")
            if is_of_it
            else commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")
        )
        opened.opened_at = commune.now
        session.flush()
        if reason is None:
            take_back(admin, moved)
            assert commune.requirement(session).due_hour is None
        else:
            with pytest.raises(Refused) as raised:
                take_back(admin, moved)
            assert raised.value.reason is reason


def test_only_an_admin_decides_for_all_periods(commune: Commune) -> None:
    with commune.writes() as session, pytest.raises(Refused) as refused:
        binh, tasks = commune.actor(session, "binh.vhxh"), [commune.task(session)]
        move_from_now_on(
            Act(session, binh, commune.now), tasks, date(2026, 12, 17), None, LETTER, at_once=False
        )
    assert refused.value.reason is Reason.NOT_YOURS


def test_what_is_due_at_an_hour_was_told_last_90_minutes_before(commune: Commune) -> None:
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), TEN)
        task, now = commune.task(session), at("15/12/2026", "08:30")
        row = told(session)["an.vhxh"]
        officer = responsible(session, task)
        assert officer is not None
        spoken = speak_of(Act(session, CLOCK, now), [task], officer, row, frozenset({Ladder.DEADLINE}))
        assert [rung.name for rung in spoken] == ["T0-90"]
        assert task.next_ping_at == at("16/12/2026")


def test_new_periods_open_with_the_requirements_hour(commune: Commune) -> None:
    with commune.writes() as session:
        requirement = commune.requirement(session)
        requirement.due_hour = TEN
        unit, calendar = session.get_one(Unit, requirement.unit_id), working_calendar(session, 1)
        found = occurrences(requirement, date(2027, 2, 1), date(2027, 3, 1), calendar, {})
        days = next(each for each in found if each.period.name == "2027-03")
        task = open_task(Act(session, CLOCK, commune.now), requirement, unit, days)
        assert task is not None
        assert (task.due_on, task.due_hour) == (date(2027, 3, 16), TEN)
        assert planned(session, task)["T0-90"] == at("16/03/2027", "08:30")


def test_the_list_of_who_has_not_said_so_changes_only_when_somebody_joins_it(commune: Commune) -> None:
    """The clockwork looks every minute: what was listed once is not looked at again."""
    with commune.writes() as session:
        moves(commune, session, date(2026, 12, 15), TEN)
    sent(commune)
    commune.now = MONDAY
    listed(commune)
    with commune.writes() as session:
        (row,) = told(session, "silent").values()
        row.state, row.sent_at = OutboxState.SENT, commune.now
        session.add(row)
        message = SentMessage(notification_id=row.id or 0, chat_id=100_008, message_id=9, sent_at=commune.now)
        session.add(message)
    for minute in ("08:21", "08:22"):
        commune.now = at("14/12/2026", minute)
        listed(commune)
    with commune.reads() as session:
        assert session.exec(select(Notification).where(Notification.edits == 9)).all() == []
