"""What a full day holds back: none of it is lost, and none of it is a message too many (docs/design.md, Rules)."""

from datetime import time

import pytest
from sqlmodel import Session, col, select

from jobs.speaking import speak_to_all
from models.actor import CLOCK, Act
from models.changes.common import MOST_STARTED, tell_of
from models.changes.evidence import add_evidence
from models.changes.mornings import set_morning
from models.changes.reviewing import accept, return_
from models.kinds import Kind
from models.refused import Reason, Refused
from models.tables import Notification, OutboxState
from tests.commune import PNG, Commune, at, commune, template
from tests.models.changes.acts import newest

__all__ = ["commune", "template"]

AN = "an.vhxh"
TUESDAY, WEDNESDAY = at("15/12/2026", "09:00"), at("16/12/2026")


def crowd(commune: Commune, session: Session) -> None:
    """The program has started as many messages towards An today as it may."""
    task, an = commune.task(session), commune.person(session, AN)
    for number in range(MOST_STARTED):
        tell_of(Act(session, CLOCK, commune.now), task, Kind.CARD, f"crowd/{number}", an)


def hand_in(commune: Commune, session: Session, period: str = "2026-12", data: bytes = PNG) -> None:
    add_evidence(commune.act(session, AN), commune.task(session, period), commune.file(data), commune.said())


def approve(commune: Commune, session: Session, period: str = "2026-12") -> None:
    task = commune.task(session, period)
    accept(commune.act(session, "binh.vhxh"), task, newest(session, task))


def told(session: Session, *kinds: Kind) -> list[Notification]:
    rows = select(Notification).where(col(Notification.kind).in_(kinds)).order_by(col(Notification.id))
    return list(session.exec(rows))


def test_a_verdict_that_asks_for_something_is_told_on_a_full_day(commune: Commune) -> None:
    commune.now = TUESDAY
    with commune.writes() as session:
        crowd(commune, session)
        hand_in(commune, session)
        task = commune.task(session)
        return_(commune.act(session, "binh.vhxh"), task, newest(session, task), "Thiếu ảnh")
        (row,) = told(session, Kind.RETURNED)
        assert row.not_before == TUESDAY


def test_one_that_no_morning_takes_in_goes_by_itself_after_it(commune: Commune) -> None:
    commune.now = TUESDAY
    with commune.writes() as session:
        crowd(commune, session)
        hand_in(commune, session)
        approve(commune, session)
        commune.now = WEDNESDAY
        speak_to_all(Act(session, CLOCK, WEDNESDAY), commune.agency(session))
        (row,) = told(session, Kind.ACCEPTED)
        assert (row.state, row.not_before) == (OutboxState.WAITING, at("16/12/2026", "07:35"))


def test_several_with_nothing_to_go_into_are_one_message_of_their_own(commune: Commune) -> None:
    commune.now = TUESDAY
    with commune.writes() as session:
        crowd(commune, session)
        for period in ("2026-12", "2027-01"):
            hand_in(commune, session, period)
            approve(commune, session, period)
        for _ in range(2):
            speak_to_all(Act(session, CLOCK, WEDNESDAY), commune.agency(session))
        held = told(session, Kind.ACCEPTED)
        assert [row.state for row in held] == [OutboxState.MOOT] * 2
        (digest,) = [row for row in told(session, Kind.DIGEST) if row.person_id == held[0].person_id]
        assert digest.facts["taken_in"] == [row.id for row in held]
        # They are no messages of their own: the day has room for the next one.
        commune.now = at("16/12/2026", "09:00")
        for number in range(MOST_STARTED - 2):
            crowding = Act(session, CLOCK, commune.now)
            tell_of(crowding, commune.task(session), Kind.CARD, f"more/{number}", commune.person(session, AN))
        hand_in(commune, session, data=PNG + b"\x00")
        approve(commune, session)
        assert told(session, Kind.ACCEPTED)[-1].not_before == commune.now


def test_what_waits_for_somebodys_morning_follows_when_they_choose_another(commune: Commune) -> None:
    commune.now = at("15/12/2026", "18:00")
    with commune.writes() as session:
        an, act = commune.person(session, AN), commune.act(session, AN)
        row = tell_of(Act(session, CLOCK, commune.now), commune.task(session), Kind.CARD, "evening", an)
        assert row is not None
        assert row.not_before == WEDNESDAY
        set_morning(act, time(8, 45))
        assert row.not_before == at("16/12/2026", "08:45")
        set_morning(act, time(7, 30))
        assert (row.not_before, an.morning_at) == (WEDNESDAY, None)


@pytest.mark.parametrize("hour", [time(7), time(12), time(14), time(17)])
def test_a_morning_begins_in_working_hours_and_before_the_last_call(commune: Commune, hour: time) -> None:
    with commune.writes() as session, pytest.raises(Refused) as refused:
        set_morning(commune.act(session, AN), hour)
    assert refused.value.reason is Reason.NOT_VALID
