"""Callback data: what a button carries, at most 64 bytes. Never trusted: anybody may send anything."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from jobs.messages.facts import Choice, Do

Read = TypeVar("Read")

_LIMIT = 64


@dataclass(frozen=True)
class Press:
    do: Do
    args: tuple[str, ...]

    def number(self, index: int) -> int:
        """The argument as a number. Raises MalformedPress."""
        text = self.text(index)
        if not text.isascii() or not text.isdigit() or len(text) > 18:
            raise MalformedPress
        return int(text)

    def text(self, index: int) -> str:
        """Raises MalformedPress when there is no such argument."""
        if index >= len(self.args):
            raise MalformedPress
        return self.args[index]

    def read(self, index: int, reader: Callable[[str], Read]) -> Read:
        """What a reader makes of the argument, a day or a member of an enumeration. Raises MalformedPress where it
        raises ValueError."""
        try:
            return reader(self.text(index))
        except ValueError:
            raise MalformedPress from None


class MalformedPress(Exception):
    """Callback data that no button of ours carries."""


def spell(choice: Choice) -> str:
    """The data of a choice. Raises ValueError beyond 64 bytes: a fault of ours, not the reader's."""
    data = ":".join((choice.do, *map(str, choice.args)))
    if len(data.encode()) > _LIMIT:
        raise ValueError(f"callback data too long: {data}")
    return data


def read_press(data: str) -> Press:
    """Raises MalformedPress."""
    verb, *args = data.split(":")
    try:
        return Press(Do(verb), tuple(args))
    except ValueError:
        raise MalformedPress from None
