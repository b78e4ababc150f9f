"""The outbox with a channel written by hand: the lowest seam, below which nothing is ours."""

import math
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from jobs.courier import Never, Outcome, Sent
from jobs.dispatch import Dispatcher
from jobs.messages.facts import Message, Told
from jobs.pace import Pace
from models.actor import CLOCK, OPERATOR, Act
from models.catalogue.loading import load
from models.catalogue.reading import builtin_calendar
from models.changes.assigning import assign_requirement
from models.changes.common import ask_for_edit, tell
from models.changes.enlisting import enlist
from models.clock import SetClock
from models.database import connect, reading, writing
from models.rules.zone import VIETNAM
from models.tables import Agency, Failure, Notification, Person, Requirement, Role, SentMessage, Unit
from tests.commune import lay_empty, reports
from tests.shared import made_once

ADOPTED = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)
MORNING = datetime(2026, 12, 15, 7, 30, tzinfo=VIETNAM)
BOOTED_FOR = 10_000.0
MESSAGE_IDS = count(1000)
AN, DUNG, BINH, MINH = 1, 2, 3, 4
PEOPLE = {
    AN: ("an.vhxh", "Nguyễn Thị An", "VHXH", Role.OFFICER),
    DUNG: ("dung.vhxh", "Lê Văn Dũng", "VHXH", Role.OFFICER),
    BINH: ("binh.vhxh", "Trần Văn Bình", "VHXH", Role.HEAD),
    MINH: ("minh.vp", "Cao Quang Minh", "VP", Role.ADMIN),
}
BLOCKED = Never("Forbidden: bot was blocked by the user", Failure.CHAT)


class Killed(BaseException):
    """The process ends here."""


@dataclass(frozen=True)
class Attempt:
    """What was handed to the channel."""

    chat_id: int
    message: Message
    repeated: bool = False
    edits: int | None = None

    @property
    def words(self) -> str:
        assert isinstance(self.message, Told)
        return self.message.about


class Channel:
    """A courier that answers as it is told to, and then accepts everything."""

    def __init__(self, *answers: Outcome | BaseException) -> None:
        self.attempts: list[Attempt] = []
        self._answers = list(answers)

    async def send(self, chat_id: int, message: Message, reply_to: int | None, repeated: bool) -> Outcome:
        return await self.take(Attempt(chat_id, message, repeated))

    async def edit(self, chat_id: int, message_id: int, message: Message) -> Outcome:
        return await self.take(Attempt(chat_id, message, edits=message_id))

    async def take(self, attempt: Attempt) -> Outcome:
        self.attempts.append(attempt)
        answer = self._answers.pop(0) if self._answers else Sent(next(MESSAGE_IDS))
        if isinstance(answer, BaseException):
            raise answer
        return answer

    @property
    def words(self) -> list[str]:
        return [each.words for each in self.attempts]


class Meanwhile(Channel):
    """A channel during whose work something else happens first."""

    def __init__(self, happens: Callable[[Attempt], Awaitable[None]]) -> None:
        super().__init__()
        self._happens = happens

    async def take(self, attempt: Attempt) -> Outcome:
        outcome = await super().take(attempt)
        await self._happens(attempt)
        return outcome


class Outbox:
    """The database under test, with both kinds of time in the test's hands."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.clock = engine, SetClock(MORNING)
        self.monotonic = BOOTED_FOR

    def dispatcher(
        self, channel: Channel, engine: Engine | None = None, pace: Pace | None = None
    ) -> Dispatcher:
        def monotonic() -> float:
            return self.monotonic

        pace = pace or Pace(math.inf, math.inf, monotonic)
        return Dispatcher(engine or self.engine, self.clock, channel, pace, monotonic)

    async def run(self, *answers: Outcome | BaseException) -> Channel:
        """One run of a program that has just started."""
        channel = Channel(*answers)
        await self.dispatcher(channel).run()
        return channel

    def pass_seconds(self, seconds: float) -> None:
        self.clock.move_to(self.clock.now() + timedelta(seconds=seconds))
        self.monotonic += seconds

    def put(self, chat_id: int, words: str, direct: bool = False, kind: str = "told", **facts: Any) -> None:
        with writing(self.engine) as session:
            person = session.exec(select(Person).where(Person.chat_id == chat_id)).one()
            told = {"notice": "recorded", "about": words} | facts
            assert tell(
                Act(session, CLOCK, self.clock.now()),
                person.agency_id,
                kind,
                words,
                person=person,
                direct=direct,
                **told,
            )

    def row(self, words: str) -> Notification:
        with reading(self.engine) as session:
            return session.exec(select(Notification).where(Notification.key == words)).one()

    def change_words(self, of: str, words: str) -> None:
        """The facts of a sent message change, and every copy of it is to be edited."""
        with writing(self.engine) as session:
            original = session.exec(select(Notification).where(Notification.key == of)).one()
            original.facts = original.facts | {"about": words}
            sent = session.exec(select(SentMessage).where(SentMessage.notification_id == original.id)).one()
            ask_for_edit(Act(session, CLOCK, self.clock.now()), sent, original)

    def change_person(self, whose: int, **values: Any) -> None:
        with writing(self.engine) as session:
            person = session.exec(select(Person).where(Person.chat_id == whose)).one()
            person.sqlmodel_update(values)
            session.add(person)

    def person(self, chat_id: int) -> Person:
        with reading(self.engine) as session:
            return session.exec(select(Person).where(Person.chat_id == chat_id)).one()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("installed") / "nhacviec.db"
    with made_once("installed") as (made, is_new):
        if is_new:
            install(made / path.name)
        shutil.copy(made / path.name, path)
    return path


def install(path: Path) -> None:
    """A database with the small catalogue and four people; An has the monthly report."""
    lay_empty(path.parent)
    engine = connect(f"sqlite:///{path}")
    with writing(engine) as session:
        load(Act(session, OPERATOR, ADOPTED), reports(), builtin_calendar())
        agency = session.exec(select(Agency)).one()
        units = {unit.code: unit for unit in session.exec(select(Unit))}
        for chat_id, (code, name, unit, role) in PEOPLE.items():
            person = enlist(Act(session, OPERATOR, ADOPTED), agency, name, [role], units[unit], code)
            person.chat_id, person.joined_at = chat_id, ADOPTED
            session.add(person)
        report = session.exec(select(Requirement).where(Requirement.code == "7.5-bao-cao-tthc-thang")).one()
        an = session.exec(select(Person).where(Person.chat_id == AN)).one()
        assign_requirement(Act(session, OPERATOR, ADOPTED), report, an)
    engine.dispose()
