"""Whom words name: who gets the work, or holds it ("giao chị Lan", "để anh Hùng làm", "chị Hà văn thư giữ")."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from models.rules.letters import bare
from models.rules.reading.documents import flat

_TITLE = (
    r"(?:thang|con|dong chi|d/c|dc|anh|chi|em|co|chu|bac|ong|ba|ban|cau|be|chau|di|thay|eng|sep|o|a|c|e|"
    r"van thu|ke toan)"
)
_POST = (
    r"(?:\s+(?:pho chu tich|pho giam doc|chu tich|giam doc|truong phong|pho phong|giao|giao vien|"
    r"van thu|ke toan))?"
)
_OWN = ("em", "e", "con", "chau")
_TITLED = re.compile(rf"(?<![\w/@])(?P<title>{_TITLE}){_POST}(?=\s)")
_SPOKEN_TO = re.compile(r"\s*(?:oi\b|a\b\s*[,.!?]?\s*$|nhe\s*$|[?!]\s*$)")
_GIVES = re.compile(
    r"(?:\b(?:ban giao|giao lai|giao|chuyen sang|chuyen qua|chuyen giao|chuyen|day sang|day qua|day|nhuong|tra "
    r"lai|tra|"
    r"dua|de lai|de|nho|phan cong|gui|sang ten|doi sang|forward|uy quyen|hoi|nhan|bao|cua|thuoc|la|tag|gan|cho)\b"
    r"(?:\s+(?:lai|viec|nay|cai|no|phan|muc|het|toan bo|qua|sang|ve|luon|r|roi|that ra))*\s*(?:\bcho\b)?\s*)$"
)
_DOES = re.compile(
    r"\s*(?:\S+\s+){0,3}?(?:lam|lo|giu|phu trach|nhan|theo doi|cam|dam nhan|dung ten|ky|duyet|xem|doc|phat "
    r"hanh|om|ganh|"
    r"chua|dang|bao|xu ly|ve|di)\b"
)
_TAKES = re.compile(r"\s+(?:se |da |dang )?(?:lam|nop|nhan|cam|thay|dam nhan|lo|phu trach|tong hop|rang)\b")
_TO = re.compile(
    r"(?<!\w)(?:cho|nho|giao|cua|hoi|de|chuyen|sang|qua|do|bao|nhac|voi|ten la|la|duoc|phan cong|moi:|"
    r"->)\s+(?=[^\W\d_])"
)
_BEGINS = re.compile(r"(?:^|(?<=[\s,.:]))(?=[^\W\d_])")
_CALLED = re.compile(r"\s*oi\b")
_TOKEN = re.compile(r"\s*([^\W\d_]+)")
_INSTITUTIONS = bare("phòng ban sở hội trung đoàn ubnd vhxh kt bch đảng hđnd tt cntt pháp xã ủy").split()
# What may follow a title, or what gives, in words without marks, and is no name.
_OTHER_WORDS = (
    "a ạ ah ơi nhé nha em anh chị e c tôi tui mình này kia đó ấy nọ nữa rồi r đã đang sẽ chưa không ko k "
    "làm lo giữ "
    "nộp gửi ký duyệt xem thì là mà và với còn cho để nhờ giao phụ trách nhận bảo hỏi có của bên phòng ban "
    "văn thư kế "
    "toán trưởng phó chủ tịch lãnh đạo bị đi về đến từ trong ngoài mai một hôm sáng chiều tối trưa thứ "
    "tuần tháng "
    "ngày việc cái mục báo cáo kế hoạch các mọi người nào ai gì sao hết luôn cũng vừa mới thôi giúp hộ dùm "
    "lại qua "
    "lên xuống ra vào xin cảm ơn biết thấy được dc bot số liệu khác ở cấp trên dưới đây nhưng nên vì do "
    "nếu khi sau "
    "trước xong trả bản giám đốc đơn vị tổ đội xóm thôn xã huyện tỉnh trung tâm y tế công an kinh nghiệm "
    "đầu tiên ta "
    "vs oke ok phần nói chính đọc sửa quên nhầm đứng tên chuyển đẩy theo phải cần tiếp thêm hai ba bốn năm "
    "vậy rằng "
    "chứ nhớ hẹn đặt hơn nhỉ hả nghe nè riêng tất đều vẫn vâng dầu"
)
_MARKED, _NO_NAMES = frozenset(_OTHER_WORDS.split()), frozenset(bare(_OTHER_WORDS).split())
_LONGEST = 3


@dataclass(frozen=True)
class _Found:
    """A name, where it stands, and how much speaks for it."""

    name: str
    weight: int
    start: int


def person_named(text: str) -> str | None:
    """The name of the person to whom work goes or with whom it lies, as typed, with the form of address; None where
    the words name nobody. Who is only spoken to is not named."""
    typed = unicodedata.normalize("NFC", text)
    letters = flat(typed.casefold())
    if len(typed) != len(letters):
        return None
    found = [*_titled(typed, letters), *_called(typed, letters)]
    return max(found, key=lambda each: (each.weight, -each.start)).name if found else None


def _titled(typed: str, letters: str) -> Iterator[_Found]:
    """ "Chị Lan", "đ/c Hùng"; without a capital only in words without marks."""
    is_plain = typed.casefold() == letters
    for match in _TITLED.finditer(letters):
        end = _end_of_name(typed, letters, match.end())
        if end == match.end() and is_plain and match["title"] not in _OWN:
            end = _end_of_word(letters, match.end())
        gives, does = _GIVES.search(letters[: match.start()]), _DOES.match(letters, end)
        is_spoken_to = (_CALLED if gives else _SPOKEN_TO).match(letters, end)
        if end > match.end() and not is_spoken_to:
            yield _Found(typed[match.start() : end], 1 + 4 * bool(gives) + 2 * bool(does), match.start())


def _called(typed: str, letters: str) -> Iterator[_Found]:
    """A name alone: "giao Thảo", "Tuấn Anh sẽ nộp thay"."""
    is_plain = typed.casefold() == letters
    for match in _TO.finditer(letters):
        end = _end_of_name(typed, letters, match.end())
        if end > match.end() and not _CALLED.match(letters, end):
            yield _Found(typed[match.end() : end].strip(), 3, match.start())
    for match in _BEGINS.finditer(letters):
        start, end = match.start(), _end_of_name(typed, letters, match.start())
        first = typed[start:end].casefold().split()
        if first and _TAKES.match(letters, end) and first[0] not in (_NO_NAMES if is_plain else _MARKED):
            yield _Found(typed[start:end].strip(), 2, start)


def _end_of_name(typed: str, letters: str, start: int) -> int:
    """Where a name that begins here ends, as its capitals tell."""
    end = start
    for _ in range(_LONGEST):
        token = _TOKEN.match(typed, end)
        if token is None or not _is_given(token[1]) or letters[slice(*token.span(1))] in _INSTITUTIONS:
            break
        end = token.end()
    return end


def _is_given(word: str) -> bool:
    return word[0].isupper() and (len(word) == 1 or not word.isupper())


def _end_of_word(letters: str, start: int) -> int:
    token = _TOKEN.match(letters, start)
    return token.end() if token and token[1] not in _NO_NAMES and len(token[1]) > 1 else start
