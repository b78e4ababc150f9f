"""A database file by itself: copied while others write to it, proved sound, and counted."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlmodel import Session, col, select

from jobs.backup.values import Contents, Unfit, Unusable
from models.database import connect_to_read, reading
from models.ledger import chain_faults
from models.tables import Adjustment, Evidence, LedgerEntry

# A step of some megabytes: between two of them the program's other threads go on.
_PAGES_A_STEP = 1024
_AT_A_TIME = 1000
_ENDS = "SELECT id, code, ledger_seq, ledger_hash FROM agency ORDER BY code"


def copy_database(url: str, target: Path) -> None:
    """The database as it stands at this moment, in one file by itself. Nobody waits: it is read as one snapshot,
    beside which others write. Raises sqlite3.Error, OSError."""
    engine = connect_to_read(url)
    try:
        with closing(engine.raw_connection()) as pooled, closing(sqlite3.connect(target)) as copy:
            source = pooled.driver_connection
            assert isinstance(source, sqlite3.Connection)
            source.execute("BEGIN")
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
            source.backup(copy, pages=_PAGES_A_STEP)
            source.execute("ROLLBACK")
            copy.execute("PRAGMA journal_mode=DELETE").fetchone()
    finally:
        engine.dispose()


def read_contents(database: Path) -> Contents:
    """What stands in a database of any version. Raises Unusable where it is not sound."""
    try:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            if [row[0] for row in opened.execute("PRAGMA integrity_check(1)")] != ["ok"]:
                raise Unusable(Unfit.DAMAGED)
            tables = opened.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            names = [name for (name,) in tables if not name.startswith("sqlite_")]
            rows = {
                name: opened.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0] for name in names
            }
            (schema,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
            ends = opened.execute(_ENDS).fetchall()
    except sqlite3.DatabaseError:
        raise Unusable(Unfit.DAMAGED) from None
    anchors = {code: f"{seq}-{last_hash}" for _, code, seq, last_hash in ends}
    return Contents(schema, rows, anchors, _broken(database, ends))


def _broken(database: Path, ends: list[tuple[int, str, int, str]]) -> list[str]:
    """The agencies whose ledger is not whole."""
    engine = connect_to_read(f"sqlite:///{database}")
    try:
        with reading(engine) as session:
            return [code for agency_id, code, seq, end in ends if _is_broken(session, agency_id, seq, end)]
    finally:
        engine.dispose()


def _is_broken(session: Session, agency_id: int, seq: int, last_hash: str) -> bool:
    entries = select(LedgerEntry).where(LedgerEntry.agency_id == agency_id).order_by(col(LedgerEntry.seq))
    found = session.exec(entries.execution_options(yield_per=_AT_A_TIME))
    return next(chain_faults(found, seq, last_hash), None) is not None


def files_named(session: Session) -> list[str]:
    """The SHA-256 of every file that the database names and that was not deleted, each once."""
    evidence = select(Evidence.sha256).where(Evidence.media_type != "", col(Evidence.deleted_at).is_(None))
    letters = select(Adjustment.letter_sha256).where(Adjustment.letter_sha256 != "")
    return sorted({*session.exec(evidence), *session.exec(letters)})


def _quoted(table: str) -> str:
    """As a name within a statement, whatever a database from elsewhere calls its tables."""
    doubled = table.replace('"', '""')
    return f'"{doubled}"'
