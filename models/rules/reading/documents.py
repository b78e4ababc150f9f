"""Document numbers in what was typed (Decree 30/2020 arts. 8, 15, annex III), and the day each one bears."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.rules.reading.fold import bare
from models.rules.zone import day_of

KINDS: dict[str, str] = {
    "nghị quyết": "NQ",
    "quyết định": "QĐ",
    "chỉ thị": "CT",
    "quy chế": "QC",
    "quy định": "QyĐ",
    "thông báo": "TB",
    "hướng dẫn": "HD",
    "chương trình": "CTr",
    "kế hoạch": "KH",
    "phương án": "PA",
    "đề án": "ĐA",
    "dự án": "DA",
    "báo cáo": "BC",
    "biên bản": "BB",
    "tờ trình": "TTr",
    "công điện": "CĐ",
    "giấy mời": "GM",
    "công văn": "CV",
}
"""The document types of Decree 30/2020 annex III, and the letter, which has no abbreviation there."""

OTHER_SIGNS = "TC HĐ BGN BTT GUQ GGT GNP PG PC PB SY TrS SL PXL NĐ TT TTLT HĐND UBND ĐU BCĐ VP TU MTTQ"

CITING = (
    "theo|can cu|thuc hien|tra loi|phuc dap|yeu cau tai|(?<!da )(?<!em )(?<!vua )tai|"
    "hoi ve|gop y|chieu|tren co so|nhan duoc|van de"
)
"""What stands before a document that is somebody else's, only referred to."""

REPLACED = (
    "ban cu|thay(?! bang)|khong phai|khong phai la|k phai|ko phai|hok phai|kp|thay cho|thay the(?! bang)|"
    "thay the cho|huy|bo|so cu"
)
"""What stands before a number that no longer holds."""


class MentionKind(StrEnum):
    """What a number is mentioned for."""

    NAMED = "named"
    CITED = "cited"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Document:
    """A document by its number and symbol ("25/KH-UBND"; "25/KH" or "66" as far as typed) and its date."""

    number: str
    date: date | None


@dataclass(frozen=True)
class Mention:
    """Where in the text a document stands, and what for; `end` includes its date."""

    start: int
    end: int
    document: Document
    kind: MentionKind


