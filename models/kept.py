"""What is read once a transaction: kept with the session, and forgotten as soon as its rows change in it."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from typing import Any, Generic, TypeAlias, TypeVar, cast

from sqlalchemy import CursorResult, UpdateBase, bindparam, event, insert, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session, SQLModel, select
from sqlmodel.sql.expression import SelectOfScalar

from models.portions import in_portions

Read = TypeVar("Read")
Row = TypeVar("Row", bound=SQLModel)
Tables: TypeAlias = tuple[type[SQLModel], ...]

_KEPT, _ROWS, _SOON = "kept", "rows", "soon"


def kept(session: Session, tables: Tables, key: Hashable, read: Callable[[], Read]) -> Read:
    """What `read` finds in the rows of these tables, read again only after rows of theirs were written."""
    session.flush()
    found = _kept(session).setdefault(tables, {})
    if key not in found:
        found[key] = read()
    answer: Read = found[key]
    return answer


class RowsBy(Generic[Row]):
    """The rows of a table by what they belong to (`owner`, whose id is in `column`), in the order of the query.

    Read at the first question about an owner; then also for all the others that `soon` named.
    """

    def __init__(self, owner: type[SQLModel], column: Any, query: SelectOfScalar[Row]) -> None:
        self._owner, self._column = owner, column
        # Made once: a statement made anew costs as much as asking it.
        self._query = query.where(column.in_(bindparam("owners", expanding=True)))
        self._tables: Tables = (column.class_,)

    def of(self, session: Session, owner_id: int | None) -> list[Row]:
        found: dict[int | None, list[Row]] = kept(session, self._tables, self, dict)
        if owner_id not in found:
            self._read(session, found, {owner_id, *_soon(session, self._owner)} - found.keys())
        return list(found[owner_id])

    def _read(self, session: Session, found: dict[int | None, list[Row]], missing: set[int | None]) -> None:
        found.update({owner_id: [] for owner_id in missing})
        for some in in_portions(list(missing)):
            for row in session.exec(self._query, params={"owners": some}):
                found[getattr(row, self._column.key)].append(row)


def soon(session: Session, owner: type[SQLModel], ids: Iterable[int]) -> None:
    """Says of whom there will be questions, so that what belongs to them is read at once."""
    _soon(session, owner).update(ids)


def bring(session: Session, table: type[SQLModel], ids: Iterable[int | None]) -> None:
    """Reads the rows of these ids that the session does not hold yet, in one statement."""
    missing = {each for each in ids if each and not _is_held(session, table, each)}
    for some in in_portions(sorted(missing)):
        session.exec(_by_id(table), params={"ids": some}).all()


def _is_held(session: Session, table: type[SQLModel], row_id: int) -> bool:
    """Not a row that was written past the session."""
    row = session.identity_map.get((table, (row_id,), None))
    return row is not None and not inspect(row).expired


@cache
def _by_id(table: type[SQLModel]) -> SelectOfScalar[Any]:
    return select(table).where(inspect(table).primary_key[0].in_(bindparam("ids", expanding=True)))


def forget_rows(session: Session, table: type[SQLModel]) -> None:
    """The rows of a table were written past the session: they are read again where they are asked for."""
    for row in [each for each in session.identity_map.values() if isinstance(each, table)]:
        session.expire(row)
    _forget_tables(session, {table})


def write_all(session: Session, rows: Sequence[Row]) -> None:
    """Writes new rows of one table in one statement; they get no ids here, so each must be read to be used."""
    if rows:
        write_values(session, type(rows[0]), [row.model_dump(exclude={"id"}) for row in rows])


def write_values(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> None:
    """The same of rows that are given by the values of their columns, each by all of them."""
    if rows:
        past_the_session(session, insert(table), rows)


def past_the_session(
    session: Session, statement: UpdateBase, rows: Sequence[dict[str, Any]] | None = None
) -> CursorResult[Any]:
    """Carries out a statement that many rows are written by, and in which the session takes no part: what it holds
    of that table is read again."""
    session.flush()
    table: type[SQLModel] = statement.entity_description["entity"]
    done = session.connection().execute(statement, rows)
    if not statement.is_insert:
        forget_rows(session, table)
    _forget_tables(session, {table})
    return done


def _soon(session: Session, owner: type[SQLModel]) -> set[int]:
    named: dict[type[SQLModel], set[int]] = session.info.setdefault(_SOON, {})
    return named.setdefault(owner, set())


def _kept(session: Session) -> dict[Tables, dict[Hashable, Any]]:
    kept: dict[Tables, dict[Hashable, Any]] = session.info.setdefault(_KEPT, {})
    return kept


@event.listens_for(Session, "after_flush")
def _forget(session: Session, _context: object) -> None:
    _forget_tables(session, {type(row) for row in (*session.new, *session.dirty, *session.deleted)})


def _forget_tables(session: Session, written: set[type[SQLModel]]) -> None:
    for tables in [each for each in _kept(session) if written & set(each)]:
        del _kept(session)[tables]


@event.listens_for(Session, "do_orm_execute")
def _forget_all_of(state: ORMExecuteState) -> None:
    """Rows changed or deleted many at a time pass the flush by."""
    if (state.is_update or state.is_delete) and state.bind_mapper is not None:
        _forget_tables(cast(Session, state.session), {state.bind_mapper.class_})


@event.listens_for(Session, "after_soft_rollback")
def _forget_all(session: Session, _transaction: object) -> None:
    """What was read of rows that are undone is true no more."""
    _kept(session).clear()


@event.listens_for(Session, "loaded_as_persistent")
def _keep(session: Session, row: SQLModel) -> None:
    """A row that was read stays in memory until the session ends: asked for again by its key it costs nothing."""
    session.info.setdefault(_ROWS, []).append(row)
