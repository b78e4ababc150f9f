"""Which function words which message: each says so itself, by the type of the message that it takes."""

from collections.abc import Callable
from typing import Any, TypeVar

from bot.texts.text import Text
from jobs.messages.facts import Message

Said = TypeVar("Said", bound=Message)
Words = TypeVar("Words", bound=Text | str)

WORDINGS: dict[type[Message], Callable[[Any], Text | str]] = {}


def words_of(message: Message) -> Text:
    """The words of a message of facts, found by its type."""
    words = WORDINGS[type(message)](message)
    return words if isinstance(words, Text) else Text(words)


def wording(words: Callable[[Said], Words]) -> Callable[[Said], Words]:
    """Says that a function finds the words of every message of the type that stands at its parameter: HTML, or with
    a keyboard a Text."""
    message, *_ = words.__annotations__.values()
    WORDINGS[message] = words
    return words
