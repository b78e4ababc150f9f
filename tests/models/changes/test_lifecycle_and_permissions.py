"""Which change is allowed in which state, and to whom
(docs/design.md, Lifecycle); what is refused leaves no trace."""

from datetime import date

import pytest
from sqlmodel import Session

from models.actor import CLOCK, OPERATOR, Act, Actor, acting
from models.changes.common import check
from models.refused import Reason, Refused
from models.rules.lifecycle import ALLOWED, LEADS, Change, State
from models.rules.permissions import Standing, may
from models.rules.zone import day_of
from models.standing import standings
from models.tables import AdjustmentKind, Agency, Person, PersonRole, Role
from tests.commune import Commune
from tests.models.changes.acts import ACTS, BY_THE_CLOCK, card, force, prepare

NOBODY = Actor("@nobody")
STANDINGS: dict[str, set[Standing]] = {
    "an.vhxh": {Standing.RESPONSIBLE},
    "hoa.ttpvhcc": {Standing.DEPUTY},
    "chau.vp": {Standing.CLERK},
    "dung.vhxh": {Standing.CLAIMANT},
    "binh.vhxh": {Standing.UNIT_HEAD},
    "yen.vp": {Standing.REVIEWER},
    "minh.vp": {Standing.ADMIN},
    "khanh.kt": set(),
    "lam.ubnd": {Standing.LEADER},
    "la.xa-ban": set(),
    "cu.vhxh": set(),
    "@nobody": set(),
    "@operator": {Standing.OPERATOR},
    "@clock": {Standing.CLOCK},
}


def attempt(commune: Commune, change: Change, name: str | None = None) -> Reason | None:
    """Makes a change and rolls it back; returns why it was refused, None when it was made."""
    with Session(commune.engine) as session:
        try:
            ACTS[change].make(commune, session, actor(commune, session, name) if name else None)
        except Refused as refused:
            return refused.reason
        finally:
            session.rollback()
    return None


def state_after(commune: Commune, change: Change) -> State:
    """Makes a change and rolls it back; where it led. Raises Refused."""
    with Session(commune.engine) as session:
        try:
            return ACTS[change].make(commune, session).state
        finally:
            session.rollback()


def refused_without_a_trace(commune: Commune, change: Change, name: str | None = None) -> Reason | None:
    """Makes a change that ought to be refused, and commits whatever it left; returns why it was refused."""
    before, reason = commune.dump(), None
    with Session(commune.engine) as session:
        try:
            ACTS[change].make(commune, session, actor(commune, session, name) if name else None)
        except Refused as refused:
            reason = refused.reason
        session.commit()
    assert commune.dump() == before
    return reason


@pytest.mark.parametrize("change", ACTS)
def test_a_change_is_made_in_the_states_that_allow_it_and_in_no_other(
    commune: Commune, change: Change
) -> None:
    with commune.writes() as session:
        card(commune, session, ACTS[Change.ADD_EVIDENCE].make(commune, session))
    for state in State:
        force(commune, state, ACTS[change].period)
        if state in LEADS[change]:
            assert state_after(commune, change) in LEADS[change][state], state
        else:
            reason = refused_without_a_trace(commune, change)
            assert reason in (Reason.WRONG_STATE, Reason.ALREADY, Reason.NOT_YOURS), state


def test_the_walk_covers_every_change() -> None:
    assert set(ACTS) == set(LEADS)
    assert all(act.after in LEADS[change][act.before] for change, act in ACTS.items())


def test_every_kind_of_adjustment_has_a_name_in_the_ledger() -> None:
    """But a move, which extends tasks."""
    kinds = {f"adjust_{kind}" for kind in AdjustmentKind if kind is not AdjustmentKind.MOVE}
    assert {change.value for change in Change if change.startswith("adjust_")} == kinds


@pytest.fixture
def everybody(commune: Commune) -> Commune:
    return with_everybody(commune)


