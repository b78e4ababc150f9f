"""Away: who hears, acts and reviews instead, and that the ledger names both (docs/design.md, Rules)."""

import json
from datetime import date

import pytest
from sqlmodel import Session, select

from models.actor import Act, acting
from models.changes.absence import answer_as_deputy, be_absent, change_days, come_back
from models.changes.assigning import assign
from models.changes.confirming import claim
from models.changes.evidence import add_evidence
from models.changes.reviewing import accept
from models.changes.saying import snooze
from models.kinds import Kind
from models.people import Because, addressee, reached, reviewers, stand_in
from models.refused import Reason, Refused
from models.rules.zone import day_of
from models.tables import Absence, DeputyState, Notification, Person
from tests.commune import Commune, at
from tests.models.changes.acts import newest

AN, DUNG, BINH, HOA, LAM, MINH = "an.vhxh", "dung.vhxh", "binh.vhxh", "hoa.ttpvhcc", "lam.ubnd", "minh.vp"
FROM, TO = date(2026, 12, 14), date(2026, 12, 18)


def away(
    commune: Commune,
    session: Session,
    code: str,
    deputy: str | None = None,
    agrees: bool | None = None,
    days: tuple[date, date] = (FROM, TO),
) -> Absence:
    """From Monday 14/12 to Friday 18/12; a deputy who is asked and has answered, or not yet."""
    person = commune.person(session, code)
    to = commune.person(session, deputy) if deputy else None
    absence = be_absent(commune.act(session, code), person, *days, to)
    if to is not None and agrees is not None:
        answer_as_deputy(Act(session, acting(to), commune.now), absence, agrees)
    return absence


def told(commune: Commune, session: Session) -> tuple[str, Because | None, str | None]:
    to = addressee(session, commune.task(session), day_of(commune.now))
    assert to is not None
    return to.person.code, to.because, to.instead_of.code if to.instead_of else None


def instead_of(commune: Commune, session: Session, code: str) -> str | None:
    found = stand_in(session, commune.person(session, code), day_of(commune.now))
    return found.code if found else None


def test_the_deputy_hears_once_they_agreed_and_the_absent_does_not(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True)
        assert told(commune, session) == (DUNG, Because.ABSENT, AN)


@pytest.mark.parametrize("agrees", [None, False])
def test_until_a_deputy_agrees_the_head_covers(commune: Commune, agrees: bool | None) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees)
        assert told(commune, session) == (BINH, Because.ABSENT, AN)


def test_without_a_deputy_the_head_covers_and_for_a_head_the_leader(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN)
        assert told(commune, session) == (BINH, Because.ABSENT, AN)
        away(commune, session, BINH)
        assert told(commune, session) == (LAM, Because.ABSENT, AN)
        assert instead_of(commune, session, BINH) == LAM


def test_only_the_days_between_are_covered_both_included(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True, days=(date(2026, 12, 16), date(2026, 12, 17)))
        for day, person in (("15", AN), ("16", DUNG), ("17", DUNG), ("18", AN)):
            commune.now = at(f"{day}/12/2026")
            assert told(commune, session)[0] == person, day


def test_back_early_everything_is_their_own_again(commune: Commune) -> None:
    with commune.writes() as session:
        absence = away(commune, session, AN, DUNG, agrees=True)
        come_back(commune.act(session, AN), absence)
        assert told(commune, session) == (AN, None, None)
        with pytest.raises(Refused) as raised:
            come_back(commune.act(session, AN), absence)
        assert raised.value.reason is Reason.GONE


def test_of_overlapping_absences_the_one_entered_last_holds(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True)
        away(commune, session, AN, HOA, agrees=True, days=(date(2026, 12, 15), date(2026, 12, 15)))
        assert told(commune, session)[0] == HOA
        commune.now = at("16/12/2026")
        assert told(commune, session)[0] == DUNG


def test_an_absent_deputys_own_deputy_is_next_else_it_goes_up(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True)
        away(commune, session, DUNG)
        assert told(commune, session) == (BINH, Because.ABSENT, AN)
        away(commune, session, DUNG, HOA, agrees=True)
        assert told(commune, session) == (HOA, Because.ABSENT, AN)


def test_a_circle_of_deputies_goes_one_level_up(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True)
        away(commune, session, DUNG, AN, agrees=True)
        assert instead_of(commune, session, AN) == instead_of(commune, session, DUNG) == BINH
        away(commune, session, BINH, AN, agrees=True)
        assert instead_of(commune, session, AN) == instead_of(commune, session, BINH) == LAM


