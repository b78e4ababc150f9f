"""Tasks open and close by the calendar; what was due before adoption is put before the admin once."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from jobs.faults import each, name_of_task, together
from jobs.messages.morning import ranked
from jobs.telling import untold
from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import tell
from models.changes.opening import Opening, open_all
from models.changes.speaking import miss, miss_all
from models.kinds import Kind
from models.occurrences import Occurrence, occurrences, recurs
from models.people import holding
from models.progress import Progress, unheard
from models.rules.cadence import Cadence, cadence_of, period
from models.rules.lifecycle import ALLOWED, Change, State
from models.tables import Agency, Requirement, Role, Task
from models.units import units_of

# So many requirements are opened at once.
_AT_ONCE = 500


def open_tasks(act: Act, agency: Agency, progress: Progress = unheard) -> list[Task]:
    """Opens every occurrence whose day has come, from the scoring year of adoption on; idempotent."""
    calendar = working_calendar(act.session, agency.id or 0)
    first, today = date(agency.adopted_on.year, 1, 1), act.today
    opened = _opened(act.session, agency)

    def wanting(requirement: Requirement) -> Iterator[Opening]:
        units = units_of(act.session, requirement)
        there = {unit.id: opened[requirement.id, unit.id] for unit in units}
        everywhere = set.intersection(*there.values()) if there else set()
        for days in occurrences(requirement, first, today, calendar, agency.ladders, everywhere):
            for unit in units:
                if not _is_there(requirement, days, there[unit.id]):
                    yield requirement, unit, days

    def open_of(some: list[Requirement]) -> list[Task]:
        return open_all(act, [opening for requirement in some for opening in wanting(requirement)])

    made: list[Task] = []
    requirements = living(act.session, agency)
    for start in range(0, len(requirements), _AT_ONCE):
        some = requirements[start : start + _AT_ONCE]
        made += together(act.session, some, lambda one: f"requirement/{one.code}", open_of)
        progress(start + len(some), len(requirements))
    return made


def close_tasks(act: Act, agency: Agency) -> None:
    """A task closes at 00:00 after its last day; of citizen files all at once, however many."""
    over = select(Task).where(
        Task.agency_id == agency.id,
        col(Task.state).in_(ALLOWED[Change.MISS]),
        Task.closes_on < act.today,
    )
    tasks = act.session.exec(over).all()
    each(act.session, [one for one in tasks if not one.is_case], name_of_task, lambda task: miss(act, task))
    miss_all(act, [one for one in tasks if one.is_case])


def tell_triage(act: Act, agency: Agency) -> None:
    """One list to each admin, once: what was due before the agency used the program."""
    admins = holding(act.session, agency.id or 0, Role.ADMIN)
    here = {f"triage/{admin.code}": admin for admin in admins if admin.chat_id is not None}
    new = untold(act.session, agency, here)
    to_settle = select(Task).where(
        Task.agency_id == agency.id, Task.state == State.TO_SETTLE, ~col(Task.is_case)
    )
    waiting = list(act.session.exec(to_settle)) if new else []
    if not waiting:
        return
    tasks = ranked(act.session, waiting, act.now)
    for key, admin in new.items():
        tell(act, agency.id or 0, Kind.TRIAGE, key, person=admin, tasks=tasks)


def _opened(session: Session, agency: Agency) -> dict[tuple[int | None, int | None], set[str]]:
    """By requirement and unit the periods of every task that it ever opened there."""
    found: defaultdict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    tasks = select(Task.requirement_id, Task.unit_id, Task.period).where(Task.agency_id == agency.id)
    for requirement_id, unit_id, name in session.exec(tasks):
        found[requirement_id, unit_id].add(name)
    return found


def _is_there(requirement: Requirement, days: Occurrence, own: set[str]) -> bool:
    """What comes once opens once, also when the catalogue names another date later."""
    if requirement.cadence is Cadence.ONCE and any(cadence_of(name) is Cadence.ONCE for name in own):
        return True
    return days.period.name in own or _is_accounted_for(requirement, days, own)


def _is_accounted_for(requirement: Requirement, days: Occurrence, opened: set[str]) -> bool:
    """Whether a period that was due before its requirement recurred like this ended within what was opened while
    it recurred otherwise: three monthly reports speak for the quarter that is over."""
    if requirement.added_on is None or days.due_on >= requirement.added_on:
        return False
    others = (name for name in opened if cadence_of(name) not in (requirement.cadence, Cadence.PER_CASE))
    return any(days.period.last_on <= period(name, requirement.cutoff_day).last_on for name in others)


def living(session: Session, agency: Agency) -> list[Requirement]:
    """The requirements whose tasks the clock opens."""
    found = select(Requirement).where(
        Requirement.agency_id == agency.id, col(Requirement.retired_at).is_(None)
    )
    return [each for each in session.exec(found.order_by(Requirement.code)) if recurs(each)]
