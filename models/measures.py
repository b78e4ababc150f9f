"""What a file is measured by before anybody hands it in: the items of a requirement, the days of its task."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.calendar import working_calendar
from models.checklist import ACCEPTS
from models.inspections import checks_of
from models.rules.inspection.checks import Checks
from models.rules.inspection.judging import Days
from models.rules.lifecycle import CLOSED, State
from models.tables import Agency, ChecklistItem, ItemKind, Requirement, Task


@dataclass(frozen=True)
class Wish:
    """One item of a checklist, by its number from 1; a figure and a tick take no file."""

    number: int
    title: str
    kind: ItemKind
    checks: Checks

    def takes(self, media_type: str) -> bool:
        """Whether such a file may fill it."""
        return media_type in ACCEPTS.get(self.kind, frozenset())

    @property
    def takes_files(self) -> bool:
        return self.kind in ACCEPTS


@dataclass(frozen=True)
class Measure:
    """The whole checklist of a requirement, and the days that its documents are measured by now."""

    wishes: tuple[Wish, ...]
    days: Days

    def wish_for(self, media_type: str) -> Wish:
        """The first item that takes such a file, else the first that takes any. Raises LookupError where none
        does."""
        taking = [each for each in self.wishes if each.takes_files]
        if not taking:
            raise LookupError("no item takes a file")
        return next((each for each in taking if each.takes(media_type)), taking[0])


def measure_of(session: Session, requirement: Requirement, today: date) -> Measure:
    """By the requirement as it stands, and by its nearest open task or else its latest; without a task no day is
    due, and the year is that of `today` (a day in Vietnam)."""
    items = session.exec(
        select(ChecklistItem)
        .where(ChecklistItem.requirement_id == requirement.id)
        .order_by(col(ChecklistItem.position))
    )
    wishes = (
        Wish(number, item.title, item.kind, checks_of(item)) for number, item in enumerate(items, start=1)
    )
    task = _task_at_hand(session, requirement)
    undated = Days(None, None, today.year, working_calendar(session, requirement.agency_id))
    return Measure(tuple(wishes), days_of(session, task) if task else undated)


def days_of(session: Session, task: Task) -> Days:
    """The days of a task; what was due before adoption is never late."""
    is_ours = task.due_on >= session.get_one(Agency, task.agency_id).adopted_on
    return Days(
        due_on=task.due_on if is_ours else None,
        issue_by=task.issue_by if is_ours else None,
        scoring_year=task.scoring_year,
        calendar=working_calendar(session, task.agency_id),
        issue_from=task.issue_from,
        accepted_until=task.accepted_until if is_ours else None,
    )


def _task_at_hand(session: Session, requirement: Requirement) -> Task | None:
    in_order = (
        select(Task).where(Task.requirement_id == requirement.id).order_by(col(Task.due_on), col(Task.id))
    )
    tasks = session.exec(in_order).all()
    is_open = (each for each in tasks if each.state not in CLOSED | {State.TO_SETTLE})
    return next(is_open, tasks[-1] if tasks else None)
