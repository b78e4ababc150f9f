"""What answers a person's own act."""

from datetime import date, datetime, timedelta
from math import ceil

from sqlmodel import Session, func, select

from jobs.messages.facts import (
    AboutMe,
    AskDate,
    AskFile,
    AskWhichTask,
    BeforeCutoff,
    Choice,
    Do,
    FileProblem,
    FileReceived,
    FileRefused,
    Named,
    Rows,
    TaskFacts,
    TaskList,
    Triage,
)
from jobs.messages.gather import choices, file_names, named, numbers, onward, task_facts, unit_name
from jobs.messages.morning import PER_SCREEN, own_tasks, tasks_of
from models.calendar import working_calendar
from models.hearing import is_trial
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

_MOST_CANDIDATES = 8


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


def ask_file(session: Session, row: Notification, now: datetime) -> AskFile:
    return AskFile(reader=_named_reader(session, row), task=_task(session, row, now))


def file_received(session: Session, row: Notification, now: datetime) -> FileReceived:
    evidence = session.get_one(Evidence, row.facts["evidence"])
    confirmation = session.get_one(Confirmation, evidence.confirmation_id)
    task = session.get_one(Task, evidence.task_id)
    reader = session.get_one(Person, row.person_id)
    return FileReceived(
        reader=named(reader),
        choices=choices(session, reader, task, now),
        task=task_facts(session, task, now),
        file_name=evidence.file_name,
        receipt=confirmation.receipt,
        sent_at=evidence.sent_at,
        also_serves=tuple(row.facts.get("also_serves", ())),
        withdrawn=confirmation.taken_back_at is not None,
        before_adoption=task.due_on < session.get_one(Agency, task.agency_id).adopted_on,
    )


def which_task(session: Session, row: Notification, now: datetime) -> AskWhichTask | None:
    """Moot once every file it asks about has found its task."""
    waiting = file_names(session, row.facts["evidence"])
    if not waiting:
        return None
    reader = session.get_one(Person, row.person_id)
    own = own_tasks(session, reader, day_of(now))[:_MOST_CANDIDATES]
    candidates = [task_facts(session, task, now) for task in own]
    return AskWhichTask(
        reader=named(reader),
        choices=_placements(row, candidates),
        file_names=tuple(evidence.file_name for evidence in waiting),
        candidates=tuple(candidates),
    )


def file_refused(session: Session, row: Notification, now: datetime) -> FileRefused:
    return FileRefused(
        reader=_named_reader(session, row),
        problem=FileProblem(row.facts["problem"]),
        file_name=row.facts["file_name"],
        size=row.facts["size"],
        sent_at=datetime.fromisoformat(row.facts["sent_at"]),
        task=_task(session, row, now) if row.facts.get("task") else None,
    )


def before_cutoff(session: Session, row: Notification, now: datetime) -> BeforeCutoff | None:
    task = session.get_one(Task, row.facts["task"])
    return BeforeCutoff(
        reader=_named_reader(session, row),
        choices=((Choice(Do.DONE_EARLY, (task.id or 0,)), Choice(Do.DISMISS)),),
        task=task_facts(session, task, now),
    )


def ask_date(session: Session, row: Notification, now: datetime) -> AskDate | None:
    task = session.get_one(Task, row.facts["task"])
    if task.state is not State.TO_SETTLE:
        return None
    return AskDate(
        reader=_named_reader(session, row),
        choices=tuple(
            (Choice(Do.SET_DATE, (task.id or 0, day.isoformat())),)
            for day in offered_days(session, task.agency_id, now)
        ),
        task=task_facts(session, task, now),
    )


def offered_days(session: Session, agency_id: int, now: datetime) -> list[date]:
    """New due days to choose from: in 3, 5 and 10 working days, and the last working day of the month."""
    calendar, today = working_calendar(session, agency_id), day_of(now)
    month_end = (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    days = {calendar.shift(today, n) for n in (3, 5, 10)} | {calendar.on_or_before(month_end)}
    return sorted(day for day in days if day > today)


def triage(session: Session, row: Notification, now: datetime) -> Triage:
    """The list keeps its numbers; what was settled shows as settled."""
    tasks = [(number, task_facts(session, task, now)) for number, task in tasks_of(session, row)]
    page, pages = row.facts.get("page", 0), max(1, ceil(len(tasks) / PER_SCREEN))
    shown = tasks[page * PER_SCREEN : (page + 1) * PER_SCREEN]
    agency = session.get_one(Agency, row.agency_id)
    waiting = [(number, task) for number, task in shown if task.state is State.TO_SETTLE]
    return Triage(
        reader=_named_reader(session, row),
        choices=numbers(waiting)
        + _pages(row, page, pages)
        + _hand_overs(session, row)
        + _trial(session, row, now),
        agency=agency.name,
        adopted_on=agency.adopted_on,
        tasks=tuple(shown),
        left=sum(1 for _, task in tasks if task.state is State.TO_SETTLE),
        total=len(tasks),
        page=page,
        pages=pages,
    )


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
    )


def _task(session: Session, row: Notification, now: datetime) -> TaskFacts:
    return task_facts(session, session.get_one(Task, row.facts["task"]), now)


def _named_reader(session: Session, row: Notification) -> Named | None:
    return named(session.get_one(Person, row.person_id))


def _placements(row: Notification, candidates: list[TaskFacts]) -> Rows:
    rows = [
        (Choice(Do.PLACE, (row.id or 0, task.id), f"{number} · {task.short}"),)
        for number, task in enumerate(candidates, start=1)
    ]
    return (*rows, (Choice(Do.DISCARD, (row.id or 0,)),))


def _pages(row: Notification, page: int, pages: int) -> Rows:
    if pages == 1:
        return ()
    return ((Choice(Do.PAGE, (row.id or 0, (page + 1) % pages), f"{page + 1}/{pages}"),),)


def _hand_overs(session: Session, row: Notification) -> Rows:
    """To the heads of other units whose part still waits; a head's own list offers none."""
    if "unit" in row.facts:
        return ()
    waiting = {task.unit_id for _, task in tasks_of(session, row) if task.state is State.TO_SETTLE}
    units = [session.get_one(Unit, unit_id) for unit_id in sorted(waiting)]
    with_head = [unit for unit in units if holding(session, row.agency_id, Role.HEAD, unit.id)]
    return tuple((Choice(Do.HAND_OVER, (row.id or 0, unit.id or 0), unit.short),) for unit in with_head)


def _trial(session: Session, row: Notification, now: datetime) -> Rows:
    """The admin's own list can end the trial run while it lasts."""
    trial = is_trial(session, session.get_one(Agency, row.agency_id), now)
    return ((Choice(Do.END_TRIAL),),) if trial and "unit" not in row.facts else ()
