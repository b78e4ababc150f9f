"""Telegram as people and the program see it, below which nothing is ours: chats, updates, and a wire that fails as
the plan says. Nothing above the request is replaced."""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest, RequestData

from bot.telegram_api import CarefulRequest
from jobs.outbox import Claimed
from tests.storms.plan import Plan, Span

# The row that is being handed over.
ROW: ContextVar[Claimed | None] = ContextVar("ROW", default=None)
_KEPT_FOR = timedelta(hours=24)
_LONG_POLL = timedelta(hours=6)
# Who polls a dead connection notices after a while, for each try costs; a lost answer is not waited for long.
_HANGS_SECONDS = 3600.0
_GIVEN_UP_SECONDS = 0.3
_BOT = {"id": 123456, "is_bot": True, "first_name": "Nhắc Việc", "username": "NhacViecBot"}
_REFUSED = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by the user"}

Json = dict[str, Any]


@dataclass
class Posted:
    """A message in a chat as it looks now."""

    chat_id: int
    message_id: int
    words: str
    buttons: list[tuple[str, str]]
    asks_reply: bool
    row: Claimed | None
    # By the true time, and by the program's clock when it called.
    at: datetime
    told_at: datetime
    # The answer that it was delivered reached the program.
    is_known: bool = True


@dataclass
class Told:
    """Words that somebody saw: of a new message, an edit, or a toast."""

    at: datetime
    chat_id: int
    words: str


