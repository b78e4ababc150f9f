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
    quoted,
    safe,
    title,
    who,
)
from jobs.messages.facts import Obstacle, TaskFacts
from jobs.messages.questions import Ask
from jobs.messages.replies import FromOfficer, PassedOn, Question, Reassigned, TakenBack, Understood, Undone
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import StatementKind

_TAKEN_BACK = {
    TakenBack.CLAIM: "lời báo xong",
    TakenBack.FILES: "lần nộp minh chứng",
    TakenBack.PASSED: "lần báo chuyển văn bản",
    StatementKind.SEEN: "lời báo đã xem",
    StatementKind.NOT_DONE: "lời báo chưa xong",
    StatementKind.PLACE: "lời báo nơi giữ văn bản",
    StatementKind.OBSTACLE: "lời báo đang vướng",
    StatementKind.SNOOZE: "lời hẹn nhắc lại",
    StatementKind.PROMISE: "lời hẹn ngày xong",
    StatementKind.NOT_MINE: "lời báo không phải phần việc của mình",
    StatementKind.HAND_OVER: "lần chuyển cho đồng nghiệp",
    StatementKind.DECLINE: "lời báo không nhận việc",
    StatementKind.NOTE: "lời ghi kèm",
}
# How the quoted words came; else they were written.
_DID = {Ask.FORWARDED: "chuyển tiếp", Ask.EDITED: "sửa tin thành"}
_TOLD_ABOVE = "Trưởng đơn vị được báo lời hẹn; hạn không đổi."
_TO_COME, _PAST = "thứ hai tuần sau", "hôm qua"
_UNDO_OTHER = "Muốn hủy nội dung khác, xin trả lời vào đúng tin ghi nội dung ấy."


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
            return lines(first, _shifted(message), f"Hạn không đổi: {due_now(message.task)}.")
        case StatementKind.PROMISE if message.day is not None:
            first = f"📅 Đã ghi: hẹn xong <b>{long_day(message.day)}</b> – {task}."
            told = "; trưởng đơn vị được báo lời hẹn" if message.head_hears else ""
            return lines(first, f"Hạn vẫn là {due_now(message.task)}{told}.")
        case StatementKind.PLACE if message.place is not None:
            return _place(message, message.place, task)
        case StatementKind.NOT_MINE:
            return _not_mine(message, task)
        case StatementKind.OBSTACLE:
            return _stuck(message, task)
        case StatementKind.HAND_OVER:
            told = "Người nhận và trưởng đơn vị" if message.head_hears else "Người nhận"
            return f"🤝 Đã chuyển – {task}.\n{told} đã được báo; người nhận có thể từ chối."
        case StatementKind.SEEN:
            return lines(f"👁 Đã ghi: <b>đã xem</b> – {task}.", _as_before(message.task))
        case StatementKind.NOTE:
            return lines(f"📎 Đã ghi kèm tin chuyển tiếp – {task}.", _as_before(message.task))
    first = f"📝 Đã ghi: <b>chưa xong</b> – {task}."
    return lines(first, _denied(message), _as_before(message.task))


def _denied(message: Understood) -> str | None:
    return "Lời báo xong trước đó đã hủy." if message.denied else None


def _shifted(message: Understood) -> str | None:
    """Why they are reminded at another moment than they named."""
    if message.named_at is None or message.until is None:
        return None
    named_at = capital(hour_and_day(message.named_at))
    if message.until < message.named_at:
        return f"{named_at} đã sát giờ hạn, nên nhắc sớm hơn để còn kịp xử lý."
    return f"{named_at} ngoài giờ làm việc, nên nhắc khi bắt đầu giờ làm việc."


@wording
def undone(message: Undone) -> str:
    """What was taken back, by name; taken back before, that nothing more was."""
    if len(message.what) == 1:
        kind, task = message.what[0]
        stands = _as_before(task) if task.state in (State.OPEN, State.RETURNED) else None
        by = f"{capital(who(message.by))} đã hủy lời này." if message.by else None
        return lines(_undone_one(kind, task, message.again), by, _UNDO_OTHER if message.again else stands)
    each = (f"• {capital(_TAKEN_BACK[kind])} – {title(task, LISTED)}" for kind, task in message.what)
    if message.again:
        return lines("↩️ <b>Đã hủy trước đó</b>; lần này không thay đổi gì:", *each, _UNDO_OTHER)
    return lines("↩️ <b>Đã hủy</b>:", *each)


