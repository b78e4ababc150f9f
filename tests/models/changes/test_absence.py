"""Being away: who may say it, which days it may have, and who is asked and told of every step
(docs/design.md, Rules). It is Tuesday 15/12/2026."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.changes.absence import (
    LONGEST_DAYS,
    answer_as_deputy,
    appoint_deputy,
    be_absent,
    change_days,
    check_in_force,
    come_back,
    hand_back,
)
from models.kinds import Kind
from models.refused import Reason, Refused
from models.tables import Absence, DeputyState, Notification, Person, SentMessage
from tests.commune import Commune, at

AN, DUNG, BINH, MINH, HOA = "an.vhxh", "dung.vhxh", "binh.vhxh", "minh.vp", "hoa.ttpvhcc"
TODAY = date(2026, 12, 15)
MONDAY, FRIDAY = date(2026, 12, 21), date(2026, 12, 25)


def away(
    commune: Commune,
    session: Session,
    deputy: str | None = None,
    by: str = AN,
    days: tuple[date, date] = (MONDAY, FRIDAY),
    who: str = AN,
) -> Absence:
    other = commune.person(session, deputy) if deputy else None
    return be_absent(commune.act(session, by), commune.person(session, who), *days, other)


def agreed(commune: Commune, session: Session, agrees: bool = True) -> Absence:
    """An is away from Monday to Friday; Dũng was asked to act for her and answered."""
    absence = away(commune, session, DUNG)
    answer_as_deputy(commune.act(session, DUNG), absence, agrees)
    return absence


@contextmanager
def telling(session: Session) -> Iterator[list[tuple[str, str, Any]]]:
    """Who is told what in this block: their code, the kind or the news, and the fact that somebody said it."""
    known = {row.id for row in session.exec(select(Notification))}
    found: list[tuple[str, str, Any]] = []
    yield found
    for row in session.exec(select(Notification).order_by(col(Notification.id))):
        if row.id not in known and row.edits is None:
            by = session.get(Person, row.facts.get("by", 0))
            to = session.get_one(Person, row.person_id).code
            found.append((to, row.facts.get("event", row.kind), by and by.code))


def refused(commune: Commune, session: Session, *given: Any, **more: Any) -> Reason:
    with pytest.raises(Refused) as raised:
        away(commune, session, *given, **more)
    return raised.value.reason


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (AN, [(BINH, "uncovered", None)]),
        (BINH, [(AN, "away", BINH)]),
        (MINH, [(BINH, "uncovered", MINH), (AN, "away", MINH)]),
    ],
)
def test_without_a_deputy_who_covers_is_told_and_the_absent_of_what_another_said(
    commune: Commune, by: str, told: list[tuple[str, str, Any]]
) -> None:
    with commune.writes() as session, telling(session) as found:
        absence = away(commune, session, by=by)
    assert found == told
    assert (absence.deputy_id, absence.deputy_state) == (None, DeputyState.ASKED)
    assert commune.faults() == []


def test_a_deputy_is_asked_and_nobody_else_is_told(commune: Commune) -> None:
    with commune.writes() as session, telling(session) as found:
        away(commune, session, DUNG)
    assert found == [(DUNG, Kind.DEPUTY_ASKED, None)]


@pytest.mark.parametrize("by", [DUNG, HOA])
def test_a_colleague_may_not_say_it_for_another(commune: Commune, by: str) -> None:
    with commune.reads() as session:
        assert refused(commune, session, by=by) is Reason.NOT_YOURS


def test_who_stands_in_may_say_that_it_lasts_longer(commune: Commune) -> None:
    with commune.writes() as session:
        agreed(commune, session)
        away(commune, session, by=BINH, days=(TODAY, TODAY), who=AN, deputy=DUNG)
        assert refused(commune, session, by=DUNG) is Reason.NOT_YOURS
        here = session.exec(select(Absence).order_by(col(Absence.id).desc())).first()
        assert here is not None
        answer_as_deputy(commune.act(session, DUNG), here, True)
        change_days(commune.act(session, DUNG), here, TODAY, TODAY + timedelta(days=1))
        assert here.to_on == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("days", "is_taken"),
    [
        ((TODAY, TODAY), True),
        ((date(2026, 12, 10), TODAY), True),
        ((date(2026, 12, 10), date(2026, 12, 14)), False),
        ((MONDAY, date(2026, 12, 20)), False),
        ((MONDAY, MONDAY), True),
        ((MONDAY, MONDAY + timedelta(days=LONGEST_DAYS)), True),
        ((MONDAY, MONDAY + timedelta(days=LONGEST_DAYS + 1)), False),
    ],
)
def test_days_end_today_or_later_in_order_and_within_a_year(
    commune: Commune, days: tuple[date, date], is_taken: bool
) -> None:
    with commune.reads() as session:
        if is_taken:
            assert away(commune, session, days=days).to_on == days[1]
        else:
            assert refused(commune, session, days=days) is Reason.DATE_PAST


def test_nobody_is_their_own_deputy_nor_is_who_has_left(commune: Commune) -> None:
    with commune.reads() as session:
        assert refused(commune, session, AN) is Reason.GONE
        commune.person(session, DUNG).deactivated_at = commune.now
        assert refused(commune, session, DUNG) is Reason.GONE


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ((date(2026, 12, 22), date(2026, 12, 24)), [(DUNG, "redated", None)]),
        ((MONDAY, date(2026, 12, 24)), [(DUNG, "redated", None)]),
        ((MONDAY, date(2026, 12, 28)), [(DUNG, Kind.DEPUTY_ASKED, None)]),
        ((date(2026, 12, 18), FRIDAY), [(DUNG, Kind.DEPUTY_ASKED, None)]),
    ],
)
def test_a_deputys_yes_holds_for_days_within_and_for_others_they_are_asked_again(
    commune: Commune, days: tuple[date, date], told: list[tuple[str, str, Any]]
) -> None:
    with commune.writes() as session:
        absence = agreed(commune, session)
        commune.now = at("15/12/2026", "09:00")
        with telling(session) as found:
            change_days(commune.act(session, AN), absence, *days)
        is_asked = told[0][1] == Kind.DEPUTY_ASKED
        assert absence.deputy_state is (DeputyState.ASKED if is_asked else DeputyState.ACCEPTED)
    assert found == told
    assert (absence.from_on, absence.to_on) == days
    assert commune.faults() == []


@pytest.mark.parametrize("deputy", [None, DUNG])
def test_other_days_without_a_deputy_who_agreed_are_told_to_who_covers(
    commune: Commune, deputy: str | None
) -> None:
    with commune.writes() as session:
        absence = agreed(commune, session, False) if deputy else away(commune, session)
        commune.now = at("15/12/2026", "09:00")
        with telling(session) as found:
            change_days(commune.act(session, MINH), absence, MONDAY, date(2026, 12, 28))
        assert absence.deputy_state is (DeputyState.DECLINED if deputy else DeputyState.ASKED)
    assert found == [(BINH, "uncovered", MINH), (AN, "away", MINH)]


@pytest.mark.parametrize(
    ("began", "days", "reason"),
    [
        (MONDAY, (MONDAY, FRIDAY), Reason.ALREADY),
        (MONDAY, (TODAY, FRIDAY), None),
        (MONDAY, (date(2026, 12, 14), FRIDAY), Reason.DATE_PAST),
        (date(2026, 12, 14), (TODAY, FRIDAY), Reason.DATE_PAST),
        (date(2026, 12, 14), (date(2026, 12, 14), TODAY), None),
        (TODAY, (date(2026, 12, 16), FRIDAY), None),
    ],
)
def test_the_first_day_stands_once_it_is_over(
    commune: Commune, began: date, days: tuple[date, date], reason: Reason | None
) -> None:
    with commune.reads() as session:
        absence = away(commune, session, days=(began, FRIDAY))
        if reason is None:
            change_days(commune.act(session, AN), absence, *days)
            assert (absence.from_on, absence.to_on) == days
        else:
            with pytest.raises(Refused) as raised:
                change_days(commune.act(session, AN), absence, *days)
            assert raised.value.reason is reason


@pytest.mark.parametrize(
    ("answered", "told"),
    [
        (None, [(DUNG, "replaced", None), (HOA, Kind.DEPUTY_ASKED, None)]),
        (True, [(DUNG, "replaced", None), (HOA, Kind.DEPUTY_ASKED, None)]),
        (False, [(HOA, Kind.DEPUTY_ASKED, None)]),
    ],
)
def test_another_deputy_is_asked_and_the_former_told_unless_they_had_declined(
    commune: Commune, answered: bool | None, told: list[tuple[str, str, Any]]
) -> None:
    with commune.writes() as session:
        absence = away(commune, session, DUNG)
        if answered is not None:
            answer_as_deputy(commune.act(session, DUNG), absence, answered)
        with pytest.raises(Refused) as raised:
            appoint_deputy(commune.act(session, AN), absence, commune.person(session, DUNG))
        assert raised.value.reason is Reason.GONE
        commune.now = at("15/12/2026", "09:00")
        with telling(session) as found:
            appoint_deputy(commune.act(session, AN), absence, commune.person(session, HOA))
        assert absence.deputy_id == commune.person(session, HOA).id
        assert absence.deputy_state is DeputyState.ASKED
    assert found == told
    assert [each.change for each in commune.ledger()][-1] == "appoint_deputy"


def test_who_first_has_a_deputy_loses_none(commune: Commune) -> None:
    with commune.writes() as session:
        absence = away(commune, session)
        with telling(session) as found:
            appoint_deputy(commune.act(session, AN), absence, commune.person(session, DUNG))
    assert found == [(DUNG, Kind.DEPUTY_ASKED, None)]


@pytest.mark.parametrize(
    ("from_on", "told"),
    [
        (MONDAY, [(AN, "declined", None), (BINH, "declined", None)]),
        (date(2026, 12, 16), [(AN, "declined", None), (BINH, "declined", None)]),
        (TODAY, [(BINH, "declined", None)]),
    ],
)
def test_a_deputy_who_declines_is_told_on_to_who_covers_and_to_the_absent_while_still_here(
    commune: Commune, from_on: date, told: list[tuple[str, str, Any]]
) -> None:
    with commune.writes() as session:
        absence = away(commune, session, DUNG, days=(from_on, FRIDAY))
        with telling(session) as found:
            answer_as_deputy(commune.act(session, DUNG), absence, False)
    assert found == told


def test_a_deputy_may_take_back_a_yes_but_answers_only_once_otherwise(commune: Commune) -> None:
    with commune.writes() as session:
        absence = away(commune, session, DUNG)

        def answers(agrees: bool, who: str = DUNG) -> Reason | None:
            try:
                answer_as_deputy(commune.act(session, who), absence, agrees)
            except Refused as why:
                return why.reason
            return None

        assert answers(True, HOA) is Reason.NOT_YOURS
        assert answers(True) is None
        assert answers(True) is Reason.GONE
        assert answers(False) is None
        assert (answers(False), answers(True)) == (Reason.GONE, Reason.GONE)
        assert absence.deputy_state is DeputyState.DECLINED
    changes = [each.change for each in commune.ledger()][-3:]
    assert changes == ["be_absent", "agree_to_deputise", "decline_to_deputise"]


def test_it_is_in_force_on_its_last_day_and_no_longer(commune: Commune) -> None:
    with commune.reads() as session:
        absence = away(commune, session, days=(TODAY, FRIDAY))
        check_in_force(absence, at("25/12/2026", "23:59"))
        with pytest.raises(Refused) as raised:
            check_in_force(absence, at("26/12/2026", "00:00"))
        assert raised.value.reason is Reason.GONE


@pytest.mark.parametrize(
    ("answered", "told"),
    # Of a deputy who declined the head was told, who would have covered.
    [(True, [(DUNG, "ended", None)]), (False, [(BINH, "ended", None)]), (None, [(DUNG, "ended", None)])],
)
def test_not_going_at_all_leaves_nothing_to_hand_back(
    commune: Commune, answered: bool | None, told: list[tuple[str, str, Any]]
) -> None:
    with commune.writes() as session:
        absence = away(commune, session, DUNG)
        if answered is not None:
            answer_as_deputy(commune.act(session, DUNG), absence, answered)
        with telling(session) as found:
            come_back(commune.act(session, AN), absence)
        assert (absence.ended_at, absence.handed_back_at) == (commune.now, commune.now)
        with pytest.raises(Refused) as raised:
            come_back(commune.act(session, AN), absence)
        assert raised.value.reason is Reason.GONE
    assert found == told


def test_back_earlier_ends_all_that_overlaps_today_and_nothing_to_come(commune: Commune) -> None:
    with commune.writes() as session:
        now = away(commune, session, days=(date(2026, 12, 14), date(2026, 12, 18)))
        begins, ends = (away(commune, session, days=each) for each in ((TODAY, MONDAY), (TODAY, TODAY)))
        later = away(commune, session, days=(date(2026, 12, 16), FRIDAY))
        with telling(session) as found:
            come_back(commune.act(session, BINH), now)
        assert [each.ended_at for each in (now, begins, ends, later)] == [*[commune.now] * 3, None]
        assert (now.handed_back_at, begins.handed_back_at) == (None, None)
    assert found == [(AN, "away", BINH)]


def test_what_was_done_meanwhile_is_handed_back_once_for_all_days_away(commune: Commune) -> None:
    with commune.writes() as session:
        first = away(commune, session, days=(date(2026, 12, 14), TODAY))
        second = away(commune, session, days=(date(2026, 12, 16), date(2026, 12, 18)))
        commune.now = at("21/12/2026", "07:30")
        an, task = commune.person(session, AN), commune.task(session)
        row = hand_back(commune.act(session, AN), an, [first, second], date(2026, 12, 18), [task])
        assert row is not None
        assert (row.kind, row.person_id) == (Kind.HAND_BACK, an.id)
        assert row.facts == {"absence": second.id, "from_on": "2026-12-14", "last_on": "2026-12-18"}
        assert first.handed_back_at == second.handed_back_at == commune.now
    entry = commune.ledger()[-1]
    assert (entry.change, f'"absences":[{first.id},{second.id}]' in entry.body) == ("hand_back", True)


def test_what_was_sent_of_an_absence_shows_how_it_stands_and_nothing_of_another(commune: Commune) -> None:
    with commune.writes() as session:
        mine, other = away(commune, session, DUNG), away(commune, session, HOA, days=(FRIDAY, FRIDAY))
        rows = session.exec(select(Notification).where(Notification.kind == Kind.DEPUTY_ASKED)).all()
        asked = {row.facts["absence"]: row.id or 0 for row in rows}
        assert set(asked) == {mine.id, other.id}
        for number, row_id in enumerate(asked.values(), start=1):
            sent = SentMessage(notification_id=row_id, chat_id=number, message_id=1, sent_at=commune.now)
            session.add(sent)
        session.flush()
        answer_as_deputy(commune.act(session, DUNG), mine, True)
        edits = session.exec(select(Notification).where(col(Notification.edits).is_not(None))).all()
        assert [row.facts["of"] for row in edits] == [asked[mine.id]]
