"""The database's versions, packaged: `migrate` brings data of any older version to this one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import as_file, files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text


class BrokenReferences(Exception):
    """After a migration rows point at rows that are not there; the copy made before is the way back."""


def migrate(engine: Engine) -> None:
    """Creates or upgrades the database. An older SQLite file is copied first, beside itself.

    Raises BrokenReferences when the upgrade left foreign keys that point nowhere.
    """
    with _configured() as config:
        found = current_version(engine)
        if found == _newest(config):
            return
        if found is not None:
            _copy_aside(engine, found)
        _upgrade(engine, config)


def is_current(engine: Engine) -> bool:
    """Whether the database is of this version, so that it can be read as it stands."""
    with _configured() as config:
        return current_version(engine) == _newest(config)


def current_version(engine: Engine) -> str | None:
    """The version of the database, None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@contextmanager
def _configured() -> Iterator[Config]:
    with as_file(files(__name__)) as folder:
        config = Config()
        config.set_main_option("script_location", str(folder))
        yield config


def _newest(config: Config) -> str | None:
    return ScriptDirectory.from_config(config).get_current_head()


def _copy_aside(engine: Engine, version: str) -> None:
    if engine.dialect.name == "sqlite" and engine.url.database:
        target = Path(engine.url.database + f".before-{version}")
        with (
            closing(sqlite3.connect(engine.url.database)) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)


def _upgrade(engine: Engine, config: Config) -> None:
    """With foreign_keys=ON a batch ALTER of a parent table can delete its children: off, then checked."""
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        if sqlite and raw is not None:
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
                if sqlite and connection.execute(text("PRAGMA foreign_key_check")).first():
                    raise BrokenReferences
        finally:
            if sqlite and raw is not None:
                raw.execute("PRAGMA foreign_keys=ON")
