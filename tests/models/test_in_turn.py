"""Transactions one after the other share what they read, and never what is no longer so."""

from datetime import date

import pytest
from sqlalchemy import event
from sqlmodel import select

from models.calendar import working_calendar
from models.database import InTurn
from models.rules.working_days import DayStatus
from models.tables import Person, WorkingDay
from tests.commune import Commune

SATURDAY = date(2026, 12, 19)


def is_worked(turns: InTurn) -> bool:
    with turns.writing() as session:
        return working_calendar(session, 1).is_working(SATURDAY)


def work_on_saturday(commune: Commune) -> None:
    commune.alter(
        "INSERT INTO working_day (agency_id, day, working, name, source, status)"
        " VALUES (1, :day, 1, 'Làm bù', 'thông báo', 'decided')",
        day=SATURDAY.isoformat(),
    )


def test_what_one_read_is_not_asked_for_again(commune: Commune) -> None:
    turns, asked = InTurn(commune.engine), []
    event.listen(commune.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    assert not is_worked(turns)
    assert any("working_day" in each for each in asked)
    asked.clear()
    assert not is_worked(turns)
    assert not any("working_day" in each for each in asked)


def test_what_somebody_else_wrote_in_between_is_read(commune: Commune) -> None:
    turns = InTurn(commune.engine)
    assert not is_worked(turns)
    work_on_saturday(commune)
    assert is_worked(turns)


def test_a_row_that_somebody_else_changed_in_between_is_read_anew(commune: Commune) -> None:
    turns = InTurn(commune.engine)
    with turns.writing() as session:
        assert commune.person(session, "an.vhxh").blocked_at is None
    commune.alter("UPDATE person SET full_name = 'Nguyễn Thị Ân' WHERE code = 'an.vhxh'")
    with turns.writing() as session:
        assert commune.person(session, "an.vhxh").full_name == "Nguyễn Thị Ân"


def test_what_was_only_read_is_not_asked_for_again_either(commune: Commune) -> None:
    turns, asked = InTurn(commune.engine), []
    with turns.reading() as session:
        assert not working_calendar(session, 1).is_working(SATURDAY)
    event.listen(commune.engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    assert not is_worked(turns)
    assert asked == []
    work_on_saturday(commune)
    assert is_worked(turns)


def test_reading_waits_for_nobody_who_writes(commune: Commune) -> None:
    turns = InTurn(commune.engine)
    with commune.writes() as other:
        other.connection()
        with turns.reading() as session:
            assert not working_calendar(session, 1).is_working(SATURDAY)


def test_of_one_that_fails_nothing_is_left_to_the_next(commune: Commune) -> None:
    turns = InTurn(commune.engine)
    with pytest.raises(KeyError), turns.writing() as session:
        commune.person(session, "an.vhxh").full_name = "ai đó"
        session.add(
            WorkingDay(agency_id=1, day=SATURDAY, working=True, name="", source="", status=DayStatus.DECIDED)
        )
        session.flush()
        assert working_calendar(session, 1).is_working(SATURDAY)
        raise KeyError
    with turns.writing() as session:
        assert commune.person(session, "an.vhxh").full_name == "Nguyễn Thị An"
        assert session.exec(select(Person)).all()
    assert not is_worked(turns)


def test_after_the_end_another_may_begin(commune: Commune) -> None:
    turns = InTurn(commune.engine)
    assert not is_worked(turns)
    turns.end()
    work_on_saturday(commune)
    assert is_worked(turns)
    turns.end()
    assert commune.engine.pool.status().endswith("Current Checked out connections: 0")
