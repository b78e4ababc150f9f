"""The calendar, working hours and ladders of an agency change, and are taken back. It is Monday 23/11/2026."""

from datetime import date, datetime, time

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, Act
from models.calendar import working_calendar
from models.changes.calendar import set_days
from models.changes.common import tell
from models.changes.deciding import extend
from models.changes.office import set_ladder, set_office_hours
from models.changes.taking_back import take_back
from models.refused import Reason, Refused
from models.rules.working_days import CalendarDay, DayStatus
from models.rules.zone import at as moment_at
from models.rules.zone import day_of, local
from models.tables import Ladder, Rung, RungState
from tests.commune import ADOPTED, Commune, at

TUESDAY = date(2026, 12, 15)
EARLY, USUAL = "07:00-11:30,13:30-17:00", "07:30-11:30,13:30-17:00"


@pytest.fixture
def before(commune: Commune) -> Commune:
    commune.now = at(ADOPTED, "08:00")
    return commune


def off(day: date = TUESDAY) -> dict[date, CalendarDay | None]:
    return {day: CalendarDay(day, False, "Nghỉ bù", "Thông báo 123/TB-UBND", DayStatus.DECIDED)}


def planned(commune: Commune, session: Session) -> dict[str, datetime]:
    """The moments of the monthly report's rungs and levels."""
    task = commune.task(session)
    found = session.exec(
        select(Rung)
        .where(Rung.task_id == task.id, Rung.state == RungState.PLANNED)
        .order_by(col(Rung.speak_at))
    )
    return {rung.name: rung.speak_at for rung in found}


def test_every_ladder_follows_the_calendar_and_comes_back(before: Commune) -> None:
    with before.writes() as session:
        admin, was = before.actor(session, "minh.vp"), planned(before, session)
        adjustment = set_days(Act(session, admin, before.now), off(), relays=True)
        now = planned(before, session)
        assert day_of(now["T-1"]) == date(2026, 12, 14)
        assert now["T0"] == was["T0"]
        t0 = session.exec(
            select(Rung).where(Rung.task_id == before.task(session).id, Rung.name == "T0")
        ).one()
        assert t0.after_cutoff
        take_back(Act(session, admin, before.now), adjustment)
        assert planned(before, session) == was


def test_a_due_day_off_moves_its_levels_and_not_the_day(before: Commune) -> None:
    with before.writes() as session:
        admin = before.actor(session, "minh.vp")
        set_days(Act(session, admin, before.now), off(date(2026, 12, 16)), relays=True)
        now, task = planned(before, session), before.task(session)
        assert task.due_on == date(2026, 12, 16)
        assert {name: f"{local(now[name]):%d/%m %H:%M}" for name in ("T0", "last_call", "head", "T+1")} == {
            "T0": "15/12 07:30",
            "last_call": "15/12 14:00",
            "head": "17/12 10:00",
            "T+1": "17/12 07:30",
        }
        assert task.next_ping_at == min(now.values())


def test_a_day_off_on_the_morrow_taken_back_at_once_leaves_the_due_day_its_reminder(before: Commune) -> None:
    with before.writes() as session:
        before.now = at("15/12/2026", "09:00")
        admin = before.actor(session, "minh.vp")
        adjustment = set_days(Act(session, admin, before.now), off(date(2026, 12, 16)), relays=True)
        assert day_of(planned(before, session)["T0"]) == date(2026, 12, 15)
        take_back(Act(session, admin, before.now), adjustment)
        assert day_of(planned(before, session)["T0"]) == date(2026, 12, 16)


def test_an_extended_task_keeps_to_its_new_day(before: Commune) -> None:
    with before.writes() as session:
        admin, task = before.actor(session, "minh.vp"), before.task(session)
        extend(Act(session, admin, before.now), task, date(2026, 12, 22), "Hệ thống của tỉnh đang nâng cấp")
        set_days(Act(session, admin, before.now), off(date(2026, 12, 21)), relays=True)
        now = planned(before, session)
        assert (day_of(now["T-1"]), day_of(now["T0"])) == (date(2026, 12, 18), date(2026, 12, 22))


def test_a_day_that_was_changed_since_is_not_taken_back(before: Commune) -> None:
    with before.writes() as session:
        admin = before.actor(session, "minh.vp")
        first = set_days(Act(session, admin, before.now), off(), relays=False)
        set_days(Act(session, admin, before.now), {TUESDAY: None}, relays=False)
        with pytest.raises(Refused) as refused:
            take_back(Act(session, admin, before.now), first)
        assert refused.value.reason is Reason.DEPENDED_ON
        assert working_calendar(session, first.agency_id).is_working(TUESDAY)


