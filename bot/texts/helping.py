"""What the program does for somebody, by the roles that they hold."""

from bot.texts.text import ABOUT_ME, AWAY, CALENDAR, MY_TASKS, lines, paragraphs
from models.tables import Role

_FOR_ALL = (
    f"• <b>{MY_TASKS}</b> (/viec): các việc đang chờ, xếp theo hạn, bấm số để mở; kèm vài chữ là tìm việc."
)
_DOING = (
    "• <b>✅ Đã xong</b> dưới tin nhắc: báo xong, hệ thống ghi nhận và cấp một số để tra lại.",
    "• <b>📎 Nộp minh chứng</b>, hoặc trả lời tin nhắc kèm ảnh, tệp PDF: là nộp xong.",
    "• <b>↩️ Tôi bấm nhầm</b>: hủy lời vừa báo.",
    "• <b>❓ Chi tiết</b>: minh chứng nào được tính, năm trước mất điểm vì sao.",
)
_CALENDAR = f"• <b>{CALENDAR}</b> (/lich): việc đến hạn trong bốn tuần tới."
_MANAGE = "• /quanly: giao việc, đổi hạn, báo vắng thay; /ketnoi: ai đang nhận được tin."
_BY_ROLE: dict[Role, tuple[str, ...]] = {
    Role.OFFICER: (_CALENDAR, *_DOING),
    Role.HEAD: (
        _CALENDAR,
        "• /donvi: việc của đơn vị, xếp theo hạn; bấm số để mở, giao hoặc lùi hạn; /donvi kèm vài chữ là tìm.",
        _MANAGE,
    ),
    Role.REVIEWER: ("• /duyet: minh chứng chờ thẩm tra; duyệt, hoặc trả lại kèm lý do.",),
    Role.LEADER: (
        "• /bang: việc của cả cơ quan, xếp theo hạn; /bang kèm vài chữ là tìm.",
        "• Văn bản chờ ký có trong /viec; ký xong bấm <b>Đã ký số</b>.",
    ),
    Role.CLERK: (
        "• Văn bản chờ phát hành có trong /viec; phát hành xong bấm <b>Đã phát hành</b>, hoặc nhắn "
        "<code>đã phát hành số 120/KH-UBND</code>, hoặc gửi tệp PDF.",
    ),
    Role.ADMIN: (
        "• /bang: việc của cả cơ quan, xếp theo hạn; /bang kèm vài chữ là tìm.",
        _MANAGE,
        "• /moi: mời người mới. Người chưa có Telegram: mở việc trong /bang để ghi thay, nộp thay.",
    ),
}
_TO_ALL = (
    f"• <b>{AWAY}</b> (/vang): báo ngày vắng và nhờ người làm thay; gõ “mai nghỉ phép” cũng được.",
    "• Gõ vài chữ cũng được, có dấu hay không dấu; hiểu thế nào hệ thống nhắc lại thế ấy.",
    f"• <b>{ABOUT_ME}</b>: hệ thống đang lưu những gì về {{who}}; /riengtu: lấy bản, sửa.",
)
_MORNINGS = (
    "Sáng ngày làm việc có nhiều nhất một tin gom việc; sáng đầu tuần luôn có một tin. Ngoài giờ làm việc hệ "
    "thống không nhắc, nhưng vẫn ghi nhận ngay những gì gửi đến."
)
_WEEKLY = "Đầu giờ sáng buổi làm việc đầu tuần có một tin tổng hợp; ngoài giờ làm việc hệ thống không nhắc."


def help_for(roles: frozenset[Role]) -> str:
    """Each line once, in the order of the roles; `{who}` is still to be put in."""
    held = roles or frozenset({Role.OFFICER})
    own = [line for role in Role if role in held for line in _BY_ROLE[role]]
    return paragraphs(
        "<b>Nhắc Việc làm được gì</b>",
        lines(*dict.fromkeys([_FOR_ALL, *own, *_TO_ALL])),
        _WEEKLY if held == {Role.LEADER} else _MORNINGS,
        "Xin đừng gửi văn bản mật, giấy tờ và thông tin cá nhân của người dân.",
    )
