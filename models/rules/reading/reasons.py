"""Words typed where a reason was asked for, which are none: they give up, decide otherwise, or only answer."""

import re
from datetime import datetime
from enum import StrEnum

from models.rules.letters import bare, plain_words
from models.rules.reading.giving import read_gifts
from models.rules.reading.lexicon import patterns
from models.rules.reading.numbered import read_numbered
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent

_RE = patterns("reasons")

_CLAUSES = re.compile(r"[,.;:!?\n…–]+| - |\bnhưng\b")


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
    said = [plain for clause in _CLAUSES.split(words) if (plain := plain_words(clause))]
    if not all(map(_RE.whole.fullmatch, said)):
        return None
    accepting = [each for each in said if _RE.accept.search(each)]
    if accepting:
        is_clear = "?" not in words and all(map(_RE.accepting.fullmatch, accepting))
        return NoReason.ACCEPTS if is_clear else NoReason.EMPTY
    return NoReason.CANCELS if any(map(_RE.cancel.search, said)) else NoReason.EMPTY


def no_reason_to_send(words: str, now: datetime, *, again: bool = False) -> NoReason | None:
    """What words are that give no reason to send a file all the same: a question is none, unless it was asked
    `again` and bears no question mark."""
    said = plain_words(words)
    if _RE.not_sent.match(said) and not _RE.still_sent.search(said):
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
    return read_gifts(words) is not None and _RE.person.search(bare(words)) is not None


def _answers_a_list(words: str, now: datetime) -> bool:
    """ "1 xong, 2 xong" """
    found = read_numbered(words, now, None)
    items = list(found.items.values()) if found else []
    return bool(items) and all(each.intent is Intent.DONE for each in items)
