"""Answers to several things at once: "1 xong, 4 mai nộp", "CCHC gửi rồi, giải ngân thì thứ 5"."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from models.rules.reading.documents import flat, mentions
from models.rules.reading.features import Context
from models.rules.reading.marks import ENDS, MANY, Mark, find_marks
from models.rules.reading.pieces import calls, is_filler, is_joint, is_particle, read_piece
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent, Reading
from models.rules.working_days import WorkingCalendar

_DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}


@dataclass(frozen=True)
class Answers:
    """What was said of which item of a list.

    `items`: by number. `named`: the words that call an item, and what was said of it; which item they mean only the
    titles tell. `unread`: numbers that were named, of which nothing was understood or which the list has not, and how
    many a count counted that fits no items ("2 cái"). `rest`: what was said of all that neither number nor name picks.
    """

    items: dict[int, Reading] = field(default_factory=dict)
    named: tuple[tuple[str, Reading], ...] = ()
    unread: tuple[int, ...] = ()
    rest: Reading | None = None


@dataclass(frozen=True)
class _Said:
    """Of the items that a mark names: the words."""

    mark: Mark
    words: str


def read_numbered(
    text: str, now: datetime, count: int | None, calendar: WorkingCalendar | None = None
) -> Answers | None:
    """What an answer to a list of `count` items (None: nobody knows) says of each, at the aware moment `now`.

    None where it answers neither by number nor by the names of two items or more; numbers that are no items ("3 ngày
    nữa", "ngày 20", 25/KH-UBND) do not count. A number that no reading was found for, or that the list has not, is
    `unread`, never dropped. A number that is said done and something else is unread.
    """
    lowered = unicodedata.normalize("NFC", text).casefold().strip()
    if count == 0:
        return None
    letters = flat(lowered)
    found_documents = [(each.start, each.end) for each in mentions(lowered, now)]
    taken = [each for each in found_documents if "/" in lowered[slice(*each)]]
    marks = find_marks(lowered, letters, count or MANY, taken)
    marks = [mark for mark in marks if not _introduces(mark, marks)]
    if not any(mark.items or mark.rest or mark.of for mark in marks):
        return _only_named(lowered, now, calendar)
    if len(marks) == 1 and marks[0].all and letters[marks[0].end :].lstrip().startswith("thi "):
        if named := _only_named(lowered[marks[0].end :].lstrip()[4:], now, calendar):
            return named
    said, before = _told(lowered, letters, marks)
    return _answers(said, before, now, count, calendar)


def _introduces(mark: Mark, marks: list[Mark]) -> bool:
    """ "Ba việc thì …", "1-5: …", before what is said of each."""
    others = [each for each in marks if each.start > mark.start and not each.left_out]
    numbers = [number for each in others for number in each.items]
    return len(others) > 1 and not mark.left_out and (mark.all or set(mark.items) == set(numbers) and len(mark.items) > 1)


def _told(lowered: str, letters: str, marks: list[Mark]) -> tuple[list[_Said], str]:
    """What is said of each mark, and the words before the first that belong to none."""
    said: list[_Said] = []
    behind: list[tuple[int, int]] = []
    cut = 0
    before = ""
    for n, mark in enumerate(marks):
        following = marks[n + 1].start if n + 1 < len(marks) else len(lowered)
        clause = max((each.end() for each in ENDS.finditer(letters, cut, mark.start)), default=cut)
        lead = lowered[clause : mark.start]
        is_first = clause > cut or n == 0
        ends = ENDS.search(letters, mark.end, following)
        if ends and ends.start() - mark.end < 2:
            ends = ENDS.search(letters, ends.end(), following)
        at_once = lowered[mark.end : ends.start() if ends else following]
        trails = is_first and not is_filler(lead) and not mark.left_out
        if n and said:
            last = said[-1]
            own = lowered[cut : clause if trails else mark.start]
            said[-1] = _Said(last.mark, (last.words + own).strip())
        elif trails:
            before = lowered[:clause]
        else:
            before = lowered[: mark.start]
        if trails:
            only = is_particle(at_once)
            said.append(_Said(mark, f"{_ONLY.sub(' ', lead).strip() if only else lead.strip()} "))
            cut = mark.end
            if only and _JUST.match(at_once):
                cut += _JUST.match(at_once).end()  # type: ignore[union-attr]
            continue
        elif is_particle(at_once) and is_first and not is_filler(before) and n == 0 and following == len(lowered) and not mark.left_out:
            said.append(_Said(mark, f"{before.strip()} "))
        else:
            said.append(_Said(mark, ""))
        cut = mark.end
        behind.append((mark.end, following))
    if said:
        said[-1] = _Said(said[-1].mark, (said[-1].words + lowered[cut:]).strip())
    return _shared(said), before


_JUST = re.compile(r"\s*(?:thôi|thoi|à)\b")
_ONLY = re.compile(r"(?<!\w)(?:mới|moi|chỉ|chi|con)\s+(?=(?:xong|làm|lam|nộp|nop|gửi|gui))")


def _shared(said: list[_Said]) -> list[_Said]:
    """Marks of which nothing is said on their own share what is said of the next: "cái 1, cái 3 tôi nộp"."""
    out: list[_Said] = []
    for n, each in enumerate(said):
        if is_joint(each.words) and not each.mark.left_out and n + 1 < len(said):
            following = next((later for later in said[n + 1 :] if not is_joint(later.words)), None)
            out.append(_Said(each.mark, following.words if following else each.words))
        else:
            out.append(each)
    return out


def _answers(
    said: list[_Said], before: str, now: datetime, count: int | None, calendar: WorkingCalendar | None
) -> Answers | None:
    items: dict[int, Reading] = {}
    unread: set[int] = set()
    rest: Reading | None = None
    left_out: list[int] = []
    explicit = {number for each in said for number in each.mark.items}
    for each in said:
        mark, words = each.mark, each.words
        if mark.left_out and mark.items:
            words, of_rest = _left_out(words)
            left_out += mark.items
            if of_rest:
                rest = read_piece(of_rest, now, calendar)
            if is_filler(words):
                continue
        reading = read_piece(words, now, calendar)
        if reading is None:
            unread |= set(mark.items)
        elif mark.rest:
            rest = reading
        elif mark.of and mark.of not in explicit:
            unread.add(mark.of)
        for number in mark.items if reading else ():
            if not 1 <= number <= (count or MANY):
                unread.add(number)
            elif number in items and _clash(items[number], reading):
                unread.add(number)
            else:
                items[number] = reading
    if left_out and rest is None and not is_filler(before):
        rest = read_piece(before, now, calendar)
        before = ""
    for number in left_out:
        if number not in items and rest and rest.intent in _DONE:
            items[number] = Reading(Intent.NOT_DONE, "left out")
        elif number not in items:
            unread.add(number)
    named = tuple(_named(before, now, calendar))
    if rest is not None and not named and (explicit or any(each.mark.all for each in said)):
        items |= {number: rest for number in range(1, (count or 0) + 1) if number not in explicit and number not in items}
    items = {number: reading for number, reading in items.items() if number not in unread}
    if not items and not named and not unread:
        return None
    return Answers(dict(sorted(items.items())), named, tuple(sorted(unread)), rest)


def _clash(first: Reading, second: Reading) -> bool:
    """Whether one number is said done and, elsewhere, something else."""
    return first.intent is not Intent.AMBIGUOUS and (first.intent in _DONE) != (second.intent in _DONE) and second.intent is not Intent.AMBIGUOUS


def _left_out(words: str) -> tuple[str, str]:
    """What is said of what is left out, and of the rest: "trừ số 2 ra thì xong hết", "trừ cái 4 bị trả lại, ..."."""
    after = re.match(r"\s*(?:ra\b\s*(?:là|la|thì|thi)?|[,.:;]|(?:thì|thi)\b)\s*", words)
    if after:
        return "", words[after.end() :]
    return words, ""


def _only_named(lowered: str, now: datetime, calendar: WorkingCalendar | None) -> Answers | None:
    """What is said of items that are called by their names, where two or more are and the whole may be of several."""
    whole = read_reply(lowered, now, calendar, Context.LIST)
    if Intent.MULTI not in (whole.intent, *whole.offers):
        return None
    named = tuple(_named(lowered, now, calendar))
    return Answers(named=named) if len(named) > 1 else None


def _named(lowered: str, now: datetime, calendar: WorkingCalendar | None) -> Iterator[tuple[str, Reading]]:
    for name, words in calls(lowered):
        reading = read_piece(words, now, calendar)
        if reading is not None:
            yield name, reading
