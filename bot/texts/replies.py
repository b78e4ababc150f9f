"""What is said back to an officer who wrote or pressed, the one question asked, and what the head hears."""

from bot.texts.lists import standing
from bot.texts.places import PLACES
from bot.texts.text import lines, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    LISTED,
    QUOTE,
    briefly,
    capital,
    due_long,
    due_now,
    hour_and_day,
    long_day,
    safe,
    title,
    who,
)
from jobs.messages.facts import TaskFacts
from jobs.messages.replies import (
    Ask,
    FromOfficer,
    PassedOn,
    Question,
    Reassigned,
    TakenBack,
    Understood,
    Undone,
)
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import StatementKind

_TAKEN_BACK = {
    TakenBack.CLAIM: "báo xong",
    TakenBack.FILES: "minh chứng đã nộp",
    StatementKind.SEEN: "đã xem",
    StatementKind.NOT_DONE: "báo chưa xong",
    StatementKind.PLACE: "nơi đang giữ văn bản",
    StatementKind.OBSTACLE: "báo đang vướng",
    StatementKind.SNOOZE: "hẹn nhắc lại",
    StatementKind.PROMISE: "lời hẹn ngày xong",
    StatementKind.NOT_MINE: "báo không phải việc được giao",
    StatementKind.HAND_OVER: "chuyển cho đồng nghiệp",
    StatementKind.DECLINE: "không nhận việc",
    StatementKind.NOTE: "tin ghi kèm",
}
# How the quoted words came; else they were written.
_DID = {Ask.FORWARDED: "chuyển tiếp", Ask.EDITED: "sửa tin thành"}
_TOLD_ABOVE = "Trưởng đơn vị được báo lời hẹn; hạn không đổi."
_EXAMPLE = "thứ hai 14/12"


@wording
def understood(message: Understood) -> str:
    """What was understood, with weekday and date, so that a wrong reading is seen at once."""
    kept = f"📎 {message.beside} tệp được giữ kèm việc này, <b>chưa tính là minh chứng</b>."
    return paragraphs(_understood(message), kept if message.beside else None)


def _understood(message: Understood) -> str:
    task = title(message.task)
    match message.kind:
        case StatementKind.SNOOZE if message.until is not None:
            first = f"⏰ Sẽ nhắc lại lúc <b>{hour_and_day(message.until)}</b> – {task}."
            return lines(first, f"Hạn không đổi: {due_now(message.task)}.")
        case StatementKind.PROMISE if message.day is not None:
            first = f"📅 Đã ghi: hẹn xong <b>{long_day(message.day)}</b> – {task}."
            return lines(first, f"Hạn vẫn là {due_now(message.task)}; trưởng đơn vị được báo lời hẹn.")
        case StatementKind.PLACE if message.place is not None:
            return _place(message.place, task)
        case StatementKind.NOT_MINE:
            return _not_mine(message, task)
        case StatementKind.OBSTACLE:
            return (
                f"🆘 Đã ghi: <b>đang vướng</b> – {task}.\nTrưởng đơn vị và quản trị đã được báo để cùng gỡ."
            )
        case StatementKind.HAND_OVER:
            return (
                f"🤝 Đã chuyển – {task}.\nNgười nhận và trưởng đơn vị đã được báo; người nhận có thể từ chối."
            )
        case StatementKind.SEEN:
            return lines(f"👁 Đã ghi: <b>đã xem</b> – {task}.", _as_before(message.task))
        case StatementKind.NOTE:
            return lines(f"📎 Đã ghi kèm tin chuyển tiếp – {task}.", _as_before(message.task))
    return lines(f"📝 Đã ghi: <b>chưa xong</b> – {task}.", _as_before(message.task))


@wording
def undone(message: Undone) -> str:
    """What was taken back, by name; taken back before, that nothing more was."""
    if message.again:
        heading = "↩️ <b>Đã lấy lại từ trước</b>, lần này không có gì thay đổi"
        more = f"Cần lấy lại điều khác, nhờ {who(message.reader)} trả lời đúng tin nói về điều đó."
    else:
        heading, more = "↩️ <b>Đã lấy lại</b>", None
    if len(message.what) == 1:
        kind, task = message.what[0]
        stands = _as_before(task) if task.state in (State.OPEN, State.RETURNED) else None
        return lines(f"{heading}: {_TAKEN_BACK[kind]} – {title(task)}.", more or stands)
    each = (f"• {_TAKEN_BACK[kind]} – {title(task, LISTED)}" for kind, task in message.what)
    return lines(f"{heading}:", *each, more)


@wording
def question(message: Question) -> str:
    if not message.quote:
        return _asked(message)
    did = _DID.get(message.ask, "nhắn")
    wrote = f"{capital(briefly(message.reader))} vừa {did}: “{safe(message.quote, QUOTE)}”"
    return lines(wrote, _asked(message))


