"""Choices of a checklist: of several items one is enough, or of several groups of items one whole group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Choosable(Protocol):
    """An item: `one_of` names the choice that it is an option of, "choice/option" of which option it is a part; ""
    for none."""

    @property
    def required(self) -> bool: ...
    @property
    def one_of(self) -> str: ...


ItemT = TypeVar("ItemT", bound=Choosable)


@dataclass(frozen=True)
class OneOf(Generic[ItemT]):
    """A choice: `wanted` of its options are enough; an option is one item, or several that belong together."""

    wanted: int
    options: tuple[tuple[ItemT, ...], ...]

    @property
    def is_required(self) -> bool:
        return any(item.required for option in self.options for item in option)

    def given(self, is_filled: Callable[[ItemT], bool]) -> list[tuple[ItemT, ...]]:
        """The options that are there: of which all required items are filled, or all where none is required."""
        return [each for each in self.options if all(map(is_filled, _needed(each)))]

    def is_enough(self, is_filled: Callable[[ItemT], bool]) -> bool:
        """Whether as many options are there as are wanted."""
        return len(self.given(is_filled)) >= self.wanted


def _needed(option: Sequence[ItemT]) -> Sequence[ItemT]:
    return [item for item in option if item.required] or option


def option_of(one_of: str, name: str) -> tuple[str, str]:
    """The choice and the option that an item of this name is of; where only the choice is said it is one by
    itself."""
    choice, _, option = one_of.partition("/")
    return choice, option or f"={name}"


def parts_of(items: Sequence[ItemT], choose: Mapping[str, int]) -> list[ItemT | OneOf[ItemT]]:
    """A checklist as it is to be filled: its single items, and each choice where its first item stands.

    `choose`: how many options of a choice are wanted, by its name, where that is not one.
    """
    found: dict[str, ItemT | dict[str, list[ItemT]]] = {}
    for number, item in enumerate(items):
        choice, option = option_of(item.one_of, str(number))
        if not choice:
            found[option] = item
            continue
        options = found.setdefault(choice, {})
        if isinstance(options, dict):
            options.setdefault(option, []).append(item)
    return list(_parts(found, choose))


def _parts(
    found: Mapping[str, ItemT | dict[str, list[ItemT]]], choose: Mapping[str, int]
) -> Iterator[ItemT | OneOf[ItemT]]:
    for name, part in found.items():
        if isinstance(part, dict):
            yield OneOf(choose.get(name, 1), tuple(map(tuple, part.values())))
        else:
            yield part


def wanted(
    items: Sequence[ItemT], choose: Mapping[str, int], is_filled: Callable[[ItemT], bool]
) -> list[ItemT]:
    """The items that are not filled and still wanted, in order: none of a choice of which enough is there."""
    settled = {
        id(item)
        for part in parts_of(items, choose)
        if isinstance(part, OneOf) and part.is_enough(is_filled)
        for option in part.options
        for item in option
    }
    return [item for item in items if not is_filled(item) and id(item) not in settled]


def is_full(items: Sequence[ItemT], choose: Mapping[str, int], is_filled: Callable[[ItemT], bool]) -> bool:
    """Whether every required item is filled, and of every required choice so many options as are wanted."""
    return not any(item.required for item in wanted(items, choose, is_filled))
