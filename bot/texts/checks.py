"""What the document of an item is checked for, in a few words."""

from bot.texts.words import NAME, safe
from models.rules.inspection.checks import Checks
from models.rules.inspection.phrases import alternatives

_MOST, _PHRASE, _ALL = 3, 50, 4000
_ONLY_THE_FILE = "tệp mở được; chữ ký số, nếu có, còn nguyên vẹn"
_SIGNED = {
    "both": "hai chữ ký số (người ký, cơ quan)",
    "agency": "chữ ký số của cơ quan",
    "person": "chữ ký số cá nhân",
    "any": "có chữ ký số",
    "none": "không cần chữ ký số",
}
_YEARS = {
    -2: "hai năm trước năm chấm điểm",
    -1: "năm trước năm chấm điểm",
    0: "năm chấm điểm",
    1: "năm sau năm chấm điểm",
    2: "hai năm sau năm chấm điểm",
}


def checked_for(checks: Checks, width: int = _ALL) -> str:
    """All that is wanted of it, one after the other, in so many characters; what has no room is left out."""
    wanted = (
        _SIGNED.get(checks.signed or ""),
        *_of_the_head(checks),
        *_of_the_text(checks),
        f"do {_issuers(checks.issuers)} ban hành" if checks.issuers else None,
        f"có chữ ký của {_of(checks.signers)}" if checks.signers else None,
        f"không quá {checks.max_pages} trang" if checks.max_pages else None,
    )
    parts = list(filter(None, wanted))
    if parts in ([], [_SIGNED["none"]]):
        return _ONLY_THE_FILE
    shown = [each for number, each in enumerate(parts, 1) if len("; ".join(parts[:number])) <= width]
    return "; ".join(shown) + (" …" if len(shown) < len(parts) else "")


def _of_the_head(checks: Checks) -> tuple[str | None, ...]:
    return (
        f"tên loại {' hoặc '.join(checks.types[:_MOST])}{_rest(checks.types)}" if checks.types else None,
        f"trích yếu có {_phrases(checks.title)}" if checks.title else None,
        f"năm trong trích yếu là {_YEARS[checks.year]}" if checks.year is not None else None,
    )


def _of_the_text(checks: Checks) -> tuple[str | None, ...]:
    return (
        f"có mục {_phrases(checks.sections)}" if checks.sections else None,
        f"mục {_phrases(checks.amounts)} nêu số tiền hoặc nguồn" if checks.amounts else None,
        f"nội dung có {_phrases(checks.words)}" if checks.words else None,
        "có mã hồ sơ" if checks.case_code else None,
    )


def _phrases(wishes: tuple[str, ...]) -> str:
    return ", ".join(f"“{_first(each, _PHRASE)}”" for each in wishes[:_MOST]) + _rest(wishes)


def _issuers(bodies: tuple[str, ...]) -> str:
    return " hoặc ".join(_first(each, NAME) for each in bodies[:_MOST]) + _rest(bodies)


def _of(posts: tuple[str, ...]) -> str:
    return " và ".join(_first(each, NAME) for each in posts[:_MOST]) + _rest(posts)


def _first(wish: str, width: int) -> str:
    """A wish by its first way to say it."""
    return safe(next(iter(alternatives(wish)), wish), width)


def _rest(wishes: tuple[str, ...]) -> str:
    return " …" if len(wishes) > _MOST else ""
