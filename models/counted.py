"""What a year counts of its criteria: occurrences that were done, figures that were accepted."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from sqlmodel import Session, col, select

from models.catalogue.workbook.plan import is_planned
from models.checklist import figure_of, in_force, items_of, reaches
from models.kept import soon
from models.rules.cadence import Cadence, a_year, scoring_closes_on
from models.rules.choosing import option_of
from models.rules.letters import bare
from models.rules.lifecycle import State
from models.rules.passing import enough, every
from models.rules.scoring import Share, Why
from models.tables import (
    Agency,
    ChecklistItem,
    Evidence,
    ItemKind,
    Requirement,
    Review,
    Task,
    TaskItem,
)

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Tally:
    """The occurrences of a year that are not waived: accepted in time or while still accepted, lost, accepted late
    (what they count for is for the council to say), and to come. `may_grow`: by cases that nobody can foresee."""

    done: int = 0
    lost: int = 0
    late: int = 0
    open: int = 0
    may_grow: bool = False

    @property
    def whole(self) -> int:
        return self.done + self.lost + self.late + self.open

    @property
    def is_settled(self) -> bool:
        return not self.open and not self.may_grow


@dataclass(frozen=True)
class Reading:
    """The latest accepted figure of an item and its source, or why there is none; settled where no other will
    come."""

    share: Share | None
    why: Why | None
    sources: tuple[str, ...] = ()
    is_settled: bool = False


class Counted:
    """Reads the work of an agency for a scoring year once; `today` is a day in Vietnam."""

    def __init__(self, session: Session, agency: Agency, year: int, today: date) -> None:
        self._session, self._year = session, year
        self._is_over, self._is_closed = today.year > year, today > scoring_closes_on(year)
        self._tasks = _grouped(
            (task.requirement_id, task)
            for task in session.exec(
                select(Task)
                .where(Task.agency_id == agency.id, Task.scoring_year == year)
                .order_by(col(Task.due_on), col(Task.id))
            )
        )
        self._requirements = self._read_requirements(agency)
        self._reviews = self._read_reviews(agency)
        self._figure_codes = self._read_figure_codes(agency)
        self._with_thresholds = self._read_thresholds(agency)

    def _read_requirements(self, agency: Agency) -> dict[str | None, list[Requirement]]:
        """By the code of their criterion, those in force and those with a task of the year."""
        rows = self._session.exec(select(Requirement).where(Requirement.agency_id == agency.id))
        return _grouped(
            (each.criterion_code, each) for each in rows if each.retired_at is None or each.id in self._tasks
        )

    def _read_reviews(self, agency: Agency) -> dict[int, Review]:
        """The last verdict on each task of the year."""
        rows = self._session.exec(
            select(Review)
            .join(Task, col(Task.id) == Review.task_id)
            .where(Task.agency_id == agency.id, Task.scoring_year == self._year)
            .order_by(col(Review.id))
        )
        return {review.task_id: review for review in rows}

    def _read_figure_codes(self, agency: Agency) -> dict[int, set[str]]:
        """The items of each requirement that are figures."""
        rows = self._session.exec(
            select(ChecklistItem.requirement_id, ChecklistItem.code)
            .join(Requirement, col(Requirement.id) == ChecklistItem.requirement_id)
            .where(Requirement.agency_id == agency.id, ChecklistItem.kind == ItemKind.FIGURE)
        )
        return {key: set(codes) for key, codes in _grouped(rows).items()}

    def _read_thresholds(self, agency: Agency) -> set[int]:
        """The accepted tasks of which a figure is to reach a rate."""
        rows = self._session.exec(
            select(TaskItem.task_id)
            .join(Task, col(Task.id) == TaskItem.task_id)
            .where(Task.agency_id == agency.id, Task.scoring_year == self._year)
            .where(Task.state == State.ACCEPTED, col(TaskItem.at_least).is_not(None))
        )
        found = set(rows)
        soon(self._session, Task, found)
        return found

    def tally(self, criterion: str, *, planned: bool = False, by_the_last: bool = False) -> Tally | None:
        """The occurrences of a criterion, of its tasks of the yearly plan alone where it is `planned`; None where
        no requirement follows it. `by_the_last`: a rate is asked of the last accepted occurrence only."""
        followed = [
            each for each in self._requirements.get(criterion, ()) if not planned or is_planned(each.code)
        ]
        if not followed:
            return None
        answers = [answer for each in followed for answer in self._answers(each, by_the_last)]
        return Tally(
            done=answers.count("done"),
            lost=answers.count("lost"),
            late=answers.count("late"),
            open=answers.count("open") + sum(map(self._to_come, followed)),
            may_grow=not self._is_over and any(each.cadence is Cadence.PER_CASE for each in followed),
        )

    def _answers(self, requirement: Requirement, by_the_last: bool) -> Iterator[str]:
        """What became of each of its tasks, unit by unit."""
        tasks = sorted(self._tasks.get(requirement.id or 0, ()), key=lambda task: task.unit_id)
        for _, of_unit in groupby(tasks, key=lambda task: task.unit_id):
            if by_the_last:
                yield from self._answers_by_the_last(list(of_unit), self._to_come(requirement))
            else:
                yield from (self._answer(task, self._reached(task)) for task in of_unit)

    def _answers_by_the_last(self, tasks: Sequence[Task], to_come: int) -> Iterator[str]:
        """Of one unit; while others come the last accepted one may still be followed by a better one."""
        last = next((task for task in reversed(tasks) if task.state is State.ACCEPTED), None)
        comes = bool(to_come) or any(map(_is_open, tasks))
        for task in tasks:
            reached = self._reached(task) if task is last else True
            yield "open" if reached is False and comes else self._answer(task, reached)

    def _answer(self, task: Task, reached: bool | None) -> str:
        if task.state is not State.ACCEPTED:
            return {State.WAIVED: "waived", State.MISSED: "lost"}.get(task.state, "open")
        if reached is False:
            return "lost"
        return "done" if reached and self._is_in_time(task) else "late"

    def _is_in_time(self, task: Task) -> bool:
        """In time, or late by what is still accepted."""
        review = self._reviews.get(task.id or 0)
        if review is None:
            return False
        until = task.accepted_until
        return not (review.late_by or review.late_minutes) or (until is not None and review.done_on <= until)

    def _reached(self, task: Task) -> bool | None:
        """Whether its figures reach the rates that they are to; of a choice so many options as are wanted."""
        if task.id not in self._with_thresholds:
            return True
        filled = {evidence.item_id: evidence for evidence in in_force(self._session, task)}
        items = [item for item in items_of(self._session, task) if item.required or item.id in filled]
        plain = [_holds(item, filled) for item in items if not item.one_of]
        options = [(option_of(item.one_of, item.code), _holds(item, filled)) for item in items if item.one_of]
        return every([*plain, *_chosen(options, task.choose)])

    def _to_come(self, requirement: Requirement) -> int:
        """How many of its periods of the year have no task yet."""
        if requirement.retired_at is not None or requirement.cadence is Cadence.PER_CASE or self._is_closed:
            return 0
        if requirement.cadence is Cadence.ONCE:
            day = str(requirement.due_rule.get("date", ""))
            expected = 1 if day.startswith(f"{self._year}-") else 0
        else:
            expected = a_year(requirement.cadence, self._year)
        tasks = self._tasks.get(requirement.id or 0, ())
        units = {task.unit_id for task in tasks}
        return max(0, expected - len({task.period for task in tasks})) * max(1, len(units))

    def figure(self, criterion: str, item: str) -> Reading:
        """Of the item of that code, or of the only figure that the criterion's requirements have."""
        followed = self._requirements.get(criterion, ())
        wanted, holders = self._with_figure(followed, item)
        if not holders:
            return Reading(None, Why.NO_FIGURE if followed else Why.NOT_FOLLOWED)
        tasks = [task for each in holders for task in self._tasks.get(each.id or 0, ())]
        is_settled = not any((*map(self._to_come, holders), *map(_is_open, tasks)))
        entered = list(self._entered(tasks, wanted))
        if entered:
            return _latest(entered, is_settled)
        if is_settled and {task.state for task in tasks} == {State.WAIVED}:
            return Reading(Share(Decimal(0), Decimal(0)), None, is_settled=True)
        return Reading(None, Why.NO_FIGURE, is_settled=is_settled)

    def _with_figure(self, followed: Iterable[Requirement], item: str) -> tuple[str, list[Requirement]]:
        """The code of the figure that is meant, and the requirements that have it."""
        codes = [(each, self._figure_codes.get(each.id or 0, set())) for each in followed]
        known = set[str]().union(*(own for _, own in codes))
        wanted = item or (next(iter(known)) if len(known) == 1 else "")
        return wanted, [each for each, own in codes if wanted in own]

    def _entered(self, tasks: Iterable[Task], code: str) -> Iterator[tuple[Task, Evidence]]:
        accepted = [task for task in tasks if task.state is State.ACCEPTED]
        soon(self._session, Task, [task.id or 0 for task in accepted])
        for task in accepted:
            ids = {item.id for item in items_of(self._session, task) if item.code == code}
            yield from ((task, each) for each in in_force(self._session, task) if each.item_id in ids)


