"""What databases cost, once.

One memory of compiled statements for all engines of a test process: hundreds of databases are opened there, and
each would compile the same few hundred statements anew, which is a third of what a test costs. One empty database
of this version for all processes of a run: its migrations take most of a second.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine

import models.database
import models.migrations
from tests.shared import made_once

_first: dict[str, Engine] = {}
by_migrations = models.migrations._upgrade


def share_compiled_statements() -> None:
    """SQLite databases are opened from now on with one dialect: statements are kept by dialect."""
    models.database.create_engine = _create_engine  # type: ignore[attr-defined]


def _create_engine(url: str, **how: Any) -> Engine:
    engine = create_engine(url, **how)
    if engine.dialect.name == "sqlite":
        if not _first:
            # A dialect knows what it speaks to once it was connected.
            _first["sqlite"] = create_engine("sqlite://", **how)
            _first["sqlite"].connect().close()
        first = _first["sqlite"]
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    return engine


def hurry() -> None:
    """Commits return at once: a test outlives no power cut. What tests start as a program of its own waits for its
    disk as ever."""
    prepared = models.database._prepare_sqlite

    def prepare(waits_ms: int, file: Path | None, connection: Any, record: Any) -> None:
        prepared(waits_ms, file, connection, record)
        connection.execute("PRAGMA synchronous=OFF")

    models.database._prepare_sqlite = prepare


def share_migrations() -> None:
    """An empty SQLite file becomes a copy of one that went through all migrations; what is of an older version goes
    through them."""
    models.migrations._upgrade = _upgrade  # type: ignore[assignment]


def _upgrade(engine: Engine) -> None:
    if not engine.url.database or models.migrations.current_version(engine) is not None:
        by_migrations(engine)
        return
    with made_once("migrated") as (folder, is_new):
        path = folder / "nhacviec.db"
        if is_new:
            made = models.database.connect(f"sqlite:///{path}")
            by_migrations(made)
            made.dispose()
    with closing(sqlite3.connect(path)) as source, closing(engine.raw_connection()) as target:
        source.backup(target.driver_connection)  # type: ignore[arg-type]
