"""Whether somebody who was asked to do something in another's place says yes or no, in words for nothing else."""

import re

from models.rules.letters import bare

_DOES = (
    "(?:da )?(?:nhan loi|nhan viec|nhan lam|nhan thay|nhan(?! duoc roi)|lam thay|lam giup|lam ho|thay duoc|lo cho|"
    "san sang)"
)
_YES = rf"{_DOES}(?: duoc(?! roi))?|ok|oke|okie|vang|da|u|uh|um|duoc|dong y|nhat tri"
_NO = (
    "ban(?: (?:viec|hop|lam|qua|mat))?|tu choi|chua nhan duoc|khong (?:duoc|dong y|nhan loi)|"
    "khong(?: the)? (?:nhan|lam thay|nhan thay|lam giup|giup|thay|lam)(?: duoc| noi)?"
)
_FILLERS = (
    "roi|nhe|nha|a|em|anh|chi|toi|minh|co|chu|bac|bot|dong chi|viec nay|cai nay|viec|nay|cho|giup|thi|do|day|nua|"
    "dau|hom do|may hom do|dot nay|hom nay|cung|xin loi|xin|ho|thoi|tiec qua"
)
_SAYS_YES, _SAYS_NO = (
    re.compile(rf"(?=(?:.* )?(?:{words})(?: |$))(?:(?:{words}|{_FILLERS})(?: |$))+") for words in (_YES, _NO)
)
_AGREES = re.compile(
    r"(?:(?:da|vang|u|uh|ok|oke) )*(?:dung|phai|chuan|chinh xac|vang|da|ok|oke|u|uh|um)"
    r"(?: (?:roi|vay|the|a|nhe|nha|em|anh|chi|co|chu|bac|do|day|y))*"
)
_NAMES_IT = re.compile(r"\b(?:nhan|thay|giup|ban|tu choi)\b")


def says_yes(words: str) -> bool | None:
    """True for yes, False for no, None for anything else, also where a question is asked."""
    said = " ".join(re.sub(r"\W+", " ", bare(words)).split())
    if "?" in words or not said:
        return None
    if _SAYS_NO.fullmatch(said):
        return False
    return True if _SAYS_YES.fullmatch(said) else None


def agrees(words: str) -> bool:
    """Whether words only say that what was understood is right: "đúng rồi ạ"."""
    return (
        "?" not in words and _AGREES.fullmatch(" ".join(re.sub(r"\W+", " ", bare(words)).split())) is not None
    )


def names_the_deed(words: str) -> bool:
    """Whether such an answer says what it is about, and is more than a yes that may be meant for anything."""
    return _NAMES_IT.search(bare(words)) is not None
