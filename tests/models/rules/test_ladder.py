from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.cadence import AfterCutoff, Cadence, Shift, closes_on, due, period
from models.rules.ladder import LadderStep, PlannedRung, evidence_rungs, lay, offsets, opens_on
from models.rules.working_days import WorkingCalendar
from tests.models.rules.test_working_days import CALENDARS
from tests.models.rules.year_2026 import CALENDAR

ALL_STEPS: tuple[LadderStep, ...] = ("T-7", "T-3", "T-1", "T0")


def ladder_of_month(name: str, steps: tuple[LadderStep, ...]) -> dict[str, date]:
    """The rungs by name of a monthly report due two working days after the 14th."""
    month = period(name, 14)
    due_on = due(AfterCutoff(2), Shift.EARLIER, month, CALENDAR).due_on
    closing = closes_on(month, 14, due_on)
    rungs = lay(steps, due_on, month.cutoff_on, None, closing, CALENDAR)
    return {rung.name: rung.on for rung in rungs}


@pytest.mark.parametrize(
    ("month", "rung", "on"),
    [
        ("2026-01", "T0", date(2026, 1, 16)),
        ("2026-01", "T-7", date(2026, 1, 8)),
        ("2026-02", "T0", date(2026, 2, 24)),
        ("2026-02", "T-1", date(2026, 2, 23)),
        ("2026-02", "T-3", date(2026, 2, 12)),
        ("2026-02", "T-7", date(2026, 2, 6)),
        ("2026-04", "T0", date(2026, 4, 16)),
        ("2026-04", "T+10", date(2026, 5, 5)),
        ("2026-08", "T+5", date(2026, 8, 24)),
        ("2026-11", "T0", date(2026, 11, 17)),
        ("2026-11", "T+5", date(2026, 11, 25)),
        ("2026-12", "T0", date(2026, 12, 16)),
        ("2026-12", "T-7", date(2026, 12, 7)),
    ],
)
def test_day_arithmetic_of_the_monthly_report_in_2026(month: str, rung: str, on: date) -> None:
    assert ladder_of_month(month, ALL_STEPS)[rung] == on


@pytest.mark.parametrize(
    ("cadence", "steps"),
    [
        (Cadence.MONTHLY, ("T-5", "T-3", "T-1", "T0")),
        (Cadence.QUARTERLY, ("T-10", "T-5", "T-3", "T-1", "T0")),
        (Cadence.HALF_YEARLY, ("T-10", "T-5", "T-3", "T-1", "T0")),
        (Cadence.YEARLY, ("T-30", "T-15", "T-7", "T-3", "T-1", "T0")),
        (Cadence.ONCE, ("T-30", "T-15", "T-7", "T-3", "T-1", "T0")),
    ],
)
def test_the_steps_of_each_cadence_without_a_cut_off(cadence: Cadence, steps: tuple[LadderStep, ...]) -> None:
    assert offsets(cadence, has_cutoff=False, ladders={}) == steps


@pytest.mark.parametrize("cadence", Cadence)
def test_with_a_cut_off_every_cadence_has_the_same_steps(cadence: Cadence) -> None:
    assert offsets(cadence, has_cutoff=True, ladders={}) == ("cutoff", "T-1", "T0")


def report_ladder(working_days: int) -> list[PlannedRung]:
    cutoff_on = date(2026, 12, 14)
    due_on = CALENDAR.shift(cutoff_on, working_days)
    return lay(("cutoff", "T-1", "T0"), due_on, cutoff_on, cutoff_on, due_on, CALENDAR)


def test_two_days_after_the_cut_off_the_rung_of_closed_figures_is_t_minus_1() -> None:
    assert report_ladder(2) == [
        PlannedRung("T-1", -1, date(2026, 12, 15), after_cutoff=True),
        PlannedRung("T0", 0, date(2026, 12, 16)),
    ]


