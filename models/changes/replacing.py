"""One agency makes room for another in the same database."""

from sqlalchemy import Connection, Engine, text
from sqlmodel import Session, SQLModel, select

from models.rules.lifecycle import Change
from models.tables import (
    Agency,
    Area,
    CatalogueNote,
    ChecklistItem,
    CriteriaSet,
    Criterion,
    Installation,
    LedgerEntry,
    Requirement,
    RequirementPartner,
    Result,
    Rung,
    Task,
    TaskItem,
    Unit,
    UnitMember,
    WorkingDay,
)

# What loading a catalogue and opening its tasks write by themselves.
_LOADED: tuple[type[SQLModel], ...] = (
    Agency,
    Area,
    CatalogueNote,
    ChecklistItem,
    CriteriaSet,
    Criterion,
    LedgerEntry,
    Requirement,
    RequirementPartner,
    Result,
    Rung,
    Task,
    TaskItem,
    Unit,
    UnitMember,
    WorkingDay,
)
# It is about this copy of the program, not about an agency.
_KEPT: tuple[type[SQLModel], ...] = (Installation,)


def anybody_joined(session: Session) -> bool:
    """Whether somebody ever came in by an invite: from then on the record is theirs too."""
    return session.exec(select(LedgerEntry.id).where(LedgerEntry.change == Change.JOIN)).first() is not None


def anything_beside(session: Session) -> bool:
    """Whether anything stands in the database that loading the catalogue again would not bring back."""
    loaded = {table.__tablename__ for table in (*_LOADED, *_KEPT)}
    others = (table for name, table in SQLModel.metadata.tables.items() if name not in loaded)
    return any(session.execute(table.select().limit(1)).first() is not None for table in others)


def can_be_emptied(engine: Engine) -> bool:
    """Only SQLite lets go of the ledger's guard and takes it up again within one transaction."""
    return engine.dialect.name == "sqlite"


def empty(session: Session) -> None:
    """Removes every agency with all that is of it, its ledger too, which begins anew; nobody may have joined."""
    connection = session.connection()
    connection.execute(text("PRAGMA defer_foreign_keys=ON"))
    guards = _guards(connection)
    for name in guards:
        connection.execute(text(f"DROP TRIGGER {name}"))
    kept = {table.__tablename__ for table in _KEPT}
    for table in reversed(SQLModel.metadata.sorted_tables):
        if table.name not in kept:
            connection.execute(table.delete())
    for statement in guards.values():
        connection.exec_driver_sql(statement)
    session.expunge_all()
    session.info.clear()


def _guards(connection: Connection) -> dict[str, str]:
    """The triggers that refuse to change an entry of the ledger, by name, as they were made."""
    wanted = text(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table ORDER BY name"
    )
    found = connection.execute(wanted, {"table": LedgerEntry.__tablename__})
    return {str(name): str(sql) for name, sql in found}
