"""Letters that order something, and their deadlines: "trước 10 giờ ngày 24/11", "hết ngày 30/11"."""

from collections.abc import Iterator
from datetime import date, datetime, time

from models.rules.due_day import DueDay
from models.rules.letters import bare
from models.rules.reading.dates import Tense, TimePhrase, find_dates
from models.rules.reading.days import FAR, ONE_DAY, WEEKDAYS, exact, nearest
from models.rules.reading.documents import mentions
from models.rules.reading.fold import fold
from models.rules.reading.hours import PARTS_OF_THE_DAY
from models.rules.reading.lexicon import patterns
from models.rules.reading.reader import read_reply
from models.rules.reading.values import DONE, Intent
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of, local

_RE = patterns("letters")
_DEADLINE = patterns("deadlines")
# Shorter than any letter that orders something, and than an extract of one.
LETTER, EXTRACT = 60, 20
_OWN = DONE | {Intent.CANCEL_UNDO, Intent.REFUSE_NOT_MINE}


def deadline_readings(words: str, now: datetime, calendar: WorkingCalendar | None = None) -> list[DueDay]:
    """What a deadline in words may mean, the safest first: "trước ngày 25/11" is the 24th, or the 25th itself.

    Of several days the last that is named as a deadline, else the first; `now` is aware. Empty where none lies
    ahead.
    """
    typed = _DEADLINE.hour.sub(r"\1h\2", words)
    line, others = _without_weekdays(f" {fold(typed)} ", day_of(now))
    line = _DEADLINE.before.sub("#", _DEADLINE.mark.sub("@", line))
    phrases = [when for when in find_dates(line.strip(), now, calendar) if when.value is not None]
    found = [when for when in phrases if when.tense in (Tense.AHEAD, Tense.TODAY)]
    if not found:
        return []
    ahead_of = [line[max(0, when.start - FAR) : when.start + 1] for when in found]
    marked = [n for n, words in enumerate(ahead_of) if _DEADLINE.after_a_mark.search(words)]
    when = found[marked[-1] if marked else 0]
    before = line.endswith(" # ", 0, when.start + 1)
    readings = {*_read(when, before), *(DueDay(day) for day in others)}
    ahead = [each for each in readings if each.on >= day_of(now)]
    return sorted(ahead, key=lambda due: (due.on, due.hour or time.max))


def _without_weekdays(line: str, today: date) -> tuple[str, list[date]]:
    """The line without weekdays that name a date after them; and where the two disagree, the day of that week
    which the weekday means."""
    others = []
    for match in _DEADLINE.named.finditer(line):
        named, month, year = int(match["d"]), int(match["m"]), match["y"]
        day = exact(int(year), month, named) if year else nearest(named, month, today)
        weekday = WEEKDAYS.get(match["short"] or match["wd"] or "", 6)
        if day is not None and day.weekday() != weekday:
            others.append(day + (weekday - day.weekday()) * ONE_DAY)
    return _DEADLINE.named.sub("", line), others


def _read(when: TimePhrase, before: bool) -> Iterator[DueDay]:
    if isinstance(when.value, datetime):
        yield DueDay(day_of(when.value), _hour(when.phrase, local(when.value).time()))
    elif when.value is not None:
        yield from (DueDay(when.value - days * ONE_DAY) for days in range(1 + before))
    if when.other is not None:
        yield DueDay(when.other)


def _hour(phrase: str, said: time) -> time | None:
    """The hour that was said; of a part of the day its end, which in the afternoon is that of working hours."""
    if _DEADLINE.clock.search(phrase) or "đầu" in phrase:
        return said
    last = next((ends for part, (_, ends) in PARTS_OF_THE_DAY.items() if part in phrase), None)
    return last if last is not None and last < PARTS_OF_THE_DAY["chieu"][1] else None


def is_letter(text: str, now: datetime, calendar: WorkingCalendar | None = None, least: int = LETTER) -> bool:
    """Whether it asks for something, and names a document or a day; shorter than `least` it is none."""
    words = " ".join(text.split())
    if len(words) < least or not _RE.asks.search(bare(words)) or _is_own_word(words, now, calendar):
        return False
    return bool(mentions(words.casefold(), now) or deadline_readings(words, now, calendar))


def is_extract(text: str, now: datetime, calendar: WorkingCalendar | None = None) -> bool:
    """The same of what was passed on, which is nobody's word here: it asks, or names the letter."""
    words = " ".join(text.split())
    if len(words) < EXTRACT or _is_own_word(words, now, calendar):
        return False
    return bool(_RE.asks.search(bare(words)) or mentions(words.casefold(), now))


def _is_own_word(words: str, now: datetime, calendar: WorkingCalendar | None) -> bool:
    """Whether it tells of a deed, or takes back what was told."""
    return _RE.tells.search(bare(words)) is not None and read_reply(words, now, calendar).intent in _OWN
