"""Being away: of the whole person, with a deputy who is asked and may decline (docs/design.md, Rules)."""

from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import standings_in
from models.changes.common import ask_for_edits, tell
from models.hearing import told_instead
from models.kinds import Kind
from models.ledger import record
from models.people import person_of, stand_in, units_headed
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.permissions import Standing, may
from models.rules.zone import day_of
from models.tables import Absence, DeputyState, Notification, Person, SentMessage, Task

LONGEST_DAYS = 366
# What is said about an absence and changes with it: to the absent and who said it for them, to the deputy.
_KEPT_CURRENT = (Kind.AWAY, Kind.DEPUTY_ASKED)


def be_absent(act: Act, person: Person, from_on: date, to_on: date, deputy: Person | None) -> Absence:
    """A person, or their head or the admin for them, says from when to when they are away, both days included.

    The deputy is asked; without one, who covers is told; so is the absent, of what another said for them.
    Raises Refused.
    """
    check_may_set(act, person)
    _check_days(from_on, to_on, act.now)
    absence = Absence(
        agency_id=person.agency_id,
        person_id=person.id or 0,
        from_on=from_on,
        to_on=to_on,
        deputy_state=DeputyState.ASKED,
    )
    _set_deputy(absence, person, deputy)
    act.write(absence)
    _record(act, Change.BE_ABSENT, absence)
    if deputy is not None:
        _ask(act, absence, deputy)
    else:
        _tell_cover(act, absence, "uncovered", _other(act, absence))
    _tell_absent(act, absence)
    return absence


def change_days(act: Act, absence: Absence, from_on: date, to_on: date) -> None:
    """Other days than were told; the first one stands once it has come.

    A deputy's answer holds for days that lie within the former ones; for others the deputy is asked again.
    Raises Refused.
    """
    person = act.session.get_one(Person, absence.person_id)
    check_may_set(act, person)
    check_in_force(absence, act.now)
    _check_days(from_on, to_on, act.now)
    if (from_on, to_on) == (absence.from_on, absence.to_on):
        raise Refused(Reason.ALREADY)
    if from_on != absence.from_on and min(from_on, absence.from_on) < act.today:
        raise Refused(Reason.DATE_PAST)
    within = absence.from_on <= from_on and to_on <= absence.to_on
    absence.from_on, absence.to_on = from_on, to_on
    deputy = person_of(act.session, absence.deputy_id)
    if deputy is None or absence.deputy_state is DeputyState.DECLINED:
        _changed(act, absence, Change.CORRECT_ABSENCE)
        _tell_cover(act, absence, "uncovered", _other(act, absence))
    elif within:
        _changed(act, absence, Change.CORRECT_ABSENCE)
        _news(act, absence, deputy, "redated")
    else:
        absence.deputy_state = DeputyState.ASKED
        _changed(act, absence, Change.MOVE_ABSENCE)
        _ask(act, absence, deputy)
    _tell_absent(act, absence)


def appoint_deputy(act: Act, absence: Absence, deputy: Person) -> None:
    """Somebody else is asked to act for the absent. Raises Refused."""
    person = act.session.get_one(Person, absence.person_id)
    check_may_set(act, person)
    check_in_force(absence, act.now)
    former = person_of(act.session, absence.deputy_id)
    if former is not None and former.id == deputy.id:
        raise Refused(Reason.GONE)
    if former is not None and absence.deputy_state is not DeputyState.DECLINED:
        _news(act, absence, former, "replaced")
    _set_deputy(absence, person, deputy)
    _changed(act, absence, Change.APPOINT_DEPUTY)
    _ask(act, absence, deputy)


def answer_as_deputy(act: Act, absence: Absence, agrees: bool) -> None:
    """The deputy agrees, declines, or can no longer: until somebody agrees the head covers. Raises Refused."""
    if absence.deputy_id != act.me.id:
        raise Refused(Reason.NOT_YOURS)
    check_in_force(absence, act.now)
    withdraws = absence.deputy_state is DeputyState.ACCEPTED and not agrees
    if absence.deputy_state is not DeputyState.ASKED and not withdraws:
        raise Refused(Reason.GONE)
    absence.deputy_state = DeputyState.ACCEPTED if agrees else DeputyState.DECLINED
    _changed(act, absence, Change.AGREE_TO_DEPUTISE if agrees else Change.DECLINE_TO_DEPUTISE)
    if not agrees:
        if absence.from_on > act.today:
            _news(act, absence, act.session.get_one(Person, absence.person_id), "declined")
        _tell_cover(act, absence, "declined")


def come_back(act: Act, absence: Absence) -> None:
    """Back earlier than planned, or not going at all: what overlaps today ends with it. Raises Refused."""
    person = act.session.get_one(Person, absence.person_id)
    check_may_set(act, person)
    check_in_force(absence, act.now)
    for each in standing_absences(act.session, person, act.now):
        if each.id == absence.id or each.from_on <= act.today:
            _end(act, each)
    _tell_absent(act, absence)


def hand_back(
    act: Act, person: Person, absences: list[Absence], last_on: date, tasks: list[Task]
) -> Notification | None:
    """The first morning back: what was done and what is open, once for absences that followed on another.

    `last_on` is the last day away.
    """
    for absence in absences:
        absence.handed_back_at = act.now
        act.write(absence)
    latest = absences[-1]
    _record(act, Change.HAND_BACK, latest, absences=[each.id for each in absences])
    return tell(
        act,
        person.agency_id,
        Kind.HAND_BACK,
        f"hand_back/{latest.id}",
        person=person,
        tasks=tasks,
        absence=latest.id,
        from_on=min(each.from_on for each in absences).isoformat(),
        last_on=last_on.isoformat(),
    )


