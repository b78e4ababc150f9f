"""What a rendered message is."""

from dataclasses import dataclass
from enum import StrEnum


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
MAIN_KEYBOARD = ((MY_TASKS, CALENDAR), (AWAY, ABOUT_ME))


def lines(*parts: str | None) -> str:
    """Lines one below the other; None is left out, "" is an empty line."""
    return "\n".join(part for part in parts if part is not None)


def more(count: int, what: str) -> str | None:
    """The line below a list that stops: "… và 3 việc khác"; None when nothing is left out."""
    return f"… và {count} {what} khác" if count > 0 else None


def paragraphs(*parts: str | None) -> str:
    """Paragraphs with an empty line between; empty ones are left out."""
    return "\n\n".join(part for part in parts if part)
