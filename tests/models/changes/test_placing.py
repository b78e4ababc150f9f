"""A document goes from the head of unit to the leader, to the clerk, and out; its officer hears of it."""

from datetime import date

import pytest
from sqlmodel import Session, select

from models.actor import Act
from models.changes.placing import last_passed, pass_back, pass_on, renumber
from models.changes.saying import say, stuck
from models.holders import held_by, holders
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import Absence, DeputyState, How, Notification, OutboxState, StatementKind, Task
from tests.commune import Commune, at

WAY = {
    Place.UNIT_HEAD: ("binh.vhxh", Change.FORWARD, Place.LEADER),
    Place.LEADER: ("lam.ubnd", Change.SIGN, Place.CLERK),
    Place.CLERK: ("chau.vp", Change.ISSUE, Place.ISSUED),
}


def lies(commune: Commune, session: Session, place: Place) -> Task:
    """An says where the document of the December report lies."""
    task, an = commune.task(session), commune.actor(session, "an.vhxh")
    say(Act(session, an, commune.now), task, commune.said("Em trình rồi"), StatementKind.PLACE, place)
    return task


@pytest.mark.parametrize("place", WAY)
def test_whoever_holds_it_passes_it_on_once_and_the_officer_hears(commune: Commune, place: Place) -> None:
    who, step, after = WAY[place]
    with commune.writes() as session:
        task, holder = lies(commune, session, place), commune.actor(session, who)
        commune.now = at("16/12/2026", "09:00")
        pass_on(Act(session, holder, commune.now), task, step)
        assert (task.place, task.place_since, task.state) == (after, date(2026, 12, 16), State.OPEN)
        with pytest.raises(Refused) as raised:
            pass_on(Act(session, holder, commune.now), task, step)
        assert raised.value.reason is Reason.GONE
    with commune.reads() as session:
        kind = "ask_file" if after is Place.ISSUED else "passed_on"
        told = session.exec(select(Notification).where(Notification.kind == kind)).one()
        assert told.person_id == commune.person(session, "an.vhxh").id
    assert commune.ledger()[-1].change == step


def test_it_never_goes_back_by_passing_on(commune: Commune) -> None:
    with commune.writes() as session:
        task = lies(commune, session, Place.CLERK)
        for who, step in (("binh.vhxh", Change.FORWARD), ("lam.ubnd", Change.SIGN)):
            with pytest.raises(Refused) as raised:
                pass_on(commune.act(session, who), task, step)
            assert raised.value.reason is Reason.GONE


@pytest.mark.parametrize("place", Place)
def test_a_document_lies_with_whoever_its_place_names(commune: Commune, place: Place) -> None:
    with commune.writes() as session:
        task = lies(commune, session, place)
        found = {each.code for each in holders(session, task, day_of(commune.now))}
        assert found == ({WAY[place][0]} if place in WAY else set())
        binh = commune.person(session, "binh.vhxh")
        assert held_by(session, binh, day_of(commune.now)) == ([task] if place is Place.UNIT_HEAD else [])


def test_who_stands_in_for_the_leader_holds_it_and_signs(commune: Commune) -> None:
    with commune.writes() as session:
        minh, lam = commune.person(session, "minh.vp"), commune.person(session, "lam.ubnd")
        session.add(
            Absence(
                agency_id=lam.agency_id,
                person_id=lam.id or 0,
                from_on=date(2026, 12, 14),
                to_on=date(2026, 12, 31),
                deputy_id=minh.id,
                deputy_state=DeputyState.ACCEPTED,
            )
        )
        session.flush()
        task = lies(commune, session, Place.LEADER)
        assert [each.code for each in holders(session, task, day_of(commune.now))] == ["minh.vp"]
        pass_on(commune.act(session, "minh.vp"), task, Change.SIGN)
    assert '"for":"lam.ubnd"' in commune.ledger()[-1].body


@pytest.mark.parametrize("is_sent", [True, False])
def test_what_was_passed_on_by_mistake_lies_where_it_lay_and_who_was_told_hears_it(
    commune: Commune, is_sent: bool
) -> None:
    with commune.writes() as session:
        task = lies(commune, session, Place.LEADER)
        since, leader = task.place_since, commune.act(session, "lam.ubnd")
        commune.now = at("16/12/2026", "09:00")
        pass_on(commune.act(session, "lam.ubnd"), task, Change.SIGN)
        assert last_passed(session, leader.me) == [task]
        told = session.exec(select(Notification).where(Notification.kind == "passed_on")).one()
        told.sent_at = commune.now if is_sent else None
        pass_back(commune.act(session, "lam.ubnd"), task)
        assert (task.place, task.place_since) == (Place.LEADER, since)
        assert last_passed(session, leader.me) == []
        rows = session.exec(select(Notification).where(Notification.kind == "passed_on")).all()
        assert [row.facts.get("back", False) for row in rows] == ([False, True] if is_sent else [False])
        with pytest.raises(Refused) as raised:
            pass_back(commune.act(session, "lam.ubnd"), task)
    assert raised.value.reason is Reason.GONE


def test_what_somebody_else_went_on_with_is_not_passed_back(commune: Commune) -> None:
    with commune.writes() as session:
        task, leader = lies(commune, session, Place.LEADER), commune.act(session, "lam.ubnd")
        pass_on(leader, task, Change.SIGN)
        pass_on(commune.act(session, "chau.vp"), task, Change.ISSUE)
        assert last_passed(session, leader.me) == []
        with pytest.raises(Refused) as raised:
            pass_back(leader, task)
    assert raised.value.reason is Reason.GONE


@pytest.mark.parametrize("is_sent", [True, False])
def test_another_number_is_told_again_only_where_the_first_was_told(commune: Commune, is_sent: bool) -> None:
    with commune.writes() as session:
        task, clerk = lies(commune, session, Place.CLERK), commune.act(session, "chau.vp")
        pass_on(clerk, task, Change.ISSUE, "120/BC-UBND")
        asked = select(Notification).where(Notification.kind == "ask_file")
        if is_sent:
            row = session.exec(asked).one()
            row.state, row.sent_at = OutboxState.SENT, commune.now
            session.flush()
        renumber(clerk, task, "121/BC-UBND", None)
        assert len(session.exec(asked).all()) == (2 if is_sent else 1)


@pytest.mark.parametrize(("who", "is_cleared"), [("lam.ubnd", True), ("an.vhxh", False)])
def test_passed_on_what_its_holder_said_was_in_the_way_is_not_any_more_what_others_said_is(
    commune: Commune, who: str, is_cleared: bool
) -> None:
    with commune.writes() as session:
        task = lies(commune, session, Place.LEADER)
        statement = stuck(commune.act(session, who), task, commune.said("Chờ phụ lục", How.REPLY))
        pass_on(commune.act(session, "lam.ubnd"), task, Change.SIGN)
        assert (statement.cleared_at == commune.now) is is_cleared
