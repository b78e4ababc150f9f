"""A commune on a real SQLite file, for tests of changes and jobs: a small catalogue, eight joined people."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from bot.setup import set_up
from jobs.opening import open_tasks
from jobs.verify import verify
from models.actor import CLOCK, OPERATOR, Act, Actor, acting
from models.catalogue.document import Catalogue
from models.catalogue.loading import load
from models.catalogue.reading import builtin_calendar, read_catalogue, read_content
from models.changes.assigning import assign_requirement
from models.changes.confirming import Said
from models.changes.enlisting import enlist
from models.changes.filing import ReceivedFile
from models.changes.joining import create_invite, join
from models.database import connect, reading, writing
from models.migrations import migrate
from models.rules.zone import VIETNAM
from models.store import EvidenceStore
from models.tables import Agency, How, LedgerEntry, Person, Requirement, Role, Task, Unit
from tests.shared import made_once

ADOPTED = "23/11/2026"
MONTHLY = "7.5-bao-cao-tthc-thang"
PEOPLE: dict[str, tuple[str, str | None, tuple[Role, ...]]] = {
    "an.vhxh": ("Nguyễn Thị An", "VHXH", (Role.OFFICER,)),
    "dung.vhxh": ("Lê Văn Dũng", "VHXH", (Role.OFFICER,)),
    "binh.vhxh": ("Trần Văn Bình", "VHXH", (Role.HEAD, Role.REVIEWER)),
    "hoa.ttpvhcc": ("Phan Thị Hoa", "TTPVHCC", (Role.OFFICER,)),
    "khanh.kt": ("Hồ Sỹ Khánh", "KT", (Role.HEAD, Role.OFFICER)),
    "chau.vp": ("Phạm Minh Châu", "VP", (Role.CLERK,)),
    "lam.ubnd": ("Võ Đình Lâm", None, (Role.LEADER,)),
    "minh.vp": ("Cao Quang Minh", "VP", (Role.ADMIN, Role.HEAD)),
}
# All of the report, but of its evidence lines only E16: three reports, so that a test can count what is told.
REPORTS = Path(__file__).parent / "data" / "tan-ky-bao-cao.yaml"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 16


def at(day: str, hour: str = "07:30") -> datetime:
    """A moment in Vietnam: at("15/12/2026", "07:30")."""
    return datetime.strptime(f"{day} {hour}", "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def five_cadences() -> Catalogue:
    """A small catalogue: what is due monthly, quarterly, half-yearly, yearly, once, and a case."""
    path = Path(__file__).parent / "data" / "nam-nhip.yaml"
    return read_catalogue(path.read_bytes(), path.name)


class Commune:
    """What a test does with the database: read, write, look up; `now` stands still unless it is set."""

    def __init__(self, folder: Path, engine: Engine, now: datetime) -> None:
        self.engine, self.now = engine, now
        self.store = EvidenceStore(folder / "evidence")

    @contextmanager
    def writes(self) -> Iterator[Session]:
        with writing(self.engine) as session:
            yield session

    @contextmanager
    def reads(self) -> Iterator[Session]:
        with reading(self.engine) as session:
            yield session

    def person(self, session: Session, code: str) -> Person:
        return session.exec(select(Person).where(Person.code == code)).one()

    def actor(self, session: Session, code: str) -> Actor:
        return acting(self.person(session, code))

    def act(self, session: Session, code: str) -> Act:
        """Who acts now."""
        return Act(session, self.actor(session, code), self.now)

    def agency(self, session: Session) -> Agency:
        return session.exec(select(Agency).where(Agency.code == "tan-ky")).one()

    def requirement(self, session: Session, code: str = MONTHLY) -> Requirement:
        own = select(Requirement).where(Requirement.agency_id == self.agency(session).id)
        return session.exec(own.where(Requirement.code == code)).one()

    def task(self, session: Session, period: str = "2026-12", requirement: str = MONTHLY) -> Task:
        wanted = self.requirement(session, requirement)
        return session.exec(select(Task).where(Task.period == period, Task.requirement_id == wanted.id)).one()

    def ledger(self) -> list[LedgerEntry]:
        with self.reads() as session:
            return list(session.exec(select(LedgerEntry).order_by(col(LedgerEntry.id))))

    def file(
        self, data: bytes = PNG, name: str = "da-gui.png", media_type: str = "image/png"
    ) -> ReceivedFile:
        """A file that has come and lies in the store."""
        return ReceivedFile(self.store.put(data), len(data), media_type, name)

    def said(self, words: str = "Đã xong", how: How = How.BUTTON) -> Said:
        return Said(how, self.now, words, 100_001, 77)

    def alter(self, sql: str, **values: Any) -> None:
        """Somebody changes the database behind the program's back."""
        with self.engine.begin() as connection:
            connection.execute(text(sql), values)

    def faults(self) -> list[str]:
        """What `verify` finds."""
        with self.reads() as session:
            return verify(session, self.store)

    def dump(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that stands in the database, as another connection sees it."""
        with self.engine.execution_options(reads_only=True).connect() as connection:
            tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type='table' ORDER BY 1"))
            return {
                table: [tuple(row) for row in connection.execute(text(f'SELECT * FROM "{table}"'))]
                for (table,) in tables
            }


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commune as it adopted the program, in a closed database."""
    folder = tmp_path_factory.mktemp("commune")
    settle(folder, ADOPTED).engine.dispose()
    return folder


@pytest.fixture
def commune(template: Path, tmp_path: Path) -> Iterator[Commune]:
    """The commune that adopted the program on Monday 23/11/2026; it is Tuesday 15/12/2026, 07:30."""
    shutil.copy(template / "nhacviec.db", tmp_path / "nhacviec.db")
    opened = commune_in(tmp_path, at("15/12/2026"))
    yield opened
    opened.engine.dispose()


def commune_in(folder: Path, now: datetime) -> Commune:
    """The commune whose database lies in a folder."""
    return Commune(folder, _connect(folder), now)


def reports() -> Catalogue:
    """The small catalogue, as read."""
    return read_catalogue(REPORTS.read_bytes(), REPORTS.name)


def settle(folder: Path, adopted_on: str, catalogue: Catalogue | None = None) -> Commune:
    """The commune with its people joined and its tasks open, an.vhxh responsible for the monthly report: a copy of
    one that was settled so once.

    Its catalogue is that of the reports unless another is given.
    """
    now = at(adopted_on, "07:00")
    with made_once("settled", adopted_on, catalogue and catalogue.model_dump_json()) as (made, is_new):
        if is_new:
            lay_empty(made)
            engine = _connect(made)
            with writing(engine) as session:
                load(Act(session, OPERATOR, now), catalogue or reports(), builtin_calendar())
                _enlist_people(session, now)
                open_tasks(Act(session, CLOCK, now), session.exec(select(Agency)).one())
            engine.dispose()
        shutil.copy(made / "nhacviec.db", folder / "nhacviec.db")
    return commune_in(folder, now)


def lay_empty(folder: Path) -> None:
    """Puts an empty database of this version into a folder: its migrations ran once for all tests."""
    with made_once("empty") as (made, is_new):
        if is_new:
            engine = _connect(made)
            migrate(engine)
            engine.dispose()
        shutil.copy(made / "nhacviec.db", folder / "nhacviec.db")


def lay_office(folder: Path) -> None:
    """Puts a database with the reports' catalogue into a folder, as `init` does."""
    with made_once("office") as (made, is_new):
        if is_new:
            lay_empty(made)
            engine = _connect(made)
            set_up(engine, at(ADOPTED), read_content(REPORTS.read_bytes(), REPORTS.name), opens=False)
            engine.dispose()
        shutil.copy(made / "nhacviec.db", folder / "nhacviec.db")


def _connect(folder: Path) -> Engine:
    return connect(f"sqlite:///{folder / 'nhacviec.db'}")


def _enlist_people(session: Session, now: datetime) -> None:
    agency = session.exec(select(Agency)).one()
    units = {unit.code: unit for unit in session.exec(select(Unit))}
    for chat_id, (code, (name, unit, roles)) in enumerate(PEOPLE.items(), start=100_001):
        person = enlist(Act(session, OPERATOR, now), agency, name, roles, units[unit] if unit else None, code)
        join(Act(session, CLOCK, now), chat_id, create_invite(Act(session, OPERATOR, now), person)[1])
    monthly = session.exec(select(Requirement).where(Requirement.code == MONTHLY)).one()
    an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
    assign_requirement(Act(session, OPERATOR, now), monthly, an)
