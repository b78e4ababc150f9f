"""Days and moments as an administrator types them: 31/01/2026, 07:30 15/12/2026, or as ISO 8601 has them."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from models.catalogue.values import YEARS
from models.rules.zone import VIETNAM

T = TypeVar("T", date, datetime)

_DAY = r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})"
_HOUR = r"(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})"
_MOMENTS = (_DAY, rf"{_DAY}[\s,]+{_HOUR}", rf"{_HOUR}[\s,]+(?:ngày\s+)?{_DAY}")


class NoDay(Exception):
    """What was typed is no day or moment of the years that a catalogue may speak of."""


def read_day(text: str) -> date:
    """Raises NoDay."""
    found = _spelled(text.strip(), (_DAY,))
    return found.date() if found else _of_our_time(lambda: date.fromisoformat(text.strip()))


def read_moment(text: str) -> datetime:
    """In Vietnam where no time zone is named; a day alone is its beginning. Raises NoDay."""
    found = _spelled(text.strip(), _MOMENTS) or _of_our_time(lambda: datetime.fromisoformat(text.strip()))
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


def _spelled(text: str, forms: tuple[str, ...]) -> datetime | None:
    """As Vietnamese write it; None where it has another form."""
    match = next(filter(None, (re.fullmatch(form, text) for form in forms)), None)
    if match is None:
        return None
    typed = {name: int(digits) for name, digits in match.groupdict().items()}
    return _of_our_time(lambda: datetime(**typed, tzinfo=VIETNAM))


def _of_our_time(read: Callable[[], T]) -> T:
    try:
        found = read()
    except ValueError:
        raise NoDay from None
    if found.year not in YEARS:
        raise NoDay
    return found
