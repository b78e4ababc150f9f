"""Document numbers in what was typed (Decree 30/2020 arts. 8, 15, annex III), and the day each one bears."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.rules.document_types import KINDS
from models.rules.letters import bare
from models.rules.reading.spoken import Symbol, runs, symbol_at
from models.rules.zone import day_of

OTHER_SIGNS = "TC HĐ BGN BTT GUQ GGT GNP PG PC PB SY TrS SL PXL TXL NĐ TT TTLT HĐND UBND ĐU BCĐ VP TU MTTQ"

CITING = (
    "theo|can cu|thuc hien|tra loi|phuc dap|yeu cau tai|(?<!da )(?<!em )(?<!vua )tai|"
    "hoi ve|gop y|chieu|tren co so|nhan duoc|van de"
)
"""What stands before a document that is somebody else's, only referred to."""

REPLACED = (
    "ban cu|thay(?! bang)|khong phai|khong phai la|k phai|ko phai|hok phai|kp|thay cho|thay the(?! bang)|"
    "thay the cho|(?<!chi )huy|bo|so cu"
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
_ORGAN = r"(?:ubnd|hdnd|du|tu|mttq|bcd|vp|skhcn|snv|stc|stp|kt|tp|nc|vhxh)"
_ABBREVIATED = "[b-df-hj-np-tv-xz]"
_BEHIND = rf"(?:[-–/&][a-z&]+|\.(?:ubnd|hdnd|{_ABBREVIATED}{{2,8}})(?!\w))*"
"""What follows in a symbol: after a dot only what no word of the next sentence is, letters without a vowel."""
_ORGANS_IN_ONE = {"vpubnd", "vphdnd"}
_FILE_CODE = re.compile(r"(?<!\w)[\w.]{0,40}\w[.-]?\d{6}-\d{3,5}(?!\w)")
_N = r"(?:\d{1,2}\.\d{3}|\d{1,5})"
"""A number, its thousands with a dot or without."""
_FULL = re.compile(
    rf"(?:(?<![\w/.])|(?<=\b(?:bc|kh|qd|tb|cv|bb|nq|so)))(?P<n>{_N})\s*(?:/\s*|(?=(?:{_SIGN})\s?-\s?{_ORGAN}))"
    rf"(?:(?P<year>(?:19|20)\d\d)\s*/\s*)?"
    rf"(?P<sign>(?:{_SIGN})(?!\w)(?:\s+(?:ubnd|hdnd)(?!\w))?(?:\s*[-–/&]\s*{_ORGAN}(?!\w))*{_BEHIND}"
    rf"|(?:{_SIGN})(?:ubnd|hdnd)(?!\w){_BEHIND}"
    rf"|[a-z]{{2,10}}(?:[-–&][a-z]{{1,10}}|\.{_ABBREVIATED}{{2,8}}(?!\w))+"
    rf"|(?!thg|ngh|ngg|knh){_ABBREVIATED}{{3,10}}(?!\w))"
)
_PARTY = re.compile(rf"(?<![\w/])(?P<n>\d{{1,5}})\s*-\s*(?P<sign>(?:{_SIGN})/[a-z]{{2,6}})(?!\w)")
_NOT_A_NUMBER = (
    r"(?!\s*(?:thang|ngay(?!\s+(?:(?:hom|mong|mung|hai|muoi|ba|di|ky)\s+)?(?:\d|nay|muoi|hai|ba))|nam(?!\s*20)|tuan"
    r"|quy|hom(?! nay| qua| \d| thu)|gio|h\b|phan|muc|%|viec|van ban|ho so|don vi|trieu|ty|dong|nguoi|ho\b|lan))"
    r"(?![/:-]*\d)(?!\.\d)(?![\w/])"
)
_UNNUMBERED = "mau bieu muc luc chi xom cau phong dot ho mot tong con"
_NOT_NUMBERED = "".join(rf"(?<!\b{thing} )" for thing in _UNNUMBERED.split(" "))
"""Forms, items and rooms have a "số" that is no document's."""
_YEARS = r"(?!20[0-3]\d(?!\w))"
_SO = (
    rf"{_NOT_NUMBERED}(?<!ho so )(?<!cua )so"
    r"(?:\s+(?:dung|hieu|di|phat hanh|cong van|van ban|vb|bao cao|ke hoach|quyet dinh)){0,3}"
    r"(?:\s*:\s*|\s+(?:(?:la|moi la|that la)\s+)?)"
)
_ABBREVIATION = r"(?:bc|kh|qd|tb|cv|bb|nq|ttr|gm|ct|pa)"
_LENGTH = "(?<!tre )(?<!qua )(?<!cham )(?<!muon )(?<!con )(?<!sau )(?<!them )(?<!xin )(?<!han )"
_DATED = r"(?=,?\s+(?:ky\s+|di\s+)?(?:ngay|ng\.?)\s+(?:hom nay|\d{1,2}\s*(?:[/.-]\s*\d|thang\s)))"
_ALONE = r"(?=\W*(?:nhe|nha|nghen|nghe|do|ne|day)\s*(?:[,.!]|\W*$))"
_SHORT = r"\d{2,5}|\d\.\d{3}"
_LOOSE = re.compile(
    rf"(?:(?<!\w)(?:so\s+)?(?P<kind>{_LOOSE_KIND})\s+(?:(?:(?<=van )|(?<=cv ))di\s+)?(?:so\s+(?:la\s+)?)?"
    rf"{_YEARS}(?P<kn>\d{{1,4}}|\d\.\d{{3}}|(?<=so )\d{{5}})"
    rf"|(?<!\w)(?:so\s+)?(?P<glued>{_ABBREVIATION})-?{_YEARS}(?P<gn>\d{{2,4}})(?:-(?P<by>ubnd|hdnd))?"
    rf"|(?<!\w){_SO}(?P<sn>{_SHORT})"
    rf"|(?<!\w)(?:so|{_LOOSE_KIND})(?:\s+[a-z]+,?){{0,4}}\s?:\s*(?P<cn>{_SHORT})(?=\W*(?:$|[,.;]|ngay))"
    rf"|(?<!\w)(?:van ban|vb|vbd|tlxl|doc)(?:\s+di)?\s*:?\s*(?:so\s+)?{_YEARS}(?P<vn>{_SHORT})"
    rf"|(?<=#)(?P<hn>\d{{2,5}})"
    rf"|(?<![\w/.,:-]){_LENGTH}(?P<dn>\d{{3,5}}|\d\.\d{{3}}|(?<=la )\d\d){_DATED}"
    rf"|^\W*(?:(?:da|thi day)\W+)*(?P<an>3[2-9]|[4-9]\d|\d{{3,5}}|\d\.\d{{3}}){_ALONE}"
    rf")(?!\w){_NOT_A_NUMBER}"
)
_LEADS = re.compile(
    rf"(?<!\w)(?:(?<!\bma )(?:so\s+)?(?P<kind>{_LOOSE_KIND})\s+(?:di\s+)?(?:so\s+(?:la\s+)?)?"
    rf"|{_SO}|(?:van ban|vb)\s+(?:so\s+)?"
    r"|so(?:\s+(?!tiep nhan|ho so|dien thoai|tai khoan|tien|luong|lieu|nguoi)\w+){1,4}\s+(?:la|thi)\s+)$"
)
_LEAD = 80
"""How far before a number what leads to it is looked for, in letters."""
_FAR = 200
"""How far before a number words say what it is mentioned for, in letters."""
_SPOKEN_KINDS = {name: sign.casefold() for name, sign in KINDS.items()}
_COUNTED = re.compile(
    r"\s*(?:thang|ngay(?! (?:di|ky|hom|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|mong|mung|\d))|tuan|quy"
    r"|gio|phut|phan|cham|phay|viec|van ban|ho so|ho\b|nguoi|xom|thon|trieu|ty|dong|lan"
    r"|cai|muc|thu tuc|phieu|don vi|buoi|trang|hom nua)"
)
_SPOKEN_DAY = re.compile(
    r",? (?:ky )?ngay (?:ky |di )?(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|mong|mung|ham|\d)"
)
_IN_A_DATE = re.compile(r"(?<!\w)(?:thang|ngay|hom|mong|mung|nam|luc)\s+$")
_OPENING = re.compile(r"\W*(?:(?:da|vang|u)\W+)*")
_COUNTED_BY = ("kn", "gn", "sn", "vn", "hn", "cn", "dn", "an")
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
_NO_LONGER = re.compile(
    r"(?: ngay(?: \w+){1,7}?)?\s*(?:cu(?!\w)|(?:nhung )?bi (?:thu hoi|huy)|nam ngoai|khong tinh"
    r"|(?:ghi |danh |go )?nham|nam nay la so"
    r"|(?:duoc )?(?:sua|doi|thay)(?: doi| lai)? thanh"
    r"|(?:la |thi )?(?:cai |ban |so )cu(?!\w)"
    r"|la (?:ban (?:20\d\d|thang|nam)|cua nam)|la (?:bc|bao cao) thang truoc)"
)
_OF_OTHERS = re.compile(
    r"\s*(?:cua (?:so|tinh|huyen|bo|ubnd tinh)|la cua (?:doan|dang|quan su|giay moi|\w+ \w+ khac)"
    r"|ben \w+(?: \w+)?, con)(?!\w)"
)
_SENT_BY = re.compile(
    r"(?<!\w)(?:gui|nop|di|bao cao|phe duyet|an vtvl|kem)(?: (?!bao cao|mau|dung|ket qua|yeu cau)\w+){0,4}?"
    rf" (?:theo|tai){_BEFORE}"
)
_OF_A_DEPARTMENT = re.compile(r"/S[A-Z]{2,}")


def flat(text: str) -> str:
    """`text` without marks, letter for letter: the same length, so that places agree."""
    return "".join(folded if len(folded := bare(each)) == 1 else each for each in text)


def mentions(lowered: str, now: datetime) -> list[Mention]:
    """The documents mentioned in a lower-case composed text, in order; no file codes."""
    letters = flat(lowered)
    found: list[Mention] = []
    taken = bytearray(len(letters))
    for start, end in file_codes(lowered):
        _take(taken, start, end)
    for pattern, spell in ((_FULL, _full), (_PARTY, _party), (_LOOSE, _loose)):
        for match in pattern.finditer(letters):
            if any(taken[match.start() : match.end()]):
                continue
            end, day = _dated(letters, match.end(), now)
            _take(taken, match.start(), end)
            document = Document(spell(match, lowered), day)
            role = _role(letters, match.start(), end, document.number)
            found.append(Mention(match.start(), end, document, role))
    for start, end, number in _spoken(lowered, letters):
        if not any(taken[start:end]):
            _take(taken, start, end)
            found.append(Mention(start, end, Document(number, None), _role(letters, start, end, number)))
    return sorted(found, key=lambda each: each.start)


def _take(taken: bytearray, start: int, end: int) -> None:
    """Marks letters that belong to a number already."""
    taken[start:end] = bytes([1]) * (end - start)


def file_codes(lowered: str) -> list[tuple[int, int]]:
    """Where one-stop file codes stand: they are no document numbers."""
    return [match.span() for match in _FILE_CODE.finditer(flat(lowered))]


def _full(match: re.Match[str], typed: str) -> str:
    year = f"{match['year']}/" if match["year"] else ""
    return f"{_undotted(match['n'])}/{year}{_symbol(typed[slice(*match.span('sign'))])}"


def _party(match: re.Match[str], typed: str) -> str:
    return f"{match['n']}-{_symbol(typed[slice(*match.span('sign'))])}"


def _loose(match: re.Match[str], _: str) -> str:
    number = _undotted(next(filter(None, map(match.__getitem__, _COUNTED_BY))))
    sign = _SIGN_OF_KIND.get(match["kind"] or match["glued"] or "", "CV")
    by = f"-{_SPELLED_SIGNS[match['by']]}" if match["by"] else ""
    return number if sign == "CV" else f"{number}/{sign}{by}"


def _spoken(lowered: str, letters: str) -> Iterator[tuple[int, int, str]]:
    """Numbers said in words that are a document's: where they stand with what names them, and the number."""
    for start, end, digits in runs(lowered):
        lead = _LEADS.search(letters, max(0, start - _LEAD), start)
        symbol = symbol_at(lowered, end, _SPOKEN_KINDS)
        if not _is_of_a_document(letters, (start, end), digits, lead, symbol):
            continue
        sign = _SIGN_OF_KIND.get((lead and lead["kind"]) or "", "CV")
        behind = "" if sign == "CV" else f"/{sign}"
        if symbol:
            end, behind = symbol.end, _spelled(symbol)
        yield lead.start() if lead else start, end, f"{digits}{behind}"


def _is_of_a_document(
    letters: str, span: tuple[int, int], digits: str, lead: re.Match[str] | None, symbol: Symbol | None
) -> bool:
    """Whether a number said in words is a document's: by what leads to it, its symbol, or the day behind it."""
    start, end = span
    words, behind = len(letters[start:end].split()), letters[end:]
    if not 2 <= len(digits) <= 5 or (lead is None and _IN_A_DATE.search(letters[:start])):
        return False
    is_year = 2020 <= int(digits[-4:]) < 2040 or letters.startswith("nam hai", start)
    if is_year and (lead is None or "so" not in lead[0].split()):
        return False
    has_day = _SPOKEN_DAY.match(behind) is not None
    if symbol:
        return symbol.separated or lead is not None or words > 2 or has_day
    if _COUNTED.match(behind):
        return False
    if lead:
        return words > 1 or lead["kind"] is None
    if len(digits) < 3:
        return words > 1 and has_day and re.search(r"(?:^|[,.:;]\s*|\bla )$", letters[:start]) is not None
    opens = _OPENING.fullmatch(letters[:start]) is not None and re.match(r",|\s*$", behind) is not None
    return words > 1 and (has_day or opens)


def _spelled(symbol: Symbol) -> str:
    """The symbol of letters by name: "bcvhxh" is BC-VHXH."""
    parts = [part for part in symbol.parts if part != "cv"]
    if not parts:
        return ""
    for sign in sorted(_SPELLED_SIGNS, key=len, reverse=True):
        if parts[0].startswith(sign) and len(sign) > 1:
            parts[:1] = [part for part in (sign, parts[0][len(sign) :]) if part]
            break
    return "/" + "-".join(_SPELLED_SIGNS.get(part, part.upper()) for part in parts)


def _undotted(number: str) -> str:
    return number.replace(".", "")


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


def _role(letters: str, start: int, end: int, number: str) -> MentionKind:
    before = letters[max(0, start - _FAR) : start]
    before = before if before.endswith(" ") else before + " "
    if _REPLACED.search(before) or _NO_LONGER.match(letters, end):
        return MentionKind.REPLACED
    if _SUPERIOR.search(number) or _OF_OTHERS.match(letters, end):
        return MentionKind.CITED
    ours = _ISSUED_BY.search(before) or (_SENT_BY.search(before) and not _OF_A_DEPARTMENT.search(number))
    return MentionKind.CITED if _CITED.search(before) and not ours else MentionKind.NAMED
