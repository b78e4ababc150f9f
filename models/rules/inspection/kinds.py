"""The types of document of Decree 30/2020 annex III: their names and abbreviations, read tolerantly."""

from models.rules.document_types import KINDS
from models.rules.inspection.phrases import is_near, squeezed

LETTER = "CV"
"""The letter (công văn) has no abbreviation in annex III; this one is customary."""

TYPES: dict[str, str] = {
    **{sign: name for name, sign in KINDS.items()},
    "TC": "thông cáo",
    "HĐ": "hợp đồng",
    "BGN": "bản ghi nhớ",
    "BTT": "bản thỏa thuận",
    "GUQ": "giấy ủy quyền",
    "GGT": "giấy giới thiệu",
    "GNP": "giấy nghỉ phép",
    "PG": "phiếu gửi",
    "PC": "phiếu chuyển",
    "PB": "phiếu báo",
}
"""Abbreviation → name of every type there is."""

_ALL = {**TYPES, "NĐ": "nghị định", "TT": "thông tư"}
"""With those of higher bodies, which are read but no item asks for."""
_BY_NAME = {squeezed(name): sign for sign, name in _ALL.items() if sign != LETTER}
_BY_SIGN = {sign.casefold(): sign for sign in reversed(_ALL)}
_BY_BARE_SIGN = {squeezed(sign): sign for sign in reversed(_ALL)}
_MISREAD = {name: sign for name, sign in _BY_NAME.items() if len(name) >= 7 and sign != "HĐ"}
"""Names in which one letter may be wrong; with one, "hợp đồng" is "hội đồng"."""


def name_of(sign: str) -> str:
    """ "KH" → "Kế hoạch"; "" for what is no type."""
    return _ALL.get(sign, "").capitalize()


def type_named(words: str, *, exactly: bool = False) -> str:
    """The abbreviation of the type that `words` name and nothing else, or ""; a letter may be wrong."""
    letters = squeezed(words)
    if letters in _BY_NAME or exactly:
        return _BY_NAME.get(letters, "")
    return next((sign for name, sign in _MISREAD.items() if is_near(name, letters)), "")


def type_signed(symbol: str) -> str:
    """The type that a symbol begins with ("KH-UBND" → "KH"); a body ("SNV-CCHC") makes it a letter."""
    first = symbol.replace("/", "-").split("-")[0].strip().casefold()
    if not first:
        return ""
    return _BY_SIGN.get(first) or _BY_BARE_SIGN.get(squeezed(first), LETTER)
