"""The inbox: updates as Telegram sent them, stored before Telegram is told so, and which of them comes next."""

import hashlib
import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, bindparam, insert
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select
from telegram.error import TelegramError

from models.clock import Clock
from models.database import Unavailable, reading, turns_of
from models.installation import goes_on, installed
from models.ledger import digest as hashed
from models.tables import InboxState, InboxUpdate

log = logging.getLogger(__name__)

# What a database can hold as a number.
_MOST = 2**63 - 1
# Beyond it there is no such day.
_LATEST_DATE = 250_000_000_000
# Where an update may name its chat.
_WITH_A_CHAT = ("message", "edited_message", "my_chat_member")
# The network, the disk, the database: they pass, whoever sent the update.
PASSING = (TelegramError, OSError, OperationalError, Unavailable)
# A fault that passes is waited out for as long as Telegram itself keeps an update; a restart tries at once, so
# that a number of tries is asked for as well.
_PASSES_WITHIN, _PASSES_AFTER = timedelta(hours=24), 20
# A fault of the program in this one update does not pass: it is tried for half a minute.
_MOST_FAULTS = 5
_AT_ONCE = 100
_LONGEST_PAUSE_SECONDS = 900.0
# Asked of every update and every few seconds, so made once.
_KEEP = (
    insert(InboxUpdate).prefix_with("OR IGNORE").returning(col(InboxUpdate.chat_id), col(InboxUpdate.state))
)
_DUE = (
    InboxUpdate.state == InboxState.WAITING,
    col(InboxUpdate.update_id).not_in(bindparam("apart", expanding=True)),
)
_CHATS = select(InboxUpdate.chat_id).where(*_DUE).distinct()
_NEXT = (
    select(InboxUpdate)
    .where(*_DUE, InboxUpdate.chat_id == bindparam("chat"), goes_on())
    .order_by(col(InboxUpdate.update_id))
    .limit(2)
)
_UNTRIED = (
    select(InboxUpdate.update_id)
    .where(InboxUpdate.state == InboxState.WAITING, InboxUpdate.attempts == 0)
    .limit(1)
)


