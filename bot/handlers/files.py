"""Files: a reply with a file is the submission; one without is kept, and asked about."""

from datetime import timedelta

from sqlmodel import col, select

from bot.handlers import pieces
from bot.incoming import Incoming
from bot.texts import alerts
from bot.texts.words import plain_title
from bot.turn import Turn
from jobs.messages.facts import FileProblem, Notice
from jobs.messages.gather import file_names, task_facts
from models.actor import acting
from models.changes.common import ask_for_edit
from models.changes.evidence import (
    Added,
    ReceivedFile,
    add_evidence,
    discard_loose,
    keep_loose,
    place_loose,
)
from models.refused import Reason, Refused
from models.tables import How, Notification, Person, SentMessage, Task

_TOGETHER = timedelta(minutes=10)


def receive(turn: Turn, file: Incoming) -> None:
    if file.stored is None or file.problem is not None:
        return _refuse(turn, file, file.problem or FileProblem.EMPTY, None)
    task = turn.replied_task()
    if task is None:
        return _keep_and_ask(turn, file, file.stored)
    return _submit(turn, task, file, file.stored)


def place(turn: Turn, question: Notification, task: Task) -> None:
    """The answer to "for which task?": all files of that question go to it. Raises Refused."""
    waiting = file_names(turn.session, _asked(turn, question))
    if not waiting:
        raise Refused(Reason.GONE)
    for evidence in waiting:
        said = turn.said(How.FILE)
        added = place_loose(turn.session, acting(turn.me), turn.now, evidence, task, said)
        _answer_received(turn, added)
    turn.rewrite("told", notice=Notice.FILE_PLACED, about=_title(turn, task))
    turn.alert = alerts.PLACED


def discard(turn: Turn, question: Notification) -> None:
    """ "Gửi nhầm": the files of that question count for nothing. Raises Refused."""
    waiting = file_names(turn.session, _asked(turn, question))
    if not waiting:
        raise Refused(Reason.GONE)
    for evidence in waiting:
        discard_loose(turn.session, acting(turn.me), turn.now, evidence)
    turn.rewrite("told", notice=Notice.FILE_DISCARDED)
    turn.alert = alerts.DISCARDED


def _submit(turn: Turn, task: Task, file: Incoming, stored: ReceivedFile) -> None:
    """A file that the task does not take is kept all the same, and its sender told why it does not count."""
    actor, said = acting(turn.me), turn.said(How.FILE, file.caption)
    piece = pieces.meant(turn, task)
    try:
        if piece is not None:
            return pieces.receive(turn, task, piece, file, stored)
        added = add_evidence(turn.session, actor, turn.now, task, stored, said)
    except Refused as refused:
        if refused.reason is not Reason.SAME_FILE:
            keep_loose(turn.session, turn.me, turn.now, stored, said)
        if refused.reason is not Reason.NOT_ACCEPTED:
            return turn.refusal(refused)
        return _refuse(turn, file, FileProblem.NOT_ACCEPTED, task)
    return _answer_received(turn, added)


def _keep_and_ask(turn: Turn, file: Incoming, stored: ReceivedFile) -> None:
    """Files within ten minutes belong together: they share one question."""
    said = turn.said(How.FILE, file.caption)
    evidence = keep_loose(turn.session, turn.me, turn.now, stored, said)
    open_question = _open_question(turn, turn.me)
    if open_question is None:
        return turn.answer("which_task", evidence=[evidence.id])
    open_question.facts = {"evidence": [*open_question.facts["evidence"], evidence.id]}
    turn.session.add(open_question)
    sent = select(SentMessage).where(SentMessage.notification_id == open_question.id)
    for message in turn.session.exec(sent):
        ask_for_edit(turn.session, message, open_question, turn.now)
    return None


def _open_question(turn: Turn, person: Person) -> Notification | None:
    latest = turn.session.exec(
        select(Notification)
        .where(
            Notification.person_id == person.id,
            Notification.kind == "which_task",
            Notification.created_at >= turn.now - _TOGETHER,
            col(Notification.edits).is_(None),
        )
        .order_by(col(Notification.id).desc())
    ).first()
    if latest is None or not file_names(turn.session, latest.facts["evidence"]):
        return None
    return latest


def _asked(turn: Turn, question: Notification) -> list[int]:
    if question.kind != "which_task" or question.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    return list(question.facts["evidence"])


def _answer_received(turn: Turn, added: Added) -> None:
    turn.answer(
        "file_received",
        tasks=[turn.session.get_one(Task, added.evidence.task_id)],
        evidence=added.evidence.id,
        also_serves=[_title(turn, task) for task in added.also_serves],
    )


def _refuse(turn: Turn, file: Incoming, problem: FileProblem, task: Task | None) -> None:
    turn.answer(
        "file_refused",
        problem=problem,
        file_name=file.file_name,
        size=file.size,
        sent_at=(turn.said_at or turn.now).isoformat(),
        task=task.id if task else None,
    )


def _title(turn: Turn, task: Task) -> str:
    return plain_title(task_facts(turn.session, task, turn.now))
