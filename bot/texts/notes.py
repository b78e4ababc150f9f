"""What was said beside a file, or passed on, of a task."""

from bot.texts.text import lines
from bot.texts.words import quoted, short_day, who
from jobs.messages.notes import NoteFacts
from models.rules.zone import day_of

_WORDS = 120


def notes(found: tuple[NoteFacts, ...]) -> str | None:
    """One line each, under a heading; None where there is none."""
    return lines("<b>Lời gửi kèm:</b>", *(f"• {_note(each)}" for each in found)) if found else None


def _note(note: NoteFacts) -> str:
    what = " chuyển tiếp" if note.passed_on else ""
    return f"{short_day(day_of(note.at))} {who(note.by)}{what}: “{quoted(note.words, _WORDS)}”"
