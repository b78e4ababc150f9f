"""The figure that the council judges: files that got their apology in time, of those that needed one."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, or_, select

from models.cases import is_unfilled
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import Agency, Confirmation, Evidence, ItemKind, Task, TaskItem


@dataclass(frozen=True)
class CaseFigure:
    """Of a year: how many files needed an apology by now, how many had it in time, how many had it late; `unread`:
    those of the first that no reviewer has looked at yet."""

    needed: int = 0
    in_time: int = 0
    late: int = 0
    unread: int = 0

    @property
    def none_yet(self) -> int:
        """How many are past their limit without any."""
        return self.needed - self.in_time - self.late


def figure_of(session: Session, agency: Agency, year: int, today: date) -> CaseFigure:
    """A file needs one once its limit is past, or its letter is recorded. The first letter's own day counts: that
    of its signature, else its date, else the day on which it was said to be sent; where the checklist wants no
    letter, that of what it wants."""
    of_year = (
        col(Task.is_case),
        Task.agency_id == agency.id,
        Task.scoring_year == year,
        col(Task.state).not_in((State.WAIVED, State.TO_SETTLE)),
    )
    needed = (
        select(func.count()).select_from(Task).where(*of_year, or_(~is_unfilled(), col(Task.due_on) < today))
    )
    letters = (
        select(Task, TaskItem, Evidence, Confirmation)
        .join(Evidence, col(Evidence.task_id) == Task.id)
        .join(TaskItem, col(TaskItem.id) == Evidence.item_id)
        .join(Confirmation, col(Confirmation.id) == Evidence.confirmation_id, isouter=True)
        .where(*of_year, ~is_unfilled(), col(Evidence.withdrawn_at).is_(None))
    )
    first: dict[int, tuple[bool, date, Task]] = {}
    for task, item, letter, said in session.exec(letters):
        is_other = item.kind is not ItemKind.SIGNED_DOCUMENT
        found = (is_other, letter_day(letter, said), task)
        first[task.id or 0] = min(first.get(task.id or 0, found), found, key=lambda each: each[:2])
    in_time = [task for _, day, task in first.values() if day <= task.due_on]
    return CaseFigure(
        needed=session.exec(needed).one(),
        in_time=len(in_time),
        late=len(first) - len(in_time),
        unread=sum(task.state is State.SUBMITTED for task in in_time),
    )


def letter_day(letter: Evidence, said: Confirmation | None) -> date:
    """The day of an apology, in Vietnam; `said` None: another unit gave it."""
    if letter.last_signed_at is not None:
        return day_of(letter.last_signed_at)
    return letter.document_on or (said.done_on if said else day_of(letter.received_at))
