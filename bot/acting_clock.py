"""By which clock people act: while the machine's own is wrong, what they say and read is dated by Telegram's."""

from collections.abc import Callable
from datetime import datetime

from jobs.steadiness import LEAP
from models.clock import Clock
from models.rules.zone import VIETNAM


class ActingClock:
    """The machine's clock; where it is an hour or more off what Telegram's shows, Telegram's. Passes go by the
    machine's alone, and wait until the two agree (`jobs/timekeeping.py`); answers do not wait."""

    def __init__(self, machines: Clock, telegrams: Callable[[], datetime | None]) -> None:
        self._machines, self._telegrams = machines, telegrams

    @property
    def is_by_hand(self) -> bool:
        return self._machines.is_by_hand

    def now(self) -> datetime:
        """The present moment, aware."""
        now = self._machines.now()
        telegrams = None if self.is_by_hand else self._telegrams()
        return now if telegrams is None or abs(now - telegrams) < LEAP else telegrams.astimezone(VIETNAM)