@dataclass
class Telegram:
    """`now`: the true time; `program_now`: what the program's clock says; `delivered` hears of each new message."""

    plan: Plan
    now: Callable[[], datetime]
    program_now: Callable[[], datetime]
    delivered: Callable[[Posted], None]
    posted: list[Posted] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    # How often Telegram took a row and its answer was lost.
    lost: Counter[int] = field(default_factory=Counter)
    # People whose chat refuses us, since when; and when others did.
    blocked: dict[int, datetime] = field(default_factory=dict)
    were_blocked: list[tuple[int, Span]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    # The program hears from each answer what Telegram's own date is.
    dated: Callable[[datetime], None] = lambda moment: None
    # What was sent by people, by update id; those that the program has said it received; those never fetched.
    sent: dict[int, Json] = field(default_factory=dict)
    confirmed: set[int] = field(default_factory=set)
    dropped: set[int] = field(default_factory=set)
    _pending: list[tuple[datetime, int]] = field(default_factory=list)
    _bell: asyncio.Event | None = None
    _next_id: int = 500
    _by_id: dict[int, Posted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._chance = Random(f"{self.plan.seed}/wire")

    # People

    def send(self, update: Json, is_fresh: bool = True) -> int:
        """A person does something; returns the update's id. Not fresh: Telegram hands it over once more."""
        number = len(self.sent) + 70_000 if is_fresh else int(update["update_id"])
        self.sent[number] = update | {"update_id": number}
        self._pending.append((self.now(), number))
        if self._bell is not None:
            self._bell.set()
        return number

    def block(self, chat_id: int) -> None:
        self.blocked[chat_id] = self.now()

    def let_in(self, chat_id: int) -> None:
        self.were_blocked.append((chat_id, Span(self.blocked.pop(chat_id), self.now())))

    def new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def newest(self, chat_id: int, most: int) -> list[Posted]:
        """The newest messages of the bot in a chat, newest first."""
        found: list[Posted] = []
        for each in reversed(self.posted):
            if each.chat_id == chat_id and each.message_id in self._by_id:
                found.append(each)
                if len(found) == most:
                    break
        return found

    # The wire

    async def asked(self, url: str, data: RequestData | None) -> tuple[int, bytes]:
        """A call, as its HTTP request. Raises what HTTPXRequest would."""
        if "/file/" in url:
            await self._travel("getFile")
            return 200, self.files[url.rsplit("/", 1)[1]]
        method = url.rsplit("/", 1)[1]
        values = data.parameters if data is not None else {}
        if method == "getUpdates":
            return _ok(await self._poll(values.get("offset"), bool(values.get("timeout"))))
        called_at = self.program_now()
        lost = await self._travel(method)
        answer = self._answer(method, values, bool(lost), called_at)
        if lost == "gateway":
            raise _Answered(502, b"<html>Bad Gateway</html>")
        if lost:
            await asyncio.sleep(_GIVEN_UP_SECONDS)
            raise TimedOut from httpx.ReadTimeout("")
        self.dated(self.now())
        return answer

    async def _travel(self, method: str) -> str:
        """The way there; returns how the answer will be lost on the way back, "" where it will not be."""
        await asyncio.sleep(self._chance.uniform(0.01, 0.09))
        await self._is_connected(_HANGS_SECONDS if method == "getMe" else _GIVEN_UP_SECONDS)
        fate = self._fate()
        match fate:
            case "unsent":
                await asyncio.sleep(_GIVEN_UP_SECONDS)
                raise TimedOut from httpx.ReadTimeout("")
            case "502":
                raise _Answered(502, b"<html>Bad Gateway</html>")
            case "500":
                raise _Answered(500, _refusal(500, "Internal Server Error"))
            case "429":
                seconds = self._chance.choice((1, 3, 12))
                words = f"Too Many Requests: retry after {seconds}"
                raise _Answered(429, _refusal(429, words, retry_after=seconds))
        return fate if fate in ("lost", "gateway") and method != "getFile" else ""

    async def _is_connected(self, hangs: float = _GIVEN_UP_SECONDS) -> None:
        """Raises NetworkError where there is no connection, when that is noticed."""
        span = next((each for each in self.plan.cut if each.holds(self.now())), None)
        if span is not None:
            left = (span.ends - self.now()).total_seconds()
            await asyncio.sleep(min(left, hangs))
            raise NetworkError("httpx.ConnectError: ") from httpx.ConnectError("")

    def _fate(self) -> str:
        if self.plan.is_calm(self.now()):
            return ""
        drawn = self._chance.randrange(1000)
        for name, most in self.plan.per_mille.items():
            drawn -= most
            if drawn < 0:
                return name
        return ""

    async def _poll(self, offset: int | None, waits: bool) -> list[Json]:
        await self._is_connected(_HANGS_SECONDS)
        self._confirm(offset)
        self._drop_old()
        if not self._pending and waits:
            self._bell = asyncio.Event()
            try:
                async with asyncio.timeout(_LONG_POLL.total_seconds()):
                    await self._bell.wait()
            except TimeoutError:
                pass
            self._bell = None
            await self._is_connected()
        self.dated(self.now())
        return [self.sent[number] for _, number in self._pending[:100]]

    def _confirm(self, offset: int | None) -> None:
        if offset is not None:
            known = {number for _, number in self._pending if number < offset}
            self.confirmed |= known
            self._pending = [each for each in self._pending if each[1] not in known]

    def _drop_old(self) -> None:
        old = {number for at, number in self._pending if self.now() - at > _KEPT_FOR}
        self.dropped |= old - self.confirmed
        self._pending = [each for each in self._pending if each[1] not in old]

    def _answer(self, method: str, values: Json, is_lost: bool, called_at: datetime) -> tuple[int, bytes]:
        chat_id = values.get("chat_id")
        if chat_id in self.blocked:
            return 403, json.dumps(_REFUSED).encode()
        match method:
            case "sendMessage" | "sendDocument" | "sendPhoto":
                return _ok(self._post(int(chat_id or 0), values, is_lost, called_at))
            case "editMessageText":
                return self._edit(int(chat_id or 0), int(values["message_id"]), values)
            case "answerCallbackQuery":
                self._show(int(values["callback_query_id"].split("/")[0]), values.get("text", ""))
                return _ok(True)
            case "getMe":
                return _ok(_BOT)
            case "getFile":
                name = values["file_id"]
                return _ok({"file_id": name, "file_unique_id": name, "file_path": f"files/{name}"})
            case _:
                return _ok(True)

    def _post(self, chat_id: int, values: Json, is_lost: bool, told_at: datetime) -> Json:
        markup = values.get("reply_markup") or {}
        words = values.get("text") or values.get("caption") or ""
        asks_reply = "force_reply" in markup
        at, row = self.now(), ROW.get()
        new = Posted(
            chat_id, self.new_id(), words, _buttons(markup), asks_reply, row, at, told_at, not is_lost
        )
        self.posted.append(new)
        self._by_id[new.message_id] = new
        self._show(chat_id, words)
        if is_lost and row is not None:
            self.lost[row.id] += 1
        self.delivered(new)
        return {"message_id": new.message_id, "date": int(at.timestamp()), "chat": chat(chat_id)}

    def _edit(self, chat_id: int, message_id: int, values: Json) -> tuple[int, bytes]:
        message = self._by_id.get(message_id)
        if message is None:
            return 400, _refusal(400, "Bad Request: message to edit not found")
        message.words, message.buttons = values["text"], _buttons(values.get("reply_markup") or {})
        self._show(chat_id, message.words)
        return _ok({"message_id": message_id, "date": 0, "chat": chat(chat_id)})

    def _show(self, chat_id: int, words: str) -> None:
        self.told.append(Told(self.now(), chat_id, words))


class _Answered(Exception):
    """An answer that is no answer to the call."""

    def __init__(self, code: int, body: bytes) -> None:
        super().__init__(code)
        self.code, self.body = code, body


class _Air(HTTPXRequest):
    """Where HTTPX would open a connection."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram, self._http_version = telegram, "1.1"

    @property
    def read_timeout(self) -> float | None:
        return 10.0

    async def initialize(self) -> None:
        return None

    async def shutdown(self) -> None:
        return None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *rest: Any, **timeouts: Any
    ) -> tuple[int, bytes]:
        try:
            return await self._telegram.asked(url, request_data)
        except _Answered as answered:
            return answered.code, answered.body


class Wire(CarefulRequest, _Air):
    """The request as the program makes it, through the air."""

    def __init__(self, telegram: Telegram, longest: float) -> None:
        _Air.__init__(self, telegram)
        self._longest = longest


def chat(chat_id: int) -> Json:
    return {"id": chat_id, "type": "private", "first_name": f"Người {chat_id}"}


def user(chat_id: int) -> Json:
    return {"id": chat_id, "is_bot": False, "first_name": f"Người {chat_id}"}


def _ok(result: Any) -> tuple[int, bytes]:
    return 200, json.dumps({"ok": True, "result": result}).encode()


def _refusal(code: int, words: str, **parameters: Any) -> bytes:
    body = {"ok": False, "error_code": code, "description": words, "parameters": parameters}
    return json.dumps(body).encode()


def _buttons(markup: Json) -> list[tuple[str, str]]:
    return [
        (each["text"], each["callback_data"]) for row in markup.get("inline_keyboard", ()) for each in row
    ]
