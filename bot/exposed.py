"""What of this installation others on the machine could read: everything is made for its owner only, but what was
laid down before, or copied in, stays as it is (POSIX; Windows keeps rights of its own)."""

import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.exc import ArgumentError

from bot.settings import Settings
from models.database import file_of

_OTHERS = 0o077


def keep_to_the_owner() -> None:
    """Whatever this program makes from now on is readable and writable by its owner only."""
    os.umask(_OTHERS)


def exposed(settings: Settings, folder: Path) -> list[Path]:
    """`.env` of the folder, and what is stored, as far as others may read it; what lies in a closed folder is not
    named."""
    return [path for path in (folder / ".env", *_stored(settings)) if _is_open(path)]


def made_by_another(settings: Settings) -> tuple[str, list[Path]]:
    """To whom the folder of the database belongs, and what of it another made, as root does who calls a verb: the
    program that runs for the owner may be unable to use that."""
    database = _database(settings)
    if os.name != "posix" or database is None or not database.exists():
        return "", []
    folder = database.absolute().parent
    inside = [path for path in folder.iterdir() if path.stat().st_uid != folder.stat().st_uid]
    return _name_of_the_owner(folder), sorted(inside)


def _name_of_the_owner(folder: Path) -> str:
    try:
        return folder.owner()
    except KeyError:  # one without a name
        return str(folder.stat().st_uid)


def _stored(settings: Settings) -> Iterator[Path]:
    database = _database(settings)
    if database is not None:
        yield from (Path(f"{database}{ending}") for ending in ("", "-wal", "-shm"))
    yield from (settings.evidence_dir, settings.letters_dir, settings.backup_dir, settings.backup_key_file)


def _database(settings: Settings) -> Path | None:
    try:
        return file_of(settings.database_url)
    except ArgumentError:  # the check of the database says so
        return None


def _is_open(path: Path) -> bool:
    try:
        is_reached = path.name == ".env" or path.absolute().parent.stat().st_mode & _OTHERS
        return os.name == "posix" and bool(is_reached) and bool(path.stat().st_mode & _OTHERS)
    except OSError:
        return False
