"""The hour of one's own morning, within working hours."""

from datetime import datetime, time, timedelta

from jobs.forms import reading
from jobs.forms.form import Filling, FormKind, FormStep, Misread, Option, Saved
from models.calendar import office_hours
from models.changes.mornings import set_morning
from models.kinds import Kind
from models.rules.office_hours import OfficeHours
from models.rules.zone import local

_HALF_AN_HOUR = timedelta(minutes=30)


def _own(filling: Filling) -> None:
    """Everybody has a morning."""


def _hours(filling: Filling) -> OfficeHours:
    return office_hours(filling.agency)


def _options(filling: Filling) -> list[Option]:
    """Every half hour from the opening to the last call."""
    hours, found = _hours(filling), list[datetime]()
    moment = hours.opening(filling.today)
    while moment < hours.last_call(filling.today):
        found.append(moment)
        moment += _HALF_AN_HOUR
    mornings = (local(each).time() for each in found)
    return [Option(f"{each:%H:%M}") for each in mornings if hours.may_begin_at(each, filling.today)]


def _typed(filling: Filling, words: str) -> str:
    """An hour at which a morning may begin. Raises Misread."""
    said = reading.hour(filling, words)
    if not _hours(filling).may_begin_at(time.fromisoformat(said), filling.today):
        raise Misread("no_morning")
    return said


def _save(filling: Filling, choice: str) -> Saved:
    set_morning(filling.act, time.fromisoformat(filling.text("hour")))
    return Saved(says=Kind.ABOUT_ME)


MORNING = FormKind(
    name="morning",
    check=_own,
    steps=(FormStep("hour", options=_options, read=_typed, elsewhere=reading.is_no_hour, columns=4),),
    save=_save,
)
