"""People are invited, edited, sent off and called back; work goes to somebody else; the last admin stays."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, OPERATOR, Act, acting
from models.administering import may_do
from models.changes.assigning import assign
from models.changes.handing import reassign, transfer, work_of
from models.changes.joining import create_invite, find_invite, join
from models.changes.reaching import unlink
from models.changes.staffing import deactivate, edit, invite, invite_again, profile, reactivate
from models.changes.taking_back import take_back
from models.people import addressee, in_chat, responsible, roles
from models.refused import Reason, Refused
from models.rules.permissions import Configuring, Standing, may
from models.rules.zone import day_of
from models.tables import Adjustment, Invite, Notification, OutboxState, Person, Role, Unit
from tests.commune import Commune

ADMIN, HEAD, OFFICER = "minh.vp", "binh.vhxh", "an.vhxh"


def told(session: Session, kind: str) -> list[Notification]:
    rows = select(Notification).where(Notification.kind == kind).order_by(col(Notification.id))
    return list(session.exec(rows).all())


def refused(reason: Reason) -> Any:
    return pytest.raises(Refused, match=reason.value)


def change(commune: Commune, session: Session, code: str, by: str = ADMIN, **wanted: Any) -> Adjustment:
    return edit(commune.act(session, by), commune.person(session, code), wanted)


def undo(commune: Commune, session: Session, made: Adjustment, by: str = ADMIN) -> None:
    take_back(commune.act(session, by), made)


@pytest.mark.parametrize("needs", Configuring)
@pytest.mark.parametrize(("is_admin", "is_head"), [(True, False), (False, True), (False, False)])
def test_one_table_says_who_may_do_what(needs: Configuring, is_admin: bool, is_head: bool) -> None:
    """Admins everything in their agency; heads what concerns their own unit; nobody else anything."""
    for_heads = {"manage", "order", "move", "reassign", "absence", "connections", "take_back"}
    expected = is_admin or (is_head and needs.value in for_heads)
    held = {Standing.ADMIN: is_admin, Standing.UNIT_HEAD: is_head}
    assert may(frozenset(each for each, holds in held.items() if holds), needs) is expected


def test_heads_act_within_their_unit_and_admins_within_their_agency(commune: Commune) -> None:
    today = day_of(commune.now)
    with commune.reads() as session:
        units = {unit.code: unit.id for unit in session.exec(select(Unit))}
        for code, act, unit, may in (
            (ADMIN, Configuring.PEOPLE, None, True),
            (ADMIN, Configuring.REASSIGN, "VHXH", True),
            (HEAD, Configuring.REASSIGN, "VHXH", True),
            (HEAD, Configuring.REASSIGN, "KT", False),
            (HEAD, Configuring.PEOPLE, "VHXH", False),
            (HEAD, Configuring.INVITE, None, False),
            (OFFICER, Configuring.REASSIGN, "VHXH", False),
            (OFFICER, Configuring.INVITE, None, False),
        ):
            unit_id = units[unit] if unit else None
            assert may_do(session, commune.person(session, code), act, today, unit_id) is may, (code, act)


@pytest.mark.parametrize("code", [HEAD, OFFICER, "lam.ubnd"])
def test_nobody_but_an_admin_touches_people(commune: Commune, code: str) -> None:
    before = commune.dump()
    with commune.writes() as session:
        actor, an = commune.actor(session, code), commune.person(session, OFFICER)
        dung = commune.person(session, "dung.vhxh")
        for act in (
            lambda: invite(Act(session, actor, commune.now), "Hồ Thị Lan", [Role.OFFICER], None),
            lambda: invite_again(Act(session, actor, commune.now), an),
            lambda: edit(Act(session, actor, commune.now), an, {"position": "Trưởng phòng"}),
            lambda: deactivate(Act(session, actor, commune.now), an, None),
            lambda: reactivate(Act(session, actor, commune.now), an),
            lambda: transfer(Act(session, actor, commune.now), an, dung),
        ):
            with refused(Reason.NOT_ABOVE):
                act()
    assert commune.dump() == before


def test_an_invite_gives_a_code_that_lets_exactly_this_person_in(commune: Commune) -> None:
    with commune.writes() as session:
        unit = session.exec(select(Unit).where(Unit.code == "VHXH")).one()
        admin = commune.actor(session, ADMIN)
        _, lan = invite(Act(session, admin, commune.now), "Hồ Thị Lan", [Role.OFFICER], unit, "0912345678")
        assert (lan.code, lan.phone, roles(session, lan)) == ("lan.vhxh", "0912345678", {Role.OFFICER})
        code = told(session, "invite_made")[-1].facts["secret"]
        assert join(Act(session, CLOCK, commune.now), 555, code).id == lan.id
    assert not [entry for entry in commune.ledger() if code in entry.body or "Lan" in entry.body]


def test_another_code_kills_the_one_before(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        _, old = create_invite(Act(session, OPERATOR, commune.now - timedelta(days=1)), an)
        invite_again(Act(session, admin, commune.now), an)
        new = told(session, "invite_made")[-1].facts["secret"]
        later = commune.now + timedelta(minutes=1)
        with refused(Reason.INVITE_EXPIRED):
            find_invite(session, later, 555, old)
        assert find_invite(session, later, 555, new)[1].id == an.id


def test_new_roles_are_told_and_taken_back(commune: Commune) -> None:
    with commune.writes() as session:
        made = change(commune, session, OFFICER, roles=["officer", "reviewer"])
        an = commune.person(session, OFFICER)
        assert roles(session, an) == {Role.OFFICER, Role.REVIEWER}
        row = told(session, "roles_changed")[-1]
        assert (row.person_id, row.facts["gained"], row.facts["lost"]) == (an.id, ["reviewer"], [])
        undo(commune, session, made)
        assert roles(session, an) == {Role.OFFICER}
        assert told(session, "roles_changed")[-1].facts["lost"] == ["reviewer"]


def test_what_was_changed_since_is_not_taken_back(commune: Commune) -> None:
    with commune.writes() as session:
        first = change(commune, session, OFFICER, position="Chuyên viên chính")
        change(commune, session, OFFICER, phone="0912345678")
        with refused(Reason.DEPENDED_ON):
            undo(commune, session, first)
        with refused(Reason.NO_CHANGE):
            change(commune, session, OFFICER, phone="0912345678")
        with refused(Reason.CHOOSE_ONE):
            change(commune, session, OFFICER, roles=[])


def test_the_last_admin_stays_by_every_path(commune: Commune) -> None:
    """Not by a change of roles, not by leaving, not without a chat, not by taking back what made another one."""
    with commune.writes() as session:
        minh, made = (
            commune.person(session, ADMIN),
            change(commune, session, "khanh.kt", roles=["admin", "head"]),
        )
        khanh = commune.person(session, "khanh.kt")
        deactivate(Act(session, acting(khanh), commune.now), minh, None)
        for path in (
            lambda: change(commune, session, "khanh.kt", by="khanh.kt", roles=["head"]),
            lambda: deactivate(Act(session, acting(khanh), commune.now), khanh, None),
            lambda: unlink(Act(session, acting(khanh), commune.now), khanh),
            lambda: undo(commune, session, made, by="khanh.kt"),
        ):
            with refused(Reason.LAST_ADMIN):
                path()
        assert in_chat(session, khanh.chat_id or 0) is khanh


def test_an_admin_who_never_joined_does_not_count(commune: Commune) -> None:
    with commune.writes() as session:
        admin = commune.actor(session, ADMIN)
        invite(Act(session, admin, commune.now), "Hồ Thị Lan", [Role.ADMIN], None)
        with refused(Reason.LAST_ADMIN):
            change(commune, session, ADMIN, roles=["head"])
        join(Act(session, CLOCK, commune.now), 555, told(session, "invite_made")[-1].facts["secret"])
        change(commune, session, ADMIN, roles=["head"])


def test_who_leaves_is_served_no_more_and_their_work_is_the_heirs(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        dung, task = commune.person(session, "dung.vhxh"), commune.task(session)
        dung.deputy_id, chat = an.id, an.chat_id or 0
        create_invite(Act(session, OPERATOR, commune.now), an)
        count = len(work_of(session, an).tasks)
        made = deactivate(Act(session, admin, commune.now), an, dung)
        assert an.chat_id == chat
        assert in_chat(session, chat) is None
        assert dung.deputy_id is None
        assert not [
            each
            for each in session.exec(select(Invite))
            if not each.spent_at and each.expires_at > commune.now
        ]
        assert responsible(session, task) is dung
        assert commune.requirement(session).responsible_id == dung.id
        assert count and not work_of(session, an).tasks
        rows = {row.person_id: row.facts["side"] for row in told(session, "work_moved")}
        assert rows == {dung.id: "to", commune.person(session, HEAD).id: "head"}
        undo(commune, session, made)
        assert in_chat(session, chat) is an
        assert (dung.deputy_id, responsible(session, task)) == (an.id, an)


def test_without_an_heir_the_head_is_asked_to_assign(commune: Commune) -> None:
    with commune.writes() as session:
        khanh = commune.person(session, "hoa.ttpvhcc")
        khanh.unit_id = commune.person(session, OFFICER).unit_id
        session.add(khanh)
        session.flush()
        task, an = commune.task(session), commune.person(session, OFFICER)
        deactivate(commune.act(session, ADMIN), an, None)
        assert responsible(session, task) is None
        to = addressee(session, task, day_of(commune.now))
        assert to is not None and to.person.code == HEAD


def test_what_waits_for_who_left_is_never_sent(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.person(session, OFFICER)
        change(commune, session, OFFICER, roles=["officer", "clerk"])
        deactivate(commune.act(session, ADMIN), an, None)
        waiting = select(Notification).where(
            Notification.person_id == an.id, Notification.state == OutboxState.WAITING
        )
        assert session.exec(waiting).all() == []


def test_who_is_called_back_has_the_roles_of_before_and_no_work(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        dung = commune.person(session, "dung.vhxh")
        deactivate(Act(session, admin, commune.now), an, dung)
        made = reactivate(Act(session, admin, commune.now), an)
        assert in_chat(session, an.chat_id or 0) is an
        assert roles(session, an) == {Role.OFFICER}
        assert responsible(session, commune.task(session)) is dung
        undo(commune, session, made)
        assert an.deactivated_at is not None


def test_the_chat_of_who_left_is_free_for_somebody_else(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        chat = an.chat_id or 0
        deactivate(Act(session, admin, commune.now), an, None)
        _, lan = invite(Act(session, admin, commune.now), "Hồ Thị Lan", [Role.OFFICER], None)
        join(Act(session, CLOCK, commune.now), chat, told(session, "invite_made")[-1].facts["secret"])
        assert in_chat(session, chat) is lan
        assert reactivate(Act(session, admin, commune.now), an).after["active"]
        assert an.chat_id is None


def test_all_work_goes_over_and_comes_back(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        dung, task = commune.person(session, "dung.vhxh"), commune.task(session)
        work = work_of(session, an)
        made = transfer(Act(session, admin, commune.now), an, dung)
        assert not work_of(session, an).requirements and not work_of(session, an).tasks
        assert {each.id for each in work_of(session, dung).tasks} == {each.id for each in work.tasks}
        sides = [row.facts["side"] for row in told(session, "work_moved")]
        assert sorted(sides) == ["from", "head", "to"]
        with refused(Reason.NO_CHANGE):
            transfer(Act(session, admin, commune.now), an, dung)
        undo(commune, session, made)
        assert responsible(session, task) is an
        assert task.responsible_id is None
    assigned = [entry for entry in commune.ledger() if entry.change == "assign" and entry.task_id]
    assert len(assigned) == 2 * len(work.tasks)


@pytest.mark.parametrize("keeps", ["a task", "a requirement"])
def test_who_has_but_tasks_or_but_requirements_hands_those_over(commune: Commune, keeps: str) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        dung, monthly = commune.person(session, "dung.vhxh"), commune.requirement(session)
        act = Act(session, admin, commune.now)
        if keeps == "a task":
            assign(act, commune.task(session), dung)
        else:
            reassign(act, monthly, dung, open_too=False)
        transfer(act, dung, an)
        assert responsible(session, commune.task(session)) is an
        assert monthly.responsible_id == an.id
        assert work_of(session, dung).is_nothing


def test_work_that_has_moved_on_is_not_taken_back(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        made = transfer(Act(session, admin, commune.now), an, commune.person(session, "dung.vhxh"))
        requirement = commune.requirement(session)
        reassign(Act(session, admin, commune.now), requirement, commune.person(session, HEAD), True)
        with refused(Reason.DEPENDED_ON):
            undo(commune, session, made)


@pytest.mark.parametrize("open_too", [True, False])
def test_a_requirement_changes_hands_with_its_open_tasks_or_without(commune: Commune, open_too: bool) -> None:
    with commune.writes() as session:
        requirement, task = commune.requirement(session), commune.task(session)
        an, dung = commune.person(session, OFFICER), commune.person(session, "dung.vhxh")
        made = reassign(commune.act(session, HEAD), requirement, dung, open_too)
        assert requirement.responsible_id == dung.id
        assert responsible(session, task) is (dung if open_too else an)
        undo(commune, session, made, by=HEAD)
        assert (requirement.responsible_id, task.responsible_id) == (an.id, None)


def test_a_head_gives_only_within_their_unit(commune: Commune) -> None:
    with commune.writes() as session:
        requirement, now = commune.requirement(session), commune.now
        hoa, dung = commune.person(session, "hoa.ttpvhcc"), commune.person(session, "dung.vhxh")
        for by, to, reason in (
            (HEAD, hoa, Reason.NOT_OF_UNIT),
            ("khanh.kt", dung, Reason.NOT_ABOVE),
            (OFFICER, dung, Reason.NOT_ABOVE),
        ):
            with refused(reason):
                reassign(Act(session, commune.actor(session, by), now), requirement, to, True)
        assert reassign(Act(session, commune.actor(session, ADMIN), now), requirement, hoa, True).id


def test_nobody_of_another_agency_is_touched(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.actor(session, ADMIN), commune.person(session, OFFICER)
        stranger = Person(agency_id=an.agency_id + 1, code="x", full_name="Người xã khác")
        before = profile(session, an)
        for act in (
            lambda: edit(Act(session, admin, commune.now), stranger, {"position": "x"}),
            lambda: deactivate(Act(session, admin, commune.now), stranger, None),
            lambda: transfer(Act(session, admin, commune.now), stranger, an),
            lambda: invite_again(Act(session, admin, commune.now), stranger),
        ):
            with refused(Reason.GONE):
                act()
        assert profile(session, an) == before
