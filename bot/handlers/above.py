"""What those above the officer do: talk, give away, a later day, the day stands; the admin ends the trial run."""

from datetime import date

from sqlmodel import select

from bot.press import MalformedPress
from bot.texts import alerts
from bot.texts.words import plain_title
from bot.turn import Turn
from jobs.messages.above import later_days
from jobs.messages.facts import Notice
from jobs.messages.gather import task_facts
from models.changes.common import ask_for_edit, check
from models.changes.deciding import extend, keep
from models.changes.talking import note
from models.changes.trial import end_trial
from models.people import responsible
from models.rules.lifecycle import Change
from models.tables import Agency, Notification, SentMessage, Task

_WHY = "trưởng đơn vị điều chỉnh"


def talked(turn: Turn, task: Task) -> None:
    note(turn.act, task, Change.TALKED)
    turn.alert = alerts.NOTED


def phoned(turn: Turn, task: Task) -> None:
    note(turn.act, task, Change.PHONED)
    turn.alert = alerts.NOTED


def ask_whom(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.ASSIGN)
    officer = responsible(turn.session, task)
    turn.answer("give_to", tasks=[task], officer=officer.id if officer else None)
    turn.alert = alerts.ANSWERED_BELOW


def ask_day(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.EXTEND)
    turn.answer("later_day", task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


def day_chosen(turn: Turn, task: Task, day: date) -> None:
    """The due day moves and the officer hears of it. Raises Refused, and MalformedPress for a day beyond all
    that were ever offered."""
    offered = later_days(turn.session, task, turn.now)
    if offered and day > offered[-1]:
        raise MalformedPress
    extend(turn.act, task, day, _WHY)
    about = plain_title(task_facts(turn.session, task, turn.now))
    turn.rewrite("told", notice=Notice.DATE_SET, about=about, day=day.isoformat())
    turn.alert = alerts.DATE_SET


def day_stands(turn: Turn, task: Task) -> None:
    keep(turn.act, task)
    turn.alert = alerts.DAY_STANDS


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
