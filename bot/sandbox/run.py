"""`nhacviec run` without a token: the same bot against a Bot API of our own, with a page and a clock to move."""

import asyncio
import shutil
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import col, func, select

from bot.alone import NotAlone, alone_with
from bot.runtime import Runtime
from bot.sandbox.page import PagePerson, add_page
from bot.sandbox.people import invite_first, join_all, people_of
from bot.sandbox.server import is_free, serve
from bot.sandbox.telegram import SandboxTelegram
from bot.settings import BadSetting, Settings
from bot.setup import builtin, is_set_up, set_up
from bot.telegram_api import RawBot
from bot.verbs import in_words
from jobs.clockwork import next_moment
from jobs.inspecting.reads import Reads, ReadsNothing
from jobs.inspecting.worker import Inspector
from jobs.listening import note_contact
from jobs.pace import Pace
from jobs.patience import when_free
from jobs.tick import tick
from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import Content, read_content
from models.changes.replacing import anybody_joined
from models.clock import SetClock
from models.database import AT_ONCE_MS, connect, reading
from models.migrations import migrate
from models.rules.zone import VIETNAM, at, day_of
from models.store import EvidenceStore
from models.tables import Notification, OutboxState, Person

TOKEN = "1000000:sandbox-only-never-leaves-this-machine"
_FOLDER = Path("data/sandbox")
# Of which content the catalogue's file was when it was loaded.
_LOADED = "catalogue"
_FARTHEST, _FARTHEST_MOVE = timedelta(days=60), timedelta(days=366)
_WITHOUT_LIMITS = 1_000_000.0


class _Stopped(Exception):
    """The sandbox does not run, or not for long."""


class Sandbox:
    """One sandbox on disk: database, evidence, chats and clock, all under one folder.

    `catalogue`: a file to load instead of the built-in one.
    """

    def __init__(
        self, folder: Path, start: date | None, catalogue: Path | None = None, inspector: Reads | None = None
    ) -> None:
        self._folder, self._start, self._catalogue = folder, start, catalogue
        self.inspector = inspector or ReadsNothing()
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = SetClock(kept_moment(folder) or self._first_moment())
        self.telegram = SandboxTelegram(folder / "telegram", self.clock, TOKEN)
        self.runtime: Runtime | None = None
        self._url = ""
        self._people: list[PagePerson] = []
        self._moving, self._stopping = asyncio.Lock(), False

    async def start(self, url: str, settings: Settings) -> None:
        """Opens the database, starts the bot against `url`, and lets the people join the first time."""
        self._url, self._settings, self._stopping = url, settings, False
        engine = connect(f"sqlite:///{self._folder / 'nhacviec.db'}", AT_ONCE_MS)
        self._load_first(engine)
        store = EvidenceStore(self._folder / "evidence")
        bot = RawBot(replace(settings, api_url=url), TOKEN)
        pace = Pace(_WITHOUT_LIMITS, _WITHOUT_LIMITS)
        folders = self._folder / "letters", self._folder / "danh-sach-ho-so"
        self.runtime = Runtime(engine, self.clock, bot, store, self.inspector, pace, *folders)
        newcomers = [] if _anybody_joined(engine) else invite_first(engine, self.clock.now())
        await self.runtime.start()
        await join_all(self.telegram, newcomers)
        self._keep_moment()

    def _load_first(self, engine: Engine) -> None:
        """Only into a new database: what the admin has configured since stays as it is."""
        migrate(engine)
        if is_set_up(engine):
            return
        now = self.clock.now()
        set_up(engine, now, played(self._catalogue, day_of(now).year))
        (self._folder / _LOADED).write_text(_fingerprint(self._catalogue))

    @property
    def is_stale(self) -> bool:
        """Whether the catalogue's file has changed since it was loaded."""
        kept = self._folder / _LOADED
        return kept.exists() and kept.read_text() != _fingerprint(self._catalogue)

    async def stop(self) -> None:
        """A move of the clock that is under way ends at the moment it has reached."""
        self._stopping = True
        async with self._moving:
            await self._end()

    async def _end(self) -> None:
        if self.runtime is not None:
            await self.runtime.stop()
            self.runtime.engine.dispose()
            self.runtime = None

    def now(self) -> datetime:
        return self.clock.now()

    def people(self) -> list[PagePerson]:
        """While it starts over those of before."""
        if self.runtime is not None:
            self._people = people_of(self.runtime.engine)
        return self._people

    async def to_next_reminder(self) -> str:
        """Moves to the first moment at which somebody is told something of the program's own accord."""
        return await self._alone(self._until_told)

    async def _until_told(self) -> str:
        last = self.clock.now() + _FARTHEST
        told = self._told()
        while self._told() == told and (stop := self._next()) <= last:
            await self._step(stop)
        return _news(self._told() - told) or "Không có lần nhắc nào trong 60 ngày tới."

    async def forward_a_day(self) -> str:
        return await self.forward_to(self.clock.now() + timedelta(days=1))

    async def forward_to(self, moment: datetime) -> str:
        """Plays every tick on the way."""
        return await self._alone(partial(self._until, moment))

    async def _until(self, moment: datetime) -> str:
        if moment < self.clock.now():
            return "Đồng hồ chỉ đi tới, không lùi lại được."
        if moment > self.clock.now() + _FARTHEST_MOVE:
            return "Mỗi lần chỉ đi tới nhiều nhất một năm."
        told = self._told()
        while (stop := self._next()) < moment:
            await self._step(stop)
        await self._step(moment)
        return _news(self._told() - told) or "Không có tin mới."

    async def start_over(self) -> str:
        """Wipes everything and begins again at the first morning."""
        return await self._alone(self._again)

    async def _again(self) -> str:
        """What the file says now is read first: with a fault in it everything stays as it is."""
        self._running()
        try:
            played(self._catalogue, self._first_moment().year)
        except CatalogueFaults as faults:
            return f"Chưa làm lại, tệp danh mục có {len(faults.faults)} lỗi: {faults.faults[0]}"
        except OSError as error:
            return f"Chưa làm lại, không đọc được tệp danh mục {self._catalogue}: {in_words(error)}."
        await self._end()
        self.telegram.wipe()
        for path in (*self._folder.glob("nhacviec.db*"), self._folder / "clock"):
            path.unlink(missing_ok=True)
        shutil.rmtree(self._folder / "evidence", ignore_errors=True)
        self.clock.start_again(self._first_moment())
        await self.start(self._url, self._settings)
        return "Đã làm lại từ đầu."

    async def _alone(self, order: Callable[[], Awaitable[str]]) -> str:
        """One order of the top bar after the other; one that meets the program's end says so."""
        async with self._moving:
            try:
                return await order()
            except _Stopped:
                return "Chương trình đang dừng."

    async def _step(self, moment: datetime) -> None:
        runtime = self._running()
        self.clock.move_to(moment)
        await when_free(lambda: note_contact(runtime.engine, moment, within_process=True))
        self._keep_moment()
        await when_free(lambda: tick(runtime.engine, moment))
        await runtime.dispatcher.run()

    def _next(self) -> datetime:
        return next_moment(self._running().engine, self.clock.now())

    def _told(self) -> Counter[str]:
        """How many messages the program has started so far, by the name of who got them."""
        with reading(self._running().engine) as session:
            started = (
                select(Person.full_name, func.count())
                .join(Notification, col(Notification.person_id) == Person.id)
                .where(col(Notification.direct).is_(False), Notification.state == OutboxState.SENT)
                .group_by(col(Person.id))
                .order_by(col(Person.id))
            )
            told: Counter[str] = Counter()
            for name, count in session.exec(started):
                told[name] += count
            return told

    def _running(self) -> Runtime:
        """Raises _Stopped once it is told to stop."""
        if self.runtime is None or self._stopping:
            raise _Stopped
        return self.runtime

    def _first_moment(self) -> datetime:
        return at(self._start or day_of(datetime.now(VIETNAM)), time(7))

    def _keep_moment(self) -> None:
        (self._folder / "clock").write_text(self.clock.now().isoformat())