@pytest.mark.parametrize("code", ["an.vhxh", "binh.vhxh", "lam.ubnd"])
def test_only_admins_change_settings(before: Commune, code: str) -> None:
    with before.writes() as session:
        who = before.actor(session, code)
        for change in (
            lambda: set_days(Act(session, who, before.now), off(), relays=True),
            lambda: set_office_hours(Act(session, who, before.now), EARLY),
            lambda: set_ladder(Act(session, who, before.now), "monthly", ["T-1", "T0"]),
        ):
            with pytest.raises(Refused) as refused:
                change()
            assert refused.value.reason is Reason.NOT_ABOVE


def test_what_speaks_at_the_opening_follows_it_and_levels_keep_their_hours(before: Commune) -> None:
    with before.writes() as session:
        admin, was = before.actor(session, "minh.vp"), planned(before, session)
        adjustment = set_office_hours(Act(session, admin, before.now), EARLY)
        now = planned(before, session)
        assert {local(now[name]).time() for name in ("T-1", "T0", "T+5", "leader")} == {time(7)}
        assert (now["head"], now["last_call"]) == (was["head"], was["last_call"])
        assert before.task(session).next_ping_at == now["T-1"]
        take_back(Act(session, admin, before.now), adjustment)
        assert planned(before, session) == was
        assert before.agency(session).office_hours == USUAL


def test_the_last_call_follows_hours_that_end_before_it(before: Commune) -> None:
    with before.writes() as session:
        admin, was = before.actor(session, "minh.vp"), planned(before, session)
        adjustment = set_office_hours(Act(session, admin, before.now), "07:30-11:30")
        now = planned(before, session)
        assert f"{local(now['last_call']):%d/%m %H:%M}" == "16/12 10:00"
        assert {name for name, moment in now.items() if moment != was[name]} == {"last_call"}
        take_back(Act(session, admin, before.now), adjustment)
        assert planned(before, session) == was


def test_what_waits_in_the_outbox_waits_for_working_hours_as_they_are_now(before: Commune) -> None:
    night = at(ADOPTED, "20:00")
    with before.writes() as session:
        admin, agency = before.actor(session, "minh.vp"), before.agency(session)
        row = tell(
            Act(session, CLOCK, night), agency.id or 0, "greeting", "greeting/thu", person=admin.person
        )
        assert row is not None and row.not_before == moment_at(date(2026, 11, 25), time(7, 30))
        set_office_hours(Act(session, admin, night), "08:00-12:00,13:30-17:00")
        assert row.not_before == moment_at(date(2026, 11, 25), time(8))
        set_days(Act(session, admin, night), off(date(2026, 11, 25)), relays=False)
        assert row.not_before == moment_at(date(2026, 11, 26), time(8))


def test_hours_that_are_none_are_refused(before: Commune) -> None:
    with before.writes() as session:
        admin = before.actor(session, "minh.vp")
        for spelled in ("", "07:30", "11:30-07:30"):
            with pytest.raises(Refused) as refused:
                set_office_hours(Act(session, admin, before.now), spelled)
            assert refused.value.reason is Reason.NOT_VALID
        assert before.agency(session).office_hours == USUAL


def test_the_usual_steps_are_no_ladder_of_ones_own(before: Commune) -> None:
    with before.writes() as session:
        admin = before.actor(session, "minh.vp")
        set_ladder(Act(session, admin, before.now), "monthly", ["T-2", "T0"])
        set_ladder(Act(session, admin, before.now), "monthly", ["T-5", "T-3", "T-1", "T0"])
        assert before.agency(session).ladders == {}
        with pytest.raises(Refused) as refused:
            set_ladder(Act(session, admin, before.now), "monthly", [])
        assert refused.value.reason is Reason.NO_CHANGE


def test_a_spoken_rung_stays_as_it_was_spoken(before: Commune) -> None:
    with before.writes() as session:
        admin, task = before.actor(session, "minh.vp"), before.task(session)
        spoken = session.exec(
            select(Rung).where(Rung.task_id == task.id, Rung.ladder == Ladder.DEADLINE, Rung.name == "T-1")
        ).one()
        spoken.state, said_at = RungState.SPOKEN, spoken.speak_at
        session.add(spoken)
        set_days(Act(session, admin, before.now), off(), relays=True)
        set_office_hours(Act(session, admin, before.now), EARLY)
        session.refresh(spoken)
        assert (spoken.state, spoken.speak_at) == (RungState.SPOKEN, said_at)
