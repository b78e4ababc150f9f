"""What is told of lists that came by themselves: to who keeps them."""

from datetime import datetime
from typing import Any

from models.actor import Act
from models.cases import case_requirement, keepers
from models.changes.case_lists import Imported
from models.changes.common import tell
from models.kinds import Kind
from models.ledger import digest
from models.tables import Agency, Person


def facts_of(done: Imported) -> dict[str, Any]:
    """What a message about a list needs beside its row."""
    return {
        "list": done.row.id,
        "is_new": done.is_new,
        "opened": len(done.opened),
        "rewritten": list(done.rewritten),
        "handlers": list(done.new_handlers),
    }


def tell_imported(act: Act, done: Imported) -> None:
    """Of a list that was found in the watched folder."""
    for person in _keepers(act, done.row.agency_id):
        key = f"{Kind.CASE_LIST_TAKEN}/{done.row.id}/{person.code}"
        tell(act, done.row.agency_id, Kind.CASE_LIST_TAKEN, key, person=person, **facts_of(done))


def tell_refused(
    act: Act, agency: Agency, name: str, saved_at: datetime, why: str, named: tuple[str, ...]
) -> None:
    """Of a list that cannot be used: `why` as `bot/texts` knows it; once a day for each file. It is told by when it
    was saved: its name may be a citizen's."""
    for person in _keepers(act, agency.id or 0):
        key = f"{Kind.CASE_LIST_REFUSED}/{digest(name)[:16]}/{why}/{act.today}/{person.code}"
        facts: dict[str, Any] = {"saved_at": saved_at.isoformat(), "why": why, "named": list(named)}
        tell(act, agency.id or 0, Kind.CASE_LIST_REFUSED, key, person=person, **facts)


def _keepers(act: Act, agency_id: int) -> list[Person]:
    requirement = case_requirement(act.session, agency_id)
    return keepers(act.session, requirement, act.today) if requirement else []
