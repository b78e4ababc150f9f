"""A checklist in words: what is there, what is not, and where one of several is enough."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from bot.texts.findings import in_short
from bot.texts.text import lines, more
from bot.texts.words import HINT, LISTED, NAME, capital, figure_with_source, points, safe, short_day
from jobs.messages.facts import ItemFacts, TaskFacts
from models.rules.choosing import OneOf, parts_of, wanted
from models.rules.lifecycle import ACTIVE, State

Part: TypeAlias = ItemFacts | OneOf[ItemFacts]

_MOST_PARTS, _ITEM = 3, 60
# Of a choice on one line: how many options, and of an option how many items; in full it stands in the details.
_MOST_OPTIONS, _SINGLE, _GROUPED = 3, 40, 22
_NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


def checklist(task: TaskFacts) -> str:
    """☑ what is there, ☐ what is not, and how each is to look while it can still be sent."""
    open_yet = task.state in ACTIVE or task.state is State.TO_SETTLE
    return "\n".join(_part_in_full(part, hint=open_yet) for part in _parts(task))


def short_checklist(task: TaskFacts) -> str:
    """One item with its hint; of several as many as a phone shows at once, the missing ones first."""
    if len(task.items) <= 1:
        return checklist(task)
    parts = _parts(task)
    shown = sorted(parts, key=_is_there)[:_MOST_PARTS]
    count = evidence_there(task)
    heading = f"<b>{capital(count)}</b>" if count else None
    return lines(heading, *map(part_in_line, shown), more(len(parts) - len(shown), "mục"))


def missing(task: TaskFacts) -> list[ItemFacts]:
    """The required items that are not there yet and still wanted, all options of an open choice among them."""
    return [item for item in wanted(task.items, task.choose, _is_filled) if item.required]


def missing_parts(task: TaskFacts) -> list[Part]:
    """The same as parts of the checklist: a choice is one."""
    return [part for part in open_parts(task) if _is_required(part)]


def open_parts(task: TaskFacts) -> list[Part]:
    """The parts of a checklist that are not there yet, required or not."""
    return [part for part in _parts(task) if not _is_there(part)]


def part_named(part: Part) -> str:
    """What is missing, in a sentence: only its name, of a choice those of its options."""
    if isinstance(part, OneOf):
        return " hoặc ".join(" + ".join(safe(each.title, NAME) for each in option) for option in part.options)
    return safe(part.title, NAME) + _counted(part)


def choice_wanted(choice: OneOf[ItemFacts]) -> str:
    """một trong hai phương án"""
    return f"{_choosing(choice).lower()} phương án"


def evidence_there(task: TaskFacts) -> str | None:
    """How many of several required pieces are there; None where there is one at most."""
    count = share(task)
    return f"minh chứng {count}" if count else _none_yet(task)


def share(task: TaskFacts) -> str | None:
    """The same as a fraction: "1/3"; None while there is none."""
    required = [part for part in _parts(task) if _is_required(part)]
    needed, there = _needed(required), sum(map(_there, required))
    return f"{there}/{needed}" if needed > 1 and there else None


def _none_yet(task: TaskFacts) -> str | None:
    needed = _needed(part for part in _parts(task) if _is_required(part))
    return f"chưa có minh chứng nào (cần {needed})" if needed > 1 else None


def _parts(task: TaskFacts) -> list[Part]:
    return parts_of(task.items, task.choose)


def _is_filled(item: ItemFacts) -> bool:
    return item.filled


def _is_there(part: Part) -> bool:
    return part.is_enough(_is_filled) if isinstance(part, OneOf) else part.filled


def _is_required(part: Part) -> bool:
    return part.is_required if isinstance(part, OneOf) else part.required


def _needed(parts: Iterable[Part]) -> int:
    """How many pieces are wanted: an option of a choice is one."""
    return sum(part.wanted if isinstance(part, OneOf) else part.count for part in parts)


def _there(part: Part) -> int:
    if isinstance(part, OneOf):
        return min(part.wanted, len(part.given(_is_filled)))
    return part.count if part.filled else part.there


def _part_in_full(part: Part, hint: bool) -> str:
    """A choice has a line for each of its items while it is open."""
    if not isinstance(part, OneOf):
        return _item(part, hint)
    if part.is_enough(_is_filled):
        return _choice_given(part)
    heading = f"{_choosing(part)}:"
    if all(len(option) == 1 for option in part.options):
        return lines(heading, *(f"   {_item(item, hint)}" for (item,) in part.options))
    options = (
        lines(f"   {number})", *(f"   {_item(item, hint)}" for item in option))
        for number, option in enumerate(part.options, start=1)
    )
    return lines(heading, *options)


def part_in_line(part: Part) -> str:
    """Một trong hai: ☐ Nghị quyết của HĐND · ☐ Quyết định của UBND"""
    if not isinstance(part, OneOf):
        return _item(part, hint=False, width=_ITEM)
    if part.is_enough(_is_filled):
        return _choice_given(part)
    return f"{_choosing(part)}: {_options(part.options)}{_optional(part)}"


def _choice_given(choice: OneOf[ItemFacts]) -> str:
    """What was given of it: nothing else is wanted."""
    return "\n".join(
        _item(item, hint=False, width=_ITEM) for option in choice.given(_is_filled) for item in option
    )


def _options(options: Sequence[tuple[ItemFacts, ...]]) -> str:
    """Single items between dots, groups in brackets: (☑ Biên bản + Danh sách ký) hoặc (Ảnh chụp + Thư mời)"""
    shown = [_option(each) for each in options[:_MOST_OPTIONS]]
    rest = f" … và {len(options) - _MOST_OPTIONS} phương án khác" if len(options) > _MOST_OPTIONS else ""
    if not any(len(option) > 1 for option in options):
        return " · ".join(shown) + rest
    return " hoặc ".join(f"({each})" for each in shown) + rest


def _option(option: Sequence[ItemFacts]) -> str:
    """Of a group only what is there has its box."""
    if len(option) == 1:
        return _item(option[0], hint=False, width=_SINGLE)
    shown = [_item(each, hint=False, width=_GROUPED).removeprefix("☐ ") for each in option[:_MOST_OPTIONS]]
    return " + ".join(shown) + (" + …" if len(option) > _MOST_OPTIONS else "")


def _choosing(choice: OneOf[ItemFacts]) -> str:
    return f"{capital(_number(choice.wanted))} trong {_number(len(choice.options))}"


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def _optional(part: Part) -> str:
    return "" if _is_required(part) else " (nếu có)"


def _item(item: ItemFacts, hint: bool, width: int = LISTED) -> str:
    mark = "☑" if item.filled else "☐"
    optional = "" if item.required or item.one_of else " (nếu có)"
    how = _held(item) or (f" – {safe(item.hint, HINT)}" if hint and item.hint and not item.filled else "")
    said = f"{_counted(item)}{_entered(item)}{_owed(item) or optional}{how}"
    return f"{mark} {capital(safe(item.title, width))}{said}"


def _counted(item: ItemFacts) -> str:
    return f" ({item.there}/{item.count} tệp)" if item.count > 1 else ""


def _entered(item: ItemFacts) -> str:
    """The figure, and whether it is as high as is asked for."""
    if item.figure is None:
        return f" (từ {points(item.at_least)} % trở lên)" if item.at_least is not None else ""
    below = f", {below_threshold(item)}" if item.reaches is False else ""
    return f": {figure_with_source(item.figure)}{below}"


def below_threshold(item: ItemFacts) -> str:
    return f"<b>dưới ngưỡng {points(item.at_least)} %</b>"


def _held(item: ItemFacts) -> str:
    """What holds back the file that was sent for it."""
    if not item.held:
        return ""
    others = f" và {len(item.held) - 1} điểm khác" if len(item.held) > 1 else ""
    return f" – tệp đã gửi còn phải xử lý: {in_short(item.held[0])}{others}"


def _owed(item: ItemFacts) -> str:
    """Which unit owes it, where one does, and until its own day by when."""
    if not item.owed_by:
        return ""
    by = f", hạn {short_day(item.due_on)}" if item.due_on and not item.filled else ""
    return f" ({safe(item.owed_by, NAME)}{by})"
