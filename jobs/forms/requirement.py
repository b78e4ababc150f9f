"""A requirement is added or edited: every choice a press, no syntax (docs/design.md, Conversation)."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, func, select

from jobs.forms import choices, reading
from jobs.forms.form import Days, Filling, FormKind, Misread, Option, Saved, Step
from jobs.opening import open_tasks
from models.calendar import working_calendar
from models.catalogue.document import ItemEntry, RequirementEntry
from models.catalogue.due import DueEntry
from models.catalogue.exporting import requirement_entry
from models.changes.configuring import save_requirement, spelled
from models.ledger import digest
from models.occurrences import Occurrence, occurrences
from models.refused import Reason, Refused
from models.rules import cadence as periods
from models.rules.cadence import WEEKDAYS, Cadence, Shift
from models.rules.lifecycle import ACTIVE
from models.rules.permissions import Configuring
from models.rules.reading.fold import bare
from models.rules.zone import day_of
from models.tables import Agency, ItemKind, Person, Requirement, Task, Unit

NONE, USUAL = "none", "usual"
_A_YEAR, _A_WEEK = timedelta(days=365), timedelta(days=7)
# "… hằng tháng": the period follows the title anyway.
_PERIOD_AT_END = re.compile(r"\s*\b(?:(?:hằng|hàng|theo|mỗi)\s+)?(?:tuần|tháng|quý|năm)$", re.IGNORECASE)
_TYPED_PLAIN = re.compile(r"\s*\b(?:(?:hang|theo|moi)\s+(?:tuan|thang|quy|nam)|thang)$", re.IGNORECASE)
_WORDS_OF_CODE = 6


@dataclass(frozen=True)
class Impact:
    """What saving would do: the next periods with their due days, how many in a year, reminders until a week
    from now, and open tasks, which keep their days."""

    nearest: tuple[tuple[str, date], ...]
    periods: int
    reminders: int
    running: int


def editing(filling: Filling) -> Requirement | None:
    """The requirement that is edited; None for a new one."""
    found = filling.session.get(Requirement, filling.number("requirement") or 0)
    return found if found is not None and found.agency_id == filling.person.agency_id else None


def _title(filling: Filling, words: str) -> str:
    line = reading.title(filling, words)
    at_end = _TYPED_PLAIN if line.isascii() else _PERIOD_AT_END
    return at_end.sub("", line) or line


def _people(filling: Filling) -> list[Option]:
    return [*choices.people(filling, choices.own_unit(filling)), Option(choices.NOBODY)]


def _dues(filling: Filling) -> list[Option]:
    """The date rules that the cadence allows, the usual ones first."""
    after = ["after_cutoff=1", "after_cutoff=2", "after_cutoff=3", "after_cutoff=5"]
    match filling.text("cadence"):
        case "once":
            return []
        case "weekly":
            found = [*(f"weekday={day}" for day in WEEKDAYS[:5]), "last_day"]
        case "monthly" if _has_cutoff(filling):
            found = [*after, "day=20", "day=25", "last_day"]
        case "monthly":
            found = ["day=5", "day=10", "day=15", "day=20", "day=25", "last_day"]
        case "yearly":
            found = ["dates=31/3", "dates=30/6", "dates=30/9", "dates=30/11", "dates=15/12", "last_day"]
        case _:
            found = [*(after if _has_cutoff(filling) else []), "last_day"]
    if filling.text("cadence") == "yearly" and _has_cutoff(filling):
        found = [*after, *found]
    return [Option(each) for each in found]


def _due(filling: Filling, words: str) -> str:
    """ "2 ngày" after the cut-off, "thứ Sáu" of the week, "20" of the month, "15/12" of the year, a day
    for what comes once."""
    match filling.text("cadence"):
        case "once":
            return reading.day(filling, words)
        case "weekly":
            return f"weekday={reading.weekday(words)}"
        case "yearly":
            return f"dates={reading.year_day(words)}"
        case _ if _has_cutoff(filling) and "ng" in bare(words).replace("ngay ", "", 1):
            return f"after_cutoff={reading.whole(words, 1, 60)}"
        case "monthly" if not _has_cutoff(filling) or reading.whole(words, 1, 31) > 5:
            return f"day={reading.whole(words, 1, 31)}"
        case _ if _has_cutoff(filling):
            return f"after_cutoff={reading.whole(words, 1, 60)}"
    raise Misread("choose_below")


def _once(filling: Filling) -> Days | None:
    """What comes once has a day that is picked."""
    if filling.text("cadence") != "once":
        return None
    today = day_of(filling.now)
    return Days(today, today + 2 * _A_YEAR)


def _has_cutoff(filling: Filling) -> bool:
    return filling.text("cutoff") not in ("", NONE)


def _recurs(filling: Filling) -> bool:
    return filling.text("cadence") in periods.RECURRING


def _cutoff(filling: Filling, words: str) -> str:
    return str(reading.whole(words, 1, 31))


def _ladders(filling: Filling) -> list[Option]:
    """The usual steps of its cadence, or fewer, or more."""
    first = "cutoff," if _has_cutoff(filling) else ""
    if filling.text("cadence") == "weekly":
        return [Option(USUAL), Option("T0"), Option("T-3,T-1,T0")]
    found = ("T-1,T0", "T-3,T-1,T0", "T-5,T-3,T-1,T0", "T-10,T-5,T-3,T-1,T0", "T-30,T-15,T-7,T-3,T-1,T0")
    return [Option(USUAL), *(Option(first + each) for each in found)]


def _prefill(filling: Filling) -> dict[str, Any]:
    """A new one: the safe choices. One that is there: all its values."""
    row = editing(filling)
    if row is None:
        return {"shift": Shift.EARLIER.value, "hour": NONE, "ladder": USUAL}
    return {
        "title": row.title,
        "criterion": row.criterion_code or choices.NOBODY,
        "unit": str(row.unit_id),
        "person": str(row.responsible_id or choices.NOBODY),
        "cadence": row.cadence.value,
        "cutoff": str(row.cutoff_day or NONE),
        "due": _spelled_due(row.due_rule),
        "shift": row.shift.value,
        "hour": f"{row.due_hour:%H:%M}" if row.due_hour else NONE,
        "ladder": ",".join(row.ladder) or USUAL,
    }


def _spelled_due(rule: dict[str, Any]) -> str:
    """The rule as an answer; one that no screen offers is kept as it stands."""
    match rule:
        case {"after_cutoff": int(days), **rest} if not rest:
            return f"after_cutoff={days}"
        case {"day": int(day), **rest} if not rest:
            return f"day={day}"
        case {"dates": [str(only)], **rest} if not rest:
            return f"dates={only}"
        case {"weekday": str(day), **rest} if not rest:
            return f"weekday={day}"
        case {"last_day": True, **rest} if not rest:
            return "last_day"
        case {"date": str(day)}:
            return day
    return f"json={json.dumps(rule)}"


def due_entry(spelled_due: str) -> DueEntry:
    """What an answer says. Raises ValueError."""
    name, _, value = spelled_due.partition("=")
    match name:
        case "after_cutoff":
            return DueEntry(after_cutoff=int(value))
        case "day":
            return DueEntry(day=int(value))
        case "dates":
            return DueEntry(dates=(value,))
        case "weekday":
            return DueEntry.model_validate({"weekday": value})
        case "last_day":
            return DueEntry(last_day=True)
        case "json":
            return DueEntry.model_validate_json(value)
    return DueEntry(date=date.fromisoformat(spelled_due))


def entry(filling: Filling) -> RequirementEntry:
    """The whole requirement as the answers say. Raises Refused where they do not fit together."""
    row = editing(filling)
    known = requirement_entry(filling.session, row) if row is not None else None
    values = _values(filling)
    try:
        return _edited_entry(filling, known, values) if known else _new_entry(filling, values)
    except ValueError:
        raise Refused(Reason.NOT_VALID) from None


def _values(filling: Filling) -> dict[str, Any]:
    """What the answers say of a requirement, new or not."""
    person = filling.session.get(Person, filling.number("person") or 0)
    unit = filling.session.get_one(Unit, filling.number("unit") or 0)
    ladder = filling.text("ladder")
    return {
        "title": filling.text("title"),
        "short": filling.text("title"),
        "criterion": _unless(choices.NOBODY, filling.text("criterion")),
        "unit": unit.code,
        "responsible": person.code if person else None,
        "cadence": filling.text("cadence"),
        "cutoff": int(filling.text("cutoff")) if _recurs(filling) and _has_cutoff(filling) else None,
        "due": due_entry(filling.text("due")),
        "shift": filling.text("shift"),
        "due_hour": _unless(NONE, filling.text("hour")),
        "ladder": () if ladder == USUAL else tuple(ladder.split(",")),
    }


def _unless(nothing: str, said: str) -> str | None:
    return None if said == nothing else said


def _new_entry(filling: Filling, values: dict[str, Any]) -> RequirementEntry:
    return RequirementEntry(
        **values,
        code=free_code(filling, values["criterion"]),
        starts_on=_starts_on(filling, values["cutoff"]) if _recurs(filling) else None,
        items=(item_of(filling.text("evidence")),),
        status="decided",
        reason=f"Quản trị đặt ngày {day_of(filling.now):%d/%m/%Y}",
    )


def _edited_entry(filling: Filling, known: RequirementEntry, values: dict[str, Any]) -> RequirementEntry:
    kept: dict[str, Any] = {"code": known.code, "items": known.items, "starts_on": known.starts_on}
    if known.title == values["title"]:
        kept["short"] = known.short
    if _recurs(filling) and known.starts_on is None:
        kept["starts_on"] = _starts_on(filling, values["cutoff"])
    if values["cadence"] != "yearly":
        kept["issue_by"] = None
    return RequirementEntry(**known.model_dump() | values | kept)


def item_of(kind: str) -> ItemEntry:
    """The one item of a new requirement; more are added afterwards."""
    return ItemEntry(code="minh-chung", title=ITEM_TITLES[ItemKind(kind)], kind=ItemKind(kind).value)


ITEM_TITLES = {
    ItemKind.SIGNED_DOCUMENT: "văn bản đã ký số và phát hành (PDF)",
    ItemKind.SCREENSHOT: "ảnh chụp màn hình đã gửi",
    ItemKind.ATTACHMENT: "tệp minh chứng",
    ItemKind.FIGURE: "số liệu của kỳ",
    ItemKind.TICK: "xác nhận đã làm",
}


def free_code(filling: Filling, criterion: str | None) -> str:
    """The criterion's code, a dash and a short slug of the title, with a number where it is taken."""
    words = re.findall(r"[a-z0-9]+", bare(filling.text("title")))[:_WORDS_OF_CODE]
    stem = f"{criterion or '0'}-{'-'.join(words)}"
    code, number = stem, 1
    while _is_taken(filling, code):
        number += 1
        code = f"{stem}-{number}"
    return code


