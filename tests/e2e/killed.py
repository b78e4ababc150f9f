"""`nhacviec run` on a clock that stands still, killed with SIGKILL at one point: killed.py POINT MOMENT.

The seams are replaced here, from outside: the program knows nothing of it.
"""

import inspect
import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import bot.running
import bot.telegram_api
from bot.cli import main
from bot.courier import TelegramCourier
from bot.desk import Desk
from bot.inbox import Inbox
from bot.sandbox.people import SAMPLES
from bot.telegram_api import RawBot
from jobs.dispatch import Dispatcher
from jobs.inspecting.worker import Inspector
from jobs.pace import Pace
from models.clock import SetClock
from models.store import EvidenceStore

AN = SAMPLES[0].chat_id
OfInterest = Callable[[tuple[Any, ...], Any], bool]


def _die_after(owner: type, name: str, of_interest: OfInterest = lambda args, result: True) -> None:
    """The process ends when this method returns from a call of interest, before its caller goes on."""
    original = getattr(owner, name)

    def die_or_go_on(args: tuple[Any, ...], result: Any) -> Any:
        if of_interest(args, result):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    async def waited_for(*args: Any, **named: Any) -> Any:
        return die_or_go_on(args, await original(*args, **named))

    def called(*args: Any, **named: Any) -> Any:
        return die_or_go_on(args, original(*args, **named))

    setattr(owner, name, waited_for if inspect.iscoroutinefunction(original) else called)


def _stored() -> None:
    _die_after(Inbox, "keep")


def _offset_moved() -> None:
    """Telegram has been asked with the higher offset, and nothing has been worked off yet."""
    bot.telegram_api.POLL_SECONDS = 0
    Desk._begin = lambda desk, application, chats: None  # type: ignore[method-assign]
    _die_after(RawBot, "raw_updates", lambda args, result: args[1] is not None)


def _committed() -> None:
    _die_after(Desk, "_carry_out")


def _answered() -> None:
    _die_after(RawBot, "answer_callback_query")
    _sent()


def _claimed() -> None:
    _die_after(Dispatcher, "_claim", lambda args, result: any(row.chat_id == AN for row in result))


def _sent() -> None:
    _die_after(TelegramCourier, "send", lambda args, result: args[1] == AN)


def _finished() -> None:
    _die_after(Dispatcher, "_write", lambda args, result: any(each.row.chat_id == AN for each in args[1]))


def _half_written() -> None:
    """The file is on disk under a name of its own, not yet under that by which it is asked for."""
    original = Path.replace

    def die(path: Path, target: Any) -> Any:
        if len(path.parent.name) == 2:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(path, target)

    Path.replace = die  # type: ignore[method-assign, assignment]


def _file_stored() -> None:
    _die_after(EvidenceStore, "put")


def _file_read() -> None:
    _die_after(Inspector, "read")


POINTS = {
    "file half written": _half_written,
    "file stored": _file_stored,
    "file read": _file_read,
    "update stored": _stored,
    "offset moved": _offset_moved,
    "effect committed": _committed,
    "answer sent": _answered,
    "row done": _finished,
    "claimed": _claimed,
    "sent": _sent,
    "finished": _finished,
}


if __name__ == "__main__":
    moment = datetime.fromisoformat(sys.argv[2])
    bot.running.SystemClock = partial(SetClock, moment)  # type: ignore[assignment, misc]
    bot.running.Pace = partial(Pace, 1e6, 1e6)  # type: ignore[assignment, misc]
    POINTS[sys.argv[1]]()
    main(["run"])
