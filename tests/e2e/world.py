"""The whole program against its own Bot API over a real socket, with a clock that is moved by hand."""

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, asynccontextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, SQLModel, col, select

from bot.sandbox.page import add_page
from bot.sandbox.people import SAMPLES
from bot.sandbox.run import Sandbox, kept_moment
from bot.sandbox.server import serve
from bot.sandbox.telegram import ChatMessage, SandboxTelegram
from bot.settings import Settings
from jobs.inspecting.reads import Reads
from models.actor import OPERATOR, Act
from models.changes.joining import create_invite
from models.database import reading, writing
from models.rules.zone import at as moment_at
from models.tables import (
    Agency,
    Confirmation,
    Evidence,
    Finding,
    InboxState,
    InboxUpdate,
    Invite,
    LedgerEntry,
    Notification,
    Person,
    Requirement,
    Rung,
    RungState,
    SentMessage,
    Task,
    TaskItem,
)
from tests.commune import REPORTS, at, lay_empty
from tests.shared import made_once, made_so_far

CHATS = {each.code: each.chat_id for each in SAMPLES}
AN, DUNG, BINH, ADMIN = (CHATS[code] for code in ("an.vhxh", "dung.vhxh", "binh.vhxh", "minh.vp"))
STRANGER = 999_000_001
# How the messages of the levels above the morning begin: last call, head, phone call, leader.
LEVELS = ("🔔 Chiều nay hết hạn", "📌", "☎️", "📊", "❗")
_COUNTS: tuple[type[SQLModel], ...] = (
    Agency,
    Person,
    Invite,
    Requirement,
    Task,
    TaskItem,
    Rung,
    Confirmation,
    Evidence,
    Finding,
    LedgerEntry,
)

SETTINGS = Settings(
    token=None,
    api_url="http://127.0.0.1",
    proxy=None,
    database_url="",
    evidence_dir=Path(),
    trust_roots_dir=None,
    sandbox_port=0,
    sandbox_start=None,
    log_level="INFO",
)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82"
)


def labels(message: ChatMessage) -> list[str]:
    """What stands on the buttons of a message."""
    return [button.label for row in message.buttons for button in row]


