"""Taking back in words: what the person said last is taken back, named, and nothing else with it."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, time, timedelta
from typing import TypeVar

from sqlmodel import col, select

from bot.turn import Turn
from jobs.messages.replies import TakenBack
from models.changes.cases import take_back_sent
from models.changes.confirming import take_back
from models.changes.evidence import withdraw
from models.changes.placing import last_passed, pass_back, passed_by
from models.changes.saying import last_statement, take_back_statement
from models.kinds import Kind
from models.people import last_confirmation
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.zone import at
from models.tables import Confirmation, How, LedgerEntry, Notification, Statement, Task

Word = TypeVar("Word", Confirmation, Statement)

_IMPATIENT, _MOST = timedelta(minutes=1), 20
# What somebody decides is no word that is taken back, and why.
_STANDS = {
    Change.ACCEPT: Reason.VERDICT_STANDS,
    Change.RETURN: Reason.VERDICT_STANDS,
    Change.HAND_OVER: Reason.HANDED_ON,
    **dict.fromkeys(
        (
            Change.ASSIGN,
            Change.EXTEND,
            Change.KEEP,
            Change.STILL_THEIRS,
            Change.SET_DATE,
            Change.NOT_APPLICABLE,
            Change.WAIVE,
            Change.WAIT,
            Change.DECLINE_WAIT,
            Change.BE_ABSENT,
            Change.AGREE_TO_DEPUTISE,
            Change.DECLINE_TO_DEPUTISE,
            Change.COME_BACK,
            *(change for change in Change if change.name.startswith("ADJUST_")),
        ),
        Reason.DECIDED,
    ),
}


def take_back_last(turn: Turn, task: Task | None) -> None:
    """1. Said again within a minute, it says what was taken back and takes back nothing more. 2. Of a task the
    person's own last word, else all that came with their last message, a document passed on included. 3. Says
    what it was. Raises Refused.
    """
    before = _just_taken_back(turn)
    if before and (task is None or task.id in {task_id for _, task_id in before}):
        return _say(turn, before, again=True)
    if task is not None:
        return _say(turn, [_of_task(turn, task)])
    passed = last_passed(turn.session, turn.me)
    if passed:
        return _say(turn, [_pass_back(turn, each) for each in passed])
    said = _last_message(turn)
    _check_nothing_since(turn, said[-1].processed_at if said else at(turn.today, time()))
    if not said:
        raise Refused(Reason.NOTHING_TO_UNDO)
    return _say(turn, [_take_back(turn, each) for each in said])


def take_back_message(turn: Turn, message_id: int) -> None:
    """All that was read in one message of this chat, as far as it still can be."""
    for said in reversed(_said_in(turn, message_id)):
        with suppress(Refused):
            _take_back(turn, said)


def said_in(turn: Turn, message_id: int | None) -> bool:
    """Whether anything that was read in this message of the chat stands."""
    return bool(_said_in(turn, message_id))


def _said_in(turn: Turn, message_id: int | None) -> list[Confirmation | Statement]:
    place = (turn.chat_id, message_id)
    return [each for each in _standing(turn) if (each.chat_id, each.message_id) == place]


def say_taken_back(turn: Turn, statement: Statement) -> None:
    _say(turn, [(statement.kind, statement.task_id)])


def _of_task(turn: Turn, task: Task) -> tuple[str, int]:
    """The person's own last change of this task, or the refusal that says why it cannot be taken back."""
    if passed_by(turn.session, turn.me, task) is not None:
        return _pass_back(turn, task)
    statement, claim = last_statement(turn.session, task, turn.me), last_confirmation(turn.session, task)
    latest = max((each.processed_at for each in (statement, claim) if each is not None), default=None)
    _check_nothing_since(turn, latest or at(turn.today, time()), task)
    if statement is not None and (claim is None or statement.processed_at > claim.processed_at):
        return _take_back(turn, statement)
    return _claim_or_files(turn, task)


def _check_nothing_since(turn: Turn, since: datetime, task: Task | None = None) -> None:
    """What was decided after it is what is meant, and no older word. Raises Refused with why that stands."""
    decided = select(LedgerEntry).where(
        LedgerEntry.agency_id == turn.me.agency_id,
        LedgerEntry.person_id == turn.me.id,
        col(LedgerEntry.change).in_(_STANDS),
        LedgerEntry.at >= since,
    )
    if task is not None:
        decided = decided.where(LedgerEntry.task_id == task.id)
    last = turn.session.exec(decided.order_by(col(LedgerEntry.seq).desc()).limit(1)).first()
    if last is not None:
        raise Refused(_STANDS[Change(last.change)])


def _take_back(turn: Turn, said: Confirmation | Statement) -> tuple[str, int]:
    if isinstance(said, Confirmation):
        return _claim_or_files(turn, turn.task(said.task_id))
    take_back_statement(turn.act, said)
    return said.kind, said.task_id


def _pass_back(turn: Turn, task: Task) -> tuple[str, int]:
    pass_back(turn.act, task)
    return TakenBack.PASSED, task.id or 0


def _claim_or_files(turn: Turn, task: Task) -> tuple[str, int]:
    if task.is_case:
        take_back_sent(turn.act, task)
        return TakenBack.CLAIM, task.id or 0
    if task.state is State.SUBMITTED:
        withdraw(turn.act, task)
        return TakenBack.FILES, task.id or 0
    take_back(turn.act, task)
    return TakenBack.CLAIM, task.id or 0


def _last_message(turn: Turn) -> list[Confirmation | Statement]:
    """What the person said last and still stands; of one written message, all that was read in it."""
    said = _standing(turn)
    if not said or said[-1].how is not How.REPLY:
        return said[-1:]
    last = said[-1]
    return [each for each in said if (each.chat_id, each.message_id) == (last.chat_id, last.message_id)]


def _just_taken_back(turn: Turn) -> list[tuple[str, int]]:
    """What the last answer to this person, within the last minute, said to be taken back."""
    last = turn.latest_where(
        col(Notification.key).startswith("answer/"), Notification.created_at >= turn.now - _IMPATIENT
    )
    if last is None or last.kind != Kind.UNDONE:
        return []
    return [(kind, task_id) for kind, task_id in last.facts["what"]]


def _standing(turn: Turn) -> list[Confirmation | Statement]:
    """The last things that the person said and that still stand, oldest first."""
    said: list[Confirmation | Statement] = [*_last(turn, Confirmation), *_last(turn, Statement)]
    return sorted(said, key=lambda each: each.processed_at)


def _last(turn: Turn, table: type[Word]) -> Iterator[Word]:
    """Of one kind, oldest first."""
    standing = select(table).where(table.person_id == turn.me.id, col(table.taken_back_at).is_(None))
    return reversed(turn.session.exec(standing.order_by(col(table.id).desc()).limit(_MOST)).all())


def _say(turn: Turn, what: list[tuple[str, int]], again: bool = False) -> None:
    ids = list(dict.fromkeys(task_id for _, task_id in what))
    tasks = [turn.task(task_id) for task_id in ids]
    turn.answer(Kind.UNDONE, tasks=tasks, what=what, again=again)
