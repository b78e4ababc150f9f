"""Being away: of the whole person, with a deputy who is asked and may decline (DESIGN §4)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.actor import CLOCK, Actor, acting
from models.changes.common import ask_for_edit, tell
from models.ledger import record
from models.people import roles, stand_in, units_headed
from models.refused import Reason, Refused
from models.rules.zone import day_of
from models.tables import Absence, Agency, DeputyState, Notification, Person, Role, SentMessage, Task

_LONGEST_DAYS = 366
# What is said about an absence and changes with it: to the absent and who said it for them, to the deputy.
_KEPT_CURRENT = ("away", "deputy_asked")


def be_absent(
    session: Session,
    actor: Actor,
    now: datetime,
    person: Person,
    from_on: date,
    to_on: date,
    deputy: Person | None,
) -> Absence:
    """A person, or their head or the admin for them, says from when to when they are away, both days included.

    The deputy is asked; without one, who covers is told; so is the absent, of what another said for them.
    Raises Refused.
    """
    check_may_set(session, actor, person, now)
    _check_days(from_on, to_on, now)
    absence = Absence(
        agency_id=person.agency_id,
        person_id=person.id or 0,
        from_on=from_on,
        to_on=to_on,
        deputy_state=DeputyState.ASKED,
    )
    _set_deputy(absence, person, deputy)
    session.add(absence)
    session.flush()
    _record(session, "be_absent", actor, now, absence)
    if deputy is not None:
        _ask(session, now, absence, deputy)
    else:
        _tell_cover(session, now, absence, "uncovered", actor)
    _tell_absent(session, actor, now, absence)
    return absence


def change_days(
    session: Session, actor: Actor, now: datetime, absence: Absence, from_on: date, to_on: date
) -> None:
    """Other days than were told; the first one stands once it has come.

    A deputy's answer holds for days that lie within the former ones; for others the deputy is asked again.
    Raises Refused.
    """
    person = session.get_one(Person, absence.person_id)
    check_may_set(session, actor, person, now)
    _check_in_force(absence, now)
    _check_days(from_on, to_on, now)
    if (from_on, to_on) == (absence.from_on, absence.to_on):
        raise Refused(Reason.ALREADY)
    if from_on != absence.from_on and min(from_on, absence.from_on) < day_of(now):
        raise Refused(Reason.DATE_PAST)
    within = absence.from_on <= from_on and to_on <= absence.to_on
    absence.from_on, absence.to_on = from_on, to_on
    deputy = session.get(Person, absence.deputy_id) if absence.deputy_id else None
    if deputy is None or absence.deputy_state is DeputyState.DECLINED:
        _days_changed(session, actor, now, absence, "correct_absence")
        _tell_cover(session, now, absence, "uncovered", actor)
    elif within:
        _days_changed(session, actor, now, absence, "correct_absence")
        _news(session, now, absence, deputy, "redated")
    else:
        absence.deputy_state = DeputyState.ASKED
        _days_changed(session, actor, now, absence, "move_absence")
        _ask(session, now, absence, deputy)
    _tell_absent(session, actor, now, absence)


def appoint_deputy(session: Session, actor: Actor, now: datetime, absence: Absence, deputy: Person) -> None:
    """Somebody else is asked to act for the absent. Raises Refused."""
    person = session.get_one(Person, absence.person_id)
    check_may_set(session, actor, person, now)
    _check_in_force(absence, now)
    former = session.get(Person, absence.deputy_id) if absence.deputy_id else None
    if former is not None and former.id == deputy.id:
        raise Refused(Reason.GONE)
    if former is not None and absence.deputy_state is not DeputyState.DECLINED:
        _news(session, now, absence, former, "replaced")
    _set_deputy(absence, person, deputy)
    session.add(absence)
    session.flush()
    _record(session, "appoint_deputy", actor, now, absence)
    _ask(session, now, absence, deputy)
    _refresh(session, now, absence)


def answer_as_deputy(session: Session, now: datetime, person: Person, absence: Absence, agrees: bool) -> None:
    """The deputy agrees, declines, or can no longer: until somebody agrees the head covers. Raises Refused."""
    if absence.deputy_id != person.id:
        raise Refused(Reason.NOT_YOURS)
    _check_in_force(absence, now)
    withdraws = absence.deputy_state is DeputyState.ACCEPTED and not agrees
    if absence.deputy_state is not DeputyState.ASKED and not withdraws:
        raise Refused(Reason.GONE)
    absence.deputy_state = DeputyState.ACCEPTED if agrees else DeputyState.DECLINED
    session.add(absence)
    session.flush()
    _record(session, "agree_to_deputise" if agrees else "decline_to_deputise", acting(person), now, absence)
    _refresh(session, now, absence)
    if not agrees:
        if absence.from_on > day_of(now):
            _news(session, now, absence, session.get_one(Person, absence.person_id), "declined")
        _tell_cover(session, now, absence, "declined")


def come_back(session: Session, actor: Actor, now: datetime, absence: Absence) -> None:
    """Back earlier than planned, or not going at all: what overlaps today ends with it. Raises Refused."""
    person = session.get_one(Person, absence.person_id)
    check_may_set(session, actor, person, now)
    _check_in_force(absence, now)
    for each in in_force(session, person, now):
        if each.id == absence.id or each.from_on <= day_of(now):
            _end(session, actor, now, each)
    _tell_absent(session, actor, now, absence)


def hand_back(
    session: Session,
    now: datetime,
    person: Person,
    absences: list[Absence],
    last_on: date,
    tasks: list[Task],
) -> Notification | None:
    """The first morning back: what was done and what is open, once for absences that followed on another.

    `last_on` is the last day away.
    """
    for absence in absences:
        absence.handed_back_at = now
        session.add(absence)
    session.flush()
    latest = absences[-1]
    _record(session, "hand_back", CLOCK, now, latest, absences=[each.id for each in absences])
    return tell(
        session,
        person.agency_id,
        "hand_back",
        f"hand_back/{latest.id}",
        now,
        person=person,
        tasks=tasks,
        absence=latest.id,
        from_on=min(each.from_on for each in absences).isoformat(),
        last_on=last_on.isoformat(),
    )


def check_may_set(session: Session, actor: Actor, person: Person, now: datetime) -> None:
    """The person, their head or who acts as such, who stands in for them, the admin. Raises Refused."""
    who, today = actor.person, day_of(now)
    if who is None or who.agency_id != person.agency_id:
        raise Refused(Reason.NOT_YOURS)
    is_head = person.unit_id in units_headed(session, who, today)
    cover = stand_in(session, person, today)
    covers = cover is not None and cover.id == who.id
    if not (who.id == person.id or is_head or covers or Role.ADMIN in roles(session, who)):
        raise Refused(Reason.NOT_YOURS)


def _check_days(from_on: date, to_on: date, now: datetime) -> None:
    if to_on < max(from_on, day_of(now)) or (to_on - from_on).days > _LONGEST_DAYS:
        raise Refused(Reason.DATE_PAST)


def _check_in_force(absence: Absence, now: datetime) -> None:
    if absence.ended_at is not None or absence.to_on < day_of(now):
        raise Refused(Reason.GONE)


def _set_deputy(absence: Absence, person: Person, deputy: Person | None) -> None:
    if deputy is not None:
        stranger = deputy.agency_id != person.agency_id or deputy.deactivated_at is not None
        if stranger or deputy.id == person.id:
            raise Refused(Reason.GONE)
    absence.deputy_id = deputy.id if deputy else None
    absence.deputy_state = DeputyState.ASKED


def _days_changed(session: Session, actor: Actor, now: datetime, absence: Absence, change: str) -> None:
    session.add(absence)
    session.flush()
    _record(session, change, actor, now, absence)
    _refresh(session, now, absence)


def in_force(session: Session, person: Person, now: datetime) -> list[Absence]:
    """A person's absences that are neither over nor ended, in the order in which they were entered."""
    found = select(Absence).where(
        Absence.person_id == person.id, col(Absence.ended_at).is_(None), Absence.to_on >= day_of(now)
    )
    return list(session.exec(found.order_by(col(Absence.id))))


