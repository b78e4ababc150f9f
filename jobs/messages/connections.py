"""Who is reached by Telegram, as facts: `/ketnoi`."""

from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import TO_ZALO, Choice, Do, Message, Named, Rows
from jobs.messages.gather import named, pages
from jobs.messages.morning import PER_SCREEN
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
    reader = session.get_one(Person, row.person_id)
    people = links.others_under(session, reader, day_of(now))
    page, count = _page(row, len(people))
    shown = people[page * PER_SCREEN : (page + 1) * PER_SCREEN]
    return AwayFor(
        reader=named(reader),
        choices=(
            *((Choice(Do.AWAY_FOR, (each.id or 0,), name=each.full_name),) for each in shown),
            *pages(row, page, count),
        ),
    )


@composes(Kind.CONNECTIONS)
def connections(session: Session, row: Notification, now: datetime) -> Connections:
    """As they are now; nobody, for a reader who no longer heads anything."""
    reader = session.get_one(Person, row.person_id)
    found = [_reached(each) for each in links.connections(session, reader, now)]
    page, count = _page(row, len(found))
    counts: dict[str | None, dict[Link, int]] = {}
    for each in found:
        unit = counts.setdefault(each.unit, {})
        unit[each.link] = unit.get(each.link, 0) + 1
    return Connections(
        reader=named(reader),
        choices=pages(row, page, count) + _buttons(session, reader, day_of(now)) if found else (),
        now=now,
        people=tuple(found[page * PER_SCREEN : (page + 1) * PER_SCREEN]),
        counts=counts,
    )


def _page(row: Notification, length: int) -> tuple[int, int]:
    """The page to show, and how many there are: the list may have become shorter since it was turned."""
    count = max(1, ceil(length / PER_SCREEN))
    return min(row.facts.get("page", 0), count - 1), count


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
