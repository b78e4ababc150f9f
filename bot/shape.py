"""Whether an update has the shape that the Bot API gives it: the library looks at no field's kind.

A field has the same kind wherever it stands (https://core.telegram.org/bots/api), so that one table of names does.
"""

import json
from typing import Any

from telegram import Bot, Update

_WORDS = frozenset(
    [
        "text",
        "caption",
        "data",
        "query",
        "file_name",
        "file_id",
        "file_unique_id",
        "mime_type",
        "media_group_id",
        "title",
        "first_name",
        "last_name",
        "username",
        "language_code",
        "type",
        "status",
        "sender_user_name",
        "chat_instance",
        "url",
    ]
)
_NUMBERS = frozenset(
    [
        "update_id",
        "message_id",
        "date",
        "edit_date",
        "file_size",
        "width",
        "height",
        "duration",
        "offset",
        "length",
    ]
)
_OBJECTS = frozenset(
    [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
        "from",
        "chat",
        "sender_user",
        "sender_chat",
        "user",
        "document",
        "voice",
        "sticker",
        "location",
        "reply_to_message",
        "forward_origin",
        "old_chat_member",
        "new_chat_member",
        "reply_markup",
    ]
)
_LISTS = frozenset(["photo", "entities", "caption_entities", "inline_keyboard"])
# What a database, and the library, can hold as a number.
_MOST = 2**63
_DEEPEST = 40


class Misshaped(Exception):
    """No update of the Bot API looks so."""


def read_update(payload: str | None, bot: Bot) -> Update:
    """An update from the inbox. Raises Misshaped, and whatever the library raises where it cannot read it."""
    update = json.loads(payload or "{}")
    if not is_shaped(update):
        raise Misshaped
    return Update.de_json(update, bot)


def query_in(payload: str | None) -> str | None:
    """The id by which a press is answered, as far as an update that cannot be read holds one."""
    match json.loads(payload or "{}"):
        case {"callback_query": {"id": str(query_id)}} if query_id:
            return query_id
    return None


def is_shaped(update: Any) -> bool:
    """Whether every field that is known by its name holds what it should, and nothing lies too deep."""
    return isinstance(update, dict) and all(_is_field(name, value, 1) for name, value in update.items())


def _is_field(name: str, value: Any, depth: int) -> bool:
    if name in _WORDS:
        return isinstance(value, str)
    if name in _NUMBERS:
        return _is_number(value)
    if (name in _OBJECTS and not isinstance(value, dict)) or (name in _LISTS and not isinstance(value, list)):
        return False
    if name == "id":
        return isinstance(value, str) or _is_number(value)
    return _is_value(value, depth)


def _is_value(value: Any, depth: int) -> bool:
    if depth > _DEEPEST:
        return False
    if isinstance(value, dict):
        return all(_is_field(name, inner, depth + 1) for name, inner in value.items())
    if isinstance(value, list):
        return all(_is_value(inner, depth + 1) for inner in value)
    return not isinstance(value, int) or abs(value) < _MOST


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) < _MOST


def is_its_own(update: Update) -> bool:
    """Whether it comes from the person of a private chat, by whichever way they write to us."""
    chat, sender = update.effective_chat, update.effective_user
    if chat is None or chat.type != "private" or update.business_message or update.edited_business_message:
        return False
    return sender is None or sender.id == chat.id


def minute_of_words(update: Update) -> int | None:
    """The minute in which mere words were sent; None for a press, a file, or what else is never left unread."""
    message = update.message or update.edited_message
    if message is None or is_file(update):
        return None
    return int(message.date.timestamp()) // 60


def is_file(update: Update) -> bool:
    return update.message is not None and bool(update.message.document or update.message.photo)