def _latest(entered: Sequence[tuple[Task, Evidence]], is_settled: bool) -> Reading:
    """The latest figure by the day it was read off, of each requirement, where all are of one unit and one
    source."""
    in_order = sorted(entered, key=lambda each: (each[1].as_of_on or each[0].due_on, each[1].id or 0))
    last = {task.requirement_id: figure_of(evidence) for task, evidence in in_order}
    figure = figure_of(in_order[-1][1])
    sources = tuple(sorted({each.source for each in last.values() if each}, key=bare))
    if len({task.unit_id for task, _ in entered}) > 1:
        return Reading(None, Why.SEVERAL_UNITS, is_settled=is_settled)
    if figure is None or len(set(map(bare, sources))) > 1:
        return Reading(None, Why.SOURCES, sources, is_settled)
    return Reading(Share(figure.numerator, figure.denominator), None, sources[:1], is_settled)


def _is_open(task: Task) -> bool:
    return task.state not in (State.ACCEPTED, State.WAIVED, State.MISSED)


def _chosen(
    options: Iterable[tuple[tuple[str, str], bool | None]], choose: Mapping[str, int]
) -> Iterator[bool | None]:
    """Of each choice whether so many of its options as are wanted hold, each in all its items."""
    choices = _grouped((choice, every(held)) for (choice, _), held in _grouped(options).items())
    return (enough(choose.get(name, 1), held) for name, held in choices.items())


def _holds(item: TaskItem, filled: Mapping[int | None, Evidence]) -> bool | None:
    evidence = filled.get(item.id)
    if evidence is None or item.at_least is None:
        return evidence is not None
    return reaches(item, figure_of(evidence))


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    found: defaultdict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