class World:
    """What a test does: move the clock, stop and start the program, act as a person, look at chats and rows."""

    def __init__(self, sandbox: Sandbox, url: str) -> None:
        self.sandbox, self.url = sandbox, url

    @property
    def telegram(self) -> SandboxTelegram:
        return self.sandbox.telegram

    async def go_to(self, day: str, hour: str = "07:30") -> None:
        """Time passes while the program runs: every tick on the way is played."""
        await self.sandbox.forward_to(at(day, hour))

    async def down_until(self, day: str, hour: str = "07:30") -> None:
        """Time passes while the program is stopped; then it is started again."""
        await self.sandbox.stop()
        self.sandbox.clock.move_to(at(day, hour))
        await self.start_again()

    async def down_for(self, length: timedelta) -> None:
        """The program is stopped, and started again that much later."""
        await self.sandbox.stop()
        self.sandbox.clock.move_to(self.sandbox.now() + length)
        await self.start_again()

    async def start_again(self) -> None:
        await self.sandbox.stop()
        await self.sandbox.start(self.url, replace(SETTINGS, api_url=self.url))
        assert self.sandbox.runtime is not None
        await self.sandbox.runtime.passed()

    async def inspects(self, inspector: Reads) -> None:
        """From now on files are read by `inspector`; without one they are only kept."""
        self.sandbox.inspector = inspector
        await self.start_again()

    def said(self, chat_id: int) -> list[ChatMessage]:
        """What the bot has said in a chat, oldest first."""
        return [each for each in self.telegram.messages(chat_id) if each.from_bot]

    async def answer(self, chat_id: int, beyond: int) -> ChatMessage:
        """The bot's next message in a chat after message `beyond`."""
        found = await self.telegram.until(
            lambda: next((each for each in self.said(chat_id) if each.message_id > beyond), None)
        )
        assert found is not None
        return found

    def newest(self, chat_id: int, words: str) -> ChatMessage:
        """The newest message of the bot in a chat that begins with these words, as it looks now."""
        return next(each for each in reversed(self.said(chat_id)) if each.text.startswith(words))

    async def write(
        self, chat_id: int, text: str, reply_to: int | None = None, force: bool = False
    ) -> ChatMessage:
        """A person writes; returns the bot's answer."""
        return await self.answer(chat_id, self.telegram.send_text(chat_id, text, reply_to, force))

    async def forward(self, chat_id: int, text: str, author: str = "Sở Nội vụ") -> ChatMessage:
        """A person forwards somebody's message; returns the bot's answer."""
        return await self.answer(chat_id, self.telegram.forward_text(chat_id, text, author))

    async def send_file(
        self,
        chat_id: int,
        data: bytes = PNG,
        name: str = "da-gui.png",
        media_type: str = "image/png",
        reply_to: int | None = None,
    ) -> ChatMessage:
        """A person sends a file; returns the bot's answer."""
        return await self.answer(chat_id, self.telegram.send_file(chat_id, data, name, media_type, reply_to))

    async def press(self, chat_id: int, message: ChatMessage, label: str) -> str:
        """A person presses a button by (the beginning of) its label; returns the toast."""
        return await self.press_data(chat_id, message.message_id, message.data_of(label))

    async def press_data(self, chat_id: int, message_id: int, data: str) -> str:
        """A press with any data at all; returns the toast, "" for an answer without words."""
        query = self.telegram.press(chat_id, message_id, data)
        answer = await self.telegram.until(lambda: self.telegram.answer_to(query))
        return (answer or {}).get("text") or ""

    async def settled(self) -> None:
        """Everything that is due has been sent."""
        runtime = self.sandbox.runtime
        assert runtime is not None
        await runtime.dispatcher.run()

    def message(self, chat_id: int, message_id: int) -> ChatMessage:
        """A message as it looks now, after edits."""
        return next(each for each in self.telegram.messages(chat_id) if each.message_id == message_id)

    def rows(self) -> Session:
        """A session to look at rows: `with world.rows() as session`."""
        assert self.sandbox.runtime is not None
        return reading(self.sandbox.runtime.engine)  # type: ignore[return-value]

    def task(self, period: str, requirement: str = "7.5-bao-cao-tthc-thang") -> Task:
        """A task as its row stands now."""
        from models.tables import Requirement

        with self.rows() as session:
            return session.exec(
                select(Task)
                .join(Requirement, Requirement.id == Task.requirement_id)  # type: ignore[arg-type]
                .where(Task.period == period, Requirement.code == requirement)
            ).one()

    def ledger(self) -> list[LedgerEntry]:
        with self.rows() as session:
            return list(session.exec(select(LedgerEntry).order_by(LedgerEntry.seq)))  # type: ignore[arg-type]

    def person(self, code: str) -> Person:
        with self.rows() as session:
            return session.exec(select(Person).where(Person.code == code)).one()

    async def tick(self) -> None:
        """The clockwork wakes now, and all that is due goes out."""
        await self.sandbox.forward_to(self.sandbox.now())

    async def worked_off(self) -> None:
        """Every update sent so far has been fetched, worked off and answered."""
        assert self.sandbox.runtime is not None
        async with asyncio.timeout(60):
            while self.telegram.store.pending_updates() or self._waiting():
                await asyncio.sleep(0)
        await self.settled()

    def _waiting(self) -> bool:
        with self.rows() as session:
            waiting = select(InboxUpdate).where(InboxUpdate.state == InboxState.WAITING)
            return session.exec(waiting).first() is not None

    async def redelivered(self, updates: list[dict[str, Any]]) -> None:
        """The program starts again and Telegram delivers these updates once more."""
        await self.sandbox.stop()
        for update in updates:
            payload = json.dumps({key: value for key, value in update.items() if key != "update_id"})
            self.telegram.store._db.execute(
                "INSERT INTO pending_update (update_id, payload) VALUES (?, ?)",
                (update["update_id"], payload),
            )
        await self.start_again()
        await self.worked_off()

    def push(self, kind: str, payload: dict[str, Any]) -> None:
        """Any update at all, as Telegram would send it."""
        self.telegram.exchange.push(kind, payload)

    def newcomer(self, chat_id: int, name: str) -> None:
        """An account that nobody in the commune knows."""
        self.telegram.add_account(chat_id, name)

    async def silent_write(self, chat_id: int, text: str) -> list[ChatMessage]:
        """A person writes; returns whatever the bot answered, perhaps nothing."""
        sent = self.telegram.send_text(chat_id, text)
        await self.worked_off()
        return [each for each in self.said(chat_id) if each.message_id > sent]

    def writing(self) -> AbstractContextManager[Session]:
        """A session to change rows behind the program's back."""
        assert self.sandbox.runtime is not None
        return writing(self.sandbox.runtime.engine)

    def invite(self, code: str, valid_days: int = 7) -> str:
        """A new invite for a person, as the command line makes it; returns its secret."""
        with self.writing() as session:
            person = session.exec(select(Person).where(Person.code == code)).one()
            return create_invite(Act(session, OPERATOR, self.sandbox.now()), person, valid_days)[1]

    async def open_card(self, chat_id: int, words: str) -> ChatMessage:
        """A person opens the card of the task with these words from their own list."""
        listed = await self.write(chat_id, "/viec")
        return await self.open_number(chat_id, listed, words)

    async def open_number(self, chat_id: int, message: ChatMessage, words: str) -> ChatMessage:
        """A person presses the number of the line with these words; returns what comes."""
        number = next(line.split(".")[0] for line in message.text.splitlines() if words in line)
        before = self.telegram.messages(chat_id)[-1].message_id
        await self.press(chat_id, message, number)
        return await self.answer(chat_id, before)

    async def pressed_for_answer(self, chat_id: int, message: ChatMessage, label: str) -> ChatMessage:
        """A press that is answered by a message."""
        before = self.telegram.messages(chat_id)[-1].message_id
        await self.press(chat_id, message, label)
        return await self.answer(chat_id, before)

    def snapshot(self) -> dict[str, list[dict[str, Any]]]:
        """Everything that counts, row by row: two that are equal mean that nothing was changed.
        That a person was heard of is no change."""
        with self.rows() as session:
            return {
                table.__name__: [row.model_dump(exclude={"heard_at"}) for row in session.exec(select(table))]
                for table in _COUNTS
            }

    def rungs(self, task: Task) -> dict[str, RungState]:
        """The reminders of a task and what became of each, in the order of their moments."""
        with self.rows() as session:
            found = session.exec(select(Rung).where(Rung.task_id == task.id).order_by(col(Rung.speak_at)))
            return {rung.name: rung.state for rung in found}

    def entries(self, change: str) -> list[dict[str, Any]]:
        """The ledger's entries of one kind of change, oldest first."""
        bodies = (json.loads(entry.body) for entry in self.ledger())
        return [body for body in bodies if body["change"] == change]

    def started(self, chat_id: int) -> list[ChatMessage]:
        """What the program said of its own accord in a chat, answers and edits left out."""
        with self.rows() as session:
            ids = session.exec(
                select(SentMessage.message_id)
                .join(Notification, col(Notification.id) == SentMessage.notification_id)
                .where(SentMessage.chat_id == chat_id, col(Notification.direct).is_(False))
            ).all()
        return [each for each in self.said(chat_id) if each.message_id in ids]


