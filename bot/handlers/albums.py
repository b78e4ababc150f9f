"""Several files sent as one: they share the answer to the first, and its receipt."""

from datetime import timedelta

from sqlmodel import col, select

from bot.incoming import Incoming
from bot.turn import Turn
from models.changes.confirming import Said
from models.changes.evidence import add_evidence
from models.changes.filing import ReceivedFile, keep_beside, new_evidence
from models.changes.keeping_private import received_privately
from models.kinds import Kind
from models.refused import Reason, Refused
from models.tables import Confirmation, Evidence, How, Notification, Task

_TOGETHER = timedelta(minutes=10)


def joins(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> bool:
    """Whether it was sent as one with a file that was answered: it shares that answer, and its receipt."""
    row = _answer_to(turn, file.album)
    if row is None:
        return False
    try:
        if row.kind == Kind.HEARD:
            said = turn.said(How.FILE, file.caption)
            keep_with(turn, row, task, new_evidence(turn.act, stored, said), said)
        else:
            receipt = receipt_of(turn, row)
            said, others = turn.said(How.FILE, file.caption), held_with(turn, file.album)
            more = add_evidence(turn.act, task, stored, said, receipt, sent_with=others)
            if more.is_held:
                tell_held(turn, task, more.evidence, file.album)
                return True
            add_to(turn, row, more.evidence)
    except Refused as refused:
        return refused.reason is Reason.SAME_FILE
    turn.redraw(row)
    return True


def keep_with(turn: Turn, row: Notification, task: Task, evidence: Evidence, said: Said) -> None:
    """A file is kept beside the task with those that this answer, short of done, was given to. Raises Refused."""
    received_privately(turn.act, task, evidence, said)
    keep_beside(turn.act, task, evidence)
    row.facts = row.facts | {"beside": [*row.facts["beside"], evidence.id]}
    turn.session.add(row)


def receipt_of(turn: Turn, row: Notification) -> Confirmation:
    """The receipt that this answer to a file gave."""
    first = turn.session.get_one(Evidence, row.facts["evidence"])
    return turn.session.get_one(Confirmation, first.confirmation_id)


def add_to(turn: Turn, row: Notification, evidence: Evidence) -> Notification:
    """One more file stands in the answer to the first."""
    row.facts = row.facts | {"more": [*row.facts.get("more", ()), evidence.id]}
    turn.session.add(row)
    return row


def task_of(turn: Turn, album: str) -> Task | None:
    """The task to which a file that was sent as one with this went."""
    row = _answer_to(turn, album)
    if row is not None and row.kind == Kind.HEARD:
        return turn.task(row.facts["task"])
    files = {row.facts["evidence"]} if row is not None else held_with(turn, album)
    tasks = {turn.session.get_one(Evidence, each).task_id for each in files} - {None}
    return turn.task(tasks.pop() or 0) if len(tasks) == 1 else None


def held_with(turn: Turn, album: str) -> set[int]:
    """The files of this album that a finding holds back."""
    if not album:
        return set()
    rows = turn.session.exec(
        select(Notification).where(
            Notification.person_id == turn.me.id,
            Notification.kind == Kind.FILE_HELD,
            col(Notification.facts)["held_album"].as_string() == album,
        )
    )
    return {row.facts["evidence"] for row in rows}


def tell_held(turn: Turn, task: Task, evidence: Evidence, album: str) -> None:
    turn.answer(Kind.FILE_HELD, tasks=[task], task=task.id, evidence=evidence.id, held_album=album)


def _answer_to(turn: Turn, album: str) -> Notification | None:
    if not album:
        return None
    return turn.latest_where(
        col(Notification.facts)["album"].as_string() == album,
        Notification.created_at >= turn.now - _TOGETHER,
    )
