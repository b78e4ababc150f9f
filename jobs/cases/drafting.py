"""Letters that officers asked for in chat: each form that was saved, until its officer is told what came of it."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from jobs.forms.form import Filling
from models.actor import Act
from models.changes.common import tell, told_keys
from models.kinds import Kind
from models.tables import Form, Notification, NotificationTask, Person, Task


@dataclass(frozen=True)
class AskedLetters:
    """Who wants letters for which files, why these are late, and how many working days more are asked for."""

    form_id: int
    person_id: int
    agency_id: int
    task_ids: tuple[int, ...]
    reason: str
    days: str

    @property
    def key(self) -> str:
        return f"{Kind.CASE_DRAFTS}/{self.form_id}"


def asked(session: Session) -> list[AskedLetters]:
    """Those of which nobody was told yet, the oldest first."""
    saved = select(Form).where(Form.kind == "case_draft", col(Form.ended_at).is_not(None))
    forms = session.exec(saved.order_by(col(Form.id))).all()
    wanted = [_asked(session, form) for form in forms if form.answers.get("ended") == "saved"]
    return [each for each in wanted if not told_keys(session, each.agency_id, [each.key])]


def _asked(session: Session, form: Form) -> AskedLetters:
    filling = Filling(session, form, session.get_one(Person, form.person_id), form.touched_at)
    return AskedLetters(
        form_id=form.id or 0,
        person_id=form.person_id,
        agency_id=form.agency_id,
        task_ids=_tasks(session, form),
        reason=filling.text("reason"),
        days=filling.text("days"),
    )


def _tasks(session: Session, form: Form) -> tuple[int, ...]:
    """Those of the message that the form became."""
    links = select(NotificationTask.task_id).where(NotificationTask.notification_id == form.screen_id)
    return tuple(session.exec(links.order_by(col(NotificationTask.number))).all())


def tasks_of(session: Session, wanted: AskedLetters) -> list[Task]:
    """The tasks that letters are drafted for."""
    return [session.get_one(Task, each) for each in wanted.task_ids]


def tell_drafted(act: Act, wanted: AskedLetters, **facts: Any) -> Notification | None:
    """Tells who asked what was drafted, or why nothing was (`fault`)."""
    person = act.session.get_one(Person, wanted.person_id)
    return tell(act, wanted.agency_id, Kind.CASE_DRAFTS, wanted.key, person=person, direct=True, **facts)
