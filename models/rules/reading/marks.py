"""Which numbers of a list the words of an answer name: "1,2 và 4", "việc thứ ba", "hai cái cuối", "còn lại".

Patterns are of text without diacritics; where those tell words apart, the text as typed is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.rules.letters import bare
from models.rules.reading.lexicon import patterns
from models.rules.reading.numerals import ONES

_RE = patterns("marks")

MANY = 99
"""So many items at most: where nobody knows how many the list has."""
ENDS = _RE.ends
"""Where a clause ends."""

_SPOKEN = {**ONES, "nhat": 1, "nhi": 2}
_AS_TYPED = {bare(word): (word, bare(word)) for word in ("một", "hai", "ba", "bốn", "năm")}
_LISTED = re.compile(r"\s*[,-]\s*")
_FAR = 200
"""So many letters before a number matter."""
_NEAR = 5
"""So many letters between two numbers are a list."""


@dataclass(frozen=True)
class Mark:
    """Words from `start` to `end` that name `items`, or `rest`: all that no other mark names; `all` says so. What
    stands behind "trừ" is `left_out`. `of` is how many are counted where that does not tell which. `placed`: by the
    place in the list, not by the number. `seams`: what joins its items, and how many stand before it."""

    start: int
    end: int
    items: tuple[int, ...] = ()
    rest: bool = False
    all: bool = False
    left_out: bool = False
    of: int = 0
    placed: bool = False
    seams: tuple[tuple[str, int], ...] = ()

    def apart(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """The items before the last comma (or the last seam), those of which nobody knows on which side they
        stand ("1, 2, 3": the 2), and those behind it."""
        seam, last = next((each for each in reversed(self.seams) if "," in each[0]), self.seams[-1])
        first = next(before for each, before in self.seams if each == seam)
        last = max(last, *(before for each, before in self.seams if not each.strip()), 0)
        return self.items[:first], self.items[first:last], self.items[last:]


@dataclass(frozen=True)
class _Text:
    """`letters` is `typed` without diacritics, letter for letter, and without what holds other numbers; the list
    has `count` items."""

    typed: str
    letters: str
    count: int

    def opens(self, place: int) -> bool:
        """Whether nothing but words that only open a clause stands before a place in it."""
        return _RE.opens.search(self.before(place)) is not None

    def before(self, place: int) -> str:
        """What stands before a place, as far as it matters."""
        return self.letters[max(0, place - _FAR) : place]


def find_marks(typed: str, letters: str, count: int, taken: list[tuple[int, int]]) -> list[Mark]:
    """The marks in a lower-case text, in order. Nothing that overlaps a place in `taken` is one, nor are criteria,
    shares, and the long numbers of dates and documents that are spelled out."""
    others = [match.span() for each in (_RE.criterion, _RE.spelled) for match in each.finditer(letters)]
    for start, end in [*taken, *others]:
        letters = letters[:start] + "~" * (end - start) + letters[end:]
    text = _Text(typed, letters, count)
    found: list[Mark] = []
    for word in _RE.begins.finditer(letters):
        is_free = not found or word.start() >= found[-1].end
        if is_free and (mark := _mark_at(text, word.start(), found)):
            found.append(mark)
    return _resolved(text, _joined(text, _with_spoken(text, found)))


def _mark_at(text: _Text, place: int, before: list[Mark]) -> Mark | None:
    rest = _RE.rest.match(text.letters, place)
    return (
        _placed(text, place)
        or (Mark(place, rest.end(), rest=True) if rest else None)
        or _parity(text, place)
        or _whole(text, place)
        or _counted(text, place)
        or _single(text, place, before)
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _SPOKEN[word]


def _placed(text: _Text, place: int) -> Mark | None:
    """ "Hai cái đầu", "việc cuối cùng"."""
    match = _RE.placed.match(text.letters, place)
    if match is None and text.opens(place):
        match = _RE.placed_alone.match(text.letters, place)
    if match is None or text.typed[slice(*match.span("at"))].startswith(("đâu", "sáu", "sâu")):
        return None
    if not match["n"] and (_RE.of_a_whole.match(text.letters, place) or text.before(place).endswith("lam ")):
        return None
    n = _number(match["n"]) if match["n"] else 1
    if match["n"] and n >= text.count > 1:
        return None
    is_first, is_last = _RE.first.fullmatch(match["at"]), _RE.last.fullmatch(match["at"])
    if text.count == MANY and not is_first:
        return Mark(place, match.end(), of=n)
    others = text.count - n
    ahead, odd = (0, 0) if is_first else (others, 0) if is_last else divmod(others, 2)
    return Mark(place, match.end(), () if odd else tuple(range(ahead + 1, ahead + n + 1)), placed=True)


def _parity(text: _Text, place: int) -> Mark | None:
    """ "Cái chẵn", "mấy việc lẻ"."""
    match = _RE.parity.match(text.letters, place)
    if match is None or text.typed[slice(*match.span("which"))] not in ("chẵn", "chan", "lẻ", "le"):
        return None
    return Mark(place, match.end(), tuple(range(1 if match["which"] == "le" else 2, text.count + 1, 2)))


def _whole(text: _Text, place: int) -> Mark | None:
    """ "Tất cả", "cả ba việc"."""
    match = _RE.whole.match(text.letters, place)
    if match is None or _is_titled(text, match.end()):
        return None
    n = _number(match["n"]) if match["n"] else text.count
    is_whole = n == text.count
    return Mark(place, match.end(), all=is_whole, rest=is_whole, of=0 if is_whole else n)


def _counted(text: _Text, place: int) -> Mark | None:
    """ "Ba cái"."""
    match = _RE.counted.match(text.letters, place)
    if match is None or not text.opens(place) or text.typed[place:].startswith(("bà", "hải")):
        return None
    return Mark(place, match.end(), of=_number(match["n"]))


def _single(text: _Text, place: int, before: list[Mark]) -> Mark | None:
    """ "Việc 2", "mục thứ ba", "1-3", "(4)"; but "số 97" is a document's, "việc năm 2027" no fifth."""
    match = _RE.single.match(text.letters, place)
    if match is None or not _RE.ends_so.match(text.letters, match.end()):
        return None
    number, end = _number(match[match.lastindex or 0]), match.end()
    is_year = match["word"] == "nam" and _RE.year.match(text.letters, end)
    if match["word"] and (is_year or _RE.counts.match(text.letters, end)):
        return None
    if match["a"] and number > text.count:
        if not text.opens(place) or _RE.of_documents.search(text.before(match.start("a"))):
            return None
    elif number == 0 or (match["b"] and not _is_bare_item(text, match, before)):
        return None
    numbers, end = _reaching(text, number, end)
    closing = _RE.closing.match(text.letters, end)
    return Mark(place, closing.end() if closing else end, numbers)


