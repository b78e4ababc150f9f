"""The words by which an answer calls its items, and what it says of each: "giải ngân thì thứ 5"."""

import re
from collections.abc import Callable, Iterator

from models.rules.letters import bare

REST = "còn lại"
"""What calls all that neither number nor name picks."""

_TELLS = (
    r"(?:thì|là|r|rồi|xong|xg|chưa|đang|đã|dạ|gửi|nộp|nạp|chờ|cho|đợi|trình|mai|mốt|thứ|hẹn|số|có|ok|oke|done|"
    r"em|e|tui|"
    r"tôi|tau|mình|anh|chị|không|ko|k|nỏ|chiều|sáng|xin|vướng|mới|còn|sếp|để|giao|nhờ|hỏi|của|phát|ban hành|bị|"
    r"kho bạc|lãnh đạo|cũng|ngày|tuần|trong|lên|vẫn|nằm|hôm|đủ|đính|nhập|chuyển|hệ thống|mạng|ngoài|ra|văn thư|"
    r"bên|ký|"
    r"\d{1,2}/\d{1,2}|\d+%|t\d)(?!\w)"
)
"""What is said begins with these."""
_NAMES = (
    r"(?:chuyển (?:đổi|vị)|số (?:hóa|liệu)|thứ (?:xin|tục)|thư (?:xin|ngỏ)|đang uy|mới trường|phát triển|trình "
    r"độ|"
    r"cơ (?:sở|quan))"
)
"""But names begin with these."""
_NAME = rf"(?P<name>(?:{_NAMES}|(?!{_TELLS})\S+)(?:\s+\S+){{0,8}}?)"
_CALL = rf"{_NAME}\s*(?::\s*|\s(?!{_NAMES})(?={_TELLS}))(?P<said>.+)"
_OPENS = (
    r"(?:(?:dạ|vâng|còn|riêng|cái|cấy|chị|anh|ơi|em|e|thì|và|bot|mới|xong|nộp|gửi|thưa|"
    r"mục|việc|phần|với|nha|nhé)\s+)*"
)
_NEXT = (
    r"[,;.\n]+(?!\d)|\s(?=(?:còn|riêng)\s+(?:cái|mấy|bc|báo|kế|kh|thư|phần)\s)"
    r"|\s(?=(?:còn|riêng|nhưng)\s+(?:\S+\s+){1,5}?thì\s)"
)
_GOES_ON = r"(?:vì|do|mà|nên|nhưng|chứ|để)\b"


class _Patterns:
    """The patterns for words typed with their marks, or without."""

    def __init__(self, spell: Callable[[str], str]) -> None:
        self.call = re.compile(_spelled(_CALL, spell), re.S)
        self.opens, self.next, self.goes_on = (
            re.compile(_spelled(each, spell)) for each in (_OPENS, _NEXT, _GOES_ON)
        )


def _spelled(pattern: str, spell: Callable[[str], str]) -> str:
    """A pattern with its words spelled; \\S stays \\S."""
    return re.sub(r"[^\W\d_A-Z]+", lambda word: spell(word[0]), pattern)


_MARKED, _PLAIN = _Patterns(str), _Patterns(bare)


def calls(typed: str) -> Iterator[tuple[str, str]]:
    """The words, in small letters, that call something with what is said of it, part by part; a part that calls
    nothing belongs to the one before."""
    patterns = _PLAIN if typed == bare(typed) else _MARKED
    found: list[tuple[str, str]] = []
    for part in filter(None, (each.strip() for each in patterns.next.split(typed))):
        opened = patterns.opens.match(part)
        match = patterns.call.fullmatch(part, opened.end() if opened else 0)
        if match and not patterns.goes_on.match(part):
            found.append((match["name"].strip(" :"), match["said"].strip()))
        elif found:
            name, said = found[-1]
            found[-1] = (name, f"{said}, {part}")
    yield from found