@asynccontextmanager
async def open_world(
    folder: Path, start: date, catalogue: Path | None = REPORTS, moment: datetime | None = None
) -> AsyncIterator[World]:
    """A world that begins at 07:00 of `start` with the sample people joined; None: the built-in catalogue.
    With `moment` the clock has gone there, every tick on the way played, and nobody has done anything yet.

    Each is a copy of one that was begun, moved and stopped once, so that not every test sees everybody join and
    the same days pass.
    """
    if not (folder / "nhacviec.db").exists():
        template = await _template(start, catalogue, moment)
        shutil.copytree(template, folder, dirs_exist_ok=True)
    async with begun_world(folder, start, catalogue) as world:
        yield world


def moment_of(request: pytest.FixtureRequest) -> datetime | None:
    """Where the clock stands when a test begins that says so: `pytest.mark.moment(day, hour)`."""
    marker = request.node.get_closest_marker("moment")
    return at(*marker.args) if marker else None


@asynccontextmanager
async def begun_world(folder: Path, start: date, catalogue: Path | None = REPORTS) -> AsyncIterator[World]:
    """A world that begins in this folder, or goes on there; its commits do not wait for the disk."""
    sandbox = Sandbox(folder, start, catalogue)
    add_page(sandbox.telegram, sandbox)
    try:
        async with serve(sandbox.telegram.app) as url:
            world = World(sandbox, url)
            await world.start_again()
            yield world
            await sandbox.stop()
    finally:
        sandbox.telegram.close()


async def _template(start: date, catalogue: Path | None, moment: datetime | None) -> Path:
    """A world just begun, or gone to a moment from the latest one before it that there is."""
    alike, wanted = (
        ("world", start, catalogue and catalogue.read_bytes()),
        moment or moment_at(start, time(7)),
    )
    with made_once(wanted, alike=alike) as (folder, is_new):
        if is_new:
            kept = {kept_moment(each) or wanted: each for each in made_so_far(alike)}
            earlier = {reached: each for reached, each in kept.items() if reached < wanted}
            if earlier:
                shutil.copytree(earlier[max(earlier)], folder, dirs_exist_ok=True)
            else:
                lay_empty(folder)
            async with begun_world(folder, start, catalogue) as world:
                if moment is not None:
                    await world.sandbox.forward_to(moment)
    return folder
