"""Tasks open and close by the calendar; what was due before adoption is put before the admin once."""

from datetime import date

from sqlmodel import Session, col, select

from jobs.faults import each, name_of_task
from jobs.messages.morning import ranked
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import tell, told_keys
from models.changes.open_task import open_task
from models.changes.speaking import miss
from models.kinds import Kind
from models.occurrences import Occurrence, occurrences, periods, recurs
from models.people import holding
from models.rules.cadence import Cadence, Period
from models.rules.lifecycle import ALLOWED, Change, State
from models.tables import Agency, Person, Requirement, Role, Task, Unit
from models.units import units_of


def open_tasks(act: Act, agency: Agency) -> list[Task]:
    """Opens every occurrence whose day has come, from the scoring year of adoption on; idempotent."""
    calendar = working_calendar(act.session, agency.id or 0)
    first, today = date(agency.adopted_on.year, 1, 1), act.today

    def open_of(requirement: Requirement) -> list[Task | None]:
        units, coming = units_of(act.session, requirement), list(periods(requirement, first, today))
        there = _opened(act.session, requirement, coming)
        everywhere = {name for name, _ in there if all((name, unit.id) in there for unit in units)}
        return [
            open_task(act, requirement, unit, days)
            for days in occurrences(requirement, first, today, calendar, agency.ladders, everywhere)
            for unit in units
            if not _is_there(requirement, unit, days, there)
        ]

    found = each(act.session, living(act.session, agency), lambda one: f"requirement/{one.code}", open_of)
    return [task for _, opened in found for task in opened if task is not None]


def close_tasks(act: Act, agency: Agency) -> None:
    """A task closes at 00:00 after its last day."""
    over = select(Task).where(
        Task.agency_id == agency.id,
        col(Task.state).in_(ALLOWED[Change.MISS]),
        Task.closes_on < act.today,
    )
    each(act.session, act.session.exec(over).all(), name_of_task, lambda task: miss(act, task))


def tell_triage(act: Act, agency: Agency) -> None:
    """One list to each admin, once: what was due before the agency used the program."""
    agency_id = agency.id or 0
    admins = [each for each in holding(act.session, agency_id, Role.ADMIN) if each.chat_id is not None]
    told = told_keys(act.session, agency_id, [_triage_key(admin) for admin in admins])
    new = [admin for admin in admins if _triage_key(admin) not in told]
    waiting = select(Task).where(Task.agency_id == agency_id, Task.state == State.TO_SETTLE)
    tasks = ranked(act.session, list(act.session.exec(waiting)), act.now) if new else []
    for admin in new if tasks else ():
        tell(act, agency_id, Kind.TRIAGE, _triage_key(admin), person=admin, tasks=tasks)


def _triage_key(admin: Person) -> str:
    return f"triage/{admin.code}"


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
