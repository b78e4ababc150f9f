"""A year of a small agency whose work a test settles at will, for tests of what criteria give."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from sqlmodel import Session, SQLModel, select

from jobs.opening import open_tasks
from models.actor import CLOCK, OPERATOR, Act
from models.catalogue.document import Catalogue
from models.catalogue.loading import load
from models.catalogue.reading import builtin_calendar, read_catalogue
from models.changes.enlisting import enlist
from models.changes.opening import open_task
from models.checklist import items_of
from models.database import connect, writing
from models.forecast import Forecast, Outlook, forecast
from models.occurrences import Occurrence
from models.rules.cadence import Period
from models.rules.lifecycle import State
from models.tables import (
    Agency,
    Evidence,
    ItemKind,
    Person,
    Requirement,
    Review,
    Role,
    Task,
    Unit,
    Verdict,
)
from tests.commune import at, lay_empty

YEAR, LAST_DAY, AFTERWARDS = 2026, date(2026, 12, 31), date(2027, 1, 20)
_NOW = datetime(2026, 12, 31, 3, tzinfo=UTC)


def catalogue_of(name: str) -> Catalogue:
    """A file of tests/data."""
    path = Path(__file__).parent / "data" / f"{name}.yaml"
    return read_catalogue(path.read_bytes(), path.name)


@contextmanager
def year_of(folder: Path, catalogue: Catalogue) -> Iterator["ScoredYear"]:
    """The agency that adopted the program on 05/01/2026, on the last day of that year, nothing done yet."""
    lay_empty(folder)
    engine = connect(f"sqlite:///{folder / 'nhacviec.db'}")
    with writing(engine) as session:
        load(Act(session, OPERATOR, at("05/01/2026")), catalogue, builtin_calendar())
        agency = session.exec(select(Agency)).one()
        person = enlist(
            Act(session, OPERATOR, at("05/01/2026")), agency, "Cao Quang Minh", (Role.OFFICER,), None, "minh"
        )
        open_tasks(Act(session, CLOCK, at("31/12/2026")), agency)
        yield ScoredYear(session, agency, person)
    engine.dispose()


class ScoredYear:
    """Settles tasks, and asks what that gives."""

    def __init__(self, session: Session, agency: Agency, person: Person) -> None:
        self.session, self.agency, self._person = session, agency, person

    def forecast(self, today: date = LAST_DAY) -> Forecast:
        found = forecast(self.session, self.agency, YEAR, today)
        assert found is not None
        return found

    def outlook(self, code: str, today: date = LAST_DAY) -> Outlook:
        return self.forecast(today).criteria[code]

    def tasks(self, requirement: str) -> list[Task]:
        own = select(Task).join(Requirement).where(Requirement.code == requirement, Task.scoring_year == YEAR)
        return list(self.session.exec(own.order_by(Task.period)))

    def case(self, requirement: str, code: str) -> Task:
        """The task of one citizen's file."""
        row = self.session.exec(select(Requirement).where(Requirement.code == requirement)).one()
        days = Occurrence(
            Period(code, None, LAST_DAY, LAST_DAY),
            LAST_DAY,
            LAST_DAY,
            date(2027, 1, 15),
            LAST_DAY,
            YEAR,
            ("T0",),
            (),
        )
        task = open_task(Act(self.session, CLOCK, _NOW), row, self.session.get_one(Unit, row.unit_id), days)
        assert task is not None
        return task

    def accept(
        self,
        task: Task,
        *figures: str,
        items: tuple[str, ...] | None = None,
        source: str = "EMC",
        late_by: int = 0,
        done_on: date | None = None,
    ) -> None:
        """All that its checklist asks for, or these `items` alone, was handed in and accepted; `figures` ("64/100")
        fill the items that are figures, in their order."""
        typed = iter(figures)
        for item in items_of(self.session, task):
            if (items is None and not item.required) or (items is not None and item.code not in items):
                continue
            part, _, whole = next(typed).partition("/") if item.kind is ItemKind.FIGURE else ("", "", "")
            self._write(
                Evidence(
                    agency_id=self.agency.id or 0,
                    person_id=self._person.id or 0,
                    task_id=task.id,
                    item_id=item.id,
                    sha256=f"{task.id}/{item.id}",
                    size=1,
                    media_type="" if part else "application/pdf",
                    file_name="",
                    sent_at=_NOW,
                    received_at=_NOW,
                    numerator=Decimal(part) if part else None,
                    denominator=Decimal(whole) if whole else None,
                    source=source if part else "",
                )
            )
        self._write(
            Review(
                agency_id=self.agency.id or 0,
                task_id=task.id or 0,
                reviewer_id=self._person.id or 0,
                verdict=Verdict.ACCEPTED,
                done_on=done_on or task.due_on,
                late_by=late_by,
                reviewed_at=_NOW,
            )
        )
        self.enter(task, State.ACCEPTED)

    def enter(self, task: Task, state: State) -> None:
        task.state = state
        self._write(task)

    def _write(self, row: SQLModel) -> None:
        self.session.add(row)
        self.session.flush()
