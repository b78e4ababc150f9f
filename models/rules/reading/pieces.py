"""One piece of an answer to several things: whether it says anything of its item, and what that means."""

import re
from dataclasses import replace
from datetime import datetime

from models.rules.letters import bare
from models.rules.reading.dates import Tense
from models.rules.reading.documents import Document, flat
from models.rules.reading.features import Context
from models.rules.reading.reader import read_reply
from models.rules.reading.said import take_apart
from models.rules.reading.values import Intent, Reading
from models.rules.working_days import WorkingCalendar

_DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}
_OPEN_OR_ADDRESS = frozenset(
    bare(
        "dạ vâng còn riêng thì là và em e anh chị ác a c tôi tui mình thưa báo cáo với chỉ mới mỗi cái việc mục "
        "số có cho nhé nha ơi bot sếp trong đó đây ấy này cả nhanh vậy rứa nè hả chủ các những nhưng mà trả "
        "lời luôn bài "
        "ra"
    ).split()
)
_END = frozenset(
    bare("rồi r ạ nhé nha thôi ah luôn nữa đây đó ấy ơi em e anh chị hả nhe nghe nghen hen nhở").split()
)
_JOIN = frozenset(
    bare("và với vs còn cái việc mục số cả lần cùng của em e thì là này ấy đó cấy câu phần đều").split()
)
_WORD, _SPEAKS = re.compile(r"[^\W_]+|[✅❌✔]"), re.compile(r"[^\W_]+|[?✅❌✔]")
_EDGES = re.compile(r"^[\s,;.:)=\-–>→_…/\]]+|[\s,;(\-–]+$")
_TITLE = re.compile(r"^(?:\([^()]{2,40}\)\s*[:,]?\s*|(?!.*\d\s*:)[^:,;.?!\d]{4,60}:\s+(?=\S))")
_OPENER = re.compile(r"^(?:(?:thì|thi|là|la|cũng|dạ|da|vâng|còn)\s+)+")
_CLOSER = re.compile(r"(?:[\s,;]+(?:còn|riêng|rieng|va|và|với|voi|thì|con|mà|dạ|da))+$")
_DONE_ALONE = re.compile(
    r"(?:(?:em|e|cung|da|thi|la|deu|het|ca)\s+)*"
    r"(?:r|roi|rui|ok|oke|okk|okie|oki|done|xong|xog|✅|✔️?|v|(?:da|moi|vua) xong|hoan thanh|day du)"
    r"(?:\s+(?:r|roi|rui|het|ca|a|nhe|nha|luon|tat|em|e|anh|chi|thoi|ok|xong))*"
)
_UNDONE_ALONE = re.compile(
    r"(?:(?:em|e|cung|thi|la|deu|van)\s+)*(?:chua|ch|k|ko|khong|❌|x|chua xong|chua lam)"
    r"(?:\s+(?:a|nhe|nha|em|e|dau|gi|ca))*"
)
_NUMBER = re.compile(
    r"(?:(?:da|co|thi|la|phat hanh|ban hanh|ra|van ban|em|e|vb)\s+)*(?:so\s+)?(?:van ban\s+)?(?:so\s+)?"
    r"(?P<n>\d{2,5})"
    r"(?:\s+(?:ngay|hom)\s+[\d/]+|\s+(?:roi|r|nhe|nha|a|da gui|phat hanh))*"
)
_OF_A_DOCUMENT = re.compile(r"(?<!\w)so\s|phat hanh|ban hanh|van ban")
_TOLD = re.compile(
    r"(?<!\w)(?:(?:da|vua|moi)\s+(?:\w+\s+){0,2}?(?:gui|nop|nap|phat|ban hanh|xong|hoan thanh|lam|dang|len|ky so|"
    r"giao nop|trinh dang|co so|chuyen|day|cap nhat|nhap|dinh|cong khai|treo|niem yet)|"
    r"(?:xong|gui|nop|nap|phat hanh|ban hanh|hoan thanh|phat|lam|day|cap nhat|nhap|dinh|dang|len truc|hoan tat|"
    r"ok)"
    r"(?:\s+(?!chua|khong|dau|mo\b)\w+){0,6}?\s+(?:roi|r|xong|het|du|luon|ca|thiet)|xong|hoan thanh|du mat|"
    r"(?:gui|nop|nap|phat hanh|ban hanh|phat)\s+(?:\w+\s+){0,3}?"
    r"(?:hom|tu|luc|sang nay|hoi|bua|ngay \d|\d{1,2}/\d))(?!\w)"
)
_NOT_TOLD = re.compile(
    r"(?<!\w)(?:chua|khong|ko|k|no|sap|gan|se|dang|cho|doi|mai|mot|neu|hen|xin|trinh|ky|tra|sau khi|bao gio|phai|"
    r"hoi|ma|nho|giao|chieu|toi|du thao|ai|do dang|mot nua|tuan sau|thang sau|gui sau|bi|ra soat|lo bao|"
    r"nham)(?!\w)"
    r"|%|\?"
)
_TAKES_BACK = re.compile(r"(?<!\w)(?:nham|rut|huy|lo|bao|lon|hoan tac|chua)(?!\w)")
_FIRST_GUESSES = frozenset({Intent.NOT_DONE, Intent.REFUSE_NOT_MINE, Intent.HAND_OVER})
_AROUND_A_DAY = re.compile(
    r"(?:(?:em|e|anh|chi|toi|tui|minh|thi|la|hen|de|xin|den|lui|sang|nop|gui|lam|nhe|nha|a|luc|truoc|trong|cho|"
    r"cung|,|"
    r"ngay|bot|tới|tôi|đã|not|luon|se|trinh|c)(?:\s|$))*"
)


