"""Words typed where a reason was asked for, which are none: they give up, decide otherwise, or only answer."""

import re
from datetime import datetime
from enum import StrEnum

from models.rules.letters import bare
from models.rules.reading.giving import read_gifts
from models.rules.reading.numbered import read_numbered
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent

_NOT_RETURNED = "(?:khong|khoi|thoi|dung) tra(?: lai)?(?: nua)?|thoi"
_CANCELS = (
    "bam nham|an nham|nhan nham|chon nham|go nham|gui nham tin|bam lon|nham nut|nham viec|nham|lon|lo tay|lo bam|"
    "huy bo|huy lenh|huy|bo qua|hoan tac|undo|cancel|dung lai|thoat|dong lai|dong|khoan da|khoan|"
    rf"khong can(?: nua)?|{_NOT_RETURNED}"
)
_ACCEPTS = "duyet|thong qua|cho qua|dat yeu cau|dat"
# "đừng" is no "đúng".
_AGREES = (
    "ok|oke|okie|okay|vang|da|u|uh|um|duoc|ro|biet|nhan duoc|dong y|nhat tri|cam on|xong|tot|on|du|"
    "dung(?! duyet| dat| cho| thong)"
)
_SAYS_NOTHING = "mo tep|xem tep|chi tiet|tra lai|ly do khac|sao|gi|ha|the nao|chua biet|khong$"
# What may stand beside each of them and adds nothing.
_FILLERS = (
    "roi|nhe|nha|a|em|anh|chi|toi|minh|bot|dong chi|cai nay|viec nay|ban nay|van ban nay|minh chung nay|tep nay|"
    "file nay|cai|nay|cho|di|luon|giup|lai|nua|day|do|thi|la|vay|the|xin loi|oi|chet|hom nay"
)
_ACCEPTING = re.compile(rf"(?:(?:{_NOT_RETURNED}|{_ACCEPTS}|{_AGREES}|{_FILLERS})(?: |$))+")
_WHOLE = re.compile(rf"(?:(?:{_CANCELS}|{_ACCEPTS}|{_AGREES}|{_SAYS_NOTHING}|{_FILLERS})(?: |$))+")
_CANCEL, _ACCEPT = (re.compile(rf"(?:^| )(?:{words})(?= |$)") for words in (_CANCELS, _ACCEPTS))
# How who was asked why a file is to be sent all the same gives it up, in more words than one.
_NOT_SENT = re.compile(
    r"(?:thoi|khoan|dung gui|khong gui|khoi gui|chua gui|khong nop|khoi nop|dung nop|"
    r"chua nop|(?:de|cho) (?:em|anh|chi|toi|minh|chau) (?:sua|ky|lam|bo sung|xem)|"
    r"(?:em|anh|chi|toi|minh) khong (?:gui|nop))\b"
)
_STILL_SENT = re.compile(r"\b(?:cu|van|luon) (?:gui|nop)|\b(?:gui|nop) luon\b")
_CLAUSES = re.compile(r"[,.;:!?\n…–]+| - |\bnhưng\b")
_PERSON = re.compile(r"\b(?:anh|chi|em|co|chu|bac|ong|ba|dong chi)\b|\d")


class NoReason(StrEnum):
    """What words do that give no reason."""

    CANCELS = "cancels"
    ACCEPTS = "accepts"
    EMPTY = "empty"


def no_reason(words: str, now: datetime) -> NoReason | None:
    """What words are where they are no reason; None for a reason. Every part must be empty of one: "ok, thiếu chữ
    ký số" is a reason."""
    if _gives_work(words) or _answers_a_list(words, now):
        return NoReason.EMPTY
    clauses = [" ".join(re.sub(r"\W+", " ", bare(each)).split()) for each in _CLAUSES.split(words)]
    said = [each for each in clauses if each]
    if not all(map(_WHOLE.fullmatch, said)):
        return None
    accepting = [each for each in said if _ACCEPT.search(each)]
    if accepting:
        is_clear = "?" not in words and all(map(_ACCEPTING.fullmatch, accepting))
        return NoReason.ACCEPTS if is_clear else NoReason.EMPTY
    return NoReason.CANCELS if any(map(_CANCEL.search, said)) else NoReason.EMPTY


def no_reason_to_send(words: str, now: datetime, *, again: bool = False) -> NoReason | None:
    """What words are that give no reason to send a file all the same: a question is none, unless it was asked
    `again` and bears no question mark."""
    said = " ".join(re.sub(r"\W+", " ", bare(words)).split())
    if _NOT_SENT.match(said) and not _STILL_SENT.search(said):
        return NoReason.CANCELS
    found = no_reason(words, now)
    if found is not None:
        return NoReason.EMPTY if found is NoReason.ACCEPTS else found
    return NoReason.EMPTY if is_question(words, now, again=again) else None


def is_question(words: str, now: datetime, *, again: bool = False) -> bool:
    """Whether words ask where a reason was asked for; asked for `again`, only with a question mark."""
    if again and not words.rstrip().endswith("?"):
        return False
    return read_reply(words, now, None).intent is Intent.QUESTION


def _gives_work(words: str) -> bool:
    """ "1 giao chị An": to a person, or of a list; an office to which something belongs is a reason."""
    return read_gifts(words) is not None and _PERSON.search(bare(words)) is not None


def _answers_a_list(words: str, now: datetime) -> bool:
    """ "1 xong, 2 xong" """
    found = read_numbered(words, now, None)
    items = list(found.items.values()) if found else []
    return bool(items) and all(each.intent is Intent.DONE for each in items)
