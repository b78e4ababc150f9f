"""What a backup holds and how it is called, and why one is not made or not used."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath

from models.rules.zone import VIETNAM

FORMAT = 1
DATABASE, MANIFEST, EVIDENCE, LETTERS = "nhacviec.db", "manifest.json", "evidence", "letters"
PLAIN, SEALED = ".tar", ".tar.sealed"
# While it is being written and proved.
PARTIAL = ".partial"
_NAMED = "nhacviec-%Y%m%d-%H%M%S"
_HASH_LENGTH = 64


class Failed(StrEnum):
    """Why no backup was made."""

    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"
    NO_KEY = "no_key"
    BAD_KEY = "bad_key"
    NOT_SQLITE = "not_sqlite"
    NOT_PROVED = "not_proved"
    BUSY = "busy"
    OTHER = "other"


class Unfit(StrEnum):
    """Why a file cannot be restored from."""

    NO_BACKUP = "no_backup"
    CUT = "cut"
    ALTERED = "altered"
    NO_KEY = "no_key"
    OTHER_KEY = "other_key"
    DAMAGED = "damaged"
    NEWER = "newer"


class NoBackup(Exception):
    """None was made, and nothing is left of the try."""

    def __init__(self, why: Failed) -> None:
        super().__init__(why.value)
        self.why = why


class Unusable(Exception):
    """It is no backup that can be restored from."""

    def __init__(self, why: Unfit) -> None:
        super().__init__(why.value)
        self.why = why


class Stopped(Exception):
    """The program ends: what was begun is left undone."""


@dataclass(frozen=True)
class Sources:
    """Where that lies of which a backup is made, and the file of the key that seals it."""

    database_url: str
    evidence: Path
    letters: Path
    key_file: Path


@dataclass(frozen=True, order=True)
class Part:
    """One file within a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Contents:
    """What stands in a database, to compare it by: the version of its tables, the rows of each, by agency the end
    of its ledger, and the agencies whose ledger is not whole: that too is copied as it stands."""

    schema: str
    rows: dict[str, int]
    anchors: dict[str, str]
    broken: list[str]


@dataclass(frozen=True)
class Manifest:
    """What a backup holds; `missing`: the SHA-256 of files that were recorded and not there."""

    made_at: datetime
    program: str
    contents: Contents
    parts: tuple[Part, ...]
    missing: tuple[str, ...] = ()

    @property
    def files(self) -> int:
        """How many pieces of evidence are in it."""
        return sum(part.name.startswith(f"{EVIDENCE}/") for part in self.parts)

    def spelled(self) -> bytes:
        told = asdict(self) | {"format": FORMAT, "made_at": self.made_at.isoformat()}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


def read_manifest(data: bytes) -> Manifest:
    """Raises Unusable."""
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            raise Unusable(Unfit.NEWER)
        return Manifest(
            datetime.fromisoformat(told["made_at"]),
            told["program"],
            Contents(**told["contents"]),
            tuple(Part(**each) for each in told["parts"]),
            tuple(told["missing"]),
        )
    except (ValueError, TypeError, KeyError):
        raise Unusable(Unfit.ALTERED) from None


def name_at(moment: datetime, is_sealed: bool) -> str:
    """What a backup of this moment is called, by a wall clock in Vietnam."""
    return moment.astimezone(VIETNAM).strftime(_NAMED) + (SEALED if is_sealed else PLAIN)


def made_at(file: Path) -> datetime | None:
    """The moment that a backup's name tells; None of any other file."""
    for ending in (SEALED, PLAIN):
        if file.name.endswith(ending):
            try:
                return datetime.strptime(file.name.removesuffix(ending), _NAMED).replace(tzinfo=VIETNAM)
            except ValueError:
                return None
    return None


def place_of_evidence(sha256: str) -> str:
    """Under which name a file lies within a backup, and below the folder of the store."""
    return f"{EVIDENCE}/{sha256[:2]}/{sha256}"


def is_expected(name: str) -> bool:
    """Whether a backup may hold a file of this name: nothing in it leads anywhere else."""
    top, *below = name.split("/")
    if not below:
        return top in (DATABASE, MANIFEST)
    if top == EVIDENCE:
        return len(below[-1]) == _HASH_LENGTH and below[-1].isalnum() and name == place_of_evidence(below[-1])
    odd = any(each in ("", ".", "..") or {"\\", ":", "\0"} & set(each) for each in below)
    return top == LETTERS and not odd and not PurePosixPath(name).is_absolute()
