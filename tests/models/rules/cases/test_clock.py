"""By which day an apology is to be sent, and when it is first asked for: a table checked by hand against the
decided calendar of 2026."""

from datetime import date

import pytest

from models.rules.cases.clock import ClockRule, is_late, speaks_on
from models.rules.working_days import WorkingCalendar
from tests.jobs.cases.office import day
from tests.models.rules.year_2026 import CALENDAR


@pytest.fixture
def calendar() -> WorkingCalendar:
    return CALENDAR


LIMITS = {
    # promised on: first asked for, limit
    "16/12/2026": ("14/12/2026", "15/12/2026"),  # in the middle of a week
    "21/12/2026": ("17/12/2026", "18/12/2026"),  # a Monday
    "19/12/2026": ("17/12/2026", "18/12/2026"),  # a Saturday on which nobody works
    "25/11/2026": ("20/11/2026", "23/11/2026"),  # 24/11, Ngày Văn hóa Việt Nam, is off
    "23/02/2026": ("12/02/2026", "13/02/2026"),  # Tết: 14-22/2 off
    "24/02/2026": ("13/02/2026", "23/02/2026"),  # the second day after Tết
    "04/05/2026": ("28/04/2026", "29/04/2026"),  # 30/4 and 1/5 off
    "29/04/2026": ("24/04/2026", "28/04/2026"),  # Giỗ Tổ made up on Monday 27/4
    "12/01/2026": ("09/01/2026", "10/01/2026"),  # Saturday 10/1 is worked
    "24/08/2026": ("21/08/2026", "22/08/2026"),  # Saturday 22/8 is worked
    "03/09/2026": ("27/08/2026", "28/08/2026"),  # Quốc khánh: 29/8-2/9 off
}


@pytest.mark.parametrize("promised", LIMITS)
def test_the_limit_is_the_working_day_before(calendar: WorkingCalendar, promised: str) -> None:
    rule = ClockRule()
    opens, limit = LIMITS[promised]
    assert rule.opens_on(day(promised), calendar) == day(opens)
    assert rule.limit(day(promised), calendar) == day(limit)


def test_the_rule_is_the_agencys_to_edit(calendar: WorkingCalendar) -> None:
    rule = ClockRule(before=2, lead=4)
    assert rule.limit(day("21/12/2026"), calendar) == day("17/12/2026")
    assert rule.opens_on(day("21/12/2026"), calendar) == day("15/12/2026")


def test_late_is_told_by_day_not_by_the_hour() -> None:
    promised = date(2026, 12, 16)
    assert not is_late(promised, date(2026, 12, 16), date(2026, 12, 20))
    assert is_late(promised, date(2026, 12, 17), date(2026, 12, 20))
    assert not is_late(promised, None, date(2026, 12, 16))
    assert is_late(promised, None, date(2026, 12, 17))


def test_what_is_past_speaks_five_days_and_then_every_fifth(calendar: WorkingCalendar) -> None:
    limit = day("01/12/2026")
    spoken = [n for n in range(-2, 16) if speaks_on(limit, calendar.shift(limit, n), calendar)]
    assert spoken == [-2, -1, 0, 1, 2, 3, 4, 5, 10, 15]
