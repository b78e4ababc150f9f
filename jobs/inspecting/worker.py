"""Files are read in a warm child process with limits, so that none of them can stall or end the program."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from datetime import datetime
from pathlib import Path

import jobs
from jobs.inspecting.limits import Limits
from jobs.inspecting.protocol import FAILED, READY, SO_FAR, WHOLE, Ask
from models.rules.inspection.reading import FileRead, Stopped
from models.store import UNKNOWN

logger = logging.getLogger(__name__)

# All that a child needs to know of this machine; no setting and no secret is among it.
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "TESSDATA_PREFIX")
_START_SECONDS = 60.0
_BYTES_A_CHARACTER, _BESIDE_TEXT = 4, 1 << 20
# How a child ends that may not have more memory: the system ends it, or it gives up by itself.
_SIGNALS = ("SIGKILL", "SIGABRT", "SIGTRAP", "SIGILL")
_OUT_OF_MEMORY = {-getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)}


class Inspector:
    """Reads one file at a time, others wait for their turn; the loop goes on meanwhile.

    Its child is started when first needed (0.4 s) and ends with this process. On Windows the child is held to its
    time, but to no amount of memory, and nothing keeps it from writing files.
    """

    def __init__(self, trust_dir: Path | None = None, limits: Limits | None = None) -> None:
        self._trust_dir = trust_dir
        self._limits = limits or Limits()
        self._turn = asyncio.Lock()
        self._child: _Child | None = None

    async def read(
        self, path: Path, *, now: datetime, received_at: datetime | None = None, file_name: str = ""
    ) -> FileRead:
        """What is in a file; as far as it was read where a limit or a crash `stopped` it.

        now: when signatures are judged; received_at: when the file came (default: now). Both aware. Raises OSError
        when there is no such file.
        """
        ask = Ask(path=path.absolute(), now=now, received_at=received_at, file_name=file_name)
        unread = FileRead(media_type=UNKNOWN, size=path.stat().st_size)
        async with self._turn:
            read = await self._ask(ask, unread) or await self._ask(ask, unread)
        return read or unread.model_copy(update={"stopped": Stopped.CRASH})

    async def _ask(self, ask: Ask, unread: FileRead) -> FileRead | None:
        """None: the child had ended before it began to read, of something else than this file."""
        self._child = self._child or await _Child.start(self._limits, self._trust_dir)
        told = _Told(unread)
        try:
            async with asyncio.timeout(self._limits.seconds):
                await told.hear(self._child, ask)
        except TimeoutError:
            told.stop(Stopped.TIME)
        except ValueError:
            told.stop(Stopped.SIZE)
        finally:
            if not told.goes_on:
                await self._drop()
        return told.read if told.began else None

    async def close(self) -> None:
        """Ends the child, after the file at hand; whoever is in a hurry gives that reading up before."""
        async with self._turn:
            await self._drop()

    async def _drop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            await child.end()


class _Told:
    """What a child has told of one file so far."""

    def __init__(self, unread: FileRead) -> None:
        self.read = unread
        # Whether it began to read; whether it is of use for another file.
        self.began = False
        self.goes_on = False

    async def hear(self, child: "_Child", ask: Ask) -> None:
        """Returns when all is told, or the child has ended. Raises ValueError where it tells more than it may."""
        await child.tell(ask.model_dump_json().encode() + b"\n")
        while line := await child.line():
            self.began = True
            kind, words = line[:1], line[1:]
            if kind == SO_FAR:
                self.read = FileRead.model_validate_json(words)
            elif kind == FAILED:
                logger.error("the inspection failed: %s", words.decode(errors="replace").strip())
                self.stop(Stopped.CRASH)
            else:
                self.goes_on = kind == WHOLE
                return
        ended = await child.ended()
        if self.began:
            self.stop(Stopped.MEMORY if ended in _OUT_OF_MEMORY else Stopped.CRASH)

    def stop(self, by: Stopped) -> None:
        self.began = True
        self.read = self.read.model_copy(update={"stopped": by})


class _Child:
    def __init__(self, process: Process) -> None:
        assert process.stdin is not None and process.stdout is not None
        self._process = process
        self._stdin = process.stdin
        self._stdout = process.stdout

    @classmethod
    async def start(cls, limits: Limits, trust_dir: Path | None) -> "_Child":
        """Returns when it is warm. Raises ChildProcessError where it does not come up."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            # Nothing is imported from the folder it happens to stand in, and nothing compiled is written.
            *("-P", "-B", "-m", "jobs.inspecting.child", limits.model_dump_json(), str(trust_dir or "")),
            stdin=PIPE,
            stdout=PIPE,
            env=_environment(),
            # Of a group of its own: an interrupt from the keyboard is not for it, and what it runs ends with it.
            start_new_session=True,
            limit=_BYTES_A_CHARACTER * limits.characters + _BESIDE_TEXT,
        )
        started = cls(process)
        try:
            async with asyncio.timeout(_START_SECONDS):
                if await started.line() != READY:
                    raise ChildProcessError("the inspecting process did not start")
        except BaseException:
            await started.end()
            raise
        return started

    async def tell(self, line: bytes) -> None:
        """A child that has ended hears nothing; its silence is noticed by whoever listens."""
        with contextlib.suppress(ConnectionError):
            self._stdin.write(line)
            await self._stdin.drain()

    async def line(self) -> bytes:
        """The next line it says; empty once it has ended. Raises ValueError where it says more than it may."""
        return await self._stdout.readline()

    async def ended(self) -> int:
        """How, once it has: minus the signal."""
        return await self._process.wait()

    async def end(self) -> None:
        """It and what it runs, at once."""
        with contextlib.suppress(ProcessLookupError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        await self._process.wait()
        self._stdin.close()
        # What it had said is fetched, or its pipe stays open.
        await self._stdout.read()


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed | {"PYTHONPATH": str(Path(jobs.__path__[0]).parent), "PYTHONIOENCODING": "utf-8"}
