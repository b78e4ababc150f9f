"""From an outbox row to the message it asks for, made from the database as it stands when it is sent."""

from collections.abc import Callable
from datetime import datetime

from sqlmodel import Session

from jobs.messages import (
    above,
    absence,
    answers,
    auditing,
    clerk,
    connections,
    coverage,
    details,
    files,
    forms,
    joining,
    lists,
    morning,
    moving,
    pieces,
    replies,
    reviewing,
    staff,
    waiting,
    zalo,
)
from jobs.messages.facts import Message
from models.tables import Notification, Person

Composer = Callable[[Session, Notification, datetime], Message | None]

_COMPOSERS: dict[str, Composer] = {
    "card": morning.card,
    "piece": pieces.card,
    "digest": morning.digest,
    "outage": morning.digest,
    "task_list": answers.task_list,
    "details": details.details,
    "ask_file": files.ask_file,
    "ask_figure": files.ask_figure,
    "which_item": files.which_item,
    "file_received": files.file_received,
    "which_task": files.which_task,
    "file_refused": files.file_refused,
    "before_cutoff": answers.before_cutoff,
    "ask_date": answers.ask_date,
    "triage": answers.triage,
    "about_me": answers.about_me,
    "last_call": above.last_call,
    "escalation": above.escalation,
    "phone": above.phone,
    "leader_week": above.leader_week,
    "leader_urgent": above.leader_urgent,
    "trial_run": above.trial_run,
    "give_to": above.give_to,
    "later_day": above.later_day,
    "moved": moving.moved,
    "moved_back": moving.moved_back,
    "silent": moving.silent,
    "letter": moving.letter,
    "decided": above.decided,
    "join_question": joining.question,
    "welcome": joining.welcome,
    "ask_address": joining.ask_address,
    "joined": joining.about_invite,
    "about_invite": joining.about_invite,
    "moved_away": joining.told,
    "told": joining.told,
    "coverage": coverage.coverage,
    "audit": auditing.audit,
    "away_for": connections.away_for,
    "connections": connections.connections,
    "clerk_list": clerk.clerk_list,
    "away": absence.away,
    "deputy_asked": absence.deputy_asked,
    "absence_news": absence.news,
    "hand_back": absence.hand_back,
    "due_calendar": lists.due_calendar,
    "unit_list": lists.unit_list,
    "heard": replies.heard,
    "question": replies.question,
    "from_officer": replies.from_officer,
    "passed_on": replies.passed_on,
    "reassigned": replies.reassigned,
    "undone": replies.undone,
    "refusal": joining.refusal,
    "review": reviewing.review,
    "review_list": reviewing.review_list,
    "review_late": reviewing.review_late,
    "no_reviewer": reviewing.no_reviewer,
    "returned": reviewing.returned,
    "accepted": reviewing.accepted,
    "ask_reason": reviewing.ask_reason,
    "reason_sent": reviewing.reason_sent,
    "evidence_file": reviewing.evidence_file,
    "wait_question": waiting.question,
    "wait_asked": waiting.asked,
    "wait_said": waiting.said,
    "wait_decided": waiting.decided,
    "answer_day": waiting.answer_day,
    "answer_came": waiting.answer_came,
    "form": forms.form,
    "import_faults": forms.import_faults,
    "catalogue_file": forms.catalogue_file,
    "zalo_copy": zalo.zalo_copy,
    "invite_made": staff.invite_made,
    "roles_changed": staff.roles_changed,
    "work_moved": staff.work_moved,
}

_REMINDERS = frozenset({"card", "digest"})


def compose(session: Session, row: Notification, now: datetime) -> Message | None:
    """The message of a row, or of the row whose message it edits; None when it has become moot: whoever left the
    agency reads nothing any more."""
    reader = session.get(Person, row.person_id) if row.person_id else None
    if reader is not None and reader.deactivated_at is not None:
        return None
    if "of" in row.facts:
        row = session.get_one(Notification, row.facts["of"])
    elif row.kind in _REMINDERS and not row.direct and morning.has_moved_on(session, row):
        return None
    return _COMPOSERS[row.kind](session, row, now)
