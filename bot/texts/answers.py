"""What answers a person's own act: files, questions back, one's own record."""

from datetime import datetime

from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    NAME,
    ROLES,
    briefly,
    capital,
    due_long,
    hour_words,
    listed_moment,
    long_day,
    safe,
    title,
    who,
)
from jobs.messages.answers import AboutMe, AskDate, BeforeCutoff
from jobs.messages.facts import Named


@wording
def before_cutoff(message: BeforeCutoff) -> str:
    task = message.task
    closes = f"đến hết {long_day(task.cutoff_on)} mới chốt" if task.cutoff_on else "chưa chốt"
    return (
        f"{capital(briefly(message.reader))} báo <b>xong</b> – {title(task)}.\n"
        f"Số liệu kỳ này {closes}, nên xin hỏi lại cho chắc: có đúng là đã gửi rồi không ạ?"
    )


@wording
def ask_date(message: AskDate) -> str:
    return (
        f"📅 <b>Đặt hạn mới</b> – {title(message.task)}\nHạn cũ {due_long(message.task)}. "
        f"{capital(briefly(message.reader))} chọn ngày nào ạ?"
    )


@wording
def about_me(message: AboutMe) -> str:
    named = message.reader
    return paragraphs(
        "👤 <b>Hệ thống đang lưu về đồng chí</b>" if named is None else f"👤 <b>Về {who(named)}</b>",
        lines(
            *_called(named),
            f"Mã: <code>{safe(message.code, NAME)}</code>",
            f"Đơn vị: {safe(message.unit, NAME) or '–'}",
            f"Chức vụ: {safe(message.position, NAME) or '–'}",
            f"Vai trò: {', '.join(ROLES[role] for role in sorted(message.roles)) or '–'}",
            f"Điện thoại: {safe(message.phone, NAME)}" if message.phone else None,
            f"Người làm thay: {safe(message.deputy, NAME) if message.deputy else 'chưa có'}",
            f"Giờ nhận tin buổi sáng: {hour_words(message.morning)}",
            f"Tham gia: {_joined(message.joined_at)}",
        ),
        f"Đang theo dõi {message.open_tasks} việc; đã lưu {message.confirmations} lần xác nhận và "
        f"{message.files} tệp minh chứng, cùng mã cuộc trò chuyện Telegram này.",
        "Dùng để nhắc việc và làm hồ sơ chấm điểm CCHC. Lấy bản, sửa thông tin: /riengtu.",
    )


def _called(named: Named | None) -> tuple[str, ...]:
    if named is None:
        return ()
    return (
        f"Họ tên: {safe(named.full_name, NAME)}",
        f"Xưng hô: {safe(named.address or 'chưa chọn', NAME)}",
    )


def _joined(at: datetime | None) -> str:
    return listed_moment(at) if at else "chưa tham gia"
