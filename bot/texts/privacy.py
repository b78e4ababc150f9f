"""What is kept of the reader, in words: what, why, who sees it, until when, whom to ask."""

from bot.texts.keeping import TABLES, until
from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, NAME, briefly, long_day, safe
from jobs.messages.privacy import AboutRequest, LooseFilesGo, OwnCopy, Privacy

_MOST_FILES, _ADMINS = 5, 44


@wording
def privacy(message: Privacy) -> str:
    reader = briefly(message.reader)
    admins = safe(", ".join(message.admins), _ADMINS) or "người quản trị"
    return paragraphs(
        lines(
            f"🔒 <b>Dữ liệu của {reader} ở Nhắc Việc</b>",
            "• Họ tên, chức vụ, điện thoại, vai trò, mã cuộc trò chuyện: đến khi nghỉ và được xóa.",
            *_held(message),
            "• Sổ ghi: chỉ ghi mã, không xóa.",
        ),
        lines(
            "<b>Để làm gì.</b> Nhắc việc, ghi nhận đã làm, hồ sơ chấm điểm CCHC.",
            "<b>Ai xem.</b> Người cùng làm, thẩm tra, lãnh đạo: việc của mình; trưởng đơn vị, quản trị: cả "
            "điện thoại. Tin đi qua Telegram, máy chủ ở nước ngoài.",
            f"<b>Hỏi ai.</b> {admins}; trả lời trong 2 ngày làm việc.",
            _asked(message),
        ),
    )


def _held(message: Privacy) -> list[str]:
    """A line for all that is kept equally long."""
    found: dict[str, list[str]] = {}
    for each in message.held:
        found.setdefault(until(each.ends, each.amount), []).append(f"{each.rows} {TABLES[each.table]}")
    return [f"• {', '.join(what)}: {long}." for long, what in found.items()]


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
            return f"👤 <b>Tự sửa họ tên</b>: {whose}, mã {code}. Không đúng, xin sửa lại ở /quanly."
        case "answered":
            return (
                f"📨 Quản trị đã trả lời yêu cầu của {briefly(message.reader)}: {words}. Xem lại ở /riengtu."
            )
        case "last_day":
            head = f"⏰ <b>Nhờ trả lời trong {day}</b>: {whose} hỏi về dữ liệu cá nhân."
        case _:
            head = f"📨 <b>Nhờ sửa dữ liệu cá nhân</b>: {whose}, trả lời chậm nhất <b>{day}</b> (2 ngày làm việc)."
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
