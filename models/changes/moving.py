"""A deadline moves, later or earlier, at an hour where a letter gives one; and is put back while nothing depends
on it. `scheduled_on` never moves."""

import json
from datetime import date, time
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import check_in
from models.calendar import hours_of, working_calendar
from models.changes.adjusting import Basis, keep_adjustment
from models.changes.common import check, enter, in_place_of, record_and_refresh, refresh
from models.changes.move_telling import tell_concerned, tell_taken_back
from models.changes.open_task import (
    keep_snoozes,
    lay_deadline_ladder,
    lay_fix_ladder,
    lay_piece_ladders,
    pass_over,
    planned_snoozes,
)
from models.ledger import digest, record
from models.moves import read_standing, spelled_standing, tasks_moved
from models.occurrences import accepted_when_due
from models.pieces import owed
from models.redating import Rule, day_by, follows, rule_for
from models.refused import Reason, Refused
from models.rules.due_day import DueDay, due_of, spelled_hour
from models.rules.lifecycle import ACTIVE, CLOSED, Change
from models.rules.zone import at
from models.tables import (
    Adjustment,
    AdjustmentKind,
    Agency,
    Ladder,
    Requirement,
    Role,
    Task,
    TaskItem,
)

_LADDERS = (Ladder.DEADLINE, Ladder.ESCALATION, Ladder.PIECE)


def move(
    act: Act, tasks: list[Task], due_on: date, due_hour: time | None, basis: Basis, at_once: bool
) -> Adjustment:
    """Moves these tasks to a day, at an hour of it or (None) to the end of its working hours.

    Ladders are laid anew from there; each person concerned is told once, of all tasks, and who is given less
    time is asked to say that they know. `at_once`: they are told now, also outside working hours. Whether
    something is done in time is still a matter of days: done later on the due day is on time.

    Raises Refused, and nothing moves: without a basis, for a moment that is past or stands already, and where
    this actor may not extend one of the tasks, or its state does not allow it.
    """
    return _move(act, [(task, DueDay(due_on, due_hour)) for task in tasks], basis, at_once)


def move_from_now_on(
    act: Act, tasks: list[Task], due_on: date, due_hour: time | None, basis: Basis, at_once: bool
) -> Adjustment:
    """Moves tasks of one period as `move` does, the open tasks of later periods alike, and the requirement's own
    rule: one adjustment, taken back as one. By an admin only. Raises Refused, also where no rule says so.
    """
    first = tasks[0]
    check_in(act, first.agency_id, Change.MOVE_RULE)
    requirement = act.session.get_one(Requirement, first.requirement_id)
    calendar = working_calendar(act.session, first.agency_id)
    rule = rule_for(requirement, first, due_on, calendar)
    days = [(task, DueDay(due_on, due_hour)) for task in tasks]
    for task in _of_later_periods(act.session, first):
        if not follows(task, requirement):
            continue
        later = DueDay(day_by(requirement, rule, task, calendar), due_hour)
        if later.on > act.today and later != due_of(task):
            days.append((task, later))
    adjustment = _move(act, days, basis, at_once)
    apply_rule(act, adjustment, requirement, rule, due_hour)
    return adjustment


def apply_rule(
    act: Act, adjustment: Adjustment, requirement: Requirement, rule: Rule, due_hour: time | None
) -> None:
    """Later periods are due by another rule, as part of an adjustment that moved this one. Raises Refused."""
    check_in(act, adjustment.agency_id, Change.MOVE_RULE)
    adjustment.before = {**adjustment.before, "rule": _spelled_rule(requirement)}
    adjustment.requirement_id = requirement.id
    requirement.due_rule, requirement.due_hour = rule, due_hour
    adjustment.after = {**adjustment.after, "rule": _spelled_rule(requirement)}
    act.session.add(requirement)
    _record_rule(act, adjustment, requirement)


