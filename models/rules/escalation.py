"""Who above the officer is told, and when: facts in, a decision with its reason out (docs/design.md, Rules)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from models.rules.working_days import WorkingCalendar

TRIAL_DAYS, URGENT_DAYS = 10, 2
_LEADER_AFTER_OFFICER = 3
_SILENT_AFTER = 3
_URGENT_POINTS = Decimal(1)


class LevelDecision(StrEnum):
    TELL = "tell"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class EscalationFacts:
    """What is known of one task at the moment of deciding; days are days in Vietnam.

    `officer_told`: days on which a rung of it was delivered to the officer; `head_told`: on which the head's
    level was; `answered`: whether the officer said anything of it since its T-1, acknowledging and postponing
    excepted; `no_head`: the head's level was left out, nobody being above the officer but the leader.
    """

    today: date
    speaks_on: date
    officer_told: frozenset[date]
    head_told: date | None
    answered: bool
    trial: bool
    disputed: bool
    no_head: bool = False


def last_call(facts: EscalationFacts) -> LevelDecision:
    """14:00 of the day on which T0 speaks, and only if nothing was heard; never on another day."""
    if facts.answered or facts.disputed or facts.today != facts.speaks_on:
        return LevelDecision.NEVER
    return LevelDecision.TELL


def head(facts: EscalationFacts) -> LevelDecision:
    """Nobody is accused who was not told: some rung was delivered on an earlier working day."""
    if facts.disputed or facts.trial:
        return LevelDecision.LATER
    if not any(day < facts.today for day in facts.officer_told):
        return LevelDecision.LATER
    return LevelDecision.TELL


def leader(facts: EscalationFacts, calendar: WorkingCalendar) -> LevelDecision:
    """The head at least one working day before, the officer at least three; in the weekly digest only."""
    if facts.disputed or facts.trial:
        return LevelDecision.LATER
    if not facts.no_head and (facts.head_told is None or facts.head_told >= facts.today):
        return LevelDecision.LATER
    first = min(facts.officer_told, default=facts.today)
    if calendar.count(first, facts.today) < _LEADER_AFTER_OFFICER:
        return LevelDecision.LATER
    return LevelDecision.TELL


def admin_decides_from(due_on: date, disputed_on: date, calendar: WorkingCalendar) -> date:
    """The first working day on which the admin, not the head, is asked whose a task is: from T-1 on, and not on the
    day on which its officer said that it is not theirs."""
    eve = calendar.shift(calendar.on_or_before(due_on), -1)
    return calendar.on_or_after(max(eve, disputed_on + timedelta(days=1)))


def is_urgent(at_stake: Decimal | None, days_left: int) -> bool:
    """A point or more is lost for good within two working days: the leader hears at once, not in the week."""
    return (at_stake or 0) >= _URGENT_POINTS and days_left <= URGENT_DAYS


def in_trial(adopted_on: date, today: date, calendar: WorkingCalendar) -> bool:
    """The first ten working days, that of adoption included, are a trial run."""
    worked = calendar.count(adopted_on, today) + int(calendar.is_working(adopted_on))
    return worked <= TRIAL_DAYS


def unanswered(delivered: Iterable[date], last_heard: date | None) -> list[date]:
    """The days of delivery after the last one on which anything came (None: ever), in order."""
    return sorted({day for day in delivered if last_heard is None or day > last_heard})


def is_silent(unanswered_on: Sequence[date]) -> bool:
    """Nothing came for three working days on which a rung of T-1 or later was delivered."""
    return len(unanswered_on) >= _SILENT_AFTER
