"""Lists as plain text for Zalo: at most 1,800 characters, and nobody's name."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from bot.texts.connections import counted, unit_name
from bot.texts.coverage import lacking_line
from bot.texts.leading import decision_line, signing_line, to_decide, week, week_groups, week_line
from bot.texts.lists import own_groups, piece_lines, review_line, task_line, triaged
from bot.texts.text import among, enumerated, more, numbered, plain
from bot.texts.wording import wording
from bot.texts.words import NAME, safe, short_day, weekday
from jobs.messages.above_facts import LeaderWeek
from jobs.messages.answers import Triage
from jobs.messages.connections import Connections
from jobs.messages.coverage import Coverage
from jobs.messages.facts import TaskFacts
from jobs.messages.lists import UnitList
from jobs.messages.morning_facts import Digest
from jobs.messages.zalo import ZaloCopy
from models.rules.zone import day_of

LIMIT = 1800
_REST = len("\n\n… và 1000 yêu cầu khác")


@dataclass(frozen=True)
class _Copy:
    """What is copied: a heading, lines below their headings, and how many more of what are left out anyway."""

    heading: str
    groups: list[tuple[str, list[str]]]
    more: int = 0
    what: str = "việc"


@wording
def zalo_copy(message: ZaloCopy) -> str:
    """Set apart, so that one press on the phone copies all of it."""
    return f"<pre>{escape(_fitted(_COPIES[type(message.of)](message.of)), quote=False)}</pre>"


def _fitted(copy: _Copy) -> str:
    """As many lines as there is room for; the rest is counted."""
    text, left = plain(copy.heading), copy.more
    for name, lines in copy.groups:
        heading = f"\n\n{plain(name)}" if name else "\n"
        for line in lines:
            added = f"{heading}\n{plain(line)}"
            if len(text) + len(added) > LIMIT - _REST:
                left += 1
            else:
                text, heading = text + added, ""
    rest = more(left, copy.what)
    return f"{text}\n\n{rest}" if rest else text


def _nameless(task: TaskFacts) -> TaskFacts:
    """Without people, and without the words that somebody typed about whom they wait for."""
    return replace(task, officer=None, stand_in=None, claim=None, waiting=None)


def _week(message: LeaderWeek) -> _Copy:
    signs = numbered(among(message.tasks, message.held), signing_line)
    others = [
        (name, numbered(tasks, lambda task: week_line(_nameless(task))))
        for name, tasks in week_groups(message).items()
    ]
    heading = f"CCHC {safe(message.agency, NAME)} – tuần {week(message)}"
    reviews = numbered(among(message.tasks, message.reviews), review_line)
    decides = numbered(to_decide(message), lambda task: decision_line(_nameless(task)))
    own = [("Chờ lãnh đạo ký số", signs), ("Chờ lãnh đạo thẩm tra", reviews), ("Chờ lãnh đạo quyết", decides)]
    return _Copy(heading, [*own, *others], message.more)


def _digest(message: Digest) -> _Copy:
    today = day_of(message.now)

    def line(task: TaskFacts) -> str:
        return task_line(_nameless(task), today)

    groups = [(name, numbered(tasks, line)) for name, tasks in own_groups(message)]
    reviews = numbered(among(message.tasks, message.reviews), review_line)
    held, pieces = numbered(among(message.tasks, message.held), line), piece_lines(message)
    heading = f"Việc cần để ý – {weekday(message.said_on)} {short_day(message.said_on)}"
    return _Copy(
        heading,
        [*groups, ("Văn bản đang chờ", held), ("Phần việc phối hợp", pieces), ("Chờ thẩm tra", reviews)],
        message.more,
    )


def _unit_list(message: UnitList) -> _Copy:
    """By unit; within one by due day. Of whom a task is, only whether it is somebody's."""
    today = day_of(message.now)
    units: dict[str, list[tuple[int, TaskFacts]]] = {unit: [] for unit in message.units}
    for number, task in message.tasks:
        units.setdefault(task.unit, []).append((number, task))

    def line(task: TaskFacts) -> str:
        return f"{task_line(_nameless(task), today)}{_unowned(task)}"

    groups = [(safe(unit, NAME), numbered(tasks, line)) for unit, tasks in units.items()]
    return _Copy(f"Việc đang mở – {short_day(today)}", groups, message.total - len(message.tasks))


def _unowned(task: TaskFacts) -> str:
    return "" if task.officer else " – chưa có người phụ trách"


def _triage(message: Triage) -> _Copy:
    lines = numbered(message.tasks, lambda task: f"{triaged(task)} – {safe(task.unit, NAME)}")
    heading = f"Việc có hạn trước ngày {safe(message.agency, NAME)} dùng Nhắc Việc"
    return _Copy(heading, [("", lines)], message.total - len(message.tasks))


def _coverage(message: Coverage) -> _Copy:
    lines = enumerated(message.lacking, lacking_line)
    return _Copy("Yêu cầu minh chứng còn thiếu thông tin", [("", lines)], message.more, "yêu cầu")


def _connections(message: Connections) -> _Copy:
    lines = [f"{unit_name(unit)}: {counted(counts)}" for unit, counts in message.counts.items()]
    heading = f"Kết nối Nhắc Việc – {short_day(day_of(message.now))}"
    return _Copy(heading, [("", lines)], what="đơn vị")


_COPIES: dict[type, Callable[[Any], _Copy]] = {
    LeaderWeek: _week,
    Digest: _digest,
    UnitList: _unit_list,
    Triage: _triage,
    Coverage: _coverage,
    Connections: _connections,
}
