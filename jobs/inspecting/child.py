"""The process that reads files: it takes a path a line, answers in steps, and believes nobody.

It has no secrets in its environment, writes no file, and ends with its parent, however that ends. Where the system
knows such limits (not on Windows) it may hold only so much memory and write nothing.
"""

import gc
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO

from jobs.inspecting.files import Circumstances, read_in_steps
from jobs.inspecting.limits import Budget, Limits
from jobs.inspecting.protocol import FAILED, LAST, READY, SO_FAR, WHOLE, Ask
from jobs.inspecting.trust import TrustStore, read_trust
from models.rules.inspection.reading import FileRead, Stopped
from models.store import UNKNOWN

if sys.platform != "win32":
    import resource

# Of the time for a file: what then has not been read is left out, rather than lose what was.
_GENTLE = 0.9
_NICER = 5


def main(limits: Limits, trust_dir: Path | None) -> None:
    """Answers until its time has come. Standard output is for answers alone."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _confine(limits)
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(asked,), daemon=True).start()
    trust = _Trust(trust_dir)
    loaded = _settle(0)
    out.write(READY)
    out.flush()
    for left in reversed(range(limits.files)):
        goes_on = _answer(Ask.model_validate_json(asked.get()), trust, limits, out) and left > 0
        _say(out, WHOLE if goes_on else LAST)
        if not goes_on:
            return
        loaded = _settle(loaded)


def _settle(loaded: int) -> int:
    """What was loaded stays: it is not looked through for garbage again, which takes longer than to read a file."""
    if len(sys.modules) != loaded:
        gc.collect()
        gc.freeze()
    return len(sys.modules)


def _answer(ask: Ask, trust: "_Trust", limits: Limits, out: BinaryIO) -> bool:
    """Whether the process is still of use."""
    read = FileRead(media_type=UNKNOWN, size=0)
    try:
        for read in _steps(ask, trust, limits):
            _say(out, SO_FAR, read.model_dump_json())
    except MemoryError:
        _say(out, SO_FAR, read.model_copy(update={"stopped": Stopped.MEMORY}).model_dump_json())
        return False
    except Exception as error:
        # The message may quote the file; where it happened does not.
        where = traceback.extract_tb(error.__traceback__)[-1]
        _say(out, FAILED, f"{type(error).__name__} in {where.filename}:{where.lineno}")
        return False
    return _resident() <= limits.kept


def _steps(ask: Ask, trust: "_Trust", limits: Limits) -> Iterator[FileRead]:
    known = Circumstances(ask.now, ask.received_at, ask.file_name)
    budget = Budget(limits.seconds * _GENTLE)
    # One byte more than may be read tells that there are too many.
    with ask.path.open("rb") as file:
        data = file.read(limits.size + 1)
    yield from read_in_steps(data, trust.store(), known, limits, budget)


def _say(out: BinaryIO, kind: bytes, words: str = "") -> None:
    out.write(kind + words.encode() + b"\n")
    out.flush()


class _Trust:
    """What is installed in the folder; it is read again when a file in it has changed."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._stamp: object = None
        self._store = TrustStore()

    def store(self) -> TrustStore:
        stamp = self._stamp_now()
        if stamp != self._stamp:
            # A folder that cannot be listed is as good as none; `nhacviec doctor` names it.
            self._store, self._stamp = read_trust(None if stamp is None else self._folder), stamp
        return self._store

    def _stamp_now(self) -> object:
        if self._folder is None or not self._folder.is_dir():
            return ()
        try:
            return sorted(map(_seen, self._folder.iterdir()))
        except OSError:
            return None


def _seen(path: Path) -> tuple[str, int, int]:
    """What tells that a file has changed; of a link that leads nowhere its name."""
    try:
        stat = path.stat()
    except OSError:
        return path.name, 0, 0
    return path.name, stat.st_mtime_ns, stat.st_size


def _resident() -> int:
    """Bytes that are held now; 0 on a system that does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _listen(asked: "SimpleQueue[bytes]") -> None:
    """Hands on what is asked; ends the process, whatever it is at, once its parent has ended."""
    for line in sys.stdin.buffer:
        asked.put(line)
    if sys.platform != "win32" and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _confine(limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What libraries say of a hostile file is no news, and may quote it.
    logging.disable(logging.CRITICAL)
    if sys.platform != "win32":
        os.nice(_NICER)
        for kind, limit in (
            (resource.RLIMIT_AS, limits.memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main(Limits.model_validate_json(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)
