"""`nhacviec run` in its nth life: program.py LIFE PER_SECOND SPEED.

Each life begins four minutes, and a lease, after the one before: as many as MOST_LIVES fit into a morning, for at
noon the program begins nothing. The seams are replaced here, from outside.
"""

import sys
import time
from datetime import datetime, timedelta
from functools import partial

import bot.running
import bot.runtime
from bot.cli import main
from jobs.dispatch import LEASE_SECONDS, Dispatcher
from jobs.pace import Pace
from models.clock import SystemClock
from models.rules.zone import VIETNAM

# A Tuesday morning on which nothing else is due.
NOW = datetime(2026, 12, 1, 7, 30, tzinfo=VIETNAM)
_BEGAN = time.monotonic()
_APART = timedelta(minutes=4)
MOST_LIVES = 55


class _InThisLife(SystemClock):
    def __init__(self, life: int, speed: float) -> None:
        self._born_at, self._speed = NOW + life * _APART, speed

    def now(self) -> datetime:
        return self._born_at + self._speed * timedelta(seconds=time.monotonic() - _BEGAN)


if __name__ == "__main__":
    life, per_second, speed = int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
    ahead = life * (LEASE_SECONDS + 1)
    bot.running.SystemClock = partial(_InThisLife, life, speed)  # type: ignore[assignment, misc]
    bot.running.Pace = partial(Pace, per_second)  # type: ignore[assignment, misc]
    bot.runtime.Dispatcher = partial(Dispatcher, monotonic=lambda: time.monotonic() + ahead)  # type: ignore[assignment, misc]
    main(["run"])
