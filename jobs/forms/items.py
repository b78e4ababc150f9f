"""The items of a requirement: listed, added, edited, removed. Open tasks keep the checklist they opened with."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlmodel import col, select

from jobs.forms import choices, reading
from jobs.forms.form import NONE, USUAL, Filling, FormKind, FormStep, Opening, Option, Saved, fixed, if_any
from jobs.forms.requirement import ITEM_TITLES, editing, not_taken, requirement_base, running
from models.catalogue.document import ItemEntry, RequirementEntry
from models.catalogue.exporting import requirement_entry
from models.changes.configuring import save_requirement
from models.checklist import ACCEPTS
from models.refused import Reason, Refused
from models.rules.letters import bare
from models.rules.permissions import Configuring
from models.tables import ItemKind, Requirement, Unit

NEW = "+"
REQUIRED, OPTIONAL = "required", "optional"
# What can be done with one item: the form that does it.
_ACTIONS = {"edit": "item", "checks": "item_checks", "remove": "item_remove"}
_PDF = "application/pdf"
_LONGEST_CODE, _WORDS_OF_CODE = 30, 5


@dataclass(frozen=True)
class Listed:
    """An item as a list shows it; `unit`: who owes it, so many working days `before` the due day; how many files of
    it are wanted, which choice it is an option of, the percentage that its figure is to reach."""

    title: str
    kind: str
    required: bool
    unit: str = ""
    before: int | None = None
    count: int = 1
    one_of: str = ""
    at_least: Decimal | None = None


@dataclass(frozen=True)
class ItemsImpact:
    """What saving does: open tasks that keep their checklist, the items as they would be."""

    running: int
    items: tuple[Listed, ...]


def entry_now(filling: Filling) -> RequirementEntry:
    """The requirement as it stands. Raises Refused where it is followed no more."""
    row = filling.the(Requirement, "requirement")
    if row.retired_at is not None:
        raise Refused(Reason.GONE)
    return requirement_entry(filling.session, row)


def _items(filling: Filling) -> tuple[ItemEntry, ...]:
    """The items as they stand; none of a requirement that is followed no more."""
    try:
        return entry_now(filling).items
    except Refused:
        return ()


def _listed(filling: Filling, items: tuple[ItemEntry, ...]) -> tuple[Listed, ...]:
    names = {unit.code: unit.short for unit in _units(filling)}
    return tuple(
        Listed(
            each.title,
            each.kind,
            each.required,
            names.get(each.owed_by or "", ""),
            each.before,
            each.count,
            each.one_of or "",
            each.at_least,
        )
        for each in items
    )


def this_listed(filling: Filling) -> tuple[Listed, ...]:
    """The item that is edited, as a list of one; none once it is gone."""
    return _listed(filling, tuple(filter(None, [this_item(filling)])))


def _units(filling: Filling) -> list[Unit]:
    agency_id = filling.person.agency_id
    return list(filling.session.exec(select(Unit).where(Unit.agency_id == agency_id).order_by(col(Unit.id))))


def _options(filling: Filling) -> list[Option]:
    items = _items(filling)
    return [*(Option(each.code, each.title) for each in items), *([Option(NEW)] if items else [])]


def _opens(filling: Filling, value: str) -> Opening:
    given = {"requirement": filling.text("requirement")}
    return Opening("item", given) if value == NEW else Opening("item_what", given | {"item": value})


def _actions(filling: Filling) -> list[Option]:
    """What can be done with one item: only of a kind that takes a PDF is a document checked."""
    item = this_item(filling)
    has_document = item is not None and _PDF in ACCEPTS.get(ItemKind(item.kind), ())
    return [Option(name) for name in _ACTIONS if has_document or name != "checks"]


def this_item(filling: Filling) -> ItemEntry | None:
    """The item that is edited, as it stands; None for a new one, or once it is gone."""
    return next((each for each in _items(filling) if each.code == filling.text("item")), None)


def _prefill(filling: Filling) -> dict[str, Any]:
    item = this_item(filling)
    if item is None:
        return {}
    return {
        "kind": item.kind,
        "title": item.title,
        "required": REQUIRED if item.required else OPTIONAL,
        "hint": item.hint or NONE,
        "unit": item.owed_by or NONE,
    } | ({"before": str(item.before)} if item.before else {})


def _cooperating(filling: Filling) -> list[Option]:
    """The leading unit itself, or another one that owes the piece."""
    row = editing(filling)
    others = [
        unit
        for unit in _units(filling)
        if row is not None and unit.id != row.unit_id and not choices.is_group(filling.session, unit.id)
    ]
    return [Option(NONE), *(Option(unit.code, unit.short) for unit in others)]


def _with_item(filling: Filling) -> RequirementEntry:
    """The requirement with this item added or edited. Raises Refused where its items do not fit together."""
    entry, old = entry_now(filling), this_item(filling)
    if old is None and filling.text("item"):
        raise Refused(Reason.GONE)
    title, items = _title(filling), {each.code: each for each in entry.items}
    code = old.code if old else _free_code(title, set(items))
    made = _made(filling, code, title)
    items[code] = made.model_copy(update=_not_asked(old, made.kind)) if old else made
    return with_items(filling, entry, tuple(items.values()))


def _not_asked(old: ItemEntry, kind: str) -> dict[str, Any]:
    """What no question asks of an item stays, as far as its kind has it."""
    counted, is_figure = ItemKind(kind) in ACCEPTS, kind == ItemKind.FIGURE
    return {
        "checks": old.checks,
        "one_of": old.one_of,
        "count": old.count if counted else 1,
        "at_least": old.at_least if is_figure else None,
    }


def _title(filling: Filling) -> str:
    said = filling.text("title")
    return ITEM_TITLES[ItemKind(filling.text("kind"))] if said == USUAL else said


def _made(filling: Filling, code: str, title: str) -> ItemEntry:
    """The item as the answers say."""
    hint, unit = filling.text("hint"), filling.text("unit")
    owed_by = None if unit == NONE else unit
    values: dict[str, Any] = {
        "code": code,
        "title": title,
        "kind": filling.text("kind"),
        "required": filling.text("required") == REQUIRED,
        "hint": None if hint == NONE else hint,
        "owed_by": owed_by,
        "before": filling.number("before") if owed_by else None,
    }
    return ItemEntry(**values)


def _without_item(filling: Filling) -> RequirementEntry:
    """The requirement without this item. Raises Refused, also for the last required one."""
    entry, old = entry_now(filling), this_item(filling)
    if old is None:
        raise Refused(Reason.GONE)
    return with_items(filling, entry, tuple(each for each in entry.items if each.code != old.code))


def with_items(filling: Filling, entry: RequirementEntry, items: tuple[ItemEntry, ...]) -> RequirementEntry:
    """The requirement with these items; a unit that owes a piece cooperates. Raises Refused."""
    owing = {each.owed_by for each in items if each.owed_by} | set(entry.cooperates)
    cooperates = tuple(unit.code for unit in _units(filling) if unit.code in owing)
    try:
        return RequirementEntry(**dict(entry) | {"items": items, "cooperates": cooperates})
    except ValueError:
        raise Refused(Reason.NOT_VALID) from None


def _free_code(title: str, taken: set[str]) -> str:
    """A short slug of the title, with a number where it is taken."""
    words = re.findall(r"[a-z0-9]+", bare(title))[:_WORDS_OF_CODE]
    stem = "-".join(words)[:_LONGEST_CODE].strip("-") or "muc"
    return not_taken(stem, taken)


def _review(filling: Filling) -> ItemsImpact | None:
    return _impact(filling, _with_item)


def _review_removal(filling: Filling) -> ItemsImpact | None:
    return _impact(filling, _without_item)


def _impact(filling: Filling, make: Callable[[Filling], RequirementEntry]) -> ItemsImpact | None:
    """None where no required item would be left, or the requirement is gone."""
    try:
        made = make(filling)
    except Refused:
        return None
    return ItemsImpact(running(filling), _listed(filling, made.items))


def _save(filling: Filling, choice: str) -> Saved:
    return _saved(filling, _with_item(filling), "edited" if filling.text("item") else "added")


def _remove(filling: Filling, choice: str) -> Saved:
    return _saved(filling, _without_item(filling), "removed")


def _saved(filling: Filling, made: RequirementEntry, how: str) -> Saved:
    adjustment = save_requirement(filling.act, made)
    return Saved(adjustment.id, {"title": made.title, "how": how})


def _before(filling: Filling, words: str) -> str:
    return str(reading.whole(words, 1, 60))


ITEMS = FormKind(
    name="items",
    needs=Configuring.REQUIREMENTS,
    steps=(
        FormStep(
            "item",
            options=_options,
            opens=_opens,
            about=lambda filling, shown: _listed(filling, _items(filling)),
        ),
    ),
    parent="requirements",
)
ITEM_WHAT = FormKind(
    name="item_what",
    needs=Configuring.REQUIREMENTS,
    steps=(
        FormStep(
            "what",
            options=_actions,
            opens=lambda filling, value: Opening(
                _ACTIONS[value], {"requirement": filling.text("requirement"), "item": filling.text("item")}
            ),
            about=lambda filling, shown: this_listed(filling),
        ),
    ),
    parent="items",
    carries=("requirement",),
)
ITEM = FormKind(
    name="item",
    needs=Configuring.REQUIREMENTS,
    steps=(
        FormStep("kind", options=fixed(*ItemKind)),
        FormStep(
            "title",
            options=lambda filling: [Option(USUAL, ITEM_TITLES[ItemKind(filling.text("kind"))])],
            read=reading.line,
        ),
        FormStep("required", options=fixed(REQUIRED, OPTIONAL)),
        FormStep("hint", options=fixed(NONE), read=reading.line),
        FormStep("unit", options=_cooperating),
        FormStep(
            "before",
            options=lambda filling: [Option(str(days)) for days in (3, 5, 10)],
            read=_before,
            asked=lambda filling: filling.has("unit") and filling.text("unit") != NONE,
            columns=3,
        ),
    ),
    save=_save,
    saves=if_any(_review),
    review=_review,
    base=requirement_base,
    prefill=_prefill,
    parent="items",
    carries=("requirement",),
)
ITEM_REMOVE = FormKind(
    name="item_remove",
    needs=Configuring.REQUIREMENTS,
    steps=(),
    save=_remove,
    saves=if_any(_review_removal),
    review=_review_removal,
    base=requirement_base,
    parent="items",
    carries=("requirement",),
)
