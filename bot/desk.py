"""Where updates are worked off: one act, one transaction, and only then the answers."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlmodel import Session
from telegram import Message, Update
from telegram.error import BadRequest
from telegram.ext import Application, ContextTypes

from bot import menus
from bot.cases.lists import read_sent
from bot.importing import read_offered
from bot.inbox import PASSING, Inbox
from bot.incoming import MOST_BYTES, Incoming, refused_for_good
from bot.logs import fault
from bot.pausing import Pausing
from bot.pressed import PressAnswers
from bot.shape import is_file, is_its_own, minute_of_words, query_in, read_update
from bot.telegram_api import RawBot
from bot.texts import alerts
from bot.turn import Turn
from bot.turning import turn_as_it_stands, turn_of
from jobs.dispatch import Dispatcher
from jobs.inspecting.reads import Reads
from jobs.messages.facts import Notice
from jobs.messages.files import FileProblem
from jobs.patience import FILES, when_free, when_free_aside
from models.changes.filing import ReceivedFile
from models.clock import Clock
from models.database import reading, turns_of, writing
from models.kinds import Kind
from models.store import HEIC, EvidenceStore, media_type
from models.tables import InboxState, InboxUpdate
from models.unavailable import Trouble, trouble_of, unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")
App = Application[Any, Any, Any, Any, Any, Any]
Effect = Callable[[Turn, Update], None]
Beginning = Callable[[], AbstractContextManager[Session]]
Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]
# Bytes come four files at a time; who waits for one, waits for nobody else's words or presses.
_DOWNLOADS = 4
# Of a file of so many bytes its sender hears at once that it is being fetched.
_TAKES_LONG = 5_000_000
# How many words of one minute are read where they come faster than they are read; the rest is answered in sum.
_READ_A_MINUTE = 20
# How many presses are carried out without a break; to further ones it is answered that they were too many. They are
# counted under a minute that there is not.
_PRESSES_AT_A_STRETCH, _PRESSES = 60, -1
# What comes within so many seconds of a crowd belongs to it: Telegram hands over a hundred updates at a time.
_ONE_CROWD_SECONDS = 3.0
# After so many updates of a chat without a break it rests between them, and leaves the loop to the others.
_AT_A_STRETCH, _REST_SECONDS = 5, 0.05
# With this failed try a sender hears that the file has not been had yet, half a minute after it came.
_SAID_AT_ATTEMPT = 4
_STOPS_WITHIN_SECONDS = 4.0


class Desk:
    """Knows the inbox, the evidence store and the way out; handlers know only their Turn.

    Chats are worked off beside one another, each in its order. One effect is carried out at a time, in the order
    in which the chats come to it: a chat with many updates comes once, and then again behind all others.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        bot: RawBot,
        store: EvidenceStore,
        inspector: Reads,
        dispatcher: Dispatcher,
    ) -> None:
        self._engine, self._clock, self._bot = engine, clock, bot
        self._turns = turns_of(engine)
        self._store, self._inspector, self._dispatcher = store, inspector, dispatcher
        self._inbox = Inbox(engine, clock)
        self._pausing = Pausing(engine, clock, self._inbox, self._read)
        self._effects, self._downloads = asyncio.Lock(), asyncio.Semaphore(_DOWNLOADS)
        self._chats: dict[int, asyncio.Task[None]] = {}
        # The chats under way of which something came since they were last looked at.
        self._more: set[int] = set()
        self._crowds: dict[int, tuple[float, Counter[int | None]]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping = False
        self.presses = PressAnswers(bot, self._beside)

    def take_in(self, application: App, updates: list[Any]) -> None:
        """Stores updates before Telegram is told that they were received; begins with their chats. Raises
        Unavailable."""
        self._begin(application, self._inbox.keep(updates))

    def work_off(self, application: App) -> None:
        """Begins with every chat of which something waits and nothing is under way. Raises Unavailable."""
        self._begin(application, self._inbox.chats())

    def is_behind(self) -> bool:
        """Whether something that came waits for its first try. Raises Unavailable."""
        return self._inbox.is_behind()

    def _begin(self, application: App, chats: Iterable[int]) -> None:
        recent = time.monotonic() - _ONE_CROWD_SECONDS
        self._crowds = {chat_id: crowd for chat_id, crowd in self._crowds.items() if crowd[0] > recent}
        for chat_id in chats:
            if chat_id in self._chats:
                self._more.add(chat_id)
            elif not self._stopping:
                self._chats[chat_id] = asyncio.create_task(self._chat(application, chat_id))

    async def stop(self) -> None:
        """Begins nothing more; what is under way ends by itself within seconds, or stays in the inbox."""
        self._stopping = True
        if self._chats:
            _, late = await asyncio.wait(self._chats.values(), timeout=_STOPS_WITHIN_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _chat(self, application: App, chat_id: int) -> None:
        """Works off a chat until nothing of it waits; a fault in one update never holds up the next."""
        _, read = self._crowds.pop(chat_id, (0.0, Counter[int | None]()))
        try:
            goes_on = True
            while goes_on and (rows := await self._rows_of(chat_id)):
                await self._one(application, rows[0], read)
                goes_on = len(rows) > 1 or chat_id in self._more
                if goes_on and read.total() > _AT_A_STRETCH:
                    await asyncio.sleep(_REST_SECONDS)
        except Exception as error:
            log.error("hộp thư đến của một người gặp lỗi %s; lát nữa xử lý tiếp", fault(error))
        finally:
            del self._chats[chat_id]
            self._more.discard(chat_id)
            if max(read.values(), default=0) >= _READ_A_MINUTE:
                self._crowds[chat_id] = time.monotonic(), read

    async def _rows_of(self, chat_id: int) -> list[InboxUpdate]:
        """The next updates of a chat; none while nothing is accepted, which its sender hears."""
        self._more.discard(chat_id)
        rows = [] if self._stopping else await when_free(partial(self._inbox.next_of, chat_id))
        if not rows and not self._stopping and await when_free(self._pausing.is_frozen):
            for update in await when_free(partial(self._pausing.say_so, chat_id)):
                await self.presses.give(update, alerts.PAUSED)
            self._send_soon()
        return rows

    async def _one(self, application: App, row: InboxUpdate, read: Counter[int | None]) -> None:
        """`read`: how many updates were worked off without a break, by the minute of their words."""
        self._inbox.postpone(row)
        update = self._read(row)
        if update is None:
            await when_free(partial(self._inbox.put_aside, row.update_id, "unreadable"))
            return await self.presses.answer(query_in(row.payload), alerts.MALFORMED)
        minute = minute_of_words(update)
        if minute is not None and read[minute] >= _READ_A_MINUTE:
            await self._in_turn(partial(self._sum_up, update, minute))
            return self._send_soon()
        counted = _PRESSES if update.callback_query else minute
        if update.callback_query and read[_PRESSES] >= _PRESSES_AT_A_STRETCH:
            await self._in_turn(partial(self._pass_over, row.update_id))
            return await self.presses.give(update, alerts.TOO_FAST)
        read[counted] += 1
        return await application.process_update(update)

    def _pass_over(self, update_id: int) -> None:
        with self._turns.writing() as session:
            row = session.get_one(InboxUpdate, update_id)
            row.reason = "crowded"
            self._inbox.end(row, InboxState.DONE)
            session.add(row)

    def _sum_up(self, update: Update, minute: int) -> None:
        """All words of that minute that still wait are answered by one message: they were not read."""
        with self._turns.writing() as session:
            turn = turn_of(session, update, self._clock.now())
            for row in self._inbox.fresh(session, update.effective_chat.id if update.effective_chat else 0):
                other = self._read(row)
                if other is not None and minute_of_words(other) == minute:
                    row.reason = "crowded"
                    self._inbox.end(row, InboxState.DONE)
            if turn is not None and turn.person is not None:
                key = f"crowded/{turn.chat_id}/{minute}"
                turn.answer_once(key, Kind.TOLD, notice=Notice.CROWDED)

    def handles(self, effect: Effect, with_file: bool = False) -> Handler:
        """A handler for python-telegram-bot that carries out an effect in one transaction."""

        async def handler(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            try:
                file = await self._fetch(update) if with_file else None
                takes_long = file is not None and file.case_list is not None
                with self.presses.told_if_late(update):
                    begin = partial(writing, self._engine) if takes_long else self._turns.writing
                    turn = await self._in_turn(
                        partial(self._carry_out, update, effect, file, begin), takes_long
                    )
            except Exception as error:
                await self.presses.give(update, alerts.FAILED)
                return await self._not_done(update, error)
            if turn is None and not is_its_own(update):
                await self.presses.give(update, alerts.STRANGER)
            elif turn is not None:
                self._send_soon()
                await self.presses.give(update, turn.alert)
                for chat_id, held in turn.menus.items():
                    await menus.offer(self._bot, chat_id, held)
            return None

        return handler

    async def _in_turn(self, work: Callable[[], T], takes_long: bool = False) -> T:
        """One transaction after the other; between them the loop does what else there is to do, and beside one
        that takes long."""
        async with self._effects:
            done = await (when_free_aside(work) if takes_long else when_free(work))
            await asyncio.sleep(0)
            return done

    def _carry_out(
        self, update: Update, effect: Effect, file: Incoming | None, begin: Beginning
    ) -> Turn | None:
        """The effect and the row's end in the same transaction; None when it was worked off before."""
        now = self._clock.now()
        with begin() as session:
            row = session.get(InboxUpdate, update.update_id)
            if row is None or row.state is not InboxState.WAITING:
                return None
            turn = turn_of(session, update, now)
            if turn is not None:
                turn.came_at = min(row.received_at, now)
                turn.file, turn.key = file, self._store.key
                effect(turn, update)
            self._inbox.end(row, InboxState.DONE)
            session.add(row)
            return turn

    async def _fetch(self, update: Update) -> Incoming | None:
        """Brings the bytes to disk before anything is confirmed; a stranger's file is not fetched."""
        message = update.effective_message
        with reading(self._engine) as session:
            turn = turn_as_it_stands(session, update, self._clock.now())
            if message is None or turn is None or turn.person is None:
                return None
            is_sealed = turn.may_bring_personal()
        if message.document and _TAKES_LONG < (message.document.file_size or 0) <= MOST_BYTES:
            await self._in_turn(partial(self._say_fetching, update))
            self._send_soon()
        return await self._download(message, is_sealed)

    def _say_fetching(self, update: Update) -> None:
        """Once, however often it is fetched; its real answer is still to come."""
        with self._turns.writing() as session:
            turn = turn_of(session, update, self._clock.now())
            if turn is not None:
                key = f"fetching/{turn.chat_id}/{turn.update_id}"
                turn.answer_once(key, Kind.TOLD, notice=Notice.FETCHING)

    async def _download(self, message: Message, is_sealed: bool) -> Incoming:
        attached = message.document or message.photo[-1]
        came = Incoming(
            file_name=getattr(attached, "file_name", None) or f"anh-{message.message_id}.jpg",
            size=attached.file_size or 0,
            caption=message.caption or "",
            stored=None,
            album=message.media_group_id or "",
            is_passed_on=message.forward_origin is not None,
            is_sealed=is_sealed,
        )
        if came.size > MOST_BYTES:
            return replace(came, problem=FileProblem.TOO_LARGE)
        # A size that Telegram does not tell is no size of nothing.
        if attached.file_size == 0:
            return replace(came, problem=FileProblem.EMPTY)
        data = await self._bytes(attached.file_id)
        if isinstance(data, FileProblem):
            return replace(came, problem=data)
        if not data:
            return replace(came, problem=FileProblem.EMPTY)
        if media_type(data) == HEIC:
            return replace(came, size=len(data), problem=FileProblem.HEIC)
        offered = await asyncio.to_thread(read_offered, self._engine, message.chat_id, data, came.file_name)
        if offered is None:
            sent = await asyncio.to_thread(
                read_sent, self._engine, message.chat_id, data, came.file_name, bool(message.reply_to_message)
            )
            if sent is not None:
                return replace(came, size=len(data), case_list=sent)
        return replace(await self._keep(came, data, message.date), offered=offered)

    async def _keep(self, came: Incoming, data: bytes, sent_at: datetime) -> Incoming:
        """Stored, then read; a state secret does not stay."""
        sha256 = await self._put(data, came.is_sealed)
        with self._store.opened(sha256) as path:
            read = await self._inspector.read(
                path, now=self._clock.now(), file_name=came.file_name, received_at=sent_at
            )
        is_sealed = self._store.is_sealed(sha256)
        stored = ReceivedFile(sha256, len(data), media_type(data), came.file_name, read, is_sealed)
        came = replace(came, size=len(data), stored=stored)
        if read is None or read.document.secrecy is None:
            return came
        await asyncio.to_thread(self._store.remove, sha256)
        return replace(came, problem=FileProblem.SECRET)

    async def _put(self, data: bytes, is_sealed: bool) -> str:
        """Raises OSError where the disk refuses: the update waits, and is tried again."""
        try:
            sha256 = await asyncio.to_thread(self._store.put, data, is_sealed)
        except OSError as error:
            FILES.refused(trouble_of(error) or Trouble.BROKEN)
            raise
        FILES.took()
        return sha256

    async def _bytes(self, file_id: str) -> bytes | FileProblem:
        """A file waits for its turn; what Telegram refuses for good is said at once, all else raises."""
        async with self._downloads:
            try:
                return await self._bot.bytes_of(file_id)
            except BadRequest as error:
                return refused_for_good(error)

    def _send_soon(self) -> None:
        self._beside(self._dispatch)

    def _beside(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        task = asyncio.get_running_loop().create_task(work())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _dispatch(self) -> None:
        """The outbox's own timer looks again soon: a fault here delays an answer and loses none."""
        try:
            await self._dispatcher.run()
        except Exception as error:
            log.error("hộp thư đi gặp lỗi %s; lát nữa gửi tiếp", fault(error))

    def _read(self, row: InboxUpdate) -> Update | None:
        try:
            return read_update(row.payload, self._bot)
        except Exception as error:
            log.error("cập nhật %s không đọc được: %s", row.update_id, fault(error))
            return None

    async def _not_done(self, update: Update, error: Exception) -> None:
        log.warning("cập nhật %s chưa xử lý được", update.update_id, exc_info=not isinstance(error, PASSING))
        try:
            await when_free(partial(self._failed, update, error))
        except Exception as another:
            log.error("cập nhật %s: chưa ghi được lần thử hỏng: %s", update.update_id, fault(another))
        self._send_soon()

    def _failed(self, update: Update, error: Exception) -> None:
        """Tried again later; put aside in the end, and its sender is told that nothing was done."""
        with self._turns.writing() as session:
            aside = self._inbox.failed(session, update.update_id, error)
            row = session.get_one(InboxUpdate, update.update_id)
            if aside:
                self._tell(session, update, lambda turn: turn.notice(Notice.FAILED))
            elif row.attempts == _SAID_AT_ATTEMPT and is_file(update):
                self._tell(session, update, _file_delayed)

    def _tell(self, session: Session, update: Update, say: Callable[[Turn], None]) -> None:
        """Whoever cannot be told because of the same fault is not: the update is put aside all the same."""
        try:
            with session.begin_nested():
                turn = turn_of(session, update, self._clock.now())
                if turn is not None:
                    say(turn)
        except Exception as error:
            if refused := unavailable(error):
                raise refused from error
            log.error("không báo lại được cho người gửi: %s", fault(error))


def _file_delayed(turn: Turn) -> None:
    """Under a key of its own: the update's real answer is still to come."""
    turn.answer_once(f"delayed/{turn.chat_id}/{turn.update_id}", Kind.TOLD, notice=Notice.FILE_DELAYED)
