"""The Bot API as python-telegram-bot speaks it, with what a captive portal or a proxy may answer told apart."""

import os
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("PTB_TIMEDELTA", "1")

from telegram import Bot
from telegram.error import NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from bot.settings import Settings

_LOOKS_LIKE_A_BAD_TOKEN = (401, 404)
CONNECT_TIMEOUT, READ_TIMEOUT, POLL_SECONDS = 5.0, 10.0, 30


class CarefulRequest(HTTPXRequest):
    """PTB takes any 401 or 404 for a bad token; one that is not Telegram's JSON is the network's doing."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        code, payload = await super().do_request(*args, **kwargs)
        if code in _LOOKS_LIKE_A_BAD_TOKEN and not payload.lstrip().startswith(b"{"):
            raise NetworkError(f"answer {code} is not Telegram's")
        return code, payload


def make_bot(settings: Settings, token: str) -> Bot:
    """A bot for this token; every address derives from TELEGRAM_API_URL."""
    return Bot(
        token,
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=_request(settings, 8),
        get_updates_request=_request(settings, 1),
    )


def _request(settings: Settings, connections: int) -> CarefulRequest:
    local = urlsplit(settings.api_url).hostname in ("127.0.0.1", "localhost", "::1")
    return CarefulRequest(
        connection_pool_size=connections,
        connect_timeout=CONNECT_TIMEOUT,
        read_timeout=READ_TIMEOUT,
        write_timeout=READ_TIMEOUT,
        proxy=None if local else settings.proxy,
        # Proxy variables of the environment are obeyed even for loopback: not there.
        httpx_kwargs={"trust_env": not local},
    )


def seconds_to_wait(error: RetryAfter) -> float:
    """What Telegram asks to be waited, in seconds (a timedelta under PTB_TIMEDELTA)."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int) else wait.total_seconds()