def test_three_days_after_the_cut_off_closed_figures_have_a_rung_of_their_own() -> None:
    assert report_ladder(3) == [
        PlannedRung("cutoff", -2, date(2026, 12, 15), after_cutoff=True),
        PlannedRung("T-1", -1, date(2026, 12, 16)),
        PlannedRung("T0", 0, date(2026, 12, 17)),
    ]


def test_one_day_after_the_cut_off_t0_speaks_of_closed_figures() -> None:
    assert report_ladder(1)[-1] == PlannedRung("T0", 0, date(2026, 12, 15), after_cutoff=True)


def test_overdue_rungs_are_daily_for_five_days_then_every_fifth_to_the_close() -> None:
    rungs = lay(("T0",), date(2026, 12, 16), None, None, date(2027, 1, 14), CALENDAR)
    assert [rung.name for rung in rungs] == [
        "T0", "T+1", "T+2", "T+3", "T+4", "T+5", "T+10", "T+15", "T+20",
    ]  # fmt: skip
    assert rungs[-1].on == date(2027, 1, 14)


def test_a_rung_on_the_closing_day_is_laid_and_none_after_it() -> None:
    rungs = lay(("T0",), date(2026, 12, 16), None, None, date(2026, 12, 18), CALENDAR)
    assert [rung.on for rung in rungs] == [date(2026, 12, 16), date(2026, 12, 17), date(2026, 12, 18)]


def test_a_kept_due_day_on_a_saturday_speaks_on_friday() -> None:
    rungs = lay(("T-3", "T-1", "T0"), date(2026, 10, 31), None, None, date(2026, 11, 3), CALENDAR)
    assert [(rung.name, rung.on) for rung in rungs] == [
        ("T-3", date(2026, 10, 27)),
        ("T-1", date(2026, 10, 29)),
        ("T0", date(2026, 10, 30)),
        ("T+1", date(2026, 11, 2)),
        ("T+2", date(2026, 11, 3)),
    ]


def test_rungs_before_the_work_can_begin_are_dropped_not_moved() -> None:
    due_on = date(2026, 12, 16)
    rungs = lay(ALL_STEPS, due_on, None, date(2026, 12, 14), due_on, CALENDAR)
    assert [(rung.name, rung.on) for rung in rungs] == [("T-1", date(2026, 12, 15)), ("T0", due_on)]


def test_figures_asked_for_before_they_close_are_reminded_of_all_the_same() -> None:
    cutoff_on, due_on = date(2026, 12, 14), date(2026, 12, 10)
    rungs = lay(("cutoff", "T-1", "T0"), due_on, cutoff_on, cutoff_on, date(2026, 12, 15), CALENDAR)
    assert [(rung.name, rung.on.day) for rung in rungs] == [
        ("T-1", 9), ("T0", 10), ("T+1", 11), ("T+2", 14), ("T+3", 15),
    ]  # fmt: skip


def test_evidence_of_a_claim_is_asked_for_after_1_3_and_5_working_days() -> None:
    assert evidence_rungs(date(2026, 11, 20), CALENDAR) == [
        PlannedRung("E+1", 1, date(2026, 11, 23)),
        PlannedRung("E+3", 3, date(2026, 11, 26)),
        PlannedRung("E+5", 5, date(2026, 11, 30)),
    ]


def test_a_task_opens_60_days_before_it_is_due() -> None:
    assert opens_on("2026-12", date(2026, 12, 16), date(2026, 12, 15), CALENDAR) == date(2026, 10, 17)


def test_a_task_opens_5_working_days_before_its_first_rung_where_that_is_earlier() -> None:
    due_on = date(2026, 3, 13)
    first_rung_on = CALENDAR.shift(due_on, -30)
    assert first_rung_on == date(2026, 1, 23)
    assert opens_on("2026", due_on, first_rung_on, CALENDAR) == date(2026, 1, 12)
    assert opens_on("2026", due_on, date(2026, 1, 15), CALENDAR) == date(2026, 1, 9)


