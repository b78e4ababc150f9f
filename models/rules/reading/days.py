"""Days by name: each phrase of the grammar with the day it means on a given today.

Words are as `fold` leaves them. First, mid and last day of a month are the 1st, the 15th and the last
(Civil Code 91/2015 art. 146); a week ends on Friday.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.rules.cadence import clipped
from models.rules.working_days import WorkingCalendar

_DAY = timedelta(days=1)
_WEEK = 7
_FRIDAY = 4
_HALF_MONTH = 15
_NEAR = 15
"""Days within which a holiday is spoken of as the holiday."""
WEEKDAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5} | {str(n + 2): n for n in range(6)}
"""From 0 for Monday; "chủ nhật" alone is no number."""
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_COMING = ("sau", "toi", "tới")


@dataclass(frozen=True)
class NamedDay:
    """What a phrase means: a day or None where it names none exactly; `past` where it looks back.

    `current` is a span that today lies in ("tuần này"); `other` the second reading of a phrase that has two;
    `sharp` says that "trước" before it excludes it; `loose` that it is a weekday of no named week; `week` is the
    Monday of the coming week that is named; `lunar` says that it is a day of the lunar calendar.
    """

    day: date | None
    past: bool = False
    current: bool = False
    other: date | None = None
    sharp: bool = False
    loose: bool = False
    week: date | None = None
    lunar: bool = False


VAGUE = NamedDay(None)
BEFORE = NamedDay(None, past=True)
CURRENT = NamedDay(None, current=True)
Match = re.Match[str]
Meaning = Callable[[Match, date, WorkingCalendar], NamedDay | None]


def nearest(day: int, month: int, today: date) -> date | None:
    """The day of that name nearest to today, or None where there is no such day."""
    days = [made for year in range(today.year - 1, today.year + 2) if (made := exact(year, month, day))]
    return min(days, key=lambda each: abs((each - today).days), default=None)


def exact(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(match: Match, today: date, _: WorkingCalendar) -> NamedDay:
    n = WEEKDAYS.get(match["wd"] or match["short"], 6)
    monday = today - today.weekday() * _DAY
    week = match["week"] or ""
    if re.search("truoc|roi|qua", week):
        return BEFORE
    if re.search("sau|tuan (?:tới|toi)", week):
        return NamedDay(monday + (_WEEK + n) * _DAY, sharp=True, week=monday + _WEEK * _DAY)
    if "nay" in week:
        return NamedDay(monday + n * _DAY, sharp=True)
    day = today + ((n - today.weekday() - 1) % _WEEK + 1) * _DAY
    bare = match["short"] and not week
    other = _end_of_month_named(int(match["short"]), today) if bare else None
    return NamedDay(day, sharp=True, other=other, loose=not week)


def _end_of_month_named(month: int, today: date) -> date:
    year = today.year if month >= today.month else today.year + 1
    return clipped(year, month, 31)


def _open(match: Match) -> NamedDay | None:
    """A span named without its beginning or end: this one, a coming one, or no date at all."""
    if match["which"] == "nay" and match["part"] is None:
        return CURRENT
    return VAGUE if match["part"] or match["which"] or match.groupdict().get("n") else None


def _since_its_start(match: Match) -> bool:
    """ "Từ đầu tháng", "từ đầu tuần này": the one that today lies in has begun."""
    return match[0].startswith("tu ") and match["part"] == "đầu" and match["which"] in (None, "nay")


def _week(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    monday = today - today.weekday() * _DAY
    later = match["which"] in _COMING
    if match["which"] in ("truoc", "roi", "qua") or _since_its_start(match):
        return BEFORE
    if match["part"] in (None, "sang", "qua"):
        found = _open(match)
        return replace(found, week=monday + _WEEK * _DAY) if found is VAGUE else found
    offset = {"đầu": 0, "giua": 2}.get(match["part"], _FRIDAY)
    day = monday + offset * _DAY
    over = day < today or (day == today and match["part"] == "đầu")
    later = later or (over and match["which"] != "nay")
    return NamedDay(day + _WEEK * _DAY, week=monday + _WEEK * _DAY) if later else NamedDay(day)


def _month(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    which, named = match["which"], match["n"] or match["n2"]
    if which in ("truoc", "roi", "qua") or (_since_its_start(match) and not named):
        return BEFORE
    if match["part"] in (None, "sang", "qua"):
        return VAGUE if match["n2"] else _open(match)
    day = {"đầu": 1, "giua": _HALF_MONTH}.get(match["part"], 31)
    if named:
        return _in_named_month(int(named), day, today)
    if which:
        return NamedDay(clipped(today.year, today.month + (which in _COMING), day))
    return _in_this_month(day, today)


def _in_this_month(day: int, today: date) -> NamedDay:
    """This month, or the next where that day is over."""
    found = clipped(today.year, today.month, day)
    return NamedDay(found if found >= today else clipped(today.year, today.month + 1, day))


def _in_named_month(month: int, day: int, today: date) -> NamedDay | None:
    if not 1 <= month <= 12:
        return None
    found = clipped(today.year, month, day)
    return NamedDay(found if found >= today else clipped(today.year + 1, month, day))


def _quarter(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    named = match["n"] or match["n2"]
    quarter = ROMAN.get(named) or int(named) if named else (today.month + 2) // 3
    if not 1 <= quarter <= 4 or match["part"] is None:
        return None
    if match["part"] in ("sang", "qua"):
        return VAGUE
    if match["which"] in _COMING:
        quarter += 1
    first = {"đầu": True}.get(match["part"], False)
    found = _quarter_day(today.year, quarter, first)
    return NamedDay(found if found >= today else _quarter_day(today.year, quarter + 4, first))


def _quarter_day(year: int, quarter: int, first: bool) -> date:
    return clipped(year, 3 * quarter - (2 if first else 0), 1 if first else 31)


def _year(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    if match["which"] in ("truoc", "ngoai", "roi", "qua"):
        return BEFORE
    if match["part"] in (None, "sang", "qua"):
        return _open(match)
    year = today.year + (match["which"] in _COMING)
    month, day = {"đầu": (1, 1), "giua": (6, 30)}.get(match["part"], (12, 31))
    found = clipped(year, month, day)
    return NamedDay(found if found >= today else clipped(year + 1, month, day))


def _relative(days: int) -> Meaning:
    return lambda match, today, calendar: NamedDay(today + days * _DAY)


def _always(day: NamedDay) -> Meaning:
    return lambda match, today, calendar: day


def _full(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    year = int(match["y"]) % 100 + 2000
    found = exact(year, int(match["m"]), int(match["d"]))
    return NamedDay(found, sharp=True) if found else None


def _day_and_month(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    """The day of that name nearest to today; "hôm 28/5" looks back."""
    if match.groupdict().get("hom"):
        return BEFORE
    found = nearest(int(match["d"]), int(match["m"]), today)
    return NamedDay(found, sharp=True) if found else None


def _month_of_year(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    """ "Cuối tháng 12/2026" """
    if not 1 <= int(match["m"]) <= 12:
        return None
    day = {"đầu": 1, "giua": _HALF_MONTH}.get(match["part"], 31)
    return NamedDay(clipped(int(match["y"]), int(match["m"]), day))


def _day_of_month(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    number, which = int(match["d"]), match["which"]
    if match["hom"] and not (which is None and today.day < number <= 31):
        return BEFORE
    if not 1 <= number <= 31 or (which or "").endswith(("truoc", "roi")):
        return BEFORE if which else None
    if not which:
        return day_of_this_month_or_next(number, today)
    return NamedDay(clipped(today.year, today.month + ("nay" not in which), number), sharp=True)


def day_of_this_month_or_next(number: int, today: date) -> NamedDay:
    """The next day of that number, today included; 31 is the last of a shorter month."""
    found = clipped(today.year, today.month, number)
    return NamedDay(found if found >= today else clipped(today.year, today.month + 1, number), sharp=True)


def _december(match: Match, today: date, _: WorkingCalendar) -> NamedDay | None:
    """ "Mồng 10 chạp dương": of the twelfth month of the solar calendar."""
    found = nearest(int(match["d"]), 12, today)
    return NamedDay(found, sharp=True) if found else None


def _noel(match: Match, today: date, _: WorkingCalendar) -> NamedDay:
    day = date(today.year, 12, 24)
    return NamedDay(day if day >= today else date(today.year + 1, 12, 24))


def _after_holiday(match: Match, today: date, calendar: WorkingCalendar) -> NamedDay:
    """The first working day after the public holiday that is near; else it is unknown which is meant."""
    near = (today + n * _DAY for n in range(_NEAR))
    day = next((each for each in near if each.weekday() <= _FRIDAY and not calendar.is_working(each)), None)
    return NamedDay(calendar.on_or_after(day)) if day else VAGUE


def _duration(match: Match, today: date, calendar: WorkingCalendar) -> NamedDay | None:
    count, unit = match["n"], match["unit"]
    if count == "nua":
        return NamedDay(today + _HALF_MONTH * _DAY) if unit == "thang" else NamedDay(today)
    n = int(count)
    if unit == "ngay lam viec":
        return NamedDay(calendar.shift(today, n))
    if unit == "thang":
        return NamedDay(clipped(today.year, today.month + n, today.day))
    return NamedDay(today + n * (_WEEK if unit == "tuan" else 1) * _DAY)


_WHICH = r"nay|sau|toi|tới|truoc|roi|qua"
_PART = r"(?:(?P<part>cuoi|đầu|giua|het|trong|sang|qua|ngay trong|truoc cuoi) )?"
_LUNAR = r"(?:am(?: lich)?|tet(?! duong))"
_RULES: list[tuple[str, Meaning]] = [
    (
        rf"(?:(?:ngay|mung|hom) )?(?:\d{{1,2}}[/.-]\d{{1,2}}|\d{{1,2}}(?: thang \d{{1,2}}| thang nay)?) {_LUNAR}|"
        rf"(?:(?:ngay|mung|hom) )?\d{{1,2}} (?:thang )?(?:chap|gieng)(?! (?:duong|tay))|"
        r"(?:ngay |hom )?ram(?: thang \S+)?",
        _always(NamedDay(None, lunar=True)),
    ),
    (r"(?:(?:ngay|mung) )?(?P<d>\d{1,2}) (?:thang )?chap (?:duong(?: lich)?|tay)", _december),
    (r"(?:noel|giang sinh)", _noel),
    (
        r"(?:ngay lam viec (?:đầu tien|dau tien) )?(?:(?:hom|ngay|bua) )?"
        r"(?:sau|qua|het|xong|nghi xong|nghi het|an xong)(?: (?:dot|ky|khi|may ngay|hom|ngay))?(?: nghi)? le"
        r"(?: xong)?(?! (?:phat|ky niem|khai|trao|tong|ra quan|be mac|cong bo|hoi|don|ket))|"
        r"nghi le (?:xong|vo)",
        _after_holiday,
    ),
    (r"(?:(?<= chieu )|(?<= sáng )|(?<= tối )|(?<= trua ))kia", _relative(2)),
    (r"(?:(?<= thi )|(?<= nen )|(?<= de )|(?<= , ))kia(?= (?:em|tôi|minh|nop|gui|nhe))", _relative(2)),
    (r"(?:gio|ngay|hom) nay tuan (?:sau|toi|tới)", _relative(_WEEK)),
    (
        r"(?:1|mốt|mot|hai|2|ba|dam|vai) (?:2|hai|3|ba|4|bon|bua) (?:hom|ngay|tuan|bua)(?: nua| tới| toi)?",
        _always(VAGUE),
    ),
    (r"(?:ngay )?(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>20\d\d|\d\d)", _full),
    (r"(?P<y>20\d\d)-(?P<m>\d{1,2})-(?P<d>\d{1,2})", _full),
    (r"(?:(?:ngay|mung|hom) )?(?P<d>\d{1,2}) (?:thang |t)(?P<m>\d{1,2}) nam (?P<y>20\d\d)", _full),
    (r"(?:(?:ngay|mung|hom) )?(?P<d>\d{1,2}) (?:thang |t)(?P<m>\d{1,2})", _day_and_month),
    (r"(?:(?P<hom>hom)|ngay|mung) (?P<d>\d{1,2})[/.-](?P<m>\d{1,2})", _day_and_month),
    (r"(?<=den |uoc )(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})", _day_and_month),
    (r"(?P<d>\d{1,2})/(?P<m>\d{1,2})", _day_and_month),
    (
        r"(?:(?P<hom>hom)|(?:het |trong )?ngay(?: lam viec)?|mung|mong) (?P<d>\d{1,2})(?! (?:ngay|tuan|hom|viec|"
        r"cai))(?: (?P<which>thang (?:nay|sau|toi|tới|truoc|roi)))?",
        _day_of_month,
    ),
    (r"(?P<hom>)(?P<d>\d{1,2}) (?P<which>thang (?:nay|sau|toi|tới|truoc|roi))", _day_of_month),
    (r"(?P<hom>)(?P<which>)(?P<d>\d{1,2}) (?:tay|duong(?: lich)?)", _day_of_month),
    (r"(?<=, )(?P<hom>)(?P<which>)(?P<d>\d{1,2})(?= (?:em|tôi|minh|se|nop|gui|trinh) )", _day_of_month),
    (
        r"(?P<hom>hom )?(?:th?(?P<short>[2-7])|thu ?(?P<wd>[2-7]|hai|ba|tu|nam|sau|bay)|chu nhat|cn)"
        rf"(?: (?P<week>(?:cua )?tuan (?:{_WHICH})|nay|tới|toi|sau|truoc|vua roi|vua qua))?",
        _weekday,
    ),
    (r"(?P<part>đầu|giua|cuoi|het) thang (?P<m>\d{1,2})(?:/| nam )(?P<y>20\d\d)", _month_of_year),
    (
        r"(?:mai mốt|mai kia|(?<!hom )nay mai|ngay 1 ngay 2|\d-\d (?:ngay|hom|bua|tuan)|\d \d (?:ngay|"
        r"hom))(?: nua)?",
        _always(VAGUE),
    ),
    (
        r"ngay lam viec (?:tiep theo|ke tiep|sau(?! le))",
        lambda match, today, calendar: NamedDay(calendar.shift(today, 1)),
    ),
    (r"hom (?:nay)", _relative(0)),
    (r"(?:trong|het|noi|cuoi) ngay(?: hom nay| nay)?(?! (?:\d|tuan|nay tuan|lam viec))", _relative(0)),
    (r"(?:ngay |hom |bua )?mốt", _relative(2)),
    (r"ngay kia", _relative(2)),
    (r"ngay kìa", _relative(3)),
    (r"(?:ngay |hom )?mai(?! nay)", _relative(1)),
    (r"hom (?:qua|kia|truoc|no|roi|ay|do)|vua qua|ngay truoc", _always(BEFORE)),
    (
        r"(?<!mời )(?<!\d )(?<!giao )(?:hoi|ban|luc|khi) (?:nay|sáng|sang|trua|chieu|tối|truoc|som)|"
        r"vua nay|moi nay|nay gio",
        _always(BEFORE),
    ),
    (
        r"(?:may|vai|nhung|hai|1|2|3) (?:hom|bua|ngay|tuan|thang) (?:nay|vua roi|vua qua)|"
        r"(?:dao|lau|xua) nay|"
        r"(?:sáng|bua|hom|truoc|nay) gio",
        _always(BEFORE),
    ),
    (r"(?:cach day|tu) (?:\d+|may|vai) (?:ngay|hom|tuan|thang|tieng|gio|phut)(?: truoc)?", _always(BEFORE)),
    (r"(?:\d+|may|vai|nua) (?:ngay|hom|tuan|thang|tieng|gio|phut) (?:truoc|qua)(?! han)", _always(BEFORE)),
    (
        r"(?:vai|may|it) (?:ngay|hom|bua|tuan|tieng|phut)(?: nua)?|(?:lat|ti|chut|xiu|it)(?: xiu| ti)? nua|"
        r"(?:1 |ti |chut )?lat|(?:sau|qua|ra|truoc|het) tet(?: duong| am| ta| tay| nguyen đán| "
        r"nguyen dan)?(?: lich)?|ra gieng|(?:hom|bua|khi|dip|luc) (?:sau|khac)|thoi gian toi",
        _always(VAGUE),
    ),
    (r"(?:tu )?" + _PART + rf"tuan(?: (?P<which>{_WHICH}))?", _week),
    (
        r"(?:tu )?"
        + _PART
        + rf"(?:thang(?: (?:(?P<which>{_WHICH})|(?P<n>\d{{1,2}})))?|t(?P<n2>\d{{1,2}}))(?![\w/])",
        _month,
    ),
    (_PART + rf"(?:quy(?: (?:(?P<which>{_WHICH})|(?P<n>\d|i{{1,3}}|iv)))?|q(?P<n2>\d))(?!\w)", _quarter),
    (_PART + r"nam(?: (?P<which>nay|sau|toi|tới|truoc|ngoai|roi|qua))?", _year),
    (r"(?P<n>\d{1,3}|nua) (?P<unit>ngay lam viec|ngay|hom|tuan|thang)(?: nua| tới| toi)?", _duration),
]
RULES: list[tuple[re.Pattern[str], Meaning]] = [
    (re.compile(rf"(?<= )(?:{pattern})(?= )"), rule) for pattern, rule in _RULES
]