@wording
def from_officer(message: FromOfficer) -> str:
    task, officer = message.task, capital(who(message.officer))
    due = f"Hạn {due_long(task)}"
    match message.kind:
        case StatementKind.NOT_MINE:
            first = f"🙋 <b>Nhờ {who(message.reader)} phân công lại</b> – {title(task)}"
            return paragraphs(
                lines(first, due),
                f"{officer} báo việc này không thuộc phần việc được giao. Trong lúc chờ, tin nhắc việc này gửi "
                f"đến {who(message.reader)}.",
            )
        case StatementKind.OBSTACLE:
            return lines(
                f"🆘 <b>Đang vướng</b> – {title(task)}", due, f"{officer} báo có trở ngại, nhờ cùng gỡ."
            )
        case StatementKind.HAND_OVER if message.declined_by is not None:
            first = f"🤝 <b>Chưa chuyển được việc</b> – {title(task)}"
            owner = who(task.officer)
            no = f"{capital(who(message.declined_by))} không nhận; việc do {owner} phụ trách."
            return lines(first, due, no)
        case StatementKind.HAND_OVER:
            new = who(task.officer)
            return lines(f"🤝 <b>Đã chuyển việc</b> – {title(task)}", due, f"{officer} chuyển cho {new}.")
    if message.day is None:
        now = standing(task, day_of(message.now))
        return lines(f"📅 <b>Lời hẹn trước</b> – {title(task)}", due, f"Nay: {now}.")
    promised = f"{officer} hẹn xong <b>{long_day(message.day)}</b>. Hạn không đổi."
    return lines(f"📅 <b>Lời hẹn mới</b> – {title(task)}", due, promised)


@wording
def passed_on(message: PassedOn) -> str:
    task, by = message.task, capital(who(message.by))
    return lines(
        f"🖊 <b>Văn bản {PLACES[message.place]}</b> – {title(task)}",
        f"{by} vừa chuyển. Hạn {due_long(task)}, chưa cần làm gì thêm.",
    )


@wording
def reassigned(message: Reassigned) -> str:
    """The decision in words: whose it is now, and whether the reader still has anything to do."""
    task, by, reader = message.task, capital(who(message.by)), who(message.reader)
    if message.kept:
        return lines(
            f"📌 <b>Giữ nguyên người phụ trách</b> – {title(task)}",
            f"Hạn {due_long(task)}",
            f"{by} đã xem ý kiến của {reader} và quyết định việc này vẫn do {reader} phụ trách.",
        )
    took = "nhận làm việc này" if message.by == message.to else f"đã giao việc này cho {who(message.to)}"
    return lines(
        f"📌 <b>Đã phân công lại</b> – {title(task)}",
        f"{by} {took}; {reader} không phải làm gì thêm.",
    )


def _as_before(task: TaskFacts) -> str:
    until = f"Bổ sung đến hết {long_day(task.fix_by)}" if task.fix_by else f"Hạn {due_long(task)}"
    return f"{until}; nhắc như thường lệ."


def _asked(message: Question) -> str:
    named = f" – {title(message.task)}" if message.task else ""
    match message.ask:
        case Ask.WHICH_TASK:
            listed = numbered(message.tasks, lambda task: title(task, LISTED))
            return lines("Xin hỏi lại cho chắc, tin này nói về việc nào ạ?", *listed)
        case Ask.FORWARDED:
            listed = numbered(message.tasks, lambda task: title(task, LISTED))
            asked = "Đây không phải lời của {who} nên <b>chưa ghi nhận gì</b>. Ghi kèm vào việc nào ạ?"
            return lines(asked.format(who=briefly(message.reader)), *listed)
        case Ask.EDITED:
            return "Điều đã ghi từ tin cũ <b>giữ nguyên</b>. Ghi theo lời mới ạ?"
        case Ask.WHEN:
            if not message.promises:
                return f"Nhắc lại vào lúc nào ạ{named}?"
            return f"Đã đến hạn nên không hẹn nhắc được nữa. Hẹn xong ngày nào ạ{named}?\n{_TOLD_ABOVE}"
        case Ask.DONE_DAY:
            typed = f"hoặc trả lời tin này, ví dụ <code>{_EXAMPLE}</code>."
            return f"Việc này xong từ hôm nào ạ{named}?\nBấm một ngày, {typed}"
        case Ask.PLACE:
            return f"Văn bản đang ở đâu ạ{named}?"
        case Ask.COLLEAGUE:
            return f"Chuyển cho ai trong đơn vị ạ{named}?"
    return f"Xin hỏi lại cho chắc, nghĩa là gì ạ{named}?"


def _place(place: Place, task: str) -> str:
    return paragraphs(
        f"🖊 Đã ghi: văn bản <b>{PLACES[place]}</b> – {task}.",
        "Việc tính là xong khi văn bản có số, ký hiệu, ngày, đủ ký số của người ký và ký số của cơ quan, và đã "
        "phát hành. Chuyển đến đâu, nhờ bấm nút để hệ thống biết.",
    )


def _not_mine(message: Understood, task: str) -> str:
    to = f" đến {who(message.head)}" if message.head else ""
    return paragraphs(
        f"🙋 Đã chuyển ý kiến của {who(message.reader)}{to}: <b>{task}</b> không thuộc phần việc được giao.",
        "Trong lúc chờ, hệ thống tạm không nhắc việc này. Quyết định thế nào sẽ báo ngay.",
    )
