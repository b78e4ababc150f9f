"""What a clock that ran ahead for a while leaves behind: once it is right again, nobody waits for that day."""

from datetime import datetime

import pytest
from sqlmodel import select

from jobs.tick import tick
from jobs.timekeeping import hold, is_right
from models.actor import CLOCK, Act
from models.changes.common import tell
from models.installation import installed
from models.kinds import Kind
from models.tables import Notification, Person
from tests.commune import Commune, at

AHEAD = at("25/01/2027", "09:00")
BACK = at("18/12/2026", "09:00")
MONDAY = at("21/12/2026", "07:30")


def row_of(commune: Commune, key: str) -> Notification:
    with commune.reads() as session:
        return session.exec(select(Notification).where(Notification.key == key)).one()


def started_for(commune: Commune, code: str, since: datetime) -> list[str]:
    with commune.reads() as session:
        person = commune.person(session, code)
        rows = session.exec(select(Notification).where(Notification.person_id == person.id))
        return [row.kind for row in rows if row.created_at >= since and not row.direct]


@pytest.fixture
def ahead(commune: Commune) -> Commune:
    """The clock leapt forty days ahead, somebody was answered and somebody told meanwhile; it is right again."""
    tick(commune.engine, commune.now)
    hold(commune.engine, AHEAD)
    with commune.writes() as session:
        chau = commune.person(session, "chau.vp")
        act = Act(session, CLOCK, AHEAD)
        chau.heard_at = AHEAD
        session.add(chau)
        for key, direct in (("answered", True), ("told", False)):
            assert tell(act, chau.agency_id, Kind.TOLD, key, person=chau, direct=direct, notice="recorded")
        assert installed(session).held_at is not None
    assert is_right(commune.engine, BACK) is False
    with commune.writes() as session:
        installed(session).clock_at = BACK
    assert is_right(commune.engine, BACK)
    return commune


@pytest.mark.parametrize("key", ["answered", "told"])
def test_a_message_does_not_wait_for_the_day_of_a_clock_that_ran_ahead(ahead: Commune, key: str) -> None:
    row = row_of(ahead, key)
    assert (row.created_at, row.not_before) == (BACK, BACK)


def test_nobody_counts_as_heard_of_on_a_day_to_come(ahead: Commune) -> None:
    with ahead.reads() as session:
        assert ahead.person(session, "chau.vp").heard_at == BACK
        assert session.exec(select(Person.heard_at).where(Person.heard_at > BACK)).all() == []


def test_who_was_told_by_a_clock_that_ran_ahead_is_greeted_on_monday_all_the_same(ahead: Commune) -> None:
    tick(ahead.engine, MONDAY)
    assert started_for(ahead, "chau.vp", MONDAY) == [Kind.DIGEST]
