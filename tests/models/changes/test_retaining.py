"""What is older than it is kept is erased and nothing else; who sent a loose file hears a week before it goes."""

import json
from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from jobs.backup.contents import files_named
from models.actor import CLOCK, OPERATOR, Act
from models.changes.common import tell
from models.changes.confirming import Said, claim
from models.changes.filing import discard_loose, keep_loose
from models.changes.retaining import forget_old, last_year_over, set_limit
from models.kinds import Kind
from models.loose import room_of
from models.refused import Reason, Refused
from models.retention import Limit, limit_of
from models.tables import (
    Confirmation,
    Evidence,
    Form,
    How,
    InboxState,
    InboxUpdate,
    Invite,
    Notification,
    OutboxState,
    SentMessage,
    Stranger,
)
from tests.commune import PNG, Commune
from tests.models.changes.acts import RUNNING_PERIOD

WORDS = "Em gửi rồi ạ"


def _pass(commune: Commune, **later: int) -> None:
    """So much time goes by, and the day's step is taken."""
    commune.now += timedelta(**later)
    with commune.writes() as session:
        forget_old(Act(session, CLOCK, commune.now), commune.agency(session))


def _counts(commune: Commune) -> dict[str, int]:
    """What the newest entry of the ledger says was erased."""
    body = json.loads(commune.ledger()[-1].body)
    return {name: value for name, value in body.items() if name not in ("seq", "at", "by", "change")}


def _leave_traces(commune: Commune, session: Session) -> None:
    an, now = commune.person(session, "an.vhxh"), commune.now
    row = tell(Act(session, CLOCK, now), an.agency_id, Kind.QUESTION, "q/1", person=an, ask="x", words=WORDS)
    assert row is not None
    row.state = OutboxState.SENT
    session.add_all(
        [
            InboxUpdate(update_id=1, received_at=now, state=InboxState.DONE),
            InboxUpdate(update_id=2, received_at=now, state=InboxState.WAITING, payload="{}"),
            Stranger(chat_id=9, seen_on=now.date()),
            Invite(agency_id=an.agency_id, person_id=an.id or 0, code_sha256="x", expires_at=now),
            Form(
                agency_id=an.agency_id,
                person_id=an.id or 0,
                kind="later",
                answers={"said": {"day": "x"}, "ended": "saved", "adjustment": 3},
                touched_at=now,
                ended_at=now,
            ),
        ]
    )


def test_what_is_over_goes_and_the_ledger_keeps_counts(commune: Commune) -> None:
    with commune.writes() as session:
        _leave_traces(commune, session)
    _pass(commune, days=29)
    with commune.reads() as session:
        assert len(session.exec(select(InboxUpdate)).all()) == 2
    _pass(commune, days=62)
    assert _counts(commune)["messages"] == _counts(commune)["forms"] == 1
    with commune.reads() as session:
        assert [each.update_id for each in session.exec(select(InboxUpdate))] == [2]
        assert session.exec(select(Stranger)).all() == []
        assert "x" not in {each.code_sha256 for each in session.exec(select(Invite))}
        asked = session.exec(select(Notification).where(Notification.key == "q/1")).one()
        assert (asked.facts["words"], asked.facts["ask"]) == ("", "x")
        assert session.exec(select(Form)).one().answers == {"ended": "saved", "adjustment": 3}
    entries = len(commune.ledger())
    _pass(commune, days=1)
    assert len(commune.ledger()) == entries
    assert commune.faults() == []


def test_each_thing_is_kept_to_the_moment_that_its_limit_says(commune: Commune) -> None:
    begun = commune.now
    with commune.writes() as session:
        _leave_traces(commune, session)

    def left(after: timedelta) -> set[str]:
        commune.now = begun + after
        _pass(commune)
        with commune.reads() as session:
            asked = session.exec(select(Notification).where(Notification.key == "q/1")).one()
            kept = {
                "update": session.get(InboxUpdate, 1),
                "stranger": session.get(Stranger, 9),
                "invite": session.exec(select(Invite).where(Invite.code_sha256 == "x")).first(),
                "form": session.exec(select(Form)).one().answers.get("said"),
                "words": asked.facts["words"],
            }
        return {name for name, each in kept.items() if each}

    with commune.reads() as session:
        agency = commune.agency(session)
        limits = {
            "update": limit_of(agency, Limit.INBOX),
            "stranger": limit_of(agency, Limit.STRANGERS),
            "invite": limit_of(agency, Limit.INVITES),
            "form": limit_of(agency, Limit.FORMS),
            "words": limit_of(agency, Limit.MESSAGE_WORDS),
        }
    for days in sorted(set(limits.values())):
        here = {name for name, limit in limits.items() if limit >= days}
        assert left(timedelta(days=days)) == here
        # Of a stranger only the day is kept.
        later = timedelta(days=days + 1) if limits["stranger"] == days else timedelta(days=days, seconds=1)
        assert left(later) == {name for name, limit in limits.items() if limit > days}


