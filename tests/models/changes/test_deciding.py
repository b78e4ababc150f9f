"""Decided by heads and admins: a later day, a waiver (docs/design.md, Rules)."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.deciding import extend, keep, unwaive, waive
from models.changes.saying import promise, snooze
from models.changes.speaking import due_rungs
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.tables import Adjustment, Decision, Ladder, Notification, Person, Rung, RungState, Task
from tests.commune import Commune, at
from tests.models.changes.acts import ACTS, Change, force

REASON = "Cổng dịch vụ công tạm dừng"


def later(commune: Commune, session: Session, due_on: date, reason: str = REASON) -> Task:
    task = commune.task(session)
    extend(commune.act(session, "binh.vhxh"), task, due_on, reason)
    return task


def names(session: Session, task: Task, state: RungState, ladder: Ladder = Ladder.DEADLINE) -> list[str]:
    found = select(Rung).where(Rung.task_id == task.id, Rung.state == state, Rung.ladder == ladder)
    return [rung.name for rung in session.exec(found.order_by(col(Rung.speak_at)))]


def test_the_due_day_moves_with_a_reason_and_the_rules_day_never(commune: Commune) -> None:
    with commune.writes() as session:
        task = later(commune, session, date(2026, 12, 21))
        assert (task.due_on, task.scheduled_on) == (date(2026, 12, 21), date(2026, 12, 16))
    assert REASON not in commune.ledger()[-1].body
    assert '"old_due_on":"2026-12-16"' in commune.ledger()[-1].body


@pytest.mark.parametrize(
    ("due_on", "reason", "why"),
    [
        (date(2026, 12, 16), REASON, Reason.NOT_LATER),
        (date(2026, 12, 14), REASON, Reason.NOT_LATER),
        (date(2026, 12, 21), " ", Reason.NO_REASON),
    ],
)
def test_it_is_not_moved_back_nor_without_a_reason(
    commune: Commune, due_on: date, reason: str, why: Reason
) -> None:
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused) as raised:
        later(commune, session, due_on, reason)
    assert raised.value.reason is why
    assert commune.dump() == before


def test_after_an_extension_passed_rungs_stay_and_levels_start_again(commune: Commune) -> None:
    """Friday 18/12, T-1 to T+1 spoken in their time: extended to Thursday 24/12 nothing of before is due."""
    for day in (15, 16, 17):
        commune.now = commune.now.replace(day=day)
        with commune.writes() as session:
            ACTS[Change.SPEAK].make(commune, session)
    commune.now = at("18/12/2026", "10:00")
    with commune.writes() as session:
        task = later(commune, session, date(2026, 12, 24))
        assert names(session, task, RungState.SPOKEN) == ["T-1", "T0", "T+1"]
        assert due_rungs(session, task, commune.now, frozenset(Ladder)) == []
        assert names(session, task, RungState.PLANNED)[:3] == ["T-1", "T0", "T+1"]
        assert names(session, task, RungState.PLANNED, Ladder.ESCALATION) == ["last_call", "head", "leader"]
        assert task.next_ping_at == at("23/12/2026")


def test_an_extension_ends_the_hold_of_a_snooze_and_keeps_its_moment(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        said, until = commune.said("Lát nữa ạ"), at("15/12/2026", "15:00")
        snooze(Act(session, an, commune.now), task, said, until)
        later(commune, session, date(2026, 12, 21))
        assert task.held_until is None
        assert task.next_ping_at == until


def test_to_keep_the_day_there_must_have_been_a_promise(commune: Commune) -> None:
    with commune.writes() as session:
        task, head = commune.task(session), commune.actor(session, "binh.vhxh")
        with pytest.raises(Refused) as raised:
            keep(Act(session, head, commune.now), task)
        assert raised.value.reason is Reason.GONE
        an, said = commune.actor(session, "an.vhxh"), commune.said("21/12 em nộp")
        promise(Act(session, an, commune.now), task, said, date(2026, 12, 21))
        keep(Act(session, head, commune.now), task)
        assert (task.due_on, task.promised_on) == (date(2026, 12, 16), date(2026, 12, 21))
        with pytest.raises(Refused) as raised:
            keep(Act(session, an, commune.now), task)
        assert raised.value.reason is Reason.NOT_YOURS


@pytest.mark.parametrize("state", [State.OPEN, State.CLAIMED, State.SUBMITTED, State.RETURNED])
def test_a_waiver_taken_back_leads_to_the_state_before(commune: Commune, state: State) -> None:
    force(commune, state)
    with commune.writes() as session:
        task, admin = commune.task(session), commune.actor(session, "minh.vp")
        waive(Act(session, admin, commune.now), task, "Không phát sinh hồ sơ")
        assert (task.state, task.next_ping_at) == (State.WAIVED, None)
        unwaive(Act(session, admin, commune.now), task)
        assert (task.state, task.state_before) == (state, None)


def test_what_was_not_applicable_before_adoption_is_to_settle_again(commune: Commune) -> None:
    with commune.writes() as session:
        task = ACTS[Change.NOT_APPLICABLE].make(commune, session)
        unwaive(commune.act(session, "minh.vp"), task)
        assert (task.state, task.next_ping_at) == (State.TO_SETTLE, None)


def test_nothing_is_waived_without_a_reason(commune: Commune) -> None:
    with commune.writes() as session, pytest.raises(Refused) as raised:
        waive(commune.act(session, "minh.vp"), commune.task(session), "")
    assert raised.value.reason is Reason.NO_REASON


def told(commune: Commune, kind: str = "decided") -> list[tuple[str, str]]:
    """To whom a decision was told, and the words that were kept of it."""
    with commune.reads() as session:
        rows = session.exec(
            select(Notification).where(Notification.kind == kind).order_by(col(Notification.id))
        )
        return [(session.get_one(Person, row.person_id).code, _words(session, row)) for row in rows.all()]


def _words(session: Session, row: Notification) -> str:
    if "adjustment" in row.facts:
        return session.get_one(Adjustment, row.facts["adjustment"]).words or ""
    return session.get_one(Decision, row.facts["decision"]).words or ""


def test_the_officer_is_told_what_was_decided_and_why(commune: Commune) -> None:
    with commune.writes() as session:
        later(commune, session, date(2026, 12, 21))
        waive(commune.act(session, "minh.vp"), commune.task(session), "Sở không cần nữa")
    assert told(commune, "moved") == [("an.vhxh", REASON)]
    assert told(commune) == [("an.vhxh", "Sở không cần nữa")]
    for words in (REASON, "Sở không cần nữa"):
        assert not [entry for entry in commune.ledger() if words in entry.body]


def test_a_day_that_stands_is_told_once_a_promise(commune: Commune) -> None:
    with commune.writes() as session:
        task, head, an = (
            commune.task(session),
            commune.actor(session, "binh.vhxh"),
            commune.actor(session, "an.vhxh"),
        )
        for day in (date(2026, 12, 21), date(2026, 12, 22)):
            promise(Act(session, an, commune.now), task, commune.said("em nộp sau"), day)
            keep(Act(session, head, commune.now), task)
            with pytest.raises(Refused) as refused:
                keep(Act(session, head, commune.now), task)
            assert refused.value.reason is Reason.GONE
    assert told(commune) == [("an.vhxh", ""), ("an.vhxh", "")]


def test_whoever_decides_about_their_own_task_is_not_told(commune: Commune) -> None:
    with commune.writes() as session:
        task, binh = commune.task(session), commune.person(session, "binh.vhxh")
        task.responsible_id = binh.id
        session.add(task)
        session.flush()
        later(commune, session, date(2026, 12, 21))
    assert told(commune, "moved") == []
