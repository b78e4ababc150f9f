"""What the rows above the headings of a list say of the whole of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from models.rules.cases.days import day_in
from models.rules.letters import bare
from models.rules.zone import at

_DAY = r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_HOUR = r"(\d{1,2}) ?(?::|h|gio) ?(\d{2})?"
_SPELLED = re.compile(r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})")
_MOMENT = re.compile(rf"(?:{_HOUR}\D{{0,8}})?{_DAY}(?:\D{{0,6}}{_HOUR})?")
# What comes before the moment that figures are of. A period of promised days says nothing of it.
_AS_OF = re.compile(r"\b(?:den|so lieu|du lieu|ket xuat|trich xuat|xuat|in|lap|cap nhat)\b(?=(.{5,45}))")
_SINCE = re.compile(rf"\btu (?:ngay)?:? ?{_DAY}")
_OF_PROMISES = re.compile(r"\bhen tra\b")
_LATE = re.compile(
    r"\b(?:(?:qua|tre|sap den|den) han|tre hen|bi cham|cham (?:tra|muon|han|tien do)|(?:giai quyet|xu ly|tra) cham"
    r"|phu luc (?:ii?|1|2))\b"
)
_IN_TIME = re.compile(r"\b(?:dung|trong|truoc) han\b")

# Files of one field, procedure or officer. One state is no such part: what has left it is worth a question.
_NARROWED = re.compile(r"\b(?:linh vuc|thu tuc|can bo|nguoi xu ly|phong ban) ?: ?(?!tat ca|toan bo)\w")


@dataclass(frozen=True)
class TitleSaid:
    """The moment that the figures are of (aware; the end of a day that is named without an hour), and the first
    day of the period."""

    as_of: datetime | None = None
    since: date | None = None


def said_above(titles: Sequence[str]) -> TitleSaid:
    """What title rows say, a row a line: of several moments the earliest, for nothing later can be in the list."""
    lines = [_plain(each) for each in titles if not _OF_PROMISES.search(bare(each))]
    moments = [*_moments(lines)] or [*_signed(titles)]
    days = [_day(*found.groups()) for line in lines for found in _SINCE.finditer(line)]
    return TitleSaid(min(moments, default=None), min(filter(None, days), default=None))


def lists_all(names: Sequence[str]) -> bool:
    """Whether a list holds all files, by its title rows, its sheet's and its file's name: not if they speak of
    late ones, or of those about to be, alone, nor if they narrow it to a field, a procedure or an officer."""
    return not any(_is_of_late(each) or _NARROWED.search(_spaced(each)) for each in names)


def _is_of_late(name: str) -> bool:
    words = " ".join(re.findall(r"[^\W_]+", bare(name)))
    return bool(_LATE.search(words)) and not _IN_TIME.search(words)


def _spaced(title: str) -> str:
    return " ".join(bare(title).split())


def _plain(title: str) -> str:
    return _SPELLED.sub(r"\1/\2/\3", _spaced(title))


def _moments(lines: Sequence[str]) -> Iterator[datetime]:
    for line in lines:
        for found in _AS_OF.finditer(line):
            moment = _moment(found[1])
            if moment:
                yield moment


def _signed(titles: Sequence[str]) -> Iterator[datetime]:
    """The day of "Tân Kỳ, ngày 14 tháng 12 năm 2026", where nothing better is said."""
    for title in titles:
        found = _SPELLED.search(_spaced(title))
        day = found and _day(*found.groups())
        if day:
            yield at(day, _END)


_END = time(23, 59, 59)


def _moment(text: str) -> datetime | None:
    """The first moment in a text: a day, with the hour before or behind it."""
    found = _MOMENT.search(text)
    day = found and _day(*found.groups()[2:5])
    if not found or not day:
        return None
    hour, minute = (found[1], found[2]) if found[1] else (found[6], found[7])
    return at(day, _hour(hour, minute))


def _hour(hour: str | None, minute: str | None) -> time:
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return _END
    return time(int(hour), int(minute or 0))


def _day(day: str, month: str, year: str) -> date | None:
    """A day as the cells of a list may hold it, of this century; None for any other."""
    try:
        return day_in(f"{day}/{month}/{year}")
    except ValueError:
        return None
