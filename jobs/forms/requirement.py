"""A requirement is added or edited: every choice a press, no syntax (docs/design.md, Conversation)."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count
from typing import Any

from sqlmodel import col, func, select

from jobs.forms import choices, due, reading
from jobs.forms.form import NONE, USUAL, Filling, FormKind, FormStep, Option, Saved, fingerprint, fixed
from jobs.opening import open_tasks
from models.catalogue.document import ItemEntry, RequirementEntry
from models.catalogue.exporting import requirement_entry
from models.changes.configuring import save_requirement, spelled
from models.occurrences import Occurrence, occurrences
from models.refused import Reason, Refused
from models.rules import cadence as periods
from models.rules.cadence import Cadence, Shift
from models.rules.letters import bare
from models.rules.lifecycle import ACTIVE
from models.rules.permissions import Configuring
from models.tables import ItemKind, Person, Requirement, Task, Unit

_A_YEAR, _A_WEEK = timedelta(days=365), timedelta(days=7)
# "… hằng tháng": the period follows the title anyway.
_PERIOD_AT_END = re.compile(r"\s*\b(?:(?:hằng|hàng|theo|mỗi)\s+)?(?:tuần|tháng|quý|năm)$", re.IGNORECASE)
_TYPED_PLAIN = re.compile(r"\s*\b(?:(?:hang|theo|moi)\s+(?:tuan|thang|quy|nam)|thang)$", re.IGNORECASE)
_WORDS_OF_CODE = 6


@dataclass(frozen=True)
class RequirementImpact:
    """What saving would do: the next periods with their due days, how many in a year, reminders until a week
    from now, and open tasks, which keep their days; `made`: the requirement, for what no question asks of it."""

    nearest: tuple[tuple[str, date], ...]
    periods: int
    reminders: int
    running: int
    made: RequirementEntry | None = None


def editing(filling: Filling) -> Requirement | None:
    """The requirement that is edited; None for a new one."""
    return filling.row(Requirement, "requirement")


def _title(filling: Filling, words: str) -> str:
    line = reading.title(filling, words)
    at_end = _TYPED_PLAIN if line.isascii() else _PERIOD_AT_END
    return at_end.sub("", line) or line


def _recurs(filling: Filling) -> bool:
    return filling.text("cadence") in periods.RECURRING


def _cutoff(filling: Filling, words: str) -> str:
    return str(reading.whole(words, 1, 31))


def _ladders(filling: Filling) -> list[Option]:
    """The usual steps of its cadence, or fewer, or more."""
    first = "cutoff," if due.has_cutoff(filling) else ""
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
        "due": due.spelled(row.due_rule),
        "shift": row.shift.value,
        "hour": f"{row.due_hour:%H:%M}" if row.due_hour else NONE,
        "ladder": ",".join(row.ladder) or USUAL,
    }


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
    return {
        "title": filling.text("title"),
        "short": filling.text("title"),
        "criterion": _unless(choices.NOBODY, filling.text("criterion")),
        "unit": unit.code,
        "responsible": person.code if person else None,
        "cadence": filling.text("cadence"),
        "cutoff": int(filling.text("cutoff")) if _recurs(filling) and due.has_cutoff(filling) else None,
        "due": due.entry_of(filling.text("due")),
        "shift": filling.text("shift"),
        "due_hour": _unless(NONE, filling.text("hour")),
        "ladder": tuple(_own_ladder(filling)),
    }


def _own_ladder(filling: Filling) -> list[str]:
    """None where the usual steps are followed."""
    ladder = filling.text("ladder")
    return [] if ladder == USUAL else ladder.split(",")


def _unless(nothing: str, said: str) -> str | None:
    return None if said == nothing else said


def _new_entry(filling: Filling, values: dict[str, Any]) -> RequirementEntry:
    return RequirementEntry(
        **values,
        code=free_code(filling, values["criterion"]),
        starts_on=_starts_on(filling, values["cutoff"]) if _recurs(filling) else None,
        items=(item_of(filling.text("evidence")),),
        status="decided",
        reason=f"Quản trị đặt ngày {filling.today:%d/%m/%Y}",
    )


def _edited_entry(filling: Filling, known: RequirementEntry, values: dict[str, Any]) -> RequirementEntry:
    kept: dict[str, Any] = {"code": known.code, "items": known.items, "starts_on": known.starts_on}
    if known.title == values["title"]:
        kept["short"] = known.short
    if _recurs(filling) and known.starts_on is None:
        kept["starts_on"] = _starts_on(filling, values["cutoff"])
    if values["cadence"] != "yearly":
        kept |= {"issue_from": None, "issue_by": None, "issue_year": 0}
    return RequirementEntry(**known.model_dump() | values | kept)


def item_of(kind: str) -> ItemEntry:
    """The one item of a new requirement; more are added afterwards."""
    return ItemEntry(code="minh-chung", title=ITEM_TITLES[ItemKind(kind)], kind=ItemKind(kind).value)


ITEM_TITLES = {
    ItemKind.SIGNED_DOCUMENT: "Văn bản đã ký số và phát hành (PDF)",
    ItemKind.SCREENSHOT: "Ảnh chụp màn hình đã gửi",
    ItemKind.ATTACHMENT: "Tệp minh chứng",
    ItemKind.FIGURE: "Số liệu của kỳ",
    ItemKind.TICK: "Xác nhận đã làm",
}


def free_code(filling: Filling, criterion: str | None) -> str:
    """The criterion's code, a dash and a short slug of the title, with a number where it is taken."""
    words = re.findall(r"[a-z0-9]+", bare(filling.text("title")))[:_WORDS_OF_CODE]
    stem = f"{criterion or '0'}-{'-'.join(words)}"
    known = select(Requirement.code).where(Requirement.agency_id == filling.person.agency_id)
    return not_taken(stem, set(filling.session.exec(known)))


