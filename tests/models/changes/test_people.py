"""Who is responsible, who is told instead, how people come in, and whether they can be reached
(docs/design.md, Rules)."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from models.actor import CLOCK, OPERATOR, Act, acting
from models.changes.assigning import assign, assign_requirement
from models.changes.enlisting import enlist
from models.changes.joining import create_invite, find_invite, join, read_code, set_address, spelled, tried_on
from models.changes.reaching import back, blocked, unlink
from models.ledger import digest
from models.people import Because, addressee, in_chat, responsible, roles
from models.refused import Reason, Refused
from models.rules.zone import day_of
from models.tables import Invite, Notification, Person, Role, Stranger, Task, Unit
from tests.commune import Commune

NEW_CHAT = 200_001


def name(person: Person | None) -> str | None:
    return person.code if person else None


def unassigned(commune: Commune, session: Session) -> Task:
    """The December report, with nobody named on it nor on its requirement."""
    task = commune.task(session)
    requirement = commune.requirement(session)
    task.responsible_id = requirement.responsible_id = None
    session.add_all([task, requirement])
    session.flush()
    return task


def test_the_person_named_on_the_task_comes_first(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session)
        task.responsible_id = commune.person(session, "hoa.ttpvhcc").id
        session.add(task)
        session.flush()
        assert name(responsible(session, task)) == "hoa.ttpvhcc"


def test_then_the_person_named_on_the_requirement(commune: Commune) -> None:
    with commune.reads() as session:
        assert name(responsible(session, commune.task(session))) == "an.vhxh"


def test_then_the_only_active_officer_of_the_unit(commune: Commune) -> None:
    with commune.writes() as session:
        task = unassigned(commune, session)
        assert responsible(session, task) is None
        commune.person(session, "dung.vhxh").deactivated_at = commune.now
        session.flush()
        assert name(responsible(session, task)) == "an.vhxh"


def test_else_nobody_and_the_head_is_told(commune: Commune) -> None:
    with commune.writes() as session:
        task = unassigned(commune, session)
        told = addressee(session, task, day_of(commune.now))
        assert told is not None
        assert (name(told.person), told.because, told.instead_of) == (
            "binh.vhxh",
            Because.UNASSIGNED,
            None,
        )
        commune.person(session, "binh.vhxh").chat_id = None
        session.flush()
        told = addressee(session, task, day_of(commune.now))
        assert told is not None
        assert name(told.person) == "minh.vp"


@pytest.mark.parametrize(
    ("field", "because"),
    [
        ("chat_id", Because.NO_CHAT),
        ("blocked_at", Because.BLOCKED),
        ("deactivated_at", Because.DEACTIVATED),
    ],
)
def test_an_unreachable_officer_is_stood_in_for(commune: Commune, field: str, because: Because) -> None:
    """The deputy, else the head, else the admin, with the reason; nobody left: nobody."""
    with commune.writes() as session:
        task, an = commune.task(session), commune.person(session, "an.vhxh")
        an.deputy_id = commune.person(session, "hoa.ttpvhcc").id
        setattr(an, field, None if field == "chat_id" else commune.now)
        session.flush()
        for instead in ("hoa.ttpvhcc", "binh.vhxh", "minh.vp"):
            told = addressee(session, task, day_of(commune.now))
            assert told is not None
            assert (name(told.person), told.because, name(told.instead_of)) == (instead, because, "an.vhxh")
            commune.person(session, instead).blocked_at = commune.now
            session.flush()
        assert addressee(session, task, day_of(commune.now)) is None


def test_assigning_a_task_that_nobody_is_named_for_settles_its_requirement_too(commune: Commune) -> None:
    with commune.writes() as session:
        task = unassigned(commune, session)
        binh, dung = commune.actor(session, "binh.vhxh"), commune.person(session, "dung.vhxh")
        assert assign(Act(session, binh, commune.now), task, dung)
        assert commune.requirement(session).responsible_id == dung.id
        assert name(responsible(session, commune.task(session, "2026-11"))) == "dung.vhxh"


def test_assigning_one_task_leaves_the_requirement_with_its_person(commune: Commune) -> None:
    with commune.writes() as session:
        binh, dung = commune.actor(session, "binh.vhxh"), commune.person(session, "dung.vhxh")
        assert not assign(Act(session, binh, commune.now), commune.task(session), dung)
        assert name(responsible(session, commune.task(session))) == "dung.vhxh"
        assert name(responsible(session, commune.task(session, "2026-11"))) == "an.vhxh"


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("@operator", True),
        ("minh.vp", True),
        ("binh.vhxh", True),
        ("khanh.kt", False),
        ("an.vhxh", False),
        ("lam.ubnd", False),
    ],
)
def test_a_requirement_is_assigned_by_its_head_the_admin_or_the_operator(
    commune: Commune, who: str, may: bool
) -> None:
    before = commune.dump()
    with commune.writes() as session:
        actor = OPERATOR if who == "@operator" else commune.actor(session, who)
        dung, requirement = commune.person(session, "dung.vhxh"), commune.requirement(session)
        if may:
            assign_requirement(Act(session, actor, commune.now), requirement, dung)
            assert name(responsible(session, commune.task(session))) == "dung.vhxh"
        else:
            with pytest.raises(Refused) as refused:
                assign_requirement(Act(session, actor, commune.now), requirement, dung)
            assert refused.value.reason is Reason.NOT_YOURS
    assert (commune.dump() == before) == (not may)


def test_nobody_who_left_is_assigned_anything(commune: Commune) -> None:
    with commune.writes() as session:
        left = commune.person(session, "dung.vhxh")
        left.deactivated_at = commune.now
        with pytest.raises(Refused) as refused:
            assign(commune.act(session, "binh.vhxh"), commune.task(session), left)
    assert refused.value.reason is Reason.GONE


def invited(commune: Commune, session: Session, full_name: str = "Đặng Thị Đào") -> tuple[Person, str]:
    unit = session.exec(select(Unit).where(Unit.code == "VHXH")).one()
    person = enlist(
        Act(session, OPERATOR, commune.now), commune.agency(session), full_name, [Role.OFFICER], unit
    )
    return person, create_invite(Act(session, OPERATOR, commune.now), person)[1]


def test_codes_of_people_are_plain_and_unique(commune: Commune) -> None:
    with commune.writes() as session:
        codes = [invited(commune, session, each)[0].code for each in ("Đặng Thị Đào", "Lê Đào", "Hồ An")]
        assert codes == ["dao.vhxh", "dao.vhxh2", "an.vhxh2"]
        assert roles(session, commune.person(session, "dao.vhxh")) == {Role.OFFICER}


def test_only_the_hash_of_an_invite_is_kept(commune: Commune) -> None:
    with commune.writes() as session:
        _, code = invited(commune, session)
    everything = str(commune.dump())
    assert code not in everything
    assert digest(code) in everything
    assert read_code(spelled(code)) == read_code(spelled(code).lower()) == read_code(code) == code


def test_joining_spends_the_invite_and_tells_the_admin(commune: Commune) -> None:
    with commune.writes() as session:
        person, code = invited(commune, session)
        joined = join(Act(session, CLOCK, commune.now), NEW_CHAT, code)
        assert (joined.id, joined.chat_id, joined.joined_at) == (person.id, NEW_CHAT, commune.now)
        assert name(in_chat(session, NEW_CHAT)) == "dao.vhxh"
        told = session.exec(select(Notification).where(Notification.kind == "joined")).all()
        assert told[-1].person_id == commune.person(session, "minh.vp").id
        assert told[-1].facts == {"joined": person.id}
        spent = session.exec(select(Invite).where(Invite.code_sha256 == digest(code))).one()
        assert spent.spent_at == commune.now


def test_a_new_link_moves_the_chat_and_tells_the_old_one(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.person(session, "an.vhxh")
        old = an.chat_id
        join(
            Act(session, CLOCK, commune.now),
            NEW_CHAT,
            create_invite(Act(session, OPERATOR, commune.now), an)[1],
        )
        assert an.chat_id == NEW_CHAT
        assert in_chat(session, old or 0) is None
        told = session.exec(select(Notification).where(Notification.kind == "moved_away")).one()
        assert (told.chat_id, told.direct) == (old, True)


@pytest.mark.parametrize(
    ("why", "reason"),
    [
        ("unknown", Reason.INVITE_UNKNOWN),
        ("spent", Reason.INVITE_SPENT),
        ("expired", Reason.INVITE_EXPIRED),
        ("left", Reason.INVITE_EXPIRED),
        ("taken", Reason.CHAT_TAKEN),
    ],
)
def test_an_invite_that_opens_nothing_says_why_and_changes_nothing(
    commune: Commune, why: str, reason: Reason
) -> None:
    chat_id, now = NEW_CHAT, commune.now
    with commune.writes() as session:
        person, code = invited(commune, session)
        match why:
            case "unknown":
                code = "ZZZZ2222"
            case "spent":
                join(Act(session, CLOCK, now), 200_002, code)
            case "expired":
                now += timedelta(days=7, seconds=1)
            case "left":
                person.deactivated_at = now
            case "taken":
                chat_id = 100_001
    before = commune.dump()
    with commune.writes() as session:
        for attempt in (
            lambda: find_invite(session, now, chat_id, code),
            lambda: join(Act(session, CLOCK, now), chat_id, code),
        ):
            with pytest.raises(Refused) as refused:
                attempt()
            assert refused.value.reason is reason
    assert commune.dump() == before


def test_an_invite_holds_to_the_last_second_of_its_days(commune: Commune) -> None:
    with commune.writes() as session:
        _, code = invited(commune, session)
        assert join(Act(session, CLOCK, commune.now + timedelta(days=7)), NEW_CHAT, code).code == "dao.vhxh"


def test_a_form_of_address_is_kept_and_recorded_without_the_name(commune: Commune) -> None:
    with commune.writes() as session:
        set_address(Act(session, CLOCK, commune.now), commune.person(session, "an.vhxh"), "chị")
        assert commune.person(session, "an.vhxh").address == "chị"
    assert commune.ledger()[-1].change == "set_address"
    assert "Nguyễn" not in commune.ledger()[-1].body


def test_blocked_is_noted_once_and_undone_when_they_write(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.person(session, "an.vhxh")
        assert blocked(Act(session, CLOCK, commune.now), an)
        assert not blocked(Act(session, CLOCK, commune.now), an)
        back(Act(session, CLOCK, commune.now), an)
        back(Act(session, CLOCK, commune.now), an)
        assert an.blocked_at is None
    assert [entry.change for entry in commune.ledger()[-2:]] == ["blocked", "unblocked"]
    assert [entry.change for entry in commune.ledger()].count("blocked") == 1


@pytest.mark.parametrize("who", ["an.vhxh", "binh.vhxh", "lam.ubnd", "chau.vp"])
def test_only_an_admin_takes_a_chat_away(commune: Commune, who: str) -> None:
    before = commune.dump()
    with commune.writes() as session:
        with pytest.raises(Refused) as refused:
            unlink(commune.act(session, who), commune.person(session, "an.vhxh"))
        assert refused.value.reason is Reason.NOT_YOURS
    assert commune.dump() == before


def test_a_chat_taken_away_is_a_strangers(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, "minh.vp"), commune.person(session, "an.vhxh")
        chat_id = unlink(Act(session, admin, commune.now), an)
        assert (an.chat_id, an.joined_at) == (None, None)
        assert in_chat(session, chat_id) is None
        with pytest.raises(Refused) as refused:
            unlink(Act(session, admin, commune.now), an)
        assert refused.value.reason is Reason.GONE
    assert commune.ledger()[-1].change == "unlink"


def test_an_admin_of_another_agency_takes_nothing(commune: Commune) -> None:
    with commune.writes() as session:
        neighbour = Person(agency_id=999, code="quan-tri", full_name="Quản Trị Xã Bạn")
        with pytest.raises(Refused):
            unlink(Act(session, acting(neighbour), commune.now), commune.person(session, "an.vhxh"))


def test_codes_that_were_offered_count_by_the_day_and_over_all_accounts(commune: Commune) -> None:
    with commune.writes() as session:
        today, before = date(2026, 12, 15), date(2026, 12, 14)
        assert tried_on(session, today) == 0
        for chat_id, day, codes in ((1, today, 2), (2, today, 3), (3, before, 4)):
            session.add(Stranger(chat_id=chat_id, seen_on=day, codes_tried=codes))
        session.flush()
        assert (tried_on(session, today), tried_on(session, before)) == (5, 4)
