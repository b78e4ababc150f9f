"""Later: what holds pings until a moment, and what is a promise; of a claimed task its evidence is asked for then.

It is Tuesday 15/12/2026, 07:30; the report is due on Wednesday at 17:00, its last call is at 14:00 that day."""

from datetime import date, datetime

import pytest
from sqlmodel import Session, col, select

from models.changes.confirming import claim
from models.changes.saying import (
    is_a_snooze,
    last_said,
    moment_meant,
    not_mine,
    put_off,
    say,
    snooze,
    still_theirs,
    take_back_statement,
)
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.tables import How, Ladder, Rung, RungState, Statement, StatementKind, Task
from tests.commune import Commune, at

AN, BINH = "an.vhxh", "binh.vhxh"
SNOOZE, PROMISE = StatementKind.SNOOZE, StatementKind.PROMISE


@pytest.mark.parametrize(
    ("now", "when", "kind", "until"),
    [
        ("15/12/2026 07:30", date(2026, 12, 16), SNOOZE, at("16/12/2026", "07:30")),
        ("15/12/2026 07:30", at("16/12/2026", "09:00"), SNOOZE, at("16/12/2026", "09:00")),
        ("15/12/2026 07:30", at("15/12/2026", "12:00"), SNOOZE, at("15/12/2026", "13:30")),
        # The last call speaks at 14:00 whatever is chosen after it.
        ("15/12/2026 07:30", at("16/12/2026", "16:59"), SNOOZE, at("16/12/2026", "14:00")),
        ("15/12/2026 07:30", at("16/12/2026", "17:00"), PROMISE, at("16/12/2026", "07:30")),
        ("15/12/2026 07:30", date(2026, 12, 17), PROMISE, at("16/12/2026", "07:30")),
        ("16/12/2026 13:59", at("16/12/2026", "16:00"), SNOOZE, at("16/12/2026", "14:00")),
        ("16/12/2026 14:00", at("16/12/2026", "16:00"), PROMISE, at("17/12/2026", "07:30")),
        ("18/12/2026 09:00", date(2026, 12, 25), PROMISE, at("21/12/2026", "07:30")),
    ],
)
def test_before_the_due_moment_it_holds_pings_after_it_it_is_a_promise(
    commune: Commune, now: str, when: date | datetime, kind: StatementKind, until: datetime
) -> None:
    commune.now = at(*now.split())
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        assert is_a_snooze(act, task, when) is (kind is SNOOZE)
        statement = put_off(act, task, commune.said("Để sau"), when)
        assert (statement.kind, statement.until, task.held_until) == (kind, until, until)
        assert (task.promised_on is None) is (kind is SNOOZE)


def test_a_day_begins_with_the_morning_of_who_names_it_and_today_begins_now(commune: Commune) -> None:
    with commune.reads() as session:
        act = commune.act(session, AN)
        assert moment_meant(act, date(2026, 12, 17)) == at("17/12/2026", "07:30")
        commune.now = at("15/12/2026", "09:10")
        assert moment_meant(commune.act(session, AN), date(2026, 12, 15)) == commune.now
        assert moment_meant(act, at("15/12/2026", "23:10")) == at("15/12/2026", "23:10")


def asking(session: Session, task: Task, state: RungState = RungState.PLANNED) -> list[datetime]:
    """When the evidence of a claim is asked for, or was to be."""
    own = select(Rung.speak_at).where(
        Rung.task_id == task.id, Rung.ladder == Ladder.EVIDENCE, Rung.state == state
    )
    return list(session.exec(own.order_by(col(Rung.speak_at))))


FIRST, SECOND, THIRD = (at(f"{day}/12/2026") for day in (16, 18, 22))


@pytest.mark.parametrize(
    ("until", "asked"),
    [
        (at("16/12/2026", "07:29"), [FIRST, SECOND, THIRD]),
        (at("16/12/2026", "09:00"), [at("16/12/2026", "09:00"), SECOND, THIRD]),
        (at("18/12/2026", "07:30"), [SECOND, THIRD]),
        (at("19/12/2026", "08:00"), [at("21/12/2026", "07:30"), THIRD]),
    ],
)
def test_the_evidence_of_a_claim_is_asked_for_at_the_moment_chosen_and_not_before(
    commune: Commune, until: datetime, asked: list[datetime]
) -> None:
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        claim(act, task, commune.said())
        assert asking(session, task) == [FIRST, SECOND, THIRD]
        statement = snooze(act, task, commune.said("Để sau"), until)
        session.flush()
        assert sorted(asking(session, task)) == asked
        assert task.next_ping_at == asked[0] == statement.until
        commune.now = at("15/12/2026", "08:00")
        take_back_statement(commune.act(session, AN), statement)
        session.flush()
        assert asking(session, task) == [FIRST, SECOND, THIRD]
        assert (asking(session, task, RungState.SKIPPED), task.next_ping_at) == ([], FIRST)
    assert commune.faults() == []


