"""Which numbers of a list the words of an answer name: "1,2 và 4", "việc thứ ba", "hai cái cuối", "còn lại"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

THING = r"(?:dau viec|dau muc|nhiem vu|viec|muc|cai|cay|cau|bai|phan|so|vu)"
"""What an item of a list is called."""
ENDS = re.compile(r"[,;.!?\n]+|:(?!\d)|\s[-–]\s")
"""Where a clause ends."""

_SPOKEN = {"mot": 1, "nhat": 1, "hai": 2, "nhi": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5, "sau": 6, "bay": 7}
_ORDINAL = r"thu\s+(?P<th>nhat|hai|nhi|ba|tu|bon|nam|sau|bay|\d{1,2})"
_UNIT = (
    r"(?!\s*(?:(?:ngay|hom|tuan|thang|bua|lan|buoi)\b(?!\s*(?:\d|nay|qua|truoc|mai|mot))|tieng|gio|phut|quy|h\b|van ban|"
    r"nam\b(?=\s*(?:\d{4}|nay|sau|toi|ngoai|nua))|bao cao|bc\b|ke hoach|kh\b|ho so|hs\b|nguoi|xom|thon|ban\b(?! hanh)|trang|"
    r"cua (?!em|e|toi|tui|anh|chi|c|a|o|ong|ba|ben|phong|ban|chu|co|cau|may|xa)|anh em\b|chi em\b|phieu|cuoc|van de|bo\b|khoan|truong hop|ca\b|tep|file|don vi|chi tieu|dot|mau\b|thu\b(?!\s*(?:\d|hai|ba|tu|nam|sau|bay|nhat))))"
)
_NEXT_WEEK = re.compile(r"\s*(?:tuan|thang|hom|ngay)\s+(?:sau|toi|nay|kia)\b")
_NOT_AN_ITEM = (
    r"(?:ngay|thu|thang|mung|mong|quy|hom|truoc|luc|tam|khoang|them|lui|t|dat|ban|xom|thon|trang|khoa|van ban|"
    r"lan|quay|khoi|buoc|lop|cua|nhom|tap|phien|thua|gio|bac|hang|nam|sao|muc tieu|dieu|cap|doi|tuyen|o|vb|"
    r"cong van|cv|bc|kh|qd|ban hanh|phat hanh|co so|gan|tren|hon|dang ky|phong|mau|bieu|phu luc|buoi|may) *\Z"
)
_COUNT_ = r"(?:\d{1,2}|mot|hai|ba|bon|nam|sau)"
_COUNT = rf"(?P<n>{_COUNT_})"
_AFTER_WORD = r"(?![\w%]|/(?!\s)|[.,:-]\d|\s*[-–]\s*\d+\s*/)"
_OF_A_WHOLE = re.compile(r"(?:phan|vu)\s|so\s+(?:tren|duoi|sau|truoc|nhat)")
_SINGLE = re.compile(
    rf"#?\(?(?:(?P<thing>(?:{THING}|dong)\s+(?:so\s+)?)(?:{_ORDINAL}|(?P<word>mot|hai|ba|bon|nam|sau)|(?P<a>\d{{1,2}}))"
    rf"|(?P<b>\d{{1,2}}))(?!\w)"
)
_TO = re.compile(rf"\s*(?:-|–|den|toi|->)\s*(?:{THING}\s+)?(\d{{1,2}}|mot|hai|ba|bon|nam)(?![\w/%]|[.:]\d)")
_PLACED = re.compile(
    rf"(?:(?:{_COUNT}|cac|may|nhung)\s+)?{THING}\s+(?:o\s+)?"
    r"(?P<at>dau tien|dau|tren cung|tren|truoc|nhat|chinh giua|o giua|giua|duoi cung|duoi|sau cung|sau|cuoi cung|cuoi|chot)"
    r"(?!\w)(?!\s+(?:tuan|thang|nam|gio|quy|ngay|viec|muc))"
)
_PLACED_ALONE = re.compile(
    r"(?P<at>dau tien|tren cung|o giua|giua|duoi cung|sau cung|cuoi cung|cuoi)(?!\w)(?=\s*(?:[:,]|thi\b|la\b))"
)
_REST = re.compile(
    rf"(?:(?:{_COUNT_}|cac|may|nhung)\s+)?(?:{THING}\s+)?con lai(?!\w)"
    rf"|(?:{_COUNT_}|cac|may|nhung)\s+(?:{THING}|thu)\s+(?:kia|khac|te|con lai)(?!\w)|(?:cac|may) {THING}(?=\s+(?:deu|thi deu))|ngoai ra(?!\w)"
)
_PARITY = re.compile(rf"(?:(?:{_COUNT}|cac|may|nhung)\s+)?{THING}\s+(?P<which>chan|le)(?!\w)")
_PARITIES = ("chẵn", "chan", "lẻ", "le")
_ALL = re.compile(
    rf"(?:tat ca|toan bo|het thay|(?<!\w)ca\s+(?:{_COUNT}(?!\w)|may|danh sach|lu))(?:\s+(?:cac|may))?(?:\s+{THING}(?!\w))?"
)
_COUNTED = re.compile(rf"{_COUNT}\s+(?!so\b){THING}(?!\w)(?P<back>\s+(?:no|do|ay|nay)(?!\w))?(?!\s+(?:\d|so\s+\d|thu\b|mot|hai|ba|bon|nam)(?!\w))")
_BARE_ORDINAL = re.compile(r"thu\s+(?P<th>nhat|hai|nhi|ba|tu|bon|nam)(?!\w)")
_BARE_WORD = re.compile(rf"(?P<word>mot|hai|ba|bon|nam)(?!\w)(?!\s+{THING}\b)(?!\s+so\b)")
_NEAR = 5
_CRITERION = re.compile(r"(?<![\w.])\d{1,4}(?:\.\d{1,3})+(?!\d)|(?<![\d,])\d+,\d+(?=\s*(?:diem|%|trieu|ty))|(?<!\d)0,\d+")
_WORDS_OF_NUMBERS = r"(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|linh|le|nghin|ngan|lo)"
_SPELLED = re.compile(
    rf"(?<!\w)(?:{_WORDS_OF_NUMBERS}\s+)*(?:muoi|tram|linh|nghin|ngan|chin|tam|khong)(?:\s+{_WORDS_OF_NUMBERS})+(?!\w)"
    rf"|(?<!\w)(?:mot|hai|ba|bon|nam|sau|bay)\s+(?:muoi|tram|nghin|ngan)(?!\w)"
    rf"|(?<!\w)(?:ngay|thang|phat hanh|gach|so van ban|mung|mong|nam)\s+(?:la\s+)?{_WORDS_OF_NUMBERS}(?:\s+{_WORDS_OF_NUMBERS})+(?!\w)"
)
_TRAILS = re.compile(r"\s*(?:$|[,;.&+\n]|va\b|voi\b|vs\b|roi\b|r\b|thoi\b|\d|nhe\b|nha\b|a\b|truoc\b|thi\b)")
_STILL = re.compile(r"(?<!\w)(?:con|chi|co|moi|duoc)\s+$")
_EXCEPT = re.compile(r"(?:chi\s+)?(?:ngoai tru|tru|ngoai)(?:\s+ra)?\s*$")
_OPENS = re.compile(
    r"(?:^|[,;.!?\n:(]|\s[-–])\s*(?:(?:da|con|rieng|va|thi|em|e|chi|moi|co|vang|la|ok|cho|trong|bot|oi|nay|ca|chi con|"
    r"anh|thua|bao cao|xong|roi|tu|duoc)\s+)*$"
)


MANY = 99
"""So many items at most: where nobody knows how many the list has."""


@dataclass(frozen=True)
class Mark:
    """Words from `start` to `end` that name `items`: numbers, or `rest`, all that no other mark names. `left_out`
    stands behind "trừ"; `of` is how many it counts, where it does ("hai cái"). `placed`: by its place, not by
    its number."""

    start: int
    end: int
    items: tuple[int, ...] = ()
    rest: bool = False
    all: bool = False
    left_out: bool = False
    of: int = 0
    placed: bool = False


def find_marks(lowered: str, letters: str, count: int, taken: list[tuple[int, int]]) -> list[Mark]:
    """The marks in a text, in order; `letters` is the text without diacritics, letter for letter. Nothing that
    overlaps a place in `taken` is one."""
    spelled = [each.span() for pattern in (_CRITERION, _SPELLED) for each in pattern.finditer(letters)]
    text = _without(letters, [*taken, *spelled])
    found: list[Mark] = []
    place = 0
    while place < len(text):
        mark = _mark_at(text, lowered, place, count, found)
        if mark is not None:
            found.append(mark)
        place = mark.end if mark else place + 1
    return _resolved(text, _joined(text, _sequences(text, lowered, count, found)), count)


def _without(letters: str, taken: list[tuple[int, int]]) -> str:
    for start, end in taken:
        letters = letters[:start] + "~" * (end - start) + letters[end:]
    return letters


def _mark_at(text: str, lowered: str, place: int, count: int, before: list[Mark]) -> Mark | None:
    if place and (text[place - 1].isalnum() or text[place - 1] in "/~%#("):
        return None
    if not (text[place].isalnum() or text[place] in "#("):
        return None
    return (
        _placed(text, lowered, place, count)
        or _rest(text, place)
        or _parity(text, lowered, place, count)
        or _whole(text, place, count)
        or _counted(text, lowered, place, before)
        or _single(text, place, count, bool(before), bool(before) and place - before[-1].end < _NEAR)
    )


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _SPOKEN[word]


def _placed(text: str, lowered: str, place: int, count: int) -> Mark | None:
    match = _PLACED.match(text, place)
    if match is None and _OPENS.search(text[:place]):
        match = _PLACED_ALONE.match(text, place)
    if match is None or lowered[slice(*match.span("at"))].startswith(("đâu", "sáu", "sâu")):
        return None
    given = match.groupdict().get("n")
    n, at = (_number(given) if given else 1), match["at"]
    if not given and (_OF_A_WHOLE.match(text, place) or text[:place].endswith("lam ")):
        return None
    if n >= count > 1 and given:
        return None
    if at in ("dau tien", "dau", "tren cung", "tren", "nhat", "truoc"):
        items = range(1, n + 1)
    elif count == MANY:
        return Mark(place, match.end(), of=n)
    elif "giua" in at:
        first = (count - n) // 2 + 1
        items = range(first, first + n) if (count - n) % 2 == 0 else range(0)
        items = range(2, count) if not given and match[0].startswith(("may", "cac", "nhung")) else items
    elif at in ("sau", "duoi") and not given and count > 2:
        items = range(count, count + 1)
    else:
        items = range(count - n + 1, count + 1)
    return Mark(place, match.end(), tuple(items), placed=True)


def _rest(text: str, place: int) -> Mark | None:
    match = _REST.match(text, place)
    return Mark(place, match.end(), rest=True) if match else None


def _parity(text: str, lowered: str, place: int, count: int) -> Mark | None:
    match = _PARITY.match(text, place)
    if match is None or lowered[slice(*match.span("which"))] not in _PARITIES:
        return None
    return Mark(place, match.end(), tuple(range(1 if match["which"] == "le" else 2, count + 1, 2)))


def _whole(text: str, place: int, count: int) -> Mark | None:
    match = _ALL.match(text, place)
    if match is None or _is_titled(text, match.end()):
        return None
    n = _number(match["n"]) if match["n"] else count
    if n != count:
        return Mark(place, match.end(), of=n)
    return Mark(place, match.end(), all=True, rest=True)


def _counted(text: str, lowered: str, place: int, before: list[Mark]) -> Mark | None:
    match = _COUNTED.match(text, place)
    if match is None or not _OPENS.search(text[:place]) or lowered[place:].startswith(("bà", "hải")):
        return None
    n = _number(match["n"])
    last = next((mark for mark in reversed(before) if mark.items), None)
    if match["back"] and last is not None and len(last.items) == n:
        return Mark(place, match.end(), last.items)
    return Mark(place, match.end(), of=n)


def _single(text: str, place: int, count: int, known: bool, is_listed: bool) -> Mark | None:
    match = _SINGLE.match(text, place)
    if match is None:
        return None
    word = match["th"] or match["word"] or match["a"] or match["b"]
    if match["word"] == "nam" and re.match(r"\s*(?:\d{4}|nay|sau|toi|ngoai|truoc)\b", text[match.end() :]):
        return None
    if not re.match(_AFTER_WORD, text[match.end() :]) and not re.match(r"[,.-]\s*\d{1,2}(?![/\d])", text[match.end() :]):
        return None
    number = _number(word)
    before = text[:place]
    if number == 0 or match["b"] and (word.startswith("0") or number > max(count, 9) and not known):
        return None
    if match["b"]:
        opens = _OPENS.search(before) is not None or text[place] in "#("
        counts = not re.match(_UNIT, text[match.end() :])
        if counts and (known and opens or is_listed) and _NEXT_WEEK.match(text, match.end()):
            counts = False
        if re.search(rf"(?:^|\W){_NOT_AN_ITEM}", before) or counts:
            return None
        if not opens and (number > count or not known and not _TRAILS.match(text, match.end())):
            return None
        if opens and not known and _STILL.search(before):
            return None
    elif match["a"] and match["thing"].startswith("so") and number > count and not _OPENS.search(before):
        return None
    elif match["word"] and not match["th"] and not re.match(_UNIT, text[match.end() :]):
        return None
    end = match.end()
    numbers = [number]
    if reach := _TO.match(text, end):
        last = _number(reach[1])
        if number < last <= max(count, number):
            numbers, end = list(range(number, last + 1)), reach.end()
    closing = re.match(r"\s*\)", text[end:])
    end += closing.end() if closing else 0
    return Mark(place, end, tuple(numbers))


def _sequences(text: str, lowered: str, count: int, found: list[Mark]) -> list[Mark]:
    """With the numbers spoken one by one: "một xong hai chưa", "thứ nhất thì nộp, thứ hai tui bận"."""
    spoken = list(_spoken_alone(text, lowered, count))
    numbers = {number for mark in spoken for number in mark.items}
    if not spoken:
        return found
    free = [mark for mark in spoken if not any(each.start < mark.end and mark.start < each.end for each in found)]
    known = {number for mark in found for number in mark.items}
    starts = 1 in numbers | known and len(numbers | known) > 1
    in_a_row = starts or (len(free) and all(_OPENS.search(text[: mark.start]) for mark in free[:1]) and len(free) > 1)
    if not in_a_row:
        return found
    fresh: list[Mark] = []
    for mark in free:
        if not set(mark.items) & (known | {n for each in fresh for n in each.items}):
            fresh.append(mark)
    return sorted([*found, *fresh], key=lambda mark: mark.start)


_WORDS_AS_TYPED = {"mot": ("một", "mot"), "hai": ("hai",), "ba": ("ba",), "bon": ("bốn", "bon"), "nam": ("năm", "nam")}


def _spoken_alone(text: str, lowered: str, count: int) -> Iterator[Mark]:
    ordinals = re.search(r"(?<!\w)(?:thu nhat|dau tien)(?!\w)", text) is not None
    for match in re.finditer(rf"(?<![\w~/]){_BARE_ORDINAL.pattern}", text):
        if ordinals and _OPENS.search(text[: match.start()]) and _SPOKEN[match["th"]] <= count:
            yield Mark(match.start(), match.end(), (_SPOKEN[match["th"]],))
    for match in re.finditer(rf"(?<![\w~/]){_BARE_WORD.pattern}", text):
        before, after = text[: match.start()], text[match.end() :]
        if re.search(r"(?:^|\W)(?:thu|nam|thang|tuan|may|quy|cuoi|dau|het|ca|hang|nua|chi|ong|co|anh)\s+$", before):
            continue
        typed = lowered[slice(*match.span())]
        if typed not in _WORDS_AS_TYPED[match["word"]] or not re.match(_UNIT, after) or _SPOKEN[match["word"]] > count:
            continue
        if re.match(r"\s*(?:thang|nam|muoi|tram|chuc|thu tuc|phan|nua|chut|the|luot|mach)\b", after):
            continue
        first, end = _SPOKEN[match["word"]], match.end()
        reach = _TO.match(text, end)
        last = _number(reach[1]) if reach and first < _number(reach[1]) <= count else first
        yield Mark(match.start(), reach.end() if reach and last > first else end, tuple(range(first, last + 1)))


def _joined(text: str, marks: list[Mark]) -> list[Mark]:
    """Numbers that stand in one list are one mark; what stands behind "trừ" is left out."""
    out: list[Mark] = []
    for mark in marks:
        if shut := _EXCEPT.search(text[: mark.start]):
            mark = replace(mark, left_out=True, start=mark.start - len(shut[0]))
        last = out[-1] if out else None
        between = text[last.end : mark.start] if last else ""
        if last and last.items and mark.items and not mark.left_out and _goes_with(last, between, mark):
            out[-1] = replace(last, end=mark.end, items=(*last.items, *mark.items))
        else:
            out.append(mark)
    return out


_JOINED = re.compile(r"\s*(?:(?:va|voi|vs|v|&|\+|lan|cung|roi den)\s*)?(?:ca\s+)?")
_LISTED = re.compile(r"\s*[,-]\s*")


def _goes_with(last: Mark, between: str, mark: Mark) -> bool:
    if _LISTED.fullmatch(between):
        return not last.placed and not mark.placed
    return _JOINED.fullmatch(between) is not None


def _resolved(text: str, marks: list[Mark], count: int) -> list[Mark]:
    """With what "hai cái" counts: those that no other mark names, or all, or nothing that one can tell."""
    named = {number for mark in marks for number in mark.items}
    left = count - len(named)
    out = []
    for mark in marks:
        if mark.of and named and mark.of == left:
            mark = replace(mark, rest=True, of=0)
        elif mark.of == count and not _is_titled(text, mark.end):
            mark = replace(mark, rest=True, all=True)
        out.append(mark)
    return out


_TELLS = re.compile(
    r"\s*(?:$|[,;.:]|(?:thi|la|deu|xong|roi|r|chua|da|dang|em|e|toi|tui|minh|gui|nop|cho|mai|hen|chieu|sang|thu|tren|duoi|"
    r"ay|nay|do|het|ok|trinh|vuong|khong|ko|can|cua|xin|de|hom|tuan|ngay|van|cung|phat hanh|giao)\b)"
)


def _is_titled(text: str, end: int) -> bool:
    """Whether what follows a count names a subject: "3 cái TTHC" may be three, or the third."""
    return _TELLS.match(text, end) is None
