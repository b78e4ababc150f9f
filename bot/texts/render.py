"""From a message of facts to its words: one function a kind, found by the type of the message."""

import pkgutil
from importlib import import_module

from bot import texts
from bot.texts.text import Text
from bot.texts.wording import words_of
from jobs.messages.facts import Message

REPEATED = "\n\n<i>(Tin này có thể đã đến một lần.)</i>"

# A wording is known once its module is read.
for _module in pkgutil.walk_packages(texts.__path__, f"{texts.__name__}."):
    import_module(_module.name)


def render(message: Message) -> Text:
    return words_of(message)
