"""Several tasks of one requirement do not apply: one change, taken back as one."""

from sqlmodel import Session

from models.actor import Act
from models.administering import check_may
from models.changes.adjusting import Basis, adjust
from models.changes.deciding import unwaive, waive
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind, Requirement, Task


def waive_all(act: Act, tasks: list[Task], basis: Basis) -> Adjustment:
    """Each is waived for this reason, its officer told. Raises Refused."""
    check_may(act, Configuring.WAIVE)
    before = {str(task.id): task.state.value for task in tasks}
    for task in tasks:
        waive(act, task, basis.words)
    return adjust(
        act,
        AdjustmentKind.WAIVE,
        before,
        {},
        requirement=act.session.get_one(Requirement, tasks[0].requirement_id),
        basis=basis,
    )


def take_back_waivers(act: Act, adjustment: Adjustment) -> None:
    """Each is again what it was before. Raises Refused where one is waived no more."""
    if not may_be_waived_no_more(act.session, adjustment):
        raise Refused(Reason.DEPENDED_ON)
    for task in _tasks(act.session, adjustment):
        unwaive(act, task)


def may_be_waived_no_more(session: Session, adjustment: Adjustment) -> bool:
    """Whether all that it waived still is."""
    return all(task.state is State.WAIVED for task in _tasks(session, adjustment))


def _tasks(session: Session, adjustment: Adjustment) -> list[Task]:
    return [session.get_one(Task, int(key)) for key in adjustment.before]
