"""The chat page of the sandbox: everyone's Telegram in one browser window, and the clock in its top bar."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from typing import Any, Protocol
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.sandbox.page_view import chat_view, moment_view, person_view
from bot.sandbox.telegram import SandboxTelegram
from models.rules.zone import VIETNAM

ASSETS = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "message.js": "text/javascript; charset=utf-8",
}
LONGEST_WAIT_SECONDS = 20
ANSWER_WAIT_SECONDS = 10
IMAGES_SHOWN = {"image/png", "image/jpeg", "image/webp", "image/gif"}
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; form-action 'none';"
    " frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
ALREADY_PAST = "Đồng hồ thử chỉ đi tới, không lùi lại được."
UNREADABLE_MOMENT = "Chưa đọc được ngày giờ, xin chọn lại."
BLOCKED = "Người này đã chặn tin nhắn; bỏ chặn rồi hãy gửi."
TOO_LONG = "Tin nhắn dài quá 4.096 ký tự, Telegram không gửi được."

Endpoint = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class PagePerson:
    chat_id: int
    name: str
    title: str


class Controls(Protocol):
    """What the top bar can ask of the program; each answer is one sentence for the reader."""

    def now(self) -> datetime: ...

    async def to_next_reminder(self) -> str: ...

    async def forward_a_day(self) -> str: ...

    async def forward_to(self, moment: datetime) -> str: ...

    async def start_over(self) -> str: ...

    def people(self) -> list[PagePerson]: ...


STRANGER = PagePerson(999_000_001, "Người lạ", "Chưa được mời")


def add_page(telegram: SandboxTelegram, controls: Controls) -> None:
    """Adds the page at `/` and its endpoints under `/sandbox/` to the app of this sandbox."""
    telegram.app.router.routes.extend(_Page(telegram, controls).routes())


class _Refusal(Exception):
    """A sentence for the person at the page, shown as a toast."""


class _Page:
    def __init__(self, telegram: SandboxTelegram, controls: Controls) -> None:
        self.telegram = telegram
        self.controls = controls
        self._one_at_a_time = asyncio.Lock()

    def routes(self) -> list[Route]:
        orders = {
            "send": self._send,
            "file": self._send_file,
            "pass-on": self._pass_on,
            "press": self._press,
            "read": self._read,
            "block": self._block,
            "next-reminder": self._ordering(self.controls.to_next_reminder),
            "next-day": self._ordering(self.controls.forward_a_day),
            "forward": self._forward,
            "start-over": self._ordering(self.controls.start_over),
        }
        return [
            _route("/", self._index, "GET"),
            _route("/sandbox/state", self._state, "GET"),
            _route("/sandbox/assets/{name}", self._asset, "GET"),
            _route("/sandbox/files/{path:path}", self._stored_file, "GET"),
            *(_route(f"/sandbox/{name}", order, "POST") for name, order in orders.items()),
        ]

    async def _index(self, request: Request) -> Response:
        return Response(_own_file("page.html"), media_type="text/html; charset=utf-8")

    async def _asset(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS:
            return PlainTextResponse("Not Found", 404)
        return Response(_own_file(name), media_type=ASSETS[name])

    async def _stored_file(self, request: Request) -> Response:
        file = self.telegram.store.file_at(request.path_params["path"])
        if file is None:
            return PlainTextResponse("Not Found", 404)
        content = (self.telegram.store.files / file.path).read_bytes()
        if file.media_type in IMAGES_SHOWN:
            return Response(content, media_type=file.media_type)
        attachment = f"attachment; filename*=UTF-8''{quote(file.name or PurePath(file.path).name)}"
        return Response(content, 200, {"Content-Disposition": attachment}, "application/octet-stream")

    async def _state(self, request: Request) -> Response:
        """Waits for a change after the version the page has, then gives all that it shows."""
        await self._wait_beyond(_number(request.query_params.get("after")))
        chat_id = _number(request.query_params.get("chat"))
        people = sorted(self._people(), key=self._without_news)
        known = chat_id in {person.chat_id for person in people}
        return JSONResponse(
            {
                "version": self.telegram.exchange.version,
                "now": moment_view(self.controls.now()),
                "people": [person_view(self.telegram, p.chat_id, p.name, p.title) for p in people],
                "chat": chat_view(self.telegram, chat_id) if known else None,
            }
        )

    async def _wait_beyond(self, version: int) -> None:
        exchange, loop = self.telegram.exchange, asyncio.get_running_loop()
        ends, hang_ups = loop.time() + LONGEST_WAIT_SECONDS, exchange.hang_ups
        while exchange.version == version and exchange.hang_ups == hang_ups and loop.time() < ends:
            await exchange.changed(ends - loop.time())

    def _people(self) -> list[PagePerson]:
        """One line a chat; who joined with a code from somebody's account is called as the program knows them."""
        accounts = [PagePerson(each.chat_id, each.name, "") for each in self.telegram.store.accounts()]
        people: dict[int, PagePerson] = {}
        for person in (*self.controls.people(), STRANGER, *accounts):
            people.setdefault(person.chat_id, person)
        return list(people.values())

    def _without_news(self, person: PagePerson) -> tuple[bool, int]:
        """Who has news stands first, the newest on top; all others keep their places."""
        newest = self.telegram.store.newest_unread(person.chat_id)
        return newest == 0, -newest

    def _chat_of(self, values: dict[str, Any]) -> int:
        """The chat a request names; a person who has no account yet gets one by their first word."""
        chat_id = int(values["chat"])
        if self.telegram.store.account(chat_id) is None:
            names = {person.chat_id: person.name for person in self._people()}
            self.telegram.add_account(chat_id, names[chat_id])
        return chat_id

    async def _send(self, request: Request) -> Response:
        values = await request.json()
        chat_id, text = self._chat_of(values), values["text"].strip()
        self._check_not_blocked(chat_id)
        try:
            message_id = self.telegram.send_text(chat_id, text, values.get("reply_to"))
        except ValueError:
            raise _Refusal(TOO_LONG) from None
        return JSONResponse({"message_id": message_id})

    async def _pass_on(self, request: Request) -> Response:
        """A message of one chat, forwarded to the bot by the person of this chat or of another one."""
        values = await request.json()
        chat_id = self._chat_of(values)
        self._check_not_blocked(chat_id)
        return JSONResponse(
            {"message_id": self.telegram.forward(chat_id, int(values["from_chat"]), int(values["message"]))}
        )

    async def _send_file(self, request: Request) -> Response:
        async with request.form() as form:
            values = {name: value for name, value in form.items() if isinstance(value, str)}
            chat_id, file = self._chat_of(values), form["file"]
            assert isinstance(file, UploadFile)
            self._check_not_blocked(chat_id)
            message_id = self.telegram.send_file(
                chat_id,
                await file.read(),
                file.filename or "tep",
                file.content_type or "application/octet-stream",
                reply_to=_number(values.get("reply_to")) or None,
                as_photo=values.get("as") == "photo",
                caption=values.get("caption"),
            )
        return JSONResponse({"message_id": message_id})

    def _check_not_blocked(self, chat_id: int) -> None:
        account = self.telegram.store.account(chat_id)
        if account and account.blocked:
            raise _Refusal(BLOCKED)

    async def _press(self, request: Request) -> Response:
        """Presses, and waits for what the bot answers to the press."""
        values = await request.json()
        query_id = self.telegram.press(self._chat_of(values), int(values["message"]), values["data"])
        hang_ups = self.telegram.exchange.hang_ups

        def over() -> bool:
            return (
                self.telegram.answer_to(query_id) is not None or self.telegram.exchange.hang_ups != hang_ups
            )

        with suppress(TimeoutError):
            await self.telegram.until(over, seconds=ANSWER_WAIT_SECONDS)
        return JSONResponse({"answer": self.telegram.answer_to(query_id)})

    async def _read(self, request: Request) -> Response:
        chat_id = int((await request.json())["chat"])
        if self.telegram.store.unread(chat_id):
            self.telegram.store.set_read(chat_id)
            self.telegram.exchange.notify()
        return JSONResponse({})

    async def _block(self, request: Request) -> Response:
        values = await request.json()
        change = self.telegram.block if values["blocked"] else self.telegram.unblock
        change(self._chat_of(values))
        return JSONResponse({})

    def _ordering(self, order: Callable[[], Awaitable[str]]) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            return await self._control(order)

        return endpoint

    async def _forward(self, request: Request) -> Response:
        try:
            moment = datetime.fromisoformat((await request.json())["moment"]).replace(tzinfo=VIETNAM)
        except ValueError:
            raise _Refusal(UNREADABLE_MOMENT) from None
        if moment <= self.controls.now():
            raise _Refusal(ALREADY_PAST)
        return await self._control(lambda: self.controls.forward_to(moment))

    async def _control(self, order: Callable[[], Awaitable[str]]) -> Response:
        async with self._one_at_a_time:
            sentence = await order()
        self.telegram.exchange.notify()
        return JSONResponse({"toast": sentence})


def _route(path: str, endpoint: Endpoint, method: str) -> Route:
    async def guarded(request: Request) -> Response:
        try:
            response = await endpoint(request)
        except _Refusal as refusal:
            response = JSONResponse({"toast": str(refusal)}, 409)
        except (KeyError, TypeError, ValueError):
            response = PlainTextResponse("Bad Request", 400)
        response.headers.update(SECURITY)
        return response

    return Route(path, guarded, methods=[method])


def _own_file(name: str) -> bytes:
    return Path(__file__).with_name(name).read_bytes()


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