def _is_bare_item(text: _Text, match: re.Match[str], before: list[Mark]) -> bool:
    """Whether a number that nothing introduces is one of the list."""
    place, end, number = match.start(), match.end(), int(match["b"])
    if match["b"].startswith("0") or (number > max(text.count, 9) and not before):
        return False
    opens = text.opens(place) or text.letters[place] in "#("
    goes_on = bool(before) and (opens or place - before[-1].end < _NEAR) and _RE.next.match(text.letters, end)
    if _RE.no_item.search(text.before(place)) or (_RE.counts.match(text.letters, end) and not goes_on):
        return False
    if not opens:
        return number <= text.count and (bool(before) or _RE.trails.match(text.letters, end) is not None)
    return bool(before) or not _RE.still.search(text.before(place))


def _reaching(text: _Text, first: int, end: int) -> tuple[tuple[int, ...], int]:
    """The numbers from the first to where "-3", "đến 3" reaches, and where that ends."""
    reach = _RE.reaches.match(text.letters, end)
    last = _number(reach[1]) if reach else 0
    if reach is None or not first < last <= text.count:
        return (first,), end
    return tuple(range(first, last + 1)), reach.end()


def _with_spoken(text: _Text, found: list[Mark]) -> list[Mark]:
    """With the numbers spoken one by one: "một xong hai chưa", "thứ nhất thì nộp, thứ hai tui bận"."""
    spoken = list(_spoken(text))
    taken = {place for mark in found for place in range(mark.start, mark.end)}
    free = [mark for mark in spoken if taken.isdisjoint(range(mark.start, mark.end))]
    known = {number for mark in found for number in mark.items}
    numbers = known.union(*(mark.items for mark in spoken))
    in_a_row = 1 in numbers and len(numbers) > 1
    if not in_a_row and not (len(free) > 1 and text.opens(free[0].start)):
        return found
    # A number counts where it is named first.
    first = {number: mark for mark in reversed(free) for number in mark.items if number not in known}
    return sorted({*found, *first.values()}, key=lambda mark: mark.start)


def _spoken(text: _Text) -> Iterator[Mark]:
    letters = text.letters
    for match in _RE.bare_ordinal.finditer(letters) if _RE.in_turn.search(letters) else ():
        if text.opens(match.start()) and _SPOKEN[match["th"]] <= text.count:
            yield Mark(*match.span(), (_SPOKEN[match["th"]],))
    for match in _RE.bare_word.finditer(letters):
        start, end = match.span()
        is_other = _RE.no_word_of_a_list.search(text.before(start)) or _RE.counts.match(letters, end)
        is_typed_so = text.typed[start:end] in _AS_TYPED[match["word"]]
        if is_typed_so and not is_other and _SPOKEN[match["word"]] <= text.count:
            numbers, end = _reaching(text, _SPOKEN[match["word"]], end)
            yield Mark(start, end, numbers)


def _joined(text: _Text, marks: list[Mark]) -> list[Mark]:
    """Numbers that stand in one list are one mark; what stands behind "trừ" is left out."""
    out: list[Mark] = []
    for each in marks:
        shut = _RE.left_out.search(text.before(each.start))
        mark = replace(each, left_out=True, start=each.start - len(shut[0])) if shut else each
        last = out[-1] if out else None
        between = text.letters[last.end : mark.start] if last else ""
        joins = (
            _RE.joined.fullmatch(between)
            if not _LISTED.fullmatch(between)
            else not (last and (last.placed or mark.placed))
        )
        if last and last.items and mark.items and not mark.left_out and joins:
            seams = (*last.seams, (between, len(last.items)))
            out[-1] = replace(last, end=mark.end, items=(*last.items, *mark.items), seams=seams)
        else:
            out.append(mark)
    return out


def _resolved(text: _Text, marks: list[Mark]) -> list[Mark]:
    """With what "hai cái" counts: those that no other mark names, or all, or nothing that one can tell."""
    named = {number for mark in marks for number in mark.items}
    for n, mark in enumerate(marks):
        if mark.of and named and mark.of == text.count - len(named):
            marks[n] = replace(mark, rest=True, of=0)
        elif mark.of == text.count and not _is_titled(text, mark.end):
            marks[n] = replace(mark, rest=True, all=True)
    return marks


def _is_titled(text: _Text, end: int) -> bool:
    """Whether what follows a count names a subject: "3 cái TTHC" may be three, or the third."""
    return _RE.tells.match(text.letters, end) is None
