"""What a cell may hold, and the plain value it stands for: one kind a column.

`read` takes what stands in a cell (text, number, day or truth, never a formula) and raises ValueError with a
sentence for the admin; `write` is its inverse. Slips of an office are mended where only one reading is possible:
stray and non-breaking blanks, decomposed letters, commas in decimals, numbers and days typed as text.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

from models.catalogue.codes import slug
from models.catalogue.words import WEEKDAYS, WEIGHTS
from models.rules.letters import bare

Scalar = str | int | float | Decimal | date | time | bool | None

_TEXT, _GENERAL, _DAY = "@", "General", "dd/mm/yyyy"
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_BETWEEN = re.compile(r"[;,\n]")
# "Các phòng, đơn vị" is one name.
_BETWEEN_CODES = re.compile(r"[;\n]|,(?!\s*(?:các )?(?:phòng, )?(?:đơn vị|ban|cơ quan|bộ phận)\b)")
_BETWEEN_DECIMALS = re.compile(r"[;\n]")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
_SPOKEN_HOUR = re.compile(r"(\d{1,2}) ?(?:h|gio|:) ?(?:(\d\d)(?: ?phut)?)?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")


@dataclass(frozen=True)
class CellKind:
    """How a column's cells are read and written; `words` are offered as a drop-down, or the codes of `sheet`."""

    read: Callable[[Scalar], Any]
    write: Callable[[Any], Scalar]
    format: str = _GENERAL
    words: tuple[str, ...] = field(default=())
    sheet: str = ""


def key(text: object) -> str:
    """What two words must share to be the same: letters without marks, in lower case, single blanks."""
    return _key(str(text))


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return _BLANKS.sub(" ", bare(unicodedata.normalize("NFC", text))).strip()


def tidy(text: str) -> str:
    """One line without stray blanks."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def said(value: Scalar) -> str:
    """A cell as text: whole numbers without a point, days as day/month/year."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, float | Decimal):
        return f"{_decimal(value).normalize():f}"
    return str(value)


def _free(value: Scalar) -> str:
    return unicodedata.normalize("NFC", said(value))


def _code(value: Scalar) -> str:
    _refuse_changed(value)
    return tidy(said(value))


def _phone(value: Scalar) -> str:
    if isinstance(value, int | float | Decimal):
        raise ValueError(
            "Excel đã đổi số điện thoại thành số và bỏ số 0 ở đầu: hãy đổi định dạng ô sang Văn bản (Text) rồi gõ "
            "lại, ví dụ 0912345678."
        )
    return _code(value)


def _codes(value: Scalar) -> tuple[str, ...]:
    _refuse_changed(value)
    return _parts(value, _BETWEEN_CODES)


def _refuse_changed(value: Scalar) -> None:
    """Of 7.10 a number keeps 7.1: what was typed can no longer be told. A whole number is what it was."""
    _refuse_day(value)
    if isinstance(value, float | Decimal) and _decimal(value) % 1:
        raise ValueError(
            f"Excel đã đổi mã thành số {said(value)}, có thể đã mất số 0 ở cuối: hãy đổi định dạng ô sang Văn bản "
            "(Text) rồi gõ lại mã."
        )


def _refuse_day(value: Scalar) -> None:
    if isinstance(value, date):
        raise ValueError(
            f"Excel đã đổi mã thành ngày {said(value)}: hãy đổi định dạng ô sang Văn bản (Text) rồi gõ lại mã."
        )


def _whole(value: Scalar) -> int:
    number = Decimal("NaN")
    with suppress(ValueError):
        number = _number(value)
    if not number.is_finite() or number != number.to_integral_value():
        raise ValueError(f"“{said(value)}” phải là số nguyên, ví dụ 14.")
    return int(number)


def _number(value: Scalar) -> Decimal:
    if isinstance(value, bool | date):
        raise ValueError(f"“{said(value)}” phải là số, ví dụ 0,25.")
    if isinstance(value, int | float | Decimal):
        return _decimal(value)
    try:
        typed = tidy(str(value)).replace(" ", "")
        number = Decimal(typed.replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"“{said(value)}” phải là số, ví dụ 0,25.")
    return number