def test_taken_back_later_only_what_is_still_to_come_is_asked_again(commune: Commune) -> None:
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        claim(act, task, commune.said())
        statement = snooze(act, task, commune.said("Để sau"), at("21/12/2026", "09:00"))
        commune.now = FIRST
        take_back_statement(commune.act(session, AN), statement)
        session.flush()
        assert asking(session, task) == [SECOND, THIRD]
        assert asking(session, task, RungState.SKIPPED) == [FIRST]


def test_a_snooze_taken_back_leaves_the_one_before_it(commune: Commune) -> None:
    with commune.writes() as session:
        act, task = commune.act(session, AN), commune.task(session)
        first = snooze(act, task, commune.said(), at("15/12/2026", "10:00"))
        second = snooze(act, task, commune.said(), at("15/12/2026", "15:00"))
        assert task.held_until == second.until
        take_back_statement(act, second)
        assert task.held_until == first.until
        take_back_statement(act, first)
        assert task.held_until is None
        again = [
            snooze(act, task, commune.said(), at("15/12/2026", hour)) for hour in ("10:00", "11:00", "15:00")
        ]
        with pytest.raises(Refused) as raised:
            snooze(act, task, commune.said(), at("15/12/2026", "16:00"))
        assert raised.value.reason is Reason.TOO_OFTEN
        take_back_statement(act, again[0])
        snooze(act, task, commune.said(), at("15/12/2026", "16:00"))


def says(commune: Commune, session: Session, how: How = How.BUTTON) -> Reason | None:
    try:
        say(
            commune.act(session, AN),
            commune.task(session),
            commune.said("Chưa xong", how),
            StatementKind.NOT_DONE,
        )
    except Refused as refused:
        return refused.reason
    return None


def test_the_same_button_says_it_once_a_day_words_as_often_as_they_come(commune: Commune) -> None:
    with commune.writes() as session:
        assert says(commune, session) is None
        assert says(commune, session) is Reason.GONE
        assert says(commune, session, How.REPLY) is None
        commune.now = at("16/12/2026")
        assert says(commune, session) is None
        claim(commune.act(session, AN), commune.task(session), commune.said())
        # It denies the claim, which is news.
        assert says(commune, session) is None
        assert commune.task(session).state is State.OPEN


def test_what_was_last_said_of_each_task_is_the_persons_own_and_not_taken_back(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.person(session, AN)
        says(commune, session)
        commune.now = at("15/12/2026", "09:00")
        snooze(commune.act(session, AN), task, commune.said(), at("15/12/2026", "10:00"))
        assert last_said(session, an, [task.id, 999]) == {task.id: commune.now}
        newest = session.exec(select(Statement).order_by(col(Statement.id).desc())).first()
        assert newest is not None
        take_back_statement(commune.act(session, AN), newest)
        assert last_said(session, an, [task.id]) == {task.id: at("15/12/2026")}
        assert last_said(session, commune.person(session, BINH), [task.id]) == {}


def test_a_head_decides_once_that_it_stays_where_it_was(commune: Commune) -> None:
    with commune.writes() as session:
        task, head = commune.task(session), commune.act(session, BINH)
        with pytest.raises(Refused) as raised:
            still_theirs(head, task)
        assert raised.value.reason is Reason.GONE
        _, asked = not_mine(commune.act(session, AN), task, commune.said())
        assert asked is not None and asked.code == BINH
        assert task.disputed_at == commune.now
        with pytest.raises(Refused) as raised:
            not_mine(commune.act(session, AN), task, commune.said())
        assert raised.value.reason is Reason.GONE
        still_theirs(head, task)
        assert task.disputed_at is None
    assert [each.change for each in commune.ledger()][-2:] == ["not_mine", "still_theirs"]
    assert commune.faults() == []
