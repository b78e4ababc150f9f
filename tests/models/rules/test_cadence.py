from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cadence import (
    RECURRING,
    AfterCutoff,
    Cadence,
    DueDates,
    DueRule,
    LastDay,
    OnDate,
    OnDay,
    OnDays,
    OnWeekday,
    Period,
    Shift,
    a_year,
    cadence_of,
    closes_on,
    due,
    name_of,
    next_period,
    parts_of,
    period,
    periods,
    scoring_year,
)
from tests.models.rules.year_2026 import CALENDAR

CADENCES = st.sampled_from(RECURRING)
CUTOFF_DAYS = st.none() | st.integers(1, 31)
DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
LENGTHS = st.integers(0, 2000).map(timedelta)


@pytest.mark.parametrize(
    ("cadence", "name", "first_on", "last_on"),
    [
        (Cadence.MONTHLY, "2026-12", date(2026, 11, 15), date(2026, 12, 14)),
        (Cadence.MONTHLY, "2026-01", date(2025, 12, 15), date(2026, 1, 14)),
        (Cadence.QUARTERLY, "2026-Q1", date(2025, 12, 15), date(2026, 3, 14)),
        (Cadence.QUARTERLY, "2026-Q4", date(2026, 9, 15), date(2026, 12, 14)),
        (Cadence.HALF_YEARLY, "2026-H1", date(2025, 12, 15), date(2026, 6, 14)),
        (Cadence.HALF_YEARLY, "2026-H2", date(2026, 6, 15), date(2026, 12, 14)),
        (Cadence.YEARLY, "2026", date(2025, 12, 15), date(2026, 12, 14)),
    ],
)
def test_data_periods_run_from_the_15th_to_the_14th(
    cadence: Cadence, name: str, first_on: date, last_on: date
) -> None:
    assert period(name, 14) == Period(name, last_on, first_on, last_on)
    assert cadence_of(name) is cadence


@pytest.mark.parametrize(
    ("cadence", "name", "first_on", "last_on"),
    [
        (Cadence.MONTHLY, "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        (Cadence.QUARTERLY, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (Cadence.HALF_YEARLY, "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        (Cadence.WEEKLY, "2026-W01", date(2025, 12, 29), date(2026, 1, 4)),
        (Cadence.WEEKLY, "2026-W51", date(2026, 12, 14), date(2026, 12, 20)),
        (Cadence.WEEKLY, "2026-W53", date(2026, 12, 28), date(2027, 1, 3)),
        (Cadence.WEEKLY, "2027-W01", date(2027, 1, 4), date(2027, 1, 10)),
        (Cadence.YEARLY, "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (Cadence.ONCE, "2026-06-30", date(2026, 6, 30), date(2026, 6, 30)),
    ],
)
def test_without_a_cut_off_periods_are_those_of_the_calendar(
    cadence: Cadence, name: str, first_on: date, last_on: date
) -> None:
    assert period(name) == Period(name, None, first_on, last_on)
    assert cadence_of(name) is cadence


def test_a_cut_off_on_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    assert period("2026-02", 31).cutoff_on == date(2026, 2, 28)
    assert period("2026-03", 31).first_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    "name",
    ["2026-13", "2026-00", "2026-1", "2026-Q5", "2026-H0", "26", "30/6/2026", "000.26.31.H41-261123-0007"],
)
def test_any_other_name_is_the_code_of_a_case_and_has_no_days(name: str) -> None:
    assert cadence_of(name) is Cadence.PER_CASE
    with pytest.raises(ValueError):
        period(name, 14)


def test_a_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError):
        period("2026-02-30")


def test_a_year_holds_the_periods_whose_last_day_lies_in_it() -> None:
    listed = periods(Cadence.MONTHLY, 14, date(2026, 1, 1), date(2026, 12, 31))
    assert [each.name for each in listed] == [f"2026-{month:02}" for month in range(1, 13)]


def test_both_ends_of_the_listed_span_count() -> None:
    listed = periods(Cadence.MONTHLY, 14, date(2026, 11, 14), date(2026, 12, 14))
    assert [each.name for each in listed] == ["2026-11", "2026-12"]
    assert not list(periods(Cadence.MONTHLY, 14, date(2026, 11, 15), date(2026, 12, 13)))


def test_what_does_not_recur_has_no_periods_to_list() -> None:
    with pytest.raises(ValueError, match="does not recur"):
        periods(Cadence.PER_CASE, None, date(2026, 1, 1), date(2026, 12, 31))


