"""What is told around people: an invite to hand on, new roles, work that is somebody else's from now on."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from jobs.messages.attachments import QrCode
from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, Choice, Do, Message, Named, TaskFacts
from jobs.messages.gather import named_if_any, numbered, person_named, unit_name
from jobs.messages.morning import tasks_of
from jobs.messages.offers import numbers
from models.changes.joining import spelled
from models.installation import bot_link
from models.kinds import Kind
from models.tables import Adjustment, Invite, Notification, Person, Requirement, Role


class Side(StrEnum):
    """What the reader is to work that moved: has it now, had it, heads the unit."""

    TO = "to"
    FROM = "from"
    HEAD = "head"


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

    @property
    def is_listed(self) -> bool:
        """To who has it now, and to a head who is to assign it; the others only hear of it."""
        return self.side is Side.TO or (self.side is Side.HEAD and self.new is None)


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
    titles = [session.get_one(Requirement, each).title for each in row.facts["requirements"]]
    tasks = numbered(session, linked[:PER_SCREEN], now)
    made = WorkMoved(
        now=now,
        side=Side(row.facts["side"]),
        old=named_if_any(session, row.facts["old"]),
        new=named_if_any(session, row.facts["new"]),
        tasks=tuple(tasks),
        more=len(linked) - len(tasks),
        requirements=tuple(titles),
        later=row.facts["later"],
        fresh=named_if_any(session, row.facts.get("fresh")),
    )
    return replace(made, choices=numbers(tasks)) if made.is_listed else made


@dataclass(frozen=True, kw_only=True)
class Given(Message):
    """What somebody (`by`) gave to people of a unit, or settled for them, in a day: to its head. To who gave it in
    words: what that was, taken back as one press says."""

    now: datetime
    by: Named
    tasks: tuple[tuple[int, TaskFacts], ...]
    more: int


@composes(Kind.GIVEN)
def given(session: Session, row: Notification, now: datetime) -> Given:
    linked = tasks_of(session, row)
    tasks = numbered(session, linked[:PER_SCREEN], now)
    made = [session.get_one(Adjustment, each) for each in row.facts.get("adjustments", ())]
    undo = tuple((_undo(session, each, len(made)),) for each in made if each.taken_back_at is None)
    return Given(
        choices=numbers(tasks) + undo,
        now=now,
        by=person_named(session, row.facts["by"]),
        tasks=tuple(tasks),
        more=len(linked) - len(tasks),
    )


def _undo(session: Session, made: Adjustment, several: int) -> Choice:
    """Of several it names to whom it was given."""
    to = session.get_one(Person, made.after["person"]).full_name if several > 1 else ""
    return Choice(Do.TAKE_BACK, (made.id or 0,), name=to)
