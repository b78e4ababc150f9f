"""What is written by who holds a document on its way: it went on, it was signed, it was issued under a number."""

import re

from bot.turn import Turn
from models.changes.placing import pass_on
from models.kinds import Kind
from models.rules.lifecycle import ACTIVE, Change
from models.rules.permissions import DOERS, Standing
from models.rules.reading import Intent, Place, Reading
from models.rules.reading.fold import bare
from models.standing import standings
from models.tables import Task

_UNDER_WAY = re.compile(r"\b(?:dang|sap|nhay)\b")
_DONE = frozenset({Intent.DONE, Intent.DONE_WITH_DOCNUMBER})


def heard(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Whether the words say that a document which is not the writer's own task has gone on. Raises Refused."""
    step = _step(turn, task, reading, words)
    if step is None:
        return False
    document = reading.document
    pass_on(turn.act, task, step, *((document.number, document.date) if document else ()))
    turn.answer(Kind.CARD, tasks=[task])
    return True


def _step(turn: Turn, task: Task, reading: Reading, words: str) -> Change | None:
    """A clerk issues what has not been issued; a leader signs, and a head forwards, what lies with them."""
    held = standings(turn.session, turn.act.actor, task, turn.today)
    if held & DOERS or task.state not in ACTIVE:
        return None
    done = reading.intent in _DONE
    if Standing.CLERK in held and (reading.place is Place.ISSUED or (done and task.place is Place.CLERK)):
        return Change.ISSUE
    if Standing.LEADER in held and task.place is Place.LEADER and _is_signed(reading, words):
        return Change.SIGN
    if Standing.UNIT_HEAD in held and task.place is Place.UNIT_HEAD and reading.place is Place.LEADER:
        return Change.FORWARD
    return None


def _is_signed(reading: Reading, words: str) -> bool:
    """Whether a leader says so; not of what they are just signing ("đang ký", which also reads "đăng ký")."""
    if reading.reason != "chosen" and _UNDER_WAY.search(bare(words)):
        return False
    return reading.intent in _DONE or reading.place is Place.CLERK or reading.reason == "signed_only"