def _decimal(value: float | Decimal) -> Decimal:
    """The number that was typed: a double's dust beyond the tenth place is wiped off."""
    exact = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite() or abs(exact) >= 10**12:
        return exact
    rounded = exact.quantize(Decimal("1e-10"))
    return exact if exact == rounded else rounded.normalize()


def _day(value: Scalar) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = tidy(str(value))
    found = _DAY_FIRST.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” phải là một ngày, viết ngày/tháng/năm như 20/01/2026.")
    named = {name: int(number) for name, number in found.groupdict().items()}
    try:
        return date(**named)
    except ValueError:
        raise ValueError(f"Không có ngày {text}: hãy xem lại lịch.") from None


def question(text: str) -> str | None:
    """Of a day typed as text whose day and month may have been swapped: which of the two it is."""
    found = _DAY_FIRST.fullmatch(tidy(text))
    if found is None:
        return None
    day, month, year = (int(number) for number in found.groups())
    if day == month or max(day, month) > 12:
        return None
    return (
        f"“{tidy(text)}” gõ dạng chữ giữa các ô ngày: ngày {day} tháng {month} hay ngày {month} tháng {day}? Hãy "
        f"gõ lại là {year}-{month:02}-{day:02} hoặc {year}-{day:02}-{month:02}."
    )


def year_days(value: Scalar) -> tuple[str, ...]:
    """Days of every year: "15/6; 31/10"; a cell that Excel made a day gives its day and month."""
    if isinstance(value, date):
        return (f"{value.day}/{value.month}",)
    return _parts(value, re.compile(r"[;,\n]|\bvà\b"))


def year_day(value: Scalar) -> str:
    return year_days(value)[0] if isinstance(value, date) else _code(value)


