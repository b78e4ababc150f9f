"""Who was told that a deadline moved says that they know, or asks to see the letter."""

from bot.buttons import button
from bot.handlers.saying import say_back
from bot.texts import alerts
from bot.texts.labels import LABELS
from bot.turn import Turn
from jobs.messages.facts import Do
from jobs.messages.morning import tasks_of
from models.changes.move_telling import acknowledge
from models.changes.saying import clear, stuck
from models.kinds import Kind
from models.moves import asked_of, may_see_letter
from models.refused import Reason, Refused
from models.tables import Adjustment, How, Notification, Task


@button(Do.SEEN_CHANGE, says=alerts.SEEN)
def seen(turn: Turn, adjustment: Adjustment) -> None:
    acknowledge(turn.act, adjustment)


@button(Do.STUCK, says=alerts.RECORDED)
def is_stuck(turn: Turn, task: Task) -> None:
    """An obstacle. Raises Refused."""
    said = turn.said(How.BUTTON, LABELS[Do.STUCK])
    say_back(turn, stuck(turn.act, task, said))
    knows(turn, task, turn.pressed())


def knows(turn: Turn, task: Task, row: Notification | None) -> None:
    """What is in the way, said of a task whose deadline moved, shows that the reader knows of it; `row` is what was
    answered."""
    if row is None or row.kind != Kind.MOVED or "adjustment" not in row.facts:
        return
    if task.id not in {each.id for _, each in tasks_of(turn.session, row)}:
        return
    adjustment = turn.session.get_one(Adjustment, row.facts["adjustment"])
    asked = asked_of(turn.session, adjustment, turn.me)
    if asked is not None and asked.acknowledged_at is None and adjustment.taken_back_at is None:
        acknowledge(turn.act, adjustment)


@button(Do.CLEARED, says=alerts.CLEARED)
def is_cleared(turn: Turn, task: Task) -> None:
    """Raises Refused."""
    clear(turn.act, task)


@button(Do.LETTER)
def show_letter(turn: Turn, adjustment: Adjustment) -> None:
    """Sends the stored file. Raises Refused."""
    if not may_see_letter(turn.session, turn.me, adjustment):
        raise Refused(Reason.NOT_YOURS)
    if not adjustment.letter_sha256:
        raise Refused(Reason.GONE)
    turn.answer(Kind.LETTER, adjustment=adjustment.id)
