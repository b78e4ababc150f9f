"""What cooperating units are reminded of: their piece of a task, up to its own day, and nothing else of it."""

from collections import defaultdict
from dataclasses import dataclass

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
        rungs = due[task.id or 0]
        for item in owed(act.session, task) if rungs else []:
            own = [rung for rung in rungs if rung.item_id == item.id]
            to = told_of(act.session, task, item, act.today)
            if own and item.due_on is not None and item.due_on < act.today:
                for rung in own:
                    skip(act, task, rung, "the piece is past its day")
            elif own and to is not None:
                found[to.person.id or 0].append(Piece(task, item, own[-1]))
    return dict(found)


def speak_pieces(act: Act, person: Person, pieces: list[Piece], row: Notification) -> None:
    """Records that these pieces were spoken of in this message."""
    for piece in pieces:
        speak_of(act, [piece.task], person, row, PIECES, item=piece.item)
