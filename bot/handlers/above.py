"""What those above the officer do: talk, give away, a later day, the day stands; the admin ends the trial run."""

from datetime import date

from sqlmodel import select

from bot.buttons import button
from bot.press import MalformedPress
from bot.texts import alerts
from bot.texts.words import plain_title
from bot.turn import Turn
from jobs.messages.above import later_days
from jobs.messages.facts import Do, Notice
from jobs.messages.gather import task_facts
from models.changes.common import ask_for_edit, check
from models.changes.deciding import extend, keep
from models.changes.talking import note
from models.changes.trial import end_trial
from models.kinds import Kind
from models.people import responsible
from models.rules.lifecycle import Change
from models.tables import Agency, Notification, SentMessage, Task

_WHY = "trưởng đơn vị điều chỉnh"


@button(Do.TALKED)
def talked(turn: Turn, task: Task) -> None:
    note(turn.act, task, Change.TALKED)
    turn.alert = alerts.NOTED


@button(Do.PHONED)
def phoned(turn: Turn, task: Task) -> None:
    note(turn.act, task, Change.PHONED)
    turn.alert = alerts.NOTED


@button(Do.GIVE_AWAY)
def ask_whom(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.ASSIGN)
    officer = responsible(turn.session, task)
    turn.answer(Kind.GIVE_TO, tasks=[task], officer=officer.id if officer else None)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.LATER_DAY)
def ask_day(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.EXTEND)
    turn.answer(Kind.LATER_DAY, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.EXTEND_TO)
def day_chosen(turn: Turn, task: Task, day: date) -> None:
    """The due day moves and the officer hears of it. Raises Refused, and MalformedPress for a day beyond all
    that were ever offered."""
    offered = later_days(turn.session, task, turn.now)
    if offered and day > offered[-1]:
        raise MalformedPress
    extend(turn.act, task, day, _WHY)
    about = plain_title(task_facts(turn.session, task, turn.now))
    turn.rewrite(Kind.TOLD, notice=Notice.DATE_SET, about=about, day=day.isoformat())
    turn.alert = alerts.DATE_SET


@button(Do.KEEP_DAY)
def day_stands(turn: Turn, task: Task) -> None:
    keep(turn.act, task)
    turn.alert = alerts.DAY_STANDS


@button(Do.END_TRIAL)
def trial_over(turn: Turn) -> None:
    """Raises Refused. The pressed message loses its button."""
    agency = turn.session.get_one(Agency, turn.me.agency_id)
    end_trial(turn.act, agency)
    sent = turn.session.exec(
        select(SentMessage).where(
            SentMessage.chat_id == turn.chat_id, SentMessage.message_id == turn.message_id
        )
    ).first()
    if sent is not None:
        row = turn.session.get_one(Notification, sent.notification_id)
        ask_for_edit(turn.act, sent, row)
    turn.alert = alerts.TRIAL_OVER
