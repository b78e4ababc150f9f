"""Working hours and usual ladders of the agency: what is planned follows the hours, running ladders stay."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import col, func, select

from jobs.forms import reading
from jobs.forms.form import USUAL, Filling, FormKind, FormStep, Option, Saved, fingerprint, fixed, if_any
from jobs.opening import living
from models.calendar import office_hours
from models.changes.common import CLIMBED
from models.changes.office import set_ladder, set_office_hours
from models.changes.relaying import following
from models.ledger import digest
from models.occurrences import Occurrence, occurrences
from models.rules.cadence import Cadence
from models.rules.ladder import CUTOFF, WITH_CUTOFF, LadderStep, name_of_ladder, usual
from models.rules.office_hours import read_spans
from models.rules.permissions import Configuring
from models.tables import Requirement, Task

_HOURS = (
    "07:30-11:30,13:30-17:00",
    "07:00-11:30,13:30-17:00",
    "07:30-12:00,13:30-17:00",
    "07:00-11:00,13:30-17:30",
    "08:00-12:00,13:00-17:00",
)
_LADDERS = ("T-3,T-1,T0", "T-5,T-3,T-1,T0", "T-10,T-5,T-3,T-1,T0", "T-30,T-15,T-7,T-3,T-1,T0")
_WITH_CUTOFF = ("T-1,T0", "T-2,T-1,T0", "T-3,T-1,T0")
_A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class HoursImpact:
    """Hours as they are and as they would be; how many planned reminders would speak at another hour."""

    old: str
    new: str
    rungs: int


@dataclass(frozen=True)
class LadderImpact:
    """Steps as they are and as they would be; how many requirements follow them, how many open tasks keep theirs,
    and the next occurrence: its title, period, due day and the days on which it would be spoken of."""

    old: tuple[LadderStep, ...]
    new: tuple[LadderStep, ...]
    requirements: int
    running: int
    title: str = ""
    period: str = ""
    due_on: date | None = None
    days: tuple[date, ...] = ()


def _review_hours(filling: Filling) -> HoursImpact | None:
    agency = filling.agency
    if filling.text("hours") == agency.office_hours:
        return None
    old, new = office_hours(agency), read_spans(filling.text("hours"))
    moved = following(filling.session, agency, filling.now, old, new)
    return HoursImpact(agency.office_hours, new.spelled(), len(moved))


def _save_hours(filling: Filling, choice: str) -> Saved:
    return Saved(set_office_hours(filling.act, filling.text("hours")).id)


def _hours_base(filling: Filling) -> str:
    return digest(filling.agency.office_hours)


HOURS = FormKind(
    name="hours",
    needs=Configuring.SETTINGS,
    steps=(FormStep("hours", options=fixed(*_HOURS), read=reading.spans),),
    save=_save_hours,
    saves=if_any(_review_hours),
    review=_review_hours,
    base=_hours_base,
)


def _ladders(filling: Filling) -> list[Option]:
    first = f"{CUTOFF}," if filling.text("which") == WITH_CUTOFF else ""
    found = _WITH_CUTOFF if first else _LADDERS
    own = [first + each for each in found if first + each != ",".join(usual(filling.text("which")))]
    return [Option(USUAL), *map(Option, own)]


def _steps(filling: Filling, words: str) -> str:
    first = [CUTOFF] if filling.text("which") == WITH_CUTOFF else []
    return ",".join([*first, *reading.steps(words)])


def _chosen(filling: Filling) -> tuple[LadderStep, ...]:
    chosen = filling.text("steps")
    return usual(filling.text("which")) if chosen == USUAL else tuple(chosen.split(","))


def _review_ladder(filling: Filling) -> LadderImpact | None:
    agency, which, new = filling.agency, filling.text("which"), _chosen(filling)
    old = tuple(agency.ladders.get(which) or usual(which))
    if old == new:
        return None
    found = filling.session.exec(
        select(Requirement).where(Requirement.agency_id == agency.id, col(Requirement.retired_at).is_(None))
    )
    own = [
        each
        for each in found
        if not each.ladder and name_of_ladder(each.cadence, each.cutoff_day is not None) == which
    ]
    open_tasks = select(func.count()).where(
        col(Task.requirement_id).in_([each.id for each in own]), col(Task.state).in_(CLIMBED)
    )
    running = filling.session.exec(open_tasks).one()
    impact = LadderImpact(old, new, len(own), running)
    return _with_example(filling, impact, [each for each in own if each in living(filling.session, agency)])


def _with_example(filling: Filling, impact: LadderImpact, own: list[Requirement]) -> LadderImpact:
    """With the nearest occurrence that is not open yet."""
    found = [(each, days) for each in own if (days := _next(filling, each, impact.new)) is not None]
    if not found:
        return impact
    requirement, days = min(found, key=lambda each: each[1].due_on)
    return replace(
        impact,
        title=requirement.title,
        period=days.period.name,
        due_on=days.due_on,
        days=tuple(rung.on for rung in days.rungs if rung.offset <= 0),
    )


def _next(filling: Filling, requirement: Requirement, steps: tuple[LadderStep, ...]) -> Occurrence | None:
    today = filling.today
    known = set(filling.session.exec(select(Task.period).where(Task.requirement_id == requirement.id)))
    ladders = {filling.text("which"): steps}
    found = occurrences(requirement, today - _A_YEAR, today + _A_YEAR, filling.calendar, ladders, known)
    return next((each for each in found if each.due_on >= today), None)


def _save_ladder(filling: Filling, choice: str) -> Saved:
    steps: tuple[LadderStep, ...] = () if filling.text("steps") == USUAL else _chosen(filling)
    return Saved(set_ladder(filling.act, filling.text("which"), steps).id)


def _ladders_base(filling: Filling) -> str:
    return fingerprint(sorted(filling.agency.ladders.items()))


LADDERS = FormKind(
    name="ladders",
    needs=Configuring.SETTINGS,
    steps=(
        FormStep("which", options=fixed(WITH_CUTOFF, *Cadence), resets=("steps",)),
        FormStep("steps", options=_ladders, read=_steps),
    ),
    save=_save_ladder,
    saves=if_any(_review_ladder),
    review=_review_ladder,
    base=_ladders_base,
)
