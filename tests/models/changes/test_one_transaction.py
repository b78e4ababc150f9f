"""A change writes its state, its confirmation, its ledger entry and its notifications together, or nothing."""

import json
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, Act
from models.changes import (
    assigning,
    cases,
    common,
    confirming,
    deciding,
    evidence,
    moving,
    placing,
    reviewing,
    saying,
    settling,
    speaking,
    waiting,
)
from models.ledger import chain_faults, digest
from models.rules.lifecycle import Change, State
from models.tables import Confirmation, Ladder, LedgerEntry, Notification, Rung, RungState, SentMessage, Task
from tests.commune import Commune, at
from tests.models.changes.acts import ACTS, BY_THE_CLOCK, IN_PLACE, card, prepare

CONFIRMED = (Change.CLAIM, Change.ADD_EVIDENCE, Change.SETTLE)
MODULES = (
    assigning,
    cases,
    common,
    confirming,
    deciding,
    evidence,
    moving,
    placing,
    reviewing,
    saying,
    settling,
    speaking,
    waiting,
)


class Interrupted(Exception):
    """The power goes."""


def sent_card(commune: Commune, change: Change) -> None:
    """The task's card stands in somebody's chat."""
    with commune.writes() as session:
        row = card(commune, session, commune.task(session, ACTS[change].period))
        session.add(
            SentMessage(
                notification_id=row.id or 0,
                person_id=row.person_id,
                chat_id=100_001,
                message_id=55,
                sent_at=commune.now,
            )
        )


@pytest.mark.parametrize("change", ACTS)
def test_state_and_ledger_go_together(commune: Commune, change: Change) -> None:
    act = prepare(commune, change)
    seq = len(commune.ledger())
    with commune.writes() as session:
        task_id = act.make(commune, session).id
    new = commune.ledger()[seq:]
    body = json.loads(new[-1].body)
    with commune.reads() as session:
        task = session.get_one(Task, task_id)
        agency = commune.agency(session)
        assert task.state is act.after
        assert not list(chain_faults(commune.ledger(), agency.ledger_seq, agency.ledger_hash))
    assert [entry.change for entry in new if entry.task_id == task_id] == [change]
    assert (body["state"], body["due_on"]) == (act.after, task.due_on.isoformat())
    assert body["by"] == ("@clock" if change in BY_THE_CLOCK else act.by)


@pytest.mark.parametrize("change", CONFIRMED)
def test_a_confirmation_keeps_who_said_what_and_when(commune: Commune, change: Change) -> None:
    act = prepare(commune, change)
    with commune.writes() as session:
        task_id = act.make(commune, session).id
    with commune.reads() as session:
        said = session.exec(select(Confirmation).where(Confirmation.task_id == task_id)).one()
        assert said.person_id == commune.person(session, act.by).id
    assert (said.words, said.words_sha256) == ("Đã xong", digest("Đã xong"))
    assert (said.said_at, said.processed_at) == (commune.now, commune.now)
    assert (said.chat_id, said.message_id) == (100_001, 77)
    body = json.loads(commune.ledger()[-1].body)
    assert (body["receipt"], body["words_sha256"]) == (said.receipt, said.words_sha256)
    assert "Đã xong" not in commune.ledger()[-1].body


@pytest.mark.parametrize("change", [change for change in ACTS if change is not Change.SPEAK])
def test_every_copy_of_the_card_is_edited(commune: Commune, change: Change) -> None:
    act = prepare(commune, change)
    sent_card(commune, change)
    with commune.writes() as session:
        act.make(commune, session)
    with commune.reads() as session:
        edit = session.exec(select(Notification).where(col(Notification.edits) == 55)).one()
    assert (edit.chat_id, edit.not_before, edit.direct) == (100_001, commune.now, True)


@pytest.mark.parametrize("change", ACTS)
def test_nothing_is_seen_before_the_commit(commune: Commune, change: Change) -> None:
    act = prepare(commune, change)
    sent_card(commune, change)
    before = commune.dump()
    with commune.writes() as session:
        act.make(commune, session)
        session.flush()
        assert commune.dump() == before
    assert commune.dump() != before


@pytest.mark.parametrize("change", ACTS)
def test_an_exception_after_a_change_leaves_nothing(commune: Commune, change: Change) -> None:
    act = prepare(commune, change)
    before = commune.dump()
    with pytest.raises(Interrupted), commune.writes() as session:
        act.make(commune, session)
        raise Interrupted
    assert commune.dump() == before


STEPS = [
    (change, step)
    for change in ACTS
    for step in ("check", "enter", "record", "refresh")
    if not (step == "enter" and change in IN_PLACE - {Change.EXTEND})
    and (change, step) != (Change.SPEAK, "refresh")
]
# The same step of several tasks together.
TOGETHER = {"check": "check", "enter": "enter_all", "record": "record_each", "refresh": "refresh_all"}


