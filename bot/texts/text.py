"""What a rendered message is."""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from html import unescape
from typing import TypeVar

from models.tables import Role

T = TypeVar("T")

_MARKUP = re.compile(r"<[^>]+>")


class Keyboard(StrEnum):
    """What stands under the text box besides the buttons of a message."""

    MAIN = "main"
    FORCE_REPLY = "force_reply"


@dataclass(frozen=True)
class Text:
    """HTML as Telegram takes it, and the keyboard that comes with it."""

    html: str
    keyboard: Keyboard | None = None


MY_TASKS = "📋 Việc của tôi"
CALENDAR = "📅 Lịch hạn"
AWAY = "🏖 Báo vắng"
ABOUT_ME = "👤 Về tôi"
OF_UNIT = "🏢 Việc của đơn vị"
OF_AGENCY = "🏛 Việc cả cơ quan"
TO_REVIEW = "📥 Chờ thẩm tra"
MANAGE = "🛠 Quản lý"
_KEYS = {
    MY_TASKS: frozenset(Role),
    OF_UNIT: frozenset({Role.HEAD}),
    OF_AGENCY: frozenset({Role.LEADER, Role.ADMIN}),
    TO_REVIEW: frozenset({Role.REVIEWER}),
    MANAGE: frozenset({Role.ADMIN, Role.HEAD}),
    CALENDAR: frozenset({Role.OFFICER, Role.HEAD}),
    AWAY: frozenset(Role),
    ABOUT_ME: frozenset(Role),
}
PRESS_A_NUMBER = "Bấm số để mở từng việc."
# To who wrote what they may not say of a task, above what they may do.
UNHEARD = "Tin vừa rồi <b>chưa ghi gì</b>; xin bấm một nút dưới đây."
# To who has nothing to do with it but look.
ONLY_LOOKS = (
    "Tin vừa rồi <b>chưa ghi gì</b>: việc này do người phụ trách báo; giao việc, lùi hạn là do trưởng đơn vị."
)


def main_keyboard(roles: frozenset[Role]) -> list[list[str]]:
    """What stands under the text box of who has these roles, two in a row."""
    keys = [key for key, holders in _KEYS.items() if holders & (roles or {Role.OFFICER})]
    return [keys[start : start + 2] for start in range(0, len(keys), 2)]


def lines(*parts: str | None) -> str:
    """Lines one below the other; None is left out, "" is an empty line."""
    return "\n".join(part for part in parts if part is not None)


def among(listed: Iterable[tuple[int, T]], numbers: Container[int]) -> tuple[tuple[int, T], ...]:
    """Those of a list that stand under these numbers."""
    return tuple(each for each in listed if each[0] in numbers)


def numbered(listed: Iterable[tuple[int, T]], line: Callable[[T], str]) -> list[str]:
    """Lines under their numbers: "1. Báo cáo …"."""
    return [f"{number}. {line(each)}" for number, each in listed]


def enumerated(listed: Iterable[T], line: Callable[[T], str]) -> list[str]:
    """Lines numbered from 1."""
    return numbered(enumerate(listed, start=1), line)


def more(count: int, what: str) -> str | None:
    """The line below a list that stops: "… và 3 việc khác"; None when nothing is left out."""
    return f"… và {count} {what} khác" if count > 0 else None


def paragraphs(*parts: str | None) -> str:
    """Paragraphs with an empty line between; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)


def plain(html: str) -> str:
    """Words as a person reads them where there is no markup."""
    return unescape(_MARKUP.sub("", html))
