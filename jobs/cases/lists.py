"""What is told of lists: to who keeps them what came, and that the next is wanted; above, that the last is old."""

from datetime import datetime
from typing import Any

from models.actor import Act
from models.calendar import morning_of, office_hours
from models.cases import (
    case_requirement,
    keepers,
    list_age,
    newest_list,
    overseers,
)
from models.changes.case_lists import Imported
from models.changes.common import is_day_full, is_told, tell
from models.changes.open_task import HEAD_HOUR
from models.hearing import is_trial
from models.kinds import Kind
from models.ledger import digest
from models.rules.zone import at, day_of
from models.tables import Agency, Person

# The first day on which nobody can say any more what the list looks like now.
BLIND_AFTER = 1


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


def tell_list_age(act: Act, agency: Agency) -> None:
    """Nobody is asked for the list of a day on which it came, nor twice: who has a bundle reads it there."""
    newest, requirement = (
        newest_list(act.session, agency.id or 0),
        case_requirement(act.session, agency.id or 0),
    )
    if newest is None or requirement is None or day_of(newest.as_of) >= act.today:
        return
    facts: dict[str, Any] = {"list": newest.id, "as_of": newest.as_of.isoformat()}
    for person in keepers(act.session, requirement, act.today):
        said = is_told(act.session, agency.id or 0, f"{Kind.CASES}/{person.code}/{act.today}")
        if not said and _may_begin(act, agency, person):
            key = f"{Kind.CASE_LIST_WANTED}/{person.code}/{act.today}"
            tell(act, agency.id or 0, Kind.CASE_LIST_WANTED, key, person=person, **facts)
    is_blind = list_age(act.session, newest, act.today) > BLIND_AFTER
    if is_blind and act.now >= at(act.today, HEAD_HOUR) and not is_trial(act.session, agency, act.now):
        for person in overseers(act.session, requirement, act.today):
            key = f"{Kind.CASE_LIST_BLIND}/{person.code}/{newest.id}"
            if not is_day_full(act.session, person, act.now):
                tell(act, agency.id or 0, Kind.CASE_LIST_BLIND, key, person=person, **facts)


def _may_begin(act: Act, agency: Agency, person: Person) -> bool:
    """Whether this person's morning has come, and their day has room."""
    is_morning = act.now >= morning_of(person, office_hours(agency), act.today)
    return is_morning and not is_day_full(act.session, person, act.now)
