"""Which of several days is the promise: that of the handing in, not of figures, holidays, returns or the deadline.

Every phrase about time that looks ahead gets a rank from the words around it; the highest counts, of equals the
last: the later end of a range, the last step of a list, the day that corrects another.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from models.rules.reading.dates import Tense, TimePhrase
from models.rules.reading.days import FAR
from models.rules.reading.hours import has_not_begun
from models.rules.reading.lexicon import patterns, word_set
from models.rules.reading.patterns import occurs, phrases
from models.rules.reading.said import Utterance

_RE = patterns("promise")

_HOUR = re.compile(r"\d(?:h| gio|:|\d? ruoi)")
_MARK = re.compile(r"<(?:ahead|today|current|past|vague|aside)>")
_LOOKS_AHEAD = {Tense.AHEAD, Tense.TODAY, Tense.CURRENT, Tense.VAGUE}
_FILLERS = word_set("fillers")


class Rank(IntEnum):
    """How surely a phrase is the promise."""

    REFUSED = 0
    OTHERS = 1
    PLAIN = 2
    DEED = 3
    SETTLED = 4
    REMINDED = 5


@dataclass(frozen=True)
class _Spot:
    """A phrase; its mark on a line between the words before and behind it, up to the next phrase or the clause's
    end; what follows in the clause; and whether its clause tells a deed as done."""

    when: TimePhrase
    near: str
    rest: str
    is_done_today: bool
    is_done_on_weekday: bool


def promise(said: Utterance) -> TimePhrase | None:
    """The phrase about time that promises a day, or says that it will be later on; None where none does."""
    best, found, last = Rank.REFUSED, None, Rank.REFUSED
    for spot in _spots(said):
        rank = _rank(spot)
        # A day alone makes the one before it more exact, or corrects it: "tuần sau em nộp, khoảng thứ 4".
        is_alone = rank is Rank.PLAIN and set(_MARK.sub("", spot.near).split()) <= _FILLERS
        follows = is_alone or (rank > Rank.OTHERS and _RE.corrects.search(spot.near))
        last = max(rank, last) if follows else rank
        # A phrase without a day takes the place of none: "10h30 em gửi, chờ em một lát".
        blurs = found is not None and found.value is not None and spot.when.value is None and last <= best
        if last >= max(best, Rank.OTHERS) and not blurs:
            best, found = last, spot.when
    return found


def _spots(said: Utterance) -> Iterator[_Spot]:
    """The phrases that look ahead, in order."""
    whens = iter(said.whens)
    for clause in filter(_MARK.search, said.clauses):
        done = occurs(phrases("done today"), clause), occurs(phrases("done on a weekday"), clause)
        for mark, before, after in _parts(clause):
            when = next(whens, None)
            if when and when.tense in _LOOKS_AHEAD:
                place = clause.index(mark) + len(mark)
                rest = clause[place : place + FAR]
                yield _Spot(when, f" {before.strip()} \n{mark}\n {after.strip()} ", rest, *done)


def _parts(clause: str) -> list[tuple[str, str, str]]:
    """Each mark of a clause with the words before and behind it that belong to it; days joined share theirs."""
    marks = list(_MARK.finditer(clause))
    turns = (_RE.turn_reason, _RE.turn_slip, _RE.turn_step, _RE.leading)
    cuts = [2]
    for left, right in pairwise(each.span() for each in marks):
        found = (match.start() for turn in turns if (match := turn.search(clause[left[1] : right[0]])))
        cuts.append(left[1] + next(found, 0))
    cuts.append(len(clause) - 2)
    parts = [
        (mark[0], clause[cuts[n] : mark.start()], clause[mark.end() : cuts[n + 1]])
        for n, mark in enumerate(marks)
    ]
    for n in reversed(range(len(parts) - 1)):
        if _RE.joining.fullmatch(clause[marks[n].end() : marks[n + 1].start()]):
            parts[n] = (*parts[n][:2], parts[n + 1][2])
            parts[n + 1] = (parts[n + 1][0], parts[n][1], parts[n + 1][2])
    return parts


def _rank(spot: _Spot) -> Rank:
    """The first rule that fits."""
    if _looks_back(spot) or _is_denied(spot):
        return Rank.REFUSED
    if _is_of_others(spot):
        return Rank.OTHERS
    if _RE.reminded.search(spot.near):
        return Rank.REMINDED
    if _RE.settled.search(spot.near):
        return Rank.SETTLED if spot.when.tense is not Tense.VAGUE else Rank.DEED
    before = spot.near.partition("\n")[0]
    if spot.when.tense is Tense.CURRENT and " trong " not in before:
        return Rank.OTHERS
    if _RE.deed.search(spot.near):
        return Rank.PLAIN if " neu " in before else Rank.DEED
    return Rank.OTHERS if _RE.occasion.search(spot.near) else Rank.PLAIN


def _is_of_others(spot: _Spot) -> bool:
    """The deadline, a holiday, the day on which figures come or somebody else is to do something."""
    if _RE.limit.search(spot.near) and not _RE.asked_limit.search(spot.near):
        return True
    is_of_a_span = _RE.noun.search(spot.near) and _RE.of_a_span.search(spot.when.phrase)
    return bool(is_of_a_span or _RE.of_others.search(spot.near))


def _is_denied(spot: _Spot) -> bool:
    """ "Hôm nay không kịp", "không hứa hôm nay"."""
    if _RE.refused.search(spot.near):
        return True
    today = spot.when.tense in (Tense.TODAY, Tense.CURRENT) and _HOUR.search(spot.when.phrase) is None
    return today and _RE.refused_today.search(spot.rest) is not None


def _looks_back(spot: _Spot) -> bool:
    """Whether a phrase says when the deed was done, or names a weekday that is over."""
    when = spot.when
    if when.tense is not Tense.AHEAD and spot.is_done_today and not has_not_begun(when.value, when.phrase):
        return not (_RE.to_come.search(when.phrase) or _RE.is_foretold.search(spot.near))
    return _RE.weekday.search(spot.when.phrase) is not None and spot.is_done_on_weekday
