"""What an officer writes about a bundle of citizen files: "da gui 1-5 tru 3", "2, 4 đã trả kết quả".

Nothing is guessed: a word that belongs to no such answer, a negation, a day or a question, and it is read as any
other answer is.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from models.rules.letters import bare

_TOKEN = re.compile(r"\d+|[^\W\d_]+|-|–|[^\w\s]")
_SENT = frozenset({"gui", "dinh", "kem", "xin", "loi"})
_RETURNED = frozenset({"tra"})
_EXCEPT = frozenset({"tru", "ngoai", "bo", "chua"})
_ALL = frozenset({"het", "tat", "toan", "bo", "ca"})
_TO = frozenset({"-", "–", "den", "toi"})
# What says nothing of its own.
_FILLERS = frozenset(
    re.split(
        r"\|",
        "a|da|em|toi|minh|chi|anh|roi|xong|nhe|nha|ho|so|hs|cai|muc|va|voi|cung|thu|van|ban|cac|nhung|cho|nguoi|dan|tren|"
        "he|thong|tinh|luon|vua|moi|nay|hom|ket|qua|duoc|dc|do|.|,|;|:|!",
    )
)
_MOST = 999


class Deed(Enum):
    """The apology was sent, and attached; it was not, after all; or the result of the file was given."""

    SENT = auto()
    UNSENT = auto()
    RETURNED = auto()


@dataclass(frozen=True)
class BundleSaid:
    """What was said of which numbers of the bundle; `numbers` outside it are the caller's to refuse."""

    deed: Deed
    numbers: frozenset[int]


def read_bundle(words: str, count: int) -> BundleSaid | None:
    """Of a bundle whose numbers go from 1 to `count`; None where it says anything else."""
    tokens = _TOKEN.findall(bare(words))
    if (unsent := _not_sent(tokens)) is not None:
        return _said(Deed.UNSENT, _meant(unsent, count))
    deed = _deed(tokens)
    if deed is None or not _all_known(tokens):
        return None
    excepted = (i for i, each in enumerate(tokens) if each in _EXCEPT and _follows_number(tokens, i))
    split = next(excepted, len(tokens))
    return _said(deed, _meant(tokens[:split], count) - _numbers(tokens[split:]))


def _said(deed: Deed, numbers: set[int]) -> BundleSaid | None:
    return BundleSaid(deed, frozenset(numbers)) if numbers else None


def _meant(tokens: list[str], count: int) -> set[int]:
    """The numbers that are named, else all of them where all are meant."""
    return _numbers(tokens) or (set(range(1, count + 1)) if _names_all(tokens) else set())


def _not_sent(tokens: list[str]) -> list[str] | None:
    """The other words of "2 chưa gửi"; None where they say more than that, or another thing."""
    at = tokens.index("chua") if tokens.count("chua") == 1 else len(tokens)
    if "da" in tokens or not _SENT.intersection(tokens[at + 1 : at + 2]) or _RETURNED.intersection(tokens):
        return None
    others = tokens[:at] + tokens[at + 1 :]
    return others if _all_known(others) else None


def _deed(tokens: list[str]) -> Deed | None:
    if any(each in _SENT for each in tokens):
        return Deed.SENT
    return Deed.RETURNED if any(each in _RETURNED for each in tokens) else None


def _all_known(tokens: list[str]) -> bool:
    known = _SENT | _RETURNED | _ALL | _TO | _FILLERS
    return all(
        each in known or each.isdigit() or (each in _EXCEPT and _follows_number(tokens, i))
        for i, each in enumerate(tokens)
    )


def _follows_number(tokens: list[str], at: int) -> bool:
    """Whether numbers come next, as after "trừ": "ngoại trừ 3", "trừ 3, 4"."""
    rest = [each for each in tokens[at + 1 :] if each not in _FILLERS | _EXCEPT]
    return bool(rest) and rest[0].isdigit()


def _names_all(tokens: list[str]) -> bool:
    return any(each in _ALL for each in tokens)


def _numbers(tokens: list[str]) -> set[int]:
    """1, 2, 4 and 5-9; a number too large to be one of a list counts as none."""
    found: set[int] = set()
    for i, each in enumerate(tokens):
        if not each.isdigit() or int(each) > _MOST:
            continue
        is_end = i >= 2 and tokens[i - 1] in _TO and tokens[i - 2].isdigit()
        first = int(tokens[i - 2]) if is_end else int(each)
        found |= set(range(min(first, int(each)), max(first, int(each)) + 1))
    return found
