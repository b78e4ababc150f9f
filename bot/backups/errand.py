"""The nightly backup, and whether the disk has room: what is wrong is told to the admins, once a day."""

import asyncio
import logging
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from bot.logs import fault
from bot.texts.backups import WHY_NOT_MADE
from jobs.backup.keeping import Plan, owes_backup, rotate
from jobs.backup.making import Made, make_backup, why_failed
from jobs.backup.values import Failed, NoBackup, Sources, Stopped
from jobs.patience import when_free
from models.actor import CLOCK, Act
from models.alarms import Alarm
from models.changes.alarming import raise_alarm
from models.clock import Clock
from models.database import writing
from models.rules.zone import day_of

log = logging.getLogger(__name__)

_FIRST_SECONDS, _AGAIN_SECONDS = 60.0, 3600.0
_MEGABYTE = 1024 * 1024
# A disk that is nearly at the limit is not told of back and forth: what is over is so by a fifth.
_CLEARLY = 1.2


class BackupErrand:
    """One backup a night, in a thread; one that was missed, the machine being off or the disk full, is made up for.
    Where it fails it is tried again an hour later."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        sources: Sources,
        folder: Path,
        plan: Plan,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine, self._clock = engine, clock
        self._sources, self._folder, self._plan = sources, folder, plan
        # The start of the program is busy enough.
        self._monotonic, self._not_before = monotonic, monotonic() + _FIRST_SECONDS
        self._failing_since: datetime | None = None
        self._stopping = False

    async def run(self) -> None:
        """Looks whether one is owed, and makes it."""
        if self._monotonic() < self._not_before:
            return
        now = self._clock.now()
        try:
            made = await asyncio.to_thread(self._make_owed, now)
        except asyncio.CancelledError:
            self._stopping = True
            raise
        except (NoBackup, OSError) as failed:
            await self._failed(failed, now)
        else:
            if made is not None:
                await self._went_well(made, now)

    def _make_owed(self, now: datetime) -> Made | None:
        """None where none is owed. Raises NoBackup, OSError."""
        if not owes_backup(self._folder, self._plan, now):
            return None
        with suppress(Stopped):
            made = make_backup(self._sources, self._folder, now, lambda: not self._stopping)
            if not made.manifest.contents.broken:
                rotate(self._folder, self._plan)
            return made
        return None

    async def _failed(self, failed: NoBackup | OSError, now: datetime) -> None:
        why = failed.why if isinstance(failed, NoBackup) else why_failed(failed)
        self._not_before = self._monotonic() + _AGAIN_SECONDS
        if why is Failed.BUSY:
            return
        self._failing_since = self._failing_since or now
        log.error("chưa sao lưu được: %s (%s)", WHY_NOT_MADE[why], fault(failed.__cause__ or failed))
        await when_free(partial(self._tell, now, Alarm.BACKUP, why))

    async def _went_well(self, made: Made, now: datetime) -> None:
        log.info("đã sao lưu: %s", made.file.name)
        since, self._failing_since = self._failing_since, None
        if since is not None:
            await when_free(partial(self._tell, now, Alarm.BACKUP, since=since, is_over=True))
        if made.manifest.contents.broken:
            await when_free(partial(self._tell, now, Alarm.LEDGER))

    def _tell(
        self, now: datetime, alarm: Alarm, why: str = "", since: datetime | None = None, is_over: bool = False
    ) -> None:
        with writing(self._engine) as session:
            raise_alarm(Act(session, CLOCK, now), alarm, since=since, reason=why, is_over=is_over)


class DiskErrand:
    """Whether the disks that are written to have room."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        folders: list[Path],
        least_mb: int,
        free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
    ) -> None:
        """`least_mb`: with less free megabytes the admins are told; 0: never. `free`: in bytes."""
        self._engine, self._clock = engine, clock
        self._folders, self._least, self._free = folders, least_mb, free
        self._told_on: dict[str, date] = {}
        self._low_since: dict[str, datetime] = {}

    async def run(self) -> None:
        """Raises OSError where a disk cannot be asked."""
        now = self._clock.now()
        for folder, left in (await asyncio.to_thread(self._left)).items():
            if left < self._least:
                await self._is_low(folder, left, now)
            elif left >= self._least * _CLEARLY and (since := self._low_since.pop(folder, None)):
                self._told_on.pop(folder, None)
                await when_free(partial(self._tell, folder, left, now, since, is_over=True))

    async def _is_low(self, folder: str, left: int, now: datetime) -> None:
        since = self._low_since.setdefault(folder, now)
        if self._told_on.get(folder) == day_of(now):
            return
        log.error("ổ đĩa của %s chỉ còn %s MB", folder, left)
        await when_free(partial(self._tell, folder, left, now, since))
        self._told_on[folder] = day_of(now)

    def _left(self) -> dict[str, int]:
        """Of each disk the first folder that lies on it, and how many megabytes are free."""
        found: dict[int, tuple[str, int]] = {}
        for folder in self._folders:
            there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
            found.setdefault(there.stat().st_dev, (str(folder), self._free(there) // _MEGABYTE))
        return dict(found.values())

    def _tell(self, folder: str, left: int, now: datetime, since: datetime, is_over: bool = False) -> None:
        with writing(self._engine) as session:
            act = Act(session, CLOCK, now)
            raise_alarm(act, Alarm.DISK, folder, since=since, count=left, is_over=is_over)