def _is_taken(filling: Filling, code: str) -> bool:
    same = select(Requirement.id).where(
        Requirement.agency_id == filling.person.agency_id, Requirement.code == code
    )
    return filling.session.exec(same).first() is not None


def _starts_on(filling: Filling, cutoff: int | None) -> date:
    """The first day of the first period that is not due before today."""
    today, every = day_of(filling.now), Cadence(filling.text("cadence"))
    calendar, ladders = working_calendar(filling.session, filling.person.agency_id), choices.ladders(filling)
    for each in periods.periods(every, cutoff, today - _A_YEAR, today + 2 * _A_YEAR):
        probe = _transient(filling, date(1, 1, 1), cutoff)
        found = next(occurrences(probe, each.last_on, today + 2 * _A_YEAR, calendar, ladders), None)
        if found is not None and found.due_on >= today:
            return found.period.first_on
    return today


def _transient(filling: Filling, starts_on: date, cutoff: int | None) -> Requirement:
    """The requirement as answered, in no session: for what it would bring."""
    due = due_entry(filling.text("due")).model_dump(mode="json", exclude_defaults=True)
    ladder = [] if filling.text("ladder") == USUAL else filling.text("ladder").split(",")
    return Requirement(
        agency_id=filling.person.agency_id,
        code="",
        title="",
        short="",
        unit_id=0,
        cadence=Cadence(filling.text("cadence")),
        cutoff_day=cutoff,
        due_rule=due,
        shift=Shift(filling.text("shift")),
        starts_on=starts_on,
        ladder=ladder,
    )


