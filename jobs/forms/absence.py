"""Being away, one's own or for somebody: from when, to when, who acts meanwhile; or other days than were told."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from jobs.forms import choices, reading
from jobs.forms.form import Days, Filling, FormKind, FormStep, Misread, Option, Saved
from jobs.messages.absence import FOR, PICK, above, colleagues, days_to_pick, first_days, last_days
from jobs.messages.facts import Named
from jobs.messages.gather import named, person_named, standing_in
from models.changes.absence import LONGEST_DAYS, be_absent, change_days, check_in_force, check_may_set
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.letters import bare
from models.tables import Absence, Person

_OF_A_DAY = re.compile(
    r"(?:tu|den|het|toi|ngay|hom|thu|hai|ba|nam|sau|bay|chu|nhat|cn|t[2-7]|tuan|nay|mai|mot|kia|thang|[\d/.-]+)[,.]?"
)


@dataclass(frozen=True)
class AboutAbsence:
    """Whose absence is told, and what was answered so far; `covers` stands in where nobody is named; `was`: the
    days that were recorded and are to be mended."""

    absent: Named
    today: date
    from_on: date | None = None
    to_on: date | None = None
    covers: Named | None = None
    was: tuple[date, date] | None = None


def _person(filling: Filling) -> Person:
    """Raises Refused."""
    if not filling.has("about"):
        return filling.person
    return _still_here(filling, filling.number("about"))


def _still_here(filling: Filling, person_id: int | None) -> Person:
    person = filling.session.get(Person, person_id or 0)
    if person is None or person.deactivated_at is not None:
        raise Refused(Reason.GONE)
    return person


def _check_person(filling: Filling) -> None:
    check_may_set(filling.act, _person(filling))


def _absence(filling: Filling) -> Absence:
    """Raises Refused."""
    return filling.the(Absence, "about")


def _check_absence(filling: Filling) -> None:
    check_may_set(filling.act, _still_here(filling, _absence(filling).person_id))
    check_in_force(_absence(filling), filling.now)


def _firsts(filling: Filling) -> list[Option]:
    return [*_days(first_days(filling.calendar, filling.today)), Option(PICK)]


def _others(filling: Filling) -> list[Option]:
    return _days(days_to_pick(filling.calendar, filling.today))


def _lasts(filling: Filling) -> list[Option]:
    from_on = _from_on(filling)
    days = _days(last_days(filling.calendar, max(from_on, filling.today))) if from_on else []
    return [*days, Option(PICK)] if days else []


def _any_last(filling: Filling) -> Days | None:
    """Every day from the first one on."""
    from_on = _from_on(filling)
    if from_on is None:
        return None
    first = max(from_on, filling.today)
    return Days(first, first + timedelta(days=LONGEST_DAYS))


def _to_on(filling: Filling) -> date | None:
    said = filling.text("to_on")
    return _day(filling.text("other_end") if said == PICK else said)


def _days(days: list[date]) -> list[Option]:
    return [Option(day.isoformat()) for day in days]


def _deputies(filling: Filling) -> list[Option]:
    person = _person(filling)
    covers = standing_in(filling.session, above(filling.session, person))
    able = colleagues(filling.session, person, _from_on(filling) or filling.today)
    asked = [Option(str(each.id), each.full_name) for each in able]
    return [*asked, Option(choices.NOBODY, covers.post or covers.full_name if covers else "")]


def _from_on(filling: Filling) -> date | None:
    said = filling.text("from_on")
    return _day(filling.text("other_day") if said == PICK else said)


def _day(said: str) -> date | None:
    return date.fromisoformat(said) if said else None


def _first_day(filling: Filling, words: str) -> str:
    """With the last one, where the words name both. Raises Misread, TwoReadings."""
    first, last = reading.first_and_last(filling, words)
    if last and last < first:
        raise Misread("day_past")
    if last:
        filling.say("to_on", last)
    return first


def _last_day(filling: Filling, words: str) -> str:
    """Raises Misread, TwoReadings."""
    said, from_on = reading.day(filling, words), _from_on(filling)
    if from_on is not None and said < from_on.isoformat():
        raise Misread("day_past")
    return said


def _about_person(filling: Filling, shown: list[Option]) -> AboutAbsence:
    person = _person(filling)
    return AboutAbsence(
        absent=named(person),
        today=filling.today,
        from_on=_from_on(filling),
        to_on=_to_on(filling),
        covers=standing_in(filling.session, above(filling.session, person)),
    )


def _about_absence(filling: Filling, shown: list[Option]) -> AboutAbsence:
    absence = _absence(filling)
    return AboutAbsence(
        absent=person_named(filling.session, absence.person_id),
        today=filling.today,
        from_on=_from_on(filling),
        was=(absence.from_on, absence.to_on),
    )


def _days_asked(about: Callable[[Filling, list[Option]], Any]) -> tuple[FormStep, ...]:
    """From when, to when."""
    asked = partial(FormStep, elsewhere=_says_more, about=about, columns=2)
    return (
        asked("from_on", options=_firsts, read=_first_day),
        asked("other_day", options=_others, read=reading.day, asked=_is_another_day),
        asked("to_on", options=_lasts, read=_last_day, resets=("other_end",)),
        asked("other_end", days=_any_last, read=_last_day, asked=_is_another_end),
    )


def _says_more(filling: Filling, words: str) -> bool:
    """Whether words without a reply say more than a day: those may be meant for a task."""
    return not all(_OF_A_DAY.fullmatch(word) for word in bare(words).split())


def _is_another_end(filling: Filling) -> bool:
    return filling.text("to_on") == PICK


def _is_another_day(filling: Filling) -> bool:
    return filling.text("from_on") == PICK


def _record(filling: Filling, choice: str) -> Saved:
    person, deputy_id = _person(filling), filling.number("deputy")
    deputy = filling.session.get_one(Person, deputy_id) if deputy_id else None
    from_on, to_on = _from_on(filling), _to_on(filling)
    assert from_on is not None
    assert to_on is not None
    return _recorded(filling, be_absent(filling.act, person, from_on, to_on, deputy))


def _change(filling: Filling, choice: str) -> Saved:
    absence, to_on = _absence(filling), _to_on(filling)
    assert to_on is not None
    change_days(filling.act, absence, _from_on(filling) or absence.from_on, to_on)
    return _recorded(filling, absence)


def _recorded(filling: Filling, absence: Absence) -> Saved:
    whose = {} if absence.person_id == filling.person.id else {FOR: absence.person_id}
    return Saved(facts={"absence": absence.id} | whose, says=Kind.AWAY)


def _first_day_stands(filling: Filling) -> dict[str, str]:
    """An absence that has begun keeps its first day."""
    absence = _absence(filling)
    return {"from_on": absence.from_on.isoformat()} if absence.from_on <= filling.today else {}


ABSENCE = FormKind(
    name="absence",
    check=_check_person,
    steps=(*_days_asked(_about_person), FormStep("deputy", options=_deputies, about=_about_person)),
    save=_record,
)
REDATE = FormKind(
    name="redate",
    check=_check_absence,
    steps=_days_asked(_about_absence),
    prefill=_first_day_stands,
    save=_change,
)
