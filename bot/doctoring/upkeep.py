"""Checks of `doctor`: room on the disks, backups and their key, the pulse for a watchdog outside."""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import ArgumentError, DatabaseError

from bot.backups.places import folders_of
from bot.doctoring.checked import Checked, Health
from bot.settings import Settings
from bot.texts import private
from bot.texts import upkeep as texts
from bot.verbs import CannotDo, as_it_stands
from jobs.backup.keeping import newest
from jobs.backup.lasting import BadLasting, come_back, read_lasting
from jobs.backup.making import tells_of_citizens
from models.database import Unavailable, exists, file_of, reading
from models.sealing import BadKey, read_key

_MEGABYTE = 1024 * 1024
# Two nights were missed.
_OLD = timedelta(hours=49)
_SILENT = timedelta(minutes=10)


def disks(settings: Settings, now: datetime) -> Iterator[Checked]:
    """How much is free where the database, the evidence and the backups lie."""
    seen: set[int] = set()
    for folder in folders_of(settings):
        there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
        if there.stat().st_dev in seen:
            continue
        seen.add(there.stat().st_dev)
        left = shutil.disk_usage(there).free // _MEGABYTE
        health = Health.OK if left >= settings.disk_free_mb else Health.BAD
        yield Checked("disk", health, texts.room(folder, left, settings.disk_free_mb))


def backups(settings: Settings, now: datetime) -> Iterator[Checked]:
    """How old the newest is; nothing where there is nothing to back up."""
    try:
        if file_of(settings.database_url) is None or not exists(settings.database_url):
            return
        made_at = newest(settings.backup_dir)
    except ArgumentError:
        return  # the check of the database says so
    except OSError:
        yield Checked("backup", Health.BAD, texts.backups_unreadable(settings.backup_dir))
        return
    if made_at is None:
        yield Checked("backup", Health.WARNING, texts.no_backup(settings.backup_dir))
    else:
        is_old = now - made_at > _OLD
        yield Checked("backup", Health.WARNING if is_old else Health.OK, texts.newest(made_at, is_old))
    yield from _key(settings, file_of(settings.database_url))
    yield from _come_back(settings)


def _come_back(settings: Settings) -> Iterator[Checked]:
    """Nothing where nobody who was forgotten is there again."""
    try:
        known = read_lasting(settings.backup_dir)
        with reading(as_it_stands(settings)) as session:
            back = [person.code for person in come_back(session, known)]
    except BadLasting as bad:
        yield Checked("forgotten", Health.BAD, texts.bad_lasting(bad.file))
    except (CannotDo, Unavailable, DatabaseError, ModuleNotFoundError, OSError):
        return  # the check of the database says so
    else:
        if back:
            yield Checked("forgotten", Health.BAD, private.come_back(back))


def _key(settings: Settings, database: Path | None) -> Iterator[Checked]:
    key = settings.backup_key_file
    try:
        read_key(key)
    except BadKey as bad:
        if not bad.is_missing:
            yield Checked("backup_key", Health.BAD, texts.bad_key(key))
        elif database is not None:
            yield from _without_key(settings, database)
    except OSError:
        yield Checked("backup_key", Health.BAD, texts.bad_key(key))
    else:
        is_open = os.name == "posix" and bool(key.stat().st_mode & 0o077)
        health = Health.WARNING if is_open else Health.OK
        yield Checked("backup_key", health, texts.open_key(key) if is_open else texts.key_ready(key))


def _without_key(settings: Settings, database: Path) -> Iterator[Checked]:
    try:
        is_needed = tells_of_citizens(database, settings.letters_dir)
    except DatabaseError:
        return  # the check of the database says so
    yield Checked("backup_key", Health.BAD if is_needed else Health.WARNING, texts.no_key(is_needed))


def pulse(settings: Settings, now: datetime) -> Iterator[Checked]:
    """Whether somebody outside would notice that the program stands still; when it last went well, where a file
    tells."""
    file = settings.heartbeat_file
    if file is None and settings.heartbeat_url is None:
        yield Checked("heartbeat", Health.WARNING, texts.NO_PULSE)
        return
    at = _last_beat(file) if file is not None else None
    if file is None or at is None:
        yield Checked("heartbeat", Health.OK, texts.pulse(file))
    else:
        is_silent = now - at > _SILENT
        yield Checked("heartbeat", Health.WARNING if is_silent else Health.OK, texts.last_beat(at, is_silent))


def _last_beat(file: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(file.read_text("utf-8"))["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
