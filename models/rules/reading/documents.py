"""Document numbers in what was typed (Decree 30/2020 arts. 8, 15, annex III), and the day each one bears."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.rules.document_types import KINDS
from models.rules.letters import bare
from models.rules.reading.days import exact, latest
from models.rules.reading.lexicon import patterns
from models.rules.reading.numerals import Symbol, runs, symbol_at
from models.rules.zone import day_of

_OTHER_SIGNS = "TC HĐ BGN BTT GUQ GGT GNP PG PC PB SY TrS SL PXL TXL NĐ TT TTLT HĐND UBND ĐU BCĐ VP TU MTTQ"


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


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


_SIGN_OF_KIND = {bare(name): sign for name, sign in KINDS.items()}
_SIGN_OF_KIND |= {bare(sign): sign for sign in KINDS.values()} | {"qyd": "QyĐ", "ke hach": "KH"}
_SIGNS = [*_OTHER_SIGNS.split(), *KINDS.values()]
_SPELLED_SIGNS = {bare(sign): sign for sign in _SIGNS} | {sign.casefold(): sign for sign in _SIGNS}
_RE = patterns(
    "documents",
    {
        "SIGN": _alternatives(map(bare, _SIGNS)),
        "KIND": _alternatives(_SIGN_OF_KIND),
        # Without the abbreviation of "dự án", which "dạ" looks like.
        "LOOSE-KIND": _alternatives(kind for kind in _SIGN_OF_KIND if kind != "da"),
    },
)
_ORGANS_IN_ONE = {"vpubnd", "vphdnd"}
_LEAD, _FAR = 80, 200
"""How far before a number, in letters, what leads to it is looked for, and what says what it is mentioned for."""
_SPOKEN_KINDS = {name: sign.casefold() for name, sign in KINDS.items()}
_COUNTED_BY = ("kn", "gn", "sn", "vn", "hn", "cn", "dn", "an")


def flat(text: str) -> str:
    """`text` without marks, letter for letter: the same length, so that places agree."""
    return "".join(folded if len(folded := bare(each)) == 1 else each for each in text)


def mentions(lowered: str, now: datetime) -> list[Mention]:
    """The documents mentioned in a lower-case composed text, in order; no file codes."""
    letters = flat(lowered)
    found: list[Mention] = []
    taken = bytearray(len(letters))
    for start, end in file_codes(lowered):
        taken[start:end] = b"x" * (end - start)
    for start, end, number in _numbers(lowered, letters):
        if not any(taken[start:end]):
            behind, day = _dated(letters, end, now)
            taken[start:behind] = b"x" * (behind - start)
            role = _role(letters, start, behind, number)
            found.append(Mention(start, behind, Document(number, day), role))
    return sorted(found, key=lambda each: each.start)


def _numbers(lowered: str, letters: str) -> Iterator[tuple[int, int, str]]:
    """Where numbers stand, and how they are written: the surest forms first."""
    for pattern, spell in ((_RE.full, _full), (_RE.party, _full), (_RE.loose, _loose)):
        for match in pattern.finditer(letters):
            yield *match.span(), spell(match, lowered)
    yield from _spoken(lowered, letters)


def file_codes(lowered: str) -> list[tuple[int, int]]:
    """Where one-stop file codes stand: they are no document numbers."""
    return [match.span() for match in _RE.file_code.finditer(flat(lowered))]


def _full(match: re.Match[str], typed: str) -> str:
    said = match.groupdict()
    year = f"{said['year']}/" if said.get("year") else ""
    symbol = _symbol(typed[slice(*match.span("sign"))])
    return f"{match['n'].replace('.', '')}{said.get('bar') or '/'}{year}{symbol}"


def _loose(match: re.Match[str], _: str) -> str:
    number = next(filter(None, map(match.__getitem__, _COUNTED_BY))).replace(".", "")
    sign = _SIGN_OF_KIND.get(match["kind"] or match["glued"] or "", "CV")
    by = f"-{_SPELLED_SIGNS[match['by']]}" if match["by"] else ""
    return number if sign == "CV" else f"{number}/{sign}{by}"


def _spoken(lowered: str, letters: str) -> Iterator[tuple[int, int, str]]:
    """Numbers said in words that are a document's: where they stand with what names them, and the number."""
    for start, end, digits in runs(lowered):
        lead = _RE.leads.search(letters, max(0, start - _LEAD), start)
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
    if not 2 <= len(digits) <= 5 or (lead is None and _RE.in_a_date.search(letters[:start])):
        return False
    is_year = 2020 <= int(digits[-4:]) < 2040 or letters.startswith("nam hai", start)
    if is_year and (lead is None or "so" not in lead[0].split()):
        return False
    has_day = _RE.spoken_day.match(behind) is not None
    if symbol:
        return symbol.separated or lead is not None or words > 2 or has_day
    if _RE.counted.match(behind):
        return False
    if lead or words < 2:
        return words > 1 or (lead is not None and lead["kind"] is None)
    if len(digits) < 3:
        return has_day and _RE.begins.search(letters[:start]) is not None
    return has_day or (_RE.opening.fullmatch(letters[:start]) and _RE.ends.match(behind)) is not None


def _spelled(symbol: Symbol) -> str:
    """The symbol of letters by name: "bcvhxh" is BC-VHXH."""
    parts = [part for part in symbol.parts if part != "cv"]
    for sign in sorted(_SPELLED_SIGNS, key=len, reverse=True):
        if parts and parts[0].startswith(sign) and len(sign) > 1:
            parts[:1] = [part for part in (sign, parts[0][len(sign) :]) if part]
            break
    return "".join(
        f"{'-' if n else '/'}{_SPELLED_SIGNS.get(part, part.upper())}" for n, part in enumerate(parts)
    )


def _symbol(typed: str) -> str:
    """The symbol "qd ubnd" as QĐ-UBND: official abbreviations restored, one hyphen after a kind of document."""
    joined = re.sub(r"(?<=\w)[-\s]*(ubnd|h[dđ]nd)$", r"-\1", typed)
    joined = typed if bare(typed) in _ORGANS_IN_ONE else joined
    joined = re.sub(r"\s+", "-", re.sub(r"\s*([-/&])\s*", r"\1", joined))
    return re.sub(r"[a-zđ]+", lambda part: _SPELLED_SIGNS.get(part[0], part[0].upper()), joined)


def _dated(letters: str, end: int, now: datetime) -> tuple[int, date | None]:
    """Where the mention ends with its date, and the date; without a year the last of that name: no document is
    dated ahead."""
    match = _RE.date.match(letters, end)
    if match is None or not (match["word"] or match["y"]):
        return end, None
    day, month, year = (match[key] or match[f"{key}2"] for key in ("d", "m", "y"))
    of_year = int(year) % 100 + 2000 if year else None
    found = exact(of_year, int(month), int(day)) if of_year else latest(int(day), int(month), day_of(now))
    return (match.end(), found) if found else (end, None)


def _role(letters: str, start: int, end: int, number: str) -> MentionKind:
    before = letters[max(0, start - _FAR) : start]
    before = before if before.endswith(" ") else before + " "
    if _RE.replaced.search(before) or _RE.no_longer.match(letters, end):
        return MentionKind.REPLACED
    if _RE.superior.search(number) or _RE.of_others.match(letters, end):
        return MentionKind.CITED
    ours = _RE.issued_by.search(before) or (
        _RE.sent_by.search(before) and not _RE.of_a_department.search(number)
    )
    return MentionKind.CITED if _RE.cited.search(before) and not ours else MentionKind.NAMED
