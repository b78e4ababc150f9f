"""Several tasks of one requirement do not apply: one change, taken back as one."""

from datetime import datetime

from sqlmodel import Session

from models.actor import Actor
from models.administering import check_may
from models.changes.adjusting import Basis, adjust
from models.changes.deciding import unwaive, waive
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.rules.permissions import Act
from models.rules.zone import day_of
from models.tables import Adjustment, AdjustmentKind, Agency, Requirement, Task


def waive_all(session: Session, actor: Actor, now: datetime, tasks: list[Task], basis: Basis) -> Adjustment:
    """Each is waived for this reason, its officer told. Raises Refused."""
    person = check_may(session, actor, Act.WAIVE, day_of(now))
    before = {str(task.id): task.state.value for task in tasks}
    for task in tasks:
        waive(session, actor, now, task, basis.words)
    return adjust(
        session,
        actor,
        now,
        session.get_one(Agency, person.agency_id),
        AdjustmentKind.WAIVE,
        before,
        {},
        requirement=session.get_one(Requirement, tasks[0].requirement_id),
        basis=basis,
    )


def take_back_waivers(session: Session, actor: Actor, now: datetime, adjustment: Adjustment) -> None:
    """Each is again what it was before. Raises Refused where one is waived no more."""
    tasks = [session.get_one(Task, int(key)) for key in adjustment.before]
    if any(task.state is not State.WAIVED for task in tasks):
        raise Refused(Reason.DEPENDED_ON)
    for task in tasks:
        unwaive(session, actor, now, task)
