"""`nhacviec run` without a token: the same bot against a Bot API of our own, with a page and a clock to move."""

import asyncio
import shutil
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, func, select

from bot.runtime import Runtime
from bot.sandbox.page import PagePerson, add_page
from bot.sandbox.people import enlist_samples, join_samples, page_people
from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from bot.settings import Settings
from bot.setup import set_up
from bot.telegram_api import RawBot
from jobs.clockwork import next_moment
from jobs.listening import note_contact
from jobs.pace import Pace
from jobs.patience import when_free
from jobs.tick import tick
from models.catalogue.reading import read_content
from models.clock import SetClock
from models.database import AT_ONCE_MS, connect, reading
from models.rules.zone import VIETNAM, at, day_of
from models.store import EvidenceStore
from models.tables import Notification, OutboxState, Person

TOKEN = "1000000:sandbox-only-never-leaves-this-machine"
_FARTHEST, _FARTHEST_MOVE = timedelta(days=60), timedelta(days=366)
_WITHOUT_LIMITS = 1_000_000.0


class Sandbox:
    """One sandbox on disk: database, evidence, chats and clock, all under one folder.

    `catalogue`: a file to load instead of the built-in one.
    """

    def __init__(self, folder: Path, start: date | None, catalogue: Path | None = None) -> None:
        self._folder, self._start, self._catalogue = folder, start, catalogue
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = SetClock(self._kept_moment() or self._first_moment())
        self.telegram = SandboxTelegram(folder / "telegram", self.clock, TOKEN)
        self.runtime: Runtime | None = None
        self._url = ""
        self._moving = asyncio.Lock()

    async def start(self, url: str, settings: Settings) -> None:
        """Opens the database, starts the bot against `url`, and lets the people join the first time."""
        self._url, self._settings = url, settings
        engine = connect(f"sqlite:///{self._folder / 'nhacviec.db'}", AT_ONCE_MS)
        file = self._catalogue
        set_up(engine, self.clock.now(), read_content(file.read_bytes(), file.name) if file else None)
        store = EvidenceStore(self._folder / "evidence")
        bot = RawBot(replace(settings, api_url=url), TOKEN)
        self.runtime = Runtime(engine, self.clock, bot, store, Pace(_WITHOUT_LIMITS, _WITHOUT_LIMITS))
        newcomers = enlist_samples(engine, self.clock.now()) if _is_empty(engine) else {}
        await self.runtime.start()
        if newcomers:
            await join_samples(self.telegram, newcomers)
        self._keep_moment()

    async def stop(self) -> None:
        if self.runtime is not None:
            await self.runtime.stop()
            self.runtime.engine.dispose()
            self.runtime = None

    def now(self) -> datetime:
        return self.clock.now()

    def people(self) -> list[PagePerson]:
        return page_people()

    async def to_next_reminder(self) -> str:
        """Moves to the first moment at which somebody is told something of the program's own accord."""
        async with self._moving:
            last = self.clock.now() + _FARTHEST
            told = self._told()
            while self._told() == told and self._next() <= last:
                await self._step(self._next())
            if self._told() == told:
                return "Không có lần nhắc nào trong 60 ngày tới."
            return f"Có {self._told() - told} tin mới."

    async def forward_a_day(self) -> str:
        return await self.forward_to(self.clock.now() + timedelta(days=1))

    async def forward_to(self, moment: datetime) -> str:
        """Plays every tick on the way."""
        async with self._moving:
            if moment < self.clock.now():
                return "Đồng hồ chỉ đi tới, không lùi lại được."
            if moment > self.clock.now() + _FARTHEST_MOVE:
                return "Mỗi lần chỉ đi tới nhiều nhất một năm."
            told = self._told()
            while (stop := self._next()) < moment:
                await self._step(stop)
            await self._step(moment)
            return f"Có {self._told() - told} tin mới." if self._told() > told else "Không có tin mới."

    async def start_over(self) -> str:
        """Wipes everything and begins again at the first morning."""
        async with self._moving:
            await self.stop()
            self.telegram.wipe()
            for path in (*self._folder.glob("nhacviec.db*"), self._folder / "clock"):
                path.unlink(missing_ok=True)
            shutil.rmtree(self._folder / "evidence", ignore_errors=True)
            self.clock.start_again(self._first_moment())
            await self.start(self._url, self._settings)
            return "Đã làm lại từ đầu."

    async def _step(self, moment: datetime) -> None:
        runtime = self._running()
        self.clock.move_to(moment)
        await when_free(lambda: note_contact(runtime.engine, moment, within_process=True))
        self._keep_moment()
        await when_free(lambda: tick(runtime.engine, moment))
        await runtime.dispatcher.run()

    def _next(self) -> datetime:
        return next_moment(self._running().engine, self.clock.now())

    def _told(self) -> int:
        """How many messages the program has started so far."""
        with reading(self._running().engine) as session:
            started = select(func.count()).where(
                col(Notification.direct).is_(False),
                Notification.state == OutboxState.SENT,
            )
            return session.exec(started).one()

    def _running(self) -> Runtime:
        if self.runtime is None:
            raise RuntimeError("the sandbox is not running")
        return self.runtime

    def _first_moment(self) -> datetime:
        return at(self._start or day_of(datetime.now(VIETNAM)), time(7))

    def _kept_moment(self) -> datetime | None:
        path = self._folder / "clock"
        return datetime.fromisoformat(path.read_text()) if path.exists() else None

    def _keep_moment(self) -> None:
        (self._folder / "clock").write_text(self.clock.now().isoformat())


async def run_sandbox(settings: Settings, stop: asyncio.Event) -> None:
    """Serves the Bot API and the page, runs the bot against them, until told to stop."""
    sandbox = Sandbox(Path("data/sandbox"), settings.sandbox_start)
    add_page(sandbox.telegram, sandbox)
    try:
        async with serve(sandbox.telegram.app, settings.sandbox_port) as url:
            await sandbox.start(url, settings)
            print(f"Mở trình duyệt: {url}/", flush=True)
            await stop.wait()
            await sandbox.stop()
    finally:
        sandbox.telegram.close()


def _is_empty(engine: Engine) -> bool:
    with reading(engine) as session:
        return session.exec(select(Person.id)).first() is None
