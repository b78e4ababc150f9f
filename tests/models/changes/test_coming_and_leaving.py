"""Who is invited, sent off or called back by mistake: what can be taken back, and what stands in the way."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, OPERATOR, Act
from models.changes.absence import answer_as_deputy, be_absent
from models.changes.assigning import assign
from models.changes.handing import give_several, may_be_put_back, reassign, transfer, work_of
from models.changes.joining import create_invite, join
from models.changes.staffing import deactivate, edit, invite, invite_again, reactivate
from models.changes.taking_back import take_back
from models.kinds import Kind
from models.people import roles
from models.refused import Reason, Refused
from models.tables import Adjustment, Invite, Notification, NotificationTask, Person, Role, Unit
from tests.commune import Commune

ADMIN, HEAD, AN, DUNG, HOA = "minh.vp", "binh.vhxh", "an.vhxh", "dung.vhxh", "hoa.ttpvhcc"


def why(do: Callable[[], object]) -> Reason | None:
    try:
        do()
    except Refused as refused:
        return refused.reason
    return None


def told(session: Session, kind: Kind) -> list[str]:
    """Who is told something of this kind, in order."""
    rows = select(Notification).where(Notification.kind == kind).order_by(col(Notification.id))
    return [session.get_one(Person, row.person_id).code for row in session.exec(rows)]


def invited(commune: Commune, session: Session) -> tuple[Adjustment, Person]:
    unit = session.exec(select(Unit).where(Unit.code == "VHXH")).one()
    return invite(commune.act(session, ADMIN), "Hồ Thị Lan", [Role.OFFICER], unit)


def test_who_was_invited_by_mistake_leaves_again_and_their_code_is_dead(commune: Commune) -> None:
    with commune.writes() as session:
        made, lan = invited(commune, session)
        take_back(commune.act(session, ADMIN), made)
        assert lan.deactivated_at == commune.now
        dead = session.exec(select(Invite).where(Invite.person_id == lan.id)).one()
        assert dead.expires_at == commune.now
        assert why(lambda: invite_again(commune.act(session, ADMIN), lan)) is Reason.GONE
        unit = session.get_one(Unit, lan.unit_id)
        nobody = why(lambda: invite(commune.act(session, ADMIN), "Hồ Thị Lan", [], unit))
        assert nobody is Reason.CHOOSE_ONE


@pytest.mark.parametrize("has_joined", [True, False])
def test_who_has_joined_or_has_work_is_not_uninvited(commune: Commune, has_joined: bool) -> None:
    with commune.writes() as session:
        made, lan = invited(commune, session)
        if has_joined:
            code = create_invite(Act(session, OPERATOR, commune.now), lan)[1]
            join(Act(session, CLOCK, commune.now), 555, code)
        else:
            assign(commune.act(session, ADMIN), commune.task(session), lan)
        assert why(lambda: take_back(commune.act(session, ADMIN), made)) is Reason.DEPENDED_ON
        assert lan.deactivated_at is None


def test_who_was_sent_off_by_mistake_has_their_work_back_and_is_the_deputy_of_before(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        admin, (an, dung, hoa) = (
            commune.act(session, ADMIN),
            (commune.person(session, code) for code in (AN, DUNG, HOA)),
        )
        hoa.deputy_id = dung.deputy_id = an.id
        session.flush()
        assert why(lambda: deactivate(admin, an, an)) is Reason.GONE
        made = deactivate(admin, an, dung)
        assert (hoa.deputy_id, dung.deputy_id, commune.requirement(session).responsible_id) == (
            None,
            None,
            dung.id,
        )
        assert why(lambda: deactivate(admin, an, dung)) is Reason.GONE
        assert why(lambda: edit(admin, an, {"phone": "1"})) is Reason.GONE
        dung.deputy_id = commune.person(session, HEAD).id
        session.flush()
        known = len(told(session, Kind.WORK_MOVED))
        take_back(admin, made)
        assert (an.deactivated_at, commune.requirement(session).responsible_id) == (None, an.id)
        # Who has another deputy by now keeps that one.
        assert (hoa.deputy_id, dung.deputy_id) == (an.id, commune.person(session, HEAD).id)
        assert set(told(session, Kind.WORK_MOVED)[known:]) >= {AN, DUNG}


def test_who_was_called_back_by_mistake_leaves_again_unless_they_have_work_by_now(commune: Commune) -> None:
    with commune.writes() as session:
        admin, hoa = commune.act(session, ADMIN), commune.person(session, HOA)
        assert why(lambda: reactivate(admin, hoa)) is Reason.GONE
        deactivate(admin, hoa, None)
        made = reactivate(admin, hoa)
        assert (hoa.deactivated_at, roles(session, hoa)) == (None, {Role.OFFICER})
        take_back(admin, made)
        assert hoa.deactivated_at == commune.now
        again = reactivate(admin, hoa)
        assign(admin, commune.task(session), hoa)
        assert why(lambda: take_back(admin, again)) is Reason.DEPENDED_ON
        assert hoa.deactivated_at is None
        hoa.deactivated_at = hoa.forgotten_at = commune.now
        assert why(lambda: reactivate(admin, hoa)) is Reason.FORGOTTEN


def test_nobody_is_their_own_deputy(commune: Commune) -> None:
    with commune.reads() as session:
        admin, an = commune.act(session, ADMIN), commune.person(session, AN)

        def edits(**wanted: Any) -> Reason | None:
            return why(lambda: edit(admin, an, wanted))

        assert edits(deputy=an.id) is Reason.GONE
        assert edits(deputy=commune.person(session, DUNG).id) is None
        assert edits(unit=session.exec(select(Unit.id).where(Unit.code == "KT")).one()) is None


def test_new_roles_are_told_to_others_who_are_here_and_lost_ones_too(commune: Commune) -> None:
    with commune.writes() as session:
        admin = commune.act(session, ADMIN)
        edit(admin, commune.person(session, ADMIN), {"roles": ["admin"]})
        assert told(session, Kind.ROLES_CHANGED) == []
        commune.person(session, HOA).chat_id = None
        edit(admin, commune.person(session, HOA), {"roles": ["officer", "clerk"]})
        assert told(session, Kind.ROLES_CHANGED) == []
        edit(admin, commune.person(session, AN), {"roles": ["officer", "clerk"]})
        edit(admin, commune.person(session, DUNG), {"roles": ["clerk"]})
        edit(admin, commune.person(session, DUNG), {"position": "Chuyên viên"})
        assert told(session, Kind.ROLES_CHANGED) == [AN, DUNG]
        assert roles(session, commune.person(session, DUNG)) == {Role.CLERK}


def test_all_work_of_one_goes_to_another_and_is_taken_back_while_it_lies_there(commune: Commune) -> None:
    with commune.writes() as session:
        admin, (an, dung, hoa) = (
            commune.act(session, ADMIN),
            (commune.person(session, code) for code in (AN, DUNG, HOA)),
        )
        assert why(lambda: transfer(admin, an, an)) is Reason.GONE
        assert why(lambda: transfer(admin, hoa, an)) is Reason.NO_CHANGE
        made = transfer(admin, an, dung)
        assert (work_of(session, an).is_nothing, may_be_put_back(session, made)) == (True, True)
        assign(admin, commune.task(session), hoa)
        made_again = transfer(admin, dung, an)
        assert not may_be_put_back(session, made)
        assert why(lambda: take_back(admin, made)) is Reason.DEPENDED_ON
        assert may_be_put_back(session, made_again)
        dung.deactivated_at = commune.now
        assert why(lambda: transfer(admin, an, dung)) is Reason.GONE


def test_a_requirement_goes_once_to_whom_its_head_may_give_it(commune: Commune) -> None:
    with commune.writes() as session:
        head, admin = commune.act(session, HEAD), commune.act(session, ADMIN)
        monthly = commune.requirement(session)
        an, dung, hoa = (commune.person(session, code) for code in (AN, DUNG, HOA))
        assert why(lambda: reassign(head, monthly, hoa, False)) is Reason.NOT_OF_UNIT
        assert why(lambda: reassign(head, monthly, an, True)) is Reason.NO_CHANGE
        reassign(head, monthly, dung, False)
        assert (monthly.responsible_id, commune.task(session).responsible_id) == (dung.id, an.id)
        assert why(lambda: reassign(head, monthly, dung, False)) is Reason.NO_CHANGE
        reassign(head, monthly, dung, True)
        assert commune.task(session).responsible_id in (None, dung.id)
        reassign(admin, monthly, hoa, True)
        assert monthly.responsible_id == hoa.id
        monthly.retired_at = commune.now
        assert why(lambda: reassign(admin, monthly, an, True)) is Reason.GONE


def test_several_tasks_are_given_together_and_their_giver_sees_whose_they_were(commune: Commune) -> None:
    with commune.writes() as session:
        admin, dung = commune.act(session, ADMIN), commune.person(session, DUNG)
        tasks = [commune.task(session), commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")]
        made = give_several(admin, tasks, dung)
        assert [task.responsible_id for task in tasks] == [dung.id, dung.id]
        assert made.after["person"] == dung.id
        take_back(admin, made)
        assert [task.responsible_id for task in tasks] == [None, None]


def test_given_back_each_hears_of_what_is_theirs_again_and_who_had_it_meanwhile_of_all(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        admin = commune.act(session, ADMIN)
        mine, theirs = commune.task(session), commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")
        assign(admin, theirs, commune.person(session, HOA))
        made = give_several(admin, [mine, theirs], commune.person(session, DUNG))
        known = {row.id for row in session.exec(select(Notification))}
        take_back(admin, made)
        rows = session.exec(select(Notification).where(Notification.kind == Kind.WORK_MOVED)).all()
        heard = {
            session.get_one(Person, row.person_id).code: (row.facts["side"], _tasks_of(session, row))
            for row in rows
            if row.id not in known
        }
        assert heard[AN] == ("to", [mine.id])
        assert heard[HOA] == ("to", [theirs.id])
        assert heard[DUNG] == ("from", sorted([mine.id or 0, theirs.id or 0]))


def _tasks_of(session: Session, row: Notification) -> list[int]:
    links = select(NotificationTask.task_id).where(NotificationTask.notification_id == row.id)
    return sorted(session.exec(links))


@pytest.mark.parametrize(("until", "is_told"), [(date(2027, 1, 15), True), (date(2026, 12, 15), False)])
def test_who_covers_for_somebody_away_hears_of_what_falls_due_meanwhile(
    commune: Commune, until: date, is_told: bool
) -> None:
    with commune.writes() as session:
        an, dung = (commune.person(session, code) for code in (AN, DUNG))
        away = be_absent(commune.act(session, AN), an, date(2026, 12, 15), until, dung)
        answer_as_deputy(commune.act(session, DUNG), away, True)
        quarterly = commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")
        give_several(commune.act(session, ADMIN), [quarterly], an)
        rows = session.exec(select(Notification).where(Notification.kind == Kind.WORK_MOVED)).all()
        (cover,) = [row for row in rows if row.person_id == dung.id] or [None]
        assert (cover is not None) is is_told
        if cover is not None:
            assert (cover.facts["side"], _tasks_of(session, cover)) == ("cover", [quarterly.id])
            assert (cover.facts["absent"], cover.facts["to_on"]) == (an.id, until.isoformat())
