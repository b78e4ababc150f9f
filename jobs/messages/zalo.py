"""A list once more, to be copied to where Telegram does not reach: units and posts, no people, no buttons."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes, made_of
from jobs.messages.facts import Message
from models.kinds import Kind
from models.tables import Notification

_COPIED = frozenset(
    {
        Kind.LEADER_WEEK,
        Kind.UNIT_LIST,
        Kind.DIGEST,
        Kind.OUTAGE,
        Kind.TRIAGE,
        Kind.COVERAGE,
        Kind.CONNECTIONS,
    }
)


@dataclass(frozen=True, kw_only=True)
class ZaloCopy(Message):
    """To who asked for it; `of`: the message that is copied, with all that it knows."""

    of: Message


@composes(Kind.ZALO_COPY)
def zalo_copy(session: Session, row: Notification, now: datetime) -> ZaloCopy | None:
    """Of the message that the row names as its source; None where it would say nothing any more."""
    source = session.get_one(Notification, row.facts["source"])
    of = copied(session, source, now)
    return ZaloCopy(of=of) if of is not None else None


def copied(session: Session, row: Notification, now: datetime) -> Message | None:
    """What a copy of this message is made of; None of a kind that is not copied, or has become moot.

    An old message lists the tasks that it listed, under its own numbers, each as it stands now; what lists no
    tasks (connections, what the catalogue lacks) is looked up anew.
    """
    return made_of(session, row, now) if row.kind in _COPIED else None