def test_a_head_who_is_away_has_a_deputy_of_their_own(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN)
        away(commune, session, BINH, DUNG, agrees=True)
        assert told(commune, session) == (DUNG, Because.ABSENT, AN)


def test_with_everybody_away_nobody_is_told(commune: Commune) -> None:
    with commune.writes() as session:
        for code in (AN, BINH, LAM):
            away(commune, session, code)
        assert told(commune, session) == (MINH, Because.ABSENT, AN)
        away(commune, session, MINH)
        assert instead_of(commune, session, AN) is None
        assert addressee(session, commune.task(session), day_of(commune.now)) is None
        people = [commune.person(session, code) for code in (AN, BINH, LAM, MINH)]
        assert reached(session, people, day_of(commune.now)) == []


def test_a_deputy_without_a_chat_is_passed_over(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True)
        commune.person(session, DUNG).blocked_at = commune.now
        session.flush()
        assert told(commune, session) == (BINH, Because.ABSENT, AN)


def test_what_a_deputy_does_is_written_under_both_names(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=True)
        task, dung = commune.task(session), commune.actor(session, DUNG)
        said, until = commune.said("Chiều tôi nộp thay"), at("15/12/2026", "14:30")
        snooze(Act(session, dung, commune.now), task, said, until)
        claim(Act(session, dung, commune.now), task, said)
        add_evidence(Act(session, dung, commune.now), task, commune.file(), said)
    last = [json.loads(entry.body) for entry in commune.ledger()[-3:]]
    assert [(body["change"], body["by"], body["for"]) for body in last] == [
        ("snooze", DUNG, AN),
        ("claim", DUNG, AN),
        ("add_evidence", DUNG, AN),
    ]


def test_who_has_not_agreed_yet_may_do_nothing_and_the_head_may(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG)
        task = commune.task(session)
        with pytest.raises(Refused) as raised:
            claim(commune.act(session, DUNG), task, commune.said())
        assert raised.value.reason is Reason.NOT_YOURS
        claim(commune.act(session, BINH), task, commune.said())
    assert json.loads(commune.ledger()[-1].body)["for"] == AN


def test_what_an_officer_does_themselves_is_for_nobody_else(commune: Commune) -> None:
    with commune.writes() as session:
        claim(commune.act(session, AN), commune.task(session), commune.said())
    assert "for" not in json.loads(commune.ledger()[-1].body)


def test_who_stands_in_for_a_head_decides_under_both_names(commune: Commune) -> None:
    with commune.writes() as session:
        task, hoa, dung = commune.task(session), commune.actor(session, HOA), commune.person(session, DUNG)
        with pytest.raises(Refused):
            assign(Act(session, hoa, commune.now), task, dung)
        away(commune, session, BINH, HOA, agrees=True)
        assign(Act(session, hoa, commune.now), task, dung)
    body = json.loads(commune.ledger()[-1].body)
    assert (body["change"], body["by"], body["for"]) == ("assign", HOA, BINH)


def test_an_absent_reviewers_deputy_reviews_under_both_names(commune: Commune) -> None:
    with commune.writes() as session:
        away(commune, session, BINH, HOA, agrees=True)
        task = commune.task(session)
        add_evidence(commune.act(session, AN), task, commune.file(), commune.said("Em gửi"))
        assert [each.code for each in reviewers(session, task, day_of(commune.now))] == [HOA]
        accept(commune.act(session, HOA), task, newest(session, task))
    body = json.loads(commune.ledger()[-1].body)
    assert (body["change"], body["by"], body["for"]) == ("accept", HOA, BINH)


def test_who_submitted_for_the_absent_does_not_review_it_nor_does_the_absent(commune: Commune) -> None:
    """Bình, the only reviewer, has the task and is away; Hoa submits for him: the leader is asked."""
    with commune.writes() as session:
        away(commune, session, BINH, HOA, agrees=True)
        task = commune.task(session)
        task.responsible_id = commune.person(session, BINH).id
        session.add(task)
        session.flush()
        hoa = commune.actor(session, HOA)
        add_evidence(Act(session, hoa, commune.now), task, commune.file(), commune.said("Gửi thay anh Bình"))
        assert [each.code for each in reviewers(session, task, day_of(commune.now))] == [LAM]
        commune.now = at("21/12/2026")
        assert [each.code for each in reviewers(session, task, day_of(commune.now))] == [LAM]


