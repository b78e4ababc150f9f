"""What was due before the agency adopted the program: settled by the admin or the unit's head, never late."""

from datetime import date

from models.actor import Act
from models.administering import check_in
from models.changes.adjusting import Basis, adjust
from models.changes.common import check, enter, record_and_refresh, tell, tell_decided
from models.changes.deciding import facts_of_decision, keep_decision
from models.changes.open_task import lay_deadline_ladder
from models.kinds import Kind
from models.occurrences import accepted_when_due
from models.people import holding
from models.refused import Reason, Refused
from models.rules.cadence import scoring_closes_on
from models.rules.lifecycle import Change, State
from models.rules.permissions import Configuring
from models.rules.zone import midnight_after
from models.tables import Adjustment, AdjustmentKind, DecisionKind, Role, Task, Unit


def set_date(act: Act, task: Task, due_on: date) -> None:
    """It is still to be done, by a new day: the task opens with a ladder of its own.

    Its rungs begin tomorrow, for whoever hears of the task gets its card at once. It may be handed in until the
    year is scored. Raises Refused, also for a day that is past.
    """
    check(act, task, Change.SET_DATE)
    if due_on < act.today:
        raise Refused(Reason.DATE_PAST)
    task.due_on, task.accepted_until = due_on, accepted_when_due(task, due_on)
    task.closes_on = max(task.accepted_until or due_on, scoring_closes_on(task.scoring_year))
    lay_deadline_ladder(act.session, task, after=midnight_after(act.now))
    enter(act, task, State.OPEN)
    entry = record_and_refresh(act, Change.SET_DATE, task)
    key = f"dated/{task.id}/{entry.seq}"
    tell_decided(act, task, Kind.CARD, key, tasks=[task], dated_by=act.me.id)


def not_applicable(act: Act, task: Task, reason: str) -> None:
    """It was never needed here, and why. Raises Refused."""
    check(act, task, Change.NOT_APPLICABLE)
    if not reason.strip():
        raise Refused(Reason.NO_REASON)
    why = facts_of_decision(keep_decision(act, task, DecisionKind.WAIVE, reason))
    task.state_before = task.state
    enter(act, task, State.WAIVED)
    record_and_refresh(act, Change.NOT_APPLICABLE, task, **why)


def settle_out(act: Act, tasks: list[Task], reason: str) -> Adjustment:
    """None of these was ever needed here, for one reason; taken back as one. Raises Refused."""
    if not tasks:
        raise Refused(Reason.GONE)
    for task in tasks:
        not_applicable(act, task, reason)
    before = {str(task.id): State.TO_SETTLE.value for task in tasks}
    return adjust(act, AdjustmentKind.WAIVE, before, {}, basis=Basis(words=reason))


def hand_to_heads(act: Act, unit: Unit, tasks: list[Task]) -> bool:
    """A unit's part of what is to settle goes to its heads, to each once. Returns whether any was told now.

    `tasks`: in the order in which they are listed. Raises Refused.
    """
    check_in(act, unit.agency_id, Configuring.TRIAGE)
    told = [
        tell(
            act,
            unit.agency_id,
            Kind.TRIAGE,
            f"triage/{unit.code}/{head.code}",
            person=head,
            tasks=tasks,
            unit=unit.id,
        )
        for head in holding(act.session, unit.agency_id, Role.HEAD, unit.id)
    ]
    return any(told)
