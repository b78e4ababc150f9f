"""Tasks open and close by the calendar; what was due before adoption is put before the admin once."""

from datetime import date

from sqlmodel import Session, col, select

from jobs.messages.morning import ranked
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import is_told, tell
from models.changes.open_task import open_task
from models.changes.speaking import miss
from models.occurrences import Occurrence, occurrences, periods, recurs
from models.people import holding
from models.rules.cadence import Cadence, Period
from models.rules.lifecycle import ALLOWED, Change, State
from models.tables import Agency, Requirement, Role, Task, Unit
from models.units import units_of


def open_tasks(act: Act, agency: Agency) -> list[Task]:
    """Opens every occurrence whose day has come, from the scoring year of adoption on; idempotent."""
    calendar = working_calendar(act.session, agency.id or 0)
    first, today = date(agency.adopted_on.year, 1, 1), act.today
    opened = []
    for requirement in living(act.session, agency):
        units, coming = units_of(act.session, requirement), list(periods(requirement, first, today))
        there = _opened(act.session, requirement, coming)
        everywhere = {name for name, _ in there if all((name, unit.id) in there for unit in units)}
        opened += [
            open_task(act, requirement, unit, days)
            for days in occurrences(requirement, first, today, calendar, agency.ladders, everywhere)
            for unit in units
            if not _is_there(requirement, unit, days, there)
        ]
    return [task for task in opened if task is not None]


def close_tasks(act: Act, agency: Agency) -> None:
    """A task closes at 00:00 after its last day."""
    over = select(Task).where(
        Task.agency_id == agency.id,
        col(Task.state).in_(ALLOWED[Change.MISS]),
        Task.closes_on < act.today,
    )
    for task in act.session.exec(over).all():
        miss(act, task)


def tell_triage(act: Act, agency: Agency) -> None:
    """One list to each admin, once: what was due before the agency used the program."""
    agency_id = agency.id or 0
    for admin in holding(act.session, agency_id, Role.ADMIN):
        key = f"triage/{admin.code}"
        if admin.chat_id is None or is_told(act.session, agency_id, key):
            continue
        waiting = select(Task).where(Task.agency_id == agency_id, Task.state == State.TO_SETTLE)
        tasks = ranked(act.session, list(act.session.exec(waiting)), act.now)
        if tasks:
            tell(act, agency_id, "triage", key, person=admin, tasks=tasks)


def _opened(session: Session, requirement: Requirement, coming: list[Period]) -> set[tuple[str, int]]:
    """The period and unit of what is open already: of these periods, or of what comes once whatever it is."""
    there = select(Task.period, Task.unit_id).where(Task.requirement_id == requirement.id)
    if requirement.cadence is not Cadence.ONCE:
        there = there.where(col(Task.period).in_([period.name for period in coming]))
    return set(session.exec(there).all())


def _is_there(requirement: Requirement, unit: Unit, days: Occurrence, there: set[tuple[str, int]]) -> bool:
    """What comes once opens once, also when the catalogue names another date later."""
    if requirement.cadence is Cadence.ONCE:
        return any(unit.id == opened for _, opened in there)
    return (days.period.name, unit.id) in there


def living(session: Session, agency: Agency) -> list[Requirement]:
    """The requirements whose tasks the clock opens."""
    found = select(Requirement).where(
        Requirement.agency_id == agency.id, col(Requirement.retired_at).is_(None)
    )
    return [each for each in session.exec(found.order_by(Requirement.code)) if recurs(each)]
