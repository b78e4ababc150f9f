"""The pulse for a watchdog outside: after each pass that went well, a file is written and an address is called.

By the ping protocol of Healthchecks: <url> all is well, <url>/start it begins, <url>/fail something is wrong. That
nothing comes is what the watchdog waits for; so nothing is ever said instead of a pass that was not made.
"""

import asyncio
import json
import logging
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from bot.logs import fault
from bot.settings import is_local
from jobs.health import Standing

log = logging.getLogger(__name__)

_PING_SECONDS = 60.0
_WHOLE_CALL_SECONDS = 10.0
_TIMEOUT = httpx.Timeout(5.0)


class Heartbeat:
    """Waits for nobody: a call that is under way when the next one is due takes its place."""

    def __init__(self, file: Path | None = None, url: str | None = None) -> None:
        """Neither: nothing is written and nobody is called."""
        self._file, self._url = file, url
        self._client: httpx.AsyncClient | None = None
        self._calling: asyncio.Task[None] | None = None
        self._writing: asyncio.Task[None] | None = None
        self._said: str | None = None
        self._next_ping = 0.0
        self._unheard: set[str] = set()

    @property
    def is_wanted(self) -> bool:
        """Whether there is anybody to tell."""
        return self._file is not None or self._url is not None

    def begin(self) -> None:
        """The program starts."""
        self._ping("/start", "")

    def beat(self, now: datetime, standing: Standing) -> None:
        """A pass was made at this moment. Where parts of it failed, that is said instead."""
        if standing.faults:
            return self.miss(f"{standing.faults} faults")
        figures = {"at": now.isoformat(), "unsent": standing.unsent, "unread": standing.unread}
        if self._file is not None and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write(self._file, json.dumps(figures)))
        return self._ping("", json.dumps(figures))

    def miss(self, why: str) -> None:
        """No pass was made, or none that went well; `why`: a word of the program's own."""
        self._ping("/fail", why)

    async def stop(self) -> None:
        """What is under way is given up."""
        for task in (self._calling, self._writing):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        if self._client is not None:
            await self._client.aclose()

    def _ping(self, what: str, body: str) -> None:
        """At once where it says something else than the last time, else once a minute."""
        if self._url is None or (what == self._said and time.monotonic() < self._next_ping):
            return
        if self._calling is not None and not self._calling.done():
            if what == self._said:
                return
            self._calling.cancel()
        self._said, self._next_ping = what, time.monotonic() + _PING_SECONDS
        self._calling = asyncio.create_task(self._call(self._url, what, body))

    async def _call(self, url: str, what: str, body: str) -> None:
        """Whether the watchdog hears is its own matter: the log says so once."""
        try:
            async with asyncio.timeout(_WHOLE_CALL_SECONDS):
                answer = await self._client_for(url).post(url + what, content=body.encode())
                answer.raise_for_status()
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            if self._is_new("HEARTBEAT_URL"):
                log.warning("không gọi được HEARTBEAT_URL (%s): %s", urlsplit(url).hostname, fault(error))
        else:
            self._well("HEARTBEAT_URL")

    async def _write(self, file: Path, text: str) -> None:
        try:
            await asyncio.to_thread(_write_whole, file, text)
        except OSError as error:
            if self._is_new("HEARTBEAT_FILE"):
                log.warning("không ghi được HEARTBEAT_FILE %s: %s", file, fault(error))
        else:
            self._well("HEARTBEAT_FILE")

    def _is_new(self, name: str) -> bool:
        """Whether that this one does not work is still to be said."""
        is_new = name not in self._unheard
        self._unheard.add(name)
        return is_new

    def _well(self, name: str) -> None:
        if name in self._unheard:
            self._unheard.discard(name)
            log.warning("%s đã dùng lại được", name)

    def _client_for(self, url: str) -> httpx.AsyncClient:
        if self._client is None:
            # Proxy variables of the environment are obeyed even for loopback: not there.
            self._client = httpx.AsyncClient(timeout=_TIMEOUT, trust_env=not is_local(url))
        return self._client


def _write_whole(file: Path, text: str) -> None:
    """As a whole or not at all: whoever reads it finds no half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(file)