def _undone_one(kind: TakenBack | StatementKind, task: TaskFacts, again: bool) -> str:
    what = _TAKEN_BACK[kind]
    if again:
        return f"↩️ <b>{capital(what)} đã được hủy trước đó</b>; lần này không thay đổi gì – {title(task)}."
    return f"↩️ <b>Đã hủy {what}</b> – {title(task)}."


@wording
def question(message: Question) -> str:
    if not message.quote:
        return _asked(message)
    did = _DID.get(message.ask, "nhắn")
    wrote = f"{capital(briefly(message.reader))} vừa {did}: “{safe(message.quote, QUOTE)}”"
    return lines(wrote, _asked(message))


def _then_asked(message: FromOfficer) -> str:
    if message.asked_from is None:
        return ""
    return f"; từ sáng {long_day(message.asked_from)}, nếu chưa quyết định, gửi đến người quản trị"


@wording
def from_officer(message: FromOfficer) -> str:
    task, officer = message.task, capital(who(message.officer))
    due = f"Hạn {due_long(task)}"
    if message.taken_back:
        said = _TAKEN_BACK[message.kind]
        nothing_to_do = f"{officer} vừa hủy lời này, {briefly(message.reader)} không phải làm gì thêm."
        return lines(f"↩️ <b>Đã hủy {said}</b> – {title(task)}", due, nothing_to_do)
    match message.kind:
        case StatementKind.NOT_MINE:
            first = f"🙋 <b>Nhờ {briefly(message.reader)} phân công lại</b> – {title(task)}"
            return paragraphs(
                lines(first, due),
                f"{officer} cho biết việc này không phải phần việc của mình. Trong lúc chờ, tin nhắc việc này gửi "
                f"đến {briefly(message.reader)}{_then_asked(message)}.",
            )
        case StatementKind.OBSTACLE:
            if message.obstacle is None or not message.stuck:
                return lines(f"✅ <b>Không còn vướng</b> – {title(task)}", due)
            return lines(
                f"🆘 <b>Đang vướng</b> – {title(task)}", due, *_in_the_way(message.obstacle), "Nhờ cùng gỡ."
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
    if message.back:
        lies_at = f"văn bản {PLACES[message.place]}" if message.place else "văn bản chưa chuyển đi"
        return lines(
            f"↩️ <b>Đính chính: {lies_at}</b> – {title(task)}",
            f"{by} vừa hủy lần bấm nhầm. Hạn {due_long(task)}.",
        )
    assert message.place is not None
    return lines(
        f"🖊 <b>Văn bản {PLACES[message.place]}</b> – {title(task)}",
        f"{by} vừa chuyển. Hạn {due_long(task)}, chưa cần làm gì thêm.",
    )


@wording
def reassigned(message: Reassigned) -> str:
    """The decision in words: whose it is now, and whether the reader still has anything to do."""
    task, by, reader = message.task, capital(who(message.by)), briefly(message.reader)
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
    if task.asks_evidence_at is not None:
        return f"{until}; minh chứng hỏi lại lúc {hour_and_day(task.asks_evidence_at)}."
    return f"{until}; nhắc như thường lệ."


def _asked(message: Question) -> str:
    named = f" – {title(message.task)}" if message.task else ""
    match message.ask:
        case Ask.WHICH_TASK | Ask.FORWARDED:
            return lines(_asked_which(message), *numbered(message.tasks, lambda task: title(task, LISTED)))
        case Ask.EDITED:
            before = (
                "Điều đã ghi từ tin cũ <b>giữ nguyên</b>" if message.recorded else "Tin cũ <b>chưa ghi gì</b>"
            )
            return f"{before}. Ghi theo lời mới ạ?"
        case Ask.WHEN:
            return _asked_when(message, named)
        case Ask.DONE_DAY:
            return f"Việc này xong từ hôm nào ạ{named}?\nBấm một ngày, {_typed(_PAST)}"
        case Ask.PLACE:
            return f"Văn bản đang ở đâu ạ{named}?"
        case Ask.COLLEAGUE:
            return f"Chuyển cho ai trong đơn vị ạ{named}?"
        case Ask.OTHERWISE:
            return f"Vậy ý {briefly(message.reader)} là gì ạ{named}?\nBấm một nút, {_typed(_TO_COME)}"
    about = f"Về {title(message.task)}, ý" if message.task else "Ý"
    return lines(
        f"{about} {briefly(message.reader)} là gì ạ? <b>Chưa ghi gì.</b>",
        "Bấm một nút, hoặc trả lời tin này bằng một câu.",
    )


def _asked_which(message: Question) -> str:
    if message.ask is Ask.FORWARDED:
        asked = "Đây không phải lời của {who} nên <b>chưa ghi nhận gì</b>. Ghi kèm vào việc nào ạ?"
        return asked.format(who=briefly(message.reader))
    if message.of_documents:
        return "Văn bản nào ạ? Chưa ghi gì."
    return "Xin hỏi lại cho chắc, tin này nói về việc nào ạ?"


def _asked_when(message: Question, named: str) -> str:
    if not message.promises:
        asked = f"Nhắc lại vào lúc nào ạ{named}?"
        return lines(_too_late(message), asked, f"Bấm một nút, {_typed('9h sáng mai')}")
    late = f"Đến lúc này không hẹn nhắc lại được nữa. Hẹn xong ngày nào ạ{named}?"
    told = _TOLD_ABOVE if message.head_hears else "Hạn không đổi."
    return lines(late, told, f"Bấm một ngày, {_typed(_TO_COME)}")


def _too_late(message: Question) -> str | None:
    """Why it is not put off until the moment that was named."""
    if message.named_at is None or message.task is None:
        return None
    named_at = capital(hour_and_day(message.named_at))
    return f"{named_at} thì đã muộn so với hạn {due_now(message.task)}, nên chưa ghi."


def _typed(example: str) -> str:
    return f"hoặc trả lời tin này, ví dụ <code>{example}</code>."


def _stuck(message: Understood, task: str) -> str:
    first = f"🆘 Đã ghi: <b>đang vướng</b> – {task}."
    who_hears = [
        *(["người phụ trách"] if message.by_holder else []),
        *(["trưởng đơn vị"] if message.head_hears else []),
    ]
    told = capital(" và ".join(filter(None, (", ".join(who_hears), "quản trị")))) + " đã được báo để cùng gỡ."
    if message.words:
        return lines(first, _denied(message), f"Lời báo: “{quoted(message.words, QUOTE)}”", told)
    reader = briefly(message.reader)
    return lines(
        first,
        _denied(message),
        told,
        f"<b>Đang vướng gì ạ?</b> Nhờ {reader} trả lời tin này bằng một câu; kèm ảnh lỗi cũng được, ảnh lỗi không "
        "tính là minh chứng.",
    )


def _in_the_way(obstacle: Obstacle) -> tuple[str, str]:
    """In the officer's words, and where to call them."""
    officer, words = capital(who(obstacle.by)), quoted(obstacle.words, QUOTE)
    said = f"{officer} báo: “{words}”" if words else f"{officer} báo có trở ngại, chưa nói rõ."
    return said, f"Điện thoại: {safe(obstacle.phone, 20) or 'chưa có trong danh sách'}"


def _place(message: Understood, place: Place, task: str) -> str:
    return paragraphs(
        lines(f"🖊 Đã ghi: văn bản <b>{PLACES[place]}</b> – {task}.", _denied(message)),
        "Việc tính là xong khi văn bản có số, ký hiệu, ngày, đủ chữ ký số của người có thẩm quyền và của cơ quan, "
        "và đã phát hành. Khi văn bản sang bước khác, nhờ bấm nút tương ứng.",
    )


def _not_mine(message: Understood, task: str) -> str:
    told = f"Đã báo {who(message.head)}" if message.head else "Đã ghi"
    return paragraphs(
        f"🙋 {told}: {briefly(message.reader)} cho biết việc này không phải phần việc của mình – <b>{task}</b>.",
        "Trong lúc chờ phân công lại, tạm dừng nhắc. Quyết định thế nào sẽ báo ngay.",
    )
