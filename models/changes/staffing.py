"""People are invited, edited, sent off and called back from the chat; the last admin always stays."""

from typing import Any

from sqlmodel import Session, col, select, update

from models.actor import Act
from models.administering import check_may
from models.changes.adjusting import adjust
from models.changes.common import tell
from models.changes.desks import desks_kept
from models.changes.enlisting import enlist
from models.changes.handing import as_now, hand_over_work, put_back, work_of
from models.changes.joining import create_invite, end_invites
from models.changes.reaching import check_admin_stays
from models.changes.work_telling import tell_of_work
from models.kinds import Kind
from models.people import person_of, roles
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.tables import (
    Adjustment,
    AdjustmentKind,
    Agency,
    Notification,
    OutboxState,
    Person,
    PersonRole,
    Role,
    Unit,
)


def profile(session: Session, person: Person) -> dict[str, Any]:
    """All of a person that an admin decides, as JSON keeps it."""
    return {
        "person": person.id,
        "full_name": person.full_name,
        "position": person.position,
        "address": person.address,
        "phone": person.phone,
        "unit": person.unit_id,
        "deputy": person.deputy_id,
        "roles": sorted(roles(session, person)),
        "active": person.deactivated_at is None,
    }


def invite(
    act: Act, full_name: str, held: list[Role], unit: Unit | None, phone: str = ""
) -> tuple[Adjustment, Person]:
    """A new person, and their one-time code to who invites. Raises Refused."""
    admin = check_may(act, Configuring.INVITE)
    if not held:
        raise Refused(Reason.CHOOSE_ONE)
    agency = act.session.get_one(Agency, admin.agency_id)
    with desks_kept(act, admin.agency_id):
        person = enlist(act, agency, full_name, held, unit)
    person.phone = phone
    act.write(person)
    made = _adjust(act, person, {}, profile(act.session, person), enlisted=True)
    _hand_out(act, admin, person)
    return made, person


def invite_again(act: Act, person: Person) -> None:
    """Another one-time code for somebody; codes that they had before are dead. Raises Refused."""
    admin = check_may(act, Configuring.INVITE)
    _check_active(person, admin.agency_id)
    end_invites(act, person)
    _hand_out(act, admin, person)


def _hand_out(act: Act, admin: Person, person: Person) -> None:
    """The code lies in the outbox until it is sent, and nowhere afterwards."""
    made, code = create_invite(act, person)
    tell(
        act,
        person.agency_id,
        Kind.INVITE_MADE,
        f"invite/{made.id}",
        person=admin,
        direct=True,
        invite=made.id,
        secret=code,
    )


def edit(act: Act, person: Person, wanted: dict[str, Any]) -> Adjustment:
    """Brings a person to what is wanted (parts of a `profile`); new roles are told to them. Raises Refused."""
    admin = check_may(act, Configuring.PEOPLE)
    _check_active(person, admin.agency_id)
    before = profile(act.session, person)
    if before | wanted == before:
        raise Refused(Reason.NO_CHANGE)
    with desks_kept(act, admin.agency_id):
        after = _apply(act.session, person, before | wanted)
    made = _adjust(act, person, before, after)
    _tell_roles(act, person, before, after, f"roles/{made.id}")
    return made


def deactivate(act: Act, person: Person, heir: Person | None) -> Adjustment:
    """A person leaves: nothing is sent to them or read from them any more, their codes are dead, nobody's deputy
    are they; their open work is the heir's, without one the head assigns it. Raises Refused."""
    admin = check_may(act, Configuring.PEOPLE)
    _check_active(person, admin.agency_id)
    if heir is not None and heir.id == person.id:
        raise Refused(Reason.GONE)
    check_admin_stays(act.session, person)
    before, work = profile(act.session, person), work_of(act.session, person)
    with desks_kept(act, admin.agency_id):
        had, _ = hand_over_work(act, work, heir)
        deputies = _clear_deputies(act.session, person)
        person.deactivated_at = act.now
        act.write(person)
    end_invites(act, person)
    _hold_back(act.session, person)
    before = before | had | {"deputy_of": deputies}
    has = as_now(act.session, had) | {"heir": heir.id if heir else None}
    made = _adjust(act, person, before, profile(act.session, person) | has)
    if not work.is_nothing:
        tell_of_work(act, made, work, person, heir)
    return made


def reactivate(act: Act, person: Person) -> Adjustment:
    """Somebody who left is back, with the roles they had and without work. Raises Refused."""
    admin = check_may(act, Configuring.PEOPLE)
    if person.agency_id != admin.agency_id or person.deactivated_at is None:
        raise Refused(Reason.GONE)
    if person.forgotten_at is not None:
        raise Refused(Reason.FORGOTTEN)
    before = profile(act.session, person)
    with desks_kept(act, admin.agency_id):
        person.deactivated_at = None
        act.write(person)
    return _adjust(act, person, before, profile(act.session, person))


def take_back_person(act: Act, adjustment: Adjustment) -> None:
    """A person is as they were before, and so is the work that went with it; who was invited by mistake leaves
    again, unless they have joined. Raises Refused."""
    check_may(act, Configuring.PEOPLE)
    person = act.session.get_one(Person, adjustment.after["person"])
    current = profile(act.session, person)
    if any(adjustment.after[name] != value for name, value in current.items()):
        raise Refused(Reason.DEPENDED_ON)
    with desks_kept(act, person.agency_id):
        _put_back(act, adjustment, person, current)


