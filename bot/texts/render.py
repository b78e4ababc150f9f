"""From a message of facts to its words: one function a kind, found by the type of the message."""

import pkgutil
from dataclasses import replace
from importlib import import_module

from bot import texts
from bot.texts.text import Text, paragraphs
from bot.texts.wording import words_of
from bot.texts.words import UNREACHED, briefly, capital, who
from jobs.messages.facts import Instead, Message

REPEATED = "\n\n<i>(Tin này có thể đã đến một lần.)</i>"

# A wording is known once its module is read.
for _module in pkgutil.walk_packages(texts.__path__, f"{texts.__name__}."):
    import_module(_module.name)


def render(message: Message) -> Text:
    text = words_of(message)
    why = "\n".join(f"<i>{_instead(message, each)}</i>" for each in message.insteads)
    return replace(text, html=paragraphs(text.html, why)) if why else text


def _instead(message: Message, instead: Instead) -> str:
    """Why it reaches the reader, who stands in for somebody."""
    reader, absent = briefly(message.reader), who(instead.absent)
    deputy = who(instead.deputy) if instead.deputy else None
    if instead.is_said:
        return f"{capital(deputy or '')}, người làm thay {absent}, cũng đang vắng nên tin gửi đến {reader}."
    also = f", {deputy} nhận làm thay cũng vắng" if deputy else ""
    why = f", {UNREACHED[instead.unreached]}" if instead.unreached else f" đang vắng{also}"
    return f"Tin này gửi đến {reader} thay {absent}{why}."
