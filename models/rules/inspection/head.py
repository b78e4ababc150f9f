"""The head of a page in its parts, whichever way its two columns were read (Decree 30/2020 annex I)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from models.rules.inspection.phrases import plain, tidy
from models.rules.inspection.title import type_at_the_beginning

HEAD_LETTERS, HEAD_LINES, LINE_LETTERS = 20_000, 60, 400
"""What is looked at of a page: its first lines, and of each its first letters."""

_GAP = r"[\s.…_-]"
_DIGITS = r"[\dlio|]"
_MOTTO = re.compile(
    r"c[o0]ng\s{0,3}h[o0]a\s{0,3}xa\s{0,3}h[o0]i(?:\s{0,3}chu\s{0,3}nghia\s{0,3}viet\s{0,3}nam|.*)"
    r"|d[o0]c\s{0,3}lap\W{0,5}tu\s{0,3}do(?:\W{0,5}hanh\s{0,3}phuc|.*)"
    r"|dang\s{0,3}cong\s{0,3}san\s{0,3}viet\s{0,3}nam"
)
_DATE = re.compile(
    rf"(?<!\w)ngay{_GAP}{{0,40}}(?P<d>{_DIGITS}{{1,2}})?{_GAP}{{0,40}}thang{_GAP}{{0,40}}(?P<m>{_DIGITS}{{1,2}})?"
    rf"{_GAP}{{0,40}}nam{_GAP}{{0,20}}(?P<y>{_DIGITS}{{4}})?(?=\W*$|\s{{3}})"
    rf"|(?<=, )ngay\s{{0,3}}(?P<d2>\d{{1,2}})\s?[/.-]\s?(?P<m2>\d{{1,2}})\s?[/.-]\s?(?P<y2>\d{{4}})(?=\W*$)"
)
_SIGN = r"[a-z]{2,12}(?:\s{0,2}[-–/&.]\s{0,2}[a-z]{1,12}){0,5}"
_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s{0,2}/\s{0,2})?"
_NUMBER = re.compile(
    rf"(?<!\w)s[o06]\s{{0,3}}[:;.]?\s{{0,40}}(?P<n>\d{{1,5}}[a-z]?)?[\s.…_]{{0,60}}/\s{{0,5}}{_YEAR}(?P<sign>{_SIGN})"
    rf"|(?<!\w)s[o06]\s{{0,3}}[:;.]?\s{{0,40}}(?P<n2>\d{{1,5}})\s{{0,3}}-\s{{0,3}}(?P<sign2>{_SIGN})"
)
_NUMBER_ALONE = re.compile(
    rf"^\W{{0,3}}(?P<n>\d{{1,5}}[a-z]?)\s{{0,3}}/\s{{0,3}}{_YEAR}(?P<sign>{_SIGN})\W*$"
)
# A narrow column breaks the number, the date, the state's name and the motto in two.
_BROKEN = re.compile(
    r"^\W{0,3}s[o06]\s?[:;.]?\s{0,20}\d{0,5}\W{0,3}$"
    r"|,\s?ngay(?:\s{0,3}\d{1,2}\s{0,3}thang\s{0,3}\d{1,2}(?:\s{0,3}nam)?)?\W{0,3}$"
    r"|xa\s{0,3}h[o0]i\s{0,3}chu\s{0,3}nghia\W{0,3}$|tu\s{0,3}do\W{0,5}hanh\W{0,3}$"
)
_OTHER_HALF = re.compile(r"\d|/|thang(?!\w)|nam\s{0,3}\d{4}\W*$|viet\s{0,3}nam\W*$|phuc\W*$")
_BODY = re.compile(
    r"[\W_]*(?:can cu|kinh gui|dieu 1\W|(?:i|1|a)[.)/](?:\s|$)|phan (?:i|1|thu nhat)\W"
    r"|(?:chuong|muc) (?:i|1)\W)"
)


@dataclass
class Head:
    """The left column and the title, line by line, without number, date and motto; and what these say.

    number: the digits, "" where blank; symbol "" where there is no number at all. above: how many of `lines`
    stand above the number.
    """

    lines: list[str] = field(default_factory=list)
    number: str = ""
    symbol: str = ""
    year: str = ""
    is_of_the_party: bool = False
    above: int | None = None
    dated: date | None = None
    day_blank: bool = False
    month_year: str = ""
    has_date: bool = False


def read_head(page: str) -> Head:
    """The head of a page (NFC, lines kept)."""
    head = Head()
    below_title = False
    for line in _lines(page):
        if _BODY.match(plain(line)):
            break
        line = _without_number(_without_motto(line), head)
        head.lines.append(line if below_title and head.above is not None else _without_date(line, head))
        below_title = below_title or type_at_the_beginning(line) is not None
    if not head.symbol:
        _find_number_alone(head)
    return head


def _lines(page: str) -> Iterator[str]:
    """The first lines; what breaks off, behind "Số:" or in the date, with its other half."""
    broken = ""
    for line in tidy(page[:HEAD_LETTERS]).splitlines()[:HEAD_LINES]:
        line = line[:LINE_LETTERS].strip()
        if broken and not line:
            continue
        if broken and _OTHER_HALF.match(plain(line)):
            line = f"{broken} {line}"
        elif broken:
            yield broken
        broken = line if _BROKEN.search(plain(line)) else ""
        if not broken:
            yield line
    yield broken


def _without_motto(line: str) -> str:
    """The line without the state's name and motto, or the party's; what follows them stands behind a wide gap."""
    letters = plain(line)
    for match in reversed(list(_MOTTO.finditer(letters))):
        line = f"{line[: match.start()]}   {line[match.end() :]}"
    return line


def _without_number(line: str, head: Head) -> str:
    if head.symbol:
        return line
    match = _NUMBER.search(plain(line))
    if match is None or not _is_its_own(line, match):
        return line
    _take_number(line, match, head)
    head.above = len(head.lines)
    return f"{line[: match.start()]}   {line[match.end() :]}"


def _is_its_own(line: str, match: re.Match[str]) -> bool:
    """Whether "Số" opens a column, with a capital: in a sentence it is another document's."""
    before = line[: match.start()]
    return line[match.start()] == "S" and (not before.strip(" |[](*#") or before.endswith(("  ", "| ")))


