"""The clerk's list, in the morning and at the moment of the last call: documents on their way to being issued."""

from datetime import date
from typing import Any

from sqlmodel import select

from jobs.messages.morning import ranked
from jobs.telling import untold
from models.actor import Act
from models.calendar import office_hours
from models.changes.common import tell
from models.holders import lying_at
from models.kinds import Kind
from models.people import holding, reached
from models.rules.reading import Place
from models.tables import Agency, Notification, Person, Role, Task

_ON_THEIR_WAY = (Place.LEADER, Place.CLERK)


def tell_clerks(act: Act, agency: Agency) -> None:
    """Each working morning, and again at the moment of the last call to whom it says something new; only when
    there is something to issue; late starts catch up within the day."""
    clerks = reached(act.session, holding(act.session, agency.id or 0, Role.CLERK), act.today)
    half = "pm" if act.now >= office_hours(agency).last_call(act.today) else "am"
    new = untold(act.session, agency, {_key(clerk, act.today, half): clerk for clerk in clerks})
    waiting = lying_at(act.session, agency.id or 0, *_ON_THEIR_WAY) if new else []
    if not waiting:
        return
    tasks = ranked(act.session, waiting, act.now)
    for key, clerk in new.items():
        _tell(act, agency, clerk, key, tasks, _listed_at(act, agency, _key(clerk, act.today, "am")))


def _tell(
    act: Act, agency: Agency, clerk: Person, key: str, tasks: list[Task], known: list[list[Any]]
) -> None:
    """Unless all of it lies where an earlier list of the day had it (`known`)."""
    lie = [[task.id, task.place] for task in tasks]
    if any(each not in known for each in lie):
        tell(act, agency.id or 0, Kind.CLERK_LIST, key, person=clerk, tasks=tasks, lie=lie)


def _listed_at(act: Act, agency: Agency, key: str) -> list[list[Any]]:
    """Where which document lay by the list that was told under this key; nothing where none was."""
    told = select(Notification).where(Notification.agency_id == agency.id, Notification.key == key)
    row = act.session.exec(told).first()
    return list(row.facts.get("lie", ())) if row is not None else []


def _key(clerk: Person, today: date, half: str) -> str:
    return f"clerk/{clerk.code}/{today}/{half}"
