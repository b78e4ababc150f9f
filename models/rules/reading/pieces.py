"""One piece of an answer to several things: what calls its item, what is said of it, and what that means."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from models.rules.reading.dates import Tense
from models.rules.reading.documents import Document, flat
from models.rules.reading.features import Context
from models.rules.reading.marks import ENDS
from models.rules.reading.reader import read_reply
from models.rules.reading.said import take_apart
from models.rules.reading.values import Intent, Reading
from models.rules.working_days import WorkingCalendar

_DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}
_FILLERS = frozenset(
    "da vang con rieng thi la va em e anh chi ac a c toi tui minh thua bao cao voi chi moi moi cai viec muc so co cho "
    "nhe nha oi bot sep trong do day ay nay ca nhanh vay rua ne ha chu cac muc ma nhung tra loi luon bai ra khoi".split()
)
_PARTICLES = frozenset("roi r a nhe nha thoi ah luon nua day do ay oi em e anh chi ha nhe nghe nghen hen nho".split())
_JOINTS = frozenset("va voi vs con cai viec muc so ca lan cung cua em e thi la nay ay do cay cau phan deu".split())
_EDGES = re.compile(r"^[\s,;.:)=\-–>→_…/\]]+|[\s,;(\-–]+$")
_TITLED = re.compile(r"^(?:\([^()]{2,40}\)\s*[:,]?\s*|(?!.*\d\s*:)[^:,;.?!\d]{4,60}:\s+(?=\S))")
_OPENER = re.compile(r"^(?:(?:thì|thi|là|la|cũng|dạ|da|vâng|còn|con(?! )|:)\s+)+")
_CLOSER = re.compile(r"(?:[\s,;]+(?:còn|riêng|rieng|va|và|với|voi|thì|con|mà|dạ|da))+$")
_DONE_ALONE = re.compile(
    r"(?:(?:em|e|cung|da|thi|la|deu|het|ca)\s+)*"
    r"(?:r|roi|rui|ok|oke|okk|okie|oki|done|xong|xog|✅|✔️?|v|(?:da|moi|vua) xong|hoan thanh|day du)"
    r"(?:\s+(?:r|roi|rui|het|ca|a|nhe|nha|luon|tat|em|e|anh|chi|thoi|ok|xong))*"
)
_UNDONE_ALONE = re.compile(
    r"(?:(?:em|e|cung|thi|la|deu|van)\s+)*(?:chua|ch|k|ko|khong|❌|x|chua xong|chua lam)(?:\s+(?:a|nhe|nha|em|e|dau|gi|ca))*"
)
_NUMBERED = re.compile(
    r"(?:(?:da|co|thi|la|phat hanh|ban hanh|ra|van ban|em|e|vb)\s+)*(?:so\s+)?(?:van ban\s+)?(?:so\s+)?(?P<n>\d{2,5})"
    r"(?:\s+(?:ngay|hom)\s+[\d/]+|\s+(?:roi|r|nhe|nha|a|da gui|phat hanh))*"
)
_SO = re.compile(r"(?<!\w)so\s|phat hanh|ban hanh|van ban")


def is_filler(words: str) -> bool:
    """Whether words say nothing of a deed: they open, address, join."""
    return not set(re.findall(r"[^\W_]+|[✅❌✔]", flat(words.casefold()))) - _FILLERS


def is_particle(words: str) -> bool:
    return not set(re.findall(r"[^\W_]+|[✅❌✔]", flat(words.casefold()))) - _PARTICLES


def is_joint(words: str) -> bool:
    """Whether words only join one number to the next."""
    return not set(re.findall(r"[^\W_]+|[?✅❌✔]", flat(words.casefold()))) - _JOINTS


def read_piece(words: str, now: datetime, calendar: WorkingCalendar | None) -> Reading | None:
    """What the words said of one item mean, at the aware moment `now`; None where there are none. Days that stand
    alone are promised."""
    piece = _trimmed(words)
    letters = flat(piece).replace("?", " ?").strip(" .!")
    if not letters:
        return None
    reading = read_reply(piece, now, calendar, Context.CARD)
    if _DONE_ALONE.fullmatch(letters):
        return replace(reading, intent=Intent.DONE, reason="said of a number", offers=())
    if _UNDONE_ALONE.fullmatch(letters):
        return replace(reading, intent=Intent.NOT_DONE, reason="said of a number", offers=())
    if (match := _NUMBERED.fullmatch(letters)) and _SO.search(letters + " "):
        document = reading.document or Document(match["n"], None)
        return replace(
            reading, intent=Intent.DONE_WITH_DOCNUMBER, reason="its number", offers=(), document=document,
            documents=reading.documents or (document,),
        )
    return _as_day_alone(piece, reading, now, calendar) or _single(piece, letters, reading)


def _trimmed(words: str) -> str:
    piece = _TITLED.sub("", _EDGES.sub("", words))
    piece = _EDGES.sub("", _CLOSER.sub("", piece))
    return _EDGES.sub("", _OPENER.sub("", piece))


_TOLD = re.compile(
    r"(?<!\w)(?:(?:da|vua|moi)\s+(?:\w+\s+){0,2}?(?:gui|nop|nap|phat|ban hanh|xong|hoan thanh|lam|dang|len|ky so|giao nop|"
    r"trinh dang|co so|chuyen|day|cap nhat|nhap|dinh|cong khai|treo|niem yet)|"
    r"(?:xong|gui|nop|nap|phat hanh|ban hanh|hoan thanh|phat|lam|day|cap nhat|nhap|dinh|dang|len truc|hoan tat|ok)"
    r"(?:\s+(?!chua|khong|dau|mo\b)\w+){0,6}?\s+(?:roi|r|xong|het|du|luon|ca|thiet)|xong|hoan thanh|du mat|"
    r"(?:gui|nop|nap|phat hanh|ban hanh|phat)\s+(?:\w+\s+){0,3}?(?:hom|tu|luc|sang nay|hoi|bua|ngay \d|\d{1,2}/\d))(?!\w)"
)
_NOT_TOLD = re.compile(
    r"(?<!\w)(?:chua|khong|ko|k|no|sap|gan|se|dang|cho|doi|mai|mot|neu|hen|xin|trinh|ky|tra|sau khi|bao gio|phai|hoi|ma|"
    r"nho|giao|chieu|toi|du thao|ai|do dang|mot nua|tuan sau|thang sau|gui sau|bi|ra soat|lo bao|nham)(?!\w)|%|\?"
)
_TAKES_BACK = re.compile(r"(?<!\w)(?:nham|rut|huy|lo|bao|lon|hoan tac|chua)(?!\w)")
_FIRST_GUESSES = frozenset({Intent.NOT_DONE, Intent.REFUSE_NOT_MINE, Intent.HAND_OVER})


def _single(piece: str, letters: str, reading: Reading) -> Reading:
    """A piece is about one thing, and short: of two likely readings the first counts where the words bear it out."""
    if reading.intent is Intent.MULTI:
        return replace(reading, intent=Intent.AMBIGUOUS, reason="several readings")
    if reading.intent is Intent.CANCEL_UNDO and not _TAKES_BACK.search(letters):
        return replace(reading, intent=Intent.AMBIGUOUS, reason="drops it or takes it back", offers=(Intent.CANCEL_UNDO, Intent.REFUSE_NOT_MINE))
    if reading.intent is not Intent.AMBIGUOUS or not reading.offers:
        return reading
    first = next((each for each in reading.offers if each in _DONE), reading.offers[0])
    if first in _DONE and _TOLD.search(letters) and not _NOT_TOLD.search(letters):
        return replace(reading, intent=first, reason="told of a number", offers=())
    first = reading.offers[0]
    if first in _FIRST_GUESSES and reading.reason == "unsure":
        return replace(reading, intent=first, reason="likeliest", offers=())
    return reading


_AROUND_A_DAY = frozenset(
    "em e anh chi toi tui minh thi la hen de xin den toi lui sang nop gui lam nhe nha a luc truoc trong cho cung , ngay "
    "bot tới tôi đã not luon se trinh chi c".split()
)


def _as_day_alone(
    piece: str, reading: Reading, now: datetime, calendar: WorkingCalendar | None
) -> Reading | None:
    """A day to come, and nothing but it."""
    said = take_apart(piece, now, calendar)
    ahead = [each for each in said.whens if each.tense in (Tense.AHEAD, Tense.TODAY, Tense.VAGUE)]
    if len(said.whens) != 1 or not ahead:
        return None
    when = ahead[0]
    others = set((said.plain[: when.start] + " " + said.plain[when.end :]).split())
    if others - _AROUND_A_DAY:
        return None
    return replace(
        reading, intent=Intent.POSTPONE, reason="a day alone", offers=(), date=when.value, other_date=when.other
    )


_STARTS = (
    r"(?:thì|thi|là|la|r|rồi|roi|xong|xg|chưa|chua|đang|dang|đã|da|gửi|gui|nộp|nop|nạp|chờ|cho|đợi|doi|trình|trinh|mai|"
    r"mốt|mot|thứ|thu|hẹn|hen|số|so|có|co|ok|oke|done|em|e|tui|tôi|toi|tau|mình|minh|anh|chị|chi|không|khong|ko|k|nỏ|no|"
    r"chiều|chieu|sáng|sang|xin|vướng|vuong|mới|moi|còn|sếp|sep|để|de|giao|nhờ|nho|hỏi|hoi|của|cua|phát|phat|ban hành|"
    r"bị|bi|kho bạc|kho bac|lãnh đạo|lanh dao|cũng|cung|ngày|ngay|tuần|tuan|trong|xin|lên|len|vẫn|van|nằm|nam|hôm|hom|"
    r"đủ|du|đính|dinh|nhập|nhap|chuyển|chuyen|hệ thống|mạng|ngoài|ngoai|ra|văn thư|van thu|bên|ben|ký|ky|"
    r"\d{1,2}/\d{1,2}|\d+%|t\d)"
)
_NO_START = (
    r"(?:chuyển|chuyen) (?:đổi|doi|vị|vi)|(?:số|so) (?:hóa|hoa|liệu|lieu)|(?:thứ|thu) (?:xin|tuc|tục)|(?:đang|dang) (?:uy|ủy)|"
    r"(?:nông|nong) |(?:môi|moi) (?:trường|truong)|(?:phát|phat) triển|(?:trình|trinh) (?:độ|do)|(?:co|cơ) (?:so|sở|quan)|"
    r"(?:thu|thư) (?:xin|ngo|chi)"
)
_NOT_STARTS = re.compile(_NO_START)
_CALL = re.compile(rf"^(?P<name>\S+(?:\s+\S+){{0,8}}?)\s*(?::\s*|\s(?!(?:{_NO_START}))(?=(?:{_STARTS})(?!\w)))(?P<said>.+)$", re.S)
_BEFORE_A_NAME = re.compile(
    r"^(?:(?:dạ|da|vâng|còn|con|riêng|rieng|cái|cai|cấy|chị|anh|ơi|em|e|thì|thi|và|va|bot|mới|moi|xong|nộp|nop|gửi|gui|thưa|"
    r"mục|muc|việc|viec|phần|phan|với|nha|nhé)\s+)*"
)
_NEXT = re.compile(
    r"[,;.\n]+(?!\d)|\s(?=(?:còn|con|riêng|rieng)\s+(?:cái|cai|mấy|bc|báo|bao|kế|ke|kh|thư|phần)\s)"
    r"|\s(?=(?:còn|con|riêng|rieng|nhưng|nhung)\s+(?:\S+\s+){1,5}?(?:thì|thi)\s)"
)
_CONTINUES = re.compile(r"^\s*(?:vì|vi|do|mà|ma|nên|nen|nhưng|nhung|chứ|chu|để|de)\b")


def calls(lowered: str) -> Iterator[tuple[str, str]]:
    """The words that call something, with what is said of it, part by part: "giải ngân" and "thứ 5"."""
    found: list[tuple[str, str]] = []
    for part in filter(None, (each.strip() for each in _NEXT.split(lowered))):
        body = part[_BEFORE_A_NAME.match(part).end() :]  # type: ignore[union-attr]
        match = _CALL.match(body)
        starts = re.match(rf"{_STARTS}(?!\w)", body) and not _NOT_STARTS.match(body)
        if match and not _CONTINUES.match(part) and not starts:
            found.append((match["name"].strip(" :"), match["said"].strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}, {part}")
    yield from found
