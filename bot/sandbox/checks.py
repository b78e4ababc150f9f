"""What Telegram refuses before it delivers: text, captions, keyboards, commands. Its own words are kept."""

import html
import re
from typing import Any

from bot.sandbox.markup import MarkupError, flatten, parse_html, plain_entities, utf16_length
from bot.sandbox.params import Params, bad_request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CALLBACK_DATA_BYTES = 64
BUTTON_LIMIT = 100


def written(source: str, parse_mode: str) -> dict[str, Any]:
    """Text, html and entities of a message body. Raises ApiError for markup that Telegram cannot parse."""
    if parse_mode.lower() not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    if not parse_mode:
        text = source.strip()
        return {"text": text, "html": html.escape(text, quote=False), "entities": plain_entities(text)}
    try:
        text, entities = flatten(parse_html(source))
    except MarkupError as error:
        raise bad_request(f"can't parse entities: {error}") from None
    return {"text": text, "html": source.strip(), "entities": entities}


def message_text(params: Params) -> dict[str, Any]:
    body = written(params.text("text"), params.text("parse_mode"))
    if not body["text"]:
        raise bad_request("message text is empty")
    if utf16_length(body["text"]) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return body


def caption(params: Params) -> dict[str, Any]:
    body = written(params.text("caption"), params.text("parse_mode"))
    if utf16_length(body["text"]) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return body


def reply_markup(params: Params) -> dict[str, Any]:
    """The keyboard of a message, {} where there is none. Raises ApiError."""
    markup = params.parsed("reply_markup", "reply keyboard markup") or {}
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline_keyboard(markup["inline_keyboard"])
    for row in markup.get("keyboard", []):
        for button in row:
            _check_reply_button(button)
    return markup


def _inline_keyboard(rows: Any) -> dict[str, Any]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            "can't parse inline keyboard markup: Expected an Array of Array of InlineKeyboardButton"
        )
    for row in rows:
        for button in row:
            _check_inline_button(button)
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    filled = [row for row in rows if row]
    return {"inline_keyboard": filled} if filled else {}


def _check_inline_button(button: Any) -> None:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: Expected an Object")
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    if "callback_data" not in button:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_reply_button(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")


def bot_commands(params: Params) -> list[dict[str, str]]:
    """The commands of setMyCommands. Raises ApiError."""
    commands = params.parsed("commands", "commands") or []
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_bot_command(command) for command in commands]


def _bot_command(command: dict[str, Any]) -> dict[str, str]:
    name, description = command.get("command", "").removeprefix("/"), command.get("description", "")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= utf16_length(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