def test_a_week_opens_when_it_begins_or_its_first_rung_speaks() -> None:
    assert opens_on("2026-W51", date(2026, 12, 18), date(2026, 12, 17), CALENDAR) == date(2026, 12, 14)
    assert opens_on("2026-W51", date(2026, 12, 14), date(2026, 12, 11), CALENDAR) == date(2026, 12, 11)


@st.composite
def ladders(draw: st.DrawFn) -> tuple[WorkingCalendar, date, date | None, date | None, list[PlannedRung]]:
    calendar = draw(CALENDARS)
    steps = offsets(draw(st.sampled_from(Cadence)), draw(st.booleans()), {})
    due_on = draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    cutoff_on = draw(st.none() | st.integers(1, 20).map(lambda n: due_on - timedelta(days=n)))
    workable_from = draw(st.none() | st.integers(-10, 60).map(lambda n: due_on - timedelta(days=n)))
    closing = due_on + timedelta(days=draw(st.integers(0, 120)))
    rungs = lay(steps, due_on, cutoff_on, workable_from, closing, calendar)
    return calendar, due_on, cutoff_on, workable_from, rungs


@given(ladders())
def test_a_ladder_is_in_order_with_one_rung_a_day_and_only_on_working_days(
    laid: tuple[WorkingCalendar, date, date | None, date | None, list[PlannedRung]],
) -> None:
    calendar, due_on, _, workable_from, rungs = laid
    days = [rung.on for rung in rungs]
    assert days == sorted(set(days))
    assert all(calendar.is_working(day) for day in days)
    speaks_on = calendar.on_or_before(due_on)
    is_bound = workable_from is not None and workable_from <= speaks_on and workable_from < due_on
    assert workable_from is None or not is_bound or all(day >= workable_from for day in days)


@given(ladders())
def test_a_rung_says_exactly_how_many_working_days_are_left_or_late(
    laid: tuple[WorkingCalendar, date, date | None, date | None, list[PlannedRung]],
) -> None:
    calendar, due_on, _, _, rungs = laid
    assert all(calendar.count(due_on, rung.on) == rung.offset for rung in rungs if rung.offset)
    assert all(rung.name in ("cutoff", "T0", f"T{rung.offset:+d}") for rung in rungs)


@given(ladders())
def test_t0_is_always_laid(
    laid: tuple[WorkingCalendar, date, date | None, date | None, list[PlannedRung]],
) -> None:
    calendar, due_on, _, _, rungs = laid
    assert [rung.on for rung in rungs if rung.name == "T0"] == [calendar.on_or_before(due_on)]


@given(ladders())
def test_closed_figures_are_spoken_of_on_the_first_working_day_after_the_cut_off_only(
    laid: tuple[WorkingCalendar, date, date | None, date | None, list[PlannedRung]],
) -> None:
    calendar, _, cutoff_on, _, rungs = laid
    marked = [rung.on for rung in rungs if rung.after_cutoff]
    assert cutoff_on is not None or not marked
    assert cutoff_on is None or marked in ([], [calendar.shift(cutoff_on, 1)])


@pytest.mark.parametrize(
    ("workable_from", "first"),
    [
        (date(2026, 12, 17), date(2026, 12, 17)),
        (date(2026, 12, 18), date(2026, 12, 18)),
        # Nothing would be left to speak on a working day: all of it is said.
        (date(2026, 12, 19), date(2026, 12, 9)),
    ],
)
def test_before_the_work_can_begin_nothing_is_asked_unless_it_could_be_asked_no_more(
    workable_from: date, first: date
) -> None:
    """It is due on Saturday 19/12, a day off, and spoken of on the Friday before."""
    due_on = date(2026, 12, 19)
    rungs = lay(ALL_STEPS, due_on, None, workable_from, due_on, CALENDAR)
    assert rungs[0].on == first
    assert rungs[-1].on == date(2026, 12, 18)
