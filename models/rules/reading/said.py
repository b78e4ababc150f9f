"""A reply taken apart: one line of comparable words, with its documents, dates and shares marked."""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from models.rules.reading.dates import TimePhrase, find_dates
from models.rules.reading.documents import Mention, MentionKind, file_codes, mentions
from models.rules.reading.fold import fold_tokens, spell
from models.rules.reading.keys import decoded
from models.rules.reading.lexicon import word_set
from models.rules.reading.patterns import occurs, phrases
from models.rules.working_days import WorkingCalendar

_MARKS = {MentionKind.NAMED: " <doc> ", MentionKind.CITED: " <cited> ", MentionKind.REPLACED: " <old> "}
# The days of a week, as the program writes them: "14–20/12".
_DASH = re.compile(r"(?<=\d)–(?=\d)")
# "tuần 51/2026", "tháng 12/2026" and "quý 4/2026" are periods.
_SHARE = re.compile(r"(?<= )(?<!tuan )(?<!thang )(?<!quy )(?:(\d{1,4})/(\d{1,4})|(\d{1,3})%)(?= )")
_YOU = set(map(spell, word_set("spoken to")))
_KEEPS_OBJECT = word_set("keeps its object")
_ENDS_A_STATEMENT = {"roi", "chua", "xong", "khong", "nua", "dau", "<doc>"}
_OPENERS = {"dạ", "vang", "u", "ok"}


@dataclass(frozen=True)
class Utterance:
    """One reply: `line` begins and ends with ", "; `plain` is the same before anything was marked."""

    plain: str
    line: str
    whens: tuple[TimePhrase, ...]
    mentions: tuple[Mention, ...]

    @cached_property
    def clauses(self) -> list[str]:
        """The clauses in order, each again between ", " and ", "."""
        return [f", {part} , " for each in re.split(r"[,?]", self.line) if (part := each.strip())]

    def says(self, section: str) -> bool:
        """Whether a phrase of that section of phrases.txt occurs."""
        return occurs(phrases(section), self.line)

    @property
    def asks(self) -> bool:
        return " ? " in self.line


def take_apart(text: str, now: datetime, calendar: WorkingCalendar | None) -> Utterance:
    """The reply `text`, said at `now`."""
    lowered = _DASH.sub("-", decoded(text).casefold())
    named = mentions(lowered, now)
    plain = " ".join(fold_tokens(_masked(lowered, named)))
    whens = find_dates(plain, now, calendar)
    line = plain
    for when in reversed(whens):
        line = f"{line[: when.start]}<{when.tense}>{line[when.end :]}"
    line = _SHARE.sub(_share, f" {line} ")
    return Utterance(plain, _trimmed(line), tuple(whens), tuple(named))


def _masked(lowered: str, named: list[Mention]) -> str:
    spans = [(each.start, each.end, _MARKS[each.kind]) for each in named]
    spans += [(start, end, " <hoso> ") for start, end in file_codes(lowered)]
    for start, end, mark in sorted(spans, reverse=True):
        lowered = lowered[:start] + mark + lowered[end:]
    return lowered


def _share(share: re.Match[str]) -> str:
    """6/7 as `<part>`, 80% as `<rate>`, 9/9 and 100% as `<whole>`."""
    part, whole, percent = share.groups()
    if percent:
        return "<whole>" if int(percent) >= 100 else "<rate>"
    return "<whole>" if int(part) == int(whole) > 0 else "<part>" if int(part) < int(whole) else share[0]


def _trimmed(line: str) -> str:
    """Every clause without the words that only open it or name who is spoken to."""
    joined = " ".join(filter(None, (_trim(piece.split()) for piece in re.split(r"([,?])", line))))
    return re.sub(r"(?:, )+", ", ", joined).strip() + " "


def _trim(words: list[str]) -> str:
    while len(words) > 1 and words[0] in _OPENERS:
        words = words[1:]
    while len(words) > 1 and (
        words[-2] in _ENDS_A_STATEMENT
        if words[-1] == "em"
        else words[-1] in _YOU and words[-2] not in _KEEPS_OBJECT
    ):
        words = words[:-1]
    return " ".join(words)
