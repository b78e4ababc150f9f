"""One scheduling pass: tasks open and close, rungs are spoken into the outbox. Idempotent at any moment.

1. Each step of each agency is a transaction of its own, in the order of the table; they share what they read.
2. A step that fails, or one task's or person's part of it, is undone and noted (`StepFault`); the others go on,
   and it is tried again with the next tick, also where it goes by days.
3. The pass is noted last: killed before that, the next one begins again, and what was done stands by its keys.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from functools import partial
from typing import TypeAlias

from sqlalchemy import Engine
from sqlmodel import Session, select

from jobs import faults
from jobs.absences import hand_back_to_all
from jobs.acknowledging import list_unacknowledged
from jobs.auditing import audit
from jobs.cases.telling import open_due, tell_cases
from jobs.clerk import tell_clerks
from jobs.covering import tell_gaps
from jobs.escalating import escalate
from jobs.leading import tell_leaders, tell_trial_ends
from jobs.opening import close_tasks, open_tasks, tell_triage
from jobs.reviewing import remind_reviewers
from jobs.speaking import speak_to_all
from models.actor import CLOCK, Act
from models.calendar import office_hours, working_calendar
from models.changes.citizens import forget_citizens
from models.changes.incidents import remind_of_notice
from models.changes.own_data import remind_of_requests
from models.changes.retaining import forget_old
from models.database import InTurn, Unavailable, turns_of
from models.installation import installed, is_frozen
from models.restored import was_restored_on
from models.rules.zone import day_of, local
from models.tables import Agency, StepFault


class When(Enum):
    """Opening and closing go by days: once after midnight is enough. The auditor looks once an hour of work."""

    NEW_DAY = auto()
    NEW_HOUR = auto()
    ANY_TIME = auto()
    OFFICE_HOURS = auto()


@dataclass(frozen=True)
class TickStep:
    name: str
    take: Callable[[Act, Agency], object]
    when: When = When.OFFICE_HOURS
    # Whether it is left out on the day on which a backup was restored: what it says may have been said before.
    repeats: bool = True

    @property
    def is_owed(self) -> bool:
        """Whether it is done as soon as it can be, where its day's turn failed."""
        return self.when is When.NEW_DAY


@dataclass(frozen=True)
class _Times:
    """What a moment is to an agency."""

    is_open: bool
    is_new_day: bool
    is_new_hour: bool
    was_restored_today: bool

    def has_come(self, step: TickStep) -> bool:
        if step.repeats and self.was_restored_today:
            return False
        match step.when:
            case When.ANY_TIME:
                return True
            case When.NEW_DAY:
                return self.is_new_day
            case When.OFFICE_HOURS:
                return self.is_open
            case When.NEW_HOUR:
                return self.is_new_hour and self.is_open


# Whether an incident is looked into; the agencies' steps that fail; those that are due.
_Looked: TypeAlias = tuple[bool, set[tuple[int, str]], list[tuple[int, TickStep]]]
_FAILING, _AGENCIES = select(StepFault.agency_id, StepFault.step), select(Agency)
# All that goes on while an incident is looked into.
FROZEN_STEPS = (TickStep("incident", remind_of_notice, When.ANY_TIME, repeats=False),)
STEPS = (
    TickStep("open_tasks", open_tasks, When.NEW_DAY, repeats=False),
    TickStep("close_tasks", close_tasks, When.NEW_DAY, repeats=False),
    TickStep("open_cases", open_due, When.NEW_DAY, repeats=False),
    TickStep("forget_citizens", forget_citizens, When.NEW_DAY, repeats=False),
    TickStep("forget_old", forget_old, When.NEW_DAY, repeats=False),
    TickStep("data_requests", remind_of_requests, When.NEW_HOUR),
    TickStep("hand_back", hand_back_to_all, repeats=False),
    *FROZEN_STEPS,
    TickStep("triage", tell_triage, When.ANY_TIME),
    TickStep("trial_ends", tell_trial_ends),
    TickStep("gaps", tell_gaps),
    TickStep("unacknowledged", list_unacknowledged, When.ANY_TIME),
    TickStep("leaders", tell_leaders),
    TickStep("escalate", escalate),
    TickStep("clerks", tell_clerks),
    TickStep("speak", speak_to_all, repeats=False),
    TickStep("reviewers", remind_reviewers),
    TickStep("cases", tell_cases),
    TickStep("audit", audit, When.NEW_HOUR),
)


def tick(engine: Engine, now: datetime) -> None:
    """Everything that has come due by `now`."""
    for take in steps_of_tick(engine, now):
        take()


def steps_of_tick(engine: Engine, now: datetime) -> Iterator[Callable[[], None]]:
    """The same, a transaction each: whoever has other work may do it in between, or try one again."""
    turns = turns_of(engine)
    frozen, failing, due = _looked(turns, now)
    for agency_id, step in due:
        yield partial(_take, turns, agency_id, step, now, (agency_id, step.name) in failing)
    yield partial(_note, turns, now, frozen)


def _looked(turns: InTurn, now: datetime) -> _Looked:
    with turns.reading() as session:
        frozen = is_frozen(session)
        failing = set(session.exec(_FAILING))
        due = [
            (agency.id or 0, step)
            for agency in session.exec(_AGENCIES).all()
            for times in [_times(session, agency, now)]
            for step in (FROZEN_STEPS if frozen else STEPS)
            if times.has_come(step) or ((agency.id, step.name) in failing and step.is_owed)
        ]
    return frozen, failing, due


def _times(session: Session, agency: Agency, now: datetime) -> _Times:
    ticked_at = installed(session).ticked_at
    return _Times(
        is_open=office_hours(agency).is_open(now, working_calendar(session, agency.id or 0)),
        is_new_day=ticked_at is None or day_of(ticked_at) != day_of(now),
        is_new_hour=ticked_at is None or _hour_of(ticked_at) != _hour_of(now),
        was_restored_today=was_restored_on(session, day_of(now)),
    )


def _hour_of(moment: datetime) -> datetime:
    return local(moment).replace(minute=0, second=0, microsecond=0)


def _take(turns: InTurn, agency_id: int, step: TickStep, now: datetime, was_failing: bool) -> None:
    try:
        with turns.writing() as session:
            with faults.watch(session) as failed:
                step.take(Act(session, CLOCK, now), session.get_one(Agency, agency_id))
            if failed or was_failing:
                faults.note(session, agency_id, step.name, failed, now)
    except Unavailable:
        raise
    except Exception as error:
        failed = {"": faults.said("", error)}
        with turns.writing() as session:
            faults.note(session, agency_id, step.name, failed, now)


def note_pass(engine: Engine, now: datetime) -> None:
    """Notes that a pass was made at this moment."""
    with turns_of(engine).writing() as session:
        _note_in(session, now, is_frozen(session))


def _note(turns: InTurn, now: datetime, frozen: bool) -> None:
    with turns.writing() as session:
        _note_in(session, now, frozen)


def _note_in(session: Session, now: datetime, frozen: bool) -> None:
    """One that left out what it should have done, for an incident is looked into, counts for the clock only."""
    installation = installed(session)
    # A pass that began earlier may end later than one begun after it.
    installation.clock_at = max(installation.ticked_at or now, now)
    if not frozen:
        installation.ticked_at = installation.clock_at
    session.add(installation)
