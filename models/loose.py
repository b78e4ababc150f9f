"""Files that belong to no task: who sent how many, which were put aside, and of which their sender was told that
they go."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, col, func, select

from models.kinds import Kind
from models.retention import Limit, limit_of
from models.tables import Agency, Evidence, Notification, Person

_MEGABYTE = 1_000_000
_TOLD = select(Notification.facts, Notification.created_at).where(
    Notification.agency_id == bindparam("agency"),
    # As the keys of such messages begin: found by the index.
    Notification.key > f"{Kind.LOOSE_FILES}/",
    Notification.key < f"{Kind.LOOSE_FILES}0",
)


@dataclass(frozen=True)
class Room:
    """How many files, and bytes, one person may still leave unplaced."""

    files: int
    bytes: int

    def takes(self, size: int) -> bool:
        return self.files > 0 and size <= self.bytes


def loose(session: Session, agency: Agency) -> list[Evidence]:
    """Those that wait to be placed, oldest first."""
    waiting = select(Evidence).where(Evidence.agency_id == agency.id, *_is_loose())
    return list(session.exec(waiting.order_by(col(Evidence.received_at), col(Evidence.id))))


def discarded(session: Session, agency: Agency) -> list[Evidence]:
    """Those that count for nothing: sent by mistake, of no task, or held back from one and never sent."""
    aside = select(Evidence).where(
        Evidence.agency_id == agency.id,
        col(Evidence.withdrawn_at).is_not(None),
        col(Evidence.deleted_at).is_(None),
        col(Evidence.item_id).is_(None),
        col(Evidence.confirmation_id).is_(None),
        Evidence.media_type != "",
    )
    return list(session.exec(aside.order_by(col(Evidence.id))))


def room_of(session: Session, person: Person) -> Room:
    """What is left of a person's share."""
    agency = session.get_one(Agency, person.agency_id)
    own = select(func.count(), func.coalesce(func.sum(col(Evidence.size)), 0)).where(
        Evidence.person_id == person.id, *_is_loose()
    )
    count, size = session.exec(own).one()
    return Room(
        limit_of(agency, Limit.LOOSE_COUNT) - count,
        limit_of(agency, Limit.LOOSE_MEGABYTES) * _MEGABYTE - size,
    )


def told_of_loose(session: Session, agency: Agency) -> dict[int, datetime]:
    """When the sender of each file was told that it goes, by its id."""
    told = session.exec(_TOLD, params={"agency": agency.id})
    return {each: moment for facts, moment in told for each in facts["loose"]}


def _is_loose() -> tuple[ColumnElement[bool] | bool, ...]:
    return (
        col(Evidence.task_id).is_(None),
        col(Evidence.withdrawn_at).is_(None),
        Evidence.media_type != "",
    )
