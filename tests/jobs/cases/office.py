"""A commune whose citizen files are followed, for tests: lists by values, mornings by moving the clock."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlmodel import Session, select

from jobs.cases.telling import open_due, tell_cases
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.opening import close_tasks
from jobs.tick import tick
from models.actor import CLOCK, OPERATOR, Act
from models.calendar import office_hours, working_calendar
from models.catalogue.reading import builtin_catalogue
from models.changes.case_lists import Imported, import_list
from models.rules.cases.listed import CaseListRead, Column, Field, ListedCase, ListKind, Standing
from models.tables import CitizenCase, Notification, OutboxState, Person, Task
from tests.commune import Commune, at, settle

# Chats of the commune's people: who works at the Trung tâm, who heads which unit.
HOA, AN, BINH, LAM, MINH, KHANH = "hoa.ttpvhcc", "an.vhxh", "binh.vhxh", "lam.ubnd", "minh.vp", "khanh.kt"


def day(spelled: str) -> date:
    return at(spelled).date()


def listed(code: str, promised: str, handler: str = "", **more: object) -> ListedCase:
    """A running file."""
    return replace(
        ListedCase(
            code=code,
            promised_on=day(promised),
            standing=Standing.RUNNING,
            state="Đang xử lý",
            procedure="Đăng ký khai sinh",
            received_on=day(promised),
            handler=handler,
        ),
        **more,  # type: ignore[arg-type]
    )


@dataclass
class Office:
    """The commune, and what a test does with its lists. `alone`: of a tick only what citizen files need."""

    commune: Commune
    alone: bool = False

    @contextmanager
    def acts(self) -> Iterator[Act]:
        with self.commune.writes() as session:
            yield Act(session, OPERATOR, self.commune.now)

    def goes_to(self, on: str, hour: str = "07:30") -> None:
        """The clock moves, and ticks once there; all that went out was delivered."""
        self.commune.now = at(on, hour)
        if self.alone:
            self._tick_of_files()
        else:
            tick(self.commune.engine, self.commune.now)
        self._deliver()

    def _tick_of_files(self) -> None:
        with self.commune.writes() as session:
            act, agency = Act(session, CLOCK, self.commune.now), self.commune.agency(session)
            close_tasks(act, agency)
            open_due(act, agency)
            if office_hours(agency).is_open(act.now, working_calendar(session, agency.id or 0)):
                tell_cases(act, agency)

    def passes(self, on: str, *hours: str) -> None:
        for hour in hours or ("00:01", "07:30", "10:00", "14:00"):
            self.goes_to(on, hour)

    def _deliver(self) -> None:
        with self.commune.writes() as session:
            waiting = select(Notification).where(Notification.state == OutboxState.WAITING)
            for row in session.exec(waiting.where(Notification.not_before <= self.commune.now)).all():
                row.state, row.sent_at = OutboxState.SENT, self.commune.now
                session.add(row)

    def brings(self, *cases: ListedCase, as_of: datetime | None = None, is_full: bool = True) -> Imported:
        read = CaseListRead(
            kind=ListKind.XLSX,
            columns=(Column("Mã hồ sơ", Field.CODE),),
            cases=cases,
            as_of=as_of or self.commune.now,
            is_full=is_full,
        )
        sha256 = hashlib.sha256(repr((cases, read.as_of)).encode()).hexdigest()
        with self.acts() as act:
            return import_list(act, self.commune.agency(act.session), read, sha256)

    def told(self, code: str, kind: str | None = None) -> list[Message]:
        """What a person has been told of these kinds, as it would be composed now."""
        with self.commune.reads() as session:
            person = session.exec(select(Person).where(Person.code == code)).one()
            rows = select(Notification).where(Notification.person_id == person.id)
            found = [row for row in session.exec(rows).all() if kind is None or row.kind == kind]
            made = [compose(session, row, self.commune.now) for row in found]
            return [each for each in made if each is not None]

    def case(self, session: Session, code: str) -> CitizenCase:
        return session.exec(select(CitizenCase).where(CitizenCase.code == code)).one()

    def task(self, code: str) -> Task:
        with self.commune.reads() as session:
            return session.exec(select(Task).where(Task.period == code)).one()

    def codes(self) -> list[str]:
        """The files that have a task."""
        with self.commune.reads() as session:
            return sorted(session.exec(select(Task.period).where(Task.is_case)).all())


def open_office(folder: Path, adopted: str = "23/11/2026") -> Office:
    """The built-in catalogue, in whose Trung tâm Hoa works alone; the trial run has ended."""
    return Office(settle(folder, adopted, builtin_catalogue()))
