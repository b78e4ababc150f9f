"""What somebody of a cooperating unit does: gives the piece that the unit owes, with a tick or a file."""

from bot.buttons import button
from bot.incoming import Incoming
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do
from jobs.messages.pieces import for_reader
from models.changes.filing import ReceivedFile
from models.changes.pieces import give_file, tick
from models.checklist import ACCEPTS
from models.kinds import Kind
from models.pieces import may_give, owed, pieces_of
from models.refused import Reason, Refused
from models.rules.lifecycle import ACTIVE, Change
from models.rules.permissions import DOERS, Standing, may
from models.rules.reading import Intent, Reading
from models.standing import standings
from models.tables import How, ItemKind, Task, TaskItem

_DONE = (Intent.DONE, Intent.DONE_WITH_DOCNUMBER)


@button(Do.PIECE_TICK, says=alerts.RECORDED)
def ticked(turn: Turn, item: TaskItem) -> None:
    """ "Đã xong phần này". Raises Refused."""
    said = turn.said(How.BUTTON, item.title)
    tick(turn.act, _task(turn, item), item, said)


@button(Do.PIECE_FILE)
def ask_file(turn: Turn, item: TaskItem) -> None:
    """Asks for the file of a piece as a reply. Raises Refused."""
    task = _task(turn, item)
    if not may_give(turn.session, turn.me, task, item, turn.today):
        raise Refused(Reason.NOT_YOURS)
    turn.answer(Kind.PIECE, tasks=[task], item=item.id)


def show(turn: Turn, task: Task) -> bool:
    """The card of one's piece, to who neither does the task nor heads its unit; False where there is none.

    Who may see the task for another reason, like an admin, is shown the piece as long as it is wanted.
    """
    held = standings(turn.session, turn.act.actor, task, turn.today)
    items = _of_mine(turn, task)
    if held:
        wanted = {item.id for item in owed(turn.session, task)} if task.state in ACTIVE else set()
        items = [item for item in items if item.id in wanted]
    if not items or held & (DOERS | {Standing.UNIT_HEAD}):
        return False
    turn.answer(Kind.PIECE, tasks=[task], item=items[0].id)
    return True


def meant(turn: Turn, task: Task) -> TaskItem | None:
    """The piece that a file in reply to this task's message is for; None where it is for the task itself."""
    row = turn.replied_to()
    if row is not None and row.kind == Kind.PIECE:
        return turn.session.get(TaskItem, row.facts["item"])
    if may(standings(turn.session, turn.act.actor, task, turn.today), Change.ADD_EVIDENCE):
        return None
    return next((item for item in _of_mine(turn, task) if item.kind in ACCEPTS), None)


def heard(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """Words about one's piece: "xong" ticks it; else its card says what is wanted. False where they are about
    the task itself. Raises Refused.
    """
    item = _spoken_of(turn, task)
    if item is None:
        return False
    missing = task.state in ACTIVE and item.id in {each.id for each in owed(turn.session, task)}
    if missing and item.kind is ItemKind.TICK and reading.intent in _DONE:
        tick(turn.act, task, item, turn.said(How.REPLY, words))
    turn.answer(Kind.PIECE, tasks=[task], item=item.id)
    return True


def _spoken_of(turn: Turn, task: Task) -> TaskItem | None:
    """The piece that this person's words mean: the one replied to, else the one for which alone they are told."""
    row = turn.replied_to()
    if row is not None and row.kind == Kind.PIECE:
        return turn.session.get_one(TaskItem, row.facts["item"])
    if for_reader(turn.session, turn.me, task, turn.now) is None:
        return None
    items = _of_mine(turn, task)
    wanted = {item.id for item in owed(turn.session, task)}
    return next((item for item in items if item.id in wanted), items[0])


def receive(turn: Turn, task: Task, item: TaskItem, file: Incoming, stored: ReceivedFile) -> None:
    """The file of a piece. Raises Refused."""
    said = turn.said(How.FILE, file.caption)
    give_file(turn.act, task, item, stored, said)
    turn.answer(Kind.PIECE, tasks=[task], item=item.id)


def _of_mine(turn: Turn, task: Task) -> list[TaskItem]:
    return pieces_of(turn.session, turn.me, task, turn.today)


def _task(turn: Turn, item: TaskItem) -> Task:
    return turn.task(item.task_id)
