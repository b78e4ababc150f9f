"""Several tasks in one message: the morning, one's own list, what was due before adoption."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.texts.cards import anchor_line, late_text
from bot.texts.cases import owed_line
from bot.texts.checklists import evidence_there
from bot.texts.outages import gap
from bot.texts.places import elsewhere
from bot.texts.quiet import in_the_unit, late_counts, quiet, to_settle
from bot.texts.text import MY_TASKS, PRESS_A_NUMBER, Keyboard, Text, among, lines, more, numbered, paragraphs
from bot.texts.waiting import waits
from bot.texts.wording import wording, words_of
from bot.texts.words import (
    FINDS_LATE,
    LISTED,
    NAME,
    STILL_ACCEPTED,
    about_points,
    briefly,
    due_in_full,
    due_listed,
    due_short,
    long_day,
    safe,
    short_day,
    title,
    weekday,
    who,
)
from jobs.messages.answers import TaskList, Triage
from jobs.messages.facts import PER_SCREEN, Named, PieceFacts, TaskFacts
from jobs.messages.morning import Group, group_of
from jobs.messages.morning_facts import Digest, StandIn
from models.people import Because
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import day_of

_SETTLED = {
    State.OPEN: "đã đặt hạn {due}",
    State.CLAIMED: "đã đặt hạn {due}, đã báo xong",
    State.SUBMITTED: "đã nộp minh chứng",
    State.WAIVED: "không áp dụng",
    State.ACCEPTED: "đạt yêu cầu",
    State.MISSED: "đã đóng",
}

_GROUPS = {
    Group.TODAY: "Hôm nay đến hạn",
    Group.LATE: "Quá hạn",
    Group.ACCEPTED: f"Muộn, {STILL_ACCEPTED}",
    Group.TOMORROW: "Ngày mai đến hạn",
    Group.NEAR: "Sắp tới",
    Group.TO_MEND: "Cần bổ sung",
    Group.WAITING: "Đã có trả lời của cấp trên chưa ạ?",
    Group.REPORTED: "Đã báo, đã nộp",
    Group.CLOSED: "Đã đóng",
}
_WHY = {
    Because.UNASSIGNED: "chưa có người phụ trách",
    Because.ABSENT: "thay {absent}, đang vắng",
    Because.NOT_MINE: "{absent} cho biết không phải phần việc của mình",
    Because.NO_CHAT: "thay {absent}, chưa tham gia Nhắc Việc",
    Because.BLOCKED: "thay {absent}, tin nhắn không đến được máy",
    Because.DEACTIVATED: "thay {absent}, không còn phụ trách",
}


@wording
def digest(message: Digest) -> str:
    if not message.tasks:
        hello, settling = gap(message) or quiet(message), to_settle(message.to_settle)
        return paragraphs(
            hello, in_the_unit(message), _taken_in(message), settling, anchor_line(message.anchor)
        )
    return paragraphs(
        gap(message) or _greeting(message),
        *(_group(name, tasks, message) for name, tasks in own_groups(message) if tasks),
        _held(message),
        _pieces(message),
        _reviews(message),
        _taken_in(message),
        f"… và {message.more} việc khác, xem ở <b>{MY_TASKS}</b>." if message.more else None,
        in_the_unit(message),
        _how_to_answer(message),
        anchor_line(message.anchor),
    )


def _greeting(message: Digest) -> str:
    hello, count = f"☀️ Chào {briefly(message.reader)}", len(message.tasks) + message.more
    if message.by_the_hour:
        return f"⏰ <b>Sắp đến giờ hạn: {count} việc</b>"
    if message.asked_for:
        return f"⏰ <b>Nhắc lại theo hẹn: {count} việc</b>"
    if message.still:
        return f"{hello}. Hôm nay không có việc mới.{_still(message)}"
    day = f"{weekday(message.said_on)} {short_day(message.said_on)}"
    return f"{hello}, {day}. Có <b>{count} việc</b> cần để ý:"


def _still(message: Digest) -> str:
    """How much of what it lists is late, and how much of that is accepted all the same."""
    groups = _groups_of(message)
    late, accepted = groups.count(Group.LATE), groups.count(Group.ACCEPTED)
    return f" Còn {late_counts(late + message.more, accepted)}:" if late or accepted else ""


def _groups_of(message: Digest) -> list[Group]:
    return [group_of(task, day_of(message.now)) for _, task in message.tasks]


def _held(message: Digest) -> str | None:
    """Documents that lie with the reader."""
    held = among(message.tasks, message.held)
    return _group(f"Văn bản chờ {briefly(message.reader)}", held, message) if held else None


def _reviews(message: Digest) -> str | None:
    """What waits for the reader's verdict, and since when."""
    listed = numbered(among(message.tasks, message.reviews), review_line)
    return lines(f"<b>Chờ {briefly(message.reader)} thẩm tra</b>", *listed) if listed else None