class Inbox:
    """Rows of updates. What failed is tried again after pauses of 2 s to 15 min on the machine's own clock:
    the domain clock may stand still, or jump."""

    def __init__(self, engine: Engine, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._engine, self._clock, self._monotonic = engine, clock, monotonic
        self._turns = turns_of(engine)
        self._not_before: dict[int, float] = {}

    def keep(self, updates: list[Any]) -> set[int]:
        """Stores updates before Telegram is told that they were received; one that is known changes nothing.
        Returns the chats of which something new waits.

        One without an id that can be stored is put aside by itself, under a number of its contents.
        """
        now = self._clock.now()
        if not updates:
            return set()
        with self._turns.writing() as session:
            # A clock that has gone back dates nothing before the last moment that was believed.
            received_at = max(now, installed(session).clock_at or now)
            rows = [_row(update, received_at) for update in updates]
            by_id = {row.update_id: row.model_dump() for row in reversed(rows)}
            kept = session.execute(_KEEP, list(by_id.values()))
            return {chat_id for chat_id, state in kept if state is InboxState.WAITING}

    def chats(self) -> list[int]:
        """The chats of which something may be worked off now."""
        with self._turns.reading() as session:
            return list(session.exec(_CHATS, params={"apart": self._apart()}).all())

    def next_of(self, chat_id: int) -> list[InboxUpdate]:
        """The oldest update of a chat that may be worked off now, and the one behind it; none while nothing is
        accepted."""
        with reading(self._engine) as session:
            return list(session.exec(_NEXT, params={"apart": self._apart(), "chat": chat_id}))

    def fresh(self, session: Session, chat_id: int) -> list[InboxUpdate]:
        """The updates of a chat that wait and were not tried yet, oldest first, as far as a transaction goes."""
        rows = select(InboxUpdate).where(
            InboxUpdate.state == InboxState.WAITING,
            InboxUpdate.chat_id == chat_id,
            InboxUpdate.attempts == 0,
        )
        return list(session.exec(rows.order_by(col(InboxUpdate.update_id)).limit(_AT_ONCE)).all())

    def is_behind(self) -> bool:
        """Whether anything waits that was not tried yet."""
        with self._turns.reading() as session:
            return session.exec(_UNTRIED).first() is not None

    def postpone(self, row: InboxUpdate) -> None:
        """Said before an update is tried: whatever happens then, it is not tried again at once."""
        pause = min(_LONGEST_PAUSE_SECONDS, 2.0 ** min(row.attempts + 1, 10))
        self._not_before[row.update_id] = self._monotonic() + pause

    def failed(self, session: Session, update_id: int, error: Exception) -> bool:
        """Counts a try that failed; returns whether the update has now been put aside."""
        row = session.get_one(InboxUpdate, update_id)
        row.attempts += 1
        row.reason = type(error).__name__
        session.add(row)
        if self._may_pass(row, error):
            return False
        self.end(row, InboxState.FAILED)
        return True

    def end(self, row: InboxUpdate, state: InboxState) -> None:
        """Worked off or put aside: its contents are not kept."""
        row.state, row.payload = state, None

    def put_aside(self, update_id: int, reason: str) -> None:
        with self._turns.writing() as session:
            row = session.get_one(InboxUpdate, update_id)
            row.reason = reason
            self.end(row, InboxState.FAILED)
            session.add(row)

    def _may_pass(self, row: InboxUpdate, error: Exception) -> bool:
        if not isinstance(error, PASSING):
            return row.attempts < _MOST_FAULTS
        return row.attempts < _PASSES_AFTER or self._clock.now() - row.received_at < _PASSES_WITHIN

    def _apart(self) -> list[int]:
        """The updates whose pause lasts. Those that are over are forgotten, be it that their update was worked
        off."""
        now = self._monotonic()
        self._not_before = {number: moment for number, moment in self._not_before.items() if moment > now}
        return list(self._not_before)


def id_of(update: Any) -> int | None:
    """The id of an update as Telegram sent it; None where it is none that can be stored or asked beyond."""
    match update:
        case {"update_id": int(found)} if not isinstance(found, bool) and 0 <= found < _MOST:
            return found
    return None


def has_new_words(session: Session, update_id: int) -> bool:
    """Whether an edit changed the words of its message; of what is not known it changed none."""
    edit = session.get(InboxUpdate, update_id)
    if edit is None or edit.message_id is None:
        return False
    before = select(InboxUpdate.words_sha256).where(
        InboxUpdate.chat_id == edit.chat_id,
        InboxUpdate.message_id == edit.message_id,
        InboxUpdate.update_id < update_id,
    )
    known = session.exec(before.order_by(col(InboxUpdate.update_id).desc())).first()
    return known is not None and known != edit.words_sha256


def newest_date(updates: list[Any]) -> datetime | None:
    """When the newest of what people wrote, or edited, was sent, by Telegram's own clock."""
    dates = [found for update in updates if (found := _date_of(update)) is not None]
    return datetime.fromtimestamp(max(dates), UTC) if dates else None


def _date_of(update: Any) -> int | None:
    match update:
        case {"message": {"date": int(found)}} | {"edited_message": {"edit_date": int(found)}}:
            return found if 0 < found < _LATEST_DATE else None
    return None


def _row(update: Any, now: datetime) -> InboxUpdate:
    update = _in_whole_letters(update)
    update_id, contents = id_of(update), json.dumps(update)
    if update_id is None:
        log.error("một cập nhật không có mã số dùng được, để riêng ra; các cập nhật khác vẫn được xử lý")
        digest = hashlib.sha256(contents.encode()).digest()
        number = -1 - int.from_bytes(digest[:7], "big")
        return InboxUpdate(update_id=number, received_at=now, state=InboxState.FAILED, reason="no id")
    message_id, words = _message_of(update)
    return InboxUpdate(
        update_id=update_id,
        chat_id=_chat_of(update),
        message_id=message_id,
        words_sha256=hashed(words),
        payload=contents,
        received_at=now,
        state=InboxState.WAITING,
    )


def _in_whole_letters(update: Any) -> Any:
    """Half of a pair of code units is no letter, and no database takes it: it is kept as U+FFFD."""
    written = json.dumps(update, ensure_ascii=False)
    try:
        written.encode()
    except UnicodeEncodeError:
        return json.loads(written.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    return update


def _message_of(update: dict[str, Any]) -> tuple[int | None, str]:
    """The message that an update brings or edits, and its words."""
    match update.get("message") or update.get("edited_message"):
        case {"message_id": int(number), **others} if abs(number) < _MOST:
            words = others.get("text") or others.get("caption")
            return number, words if isinstance(words, str) else ""
    return None, ""


def _chat_of(update: dict[str, Any]) -> int:
    """The chat of an update as Telegram sent it, 0 where it names none."""
    query = update.get("callback_query")
    holder = query if isinstance(query, dict) else update
    for kind in _WITH_A_CHAT:
        match holder.get(kind):
            case {"chat": {"id": int(chat_id)}} if abs(chat_id) < _MOST:
                return int(chat_id)
    return 0
