"""What answers a person's own act: files, questions back, one's own record."""

from bot.texts.text import Keyboard, Text, lines, more, paragraphs
from bot.texts.words import (
    NAME,
    briefly,
    capital,
    hour_and_day,
    long_day,
    safe,
    size_mb,
    title,
    who,
)
from jobs.messages.facts import (
    AboutMe,
    AskDate,
    AskFile,
    AskWhichTask,
    BeforeCutoff,
    FileProblem,
    FileReceived,
    FileRefused,
    TaskFacts,
)
from models.rules.lifecycle import State
from models.tables import ItemKind

_ROLES = {
    "officer": "cán bộ phụ trách",
    "head": "trưởng đơn vị",
    "reviewer": "người thẩm tra",
    "leader": "lãnh đạo UBND",
    "clerk": "văn thư",
    "admin": "quản trị",
}
_TAKEN = {
    ItemKind.SIGNED_DOCUMENT: "tệp PDF đã ký số",
    ItemKind.SCREENSHOT: "ảnh PNG, JPEG hoặc tệp PDF",
    ItemKind.ATTACHMENT: "tệp PDF, ảnh, Word hoặc Excel",
}


_MOST_MISSING = 4


def ask_file(message: AskFile) -> Text:
    return Text(
        f"📎 Nhờ {briefly(message.reader)} gửi minh chứng cho <b>{title(message.task)}</b> bằng cách "
        f"<b>trả lời chính tin này</b>, kèm {what_is_taken(message.task)}.",
        Keyboard.FORCE_REPLY,
    )


def file_received(message: FileReceived) -> Text:
    task = message.task
    if message.withdrawn:
        return Text(
            lines(
                f"↩️ <b>Đã rút lại minh chứng</b> – {title(task)}",
                f"Tệp: {safe(message.file_name, 60)}",
                f"Số ghi nhận {message.receipt} không còn hiệu lực.",
            )
        )
    return Text(
        paragraphs(
            lines(
                f"✅ <b>Đã nhận minh chứng</b> – {title(task)}",
                f"Tệp: {safe(message.file_name, 60)}",
                f"Nhận lúc {hour_and_day(message.sent_at)} – <b>{_on_time(message)}</b>",
                f"Số ghi nhận: <b>{message.receipt}</b>",
            ),
            _still_missing(task),
            _where_it_stands(task),
            _also_serves(message),
        )
    )


def which_task(message: AskWhichTask) -> Text:
    names = ", ".join(safe(name, 40) for name in message.file_names[:4])
    others = f" và {len(message.file_names) - 4} tệp khác" if len(message.file_names) > 4 else ""
    kept = f"📎 Đã nhận và giữ <b>{len(message.file_names)} tệp</b>: {names}{others}"
    reader = capital(who(message.reader))
    if not message.candidates:
        return Text(
            lines(kept, f"{reader} chưa có việc nào đang mở; tệp được giữ lại, chưa tính cho việc nào.")
        )
    choices = [f"{number}. {title(task)}" for number, task in enumerate(message.candidates, start=1)]
    return Text(paragraphs(lines(kept, f"{reader} nộp cho việc nào ạ?"), "\n".join(choices)))


def file_refused(message: FileRefused) -> Text:
    name, reader = safe(message.file_name, 60), who(message.reader)
    match message.problem:
        case FileProblem.TOO_LARGE:
            return Text(_too_large(message, name, reader))
        case FileProblem.EMPTY:
            return Text(
                f"Tệp <b>{name}</b> không có nội dung nên <b>chưa được nhận</b>. Nhờ {reader} gửi lại."
            )
        case FileProblem.NOT_ACCEPTED:
            return Text(_not_accepted(message, name, reader))


def before_cutoff(message: BeforeCutoff) -> Text:
    task = message.task
    closes = f"đến hết {long_day(task.cutoff_on)} mới chốt" if task.cutoff_on else "chưa chốt"
    return Text(
        f"{capital(briefly(message.reader))} báo <b>xong</b> – {title(task)}.\n"
        f"Số liệu kỳ này {closes}, nên xin hỏi lại cho chắc: có đúng là đã gửi rồi không ạ?"
    )


def ask_date(message: AskDate) -> Text:
    return Text(
        f"📅 <b>Đặt hạn mới</b> – {title(message.task)}\nHạn cũ {long_day(message.task.due_on)}. "
        f"{capital(who(message.reader))} chọn ngày nào ạ?"
    )


