"""From an outbox row to the message it asks for, made from the database as it stands when it is sent."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from jobs.messages import answers, joining, morning
from jobs.messages.facts import Message
from models.tables import Notification

Composer = Callable[[Session, Notification, datetime], Message | None]

_COMPOSERS: dict[str, Composer] = {
    "card": morning.card,
    "digest": morning.digest,
    "outage": morning.digest,
    "task_list": answers.task_list,
    "details": answers.details,
    "ask_file": answers.ask_file,
    "file_received": answers.file_received,
    "which_task": answers.which_task,
    "file_refused": answers.file_refused,
    "before_cutoff": answers.before_cutoff,
    "ask_date": answers.ask_date,
    "triage": answers.triage,
    "about_me": answers.about_me,
    "join_question": joining.question,
    "welcome": joining.welcome,
    "ask_address": joining.ask_address,
    "joined": joining.about_invite,
    "about_invite": joining.about_invite,
    "moved_away": joining.told,
    "told": joining.told,
    "refusal": joining.refusal,
}

_REMINDERS = frozenset({"card", "digest"})


def compose(session: Session, row: Notification, now: datetime) -> Message | None:
    """The message of a row, or of the row whose message it edits; None when it has become moot."""
    if "of" in row.facts:
        row = session.get_one(Notification, row.facts["of"])
    elif row.kind in _REMINDERS and not row.direct and morning.has_moved_on(session, row):
        return None
    return _COMPOSERS[row.kind](session, row, now)