@pytest.mark.parametrize(("change", "step"), STEPS)
def test_an_exception_midway_leaves_nothing(
    commune: Commune, change: Change, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = prepare(commune, change)
    before = commune.dump()

    def interrupted(*_: Any, **__: Any) -> None:
        raise Interrupted

    for module in MODULES:
        for name in (step, TOGETHER[step]):
            monkeypatch.setattr(module, name, interrupted, raising=False)
    with pytest.raises(Interrupted), commune.writes() as session:
        act.make(commune, session)
    assert commune.dump() == before


def rungs(session: Session, task: Task, state: RungState) -> list[str]:
    found = select(Rung).where(Rung.task_id == task.id, Rung.state == state).order_by(col(Rung.speak_at))
    return [rung.name for rung in session.exec(found)]


def test_a_claim_asks_for_evidence_from_then_on(commune: Commune) -> None:
    """Claimed on Tuesday 15/12: asked on 16, 18 and 22/12, the deadline's rungs stay planned but unspoken."""
    prepare(commune, Change.TAKE_BACK)
    with commune.reads() as session:
        task = commune.task(session)
        asks = session.exec(
            select(Rung.speak_at).where(Rung.task_id == task.id, col(Rung.name).startswith("E+"))
        )
        assert [f"{moment:%d/%m}" for moment in sorted(asks)] == ["16/12", "18/12", "22/12"]
        assert task.next_ping_at is not None
        assert f"{task.next_ping_at:%d/%m/%Y}" == "16/12/2026"


def test_taken_back_the_task_is_due_as_before(commune: Commune) -> None:
    with commune.reads() as session:
        before = commune.task(session).next_ping_at
    prepare(commune, Change.TAKE_BACK)
    with commune.writes() as session:
        ACTS[Change.TAKE_BACK].make(commune, session)
    with commune.reads() as session:
        task = commune.task(session)
        assert (task.state, task.next_ping_at) == (State.OPEN, before)
        said = session.exec(select(Confirmation).where(Confirmation.task_id == task.id)).one()
        assert said.taken_back_at == commune.now


def test_of_several_rungs_due_the_latest_is_spoken_once(commune: Commune) -> None:
    """Nothing was said from the cut-off to Friday 18/12: T+2 speaks, T-1, T0 and T+1 are recorded as skipped."""
    commune.now = commune.now.replace(day=18)
    with commune.writes() as session:
        task = ACTS[Change.SPEAK].make(commune, session)
        assert rungs(session, task, RungState.SPOKEN) == ["T+2"]
        assert rungs(session, task, RungState.SKIPPED) == ["T-1", "T0", "T+1"]
    body = json.loads(commune.ledger()[-1].body)
    assert (body["rung"], body["skipped"], body["to"]) == ("T+2", ["T-1", "T0", "T+1"], "an.vhxh")
    before = commune.dump()
    with commune.writes() as session:
        ACTS[Change.SPEAK].make(commune, session)
    assert commune.dump() == before


def test_each_level_above_the_officer_is_spoken_by_itself(commune: Commune) -> None:
    """Tuesday 22/12, after days of silence: head and leader are both due, and telling one leaves the other."""
    commune.now = at("22/12/2026", "10:00")
    with commune.writes() as session:
        task, head = commune.task(session), commune.person(session, "binh.vhxh")
        row = card(commune, session, task)
        above = frozenset({Ladder.ESCALATION})
        for level in ("head", "leader"):
            spoken = speaking.speak_of(Act(session, CLOCK, commune.now), [task], head, row, above, level)
            assert [rung.name for rung in spoken] == [level]
        assert rungs(session, task, RungState.SKIPPED) == []


def test_a_day_set_for_what_was_due_before_begins_a_ladder_of_its_own(commune: Commune) -> None:
    with commune.writes() as session:
        task = ACTS[Change.SET_DATE].make(commune, session)
        assert f"{task.due_on:%d/%m/%Y}" == "31/12/2026"
        assert f"{task.scheduled_on:%d/%m/%Y}" == "17/03/2026"
        planned = session.exec(select(Rung).where(Rung.task_id == task.id)).all()
    assert {rung.state for rung in planned} == {RungState.PLANNED}
    assert min(rung.speak_at for rung in planned) > commune.now
    assert "T0" in {rung.name for rung in planned}


def test_ledger_entries_can_neither_be_changed_nor_removed(commune: Commune) -> None:
    for sql in ("UPDATE ledger_entry SET body='' WHERE id=1", "DELETE FROM ledger_entry WHERE id=1"):
        with pytest.raises(Exception, match="append-only"):
            commune.alter(sql)
    with commune.reads() as session:
        assert session.get_one(LedgerEntry, 1).body
