"""What is kept of the reader, as facts; their own copy of it; what they asked an admin; files that go."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message
from jobs.messages.gather import reader_of, unit_name, waiting_files
from jobs.privacy import Held, OwnData, held_of, own_data
from models.changes.own_data import open_requests
from models.kinds import Kind
from models.people import holding
from models.retention import Limit, limit_of
from models.tables import Agency, DataRequest, Notification, Person, Role


@dataclass(frozen=True, kw_only=True)
class Privacy(Message):
    """What is kept of the reader, whom to ask, and until when they are answered who have asked already."""

    held: tuple[Held, ...]
    admins: tuple[str, ...]
    asked: tuple[date, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnCopy(Message):
    """A file of all that is kept of the reader, which is made when it is sent."""

    data: OwnData


@dataclass(frozen=True, kw_only=True)
class AboutRequest(Message):
    """To an admin: somebody `asked`, it is the `last_day`, somebody `renamed` themselves; to who asked: it was
    `answered`. `words` None where they were blanked."""

    event: str
    full_name: str
    code: str
    unit: str
    words: str | None = None
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class LooseFilesGo(Message):
    """Files that belong to no task are deleted on a day; `days`: so long such files are kept."""

    file_names: tuple[str, ...]
    on: date
    days: int


@composes(Kind.PRIVACY)
def privacy(session: Session, row: Notification, now: datetime) -> Privacy:
    person, agency = reader_of(session, row), session.get_one(Agency, row.agency_id)
    return Privacy(
        choices=((Choice(Do.OWN_COPY),), (Choice(Do.FORM_START, ("own_data",)),)),
        held=held_of(session, person),
        admins=tuple(each.full_name for each in holding(session, row.agency_id, Role.ADMIN)),
        asked=tuple(each.answer_by for each in open_requests(session, agency, person)),
    )


@composes(Kind.OWN_COPY)
def own_copy(session: Session, row: Notification, now: datetime) -> OwnCopy:
    return OwnCopy(data=own_data(session, reader_of(session, row)))


@composes(Kind.DATA_REQUEST)
def about_request(session: Session, row: Notification, now: datetime) -> AboutRequest:
    request = session.get(DataRequest, row.facts.get("request", 0))
    person = session.get_one(Person, request.person_id if request else row.facts["about"])
    event = row.facts["event"]
    waits = request is not None and request.answered_at is None and event != "answered"
    return AboutRequest(
        choices=((Choice(Do.DATA_ANSWERED, (row.facts["request"],)),),) if waits else (),
        event=event,
        full_name=person.full_name,
        code=person.code,
        unit=unit_name(session, person),
        words=request.words if request else None,
        answer_by=request.answer_by if request else None,
    )


@composes(Kind.LOOSE_FILES)
def loose_files_go(session: Session, row: Notification, now: datetime) -> LooseFilesGo | None:
    """None once none of them waits any more."""
    waiting = waiting_files(session, row.facts["loose"])
    if not waiting:
        return None
    return LooseFilesGo(
        file_names=tuple(each.file_name for each in waiting),
        on=date.fromisoformat(row.facts["on"]),
        days=limit_of(session.get_one(Agency, row.agency_id), Limit.LOOSE_FILES),
    )
