"""What is said above the officer, to the officer of it, and of the trial run, as values."""

from dataclasses import dataclass, field
from datetime import date, datetime

from jobs.cases.figures import CaseFigure
from jobs.messages.facts import Message, Named, TaskFacts
from jobs.messages.morning_facts import StandIn
from models.tables import DecisionKind, StatementKind


@dataclass(frozen=True)
class LateTask:
    """One task of an escalation. `sent_on`: days before this one on which reminders were delivered;
    `shown`: whether its officer saw these words before; `said`, `said_on`: the officer's last word of it;
    `moved`: its day was moved after this was said."""

    number: int
    task: TaskFacts
    sent_on: tuple[date, ...] = ()
    promised_on: date | None = None
    shown: bool = False
    said: StatementKind | None = None
    said_on: date | None = None
    moved: bool = False


@dataclass(frozen=True)
class Quiet:
    """An officer from whom nothing came, and the days on which reminders were delivered."""

    officer: Named
    sent_on: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class Escalation(Message):
    """To the head: every task of theirs that nobody spoke of, or whose evidence does not come; and which of their
    officers (`quiet`) are to be phoned."""

    tasks: tuple[LateTask, ...]
    quiet: tuple[Quiet, ...] = ()
    more: int = 0


@dataclass(frozen=True, kw_only=True)
class LastCall(Message):
    """To the officer, on the due day; `told` is what the head would get at `at`, None where nobody would.

    `up`: the numbers of the tasks of which nothing was heard, and whose day has not moved since; `stand_ins`: by
    number why the reader hears of tasks of others, or of nobody, who may be given to one of `takers`; `files`: so
    many citizen files of this morning's bundle are to be apologised for today as well.
    """

    now: datetime
    tasks: tuple[tuple[int, TaskFacts], ...]
    up: frozenset[int]
    files: int = 0
    told: Escalation | None = None
    at: datetime | None = None
    stand_ins: dict[int, StandIn] = field(default_factory=dict)
    takers: tuple[Named, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Phone(Message):
    """To the head: an officer is to be phoned; `task`: what they were reminded of."""

    quiet: Quiet
    task: TaskFacts


@dataclass(frozen=True, kw_only=True)
class LeaderWeek(Message):
    """The leader's week: what waits for a signature (`held`, by number), for a verdict (`reviews`) or a decision in
    somebody's place (`stand_ins`), what is overdue, and what closed without evidence; units, no people."""

    agency: str
    said_on: date
    tasks: tuple[tuple[int, TaskFacts], ...] = ()
    held: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    stand_ins: dict[int, StandIn] = field(default_factory=dict)
    trial: bool = False
    more: int = 0
    # How often citizens' data were opened last month, and by how many people; None where that is not said.
    opened: tuple[int, int] | None = None
    # How often all that is kept of the agency's own people was exported.
    exports: int = 0
    # Of citizen files, once any is past its limit without an apology in time.
    figure: CaseFigure | None = None
    anchor: str | None = None


@dataclass(frozen=True, kw_only=True)
class LeaderUrgent(Message):
    """A point or more is lost for good in `left` working days."""

    task: TaskFacts
    left: int


@dataclass(frozen=True, kw_only=True)
class TrialRun(Message):
    """To the admin on its last day: from `next_on` on those above are told; `ended`: it is over."""

    last_on: date
    next_on: date
    ended: bool = False


@dataclass(frozen=True, kw_only=True)
class GiveTo(Message):
    """Whom the head may give a task to; `given` once it has changed hands."""

    task: TaskFacts
    given: Named | None = None


@dataclass(frozen=True, kw_only=True)
class AskLaterDay(Message):
    """Which later due day the head decides on; `again`: what was typed named none."""

    task: TaskFacts
    promised_on: date | None = None
    again: bool = False


@dataclass(frozen=True, kw_only=True)
class Decided(Message):
    """To the officer: what was decided of the task, by whom and why; `promised_on` where a day was promised;
    `over`: a waiver was taken back, `counts`: the task has not come to its end."""

    task: TaskFacts
    kind: DecisionKind
    by: Named
    reason: str | None = None
    promised_on: date | None = None
    over: bool = False
    counts: bool = True
