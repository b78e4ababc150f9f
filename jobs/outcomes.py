"""What became of the rows of the outbox that were sent, or were not: written within a transaction of the caller."""

import logging
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert
from sqlmodel import Session, col, func, select

from jobs.courier import Down, Later, Migrated, Never, NoFile, Sent, Unclear, Unknown
from jobs.outbox import Claimed, Ended, Unsent
from jobs.unreachable import could_not_reach
from jobs.unsendable import answered_late, file_gone
from models.actor import CLOCK, Act
from models.changes.chat_moving import follow_chat
from models.changes.common import ask_for_edit
from models.changes.deleting import deletes, not_deleted
from models.kept import bring
from models.tables import (
    Failure,
    LedgerEntry,
    Notification,
    NotificationTask,
    OutboxState,
    SentMessage,
)

log = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0
# What may have arrived once more than so often is not said again: after some three hours, each pause four times the
# last. Repeats after a crash do not count.
MOST_DOUBTS = 8
_LONGEST_DOUBT = 3600.0
# Refused so often in words that we do not know, eight hours at the longest pause, it is given up.
MOST_REFUSALS = 100
# The fact of a row that nobody may read in the database once it was sent.
SECRET = "secret"
_CHANGED_SINCE = (
    select(NotificationTask.notification_id, func.max(LedgerEntry.id))
    .join(LedgerEntry, col(LedgerEntry.task_id) == NotificationTask.task_id)
    .where(
        col(NotificationTask.notification_id).in_(bindparam("rows", expanding=True)),
        col(LedgerEntry.id) > bindparam("entry"),
    )
    .group_by(col(NotificationTask.notification_id))
)
_REMEMBER = insert(SentMessage).prefix_with("OR REPLACE")


def settle(session: Session, ended: Collection[Ended], now: datetime, pause: float) -> None:
    """Writes what became of each; `pause`: how long nothing is sent where the channel is down."""
    bring(session, Notification, (each.row.id for each in ended))
    new = [each for each in ended if _is_new_message(each)]
    changed = _changed_since(session, [each.row for each in new])
    for each in ended:
        _settle_one(session, session.get_one(Notification, each.row.id), each, now, pause)
    sent = [(each, _sent(session, each, now)) for each in new]
    _remember(session, [message for _, message in sent])
    for each, message in sent:
        if changed.get(each.row.id, 0) > each.row.entry:
            row = session.get_one(Notification, each.row.id)
            ask_for_edit(Act(session, CLOCK, now), message, row)


def close_plainly(session: Session, ended: Ended, now: datetime) -> None:
    """A row that was said, though what goes with it cannot be written: it is not said again. What was not said
    stays claimed, and is tried again after its lease."""
    if isinstance(ended.outcome, Sent):
        row = session.get_one(Notification, ended.row.id)
        row.state, row.sent_at, row.lease_until, row.reason = OutboxState.SENT, now, None, "not settled"
        forget_secret(row)
        session.add(row)


def _settle_one(session: Session, row: Notification, ended: Ended, now: datetime, pause: float) -> None:
    """What was asked for again while it was under way goes again."""
    row.lease_until, row.failure = None, None
    _take_outcome(session, row, ended, now, pause)
    if row.version != ended.row.version:
        row.state = OutboxState.WAITING
    session.add(row)


def _take_outcome(session: Session, row: Notification, ended: Ended, now: datetime, pause: float) -> None:
    match ended.outcome:
        case None:
            row.state = OutboxState.MOOT
            forget_secret(row)
        case Sent():
            row.state, row.sent_at, row.reason = OutboxState.SENT, now, ""
            forget_secret(row)
        case Never(reason, failure):
            _fail(session, row, reason, failure, now)
        case Migrated(chat_id):
            _follow(session, row, ended.row.chat_id or 0, chat_id, now)
        case Unknown() if row.doubts >= MOST_DOUBTS:
            _fail(session, row, "answered too late", Failure.ERROR, now)
        case Unknown(reason) if row.edits is None:
            _perhaps_again(session, row, reason, now)
        case Unclear(reason, failure) if row.attempts >= MOST_REFUSALS:
            _fail(session, row, reason, failure, now)
        case Unsent():
            row.state, row.attempts = OutboxState.WAITING, row.attempts - 1
        case waits:
            _again(row, waits, now, pause)


