"""Why nothing can be written on the machine: one sentence each, with the next step."""

from models.unavailable import Trouble

TROUBLES = {
    Trouble.LOCKED: "chương trình khác đang giữ cơ sở dữ liệu; xin tắt chương trình đang mở tệp ấy (kể cả chương "
    "trình xem SQLite, sao lưu, diệt vi-rút).",
    Trouble.FULL: "ổ đĩa đã đầy; xin xóa bớt tệp không dùng đến trên ổ đĩa ấy.",
    Trouble.READ_ONLY: "ổ đĩa hay tệp chỉ cho đọc; xin xem lại quyền ghi của thư mục và tình trạng ổ đĩa.",
    Trouble.GONE: "không thấy tệp hay thư mục dữ liệu; xin đưa lại đúng chỗ (ổ đĩa rời, thư mục mạng, thư mục bị "
    "đổi tên).",
    Trouble.BROKEN: "ổ đĩa báo lỗi đọc, ghi; xin sao lưu ngay và kiểm tra ổ đĩa.",
    Trouble.DAMAGED: "tệp cơ sở dữ liệu bị hỏng; xin dừng chương trình và khôi phục từ bản sao lưu.",
}


def unusable(trouble: Trouble) -> str:
    """To whoever gave a command."""
    return f"Không dùng được cơ sở dữ liệu (DATABASE_URL), chưa đổi gì: {TROUBLES[trouble]}"
