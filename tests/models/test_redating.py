"""A due day of one period as a rule for all: in the requirement's own form, or in one that its cadence allows."""

from datetime import date
from typing import Any

import pytest

from models.redating import day_by, rule_for
from models.refused import Reason, Refused
from models.rules.cadence import Cadence, Shift
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


def task(period: str) -> Task:
    day = date(2026, 11, 17)
    return Task(
        agency_id=1,
        requirement_id=1,
        unit_id=1,
        period=period,
        scoring_year=2026,
        scheduled_on=day,
        due_on=day,
        closes_on=day,
        state=State.OPEN,
        opened_at=at("01/11/2026"),
    )


@pytest.mark.parametrize(
    ("of", "period", "due_on", "rule"),
    [
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
    found = rule_for(of, task(period), due_on, CALENDAR)
    assert found == rule
    assert day_by(of, found, task(period), CALENDAR) == due_on


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
        rule_for(of, task(period), due_on, CALENDAR)
    assert refused.value.reason is Reason.NO_RULE
