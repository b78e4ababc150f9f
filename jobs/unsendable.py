"""What is told where a message cannot be sent for what it is, or goes again and again."""

from sqlmodel import Session

from jobs.messages.facts import Notice
from models.actor import Act
from models.alarms import Alarm
from models.changes.alarming import raise_alarm
from models.changes.common import tell
from models.kinds import Kind
from models.people import person_of
from models.tables import Confirmation, Evidence, Notification

# With this repeat of one message the line is not just slow for a moment.
_WORTH_AN_ALARM = 3


def file_gone(act: Act, row: Notification, reason: str) -> None:
    """A stored file cannot be sent: whoever asked for it hears so, and the admins with the reason."""
    raise_alarm(act, Alarm.FILE_GONE, _receipt(act.session, row), reason=reason)
    tell(
        act,
        row.agency_id,
        Kind.TOLD,
        f"file-gone/{row.id}",
        person=person_of(act.session, row.person_id),
        chat_id=row.chat_id,
        direct=True,
        reply_to=row.reply_to,
        notice=Notice.FILE_GONE,
    )


def _receipt(session: Session, row: Notification) -> str:
    """Under which number a piece of evidence was handed in; empty where it has none."""
    evidence = session.get(Evidence, row.facts["evidence"]) if "evidence" in row.facts else None
    said = session.get(Confirmation, evidence.confirmation_id or 0) if evidence else None
    return said.receipt if said else ""


def answered_late(act: Act, row: Notification) -> None:
    """Telegram's answers to one message come too late to be heard, and it is said again: the admins hear of it."""
    if row.repeats == _WORTH_AN_ALARM and row.kind != Kind.ALARM:
        raise_alarm(act, Alarm.LATE_ANSWERS, count=row.repeats)
