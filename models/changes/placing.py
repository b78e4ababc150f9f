"""A document goes on, said by whoever held it: from the head of unit to the leader, to the clerk, and out."""

from datetime import date

from models.actor import Act
from models.changes.common import check, in_place_of, record_and_refresh, tell_addressee
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.reading import Place
from models.tables import Role, Task

_WAY = tuple(Place)
_LEADS_TO = {Change.FORWARD: Place.LEADER, Change.SIGN: Place.CLERK, Change.ISSUE: Place.ISSUED}
_WHOSE = {Change.FORWARD: Role.HEAD, Change.SIGN: Role.LEADER, Change.ISSUE: Role.CLERK}


def pass_on(act: Act, task: Task, step: Change, document: str = "", document_on: date | None = None) -> None:
    """The head forwards it, the leader signs it, the clerk issues it, under a number: no evidence yet, and the
    officer hears of it.

    Raises Refused, also when it lies there already, or further on.
    """
    check(act, task, step)
    to = _LEADS_TO[step]
    if task.place is not None and _WAY.index(task.place) >= _WAY.index(to):
        raise Refused(Reason.GONE)
    task.place, task.place_since = to, act.today
    act.write(task)
    unit_id = task.unit_id if step is Change.FORWARD else None
    behalf = in_place_of(act, task, _WHOSE[step], unit_id)
    numbered = {"document": document} if document else {}
    if document_on is not None:
        numbered["document_on"] = document_on.isoformat()
    entry = record_and_refresh(act, step, task, place=to, **numbered, **behalf)
    # Quietly where it lies now; once it is issued they are asked for the file.
    kind, key = Kind.ASK_FILE if to is Place.ISSUED else Kind.PASSED_ON, f"place/{task.id}/{entry.seq}"
    tell_addressee(act, task, kind, key, task=task.id, place=to, **numbered)
