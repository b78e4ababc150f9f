"""The courier that speaks Bot API: facts become words and keyboards, Telegram's answers become values."""

from collections.abc import Awaitable
from typing import Any

from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyKeyboardMarkup,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.pictures import png_of
from bot.press import spell
from bot.telegram_api import seconds_to_wait
from bot.texts.labels import label
from bot.texts.render import REPEATED, render
from bot.texts.text import MAIN_KEYBOARD, Keyboard
from jobs.courier import Later, Never, Outcome, Sent, Unknown
from jobs.messages import facts
from jobs.messages.attachments import Attachment
from models.store import EvidenceStore
from models.tables import Failure

# An edit that finds the message as it should be, or gone, has nothing left to do.
_EDIT_IS_DONE = ("message is not modified", "message to edit not found", "message can't be edited")
_RETRY_SECONDS = 5.0
_OFFICE = "application/vnd.openxmlformats-officedocument"
_SUFFIXES = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
}

Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ForceReply | None


class TelegramCourier:
    def __init__(self, bot: Bot, store: EvidenceStore) -> None:
        self._bot, self._store = bot, store

    async def send(
        self, chat_id: int, message: facts.Message, reply_to: int | None, repeated: bool
    ) -> Outcome:
        text = render(message)
        html = text.html + (REPEATED if repeated else "")
        how: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "disable_notification": not message.loud,
            "reply_parameters": _reply(reply_to),
            "reply_markup": _buttons(message) or _keyboard(text.keyboard),
        }
        if message.attachment is not None:
            return await self._send_file(chat_id, message.attachment, html, how)
        if message.picture is not None:
            photo = InputFile(png_of(message.picture), filename="ma-qr.png")
            return await _outcome(self._bot.send_photo(chat_id, photo, html, **how))
        if message.made is not None:
            file = InputFile(message.made.data, filename=message.made.name)
            return await _outcome(self._bot.send_document(chat_id, file, html, **how))
        preview = LinkPreviewOptions(is_disabled=True)
        return await _outcome(self._bot.send_message(chat_id, html, link_preview_options=preview, **how))

    async def _send_file(
        self, chat_id: int, attached: Attachment, caption: str, how: dict[str, Any]
    ) -> Outcome:
        """Its bytes as they are stored, under a name of our own; without them nothing is to be sent."""
        path = self._store.path(attached.sha256)
        if not path.is_file():
            return Never("file missing", Failure.MESSAGE)
        name = f"{attached.name}{_SUFFIXES.get(attached.media_type, '')}"
        file = InputFile(path.read_bytes(), filename=name)
        return await _outcome(self._bot.send_document(chat_id, file, caption, **how))

    async def edit(self, chat_id: int, message_id: int, message: facts.Message) -> Outcome:
        outcome = await _outcome(
            self._bot.edit_message_text(
                render(message).html,
                chat_id,
                message_id,
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_markup=_buttons(message),
            )
        )
        if isinstance(outcome, Never) and any(known in outcome.reason.lower() for known in _EDIT_IS_DONE):
            return Sent(message_id)
        return outcome


async def _outcome(call: Awaitable[Message | bool]) -> Outcome:
    """Which refusals are for good, which are for later, and which leave us in doubt."""
    try:
        message = await call
    except RetryAfter as error:
        return Later(seconds_to_wait(error), "retry after")
    except Forbidden as error:
        return Never(error.message, Failure.CHAT)
    except BadRequest as error:
        gone = "chat not found" in error.message.lower()
        return Never(error.message, Failure.CHAT if gone else Failure.MESSAGE)
    except (ChatMigrated, InvalidToken) as error:
        return Never(error.message, Failure.MESSAGE)
    except TimedOut:
        return Unknown("timed out")
    except NetworkError as error:
        return _network(error)
    except TelegramError as error:
        return Never(error.message, Failure.MESSAGE)
    return Sent(message.message_id if isinstance(message, Message) else 0)


def _network(error: NetworkError) -> Outcome:
    """A connection that was never made delivered nothing; one that broke may have."""
    if "ConnectError" in error.message or "ConnectTimeout" in error.message:
        return Later(_RETRY_SECONDS, "no connection")
    if "Bad Gateway" in error.message:
        return Later(_RETRY_SECONDS, "bad gateway")
    return Unknown("connection broke")


def _reply(message_id: int | None) -> ReplyParameters | None:
    if message_id is None:
        return None
    return ReplyParameters(message_id, allow_sending_without_reply=True)


def _buttons(message: facts.Message) -> InlineKeyboardMarkup | None:
    if not message.choices:
        return None
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label(choice, message), callback_data=spell(choice)) for choice in row]
            for row in message.choices
        ]
    )


def _keyboard(keyboard: Keyboard | None) -> Markup:
    match keyboard:
        case Keyboard.MAIN:
            return ReplyKeyboardMarkup(MAIN_KEYBOARD, resize_keyboard=True, is_persistent=True)
        case Keyboard.FORCE_REPLY:
            return ForceReply(selective=True)
        case _:
            return None
