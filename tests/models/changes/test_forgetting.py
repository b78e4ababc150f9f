"""Who left is forgotten: no name, no telephone, no chat and no word of theirs stays; the ledger stays as it was."""

import json

import pytest
from sqlmodel import Session, select

from jobs.privacy import own_data
from models.actor import OPERATOR, Act, acting
from models.catalogue.exporting import as_catalogue
from models.catalogue.loading import load
from models.changes.common import tell
from models.changes.confirming import Said, claim
from models.changes.evidence import add_evidence
from models.changes.forgetting import forget_person
from models.changes.joining import create_invite
from models.changes.own_data import ask_about_data, correct_own, open_requests
from models.changes.saying import say
from models.changes.staffing import deactivate, edit, reactivate
from models.kinds import Kind
from models.ledger import digest
from models.people import roles
from models.refused import Reason, Refused
from models.tables import (
    Adjustment,
    AdjustmentKind,
    Confirmation,
    Form,
    How,
    InboxState,
    InboxUpdate,
    Person,
    SentMessage,
    StatementKind,
)
from tests.commune import Commune
from tests.models.changes.acts import RUNNING_PERIOD

NAME, OLD_NAME, PHONE, CHAT = "Nguyễn Thị An Nhiên", "Nguyễn Thị An", "0912345678", "100001"
WORDS = "Em gửi báo cáo cho chị Hoa rồi ạ"


def _lives(commune: Commune, session: Session) -> Person:
    """An works, writes, renames herself, is edited, asks, and fills in a form."""
    an, now = commune.person(session, "an.vhxh"), commune.now
    act, task = Act(session, acting(an), now), commune.task(session, RUNNING_PERIOD)
    said = Said(How.REPLY, now, WORDS, an.chat_id, 77)
    say(act, task, said, StatementKind.NOT_DONE)
    claim(act, task, said)
    add_evidence(act, task, commune.file(name="ket-qua.png"), said)
    minh = commune.person(session, "minh.vp")
    tell(act, an.agency_id, Kind.TOLD, "told/then", person=minh, notice="joined_you", about=OLD_NAME)
    correct_own(act, full_name=NAME, phone=PHONE)
    ask_about_data(act, WORDS)
    asked = {"person": an, "chat_id": an.chat_id, "ask": "meaning", "words": WORDS}
    row = tell(act, an.agency_id, Kind.QUESTION, f"answer/{an.chat_id}/5/1", **asked)
    tell(act, an.agency_id, Kind.TOLD, "told/minh", person=minh, notice="joined_you", about=NAME)
    session.add(
        SentMessage(
            notification_id=row.id if row else 0,
            person_id=an.id,
            chat_id=an.chat_id or 0,
            message_id=9,
            sent_at=now,
        )
    )
    answers = {"said": {"full_name": NAME, "phone": PHONE}, "ended": "saved"}
    session.add(
        Form(agency_id=an.agency_id, person_id=minh.id or 0, kind="person", answers=answers, touched_at=now)
    )
    session.add(
        InboxUpdate(
            update_id=5, chat_id=an.chat_id or 0, received_at=now, state=InboxState.DONE, payload=WORDS
        )
    )
    edit(commune.act(session, "minh.vp"), an, {"position": "Chuyên viên"})
    create_invite(act.by(OPERATOR), an)
    session.flush()
    return an


def _leaves(commune: Commune, session: Session) -> Person:
    an = _lives(commune, session)
    deactivate(commune.act(session, "minh.vp"), an, commune.person(session, "dung.vhxh"))
    return an


def _traces(commune: Commune) -> dict[str, list[str]]:
    """In which tables her name, telephone, chat or words still stand."""
    wanted = [NAME, OLD_NAME, PHONE, CHAT, WORDS]
    spelled = {form for each in wanted for form in (each, json.dumps(each)[1:-1])}
    found: dict[str, list[str]] = {}
    for table, rows in commune.dump().items():
        hits = sorted({each for each in spelled for row in rows if any(each in str(cell) for cell in row)})
        if hits:
            found[table] = hits
    return found


def test_no_trace_stays_and_the_record_still_proves_itself(commune: Commune) -> None:
    with commune.writes() as session:
        _leaves(commune, session)
    before = [(each.seq, each.hash) for each in commune.ledger()]
    assert commune.faults() == []
    assert {"person", "statement", "notification", "adjustment", "form", "inbox_update"} <= set(
        _traces(commune)
    )

    with commune.writes() as session:
        forget_person(Act(session, OPERATOR, commune.now), commune.person(session, "an.vhxh"))

    assert _traces(commune) == {}
    after = commune.ledger()
    assert [(each.seq, each.hash) for each in after[:-1]] == before
    assert json.loads(after[-1].body)["change"] == "forget_person"
    assert commune.faults() == []


