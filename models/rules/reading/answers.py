"""What short words say where something was asked, or ask themselves: one thing, a moment, yes or no, a reason."""

import re
from datetime import date, datetime
from enum import StrEnum

from models.rules.letters import bare, plain_words
from models.rules.reading.dates import find_dates
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import listed, patterns
from models.rules.reading.numbered import read_numbered
from models.rules.reading.persons import is_named_in, read_gifts
from models.rules.reading.reader import read_reply
from models.rules.reading.values import Intent
from models.rules.working_days import WorkingCalendar

_MOMENT = patterns("moments")
_SURVEY = patterns("surveying")
_YES = patterns("consenting")
_STAYING = patterns("staying")
_REASON = patterns("reasons")
_CLAUSES = re.compile(r"[,.;:!?\n…–]+| - |\bnhưng\b")
MAY_NAME_A_MOMENT = frozenset({Intent.POSTPONE, Intent.QUESTION, Intent.AMBIGUOUS, Intent.UNRELATED})
"""What words may be taken for that answer "when?" and nothing else."""


class Asked(StrEnum):
    """`SEEN`: whether what was handed in was looked at."""

    DUE = "due"
    WHERE = "where"
    WHAT = "what"
    WHO = "who"
    SEEN = "seen"


_PATTERNS = {Asked(name): pattern for name, pattern in listed("asked")}


def asked(words: str) -> Asked | None:
    """None where it asks for something else, or for several things."""
    said = plain_words(words)
    found = [each for each, pattern in _PATTERNS.items() if pattern.search(said)]
    return found[0] if len(found) == 1 else None


class Survey(StrEnum):
    """What of all the work there is somebody asks for."""

    ALL = "all"
    LATE = "late"


def surveyed(words: str) -> Survey | None:
    """What words ask about work in general: "ai chưa nộp", "việc nào trễ"; None where they say anything else."""
    said = plain_words(words)
    if _SURVEY.whole.fullmatch(said) is None:
        return None
    return Survey.LATE if _SURVEY.late.search(said) else Survey.ALL


def asks_to_be_reminded(words: str) -> bool:
    """Whether a moment is named for a reminder: it promises nothing."""
    return _MOMENT.reminds.search(bare(words)) is not None


def named_moment(
    words: str, now: datetime, calendar: WorkingCalendar | None = None
) -> date | datetime | None:
    """A day, or an aware moment (Vietnam) where an hour or a part of the day is named; None where the words name
    none ahead of `now`, several, or one that may be read in two ways. A weekday beside its date is one: "thứ 6 ngày
    25/12"."""
    found = [each for each in find_dates(fold(words), now, calendar) if each.value is not None]
    return found[0].value if len(found) == 1 and found[0].other is None else None


def says_yes(words: str) -> bool | None:
    """True for yes, False for no, None for anything else, also where a question is asked."""
    said = plain_words(words)
    if "?" in words or not said:
        return None
    if _YES.says_no.fullmatch(said):
        return False
    return True if _YES.says_yes.fullmatch(said) else None


def agrees(words: str) -> bool:
    """Whether words only say that what was understood is right: "đúng rồi ạ"."""
    return "?" not in words and _YES.agrees.fullmatch(plain_words(words)) is not None


def names_the_deed(words: str) -> bool:
    """Whether such an answer says what it is about, and is more than a yes that may be meant for anything."""
    return _YES.names_it.search(bare(words)) is not None


def stays(words: str, whose: str | None = None) -> bool:
    """Whether words say that something stays as it is: "giữ nguyên", "vẫn là chị An"; of work whose officer is
    known, by the full name, also "cứ để chị An làm", and not where they name somebody else."""
    said = plain_words(words)
    if "?" in words or _STAYING.denied.search(said):
        return False
    if _STAYING.same.search(said):
        return True
    if whose is None:
        return _STAYING.begins.search(said) is not None
    return _STAYING.still.search(said) is not None and is_named_in(words, whose)


def names_a_verdict(words: str) -> bool:
    """Whether words speak of what a reviewer decides: "duyệt hết", "trả lại cái này"."""
    return _REASON.verdict.search(plain_words(words)) is not None


class NoReason(StrEnum):
    """What words do that give no reason."""

    CANCELS = "cancels"
    ACCEPTS = "accepts"
    EMPTY = "empty"


def no_reason(words: str, now: datetime) -> NoReason | None:
    """What words are where they are no reason; None for a reason. Every part must be empty of one: "ok, thiếu chữ
    ký số" is a reason."""
    # An office to which something belongs is a reason, work that is given to a person, or of a list, is none.
    if read_gifts(words) is not None and _REASON.person.search(bare(words)):
        return NoReason.EMPTY
    answers = read_numbered(words, now, None)
    if answers and answers.items and all(each.intent is Intent.DONE for each in answers.items.values()):
        return NoReason.EMPTY
    said = [plain for clause in _CLAUSES.split(words) if (plain := plain_words(clause))]
    if not all(map(_REASON.whole.fullmatch, said)):
        return None
    accepting = [each for each in said if _REASON.accept.search(each)]
    if accepting:
        is_clear = "?" not in words and all(map(_REASON.accepting.fullmatch, accepting))
        return NoReason.ACCEPTS if is_clear else NoReason.EMPTY
    return NoReason.CANCELS if any(map(_REASON.cancel.search, said)) else NoReason.EMPTY


def no_reason_to_send(words: str, now: datetime, *, again: bool = False) -> NoReason | None:
    """What words are that give no reason to send a file all the same: a question is none, unless it was asked
    `again` and bears no question mark."""
    said = plain_words(words)
    if _REASON.not_sent.match(said) and not _REASON.still_sent.search(said):
        return NoReason.CANCELS
    found = no_reason(words, now)
    is_empty = found is NoReason.ACCEPTS or (found is None and is_question(words, now, again=again))
    return NoReason.EMPTY if is_empty else found


def is_question(words: str, now: datetime, *, again: bool = False) -> bool:
    """Whether words ask where a reason was asked for; asked for `again`, only with a question mark."""
    may_ask = not again or words.rstrip().endswith("?")
    return may_ask and read_reply(words, now, None).intent is Intent.QUESTION
