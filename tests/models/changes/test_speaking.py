"""What the clock asks of a task: whether somebody is to be told by now, and which of its rungs stand."""

from datetime import timedelta

from sqlmodel import select

from models.actor import CLOCK, Act
from models.changes.deciding import extend
from models.changes.speaking import due_rungs, is_due, put_off, skip, stands
from models.rules.lifecycle import State
from models.tables import Ladder, Rung, RungState, Task
from tests.commune import Commune, at

OFFICERS = frozenset({Ladder.DEADLINE})


def test_somebody_is_to_be_told_from_the_moment_itself_on(commune: Commune) -> None:
    with commune.reads() as session:
        task, agency_id = commune.task(session), commune.agency(session).id
        moment = task.next_ping_at
        assert moment == at("15/12/2026")
        for now, is_told in (
            (moment - timedelta(seconds=1), False),
            (moment, True),
            (moment + timedelta(days=1), True),
        ):
            found = session.exec(select(Task).where(is_due(agency_id, now))).all()
            assert (task in found) is is_told
            assert bool(due_rungs(session, task, now, OFFICERS)) is is_told
        assert session.exec(select(Task).where(is_due((agency_id or 0) + 1, moment))).all() == []


def test_a_hold_keeps_the_officers_rungs_back_until_its_own_moment(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        until = task.held_until = commune.now + timedelta(hours=2)
        session.flush()
        assert due_rungs(session, task, until - timedelta(seconds=1), OFFICERS) == []
        assert [rung.name for rung in due_rungs(session, task, until, OFFICERS)] == ["T-1"]
        task.held_until, task.state = None, State.SUBMITTED
        session.flush()
        assert due_rungs(session, task, until, OFFICERS) == []


def test_what_counts_from_another_day_than_stands_is_moot(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        rungs = session.exec(select(Rung).where(Rung.task_id == task.id)).all()
        assert {stands(rung, task) for rung in rungs} == {True}
        old = [rung for rung in rungs if rung.ladder in (Ladder.DEADLINE, Ladder.ESCALATION)]
        extend(commune.act(session, "binh.vhxh"), task, at("18/12/2026").date(), "Chờ số liệu")
        assert {stands(rung, task) for rung in old} == {False}
        piece = Rung(ladder=Ladder.PIECE, anchor_on=at("01/12/2026").date())
        assert stands(piece, task)


def test_a_level_left_out_is_on_record_and_one_put_off_is_considered_later(commune: Commune) -> None:
    with commune.writes() as session:
        task, clock = commune.task(session), Act(session, CLOCK, commune.now)
        (rung,) = due_rungs(session, task, commune.now, OFFICERS)
        put_off(clock, task, rung, at("15/12/2026", "10:00"))
        assert (rung.state, task.next_ping_at) == (RungState.PLANNED, at("15/12/2026", "10:00"))
        skip(clock, task, rung, "nobody")
        assert (rung.state, rung.settled_at, task.next_ping_at) == (
            RungState.SKIPPED,
            commune.now,
            at("16/12/2026"),
        )
    body = commune.ledger()[-1].body
    assert '"rung":null' in body and '"skipped":["T-1"]' in body and '"why":"nobody"' in body
    assert commune.faults() == []
