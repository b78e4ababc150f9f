"""One seed, lived through: the program is killed and started again, while time and people go on."""

import logging
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

from sqlalchemy import Connection, Engine, event
from sqlalchemy.exc import OperationalError
from sqlmodel import col, select

from models.actor import Act, acting
from models.catalogue.document import Catalogue
from models.catalogue.reading import read_catalogue
from models.changes.trial import end_trial
from models.database import AT_ONCE_MS, connect, reading, writing
from models.rules.zone import VIETNAM
from models.tables import Agency, Notification, OutboxState, Person
from tests.commune import settle
from tests.shared import made_once
from tests.storms.loop import Killed, VirtualLoop
from tests.storms.people import People, administer
from tests.storms.plan import Plan
from tests.storms.program import Program
from tests.storms.telegram import Posted, Telegram

_BOOTED_FOR = 10_000.0
_FETCHED_SECONDS = 5.0
_CATALOGUE = Path(__file__).parents[1] / "data" / "bao.yaml"


@dataclass
class Lived:
    """What is left of a storm, for whoever checks the promises."""

    plan: Plan
    folder: Path
    engine: Engine
    telegram: Telegram
    program_now: Callable[[], datetime]
    # How often a row lay between Telegram's acceptance and our commit when the process died or the commit failed.
    in_doubt: Counter[int] = field(default_factory=Counter)
    crashes: int = 0
    # What was seen to be wrong at the moment itself.
    seen: list[str] = field(default_factory=list)
    # Since when and until when the program ran, by the true time.
    lives: list[tuple[datetime, datetime]] = field(default_factory=list)


Watch = Callable[["Lived", Posted], list[str]]