def _taken_in(message: Digest) -> str | None:
    """What the day before had no room for: the first line of each, which says what it is."""
    said = [words_of(each).html.split("\n")[0] for each in message.taken_in[:PER_SCREEN]]
    rest = more(len(message.taken_in) - len(said), "tin")
    return lines("<b>Tin chưa gửi hôm trước</b>", *said, rest) if said else None


def review_line(task: TaskFacts) -> str:
    if task.state is not State.SUBMITTED or task.claim is None:
        return f"{title(task)} – {_STANDS.get(task.state, 'đã trả lại')}"
    return f"{title(task)} – nộp {short_day(day_of(task.claim.said_at))}"


def _how_to_answer(message: Digest) -> str:
    """By number, in buttons or in words, while two are left that the reader can answer, or any to be given."""
    active = [number for number, task in message.tasks if task.state in ACTIVE]
    give = [number for number in active if is_to_give(message.stand_ins.get(number))]
    if give:
        return give_by_number(give, message.takers)
    first = [number for number in active if _is_to_do(message, number)][:2]
    if len(first) < 2:
        return PRESS_A_NUMBER
    return f"Bấm số để mở từng việc, hoặc nhắn gộp, ví dụ: <code>{first[0]} xong, {first[1]} mai nop</code>"


def is_to_give(why: StandIn | None) -> bool:
    return why is not None and why.because is Because.UNASSIGNED


def give_by_number(numbers: Sequence[int], takers: Sequence[Named]) -> str:
    """How work that nobody has is given in words."""
    if not takers:
        return PRESS_A_NUMBER
    each = f"<code>{numbers[0]} giao {who(takers[0])}</code>"
    every = f", <code>giao hết cho {who(takers[-1])}</code>" if len(numbers) > 1 else ""
    return f"Bấm số để giao từng việc, hoặc nhắn gộp, ví dụ: {each}{every}"


def _is_to_do(message: Digest, number: int) -> bool:
    """Whether the reader may say of it that it is done: not where they only decide, sign or review, nor of what was
    given away since."""
    why = message.stand_ins.get(number)
    if why is None:
        is_own = dict(message.tasks)[number].officer == message.reader
    else:
        is_own = why.because not in (Because.UNASSIGNED, Because.NOT_MINE)
    return is_own and number not in message.held | message.reviews


@wording
def task_list(message: TaskList) -> Text:
    reader, waiting = briefly(message.reader), (_reviews_wait(message), to_settle(message.to_settle))
    elsewhere = (owed_line(message.owed), *waiting)
    if not message.tasks and any(elsewhere):
        return Text(paragraphs(*elsewhere), Keyboard.MAIN)
    if not message.tasks:
        none = f"📋 Hiện {reader} chưa có việc nào đang theo dõi."
        return Text(nothing_found(message.searched, message.reader) or none, Keyboard.MAIN)
    return Text(
        paragraphs(
            found(message.searched, message.total) or f"📋 <b>Việc của {reader}</b>",
            lines(*(f"{number}. {_own_line(number, task, message)}" for number, task in message.tasks)),
            PRESS_A_NUMBER,
            how_to_search("viec", message.total),
            *elsewhere,
        )
    )


