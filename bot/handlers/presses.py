"""Every button, by what it does. Data is never trusted: each press is read, looked up and checked again."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlmodel import SQLModel

from bot.handlers import (
    above,
    asking,
    away,
    coming_in,
    doing,
    files,
    forms,
    moving,
    paging,
    pieces,
    replies,
    reviewing,
    saying,
    settling,
    waiting,
)
from bot.press import MalformedPress, Press, read_press
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.compose import compose
from jobs.messages.facts import Do
from models.actor import acting
from models.changes.common import check
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Absence, Adjustment, Notification, Person, Statement, Task, TaskItem, Unit

Row = TypeVar("Row", bound=SQLModel)


def pressed(turn: Turn, data: str) -> None:
    """Answers every press, and changes something only where the lifecycle and the permissions allow it."""
    try:
        press = read_press(data)
        if press.do in (Do.JOIN, Do.NOT_ME):
            _JOINING[press.do](turn, press.text(0))
        elif turn.person is None:
            turn.alert = alerts.STRANGER
        else:
            _press(turn, press)
    except MalformedPress:
        turn.alert = alerts.MALFORMED
    except Refused as refused:
        turn.alert = alerts.refused(refused)


def _press(turn: Turn, press: Press) -> None:
    """A question takes one answer. Raises Refused, MalformedPress."""
    row = turn.pressed()
    question = row if row is not None and row.kind == Kind.QUESTION else None
    if question is not None and "answered" in question.facts:
        raise Refused(Reason.GONE)
    _BUTTONS[press.do](turn, press)
    if question is not None:
        turn.answered(question)


def _give(turn: Turn, press: Press) -> None:
    """To whom the press names, else to who pressed, where the message still offers so. Raises Refused."""
    task = _task(turn, press)
    person = _row(turn, Person, press.number(1)) if press.do is Do.ASSIGN else turn.me
    check(turn.session, acting(turn.me), turn.now, task, Change.ASSIGN)
    if not _is_offered(turn, press):
        raise Refused(Reason.GONE)
    doing.give(turn, task, person)


def _is_offered(turn: Turn, press: Press) -> bool:
    row = turn.pressed()
    message = compose(turn.session, row, turn.now) if row is not None else None
    offered = [choice for choices in message.choices for choice in choices] if message else []
    return any(choice.do is press.do and tuple(map(str, choice.args)) == press.args for choice in offered)


def _task(turn: Turn, press: Press) -> Task:
    return _row(turn, Task, press.number(0))


def _row(turn: Turn, table: type[Row], key: int) -> Row:
    """A row of one's own agency; any other is as good as none."""
    row = turn.session.get(table, key)
    if row is None or getattr(row, "agency_id", None) != turn.me.agency_id:
        raise MalformedPress
    return row


def _item(turn: Turn, press: Press) -> TaskItem:
    item = turn.session.get(TaskItem, press.number(0))
    if item is None:
        raise MalformedPress
    return item


def _on_task(act: Callable[[Turn, Task], None]) -> Callable[[Turn, Press], None]:
    return lambda turn, press: act(turn, _task(turn, press))


def _day(press: Press) -> date:
    try:
        return date.fromisoformat(press.text(1))
    except ValueError:
        raise MalformedPress from None


def _dismiss(turn: Turn, press: Press) -> None:
    turn.rewrite(Kind.TOLD, notice="stays_open")
    turn.alert = alerts.STAYS_OPEN


_JOINING: dict[Do, Callable[[Turn, str], None]] = {Do.JOIN: coming_in.accept, Do.NOT_ME: coming_in.decline}

