"""What answers a person's own act."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlmodel import Session, func, select

from jobs.messages.composers import composes
from jobs.messages.facts import TO_ZALO, Choice, Do, Message, PieceFacts, Rows, TaskFacts
from jobs.messages.gather import numbered, reader_of, task_facts, task_in, unit_name
from jobs.messages.morning import pieces_among, stand_ins, tasks_of
from jobs.messages.morning_facts import StandIn
from jobs.messages.offers import in_rows, numbers, onward, paged, with_each
from jobs.messages.ones_own import own_tasks
from jobs.messages.undoing import undoing
from models.calendar import hours_of, morning_of, working_calendar
from models.hearing import is_trial
from models.kinds import Kind
from models.people import holding
from models.rules.lifecycle import State
from models.rules.zone import day_of, local
from models.tables import Agency, Confirmation, Evidence, Notification, Person, Role, Unit


@dataclass(frozen=True, kw_only=True)
class TaskList(Message):
    """The reader's own tasks, on request, a page of them; `searched`: the words by which they were found;
    `reviews`: how many files wait for the reader's verdict; `owed`: how many citizen files an apology; `stand_ins`,
    by number: why tasks that are not the reader's own stand there."""

    now: datetime
    tasks: tuple[tuple[int, TaskFacts], ...]
    total: int = 0
    searched: str = ""
    pieces: dict[int, PieceFacts] = field(default_factory=dict)
    stand_ins: dict[int, StandIn] = field(default_factory=dict)
    reviews: int = 0
    to_settle: int = 0
    owed: int = 0


@dataclass(frozen=True, kw_only=True)
class BeforeCutoff(Message):
    """ "Done" said before the figures close is asked back once."""

    task: TaskFacts


@dataclass(frozen=True, kw_only=True)
class AskDate(Message):
    task: TaskFacts


@dataclass(frozen=True, kw_only=True)
class Triage(Message):
    """What was due before the agency adopted the program, by points, a page of it."""

    agency: str
    adopted_on: date
    tasks: tuple[tuple[int, TaskFacts], ...]
    left: int
    total: int


@dataclass(frozen=True, kw_only=True)
class AboutMe(Message):
    """All that is stored about the reader."""

    code: str
    unit: str
    position: str
    joined_at: datetime | None
    deputy: str | None
    confirmations: int
    files: int
    # When their morning begins.
    morning: time
    open_tasks: int = 0
    phone: str = ""


@composes(Kind.TASK_LIST)
def task_list(session: Session, row: Notification, now: datetime) -> TaskList:
    reader, every = reader_of(session, row), tasks_of(session, row)
    linked, turning = paged(row, every)
    tasks, to_settle = numbered(session, linked, now), row.facts.get("to_settle", 0)
    return TaskList(
        choices=numbers(tasks)
        + turning
        + onward(session, reader, linked, now)
        + to_bundle(row)
        + (((Choice(Do.TRIAGE),),) if to_settle else ()),
        now=now,
        tasks=tuple(tasks),
        total=len(every),
        searched=row.facts.get("searched", ""),
        pieces=pieces_among(session, reader, linked, now),
        stand_ins=stand_ins(session, reader, linked, now),
        reviews=row.facts.get("reviews", 0),
        to_settle=to_settle,
        owed=row.facts.get("owed", 0),
    )


def to_bundle(row: Notification) -> Rows:
    """To the reader's citizen files, where any was owed an apology."""
    return ((Choice(Do.CASES),),) if row.facts.get("owed") else ()


@composes(Kind.BEFORE_CUTOFF)
def before_cutoff(session: Session, row: Notification, now: datetime) -> BeforeCutoff | None:
    task = task_in(session, row)
    return BeforeCutoff(
        choices=((Choice(Do.DONE_EARLY, (task.id or 0,)), Choice(Do.DISMISS)),),
        task=task_facts(session, task, now),
    )


@composes(Kind.ASK_DATE)
def ask_date(session: Session, row: Notification, now: datetime) -> AskDate | None:
    task = task_in(session, row)
    if task.state is not State.TO_SETTLE:
        return None
    return AskDate(
        choices=in_rows(with_each(task, Do.SET_DATE, offered_days(session, task.agency_id, day_of(now))), 1),
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
    tasks = numbered(session, tasks_of(session, row), now)
    shown, turning = paged(row, tasks)
    agency = session.get_one(Agency, row.agency_id)
    waiting = [(number, task) for number, task in shown if task.state is State.TO_SETTLE]
    several = ((Choice(Do.FORM_START, ("settle",)),),) if len(waiting) > 1 else ()
    return Triage(
        choices=numbers(waiting)
        + turning
        + several
        + undoing(session, row)
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
    person = reader_of(session, row)
    deputy = session.get(Person, person.deputy_id) if person.deputy_id else None
    confirmations = select(func.count()).select_from(Confirmation).where(Confirmation.person_id == person.id)
    files = select(func.count()).select_from(Evidence).where(Evidence.person_id == person.id)
    morning = morning_of(person, hours_of(session, person.agency_id), day_of(now))
    return AboutMe(
        choices=((Choice(Do.FORM_START, ("morning",)),),),
        morning=local(morning).time(),
        code=person.code,
        unit=unit_name(session, person),
        position=person.position,
        joined_at=person.joined_at,
        deputy=deputy.full_name if deputy else None,
        confirmations=session.exec(confirmations).one(),
        files=session.exec(files).one(),
        open_tasks=len(own_tasks(session, person, day_of(now))),
        phone=person.phone,
    )


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
