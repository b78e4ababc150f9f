"""What steps that tell people have in common: who was told already, who hears of what, whether a week begins."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlmodel import Session

from models.changes.common import told_keys
from models.people import Addressee
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of
from models.tables import Agency, Person

Told = TypeVar("Told")


def untold(session: Session, agency: Agency, by_key: Mapping[str, Told]) -> dict[str, Told]:
    """What is to be told under keys under which nothing was told yet; asked for all of them at once."""
    told = told_keys(session, agency.id or 0, list(by_key))
    return {key: each for key, each in by_key.items() if key not in told}


def per_person(pairs: Iterable[tuple[Person | None, Told]]) -> dict[int, list[Told]]:
    """By person what they are to be told, in the order given; what is for nobody is left out."""
    found: defaultdict[int, list[Told]] = defaultdict(list)
    for person, each in pairs:
        if person is not None:
            found[person.id or 0].append(each)
    return dict(found)


def why_told(to: Addressee) -> dict[str, Any]:
    """Why somebody else than the officer reads it, as facts of a row; none to the officer."""
    because = {"because": to.because} if to.because else {}
    return because | ({"instead_of": to.instead_of.id} if to.instead_of else {})


def has_joined_on(person: Person, day: date) -> bool:
    """Who joined today was welcomed, and is not greeted as well."""
    return person.joined_at is not None and day_of(person.joined_at) == day


def is_first_of_week(day: date, calendar: WorkingCalendar) -> bool:
    """Whether `day` is the first working day of its week."""
    return calendar.on_or_after(monday_of(day)) == day


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