def _own_line(number: int, task: TaskFacts, message: TaskList) -> str:
    if number in message.pieces:
        return f"{_piece(message.pieces[number])} – {title(task, LISTED)}"
    why = for_whom(message.stand_ins.get(number)) or _instead(task, message)
    return f"{_box(task)} {task_line(task, day_of(message.now))}{why}"


def found(searched: str, total: int) -> str | None:
    """The heading of what words found; None where none were looked for."""
    return f"🔎 <b>Tìm “{safe(searched, NAME)}”</b>: {total} việc" if searched else None


def nothing_found(searched: str, reader: Named | None) -> str | None:
    if not searched:
        return None
    if searched == FINDS_LATE:
        return "🔎 Hiện không có việc nào quá hạn."
    return (
        f"🔎 Không thấy việc nào có “{safe(searched, NAME)}”. Nhờ {briefly(reader)} gõ ít chữ hơn, hoặc chỉ gõ "
        "lệnh để xem tất cả."
    )


def how_to_search(command: str, total: int) -> str | None:
    """Below a list of several pages: how to find one task in it."""
    if total <= PER_SCREEN:
        return None
    return f"Tìm nhanh: gõ lệnh kèm vài chữ, ví dụ <code>/{command} bc tthc thang 12</code>"


def _reviews_wait(message: TaskList) -> str | None:
    if not message.reviews:
        return None
    return f"📥 {message.reviews} minh chứng chờ {briefly(message.reader)} thẩm tra, xem ở /duyet."


@wording
def triage(message: Triage) -> str:
    reader = briefly(message.reader)
    heading = (
        f"🧾 <b>{message.total} việc có hạn trước ngày {safe(message.agency, NAME)} dùng Nhắc Việc</b> "
        f"({message.adopted_on:%d/%m/%Y})"
    )
    by = "điểm" if any(task.worth and task.worth.at_stake for _, task in message.tasks) else "hạn"
    rest = f"Còn {message.left} việc chưa chọn, có thể làm dần; việc chưa chọn vẫn giữ trong danh sách."
    return paragraphs(
        heading,
        "Các việc này <b>chưa nhắc ai và chưa báo ai</b>."
        + (f" Nhờ {reader} cho biết từng việc, xếp theo {by}:" if message.left else ""),
        lines(*numbered(message.tasks, triaged)),
        f"{rest} Bấm số để chọn." if message.left else f"✅ Đã chọn xong tất cả. Cảm ơn {reader}.",
    )


def own_groups(message: Digest) -> list[tuple[str, list[tuple[int, TaskFacts]]]]:
    """The reader's own tasks: due today first, then what is over, then what is near; what only lacks evidence
    stands apart."""
    grouped: dict[Group, list[tuple[int, TaskFacts]]] = {group: [] for group in Group}
    for number, task in message.tasks:
        if number not in message.held | message.reviews and number not in message.pieces:
            grouped[group_of(task, day_of(message.now))].append((number, task))
    return [(_GROUPS[group], each) for group, each in grouped.items()]


def _group(name: str, tasks: Sequence[tuple[int, TaskFacts]], message: Digest) -> str:
    today = day_of(message.now)
    each = (f"{number}. {task_line(task, today)}{_whose(message, number, task)}" for number, task in tasks)
    return lines(f"<b>{name}</b>", *each)


def _pieces(message: Digest) -> str | None:
    """What the reader's unit owes to tasks that other units lead."""
    owed = piece_lines(message)
    return lines("<b>Phần việc phối hợp</b>", *owed) if owed else None


def piece_lines(message: Digest) -> list[str]:
    """Each piece, with the task that it is of."""
    return [
        f"{number}. {_piece(message.pieces[number])} – {title(task, LISTED)}"
        for number, task in among(message.tasks, message.pieces)
    ]


def _piece(piece: PieceFacts) -> str:
    stands = "đã có" if piece.given else f"hạn <b>{long_day(piece.due_on)}</b>"
    return f"Phần của {safe(piece.unit, NAME)}: {safe(piece.title, 60)}, {stands}"


