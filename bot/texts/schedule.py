"""Lists on request: one's own due days by week, the tasks of a unit or of the whole agency by day."""

from datetime import date, timedelta

from bot.texts.cards import away_mark
from bot.texts.cases import figure_line, owed_line, unit_owed_line
from bot.texts.lists import found, how_to_search, nothing_found, standing, task_line
from bot.texts.text import PRESS_A_NUMBER, Keyboard, Text, lines, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, NAME, briefly, capital, safe, short_day, title, weekday, who
from jobs.messages.facts import PER_SCREEN, TaskFacts
from jobs.messages.lists import DueCalendar, UnitList
from models.rules.lifecycle import State
from models.rules.zone import day_of

_WEEK = timedelta(days=7)
_WEEKS = ("Tuần này", "Tuần sau", "Hai tuần nữa", "Ba tuần nữa")


@wording
def due_calendar(message: DueCalendar) -> Text:
    reader = briefly(message.reader)
    if not message.tasks:
        none = f"📅 Bốn tuần tới {reader} không có việc nào đến hạn."
        return Text(paragraphs(none, owed_line(message.owed)), Keyboard.MAIN)
    return Text(
        paragraphs(
            f"📅 <b>Lịch hạn của {reader}</b>, bốn tuần tới",
            *_weeks(message),
            PRESS_A_NUMBER,
            owed_line(message.owed),
        )
    )


@wording
def unit_list(message: UnitList) -> Text:
    """By day: what is overdue stands first, on the first page."""
    whose, today = safe(", ".join(message.units) or message.agency, NAME), day_of(message.now)
    owed = unit_owed_line(message.owed, message.owed_late)
    if not message.tasks:
        none = f"🏢 {whose}: hiện không có việc nào đang mở."
        nothing = nothing_found(message.searched, message.reader) or none
        return Text(paragraphs(nothing, _instead(message), owed, _files(message)), Keyboard.MAIN)

    def line(task: TaskFacts) -> str:
        return f"{task_line(task, today)} – {'' if message.units else f'{safe(task.unit, NAME)}, '}{_whose(task)}"

    heading = f"🏢 <b>Việc đang mở của {whose}</b>" + _how_many(message.total)
    return Text(
        paragraphs(
            found(message.searched, message.total) or heading,
            _instead(message),
            lines(*numbered(message.tasks, line)),
            PRESS_A_NUMBER,
            how_to_search("bang" if not message.units else "donvi", message.total),
            owed,
            _files(message),
        )
    )


def _instead(message: UnitList) -> str | None:
    if not message.instead:
        return None
    return f"Cả cơ quan do lãnh đạo và người quản trị xem; đây là việc của đơn vị {briefly(message.reader)}."


def _files(message: UnitList) -> str | None:
    return figure_line(message.files) if message.files else None


def _how_many(total: int) -> str:
    return f", {total} việc" if total > PER_SCREEN else ""


def _whose(task: TaskFacts) -> str:
    if task.officer is None:
        return "chưa có người phụ trách"
    return f"{who(task.officer)}{away_mark(task)}"


def _weeks(message: DueCalendar) -> list[str]:
    """The weeks that have tasks; what was due before this week stands first."""
    monday = message.said_on - timedelta(days=message.said_on.weekday())
    weeks = [monday + timedelta(days=7 * number) for number in range(len(_WEEKS))]
    named = [
        (f"{name} ({_days(first)})", first, first + _WEEK) for name, first in zip(_WEEKS, weeks, strict=True)
    ]

    def line(task: TaskFacts) -> str:
        return _due(task, day_of(message.now))

    found = []
    for name, first, end in [("Trước tuần này", date.min, monday), *named]:
        tasks = [each for each in message.tasks if first <= each[1].due_on < end]
        if tasks:
            found.append(lines(f"<b>{name}</b>", *numbered(tasks, line)))
    return found


def _days(monday: date) -> str:
    return f"{short_day(monday)}–{short_day(monday + timedelta(days=6))}"


def _due(task: TaskFacts, today: date) -> str:
    year = "" if task.due_on.year == today.year else f"/{task.due_on.year}"
    hour = f", {task.due_hour:%H:%M}" if task.due_hour else ""
    day = f"{capital(weekday(task.due_on))} {short_day(task.due_on)}{year}{hour}"
    stands = "" if _is_plain(task, today) else f" – {standing(task, today)}"
    return f"{day}: {title(task, LISTED)}{stands}"


def _is_plain(task: TaskFacts, today: date) -> bool:
    """Open and not yet due: the day says it all."""
    return task.state is State.OPEN and task.due_on >= today
