"""Those above the officer after an outage: told at the next moment that is theirs, in order, and each once."""

import pytest

from jobs.messages.above_facts import LeaderWeek
from jobs.speaking import note_outage
from models.actor import CLOCK, OPERATOR, Act
from models.changes.incidents import end_incident, start_incident
from models.changes.saying import say
from models.rules.reading import Place
from models.tables import StatementKind
from tests.commune import Commune, at
from tests.jobs.test_escalating import Days, days, up_to_head

__all__ = ["days"]

EARLY = ("07:30", "08:30", "09:30")


def late_lines(days: Days) -> list[str]:
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    return [task.period for _, task in week.tasks]


def weeks(days: Days) -> list[str]:
    """When the leader had the weekly message since the task was due."""
    return [moment for _, moment in days.told("leader_week") if moment[3:5] == "12" and moment > "16"]


def test_a_machine_that_stops_before_ten_tells_the_head_the_next_morning(days: Days) -> None:
    for day in ("16", "17"):
        days.go(day, *EARLY)
    assert days.told("escalation") == []
    days.go("18", *EARLY)
    days.go("21", *EARLY)
    assert days.told("escalation") == [("binh.vhxh", "18/12 07:30")]
    assert late_lines(days) == ["2026-12"]
    assert weeks(days) == ["21/12 07:30"]


@pytest.mark.parametrize(("hour", "told"), [("07:30", "18/12 07:30"), ("14:20", "18/12 14:20")])
def test_a_day_without_the_program_tells_the_head_when_it_is_back(days: Days, hour: str, told: str) -> None:
    days.go("16", "07:30", "14:00")
    days.go("18", hour)
    assert days.told("escalation") == [("binh.vhxh", told)]


def test_back_outside_working_hours_the_head_is_told_when_they_begin(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    days.go("18", "06:00", "12:15", "13:30")
    assert days.told("escalation") == [("binh.vhxh", "18/12 13:30")]


def test_an_officer_who_was_told_only_on_return_has_a_whole_day(days: Days) -> None:
    """Down over T-1, T0 and T+1: what was told on Tuesday was told of nothing that is due."""
    days.commune.alter("UPDATE notification SET state = 'failed' WHERE kind IN ('card', 'digest')")
    days.go("18", "07:30", "10:00", "16:00")
    assert days.told("escalation") == []
    days.go("21", "07:30", "09:59", "10:00")
    assert days.told("escalation") == [("binh.vhxh", "21/12 10:00")]
    assert late_lines(days) == []


@pytest.mark.parametrize(
    ("back", "told"),
    [
        (("22/12/2026", "07:30"), "22/12 07:30"),
        (("22/12/2026", "10:40"), "22/12 10:40"),
        (("22/12/2026", "14:00"), "23/12 07:30"),
        (("24/12/2026", "07:30"), "24/12 07:30"),
    ],
)
def test_the_leaders_week_that_was_missed_comes_on_the_next_morning_once(
    days: Days, back: tuple[str, str], told: str
) -> None:
    up_to_head(days)
    days.go(*back)
    for day in ("23/12/2026", "24/12/2026", "25/12/2026"):
        if day >= back[0]:
            days.go(day, "07:30", "10:00", "14:00")
    assert weeks(days) == [told]
    assert late_lines(days) == ["2026-12"]
    days.go("28/12/2026")
    assert weeks(days) == [told, "28/12 07:30"]


def test_a_missed_week_with_nothing_to_say_is_not_made_up_for(commune: Commune) -> None:
    lived = Days(commune)
    lived.go("22/12/2026", "07:30", "10:00")
    assert [moment for _, moment in lived.told("leader_week")] == []


def test_a_document_that_waits_for_a_signature_is_not_forgotten_over_a_missed_monday(days: Days) -> None:
    days.act(say, days.commune.said("Em trình lãnh đạo rồi"), StatementKind.PLACE, Place.LEADER)
    days.go("22/12/2026")
    week = days.last("leader_week")
    assert isinstance(week, LeaderWeek)
    assert week.held == {1}
    assert weeks(days) == ["22/12 07:30"]


def test_after_a_gap_in_listening_the_officer_has_a_day_to_say_again_what_was_lost(days: Days) -> None:
    """Told on T0 and at the last call, An may have answered while nobody listened (docs/design.md, Rules)."""
    days.go("16", "07:30", "14:00")
    with days.commune.writes() as session:
        back = Act(session, CLOCK, at("18/12/2026", "09:00"))
        note_outage(back, days.commune.agency(session), at("16/12/2026", "16:00"))
    days.go("18", "09:00", "10:00", "16:00")
    assert ("an.vhxh", "18/12 09:00") in days.told("outage")
    assert days.told("escalation") == []
    days.go("21", "07:30", "10:00")
    assert days.told("escalation") == [("binh.vhxh", "21/12 10:00")]


def test_nobody_is_accused_of_what_they_could_not_say_during_an_incident(days: Days) -> None:
    days.go("16", "07:30", "14:00")
    with days.commune.writes() as session:
        start = Act(session, OPERATOR, at("16/12/2026", "15:00"))
        start_incident(start, days.commune.agency(session), start.now, "Mất máy tính")
    days.go("17", "07:30")
    with days.commune.writes() as session:
        end_incident(Act(session, OPERATOR, at("17/12/2026", "09:00")), days.commune.agency(session))
    days.go("17", "09:00", "10:00", "16:00")
    assert days.told("escalation") == []
    days.go("18", "07:30", "10:00")
    assert days.told("escalation") == [("binh.vhxh", "18/12 10:00")]
