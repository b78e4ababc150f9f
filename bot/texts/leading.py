"""The leader's week in words: what waits on them, what is overdue; units, no people."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.texts.above import CLAIMED, STATES, UP
from bot.texts.cards import anchor_line, late_text
from bot.texts.cases import figure_line
from bot.texts.lists import for_whom, review_line
from bot.texts.places import elsewhere
from bot.texts.text import among, lines, more, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, NAME, STILL_ACCEPTED, briefly, due_short, safe, short_day, title
from jobs.messages.above_facts import LeaderWeek
from jobs.messages.facts import TaskFacts
from models.rules.lifecycle import ACTIVE, State
from models.rules.reading import Place


@wording
def leader_week(message: LeaderWeek) -> str:
    reader = briefly(message.reader)
    return paragraphs(
        f"📊 <b>Tuần {week(message)}</b> · CCHC {safe(message.agency, NAME)}",
        _group(f"Chờ {reader} ký số", among(message.tasks, message.held), signing_line),
        _group(f"Chờ {reader} thẩm tra", among(message.tasks, message.reviews), review_line),
        _decisions(message, reader),
        *(_group(name, tasks, week_line) for name, tasks in week_groups(message).items()),
        more(message.more, "việc"),
        "Bấm số để xem từng việc." if message.tasks else _quiet(message, reader),
        f"🙏 {figure_line(message.figure)}" if message.figure else None,
        _opened(message),
        anchor_line(message.anchor),
    )


def _opened(message: LeaderWeek) -> str | None:
    """The supervision that Law 91/2025/QH15 art. 19 cl. 2 asks for, in one line."""
    if message.opened is None:
        return None
    times, people = message.opened
    opened = (
        f"{times} lượt mở dữ liệu người dân, của {people} người" if times else "không ai mở dữ liệu người dân"
    )
    exports = f"; {message.exports} lần xuất dữ liệu cán bộ" if message.exports else ""
    return f"🔒 Tháng trước: {opened}{exports}."


def week(message: LeaderWeek) -> str:
    """21/12–25/12"""
    friday = date.fromordinal(message.said_on.toordinal() + 4 - message.said_on.weekday())
    return f"{short_day(message.said_on)}–{short_day(max(friday, message.said_on))}"


def to_decide(message: LeaderWeek) -> tuple[tuple[int, TaskFacts], ...]:
    """What waits for the leader in somebody's place."""
    return among(message.tasks, set(message.stand_ins) - message.held - message.reviews)


def decision_line(task: TaskFacts) -> str:
    stands = STATES.get(task.state) or f"hạn {due_short(task)}"
    return f"{title(task, LISTED)} – {safe(task.unit, NAME)}, {stands}"


def _decisions(message: LeaderWeek, reader: str) -> str | None:
    """Each with the reason why it comes to the leader."""
    listed = [
        f"{number}. {decision_line(task)}{for_whom(message.stand_ins[number])}"
        for number, task in to_decide(message)
    ]
    return lines(f"<b>Chờ {reader} quyết</b>", *listed) if listed else None


def week_groups(message: LeaderWeek) -> dict[str, list[tuple[int, TaskFacts]]]:
    """What does not wait for the leader's own act, by how it stands."""
    late, accepted, answered, over = (
        "Quá hạn, đã nhắc tại đơn vị",
        f"Muộn, {STILL_ACCEPTED}, đã nhắc tại đơn vị",
        "Đã có phản hồi",
        "Đã hết thời gian được tính, chưa có minh chứng",
    )
    groups: dict[str, list[tuple[int, TaskFacts]]] = {late: [], accepted: [], answered: [], over: []}
    stands = dict.fromkeys(UP, late) | {State.MISSED: over}
    for number, task in message.tasks:
        if number not in message.held | message.reviews and number not in message.stand_ins:
            name = stands.get(task.state, answered)
            groups[accepted if name == late and task.accepted_until else name].append((number, task))
    return groups


def _group(name: str, tasks: Sequence[tuple[int, TaskFacts]], line: Callable[[TaskFacts], str]) -> str | None:
    """Units, no people: a person's name stands only behind the number."""
    return lines(f"<b>{name}</b>", *numbered(tasks, line)) if tasks else None


def signing_line(task: TaskFacts) -> str:
    """Since when it waits for the leader and by when it is needed; where it went once it is signed."""
    if task.place is Place.LEADER and task.state in ACTIVE and task.place_since is not None:
        stands = f"hạn {due_short(task)}, chờ từ {short_day(task.place_since)}"
    else:
        stands = elsewhere(task) or STATES.get(task.state, "đã có phản hồi")
    return f"{title(task, LISTED)} – {safe(task.unit, NAME)}, {stands}"


def week_line(task: TaskFacts) -> str:
    criterion = f"{task.worth.criterion} " if task.worth else ""
    return f"{criterion}{title(task, LISTED)} – {safe(task.unit, NAME)}, {_in_the_week(task)}"


def _in_the_week(task: TaskFacts) -> str:
    match task.state:
        case State.MISSED:
            return f"hạn {due_short(task)}"
        case State.CLAIMED:
            return CLAIMED
        case State.OPEN | State.RETURNED:
            return f"{late_text(task).lower()} (hạn {due_short(task)})"
    return STATES[task.state]


def _quiet(message: LeaderWeek, reader: str) -> str:
    if message.trial:
        return "Hệ thống đang chạy thử, chưa báo việc quá hạn lên trên. Tin này để biết hệ thống vẫn chạy."
    return f"Tuần này không có việc cần {reader} quyết."
