"""What those above the officer do: talk, give away, a later day, the day stands; the admin ends the trial run."""

from datetime import date

from bot.buttons import button
from bot.handlers import doing
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.above import later_days
from jobs.messages.facts import Do
from models.changes.common import check
from models.changes.deciding import extend, keep
from models.changes.talking import note
from models.changes.trial import end_trial
from models.kinds import Kind
from models.people import responsible
from models.rules.lifecycle import Change
from models.tables import Agency, Task

_WHY = "trưởng đơn vị điều chỉnh"


@button(Do.TALKED, says=alerts.NOTED)
def talked(turn: Turn, task: Task) -> None:
    note(turn.act, task, Change.TALKED)


@button(Do.PHONED, says=alerts.NOTED)
def phoned(turn: Turn, task: Task) -> None:
    note(turn.act, task, Change.PHONED)


@button(Do.GIVE_AWAY)
def ask_whom(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.ASSIGN)
    officer = responsible(turn.session, task)
    turn.answer(Kind.GIVE_TO, tasks=[task], officer=officer.id if officer else None)


@button(Do.LATER_DAY)
def ask_day(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.EXTEND)
    turn.answer(Kind.LATER_DAY, task=task.id)


@button(Do.EXTEND_TO, says=alerts.DATE_SET)
def day_chosen(turn: Turn, task: Task, day: date) -> None:
    """The due day moves and the officer hears of it. Raises Refused, and MalformedPress for a day beyond all
    that were ever offered."""
    offered = later_days(turn.session, task, turn.now)
    if offered and day > offered[-1]:
        raise MalformedPress
    extend(turn.act, task, day, _WHY)
    doing.say_date_set(turn, task, day)


@button(Do.KEEP_DAY, says=alerts.DAY_STANDS)
def day_stands(turn: Turn, task: Task) -> None:
    keep(turn.act, task)


@button(Do.END_TRIAL, says=alerts.TRIAL_OVER)
def trial_over(turn: Turn) -> None:
    """Raises Refused. The pressed message loses its button."""
    agency = turn.session.get_one(Agency, turn.me.agency_id)
    end_trial(turn.act, agency)
    row = turn.pressed()
    if row is not None:
        turn.redraw(row)
