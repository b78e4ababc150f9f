"""Telegram in a box: the people's side of the sandbox, for tests and for the chat page."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.sandbox.api import BotApi
from bot.sandbox.checks import TEXT_LIMIT, written
from bot.sandbox.exchange import Exchange, chat_json, user_json
from bot.sandbox.guard import FromHere
from bot.sandbox.markup import utf16_length
from bot.sandbox.methods import command_key
from bot.sandbox.store import Account, Store, StoredMessage
from models.clock import Clock
from models.rules.zone import VIETNAM

T = TypeVar("T")
_MEDIA_FOLDERS = {"document": "documents", "photo": "photos", "voice": "voice", "sticker": "stickers"}


@dataclass(frozen=True)
class Key:
    """A button under a message."""

    label: str
    data: str


@dataclass(frozen=True)
class ChatMessage:
    """One message as a person sees it. `text` is plain (the caption, for a file), `at` in Vietnamese time."""

    message_id: int
    from_bot: bool
    text: str
    html: str
    buttons: list[list[Key]]
    reply_keyboard: list[list[str]]
    force_reply: bool
    reply_to: int | None
    media: str | None
    document: str | None
    file_path: str | None
    forwarded_from: str | None
    edited: bool
    silent: bool
    at: datetime

    def data_of(self, label: str) -> str:
        """What the first button sends whose label begins like this. Raises KeyError where there is none."""
        for row in self.buttons:
            for key in row:
                if key.label.startswith(label):
                    return key.data
        raise KeyError(label)


async def _nobody_hears(request: Request, gone: Exception) -> Response:
    """Who hung up while still speaking, as a program that stops does, has asked for nothing."""
    return Response(status_code=400)


class SandboxTelegram:
    """`folder` holds the chats, `clock` dates them; `app` answers the Bot API for `token`."""

    def __init__(
        self, folder: Path, clock: Clock, token: str, bot_username: str = "nhacviec_sandbox_bot"
    ) -> None:
        self.store = Store(folder)
        self.exchange = Exchange(self.store, clock, token, bot_username)
        self.api = BotApi(self.exchange)
        self.app = Starlette(
            routes=self.api.routes(),
            middleware=[Middleware(FromHere)],
            exception_handlers={ClientDisconnect: _nobody_hears},
        )
        self.app.state.hang_up = self.exchange.hang_up

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        self.store.close()

    def wipe(self) -> None:
        """Forgets accounts, chats, files, pending updates and commands."""
        self.store.wipe()
        self.exchange.notify()

    def add_account(self, chat_id: int, name: str) -> None:
        """A person with Telegram who has not met the bot; adding one again only renames."""
        self.store.add_account(chat_id, name)
        self.exchange.notify()

    async def until(self, found: Callable[[], T], seconds: float = 60) -> T:
        """Waits until `found()` is truthy and gives it back. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not (result := found()):
                await self.exchange.changed()
        return result

    def send_text(self, chat_id: int, text: str, reply_to: int | None = None, force: bool = False) -> int:
        """What a person types, `/start CODE` included; the first message of a chat is its Start.

        Raises ValueError for an empty text, for one above 4096 characters unless `force`, and in a chat
        whose person has blocked the bot.
        """
        if not text.strip():
            raise ValueError("Telegram sends no empty message")
        if utf16_length(text) > TEXT_LIMIT and not force:
            raise ValueError(f"Telegram sends at most {TEXT_LIMIT} characters in one message")
        return self._say(chat_id, text, reply_to)

    def forward_text(self, chat_id: int, text: str, author: str) -> int:
        """A person passes on what somebody wrote to them; the bot, where it bears the bot's name."""
        return self._say(chat_id, text, None, {"forwarded_from": author})

    def forward(self, chat_id: int, from_chat: int, message_id: int) -> int:
        """A person passes on a message that they or somebody else has in the chat with the bot, words or a file.

        Raises KeyError where there is no such message, and ValueError as `send_text` does.
        """
        message = self._message(from_chat, message_id)
        body = message.body
        author = self.exchange.bot_user() if message.from_bot else user_json(self._account(from_chat))
        passed_on = {key: body[key] for key in ("media", "forwarded_user") if key in body}
        own = {
            "forwarded_user": author,
            "forwarded_from": author["first_name"],
            "forwarded_date": body["date"],
        }
        first = {key: body[key] for key in own if key in body} if "forwarded_from" in body else own
        html = {key: body[key] for key in ("text", "html", "entities")}
        return self._say(chat_id, body["text"], None, html | passed_on | first)

    def send_file(
        self,
        chat_id: int,
        data: bytes,
        file_name: str,
        media_type: str,
        reply_to: int | None = None,
        as_photo: bool = False,
        caption: str | None = None,
    ) -> int:
        """A person's file of any size; a photo loses its name, as in Telegram."""
        kind = "photo" if as_photo else "document"
        return self._send_media(chat_id, kind, data, file_name, media_type, reply_to, caption or "")

    def send_album(
        self,
        chat_id: int,
        files: list[tuple[bytes, str, str]],
        reply_to: int | None = None,
        caption: str = "",
    ) -> list[int]:
        """A person's files sent as one: each is a message, the first bears the caption."""
        extra = {"album": str(self.store.add_query())}
        captions = [caption, *("" for _ in files[1:])]
        return [
            self._send_media(chat_id, "document", *file, reply_to, words, extra)
            for file, words in zip(files, captions, strict=True)
        ]

    def send_voice(self, chat_id: int, reply_to: int | None = None) -> int:
        return self._send_media(chat_id, "voice", b"OggS", "voice.oga", "audio/ogg", reply_to)

    def send_sticker(self, chat_id: int, reply_to: int | None = None) -> int:
        return self._send_media(chat_id, "sticker", b"RIFF", "sticker.webp", "image/webp", reply_to)

    def _send_media(
        self,
        chat_id: int,
        kind: str,
        data: bytes,
        file_name: str,
        media_type: str,
        reply_to: int | None,
        caption: str = "",
        extra: dict[str, Any] | None = None,
    ) -> int:
        file = self.store.add_file(data, file_name, media_type, _MEDIA_FOLDERS[kind])
        body = {"media": {"kind": kind, "file_id": file.file_id}} | (extra or {})
        return self._say(chat_id, caption, reply_to, body)

    def _say(self, chat_id: int, text: str, reply_to: int | None, extra: dict[str, Any] | None = None) -> int:
        if self._account(chat_id).blocked:
            raise ValueError("this person has blocked the bot")
        self.store.set_started(chat_id)
        body = written(text, "") | {
            "markup": {},
            "reply_to": reply_to,
            "silent": False,
            "date": self.exchange.unix_now(),
            **(extra or {}),
        }
        message = self.store.add_message(chat_id, False, body)
        self.exchange.push("message", self.exchange.message_json(message))
        return message.message_id

    def edit_text(self, chat_id: int, message_id: int, text: str) -> None:
        """A person changes the words of their own message. Raises KeyError for any other message."""
        message = self._message(chat_id, message_id)
        if message.from_bot:
            raise KeyError(message_id)
        body = message.body | written(text, "") | {"edit_date": self.exchange.unix_now()}
        self.store.change_message(message_id, body)
        changed = StoredMessage(message_id, chat_id, False, body)
        self.exchange.push("edited_message", self.exchange.message_json(changed))

    def press(self, chat_id: int, message_id: int, data: str) -> str:
        """A press on a button under a message, whether or not it has such a button; gives the query's id.

        Raises KeyError when the chat has no such message.
        """
        message, account = self._message(chat_id, message_id), self._account(chat_id)
        query_id = self.store.add_query()
        query = {
            "id": query_id,
            "from": user_json(account),
            "message": self.exchange.message_json(message),
            "chat_instance": str(chat_id),
            "data": data,
        }
        self.exchange.push("callback_query", query)
        return query_id

    def answer_to(self, callback_query_id: str) -> dict[str, Any] | None:
        """{"text", "show_alert"} once the bot has answered the press, None before."""
        return self.store.answer_of(callback_query_id)

    def block(self, chat_id: int) -> None:
        self._set_member(chat_id, blocked=True)

    def unblock(self, chat_id: int) -> None:
        self._set_member(chat_id, blocked=False)

    def _set_member(self, chat_id: int, blocked: bool) -> None:
        account = self._account(chat_id)
        if account.blocked == blocked:
            return
        self.store.set_blocked(chat_id, blocked)
        member = {"user": self.exchange.bot_user(), "status": "member"}
        kicked = member | {"status": "kicked", "until_date": 0}
        update = {
            "chat": chat_json(account),
            "from": user_json(account),
            "date": self.exchange.unix_now(),
            "old_chat_member": member if blocked else kicked,
            "new_chat_member": kicked if blocked else member,
        }
        self.exchange.push("my_chat_member", update)

    def messages(self, chat_id: int, newest: int | None = None) -> list[ChatMessage]:
        """Both directions, oldest first; all of them, or only the last `newest`."""
        return [self._seen(message) for message in self.store.messages(chat_id, newest)]

    def commands(self, chat_id: int) -> list[dict[str, str]]:
        """The command menu this person sees: their chat's own, else the common one."""
        own: list[dict[str, str]] = self.store.setting(command_key("chat", chat_id), [])
        common: list[dict[str, str]] = self.store.setting(command_key("default"), [])
        return own or common

    def _account(self, chat_id: int) -> Account:
        account = self.store.account(chat_id)
        if account is None:
            raise KeyError(chat_id)
        return account

    def _message(self, chat_id: int, message_id: int) -> StoredMessage:
        message = self.store.message(chat_id, message_id)
        if message is None:
            raise KeyError(message_id)
        return message

    def _seen(self, message: StoredMessage) -> ChatMessage:
        body = message.body
        markup, media = body["markup"], body.get("media", {})
        file = self.store.file(media["file_id"]) if media else None
        return ChatMessage(
            message_id=message.message_id,
            from_bot=message.from_bot,
            text=body["text"],
            html=body["html"],
            buttons=[
                [Key(button["text"], button["callback_data"]) for button in row]
                for row in markup.get("inline_keyboard", [])
            ],
            reply_keyboard=[[button["text"] for button in row] for row in markup.get("keyboard", [])],
            force_reply=bool(markup.get("force_reply")),
            reply_to=body["reply_to"],
            media=media.get("kind"),
            document=file.name if file and media["kind"] == "document" else None,
            file_path=file.path if file else None,
            forwarded_from=body.get("forwarded_from"),
            edited="edit_date" in body,
            silent=body["silent"],
            at=datetime.fromtimestamp(body["date"], VIETNAM),
        )
