"""The day on which something was done, where a reply names one: "nộp hôm 15 rồi", "gửi từ chiều thứ ba 15/12"."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from models.rules.reading.dates import Tense, TimePhrase, find_dates
from models.rules.reading.days import WEEKDAYS, exact
from models.rules.reading.fold import fold
from models.rules.zone import day_of

_DAY = timedelta(days=1)
# A weekday alone looks back only where the deed is said to be over: "nộp thứ hai rồi", "từ thứ hai".
_IS_OVER = re.compile(r" (?:tu|roi|xong) ")
_LATEST_YEARS = 2
Rule = Callable[[str, date], date | None]


def read_done_day(text: str, now: datetime) -> date | None:
    """The past day, or today, that an answer to "on which day?" names; None where it names none, or two."""
    return done_day(fold(text), find_dates(fold(text), now), now, alone=True)


def done_day(line: str, whens: Sequence[TimePhrase], now: datetime, alone: bool = False) -> date | None:
    """The day up to today that the phrases about time of a folded line name; a date counts before a weekday.

    `alone`: the line answers a question for a day, so that a bare weekday or "hôm nay" is one.
    """
    today = day_of(now)
    named = [when for when in whens if when.tense is not Tense.ASIDE]
    for rule in _RULES:
        days = _days(rule, named, today)
        if days:
            return _only(days)
    if alone:
        return _only(_days(_weekday, named, today) or _days(_today, named, today))
    return _only(_days(_weekday, [when for when in named if _is_over(line, when)], today))


def _days(rule: Rule, whens: Sequence[TimePhrase], today: date) -> set[date]:
    found = {rule(when.phrase, today) for when in whens}
    return {day for day in found if day is not None}


def _only(days: set[date]) -> date | None:
    return days.pop() if len(days) == 1 else None


def _is_over(line: str, when: TimePhrase) -> bool:
    """Whether the clause around a phrase says that the deed is over."""
    begins, ends = line.rfind(",", 0, when.start) + 1, line.find(",", when.end)
    clause = f" {line[begins : ends if ends >= 0 else len(line)]} "
    return _IS_OVER.search(clause) is not None


def _date(phrase: str, today: date) -> date | None:
    """15/12, 15/12/2026, 15 tháng 12: without a year the latest such day."""
    found = re.search(r"(\d{1,2})(?:[/.-]| thang | t)(\d{1,2})(?:(?:[/.-]| nam )(\d{2,4}))?", phrase)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[2]), found[3]
    if year:
        return _not_after(exact(int(year) % 100 + 2000, month, day), today)
    years = (exact(today.year - back, month, day) for back in range(_LATEST_YEARS))
    return next((each for each in years if each is not None and each <= today), None)


def _day_of_month(phrase: str, today: date) -> date | None:
    """ "Hôm 15", "ngày 15": of this month, else of the last one."""
    found = re.search(r"(?:^| )(?:hom|ngay|mung|mong) (\d{1,2})(?: thang (?P<last>truoc|roi))?$", phrase)
    if found is None:
        return None
    last = today.replace(day=1) - _DAY
    months = [last] if found["last"] else [today, last]
    days = (exact(month.year, month.month, int(found[1])) for month in months)
    return next((each for each in days if each is not None and each <= today), None)


def _relative(phrase: str, today: date) -> date | None:
    """ "Hôm qua", "chiều qua", "hôm kia", "2 ngày trước"."""
    if counted := re.search(r"(\d+) (?:ngay|hom)(?: truoc| qua)?$", phrase):
        return today - int(counted[1]) * _DAY if re.search(r"truoc|qua|cach day|tu ", phrase) else None
    if re.search(r"(?:hom|sáng|trua|chieu|tối|dem|vua) qua$", phrase):
        return today - _DAY
    return today - 2 * _DAY if phrase.endswith("hom kia") else None


def _weekday(phrase: str, today: date) -> date | None:
    """The last such weekday up to today; "tuần trước": of the week before this one."""
    found = re.search(r"(?:thu ?(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))\b", phrase)
    if found is None or re.search(r"tuan (?:sau|toi|tới)", phrase):
        return None
    name = 6 if found[2] else WEEKDAYS[found[1]]
    if re.search(r"tuan (?:truoc|roi|qua|vua roi)", phrase):
        return today - (today.weekday() + 7 - name) * _DAY
    return today - ((today.weekday() - name) % 7) * _DAY


def _today(phrase: str, today: date) -> date | None:
    return today if phrase.endswith("hom nay") else None


def _not_after(day: date | None, today: date) -> date | None:
    return day if day is not None and day <= today else None


_RULES: tuple[Rule, ...] = (_date, _day_of_month, _relative)
