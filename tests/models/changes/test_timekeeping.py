"""A clock that ran ahead: what it wrote is of now; a chat that goes on elsewhere; what a head did about silence."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, Act
from models.changes.case_lists import may_import
from models.changes.chat_moving import follow_chat
from models.changes.common import tell
from models.changes.talking import note
from models.changes.timekeeping import forget_days_to_come, hold_clock, show_that_it_agrees, trust_clock
from models.installation import installed
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Notification, OutboxState, SentMessage
from tests.commune import Commune, at

AN, DUNG, BINH, HOA, MINH = "an.vhxh", "dung.vhxh", "binh.vhxh", "hoa.ttpvhcc", "minh.vp"
NEXT_YEAR = at("15/12/2027")


def row(commune: Commune, session: Session, key: str, made: datetime, begins: datetime) -> Notification:
    an = commune.person(session, AN)
    told = tell(Act(session, CLOCK, commune.now), an.agency_id, Kind.TOLD, key, person=an, direct=True)
    assert told is not None
    told.created_at, told.not_before = made, begins
    return told


def test_what_a_clock_that_ran_ahead_wrote_is_of_now_and_the_rest_stands(commune: Commune) -> None:
    now, evening = commune.now, at("15/12/2026", "16:00")
    with commune.writes() as session:
        ahead = row(commune, session, "a", NEXT_YEAR, NEXT_YEAR)
        tried = row(commune, session, "b", now, NEXT_YEAR)
        tried.attempts = 1
        later = row(commune, session, "c", now, evening)
        sent = row(commune, session, "d", now, NEXT_YEAR)
        sent.state, sent.sent_at = OutboxState.SENT, NEXT_YEAR
        before = row(commune, session, "e", now - timedelta(days=1), now - timedelta(days=1))
        an, binh = commune.person(session, AN), commune.person(session, BINH)
        an.heard_at, binh.heard_at = NEXT_YEAR, now - timedelta(days=1)
        session.flush()
        forget_days_to_come(Act(session, CLOCK, now))
        session.expire_all()
        assert (ahead.created_at, ahead.not_before) == (now, now)
        assert tried.not_before == now
        assert later.not_before == evening
        assert (sent.not_before, sent.sent_at) == (NEXT_YEAR, now)
        assert (before.created_at, before.not_before) == (now - timedelta(days=1), now - timedelta(days=1))
        assert (an.heard_at, binh.heard_at) == (now, now - timedelta(days=1))


def test_an_admin_trusts_a_clock_that_is_held_and_no_other(commune: Commune) -> None:
    with commune.writes() as session:
        agency, admin = commune.agency(session), commune.act(session, MINH)
        with pytest.raises(Refused) as refused:
            trust_clock(admin, agency)
        assert refused.value.reason is Reason.GONE
        hold_clock(Act(session, CLOCK, commune.now), agency, commune.now, None)
        told = session.exec(select(Notification).where(Notification.kind == Kind.CLOCK_HELD)).all()
        assert [(row.person_id, row.direct, row.facts["known"]) for row in told] == [
            (admin.me.id, True, None)
        ]
        copy = installed(session)
        copy.held_at = commune.now
        session.add(copy)
        session.flush()
        with pytest.raises(Refused) as refused:
            trust_clock(commune.act(session, AN), agency)
        assert refused.value.reason is Reason.NOT_YOURS
        trust_clock(admin, agency)
    assert commune.ledger()[-1].change == Change.TRUST_CLOCK


def test_a_chat_that_goes_on_elsewhere_is_followed_but_never_into_somebody_elses(commune: Commune) -> None:
    with commune.writes() as session:
        act = Act(session, CLOCK, commune.now)
        an, dung = commune.person(session, AN), commune.person(session, DUNG)
        own, taken = an.chat_id, dung.chat_id
        assert own is not None and taken is not None
        assert not follow_chat(act, own, taken)
        assert (an.chat_id, dung.chat_id) == (own, taken)
        assert follow_chat(act, own, -100_500)
        assert an.chat_id == -100_500
        assert follow_chat(act, 999_999, 999_998)


@pytest.mark.parametrize("what", [Change.TALKED, Change.PHONED])
def test_what_a_head_did_about_silence_is_noted_once(commune: Commune, what: Change) -> None:
    with commune.writes() as session:
        task, head = commune.task(session), commune.act(session, BINH)
        note(head, task, what)
        with pytest.raises(Refused) as refused:
            note(head, task, what)
        assert refused.value.reason is Reason.GONE
        note(head, task, _other(what))
        with pytest.raises(Refused) as refused:
            note(commune.act(session, AN), task, what)
        assert refused.value.reason is Reason.NOT_YOURS
    assert [entry.change for entry in commune.ledger()[-2:]] == [what, _other(what)]


def _other(what: Change) -> Change:
    return Change.PHONED if what is Change.TALKED else Change.TALKED


def test_lists_of_files_come_from_the_unit_that_leads_or_an_admin(commune: Commune) -> None:
    with commune.writes() as session:
        monthly = commune.requirement(session)
        may = {code for code in (AN, BINH, HOA, MINH) if may_import(commune.act(session, code), monthly)}
        assert may == {AN, BINH, MINH}
        commune.person(session, AN).deactivated_at = commune.now
        assert not may_import(commune.act(session, AN), monthly)
        assert not may_import(Act(session, CLOCK, commune.now), monthly)


def test_the_button_of_what_admins_were_told_of_the_clock_goes_and_of_nothing_else(commune: Commune) -> None:
    with commune.writes() as session:
        act, agency = Act(session, CLOCK, commune.now), commune.agency(session)
        hold_clock(act, agency, commune.now, commune.now - timedelta(days=1))
        held = session.exec(select(Notification).where(Notification.kind == Kind.CLOCK_HELD)).one()
        other = row(commune, session, "a", commune.now, commune.now)
        for number, each in enumerate((held, other)):
            each.state, each.sent_at = OutboxState.SENT, commune.now
            session.add(
                SentMessage(
                    notification_id=each.id, chat_id=100_008, message_id=900 + number, sent_at=commune.now
                )
            )
        session.flush()
        show_that_it_agrees(act)
        edits = session.exec(select(Notification).where(col(Notification.edits).is_not(None))).all()
        assert [edit.edits for edit in edits] == [900]
