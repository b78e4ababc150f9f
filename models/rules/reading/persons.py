"""Whom words name: who gets the work, or holds it ("giao chị Lan", "để anh Hùng làm", "chị Hà văn thư đang giữ")."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.reading.documents import flat

_ROLE = r"(?:\s+(?:pho chu tich|pho giam doc|chu tich|giam doc|truong phong|pho phong|giao|giao vien|van thu|ke toan))?"
_TITLE = r"(?:thang|con|dong chi|d/c|dc|anh|chi|em|co|chu|bac|ong|ba|ban|cau|be|chau|di|thay|eng|sep|o|a|c|e|van thu|ke toan)"
_OWN = frozenset("em e con chau".split())
_SPOKEN_TO = re.compile(r"\s*(?:oi\b|a\b\s*[,.!?]?\s*$|nhe\s*$|[?!]\s*$)")
_GIVES = re.compile(
    r"(?:\b(?:ban giao|giao lai|giao|chuyen sang|chuyen qua|chuyen|day sang|day qua|day|nhuong|tra lai|tra|dua|de lai|"
    r"de|nho|phan cong|gui|sang ten|doi sang|forward|uy quyen|chuyen giao|hoi|nhan|bao|cua|thuoc|la|tag|gan|cho)\b"
    r"(?:\s+(?:lai|viec|nay|cai|no|phan|muc|het|toan bo|qua|sang|ve|luon|r|roi|that ra))*\s*(?:\bcho\b)?\s*)$"
)
_DOES = re.compile(
    r"\s*(?:\S+\s+){0,3}?(?:lam|lo|giu|phu trach|nhan|theo doi|cam|dam nhan|dung ten|ky|duyet|xem|doc|phat hanh|om|ganh|"
    r"chua|dang|bao|xu ly|ve|di)\b"
)
# What may follow a title or a verb of giving and is no name.
_NO_NAMES = frozenset(
    "a ah oi nhe nha em anh chi e c toi tui minh nay kia do ay no nua roi r da dang se chua khong ko k lam lo giu nop gui "
    "ky duyet xem thi la ma voi va con cho de nho giao phu trach nhan bao hoi co cua ben phong ban van thu ke toan truong "
    "pho chu tich lanh dao bi di ve den tu trong ngoai mai mot hom sang chieu toi trua thu tuan thang ngay viec cai muc "
    "bao cao ke hoach cac moi nguoi nao ai gi sao het luon cung vua moi thoi giup ho dum lai qua len xuong ra vao xin cam "
    "on biet thay duoc dc bot ke so lieu nguoi khac o cap tren duoi day nhung nen vi do neu khi sau truoc xong tra ban "
    "giam doc don vi to doi xom thon xa huyen tinh so trung tam y te cong an kinh nghiem dau tien ta vs oke ok phan noi "
    "chinh doc sua quen nham dung ten chuyen day theo phai can nua tiep luon them hai ba bon nam vay rang chu nho hen dat "
    "hon nhi ha nghe ne tui het rieng chinh tat deu van ngoi vang dau".split()
)
_INSTITUTIONS = frozenset("phong ban so hoi trung doan ubnd vhxh kt bch dang hdnd tt cntt phap xa uy".split())
_TOKEN = re.compile(r"\s*([^\W\d_]+)")
_LONGEST = 3


@dataclass(frozen=True)
class _Found:
    name: str
    weight: int
    start: int


def person_named(text: str) -> str | None:
    """The name of the person to whom work goes or with whom it lies, as typed, with the form of address; None where
    the words name nobody. Who is only spoken to is not named."""
    typed = unicodedata.normalize("NFC", text)
    found = list(_people(typed, flat(typed.casefold())))
    return max(found, key=lambda each: (each.weight, -each.start)).name if found else None


def _people(typed: str, letters: str) -> Iterator[_Found]:
    if len(typed) != len(letters):
        return
    is_plain = typed.casefold() == letters
    for match in re.finditer(rf"(?<![\w/@])(?P<title>{_TITLE}){_ROLE}(?=\s)", letters):
        by_capital = not is_plain or match["title"] in _OWN
        end = _name_end(typed, letters, match.end(), by_capital=by_capital)
        if end == match.end() or _SPOKEN_TO.match(letters, end):
            continue
        gives = _GIVES.search(letters[: match.start()]) is not None
        does = _DOES.match(letters, end) is not None
        yield _Found(typed[match.start() : end], 4 * gives + 2 * does + 1, match.start())
    for match in re.finditer(r"(?:(?<=^)|(?<=[\s,.:]))(?=[^\W\d_])", letters):
        end = _name_end(typed, letters, match.start(), by_capital=True)
        takes = re.match(r"\s+(?:se |da |dang )?(?:lam|nop|nhan|cam|thay|dam nhan|lo|phu trach|tong hop|rang)\b", letters[end:])
        if end > match.start() and takes and letters[match.start() : end].split()[0] not in _NO_NAMES:
            yield _Found(typed[match.start() : end].strip(), 2, match.start())
    for match in re.finditer(r"(?<!\w)(?:cho|nho|giao|cua|hoi|de|chuyen|sang|qua|do|bao|nhac|voi|ten la|la|duoc|phan cong|moi:|->)\s+(?=[^\W\d_])", letters):
        end = _name_end(typed, letters, match.end(), by_capital=True)
        if end > match.end() and not re.match(r"\s*oi\b", letters[end:]):
            yield _Found(typed[match.end() : end].strip(), 3, match.start())


def _name_end(typed: str, letters: str, start: int, *, by_capital: bool = False) -> int:
    """Where a name that begins here ends: capital letters tell it, else one word that is no other."""
    end = start
    for _ in range(_LONGEST):
        token = _TOKEN.match(typed, end)
        is_name = token is not None and token[1][0].isupper() and (len(token[1]) == 1 or not token[1].isupper())
        if token is None or not is_name or letters[token.start(1) : token.end()] in _INSTITUTIONS:
            break
        end = token.end()
    if end > start or by_capital:
        return end
    token = _TOKEN.match(letters, start)
    return token.end() if token and token[1] not in _NO_NAMES and len(token[1]) > 1 else start