def _review(filling: Filling) -> Impact | None:
    """None where the answers do not fit together."""
    try:
        made = entry(filling)
    except Refused:
        return None
    row, today = editing(filling), day_of(filling.now)
    calendar = working_calendar(filling.session, filling.person.agency_id)
    probe = _transient(filling, made.starts_on or date(1, 1, 1), made.cutoff)
    coming = [
        each
        for each in occurrences(probe, today - _A_YEAR, today + _A_YEAR, calendar, choices.ladders(filling))
        if each.due_on >= today
    ]
    return Impact(
        nearest=tuple((each.period.name, each.due_on) for each in coming[:3]),
        periods=len([each for each in coming if each.due_on <= today + _A_YEAR]),
        reminders=sum(_reminders(each, today) for each in coming),
        running=running(filling, row),
    )


def _reminders(coming: Occurrence, today: date) -> int:
    return sum(today <= rung.on < today + _A_WEEK for rung in coming.rungs)


def running(filling: Filling, row: Requirement | None) -> int:
    """How many of its tasks are open."""
    if row is None:
        return 0
    alive = select(func.count()).where(Task.requirement_id == row.id, col(Task.state).in_(ACTIVE))
    return filling.session.exec(alive).one()


def base(filling: Filling) -> str:
    """How the requirement stands now, and whether it is still followed."""
    row = editing(filling)
    if row is None:
        return ""
    return digest(json.dumps([spelled(requirement_entry(filling.session, row)), str(row.retired_at)]))


