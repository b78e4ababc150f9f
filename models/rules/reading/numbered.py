"""Answers to several things at once: "1 xong, 4 mai nộp", "CCHC gửi rồi, giải ngân thì thứ 5"."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from models.rules.letters import bare
from models.rules.reading.documents import flat, mentions
from models.rules.reading.features import Context
from models.rules.reading.keys import decoded
from models.rules.reading.lexicon import patterns
from models.rules.reading.marks import ENDS, MANY, Mark, find_marks
from models.rules.reading.pieces import CLOSING, JOINING, OPENING, calls, is_only, read_piece
from models.rules.reading.reader import read_reply
from models.rules.reading.values import DONE, Intent, Reading
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of

_RE = patterns("numbered")
_SAID = DONE | {Intent.NOT_DONE, Intent.POSTPONE, Intent.REFUSE_NOT_MINE, Intent.HAND_OVER}


@dataclass(frozen=True)
class Answers:
    """What was said of which item of a list.

    `items`: by number. `named`: the words that call an item, and what was said of it; which item they mean only
    the titles tell. `unread`: numbers that were named, of which nothing was understood or which the list has not,
    and how many a count counted that fits no items ("2 cái"). `rest`: what was said of all that neither number nor
    name picks; where numbers were named, or all, those of the rest are in `items` too.
    """

    items: dict[int, Reading] = field(default_factory=dict)
    named: tuple[tuple[str, Reading], ...] = ()
    unread: tuple[int, ...] = ()
    rest: Reading | None = None


def read_numbered(
    text: str, now: datetime, count: int | None, calendar: WorkingCalendar | None = None
) -> Answers | None:
    """What an answer to a list of `count` items (None: nobody knows) says of each, at the aware moment `now`.

    None where it answers neither by number nor by the names of two items or more; numbers that are no items
    ("3 ngày nữa", "ngày 20", 25/KH-UBND) do not count. A number that no reading was found for, or that the list
    has not, is `unread`, never dropped; so is one that is said done and, elsewhere, something else.
    """
    if count == 0:
        return None
    typed = decoded(text).casefold().strip()
    letters = flat(typed)
    spans = [(each.start, each.end) for each in mentions(typed, now)]
    marks = find_marks(typed, letters, count or MANY, [each for each in spans if "/" in typed[slice(*each)]])
    marks = [mark for mark in marks if not _introduces(mark, marks)]
    found = _Found(now, count, calendar)
    # What follows "ba cái thì" where no number follows.
    led = _RE.introduces.match(typed, marks[0].end) if len(marks) == 1 and marks[0].all else None
    if led and (named := found.only_named(typed[led.end() :])):
        return named
    if not any(mark.items or mark.rest or mark.of for mark in marks):
        return found.only_named(typed)
    return found.answers(*_parts(typed, letters, marks))


def _introduces(mark: Mark, marks: list[Mark]) -> bool:
    """ "Ba việc thì …", "1-5: …", before what is said of each."""
    others = [each for each in marks if each.start > mark.start and not each.left_out]
    numbers = {number for each in others for number in each.items}
    is_whole = mark.all or (len(mark.items) > 1 and set(mark.items) == numbers)
    return len(others) > 1 and not mark.left_out and is_whole


@dataclass(frozen=True)
class _Part:
    """A mark with the words about it. `stated` before its numbers, and `own` behind them, where both may say
    something of their own ("xong 1, 2 vướng"); else "" both."""

    mark: Mark
    words: str
    stated: str = ""
    own: str = ""


def _parts(typed: str, letters: str, marks: list[Mark]) -> tuple[list[_Part], str]:
    """Each mark with the words about it: what follows up to the next, with what leads to it in its own clause
    ("chưa nộp 2"); where marks only join one another, those of the next. And what stands ahead, about none."""
    starts, stops = list[int](), [0]
    for n, mark in enumerate(marks):
        clause = max(
            (each.end() for each in ENDS.finditer(letters, stops[-1], mark.start)), default=stops[-1]
        )
        is_led = not mark.left_out and (n == 0 or clause > stops[-1])
        starts.append(clause if is_led and not is_only(typed[clause : mark.start], OPENING) else mark.start)
        # Past what closes a number itself: "1.", "2:".
        stops.append(stop.end() if (stop := _RE.stop.match(typed, mark.end)) else mark.end)
    before, parts = typed[: starts[0]], list[_Part]()
    nexts = [*(mark.start for mark in marks[1:]), len(typed)]
    for mark, start, stop_at, following, end in zip(
        marks, starts, stops[1:], nexts, [*starts[1:], len(typed)], strict=True
    ):
        lead, own = typed[start : mark.start], typed[mark.end : end]
        stated = lead if mark.seams and _states(lead, own) else ""
        closes = ENDS.search(letters, stop_at, following)
        if lead and is_only(typed[stop_at : closes.start() if closes else following], CLOSING):
            lead, own, stated = _RE.only.sub(" ", lead), _RE.no_more.sub("", own), ""
        if not lead and len(marks) == 1 and not mark.left_out and is_only(own, CLOSING):
            lead, before = before, ""
        parts.append(_Part(mark, f"{lead.strip()} {own}".strip(), stated, own if stated else ""))
    said = ""
    for n, part in reversed(list(enumerate(parts))):
        said = part.words if not is_only(part.words, JOINING) else said
        parts[n] = part if part.mark.left_out else replace(part, words=said or part.words)
    return parts, before


def _states(lead: str, own: str) -> bool:
    """Whether words before numbers are a statement, and those behind more than a part of it."""
    is_more = not (is_only(own, CLOSING) or is_only(own, JOINING) or _RE.adds.match(bare(own)))
    return is_more and _RE.states.search(bare(lead)) is not None


@dataclass
class _Found:
    """What was found so far, said at the aware moment `now` of a list of `count` items."""

    now: datetime
    count: int | None
    calendar: WorkingCalendar | None
    items: dict[int, Reading] = field(default_factory=dict)
    unread: set[int] = field(default_factory=set)
    rest: Reading | None = None

    def answers(self, parts: list[_Part], before: str) -> Answers | None:
        """All that these marks and words say, and what `before` says of things called by their names."""
        marks = [part.mark for part in parts]
        named_numbers = {number for mark in marks for number in mark.items}
        for part in parts:
            if not (part.stated and self._took_apart(part)):
                self._take(part.mark, part.words, named_numbers)
        left_out = [number for mark in marks if mark.left_out for number in mark.items]
        if left_out and self.rest is None and not is_only(before, OPENING):
            self.rest, before = self._read(before), ""
        # Where all is done but these, these are not; else nothing tells what they are.
        for number in set(left_out) - set(self.items):
            if self.rest and self.rest.intent in DONE:
                self._put(number, Reading(Intent.NOT_DONE, "left out"))
            else:
                self.unread.add(number)
        named = self._named(before)
        if self.rest and not named and (named_numbers or any(mark.all for mark in marks)):
            others = set(range(1, (self.count or 0) + 1)) - named_numbers
            self.items |= dict.fromkeys(others, self.rest)
        items = {number: each for number, each in sorted(self.items.items()) if number not in self.unread}
        if not (items or named or self.unread or self.rest):
            return None
        return Answers(items, named, tuple(sorted(self.unread)), self.rest)

    def only_named(self, words: str) -> Answers | None:
        """What is said of things called by their names: of two or more, and the whole may be of several."""
        named = self._named(words)
        if len(named) < 2:
            return None
        whole = read_reply(words, self.now, self.calendar, Context.LIST)
        return Answers(named=named) if Intent.MULTI in (whole.intent, *whole.offers) else None

    def _take(self, mark: Mark, words: str, named_numbers: set[int]) -> None:
        if mark.left_out and mark.items and (match := _RE.left_out.match(words)):
            if of_rest := words[match.end() :]:
                self.rest = self._read(of_rest)
            return
        if mark.left_out and is_only(words, OPENING):
            return
        reading = self._read(words)
        if reading is None:
            self.unread |= set(mark.items)
            return
        if mark.rest:
            self.rest = reading
        elif mark.of and mark.of not in named_numbers:
            self.unread.add(mark.of)
        for number in mark.items:
            self._put(number, reading)

    def _took_apart(self, part: _Part) -> bool:
        """Whether one thing was said before the numbers, another behind them: each is of those next to it, and
        what may be of either is unread."""
        first, last, whole = self._read(part.stated), self._read(part.own), self._read(part.words)
        if first is None or last is None or whole is None:
            return False
        has_comma = any("," in seam for seam, _ in part.mark.seams)
        is_day = last.reason == "a day alone" and not _RE.states.search(bare(part.own))
        is_end = last.reason == "done alone"
        # "Xong 1 và 2 chưa", "nộp 1, 2 xong", "em gửi 1, 2 chiều nay": of all.
        if (last.reason == "not done alone" and not has_comma) or (
            (is_day or is_end) and first.intent not in _SAID
        ):
            return False
        # "Đã làm xong 1 và 2 chờ ký": perhaps both wait.
        is_first_doubtful = first.intent not in _SAID | {Intent.AMBIGUOUS} or (
            not has_comma and first.intent in DONE and whole.intent not in DONE
        )
        # "Đã gửi 1, 2 sáng nay", "chưa làm 1, 2 xong": perhaps this morning, perhaps neither.
        is_last_doubtful = (
            last.intent is Intent.UNRELATED
            or (is_day and first.intent in DONE and f"{last.date}".startswith(f"{day_of(self.now)}"))
            or (is_end and first.intent not in DONE and whole.intent is first.intent)
        )
        before, between, behind = part.mark.apart()
        self.unread.update(between, before if is_first_doubtful else (), behind if is_last_doubtful else ())
        for number in before:
            self._put(number, first)
        for number in behind:
            self._put(number, last)
        return True

    def _put(self, number: int, reading: Reading) -> None:
        """Takes what is said of a number, unless it is said done and, elsewhere, something else."""
        both = (self.items.get(number, reading).intent, reading.intent)
        is_denied = Intent.AMBIGUOUS not in both and (both[0] in DONE) != (both[1] in DONE)
        if is_denied or not 1 <= number <= (self.count or MANY):
            self.unread.add(number)
        else:
            self.items[number] = reading

    def _named(self, words: str) -> tuple[tuple[str, Reading], ...]:
        return tuple((name, reading) for name, said in calls(words) if (reading := self._read(said)))

    def _read(self, words: str) -> Reading | None:
        reading = read_piece(words, self.now, self.calendar)
        return replace(reading, piece=words) if reading else None
