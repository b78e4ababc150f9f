"""A document goes on, said by whoever held it: from the head of unit to the leader, to the clerk, and out."""

from datetime import datetime

from sqlmodel import Session

from models.actor import Actor
from models.changes.common import agency_of, check, in_place_of, refresh, tell_addressee
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import Role, Task

_WAY = tuple(Place)
_LEADS_TO = {Change.FORWARD: Place.LEADER, Change.SIGN: Place.CLERK, Change.ISSUE: Place.ISSUED}
_WHOSE = {Change.FORWARD: Role.HEAD, Change.SIGN: Role.LEADER, Change.ISSUE: Role.CLERK}


def pass_on(session: Session, actor: Actor, now: datetime, task: Task, step: Change) -> None:
    """The head forwards it, the leader signs it, the clerk issues it: no evidence yet, and the officer hears of it.

    Raises Refused, also when it lies there already, or further on.
    """
    check(session, actor, now, task, step)
    to = _LEADS_TO[step]
    if task.place is not None and _WAY.index(task.place) >= _WAY.index(to):
        raise Refused(Reason.GONE)
    task.place, task.place_since = to, day_of(now)
    session.add(task)
    session.flush()
    unit_id = task.unit_id if step is Change.FORWARD else None
    behalf = in_place_of(session, actor, now, task, _WHOSE[step], unit_id)
    entry = record(session, agency_of(session, task), step, actor, now, task, place=to, **behalf)
    # Quietly where it lies now; once it is issued they are asked for the file.
    kind, key = "ask_file" if to is Place.ISSUED else "passed_on", f"place/{task.id}/{entry.seq}"
    tell_addressee(session, task, kind, key, now, actor.person, task=task.id, place=to)
    refresh(session, task, now)
