"""Domain time comes from one injected clock, read once per job and passed down (docs/design.md, Rooms)."""

from datetime import datetime
from typing import Protocol

from models.rules.zone import VIETNAM


class Clock(Protocol):
    @property
    def is_by_hand(self) -> bool:
        """Whether people move it as they like; a machine's own must not leap."""
        ...

    def now(self) -> datetime:
        """The present moment, aware."""
        ...


class SystemClock:
    """The machine's own clock, for real use."""

    is_by_hand = False

    def now(self) -> datetime:
        return datetime.now(VIETNAM)


class SetClock:
    """A clock that stands still until it is moved, and only moves forward: the sandbox, `tick --at`, tests."""

    is_by_hand = True

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Raises ValueError when `moment` lies in the past of this clock."""
        if moment < self._now:
            raise ValueError("the clock only moves forward")
        self._now = moment

    def start_again(self, moment: datetime) -> None:
        """Begins anew, with everything that the clock has dated thrown away."""
        self._now = moment
