"""What is said back to an officer who wrote or pressed, the one question asked, and what the head hears."""

from bot.texts.lists import standing
from bot.texts.places import PLACES
from bot.texts.text import Text, lines, paragraphs
from bot.texts.words import QUOTE, briefly, capital, hour_and_day, long_day, safe, title, who
from jobs.messages.facts import TaskFacts
from jobs.messages.replies import Ask, FromOfficer, Heard, PassedOn, Question
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import StatementKind

_EXAMPLE = "thứ hai 14/12"


def heard(message: Heard) -> Text:
    """What was understood, with weekday and date, so that a wrong reading is seen at once."""
    task = title(message.task)
    match message.kind:
        case StatementKind.SNOOZE if message.until is not None:
            first = f"⏰ Sẽ nhắc lại lúc <b>{hour_and_day(message.until)}</b> – {task}."
            return Text(lines(first, f"Hạn không đổi: {long_day(message.task.due_on)}."))
        case StatementKind.PROMISE if message.day is not None:
            first = f"📅 Đã ghi: hẹn xong <b>{long_day(message.day)}</b> – {task}."
            return Text(
                lines(first, f"Hạn vẫn là {long_day(message.task.due_on)}; trưởng đơn vị được báo lời hẹn.")
            )
        case StatementKind.PLACE if message.place is not None:
            return Text(_place(message, message.place, task))
        case StatementKind.NOT_MINE:
            return Text(_not_mine(message, task))
        case StatementKind.OBSTACLE:
            return Text(
                f"🆘 Đã ghi: <b>đang vướng</b> – {task}.\nTrưởng đơn vị và quản trị đã được báo để cùng gỡ."
            )
        case StatementKind.HAND_OVER:
            return Text(
                f"🤝 Đã chuyển – {task}.\nNgười nhận và trưởng đơn vị đã được báo; người nhận có thể từ chối."
            )
        case StatementKind.SEEN:
            return Text(lines(f"👁 Đã ghi: <b>đã xem</b> – {task}.", _as_before(message.task)))
    return Text(lines(f"📝 Đã ghi: <b>chưa xong</b> – {task}.", _as_before(message.task)))


def question(message: Question) -> Text:
    quote = (
        f"{capital(briefly(message.reader))} vừa nhắn: “{safe(message.quote, QUOTE)}”"
        if message.quote
        else None
    )
    return Text(lines(quote, _asked(message)))


def from_officer(message: FromOfficer) -> Text:
    task, officer = message.task, capital(who(message.officer))
    due = f"Hạn {long_day(task.due_on)}"
    match message.kind:
        case StatementKind.NOT_MINE:
            first = f"🙋 <b>Nhờ {who(message.reader)} phân công lại</b> – {title(task)}"
            return Text(
                paragraphs(
                    lines(first, due),
                    f"{officer} báo việc này không thuộc phần việc được giao. Trong lúc chờ, tin nhắc việc này gửi "
                    f"đến {who(message.reader)}.",
                )
            )
        case StatementKind.OBSTACLE:
            return Text(
                lines(
                    f"🆘 <b>Đang vướng</b> – {title(task)}", due, f"{officer} báo có trở ngại, nhờ cùng gỡ."
                )
            )
        case StatementKind.HAND_OVER if message.declined_by is not None:
            first = f"🤝 <b>Chưa chuyển được việc</b> – {title(task)}"
            owner = who(task.officer)
            no = f"{capital(who(message.declined_by))} không nhận; việc do {owner} phụ trách."
            return Text(lines(first, due, no))
        case StatementKind.HAND_OVER:
            new = who(task.officer)
            return Text(
                lines(f"🤝 <b>Đã chuyển việc</b> – {title(task)}", due, f"{officer} chuyển cho {new}.")
            )
    if message.day is None:
        now = standing(task, day_of(message.now))
        return Text(lines(f"📅 <b>Lời hẹn trước</b> – {title(task)}", due, f"Nay: {now}."))
    promised = f"{officer} hẹn xong <b>{long_day(message.day)}</b>. Hạn không đổi."
    return Text(lines(f"📅 <b>Lời hẹn mới</b> – {title(task)}", due, promised))


def passed_on(message: PassedOn) -> Text:
    task, by = message.task, capital(who(message.by))
    return Text(
        lines(
            f"🖊 <b>Văn bản {PLACES[message.place]}</b> – {title(task)}",
            f"{by} vừa chuyển. Hạn {long_day(task.due_on)}, chưa cần làm gì thêm.",
        )
    )


def _as_before(task: TaskFacts) -> str:
    return f"Hạn {long_day(task.due_on)}; nhắc như thường lệ."


def _asked(message: Question) -> str:
    named = f" – {title(message.task)}" if message.task else ""
    match message.ask:
        case Ask.WHICH_TASK:
            listed = "\n".join(f"{number}. {title(task, 80)}" for number, task in message.tasks)
            return f"Xin hỏi lại cho chắc, tin này nói về việc nào ạ?\n{listed}"
        case Ask.WHEN:
            return (
                f"Nhắc lại vào lúc nào ạ{named}?"
                if _before_due(message.task)
                else f"Hẹn xong ngày nào ạ{named}?"
            )
        case Ask.DONE_DAY:
            typed = f"hoặc trả lời tin này, ví dụ <code>{_EXAMPLE}</code>."
            return f"Việc này xong từ hôm nào ạ{named}?\nBấm một ngày, {typed}"
        case Ask.PLACE:
            return f"Văn bản đang ở đâu ạ{named}?"
        case Ask.COLLEAGUE:
            return f"Chuyển cho ai trong đơn vị ạ{named}?"
    return f"Xin hỏi lại cho chắc, nghĩa là gì ạ{named}?"


def _before_due(task: TaskFacts | None) -> bool:
    return task is not None and not task.late


def _place(message: Heard, place: Place, task: str) -> str:
    return paragraphs(
        f"🖊 Đã ghi: văn bản <b>{PLACES[place]}</b> – {task}.",
        "Việc tính là xong khi văn bản có số, ký hiệu, ngày, đủ ký số của người ký và ký số của cơ quan, và đã "
        "phát hành. Chuyển đến đâu, nhờ bấm nút để hệ thống biết.",
    )


def _not_mine(message: Heard, task: str) -> str:
    to = f" đến {who(message.head)}" if message.head else ""
    return paragraphs(
        f"🙋 Đã chuyển ý kiến của {who(message.reader)}{to}: <b>{task}</b> không thuộc phần việc được giao.",
        "Trong lúc chờ, hệ thống tạm không nhắc việc này. Quyết định thế nào sẽ báo ngay.",
    )