def with_everybody(commune: Commune) -> Commune:
    """An is responsible, Hoa her deputy, Bình heads the unit, Yến reviews; and two have no business here."""
    with commune.writes() as session:
        an = commune.person(session, "an.vhxh")
        an.deputy_id = commune.person(session, "hoa.ttpvhcc").id
        left = commune.person(session, "dung.vhxh")
        _make_yen_the_reviewer(commune, session)
        session.add_all(
            [
                an,
                Person(
                    agency_id=an.agency_id,
                    code="cu.vhxh",
                    full_name="Đặng Văn Cự",
                    unit_id=left.unit_id,
                    deactivated_at=commune.now,
                ),
                Person(agency_id=_neighbour(session), code="la.xa-ban", full_name="Người Xã Bạn"),
            ]
        )
    return commune


def _make_yen_the_reviewer(commune: Commune, session: Session) -> None:
    """Reviewing and heading the unit are two people's here, so that the walk tells them apart."""
    binh, office = commune.person(session, "binh.vhxh"), commune.person(session, "chau.vp").unit_id
    session.delete(session.get_one(PersonRole, (binh.id, Role.REVIEWER)))
    agency_id = commune.agency(session).id or 0
    yen = Person(
        agency_id=agency_id, code="yen.vp", full_name="Đinh Thị Yến", unit_id=office, chat_id=100_009
    )
    session.add(yen)
    session.flush()
    session.add(PersonRole(person_id=yen.id or 0, role=Role.REVIEWER))


def _neighbour(session: Session) -> int:
    neighbour = Agency(code="xa-ban", name="UBND xã Bạn", province="Nghệ An", adopted_on=date(2026, 11, 23))
    session.add(neighbour)
    session.flush()
    return neighbour.id or 0


def actor(commune: Commune, session: Session, name: str) -> Actor:
    fixed = {"@nobody": NOBODY, "@operator": OPERATOR, "@clock": CLOCK}
    return fixed.get(name) or acting(commune.person(session, name))


def done_by_dung(commune: Commune) -> None:
    """An handed in the file; then Dũng had the task, said that it was done, and An has it again."""
    with commune.writes() as session:
        task, dung = commune.task(session), commune.actor(session, "dung.vhxh")
        ACTS[Change.ADD_EVIDENCE].make(commune, session)
        task.state, task.responsible_id = State.OPEN, dung.person.id if dung.person else None
        session.add(task)
        session.flush()
        ACTS[Change.CLAIM].run(commune, Act(session, dung, commune.now), task)
        task.responsible_id = commune.person(session, "an.vhxh").id
        session.add(task)


def test_everybody_stands_to_the_task_as_the_list_says(everybody: Commune) -> None:
    done_by_dung(everybody)
    with everybody.reads() as session:
        for name, wanted in STANDINGS.items():
            held = standings(
                session, actor(everybody, session, name), everybody.task(session), day_of(everybody.now)
            )
            assert held == wanted, name


@pytest.mark.parametrize("change", ACTS)
def test_everyone_may_do_exactly_what_is_theirs(everybody: Commune, change: Change) -> None:
    done_by_dung(everybody)
    force(everybody, min(ALLOWED[change]), ACTS[change].period)
    allowed = {name for name, held in STANDINGS.items() if may(frozenset(held), change)}
    for name in STANDINGS:
        if change in BY_THE_CLOCK:
            assert may_check(everybody, change, name) == (name in allowed), name
        elif name in allowed:
            assert attempt(everybody, change, name) is None, name
        else:
            assert refused_without_a_trace(everybody, change, name) is Reason.NOT_YOURS, name


def may_check(commune: Commune, change: Change, name: str) -> bool:
    with commune.reads() as session:
        try:
            check(Act(session, actor(commune, session, name), commune.now), commune.task(session), change)
        except Refused:
            return False
    return True


def test_a_refusal_says_since_when(commune: Commune) -> None:
    prepare(commune, Change.TAKE_BACK)
    before = commune.dump()
    with pytest.raises(Refused) as refused, commune.writes() as session:
        ACTS[Change.CLAIM].make(commune, session)
    assert refused.value.reason is Reason.ALREADY
    assert refused.value.facts["since"] == commune.now
    assert refused.value.facts["state"] is State.CLAIMED
    assert commune.dump() == before
