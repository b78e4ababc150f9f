"""Whether the machine's clock has leapt while the program ran: only then it is certain at once."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

# A wrong date is off by hours at least; what a machine corrects by itself is less.
LEAP = timedelta(hours=1)


def since_boot() -> float:
    """Seconds that no setting of the clock changes; where the system counts them, those asleep are among them."""
    boottime = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boottime is None else time.clock_gettime(boottime)


class Steadiness:
    """Compares the machine's clock with one that nobody sets, since the last moment that was believed."""

    def __init__(self, now: datetime, seconds: Callable[[], float] = since_boot) -> None:
        self._seconds = seconds
        self.believe(now)

    def believe(self, now: datetime) -> None:
        """The clock is right now: it has not leapt, whatever it did before."""
        self._at, self._at_seconds = now, self._seconds()

    def has_leapt(self, now: datetime) -> bool:
        """By an hour or more since it was last looked at, and nobody has said since that it is right."""
        went_on = timedelta(seconds=self._seconds() - self._at_seconds)
        leapt = abs(now - self._at - went_on) >= LEAP
        if not leapt:
            self.believe(now)
        return leapt
