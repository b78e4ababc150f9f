"""What cooperating units are reminded of: their piece of a task, up to its own day, and nothing else of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from models.actor import Act
from models.changes.speaking import due_rungs_of, skip, speak_of
from models.pieces import owed, told_of
from models.tables import Ladder, Notification, Person, Rung, Task, TaskItem

PIECES = frozenset({Ladder.PIECE})


@dataclass(frozen=True)
class Piece:
    """A piece of which somebody is to be told now, by its latest rung that is due."""

    task: Task
    item: TaskItem
    rung: Rung


def by_person(act: Act, tasks: list[Task]) -> dict[int, list[Piece]]:
    """Who is told of which piece now; one that is past its own day is spoken of no more."""
    found: defaultdict[int, list[Piece]] = defaultdict(list)
    due = due_rungs_of(act.session, tasks, act.now, PIECES)
    for task in tasks:
        for item, rungs in _due_items(act.session, task, due[task.id or 0]):
            if item.due_on is not None and item.due_on < act.today:
                _pass_over(act, task, rungs)
            elif (to := told_of(act.session, task, item, act.today)) is not None:
                found[to.person.id or 0].append(Piece(task, item, rungs[-1]))
    return dict(found)


def _due_items(session: Session, task: Task, rungs: list[Rung]) -> list[tuple[TaskItem, list[Rung]]]:
    """The pieces still owed of which these rungs speak, each with its own."""
    by_item: defaultdict[int | None, list[Rung]] = defaultdict(list)
    for rung in rungs:
        by_item[rung.item_id].append(rung)
    pieces = owed(session, task) if rungs else []
    return [(item, by_item[item.id]) for item in pieces if item.id in by_item]


def _pass_over(act: Act, task: Task, rungs: list[Rung]) -> None:
    for rung in rungs:
        skip(act, task, rung, "the piece is past its day")


def speak_pieces(act: Act, person: Person, pieces: Sequence[Piece], row: Notification) -> None:
    """Records that these pieces were spoken of in this message."""
    for piece in pieces:
        speak_of(act, [piece.task], person, row, PIECES, item=piece.item)
