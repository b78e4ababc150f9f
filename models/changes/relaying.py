"""Rungs that are laid already follow the calendar or the office hours, where the admin says so."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, col, select

from models.actor import Act
from models.calendar import office_hours, working_calendar
from models.changes.common import CLIMBED, keep_next_pings
from models.changes.open_task import (
    STEPS_TO_FIX,
    Laid,
    evidence_head_rungs,
    level_rungs,
    plan,
    review_rungs,
    rung_name,
    speaks_at,
)
from models.kept import bring
from models.portions import in_portions
from models.rules import ladder
from models.rules.ladder import PlannedRung
from models.rules.office_hours import OfficeHours
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of, local
from models.tables import Agency, Ladder, Notification, OutboxState, Rung, RungState, Task, TaskItem


@dataclass
class Relaid:
    """What laying a task's planned rungs anew does to them."""

    moved: list[tuple[Rung, PlannedRung]] = field(default_factory=list)
    dropped: list[Rung] = field(default_factory=list)
    added: list[Laid] = field(default_factory=list)

    @property
    def before_due(self) -> bool:
        """Whether a reminder up to a due day is among them: those after it are not worth a word."""
        touched = [rung for rung, _ in self.moved] + self.dropped
        own = [rung.offset for rung in touched if rung.ladder in (Ladder.DEADLINE, Ladder.PIECE)]
        own += [rung.offset for laid in self.added for rung in laid.rungs]
        return any(offset <= 0 for offset in own)

    @property
    def is_empty(self) -> bool:
        return not (self.moved or self.dropped or self.added)


def relaid(session: Session, agency: Agency, now: datetime, calendar: WorkingCalendar) -> dict[int, Relaid]:
    """What a calendar would do to the planned rungs of open tasks, by task; those that would not move are left
    out. Nothing is written."""
    planned: defaultdict[int, list[Rung]] = defaultdict(list)
    for rung in _planned(session, agency):
        planned[rung.task_id].append(rung)
    found = {}
    for task in _tasks(session, planned):
        changes = _of_task(session, task, planned[task.id or 0], now, calendar)
        if not changes.is_empty:
            found[task.id or 0] = changes
    return found


def _tasks(session: Session, task_ids: Iterable[int]) -> list[Task]:
    ids = sorted(task_ids)
    for some in in_portions(ids):
        bring(session, Task, some)
    return [session.get_one(Task, task_id) for task_id in ids]


def relay(act: Act, agency: Agency) -> list[int]:
    """Lays the planned rungs of open tasks anew from today's calendar; what has spoken stays. Returns the tasks
    whose rungs moved."""
    hours = office_hours(agency)
    calendar = working_calendar(act.session, agency.id or 0)
    found = relaid(act.session, agency, act.now, calendar)
    tasks = _tasks(act.session, found)
    for task in tasks:
        changes = found[task.id or 0]
        for rung, new in changes.moved:
            rung.speak_at = speaks_at(rung.ladder, rung.name, new.on, hours, calendar)
            rung.after_cutoff = new.after_cutoff
            act.session.add(rung)
        for rung in changes.dropped:
            rung.state, rung.settled_at = RungState.SKIPPED, act.now
            act.session.add(rung)
        if changes.added:
            plan(act.session, task, changes.added)
    act.session.flush()
    keep_next_pings(act, tasks)
    return list(found)


def following(
    session: Session, agency: Agency, now: datetime, old: OfficeHours, new: OfficeHours
) -> list[tuple[Rung, datetime]]:
    """The planned rungs that speak when the old hours have them speak, and when on the same day the new ones do."""
    calendar = working_calendar(session, agency.id or 0)
    found = []
    for rung in _planned(session, agency):
        day = day_of(rung.speak_at)
        was, then = (speaks_at(rung.ladder, rung.name, day, hours, calendar) for hours in (old, new))
        if rung.speak_at > now and rung.speak_at == was != then and day_of(then) == day:
            found.append((rung, then))
    return found


def follow_hours(act: Act, agency: Agency, old: OfficeHours) -> int:
    """Moves what was to speak by the old hours to the agency's hours as they are now; returns how many rungs."""
    moved = following(act.session, agency, act.now, old, office_hours(agency))
    for rung, moment in moved:
        rung.speak_at = moment
        act.write(rung)
    keep_next_pings(act, _tasks(act.session, {rung.task_id for rung, _ in moved}))
    return len(moved)


