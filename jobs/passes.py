"""One scheduling pass after the other: while nothing happens and no moment comes, one costs next to nothing."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import Engine
from sqlmodel import func, select

from jobs.clockwork import next_moment
from jobs.tick import note_pass, steps_of_tick
from models.database import turns_of
from models.rules.zone import local
from models.tables import LedgerEntry, Notification, SentMessage, StepFault

# What was changed, told or delivered has a row of its own here. Asked every few seconds, so made once.
_NEWEST = tuple(select(func.max(table.id)) for table in (LedgerEntry, Notification, SentMessage))
_FAULT = select(StepFault.id).limit(1)
# A whole pass is made at least so often, whatever was written past the changes.
_LONGEST = timedelta(minutes=10)
_Newest = tuple[int, ...]


class Passes:
    """A whole pass, or a mere note that one was due: where nothing was recorded, told or delivered since the
    last whole one began, nothing failed in it, and no moment has come at which there may be something to do."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._newest: _Newest | None = None
        self._from: datetime | None = None
        self._until: datetime | None = None

    def steps(self, now: datetime) -> Iterator[Callable[[], None]]:
        """The transactions of the pass at this moment, as `steps_of_tick` gives them."""
        newest = self._read_newest()
        if newest is not None and newest == self._newest and self._is_lull(now):
            yield partial(note_pass, self._engine, now)
            return
        yield from steps_of_tick(self._engine, now)
        self._newest, self._from, self._until = newest, now, self._next(now)

    def _is_lull(self, now: datetime) -> bool:
        """Not where the clock was put back either."""
        return self._from is not None and self._until is not None and self._from <= now < self._until

    def _next(self, now: datetime) -> datetime:
        next_hour = local(now).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return min(next_moment(self._engine, now), next_hour, now + _LONGEST)

    def _read_newest(self) -> _Newest | None:
        """The newest row of each table that grows; None while something fails and is tried again each time."""
        with turns_of(self._engine).reading() as session:
            if session.exec(_FAULT).first() is not None:
                return None
            return tuple(session.exec(newest).one() or 0 for newest in _NEWEST)
