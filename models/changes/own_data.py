"""People mend what is kept of them, or ask an admin to (Law 91/2025/QH15 art. 4; an answer within two working days:
NĐ 356/2025/NĐ-CP, second hand)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from models.actor import Act
from models.administering import check_in
from models.calendar import working_calendar
from models.changes.common import tell
from models.changes.forgetting import follow_name
from models.changes.request_telling import redraw_requests
from models.kinds import Kind
from models.ledger import digest, record
from models.people import holding, reached
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Agency, DataRequest, Person, Role

_WAITING = (
    select(DataRequest)
    .where(DataRequest.agency_id == bindparam("agency"), col(DataRequest.answered_at).is_(None))
    .order_by(col(DataRequest.id))
)
# Within so many working days a request is answered.
ANSWER_DAYS = 2
_MENDED = ("full_name", "address", "phone")


def correct_own(act: Act, **wanted: str) -> None:
    """Who acts puts right their name, form of address or telephone; admins hear of a new name. Raises Refused:
    NO_CHANGE."""
    person = act.me
    changed = [name for name in _MENDED if name in wanted and (getattr(person, name) or "") != wanted[name]]
    if not changed:
        raise Refused(Reason.NO_CHANGE)
    former = person.full_name
    for name in changed:
        setattr(person, name, wanted[name])
    act.write(person)
    if "full_name" in changed:
        follow_name(act, person, former)
    entry = record(act, Change.CORRECT_OWN, person, person=person.code, changed=changed)
    if "full_name" in changed:
        _tell_admins(act, person, f"renamed/{entry.seq}", event="renamed", about=person.id)


def ask_about_data(act: Act, words: str) -> DataRequest:
    """Who acts asks the admins to mend what they cannot mend themselves; the admins hear at once."""
    person = act.me
    request = DataRequest(
        agency_id=person.agency_id,
        person_id=person.id or 0,
        words=words,
        words_sha256=digest(words),
        asked_at=act.now,
        answer_by=working_calendar(act.session, person.agency_id).shift(act.today, ANSWER_DAYS),
    )
    act.write(request)
    record(
        act,
        Change.ASK_ABOUT_DATA,
        person,
        request=request.id,
        words_sha256=request.words_sha256,
        answer_by=request.answer_by,
    )
    _tell_admins(act, person, f"asked/{request.id}", event="asked", request=request.id)
    return request


def answer_about_data(act: Act, request: DataRequest) -> None:
    """An admin has done what was asked, or said why not; who asked is told. Raises Refused: NOT_YOURS, GONE."""
    check_in(act, request.agency_id, Change.ANSWER_ABOUT_DATA)
    if request.answered_at is not None:
        raise Refused(Reason.GONE)
    request.answered_at, request.answered_by_id = act.now, act.person_id
    act.write(request)
    person = act.session.get_one(Person, request.person_id)
    record(act, Change.ANSWER_ABOUT_DATA, person, person=person.code, request=request.id)
    key = f"{Kind.DATA_REQUEST}/answered/{request.id}"
    redraw_requests(act, person)
    tell(act, person.agency_id, Kind.DATA_REQUEST, key, person=person, event="answered", request=request.id)


def remind_of_requests(act: Act, agency: Agency) -> None:
    """On the last day admins hear once more of what is not answered."""
    for request in open_requests(act.session, agency):
        if request.answer_by <= act.today:
            person = act.session.get_one(Person, request.person_id)
            _tell_admins(act, person, f"last/{request.id}", event="last_day", request=request.id)


def open_requests(session: Session, agency: Agency, person: Person | None = None) -> Sequence[DataRequest]:
    """What waits for an answer, of one person or of all, oldest first."""
    found = session.exec(_WAITING, params={"agency": agency.id}).all()
    return [each for each in found if person is None or each.person_id == person.id]


def _tell_admins(act: Act, person: Person, what: str, **facts: Any) -> None:
    for admin in reached(act.session, holding(act.session, person.agency_id, Role.ADMIN), act.today):
        key = f"{Kind.DATA_REQUEST}/{what}/{admin.code}"
        tell(act, person.agency_id, Kind.DATA_REQUEST, key, person=admin, **facts)
