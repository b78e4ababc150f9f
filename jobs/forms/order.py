"""A one-off order ("giao việc"): what, who, when, which evidence; opened and told at once."""

import re
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from typing import Any

from sqlmodel import Session, col, select

from jobs.forms import basis, choices, reading
from jobs.forms.form import NONE, Filling, FormKind, FormStep, Option, Saved, ahead, fixed
from jobs.forms.requirement import free_code, item_of
from models.administering import may_do
from models.calendar import working_calendar
from models.catalogue.document import RequirementEntry
from models.catalogue.due import DueEntry
from models.changes.ordering import order
from models.people import away_for
from models.refused import Reason, Refused
from models.rules.due_day import DueDay, spelled_hour
from models.rules.permissions import Configuring
from models.rules.reading.documents import mentions
from models.rules.reading.letters import deadline_readings
from models.rules.reading.persons import called, given_at_end
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of
from models.tables import ItemKind, Person, Task, Unit

_LONGEST_TITLE = 160
# Of a letter with its letterhead (Decree 30/2020, appendix I): the lines about what it is, and its day.
_SUBJECT, _ADDRESSED = re.compile(r"\s*(?:V/v|Về việc)\b:?", re.I), "Kính gửi"
_DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.I)


def has_hour(filling: Filling) -> bool:
    """Whether the deadline was typed with its hour."""
    return "T" in filling.text("due")


def _prefill(filling: Filling) -> dict[str, Any]:
    """A head of one unit orders there; no hour unless said."""
    units = choices.units(filling)
    return {"hour": NONE} | ({"unit": units[0].value} if len(units) == 1 else {})


def from_letter(
    session: Session, person: Person, words: str, now: datetime, file: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What a letter says: what to do, by when where only one reading fits, which letter it is; `file`: the letter
    itself, spelled as an answer. The words beside a file are its sender's own, who means the day that they name,
    and may give it to somebody."""
    to = taker(session, person, words, day_of(now)) if file else None
    text = " ".join((given_at_end(words)[0] if to else words).split())
    due = _day_meant(text, now, working_calendar(session, person.agency_id), own=bool(file))
    title = (None if to else _subject(words)) or text
    title = f"{title[:1].upper()}{title[1:_LONGEST_TITLE]}".rstrip()
    known: dict[str, Any] = {"title": title} | _basis(text, now, file)
    if to is not None:
        known |= {"unit": str(to.unit_id), "person": str(to.id)}
    return known | ({"due": reading.spelled(due)} if due else {})


def _subject(letter: str) -> str | None:
    """What a letter says under its number that it is about, up to an empty line or whom it is to."""
    lines = iter(letter.splitlines())
    for line in lines:
        if begins := _SUBJECT.match(line):
            about = " ".join([line[begins.end() :], *takewhile(str.strip, lines)])
            return " ".join(about.partition(_ADDRESSED)[0].split())
    return None


def _basis(text: str, now: datetime, file: dict[str, Any] | None) -> dict[str, Any]:
    named = next(iter(mentions(text.lower(), now)), None)
    if not file and named is None:
        return {}
    words = text[named.start : named.end] if named else ""
    if named and named.document.date is None and (dated := _DATED.search(text)):
        words = f"{words} ngày {dated[1]}/{dated[2]}/{dated[3]}"
    return {"basis": (file or {}) | {"words": words}}


def _day_meant(text: str, now: datetime, calendar: WorkingCalendar, own: bool) -> DueDay | None:
    """Where only one reading fits; of one's own words (`own`) the later of two days in a row."""
    found = deadline_readings(text, now, calendar)
    is_clear = len(found) == 1 or (own and found and found[-1].on - found[0].on <= timedelta(days=1))
    return found[-1] if is_clear else None


def taker(session: Session, person: Person, words: str, today: date) -> Person | None:
    """To whom words give something at their end: the one of this name in the units in which a person orders."""
    _, name = given_at_end(words)
    if not name:
        return None
    active = select(Person).where(Person.agency_id == person.agency_id, col(Person.deactivated_at).is_(None))
    able = [
        each
        for each in session.exec(active.order_by(Person.code))
        if each.unit_id is not None and may_do(session, person, Configuring.ORDER, today, each.unit_id)
    ]
    found = called(name, [each.full_name for each in able])
    return able[found[0]] if len(found) == 1 else None


def deadline(filling: Filling) -> DueDay:
    """The day, with the hour that was typed with it or chosen after it."""
    day, _, typed = filling.text("due").partition("T")
    hour = typed or filling.text("hour")
    return DueDay(date.fromisoformat(day), time.fromisoformat(hour) if hour not in ("", NONE) else None)


def _save(filling: Filling, choice: str) -> Saved:
    due = deadline(filling)
    unit = filling.session.get_one(Unit, filling.number("unit") or 0)
    person = filling.session.get(Person, filling.number("person") or 0)
    why = basis.basis_of(filling)
    try:
        entry = RequirementEntry(
            code=free_code(filling, None),
            title=filling.text("title"),
            short=filling.text("title"),
            unit=unit.code,
            responsible=person.code if person else None,
            cadence="once",
            due=DueEntry(date=due.on),
            shift="keep",
            due_hour=spelled_hour(due.hour),
            items=(item_of(filling.text("evidence")),),
            status="decided",
            reason=why.words or f"Giao ngày {filling.today:%d/%m/%Y}",
        )
    except ValueError:
        raise Refused(Reason.NOT_VALID) from None
    made, tasks = order(filling.act, entry, unit, why)
    saved = {"to": person.full_name if person else unit.short, "tasks": len(tasks)}
    return Saved(made.id, saved | (_away(filling, person, tasks) if person else {}))


def _away(filling: Filling, person: Person, tasks: list[Task]) -> dict[str, str]:
    """Until when who gets them is away, and who covers."""
    found = [away_for(filling.session, person, task, filling.today) for task in tasks]
    away = next((each for each in found if each is not None), None)
    if away is None:
        return {}
    return {"until": away.absence.to_on.isoformat(), "cover": away.cover.full_name if away.cover else ""}


DUE = FormStep("due", read=reading.deadline, days=ahead(timedelta(days=400)))
# Asked where no hour was typed with the day.
HOUR = FormStep(
    "hour",
    options=lambda filling: [Option(NONE), *reading.hours()],
    read=reading.hour,
    asked=lambda filling: not has_hour(filling),
    columns=2,
)
ORDER = FormKind(
    name="order",
    needs=Configuring.ORDER,
    steps=(
        FormStep("title", read=reading.title),
        choices.UNIT,
        choices.PERSON,
        DUE,
        HOUR,
        FormStep("evidence", options=fixed(*ItemKind)),
        FormStep("basis", options=fixed(NONE), read=basis.typed, is_file=True, shown=basis.shown),
    ),
    save=_save,
    prefill=_prefill,
    unit=choices.own_unit,
)
