"""The Bot API as python-telegram-bot speaks it, with what a captive portal or a proxy may answer told apart."""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from ssl import SSLContext
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import getproxies

os.environ.setdefault("PTB_TIMEDELTA", "1")

from httpx import create_ssl_context
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.settings import BadSetting, Settings, is_local
from jobs.steadiness import since_boot

_ALLOWED = ["message", "edited_message", "callback_query", "my_chat_member"]
CONNECT_TIMEOUT, READ_TIMEOUT, POLL_SECONDS = 5.0, 10.0, 30
# A whole call, however its answer comes in: bytes that drip keep a read timeout from ever ending. A file may take
# as long as a slow line needs for its bytes.
_CALL_SECONDS, _SLOW_BYTES_A_SECOND = 20.0, 40_000
_POLL_CALL_SECONDS = POLL_SECONDS + 2 * READ_TIMEOUT
_DOWNLOAD_SECONDS = 600.0
# More than are ever used at once: sendings, answers to presses. Nobody waits for a free connection.
_CONNECTIONS = 64
# Files come over connections of their own: slow ones delay nothing else.
_FILE_CONNECTIONS = 8

# What a gateway on the way answers with, where what it passed on may have arrived, by its code.
GATEWAYS = {502: "Bad Gateway", 504: "Gateway Timeout"}


class NotTelegrams(NetworkError):
    """An answer that is not Telegram's: of a proxy, a captive portal, a server in between."""

    def __init__(self, code: int) -> None:
        super().__init__(GATEWAYS.get(code, f"answer {code} is not Telegram's"))
        self.code = code


class CarefulRequest(HTTPXRequest):
    """A refusal that is not Telegram's JSON is the network's doing: PTB takes any 401 or 404 for a bad token,
    and any other page in HTML for a refusal for good. A whole call takes `longest` seconds at most, and longer only
    for the bytes that it brings up."""

    def __init__(self, longest: float, **how: Any) -> None:
        super().__init__(**how)
        self._longest = longest

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        try:
            async with asyncio.timeout(self._longest + _seconds_up(kwargs.get("request_data"))):
                code, payload = await super().do_request(*args, **kwargs)
        except TimeoutError:
            raise TimedOut from None
        is_file = code < 300 and kwargs.get("method") == "GET"
        if not is_file and not _is_telegrams(code, payload):
            raise NotTelegrams(code)
        return code, payload


def _is_telegrams(code: int, payload: bytes) -> bool:
    """Whether it has the form of an answer of the Bot API: an object that says whether it is "ok", and of a
    refusal the code (core.telegram.org/bots/api#making-requests)."""
    if code < 300:
        return payload.lstrip().startswith(b"{")
    try:
        answer = json.loads(payload)
    except ValueError:
        return False
    return isinstance(answer, dict) and answer.get("ok") is False and "error_code" in answer


def _seconds_up(sent: RequestData | None) -> float:
    """How long a slow line takes to bring the files of a request up."""
    parts = sent.multipart_data.values() if sent else ()
    return sum(len(part[1]) for part in parts if isinstance(part[1], bytes)) / _SLOW_BYTES_A_SECOND


