"""`make bench`: what things cost, as ratios to a baseline of the same run. Nothing here passes or fails."""

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from sqlalchemy import Engine, event
from sqlmodel import col, select, update

from bot.courier import TelegramCourier
from bot.setup import set_up
from bot.telegram_api import RawBot
from jobs.courier import Outcome, Sent
from jobs.dispatch import Dispatcher
from jobs.messages.facts import Message
from jobs.pace import Pace
from jobs.tick import tick
from jobs.verify import verify
from models.catalogue.reading import Content, read_catalogue
from models.catalogue.writing import as_yaml
from models.clock import SetClock
from models.database import connect, reading, writing
from models.ledger import digest
from models.store import EvidenceStore
from models.tables import Installation, LedgerEntry, Notification, OutboxState
from tests.bench.catalogues import a_catalogue
from tests.bench.databases import NOW, with_entries, with_messages, with_tasks
from tests.bench.inspecting import inspections
from tests.bench.memory import idle_megabytes
from tests.bench.pressing import answer_seconds
from tests.bench.reading import hostile_words
from tests.bench.telegram import served
from tests.bench.ticking import idle_passes, mornings_of_files, ticks_of_many
from tests.e2e.world import SETTINGS

REPEATS = 3
DUE, FEW, MANY = 10, 200, 20_000
MESSAGES, TO_ONE_CHAT = 1_000, 200
# As many as there were when each row was finished in a commit of its own: a measure kept through the years.
COMMITS = MESSAGES + MESSAGES // 8
ENTRIES = 5_000
UNLIMITED = 1e9
IN_FLIGHT = 8
TOKEN = "700000001:" + "A" * 35


class NobodyAtHome:
    """A courier that accepts everything and sends nothing."""

    def __init__(self) -> None:
        self._accepted = 0

    async def send(self, chat_id: int, message: Message, reply_to: int | None, repeated: bool) -> Outcome:
        self._accepted += 1
        return Sent(self._accepted)

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        return Sent(message_id)


def main() -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ticks(folder)
        ticks_of_many(folder, seconds, compare)
        mornings_of_files(folder, seconds, compare)
        idle_passes(folder, seconds, compare)
        dispatches(folder)
        wires(folder)
        for act, (ours, bare) in answer_seconds(folder / "pressed").items():
            compare(f"{act} answered", ours, "a bare handler", bare)
        hostile_words(compare)
        inspections(folder, compare)
        verifications(folder)
        catalogues(folder)
        memory(folder)


def ticks(folder: Path) -> None:
    """A tick costs what is due, not what exists
    (docs/design.md, Rooms); once a day it looks at the calendar too."""
    few, many = (with_tasks(folder / f"tasks-{count}.db", count, DUE) for count in (FEW, MANY))
    for name, job in (("a tick", one_tick), ("the first tick of a day", first_tick_of_a_day)):
        compare(f"{name}, {DUE} due of {MANY:,} tasks", seconds(many, job), f"of {FEW}", seconds(few, job))


def dispatches(folder: Path) -> None:
    """The outbox against as many bare commits; then all for one chat against a chat each."""
    spread = with_messages(folder / "spread.db", MESSAGES, chats=MESSAGES)
    bare = seconds(spread, commits)
    compare(
        f"{MESSAGES:,} cards sent, a chat each", seconds(spread, send_all), f"{COMMITS:,} bare commits", bare
    )
    few = with_messages(folder / "few.db", TO_ONE_CHAT, chats=TO_ONE_CHAT)
    together = with_messages(folder / "together.db", TO_ONE_CHAT, chats=1)
    each = seconds(few, send_all)
    compare(f"{TO_ONE_CHAT} cards sent, all to one chat", seconds(together, send_all), "a chat each", each)


def wires(folder: Path) -> None:
    """Cards over a real connection, without pacing, against as many bare `send_message` with as many in flight."""
    cards = with_messages(folder / "wire.db", MESSAGES, chats=MESSAGES)
    counted: list[str] = []
    with served() as url:
        bare = median(asyncio.run(bare_sends(url)) for _ in range(REPEATS))
        ours = seconds(cards, partial(send_over_the_wire, url, Pace(UNLIMITED, UNLIMITED), counted))
    compare(f"{MESSAGES:,} cards over the wire", ours, "bare send_message", bare)
    print(f"{'  statements a card':<46} {len(counted) / REPEATS / MESSAGES:6.2f}")
    with served("strict") as url:
        paced = once(cards, partial(send_over_the_wire, url, Pace(), []))
    print(f"{'  a second, where Telegram allows 30':<46} {MESSAGES / paced:6.2f}")


async def bare_sends(url: str) -> float:
    """How long the bot alone takes, in seconds."""
    async with _Bot(replace(SETTINGS, api_url=url), TOKEN) as bot:
        await bot.send_message(1, "x")
        chats = iter(range(MESSAGES))

        async def hand() -> None:
            for chat_id in chats:
                await bot.send_message(chat_id, "x" * 800, parse_mode="HTML")

        began = perf_counter()
        await asyncio.gather(*(hand() for _ in range(IN_FLIGHT)))
        return perf_counter() - began


