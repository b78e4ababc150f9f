"""Four eyes: accepted under the file's hash, returned with a reason and a day to mend it by
(docs/design.md, Rules)."""

import json
from datetime import date

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, Act
from models.changes.evidence import add_evidence, withdraw
from models.changes.reviewing import accept, return_
from models.changes.speaking import due_rungs, miss
from models.checklist import in_force
from models.people import reviewers
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import (
    Evidence,
    Ladder,
    Notification,
    Person,
    PersonRole,
    Review,
    Role,
    Rung,
    RungState,
    Task,
    Verdict,
)
from tests.commune import PNG, Commune, at
from tests.models.changes.acts import newest

REASON = "Ảnh chưa thấy ngày gửi"
BETTER = PNG + b"\x00"


def hand_in(commune: Commune, session: Session, by: str = "an.vhxh", data: bytes = PNG) -> Evidence:
    task, who = commune.task(session), commune.actor(session, by)
    return add_evidence(Act(session, who, commune.now), task, commune.file(data), commune.said()).evidence


def approve(commune: Commune, session: Session, by: str = "binh.vhxh") -> Review:
    task = commune.task(session)
    return accept(commune.act(session, by), task, newest(session, task))


def send_back(commune: Commune, session: Session, reason: str = REASON) -> Review:
    task, binh = commune.task(session), commune.actor(session, "binh.vhxh")
    return return_(Act(session, binh, commune.now), task, newest(session, task), reason)


def able(commune: Commune, session: Session) -> list[str]:
    return [each.code for each in reviewers(session, commune.task(session), day_of(commune.now))]


def planned(session: Session, task: Task, ladder: Ladder) -> list[tuple[str, str]]:
    rungs = select(Rung).where(Rung.task_id == task.id, Rung.state == RungState.PLANNED)
    found = session.exec(rungs.where(Rung.ladder == ladder).order_by(col(Rung.speak_at)))
    return [(rung.name, f"{rung.speak_at.astimezone(at('01/01/2026').tzinfo):%d/%m %H:%M}") for rung in found]


def test_an_approval_names_the_files_and_what_was_on_time(commune: Commune) -> None:
    with commune.writes() as session:
        file = hand_in(commune, session)
        review = approve(commune, session)
        assert commune.task(session).state is State.ACCEPTED
        assert commune.task(session).next_ping_at is None
        assert (review.files, review.done_on, review.late_by) == ([file.sha256], date(2026, 12, 15), 0)
    body = json.loads(commune.ledger()[-1].body)
    assert (body["change"], body["files"], body["late_by"]) == ("accept", [file.sha256], 0)


@pytest.mark.parametrize(("day", "late_by"), [("16/12/2026", 0), ("17/12/2026", 1), ("21/12/2026", 3)])
def test_lateness_is_fixed_by_the_day_it_was_done_not_by_the_day_of_review(
    commune: Commune, day: str, late_by: int
) -> None:
    with commune.writes() as session:
        commune.now = at(day, "09:00")
        hand_in(commune, session)
        commune.now = at("28/12/2026", "09:00")
        assert approve(commune, session).late_by == late_by


def test_a_file_that_came_since_is_to_be_seen_first(commune: Commune) -> None:
    with commune.writes() as session:
        seen = hand_in(commune, session).id or 0
        hand_in(commune, session, data=BETTER)
    before = commune.dump()
    with commune.writes() as session:
        task, binh = commune.task(session), commune.actor(session, "binh.vhxh")
        with pytest.raises(Refused) as raised:
            accept(Act(session, binh, commune.now), task, seen)
        assert raised.value.reason is Reason.NEWER_FILE
        with pytest.raises(Refused) as raised:
            return_(Act(session, binh, commune.now), task, seen, REASON)
        assert raised.value.reason is Reason.NEWER_FILE
    assert commune.dump() == before