def is_empty(words: str) -> bool:
    """Whether words say nothing of a deed: they open, address."""
    return not set(_WORD.findall(bare(words))) - _OPEN_OR_ADDRESS


def is_particle(words: str) -> bool:
    """Whether words only end what was said."""
    return not set(_WORD.findall(bare(words))) - _END


def is_joint(words: str) -> bool:
    """Whether words only join one number to the next."""
    return not set(_SPEAKS.findall(bare(words))) - _JOIN


def read_piece(words: str, now: datetime, calendar: WorkingCalendar | None) -> Reading | None:
    """What the words said of one item mean, at the aware moment `now`; None where there are none. A day that stands
    alone is promised, a number of a document is its."""
    piece = _trimmed(words)
    letters = flat(piece).replace("?", " ?").strip(" .!")
    if not letters:
        return None
    reading = read_reply(piece, now, calendar, Context.CARD)
    if _DONE_ALONE.fullmatch(letters):
        return replace(reading, intent=Intent.DONE, reason="done alone", offers=())
    if _UNDONE_ALONE.fullmatch(letters):
        return replace(reading, intent=Intent.NOT_DONE, reason="not done alone", offers=())
    if (match := _NUMBER.fullmatch(letters)) and _OF_A_DOCUMENT.search(letters):
        return _with_number(reading, match["n"])
    return _as_day_alone(piece, reading, now, calendar) or _of_one_thing(letters, reading)


def _trimmed(words: str) -> str:
    piece = _TITLE.sub("", _EDGES.sub("", words))
    piece = _EDGES.sub("", _CLOSER.sub("", piece))
    return _EDGES.sub("", _OPENER.sub("", piece))


def _with_number(reading: Reading, number: str) -> Reading:
    documents = reading.documents or (Document(number, None),)
    return replace(
        reading,
        intent=Intent.DONE_WITH_DOCNUMBER,
        reason="its number",
        offers=(),
        document=documents[0],
        documents=documents,
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
    around = f"{said.plain[: when.start]} {said.plain[when.end :]}"
    if not _AROUND_A_DAY.fullmatch(" ".join(around.split())):
        return None
    promised = replace(reading, intent=Intent.POSTPONE, reason="a day alone", offers=())
    return replace(promised, date=when.value, other_date=when.other)


def _of_one_thing(letters: str, reading: Reading) -> Reading:
    """A piece is about one thing, and short: of two likely readings one counts where the words bear it out."""
    if reading.intent is Intent.MULTI:
        return replace(reading, intent=Intent.AMBIGUOUS, reason="several things")
    if reading.intent is Intent.CANCEL_UNDO and not _TAKES_BACK.search(letters):
        offers = (Intent.CANCEL_UNDO, Intent.REFUSE_NOT_MINE)
        return replace(reading, intent=Intent.AMBIGUOUS, reason="dropped or taken back", offers=offers)
    if reading.intent is not Intent.AMBIGUOUS or not reading.offers:
        return reading
    done = next((each for each in reading.offers if each in _DONE), None)
    if done and _TOLD.search(letters) and not _NOT_TOLD.search(letters):
        return replace(reading, intent=done, reason="told of a number", offers=())
    first = reading.offers[0]
    if first in _FIRST_GUESSES and reading.reason == "unsure":
        return replace(reading, intent=first, reason="likeliest", offers=())
    return reading
