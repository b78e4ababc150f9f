"""The courier that speaks Bot API: facts become words and keyboards, Telegram's answers become values."""

import logging
from collections.abc import Awaitable
from typing import Any

from telegram import InputFile
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.pictures import png_of
from bot.press import spell
from bot.telegram_api import GATEWAYS, RawBot, seconds_to_wait
from bot.texts.labels import label
from bot.texts.render import REPEATED, render
from bot.texts.text import Keyboard, main_keyboard
from bot.texts.wording import file_of
from jobs.courier import Down, Later, Migrated, Never, NoFile, Outcome, Sent, Unclear, Unknown
from jobs.messages import facts
from jobs.messages.attachments import Attachment
from models.sealing import Altered, BadKey, WrongKey
from models.store import EvidenceStore
from models.tables import Failure

log = logging.getLogger(__name__)

# What ends a row for good, in Telegram's own words: what it says of that chat, or of that very message; None: an
# edit that finds the message as it should be, or gone, has nothing left to do. Anything else is waited out.
_FOR_GOOD: tuple[tuple[Failure | None, tuple[str, ...]], ...] = (
    (
        None,
        (
            "message is not modified",
            "message to edit not found",
            "message can't be edited",
            "message to delete not found",
        ),
    ),
    (
        Failure.CHAT,
        (
            "bot was blocked by the user",
            "user is deactivated",
            "chat not found",
            "user not found",
            "peer_id_invalid",
            "bot can't initiate conversation",
            "bots can't send messages to bots",
            "bot was kicked",
            "bot is not a member",
            "group chat was deactivated",
            "have no rights to send",
            "not enough rights to send",
            "chat_write_forbidden",
            "chat_restricted",
        ),
    ),
    (
        Failure.MESSAGE,
        (
            "message can't be deleted",
            "can't parse",
            "message is too long",
            "message_too_long",
            "caption is too long",
            "caption_too_long",
            "entities_too_long",
            "text is empty",
            "text must be non-empty",
            "text must be encoded in utf-8",
            "strings must be encoded in utf-8",
            "reply markup is too long",
            "reply_markup_too_long",
            "button_",
            "inline keyboard button",
            "unsupported url protocol",
            "file must be non-empty",
            "file is too big",
            "request entity too large",
            "wrong file identifier",
            "photo_invalid_dimensions",
            "image_process_failed",
            "wrong type of the file",
        ),
    ),
)
# Not made, so nothing was delivered; and what says that nothing at all goes through.
_NOT_CONNECTED = ("ConnectError", "ConnectTimeout", "PoolTimeout", "ProxyError")
_NOT_TELEGRAM = ("is not Telegram's", "Invalid server response")
# Said by a gateway, in HTML or in Telegram's own form: what it passed on may have been delivered.
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
}
_NO_FILE: dict[type[Exception], NoFile] = {
    FileNotFoundError: NoFile.MISSING,
    WrongKey: NoFile.WRONG_KEY,
    BadKey: NoFile.WRONG_KEY,
    Altered: NoFile.ALTERED,
}

# Of what Telegram takes as a JSON object, and what its answer is.
Object = dict[str, Any]
_NO_PREVIEW: Object = {"is_disabled": True}


