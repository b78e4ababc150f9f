"""A piece that another unit owes: who gives it, with what, and whose reminders end with it."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from models.changes.evidence import add_evidence
from models.changes.filing import ReceivedFile
from models.changes.pieces import give_file, tick
from models.checklist import in_force, items_of, unfilled
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.zone import at
from models.tables import ItemKind, Ladder, Rung, RungState, Task, TaskItem, Unit
from tests.commune import Commune

AN, KHANH, CHAU = "an.vhxh", "khanh.kt", "chau.vp"


def owes(commune: Commune, session: Session) -> Task:
    """The December report wants a file of its own, and from the Phòng Kinh tế a section and a tick; of both two
    reminders are planned, and one of the section was spoken."""
    task = commune.task(session)
    for item in items_of(session, task):
        session.delete(item)
    unit = session.exec(select(Unit).where(Unit.code == "KT")).one()
    kinds = {"bao-cao": ItemKind.ATTACHMENT, "muc-kinh-phi": ItemKind.ATTACHMENT, "ky-so": ItemKind.TICK}
    for position, (code, kind) in enumerate(kinds.items()):
        owed_by = None if code == "bao-cao" else unit.id
        row = TaskItem(task_id=task.id, position=position, code=code, title=code, kind=kind, unit_id=owed_by)
        session.add(row)
    session.flush()
    for item in items_of(session, task)[1:]:
        plan(commune, session, task, item, "T-1", RungState.PLANNED)
        plan(commune, session, task, item, "T0", RungState.PLANNED)
    plan(commune, session, task, items_of(session, task)[1], "T-3", RungState.SPOKEN)
    return task


def plan(commune: Commune, session: Session, task: Task, item: TaskItem, name: str, state: RungState) -> None:
    moment = at(date(2026, 12, 16), commune.now.time()) + timedelta(hours=len(name))
    session.add(
        Rung(
            task_id=task.id,
            item_id=item.id,
            ladder=Ladder.PIECE,
            name=f"{name}/{item.code}",
            offset=0,
            anchor_on=task.due_on,
            speak_at=moment,
            state=state,
        )
    )
    session.flush()


def piece(session: Session, task: Task, code: str) -> TaskItem:
    return next(item for item in items_of(session, task) if item.code == code)


def states(session: Session, item: TaskItem) -> list[RungState]:
    rungs = select(Rung).where(Rung.item_id == item.id).order_by(col(Rung.id))
    return [rung.state for rung in session.exec(rungs)]


def report(commune: Commune, name: str = "bao-cao") -> ReceivedFile:
    return commune.file(b"%PDF-" + name.encode(), f"{name}.pdf", "application/pdf")


def gives(
    commune: Commune, session: Session, task: Task, code: str, by: str = KHANH, name: str = "a"
) -> None:
    act, item = commune.act(session, by), piece(session, task, code)
    if item.kind is ItemKind.TICK:
        tick(act, task, item, commune.said())
    else:
        give_file(act, task, item, report(commune, name), commune.said())


def test_a_piece_that_was_given_is_asked_for_no_more_and_the_other_still_is(commune: Commune) -> None:
    with commune.writes() as session:
        task = owes(commune, session)
        gives(commune, session, task, "muc-kinh-phi")
        section, signing = piece(session, task, "muc-kinh-phi"), piece(session, task, "ky-so")
        assert states(session, section) == [RungState.SKIPPED, RungState.SKIPPED, RungState.SPOKEN]
        assert states(session, signing) == [RungState.PLANNED, RungState.PLANNED]
        assert [item.code for item in unfilled(session, task)] == ["bao-cao", "ky-so"]
        assert task.state is State.OPEN
    last = commune.ledger()[-1]
    assert (last.change, '"item":"muc-kinh-phi"' in last.body) == (Change.GIVE_PIECE, True)


def test_a_further_file_of_a_piece_is_kept_beside_the_first(commune: Commune) -> None:
    with commune.writes() as session:
        task = owes(commune, session)
        gives(commune, session, task, "muc-kinh-phi")
        gives(commune, session, task, "muc-kinh-phi", name="b")
        assert len(in_force(session, task)) == 2


def test_the_last_piece_makes_the_task_complete(commune: Commune) -> None:
    with commune.writes() as session:
        task = owes(commune, session)
        own = piece(session, task, "bao-cao")
        add_evidence(commune.act(session, AN), task, report(commune), commune.said(), item=own)
        gives(commune, session, task, "muc-kinh-phi")
        assert task.state is State.CLAIMED
        gives(commune, session, task, "ky-so")
        assert task.state is State.SUBMITTED


REFUSED = {
    "the officer who leads": ("ky-so", AN, State.OPEN, Reason.NOT_YOURS),
    "somebody of a third unit": ("muc-kinh-phi", CHAU, State.OPEN, Reason.NOT_YOURS),
    "of a task that is over": ("muc-kinh-phi", KHANH, State.WAIVED, Reason.WRONG_STATE),
    "what is the officer's own": ("bao-cao", KHANH, State.OPEN, Reason.NOT_YOURS),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=list(REFUSED))
def test_nobody_else_gives_it(commune: Commune, case: tuple[str, str, State, Reason]) -> None:
    code, by, state, reason = case
    with commune.writes() as session:
        task = owes(commune, session)
        task.state = state
        with pytest.raises(Refused) as refused:
            gives(commune, session, task, code, by)
    assert refused.value.reason is reason


def test_a_tick_is_no_file_and_is_given_once(commune: Commune) -> None:
    with commune.writes() as session:
        task, act = owes(commune, session), commune.act(session, KHANH)
        section, signing = piece(session, task, "muc-kinh-phi"), piece(session, task, "ky-so")
        with pytest.raises(Refused) as refused:
            tick(act, task, section, commune.said())
        assert refused.value.reason is Reason.NOT_ACCEPTED
        with pytest.raises(Refused) as refused:
            give_file(act, task, signing, commune.file(), commune.said())
        assert refused.value.reason is Reason.NOT_ACCEPTED
        tick(act, task, signing, commune.said())
        with pytest.raises(Refused) as refused:
            tick(act, task, signing, commune.said())
        assert refused.value.reason is Reason.GONE


def test_a_piece_is_given_to_the_task_that_wants_it(commune: Commune) -> None:
    with commune.writes() as session:
        task = owes(commune, session)
        other = commune.task(session, "2026-11")
        with pytest.raises(Refused) as refused:
            tick(commune.act(session, KHANH), other, piece(session, task, "ky-so"), commune.said())
    assert refused.value.reason is Reason.NOT_YOURS