@given(CADENCES, CUTOFF_DAYS, DAYS, LENGTHS)
def test_periods_follow_each_other_without_gap_or_overlap(
    cadence: Cadence, cutoff_day: int | None, first: date, length: timedelta
) -> None:
    listed = list(periods(cadence, cutoff_day, first, first + length))
    assert all(first <= each.last_on <= first + length for each in listed)
    for one, following in pairwise(listed):
        assert following.first_on == one.last_on + timedelta(days=1)
        assert next_period(one, cutoff_day) == following
    assert len({each.name for each in listed}) == len(listed)


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("cadence", RECURRING)
def test_a_year_has_as_many_periods_as_it_counts(cadence: Cadence, year: int) -> None:
    around = periods(cadence, None, date(year, 1, 1), date(year + 1, 1, 31))
    listed = [each for each in around if parts_of(each.name)[0] == year]
    assert len(listed) == a_year(cadence, year)
    assert a_year(Cadence.ONCE, year) == a_year(Cadence.PER_CASE, year) == 1


def test_a_year_has_52_weeks_or_53() -> None:
    assert [a_year(Cadence.WEEKLY, year) for year in (2025, 2026, 2027, 2032)] == [52, 53, 52, 53]
    for name in ("2027-W53", "2026-W00", "2026-W54", "2026-W5", "2026-w51"):
        with pytest.raises(ValueError):
            period(name)


@given(CADENCES, CUTOFF_DAYS, DAYS)
def test_every_day_lies_in_exactly_one_period(cadence: Cadence, cutoff_day: int | None, day: date) -> None:
    listed = periods(cadence, cutoff_day, day - timedelta(days=800), day + timedelta(days=800))
    assert sum(each.first_on <= day <= each.last_on for each in listed) == 1


@given(CADENCES, CUTOFF_DAYS, DAYS, LENGTHS)
def test_a_name_leads_back_to_its_period(
    cadence: Cadence, cutoff_day: int | None, first: date, length: timedelta
) -> None:
    for each in periods(cadence, cutoff_day, first, first + length):
        assert period(each.name, cutoff_day) == each
        # A week belongs to the year of its Thursday (ISO 8601).
        ends_on = each.last_on - timedelta(days=3) if cadence is Cadence.WEEKLY else each.last_on
        assert each.name.startswith(str(ends_on.year))
        assert each.cadence is cadence
        assert name_of(cadence, *parts_of(each.name)) == each.name


@given(CADENCES, CUTOFF_DAYS, DAYS, LENGTHS, LENGTHS)
def test_a_period_does_not_depend_on_where_the_list_began(
    cadence: Cadence, cutoff_day: int | None, first: date, earlier: timedelta, length: timedelta
) -> None:
    last = first + length
    whole = [each for each in periods(cadence, cutoff_day, first - earlier, last) if each.last_on >= first]
    assert list(periods(cadence, cutoff_day, first, last)) == whole


def due_on(rule: DueRule, cutoff_day: int | None, name: str) -> date:
    return due(rule, Shift.EARLIER, period(name, cutoff_day), CALENDAR).due_on


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        ("2026-01", date(2026, 1, 16)),
        ("2026-02", date(2026, 2, 24)),
        ("2026-04", date(2026, 4, 16)),
        ("2026-08", date(2026, 8, 18)),
        ("2026-11", date(2026, 11, 17)),
        ("2026-12", date(2026, 12, 16)),
    ],
)
def test_a_monthly_report_is_due_two_working_days_after_the_14th(month: str, expected: date) -> None:
    assert due_on(AfterCutoff(2), 14, month) == expected


@pytest.mark.parametrize(
    ("rule", "name", "expected"),
    [
        (OnDay(25), "2026-11", date(2026, 11, 25)),
        (OnDay(31), "2026-06", date(2026, 6, 30)),
        (OnDay(25), "2026-Q1", date(2026, 3, 25)),
        (OnDay(31, 3), "2026", date(2026, 3, 31)),
        (OnDay(15), "2026-H1", date(2026, 6, 15)),
        (OnDays(((15, 6), (30, 10))), "2026-H1", date(2026, 6, 15)),
        (OnDays(((15, 6), (30, 10))), "2026-H2", date(2026, 10, 30)),
        (LastDay(), "2026-Q1", date(2026, 3, 31)),
        (LastDay(plus_working_days=3), "2026-04", date(2026, 5, 6)),
        (LastDay(plus_working_days=3), "2026-12", date(2027, 1, 6)),
        (OnDate(date(2026, 6, 30)), "2026-06-30", date(2026, 6, 30)),
    ],
)
def test_a_due_rule_names_a_day_of_its_period(rule: DueRule, name: str, expected: date) -> None:
    assert due_on(rule, None, name) == expected


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        (AfterCutoff(2), "2026-12"),
        (OnDays(((15, 6), (31, 10))), "2026-Q1"),
        (OnDays(()), "2026-H1"),
    ],
)
def test_a_rule_that_does_not_fit_its_period_is_refused(rule: DueRule, name: str) -> None:
    with pytest.raises(ValueError):
        due_on(rule, None, name)


@pytest.mark.parametrize(
    ("shift", "moved_to"),
    [
        (Shift.EARLIER, date(2026, 10, 30)),
        (Shift.LATER, date(2026, 11, 2)),
        (Shift.KEEP, date(2026, 10, 31)),
    ],
)
def test_a_due_day_that_is_a_saturday_moves_as_the_requirement_says(shift: Shift, moved_to: date) -> None:
    scheduled_on = date(2026, 10, 31)
    second_half = period("2026-H2")
    assert due(OnDay(31, 10), shift, second_half, CALENDAR) == DueDates(scheduled_on, moved_to)