def test_chats_of_strangers_are_kept_no_longer_than_they_are(commune: Commune) -> None:
    with commune.writes() as session:
        act, agency = Act(session, CLOCK, commune.now), commune.agency(session)
        row = tell(act, agency.id or 0, Kind.TOLD, "answer/999/7/1", chat_id=999, notice="stranger")
        assert row is not None and row.id is not None
        row.state, sent_at = OutboxState.SENT, commune.now
        session.add(SentMessage(notification_id=row.id, chat_id=999, message_id=1, sent_at=sent_at))
    for days, left in ((29, [999]), (2, [])):
        _pass(commune, days=days)
        with commune.reads() as session:
            assert [each.chat_id for each in session.exec(select(SentMessage))] == left
            kept = session.get_one(Notification, row.id)
            assert (kept.chat_id is None, "999" in kept.key) == (not left, bool(left))


def test_words_go_two_years_after_their_scoring_year_has_closed(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session, RUNNING_PERIOD)
        claim(commune.act(session, "an.vhxh"), task, Said(How.REPLY, commune.now, WORDS, 100_001, 5))
    for days, words in ((760, WORDS), (10, None)):
        _pass(commune, days=days)
        with commune.reads() as session:
            assert session.exec(select(Confirmation)).one().words == words, commune.now
    assert commune.faults() == []


@pytest.mark.parametrize(
    ("today", "months", "year"),
    [
        (date(2029, 1, 14), 24, 2025),
        (date(2029, 1, 15), 24, 2026),
        (date(2027, 2, 14), 1, 2025),
        (date(2027, 2, 15), 1, 2026),
    ],
)
def test_a_year_is_over_so_many_months_after_it_closed(today: date, months: int, year: int) -> None:
    assert last_year_over(today, months) == year


def _loose_file(commune: Commune, session: Session, data: bytes = PNG) -> Evidence:
    said = Said(How.FILE, commune.now, "", 100_001, 6)
    return keep_loose(commune.act(session, "an.vhxh"), commune.file(data, name="phieu-cua-ba.png"), said)


def test_a_loose_file_goes_a_week_after_its_sender_was_told(commune: Commune) -> None:
    with commune.writes() as session:
        _loose_file(commune, session)
    _pass(commune, days=22)
    with commune.reads() as session:
        assert session.exec(select(Notification).where(Notification.kind == Kind.LOOSE_FILES)).all() == []
    _pass(commune, days=2)
    with commune.reads() as session:
        told = session.exec(select(Notification).where(Notification.kind == Kind.LOOSE_FILES)).one()
        assert told.facts["on"] == (commune.now.date() + timedelta(days=7)).isoformat()
    _pass(commune, days=6)
    with commune.reads() as session:
        assert session.exec(select(Evidence)).one().deleted_at is None
    _pass(commune, days=1)
    with commune.reads() as session:
        gone = session.exec(select(Evidence)).one()
        assert gone.deleted_at is not None and gone.withdrawn_at is not None and gone.file_name == ""
        assert files_named(session) == []
        assert len(session.exec(select(Notification).where(Notification.kind == Kind.LOOSE_FILES)).all()) == 1
    commune.store.remove(gone.sha256)
    assert commune.faults() == []


def test_a_program_that_was_down_still_tells_a_week_before(commune: Commune) -> None:
    with commune.writes() as session:
        _loose_file(commune, session)
    _pass(commune, days=300)
    with commune.reads() as session:
        assert session.exec(select(Evidence)).one().deleted_at is None
    _pass(commune, days=7)
    with commune.reads() as session:
        assert session.exec(select(Evidence)).one().deleted_at is not None


def test_what_was_sent_by_mistake_goes_the_next_day(commune: Commune) -> None:
    with commune.writes() as session:
        evidence = _loose_file(commune, session)
        discard_loose(commune.act(session, "an.vhxh"), evidence)
    _pass(commune, hours=25)
    commune.store.remove(evidence.sha256)
    assert commune.faults() == []


def test_a_file_that_is_said_to_be_deleted_and_is_in_no_entry_is_found(commune: Commune) -> None:
    with commune.writes() as session:
        evidence = _loose_file(commune, session)
    commune.alter("UPDATE evidence SET deleted_at = received_at")
    assert commune.faults() == [f"Minh chứng {evidence.id}: lần xóa tệp không khớp sổ ghi."]


def test_a_person_has_room_for_so_many_files_and_so_many_bytes(commune: Commune) -> None:
    with commune.writes() as session:
        agency, an = commune.agency(session), commune.person(session, "an.vhxh")
        act = Act(session, OPERATOR, commune.now)
        set_limit(act, agency, Limit.LOOSE_COUNT, 2)
        set_limit(act, agency, Limit.LOOSE_MEGABYTES, 20)
        assert room_of(session, an).takes(20_000_000) and not room_of(session, an).takes(20_000_001)
        for data in (PNG, PNG + b"2"):
            assert room_of(session, an).takes(1)
            _loose_file(commune, session, data)
        assert not room_of(session, an).takes(1)


def test_limits_are_set_by_admins_and_within_bounds(commune: Commune) -> None:
    with commune.writes() as session:
        agency = commune.agency(session)
        for code, amount, reason in (
            ("an.vhxh", 40, Reason.NOT_YOURS),
            ("minh.vp", 1, Reason.NOT_VALID),
            ("minh.vp", 30, Reason.NO_CHANGE),
        ):
            with pytest.raises(Refused) as refused:
                set_limit(commune.act(session, code), agency, Limit.INBOX, amount)
            assert refused.value.reason is reason
        set_limit(commune.act(session, "minh.vp"), agency, Limit.INBOX, 40)
        assert agency.limits == {"inbox": 40}