def _hour(value: Scalar) -> str:
    """An hour as "10:00", also of "10h" and "10 giờ 30". Excel makes a time of what is typed, which arrives as one
    or as part of a day."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and 0 <= value < 1:
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if spoken := _SPOKEN_HOUR.fullmatch(key(str(value))):
        return f"{int(spoken[1]):02}:{int(spoken[2] or 0):02}"
    return tidy(str(value))


def _parts(value: Scalar, between: re.Pattern[str]) -> tuple[str, ...]:
    """The parts of a list that a cell holds."""
    _refuse_day(value)
    parts = between.split(unicodedata.normalize("NFC", said(value)))
    return tuple(part for part in map(tidy, parts) if part)


def _as_it_is(value: Any) -> Any:
    return value


def _phrases(value: Scalar) -> tuple[str, ...]:
    """Phrases between semicolons or line breaks: a comma belongs to the phrase."""
    return _parts(value, _BETWEEN_DECIMALS)


def _weights(value: Scalar) -> dict[str, str]:
    """How much findings weigh: "DOC004: chặn; SIG006: bỏ"."""
    found: dict[str, str] = {}
    for part in _parts(value, _BETWEEN):
        rule, _, weight = part.partition(":")
        word = _WEIGHTS.get(key(weight))
        if word is None:
            choice = _choice(WEIGHTS)
            raise ValueError(f"“{part}” không dùng được: viết như DOC004: chặn, với một trong {choice}.")
        found[rule.strip().upper()] = word
    return found


def _spelled_weights(weights: Mapping[str, str]) -> str | None:
    return _joined(f"{rule}: {WEIGHTS[weight]}" for rule, weight in weights.items())


def _joined(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _days(value: Scalar) -> tuple[date, ...]:
    days = [value] if isinstance(value, date) else _parts(value, _BETWEEN)
    return tuple(map(_day, days))


def _level(part: str) -> dict[str, Decimal]:
    """One level of points: "95: 1" is 1 point from 95 % on."""
    rate, _, points = part.replace("%", "").partition(":")
    if not points.strip():
        raise ValueError(f"“{part}” không dùng được: viết tỷ lệ, hai chấm, số điểm, ví dụ 95: 1; 80: 0,5.")
    return {"at_least": _number(rate), "points": _number(points)}


def _wanted(part: str) -> tuple[str, int]:
    """How many options of a choice: "hop: 2"."""
    choice, _, count = part.partition(":")
    if not count.strip():
        raise ValueError(f"“{part}” không dùng được: viết tên nhóm, hai chấm, số phương án, ví dụ hop: 2.")
    return _choice_name(choice), _whole(count)


def _choice_name(value: Scalar) -> str:
    """The name of a choice and of its option as a code: "Công khai/Trên cổng" as "cong-khai/tren-cong"."""
    return "/".join(map(slug, said(value).split("/")))


def _step(step: Decimal) -> str:
    return f"{step:f}".replace(".", ",")


FREE = CellKind(_free, _as_it_is)
CODE = CellKind(_code, _as_it_is, _TEXT)
WHOLE = CellKind(_whole, _as_it_is)
POINTS = CellKind(_number, _as_it_is)
DAY = CellKind(_day, _as_it_is, _DAY)
HOUR = CellKind(_hour, _as_it_is, _TEXT)
YEAR_DAY = CellKind(year_day, _as_it_is, _TEXT)
ANY = CellKind(_as_it_is, _as_it_is, _TEXT)
PHONE = CellKind(_phone, _as_it_is, _TEXT)
PHRASES = CellKind(_phrases, _joined, _TEXT)
WEIGHED = CellKind(_weights, _spelled_weights, _TEXT)
CODES = CellKind(_codes, _joined, _TEXT)
DAYS = CellKind(_days, lambda days: _joined(map(said, days)), _TEXT)
STEPS = CellKind(
    lambda value: tuple(map(_number, _parts(value, _BETWEEN_DECIMALS))),
    lambda steps: _joined(map(_step, steps)),
    _TEXT,
)


LEVELS = CellKind(
    lambda value: tuple(map(_level, _parts(value, _BETWEEN_DECIMALS))),
    lambda levels: _joined(f"{_step(each['at_least'])}: {_step(each['points'])}" for each in levels),
    _TEXT,
)
CHOICE = CellKind(_choice_name, _as_it_is, _TEXT)
CHOOSE = CellKind(
    lambda value: dict(map(_wanted, _parts(value, _BETWEEN))),
    lambda wanted: _joined(f"{choice}: {count}" for choice, count in wanted.items()),
    _TEXT,
)


def code_of(sheet: str) -> CellKind:
    """A code that stands on another sheet, which the drop-down offers."""
    return CellKind(_code, _as_it_is, _TEXT, sheet=sheet)


def word_of(words: Mapping[Any, str], *also: tuple[str, Any]) -> CellKind:
    """One of a closed list: its word or the catalogue's own value, in any case, with or without marks."""
    meant = {key(value): value for value in words}
    for word, value in [*zip(words.values(), words, strict=True), *also]:
        meant[key(word)] = value

    def read(value: Scalar) -> Any:
        found = meant.get(key(value))
        if found is None:
            raise ValueError(f"“{said(value)}” không dùng được: hãy chọn {_choice(words)}.")
        return found

    return CellKind(read, words.get, words=tuple(words.values()))


def words_of(words: Mapping[Any, str]) -> CellKind:
    """Several of a closed list, between semicolons."""
    one = word_of(words)
    return CellKind(
        lambda value: tuple(map(one.read, _parts(value, _BETWEEN))),
        lambda values: _joined(words[value] for value in values),
    )


def _choice(words: Mapping[Any, str]) -> str:
    *most, last = (f"“{word}”" for word in words.values())
    return f"{', '.join(most)} hoặc {last}"


_WEIGHTS = {key(word): weight for weight, word in WEIGHTS.items()} | {key(each): each for each in WEIGHTS}
WEEKDAY = word_of(WEEKDAYS)
