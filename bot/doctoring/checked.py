"""What a check of `doctor` finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.settings import Settings


class Health(StrEnum):
    """How a check went: a warning does not keep the program from its work, what is bad does."""

    OK = "ok"
    WARNING = "warning"
    BAD = "bad"


@dataclass(frozen=True)
class Checked:
    """One check: what was looked at, how it went, and one sentence with the next step."""

    name: str
    health: Health
    says: str


Check = Callable[[Settings, datetime], Iterable[Checked]]
