"""Where updates are worked off: one act, one transaction, and only then the answers."""

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, col, select
from telegram import Bot, Message, Update
from telegram.error import TelegramError
from telegram.ext import Application, ContextTypes

from bot import menus
from bot.importing import read_offered
from bot.incoming import MOST_BYTES, Incoming
from bot.texts import alerts
from bot.turn import Turn
from jobs.dispatch import Dispatcher
from jobs.messages.facts import Notice
from jobs.messages.files import FileProblem
from models.actor import CLOCK, Act
from models.changes.evidence import ReceivedFile
from models.changes.reaching import back
from models.clock import Clock
from models.database import reading, writing
from models.people import in_chat
from models.store import EvidenceStore, media_type
from models.tables import InboxState, InboxUpdate

log = logging.getLogger(__name__)

App = Application[Any, Any, Any, Any, Any, Any]
Effect = Callable[[Turn, Update], None]
Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
_MOST_ATTEMPTS = 5


class Desk:
    """Knows the inbox, the evidence store and the way out; handlers know only their Turn."""

    def __init__(
        self, engine: Engine, clock: Clock, bot: Bot, store: EvidenceStore, dispatcher: Dispatcher
    ) -> None:
        self._engine, self._clock, self._bot = engine, clock, bot
        self._store, self._dispatcher = store, dispatcher
        self._chats: dict[int, asyncio.Lock] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def keep(self, updates: list[dict[str, Any]]) -> None:
        """Stores updates before Telegram is told that they were received; one that is known changes nothing."""
        with writing(self._engine) as session:
            for update in updates:
                if session.get(InboxUpdate, update["update_id"]) is None:
                    session.add(
                        InboxUpdate(
                            update_id=update["update_id"],
                            payload=json.dumps(update),
                            received_at=self._clock.now(),
                            state=InboxState.WAITING,
                        )
                    )

    async def work_off(self, application: App, again: bool = False) -> None:
        """Works off what waits, with `again` also what failed before: a chat's updates in order, chats beside
        one another."""
        await asyncio.gather(*(self._one(application, *row) for row in self._waiting(again)))

    async def _one(self, application: App, update_id: int, payload: str) -> None:
        update = self._read(update_id, payload)
        if update is None:
            return
        chat = update.effective_chat.id if update.effective_chat else 0
        async with self._chats.setdefault(chat, asyncio.Lock()):
            if self._still_waits(update_id):
                await application.process_update(update)

    def _waiting(self, again: bool) -> list[tuple[int, str]]:
        with reading(self._engine) as session:
            rows = select(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING)
            if not again:
                rows = rows.where(InboxUpdate.attempts == 0)
            found = session.exec(rows.order_by(col(InboxUpdate.update_id)))
            return [(row.update_id, row.payload or "{}") for row in found]

    def _still_waits(self, update_id: int) -> bool:
        with reading(self._engine) as session:
            return session.get_one(InboxUpdate, update_id).state is InboxState.WAITING

    def handles(self, effect: Effect, with_file: bool = False) -> Handler:
        """A handler for python-telegram-bot that carries out an effect in one transaction."""

        async def handler(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            try:
                file = await self._fetch(update) if with_file else None
                turn = self._carry_out(update, effect, file)
            except Exception as error:
                self._failed(update, error)
                return await self._answer_press(update, alerts.FAILED)
            if turn is not None:
                await self._answer_press(update, turn.alert)
                for chat_id, held in turn.menus.items():
                    await menus.offer(self._bot, chat_id, held)
                self._send_soon()
            return None

        return handler

    def _carry_out(self, update: Update, effect: Effect, file: Incoming | None) -> Turn | None:
        """The effect and the row's end in the same transaction; None when it was worked off before."""
        now = self._clock.now()
        with writing(self._engine) as session:
            row = session.get(InboxUpdate, update.update_id)
            if row is None or row.state is not InboxState.WAITING:
                return None
            turn = _turn(session, update, now)
            if turn is not None:
                turn.file = file
                effect(turn, update)
            row.state, row.payload = InboxState.DONE, None
            session.add(row)
            return turn

    async def _fetch(self, update: Update) -> Incoming | None:
        """Brings the bytes to disk before anything is confirmed; a stranger's file is not fetched."""
        message = update.effective_message
        with reading(self._engine) as session:
            known = message is not None and in_chat(session, message.chat_id) is not None
        return await self._download(message) if known and message else None

    async def _download(self, message: Message) -> Incoming:
        attached = message.document or message.photo[-1]
        name = getattr(attached, "file_name", None) or f"anh-{message.message_id}.jpg"
        size, caption = attached.file_size or 0, message.caption or ""
        if size > MOST_BYTES:
            return Incoming(name, size, caption, None, FileProblem.TOO_LARGE)
        if size == 0 and message.document:
            return Incoming(name, size, caption, None, FileProblem.EMPTY)
        source = await self._bot.get_file(attached.file_id)
        data = bytes(await source.download_as_bytearray())
        stored = ReceivedFile(self._store.put(data), len(data), media_type(data), name)
        offered = await asyncio.to_thread(read_offered, self._engine, message.chat_id, data, name)
        return Incoming(name, len(data), caption, stored, offered=offered)

    async def _answer_press(self, update: Update, alert: str | None) -> None:
        """Always called and best effort: an old query can no longer be answered, the card was edited anyway."""
        if update.callback_query is None:
            return
        try:
            loud = alert is not None and "Không có gì thay đổi" in alert
            await self._bot.answer_callback_query(update.callback_query.id, alert or None, show_alert=loud)
        except TelegramError as error:
            log.info("một lần bấm nút không trả lời được nữa: %s", error.message)

    def _send_soon(self) -> None:
        task = asyncio.get_running_loop().create_task(self._dispatcher.run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _read(self, update_id: int, payload: str) -> Update | None:
        try:
            return Update.de_json(json.loads(payload), self._bot)
        except (TypeError, KeyError, ValueError):
            log.error("cập nhật %s không đọc được, bỏ qua", update_id)
            self._close(update_id, InboxState.FAILED)
            return None

    def _failed(self, update: Update, error: Exception) -> None:
        """Tried again later; after a few times it is put aside and its sender is told that nothing was done."""
        log.warning(
            "cập nhật %s chưa xử lý được", update.update_id, exc_info=not isinstance(error, TelegramError)
        )
        with writing(self._engine) as session:
            row = session.get_one(InboxUpdate, update.update_id)
            row.attempts += 1
            session.add(row)
            if row.attempts >= _MOST_ATTEMPTS:
                row.state, row.payload = InboxState.FAILED, None
                turn = _turn(session, update, self._clock.now())
                if turn is not None:
                    turn.notice(Notice.FAILED)
        self._send_soon()

    def _close(self, update_id: int, state: InboxState) -> None:
        with writing(self._engine) as session:
            row = session.get_one(InboxUpdate, update_id)
            row.state, row.payload = state, None
            session.add(row)


def _turn(session: Session, update: Update, now: datetime) -> Turn | None:
    """Who acts, where and when; None outside private chats, where the program says nothing."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or chat.type != "private":
        return None
    said = update.message or update.edited_message
    turn = Turn(
        session=session,
        now=now,
        update_id=update.update_id,
        chat_id=chat.id,
        message_id=message.message_id if message else None,
        reply_to=said.reply_to_message.message_id if said and said.reply_to_message else None,
        said_at=said.date if said else None,
        person=in_chat(session, chat.id),
    )
    if turn.person is not None and update.my_chat_member is None:
        back(Act(session, CLOCK, now), turn.person)
        turn.person.heard_at = now
        session.add(turn.person)
    return turn