def _alternatives(names: Iterator[str] | list[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_SIGN_OF_KIND = {bare(name): sign for name, sign in KINDS.items()}
_SIGN_OF_KIND |= {bare(sign): sign for sign in KINDS.values()} | {"qyd": "QyĐ", "ke hach": "KH"}
_SIGNS = [*OTHER_SIGNS.split(), *KINDS.values()]
_SPELLED_SIGNS = {bare(sign): sign for sign in _SIGNS} | {sign.casefold(): sign for sign in _SIGNS}
_KIND = _alternatives(list(_SIGN_OF_KIND))
_LOOSE_KIND = _alternatives([kind for kind in _SIGN_OF_KIND if kind != "da"])
"""Without the abbreviation of "dự án", which "dạ" looks like."""
_SIGN = _alternatives([bare(sign) for sign in _SIGNS])
_ORGAN = r"(?:ubnd|hdnd|du|tu|mttq|bcd|vp|skhcn|snv|stc|stp)"
_ABBREVIATED = "[b-df-hj-np-tv-xz]"
_BEHIND = rf"(?:[-–/&][a-z&]+|\.(?:ubnd|hdnd|{_ABBREVIATED}{{2,8}})(?!\w))*"
"""What follows in a symbol: after a dot only what no word of the next sentence is, letters without a vowel."""
_ORGANS_IN_ONE = {"vpubnd", "vphdnd"}
_FILE_CODE = re.compile(r"(?<!\w)[\w.]*\w[.-]?\d{6}-\d{3,5}(?!\w)")
_FULL = re.compile(
    rf"(?:(?<![\w/])|(?<=\b(?:bc|kh|qd|tb|cv|bb|nq|so)))(?P<n>\d{{1,5}})\s*(?:/\s*|(?=(?:{_SIGN})\s?-\s?{_ORGAN}))"
    rf"(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?"
    rf"(?P<sign>(?:{_SIGN})(?!\w)(?:\s+(?:ubnd|hdnd)(?!\w))?(?:\s*[-–/&]\s*{_ORGAN}(?!\w))*{_BEHIND}"
    rf"|(?:{_SIGN})(?:ubnd|hdnd)(?!\w){_BEHIND}"
    rf"|[a-z]{{2,10}}(?:[-–&][a-z]{{1,10}}|\.{_ABBREVIATED}{{2,8}}(?!\w))+"
    rf"|{_ABBREVIATED}{{5,10}}(?!\w))"
)
_PARTY = re.compile(rf"(?<![\w/])(?P<n>\d{{1,5}})\s*-\s*(?P<sign>(?:{_SIGN})/[a-z]{{2,6}})(?!\w)")
_NOT_A_NUMBER = (
    r"(?!\s*(?:thang|ngay|nam(?!\s*20)|tuan|quy|hom|gio|h\b|phan|muc|%|viec|van ban|ho so|don vi))"
    r"(?![\w/.:-]*\d)"
)
_UNNUMBERED = "mau bieu muc luc chi xom cau phong dot"
_NOT_NUMBERED = "".join(f"(?<!{thing} )" for thing in _UNNUMBERED.split(" "))
"""Forms, items and rooms have a "số" that is no document's."""
_LOOSE = re.compile(
    rf"(?<!\w)(?:(?P<kind>{_LOOSE_KIND})\s+(?:so\s+)?(?P<kn>\d{{1,3}}|(?<=so )\d{{4,5}})"
    rf"|{_NOT_NUMBERED}so\s+(?:dung\s+)?(?:la\s+|moi la\s+|van ban\s+)?(?P<sn>\d{{2,5}}))(?!\w){_NOT_A_NUMBER}"
)
_DATE = re.compile(
    r"\s*[,(]?\s*(?P<word>(?:(?:ky|ban hanh|phat hanh|de)\s*(?:ngay|ng\.?)?|ngay|ng\.?)\s*)?"
    r"(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>(?:20)?\d\d))?"
    r"|(?P<d2>\d{1,2})\s+thang\s+(?P<m2>\d{1,2})(?:\s+nam\s+(?P<y2>20\d\d))?)(?![\w/])"
)
_BEFORE = rf"\s+(?:(?:{_KIND}|nghi dinh|thong tu|luat|van ban|vb|so|bang)\s+)*$"
_SUPERIOR = re.compile(r"/(?:19|20)\d\d/|-CP$|/QH\d*$")
_ISSUED_BY = re.compile(rf"(?<!\w)(?:ban hanh|phe duyet|phat hanh|cong bo|kien toan) tai{_BEFORE}")
_CITED = re.compile(rf"(?<!\w)(?:{CITING}){_BEFORE}")
_REPLACED = re.compile(rf"(?<!\w)(?:{REPLACED}){_BEFORE}")


def flat(text: str) -> str:
    """`text` without marks, letter for letter: the same length, so that places agree."""
    return "".join(folded if len(folded := bare(each)) == 1 else each for each in text)


def mentions(lowered: str, now: datetime) -> list[Mention]:
    """The documents mentioned in a lower-case composed text, in order; no file codes."""
    letters = flat(lowered)
    found: list[Mention] = []
    taken = [match.span() for match in _FILE_CODE.finditer(letters)]
    for pattern, spell in ((_FULL, _full), (_PARTY, _party), (_LOOSE, _loose)):
        for match in pattern.finditer(letters):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            end, day = _dated(letters, match.end(), now)
            taken.append((match.start(), end))
            document = Document(spell(match, lowered), day)
            role = MentionKind.CITED if _SUPERIOR.search(document.number) else _role(letters, match.start())
            found.append(Mention(match.start(), end, document, role))
    return sorted(found, key=lambda each: each.start)


def file_codes(lowered: str) -> list[tuple[int, int]]:
    """Where one-stop file codes stand: they are no document numbers."""
    return [match.span() for match in _FILE_CODE.finditer(flat(lowered))]


def _full(match: re.Match[str], typed: str) -> str:
    year = f"{match['year']}/" if match["year"] else ""
    return f"{match['n']}/{year}{_symbol(typed[slice(*match.span('sign'))])}"


def _party(match: re.Match[str], typed: str) -> str:
    return f"{match['n']}-{_symbol(typed[slice(*match.span('sign'))])}"


def _loose(match: re.Match[str], _: str) -> str:
    if match["kind"] is None:
        return match["sn"]
    sign = _SIGN_OF_KIND[match["kind"]]
    return match["kn"] if sign == "CV" else f"{match['kn']}/{sign}"


def _symbol(typed: str) -> str:
    """The symbol "qd ubnd" as QĐ-UBND: official abbreviations restored, one hyphen after a kind of document."""
    joined = re.sub(r"(?<=\w)[-\s]*(ubnd|h[dđ]nd)$", r"-\1", typed)
    joined = typed if bare(typed) in _ORGANS_IN_ONE else joined
    joined = re.sub(r"\s+", "-", re.sub(r"\s*([-/&])\s*", r"\1", joined))
    return re.sub(r"[a-zđ]+", lambda part: _SPELLED_SIGNS.get(part[0], part[0].upper()), joined)


def _dated(letters: str, end: int, now: datetime) -> tuple[int, date | None]:
    """Where the mention ends with its date, and the date; a day without a year is the nearest one."""
    match = _DATE.match(letters, end)
    if match is None or not (match["word"] or match["y"]):
        return end, None
    day, month, year = (match[key] or match[f"{key}2"] for key in ("d", "m", "y"))
    try:
        if year:
            return match.end(), date(int(year) % 100 + 2000, int(month), int(day))
        return match.end(), _latest(int(day), int(month), day_of(now))
    except ValueError:
        return end, None


def _latest(day: int, month: int, today: date) -> date:
    """The last day of that name up to today: a document is not dated ahead."""
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    return date(year, month, day)


def _role(letters: str, start: int) -> MentionKind:
    before = letters[:start] if letters[:start].endswith(" ") else letters[:start] + " "
    if _REPLACED.search(before):
        return MentionKind.REPLACED
    return MentionKind.CITED if _CITED.search(before) and not _ISSUED_BY.search(before) else MentionKind.NAMED
