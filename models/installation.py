"""The row about this running copy."""

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, exists

from models.kept import bring
from models.tables import Installation


def installed(session: Session) -> Installation:
    """What is known of this copy; a new row before anything was."""
    bring(session, Installation, (1,))
    return session.get(Installation, 1) or Installation(id=1)


def is_frozen(session: Session) -> bool:
    """Whether nothing is accepted, and nothing sent but to admins: an incident is being looked into."""
    return installed(session).frozen_at is not None


def goes_on() -> ColumnElement[bool]:
    """That it is not so, to be asked within another statement."""
    return ~exists().where(col(Installation.frozen_at).is_not(None))


def bot_link(session: Session, code: str) -> str:
    """The deep link that brings a code to the bot; "" until the bot has once met Telegram."""
    username = installed(session).bot_username
    return f"https://t.me/{username}?start={code}" if username else ""
