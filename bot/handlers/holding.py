"""What is written by who holds a document on its way: it went on, it was signed, it was issued under a number."""

from bot.turn import Turn
from models.changes.placing import pass_on
from models.kinds import Kind
from models.rules.lifecycle import ACTIVE, Change
from models.rules.permissions import DOERS, Standing
from models.rules.reading import Intent, Place, Reading
from models.standing import standings
from models.tables import Task

_DONE = frozenset({Intent.DONE, Intent.DONE_WITH_DOCNUMBER})


def heard(turn: Turn, task: Task, reading: Reading) -> bool:
    """Whether the words say that a document which is not the writer's own task has gone on. Raises Refused."""
    step = _step(turn, task, reading)
    if step is None:
        return False
    document = reading.document
    pass_on(turn.act, task, step, *((document.number, document.date) if document else ()))
    turn.answer(Kind.CARD, tasks=[task])
    return True


def _step(turn: Turn, task: Task, reading: Reading) -> Change | None:
    """A clerk issues what has not been issued; a leader signs, and a head forwards, what lies with them."""
    held = standings(turn.session, turn.act.actor, task, turn.today)
    if held & DOERS or task.state not in ACTIVE:
        return None
    done = reading.intent in _DONE
    if Standing.CLERK in held and (reading.place is Place.ISSUED or (done and task.place is Place.CLERK)):
        return Change.ISSUE
    if Standing.LEADER in held and task.place is Place.LEADER and (done or reading.place is Place.CLERK):
        return Change.SIGN
    if Standing.UNIT_HEAD in held and task.place is Place.UNIT_HEAD and reading.place is Place.LEADER:
        return Change.FORWARD
    return None
