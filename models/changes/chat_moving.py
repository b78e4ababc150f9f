"""A chat goes on under another id: the person is followed there."""

from sqlmodel import select

from models.actor import Act
from models.ledger import record
from models.rules.lifecycle import Change
from models.tables import Person


def follow_chat(act: Act, chat_id: int, moved_to: int) -> bool:
    """Telegram says that a chat has another id now. Returns False where that is somebody else's chat already."""
    taken = act.session.exec(select(Person.id).where(Person.chat_id == moved_to)).first()
    if taken is not None:
        return False
    person = act.session.exec(select(Person).where(Person.chat_id == chat_id)).first()
    if person is not None:
        person.chat_id = moved_to
        act.session.add(person)
        record(act, Change.CHAT_MOVED, person, person=person.code)
    return True