def check_may_set(act: Act, person: Person) -> None:
    """The person, their head or who acts as such, who stands in for them, the admin. Raises Refused."""
    held = set(standings_in(act.session, act.actor, person.agency_id, person.id))
    cover = stand_in(act.session, person, act.today)
    if cover is not None and cover.id == act.me.id:
        held.add(Standing.STAND_IN)
    if person.unit_id in units_headed(act.session, act.me, act.today):
        held.add(Standing.UNIT_HEAD)
    if not may(frozenset(held), Change.BE_ABSENT):
        raise Refused(Reason.NOT_YOURS)


def _check_days(from_on: date, to_on: date, now: datetime) -> None:
    if to_on < max(from_on, day_of(now)) or (to_on - from_on).days > LONGEST_DAYS:
        raise Refused(Reason.DATE_PAST)


def check_in_force(absence: Absence, now: datetime) -> None:
    """Raises Refused once it is over or ended."""
    if absence.ended_at is not None or absence.to_on < day_of(now):
        raise Refused(Reason.GONE)


def _set_deputy(absence: Absence, person: Person, deputy: Person | None) -> None:
    if deputy is not None:
        stranger = deputy.agency_id != person.agency_id or deputy.deactivated_at is not None
        if stranger or deputy.id == person.id:
            raise Refused(Reason.GONE)
    absence.deputy_id = deputy.id if deputy else None
    absence.deputy_state = DeputyState.ASKED


def _changed(act: Act, absence: Absence, change: Change) -> None:
    act.write(absence)
    _record(act, change, absence)
    _refresh(act, absence)


def standing_absences(session: Session, person: Person, now: datetime) -> list[Absence]:
    """A person's absences that are neither over nor ended, in the order in which they were entered."""
    found = select(Absence).where(
        Absence.person_id == person.id, col(Absence.ended_at).is_(None), Absence.to_on >= day_of(now)
    )
    return list(session.exec(found.order_by(col(Absence.id))))


def _end(act: Act, absence: Absence) -> None:
    cover = _covering_unasked(act, absence)
    absence.ended_at = act.now
    if absence.from_on > act.today:
        # Never begun: there is nothing to hand back.
        absence.handed_back_at = act.now
    _changed(act, absence, Change.COME_BACK)
    if absence.deputy_id is not None and absence.deputy_state is not DeputyState.DECLINED:
        _news(act, absence, act.session.get_one(Person, absence.deputy_id), "ended")
    if cover is not None:
        _news(act, absence, cover, "ended")


def _covering_unasked(act: Act, absence: Absence) -> Person | None:
    """Who acts for the absent without having been asked to, and knows so: was told it, or reminded in their
    place."""
    if absence.deputy_state is DeputyState.ACCEPTED:
        return None
    person = act.session.get_one(Person, absence.person_id)
    cover = stand_in(act.session, person, max(absence.from_on, act.today))
    if cover is None or cover.id in (absence.deputy_id, act.person_id):
        return None
    is_told = absence.deputy_id is None or absence.deputy_state is DeputyState.DECLINED
    reminded = told_instead(act.session, person, absence.from_on)
    return cover if is_told or any(told.id == cover.id for _, told in reminded) else None


def _ask(act: Act, absence: Absence, deputy: Person) -> None:
    key = f"deputy/{absence.id}/{deputy.code}/{act.now.isoformat()}"
    tell(act, absence.agency_id, Kind.DEPUTY_ASKED, key, person=deputy, absence=absence.id)


def _tell_cover(act: Act, absence: Absence, event: str, by: Person | None = None) -> None:
    """Who acts for the absent while no deputy has agreed, unless it is they who said it (`by`)."""
    person = act.session.get_one(Person, absence.person_id)
    cover = stand_in(act.session, person, max(absence.from_on, act.today))
    if cover is not None and (by is None or by.id != cover.id):
        _news(act, absence, cover, event, **({"by": by.id} if by else {}))


def _tell_absent(act: Act, absence: Absence) -> None:
    """What somebody else said for them, with the buttons to mend it."""
    by = _other(act, absence)
    if by is not None:
        person = act.session.get_one(Person, absence.person_id)
        key = f"away_for/{absence.id}/{act.now.isoformat()}"
        tell(act, absence.agency_id, Kind.AWAY, key, person=person, absence=absence.id, by=by.id)


def _other(act: Act, absence: Absence) -> Person | None:
    """Who said it, where that is not the absent."""
    who = act.person
    return who if who is not None and who.id != absence.person_id else None


def _news(act: Act, absence: Absence, to: Person, event: str, **by: Any) -> None:
    key = f"absence/{absence.id}/{event}/{to.code}/{act.now.isoformat()}"
    tell(
        act,
        absence.agency_id,
        Kind.ABSENCE_NEWS,
        key,
        person=to,
        absence=absence.id,
        event=event,
        deputy=absence.deputy_id,
        **by,
    )


def _refresh(act: Act, absence: Absence) -> None:
    """Every message about this absence that was sent shows how it stands."""
    sent = act.session.exec(
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(
            Notification.agency_id == absence.agency_id,
            col(Notification.kind).in_(_KEPT_CURRENT),
            col(Notification.facts)["absence"].as_integer() == absence.id,
        )
    )
    ask_for_edits(act, list(sent))


def _record(act: Act, change: Change, absence: Absence, **further: Any) -> None:
    """Names both: who is away, and who acts for them."""
    person = act.session.get_one(Person, absence.person_id)
    deputy = person_of(act.session, absence.deputy_id)
    record(
        act,
        change,
        person,
        absence=absence.id,
        person=person.code,
        from_on=absence.from_on,
        to_on=absence.to_on,
        deputy=deputy.code if deputy else None,
        **further,
    )
