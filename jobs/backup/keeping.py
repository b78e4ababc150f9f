"""The backups in a folder: which there are and which go."""

from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from jobs.backup.values import made_at
from models.rules.backups import is_owed, to_keep


@dataclass(frozen=True)
class Plan:
    """When a backup is made each night (None: never) and how many stay: of the last days, of the last months."""

    hour: time | None
    days: int
    months: int


def backups_in(folder: Path) -> dict[Path, datetime]:
    """All there are, by file, with their moments; what is half written is none. Raises OSError."""
    if not folder.is_dir():
        return {}
    found = ((path, made_at(path)) for path in sorted(folder.iterdir()))
    return {path: moment for path, moment in found if moment is not None}


def newest(folder: Path) -> datetime | None:
    """When the newest was made. Raises OSError."""
    return max(backups_in(folder).values(), default=None)


def owes_backup(folder: Path, plan: Plan, now: datetime) -> bool:
    """Whether the one of this night is still to be made. Raises OSError."""
    return plan.hour is not None and is_owed(now, plan.hour, backups_in(folder).values())


def rotate(folder: Path, plan: Plan) -> list[Path]:
    """Deletes what need not stay; returns what went. Raises OSError."""
    there = backups_in(folder)
    kept = to_keep(there.values(), plan.days, plan.months)
    gone = [path for path, moment in there.items() if moment not in kept]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