def not_taken(stem: str, taken: Collection[str]) -> str:
    """With a number behind it where it is taken."""
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(code for code in chain([stem], numbered) if code not in taken)


def _starts_on(filling: Filling, cutoff: int | None) -> date:
    """The first day of the first period that is not due before today."""
    today, every = filling.today, Cadence(filling.text("cadence"))
    probe, until = _transient(filling, date.min, cutoff), today + 2 * _A_YEAR
    for each in periods.periods(every, cutoff, today - _A_YEAR, until):
        found = next(occurrences(probe, each.last_on, until, filling.calendar, filling.agency.ladders), None)
        if found is not None and found.due_on >= today:
            return found.period.first_on
    return today


def _transient(filling: Filling, starts_on: date, cutoff: int | None) -> Requirement:
    """The requirement as answered, in no session: for what it would bring."""
    due_rule = due.entry_of(filling.text("due")).model_dump(mode="json", exclude_defaults=True)
    return Requirement(
        agency_id=filling.person.agency_id,
        code="",
        title="",
        short="",
        unit_id=0,
        cadence=Cadence(filling.text("cadence")),
        cutoff_day=cutoff,
        due_rule=due_rule,
        shift=Shift(filling.text("shift")),
        starts_on=starts_on,
        ladder=_own_ladder(filling),
        accepted_until=row.accepted_until if (row := editing(filling)) is not None else "",
    )


def _review(filling: Filling) -> RequirementImpact | None:
    """None where the answers do not fit together."""
    try:
        made = entry(filling)
    except Refused:
        return None
    today, ladders = filling.today, filling.agency.ladders
    probe = _transient(filling, made.starts_on or date.min, made.cutoff)
    found = occurrences(probe, today - _A_YEAR, today + _A_YEAR, filling.calendar, ladders)
    coming = [each for each in found if each.due_on >= today]
    return RequirementImpact(
        nearest=tuple((each.period.name, each.due_on) for each in coming[:3]),
        periods=len([each for each in coming if each.due_on <= today + _A_YEAR]),
        reminders=sum(_reminders(each, today) for each in coming),
        running=running(filling),
        made=made,
    )


def _reminders(coming: Occurrence, today: date) -> int:
    return sum(today <= rung.on < today + _A_WEEK for rung in coming.rungs)


def running(filling: Filling) -> int:
    """How many tasks of the requirement that is edited are open."""
    row = editing(filling)
    if row is None:
        return 0
    alive = select(func.count()).where(Task.requirement_id == row.id, col(Task.state).in_(ACTIVE))
    return filling.session.exec(alive).one()


def requirement_base(filling: Filling) -> str:
    """How the requirement stands now, and whether it is still followed."""
    row = editing(filling)
    if row is None:
        return ""
    return fingerprint([spelled(requirement_entry(filling.session, row)), str(row.retired_at)])


def _is_new(filling: Filling) -> bool:
    return editing(filling) is None


def _save(filling: Filling, choice: str) -> Saved:
    made = entry(filling)
    adjustment = save_requirement(filling.act, made)
    open_tasks(filling.act, filling.agency)
    return Saved(adjustment.id, {"title": made.title, "new": not adjustment.before})


REQUIREMENT = FormKind(
    name="requirement",
    needs=Configuring.REQUIREMENTS,
    steps=(
        FormStep("title", read=_title),
        # The code of a requirement begins with its criterion, and stays.
        FormStep("criterion", options=choices.criteria, editable=_is_new, columns=2),
        choices.UNIT,
        choices.PERSON,
        FormStep(
            "cadence", options=fixed(*periods.RECURRING, Cadence.ONCE), resets=("cutoff", "due"), columns=2
        ),
        FormStep(
            "cutoff",
            options=fixed("14", NONE),
            read=_cutoff,
            asked=lambda filling: filling.text("cadence") in periods.CLOSING,
            resets=("due",),
        ),
        FormStep("due", options=due.offered, read=due.read, days=due.days),
        FormStep(
            "hour", options=lambda filling: [Option(NONE), *reading.hours()], read=reading.hour, columns=2
        ),
        FormStep("shift", options=fixed(*Shift)),
        FormStep("ladder", options=_ladders),
        FormStep("evidence", options=fixed(*ItemKind), asked=_is_new),
    ),
    save=_save,
    review=_review,
    base=requirement_base,
    prefill=_prefill,
)
