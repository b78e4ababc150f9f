"""What is kept of the reader, in words: what, why, who sees it, until when, whom to ask."""

from bot.texts.keeping import TABLES, until
from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, NAME, briefly, capital, long_day, safe
from jobs.messages.privacy import AboutRequest, LooseFilesGo, OwnCopy, Privacy

_MOST_FILES = 5


@wording
def privacy(message: Privacy) -> str:
    reader = briefly(message.reader)
    held = [
        f"• {each.rows} {TABLES[each.table]} – giữ {until(each.ends, each.amount)}" for each in message.held
    ]
    admins = safe(", ".join(message.admins), 80) or "người quản trị của cơ quan"
    return paragraphs(
        f"🔒 <b>Dữ liệu của {reader} ở Nhắc Việc</b>",
        lines(
            "<b>Lưu gì, đến khi nào.</b> Họ tên, xưng hô, chức vụ, điện thoại, đơn vị, vai trò, mã cuộc trò "
            "chuyện: đến khi nghỉ và được xóa. Ngoài ra:",
            *held,
        ),
        "<b>Để làm gì.</b> Nhắc việc, ghi nhận đã làm, làm hồ sơ chấm điểm CCHC; không dùng vào việc khác.",
        f"<b>Ai xem.</b> {capital(reader)}; người cùng làm, trưởng đơn vị, người thẩm tra xem phần việc của mình; "
        "quản trị xem điện thoại và cài đặt. Tin nhắn đi qua máy chủ Telegram ở nước ngoài.",
        f"<b>Hỏi ai.</b> {admins} ({safe(message.agency, NAME)}). Yêu cầu được trả lời trong 2 ngày làm việc.",
        _asked(message),
    )


def _asked(message: Privacy) -> str | None:
    if not message.asked:
        return None
    return f"📨 Đang chờ trả lời {len(message.asked)} yêu cầu, chậm nhất {long_day(message.asked[0])}."


@wording
def own_copy(message: OwnCopy) -> str:
    return f"📄 Bản dữ liệu của {briefly(message.reader)}: mở bằng trình duyệt, in được; không có gì của người dân."


@wording
def about_request(message: AboutRequest) -> str:
    unit = f" ({safe(message.unit, NAME)})" if message.unit else ""
    whose = f"<b>{safe(message.full_name, NAME)}</b>{unit}"
    words = f"“{safe(message.words, LISTED * 3)}”" if message.words else "(lời đã xóa)"
    day = long_day(message.answer_by) if message.answer_by else ""
    match message.event:
        case "renamed":
            code = f"<code>{safe(message.code, NAME)}</code>"
            return f"👤 {whose} vừa tự sửa họ tên của mình (mã {code}). Không đúng, xin sửa lại ở /quanly."
        case "answered":
            return (
                f"📨 Quản trị đã trả lời yêu cầu của {briefly(message.reader)}: {words}. Xem lại ở /riengtu."
            )
        case "last_day":
            head = f"⏰ <b>Hôm nay hết hạn trả lời</b> yêu cầu của {whose} về dữ liệu cá nhân:"
        case _:
            head = f"📨 {whose} nhờ sửa dữ liệu cá nhân, trả lời chậm nhất <b>{day}</b> (2 ngày làm việc):"
    return paragraphs(
        head, words, "Sửa ở /quanly, mục <b>Cán bộ</b>, hoặc trao đổi trực tiếp; xong thì bấm nút."
    )


@wording
def loose_files_go(message: LooseFilesGo) -> str:
    names = [f"• {safe(name, LISTED)}" for name in message.file_names[:_MOST_FILES]]
    others = len(message.file_names) - _MOST_FILES
    return paragraphs(
        f"🗑 <b>{len(message.file_names)} tệp sẽ bị xóa {long_day(message.on)}</b>",
        lines(*names, f"… và {others} tệp khác" if others > 0 else None),
        f"Tệp chưa biết thuộc việc nào chỉ giữ {message.days} ngày. Còn cần, nhờ {briefly(message.reader)} bấm "
        "chọn việc dưới tin đã hỏi, hoặc gửi lại tệp bằng cách trả lời thẻ của việc.",
    )