def _put_back(act: Act, adjustment: Adjustment, person: Person, current: dict[str, Any]) -> None:
    if not adjustment.before:
        return _uninvite(act, person)
    wanted = {name: adjustment.before[name] for name in current}
    if current["active"] and not wanted["active"]:
        return _leave_again(act, person)
    after = _apply(act.session, person, wanted)
    if wanted["active"] and not current["active"]:
        return _bring_back(act, adjustment, person)
    return _tell_roles(act, person, current, after, f"roles/{adjustment.id}/back")


def _bring_back(act: Act, adjustment: Adjustment, person: Person) -> None:
    """Who was sent off by mistake: their work, and whose deputy they were."""
    work = put_back(act, adjustment)
    for person_id in adjustment.before.get("deputy_of", ()):
        principal = act.session.get_one(Person, person_id)
        if principal.deputy_id is None:
            principal.deputy_id = person.id
            act.write(principal)
    if not work.is_nothing:
        heir = person_of(act.session, adjustment.after.get("heir"))
        tell_of_work(act, adjustment, work, heir, person, back=True)


def _uninvite(act: Act, person: Person) -> None:
    if person.chat_id is not None or not work_of(act.session, person).is_nothing:
        raise Refused(Reason.DEPENDED_ON)
    _leave_again(act, person)


def _leave_again(act: Act, person: Person) -> None:
    """Somebody who was called back, or invited, by mistake."""
    check_admin_stays(act.session, person)
    if work_of(act.session, person).tasks:
        raise Refused(Reason.DEPENDED_ON)
    person.deactivated_at = act.now
    act.session.add(person)
    end_invites(act, person)


def _apply(session: Session, person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    """Writes a profile; returns it as it stands then. Raises Refused."""
    held = frozenset(Role(each) for each in wanted["roles"])
    if Role.ADMIN in roles(session, person) and Role.ADMIN not in held:
        check_admin_stays(session, person)
    if not held:
        raise Refused(Reason.CHOOSE_ONE)
    _check_own(session, person, wanted)
    person.full_name, person.position = wanted["full_name"], wanted["position"]
    person.address, person.phone = wanted["address"], wanted["phone"]
    person.unit_id, person.deputy_id = wanted["unit"], wanted["deputy"]
    person.deactivated_at = None
    session.add(person)
    _hold(session, person, held)
    return profile(session, person)


def _check_own(session: Session, person: Person, wanted: dict[str, Any]) -> None:
    """The unit and the deputy are of the same agency, and nobody is their own deputy. Raises Refused."""
    if wanted["deputy"] == person.id:
        raise Refused(Reason.GONE)
    for table, row_id in ((Unit, wanted["unit"]), (Person, wanted["deputy"])):
        if row_id and session.get_one(table, row_id).agency_id != person.agency_id:
            raise Refused(Reason.GONE)


def _hold(session: Session, person: Person, held: frozenset[Role]) -> None:
    """These roles, and no others."""
    had = session.exec(select(PersonRole).where(PersonRole.person_id == person.id)).all()
    for each in had:
        if each.role not in held:
            session.delete(each)
    new = held - {each.role for each in had}
    session.add_all(PersonRole(person_id=person.id or 0, role=role) for role in sorted(new))
    session.flush()


def _adjust(
    act: Act, person: Person, before: dict[str, Any], after: dict[str, Any], **facts: Any
) -> Adjustment:
    """Kept with every word; the ledger names only the person and which parts changed."""
    changed = sorted(name for name in after if before.get(name) != after[name])
    held = {"roles": after["roles"]} if "roles" in changed else {}
    return adjust(
        act,
        AdjustmentKind.PERSON,
        before,
        after,
        person=person.code,
        changed=changed,
        **held,
        **facts,
    )


def _tell_roles(act: Act, person: Person, before: dict[str, Any], after: dict[str, Any], key: str) -> None:
    gained = sorted(set(after["roles"]) - set(before["roles"]))
    lost = sorted(set(before["roles"]) - set(after["roles"]))
    own = act.person is not None and act.person.id == person.id
    if (gained or lost) and not own and person.chat_id is not None:
        tell(act, person.agency_id, Kind.ROLES_CHANGED, key, person=person, gained=gained, lost=lost)


def _check_active(person: Person, agency_id: int) -> None:
    if person.agency_id != agency_id or person.deactivated_at is not None:
        raise Refused(Reason.GONE)


def _clear_deputies(session: Session, person: Person) -> list[int]:
    """Nobody is stood in for by who has left; returns whose deputy that was."""
    found = session.exec(select(Person).where(Person.deputy_id == person.id).order_by(Person.code)).all()
    for each in found:
        each.deputy_id = None
        session.add(each)
    return [each.id or 0 for each in found]


def _hold_back(session: Session, person: Person) -> None:
    """What still waits to be sent to somebody who left is not sent."""
    session.execute(
        update(Notification)
        .where(col(Notification.person_id) == person.id, col(Notification.state) == OutboxState.WAITING)
        .values(state=OutboxState.MOOT)
    )
