"""The Bot API over HTTP: envelope, token, long polling, downloads, and the faults a test asks for."""

import asyncio
import json
from collections import deque
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.exchange import Exchange
from bot.sandbox.methods import GET_FILE_LIMIT, METHODS
from bot.sandbox.params import ApiError, Params, read_params

CALLS_KEPT = 10_000
LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100
FILE_DOWNLOAD = "file"


@dataclass
class _Fault:
    method: str
    status: int
    body: str | dict[str, Any]
    headers: dict[str, str] | None
    left: int

    def response(self) -> Response:
        if isinstance(self.body, str):
            return Response(self.body, self.status, self.headers, media_type="text/html")
        return JSONResponse(self.body, self.status, self.headers)


class _InAscii(JSONResponse):
    """Letters beyond ASCII by their numbers, as Telegram sends them; half of a pair, too, can be sent so."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content).encode()


class _BrokenResponse(Response):
    """Promises a body and never sends it: the client sees its connection die after the work was done."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"application/json"), (b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})


class BotApi:
    """`calls` holds the last 10,000 calls as (method as spelled by the client, parameters)."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.calls: deque[tuple[str, dict[str, Any]]] = deque(maxlen=CALLS_KEPT)
        self._faults: list[_Fault] = []
        self._dropped: list[str] = []
        self._poller = 0

    def routes(self) -> list[Route]:
        return [
            Route("/bot{token}/{method}", self._answer, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
        ]

    def fail_next(
        self,
        method: str,
        status: int,
        body: str | dict[str, Any],
        headers: dict[str, str] | None = None,
        count: int = 1,
    ) -> None:
        """The next `count` calls of a method do nothing and answer this; "file" stands for a download."""
        self._faults.append(_Fault(method.lower(), status, body, headers, count))

    def drop_answer_next(self, method: str) -> None:
        """The next call of a method does its work, and its answer is lost on the way."""
        self._dropped.append(method.lower())

    async def _answer(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            params = await read_params(request)
            self.calls.append((method, params.recorded()))
            response = self._next_fault(method) or await self._run(
                request.path_params["token"], method, params
            )
        except ApiError as error:
            response = error.response()
        response.headers["Date"] = format_datetime(self.exchange.clock.now().astimezone(UTC), usegmt=True)
        return _BrokenResponse() if self._is_dropped(method) else response

    async def _run(self, token: str, method: str, params: Params) -> Response:
        self._check_token(token)
        if method.lower() == "getupdates":
            result: Any = await self._get_updates(params)
        elif method.lower() in METHODS:
            result = METHODS[method.lower()](self.exchange, params)
        else:
            raise ApiError(404, "Not Found")
        return _InAscii({"ok": True, "result": result})

    def _check_token(self, token: str) -> None:
        if token != self.exchange.token:
            raise ApiError(401, "Unauthorized")

    def _next_fault(self, method: str) -> Response | None:
        fault = next((fault for fault in self._faults if fault.method == method.lower()), None)
        if fault is None:
            return None
        fault.left -= 1
        if fault.left <= 0:
            self._faults.remove(fault)
        return fault.response()

    def _is_dropped(self, method: str) -> bool:
        if method.lower() not in self._dropped:
            return False
        self._dropped.remove(method.lower())
        return True

    async def _get_updates(self, params: Params) -> list[dict[str, Any]]:
        """A long poll; the one before it ends with 409, as there is one poller."""
        self._poller += 1
        mine, hang_ups = self._poller, self.exchange.hang_ups
        self.exchange.wake()
        self.exchange.store.confirm_updates(params.number("offset"))
        ends = asyncio.get_running_loop().time() + min(params.number("timeout"), LONGEST_POLL_SECONDS)
        while True:
            updates = self.exchange.store.updates(MOST_UPDATES)
            left = ends - asyncio.get_running_loop().time()
            if updates or left <= 0 or hang_ups != self.exchange.hang_ups:
                return updates
            await self.exchange.changed(left)
            self._check_poller(mine)

    def _check_poller(self, mine: int) -> None:
        if mine != self._poller:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request;"
                " make sure that only one bot instance is running",
            )

    async def _download(self, request: Request) -> Response:
        try:
            self._check_token(request.path_params["token"])
        except ApiError as error:
            return error.response()
        path = request.path_params["path"]
        self.calls.append((FILE_DOWNLOAD, {"path": path}))
        file = self.exchange.store.file_at(path)
        if file is None or file.size > GET_FILE_LIMIT:
            return ApiError(404, "Not Found").response()
        return self._next_fault(FILE_DOWNLOAD) or Response(
            (self.exchange.store.files / file.path).read_bytes(), media_type="application/octet-stream"
        )
