"""What the machine may refuse while the program runs, be it the database or a file: named, to be waited out.

SQLite's codes: sqlite.org/rescode.html; the system's: errno(3).
"""

import errno
import sqlite3
from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing can be written."""

    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read_only"
    GONE = "gone"
    BROKEN = "broken"
    DAMAGED = "damaged"


class Unavailable(Exception):
    """The database cannot be used just now: the transaction did nothing, and may be tried again as a whole."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class Busy(Unavailable):
    """Somebody else holds the database."""

    def __init__(self) -> None:
        super().__init__(Trouble.LOCKED)


_BY_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_PROTOCOL: Trouble.LOCKED,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.GONE,
    sqlite3.SQLITE_IOERR: Trouble.BROKEN,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
_BY_SYSTEM = {
    errno.ENOSPC: Trouble.FULL,
    errno.EDQUOT: Trouble.FULL,
    errno.EROFS: Trouble.READ_ONLY,
    errno.EACCES: Trouble.READ_ONLY,
    errno.EPERM: Trouble.READ_ONLY,
    errno.ENOENT: Trouble.GONE,
    errno.ENOTDIR: Trouble.GONE,
    errno.EIO: Trouble.BROKEN,
}


def unavailable(error: BaseException | None) -> Unavailable | None:
    """What an error, or one in whose wake it came, says of the machine by SQLite's code, of which the low byte is
    the kind; None where it is a fault of the program's."""
    while error is not None:
        if isinstance(error, Unavailable):
            return error
        code = getattr(getattr(error, "orig", error), "sqlite_errorcode", 0)
        if trouble := _BY_SQLITE.get(code & 0xFF):
            return Busy() if trouble is Trouble.LOCKED else Unavailable(trouble)
        error = error.__cause__ or error.__context__
    return None


def trouble_of(error: OSError) -> Trouble | None:
    """Why a file could not be written; None where the system says something else."""
    return _BY_SYSTEM.get(error.errno or 0)
