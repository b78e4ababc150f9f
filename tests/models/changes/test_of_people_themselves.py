"""What people decide and ask of themselves: their morning, their data, the chat they come in from; and packs that
admins ask for."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, OPERATOR, Act
from models.changes.common import tell
from models.changes.joining import (
    create_invite,
    end_invites,
    find_invite,
    is_not_me,
    join,
    offered_code,
    reopened,
)
from models.changes.mornings import set_morning
from models.changes.own_data import (
    answer_about_data,
    ask_about_data,
    correct_own,
    open_requests,
    remind_of_requests,
)
from models.changes.packing import make_pack, packs_of, tell_made
from models.kinds import Kind
from models.refused import Reason, Refused
from models.tables import DataRequest, Edition, Notification, Person, Stranger
from tests.commune import Commune, at

AN, MINH = "an.vhxh", "minh.vp"
MORNING = at("16/12/2026", "07:30")


def why(do: Callable[[], object]) -> Reason | None:
    try:
        do()
    except Refused as refused:
        return refused.reason
    return None


def rows(session: Session, kind: Kind) -> list[Notification]:
    return list(
        session.exec(select(Notification).where(Notification.kind == kind).order_by(col(Notification.id)))
    )


def told(session: Session, kind: Kind) -> list[tuple[str | int | None, str | None]]:
    """Whom this kind of message tells what, in order."""
    return [
        (
            session.get_one(Person, row.person_id).code if row.person_id else row.chat_id,
            row.facts.get("event"),
        )
        for row in rows(session, kind)
    ]


def test_what_waits_for_a_morning_follows_it_and_nothing_else_does(commune: Commune) -> None:
    commune.now = at("15/12/2026", "07:00")
    with commune.writes() as session:
        act, an = commune.act(session, AN), commune.person(session, AN)

        def waits(until: datetime, to: Person = an, **more: bool) -> Notification:
            row = tell(act, an.agency_id, Kind.CARD, f"{until}/{to.code}/{more}", person=to, **more)
            assert row is not None
            row.not_before = until
            return row

        mine, today, early = waits(MORNING), waits(at("15/12/2026", "07:30")), waits(commune.now)
        others = {
            "at its own hour": waits(at("16/12/2026", "10:00")),
            "an answer": waits(MORNING, direct=True),
            "somebody else's": waits(MORNING, commune.person(session, "dung.vhxh")),
        }
        before = {name: row.not_before for name, row in others.items()}
        set_morning(act, time(8, 45))
        assert (mine.not_before, an.morning_at) == (at("16/12/2026", "08:45"), time(8, 45))
        assert (today.not_before, early.not_before) == (at("15/12/2026", "08:45"), commune.now)
        assert {name: row.not_before for name, row in others.items()} == before
        set_morning(act, time(7, 30))
        assert (mine.not_before, an.morning_at) == (MORNING, None)
        hours = (time(7, 29), time(12, 0), time(14, 0))
        assert {why(lambda hour=hour: set_morning(act, hour)) for hour in hours} == {Reason.NOT_VALID}
    assert '"hour":"07:30"' in commune.ledger()[-1].body


def test_a_person_mends_what_is_kept_of_them_and_admins_hear_of_a_name_alone(commune: Commune) -> None:
    with commune.writes() as session:
        act, an = commune.act(session, AN), commune.person(session, AN)
        correct_own(act, phone="0912 345 678", address="chị")
        assert (an.phone, an.address, rows(session, Kind.DATA_REQUEST)) == ("0912 345 678", "chị", [])
        same = {"phone": "0912 345 678", "full_name": an.full_name}
        assert why(lambda: correct_own(act, **same)) is Reason.NO_CHANGE
        correct_own(act, full_name="Nguyễn Thị Hoài An", phone="0912 345 678")
        assert told(session, Kind.DATA_REQUEST) == [(MINH, "renamed")]
    bodies = [json.loads(each.body) for each in commune.ledger() if each.change == "correct_own"]
    assert [body["changed"] for body in bodies] == [["address", "phone"], ["full_name"]]


def test_what_an_admin_is_asked_to_mend_is_answered_once_or_said_again_on_its_last_day(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        agency, admin = commune.agency(session), commune.act(session, MINH)
        request = ask_about_data(commune.act(session, AN), "Xin sửa ngày sinh")
        other = ask_about_data(commune.act(session, "hoa.ttpvhcc"), "Xin xóa số cũ")
        assert request.answer_by == date(2026, 12, 17)
        mine = commune.person(session, AN)
        assert (open_requests(session, agency, mine), open_requests(session, agency)) == (
            [request],
            [request, other],
        )
        for day, last in (("16", []), ("17", ["last_day"] * 2), ("17", ["last_day"] * 2)):
            remind_of_requests(Act(session, CLOCK, at(f"{day}/12/2026")), agency)
            assert told(session, Kind.DATA_REQUEST) == [(MINH, each) for each in ["asked"] * 2 + last]
        assert why(lambda: answer_about_data(commune.act(session, AN), request)) is Reason.NOT_YOURS
        answer_about_data(admin, request)
        assert request.answered_by_id == commune.person(session, MINH).id
        assert told(session, Kind.DATA_REQUEST)[-1] == (AN, "answered")
        assert why(lambda: answer_about_data(admin, request)) is Reason.GONE
        assert open_requests(session, agency) == [other]
        assert session.exec(select(DataRequest.answered_at).order_by(col(DataRequest.id))).all() == [
            commune.now,
            None,
        ]


def test_numbers_of_a_pack_go_on_from_the_one_before_and_a_pack_made_meanwhile_is_not_overwritten(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        act, agency = commune.act(session, MINH), commune.agency(session)

        def makes(number: int, *files: int, edition: Edition = Edition.INTERNAL) -> int:
            return make_pack(act, agency, 2026, edition, number, "0" * 64, files).first_number

        assert [makes(0, 5, 6), makes(1, 7), makes(2, 8), makes(0, 5, edition=Edition.SUBMITTED)] == [
            1,
            3,
            4,
            1,
        ]
        assert {why(lambda n=n: makes(n)) for n in (0, 2, 4)} == {Reason.GONE}
        clerk = commune.act(session, AN)
        assert (
            why(lambda: make_pack(clerk, agency, 2026, Edition.SUBMITTED, 1, "0" * 64, ()))
            is Reason.NOT_YOURS
        )
        made = packs_of(session, agency, 2026, Edition.INTERNAL)
        assert [(each.number, each.evidence_ids) for each in made] == [(0, [5, 6]), (1, [7]), (2, [8])]
        assert packs_of(session, agency, 2025, Edition.INTERNAL) == []
        tell_made(act, commune.person(session, MINH), "pack/1", pack=made[0].id)
        (answer,) = rows(session, Kind.PACK_MADE)
        assert (answer.direct, answer.facts) == (True, {"pack": made[0].id})
    changes = [each.change for each in commune.ledger()]
    assert (changes.count("make_pack"), changes.count("look")) == (4, 3)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("em là An, mã nv 7k3m-92qd ạ", "7K3M92QD"),
        ("7K3M 92QD", "7K3M92QD"),
        ("NV 7K3M 92Q", ""),
        ("nvabc", ""),
        ("mã mời của em đâu", ""),
        ("ABCD EFGH", None),
        ("chào bot", None),
    ],
)
def test_a_code_is_found_in_a_sentence_and_an_attempt_at_one_is_known(text: str, code: str | None) -> None:
    assert offered_code(text) == code


def test_an_invite_opens_until_its_last_moment_and_not_after_it_was_ended(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.person(session, AN)
        invite, code = create_invite(Act(session, OPERATOR, commune.now), an, 2)
        assert invite.expires_at == commune.now + timedelta(days=2)
        assert find_invite(session, invite.expires_at, an.chat_id or 0, code)[0] == invite
        late = invite.expires_at + timedelta(seconds=1)
        assert why(lambda: find_invite(session, late, an.chat_id or 0, code)) is Reason.INVITE_EXPIRED
        taken = commune.person(session, "dung.vhxh").chat_id or 0
        assert why(lambda: find_invite(session, commune.now, taken, code)) is Reason.CHAT_TAKEN
        commune.now += timedelta(hours=1)
        end_invites(Act(session, OPERATOR, commune.now), an)
        after = commune.now + timedelta(seconds=1)
        assert why(lambda: find_invite(session, after, 5, code)) is Reason.INVITE_EXPIRED


def test_who_moves_to_another_chat_is_told_in_the_old_one_and_admins_hear_elsewhere(commune: Commune) -> None:
    with commune.writes() as session:
        an, clock = commune.person(session, AN), Act(session, CLOCK, commune.now)
        old, admin_chat = an.chat_id, commune.person(session, MINH).chat_id
        known = len(rows(session, Kind.JOINED))
        session.add(Stranger(chat_id=777, messages=3))
        session.flush()
        an.blocked_at = commune.now
        join(clock, 777, create_invite(Act(session, OPERATOR, commune.now), an)[1])
        assert (an.chat_id, an.blocked_at, session.exec(select(Stranger)).all()) == (777, None, [])
        assert told(session, Kind.MOVED_AWAY) == [(old, None)]
        assert told(session, Kind.JOINED)[known:] == [(MINH, None)]
        invite, code = create_invite(Act(session, OPERATOR, commune.now), an)
        join(clock, 777, code)
        assert told(session, Kind.MOVED_AWAY) == [(old, None)]
        spent = []
        with pytest.raises(Refused) as raised:
            find_invite(session, commune.now, 777, code)
        spent.append(raised.value.facts["own"])
        with pytest.raises(Refused) as raised:
            find_invite(session, commune.now, 778, code)
        assert [*spent, raised.value.facts["own"]] == [True, False]
        for chat in (778, admin_chat or 0, 779):
            reopened(clock, chat, invite, an)
        assert told(session, Kind.ABOUT_INVITE) == [(MINH, "reopened")]
        _, newer = create_invite(Act(session, OPERATOR, commune.now), an)
        asked = tell(clock, an.agency_id, Kind.CARD, "is it you", chat_id=780, direct=True)
        assert asked is not None
        is_not_me(clock, asked, newer)
        assert told(session, Kind.ABOUT_INVITE)[1:] == [(MINH, "not_me")]
    moved = [json.loads(each.body)["moved"] for each in commune.ledger() if each.change == "join"][-2:]
    assert moved == [True, True]
