"""Whom Telegram reaches: who has joined, was invited, is silent, blocked or away, and the last sign of them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from models.administering import everywhere
from models.hearing import Silence, last_heard, silences
from models.people import absence_of, stand_in, units_headed, unreachable
from models.rules.zone import day_of
from models.tables import Invite, Person, SentMessage, Unit


class Link(IntEnum):
    """How well a person can be reached, the most urgent first."""

    BLOCKED = 0
    SILENT = 1
    NEVER_INVITED = 2
    INVITE_EXPIRED = 3
    INVITED = 4
    JOINED = 5


@dataclass(frozen=True)
class Connection:
    """One person; `unit` None outside all units. `invited_until`: the last day of the latest unspent invite;
    `since`: blocked since; `silent`: working days without an answer; `deputy`: whether one stands ready."""

    person: Person
    unit: Unit | None
    link: Link
    since: date | None
    invited_until: date | None
    delivered_on: date | None
    heard_on: date | None
    silent: int
    deputy: bool
    away_until: date | None
    stand_in: Person | None


def people_under(session: Session, reader: Person, today: date) -> list[Person]:
    """The active people whose connections and absences are this reader's business: to an admin the agency's, to
    who heads units, or stands in for their head, those units'; else nobody's. In order of their codes."""
    active = _active(reader)
    if not everywhere(session, reader):
        active = active.where(col(Person.unit_id).in_(units_headed(session, reader, today)))
    return list(session.exec(active))


def colleagues_of(session: Session, person: Person) -> list[Person]:
    """All others who are active in the agency, in order of their codes."""
    return list(session.exec(_active(person).where(Person.id != person.id)))


def _active(person: Person) -> SelectOfScalar[Person]:
    here = select(Person).where(Person.agency_id == person.agency_id, col(Person.deactivated_at).is_(None))
    return here.order_by(Person.code)


def others_under(session: Session, reader: Person, today: date) -> list[Person]:
    """The same without the reader."""
    return [each for each in people_under(session, reader, today) if each.id != reader.id]


def connections(session: Session, reader: Person, now: datetime) -> list[Connection]:
    """How the people under a reader are reached, unit by unit: the unit with the most urgent person first, within
    it the most urgent first."""
    people = people_under(session, reader, day_of(now))
    heard_on, silent = last_heard(session, people), silences(session, people, now)
    found = [
        _connection(session, each, now, heard_on.get(each.id or 0), silent.get(each.id or 0))
        for each in people
    ]
    worst: dict[int | None, tuple[int, str]] = {}
    for each in found:
        unit_id, key = each.person.unit_id, (each.link.value, each.unit.code if each.unit else "")
        worst[unit_id] = min(worst.get(unit_id, key), key)
    return sorted(
        found, key=lambda each: (worst[each.person.unit_id], each.link, each.deputy, each.person.code)
    )


def _connection(
    session: Session, person: Person, now: datetime, heard_on: date | None, silent: Silence | None
) -> Connection:
    today, invite = day_of(now), _invite(session, person)
    absence = absence_of(session, person, today)
    return Connection(
        person=person,
        unit=session.get(Unit, person.unit_id) if person.unit_id else None,
        link=_link(person, invite, silent is not None, now),
        since=day_of(person.blocked_at) if person.blocked_at else None,
        invited_until=day_of(invite.expires_at) if invite else None,
        delivered_on=_delivered_on(session, person),
        heard_on=heard_on,
        silent=len(silent.days) if silent else 0,
        deputy=person.deputy_id is not None,
        away_until=absence.to_on if absence else None,
        stand_in=stand_in(session, person, today) if absence else None,
    )


def _link(person: Person, invite: Invite | None, silent: bool, now: datetime) -> Link:
    if person.chat_id is None:
        if invite is None:
            return Link.NEVER_INVITED
        return Link.INVITE_EXPIRED if invite.expires_at < now else Link.INVITED
    if unreachable(person) is not None:
        return Link.BLOCKED
    return Link.SILENT if silent else Link.JOINED


def _invite(session: Session, person: Person) -> Invite | None:
    """The invite that a person without a chat holds and has not used."""
    unspent = select(Invite).where(Invite.person_id == person.id, col(Invite.spent_at).is_(None))
    return session.exec(unspent.order_by(col(Invite.expires_at).desc())).first()


def _delivered_on(session: Session, person: Person) -> date | None:
    """The day of the last message that Telegram accepted for this person."""
    sent = select(func.max(SentMessage.sent_at)).where(SentMessage.person_id == person.id)
    moment = session.exec(sent).one()
    return day_of(moment) if moment else None
