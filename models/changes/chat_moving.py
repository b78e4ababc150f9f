"""A chat goes on under another id: the person is followed there."""

from datetime import datetime

from sqlmodel import Session, select

from models.actor import CLOCK
from models.ledger import record
from models.tables import Agency, Person


def follow_chat(session: Session, now: datetime, chat_id: int, moved_to: int) -> bool:
    """Telegram says that a chat has another id now. Returns False where that is somebody else's chat already."""
    taken = session.exec(select(Person.id).where(Person.chat_id == moved_to)).first()
    if taken is not None:
        return False
    person = session.exec(select(Person).where(Person.chat_id == chat_id)).first()
    if person is not None:
        person.chat_id = moved_to
        session.add(person)
        agency = session.get_one(Agency, person.agency_id)
        record(session, agency, "chat_moved", CLOCK, now, person=person.code)
    return True
