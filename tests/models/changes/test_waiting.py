"""Waiting for a superior: asked by the officer, decided by the head, ended by the answer
(docs/design.md, Rules)."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from jobs.messages.compose import compose
from jobs.messages.gather import task_facts
from models.actor import Act, acting
from models.changes.absence import answer_as_deputy, be_absent
from models.changes.confirming import claim
from models.changes.saying import take_back_statement
from models.changes.speaking import due_rungs
from models.changes.waiting import (
    Request,
    answer,
    ask_to_wait,
    confirm_wait,
    decline_wait,
    request_stands,
    still_waiting,
    wait,
)
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.tables import (
    Ladder,
    LedgerEntry,
    Notification,
    Person,
    PersonRole,
    Role,
    Rung,
    RungState,
    Statement,
    Task,
)
from models.waits import Wait, wait_of
from tests.commune import Commune, at

LETTER = "25/TTr-UBND ngày 16/01/2026"


def asked(
    commune: Commune, session: Session, superior: str = "Sở Nội vụ", document: str = LETTER
) -> Notification:
    an, said = commune.actor(session, "an.vhxh"), commune.said(f"Chờ {superior} ({document})")
    return ask_to_wait(Act(session, an, commune.now), commune.task(session), said, superior, document)


def waiting(commune: Commune, session: Session) -> Task:
    task = commune.task(session)
    wait(commune.act(session, "binh.vhxh"), task, "Sở Nội vụ", LETTER)
    return task


def who_is_asked(session: Session, request: Notification) -> str:
    return session.get_one(Person, request.person_id).code


def told(session: Session, kind: str) -> list[str]:
    rows = select(Person.code).join(Notification, col(Notification.person_id) == Person.id)
    return list(session.exec(rows.where(Notification.kind == kind)))


def names(session: Session, task: Task, ladder: Ladder) -> list[str]:
    planned = select(Rung.name).where(
        Rung.task_id == task.id, Rung.state == RungState.PLANNED, Rung.ladder == ladder
    )
    return list(session.exec(planned.order_by(col(Rung.speak_at))))


def test_a_request_changes_nothing_but_that_the_head_is_asked(commune: Commune) -> None:
    with commune.writes() as session:
        before = commune.task(session).next_ping_at
        request = asked(commune, session)
        task = commune.task(session)
        assert (task.state, task.next_ping_at, task.waiting_for) == (State.OPEN, before, "")
        assert (who_is_asked(session, request), request.facts["superior"]) == ("binh.vhxh", "Sở Nội vụ")
        assert request_stands(session, request) is Request.PENDING
    assert "Sở" not in commune.ledger()[-1].body


def test_confirmed_it_waits_since_today_and_the_officer_hears_of_it(commune: Commune) -> None:
    with commune.writes() as session:
        request = asked(commune, session)
        task = confirm_wait(commune.act(session, "binh.vhxh"), request)
        assert wait_of(session, task) == Wait("Sở Nội vụ", LETTER, date(2026, 12, 15))
        assert task.next_ping_at == at("15/01/2027")
        assert told(session, "wait_decided") == ["an.vhxh"]
        assert task_facts(session, task, at("20/01/2027")).late == 0


def test_declined_it_goes_on_and_the_reason_is_told_and_kept_out_of_the_ledger(commune: Commune) -> None:
    with commune.writes() as session:
        request = asked(commune, session)
        head = commune.actor(session, "binh.vhxh")
        task = decline_wait(Act(session, head, commune.now), request, "Phần của xã chưa xong")
        assert (task.state, request_stands(session, request)) == (State.OPEN, Request.DECLINED)
        row = session.exec(select(Notification).where(Notification.kind == "wait_decided")).one()
        assert row.facts["reason"] == "Phần của xã chưa xong"
    entry = commune.ledger()[-1]
    assert entry.change == "decline_wait"
    assert "chưa xong" not in entry.body


def test_what_was_decided_taken_back_or_replaced_is_decided_no_more(commune: Commune) -> None:
    def refused(session: Session, request: Notification) -> Reason:
        with pytest.raises(Refused) as raised:
            confirm_wait(commune.act(session, "binh.vhxh"), request)
        return raised.value.reason

    with commune.writes() as session:
        declined = asked(commune, session)
        decline_wait(commune.act(session, "binh.vhxh"), declined)
        older = asked(commune, session)
        newer = asked(commune, session, "UBND tỉnh")
        assert request_stands(session, older) is Request.GONE
        assert refused(session, declined) is refused(session, older) is Reason.GONE
        statement = session.get_one(Statement, newer.facts["statement"])
        take_back_statement(commune.act(session, "an.vhxh"), statement)
        assert refused(session, newer) is Reason.GONE
        assert compose(session, newer, commune.now) is None
        assert commune.task(session).state is State.OPEN


def test_an_absent_heads_stand_in_is_asked_and_may_confirm_and_the_ledger_names_both(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        head, deputy = commune.person(session, "binh.vhxh"), commune.person(session, "dung.vhxh")
        first, last, actor = date(2026, 12, 15), date(2026, 12, 18), commune.actor(session, "binh.vhxh")
        absence = be_absent(Act(session, actor, commune.now), head, first, last, deputy)
        answer_as_deputy(Act(session, acting(deputy), commune.now), absence, agrees=True)
        request = asked(commune, session)
        assert who_is_asked(session, request) == "dung.vhxh"
        confirm_wait(commune.act(session, "dung.vhxh"), request)
    entry = commune.ledger()[-1]
    assert (entry.change, '"for":"binh.vhxh"' in entry.body) == ("wait", True)


def no_head(commune: Commune, session: Session) -> None:
    binh = commune.person(session, "binh.vhxh")
    session.delete(session.get_one(PersonRole, (binh.id, Role.HEAD)))
    session.flush()


def test_where_there_is_no_head_the_admin_is_asked(commune: Commune) -> None:
    with commune.writes() as session:
        no_head(commune, session)
        request = asked(commune, session)
        assert who_is_asked(session, request) == "minh.vp"
        task = confirm_wait(commune.act(session, "minh.vp"), request)
        assert task.state is State.WAITING


def test_a_heads_own_task_is_confirmed_by_somebody_else(commune: Commune) -> None:
    with commune.writes() as session:
        task, binh = commune.task(session), commune.person(session, "binh.vhxh")
        task.responsible_id = binh.id
        session.add(task)
        session.flush()
        actor, said = commune.actor(session, "binh.vhxh"), commune.said("Chờ Sở Nội vụ")
        request = ask_to_wait(Act(session, actor, commune.now), task, said, "Sở Nội vụ", "")
        assert who_is_asked(session, request) == "minh.vp"


def test_where_nobody_can_confirm_it_is_refused_and_never_silently_lost(commune: Commune) -> None:
    with commune.writes() as session:
        no_head(commune, session)
        minh = commune.person(session, "minh.vp")
        minh.chat_id = None
        session.add(minh)
    before = commune.dump()
    with pytest.raises(Refused) as raised, commune.writes() as session:
        asked(commune, session)
    assert raised.value.reason is Reason.NOBODY_TO_ASK
    assert commune.dump() == before


@pytest.mark.parametrize("superior", ["", "  \n"])
def test_whom_it_waits_for_must_be_said(commune: Commune, superior: str) -> None:
    with commune.writes() as session, pytest.raises(Refused) as raised:
        asked(commune, session, superior)
    assert raised.value.reason is Reason.NO_REASON


def test_while_a_superior_is_awaited_it_is_asked_about_once_a_month(commune: Commune) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        speaks = select(Rung.speak_at).where(Rung.task_id == task.id, Rung.ladder == Ladder.WAITING)
        days = [
            f"{moment.astimezone(commune.now.tzinfo):%d/%m/%Y}" for moment in sorted(session.exec(speaks))
        ]
        assert days[:4] == ["15/01/2027", "15/02/2027", "15/03/2027", "15/04/2027"]
        assert days[12] == "17/01/2028"
        commune.now = at("20/12/2026")
        assert due_rungs(session, task, commune.now, frozenset(Ladder)) == []
    assert "Sở" not in commune.ledger()[-1].body


def test_no_answer_yet_is_on_record_once_a_day_and_changes_nothing_else(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = waiting(commune, session), commune.actor(session, "an.vhxh")
        before = task.model_dump()
        still_waiting(Act(session, an, commune.now), task)
        with pytest.raises(Refused) as raised:
            still_waiting(commune.act(session, "binh.vhxh"), task)
        assert raised.value.reason is Reason.GONE
        still_waiting(Act(session, an, at("16/12/2026")), task)
        assert task.model_dump() == before
        noted = select(LedgerEntry).where(LedgerEntry.change == "still_waiting")
        assert len(session.exec(noted).all()) == 2


def test_the_answer_opens_it_again_with_a_day_to_finish_by(commune: Commune) -> None:
    """Waiting since 15/12; the answer comes on Monday 21/12: to be finished by Friday 25/12."""
    with commune.writes() as session:
        task = waiting(commune, session)
        commune.now = at("21/12/2026", "09:00")
        answer(commune.act(session, "an.vhxh"), task, date(2026, 12, 25))
        assert (task.state, task.fix_by, task.waiting_for) == (State.OPEN, date(2026, 12, 25), "")
        assert due_rungs(session, task, commune.now, frozenset(Ladder)) == []
        assert task.next_ping_at == at("24/12/2026")
        assert names(session, task, Ladder.ESCALATION) == ["last_call", "head", "leader"]
        facts = task_facts(session, task, commune.now)
        assert (facts.due_on, facts.left, facts.late) == (date(2026, 12, 25), 4, 0)


@pytest.mark.parametrize("day", [date(2026, 12, 15), date(2026, 12, 14)])
def test_the_new_day_is_neither_past_nor_before_the_due_day(commune: Commune, day: date) -> None:
    with commune.writes() as session:
        task = waiting(commune, session)
        with pytest.raises(Refused) as raised:
            answer(commune.act(session, "an.vhxh"), task, day)
        assert (raised.value.reason, task.state) == (Reason.NOT_LATER, State.WAITING)


def test_what_was_said_done_before_waiting_can_be_claimed_again(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        claim(Act(session, an, commune.now), task, commune.said())
        waiting(commune, session)
        answer(Act(session, an, commune.now), task, date(2026, 12, 23))
        claim(Act(session, an, commune.now), task, commune.said())
        assert task.state is State.CLAIMED


@pytest.mark.parametrize(("by", "told"), [("an.vhxh", ["binh.vhxh"]), ("binh.vhxh", ["an.vhxh"])])
def test_who_has_not_said_that_the_answer_came_is_told(commune: Commune, by: str, told: list[str]) -> None:
    with commune.writes() as session:
        answer(commune.act(session, by), waiting(commune, session), date(2026, 12, 23))
        rows = session.exec(select(Notification).where(Notification.kind == "answer_came")).all()
        assert [who_is_asked(session, row) for row in rows] == told
        assert [(row.facts["superior"], row.facts["fix_by"]) for row in rows] == [("Sở Nội vụ", "2026-12-23")]
