"""The clerk's list, as facts: what lies where, and the buttons that say "issued"."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, TaskFacts
from jobs.messages.gather import named, task_facts
from jobs.messages.morning import PER_SCREEN, tasks_of
from models.kinds import Kind
from models.rules.lifecycle import ACTIVE
from models.rules.reading import Place
from models.tables import Notification, Person


@dataclass(frozen=True, kw_only=True)
class ClerkList(Message):
    """Documents to be issued, numbered, each with the place where it lies; issued ones show as such."""

    documents: tuple[tuple[int, TaskFacts], ...]


@composes(Kind.CLERK_LIST)
def clerk_list(session: Session, row: Notification, now: datetime) -> ClerkList:
    reader = session.get_one(Person, row.person_id)
    listed = tasks_of(session, row)[:PER_SCREEN]
    waiting = [
        (Choice(Do.ISSUED, (task.id or 0,), number),)
        for number, task in listed
        if task.state in ACTIVE and task.place is not Place.ISSUED
    ]
    return ClerkList(
        reader=named(reader),
        choices=tuple(waiting),
        documents=tuple((number, task_facts(session, task, now)) for number, task in listed),
    )
