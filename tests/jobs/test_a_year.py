"""A whole year of ticks through the real jobs, nobody answering: what
docs/design.md, Rules promises holds on every day."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from random import Random

import pytest
from sqlmodel import Session, col, select

from jobs.telling import is_first_of_week
from jobs.tick import tick
from models.calendar import office_hours, working_calendar
from models.rules.lifecycle import State
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at as moment_at
from models.rules.zone import day_of
from models.tables import Ladder, Notification, Person, Rung, RungState, Task
from tests.commune import MONTHLY, Commune, commune_in, settle
from tests.shared import made_once

FIRST, LAST = date(2026, 1, 5), date(2027, 1, 31)
WELCOMED_ON = FIRST
PERIODS = {
    MONTHLY: [*(f"2026-{month:02d}" for month in range(1, 13)), "2027-01", "2027-02", "2027-03"],
    "7.5-bao-cao-tthc-quy": ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"],
    "7.5-bao-cao-tthc-nam": ["2026"],
}


def days() -> Iterator[date]:
    return (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))


def on_time() -> Iterator[datetime]:
    """Half past seven of every day, holidays too."""
    return (moment_at(day, time(7, 30)) for day in days())


def at_odds() -> Iterator[datetime]:
    """A machine that is off for days, and wakes at any hour."""
    chance = Random(119)
    for day in days():
        if chance.random() < 0.6:
            for minute in sorted(chance.sample(range(24 * 60), 2)):
                yield moment_at(day, time(minute // 60, minute % 60))


def lived(moments: Callable[[], Iterator[datetime]]) -> Commune:
    """The commune at the end of the year, one for all tests, which only read."""
    with made_once("a year", moments.__name__) as (folder, is_new):
        if is_new:
            commune = settle(folder, f"{FIRST:%d/%m/%Y}")
            for moment in moments():
                tick(commune.engine, moment)
            commune.engine.dispose()
        return commune_in(folder, moment_at(FIRST, time(7)))


@pytest.fixture(scope="module")
def punctual() -> Commune:
    return lived(on_time)


@pytest.fixture(scope="module")
def ragged() -> Commune:
    return lived(at_odds)


@pytest.fixture(params=["punctual", "ragged"])
def either(request: pytest.FixtureRequest) -> Commune:
    lived_through: Commune = request.getfixturevalue(request.param)
    return lived_through


def calendar_of(commune: Commune, session: Session) -> WorkingCalendar:
    return working_calendar(session, commune.agency(session).id or 0)


def spoken(session: Session) -> list[tuple[Task, Rung]]:
    """What officers were reminded of."""
    query = select(Task, Rung).join(Rung, col(Rung.task_id) == Task.id).where(Rung.state == RungState.SPOKEN)
    return list(session.exec(query.where(Rung.ladder == Ladder.DEADLINE)))


def skipped(session: Session) -> list[Rung]:
    query = select(Rung).where(Rung.state == RungState.SKIPPED, Rung.ladder == Ladder.DEADLINE)
    return list(session.exec(query))


def started(session: Session) -> list[Notification]:
    """What the program began by itself, edits left out."""
    query = select(Notification).where(col(Notification.direct).is_(False))
    return list(session.exec(query.order_by(col(Notification.id))))


def test_each_period_opens_once(either: Commune) -> None:
    with either.reads() as session:
        for code, periods in PERIODS.items():
            wanted = either.requirement(session, code).id
            found = session.exec(select(Task.period).where(Task.requirement_id == wanted)).all()
            assert sorted(found) == sorted(periods), code


def test_no_rung_speaks_outside_working_hours_or_on_a_day_off(either: Commune) -> None:
    with either.reads() as session:
        calendar, hours = calendar_of(either, session), office_hours(either.agency(session))
        found = spoken(session)
        assert len(found) > 40
        for task, rung in found:
            assert rung.settled_at is not None
            assert hours.is_open(rung.settled_at, calendar), (task.period, rung.name, rung.settled_at)
            assert rung.settled_at >= rung.speak_at


def test_no_message_is_to_leave_outside_working_hours(either: Commune) -> None:
    with either.reads() as session:
        calendar, hours = calendar_of(either, session), office_hours(either.agency(session))
        assert all(hours.is_open(row.not_before, calendar) for row in started(session))


def test_a_rung_speaks_as_many_working_days_from_the_due_day_as_its_name_says(punctual: Commune) -> None:
    with punctual.reads() as session:
        calendar = calendar_of(punctual, session)
        for task, rung in spoken(session):
            assert rung.settled_at is not None
            assert rung.settled_at == rung.speak_at
            day = day_of(rung.settled_at)
            assert f"T{calendar.count(task.due_on, day):+d}".replace("T+0", "T0") == rung.name, task.period


def test_every_rung_speaks_that_the_ladder_has(punctual: Commune) -> None:
    """T-1, T0, T+1 to T+5, then every fifth working day until the task closes; none is skipped."""
    with punctual.reads() as session:
        calendar = calendar_of(punctual, session)
        for period in PERIODS[MONTHLY][:12]:
            task = punctual.task(session, period)
            said = [rung.name for each, rung in spoken(session) if each.id == task.id]
            over = calendar.count(task.due_on, task.closes_on)
            late = [n for n in range(1, over + 1) if n <= 5 or n % 5 == 0]
            assert said == ["T-1", "T0", *(f"T+{n}" for n in late)], period
        assert skipped(session) == []


def test_of_the_rungs_passed_over_only_the_latest_speaks(ragged: Commune) -> None:
    """At one moment a task speaks once, and everything it passed over is recorded as skipped."""
    with ragged.reads() as session:
        found = spoken(session)
        moments = Counter((task.id, rung.settled_at) for task, rung in found)
        assert set(moments.values()) == {1}
        assert skipped(session)
        for rung in skipped(session):
            later = [
                other
                for task, other in found
                if task.id == rung.task_id and other.settled_at == rung.settled_at
            ]
            assert len(later) == 1
            assert later[0].speak_at > rung.speak_at


def test_a_task_that_nobody_answers_closes_after_its_last_day(either: Commune) -> None:
    with either.reads() as session:
        over = session.exec(select(Task).where(Task.closes_on < LAST - timedelta(days=10))).all()
        assert len(over) == 16
        for task in over:
            assert task.state is State.MISSED, task.period
            assert task.next_ping_at is None
    missed = [entry for entry in either.ledger() if entry.change == "miss"]
    assert len({entry.task_id for entry in missed}) == len(missed) == 16


def test_nothing_is_said_of_a_task_after_it_closed(either: Commune) -> None:
    with either.reads() as session:
        for task, rung in spoken(session):
            assert rung.settled_at is not None
            assert day_of(rung.settled_at) <= task.closes_on


def test_nobody_is_spoken_to_twice_in_a_morning(either: Commune) -> None:
    with either.reads() as session:
        mornings = Counter(
            (row.person_id, day_of(row.not_before))
            for row in started(session)
            if row.kind in ("card", "digest")
        )
    assert set(mornings.values()) == {1}


def test_the_first_working_day_of_a_week_always_brings_a_message(punctual: Commune) -> None:
    with punctual.reads() as session:
        calendar = calendar_of(punctual, session)
        people = {person.id for person in session.exec(select(Person))}
        heard = {(row.person_id, day_of(row.not_before)) for row in started(session)}
    firsts = [day for day in days() if is_first_of_week(day, calendar) and day != WELCOMED_ON]
    assert len(firsts) > 50
    assert [(person, day) for day in firsts for person in people if (person, day) not in heard] == []


def test_a_quiet_day_is_quiet(punctual: Commune) -> None:
    """Besides the week's first morning nobody hears anything unless a rung of theirs speaks."""
    with punctual.reads() as session:
        calendar = calendar_of(punctual, session)
        speaking = {rung.notification_id for _, rung in spoken(session)}
        for row in started(session):
            if row.kind in ("card", "digest") and row.id not in speaking:
                assert is_first_of_week(day_of(row.not_before), calendar), row.key


def test_evidence_is_not_asked_for_where_nothing_was_claimed(either: Commune) -> None:
    with either.reads() as session:
        assert session.exec(select(Rung).where(Rung.ladder == Ladder.EVIDENCE)).all() == []


def test_nobody_above_is_told_while_nothing_was_delivered(either: Commune) -> None:
    """No message of this year left the outbox: heads and leaders are not told that an officer was silent."""
    with either.reads() as session:
        levels = session.exec(select(Rung).where(Rung.ladder == Ladder.ESCALATION, Rung.name != "last_call"))
        assert RungState.SPOKEN not in {rung.state for rung in levels}
        assert session.exec(select(Notification).where(Notification.kind == "escalation")).all() == []
