"""Which function words which message: each says so itself, by the type of the message that it takes."""

from collections.abc import Callable
from typing import Any, TypeVar

from bot.texts.text import Text
from jobs.messages.attachments import MadeFile
from jobs.messages.facts import Message

Said = TypeVar("Said", bound=Message)
Words = TypeVar("Words", bound=Text | str)
Made = TypeVar("Made", bound=MadeFile)

WORDINGS: dict[type[Message], Callable[[Any], Text | str]] = {}
# Files that are made of words, by the message that they go along with.
FILES: dict[type[Message], Callable[[Any], MadeFile]] = {}


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


def along(file: Callable[[Said], Made]) -> Callable[[Said], Made]:
    """Says that a function makes the file that goes along with every message of the type at its parameter."""
    message, *_ = file.__annotations__.values()
    FILES[message] = file
    return file


def file_of(message: Message) -> MadeFile | None:
    """The file that goes along with a message and is kept nowhere; None where there is none."""
    make = FILES.get(type(message))
    return make(message) if make is not None else message.made
