"""What answers a person's own act."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from sqlmodel import Session, func, select

from jobs.messages.composers import composes
from jobs.messages.facts import (
    TO_ZALO,
    AskDate,
    BeforeCutoff,
    Choice,
    Do,
    Message,
    Named,
    Rows,
    TaskFacts,
    TaskList,
    Triage,
)
from jobs.messages.gather import named, numbers, onward, pages, task_facts, unit_name
from jobs.messages.morning import PER_SCREEN, own_tasks, tasks_of
from models.calendar import working_calendar
from models.hearing import is_trial
from models.kinds import Kind
from models.people import holding, roles
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import (
    Agency,
    Confirmation,
    Evidence,
    Notification,
    Person,
    Role,
    Task,
    Unit,
)


@dataclass(frozen=True, kw_only=True)
class AboutMe(Message):
    """All that is stored about the reader."""

    code: str
    unit: str
    position: str
    roles: tuple[str, ...]
    joined_at: datetime | None
    deputy: str | None
    confirmations: int
    files: int
    open_tasks: int = 0
    phone: str = ""


@composes(Kind.TASK_LIST)
def task_list(session: Session, row: Notification, now: datetime) -> TaskList:
    linked, reader = tasks_of(session, row), session.get_one(Person, row.person_id)
    tasks = [(number, task_facts(session, task, now)) for number, task in linked]
    to_settle = row.facts.get("to_settle", 0)
    return TaskList(
        reader=named(reader),
        choices=numbers(tasks)
        + onward(session, reader, linked, now)
        + (((Choice(Do.TRIAGE),),) if to_settle else ()),
        now=now,
        tasks=tuple(tasks),
        more=row.facts.get("more", 0),
        to_settle=to_settle,
    )


@composes(Kind.BEFORE_CUTOFF)
def before_cutoff(session: Session, row: Notification, now: datetime) -> BeforeCutoff | None:
    task = session.get_one(Task, row.facts["task"])
    return BeforeCutoff(
        reader=_named_reader(session, row),
        choices=((Choice(Do.DONE_EARLY, (task.id or 0,)), Choice(Do.DISMISS)),),
        task=task_facts(session, task, now),
    )


@composes(Kind.ASK_DATE)
def ask_date(session: Session, row: Notification, now: datetime) -> AskDate | None:
    task = session.get_one(Task, row.facts["task"])
    if task.state is not State.TO_SETTLE:
        return None
    return AskDate(
        reader=_named_reader(session, row),
        choices=tuple(
            (Choice(Do.SET_DATE, (task.id or 0, day)),)
            for day in offered_days(session, task.agency_id, day_of(now))
        ),
        task=task_facts(session, task, now),
    )


def offered_days(session: Session, agency_id: int, from_on: date) -> list[date]:
    """New due days to choose from: 3, 5 and 10 working days after a day, and the last working day of its month."""
    calendar = working_calendar(session, agency_id)
    month_end = (from_on.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    days = {calendar.shift(from_on, n) for n in (3, 5, 10)} | {calendar.on_or_before(month_end)}
    return sorted(day for day in days if day > from_on)


@composes(Kind.TRIAGE)
def triage(session: Session, row: Notification, now: datetime) -> Triage:
    """The list keeps its numbers; what was settled shows as settled."""
    tasks = [(number, task_facts(session, task, now)) for number, task in tasks_of(session, row)]
    page, count = row.facts.get("page", 0), max(1, ceil(len(tasks) / PER_SCREEN))
    shown = tasks[page * PER_SCREEN : (page + 1) * PER_SCREEN]
    agency = session.get_one(Agency, row.agency_id)
    waiting = [(number, task) for number, task in shown if task.state is State.TO_SETTLE]
    return Triage(
        reader=_named_reader(session, row),
        choices=numbers(waiting)
        + pages(row, page, count)
        + _hand_overs(session, row)
        + _trial(session, row, now)
        + TO_ZALO,
        agency=agency.name,
        adopted_on=agency.adopted_on,
        tasks=tuple(shown),
        left=sum(1 for _, task in tasks if task.state is State.TO_SETTLE),
        total=len(tasks),
    )


@composes(Kind.ABOUT_ME)
def about_me(session: Session, row: Notification, now: datetime) -> AboutMe:
    person = session.get_one(Person, row.person_id)
    deputy = session.get(Person, person.deputy_id) if person.deputy_id else None
    confirmations = select(func.count()).select_from(Confirmation).where(Confirmation.person_id == person.id)
    files = select(func.count()).select_from(Evidence).where(Evidence.person_id == person.id)
    return AboutMe(
        reader=named(person),
        code=person.code,
        unit=unit_name(session, person),
        position=person.position,
        roles=tuple(sorted(roles(session, person))),
        joined_at=person.joined_at,
        deputy=deputy.full_name if deputy else None,
        confirmations=session.exec(confirmations).one(),
        files=session.exec(files).one(),
        open_tasks=len(own_tasks(session, person, day_of(now))),
        phone=person.phone,
    )


def _task(session: Session, row: Notification, now: datetime) -> TaskFacts:
    return task_facts(session, session.get_one(Task, row.facts["task"]), now)


def _named_reader(session: Session, row: Notification) -> Named | None:
    return named(session.get_one(Person, row.person_id))


def _hand_overs(session: Session, row: Notification) -> Rows:
    """To the heads of other units whose part still waits; a head's own list offers none."""
    if "unit" in row.facts:
        return ()
    waiting = {task.unit_id for _, task in tasks_of(session, row) if task.state is State.TO_SETTLE}
    units = [session.get_one(Unit, unit_id) for unit_id in sorted(waiting)]
    with_head = [unit for unit in units if holding(session, row.agency_id, Role.HEAD, unit.id)]
    return tuple((Choice(Do.HAND_OVER, (row.id or 0, unit.id or 0), name=unit.short),) for unit in with_head)


def _trial(session: Session, row: Notification, now: datetime) -> Rows:
    """The admin's own list can end the trial run while it lasts."""
    trial = is_trial(session, session.get_one(Agency, row.agency_id), now)
    return ((Choice(Do.END_TRIAL),),) if trial and "unit" not in row.facts else ()