@pytest.mark.parametrize(
    ("who", "may"), [(AN, True), (BINH, True), (MINH, True), (DUNG, False), (LAM, False), (HOA, False)]
)
def test_who_is_away_is_said_by_themselves_their_head_or_the_admin(
    commune: Commune, who: str, may: bool
) -> None:
    before = commune.dump()
    with commune.writes() as session:
        actor, an = commune.actor(session, who), commune.person(session, AN)
        if may:
            be_absent(Act(session, actor, commune.now), an, FROM, TO, None)
        else:
            with pytest.raises(Refused) as raised:
                be_absent(Act(session, actor, commune.now), an, FROM, TO, None)
            assert raised.value.reason is Reason.NOT_YOURS
    assert (commune.dump() == before) == (not may)


@pytest.mark.parametrize(
    ("days", "deputy", "reason"),
    [
        ((date(2026, 12, 10), date(2026, 12, 14)), None, Reason.DATE_PAST),
        ((date(2026, 12, 18), date(2026, 12, 16)), None, Reason.DATE_PAST),
        ((date(2026, 12, 16), date(2028, 12, 16)), None, Reason.DATE_PAST),
        ((FROM, TO), AN, Reason.GONE),
    ],
)
def test_days_that_are_past_or_the_wrong_way_round_are_refused(
    commune: Commune, days: tuple[date, date], deputy: str | None, reason: Reason
) -> None:
    with commune.writes() as session, pytest.raises(Refused) as raised:
        away(commune, session, AN, deputy, days=days)
    assert raised.value.reason is reason


def test_only_the_deputy_answers_and_only_once(commune: Commune) -> None:
    with commune.writes() as session:
        absence = away(commune, session, AN, DUNG)
        with pytest.raises(Refused) as raised:
            answer_as_deputy(commune.act(session, HOA), absence, agrees=True)
        assert raised.value.reason is Reason.NOT_YOURS
        dung = commune.person(session, DUNG)
        answer_as_deputy(Act(session, acting(dung), commune.now), absence, agrees=True)
        with pytest.raises(Refused) as raised:
            answer_as_deputy(Act(session, acting(dung), commune.now), absence, agrees=True)
        assert raised.value.reason is Reason.GONE


@pytest.mark.parametrize(("begins", "hears"), [(date(2026, 12, 15), []), (date(2026, 12, 16), [AN])])
def test_who_is_away_already_is_not_told_that_a_deputy_declines(
    commune: Commune, begins: date, hears: list[str]
) -> None:
    with commune.writes() as session:
        away(commune, session, AN, DUNG, agrees=False, days=(begins, TO))
        news = session.exec(select(Notification).where(Notification.kind == Kind.ABSENCE_NEWS)).all()
        told = [
            session.get_one(Person, row.person_id).code for row in news if row.facts["event"] == "declined"
        ]
    assert told == [*hears, BINH]


def test_a_deputy_who_agreed_and_can_no_longer_is_replaced_by_the_head(commune: Commune) -> None:
    with commune.writes() as session:
        absence = away(commune, session, AN, DUNG, agrees=True)
        answer_as_deputy(commune.act(session, DUNG), absence, False)
        assert told(commune, session) == (BINH, Because.ABSENT, AN)


@pytest.mark.parametrize(
    ("days", "is_asked"),
    [
        ((date(2026, 12, 16), date(2026, 12, 17)), False),
        ((date(2026, 12, 17), TO), False),
        ((date(2026, 12, 17), date(2026, 12, 17)), False),
        ((date(2026, 12, 16), date(2026, 12, 21)), True),
        ((date(2026, 12, 15), date(2026, 12, 18)), True),
    ],
)
def test_a_deputy_is_asked_again_for_days_that_they_did_not_agree_to(
    commune: Commune, days: tuple[date, date], is_asked: bool
) -> None:
    with commune.writes() as session:
        absence = away(commune, session, AN, DUNG, agrees=True, days=(date(2026, 12, 16), TO))
        commune.now = at("15/12/2026", "09:00")
        change_days(commune.act(session, AN), absence, *days)
        assert absence.deputy_state is (DeputyState.ASKED if is_asked else DeputyState.ACCEPTED)
        asked = session.exec(select(Notification).where(Notification.kind == Kind.DEPUTY_ASKED)).all()
        assert len(asked) == (2 if is_asked else 1)