def take_back(act: Act, adjustment: Adjustment) -> None:
    """Everything is due again as before the move; who heard of the move hears of it once, who did not hears of
    neither. By an admin or whoever moved it. Raises Refused once something depends on it: a task moved again,
    closed, or is to be fixed by a day of its own, or a task opened by the rule.
    """
    check_in(act, adjustment.agency_id, Change.TAKE_BACK_MOVE, adjustment.person_id)
    if adjustment.taken_back_at is not None:
        raise Refused(Reason.GONE)
    tasks = tasks_moved(act.session, adjustment)
    if not _stands(act.session, adjustment, tasks):
        raise Refused(Reason.DEPENDED_ON)
    adjustment.taken_back_at, adjustment.taken_back_by_id = act.now, act.person_id
    act.session.add(adjustment)
    _restore_pieces(act.session, adjustment)
    for task in tasks:
        _restore(act.session, adjustment, task)
        _lay_anew(act, task)
        facts = {"adjustment": adjustment.id, "due_hour": spelled_hour(task.due_hour)}
        record_and_refresh(act, Change.TAKE_BACK_MOVE, task, **facts)
    if "rule" in adjustment.before:
        _restore_rule(act, adjustment)
    tell_taken_back(act, adjustment)


def _move(act: Act, days: list[tuple[Task, DueDay]], basis: Basis, at_once: bool) -> Adjustment:
    if not basis.is_given:
        raise Refused(Reason.NO_REASON)
    if not days:
        raise Refused(Reason.GONE)
    for task, due in days:
        _check(act, task, due)
    adjustment = _keep(act, days, basis, at_once)
    for task, due in days:
        _put(act, adjustment, task, due)
    tell_concerned(act, adjustment)
    return adjustment


def _check(act: Act, task: Task, due: DueDay) -> None:
    check(act, task, Change.EXTEND)
    if due.on < act.today:
        raise Refused(Reason.DATE_PAST)
    if due.hour is not None and at(due.on, due.hour) <= act.now:
        raise Refused(Reason.HOUR_PAST)
    if due == due_of(task):
        raise Refused(Reason.SAME_DAY)


def _keep(act: Act, days: list[tuple[Task, DueDay]], basis: Basis, at_once: bool) -> Adjustment:
    """The adjustment with how everything stood before it."""
    tasks = [task for task, _ in days]
    items = [item for task in tasks for item in owed(act.session, task)]
    before: dict[str, Any] = {
        "tasks": {str(task.id): spelled_standing(task) for task in tasks},
        "items": {str(item.id): item.due_on.isoformat() for item in items if item.due_on},
    }
    after: dict[str, Any] = {"tasks": {}, "at_once": at_once}
    requirements = {task.requirement_id for task in tasks}
    only = requirements.pop() if len(requirements) == 1 else None
    return keep_adjustment(act, AdjustmentKind.MOVE, before, after, basis, only)


def _put(act: Act, adjustment: Adjustment, task: Task, due: DueDay) -> None:
    """One task: its day, its pieces, its ladders, on record."""
    old, was = due_of(task), DueDay(task.due_on, task.due_hour)
    _shift_pieces(act.session, task, due.on, act.today)
    task.due_on, task.due_hour = due.on, due.hour
    task.accepted_until = accepted_when_due(task, due.on)
    task.closes_on = max(task.closes_on, task.accepted_until or due.on)
    task.fix_by = task.held_until = task.promised_on = None
    act.session.add(task)
    _lay_anew(act, task)
    hours = hours_of(act.session, task.agency_id)
    earlier = due.moment(hours) < old.moment(hours)
    stands = {**adjustment.after["tasks"], str(task.id): {**spelled_standing(task), "earlier": earlier}}
    adjustment.after = {**adjustment.after, "tasks": stands}
    adjustment.seq = record(
        act,
        Change.EXTEND,
        task,
        old_due_on=was.on,
        old_due_hour=spelled_hour(was.hour),
        due_hour=spelled_hour(due.hour),
        adjustment=adjustment.id,
        words_sha256=adjustment.words_sha256,
        letter_sha256=adjustment.letter_sha256,
        **in_place_of(act, task, Role.HEAD, task.unit_id),
    ).seq
    act.session.add(adjustment)
    refresh(act, task)


