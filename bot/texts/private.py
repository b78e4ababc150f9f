"""The verb `privacy` in words."""

from collections.abc import Sequence
from pathlib import Path

from models.refused import Reason

# How it is called.
ABOUT = (
    "person MÃ: dữ liệu của một người; forget MÃ: xóa thông tin người đã nghỉ; page: trang mô tả để in; keep: thời "
    "gian giữ; requests: yêu cầu chờ trả lời"
)
A_NAME, NAME = "MÃ|TÊN", "mã cán bộ (person, forget), tên mức giữ (keep)"
A_NUMBER, NUMBER = "SỐ", "mức mới (keep)"
A_FILE, FILE = "TỆP.html", "ghi ra tệp HTML khổ A4 (person, page)"
YES = "đã hiểu là không lấy lại được (forget)"
NO_REQUEST = "Không có yêu cầu nào về dữ liệu cá nhân đang chờ trả lời."
_WHY_NOT = {
    Reason.STILL_HERE: "{code} còn đang làm việc: cho nghỉ trước, ở /quanly, mục Cán bộ, chọn người nhận việc.",
    Reason.HAS_WORK: "{code} còn việc chưa có người nhận: chuyển hết việc trước, ở /quanly, mục Cán bộ.",
    Reason.FORGOTTEN: "Thông tin của {code} đã xóa rồi.",
}


def needs(what: str) -> str:
    return f"nhacviec privacy {what} cần thêm một tên, xem nhacviec privacy --help."


def nobody(code: str) -> str:
    return f"Không có cán bộ {code}: xem mã ở /quanly, mục Cán bộ."


def no_limit(name: str, known: str) -> str:
    return f"Không có mức giữ {name}. Các tên đang có: {known}."


def not_within(least: int, most: int) -> str:
    return f"Mức phải là một số từ {least} đến {most}, khác mức đang có."


def not_forgotten(reason: Reason, code: str) -> str:
    return _WHY_NOT[reason].format(code=code)


def asks_first(code: str) -> str:
    return (
        f"Xóa thông tin của {code}: họ tên thay bằng mã, xóa mã cuộc trò chuyện, điện thoại, mọi lời đã gửi; sổ "
        "ghi và "
        "số ghi nhận giữ nguyên. Không lấy lại được: thêm --yes nếu đúng là muốn vậy."
    )


def forgotten(code: str, days: int, months: int) -> str:
    """`days`, `months`: so long the backups are kept that were made before."""
    return (
        f"Đã xóa thông tin cá nhân của {code}; sổ ghi giữ nguyên, chỉ có mã. {old_backups(days, months)} Tin cũ "
        "trong Telegram của mỗi người thì máy không xóa được."
    )


def old_backups(days: int, months: int) -> str:
    """Until when what was erased still stands in backups."""
    return (
        f"Bản sao lưu làm trước đó còn dữ liệu đến khi hết hạn giữ (BACKUP_KEEP: {days} ngày và {months} tháng gần "
        "nhất); bản chép ra ngoài thì cơ quan tự hủy. Khôi phục từ bản ấy thì dữ liệu bị xóa lại."
    )


def come_back(codes: Sequence[str]) -> str:
    """Who could not be forgotten again by itself."""
    return (
        f"Bản khôi phục đưa lại dữ liệu đã xóa của: {', '.join(codes)}. Cho nghỉ và chuyển hết việc ở /quanly, mục "
        "Cán bộ, rồi xóa lại từng người: nhacviec privacy forget MÃ --yes."
    )


def written(file: Path) -> str:
    return f"Đã ghi {file}, khổ A4. Trang có dữ liệu cá nhân: dùng xong thì cất hoặc xóa."


def request_line(code: str, asked: str, answer_by: str, words: str | None) -> str:
    return f"{code}, hỏi {asked}, trả lời trước {answer_by}: {words or '(lời đã xóa)'}"
