"""Several tasks of one requirement do not apply: one change, taken back as one."""

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
    tasks = [act.session.get_one(Task, int(key)) for key in adjustment.before]
    if any(task.state is not State.WAIVED for task in tasks):
        raise Refused(Reason.DEPENDED_ON)
    for task in tasks:
        unwaive(act, task)
