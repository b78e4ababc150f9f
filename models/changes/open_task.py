"""A task opens, and its ladder is laid."""

from dataclasses import replace
from datetime import date, datetime, time

from sqlmodel import Session, col, select

from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.common import agency_of, enter
from models.kept import RowsBy, write_all
from models.ledger import record
from models.moves import spelled_hour
from models.occurrences import Occurrence
from models.pieces import owed
from models.rules import ladder
from models.rules.ladder import PlannedRung
from models.rules.lifecycle import Change, State
from models.rules.office_hours import OfficeHours
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of, local
from models.tables import (
    Agency,
    ChecklistItem,
    Ladder,
    Requirement,
    Rung,
    RungState,
    Task,
    TaskItem,
    Unit,
)

_RUNGS = RowsBy(Task, Rung.task_id, select(Rung).order_by(col(Rung.id)))
# What speaks before the day by which something returned is to be mended.
STEPS_TO_FIX = ("T-1", "T0")
LAST_CALL, HEAD, LEADER = "last_call", "head", "leader"
HEAD_HOUR = time(10)
# Who is considered when a task is late, how many working days after T0 speaks.
LEVELS = {LAST_CALL: 0, HEAD: 1, LEADER: 3}


def open_task(act: Act, requirement: Requirement, unit: Unit, days: Occurrence) -> Task | None:
    """Opens one occurrence for one unit; None when it is open already.

    What was due before the agency adopted the program, or the requirement, opens as to settle: no ladder,
    never late.
    """
    if _exists(act.session, requirement, unit, days.period.name):
        return None
    agency = act.session.get_one(Agency, requirement.agency_id)
    task = new_task(act.now, requirement, unit, days)
    act.session.add(task)
    act.session.flush()
    _copy_checklist(act.session, requirement, task)
    if days.due_on < max(agency.adopted_on, requirement.added_on or agency.adopted_on):
        enter(act, task, State.TO_SETTLE)
    else:
        lay_deadline_ladder(act.session, task)
        lay_piece_ladders(act.session, task)
        enter(act, task, State.OPEN)
    hour = {"due_hour": spelled_hour(task.due_hour)} if task.due_hour else {}
    record(act, Change.OPEN, task, requirement=requirement.code, period=task.period, unit=unit.code, **hour)
    return task


def lay_deadline_ladder(session: Session, task: Task, after: datetime | None = None) -> None:
    """Plans the rungs from the frozen steps, today's calendar and the due day; what was spoken before stays.

    `after`: only what speaks later than that, also where it was passed over before. Rungs before the cut-off
    are always dropped. What is due at an hour is spoken of once more 90 minutes before.
    """
    calendar = working_calendar(session, task.agency_id)
    rungs = ladder.lay(task.steps, task.due_on, task.cutoff_on, task.cutoff_on, task.closes_on, calendar)
    plan(session, task, Ladder.DEADLINE, rungs, after=after)
    if task.due_hour is not None:
        hours = office_hours(agency_of(session, task))
        moment = ladder.speaks_before_the_hour(task.due_on, task.due_hour, hours, calendar)
        if moment is not None:
            last = PlannedRung(ladder.HOUR, 0, day_of(moment))
            plan(session, task, Ladder.DEADLINE, [last], hour=local(moment).time(), after=after)
    lay_levels(session, task, task.due_on, after)


def lay_fix_ladder(session: Session, task: Task, fix_by: date, after: datetime) -> None:
    """Plans what is said of a day to fix it by: T-1 and on, and the levels above, as far as later than `after`."""
    calendar = working_calendar(session, task.agency_id)
    rungs = ladder.lay(STEPS_TO_FIX, fix_by, None, day_of(after), task.closes_on, calendar)
    plan(session, task, Ladder.DEADLINE, rungs, anchor_on=fix_by, after=after)
    lay_levels(session, task, fix_by, after)


def lay_piece_ladders(session: Session, task: Task, after: datetime | None = None) -> None:
    """Plans what cooperating units are reminded of, each of the piece that it still owes by its own day."""
    calendar = working_calendar(session, task.agency_id)
    for item in owed(session, task):
        if item.due_on is not None:
            rungs = ladder.piece_rungs(item.due_on, calendar)
            plan(session, task, Ladder.PIECE, rungs, anchor_on=item.due_on, item=item, after=after)


