"""To be reminded at any hour of any day, or, once that is too late, to promise another day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from jobs.forms import reading
from jobs.forms.form import Days, Filling, FormKind, FormStep, Misread, Option, Saved
from jobs.messages.facts import TaskFacts
from jobs.messages.gather import task_facts
from jobs.messages.replies import shift_facts
from models.calendar import hours_of
from models.changes.common import check
from models.changes.open_task import last_call_at
from models.changes.saying import moment_meant, put_off
from models.kinds import Kind
from models.rules.lifecycle import Change
from models.rules.reading import read_reply
from models.rules.reading.answers import MAY_NAME_A_MOMENT, named_moment
from models.rules.zone import at, day_of, local
from models.tables import Task

_FARTHEST = timedelta(days=60)
_HALF_AN_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class AboutLater:
    """The task that is put off, to which day so far; `promises`: a day to promise is asked for, not an hour."""

    task: TaskFacts
    promises: bool
    day: date | None


def _task(filling: Filling) -> Task:
    """Raises Refused."""
    return filling.the(Task, "about")


def _check(filling: Filling) -> None:
    check(filling.act, _task(filling), Change.SNOOZE)


def _about(filling: Filling, shown: list[Option]) -> AboutLater:
    task = _task(filling)
    return AboutLater(
        task=task_facts(filling.session, task, filling.now),
        promises=_promises(filling),
        day=_day(filling),
    )


def _promises(filling: Filling) -> bool:
    return filling.now >= last_call_at(filling.session, _task(filling))


def _when(filling: Filling) -> date | datetime | None:
    """The day that was chosen, or the moment that was typed."""
    said = filling.text("day")
    if not said:
        return None
    return datetime.fromisoformat(said) if "T" in said else date.fromisoformat(said)


def _day(filling: Filling) -> date | None:
    when = _when(filling)
    return local(when).date() if isinstance(when, datetime) else when


def _days(filling: Filling) -> Days:
    """Until the last call while a reminder can be asked for; then far ahead."""
    latest = last_call_at(filling.session, _task(filling))
    last = filling.today + _FARTHEST if _promises(filling) else day_of(latest)
    return Days(filling.today, last)


def _typed(filling: Filling, words: str) -> str:
    """A day or a moment, as ISO. Raises Misread."""
    when = named_moment(words, filling.now, filling.calendar)
    if when is None:
        raise Misread("no_day")
    return when.isoformat()


def _is_no_moment(filling: Filling, words: str) -> bool:
    """Whether words report something, or name no day: then they are meant for something else."""
    intent = read_reply(words, filling.now, filling.calendar).intent
    return intent not in MAY_NAME_A_MOMENT or named_moment(words, filling.now, filling.calendar) is None


def _asks_hour(filling: Filling) -> bool:
    """A day was chosen, on which they are to be reminded at some hour."""
    when = _when(filling)
    return when is not None and not isinstance(when, datetime) and not _promises(filling)


def _hours(filling: Filling) -> list[Option]:
    """Every half hour of working time on the chosen day that is still to come, up to the last call."""
    day = _day(filling)
    if day is None:
        return []
    latest, found = last_call_at(filling.session, _task(filling)), []
    for start, end in hours_of(filling.session, filling.person.agency_id).spans:
        moment = at(day, start)
        while moment < at(day, end):
            if filling.now < moment <= latest:
                found.append(Option(f"{local(moment):%H:%M}"))
            moment += _HALF_AN_HOUR
    return found


def _save(filling: Filling, choice: str) -> Saved:
    when, hour = _when(filling), filling.text("hour")
    assert when is not None
    if hour and not isinstance(when, datetime):
        when = at(when, time.fromisoformat(hour))
    task = _task(filling)
    statement = put_off(filling.act, task, filling.spoken, when)
    shift = shift_facts(statement, moment_meant(filling.act, when))
    return Saved(facts={"statement": statement.id, "task": task.id} | shift, says=Kind.HEARD)


LATER = FormKind(
    name="later",
    check=_check,
    steps=(
        FormStep("day", read=_typed, elsewhere=_is_no_moment, days=_days, about=_about, resets=("hour",)),
        FormStep(
            "hour",
            options=_hours,
            read=reading.hour,
            elsewhere=reading.is_no_hour,
            asked=_asks_hour,
            about=_about,
            columns=4,
        ),
    ),
    save=_save,
)
