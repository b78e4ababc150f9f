"""Where the two sides of the sandbox meet: the people who write, and the bot that polls and answers."""

import asyncio
import time
from typing import Any

from bot.sandbox.store import Account, Store, StoredMessage
from models.clock import Clock

BOT_NAME = "Nhắc Việc"


class Exchange:
    """The store, the clock, who the bot is, and a bell that rings whenever something changes."""

    def __init__(self, store: Store, clock: Clock, token: str, bot_username: str) -> None:
        self.store = store
        self.clock = clock
        self.token = token
        self.bot_username = bot_username
        self.version = int(time.time() * 1000)
        self.hang_ups = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Something a person or a test can see has changed."""
        self.version += 1
        self.wake()

    def wake(self) -> None:
        """Lets everyone who waits look again; may be called from any thread."""
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            future.get_loop().call_soon_threadsafe(_resolve, future)

    def hang_up(self) -> None:
        """Ends every long poll in progress with what there is, so that a server can stop at once."""
        self.hang_ups += 1
        self.wake()

    async def changed(self, within: float | None = None) -> None:
        """Returns at the next change, or after `within` seconds."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await asyncio.wait([future], timeout=within)
        finally:
            self._waiting.discard(future)

    def unix_now(self) -> int:
        """The sandbox clock in Unix seconds."""
        return int(self.clock.now().timestamp())

    def bot_user(self) -> dict[str, Any]:
        return {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": BOT_NAME,
            "username": self.bot_username,
        }

    def push(self, kind: str, payload: dict[str, Any]) -> None:
        self.store.add_update({kind: payload})
        self.notify()

    def message_json(self, message: StoredMessage, with_reply: bool = True) -> dict[str, Any]:
        """A Message of the Bot API. As there, the message replied to carries no reply of its own."""
        account = self.store.account(message.chat_id)
        assert account is not None
        sender = self.bot_user() if message.from_bot else user_json(account)
        body = message.body
        result = {
            "message_id": message.message_id,
            "from": sender,
            "chat": chat_json(account),
            "date": body["date"],
            **self._content(body),
        }
        if "edit_date" in body:
            result["edit_date"] = body["edit_date"]
        if "inline_keyboard" in body.get("markup", {}):
            result["reply_markup"] = body["markup"]
        if body.get("album"):
            result["media_group_id"] = body["album"]
        if body.get("forwarded_from"):
            result["forward_origin"] = self._origin(body)
        replied = self.store.message(message.chat_id, body["reply_to"]) if body.get("reply_to") else None
        if with_reply and replied:
            result["reply_to_message"] = self.message_json(replied, with_reply=False)
        return result

    def _origin(self, body: dict[str, Any]) -> dict[str, Any]:
        """Whose a forwarded message was: the bot's, a known account's, or somebody's who hides theirs."""
        author, date = body["forwarded_from"], body.get("forwarded_date", body["date"])
        if "forwarded_user" in body:
            return {"type": "user", "sender_user": body["forwarded_user"], "date": date}
        if author == BOT_NAME:
            return {"type": "user", "sender_user": self.bot_user(), "date": date}
        return {"type": "hidden_user", "sender_user_name": author, "date": date}

    def _content(self, body: dict[str, Any]) -> dict[str, Any]:
        words = "caption" if "media" in body else "text"
        content: dict[str, Any] = {}
        if body["text"]:
            content[words] = body["text"]
        if body["entities"]:
            content["caption_entities" if words == "caption" else "entities"] = body["entities"]
        if "media" in body:
            content[body["media"]["kind"]] = self._media(**body["media"])
        return content

    def _media(self, kind: str, file_id: str) -> Any:
        file = self.store.file(file_id)
        assert file is not None
        common = {"file_id": file.file_id, "file_unique_id": file.unique_id, "file_size": file.size}
        if kind == "photo":
            return [{**common, "width": 1280, "height": 960}]
        if kind == "voice":
            return {**common, "duration": 3, "mime_type": file.media_type}
        if kind == "sticker":
            shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
            return {**common, **shape, "emoji": "👍"}
        return {**common, "file_name": file.name, "mime_type": file.media_type}


def user_json(account: Account) -> dict[str, Any]:
    return {"id": account.chat_id, "is_bot": False, "first_name": account.name, "language_code": "vi"}


def chat_json(account: Account) -> dict[str, Any]:
    return {"id": account.chat_id, "type": "private", "first_name": account.name}


def _resolve(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
