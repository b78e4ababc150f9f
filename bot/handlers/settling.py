"""The triage list: what was due before the agency adopted the program."""

from datetime import date

from bot.buttons import button
from bot.handlers import doing, forms
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.forms.form import Opening
from jobs.messages.answers import offered_days
from jobs.messages.facts import Do
from jobs.messages.morning import ranked, tasks_of
from models.changes.common import check
from models.changes.settling import hand_to_heads, set_date
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.tables import Notification, Task, Unit


@button(Do.ASK_DATE)
def ask_date(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.SET_DATE)
    turn.answer(Kind.ASK_DATE, task=task.id)


@button(Do.SET_DATE, says=alerts.DATE_SET)
def date_chosen(turn: Turn, task: Task, day: date) -> None:
    """Raises Refused, and MalformedPress for a day beyond what was ever offered."""
    if day > offered_days(turn.session, task.agency_id, turn.today)[-1]:
        raise MalformedPress
    set_date(turn.act, task, day)
    doing.say_date_set(turn, task, day)


@button(Do.NOT_APPLICABLE)
def does_not_apply(turn: Turn, task: Task) -> None:
    """Asks why. Raises Refused."""
    forms.begin(turn, Opening("settle_one", {"about": str(task.id)}))


@button(Do.HAND_OVER)
def hand_over(turn: Turn, triage: Notification, unit: Unit) -> None:
    """Gives a unit's part of the list to its head. Raises Refused."""
    if triage.kind != Kind.TRIAGE or triage.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    told = hand_to_heads(turn.act, unit, _waiting_of(turn, triage, unit))
    turn.alert = alerts.HANDED_OVER if told else alerts.ALREADY_HANDED_OVER


def _waiting_of(turn: Turn, triage: Notification, unit: Unit) -> list[Task]:
    listed = [task for _, task in tasks_of(turn.session, triage)]
    waiting = [task for task in listed if task.state is State.TO_SETTLE and task.unit_id == unit.id]
    return ranked(turn.session, waiting, turn.now)