def about_me(message: AboutMe) -> Text:
    named = message.reader
    joined = hour_and_day(message.joined_at) if message.joined_at else "chưa tham gia"
    return Text(
        paragraphs(
            "👤 <b>Hệ thống đang lưu về đồng chí</b>" if named is None else f"👤 <b>Về {who(named)}</b>",
            lines(
                f"Họ tên: {safe(named.full_name, NAME)}" if named else None,
                f"Xưng hô: {safe(named.address or 'chưa chọn', NAME)}" if named else None,
                f"Mã: <code>{safe(message.code, NAME)}</code>",
                f"Đơn vị: {safe(message.unit, NAME) or '–'}",
                f"Chức vụ: {safe(message.position, NAME) or '–'}",
                f"Vai trò: {', '.join(_ROLES[role] for role in message.roles) or '–'}",
                f"Người làm thay: {safe(message.deputy, NAME) if message.deputy else 'chưa có'}",
                f"Tham gia: {joined}",
            ),
            f"Đang theo dõi {message.open_tasks} việc; đã lưu {message.confirmations} lần xác nhận và "
            f"{message.files} tệp minh chứng, cùng mã cuộc trò chuyện Telegram này.",
            "Dùng để nhắc việc và làm hồ sơ chấm điểm CCHC. Cần sửa, xin báo người quản trị.",
        ),
        Keyboard.MAIN,
    )


def what_is_taken(task: TaskFacts) -> str:
    """What kinds of file the missing items take, in words."""
    wanted = [item for item in task.items if not item.filled] or list(task.items)
    taken = [_TAKEN[item.kind] for item in wanted if item.kind in _TAKEN]
    return " hoặc ".join(dict.fromkeys(taken)) or "tệp"


def _still_missing(task: TaskFacts) -> str | None:
    missing = [item for item in task.items if item.required and not item.filled]
    if not missing:
        return None
    return lines(
        "<b>Còn thiếu:</b>",
        *(f"☐ {safe(item.title, 80)}" for item in missing[:_MOST_MISSING]),
        more(len(missing) - _MOST_MISSING, "mục"),
    )


def _where_it_stands(task: TaskFacts) -> str | None:
    if task.state is State.SUBMITTED:
        return "Đã đủ minh chứng, việc chuyển sang chờ thẩm tra."
    if task.state is State.MISSED:
        return "Việc này đã đóng vì hết thời gian được tính; minh chứng được ghi là bổ sung sau."
    return None


def _on_time(message: FileReceived) -> str:
    task = message.task
    if task.state is State.MISSED:
        return "bổ sung sau"
    if message.before_adoption or task.claim is None:
        return "đã ghi nhận"
    if task.claim.done_on <= task.due_on:
        return "trong hạn"
    return f"sau hạn {long_day(task.due_on)}"


def _also_serves(message: FileReceived) -> str | None:
    if not message.also_serves:
        return None
    others = safe(", ".join(message.also_serves), 200)
    return f"Tệp này cũng đang phục vụ: {others}. <i>(DUP001)</i>"


def _too_large(message: FileRefused, name: str, reader: str) -> str:
    return paragraphs(
        f"📎 <b>Tệp chưa được nhận</b>: {name} nặng {size_mb(message.size)} MB, quá mức 20 MB mà Telegram "
        f"cho hệ thống tải. Giờ {reader} gửi ({hour_and_day(message.sent_at)}) đã được ghi lại.",
        lines(
            f"{capital(reader)} chọn một cách:",
            "• Tải bản PDF gốc từ phần mềm quản lý văn bản rồi gửi lại (thường dưới 5 MB).",
            "• Phụ lục là tệp riêng thì gửi thành tin riêng; bản giấy thì quét ở 200 dpi.",
        ),
        "<i>Đừng nén, tách trang hay in ra chụp lại bản đã ký số: chữ ký số sẽ hỏng.</i>",
    )


def _not_accepted(message: FileRefused, name: str, reader: str) -> str:
    if message.task is None:
        return f"📎 <b>Đã giữ tệp, chưa tính</b> cho việc nào: {name}."
    return (
        f"📎 <b>Đã giữ tệp, chưa tính</b> cho {title(message.task)}: {name}.\n"
        f"Việc này cần {what_is_taken(message.task)}. Nhờ {reader} gửi lại đúng loại."
    )
