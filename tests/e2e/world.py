"""The whole program against its own Bot API over a real socket, with a clock that is moved by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, select

from bot.sandbox.people import SAMPLES
from bot.sandbox.run import Sandbox
from bot.sandbox.server import serve
from bot.sandbox.telegram import ChatMessage, SandboxTelegram
from bot.settings import Settings
from models.database import reading
from models.rules.zone import VIETNAM
from models.tables import LedgerEntry, Person, Task

CHATS = {each.code: each.chat_id for each in SAMPLES}
AN, DUNG, BINH, ADMIN = (CHATS[code] for code in ("an.vhxh", "dung.vhxh", "binh.vhxh", "minh.vp"))
STRANGER = 999_000_001

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


def at(day: str, hour: str = "07:30") -> datetime:
    """A moment in Vietnam: at("15/12/2026", "07:30")."""
    return datetime.strptime(f"{day} {hour}", "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


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

    async def start_again(self) -> None:
        await self.sandbox.stop()
        await self.sandbox.start(self.url, replace(SETTINGS, api_url=self.url))

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

    async def write(
        self, chat_id: int, text: str, reply_to: int | None = None, force: bool = False
    ) -> ChatMessage:
        """A person writes; returns the bot's answer."""
        return await self.answer(chat_id, self.telegram.send_text(chat_id, text, reply_to, force))

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
        data = next(
            button.data
            for row in message.buttons
            for button in row
            if button.label.startswith(label) and button.data
        )
        return await self.press_data(chat_id, message.message_id, data)

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


@asynccontextmanager
async def open_world(folder: Path, start: date) -> AsyncIterator[World]:
    """A world that begins at 07:00 of `start` with the sample people joined."""
    sandbox = Sandbox(folder, start)
    try:
        async with serve(sandbox.telegram.app) as url:
            await sandbox.start(url, replace(SETTINGS, api_url=url))
            yield World(sandbox, url)
            await sandbox.stop()
    finally:
        sandbox.telegram.close()
