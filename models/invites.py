"""Questions about invites: who has not come in yet, and whose code is still good."""

from datetime import datetime

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.tables import Agency, Invite, Person


def open_invites(now: datetime) -> SelectOfScalar[Invite]:
    """Those that nobody has used and that have not run out."""
    return select(Invite).where(col(Invite.spent_at).is_(None), Invite.expires_at > now)


def not_joined(session: Session, agency: Agency) -> list[Person]:
    """Who is to come in, by unit and name: entered, not gone, in no chat."""
    waiting = select(Person).where(
        Person.agency_id == agency.id, col(Person.chat_id).is_(None), col(Person.deactivated_at).is_(None)
    )
    return list(session.exec(waiting.order_by(col(Person.unit_id), Person.full_name, col(Person.id))))


def without_invite(session: Session, agency: Agency, now: datetime) -> list[Person]:
    """Who is to come in and has no code to do so."""
    invited = {each.person_id for each in session.exec(open_invites(now))}
    return [each for each in not_joined(session, agency) if each.id not in invited]
