"""A due day of one period as a rule for all: in the requirement's own form, or in one that its cadence allows."""

from datetime import date
from typing import Any

import pytest

from models.redating import day_by, rule_for
from models.refused import Reason, Refused
from models.rules.cadence import Cadence, Shift, period
from models.rules.lifecycle import State
from models.tables import Requirement, Task
from tests.commune import at
from tests.models.rules.year_2026 import CALENDAR


def requirement(cadence: Cadence, rule: dict[str, Any], cutoff: int | None = None) -> Requirement:
    return Requirement(
        agency_id=1,
        code="x",
        title="Báo cáo",
        short="Báo cáo",
        unit_id=1,
        cadence=cadence,
        cutoff_day=cutoff,
        due_rule=rule,
        shift=Shift.EARLIER,
        starts_on=date(2026, 1, 1),
    )


def task(period: str, cutoff_on: date | None = None) -> Task:
    day = date(2026, 11, 17)
    return Task(
        agency_id=1,
        requirement_id=1,
        unit_id=1,
        period=period,
        scoring_year=2026,
        cutoff_on=cutoff_on,
        scheduled_on=day,
        due_on=day,
        closes_on=day,
        state=State.OPEN,
        opened_at=at("01/11/2026"),
    )


def cutoff_on(of: Requirement, name: str) -> date | None:
    """Where the figures of a task close that is opened now."""
    return period(name, of.cutoff_day).cutoff_on if of.cutoff_day else None


@pytest.mark.parametrize(
    ("of", "period", "due_on", "rule"),
    [
        (
            requirement(Cadence.WEEKLY, {"weekday": "friday"}),
            "2026-W47",
            date(2026, 11, 18),
            {"weekday": "wednesday"},
        ),
        (
            requirement(Cadence.WEEKLY, {"weekday": "friday"}),
            "2026-W47",
            date(2026, 11, 23),
            {"last_day": True, "plus": 1},
        ),
        (
            requirement(Cadence.WEEKLY, {"last_day": True}),
            "2026-W47",
            date(2026, 11, 19),
            {"weekday": "thursday"},
        ),
        (
            requirement(Cadence.MONTHLY, {"after_cutoff": 2}, 14),
            "2026-12",
            date(2026, 12, 17),
            {"after_cutoff": 3},
        ),
        (requirement(Cadence.MONTHLY, {"day": 25}), "2026-12", date(2026, 12, 22), {"day": 22}),
        (
            requirement(Cadence.MONTHLY, {"day": 25}),
            "2026-11",
            date(2026, 12, 2),
            {"last_day": True, "plus": 2},
        ),
        (requirement(Cadence.MONTHLY, {"last_day": True}), "2026-12", date(2026, 12, 25), {"day": 25}),
        (
            requirement(Cadence.QUARTERLY, {"last_day": True}),
            "2026-Q3",
            date(2026, 10, 5),
            {"last_day": True, "plus": 3},
        ),
        (
            requirement(Cadence.QUARTERLY, {"dates": ["15/3", "15/6", "15/9", "15/12"]}),
            "2026-Q3",
            date(2026, 9, 10),
            {"dates": ["15/3", "15/6", "10/9", "15/12"]},
        ),
        (requirement(Cadence.YEARLY, {"dates": ["15/12"]}), "2026", date(2026, 11, 30), {"dates": ["30/11"]}),
        (
            requirement(Cadence.YEARLY, {"dates": ["15/12"]}, 31),
            "2026",
            date(2027, 1, 8),
            {"dates": ["8/1"], "next_year": True},
        ),
        (requirement(Cadence.YEARLY, {"last_day": True}), "2026", date(2026, 12, 15), {"dates": ["15/12"]}),
        (
            requirement(Cadence.ONCE, {"date": "2026-12-31"}),
            "2026-12-31",
            date(2026, 12, 15),
            {"date": "2026-12-15"},
        ),
    ],
)
def test_the_rule_gives_this_period_that_day(
    of: Requirement, period: str, due_on: date, rule: dict[str, Any]
) -> None:
    opened = task(period, cutoff_on(of, period))
    found = rule_for(of, opened, due_on, CALENDAR)
    assert found == rule
    assert day_by(of, found, opened, CALENDAR) == due_on


@pytest.mark.parametrize(
    ("of", "period", "due_on"),
    [
        (requirement(Cadence.MONTHLY, {"after_cutoff": 2}, 14), "2026-12", date(2026, 12, 14)),
        (requirement(Cadence.MONTHLY, {"after_cutoff": 2}, 14), "2026-12", date(2026, 12, 19)),
        (requirement(Cadence.QUARTERLY, {"last_day": True}), "2026-Q3", date(2026, 9, 15)),
        (
            requirement(Cadence.YEARLY, {"dates": ["1/11"], "after_letter": 10, "letters": ["2026-11-02"]}),
            "2026",
            date(2026, 11, 10),
        ),
        (requirement(Cadence.PER_CASE, {}), "H36.20-261101-0001", date(2026, 12, 1)),
    ],
)
def test_where_no_rule_says_so_it_is_refused(of: Requirement, period: str, due_on: date) -> None:
    with pytest.raises(Refused) as refused:
        rule_for(of, task(period, cutoff_on(of, period)), due_on, CALENDAR)
    assert refused.value.reason is Reason.NO_RULE


def test_a_period_opened_under_another_cadence_makes_no_rule() -> None:
    """The report of December was opened monthly; since then it is a matter of quarters, or of one day."""
    december = task("2026-12", date(2026, 12, 14))
    for of in (
        requirement(Cadence.QUARTERLY, {"after_cutoff": 2}, 14),
        requirement(Cadence.YEARLY, {"dates": ["15/12"]}),
        requirement(Cadence.ONCE, {"date": "2026-12-31"}),
        requirement(Cadence.PER_CASE, {}),
    ):
        with pytest.raises(Refused) as refused:
            rule_for(of, december, date(2026, 12, 17), CALENDAR)
        assert refused.value.reason is Reason.NO_RULE


def test_a_rule_counts_from_the_cut_off_that_the_task_was_opened_with() -> None:
    """Figures close on the 20th from now on; those of the open December closed on the 14th."""
    of = requirement(Cadence.MONTHLY, {"after_cutoff": 2}, 20)
    december = task("2026-12", date(2026, 12, 14))
    assert rule_for(of, december, date(2026, 12, 17), CALENDAR) == {"after_cutoff": 3}
