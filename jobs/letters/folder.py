"""The folder into which officers put signed letters, and what is done with the files in it."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

from models.store import private_folder

COMING, TAKEN, TO_MEND = "da-ky", "da-nhan", "can-sua"
# Hidden, locked by an office program, or not yet downloaded.
_PASSING = re.compile(r"(?i)(?:\.|~\$|thumbs\.db$|desktop\.ini$).*|.*\.(?:tmp|part|partial|crdownload)")


@dataclass(frozen=True)
class Look:
    """A file as it was at a moment."""

    path: Path
    size: int
    changed: int

    @property
    def is_same(self) -> bool:
        """Whether it is still so."""
        return look(self.path) == self


def look(path: Path) -> Look | None:
    """None where it is no file any more."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return Look(path, found.st_size, found.st_mtime_ns) if path.is_file() and not path.is_symlink() else None


def coming(letters_dir: Path) -> list[Look]:
    """What lies there, by name; the folders are made where they are not. Raises OSError."""
    for name in (COMING, TAKEN, TO_MEND):
        private_folder(letters_dir / name)
    return files_in(letters_dir / COMING)


def files_in(folder: Path) -> list[Look]:
    """What lies in a folder for the program, by name; nothing where there is no such folder. Raises OSError."""
    if not folder.is_dir():
        return []
    paths = sorted(each for each in folder.iterdir() if not _PASSING.fullmatch(each.name))
    return [found for each in paths if (found := look(each)) is not None]


async def settled(files: list[Look], pause: float) -> set[Path]:
    """Those that did not change within so many seconds; a file that is being copied grows."""
    if files:
        await asyncio.sleep(pause)
    return {each.path for each in files if each.size > 0 and each.is_same}


def move(path: Path, folder: Path) -> Path:
    """Into a folder, under a name that nothing there has; returns where it lies. What somebody else moved, or holds
    open, stays theirs: the next time finds it again."""
    place = _free(folder / path.name)
    try:
        return path.rename(place)
    except OSError:
        return path


def _free(path: Path) -> Path:
    number, place = 1, path
    while place.exists():
        number += 1
        place = path.with_stem(f"{path.stem} ({number})")
    return place
