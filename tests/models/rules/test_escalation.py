"""Who above the officer is told, and when: facts in, a decision out (docs/design.md, Rules)."""

from dataclasses import replace
from datetime import date

import pytest

from models.rules.escalation import (
    EscalationFacts,
    LevelDecision,
    head,
    in_trial,
    is_silent,
    last_call,
    leader,
    unanswered,
)
from tests.models.rules.year_2026 import CALENDAR

TELL, LATER, NEVER = LevelDecision.TELL, LevelDecision.LATER, LevelDecision.NEVER
# Due Wednesday 16/12/2026; the officer was told on the day before and on the day itself.
EVE, DUE, T1, T2, T3 = (date(2026, 12, day) for day in (15, 16, 17, 18, 21))
FACTS = EscalationFacts(
    today=DUE,
    speaks_on=DUE,
    officer_told=frozenset({EVE, DUE}),
    head_told=None,
    answered=False,
    trial=False,
    disputed=False,
)


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        ({}, TELL),
        ({"officer_told": frozenset()}, TELL),
        ({"trial": True}, TELL),
        ({"answered": True}, NEVER),
        ({"disputed": True}, NEVER),
        ({"today": T1}, NEVER),
        ({"today": EVE}, NEVER),
    ],
)
def test_the_last_call_is_of_the_due_day_and_only_if_nothing_was_heard(
    facts: dict[str, object], decision: LevelDecision
) -> None:
    assert last_call(replace(FACTS, **facts)) is decision


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        ({"today": T1}, TELL),
        ({"today": T1, "answered": True}, TELL),
        ({"today": T1, "officer_told": frozenset({EVE})}, TELL),
        ({"today": T1, "officer_told": frozenset()}, LATER),
        ({"today": T1, "officer_told": frozenset({T1})}, LATER),
        ({"today": T2, "officer_told": frozenset({T1})}, TELL),
        ({"today": T1, "trial": True}, LATER),
        ({"today": T1, "disputed": True}, LATER),
    ],
)
def test_the_head_is_told_a_day_after_the_officer_was(
    facts: dict[str, object], decision: LevelDecision
) -> None:
    assert head(replace(FACTS, **facts)) is decision


@pytest.mark.parametrize(
    ("facts", "decision"),
    [
        ({"today": T3, "head_told": T1}, TELL),
        ({"today": T3, "head_told": T3}, LATER),
        ({"today": T3, "head_told": None}, LATER),
        ({"today": T3, "head_told": None, "no_head": True}, TELL),
        ({"today": T2, "head_told": T1, "officer_told": frozenset({DUE})}, LATER),
        ({"today": T3, "head_told": T1, "officer_told": frozenset({DUE})}, TELL),
        ({"today": T3, "head_told": T2, "officer_told": frozenset()}, LATER),
        ({"today": T3, "head_told": T1, "trial": True}, LATER),
        ({"today": T3, "head_told": T1, "disputed": True}, LATER),
    ],
)
def test_the_leader_is_told_after_the_head_and_three_working_days_after_the_officer(
    facts: dict[str, object], decision: LevelDecision
) -> None:
    assert leader(replace(FACTS, **facts), CALENDAR) is decision


def test_down_from_t_1_to_t_3_each_level_keeps_its_distance() -> None:
    """Due Friday 11/12, down from Thursday to Wednesday 16/12: the officer hears on return, the head on
    Thursday, the leader on Monday; nobody earlier."""
    back, due = date(2026, 12, 16), date(2026, 12, 11)
    told_head = date(2026, 12, 17)
    facts = replace(FACTS, speaks_on=due, officer_told=frozenset({back}))
    assert last_call(replace(facts, today=back)) is NEVER
    assert [head(replace(facts, today=date(2026, 12, day))) for day in (16, 17)] == [LATER, TELL]
    above = replace(facts, head_told=told_head)
    leaders = [leader(replace(above, today=date(2026, 12, day)), CALENDAR) for day in (16, 17, 18, 21)]
    assert leaders == [LATER, LATER, LATER, TELL]


@pytest.mark.parametrize(
    ("adopted_on", "today", "trial"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), True),
        # 24 November is a day off.
        (date(2026, 11, 23), date(2026, 12, 7), True),
        (date(2026, 11, 23), date(2026, 12, 8), False),
        (date(2026, 12, 5), date(2026, 12, 18), True),
        (date(2026, 12, 5), date(2026, 12, 21), False),
    ],
)
def test_the_first_ten_working_days_are_a_trial(adopted_on: date, today: date, trial: bool) -> None:
    assert in_trial(adopted_on, today, CALENDAR) is trial


@pytest.mark.parametrize(
    ("delivered", "heard_on", "silent"),
    [
        ([EVE, DUE, T1], None, True),
        ([EVE, DUE], None, False),
        ([EVE, EVE, DUE], None, False),
        ([EVE, DUE, T1], EVE, False),
        ([EVE, DUE, T1, T2], EVE, True),
        ([], None, False),
    ],
)
def test_silent_is_who_left_three_days_of_reminders_unanswered(
    delivered: list[date], heard_on: date | None, silent: bool
) -> None:
    assert is_silent(unanswered(delivered, heard_on)) is silent
