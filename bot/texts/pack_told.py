"""What an admin is told of a pack that they asked for in chat."""

from bot.texts.text import paragraphs
from bot.texts.wording import wording
from bot.texts.words import safe
from jobs.messages.pack import PackMade, PackNotMade
from models.tables import Edition

_MOST_NUMBERS, _PATH = 20, 300
_WHY = {
    "nothing_new": "Từ lần lập trước chưa có tài liệu nào mới nên không cần bản bổ sung.",
    "nothing_there": "Năm này chưa có bộ tiêu chí hay đầu việc nào.",
    "template": "Mẫu danh mục trong thư mục dữ liệu không phải tệp DOCX hoặc thiếu chỗ {{danh_muc}}.",
    "exists": "Trong thư mục packs đã có tệp cùng tên: nhờ người quản trị máy chuyển tệp đó đi rồi lập lại.",
    "refused": "Vừa có hồ sơ khác được lập cùng lúc: xin lập lại.",
    "disk": "Không ghi được vào thư mục packs: nhờ người quản trị máy xem chỗ trống và quyền ghi của đĩa.",
    "failed": "Chương trình gặp lỗi, đã ghi vào nhật ký của máy.",
}


@wording
def pack_made(message: PackMade) -> str:
    edition = "bản nội bộ" if message.edition is Edition.INTERNAL else "bản nộp"
    later = f", bổ sung lần {message.number}" if message.number else ""
    return paragraphs(
        f"🗂 <b>Đã lập hồ sơ minh chứng năm {message.year}</b> ({edition}{later}): {message.documents} tài liệu, số "
        f"liệu, kèm {message.files} tệp.",
        _lacking(message),
        f"Trên máy chạy Nhắc Việc: <code>{safe(message.path, _PATH)}</code>",
        _unfit(message),
    )


def _lacking(message: PackMade) -> str:
    lacking = f"Còn {message.lacking} mục chưa có tài liệu, ghi rõ trong danh mục." if message.lacking else ""
    unread = f"{message.unreviewed} tài liệu chưa được thẩm tra." if message.unreviewed else ""
    return " ".join(filter(None, (lacking, unread)))


def _unfit(message: PackMade) -> str:
    numbers = ", ".join(map(str, message.unfit[:_MOST_NUMBERS]))
    more = " …" if len(message.unfit) > _MOST_NUMBERS else ""
    if not message.unfit:
        return ""
    return f"⚠️ Không kèm được {len(message.unfit)} tệp (số {numbers}{more}): tệp gốc bị mất hoặc bị sửa trên đĩa."


@wording
def pack_not_made(message: PackNotMade) -> str:
    return f"🗂 <b>Chưa lập hồ sơ minh chứng năm {message.year}.</b> {_WHY[message.why]}"
