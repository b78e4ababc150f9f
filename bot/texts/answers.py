"""What answers a person's own act: files, questions back, one's own record."""

from bot.texts.text import Keyboard, Text, lines, paragraphs
from bot.texts.words import (
    NAME,
    capital,
    hour_and_day,
    long_day,
    safe,
    short_day,
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


def ask_file(message: AskFile) -> Text:
    return Text(
        f"📎 Nhờ {who(message.reader)} gửi minh chứng cho <b>{title(message.task)}</b> bằng cách "
        f"<b>trả lời chính tin này</b>, kèm {what_is_taken(message.task)}.",
        Keyboard.FORCE_REPLY,
    )


def file_received(message: FileReceived) -> Text:
    task = message.task
    missing = [item.title for item in task.items if item.required and not item.filled]
    return Text(
        paragraphs(
            lines(
                f"✅ <b>Đã nhận minh chứng</b> – {title(task)}",
                f"Tệp: {safe(message.file_name, 60)}",
                f"Nhận lúc {hour_and_day(message.sent_at)} – <b>{_on_time(task)}</b>",
                f"Số ghi nhận: <b>{message.receipt}</b>",
            ),
            "Còn thiếu:\n" + "\n".join(f"☐ {safe(name, 80)}" for name in missing) if missing else None,
            "Đã đủ minh chứng, việc chuyển sang chờ thẩm tra." if task.state is State.SUBMITTED else None,
            _also_serves(message),
        )
    )


def which_task(message: AskWhichTask) -> Text:
    names = ", ".join(safe(name, 40) for name in message.file_names[:4])
    more = f" và {len(message.file_names) - 4} tệp khác" if len(message.file_names) > 4 else ""
    kept = f"📎 Đã nhận và giữ <b>{len(message.file_names)} tệp</b>: {names}{more}"
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
    cutoff = f" {long_day(task.cutoff_on)}" if task.cutoff_on else ""
    return Text(
        f"{capital(who(message.reader))} báo <b>xong</b> – {title(task)}.\n"
        f"Số liệu kỳ này đến hết{cutoff} mới chốt, nên xin hỏi lại cho chắc: có đúng là đã gửi rồi không ạ?"
    )


def ask_date(message: AskDate) -> Text:
    return Text(
        f"📅 <b>{title(message.task)}</b>\nHạn cũ {long_day(message.task.due_on)}. "
        f"{capital(who(message.reader))} muốn đặt hạn mới vào ngày nào ạ?"
    )


def about_me(message: AboutMe) -> Text:
    named = message.reader
    joined = hour_and_day(message.joined_at) if message.joined_at else "chưa tham gia"
    return Text(
        paragraphs(
            "👤 <b>Hệ thống đang lưu về đồng chí</b>" if named is None else f"👤 <b>Về {who(named)}</b>",
            lines(
                f"Họ tên: {safe(named.full_name, NAME)}" if named else None,
                f"Xưng hô: {named.address or 'chưa chọn'}" if named else None,
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


def _on_time(task: TaskFacts) -> str:
    if task.state is State.TO_SETTLE or task.claim is None:
        return "đã ghi nhận"
    if task.claim.done_on <= task.due_on:
        return "trong hạn"
    return f"sau hạn {short_day(task.due_on)}" + (f", {task.late} ngày làm việc" if task.late else "")


def _also_serves(message: FileReceived) -> str | None:
    if not message.also_serves:
        return None
    others = safe(", ".join(message.also_serves), 200)
    return f"Tệp này cũng đang phục vụ: {others}. <i>(DUP001)</i>"


def _too_large(message: FileRefused, name: str, reader: str) -> str:
    return paragraphs(
        f"Tệp <b>{name}</b> nặng {size_mb(message.size)} MB, quá mức 20 MB mà Telegram cho hệ thống tải, nên "
        f"<b>chưa được nhận</b>. Giờ {reader} gửi ({hour_and_day(message.sent_at)}) đã được ghi lại.",
        lines(
            f"{capital(reader)} chọn một cách:",
            "• Tải bản PDF gốc từ phần mềm quản lý văn bản rồi gửi lại (thường dưới 5 MB).",
            "• Phụ lục là tệp riêng thì gửi thành tin riêng; bản giấy thì quét ở 200 dpi.",
        ),
        "<i>Đừng nén, tách trang hay in ra chụp lại bản đã ký số: chữ ký số sẽ hỏng.</i>",
    )


def _not_accepted(message: FileRefused, name: str, reader: str) -> str:
    if message.task is None:
        return f"Tệp <b>{name}</b> đã được giữ nhưng <b>chưa tính</b> cho việc nào."
    return (
        f"Tệp <b>{name}</b> đã được giữ nhưng <b>chưa tính</b> cho {title(message.task)}: việc này cần "
        f"{what_is_taken(message.task)}. Nhờ {reader} gửi lại đúng loại."
    )
