"""The hours until the authority is to be told run on when the program does."""

from datetime import timedelta

import pytest
from sqlmodel import select

from models.actor import CLOCK, OPERATOR, Act
from models.changes.incidents import end_incident, going_on, remind_of_notice, start_incident
from models.installation import is_frozen
from models.kinds import Kind
from models.refused import Reason, Refused
from models.tables import Notification
from tests.commune import Commune


def _told(commune: Commune) -> list[str]:
    with commune.reads() as session:
        alarms = select(Notification).where(Notification.kind == Kind.ALARM).order_by(Notification.id)  # type: ignore[arg-type]
        rows = [each.facts for each in session.exec(alarms)]
    return [each["about"] for each in rows if each["alarm"] == "incident_notice"]


def _hours_later(commune: Commune, hours: int) -> None:
    with commune.writes() as session:
        now = commune.now + timedelta(hours=hours)
        remind_of_notice(Act(session, CLOCK, now), commune.agency(session))


def test_the_notice_is_asked_for_until_it_is_due_though_the_incident_is_over(commune: Commune) -> None:
    with commune.writes() as session:
        act, agency = Act(session, OPERATOR, commune.now), commune.agency(session)
        start_incident(act, agency, commune.now, "Mất máy tính")
        end_incident(act, agency)
    for hours, told in (
        (47, [""]),
        (48, ["", "24"]),
        (49, ["", "24"]),
        (67, ["", "24", "6"]),
        (80, ["", "24", "6"]),
    ):
        _hours_later(commune, hours)
        assert _told(commune) == told, hours


def test_what_was_never_asked_for_in_time_is_not_asked_for_afterwards(commune: Commune) -> None:
    with commune.writes() as session:
        act, agency = Act(session, OPERATOR, commune.now), commune.agency(session)
        start_incident(act, agency, commune.now, "Mất máy tính")
        end_incident(act, agency)
    _hours_later(commune, 72)
    assert _told(commune) == [""]


def test_everything_is_held_while_an_incident_goes_on_and_goes_on_after_it(commune: Commune) -> None:
    for change, frozen in ((None, False), (start_incident, True), (end_incident, False)):
        with commune.writes() as session:
            act, agency = Act(session, OPERATOR, commune.now), commune.agency(session)
            if change is start_incident:
                start_incident(act, agency, commune.now, "Mất máy tính")
            elif change is end_incident:
                end_incident(act, agency)
                assert agency.away_until == commune.now
        with commune.reads() as session:
            assert is_frozen(session) is frozen


def test_one_incident_goes_on_at_a_time_and_its_end_is_told_as_its_beginning(commune: Commune) -> None:
    with commune.writes() as session:
        act, agency = Act(session, OPERATOR, commune.now), commune.agency(session)
        ahead = commune.now + timedelta(seconds=1)
        for do, reason in (
            (lambda: end_incident(act, agency), Reason.GONE),
            (lambda: start_incident(act, agency, ahead, "Mất máy tính"), Reason.NOT_VALID),
        ):
            with pytest.raises(Refused) as raised:
                do()
            assert raised.value.reason is reason
        incident = start_incident(act, agency, commune.now, "Mất máy tính")
        assert going_on(session, agency) == incident
        with pytest.raises(Refused) as raised:
            start_incident(act, agency, commune.now, "Mất thêm")
        assert raised.value.reason is Reason.NO_CHANGE
        end_incident(act, agency)
        assert going_on(session, agency) is None
        alarms = session.exec(select(Notification).where(Notification.kind == Kind.ALARM)).all()
        told = [each.facts["is_over"] for each in alarms if each.facts["alarm"] == "incident"]
    assert told == [False, True]
