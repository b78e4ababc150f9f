"""Which numbers of a list the words of an answer name: "1,2 và 4", "việc thứ ba", "hai cái cuối", "còn lại".

Patterns are of text without diacritics; where those tell words apart, the text as typed is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

MANY = 99
"""So many items at most: where nobody knows how many the list has."""

THING = r"(?:dau viec|dau muc|nhiem vu|viec|muc|cai|cay|cau|bai|phan|so|vu)"
"""What an item of a list is called."""

ENDS = re.compile(r"[,;.!?\n]+|:(?!\d)|\s[-–]\s")
"""Where a clause ends."""

_SPOKEN = {"mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7}
_AS_TYPED = {
    "mot": ("một", "mot"),
    "hai": ("hai",),
    "ba": ("ba",),
    "bon": ("bốn", "bon"),
    "nam": ("năm", "nam"),
}
_COUNT = r"(?:\d{1,2}|mot|hai|ba|bon|nam|sau)"
_SEVERAL = rf"(?:{_COUNT}|cac|may|nhung)"
_ORDINAL = r"thu\s+(?P<th>nhat|hai|nhi|ba|tu|bon|nam|sau|bay|\d{1,2})"
_WEEKDAY = r"thu\b(?=\s*(?:\d|hai|ba|tu|nam|sau|bay|nhat))"
# What is counted by a number before it, and makes it no item: "3 ngày nữa", "2 hồ sơ"; not "3 ngày 30", "2 thứ 5".
_COUNTS = re.compile(
    r"\s*(?:(?:ngay|hom|tuan|thang|bua|lan|buoi)\b(?!\s*(?:\d|nay|qua|truoc|mai|mot))|tieng|gio|phut|ruoi|quy|h\b|"
    r"nam\b(?=\s*(?:\d{4}|nay|sau|toi|ngoai|nua))|van ban|bao cao|bc\b|ke hoach|kh\b|ho so|hs\b|nguoi|xom|thon|"
    r"ban\b(?! hanh)|trang|cua (?!em|e|toi|tui|anh|chi|c|a|o|ong|ba|ben|phong|ban|chu|co|cau|may|xa)|anh em\b|"
    r"chi em\b|phieu|cuoc|van de|bo\b|khoan|truong hop|ca\b|tep|file|don vi|chi tieu|dot|mau\b|"
    rf"(?!{_WEEKDAY})thu\b)"
)
_NEXT = re.compile(r"\s*(?:tuan|thang|hom|ngay)\s+(?:sau|toi|nay|kia)\b")
# Before these numbers are days, places and documents.
_NO_ITEM = re.compile(
    r"(?:^|\W)(?:ngay|thu|thang|mung|mong|quy|hom|truoc|luc|tam|khoang|them|lui|t|dat|ban|xom|thon|trang|khoa|"
    r"van ban|lan|quay|khoi|buoc|lop|cua|nhom|tap|phien|thua|gio|bac|hang|nam|sao|muc tieu|dieu|cap|doi|tuyen|o|vb|"
    r"cong van|cv|bc|kh|qd|ban hanh|phat hanh|co so|gan|tren|hon|dang ky|phong|mau|bieu|phu luc|buoi|may) *\Z"
)
_OF_DOCUMENTS = re.compile(r"(?<!\w)(?:so|danh muc|lam viec)\s+$")
_SINGLE = re.compile(
    rf"#?\(?(?:(?P<thing>(?:{THING}|dong)\s+(?:so\s+)?)"
    rf"(?:{_ORDINAL}|(?P<word>mot|hai|ba|bon|nam|sau)|(?P<a>\d{{1,2}}))|(?P<b>\d{{1,2}}))(?!\w)"
)
# A date, a share, a time begin otherwise; a list goes on.
_ENDS_SO = re.compile(r"(?![\w%]|/(?!\s)|[.,:-]\d|\s*[-–]\s*\d+\s*/)|[,.-]\s*\d{1,2}(?![/\d])")
_YEAR = re.compile(r"\s*(?:\d{4}|nay|sau|toi|ngoai|truoc)\b")
_TO = re.compile(rf"\s*(?:-|–|den|toi|->)\s*(?:{THING}\s+)?(\d{{1,2}}|mot|hai|ba|bon|nam)(?![\w/%]|[.:]\d)")
_FIRST = r"dau tien|dau|tren cung|tren|truoc|nhat"
_MIDDLE = r"chinh giua|o giua|giua"
_LAST = r"duoi cung|duoi|sau cung|sau|cuoi cung|cuoi|chot"
_PLACED = re.compile(
    rf"(?:(?P<n>{_COUNT})\s+|(?:cac|may|nhung)\s+)?{THING}\s+(?:o\s+)?(?P<at>{_FIRST}|{_MIDDLE}|{_LAST})"
    r"(?!\w)(?!\s+(?:tuan|thang|nam|gio|quy|ngay|viec|muc))"
)
_PLACED_ALONE = re.compile(
    r"(?P<n>)(?P<at>dau tien|tren cung|o giua|giua|duoi cung|sau cung|cuoi cung|cuoi)(?!\w)"
    r"(?=\s*(?:[:,]|thi\b|la\b))"
)
_OF_A_WHOLE = re.compile(r"(?:phan|vu)\s|so\s+(?:tren|duoi|sau|truoc|nhat)")
_REST = re.compile(
    rf"(?:{_SEVERAL}\s+)?(?:{THING}\s+)?con lai(?!\w)|{_SEVERAL}\s+(?:{THING}|thu)\s+(?:kia|khac|te)(?!\w)|"
    rf"(?:cac|may) {THING}(?=\s+(?:thi )?deu)|ngoai ra(?!\w)"
)
_PARITY = re.compile(rf"(?:{_SEVERAL}\s+)?{THING}\s+(?P<which>chan|le)(?!\w)")
_ALL = re.compile(
    rf"(?:tat ca|toan bo|het thay|ca\s+(?:(?P<n>{_COUNT})(?!\w)|may|danh sach|lu))"
    rf"(?:\s+(?:cac|may))?(?:\s+{THING}(?!\w))?"
)
_COUNTED = re.compile(
    rf"(?P<n>{_COUNT})\s+(?!so\b){THING}(?!\w)(?P<back>\s+(?:no|do|ay|nay)(?!\w))?"
    r"(?!\s+(?:\d|so\s+\d|thu\b|mot|hai|ba|bon|nam)(?!\w))"
)
_BARE_ORDINAL = re.compile(r"(?<![\w~/])thu\s+(?P<th>nhat|hai|nhi|ba|tu|bon|nam)(?!\w)")
_BARE_WORD = re.compile(
    rf"(?<![\w~/])(?P<word>mot|hai|ba|bon|nam)(?!\w)(?!\s+(?:{THING}|thang|nam|muoi|tram|chuc|thu tuc|nua|chut|the|"
    r"luot|mach)\b)"
)
_NO_WORD_OF_A_LIST = re.compile(
    r"(?:^|\W)(?:thu|nam|thang|tuan|may|quy|cuoi|dau|het|ca|hang|nua|chi|ong|co|anh)\s+$"
)
_CRITERION = re.compile(
    r"(?<![\w.])(?:\d{1,4}|[ivx]{1,4}|[a-z])(?:\.\d{1,3})+(?:\.[a-z](?!\w))?(?!\d)|(?<![\d,])\d+,\d+(?=\s*(?:diem|%|trieu|ty))|(?<!\d)0,\d+"
)
_DIGIT = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|linh|le|nghin|ngan|lo)"
_SPELLED = re.compile(
    rf"(?<!\w)(?:(?:{_DIGIT}\s+){{0,9}}(?:muoi|tram|linh|nghin|ngan|chin|tam|khong)(?:\s+{_DIGIT})+"
    r"|(?:mot|hai|ba|bon|nam|sau|bay)\s+(?:muoi|tram|nghin|ngan)"
    rf"|(?:ngay|thang|phat hanh|gach|so van ban|mung|mong|nam)\s+(?:la\s+)?{_DIGIT}(?:\s+{_DIGIT})+)(?!\w)"
)
_TRAILS = re.compile(r"\s*(?:$|[,;.&+\n]|\d|(?:va|voi|vs|roi|r|thoi|nhe|nha|a|truoc|thi)\b)")
_STILL = re.compile(r"(?<!\w)(?:con|chi|co|moi|duoc)\s+$")
_EXCEPT = re.compile(r"(?:chi\s+)?(?:ngoai tru|tru|ngoai)(?:\s+ra)?\s*$")
_OPENS = re.compile(
    r"(?:^|[,;.!?\n:(]|\s[-–])\s*(?:(?:da|con|rieng|va|thi|em|e|chi|moi|co|vang|la|ok|cho|trong|bot|oi|nay|ca|"
    r"anh|thua|bao cao|xong|roi|tu|duoc)\s+)*$"
)
_TELLS = re.compile(
    r"\s*(?:$|[,;.:]|(?:thi|la|deu|xong|roi|r|chua|da|dang|em|e|toi|tui|minh|gui|nop|cho|mai|hen|chieu|sang|thu|tren|"
    r"duoi|ay|nay|do|het|ok|trinh|vuong|khong|ko|can|cua|xin|de|hom|tuan|ngay|van|cung|phat hanh|giao)\b)"
)
_JOINED = re.compile(r"\s*(?:(?:va|voi|vs|v|&|\+|lan|cung|roi den)\s*)?(?:ca\s+)?")
_LISTED = re.compile(r"\s*[,-]\s*")
_FAR = 200
"""So many letters before a number matter."""
_NEAR = 5
"""So many letters between two numbers are a list."""


@dataclass(frozen=True)
class Mark:
    """Words from `start` to `end` that name `items`, or `rest`: all that no other mark names; `all` says so. What
    stands behind "trừ" is `left_out`. `of` is how many are counted where that does not tell which. `placed`: by the
    place in the list, not by the number."""

    start: int
    end: int
    items: tuple[int, ...] = ()
    rest: bool = False
    all: bool = False
    left_out: bool = False
    of: int = 0
    placed: bool = False


@dataclass(frozen=True)
class _Text:
    """`letters` is `typed` without diacritics, letter for letter, and without what holds other numbers; the list
    has `count` items."""

    typed: str
    letters: str
    count: int

    def opens(self, place: int) -> bool:
        """Whether nothing but words that only open a clause stands before a place in it."""
        return _OPENS.search(self.before(place)) is not None

    def before(self, place: int) -> str:
        """What stands before a place, as far as it matters."""
        return self.letters[max(0, place - _FAR) : place]


def find_marks(typed: str, letters: str, count: int, taken: list[tuple[int, int]]) -> list[Mark]:
    """The marks in a lower-case text, in order. Nothing that overlaps a place in `taken` is one."""
    for start, end in [*taken, *(each.span() for each in _other_numbers(letters))]:
        letters = letters[:start] + "~" * (end - start) + letters[end:]
    text = _Text(typed, letters, count)
    found: list[Mark] = []
    place = 0
    while place < len(letters):
        mark = _mark_at(text, place, found)
        if mark is not None:
            found.append(mark)
        place = mark.end if mark else place + 1
    return _resolved(text, _joined(text, _with_spoken(text, found)))


def _other_numbers(letters: str) -> Iterator[re.Match[str]]:
    """Criteria, shares, and the long numbers of dates and documents that are spelled out."""
    yield from _CRITERION.finditer(letters)
    yield from _SPELLED.finditer(letters)


def _mark_at(text: _Text, place: int, before: list[Mark]) -> Mark | None:
    letters = text.letters
    if place and (letters[place - 1].isalnum() or letters[place - 1] in "/~%#("):
        return None
    if not (letters[place].isalnum() or letters[place] in "#("):
        return None
    return (
        _placed(text, place)
        or _rest(text, place)
        or _parity(text, place)
        or _whole(text, place)
        or _counted(text, place, before)
        or _single(text, place, before)
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _SPOKEN[word]


def _placed(text: _Text, place: int) -> Mark | None:
    """ "Hai cái đầu", "việc cuối cùng"."""
    match = _PLACED.match(text.letters, place)
    if match is None and text.opens(place):
        match = _PLACED_ALONE.match(text.letters, place)
    if match is None or text.typed[slice(*match.span("at"))].startswith(("đâu", "sáu", "sâu")):
        return None
    if not match["n"] and (_OF_A_WHOLE.match(text.letters, place) or text.before(place).endswith("lam ")):
        return None
    n = _number(match["n"]) if match["n"] else 1
    if match["n"] and n >= text.count > 1:
        return None
    if re.fullmatch(_FIRST, match["at"]):
        return Mark(place, match.end(), tuple(range(1, n + 1)), placed=True)
    if text.count == MANY:
        return Mark(place, match.end(), of=n)
    return Mark(place, match.end(), _from_the_end(text.count, n, match), placed=True)


def _from_the_end(count: int, n: int, match: re.Match[str]) -> tuple[int, ...]:
    if re.fullmatch(_LAST, match["at"]):
        return tuple(range(count - n + 1, count + 1))
    if match[0].startswith(("may", "cac", "nhung")):
        return tuple(range(2, count))
    first, odd = divmod(count - n, 2)
    return () if odd else tuple(range(first + 1, first + n + 1))


def _rest(text: _Text, place: int) -> Mark | None:
    match = _REST.match(text.letters, place)
    return Mark(place, match.end(), rest=True) if match else None


def _parity(text: _Text, place: int) -> Mark | None:
    """ "Cái chẵn", "mấy việc lẻ"."""
    match = _PARITY.match(text.letters, place)
    if match is None or text.typed[slice(*match.span("which"))] not in ("chẵn", "chan", "lẻ", "le"):
        return None
    return Mark(place, match.end(), tuple(range(1 if match["which"] == "le" else 2, text.count + 1, 2)))


def _whole(text: _Text, place: int) -> Mark | None:
    """ "Tất cả", "cả ba việc"."""
    match = _ALL.match(text.letters, place)
    if match is None or _is_titled(text, match.end()):
        return None
    n = _number(match["n"]) if match["n"] else text.count
    return (
        Mark(place, match.end(), all=True, rest=True) if n == text.count else Mark(place, match.end(), of=n)
    )


def _counted(text: _Text, place: int, before: list[Mark]) -> Mark | None:
    """ "Ba cái"; "hai cái nớ" are those just named."""
    match = _COUNTED.match(text.letters, place)
    if match is None or not text.opens(place) or text.typed[place:].startswith(("bà", "hải")):
        return None
    n = _number(match["n"])
    last = next((mark for mark in reversed(before) if mark.items), None)
    if match["back"] and last is not None and len(last.items) == n:
        return Mark(place, match.end(), last.items)
    return Mark(place, match.end(), of=n)


def _single(text: _Text, place: int, before: list[Mark]) -> Mark | None:
    """ "Việc 2", "mục thứ ba", "1-3", "(4)"."""
    match = _SINGLE.match(text.letters, place)
    if match is None or not _ENDS_SO.match(text.letters, match.end()):
        return None
    if (match["b"] and not _is_bare_item(text, match, before)) or not _is_called_so(text, match):
        return None
    numbers, end = _reaching(text, _number(_word(match)), match.end())
    closing = re.compile(r"\s*\)").match(text.letters, end)
    return Mark(place, closing.end() if closing else end, numbers)


def _word(match: re.Match[str]) -> str:
    return next(each for each in (match["th"], match["word"], match["a"], match["b"]) if each)


def _is_called_so(text: _Text, match: re.Match[str]) -> bool:
    """Whether a number after "việc", "số" is one of the list: "số 97" is a document's, "việc năm 2027" no fifth."""
    number, letters = _number(_word(match)), text.letters
    if match["word"]:
        return not _COUNTS.match(letters, match.end()) and not (
            match["word"] == "nam" and _YEAR.match(letters, match.end())
        )
    if match["a"] and number > text.count:
        return text.opens(match.start()) and not _OF_DOCUMENTS.search(text.before(match.start("a")))
    return number > 0


