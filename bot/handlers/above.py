"""What those above the officer do: talk, give away, a later day, the day stands; the admin ends the trial run."""

from datetime import date, datetime, timedelta

from bot.buttons import button
from bot.handlers import doing
from bot.handlers.spoken import message_of
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.above import later_days
from jobs.messages.facts import Do, Notice
from models.calendar import working_calendar
from models.changes.common import check
from models.changes.deciding import extend, keep
from models.changes.talking import note
from models.changes.trial import end_trial
from models.kinds import Kind
from models.people import responsible
from models.refused import Refused
from models.rules.due_day import due_of
from models.rules.lifecycle import Change
from models.rules.reading import Intent
from models.rules.reading.answers import MAY_NAME_A_MOMENT, NoReason, named_moment, no_reason
from models.rules.zone import day_of
from models.tables import Agency, Task

_FARTHEST = timedelta(days=90)
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
    if day > max([*offered, turn.today + _FARTHEST]):
        raise MalformedPress
    extend(turn.act, task, day, _WHY)
    doing.say_date_set(turn, task, day)


def day_written(turn: Turn, words: str) -> bool:
    """Whether words answer "until which day?": that day is set as by its button, or it is asked again; words that
    give up leave it."""
    question = turn.replied_to() if turn.reply_to else turn.asked_lately()
    if question is None or question.kind != Kind.LATER_DAY or question.person_id != turn.me.id:
        return False
    task, day = turn.task(question.facts["task"]), _day_in(turn, words)
    gives_up = no_reason(words, turn.spoken_at) is NoReason.CANCELS
    if day is None and not (gives_up or turn.reply_to or _is_about_days(turn, words)):
        return False
    try:
        if gives_up:
            turn.notice(Notice.STAYS_OPEN)
        elif not _set_to(turn, task, day):
            return True
        turn.rewrite(Kind.TOLD, message_of(turn, question), notice=Notice.UNDERSTOOD_BELOW)
    except Refused as refused:
        turn.refusal(refused)
    return True


def _set_to(turn: Turn, task: Task, day: date | None) -> bool:
    """Whether the day was set; one that cannot be is asked for again. Raises Refused."""
    if day is None or not _fits(turn, task, day):
        check(turn.act, task, Change.EXTEND)
        turn.answer(Kind.LATER_DAY, task=task.id, again=True)
        return False
    extend(turn.act, task, day, _WHY)
    turn.notice(Notice.DATE_SET, about=doing.titled(turn, task), day=day.isoformat())
    return True


def _day_in(turn: Turn, words: str) -> date | None:
    """The one day that words name, unless they say something else of a task."""
    calendar = working_calendar(turn.session, turn.me.agency_id)
    if turn.read(words, turn.spoken_at).intent not in MAY_NAME_A_MOMENT:
        return None
    when = named_moment(words, turn.spoken_at, calendar)
    return day_of(when) if isinstance(when, datetime) else when


def _is_about_days(turn: Turn, words: str) -> bool:
    """Whether words put something off to a day that is not clear."""
    return turn.read(words, turn.spoken_at).intent is Intent.POSTPONE


def _fits(turn: Turn, task: Task, day: date) -> bool:
    """A working day after the one by which it is due and after today, and not so far that it must be misread."""
    after = max(due_of(task).on, turn.today)
    is_working = working_calendar(turn.session, task.agency_id).is_working(day)
    return after < day <= turn.today + _FARTHEST and is_working


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