def test_a_new_file_voids_an_approval_visibly_and_is_reviewed_anew(commune: Commune) -> None:
    with commune.writes() as session:
        hand_in(commune, session)
        review = approve(commune, session)
        commune.now = at("18/12/2026", "09:00")
        second = hand_in(commune, session, data=BETTER)
        assert commune.task(session).state is State.SUBMITTED
        assert (review.verdict, review.voided_at) == (Verdict.ACCEPTED, commune.now)
        asked = session.exec(select(Notification).where(Notification.kind == "review")).all()
        assert [row.facts["newest"] for row in asked][-1] == second.id
        again = approve(commune, session)
        assert again.voided_at is None
        assert second.sha256 in again.files


def test_what_was_missed_stays_missed_and_is_accepted_once(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        miss(Act(session, CLOCK, commune.now), task)
        hand_in(commune, session)
        assert task.state is State.MISSED
        approve(commune, session)
        assert task.state is State.MISSED
        with pytest.raises(Refused) as raised:
            approve(commune, session)
        assert raised.value.reason is Reason.GONE
        hand_in(commune, session, data=BETTER)
        assert approve(commune, session).voided_at is None
        assert task.state is State.MISSED


def test_nothing_is_returned_without_a_reason(commune: Commune) -> None:
    with commune.writes() as session:
        hand_in(commune, session)
    before = commune.dump()
    with commune.writes() as session, pytest.raises(Refused) as raised:
        send_back(commune, session, "  ")
    assert raised.value.reason is Reason.NO_REASON
    assert commune.dump() == before


@pytest.mark.parametrize(
    ("handed_in", "returned", "fix_by"),
    [
        ("10/12/2026", "11/12/2026", date(2026, 12, 16)),
        ("15/12/2026", "15/12/2026", date(2026, 12, 17)),
        ("16/12/2026", "18/12/2026", date(2026, 12, 22)),
    ],
)
def test_it_is_to_be_mended_by_the_due_day_or_two_working_days_later(
    commune: Commune, handed_in: str, returned: str, fix_by: date
) -> None:
    with commune.writes() as session:
        commune.now = at(handed_in, "08:00")
        hand_in(commune, session)
        commune.now = at(returned, "09:00")
        review = send_back(commune, session)
        task = commune.task(session)
        assert (task.state, task.fix_by, task.due_on) == (State.RETURNED, fix_by, date(2026, 12, 16))
        assert (review.verdict, review.reason) == (Verdict.RETURNED, REASON)
        assert in_force(session, task) == []
    assert REASON not in commune.ledger()[-1].body


def test_until_then_it_is_neither_overdue_nor_escalated(commune: Commune) -> None:
    """Handed in on the due day and returned on Friday 18/12: silent until T-1 of Tuesday 22/12."""
    with commune.writes() as session:
        commune.now = at("16/12/2026", "09:00")
        hand_in(commune, session)
        commune.now = at("18/12/2026", "09:00")
        send_back(commune, session)
        task = commune.task(session)
        assert due_rungs(session, task, commune.now, frozenset(Ladder)) == []
        assert task.next_ping_at == at("21/12/2026")
        assert planned(session, task, Ladder.DEADLINE)[:3] == [
            ("T-1", "21/12 07:30"),
            ("T0", "22/12 07:30"),
            ("T+1", "23/12 07:30"),
        ]
        assert planned(session, task, Ladder.ESCALATION) == [
            ("last_call", "22/12 14:00"),
            ("head", "23/12 10:00"),
            ("leader", "25/12 07:30"),
        ]


def test_mended_in_time_lateness_still_counts_from_the_due_day(commune: Commune) -> None:
    with commune.writes() as session:
        commune.now = at("17/12/2026", "09:00")
        hand_in(commune, session)
        send_back(commune, session)
        commune.now = at("21/12/2026", "09:00")
        hand_in(commune, session, data=BETTER)
        assert approve(commune, session).late_by == 1, "done on Thursday 17/12, mended later"


def test_handed_in_again_reviewers_are_reminded_from_then_on(commune: Commune) -> None:
    with commune.writes() as session:
        hand_in(commune, session)
        withdraw(commune.act(session, "an.vhxh"), commune.task(session))
        commune.now = at("16/12/2026", "09:00")
        hand_in(commune, session, data=BETTER)
        assert planned(session, commune.task(session), Ladder.REVIEW) == [
            ("R+1", "17/12 07:30"),
            ("R+2", "18/12 07:30"),
            ("R+3", "21/12 07:30"),
        ]


def make(commune: Commune, session: Session, code: str, role: Role) -> None:
    session.add(PersonRole(person_id=commune.person(session, code).id or 0, role=role))
    session.flush()


def boss(commune: Commune, session: Session) -> Person:
    """A second head of the reviewers' unit."""
    unit_id = commune.person(session, "binh.vhxh").unit_id
    agency_id = commune.agency(session).id or 0
    tam = Person(
        agency_id=agency_id, code="tam.vhxh", full_name="Lô Văn Tâm", unit_id=unit_id, chat_id=100_010
    )
    session.add(tam)
    session.flush()
    session.add(PersonRole(person_id=tam.id or 0, role=Role.HEAD))
    session.flush()
    return tam


def responsible_is_binh(commune: Commune, session: Session) -> None:
    """The only reviewer is the submitter."""
    task = commune.task(session)
    task.responsible_id = commune.person(session, "binh.vhxh").id
    session.add(task)
    session.flush()


def test_who_submits_never_accepts_and_the_chain_goes_upward(commune: Commune) -> None:
    """Reviewer → head of the reviewing unit → leader → admin → nobody."""
    with commune.writes() as session:
        responsible_is_binh(commune, session)
        tam = boss(commune, session)
        hand_in(commune, session, by="binh.vhxh")
        for code in ("tam.vhxh", "lam.ubnd", "minh.vp"):
            assert able(commune, session) == [code]
            commune.person(session, code).blocked_at = commune.now
            session.flush()
        assert able(commune, session) == []
        tam.blocked_at = None
        session.flush()
        with pytest.raises(Refused) as raised:
            approve(commune, session, by="binh.vhxh")
        assert raised.value.reason is Reason.NOT_YOURS
        assert approve(commune, session, by="tam.vhxh").reviewer_id == tam.id


def test_where_nobody_may_review_it_stays_submitted_and_the_admin_is_told_once(commune: Commune) -> None:
    with commune.writes() as session:
        responsible_is_binh(commune, session)
        binh, minh = commune.person(session, "binh.vhxh"), commune.person(session, "minh.vp")
        binh.deputy_id, commune.person(session, "lam.ubnd").blocked_at = minh.id, commune.now
        session.flush()
        hand_in(commune, session, by="binh.vhxh")
        hand_in(commune, session, by="binh.vhxh", data=BETTER)
        withdraw(commune.act(session, "binh.vhxh"), commune.task(session))
        hand_in(commune, session, by="binh.vhxh")
        assert able(commune, session) == []
        assert commune.task(session).state is State.SUBMITTED
        told = session.exec(select(Notification).where(Notification.kind == "no_reviewer")).all()
        assert [row.person_id for row in told] == [minh.id]
        assert session.exec(select(Notification).where(Notification.kind == "review")).all() == []


def test_the_submitters_deputy_does_not_accept(commune: Commune) -> None:
    with commune.writes() as session:
        make(commune, session, "hoa.ttpvhcc", Role.REVIEWER)
        commune.person(session, "an.vhxh").deputy_id = commune.person(session, "hoa.ttpvhcc").id
        session.flush()
        assert able(commune, session) == ["binh.vhxh", "hoa.ttpvhcc"]
        hand_in(commune, session)
        assert able(commune, session) == ["binh.vhxh"]


def test_what_the_clerk_hands_in_for_an_officer_the_officer_does_not_accept(commune: Commune) -> None:
    with commune.writes() as session:
        responsible_is_binh(commune, session)
        hand_in(commune, session, by="chau.vp")
        assert able(commune, session) == ["lam.ubnd"]


def test_reviewers_are_asked_once_a_file_and_within_working_hours(commune: Commune) -> None:
    with commune.writes() as session:
        commune.now = at("15/12/2026", "21:00")
        hand_in(commune, session)
        row = session.exec(select(Notification).where(Notification.kind == "review")).one()
        assert row.person_id == commune.person(session, "binh.vhxh").id
        assert row.not_before == at("16/12/2026")