def lay_evidence_ladder(act: Act, task: Task) -> None:
    """Plans the rungs that ask for evidence, counted from the day of the claim; the head hears at 10:00 of the
    last."""
    calendar = working_calendar(act.session, task.agency_id)
    claimed_on = act.today
    pass_over(act, task, (Ladder.EVIDENCE, Ladder.EVIDENCE_HEAD), claimed_on)
    asking, to_head = ladder.evidence_rungs(claimed_on, calendar), evidence_head_rungs(claimed_on, calendar)
    new = _new_rungs(act.session, task, Ladder.EVIDENCE, asking, anchor_on=claimed_on)
    new += _new_rungs(act.session, task, Ladder.EVIDENCE_HEAD, to_head, anchor_on=claimed_on)
    write_all(act.session, new)


def lay_review_ladder(act: Act, task: Task) -> None:
    """Plans what reviewers are reminded of: 1 and 2 working days after they are asked, which they are within
    working hours; after 3 their head hears. What was left of an earlier submission's is passed over.
    """
    calendar = working_calendar(act.session, task.agency_id)
    asked_on = day_of(office_hours(agency_of(act.session, task)).next_open(act.now, calendar))
    pass_over(act, task, (Ladder.REVIEW,), asked_on)
    plan(act.session, task, Ladder.REVIEW, review_rungs(asked_on, calendar), anchor_on=asked_on)


def lay_waiting_ladder(act: Act, task: Task) -> None:
    """Plans what is asked once a month while a superior's answer is awaited."""
    calendar = working_calendar(act.session, task.agency_id)
    since = act.today
    pass_over(act, task, (Ladder.WAITING,), since)
    plan(act.session, task, Ladder.WAITING, ladder.waiting_rungs(since, calendar), anchor_on=since)


def lay_levels(session: Session, task: Task, anchor_on: date, after: datetime | None = None) -> None:
    """Plans when those above the officer are considered: the last call on the day on which T0 speaks, the head at
    10:00 of T+1, the leader on the morning of T+3. Each is decided again when its moment comes; one whose moment
    is not later than `after` on the next working day, the last call never.

    Where the last reminder before an hour speaks no later than the last call, it stands for it.
    """
    calendar = working_calendar(session, task.agency_id)
    hours = office_hours(agency_of(session, task))
    for rung in level_rungs(anchor_on, calendar):
        moment = speaks_at(Ladder.ESCALATION, rung.name, rung.on, hours, calendar)
        if rung.name == LAST_CALL and not _calls_at(session, task, moment, after):
            continue
        late = after is not None and moment <= after
        planned = replace(rung, on=calendar.shift(day_of(after), 1)) if after and late else rung
        plan(session, task, Ladder.ESCALATION, [planned], anchor_on=anchor_on, after=after)


def _calls_at(session: Session, task: Task, moment: datetime, after: datetime | None) -> bool:
    spoken_for_at = hour_rung_at(session, task)
    return (after is None or moment > after) and (spoken_for_at is None or moment < spoken_for_at)


def hour_rung_at(session: Session, task: Task) -> datetime | None:
    """90 minutes before what is due at an hour; None while it is due on a day, or to be fixed by one."""
    if task.due_hour is None or task.fix_by is not None:
        return None
    calendar, hours = working_calendar(session, task.agency_id), office_hours(agency_of(session, task))
    return ladder.hour_at(task.due_on, task.due_hour, hours, calendar)