class Storm:
    """`watch` is asked about each message that is delivered, as it is."""

    def __init__(self, plan: Plan, folder: Path, watch: Watch) -> None:
        self._plan, self._watch = plan, watch
        self._seconds = _BOOTED_FOR
        self._loop: VirtualLoop | None = None
        self._program: Program | None = None
        self._chance = Random(f"{plan.seed}/crashes")
        self._people_chance = Random(f"{plan.seed}/people")
        template(plan.begins, folder)
        self._url = f"sqlite:///{folder / 'nhacviec.db'}"
        engine = connect(self._url)
        telegram = Telegram(plan, self.now, self.program_now, self._delivered)
        self.lived = Lived(plan, folder, engine, telegram, self.program_now)
        self._people = People(telegram, self._chats(), self._people_chance)
        self._agenda = self._drawn_agenda()
        self._commits_left = self._drawn(plan.commits_a_crash)
        self._steps_left = self._drawn(plan.steps_a_crash)

    # Time

    def now(self) -> datetime:
        """The true time."""
        seconds = self._monotonic() - _BOOTED_FOR
        return self._plan.begins + timedelta(seconds=round(seconds, 3))

    def program_now(self) -> datetime:
        """What the machine's clock says."""
        now = self.now()
        return now + next((error for span, error in self._plan.wrong if span.holds(now)), timedelta())

    def _monotonic(self) -> float:
        return self._loop.time() if self._loop is not None else self._seconds

    # Life

    def live(self) -> Lived:
        with _undisturbed(self._monotonic):
            while self.now() < self._plan.ends:
                self._one_life()
                self._stay_dead()
        return self.lived

    def _one_life(self) -> None:
        loop = self._loop = VirtualLoop(self._seconds, self._at_step)
        engine, began = self._program_engine(), self.now()
        for moment in self._dies_at():
            loop.call_at(self._at_seconds(moment), self._die)
        self._await_next_event()
        try:
            loop.run_until_complete(self._program_lives(engine))
        except Killed:
            self._program = None
        self.lived.lives.append((began, self.now()))
        self._seconds, self._loop = loop.time(), None
        loop.bury()
        engine.dispose()
        self._note_in_doubt()

    async def _program_lives(self, engine: Engine) -> None:
        clock = _MachineClock(self.program_now)
        self._program = Program(engine, clock, self.lived.telegram, self.lived.folder, self._monotonic)
        await self._program.live()

    def _stay_dead(self) -> None:
        """Until somebody starts it again; what befalls meanwhile, befalls."""
        now = self.now()
        if now >= self._plan.ends:
            return
        off = next((each for each in self._plan.off if each.holds(now)), None)
        starts = off.ends if off else now + timedelta(seconds=self._chance.choice((2, 20, 90, 900)))
        while self._agenda and self._agenda[0][0] <= starts:
            moment, befalls = self._agenda.pop(0)
            self._seconds = max(self._seconds, self._at_seconds(moment))
            befalls()
        self._seconds = max(self._seconds, self._at_seconds(starts))

    def _dies_at(self) -> list[datetime]:
        now = self.now()
        return [each.begins for each in self._plan.off if each.begins > now] + [self._plan.ends]

    def _die(self) -> None:
        raise Killed

    def _at_step(self) -> None:
        if self._steps_left > 0 and not self._plan.is_calm(self.now()):
            self._steps_left -= 1
            if self._steps_left == 0:
                self._steps_left = self._drawn(self._plan.steps_a_crash)
                self.lived.crashes += 1
                raise Killed

    def _at_commit(self, connection: Connection) -> None:
        now = self.now()
        if self._plan.is_calm(now):
            return
        if any(span.holds(now) for span in self._plan.full):
            self._note_in_doubt()
            raise OperationalError("COMMIT", None, sqlite3.OperationalError("database or disk is full"))
        if self._commits_left > 0:
            self._commits_left -= 1
            if self._commits_left == 0:
                self._commits_left = self._drawn(self._plan.commits_a_crash)
                self.lived.crashes += 1
                if self._chance.random() < 0.5:
                    connection.connection.commit()
                raise Killed

    def _note_in_doubt(self) -> None:
        with reading(self.lived.engine) as session:
            claimed = select(Notification.id).where(
                Notification.state == OutboxState.CLAIMED, col(Notification.edits).is_(None)
            )
            self.lived.in_doubt.update(each or 0 for each in session.exec(claimed))

    def _program_engine(self) -> Engine:
        engine = connect(self._url, waits_ms=AT_ONCE_MS)
        event.listen(engine, "commit", self._at_commit)
        return engine

    def _drawn(self, mean: int) -> int:
        return 1 + int(self._chance.expovariate(1 / mean)) if mean else 0

    # What befalls

    def _drawn_agenda(self) -> list[tuple[datetime, Callable[[], None]]]:
        plan, chance = self._plan, self._people_chance
        days = (plan.ends - plan.begins).days
        found: list[tuple[datetime, Callable[[], None]]] = []
        for what, in_ten_days in (
            (self._people.act, plan.acts_in_ten_days),
            (self._administer, plan.admin_acts_in_ten_days),
        ):
            for _ in range(days * in_ten_days // 10):
                day = plan.begins + timedelta(days=chance.randrange(days))
                hour = chance.triangular(0, 20, 4) if chance.random() < 0.9 else chance.uniform(-7, 17)
                found.append((day + timedelta(seconds=round(hour * 3600)), what))
        if chance.random() < 0.7:
            found.append((plan.begins + timedelta(hours=1), self._end_trial))
        edges = [edge for span, _ in plan.wrong for edge in (span.begins, span.ends)]
        found += [(edge, self._stir) for edge in edges]
        found = [each for each in found if plan.begins < each[0] < plan.ends]
        return sorted(found, key=lambda each: each[0])

    def _await_next_event(self) -> None:
        if self._agenda and self._loop is not None:
            self._loop.call_at(self._at_seconds(self._agenda[0][0]), self._befall)

    def _befall(self) -> None:
        """An admin's change lies in the database at once; what people send has to be fetched first."""
        _, befalls = self._agenda.pop(0)
        self._await_next_event()
        befalls()
        if befalls == self._people.act and self._loop is not None:
            self._loop.call_later(_FETCHED_SECONDS, self._stir)
        else:
            self._stir()

    def _stir(self) -> None:
        if self._program is not None:
            self._program.stir()

    def _administer(self) -> None:
        with writing(self.lived.engine) as session:
            administer(session, self.program_now(), self._people_chance)

    def _end_trial(self) -> None:
        with writing(self.lived.engine) as session:
            admin = session.exec(select(Person).where(Person.code == "minh.vp")).one()
            end_trial(Act(session, acting(admin), self.program_now()), session.exec(select(Agency)).one())

    def _delivered(self, message: Posted) -> None:
        self.lived.seen += self._watch(self.lived, message)

    def _chats(self) -> list[int]:
        with reading(self.lived.engine) as session:
            people = session.exec(
                select(Person).where(col(Person.chat_id).is_not(None)).order_by(Person.code)
            )
            return [person.chat_id or 0 for person in people]

    def _at_seconds(self, moment: datetime) -> float:
        return _BOOTED_FOR + (moment - self._plan.begins).total_seconds()


class _MachineClock:
    """The machine's own clock, which may be wrong."""

    is_by_hand = False

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now().astimezone(VIETNAM)


@contextmanager
def _undisturbed(monotonic: Callable[[], float]) -> Iterator[None]:
    """All time is the storm's, and what goes wrong in it is no news."""
    logging.disable(logging.CRITICAL)
    try:
        with patch.object(time, "monotonic", monotonic):
            yield
    finally:
        logging.disable(logging.NOTSET)


def template(begins: datetime, folder: Path) -> None:
    """Puts the agency into a folder, as it adopts the program on that day."""
    with made_once("storm", begins, _CATALOGUE.read_bytes()) as (made, is_new):
        if is_new:
            settle(made, f"{begins:%d/%m/%Y}", _catalogue()).engine.dispose()
        shutil.copy(made / "nhacviec.db", folder / "nhacviec.db")


def _catalogue() -> Catalogue:
    return read_catalogue(_CATALOGUE.read_bytes(), _CATALOGUE.name)
