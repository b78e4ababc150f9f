"""One dispatch of many messages over a real socket, the program killed with SIGKILL again and again at random."""

import asyncio
import os
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from sqlalchemy import Engine
from sqlmodel import col, select

from bot.sandbox.run import TOKEN
from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from bot.texts.render import REPEATED
from models.actor import CLOCK, OPERATOR, Act
from models.changes.common import tell
from models.changes.enlisting import enlist
from models.clock import SetClock
from models.database import connect, reading, writing
from models.kinds import Kind
from models.tables import Agency, Notification, OutboxState, Role
from tests.jobs.outbox import ADOPTED, install
from tests.kills.program import NOW

# Beyond those of the people that are there already.
_FIRST_CHAT = 1_000
# However slow the machine is.
_LONGEST_SECONDS = 600.0
_STOPS_WITHIN_SECONDS = 15.0


@dataclass
class Outcome:
    """What became of the messages, in counts of them."""

    messages: int
    kills: int = 0
    lost: int = 0
    repeats: int = 0
    # Of these those that say of themselves that they may be repeats.
    recognised: int = 0
    # How many repeats the program itself thinks possible.
    counted: int = 0
    # What Telegram had taken and the database did not know of yet, at the kills; answers that were lost on the way.
    in_flight: int = 0
    dropped: int = 0
    exit_code: int | None = None
    seconds_to_stop: float = field(default=0.0, compare=False)


class Dispatching:
    """A database with as many messages, a chat each, a Telegram that takes them, and the lives of the program."""

    def __init__(
        self,
        folder: Path,
        messages: int,
        seed: int,
        per_second: float,
        drops: float = 0.0,
        speed: float = 1.0,
    ) -> None:
        """`drops`: the share of answers that are lost after the message was taken; `speed`: of the domain clock, by
        which pauses go."""
        self._database, self._speed = folder / "nhacviec.db", speed
        install(self._database)
        self._engine = connect(f"sqlite:///{self._database}")
        self._chats = _with_messages(self._engine, messages)
        self._telegram = SandboxTelegram(folder / "telegram", SetClock(NOW), TOKEN)
        self._folder, self._random, self._per_second = folder, Random(seed), per_second
        self._lives, self.outcome = 0, Outcome(messages)
        # How many messages each chat was brought.
        self._arrived: Counter[int] = Counter()
        for chat_id in self._chats:
            self._telegram.add_account(chat_id, f"Cán bộ {chat_id}")
            self._telegram.store.set_started(chat_id)
        self._drops, self._telegram.api._is_dropped = drops, self._take  # type: ignore[method-assign]

    async def run(self, kills: int) -> Outcome:
        """So many lives that end by a kill, and one more that ends by itself once all is sent."""
        try:
            async with serve(self._telegram.app) as url:
                for left in range(kills, 0, -1):
                    await self._live_and_die(url, self._left() // (left + 1))
                await self._live_to_the_end(url)
        finally:
            self._count()
            self._telegram.close()
            self._engine.dispose()
        return self.outcome

    async def _live_and_die(self, url: str, about: int) -> None:
        """Killed somewhere within the time in which as many are sent as this life's share."""
        before = self._arrived.copy()
        target = before.total() + self._random.randint(1, max(1, 2 * about))
        program = await self._born(url)
        async with asyncio.timeout(_LONGEST_SECONDS):
            while self._arrived.total() < target and (
                self._arrived.total() < len(self._chats) or self._left()
            ):
                _is_alive(program)
                await asyncio.sleep(0.01)
        await asyncio.sleep(self._random.random() / self._per_second)
        program.kill()
        await program.wait()
        # What it had handed over before it died is still taken.
        await asyncio.sleep(0.2)
        self.outcome.kills += 1
        claimed = self._in(OutboxState.CLAIMED)
        self.outcome.in_flight += sum(self._arrived[each] > before[each] for each in claimed)

    async def _live_to_the_end(self, url: str) -> None:
        program = await self._born(url)
        async with asyncio.timeout(_LONGEST_SECONDS):
            while self._left():
                _is_alive(program)
                await asyncio.sleep(0.2)
        asked_at = asyncio.get_running_loop().time()
        program.terminate()
        self.outcome.exit_code = await asyncio.wait_for(program.wait(), _STOPS_WITHIN_SECONDS)
        self.outcome.seconds_to_stop = asyncio.get_running_loop().time() - asked_at

    async def _born(self, url: str) -> asyncio.subprocess.Process:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": url,
            "DATABASE_URL": f"sqlite:///{self._database}",
            "EVIDENCE_DIR": str(self._folder / "evidence"),
            "LOG_LEVEL": "ERROR",
            "PYTHONPATH": str(Path.cwd()),
        }
        self._lives += 1
        about = self._lives, self._per_second, self._speed
        command = (sys.executable, "-m", "tests.kills.program", *map(str, about))
        return await asyncio.create_subprocess_exec(
            *command, env=os.environ | settings, stdout=asyncio.subprocess.DEVNULL
        )

    def _take(self, method: str) -> bool:
        """Called with each call that was carried out: whether its answer is lost on the way."""
        if method.lower() != "sendmessage":
            return False
        self._arrived[int(self._telegram.api.calls[-1][1]["chat_id"])] += 1
        is_dropped = self._random.random() < self._drops
        self.outcome.dropped += is_dropped
        return is_dropped

    def _left(self) -> int:
        return len(self._in(OutboxState.CLAIMED, OutboxState.WAITING))

    def _in(self, *states: OutboxState) -> set[int]:
        """The chats whose cards are in one of these states."""
        with reading(self._engine) as session:
            found = select(Notification.id).where(col(Notification.state).in_(states))
            ids = set(session.exec(found))
        return {chat_id for chat_id, row_id in self._chats.items() if row_id in ids}

    def _count(self) -> None:
        arrived = {chat_id: self._telegram.messages(chat_id) for chat_id in self._chats}
        self.outcome.lost = sum(not messages for messages in arrived.values())
        again = [message for messages in arrived.values() for message in messages[1:]]
        self.outcome.repeats = len(again)
        self.outcome.recognised = sum(_says_so(message.text) for message in again)
        with reading(self._engine) as session:
            rows = session.exec(
                select(Notification.repeats).where(col(Notification.id).in_(self._chats.values()))
            )
            self.outcome.counted = sum(rows)


def _is_alive(program: asyncio.subprocess.Process) -> None:
    """Raises RuntimeError where it ended by itself."""
    if program.returncode is not None:
        raise RuntimeError(f"the program ended by itself: {program.returncode}")


def _says_so(text: str) -> bool:
    return REPEATED.strip().removeprefix("<i>").removesuffix("</i>") in text


def _with_messages(engine: Engine, count: int) -> dict[int, int]:
    """So many people with a message each that waits: its row by their chat."""
    found: dict[int, int] = {}
    with writing(engine) as session:
        agency = session.exec(select(Agency)).one()
        for number in range(count):
            code, chat_id = f"kill.{number}", _FIRST_CHAT + number
            person = enlist(
                Act(session, OPERATOR, ADOPTED), agency, f"Cán bộ {number}", [Role.OFFICER], code=code
            )
            person.chat_id, person.joined_at = chat_id, ADOPTED
            about = {"person": person, "notice": "recorded", "about": f"Thư {number}."}
            row = tell(
                Act(session, CLOCK, NOW), agency.id or 0, Kind.TOLD, code, direct=number % 3 == 0, **about
            )
            assert row is not None
            found[chat_id] = row.id or 0
    return found