def _again(row: Notification, why: Later | Down | Unknown | Unclear, now: datetime, pause: float) -> None:
    """Waits as long as the channel asks, or longer the oftener it was tried; where nothing goes at all, behind
    others, so that one row that cannot pass is not what is tried each time."""
    match why:
        case Later(seconds):
            wait = seconds
        case Down():
            wait = 2 * pause
        case _:
            wait = min(LONGEST_PAUSE, 2.0 ** min(row.attempts, 10))
    row.state, row.reason, row.not_before = OutboxState.WAITING, why.reason, now + timedelta(seconds=wait)


def _perhaps_again(session: Session, row: Notification, reason: str, now: datetime) -> None:
    """Its reader may have it already, and gets it again as a repeat."""
    wait = min(_LONGEST_DOUBT, 2.0 * 4**row.doubts)
    row.repeats, row.doubts = row.repeats + 1, row.doubts + 1
    row.state, row.reason, row.not_before = OutboxState.WAITING, reason, now + timedelta(seconds=wait)
    answered_late(Act(session, CLOCK, now), row)


def _fail(session: Session, row: Notification, reason: str, failure: Failure, now: datetime) -> None:
    row.state, row.reason, row.failure = OutboxState.FAILED, reason, failure
    forget_secret(row)
    log.warning("thư %s (%s) không gửi được: %s", row.id, row.kind, reason)
    if reason in set(NoFile):
        file_gone(Act(session, CLOCK, now), row, reason)
    if failure is Failure.CHAT:
        could_not_reach(Act(session, CLOCK, now), row)
    elif deletes(row):
        not_deleted(Act(session, CLOCK, now), row)


def _follow(session: Session, row: Notification, chat_id: int, moved_to: int, now: datetime) -> None:
    if not follow_chat(Act(session, CLOCK, now), chat_id, moved_to):
        return _fail(session, row, "chat moved to one that is taken", Failure.CHAT, now)
    row.state = OutboxState.WAITING
    row.chat_id = moved_to if row.chat_id is not None else None
    return None


def forget_secret(row: Notification) -> None:
    """A one-time code lies in the outbox only until its message is out."""
    if SECRET in row.facts:
        row.facts = {name: fact for name, fact in row.facts.items() if name != SECRET}


def _sent(session: Session, ended: Ended, now: datetime) -> SentMessage:
    assert isinstance(ended.outcome, Sent)
    return SentMessage(
        notification_id=ended.row.id,
        person_id=session.get_one(Notification, ended.row.id).person_id,
        chat_id=ended.row.chat_id or 0,
        message_id=ended.outcome.message_id,
        sent_at=now,
    )


def _remember(session: Session, sent: Collection[SentMessage]) -> None:
    """A bot that was made anew numbers the messages of a chat from the beginning again: those of the bot before it
    can be neither edited nor replied to any more, and give way."""
    if sent:
        rows = [each.model_dump(exclude={"id"}) for each in sent]
        session.execute(_REMEMBER, rows)


def _is_new_message(ended: Ended) -> bool:
    return isinstance(ended.outcome, Sent) and ended.row.edits is None


def _changed_since(session: Session, new: Collection[Claimed]) -> dict[int, int]:
    """By row the ledger's newest entry on a task that it speaks of, made after the first of these was worded:
    what changed between the wording and the sending is shown by an edit."""
    if not new:
        return {}
    about = {"rows": [row.id for row in new], "entry": min(row.entry for row in new)}
    return {row_id: newest or 0 for row_id, newest in session.exec(_CHANGED_SINCE, params=about)}