def hold_within_hours(act: Act, agency: Agency, old: OfficeHours) -> None:
    """What waits in the outbox for the old opening, or for a day that is off now, waits for working hours as they
    are now."""
    hours, calendar = office_hours(agency), working_calendar(act.session, agency.id or 0)
    waiting = select(Notification).where(
        Notification.agency_id == agency.id,
        Notification.state == OutboxState.WAITING,
        col(Notification.direct).is_(False),
        Notification.not_before > act.now,
    )
    for row in act.session.exec(waiting).all():
        at_old_opening = local(row.not_before).time() == old.spans[0][0]
        moment = hours.opening(day_of(row.not_before)) if at_old_opening else row.not_before
        row.not_before = hours.next_open(moment, calendar)
        act.session.add(row)


def _planned(session: Session, agency: Agency) -> Sequence[Rung]:
    """What has not spoken yet of every task that is not closed: also what is to speak this minute, for a day off
    that is taken back gives it its later day again."""
    return session.exec(
        select(Rung)
        .join(Task, col(Task.id) == Rung.task_id)
        .where(
            Task.agency_id == agency.id,
            col(Task.state).in_(CLIMBED),
            Rung.state == RungState.PLANNED,
        )
        .order_by(col(Rung.task_id), col(Rung.speak_at))
    ).all()


def _of_task(
    session: Session, task: Task, rungs: list[Rung], now: datetime, calendar: WorkingCalendar
) -> Relaid:
    changes = Relaid()
    groups: defaultdict[tuple[Ladder, date, int | None], list[Rung]] = defaultdict(list)
    for rung in filter(_is_a_step, rungs):
        groups[rung.ladder, rung.anchor_on, rung.item_id].append(rung)
    for (which, anchor_on, item_id), own in groups.items():
        wanted = _wanted(session, task, which, anchor_on, item_id, calendar)
        _compare(changes, own, wanted)
        if which is Ladder.DEADLINE:
            there = _names(session, task, anchor_on)
            missing = [each for name, each in wanted.items() if name not in there]
            ahead = [each for each in missing if each.on > day_of(now)]
            changes.added += [Laid(which, anchor_on, ahead)] if ahead else []
    return changes


def _is_a_step(rung: Rung) -> bool:
    """A snooze was chosen by a person, the hour by a letter: neither is a step of a ladder, both stay."""
    return not ladder.is_snooze(rung.name) and rung.name != ladder.HOUR


def _wanted(
    session: Session,
    task: Task,
    which: Ladder,
    anchor_on: date,
    item_id: int | None,
    calendar: WorkingCalendar,
) -> dict[str, PlannedRung]:
    """A ladder of a task as it would be laid by this calendar, by the names of its rungs."""
    item = session.get(TaskItem, item_id) if item_id else None
    return {rung_name(each, item): each for each in _laid(task, which, anchor_on, calendar)}


def _compare(changes: Relaid, own: list[Rung], wanted: dict[str, PlannedRung]) -> None:
    """Rungs that are wanted no more, and those that are wanted elsewhere."""
    for rung in own:
        new = wanted.get(rung.name)
        if new is None:
            changes.dropped.append(rung)
        elif (new.on, new.after_cutoff) != (day_of(rung.speak_at), rung.after_cutoff):
            changes.moved.append((rung, new))


def _laid(task: Task, which: Ladder, anchor_on: date, calendar: WorkingCalendar) -> list[PlannedRung]:
    """A ladder of a task as it would be laid by this calendar."""
    match which:
        case Ladder.DEADLINE if anchor_on == task.due_on:
            return ladder.lay(task.steps, anchor_on, task.cutoff_on, task.cutoff_on, task.closes_on, calendar)
        case Ladder.DEADLINE:
            return ladder.lay(STEPS_TO_FIX, anchor_on, None, None, task.closes_on, calendar)
        case Ladder.ESCALATION:
            return level_rungs(anchor_on, calendar)
        case Ladder.EVIDENCE:
            return ladder.evidence_rungs(anchor_on, calendar)
        case Ladder.EVIDENCE_HEAD:
            return evidence_head_rungs(anchor_on, calendar)
        case Ladder.REVIEW:
            return review_rungs(anchor_on, calendar)
        case Ladder.WAITING:
            return ladder.waiting_rungs(anchor_on, calendar)
        case Ladder.PIECE:
            return ladder.piece_rungs(anchor_on, calendar)


def _names(session: Session, task: Task, anchor_on: date) -> set[str]:
    """What the deadline ladder from this day has, spoken and skipped rungs included."""
    found = select(Rung.name).where(
        Rung.task_id == task.id, Rung.ladder == Ladder.DEADLINE, col(Rung.anchor_on) == anchor_on
    )
    return set(session.exec(found))