def _is_bare_item(text: _Text, match: re.Match[str], before: list[Mark]) -> bool:
    """Whether a number that nothing introduces is one of the list."""
    place, end, number = match.start(), match.end(), int(match["b"])
    if match["b"].startswith("0") or (number > max(text.count, 9) and not before):
        return False
    opens = text.opens(place) or text.letters[place] in "#("
    is_listed = bool(before) and place - before[-1].end < _NEAR
    goes_on = bool(before) and (opens or is_listed)
    if _NO_ITEM.search(text.before(place)):
        return False
    if _COUNTS.match(text.letters, end) and not (goes_on and _NEXT.match(text.letters, end)):
        return False
    if not opens:
        return number <= text.count and (bool(before) or _TRAILS.match(text.letters, end) is not None)
    return bool(before) or not _STILL.search(text.before(place))


def _reaching(text: _Text, first: int, end: int) -> tuple[tuple[int, ...], int]:
    """The numbers from the first to where "-3", "đến 3" reaches, and where that ends."""
    reach = _TO.match(text.letters, end)
    last = _number(reach[1]) if reach else 0
    if reach is None or not first < last <= text.count:
        return (first,), end
    return tuple(range(first, last + 1)), reach.end()


def _with_spoken(text: _Text, found: list[Mark]) -> list[Mark]:
    """With the numbers spoken one by one: "một xong hai chưa", "thứ nhất thì nộp, thứ hai tui bận"."""
    spoken = list(_spoken(text))
    known = {number for mark in found for number in mark.items}
    numbers = known | {number for mark in spoken for number in mark.items}
    free = [mark for mark in spoken if not any(_overlap(mark, each) for each in found)]
    in_a_row = 1 in numbers and len(numbers) > 1
    if not free or not (in_a_row or (len(free) > 1 and text.opens(free[0].start))):
        return found
    out = list(found)
    for mark in free:
        if not known & set(mark.items):
            known |= set(mark.items)
            out.append(mark)
    return sorted(out, key=lambda mark: mark.start)