def _is_new(filling: Filling) -> bool:
    return editing(filling) is None


def _save(filling: Filling, choice: str) -> Saved:
    made = entry(filling)
    adjustment = save_requirement(filling.act, made)
    open_tasks(filling.act, filling.session.get_one(Agency, filling.person.agency_id))
    return Saved(adjustment.id, {"code": made.code, "new": not adjustment.before})


REQUIREMENT = FormKind(
    name="requirement",
    needs=Configuring.REQUIREMENTS,
    steps=(
        Step("title", read=_title),
        # The code of a requirement begins with its criterion, and stays.
        Step("criterion", options=choices.criteria, editable=_is_new, columns=2),
        Step("unit", options=choices.units, resets=("person",), columns=2),
        Step(
            "person",
            options=_people,
            asked=lambda filling: not choices.is_group(filling.session, filling.number("unit")),
        ),
        Step(
            "cadence",
            options=lambda filling: [Option(each.value) for each in (*periods.RECURRING, Cadence.ONCE)],
            resets=("cutoff", "due"),
            columns=2,
        ),
        Step(
            "cutoff",
            options=lambda filling: [Option("14"), Option(NONE)],
            read=_cutoff,
            asked=lambda filling: filling.text("cadence") in periods.CLOSING,
            resets=("due",),
        ),
        Step("due", options=_dues, read=_due, days=_once),
        Step("hour", options=lambda filling: [Option(NONE), *reading.hours()], read=reading.hour, columns=2),
        Step("shift", options=lambda filling: [Option(each.value) for each in Shift]),
        Step("ladder", options=_ladders),
        Step("evidence", options=lambda filling: [Option(each.value) for each in ItemKind], asked=_is_new),
    ),
    save=_save,
    review=_review,
    base=base,
    prefill=_prefill,
)
