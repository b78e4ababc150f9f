"""Whether a person can be reached: blocked, back again, or the chat taken away."""

from sqlmodel import Session

from models.actor import Act, acting
from models.administering import check_in
from models.changes.common import tell
from models.kinds import Kind
from models.ledger import record
from models.people import holding
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Person, Role


def blocked(act: Act, person: Person) -> bool:
    """Telegram says that this person blocked the bot. Returns False when that is known."""
    if person.blocked_at is not None:
        return False
    person.blocked_at = act.now
    act.session.add(person)
    record(act, Change.BLOCKED, person, person=person.code)
    return True


def back(act: Act, person: Person) -> None:
    """A blocked person wrote or unblocked."""
    if person.blocked_at is not None:
        person.blocked_at = None
        act.session.add(person)
        record(act.by(acting(person)), Change.UNBLOCKED, person, person=person.code)


def unlink(act: Act, person: Person) -> int:
    """An admin takes the chat away from a person it does not belong to, and the chat is told; returns that chat.

    Raises Refused.
    """
    check_in(act, person.agency_id, Change.UNLINK)
    if person.chat_id is None:
        raise Refused(Reason.GONE)
    check_admin_stays(act.session, person)
    chat_id, person.chat_id, person.joined_at = person.chat_id, None, None
    act.session.add(person)
    key = f"unlinked/{person.code}/{record(act, Change.UNLINK, person, person=person.code).seq}"
    tell(act, person.agency_id, Kind.TOLD, key, chat_id=chat_id, direct=True, notice="unlinked")
    return chat_id


def check_admin_stays(session: Session, person: Person) -> None:
    """Without this person some admin must still be reached here. Raises Refused."""
    admins = holding(session, person.agency_id, Role.ADMIN)
    others = [each for each in admins if each.id != person.id and each.chat_id is not None]
    if not others and any(each.id == person.id for each in admins):
        raise Refused(Reason.LAST_ADMIN)