def _overlap(one: Mark, other: Mark) -> bool:
    return other.start < one.end and one.start < other.end


def _spoken(text: _Text) -> Iterator[Mark]:
    letters = text.letters
    if re.search(r"(?<!\w)(?:thu nhat|dau tien)(?!\w)", letters):
        for match in _BARE_ORDINAL.finditer(letters):
            if text.opens(match.start()) and _SPOKEN[match["th"]] <= text.count:
                yield Mark(match.start(), match.end(), (_SPOKEN[match["th"]],))
    for match in _BARE_WORD.finditer(letters):
        is_typed_so = text.typed[slice(*match.span())] in _AS_TYPED[match["word"]]
        is_other = _NO_WORD_OF_A_LIST.search(text.before(match.start())) or _COUNTS.match(
            letters, match.end()
        )
        if is_typed_so and not is_other and _SPOKEN[match["word"]] <= text.count:
            numbers, end = _reaching(text, _SPOKEN[match["word"]], match.end())
            yield Mark(match.start(), end, numbers)


def _joined(text: _Text, marks: list[Mark]) -> list[Mark]:
    """Numbers that stand in one list are one mark; what stands behind "trừ" is left out."""
    out: list[Mark] = []
    for each in marks:
        shut = _EXCEPT.search(text.before(each.start))
        mark = replace(each, left_out=True, start=each.start - len(shut[0])) if shut else each
        last = out[-1] if out else None
        if last and last.items and mark.items and not mark.left_out and _goes_with(text, last, mark):
            out[-1] = replace(last, end=mark.end, items=(*last.items, *mark.items))
        else:
            out.append(mark)
    return out


def _goes_with(text: _Text, last: Mark, mark: Mark) -> bool:
    between = text.letters[last.end : mark.start]
    if _LISTED.fullmatch(between):
        return not last.placed and not mark.placed
    return _JOINED.fullmatch(between) is not None


def _resolved(text: _Text, marks: list[Mark]) -> list[Mark]:
    """With what "hai cái" counts: those that no other mark names, or all, or nothing that one can tell."""
    named = {number for mark in marks for number in mark.items}
    out = []
    for mark in marks:
        if mark.of and named and mark.of == text.count - len(named):
            out.append(replace(mark, rest=True, of=0))
        elif mark.of == text.count and not _is_titled(text, mark.end):
            out.append(replace(mark, rest=True, all=True))
        else:
            out.append(mark)
    return out


def _is_titled(text: _Text, end: int) -> bool:
    """Whether what follows a count names a subject: "3 cái TTHC" may be three, or the third."""
    return _TELLS.match(text.letters, end) is None