def test_where_receipts_and_lists_name_somebody_the_code_stands_now(commune: Commune) -> None:
    with commune.writes() as session:
        an = _leaves(commune, session)
        forget_person(Act(session, OPERATOR, commune.now), an)
    with commune.reads() as session:
        an = commune.person(session, "an.vhxh")
        assert (an.full_name, an.phone, an.chat_id, an.address) == ("an.vhxh", "", None, None)
        said = session.exec(select(Confirmation).where(Confirmation.receipt == "NV-2026-000001")).one()
        assert (said.person_id, said.words, said.words_sha256) == (an.id, None, digest(WORDS))
        assert open_requests(session, commune.agency(session)) == []
        kept = own_data(session, an)
        assert (kept.full_name, kept.phone, {each.words for each in kept.said}) == ("an.vhxh", "", {None})


def test_nobody_is_forgotten_who_is_still_here_or_has_work(commune: Commune) -> None:
    with commune.writes() as session:
        an, act = commune.person(session, "an.vhxh"), Act(session, OPERATOR, commune.now)
        assert _refused(act, an) is Reason.STILL_HERE
        an.deactivated_at = commune.now
        session.add(an)
        session.flush()
        assert _refused(act, an) is Reason.HAS_WORK
        assert _refused(commune.act(session, "binh.vhxh"), an) is Reason.NOT_YOURS


def test_who_was_forgotten_is_not_forgotten_again_nor_called_back(commune: Commune) -> None:
    with commune.writes() as session:
        an = _leaves(commune, session)
        act = commune.act(session, "minh.vp")
        forget_person(act, an)
        assert _refused(act, an) is Reason.FORGOTTEN
        with pytest.raises(Refused) as refused:
            reactivate(act, an)
        assert refused.value.reason is Reason.FORGOTTEN


def test_a_catalogue_of_before_brings_nobody_back_who_was_forgotten(commune: Commune) -> None:
    with commune.writes() as session:
        before = as_catalogue(session, commune.agency(session))
        an = _leaves(commune, session)
        forget_person(Act(session, OPERATOR, commune.now), an)
        assert "an.vhxh" in {entry.code for entry in before.people}
        load(Act(session, OPERATOR, commune.now), before, [])
        assert an.full_name == "an.vhxh" and roles(session, an) == frozenset()


def test_a_namesake_keeps_the_name(commune: Commune) -> None:
    with commune.writes() as session:
        an, dung = commune.person(session, "an.vhxh"), commune.person(session, "dung.vhxh")
        dung.full_name = OLD_NAME
        session.add(dung)
        minh = commune.person(session, "minh.vp")
        act = commune.act(session, "minh.vp")
        row = tell(act, an.agency_id, Kind.TOLD, "told/x", person=minh, notice="joined_you", about=OLD_NAME)
        deactivate(act, an, dung)
        forget_person(act, an)
        session.flush()
        assert row is not None and row.facts["about"] == OLD_NAME
        assert dung.full_name == OLD_NAME


def test_no_entry_of_the_ledger_names_anybody_or_tells_of_a_chat(commune: Commune) -> None:
    with commune.writes() as session:
        _leaves(commune, session)
    with commune.reads() as session:
        people = session.exec(select(Person)).all()
        told = [*(each.full_name for each in people), *(str(each.chat_id) for each in people), NAME, PHONE]
    bodies = "\n".join(each.body for each in commune.ledger())
    assert [each for each in told if each in bodies] == []


def _refused(act: Act, person: Person) -> Reason:
    with pytest.raises(Refused) as refused:
        forget_person(act, person)
    return refused.value.reason


def test_what_was_configured_of_somebody_names_nobody_and_that_of_others_stays(commune: Commune) -> None:
    with commune.writes() as session:
        edit(commune.act(session, "minh.vp"), commune.person(session, "dung.vhxh"), {"position": "Phó phòng"})
        an = _leaves(commune, session)
        forget_person(Act(session, OPERATOR, commune.now), an)
        made = session.exec(select(Adjustment).where(Adjustment.kind == AdjustmentKind.PERSON)).all()
        of_an = [each.after for each in made if each.after["person"] == an.id]
        (of_dung,) = [each.after for each in made if each.after["person"] != an.id]
        assert {(after["full_name"], after["position"], after["phone"]) for after in of_an} == {
            ("an.vhxh", "", "")
        }
        assert (of_dung["full_name"], of_dung["position"]) == ("Lê Văn Dũng", "Phó phòng")