class TelegramCourier:
    def __init__(self, bot: RawBot, store: EvidenceStore) -> None:
        self._bot, self._store = bot, store

    async def send(
        self, chat_id: int, message: facts.Message, reply_to: int | None, repeated: bool
    ) -> Outcome:
        text = render(message)
        html = text.html + (REPEATED if repeated else "")
        how: Object = {
            "parse_mode": ParseMode.HTML,
            "disable_notification": not message.loud,
            "reply_parameters": _reply(reply_to),
            "reply_markup": _buttons(message) or _keyboard(text.keyboard, message),
        }
        if message.attachment is not None:
            return await self._send_file(chat_id, message.attachment, html, how)
        if message.picture is not None:
            photo = InputFile(png_of(message.picture), filename="ma-qr.png")
            return await _outcome(
                self._bot.call("sendPhoto", {"chat_id": chat_id, "photo": photo, "caption": html, **how})
            )
        made = file_of(message)
        if made is not None:
            file = InputFile(made.data, filename=made.name)
            return await self._document(chat_id, file, html, how)
        words = {"chat_id": chat_id, "text": html, "link_preview_options": _NO_PREVIEW, **how}
        return await _outcome(self._bot.call("sendMessage", words))

    async def _send_file(
        self, chat_id: int, attached: Attachment, caption: str, how: dict[str, Any]
    ) -> Outcome:
        """Its bytes as they came, under a name of our own; without them nothing is to be sent."""
        try:
            data = self._store.read(attached.sha256)
        except tuple(_NO_FILE) as error:
            return Never(_NO_FILE[type(error)], Failure.MESSAGE)
        name = f"{attached.name}{_SUFFIXES.get(attached.media_type, '')}"
        file = InputFile(data, filename=name)
        return await self._document(chat_id, file, caption, how)

    async def _document(self, chat_id: int, file: InputFile, caption: str, how: Object) -> Outcome:
        return await _outcome(
            self._bot.call("sendDocument", {"chat_id": chat_id, "document": file, "caption": caption, **how})
        )

    async def edit(self, chat_id: int, message_id: int, message: facts.Message) -> Outcome:
        words = {
            "chat_id": chat_id,
            "message_id": message_id,
            "text": render(message).html,
            "parse_mode": ParseMode.HTML,
            "link_preview_options": _NO_PREVIEW,
            "reply_markup": _buttons(message),
        }
        return await _outcome(self._bot.call("editMessageText", words))

    async def delete(self, chat_id: int, message_id: int) -> Outcome:
        return await _outcome(self._bot.call("deleteMessage", {"chat_id": chat_id, "message_id": message_id}))


async def _outcome(call: Awaitable[Any]) -> Outcome:
    """What Telegram's answer means; an answer that cannot be read at all leaves us in doubt."""
    try:
        answer = await call
        return Sent(answer["message_id"] if isinstance(answer, dict) else 0)
    except TelegramError as error:
        return _meaning(error)
    except Exception as error:
        log.exception("câu trả lời của Telegram không đọc được")
        return Unknown(type(error).__name__)


def _meaning(error: TelegramError) -> Outcome:
    """Which refusals are for good, which hold everybody up, which are this message's, which leave us in doubt."""
    match error:
        case RetryAfter():
            return Later(seconds_to_wait(error), "retry after")
        case ChatMigrated(new_chat_id=chat_id):
            return Migrated(chat_id)
        case BadRequest() | Forbidden():
            return _refusal(error)
        case InvalidToken() | Conflict():
            return Down(type(error).__name__)
        case _:
            return _fault(error)


def _refusal(error: TelegramError) -> Sent | Never | Unclear:
    """By its words, as data. Of them only those that are known, or come before the details, are kept: details may
    quote the message."""
    said = error.message.lower()
    for failure, texts in _FOR_GOOD:
        known = next((text for text in texts if text in said), None)
        if known is not None:
            return Sent(0) if failure is None else Never(known, failure)
    words = ":".join(error.message.split(":")[:2])
    return Unclear(words, Failure.CHAT if isinstance(error, Forbidden) else Failure.MESSAGE)


def _fault(error: TelegramError) -> Down | Unknown:
    """A connection that was never made, or led to somebody else, delivered nothing; one that broke, or went through
    a gateway that did not wait for the answer, may have."""
    cause = type(error.__cause__).__name__
    if cause in _NOT_CONNECTED:
        return Down("no connection")
    if error.message in GATEWAYS.values():
        return Unknown("gateway")
    if any(known in error.message for known in _NOT_TELEGRAM):
        return Down("no answer of Telegram's")
    return Unknown("timed out" if isinstance(error, TimedOut) else "connection broke")


def _reply(message_id: int | None) -> Object | None:
    return {"message_id": message_id, "allow_sending_without_reply": True} if message_id is not None else None


def _buttons(message: facts.Message) -> Object | None:
    rows = [
        [{"text": label(choice, message), "callback_data": spell(choice)} for choice in row]
        for row in message.choices
        if row
    ]
    return {"inline_keyboard": rows} if rows else None


def _keyboard(keyboard: Keyboard | None, message: facts.Message) -> Object | None:
    match keyboard:
        case Keyboard.MAIN:
            rows = [[{"text": words} for words in row] for row in main_keyboard(message.roles)]
            return {"keyboard": rows, "resize_keyboard": True, "is_persistent": True}
        case Keyboard.FORCE_REPLY:
            return {"force_reply": True, "selective": True}
        case _:
            return None
