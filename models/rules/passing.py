"""When what has no points is passed: three values, for what is not known yet is neither passed nor failed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class PassRule:
    """`all` of these, and `at_least` so many `of` those (models/catalogue/formulas.py)."""

    all: tuple[str, ...] = ()
    at_least: int = 0
    of: tuple[str, ...] = ()


def pass_rule(spelled: Mapping[str, Any]) -> PassRule | None:
    """The rule that a row spells; None of nothing."""
    if not spelled:
        return None
    return PassRule(tuple(spelled.get("all", ())), spelled.get("at_least", 0), tuple(spelled.get("of", ())))


def passed(rule: PassRule | None, held: Mapping[str, bool | None]) -> bool | None:
    """Whether the rule is met by what is held, by its codes; without one, whether all of it is passed. What is not
    held here (for information, or not applicable) is asked of nobody. None: not known yet."""
    if rule is None:
        return every(held.values())
    wanted = [held[code] for code in rule.all if code in held]
    some = [held[code] for code in rule.of if code in held]
    return every((*wanted, enough(rule.at_least, some))) if wanted or some else None


def enough(at_least: int, answers: Sequence[bool | None]) -> bool | None:
    """Whether so many of them are true, of fewer all of them."""
    needed = min(at_least, len(answers))
    if answers.count(True) >= needed:
        return True
    return None if len(answers) - answers.count(False) >= needed else False


def every(answers: Iterable[bool | None]) -> bool | None:
    """Whether all are true; one that is false decides, nothing at all is not known."""
    given = list(answers)
    if False in given:
        return False
    return True if given and None not in given else None
