"""Coming in: the question before an invite is spent, the welcome, the form of address."""

from datetime import time

from bot.texts.text import Keyboard, Text, lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import NAME, briefly, due_long, hour_words, safe, title, who
from jobs.messages.joining import AboutInvite, AskAddress, JoinQuestion, Welcome
from models.tables import Role

_EVENTS = {
    "joined": "👋 {name}{unit} đã tham gia Nhắc Việc.",
    "not_me": "✋ Mã mời của {name}{unit} vừa được mở ở một tài khoản trả lời “Không phải tôi”. Mã vẫn còn dùng "
    "được; nếu gửi nhầm người, xin cấp mã mới.",
    "unlinked": "⛔ Đã gỡ tài khoản Telegram khỏi {name}{unit}. Cần thì cấp mã mời mới.",
    "reopened": "ℹ️ Mã mời đã dùng của {name}{unit} vừa được mở lại từ một tài khoản khác. Nếu {name} đổi máy, "
    "xin cấp mã mới.",
}


# What a role brings, and when, besides the reminders of one's own tasks.
_RECEIVES = {
    Role.HEAD: "Trưởng đơn vị: việc chưa có người phụ trách được báo đầu giờ sáng; việc của đơn vị xem ở /donvi.",
    Role.REVIEWER: "Người thẩm tra: có minh chứng mới thì có tin trong giờ làm việc; xem lại ở /duyet.",
    Role.LEADER: "Lãnh đạo UBND: đầu giờ sáng buổi làm việc đầu tuần có một tin tổng hợp; tin riêng chỉ khi có "
    "văn bản chờ ký, hoặc sắp mất hẳn điểm. Việc của cả cơ quan xem ở /bang.",
    Role.CLERK: "Văn thư: ngày có văn bản chờ phát hành thì đầu giờ sáng có danh sách; đầu giờ chiều gửi lại nếu "
    "có thay đổi.",
    Role.ADMIN: "Quản trị: cài đặt ở /quanly, mời người ở /moi; hệ thống có trục trặc thì được báo ngay.",
}


@wording
def join_question(message: JoinQuestion) -> str:
    post = ", ".join(safe(part, NAME) for part in (message.position, message.unit) if part)
    return paragraphs(
        "Xin chào! Đây là <b>Nhắc Việc</b> – trợ lý nhắc hạn và rà soát minh chứng cải cách hành chính của "
        f"{safe(message.agency, NAME)}.",
        lines(
            "Mã mời này được lập cho:",
            f"<b>{safe(message.full_name, NAME)}</b>" + (f" – {post}" if post else ""),
        ),
        f"Có đúng là đồng chí {safe(message.full_name, NAME)} không ạ?",
    )


@wording
def welcome(message: Welcome) -> Text:
    reader = briefly(message.reader)
    return Text(
        paragraphs(
            f"Cảm ơn {reader}. Từ nay:",
            _what_comes(message),
            f"<b>2. Trả lời gọn.</b> {_how_to_answer(message)} Ghi nhận thế nào, hệ thống nói lại thế ấy để "
            f"{reader} sửa nếu sai.",
            _above(message),
            f"<b>{4 if message.head else 3}. Xin đừng gửi vào đây</b> văn bản mật, giấy tờ và thông tin cá nhân "
            "của người dân.",
            "🔒 Hệ thống lưu họ tên, đơn vị, tài khoản Telegram, câu trả lời và tệp đã gửi, chỉ để nhắc việc và "
            "chấm điểm CCHC; người cùng làm, trưởng đơn vị, người thẩm tra xem phần việc của mình. Giữ đến khi "
            f"nào, lấy bản, sửa: {reader} bấm /riengtu.",
            _nearest(message),
            _whom_to_call(message),
        ),
        Keyboard.MAIN,
    )


@wording
def ask_address(message: AskAddress) -> str:
    return f"Xin cho biết nên xưng hô với {safe(message.full_name, NAME)} thế nào ạ?"


@wording
def about_invite(message: AboutInvite) -> str:
    unit = f" ({safe(message.unit, NAME)})" if message.unit else ""
    return _EVENTS[message.event].format(name=f"<b>{safe(message.full_name, NAME)}</b>", unit=unit)


def _above(message: Welcome) -> str | None:
    if message.head is None:
        return None
    return (
        "<b>3. Khi nào báo lên trên.</b> Quá hạn 1 ngày làm việc, 10 giờ 00 báo "
        f"{who(message.head)}; từ 3 ngày thì có một dòng trong tin đầu tuần của lãnh đạo UBND. 14 giờ 00 ngày đến "
        f"hạn, nếu chưa có tin gì, {briefly(message.reader)} được xem trước đúng lời sẽ gửi."
    )


def _does_tasks(message: Welcome) -> bool:
    """Whether the reader has tasks, or may have."""
    return not message.roles or bool(message.roles & {Role.OFFICER, Role.HEAD}) or message.nearest is not None


def _what_comes(message: Welcome) -> str:
    own = [f"• {words}" for role, words in _RECEIVES.items() if role in message.roles]
    if not _does_tasks(message):
        return lines("<b>1. Khi nào có tin.</b>", *own)
    return lines(
        f"<b>1. Nhắc trước hạn.</b> Sáng ngày làm việc, khoảng {hour_words(message.morning)}, một tin gom các "
        "việc cần làm; đổi giờ ở nút <b>Về tôi</b>. Không có việc thì không có tin; riêng buổi làm việc đầu tuần "
        f"luôn có một tin, để {briefly(message.reader)} biết hệ thống vẫn chạy.",
        *own,
    )


def _how_to_answer(message: Welcome) -> str:
    if _does_tasks(message):
        return "Bấm nút dưới tin nhắc, gõ vài chữ, hoặc trả lời tin đó kèm ảnh, tệp PDF."
    return "Bấm nút dưới tin, hoặc gõ vài chữ."


def _nearest(message: Welcome) -> str | None:
    if message.nearest is None:
        return None
    task = message.nearest
    return f"Việc gần nhất của {briefly(message.reader)}: <b>{title(task)}</b>, hạn {due_long(task)}."


def _whom_to_call(message: Welcome) -> str | None:
    if not message.admins:
        return None
    admins = safe(", ".join(message.admins), 60)
    late = hour_words(time(message.morning.hour + 1, message.morning.minute))
    return f"Nếu buổi làm việc đầu tuần, sau {late} mà không thấy tin nào, xin gọi {admins}."
