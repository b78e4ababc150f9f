"""Requirements are added, edited and retired from the chat; each change is kept so that it can be taken back."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import check_may
from models.catalogue.document import RequirementEntry
from models.catalogue.exporting import requirement_entry
from models.catalogue.loading import put_requirement
from models.changes.adjusting import Basis, adjust
from models.changes.deciding import withdraw
from models.changes.handing import work_under
from models.changes.settling import not_applicable
from models.changes.work_telling import Work, tell_of_work
from models.people import person_of
from models.refused import Reason, Refused
from models.rules.cadence import cadence_of
from models.rules.lifecycle import State
from models.rules.permissions import Configuring
from models.tables import (
    Adjustment,
    AdjustmentKind,
    Agency,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    Requirement,
    Task,
)
from models.units import units_of


def save_requirement(act: Act, entry: RequirementEntry) -> Adjustment:
    """Adds a requirement, or brings the one with this code to what the entry says. Tasks that are open keep
    their days and ladders. Raises Refused."""
    person = check_may(act, Configuring.REQUIREMENTS)
    agency = act.session.get_one(Agency, person.agency_id)
    alike = select(Requirement).where(Requirement.agency_id == agency.id, Requirement.code == entry.code)
    existing = act.session.exec(alike).first()
    before = spelled(requirement_entry(act.session, existing)) if existing is not None else {}
    old = person_of(act.session, existing.responsible_id) if existing is not None else None
    if before == spelled(entry):
        raise Refused(Reason.NO_CHANGE)
    row, found = put_requirement(act, agency, entry)
    after, kind = spelled(entry), AdjustmentKind.REQUIREMENT
    if row.responsible_id is None and (existing is None or old is not None):
        leave_to_its_head(act, row)
    made = adjust(act, kind, before, after, requirement=row, differences=len(found))
    _tell_of_duty(act, made, row, old, is_new=existing is None)
    return made


def leave_to_its_head(act: Act, requirement: Requirement) -> None:
    """No officer was chosen: its head assigns it, unless each member of a group has its own task."""
    if len(units_of(act.session, requirement)) == 1:
        requirement.left_to_head = True
        act.session.add(requirement)


def _tell_of_duty(
    act: Act, made: Adjustment, requirement: Requirement, old: Person | None, is_new: bool
) -> None:
    """Who has a new duty that recurs, or has it now instead of somebody else, and the heads of its units."""
    new = person_of(act.session, requirement.responsible_id)
    if is_new or new is not old:
        following = [
            each for each in work_under(act.session, requirement).tasks if each.responsible_id is None
        ]
        tell_of_work(act, made, Work([requirement], following), old, new, fresh=is_new)


def retire(act: Act, requirement: Requirement, basis: Basis) -> Adjustment:
    """It opens no more tasks; those that are open run on. Raises Refused."""
    person = check_may(act, Configuring.REQUIREMENTS)
    if requirement.agency_id != person.agency_id or requirement.retired_at is not None:
        raise Refused(Reason.GONE)
    before = spelled(requirement_entry(act.session, requirement))
    requirement.retired_at = act.now
    act.session.add(requirement)
    return adjust(act, AdjustmentKind.RETIRE, before, {}, requirement=requirement, basis=basis)


def take_back_requirement(act: Act, adjustment: Adjustment) -> None:
    """What an edit or a retirement changed is as it was before; what was added is retired. Raises Refused where
    it has been changed since, and for whoever may not configure requirements."""
    check_may(act, Configuring.REQUIREMENTS)
    requirement = act.session.get_one(Requirement, adjustment.requirement_id)
    agency = act.session.get_one(Agency, requirement.agency_id)
    if adjustment.kind is AdjustmentKind.RETIRE:
        if requirement.retired_at is None:
            raise Refused(Reason.DEPENDED_ON)
    elif spelled(requirement_entry(act.session, requirement)) != adjustment.after:
        raise Refused(Reason.DEPENDED_ON)
    if adjustment.before:
        before = read_entry(adjustment.before)
        others = opened_otherwise(act.session, adjustment, [before])
        withdraw_tasks(act, others, "chu kỳ trở lại như cũ")
        put_requirement(act, agency, before)
    else:
        withdraw_requirement(act, requirement, "lần thêm yêu cầu đã được hủy")


def withdraw_requirement(act: Act, requirement: Requirement, reason: str) -> None:
    """What was added is there no more, as long as nothing came of it. Raises Refused."""
    withdraw_tasks(act, tasks_of(act.session, requirement), reason)
    requirement.retired_at = act.now
    act.session.add(requirement)


def withdraw_tasks(act: Act, tasks: Sequence[Task], reason: str) -> None:
    """These tasks are waived, and whoever heard of one is told; those still to settle do not apply. Raises Refused,
    and nothing is changed, where something came of one."""
    if any(task.state not in (State.OPEN, State.TO_SETTLE) for task in tasks):
        raise Refused(Reason.DEPENDED_ON)
    for task in tasks:
        if task.state is State.TO_SETTLE:
            not_applicable(act, task, reason)
        else:
            withdraw(act, task, reason, tells=_was_told(act.session, task))


def tasks_of(session: Session, requirement: Requirement) -> Sequence[Task]:
    own = select(Task).where(Task.requirement_id == requirement.id)
    return session.exec(own.order_by(col(Task.id))).all()


def opened_otherwise(
    session: Session, adjustment: Adjustment, entries: Iterable[RequirementEntry]
) -> list[Task]:
    """The tasks that were opened since this adjustment under another cadence than these entries have."""
    cadences = {entry.code: entry.cadence for entry in entries}
    opened = (
        select(Task, Requirement.code)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .where(
            Task.agency_id == adjustment.agency_id,
            Task.opened_at >= adjustment.made_at,
            Task.state != State.WAIVED,
            col(Requirement.code).in_(cadences),
        )
        .order_by(col(Task.id))
    )
    return [task for task, code in session.exec(opened) if cadence_of(task.period) != cadences[code]]


def _was_told(session: Session, task: Task) -> bool:
    """Whether a message of the program's own accord about a task went out."""
    told = (
        select(Notification.id)
        .join(NotificationTask, col(NotificationTask.notification_id) == Notification.id)
        .where(
            NotificationTask.task_id == task.id,
            col(Notification.direct).is_(False),
            col(Notification.state).in_((OutboxState.SENT, OutboxState.CLAIMED)),
        )
    )
    return session.exec(told).first() is not None


def spelled(entry: RequirementEntry) -> dict[str, Any]:
    """An entry as JSON keeps it."""
    return entry.model_dump(mode="json", exclude_defaults=True)


def read_entry(kept: dict[str, Any]) -> RequirementEntry:
    """What `spelled` kept. Raises ValueError with sentences for an admin where it is no valid entry."""
    return RequirementEntry.model_validate_json(json.dumps(kept))
