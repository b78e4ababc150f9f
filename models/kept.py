"""What is read once a transaction: kept with the session, and forgotten as soon as its rows change in it."""

from collections.abc import Callable, Hashable
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import event
from sqlmodel import Session, SQLModel

Read = TypeVar("Read")
Tables: TypeAlias = tuple[type[SQLModel], ...]

_KEPT, _ROWS = "kept", "rows"


def kept(session: Session, tables: Tables, key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read` finds in the rows of these tables, read again only after rows of theirs were written."""
    session.flush()
    found = _kept(session).setdefault(tables, {})
    if key not in found:
        found[key] = read()
    answer: Read = found[key]
    return answer


def _kept(session: Session) -> dict[Tables, dict[Hashable, Any]]:
    kept: dict[Tables, dict[Hashable, Any]] = session.info.setdefault(_KEPT, {})
    return kept


@event.listens_for(Session, "after_flush")
def _forget(session: Session, _context: object) -> None:
    written = {type(row) for row in (*session.new, *session.dirty, *session.deleted)}
    for tables in [each for each in _kept(session) if written & set(each)]:
        del _kept(session)[tables]


@event.listens_for(Session, "after_soft_rollback")
def _forget_all(session: Session, _transaction: object) -> None:
    """What was read of rows that are undone is true no more."""
    _kept(session).clear()


@event.listens_for(Session, "loaded_as_persistent")
def _keep(session: Session, row: SQLModel) -> None:
    """A row that was read stays in memory until the session ends: asked for again by its key it costs nothing."""
    session.info.setdefault(_ROWS, []).append(row)
