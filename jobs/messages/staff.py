"""What is told around people: an invite to hand on, new roles, work that is somebody else's from now on."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from jobs.messages.attachments import QrCode
from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, Message, Named, TaskFacts
from jobs.messages.gather import named_if_any, numbered, person_named, standing_in, unit_name
from jobs.messages.morning import tasks_of
from jobs.messages.offers import numbers
from jobs.messages.undoing import undoing
from models.changes.joining import spelled
from models.installation import bot_link
from models.kinds import Kind
from models.people import away_for, responsible
from models.rules.zone import day_of
from models.tables import Invite, Notification, Person, Requirement, Role, Task


class Side(StrEnum):
    """What the reader is to work that moved: has it now, had it, heads the unit, covers for who has it and is away,
    need not any more."""

    TO = "to"
    FROM = "from"
    HEAD = "head"
    COVER = "cover"
    OFF = "off"


@dataclass(frozen=True, kw_only=True)
class InviteMade(Message):
    """To who invited: the code as it is typed, the link that a QR code holds too ("" while the bot has not met
    Telegram)."""

    full_name: str
    unit: str
    code: str
    link: str
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class RolesChanged(Message):
    gained: tuple[Role, ...]
    lost: tuple[Role, ...]


@dataclass(frozen=True, kw_only=True)
class WorkMoved(Message):
    """`old` and `new`: who had and has it, None for nobody; as many open tasks as a screen holds, and the titles
    of requirements from now on, `later`: from the next period on."""

    now: datetime
    side: Side
    old: Named | None
    new: Named | None
    tasks: tuple[tuple[int, TaskFacts], ...]
    more: int
    requirements: tuple[str, ...]
    later: bool = False
    # There was no such work before; who gave it.
    fresh: Named | None = None
    # It went back to several people.
    mixed: bool = False
    # For whom the reader covers, or need not any more, and until when.
    absent: Named | None = None
    to_on: date | None = None

    @property
    def is_listed(self) -> bool:
        """To who has it now or covers for them, and to a head who is to assign it; the others only hear of it."""
        return self.side in (Side.TO, Side.COVER) or (self.side is Side.HEAD and self.new is None)


@composes(Kind.INVITE_MADE)
def invite_made(session: Session, row: Notification, now: datetime) -> InviteMade | None:
    """None once the code is forgotten: it is shown once."""
    code = row.facts.get("secret")
    if code is None:
        return None
    invite = session.get_one(Invite, row.facts["invite"])
    person = session.get_one(Person, invite.person_id)
    link = bot_link(session, code)
    return InviteMade(
        picture=QrCode(link) if link else None,
        full_name=person.full_name,
        unit=unit_name(session, person),
        code=spelled(code),
        link=link,
        expires_at=invite.expires_at,
    )


@composes(Kind.ROLES_CHANGED)
def roles_changed(session: Session, row: Notification, now: datetime) -> RolesChanged:
    return RolesChanged(
        gained=tuple(Role(each) for each in row.facts["gained"]),
        lost=tuple(Role(each) for each in row.facts["lost"]),
    )


@composes(Kind.WORK_MOVED)
def work_moved(session: Session, row: Notification, now: datetime) -> WorkMoved:
    linked = tasks_of(session, row)
    given = [session.get_one(Requirement, each) for each in row.facts["requirements"]]
    side, new, to_on = Side(row.facts["side"]), row.facts["new"], row.facts.get("to_on")
    if side is Side.TO and not row.facts["later"]:
        side, new, linked, given = _still_theirs(session, row, linked, given)
    titles = [each.title for each in given]
    tasks = numbered(session, linked[:PER_SCREEN], now)
    made = WorkMoved(
        now=now,
        side=side,
        old=named_if_any(session, row.facts["old"]),
        new=named_if_any(session, new),
        tasks=tuple(tasks),
        more=len(linked) - len(tasks),
        requirements=tuple(titles),
        later=row.facts["later"],
        fresh=named_if_any(session, row.facts.get("fresh")),
        mixed=row.facts.get("mixed", False),
        absent=named_if_any(session, row.facts.get("absent")),
        to_on=date.fromisoformat(to_on) if to_on else None,
    )
    return replace(made, choices=numbers(tasks)) if made.is_listed else made


def _still_theirs(
    session: Session, row: Notification, linked: list[tuple[int, Task]], given: list[Requirement]
) -> tuple[Side, int | None, list[tuple[int, Task]], list[Requirement]]:
    """What of the work that somebody was given is theirs still; where nothing is, whose all of it is now."""
    new = row.facts["new"]
    officers = {number: responsible(session, task) for number, task in linked}
    tasks = [(number, task) for number, task in linked if (now := officers[number]) and now.id == new]
    requirements = [each for each in given if each.responsible_id == new]
    if tasks or requirements:
        return Side.TO, new, tasks, requirements
    return Side.FROM, _whose_now(officers.values(), given), linked, given


def _whose_now(officers: Iterable[Person | None], given: list[Requirement]) -> int | None:
    """None where it is nobody's, or not all of one person."""
    ids = {each.id if each else None for each in officers} or {each.responsible_id for each in given}
    return ids.pop() if len(ids) == 1 else None


@dataclass(frozen=True)
class AwayUntil:
    """Whose task it is now is away until the end of a day; who covers, None for nobody."""

    to_on: date
    cover: Named | None


@dataclass(frozen=True, kw_only=True)
class Given(Message):
    """What somebody (`by`) gave to people of a unit, or settled for them, in a day: to its head. To who gave it in
    words: what that was, taken back as one press says. `away`, by number."""

    now: datetime
    by: Named
    tasks: tuple[tuple[int, TaskFacts], ...]
    more: int
    away: dict[int, AwayUntil] = field(default_factory=dict)


@composes(Kind.GIVEN)
def given(session: Session, row: Notification, now: datetime) -> Given:
    linked = tasks_of(session, row)
    tasks = numbered(session, linked[:PER_SCREEN], now)
    return Given(
        away={
            number: away for number, task in linked[:PER_SCREEN] if (away := away_until(session, task, now))
        },
        choices=numbers(tasks) + undoing(session, row),
        now=now,
        by=person_named(session, row.facts["by"]),
        tasks=tuple(tasks),
        more=len(linked) - len(tasks),
    )


def away_until(session: Session, task: Task, now: datetime) -> AwayUntil | None:
    """Where whoever has a task is away now, or when it is due."""
    officer = responsible(session, task)
    away = away_for(session, officer, task, day_of(now)) if officer is not None else None
    return AwayUntil(away.absence.to_on, standing_in(session, away.cover)) if away is not None else None