def _whose(message: Digest, number: int, task: TaskFacts) -> str:
    """Whose task it is, where it is not simply the reader's."""
    if number in message.held:
        return for_whom(message.stand_ins.get(number))
    return whose(task, message.stand_ins.get(number), message.reader)


def whose(task: TaskFacts, why: StandIn | None, reader: Named | None) -> str:
    """Whose task it is, where the reader stands in, is told of a closed one as head, or has given it away since."""
    return f" – phụ trách: {who(task.officer)}" if is_anothers(task, why, reader) else for_whom(why)


def is_anothers(task: TaskFacts, why: StandIn | None, reader: Named | None) -> bool:
    """Whether somebody else has it, in whose place the reader is not asked."""
    return why is None and task.officer is not None and task.officer != reader


def for_whom(why: StandIn | None) -> str:
    """Why a task that is not the reader's own stands in their list."""
    return f" – {why_told(why)}" if why else ""


def why_told(why: StandIn) -> str:
    return _WHY[why.because].format(absent=who(why.instead_of))


def task_lines(tasks: Iterable[tuple[int, TaskFacts]], today: date) -> list[str]:
    return numbered(tasks, lambda task: task_line(task, today))


def task_line(task: TaskFacts, today: date) -> str:
    """The title, where the task stands, where its document lies, and how much evidence is there."""
    return line_of(task, standing(task, today), "đang vướng" if task.obstacle else "")


def line_of(task: TaskFacts, stands: str, stuck: str) -> str:
    """The same, with where it stands, and that something is in the way ("" where nothing is), in these words."""
    place, count = elsewhere(task), evidence_there(task)
    there = count if task.state in ACTIVE else ""
    return (
        f"{title(task)} – {f'{place}; ' if place else ''}{' · '.join(filter(None, (stands, stuck, there)))}"
    )


def stuck_since(task: TaskFacts) -> str:
    """báo đang vướng (14/12); "" where nothing is in the way."""
    return f"báo đang vướng ({short_day(task.obstacle.said_on)})" if task.obstacle else ""


_STANDS = {
    State.CLAIMED: "đã báo xong, còn thiếu minh chứng",
    State.SUBMITTED: "đã nộp, chờ thẩm tra",
    State.ACCEPTED: "đạt yêu cầu",
    State.WAIVED: "không áp dụng",
}


def standing(task: TaskFacts, today: date) -> str:
    """Where a task stands, in a few words."""
    if task.state is State.MISSED:
        return f"đã đóng hết ngày {short_day(task.closes_on)}, chưa có minh chứng"
    if task.state is State.WAITING:
        return waits(task.waiting)
    if task.state is State.TO_SETTLE:
        return f"hạn {due_in_full(task)}, trước ngày dùng Nhắc Việc"
    return _STANDS.get(task.state) or _due(task, today)


def _due(task: TaskFacts, today: date) -> str:
    if task.fix_by is not None:
        return f"cần bổ sung đến hết <b>{long_day(task.fix_by)}</b>"
    if task.due_on < today:
        promised = f", hẹn {short_day(task.promised_on)}" if task.promised_on else ""
        return f"{late_text(task).lower()} (hạn {due_short(task)}{promised})"
    left = f", còn {task.left} ngày làm việc" if task.left > 1 else ""
    return f"hạn <b>{due_listed(task)}</b>{left}"


def _instead(task: TaskFacts, message: TaskList) -> str:
    """Whose task it is, where the reader only stands in."""
    stands_in = task.stand_in is not None and task.stand_in == message.reader
    return f" – thay {who(task.officer)}" if stands_in else ""


def _box(task: TaskFacts) -> str:
    return "☑" if task.state in (State.CLAIMED, State.SUBMITTED, State.ACCEPTED) else "☐"


def triaged(task: TaskFacts) -> str:
    if task.state is not State.TO_SETTLE:
        return f"✔ {title(task)}: {_SETTLED[task.state].format(due=due_short(task))}"
    stake = task.worth.at_stake if task.worth else None
    worth = f" · {about_points(stake)}" if stake is not None else ""
    return f"{title(task, LISTED)} – hạn {due_in_full(task)}{worth}"
