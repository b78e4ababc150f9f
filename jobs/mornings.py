"""What one person is told of at once, and the key under which it is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jobs.pieces import Piece
from models.people import Addressee
from models.rules.ladder import HOUR, is_snooze
from models.rules.zone import day_of, local
from models.tables import Notification, Person, Rung, Task


@dataclass(frozen=True)
class Reminder:
    """A task with due rungs of its own, and who is told of it."""

    task: Task
    to: Addressee
    rungs: list[Rung]


@dataclass(frozen=True)
class Morning:
    """What one person is told of: tasks with due rungs, pieces owed, documents that lie with them, what closed
    without evidence, and besides what waits for their verdict, and what was held back until now."""

    person: Person
    told: Sequence[Reminder] = ()
    owed: Sequence[Piece] = ()
    held: Sequence[Task] = ()
    missed: Sequence[Task] = ()
    reviews: Sequence[Task] = ()
    held_back: Sequence[Notification] = ()
    # Apart from the morning's digest: what cannot wait for it, or for the next.
    apart: bool = False

    @property
    def own(self) -> list[Task]:
        return [reminder.task for reminder in self.told]

    @property
    def others(self) -> list[Task]:
        """The documents that lie with them of tasks that are not told anyway."""
        told = {task.id for task in self.own}
        return [task for task in self.held if task.id not in told]

    @property
    def is_digest(self) -> bool:
        """A card for one thing, a digest for several."""
        besides = self.others or self.reviews or self.held_back
        return bool(besides) or len(self.told) + len(self.owed) + len(self.missed) > 1

    @property
    def rungs(self) -> list[Rung]:
        """What it speaks of each task."""
        return [reminder.rungs[-1] for reminder in self.told]

    @property
    def is_asked_for(self) -> bool:
        """Whether it says nothing but what its reader asked to be reminded of now."""
        is_own = bool(self.told) and all(is_snooze(rung.name) for rung in self.rungs)
        return is_own and not (self.owed or self.others or self.missed or self.reviews or self.held_back)

    @property
    def is_on_time(self) -> bool:
        """Whether any of it speaks at an hour of its own, not with the morning."""
        return any(map(_is_on_time, self.told))

    def before_the_digest(self) -> "Morning":
        """What is spoken before their own morning begins: what speaks at an hour of its own."""
        return Morning(self.person, list(filter(_is_on_time, self.told)), apart=True)

    def after_the_digest(self) -> "Morning":
        """What is spoken on a day that had its digest: what was asked for, or is due, today. A single card or piece
        is none."""
        if not self.is_digest:
            return self
        pressing = [own for own in self.told if own.rungs[-1].offset == 0]
        return Morning(self.person, pressing, apart=True)


def _is_on_time(reminder: Reminder) -> bool:
    rung = reminder.rungs[-1]
    return is_snooze(rung.name) or rung.name == HOUR


def key_of(mine: Morning, now: datetime) -> str:
    """None hears of it twice: a digest is one a day, but for what cannot wait until the next; the others are one a
    rung, or one a task that closed."""
    code = mine.person.code
    if mine.is_digest:
        return digest_key(code, now) + (f"/{local(now):%H:%M}" if mine.apart else "")
    if mine.told:
        task, rung = mine.told[0].task, mine.told[0].rungs[-1]
        return f"card/{task.id}/{rung.anchor_on}/{rung.name}/{code}"
    if mine.owed:
        item, rung = mine.owed[0].item, mine.owed[0].rung
        return f"piece/{item.id}/{rung.anchor_on}/{rung.name}/{code}"
    return f"missed/{mine.missed[0].id}/{code}"


def digest_key(code: str, now: datetime) -> str:
    return f"digest/{code}/{day_of(now)}"