_BUTTONS: dict[Do, Callable[[Turn, Press], None]] = {
    Do.DONE: _on_task(doing.done),
    Do.DONE_EARLY: _on_task(doing.done_early),
    Do.DISMISS: _dismiss,
    Do.TRIAGE: lambda turn, press: asking.show_triage(turn),
    Do.ZALO_COPY: lambda turn, press: asking.zalo_copy(turn),
    Do.COVERAGE: lambda turn, press: asking.coverage(turn),
    Do.OTHER_DAY: _on_task(doing.ask_day),
    Do.DONE_ON: lambda turn, press: doing.day_chosen(turn, _task(turn, press), _day(press)),
    Do.UNDO: _on_task(doing.undo),
    Do.WITHDRAW: _on_task(doing.withdraw_files),
    Do.FILE: _on_task(files.ask),
    Do.FIGURE: _on_task(files.ask_figure),
    Do.TICK: lambda turn, press: files.tick_pressed(turn, _task(turn, press), press.number(1)),
    Do.FOR_ITEM: lambda turn, press: files.item_chosen(
        turn, _row(turn, Notification, press.number(0)), press.number(1)
    ),
    Do.DETAILS: _on_task(asking.show_details),
    Do.CARD: _on_task(asking.show_card),
    Do.TAKE: _give,
    Do.ASSIGN: _give,
    Do.ASK_DATE: _on_task(settling.ask_date),
    Do.SET_DATE: lambda turn, press: settling.date_chosen(turn, _task(turn, press), _day(press)),
    Do.NOT_APPLICABLE: _on_task(settling.does_not_apply),
    Do.PAGE: lambda turn, press: paging.turn_page(
        turn, _row(turn, Notification, press.number(0)), press.number(1)
    ),
    Do.HAND_OVER: lambda turn, press: settling.hand_over(
        turn, _row(turn, Notification, press.number(0)), _row(turn, Unit, press.number(1))
    ),
    Do.PLACE: lambda turn, press: files.place(
        turn, _row(turn, Notification, press.number(0)), _row(turn, Task, press.number(1))
    ),
    Do.DISCARD: lambda turn, press: files.discard(turn, _row(turn, Notification, press.number(0))),
    Do.LATER: _on_task(saying.ask_when),
    Do.SNOOZE: lambda turn, press: saying.later_chosen(turn, _task(turn, press), press.number(1)),
    Do.PROMISE: lambda turn, press: saying.day_chosen(turn, _task(turn, press), _day(press)),
    Do.STUCK: _on_task(moving.is_stuck),
    Do.NOT_MINE: _on_task(saying.not_mine_pressed),
    Do.KEEP_OFFICER: _on_task(saying.keep_officer),
    Do.COLLEAGUE: _on_task(saying.ask_colleague),
    Do.HAND_TO: lambda turn, press: saying.hand_to(
        turn, _task(turn, press), _row(turn, Person, press.number(1))
    ),
    Do.DECLINE_TASK: _on_task(saying.decline_task),
    Do.PUT_AT: lambda turn, press: saying.place_chosen(turn, _task(turn, press), press.text(1)),
    Do.MEANT: lambda turn, press: replies.task_meant(
        turn, _row(turn, Notification, press.number(0)), _row(turn, Task, press.number(1))
    ),
    Do.MEANING: lambda turn, press: replies.meaning_chosen(
        turn, _row(turn, Notification, press.number(0)), press.text(1)
    ),
    Do.FORWARDED: lambda turn, press: saying.passed_on(turn, _task(turn, press), Change.FORWARD),
    Do.SIGNED: lambda turn, press: saying.passed_on(turn, _task(turn, press), Change.SIGN),
    Do.ISSUED: lambda turn, press: saying.passed_on(turn, _task(turn, press), Change.ISSUE),
    Do.UNSAY: lambda turn, press: saying.unsay(turn, _row(turn, Statement, press.number(0))),
    Do.REVIEW: _on_task(reviewing.show),
    Do.OPEN_FILE: _on_task(reviewing.open_files),
    Do.ACCEPT: lambda turn, press: reviewing.accept_pressed(turn, _task(turn, press), press.number(1)),
    Do.RETURN: lambda turn, press: reviewing.ask_reason(turn, _task(turn, press), press.number(1)),
    Do.RETURN_OTHER: lambda turn, press: reviewing.ask_reason(
        turn, _task(turn, press), press.number(1), own=True
    ),
    Do.RETURN_FOR: lambda turn, press: reviewing.reason_chosen(
        turn, _task(turn, press), press.number(1), press.number(2)
    ),
    Do.TALKED: _on_task(above.talked),
    Do.PHONED: _on_task(above.phoned),
    Do.GIVE_AWAY: _on_task(above.ask_whom),
    Do.LATER_DAY: _on_task(above.ask_day),
    Do.EXTEND_TO: lambda turn, press: above.day_chosen(turn, _task(turn, press), _day(press)),
    Do.KEEP_DAY: _on_task(above.day_stands),
    Do.END_TRIAL: lambda turn, press: above.trial_over(turn),
    Do.WAIT: _on_task(waiting.start),
    Do.WAIT_FOR: lambda turn, press: waiting.picked(
        turn, _row(turn, Notification, press.number(0)), press.text(1)
    ),
    Do.WAIT_OK: lambda turn, press: waiting.confirmed(turn, _row(turn, Notification, press.number(0))),
    Do.WAIT_NO: lambda turn, press: waiting.declined(turn, _row(turn, Notification, press.number(0))),
    Do.WAIT_WHY: lambda turn, press: waiting.ask_why_not(turn, _row(turn, Notification, press.number(0))),
    Do.ANSWERED: _on_task(waiting.answer_came),
    Do.ANSWER_BY: lambda turn, press: waiting.day_chosen(turn, _task(turn, press), _day(press)),
    Do.NOT_YET: _on_task(waiting.not_yet),
    Do.AWAY: away.step,
    Do.AWAY_FOR: lambda turn, press: (
        away.start_for(turn, _row(turn, Person, press.number(0))) if press.args else away.ask_for_whom(turn)
    ),
    Do.DEPUTISE: lambda turn, press: away.deputise(turn, _row(turn, Absence, press.number(0))),
    Do.DECLINE: lambda turn, press: away.decline(turn, _row(turn, Absence, press.number(0))),
    Do.BACK: lambda turn, press: away.back_at_work(turn, _row(turn, Absence, press.number(0))),
    Do.REDATE: lambda turn, press: away.redate(turn, _row(turn, Absence, press.number(0)), press),
    Do.APPOINT: lambda turn, press: away.appoint(
        turn,
        _row(turn, Absence, press.number(0)),
        _row(turn, Person, press.number(1)) if len(press.args) > 1 else None,
    ),
    Do.ADDRESS: lambda turn, press: coming_in.choose_address(turn, press.number(0)),
    Do.PIECE_TICK: lambda turn, press: pieces.ticked(turn, _item(turn, press)),
    Do.PIECE_FILE: lambda turn, press: pieces.ask_file(turn, _item(turn, press)),
    Do.FORM: forms.answered,
    Do.FORM_START: forms.started,
    Do.FORM_EDIT: forms.edited,
    Do.FORM_PAGE: forms.paged,
    Do.FORM_BACK: forms.went_back,
    Do.FORM_CANCEL: forms.cancelled,
    Do.FORM_AGAIN: forms.seen_again,
    Do.TAKE_BACK: forms.taken_back,
    Do.SEEN_CHANGE: lambda turn, press: moving.seen(turn, _row(turn, Adjustment, press.number(0))),
    Do.LETTER: lambda turn, press: moving.show_letter(turn, _row(turn, Adjustment, press.number(0))),
    Do.UNLINK: lambda turn, press: coming_in.remove(turn, _row(turn, Person, press.number(0))),
}
