"""The database's versions, packaged: `migrate` brings data of any older version to this one."""

import sqlite3
from contextlib import closing
from importlib.resources import as_file, files
from pathlib import Path

from sqlalchemy import Engine, inspect, text


class BrokenReferences(Exception):
    """After a migration rows point at rows that are not there; the copy made before is the way back."""


class NewerDatabase(Exception):
    """The database is of a version that this program does not know: nothing was changed."""


def migrate(engine: Engine) -> None:
    """Creates or upgrades the database. An older SQLite file is copied first, beside itself.

    Raises BrokenReferences when the upgrade left foreign keys that point nowhere, and NewerDatabase.
    """
    found = current_version(engine)
    if found == newest_version():
        return
    if is_newer(engine):
        raise NewerDatabase
    if found is not None:
        _copy_aside(engine, found)
    _upgrade(engine)


def is_current(engine: Engine) -> bool:
    """Whether the database is of this version, so that it can be read as it stands."""
    return current_version(engine) == newest_version()


def is_newer(engine: Engine) -> bool:
    """Whether a newer program has worked with the database."""
    return (current_version(engine) or "") > newest_version()


def current_version(engine: Engine) -> str | None:
    """The version of the database, None when it is empty."""
    with engine.connect().execution_options(reads_only=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def newest_version() -> str:
    """The version that this program needs: the last of its files, `v0005_administration.py` is 0005."""
    names = (each.name for each in files(__name__).joinpath("versions").iterdir())
    return max(name[1:5] for name in names if name.startswith("v"))


def _copy_aside(engine: Engine, version: str) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        target = Path(engine.url.database + f".before-{version}")
        with (
            closing(sqlite3.connect(engine.url.database)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)


def _upgrade(engine: Engine) -> None:
    """With foreign_keys=ON a batch ALTER of a parent table can delete its children: off, then checked."""
    # Loaded where there is something to upgrade: the running bot does not need it.
    from alembic import command
    from alembic.config import Config

    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin(), as_file(files(__name__)) as folder:
                config = Config()
                config.set_main_option("script_location", str(folder))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise BrokenReferences
        finally:
            if sqlite and raw is not None:
                raw.execute("PRAGMA foreign_keys=ON")