def _shift_pieces(session: Session, task: Task, due_on: date, today: date) -> None:
    """What other units still owe keeps its distance from the due day in working days; never in the past."""
    calendar = working_calendar(session, task.agency_id)
    for item in owed(session, task):
        if item.due_on is not None:
            before = calendar.count(item.due_on, task.due_on)
            item.due_on = max(today, calendar.shift(calendar.on_or_before(due_on), -before))
            session.add(item)


def _lay_anew(act: Act, task: Task) -> None:
    """What was planned is passed over, and what is still to come from the day that stands is planned; what somebody
    asked to be reminded at stays, as long as it comes before the last call of that day."""
    asked = planned_snoozes(act.session, task)
    pass_over(act, task, _LADDERS, None)
    if task.fix_by is not None:
        lay_fix_ladder(act.session, task, task.fix_by, after=act.now)
    else:
        lay_deadline_ladder(act.session, task, after=act.now)
    lay_piece_ladders(act.session, task, after=act.now)
    keep_snoozes(act, task, asked)
    enter(act, task, task.state)


def _of_later_periods(session: Session, task: Task) -> list[Task]:
    """The open tasks of the same requirement whose period comes after this one's."""
    found = session.exec(
        select(Task)
        .where(Task.requirement_id == task.requirement_id, col(Task.state).in_(ACTIVE))
        .order_by(col(Task.scheduled_on), col(Task.id))
    )
    return [each for each in found if each.scheduled_on > task.scheduled_on]


def _stands(session: Session, adjustment: Adjustment, tasks: list[Task]) -> bool:
    """Whether nothing came to depend on a move: every task is open and due as it left it, and so is the rule."""
    for task in tasks:
        kept = adjustment.after["tasks"][str(task.id)]
        same = all(spelled_standing(task)[name] == kept[name] for name in ("due_on", "due_hour", "fix_by"))
        if task.state in CLOSED or not same:
            return False
    if "rule" not in adjustment.after:
        return True
    requirement = session.get_one(Requirement, adjustment.requirement_id)
    opened = select(Task.id).where(
        Task.requirement_id == requirement.id, Task.opened_at >= adjustment.made_at
    )
    return _spelled_rule(requirement) == adjustment.after["rule"] and session.exec(opened).first() is None


def _restore(session: Session, adjustment: Adjustment, task: Task) -> None:
    """What a move changed and nobody since: a promise or a snooze that came after it stays."""
    before = read_standing(adjustment.before["tasks"][str(task.id)])
    after = read_standing(adjustment.after["tasks"][str(task.id)])
    for name, value in before.items():
        if getattr(task, name) == after[name]:
            setattr(task, name, value)
    session.add(task)


def _restore_pieces(session: Session, adjustment: Adjustment) -> None:
    for item_id, day in adjustment.before["items"].items():
        item = session.get_one(TaskItem, int(item_id))
        item.due_on = date.fromisoformat(day)
        session.add(item)


def _restore_rule(act: Act, adjustment: Adjustment) -> None:
    requirement = act.session.get_one(Requirement, adjustment.requirement_id)
    kept: dict[str, Any] = adjustment.before["rule"]
    requirement.due_rule = kept["due_rule"]
    requirement.due_hour = time.fromisoformat(kept["due_hour"]) if kept["due_hour"] else None
    act.session.add(requirement)
    _record_rule(act, adjustment, requirement)


def _record_rule(act: Act, adjustment: Adjustment, requirement: Requirement) -> None:
    agency = act.session.get_one(Agency, adjustment.agency_id)
    rule_sha256 = digest(json.dumps(_spelled_rule(requirement), sort_keys=True))
    entry = record(
        act,
        Change.MOVE_RULE,
        agency,
        requirement=requirement.code,
        adjustment=adjustment.id,
        rule_sha256=rule_sha256,
    )
    if adjustment.taken_back_at is None:
        adjustment.seq = entry.seq
        act.session.add(adjustment)


def _spelled_rule(requirement: Requirement) -> dict[str, Any]:
    return {"due_rule": requirement.due_rule, "due_hour": spelled_hour(requirement.due_hour)}
