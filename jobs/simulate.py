"""What a span of days will bring, in memory: nothing is written (docs/design.md, Surfaces).

Catalogue and calendar as they stand, every occurrence opened as if the program had always run, nobody answering,
everyone reachable, no trial run. From the first day on nothing is said of what was due before it: the admins have
that as a list. Offices that nobody holds yet count as filled. Reviewers are asked of what was
handed in, so nobody answering leaves them in peace.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Session

from jobs.opening import living
from jobs.telling import is_first_of_week
from models.calendar import office_hours, working_calendar
from models.changes.open_task import HEAD, LAST_CALL, LEADER, LEVELS, new_task, speaks_at
from models.hearing import is_only_head
from models.occurrences import Occurrence, occurrences
from models.people import holding, responsible
from models.points import worth
from models.rules import escalation, ladder
from models.rules.escalation import EscalationFacts, LevelDecision
from models.rules.office_hours import OfficeHours
from models.rules.working_days import WorkingCalendar
from models.rules.zone import at, day_of
from models.tables import Agency, Ladder, Requirement, Role, Task, Unit
from models.units import units_of

# What ended so long ago is closed: a year and the days until its scoring closes (docs/design.md, Rules).
_LOOK_BACK = timedelta(days=500)


class Telling(StrEnum):
    """Who is told, and what of."""

    CARD = "card"
    OVERDUE = "overdue"
    LAST_CALL = "last_call"
    ESCALATION_HEAD = "escalation_head"
    ESCALATION_LEADER = "escalation_leader"


@dataclass(frozen=True)
class Spoken:
    """One rung of a task on which nobody answers; of a level above the officer, the working day it falls on."""

    at: datetime
    rung: str
    kind: Telling


@dataclass(frozen=True)
class Row:
    """One rung of one task; `officer` is the code of who is responsible, None while nobody is."""

    spoken: Spoken
    officer: str | None
    unit: str
    requirement: str
    criterion: str | None
    period: str
    due_on: date


def simulate(session: Session, agency: Agency, first: date, last: date) -> list[Row]:
    """Everything that would be said from `first` to `last`, both included, in order of time."""
    calendar = working_calendar(session, agency.id or 0)
    found = [
        row
        for requirement in living(session, agency)
        for unit in units_of(session, requirement)
        for days in occurrences(requirement, first - _LOOK_BACK, last, calendar, agency.ladders)
        for row in _rows(session, agency, requirement, unit, days, calendar)
        if first <= day_of(row.spoken.at) <= last and not _is_only_listed(row, agency, requirement)
    ]
    return sorted(
        found, key=lambda row: (row.spoken.at, row.unit, row.requirement, row.due_on, row.spoken.kind)
    )


def _rows(
    session: Session,
    agency: Agency,
    requirement: Requirement,
    unit: Unit,
    days: Occurrence,
    calendar: WorkingCalendar,
) -> Iterator[Row]:
    task = new_task(at(days.opens_on, time()), requirement, unit, days)
    officer = responsible(session, task)
    unanswered = Unanswered(
        days=days,
        calendar=calendar,
        hours=office_hours(agency),
        no_head=_is_reminding_the_head(session, task),
        at_stake=lambda: _at_stake(session, task),
        due_hour=task.due_hour,
    )
    for spoken in unanswered.spoken():
        yield Row(
            spoken=spoken,
            officer=officer.code if officer else None,
            unit=unit.code,
            requirement=requirement.code,
            criterion=requirement.criterion_code,
            period=days.period.name,
            due_on=days.due_on,
        )


def _is_only_listed(row: Row, agency: Agency, requirement: Requirement) -> bool:
    begins = max(agency.adopted_on, requirement.added_on or agency.adopted_on)
    return row.due_on < begins <= day_of(row.spoken.at)


def _is_reminding_the_head(session: Session, task: Task) -> bool:
    """Whether the reminders go to the unit's only head: their own work, or nobody's yet."""
    heads = holding(session, task.agency_id, Role.HEAD, task.unit_id)
    reminded = responsible(session, task) or next(iter(heads), None)
    return reminded is not None and is_only_head(session, task, reminded)


def _at_stake(session: Session, task: Task) -> Decimal | None:
    found = worth(session, task)
    return found.at_stake if found else None


@dataclass(frozen=True)
class Unanswered:
    """One occurrence of which nobody says anything until it closes: whom that makes the program tell, and when.

    `no_head`: nobody is above but the leader; `at_stake`: asked for only when it matters.
    """

    days: Occurrence
    calendar: WorkingCalendar
    hours: OfficeHours
    no_head: bool
    at_stake: Callable[[], Decimal | None]
    due_hour: time | None = None

    def spoken(self) -> Iterator[Spoken]:
        """Everything said of it, the officer's own rungs first."""
        for rung in self.days.rungs:
            kind = Telling.OVERDUE if rung.offset > 0 else Telling.CARD
            yield Spoken(self.hours.opening(rung.on), rung.name, kind)
        if (moment := self._before_the_hour_at) is not None:
            yield Spoken(moment, ladder.HOUR, Telling.CARD)
        head_at = None if self.no_head else self._considered(HEAD, escalation.head)
        levels = {
            Telling.LAST_CALL: self._last_call_at,
            Telling.ESCALATION_HEAD: head_at,
            Telling.ESCALATION_LEADER: self._considered(LEADER, self._leader, head_at),
        }
        for kind, moment in levels.items():
            if moment is not None:
                offset = self.calendar.count(self._speaks_on, day_of(moment))
                yield Spoken(moment, ladder.step_name(offset), kind)

    @property
    def _speaks_on(self) -> date:
        """The day of T0."""
        return self.calendar.on_or_before(self.days.due_on)

    @property
    def _before_the_hour_at(self) -> datetime | None:
        if self.due_hour is None:
            return None
        return ladder.speaks_before_the_hour(self.days.due_on, self.due_hour, self.hours, self.calendar)

    @property
    def _last_call_at(self) -> datetime | None:
        """None where the last reminder before the hour stands for it."""
        moment = self._considered(LAST_CALL, escalation.last_call)
        if moment is None or self.due_hour is None:
            return moment
        spoken_for_at = ladder.hour_at(self.days.due_on, self.due_hour, self.hours, self.calendar)
        return moment if moment < spoken_for_at else None

    def _considered(
        self, name: str, decide: Callable[[EscalationFacts], LevelDecision], head_at: datetime | None = None
    ) -> datetime | None:
        """When this level is told: at its hour, put off from working day to working day until it may be."""
        day = self.calendar.shift(self._speaks_on, LEVELS[name])
        while day <= self.days.closes_on:
            moment = speaks_at(Ladder.ESCALATION, name, day, self.hours, self.calendar)
            decision = decide(self._heard(day_of(moment), name, head_at))
            if decision is not LevelDecision.LATER:
                return moment if decision is LevelDecision.TELL else None
            day = self.calendar.shift(day, 1)
        return None

    def _heard(self, today: date, name: str, head_at: datetime | None) -> EscalationFacts:
        last_call = None if name == LAST_CALL else self._last_call_at
        told = [rung.on for rung in self.days.rungs] + ([day_of(last_call)] if last_call else [])
        return EscalationFacts(
            today=today,
            speaks_on=self._speaks_on,
            officer_told=frozenset(day for day in told if day <= today),
            head_told=day_of(head_at) if head_at else None,
            answered=False,
            trial=False,
            disputed=False,
            no_head=self.no_head,
        )

    def _leader(self, facts: EscalationFacts) -> LevelDecision:
        """A line of the week's first morning; at once only where a point or more is about to be lost."""
        decision = escalation.leader(facts, self.calendar)
        if decision is not LevelDecision.TELL or is_first_of_week(facts.today, self.calendar):
            return decision
        left = self.calendar.count(facts.today, self.days.closes_on)
        is_urgent = left <= escalation.URGENT_DAYS and escalation.is_urgent(self.at_stake(), left)
        return LevelDecision.TELL if is_urgent else LevelDecision.LATER
