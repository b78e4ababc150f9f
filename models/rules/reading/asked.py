"""What one question of an officer asks for, where it asks for one thing that is known of the task."""

import re
from enum import StrEnum

from models.rules.letters import bare


class Asked(StrEnum):
    """`SEEN`: whether what was handed in was looked at."""

    DUE = "due"
    WHERE = "where"
    WHAT = "what"
    WHO = "who"
    SEEN = "seen"


_ASKS = {
    Asked.SEEN: r"(?:duyet|xem|tham tra|nhan duoc|nhan|thay|dat|qua) (?:chua|roi chua|hay chua)",
    Asked.WHO: r"(?:ai|nguoi nao|dong chi nao)(?: la nguoi)? (?:tham tra|duyet|xem|kiem tra|cham|nhan)|"
    r"(?:tham tra|duyet) la ai",
    Asked.WHERE: r"(?:nop|gui|tai|dang|up|day|nhap)(?: \S+){0,3} "
    r"(?:o dau|di dau|cho nao|len dau|vao dau|dau|qua dau|cho ai|ve dau|mo)\b",
    Asked.DUE: r"han (?:la |cuoi |nop )*(?:khi nao|bao gio|ngay nao|ngay may|hom nao|mo)|"
    r"(?:khi nao|bao gio|ngay nao|hom nao|"
    r"ngay may|khi mo)(?: thi| la)? (?:den han|het han|phai nop|nop|can|han)|con may ngay|den han chua",
    Asked.WHAT: r"(?:can|gom|thieu|nop|kem)(?: \S+){0,3} (?:gi|nhung gi|cai gi|giay to gi)\b|"
    r"minh chung (?:la )?(?:gi|chi|nao)",
}
_PATTERNS = {asked: re.compile(rf"(?<!\w)(?:{pattern})") for asked, pattern in _ASKS.items()}


def asked(words: str) -> Asked | None:
    """None where it asks for something else, or for several things."""
    said = " ".join(re.sub(r"[^\w\s]", " ", bare(words)).split())
    found = [each for each, pattern in _PATTERNS.items() if pattern.search(said)]
    return found[0] if len(found) == 1 else None