async def run_sandbox(settings: Settings, stop: asyncio.Event) -> None:
    """Serves the Bot API and the page, runs the bot against them, until told to stop. Raises BadSetting,
    CatalogueFaults, OSError."""
    file, first = settings.sandbox_catalogue, settings.sandbox_start or day_of(datetime.now(VIETNAM))
    folder = Path(f"{_FOLDER}-{played(file, first.year).catalogue.agency.code}") if file else _FOLDER
    print(f"Chưa có TELEGRAM_BOT_TOKEN: chạy thử với Telegram giả trên máy này, dữ liệu ở {folder}.")
    with _alone_in(folder):
        inspector = Inspector(settings.trust_roots_dir)
        sandbox = Sandbox(folder, settings.sandbox_start, file, inspector)
        add_page(sandbox.telegram, sandbox)
        try:
            async with serve(
                sandbox.telegram.app, settings.sandbox_port or _port_of_last_time(folder)
            ) as url:
                await sandbox.start(url, settings)
                (folder / "port").write_text(url.rpartition(":")[2])
                if sandbox.is_stale:
                    print("Tệp danh mục đã khác lần nạp trước: bấm ⋯ → Làm lại từ đầu trên trang để nạp lại.")
                print(f"Mở trình duyệt: {url}/", flush=True)
                await stop.wait()
                await sandbox.stop()
        finally:
            sandbox.telegram.close()


def kept_moment(folder: Path) -> datetime | None:
    """Where the clock of the sandbox in this folder stands; None in a new one."""
    path = folder / "clock"
    return datetime.fromisoformat(path.read_text()) if path.exists() else None


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Holds a folder while it runs. Raises BadSetting."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with alone_with(folder / "lock"):
            yield
    except NotAlone:
        raise BadSetting(
            f"Bản chạy thử ở {folder} đang chạy rồi: dùng cửa sổ đang mở, hoặc dừng nó trước."
        ) from None


def played(file: Path | None, year: int) -> Content:
    """What is played: an agency's file, whose set is of `year` where it names none; else the built-in catalogue.
    Raises CatalogueFaults, OSError."""
    return read_content(file.read_bytes(), file.name, year=year) if file else builtin()


def _fingerprint(file: Path | None) -> str:
    return sha256(file.read_bytes()).hexdigest() if file else ""


def _port_of_last_time(folder: Path) -> int:
    """So that a page left open finds the program again; 0, any port, where it is taken by now."""
    kept = folder / "port"
    port = kept.read_text() if kept.exists() else ""
    return int(port) if port.isdecimal() and is_free(int(port)) else 0


def _news(told: Counter[str]) -> str:
    """ "Có 3 tin mới: Nguyễn Thị An (2), Trần Văn Bình."; empty where there are none."""
    if not told:
        return ""
    names = [f"{name} ({count})" if count > 1 else name for name, count in told.items()]
    return f"Có {told.total()} tin mới: {', '.join(names)}."


def _anybody_joined(engine: Engine) -> bool:
    with reading(engine) as session:
        return anybody_joined(session)
