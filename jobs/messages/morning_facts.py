"""What a morning says, as values: a card, or several tasks under numbers."""

from dataclasses import dataclass, field
from datetime import date, datetime

from jobs.messages.facts import Message, Named, PieceFacts, TaskFacts
from models.people import Because
from models.tables import Ladder


@dataclass(frozen=True)
class Outage:
    """A gap in listening longer than Telegram keeps updates; or all that was since `began_at` is lost, and a backup
    of that moment was restored."""

    began_at: datetime
    ended_at: datetime
    is_restored: bool = False


@dataclass(frozen=True, kw_only=True)
class Card(Message):
    """One task. `because` says why somebody else than the officer (`instead_of`) reads it; `own`: the reader
    is the one to do it; `dated_by` has just set its day, `assigned_by` its person; `declined_by` would not."""

    task: TaskFacts
    now: datetime
    own: bool = True
    ladder: Ladder = Ladder.DEADLINE
    because: Because | None = None
    instead_of: Named | None = None
    assigned_by: Named | None = None
    declined_by: Named | None = None
    dated_by: Named | None = None
    anchor: str | None = None
    head: Named | None = None
    head_at: datetime | None = None
    # Whether a head hears of what the reader says of it.
    head_hears: bool = True
    # Why Telegram does not bring it to its officer, to who may act for them.
    unreached: Because | None = None
    # The reader has just said that its document was issued.
    said_issued: bool = False
    # The reader has just written what only its officer can say.
    unheard: bool = False


@dataclass(frozen=True)
class StandIn:
    """Why a task comes to this reader: nobody has it, or its officer (`instead_of`) cannot be reached."""

    because: Because
    instead_of: Named | None = None


@dataclass(frozen=True, kw_only=True)
class Digest(Message):
    """One morning's tasks, numbered, as many as one screen holds; none of them on a quiet Monday.

    With `outage` it follows a gap. `stand_ins`, by number: tasks that are not the reader's own; `held`:
    numbers of documents that lay with the reader; `pieces`: tasks of which the reader's unit only owes a piece;
    `reviews`: numbers of what waited for the reader's verdict; `by_the_hour`: the last reminder before an hour;
    `asked_for`: the reader wanted to be reminded now; `taken_in`: messages that the day before had no room for;
    `said_on`: the day on which it was, or is, said.
    """

    now: datetime
    said_on: date
    tasks: tuple[tuple[int, TaskFacts], ...]
    stand_ins: dict[int, StandIn] = field(default_factory=dict)
    # To whom what nobody has may be given, by way of example.
    takers: tuple[Named, ...] = ()
    held: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    by_the_hour: bool = False
    asked_for: bool = False
    taken_in: tuple[Message, ...] = ()
    pieces: dict[int, PieceFacts] = field(default_factory=dict)
    more: int = 0
    nearest: TaskFacts | None = None
    # With nothing new, to a head: how many other tasks of the unit are overdue, and how many late and accepted.
    unit_late: int = 0
    unit_accepted: int = 0
    # Nothing new: what stands in it is overdue and has been spoken of before.
    still: bool = False
    to_settle: int = 0
    # Citizen files that are owed an apology, of which another message tells.
    owed: int = 0
    outage: Outage | None = None
    anchor: str | None = None
