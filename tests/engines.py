"""One memory of compiled statements for all engines of a test process: hundreds of databases are opened there, and
each would compile the same few hundred statements anew, which is a third of what a test costs."""

from typing import Any

from sqlalchemy import Engine, create_engine

import models.database

_first: dict[str, Engine] = {}


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
