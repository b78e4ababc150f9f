"""Every button, by what it does. Data is never trusted: each press is read, looked up and checked again."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from sqlmodel import SQLModel

from bot.handlers import asking, coming_in, doing, files, settling
from bot.press import MalformedPress, Press, read_press
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do
from models.actor import acting
from models.changes.common import check
from models.refused import Refused
from models.rules.lifecycle import Change, State
from models.tables import Notification, Person, Task, Unit

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
            _BUTTONS[press.do](turn, press)
    except MalformedPress:
        turn.alert = alerts.MALFORMED
    except Refused as refused:
        turn.alert = alerts.refused(refused)


def _task(turn: Turn, press: Press) -> Task:
    return _row(turn, Task, press.number(0))


def _row(turn: Turn, table: type[Row], key: int) -> Row:
    """A row of one's own agency; any other is as good as none."""
    row = turn.session.get(table, key)
    if row is None or getattr(row, "agency_id", None) != turn.me.agency_id:
        raise MalformedPress
    return row


def _on_task(act: Callable[[Turn, Task], None]) -> Callable[[Turn, Press], None]:
    return lambda turn, press: act(turn, _task(turn, press))


def _ask_file(turn: Turn, task: Task) -> None:
    settles = task.state is State.TO_SETTLE
    check(turn.session, acting(turn.me), task, Change.SETTLE if settles else Change.ADD_EVIDENCE)
    turn.answer("ask_file", task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


def _day(press: Press) -> date:
    try:
        return date.fromisoformat(press.text(1))
    except ValueError:
        raise MalformedPress from None


def _dismiss(turn: Turn, press: Press) -> None:
    turn.rewrite("told", notice="stays_open")
    turn.alert = alerts.STAYS_OPEN


_JOINING: dict[Do, Callable[[Turn, str], None]] = {Do.JOIN: coming_in.accept, Do.NOT_ME: coming_in.decline}

_BUTTONS: dict[Do, Callable[[Turn, Press], None]] = {
    Do.DONE: _on_task(doing.done),
    Do.DONE_EARLY: _on_task(doing.done_early),
    Do.DISMISS: _dismiss,
    Do.TRIAGE: lambda turn, press: asking.show_triage(turn),
    Do.UNDO: _on_task(doing.undo),
    Do.WITHDRAW: _on_task(doing.withdraw_files),
    Do.FILE: _on_task(_ask_file),
    Do.DETAILS: _on_task(asking.show_details),
    Do.CARD: _on_task(asking.show_card),
    Do.TAKE: _on_task(doing.take),
    Do.ASSIGN: lambda turn, press: doing.give(turn, _task(turn, press), _row(turn, Person, press.number(1))),
    Do.ASK_DATE: _on_task(settling.ask_date),
    Do.SET_DATE: lambda turn, press: settling.date_chosen(turn, _task(turn, press), _day(press)),
    Do.NOT_APPLICABLE: _on_task(settling.does_not_apply),
    Do.PAGE: lambda turn, press: settling.turn_page(
        turn, _row(turn, Notification, press.number(0)), press.number(1)
    ),
    Do.HAND_OVER: lambda turn, press: settling.hand_over(
        turn, _row(turn, Notification, press.number(0)), _row(turn, Unit, press.number(1))
    ),
    Do.PLACE: lambda turn, press: files.place(
        turn, _row(turn, Notification, press.number(0)), _row(turn, Task, press.number(1))
    ),
    Do.DISCARD: lambda turn, press: files.discard(turn, _row(turn, Notification, press.number(0))),
    Do.ADDRESS: lambda turn, press: coming_in.choose_address(turn, press.number(0)),
    Do.UNLINK: lambda turn, press: coming_in.remove(turn, _row(turn, Person, press.number(0))),
}
