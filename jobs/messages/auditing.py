"""What should have happened and did not, as facts."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, Message, Named
from jobs.messages.gather import named
from models.kinds import Kind
from models.lapses import Found, Lapse, lapses
from models.tables import Agency, Notification, Requirement


@dataclass(frozen=True)
class LapseFacts:
    """One lapse since a moment: what the task is called, who should have been told, of a step its name."""

    lapse: Lapse
    since: datetime
    task: str | None
    person: Named | None
    step: str


@dataclass(frozen=True, kw_only=True)
class Audit(Message):
    """To the admin: what the program should have done and has not, the oldest first."""

    lapses: tuple[LapseFacts, ...]
    more: int = 0


@composes(Kind.AUDIT)
def audit(session: Session, row: Notification, now: datetime) -> Audit | None:
    """What still stands of what was found; None when nothing does."""
    agency = session.get_one(Agency, row.agency_id)
    found = [each for each in lapses(session, agency, now) if each.key in row.facts["found"]]
    if not found:
        return None
    shown = found[:PER_SCREEN]
    return Audit(
        lapses=tuple(_facts(session, each) for each in shown),
        more=len(found) - len(shown),
    )


def _facts(session: Session, found: Found) -> LapseFacts:
    task = found.task
    return LapseFacts(
        lapse=found.lapse,
        since=found.since,
        task=session.get_one(Requirement, task.requirement_id).short if task else None,
        person=named(found.person),
        step=found.what,
    )