# 2026: off 1 and 2/1, 16 to 20/2, 24/11; worked Sat 22/8. 2027, as computed: off 1/1 and 4 to 10/2.
@pytest.mark.parametrize(
    ("name", "rule", "earlier", "later"),
    [
        ("2026-W51", OnWeekday(5), date(2026, 12, 18), date(2026, 12, 18)),
        ("2026-W51", LastDay(), date(2026, 12, 18), date(2026, 12, 21)),
        ("2026-W51", LastDay(plus_working_days=2), date(2026, 12, 22), date(2026, 12, 22)),
        ("2026-W48", OnWeekday(2), date(2026, 11, 23), date(2026, 11, 25)),
        # A working Saturday is the last day of its week.
        ("2026-W34", LastDay(), date(2026, 8, 22), date(2026, 8, 24)),
        ("2026-W34", OnWeekday(6), date(2026, 8, 22), date(2026, 8, 22)),
        # New Year's Day is a Friday in 2027; in 2026 a Thursday, and Friday off with it.
        ("2026-W53", OnWeekday(5), date(2026, 12, 31), date(2027, 1, 4)),
        ("2026-W01", OnWeekday(5), date(2025, 12, 31), date(2026, 1, 5)),
        ("2027-W05", OnWeekday(5), date(2027, 2, 3), date(2027, 2, 11)),
        # Never before its week: Monday to Wednesday are off in 2027, all five days in 2026.
        ("2027-W06", OnWeekday(2), date(2027, 2, 11), date(2027, 2, 11)),
        ("2027-W06", OnWeekday(5), date(2027, 2, 12), date(2027, 2, 12)),
        ("2026-W08", OnWeekday(5), date(2026, 2, 23), date(2026, 2, 23)),
    ],
)
def test_a_weekly_report_is_due_in_its_week(name: str, rule: DueRule, earlier: date, later: date) -> None:
    week = period(name)
    assert due(rule, Shift.EARLIER, week, CALENDAR).due_on == earlier
    assert due(rule, Shift.LATER, week, CALENDAR).due_on == later
    kept = due(rule, Shift.KEEP, week, CALENDAR)
    assert kept.due_on == kept.scheduled_on == due(rule, Shift.LATER, week, CALENDAR).scheduled_on


@pytest.mark.parametrize("shift", Shift)
def test_a_due_day_that_is_worked_stays(shift: Shift) -> None:
    march = period("2026")
    assert due(OnDay(31, 3), shift, march, CALENDAR) == DueDates(date(2026, 3, 31), date(2026, 3, 31))


def test_the_scoring_year_is_that_of_the_cut_off_and_without_one_of_the_due_day() -> None:
    assert scoring_year(period("2027-01", 14), date(2027, 1, 18)) == 2027
    assert scoring_year(period("2026-12", 31), date(2027, 1, 5)) == 2026
    assert scoring_year(period("2026-12"), date(2027, 1, 6)) == 2027
    assert scoring_year(period("2026-W53"), date(2026, 12, 31)) == 2026
    assert scoring_year(period("2026-W53"), date(2027, 1, 4)) == 2027


@pytest.mark.parametrize(
    ("cutoff_day", "name", "due_day", "closes"),
    [
        (14, "2026-04", date(2026, 4, 16), date(2026, 5, 14)),
        (14, "2026-12", date(2026, 12, 16), date(2027, 1, 14)),
        (14, "2026-Q4", date(2026, 12, 16), date(2027, 3, 14)),
        (None, "2026-11", date(2026, 12, 3), date(2026, 12, 31)),
        (None, "2026-W52", date(2026, 12, 25), date(2027, 1, 3)),
        (None, "2026-H1", date(2026, 6, 15), date(2027, 1, 15)),
        (14, "2026", date(2026, 12, 16), date(2027, 1, 15)),
        (None, "2026", date(2026, 3, 31), date(2027, 1, 15)),
        (None, "2026-06-30", date(2026, 6, 30), date(2027, 1, 15)),
        (14, "2026-04", date(2026, 6, 1), date(2026, 6, 1)),
        (14, "2026", date(2027, 2, 1), date(2027, 2, 1)),
    ],
)
def test_a_task_counts_until_the_next_cut_off_or_the_scoring_close(
    cutoff_day: int | None, name: str, due_day: date, closes: date
) -> None:
    assert closes_on(period(name, cutoff_day), cutoff_day, due_day) == closes


def test_a_case_closes_with_its_scoring_year_which_the_agency_may_set() -> None:
    case = Period("000.26.31.H41-261123-0007", None, date(2026, 11, 23), date(2026, 11, 27))
    assert closes_on(case, None, date(2026, 11, 27)) == date(2027, 1, 15)
