"""A message that must not stay in a chat is deleted there: a row of the outbox, so that no crash forgets it."""

from models.actor import Act
from models.changes.common import is_told, tell
from models.kinds import Kind
from models.tables import Notification, OutboxState, Person

# The fact of a row that deletes the message which it names instead of editing it.
DELETES = "deletes"
_NOT_DELETED = "not_deleted"


def ask_to_delete(act: Act, person: Person, chat_id: int, message_id: int) -> None:
    """Has a message of a chat deleted, once; where that cannot be done, this person is told so."""
    key = f"delete/{chat_id}/{message_id}"
    if is_told(act.session, person.agency_id, key):
        return
    row = Notification(
        agency_id=person.agency_id,
        key=key,
        kind=Kind.TOLD,
        person_id=person.id,
        chat_id=chat_id,
        edits=message_id,
        facts={DELETES: True, "notice": _NOT_DELETED},
        direct=True,
        not_before=act.now,
        state=OutboxState.WAITING,
        created_at=act.now,
    )
    act.write(row)


def deletes(row: Notification) -> bool:
    """Whether this row of the outbox deletes the message that it names."""
    return DELETES in row.facts


def not_deleted(act: Act, row: Notification) -> None:
    """Says in the chat that a message is still there, in reply to it."""
    tell(
        act,
        row.agency_id,
        Kind.TOLD,
        f"not-deleted/{row.chat_id}/{row.edits}",
        chat_id=row.chat_id,
        direct=True,
        reply_to=row.edits,
        notice=_NOT_DELETED,
    )