def _take_number(line: str, match: re.Match[str], head: Head) -> None:
    found = match.groupdict()
    sign = "sign" if found["sign"] else "sign2"
    head.number = (found["n"] or found.get("n2") or "").upper()
    head.year = found.get("year") or ""
    head.is_of_the_party = sign == "sign2"
    head.symbol = re.sub(r"\s", "", line[slice(*match.span(sign))]).strip(".")


def _find_number_alone(head: Head) -> None:
    """A number on a line of its own whose "Số:" was not read."""
    for n, line in enumerate(head.lines):
        match = _NUMBER_ALONE.match(plain(line))
        if match:
            _take_number(line, match, head)
            head.above, head.lines[n] = n, ""
            return


def _without_date(line: str, head: Head) -> str:
    match = None if head.has_date else _DATE.search(plain(line))
    if match is None:
        return line
    start = _start_of_place(line, match.start())
    if start is None:
        return line
    _take_date(match, head)
    return f"{line[:start]}   {line[match.end() :]}".rstrip()


def _start_of_place(line: str, end: int) -> int | None:
    """Where the name of the place before ", ngày" begins; None where a sentence goes before."""
    before = line[:end].rstrip()
    if not before:
        return 0
    if not before.endswith((",", ".", ";")):
        return end if line[:end].endswith("   ") else None
    words = list(re.finditer(r"\S+", before))[-4:]
    start = end
    for word in reversed(words):
        name = word[0].rstrip(",.;")
        if name and not (name[0].isupper() and name[1:].islower()):
            break
        start = word.start()
        if line[:start].endswith("  "):
            break
    return start


def _take_date(match: re.Match[str], head: Head) -> None:
    day, month, year = (_digits(match[key] or match[f"{key}2"] or "") for key in ("d", "m", "y"))
    head.has_date = True
    head.day_blank = not day
    if year and month:
        head.month_year = f"{int(month):02d}/{year}"
    if year and month and day:
        try:
            head.dated = date(int(year), int(month), int(day))
        except ValueError:
            head.dated = None


def _digits(seen: str) -> str:
    """What OCR took for letters as the digits they are."""
    return seen.translate(str.maketrans("lio|", "1101"))
