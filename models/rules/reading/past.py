"""The day on which something was done, where a reply names one: "nộp hôm 15 rồi", "gửi từ chiều thứ ba 15/12"."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import IntEnum

from models.rules.reading.dates import Tense, TimePhrase, find_dates
from models.rules.reading.documents import MentionKind
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import patterns
from models.rules.reading.said import Utterance
from models.rules.zone import day_of

_RE = patterns("past")
_WINDOW = 5


class _Rank(IntEnum):
    """What a day is the day of, the surest last."""

    OTHERS = 0
    RECEIVED = 1
    STEP = 2
    UNSAID = 3
    HANDED_IN = 4


def read_done_day(text: str, now: datetime) -> date | None:
    """The past day, or today, that an answer to "on which day?" names; None where it names none, or two."""
    line = fold(text)
    named = [when for when in find_dates(line, now) if when.tense is not Tense.ASIDE]
    for days in (
        {when.back for when in named if not when.loose and when.back},
        {when.back for when in named if when.back},
        {day_of(now) for when in named if _RE.today.search(when.phrase)},
    ):
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def done_day(said: Utterance, now: datetime) -> date | None:
    """The day up to today on which a deed that is told was handed in.

    The day of issuing or sending counts before that of a step on the way; two of one kind name none. An hour that
    is over, "sáng nay" and "vừa" mean today. Where no day is told it is the one that the document bears, which is
    that of its issuing (Decree 30/2020 art. 8).
    """
    if told := _told_day(said.plain, said.whens, now):
        return told
    named = (each.document.date for each in said.mentions if each.kind is MentionKind.NAMED)
    days = {day for day in named if day is not None and day <= day_of(now)}
    return days.pop() if len(days) == 1 else None


def _told_day(line: str, whens: Sequence[TimePhrase], now: datetime) -> date | None:
    found = [each for n in range(len(whens)) if (each := _ranked(line, whens, n, day_of(now)))]
    best = max((rank for rank, _ in found), default=_Rank.OTHERS)
    days = {day for rank, day in found if rank is best}
    if not days and _RE.just_now.search(f" {line} ") and not any(when.tense is Tense.AHEAD for when in whens):
        return day_of(now)
    return days.pop() if len(days) == 1 and best is not _Rank.OTHERS else None


def _ranked(line: str, whens: Sequence[TimePhrase], n: int, today: date) -> tuple[_Rank, date] | None:
    """The day of the nth phrase with its rank, where it can be one on which something was done."""
    when = whens[n]
    before, after = _around(line, whens, n)
    leads = when.phrase.startswith("trong") and n + 1 < len(whens) and whens[n + 1].start == when.end + 1
    day = None if leads or when.tense is Tense.ASIDE else _day(when, before, after, today)
    if day is None:
        return None
    words = f"{before} {after}"
    if _RE.by_others.search(words):
        return (_Rank.RECEIVED if _RE.received.search(words) else _Rank.OTHERS), day
    if _RE.handed_in.search(words):
        return _Rank.HANDED_IN, day
    return (_Rank.STEP if _RE.before_it.search(words) else _Rank.UNSAID), day


def _around(line: str, whens: Sequence[TimePhrase], n: int) -> tuple[str, str]:
    """The words of the clause before and behind a phrase, up to the next phrase."""
    before = line[whens[n - 1].end if n else 0 : whens[n].start].rpartition(",")[2]
    after = line[whens[n].end : whens[n + 1].start if n + 1 < len(whens) else None].partition(",")[0]
    return f" {before.strip()} ", f" {after.strip()} "


def _day(when: TimePhrase, before: str, after: str, today: date) -> date | None:
    """The day of a phrase, none where it is told as one to come."""
    near = f" {' '.join(before.split()[-_WINDOW:])} | {' '.join(after.split()[:_WINDOW])} "
    if when.tense is Tense.CURRENT or (when.tense is not Tense.PAST and _RE.to_come.search(near)):
        return None
    if when.back and not when.loose:
        # "Ngày 25" said on the 23rd is rather the one to come.
        is_nearer = when.day is not None and when.day > today and when.day - today < today - when.back
        return None if is_nearer else when.back
    if when.tense is not Tense.PAST and _RE.is_promised.search(near) and not _RE.is_told.search(after):
        return None
    return when.back or (today if _is_of_today(when, before + after) else None)


def _is_of_today(when: TimePhrase, words: str) -> bool:
    """ "Sáng nay", "lúc 8h": a time of today that is over, or the day itself beside a deed."""
    if when.tense is Tense.PAST:
        is_over = when.passed and _RE.clock.search(when.phrase)
        return bool(is_over or _RE.this_morning.search(when.phrase) or _RE.of_today.search(when.phrase))
    is_told = _RE.handed_in.search(words) or _RE.told_today.search(words)
    return bool(is_told and _RE.this_morning.search(when.phrase))
