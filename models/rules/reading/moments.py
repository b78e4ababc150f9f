"""The one day or moment that an answer to "when?" names, and whether it is that of a reminder."""

from datetime import date, datetime

from models.rules.letters import bare
from models.rules.reading.dates import find_dates
from models.rules.reading.fold import fold
from models.rules.reading.lexicon import patterns
from models.rules.reading.values import Intent
from models.rules.working_days import WorkingCalendar

_RE = patterns("moments")

# What words may be taken for that answer "when?" and nothing else.
MAY_NAME_A_MOMENT = frozenset({Intent.POSTPONE, Intent.QUESTION, Intent.AMBIGUOUS, Intent.UNRELATED})


def asks_to_be_reminded(words: str) -> bool:
    """Whether a moment is named for a reminder: it promises nothing."""
    return _RE.reminds.search(bare(words)) is not None


def named_moment(
    words: str, now: datetime, calendar: WorkingCalendar | None = None
) -> date | datetime | None:
    """A day, or an aware moment (Vietnam) where an hour or a part of the day is named; None where the words name
    none ahead of `now`, several, or one that may be read in two ways. A weekday beside its date is one: "thứ 6 ngày
    25/12"."""
    found = [each for each in find_dates(fold(words), now, calendar) if each.value is not None]
    return found[0].value if len(found) == 1 and found[0].other is None else None