def send_over_the_wire(url: str, pace: Pace, counted: list[str], engine: Engine) -> None:
    event.listen(engine, "before_cursor_execute", lambda *args: counted.append(args[2]))
    event.listen(engine, "begin", lambda _: counted.append("BEGIN"))

    async def send() -> int:
        async with _Bot(replace(SETTINGS, api_url=url), TOKEN) as bot:
            courier = TelegramCourier(bot, EvidenceStore(Path()))
            return await Dispatcher(engine, SetClock(NOW), courier, pace).run()

    assert asyncio.run(send()) == MESSAGES


class _Bot(RawBot):
    """Does not ask who it is: the server only knows how to accept."""

    async def initialize(self) -> None:
        for request in self._request:
            await request.initialize()


def verifications(folder: Path) -> None:
    """The proof of the ledger against the reading and hashing that it cannot do without."""
    long = with_entries(folder / "entries.db", ENTRIES)
    compare(f"verify, {ENTRIES:,} entries", seconds(long, proof), "read and hashed", seconds(long, hashing))


def catalogues(folder: Path) -> None:
    """What a requirement costs of a file of many against one of a file of few: read, then loaded and opened."""
    texts = {count: as_yaml(a_catalogue(count)) for count in (500, 5_000)}
    read, loaded = {}, {}
    for count, text in texts.items():
        began = perf_counter()
        content = Content(read_catalogue(text, "xa.yaml"))
        read[count] = (perf_counter() - began) / count
        engine = connect(f"sqlite:///{folder / f'catalogue-{count}.db'}")
        set_up(engine, NOW, Content(a_catalogue(1)), opens=False)
        began = perf_counter()
        set_up(engine, NOW, content)
        loaded[count] = (perf_counter() - began) / count
        engine.dispose()
    for what, each in (("checked", read), ("loaded", loaded)):
        compare(f"a requirement {what}, of 5,000", each[5_000], "of 500", each[500])


def memory(folder: Path) -> None:
    program, bare = idle_megabytes(folder)
    print(
        f"{'idle memory':<46} {program / bare:6.2f} × {'bare application':<22} ({program:,.1f} MB : {bare:,.1f} MB)"
    )


def one_tick(engine: Engine) -> None:
    tick(engine, NOW)


def first_tick_of_a_day(engine: Engine) -> None:
    with writing(engine) as session:
        session.connection().execute(update(Installation).values(ticked_at=NOW - timedelta(days=1)))
    tick(engine, NOW)


def send_all(engine: Engine) -> None:
    dispatcher = Dispatcher(engine, SetClock(NOW), NobodyAtHome(), Pace(UNLIMITED, UNLIMITED))
    sent = asyncio.run(dispatcher.run())
    assert sent == _count(engine, OutboxState.SENT)
    assert _count(engine, OutboxState.WAITING) == 0


def _count(engine: Engine, state: OutboxState) -> int:
    with reading(engine) as session:
        return len(session.exec(select(Notification.id).where(Notification.state == state)).all())


def commits(engine: Engine) -> None:
    """One row changed a commit, as claiming and finishing change it."""
    with reading(engine) as session:
        ids = session.exec(select(Notification.id).where(Notification.state == OutboxState.WAITING)).all()
    for number in range(COMMITS):
        mine = col(Notification.id) == ids[number % len(ids)]
        with writing(engine) as session:
            session.connection().execute(update(Notification).where(mine).values(attempts=number))


def proof(engine: Engine) -> None:
    with reading(engine) as session:
        assert verify(session, EvidenceStore(Path())) == []


def hashing(engine: Engine) -> None:
    columns = (LedgerEntry.prev, LedgerEntry.body, LedgerEntry.hash)
    with reading(engine) as session:
        assert all(digest(prev + body) == kept for prev, body, kept in session.exec(select(*columns)))


def seconds(prepared: Path, job: Callable[[Engine], None]) -> float:
    """The median of several runs, each on a copy of its own and with a connection already open."""
    return median(once(prepared, job) for _ in range(REPEATS))


def once(prepared: Path, job: Callable[[Engine], None]) -> float:
    copy = prepared.with_suffix(".copy.db")
    shutil.copy(prepared, copy)
    engine = connect(f"sqlite:///{copy}")
    engine.connect().close()
    began = perf_counter()
    job(engine)
    took = perf_counter() - began
    engine.dispose()
    for left in copy.parent.glob(f"{copy.name}*"):
        left.unlink()
    return took


def compare(what: str, took: float, baseline: str, its: float) -> None:
    print(f"{what:<46} {took / its:6.2f} × {baseline:<22} ({took * 1000:,.1f} ms : {its * 1000:,.1f} ms)")


main()
