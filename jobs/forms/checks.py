"""What the document of an item is checked for, each wish by itself. Open tasks keep their checklist."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jobs.forms.form import NONE, USUAL, Filling, FormKind, FormStep, Misread, Option, Saved, fixed, if_any
from jobs.forms.items import Listed, entry_now, this_item, this_listed, with_items
from jobs.forms.requirement import requirement_base, running
from models.catalogue.document import ItemEntry, RequirementEntry
from models.catalogue.words import SIGNED
from models.catalogue.workbook.cells import PHRASES, WEIGHED
from models.changes.configuring import save_requirement
from models.inspections import by_kind
from models.refused import Reason, Refused
from models.rules.cadence import Cadence
from models.rules.document_types import KINDS
from models.rules.inspection.checks import Checks
from models.rules.inspection.phrases import alternatives
from models.rules.letters import bare
from models.rules.permissions import Configuring
from models.tables import ItemKind

_COMMON = ("KH", "QĐ", "BC", "BB", "TTr", "CV")
_PHRASES = ("title", "sections", "amounts", "words", "issuers", "signers")
_YEARS = ("0", "-1", NONE)
YES = "yes"
# Typed words that are the button of the same meaning.
_NOTHING, _AS_USUAL = (
    frozenset({"khong xet", "khong", "khong can"}),
    frozenset({"nhu thuong le", "thuong le"}),
)
_BY_NAME = {bare(sign): sign for sign in KINDS.values()} | {bare(name): sign for name, sign in KINDS.items()}
_LEAST, _LONGEST = 2, 200


@dataclass(frozen=True)
class AboutChecks:
    """The item that a question is about (none once it is gone), and typed words that stand now, to be copied."""

    item: tuple[Listed, ...]
    stands: str


@dataclass(frozen=True)
class ChecksReview:
    """What saving does: open tasks that keep their checklist, the item's title, its checks as they would be."""

    running: int
    item: str
    checks: Checks


def _types(filling: Filling) -> list[Option]:
    """The common ones, and those that stand or were typed."""
    chosen = [each for each in filling.get("types") or [] if each not in _COMMON]
    return [Option(each) for each in (*_COMMON, *chosen)]


def _read_types(filling: Filling, words: str) -> list[str]:
    """Types of documents by their abbreviation or their name ("KH; nghị quyết"). Raises Misread."""
    if bare(words).strip() in _NOTHING:
        return []
    found = [_type_of(each) for each in PHRASES.read(words.replace(",", ";"))]
    types = [each for each in found if each is not None]
    if not types or len(types) < len(found):
        raise Misread("no_types")
    return list(dict.fromkeys(types))


def _type_of(words: str) -> str | None:
    exactly = next((sign for sign in KINDS.values() if sign.casefold() == words.casefold()), None)
    return exactly or _BY_NAME.get(bare(words))


def _read_phrases(filling: Filling, words: str) -> str:
    """Phrases between semicolons, their alternatives between bars. Raises Misread."""
    if bare(words).strip() in _NOTHING:
        return NONE
    wishes = [alternatives(each) for each in PHRASES.read(words)]
    if not wishes or not all(wish and all(map(_is_phrase, wish)) for wish in wishes):
        raise Misread("no_phrases")
    spelled = [" | ".join(wish) for wish in wishes]
    if max(map(len, spelled)) > _LONGEST:
        raise Misread("too_long")
    return "; ".join(spelled)


def _is_phrase(words: str) -> bool:
    return len(words) >= _LEAST and any(each.isalnum() for each in words)


def _read_weights(filling: Filling, words: str) -> str:
    """How much findings weigh here: "DOC004: chặn; SIG006: bỏ". Raises Misread."""
    if bare(words).strip() in _AS_USUAL:
        return USUAL
    try:
        found = Checks.model_validate({"severity": WEIGHED.read(words)}).severity
    except ValueError:
        raise Misread("no_weights") from None
    if not found:
        raise Misread("no_weights")
    return str(WEIGHED.write(found))


def _prefill(filling: Filling) -> dict[str, Any]:
    """All that stands."""
    item = this_item(filling)
    if item is None:
        return {}
    checks = item.checks
    return {
        "signed": checks.signed or USUAL,
        "types": list(checks.types),
        "year": NONE if checks.year is None else str(checks.year),
        "case_code": YES if checks.case_code else NONE,
        "severity": WEIGHED.write(checks.severity) or USUAL,
    } | {name: "; ".join(getattr(checks, name)) or NONE for name in _PHRASES}


def _answer(filling: Filling, name: str) -> Any:
    """An answer as the checks have it."""
    said = filling.text(name)
    match name:
        case "signed":
            return None if said == USUAL else said
        case "types":
            return tuple(filling.get("types"))
        case "year":
            return None if said == NONE else int(said)
        case "case_code":
            return said == YES
        case "severity":
            return {} if said == USUAL else WEIGHED.read(said)
    return () if said == NONE else PHRASES.read(said)


def _edited(filling: Filling) -> ItemEntry:
    """The item with what was answered here; all else of its checks stays. Raises Refused."""
    item = this_item(filling)
    if item is None:
        raise Refused(Reason.GONE)
    said = {name: _answer(filling, name) for name in filling.said}
    checks = Checks.model_validate(item.checks.model_dump() | said)
    return item.model_copy(update={"checks": checks})


def _with_checks(filling: Filling) -> RequirementEntry:
    """The requirement with the item's checks edited. Raises Refused."""
    entry, edited = entry_now(filling), _edited(filling)
    items = tuple(edited if each.code == edited.code else each for each in entry.items)
    return with_items(filling, entry, items)


def _review(filling: Filling) -> ChecksReview | None:
    """None where the item is gone."""
    try:
        item = _edited(filling)
    except Refused:
        return None
    return ChecksReview(running(filling), item.title, by_kind(item.checks, ItemKind(item.kind)))


def _save(filling: Filling, choice: str) -> Saved:
    made = _with_checks(filling)
    return Saved(save_requirement(filling.act, made).id, {"title": made.title})


def _is_per_case(filling: Filling) -> bool:
    """Whether its tasks are of citizen files, which have a code; a requirement that is gone asks nothing."""
    try:
        return Cadence(entry_now(filling).cadence) is Cadence.PER_CASE
    except Refused:
        return False


def _stands(filling: Filling, name: str) -> str:
    """What was typed for this, here or before; "" where nothing was, or where it is chosen by a press."""
    said = filling.text(name)
    return said if name in (*_PHRASES, "severity") and said not in (NONE, USUAL) else ""


def _step(name: str, options: Callable[[Filling], list[Option]], **more: Any) -> FormStep:
    """A question, beside which stands what it is about."""
    return FormStep(
        name,
        options,
        about=lambda filling, shown: AboutChecks(this_listed(filling), _stands(filling, name)),
        **more,
    )


ITEM_CHECKS = FormKind(
    name="item_checks",
    needs=Configuring.REQUIREMENTS,
    steps=(
        _step("signed", fixed(*SIGNED, USUAL)),
        _step("types", _types, read=_read_types, many=True, columns=2),
        *(_step(name, fixed(NONE), read=_read_phrases) for name in _PHRASES),
        _step("year", fixed(*_YEARS)),
        _step("case_code", fixed(YES, NONE), asked=_is_per_case),
        _step("severity", fixed(USUAL), read=_read_weights),
    ),
    save=_save,
    saves=if_any(_review),
    review=_review,
    base=requirement_base,
    prefill=_prefill,
    parent="items",
    carries=("requirement",),
)