def level_rungs(anchor_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """The days on which each level above the officer is considered."""
    speaks_on = calendar.on_or_before(anchor_on)
    return [PlannedRung(name, offset, calendar.shift(speaks_on, offset)) for name, offset in LEVELS.items()]


def evidence_head_rungs(claimed_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """The head hears on the day on which evidence is last asked for."""
    last = ladder.evidence_rungs(claimed_on, calendar)[-1]
    return [PlannedRung(HEAD, last.offset, last.on)]


def review_rungs(asked_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """1 and 2 working days after reviewers were asked, and 3 for their head."""
    return [PlannedRung(f"R+{n}", n, calendar.shift(asked_on, n)) for n in (1, 2, 3)]


def speaks_at(which: Ladder, name: str, on: date, hours: OfficeHours, calendar: WorkingCalendar) -> datetime:
    """When a rung speaks on a day: the head at 10:00 or when working hours next begin, the last call at its own
    moment, all others when working hours begin."""
    if which is Ladder.EVIDENCE_HEAD or (which is Ladder.ESCALATION and name == HEAD):
        return hours.next_open(at(on, HEAD_HOUR), calendar)
    if which is Ladder.ESCALATION and name == LAST_CALL:
        return hours.last_call(on)
    return hours.opening(on)


def plan(
    session: Session,
    task: Task,
    which: Ladder,
    rungs: list[PlannedRung],
    anchor_on: date | None = None,
    hour: time | None = None,
    item: TaskItem | None = None,
    after: datetime | None = None,
) -> None:
    """Writes rungs that are not there yet, to be spoken at their ladder's own moment, or at `hour`.

    `item`: the piece that they ask for; their names begin with its code. `after`: a ladder is laid anew, and
    only what speaks later than that.
    """
    write_all(session, _new_rungs(session, task, which, rungs, anchor_on, hour, item, after))


def _new_rungs(
    session: Session,
    task: Task,
    which: Ladder,
    rungs: list[PlannedRung],
    anchor_on: date | None = None,
    hour: time | None = None,
    item: TaskItem | None = None,
    after: datetime | None = None,
) -> list[Rung]:
    """Those of these rungs that are not there yet; what is there and was not spoken is planned again."""
    prefix = f"{item.code} " if item else ""
    hours, calendar = office_hours(agency_of(session, task)), working_calendar(session, task.agency_id)
    anchor = anchor_on or task.due_on
    laid = _RUNGS.of(session, task.id)
    there = {rung.name: rung for rung in laid if rung.ladder is which and rung.anchor_on == anchor}
    new = []
    for rung in rungs:
        name = prefix + rung.name
        speak_at = at(rung.on, hour) if hour else speaks_at(which, rung.name, rung.on, hours, calendar)
        if after is not None and speak_at <= after:
            continue
        row = there.get(name)
        if row is None:
            planned = Rung(
                task_id=task.id or 0,
                ladder=which,
                item_id=item.id if item else None,
                name=name,
                offset=rung.offset,
                anchor_on=anchor,
                after_cutoff=rung.after_cutoff,
                speak_at=speak_at,
                state=RungState.PLANNED,
            )
            new.append(planned)
        elif after is not None and row.state is RungState.SKIPPED:
            row.state, row.settled_at, row.speak_at = RungState.PLANNED, None, speak_at
            session.add(row)
    return new


def pass_over(act: Act, task: Task, ladders: tuple[Ladder, ...], anchor_on: date | None) -> None:
    """These ladders count from another day now: what is still planned from before is recorded as skipped; without
    a day all that is planned, for they are laid anew."""
    for rung in _RUNGS.of(act.session, task.id):
        still_counts = rung.anchor_on == anchor_on and rung.speak_at > act.now
        if rung.ladder in ladders and rung.state is RungState.PLANNED and not still_counts:
            rung.state, rung.settled_at = RungState.SKIPPED, act.now
            act.session.add(rung)


def _exists(session: Session, requirement: Requirement, unit: Unit, period: str) -> bool:
    same = select(Task.id).where(
        Task.requirement_id == requirement.id, Task.period == period, Task.unit_id == unit.id
    )
    return session.exec(same).first() is not None


def new_task(now: datetime, requirement: Requirement, unit: Unit, days: Occurrence) -> Task:
    """The row of an occurrence, not in any session yet."""
    return Task(
        agency_id=requirement.agency_id,
        requirement_id=requirement.id or 0,
        unit_id=unit.id or 0,
        period=days.period.name,
        scoring_year=days.scoring_year,
        cutoff_on=days.period.cutoff_on,
        scheduled_on=days.scheduled_on,
        due_on=days.due_on,
        due_hour=requirement.due_hour,
        issue_by=days.issue_by,
        closes_on=days.closes_on,
        state=State.OPEN,
        steps=list(days.steps),
        opened_at=now,
    )


def _copy_checklist(session: Session, requirement: Requirement, task: Task) -> None:
    calendar = working_calendar(session, task.agency_id)
    items = session.exec(select(ChecklistItem).where(ChecklistItem.requirement_id == requirement.id))
    for item in items.all():
        copied = item.model_dump(exclude={"id", "requirement_id", "before"})
        due_on = calendar.shift(task.due_on, -item.before) if item.before else None
        session.add(TaskItem(task_id=task.id or 0, due_on=due_on, **copied))
    session.flush()
