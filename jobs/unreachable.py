"""A message that cannot reach its reader goes to who stands in, with the reason; that is no escalation."""

from sqlmodel import select

from jobs.messages.morning import tasks_of
from jobs.telling import why_told
from models.actor import Act
from models.changes.common import tell
from models.changes.move_telling import tell_concerned
from models.changes.reaching import blocked
from models.changes.waiting import ask_another
from models.kinds import Kind
from models.people import addressee
from models.tables import Adjustment, Notification, Person, Rung, Task


def could_not_reach(act: Act, row: Notification) -> None:
    """Notes that the reader blocked the bot, unless they merely have no chat any more, and tells whoever hears
    of the spoken tasks, or of a day that moved, or confirms what was asked, instead."""
    if row.person_id is None or row.edits is not None:
        return
    person = act.session.get_one(Person, row.person_id)
    if person.chat_id is not None:
        blocked(act, person)
    if row.kind == Kind.WAIT_ASKED:
        ask_another(act, row)
    if row.kind == Kind.MOVED and "adjustment" in row.facts:
        tell_concerned(act, act.session.get_one(Adjustment, row.facts["adjustment"]))
    spoken = act.session.exec(select(Rung.task_id).where(Rung.notification_id == row.id)).all()
    for _, task in tasks_of(act.session, row):
        if task.id in spoken:
            _tell_another(act, row, task)


def _tell_another(act: Act, row: Notification, task: Task) -> None:
    """Whoever hears of the task now; nobody where that is still who could not be reached."""
    to = addressee(act.session, task, act.today)
    if to is not None and to.person.id != row.person_id:
        key = f"instead/{row.id}/{task.id}/{to.person.code}"
        tell(act, row.agency_id, Kind.CARD, key, person=to.person, tasks=[task], **why_told(to))
