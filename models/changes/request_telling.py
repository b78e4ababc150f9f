"""What admins were told of somebody's own data: who put it right, who asks them to."""

from sqlmodel import col, select

from models.actor import Act
from models.changes.common import ask_for_edits
from models.kinds import Kind
from models.tables import DataRequest, Notification, Person, SentMessage


def redraw_requests(act: Act, person: Person) -> None:
    """Every message to others about this person's data is worded anew, as it stands now."""
    own = set(act.session.exec(select(DataRequest.id).where(DataRequest.person_id == person.id)))
    told = (
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .where(
            Notification.agency_id == person.agency_id,
            Notification.kind == Kind.DATA_REQUEST,
            Notification.person_id != person.id,
        )
    )
    copies = [
        (message, row)
        for message, row in act.session.exec(told)
        if row.facts.get("request") in own or row.facts.get("about") == person.id
    ]
    ask_for_edits(act, copies)
