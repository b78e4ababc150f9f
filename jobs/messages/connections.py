"""Who is reached by Telegram, as facts: `/ketnoi`."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import TO_ZALO, Choice, Do, Message, Named, Rows
from jobs.messages.gather import named, reader_of
from jobs.messages.offers import paged, to_people
from models import connections as links
from models.administering import may_do
from models.connections import Connection, Link
from models.kinds import Kind
from models.rules.permissions import Seeing
from models.rules.zone import day_of
from models.tables import Notification, Person


@dataclass(frozen=True)
class Reached:
    """One person: how they are linked and since when, the last message delivered and the last sign of them."""

    full_name: str
    unit: str | None
    link: Link
    phone: str
    since: date | None
    invited_until: date | None
    delivered_on: date | None
    heard_on: date | None
    silent: int
    deputy: bool
    away_until: date | None
    stand_in: Named | None


@dataclass(frozen=True, kw_only=True)
class Connections(Message):
    """The people under the reader, unit by unit, the most urgent first, a page of them.

    `counts`: how many people of all pages are linked how, by unit, in the order of the units."""

    now: datetime
    people: tuple[Reached, ...]
    counts: dict[str | None, dict[Link, int]]


@dataclass(frozen=True, kw_only=True)
class AwayFor(Message):
    """Whose absence the reader may say, by name."""


@composes(Kind.AWAY_FOR)
def away_for(session: Session, row: Notification, now: datetime) -> AwayFor:
    shown, turning = paged(row, links.others_under(session, reader_of(session, row), day_of(now)))
    return AwayFor(choices=to_people(Do.AWAY_FOR, shown) + turning)


@composes(Kind.CONNECTIONS)
def connections(session: Session, row: Notification, now: datetime) -> Connections:
    """As they are now; nobody, for a reader who no longer heads anything."""
    reader = reader_of(session, row)
    found = [_reached(each) for each in links.connections(session, reader, now)]
    shown, turning = paged(row, found)
    counts: dict[str | None, dict[Link, int]] = defaultdict(Counter)
    for each in found:
        counts[each.unit][each.link] += 1
    return Connections(
        choices=turning + _buttons(session, reader, day_of(now)) if found else (),
        now=now,
        people=tuple(shown),
        counts=counts,
    )


def _reached(each: Connection) -> Reached:
    return Reached(
        full_name=each.person.full_name,
        unit=each.unit.short if each.unit else None,
        link=each.link,
        phone=each.person.phone,
        since=each.since,
        invited_until=each.invited_until,
        delivered_on=each.delivered_on,
        heard_on=each.heard_on,
        silent=each.silent,
        deputy=each.deputy,
        away_until=each.away_until,
        stand_in=named(each.stand_in),
    )


def _buttons(session: Session, reader: Person, today: date) -> Rows:
    """What the catalogue lacks is for admins only."""
    gaps: Rows = ((Choice(Do.COVERAGE),),) if may_do(session, reader, Seeing.COVERAGE, today) else ()
    return (*for_somebody(session, reader, today), *gaps, *TO_ZALO)


def for_somebody(session: Session, reader: Person, today: date) -> Rows:
    """The way to say somebody else's absence, where there is anybody under the reader."""
    return ((Choice(Do.AWAY_FOR),),) if links.others_under(session, reader, today) else ()
