"""What fails by itself is left out, noted and tried again; the rest goes on."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlmodel import Session, select

from models.tables import StepFault, Task
from models.unavailable import unavailable

log = logging.getLogger(__name__)

Item = TypeVar("Item")
Made = TypeVar("Made")
_FAILED = "failed"


@contextmanager
def watch(session: Session) -> Iterator[dict[str, str]]:
    """Meanwhile what fails in `each` is collected rather than raised: the exception's class by what failed."""
    failed: dict[str, str] = {}
    session.info[_FAILED] = failed
    try:
        yield failed
    finally:
        session.info.pop(_FAILED, None)


def each(
    session: Session, items: Iterable[Item], name: Callable[[Item], str], make: Callable[[Item], Made]
) -> list[tuple[Item, Made]]:
    """What `make` makes of each item: of all at once; where that fails, of one after the other, each undone that
    fails by itself. Outside a step of the tick nobody would hear of it, and it is raised.
    """
    return together(session, list(items), name, lambda some: [(item, make(item)) for item in some])


def together(
    session: Session, items: list[Item], name: Callable[[Item], str], make: Callable[[list[Item]], list[Made]]
) -> list[Made]:
    """The same of a `make` that takes as many items as there are."""
    if not items or _FAILED not in session.info:
        return make(items)
    try:
        with session.begin_nested():
            return make(items)
    except Exception as error:
        _pass_on(error)
        found = (apart(session, name(item), partial(make, [item])) for item in items)
        return [one for made in found if made for one in made[0]]


def apart(session: Session, name: str, make: Callable[[], Made]) -> tuple[Made] | None:
    """What `make` makes, alone in a tuple; None where it failed, was undone and will be noted under this name."""
    try:
        with session.begin_nested():
            return (make(),)
    except Exception as error:
        _pass_on(error)
        session.info[_FAILED][name] = said(name, error)
        return None


def _pass_on(error: Exception) -> None:
    """A machine that takes nothing is no item's fault, and may have undone the whole transaction: nothing more is
    written in it. Raises Unavailable."""
    if refused := unavailable(error):
        raise refused from error


def said(name: str, error: Exception) -> str:
    """The class of an error that is being handled, which is all that is kept of it; the log has the rest."""
    log.exception("phần việc %s của nhịp chạy bị lỗi, để lại lần sau", name or "chung")
    return type(error).__name__


def name_of_task(task: Task) -> str:
    return f"task/{task.id}"


def note(session: Session, agency_id: int, step: str, failed: dict[str, str], now: datetime) -> None:
    """Keeps the rows of a step as they are now: what failed, since when and how often; what no longer does goes.
    Of a step that failed as a whole, nothing is known of its parts."""
    rows = select(StepFault).where(StepFault.agency_id == agency_id, StepFault.step == step)
    known = {row.about: row for row in session.exec(rows)}
    for about, error in failed.items():
        row = known.get(about) or StepFault(
            agency_id=agency_id, step=step, about=about, since_at=now, last_at=now, error=error
        )
        row.last_at, row.times, row.error = now, row.times + 1, error
        session.add(row)
    for about in known.keys() - failed.keys() if "" not in failed else ():
        session.delete(known[about])