class RawBot(Bot):
    """PTB's bot, and updates as Telegram sent them: the typed call fails whole when one is malformed.

    Every address derives from TELEGRAM_API_URL.
    """

    def __init__(self, settings: Settings, token: str) -> None:
        self._answered_at: datetime | None = None
        self._seconds, self._answered_seconds = since_boot, 0.0
        self._via_proxy = _goes_through_a_proxy(settings)
        self._deletes_webhook = settings.deletes_webhook
        self._updates = _request(settings, 1, _POLL_CALL_SECONDS, self._note_date)
        self._files = _request(settings, _FILE_CONNECTIONS, _DOWNLOAD_SECONDS, self._note_date)
        super().__init__(
            token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=_request(settings, _CONNECTIONS, _CALL_SECONDS, self._note_date),
            get_updates_request=self._updates,
        )

    @property
    def via_proxy(self) -> bool:
        """Whether what is sent goes through a proxy."""
        return self._via_proxy

    @property
    def deletes_webhook(self) -> bool:
        """Whether a webhook that is set for the token may be deleted."""
        return self._deletes_webhook

    @property
    def answered_at(self) -> datetime | None:
        """When Telegram last answered, by its own clock; None where it did not say so."""
        return self._answered_at

    @property
    def telegrams_now(self) -> datetime | None:
        """What Telegram's clock shows now, by its last answer and the seconds gone since; None where it did not
        say."""
        if self._answered_at is None:
            return None
        return self._answered_at + timedelta(seconds=self._seconds() - self._answered_seconds)

    async def _note_date(self, response: Any) -> None:
        """A header that is missing or malformed says nothing."""
        try:
            self._note(parsedate_to_datetime(response.headers["date"]).astimezone(UTC))
        except (KeyError, ValueError, OverflowError):
            self._note(None)

    def _note(self, telegrams: datetime | None) -> None:
        self._answered_at, self._answered_seconds = telegrams, self._seconds()

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        """What Telegram answers, as it is, to a method asked with plain values: for what is sent by the thousand,
        as the typed calls make and read objects of which nobody asks anything. Raises TelegramError as they do."""
        return await self.request.post(f"{self.base_url}/{method}", _data(parameters))

    async def shutdown(self) -> None:
        await super().shutdown()
        await self._files.shutdown()

    async def bytes_of(self, file_id: str) -> bytes:
        """The contents of a file that somebody sent. Raises TelegramError, also where the answer names no file."""
        try:
            found: Any = await self._files.post(f"{self.base_url}/getFile", _data({"file_id": file_id}))
            path = str(found["file_path"])
        except (KeyError, TypeError):
            raise NetworkError("Telegram không cho biết tệp nằm ở đâu") from None
        return await self._files.retrieve(f"{self.base_file_url}/{quote(path)}")

    async def raw_updates(self, offset: int | None, seconds: int | None = None) -> list[Any]:
        """One long poll, or one of so many seconds; asking with an offset confirms all updates before it. What is
        in the list may be anything.

        Raises TelegramError, also where the answer is no list.
        """
        waits = POLL_SECONDS if seconds is None else seconds
        parameters = {"offset": offset, "timeout": waits, "allowed_updates": _ALLOWED}
        data, patience = _data(parameters), POLL_SECONDS + READ_TIMEOUT
        updates = await self._updates.post(f"{self.base_url}/getUpdates", data, read_timeout=patience)
        if not isinstance(updates, list):
            raise TelegramError("câu trả lời không phải của Telegram")
        return updates


def _data(parameters: dict[str, Any]) -> RequestData:
    return RequestData([RequestParameter.from_input(key, value) for key, value in parameters.items()])


def _goes_through_a_proxy(settings: Settings) -> bool:
    """By our setting, or by the environment's."""
    if is_local(settings.api_url):
        return False
    scheme = urlsplit(settings.api_url).scheme
    return bool(settings.proxy or {scheme, "all"} & getproxies().keys())


def _request(
    settings: Settings, connections: int, longest: float, heard: Callable[[Any], Awaitable[None]]
) -> CarefulRequest:
    """Raises BadSetting where a proxy variable of the environment names no proxy."""
    local = is_local(settings.api_url)
    try:
        return CarefulRequest(
            longest,
            connection_pool_size=connections,
            connect_timeout=CONNECT_TIMEOUT,
            read_timeout=READ_TIMEOUT,
            write_timeout=READ_TIMEOUT,
            pool_timeout=CONNECT_TIMEOUT,
            proxy=None if local else settings.proxy,
            # Proxy variables of the environment are obeyed even for loopback: not there.
            httpx_kwargs={
                "trust_env": not local,
                "verify": _trusted(not local),
                "event_hooks": {"response": [heard]},
            },
        )
    except ValueError:
        raise BadSetting(
            "HTTPS_PROXY, HTTP_PROXY hoặc ALL_PROXY của máy không dùng được: sửa biến ấy, hoặc đặt TELEGRAM_PROXY."
        ) from None


@cache
def _trusted(by_environment: bool) -> SSLContext:
    """The authorities of HTTPS, read once for all connections: 30 ms and 1 MB each time otherwise."""
    return create_ssl_context(trust_env=by_environment)


def seconds_to_wait(error: RetryAfter) -> float:
    """What Telegram asks to be waited, in seconds (a timedelta under PTB_TIMEDELTA)."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
