"""Who answers which button: each handler says so itself, and takes by its types what the press must carry."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, get_args

from sqlmodel import SQLModel

from bot.press import MalformedPress, Press
from bot.turn import Turn
from jobs.messages.facts import Do
from jobs.messages.morning import with_requirements
from models.tables import Task, TaskItem

Function = TypeVar("Function", bound=Callable[..., None])
Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True)
class Argument:
    """What a handler takes from a press: a row of one's own agency, a number, words, a day, a member of an
    enumeration, or the press itself."""

    kind: type[Any]
    optional: bool = False


@dataclass(frozen=True)
class Button:
    """A handler and what it takes, in order; `says`: the answer to a press, where the handler finds no other; a
    stranger may press only what is `for_strangers`."""

    handler: Callable[..., None]
    takes: tuple[Argument, ...]
    says: str | None
    for_strangers: bool

    def answer(self, turn: Turn, press: Press) -> None:
        """Raises MalformedPress for what none of our buttons carries, and Refused as the handler does."""
        given: list[Any] = []
        index = 0
        for argument in self.takes:
            if argument.kind is Press:
                given.append(press)
            else:
                given.append(_read(turn, press, index, argument))
                index += 1
        self.handler(turn, *given)
        if turn.alert is None:
            turn.alert = self.says


BUTTONS: dict[Do, Button] = {}


def button(do: Do, *, says: str | None = None, for_strangers: bool = False) -> Callable[[Function], Function]:
    """Says that a function answers this button. Raises TypeError where it takes what no press carries."""

    def register(handler: Function) -> Function:
        _, *parameters = inspect.signature(handler).parameters.values()
        takes = tuple(_argument(each.annotation) for each in parameters)
        BUTTONS[do] = Button(handler, takes, says, for_strangers)
        return handler

    return register


def _argument(annotation: Any) -> Argument:
    optional = isinstance(annotation, UnionType)
    kind = get_args(annotation)[0] if optional else annotation
    if kind not in (Press, int, str, date) and not issubclass(kind, (SQLModel, StrEnum)):
        raise TypeError(f"no press carries {annotation}")
    return Argument(kind, optional)


def _read(turn: Turn, press: Press, index: int, argument: Argument) -> Any:
    if argument.optional and index >= len(press.args):
        return None
    if issubclass(argument.kind, SQLModel):
        return _row(turn, argument.kind, press.number(index))
    if argument.kind is int:
        return press.number(index)
    return press.read(index, date.fromisoformat if argument.kind is date else argument.kind)


def _row(turn: Turn, table: type[Row], key: int) -> Row:
    """A row of one's own agency; any other is as good as none."""
    if table is Task:
        with_requirements(turn.session, {key})
    row = turn.session.get(table, key)
    if row is None or _agency(turn, row) != turn.me.agency_id:
        raise MalformedPress
    return row


def _agency(turn: Turn, row: SQLModel) -> int | None:
    """Whose a row is; an item is its task's."""
    owner = turn.session.get_one(Task, row.task_id) if isinstance(row, TaskItem) else row
    return getattr(owner, "agency_id", None)