def _end(session: Session, actor: Actor, now: datetime, absence: Absence) -> None:
    absence.ended_at = now
    if absence.from_on > day_of(now):
        # Never begun: there is nothing to hand back.
        absence.handed_back_at = now
    session.add(absence)
    session.flush()
    _record(session, "come_back", actor, now, absence)
    _refresh(session, now, absence)
    if absence.deputy_id is not None and absence.deputy_state is not DeputyState.DECLINED:
        _news(session, now, absence, session.get_one(Person, absence.deputy_id), "ended")


def _ask(session: Session, now: datetime, absence: Absence, deputy: Person) -> None:
    key = f"deputy/{absence.id}/{deputy.code}/{now.isoformat()}"
    tell(session, absence.agency_id, "deputy_asked", key, now, person=deputy, absence=absence.id)


def _tell_cover(
    session: Session, now: datetime, absence: Absence, event: str, said_by: Actor | None = None
) -> None:
    """Who acts for the absent while no deputy has agreed, unless it is they who said it."""
    person = session.get_one(Person, absence.person_id)
    cover, by = stand_in(session, person, max(absence.from_on, day_of(now))), _other(said_by, absence)
    if cover is not None and (by is None or by.id != cover.id):
        _news(session, now, absence, cover, event, **({"by": by.id} if by else {}))


def _tell_absent(session: Session, actor: Actor, now: datetime, absence: Absence) -> None:
    """What somebody else said for them, with the buttons to mend it."""
    by = _other(actor, absence)
    if by is not None:
        person = session.get_one(Person, absence.person_id)
        key = f"away_for/{absence.id}/{now.isoformat()}"
        tell(session, absence.agency_id, "away", key, now, person=person, absence=absence.id, by=by.id)


def _other(actor: Actor | None, absence: Absence) -> Person | None:
    """Who said it, where that is not the absent."""
    who = actor.person if actor else None
    return who if who is not None and who.id != absence.person_id else None


def _news(session: Session, now: datetime, absence: Absence, to: Person, event: str, **by: Any) -> None:
    key = f"absence/{absence.id}/{event}/{to.code}/{now.isoformat()}"
    tell(
        session,
        absence.agency_id,
        "absence_news",
        key,
        now,
        person=to,
        absence=absence.id,
        event=event,
        deputy=absence.deputy_id,
        **by,
    )


def _refresh(session: Session, now: datetime, absence: Absence) -> None:
    """Every message about this absence that was sent shows how it stands."""
    sent = session.exec(
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(
            Notification.agency_id == absence.agency_id,
            col(Notification.kind).in_(_KEPT_CURRENT),
            col(Notification.facts)["absence"].as_integer() == absence.id,
        )
    )
    for message, original in sent.all():
        ask_for_edit(session, message, original, now)


def _record(
    session: Session, change: str, actor: Actor, now: datetime, absence: Absence, **further: Any
) -> None:
    """Names both: who is away, and who acts for them."""
    person = session.get_one(Person, absence.person_id)
    deputy = session.get(Person, absence.deputy_id) if absence.deputy_id else None
    facts: dict[str, Any] = {
        "absence": absence.id,
        "person": person.code,
        "from_on": absence.from_on,
        "to_on": absence.to_on,
        "deputy": deputy.code if deputy else None,
    } | further
    record(session, session.get_one(Agency, person.agency_id), change, actor, now, **facts)
