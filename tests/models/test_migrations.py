"""Data of any version becomes data of this one; what an upgrade could destroy is copied first."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlmodel import SQLModel, select

from jobs.verify import verify
from models import migrations, tables
from models.actor import OPERATOR, Act
from models.database import connect, reading, writing
from models.ledger import record
from models.migrations import BrokenReferences, current_version, migrate
from models.rules.zone import VIETNAM
from models.store import EvidenceStore
from models.tables import Agency, LedgerEntry, Unit
from tests.engines import by_migrations

VERSIONS = Path(migrations.__file__).parent
NEWEST = ScriptDirectory(str(VERSIONS)).get_current_head() or ""
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)

ADDS_A_COLUMN = """
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "NEWEST"


def upgrade() -> None:
    with op.batch_alter_table("agency", recreate="always") as batch:
        batch.add_column(sa.Column("phone", sa.String(), nullable=True))
"""

LOSES_A_PARENT = """
from alembic import op

revision = "next"
down_revision = "NEWEST"


def upgrade() -> None:
    op.execute("DELETE FROM agency")
"""


SAVED = Path(__file__).parents[1] / "data" / "versions"


@pytest.fixture(autouse=True)
def migrated_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy of a database that others made."""
    monkeypatch.setattr(migrations, "_upgrade", by_migrations)


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def installed(engine: Engine) -> Engine:
    """A database of the newest version with a commune, a unit and a line of the ledger in it."""
    migrate(engine)
    with writing(engine) as session:
        agency = Agency(code="tan-ky", name="Xã Tân Kỳ", province="Nghệ An", adopted_on=date(2026, 11, 23))
        session.add(agency)
        session.flush()
        session.add(Unit(agency_id=agency.id or 0, code="VHXH", name="Phòng Văn hóa – Xã hội", short="VH–XH"))
        record(Act(session, OPERATOR, NOW), "enlist", agency, person="an.vhxh")
    return engine


def next_version(monkeypatch: pytest.MonkeyPatch, folder: Path, source: str) -> None:
    """From here on the program is one version newer: it knows one more migration."""
    shutil.copytree(VERSIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "v9999_next.py").write_text(source.replace("NEWEST", NEWEST))
    monkeypatch.setattr(migrations, "files", lambda _: folder)


def schema(engine: Engine) -> set[str]:
    """Tables, columns, keys, CHECKs, indexes and triggers, a line each."""
    found = inspect(engine)
    lines = set()
    for table in set(found.get_table_names()) - {"alembic_version"}:
        lines |= {
            f"{table}: {column['name']} {column['type']} {column['nullable']}"
            for column in found.get_columns(table)
        }
        for constraint in (
            *found.get_check_constraints(table),
            *found.get_unique_constraints(table),
            *found.get_foreign_keys(table),
            *found.get_indexes(table),
            found.get_pk_constraint(table),
        ):
            lines.add(f"{table}: " + " ".join(f"{key}={constraint[key]}" for key in sorted(constraint)))
    with engine.connect() as connection:
        triggers = connection.execute(text("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"))
        return lines | {f"{table}: trigger {name}" for table, name in triggers}


def foreign_keys_are_on(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1


def test_a_migrated_database_is_what_the_tables_say(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_a_migrated_database_is_a_freshly_created_one_and_the_ledgers_triggers(
    engine: Engine, tmp_path: Path
) -> None:
    migrate(engine)
    fresh = connect(f"sqlite:///{tmp_path / 'fresh.db'}")
    SQLModel.metadata.create_all(fresh)
    assert schema(engine) - schema(fresh) == {
        "ledger_entry: trigger ledger_entry_no_update",
        "ledger_entry: trigger ledger_entry_no_delete",
    }
    assert schema(fresh) - schema(engine) == set()
    fresh.dispose()


def test_migrating_again_changes_nothing_and_copies_nothing(installed: Engine, tmp_path: Path) -> None:
    before = current_version(installed), schema(installed)
    migrate(installed)
    assert (current_version(installed), schema(installed)) == before
    assert list(tmp_path.glob("*.before-*")) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entry SET body = '{}' WHERE seq = 1", "DELETE FROM ledger_entry"]
)
def test_the_ledger_refuses_to_be_changed(installed: Engine, statement: str) -> None:
    with pytest.raises(DatabaseError, match="the ledger is append-only"), writing(installed) as session:
        session.connection().execute(text(statement))
    with reading(installed) as session:
        assert [entry.seq for entry in session.exec(select(LedgerEntry))] == [1]


def test_an_older_database_is_copied_aside_and_upgraded_with_all_its_rows(
    installed: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(monkeypatch, tmp_path / "newer", ADDS_A_COLUMN)
    migrate(installed)
    assert current_version(installed) == "next"
    with installed.connect() as connection:
        assert connection.execute(text("SELECT name, phone FROM agency")).one() == ("Xã Tân Kỳ", None)
        assert connection.execute(text("SELECT code FROM unit")).scalar_one() == "VHXH"

    copy = connect(f"sqlite:///{tmp_path / f'nhacviec.db.before-{NEWEST}'}")
    assert current_version(copy) == NEWEST
    with reading(copy) as session:
        assert [unit.code for unit in session.exec(select(Unit))] == ["VHXH"]
        assert [entry.change for entry in session.exec(select(LedgerEntry))] == ["enlist"]
    copy.dispose()


@pytest.mark.parametrize("path", sorted(SAVED.glob("*.sql")), ids=lambda path: path.stem)
def test_data_of_an_older_version_opens(path: Path, tmp_path: Path) -> None:
    """Every row is read by today's tables, and the record is proven as it was; only the files were not saved."""
    with closing(sqlite3.connect(tmp_path / "nhacviec.db")) as old:
        old.executescript(path.read_text(encoding="utf-8"))
    engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}")
    migrate(engine)
    assert current_version(engine) == NEWEST
    with reading(engine) as session:
        rows = {
            table.__name__: len(session.exec(select(table)).all())
            for table in vars(tables).values()
            if isinstance(table, type) and issubclass(table, SQLModel)
        }
        assert (rows["Task"], rows["LedgerEntry"], rows["Evidence"], rows["Review"]) == (18, 49, 2, 2)
        faults = verify(session, EvidenceStore(tmp_path / "evidence"))
    assert len(faults) == 2 and all("không còn trên đĩa" in fault for fault in faults)
    with pytest.raises(IntegrityError), engine.begin() as connection:
        connection.execute(text("UPDATE review SET verdict = 'perhaps'"))
    engine.dispose()


def test_an_upgrade_that_leaves_rows_without_their_parents_is_undone(
    installed: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    next_version(monkeypatch, tmp_path / "newer", LOSES_A_PARENT)
    with pytest.raises(BrokenReferences):
        migrate(installed)
    assert current_version(installed) == NEWEST
    with reading(installed) as session:
        assert session.exec(select(Agency.code)).one() == "tan-ky"


@pytest.mark.parametrize("source", [ADDS_A_COLUMN, LOSES_A_PARENT], ids=["done", "undone"])
def test_foreign_keys_hold_after_an_upgrade_whether_it_succeeded_or_not(
    installed: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    next_version(monkeypatch, tmp_path / "newer", source)
    if source is LOSES_A_PARENT:
        with pytest.raises(BrokenReferences):
            migrate(installed)
    else:
        migrate(installed)
    assert foreign_keys_are_on(installed)
    with pytest.raises(IntegrityError), writing(installed) as session:
        session.connection().execute(
            text("INSERT INTO unit (agency_id, code, name, short, tasks) VALUES (99, 'X', 'X', 'X', '[]')")
        )
