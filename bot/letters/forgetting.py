"""Letters that name citizens leave the folders of this machine once their files are long over (Law 91/2025/QH15:
no longer than needed). The letter that was issued stays as evidence, sealed."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from bot.letters.placing import file_stem
from jobs.letters.folder import TAKEN, TO_MEND, look
from models.rules.cases.codes import KnownCodes
from models.rules.zone import day_of
from models.store import sha256_of


def to_forget(folder: Path, codes: Collection[str], sha256s: Collection[str], until: date) -> list[Path]:
    """What lies there of files that are over, by their codes, and of evidence of them, by its SHA-256, and was last
    changed by this day; what names none of them is somebody's own, and stays. Raises OSError."""
    drafts = _files(_days(folder, until), until)
    known, stems = KnownCodes(codes), {file_stem(code) for code in codes}
    over = [each for each in drafts if each.stem in stems or known.in_text(each.stem)]
    came = _files((folder / TAKEN, folder / TO_MEND), until)
    return over + [each for each in came if sha256_of(each.read_bytes()) in sha256s]


def forget(paths: Collection[Path]) -> None:
    """Deletes them, and folders that are empty then; what the system holds goes another day."""
    for path in paths:
        with suppress(OSError):
            path.unlink()
    for folder in {each.parent for each in paths}:
        with suppress(OSError):
            folder.rmdir()


def _days(folder: Path, until: date) -> Iterator[Path]:
    """The folders of letters that were drafted by this day."""
    for each in sorted(folder.iterdir()) if folder.is_dir() else ():
        with suppress(ValueError):
            if date.fromisoformat(each.name) <= until and each.is_dir() and not each.is_symlink():
                yield each


def _files(folders: Iterable[Path], until: date) -> Iterator[Path]:
    """What lies in them and was last changed by this day."""
    for each in (file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir())):
        found = look(each)
        if found is not None and day_of(datetime.fromtimestamp(found.changed / 1e9).astimezone()) <= until:
            yield each
