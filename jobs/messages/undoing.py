"""The way back under a message that says what somebody changed, as long as nothing depends on it."""

from sqlmodel import Session

from jobs.messages.facts import Choice, Do, Rows
from models.changes.handing import may_be_put_back
from models.changes.waiving import may_be_waived_no_more
from models.tables import Adjustment, AdjustmentKind, Notification, Person


def undoing(session: Session, row: Notification) -> Rows:
    """One button for each adjustment that this row says was made."""
    made = [session.get_one(Adjustment, each) for each in row.facts.get("adjustments", ())]
    return tuple((_undo(session, each, len(made)),) for each in made if _is_undoable(session, each))


def _is_undoable(session: Session, made: Adjustment) -> bool:
    as_left = may_be_waived_no_more if made.kind is AdjustmentKind.WAIVE else may_be_put_back
    return made.taken_back_at is None and as_left(session, made)


def _undo(session: Session, made: Adjustment, several: int) -> Choice:
    """Of several it names to whom it was given."""
    to = session.get_one(Person, made.after["person"]).full_name if several > 1 else ""
    return Choice(Do.TAKE_BACK, (made.id or 0,), name=to)
