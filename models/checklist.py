"""The checklist of a task: its items, what fills them, and which of them a file or a figure is for."""

from collections.abc import Callable

from sqlmodel import Session, col, select

from models.kept import RowsBy
from models.refused import Reason, Refused
from models.rules import choosing
from models.rules.due_day import due_of
from models.rules.figures import Figure
from models.rules.zone import at, day_of
from models.tables import Evidence, ItemKind, Task, TaskItem
from models.tables.catalogue import Item

_PDF = frozenset({"application/pdf"})
_IMAGES = frozenset({"image/png", "image/jpeg"})
_OFFICE = frozenset(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }
)
ACCEPTS: dict[ItemKind, frozenset[str]] = {
    ItemKind.SIGNED_DOCUMENT: _PDF,
    ItemKind.SCREENSHOT: _PDF | _IMAGES,
    ItemKind.ATTACHMENT: _PDF | _IMAGES | _OFFICE,
}
"""The types of file that each kind of item takes; a figure and a tick take none."""

_ITEMS = RowsBy(Task, TaskItem.task_id, select(TaskItem).order_by(col(TaskItem.position)))
_STANDING = RowsBy(
    Task,
    Evidence.task_id,
    select(Evidence).where(col(Evidence.withdrawn_at).is_(None)).order_by(col(Evidence.id)),
)


def items_of(session: Session, task: Task) -> list[TaskItem]:
    """The items of a task, in order."""
    return _ITEMS.of(session, task.id)


def in_force(session: Session, task: Task) -> list[Evidence]:
    """What was handed in for a task and not withdrawn, oldest first."""
    return [each for each in _STANDING.of(session, task.id) if each.item_id is not None]


def beside(session: Session, task: Task) -> list[Evidence]:
    """Files that are kept beside a task and count for none of its items, oldest first."""
    return [each for each in _STANDING.of(session, task.id) if each.item_id is None]


def handed_in(session: Session, task: Task) -> list[Evidence]:
    """Of these the officer's own: a piece that a cooperating unit gave has no confirmation."""
    return [each for each in in_force(session, task) if each.confirmation_id is not None]


def is_late_file(task: Task, evidence: Evidence) -> bool:
    """Whether it came after the due day, or its hour, or the day to mend it by; the work itself may be in time."""
    due, day = due_of(task), day_of(evidence.sent_at)
    return day > due.on or (due.hour is not None and evidence.sent_at > at(due.on, due.hour))


def pieces_on(session: Session, task: Task, item: TaskItem) -> int:
    """How many different pieces in force stand on an item: files differ by their SHA-256."""
    return len({each.sha256 for each in in_force(session, task) if each.item_id == item.id})


def unfilled(session: Session, task: Task) -> list[TaskItem]:
    """The items of a task on which fewer pieces in force stand than are wanted, in order."""
    is_filled = _is_filled(session, task)
    return [item for item in items_of(session, task) if not is_filled(item)]


def wanted(session: Session, task: Task) -> list[TaskItem]:
    """Of these the ones that are still wanted: none of a choice of which enough is there."""
    return choosing.wanted(items_of(session, task), task.choose, _is_filled(session, task))


def is_full(session: Session, task: Task) -> bool:
    """Whether every required item is filled, and of every choice as many options as are wanted."""
    return choosing.is_full(items_of(session, task), task.choose, _is_filled(session, task))


def _is_filled(session: Session, task: Task) -> Callable[[TaskItem], bool]:
    return lambda item: pieces_on(session, task, item) >= item.count


def fitting(session: Session, task: Task, media_type: str) -> list[TaskItem]:
    """The items of a task that take such a file."""
    return [item for item in items_of(session, task) if media_type in ACCEPTS.get(item.kind, frozenset())]


def item_for_file(session: Session, task: Task, media_type: str) -> TaskItem:
    """The one item that such a file is for: a wanted required one before a wanted optional one, these before
    one that wants no more or that a cooperating unit owes.

    Raises Refused: WHICH_ITEM where several are alike, NOT_ACCEPTED where none is.
    """
    fits = fitting(session, task, media_type)
    if not fits:
        raise Refused(Reason.NOT_ACCEPTED)
    open_ids = {item.id for item in wanted(session, task)}
    ranks = [_rank(item, item.id in open_ids) for item in fits]
    if ranks.count(min(ranks)) > 1:
        raise Refused(Reason.WHICH_ITEM)
    return fits[ranks.index(min(ranks))]


def _rank(item: TaskItem, is_open: bool) -> int:
    """How near at hand an item is for a file: 0 is nearest."""
    own = item.unit_id is None
    if is_open and own:
        return 0 if item.required else 1
    return 2 if is_open or own else 3


def figure_items(session: Session, task: Task) -> list[TaskItem]:
    """The items of which one is what a figure is for: the first that is wanted, else the last, which is then
    corrected; of a choice every figure of it, for nobody can tell which is meant."""
    figures = [item for item in items_of(session, task) if item.kind is ItemKind.FIGURE]
    if not figures:
        return []
    open_ids = {item.id for item in wanted(session, task)}
    first = next((item for item in figures if item.id in open_ids), figures[-1])
    if not first.one_of:
        return [first]
    choice, _ = choosing.option_of(first.one_of, first.code)
    return [item for item in figures if choosing.option_of(item.one_of, item.code)[0] == choice]


def reaches(item: Item, figure: Figure | None) -> bool | None:
    """Whether a figure is as high as its item asks for, by its exact rate; None where the item asks for no rate,
    and where there is no figure, or none of a whole."""
    if item.at_least is None or figure is None or not figure.denominator:
        return None
    return 100 * figure.numerator >= item.at_least * figure.denominator


def figure_of(evidence: Evidence) -> Figure | None:
    """The figure that was entered; None of a file or a tick."""
    if evidence.numerator is None or evidence.denominator is None:
        return None
    return Figure(evidence.numerator, evidence.denominator, evidence.as_of_on, evidence.source)
