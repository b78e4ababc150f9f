"""The clerk's list, as facts: what lies where, and the buttons that say "issued"."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, TaskFacts
from jobs.messages.gather import numbered
from jobs.messages.morning import tasks_of
from jobs.messages.offers import paged
from models.kinds import Kind
from models.rules.lifecycle import ACTIVE
from models.rules.reading import Place
from models.tables import Notification


@dataclass(frozen=True, kw_only=True)
class ClerkList(Message):
    """Documents to be issued, numbered, each with the place where it lies; issued ones show as such; a page
    of `total`."""

    total: int
    documents: tuple[tuple[int, TaskFacts], ...]


@composes(Kind.CLERK_LIST)
def clerk_list(session: Session, row: Notification, now: datetime) -> ClerkList:
    every = tasks_of(session, row)
    listed, turning = paged(row, every)
    waiting = [
        (Choice(Do.ISSUED, (task.id or 0,), number),)
        for number, task in listed
        if task.state in ACTIVE and task.place is not Place.ISSUED
    ]
    return ClerkList(
        choices=(*waiting, *turning),
        total=len(every),
        documents=tuple(numbered(session, listed, now)),
    )
