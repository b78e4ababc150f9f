"""What `doctor` says of disks, backups and the pulse: a sentence a check, with the next step."""

from datetime import datetime
from pathlib import Path

from bot.texts.words import hour_and_day

NO_PULSE = (
    "Chưa đặt HEARTBEAT_URL hoặc HEARTBEAT_FILE: máy treo hay mất điện thì không ai được báo. Xem docs/van-hanh.md,"
    " phần Theo dõi."
)
_MAKE_KEY = "chạy nhacviec backup --make-key, rồi cất một bản của khóa ở nơi khác"


def room(folder: Path, left: int, least: int) -> str:
    told = f"Ổ đĩa của {folder} còn trống {left} MB"
    return (
        f"{told}." if left >= least else f"{told}, dưới mức {least} MB: dọn bớt tệp, hoặc chuyển sang ổ khác."
    )


def no_backup(folder: Path) -> str:
    return f"Chưa có bản sao lưu nào trong {folder}: chạy nhacviec backup; nhacviec run thì mỗi đêm tự làm một bản."


def newest(made_at: datetime, is_old: bool) -> str:
    told = f"Bản sao lưu mới nhất: {hour_and_day(made_at)}"
    return f"{told}, đã cũ: chạy nhacviec backup để xem vì sao không có bản mới." if is_old else f"{told}."


def backups_unreadable(folder: Path) -> str:
    return f"Không đọc được thư mục sao lưu {folder}: xem lại BACKUP_DIR và quyền truy cập."


def bad_lasting(file: Path) -> str:
    return (
        f"Tệp {file} không đúng dạng nên không biết ai đã được xóa dữ liệu: chép lại tệp ấy từ nơi cất bản sao; "
        "không có thì chuyển nó đi nơi khác, nhacviec run tự lập lại."
    )


def no_key(is_needed: bool) -> str:
    if is_needed:
        return f"Có dữ liệu của người dân mà chưa có khóa sao lưu nên không sao lưu được: {_MAKE_KEY}."
    return f"Chưa có khóa sao lưu, bản sao lưu chưa được mã hóa: {_MAKE_KEY}."


def bad_key(key: Path) -> str:
    return f"Không dùng được tệp khóa sao lưu {key} (BACKUP_KEY_FILE): chép lại đúng tệp khóa từ bản đã cất."


def open_key(key: Path) -> str:
    return f"Tệp khóa {key} người khác trên máy này cũng đọc được: chạy chmod 600 {key}."


def key_ready(key: Path) -> str:
    return f"Có khóa sao lưu {key}; giữ một bản ở nơi khác máy này và khác nơi cất bản sao."


def pulse(file: Path | None) -> str:
    if file is None:
        return "Mỗi phút báo một lần tới HEARTBEAT_URL khi chương trình chạy tốt."
    return f"Tệp {file} (HEARTBEAT_FILE) chưa ghi lượt chạy tốt nào: nhacviec run ghi vào đó."


def last_beat(at: datetime, is_silent: bool) -> str:
    told = f"Lượt chạy tốt gần nhất: {hour_and_day(at)}"
    return f"{told}. Nếu nhacviec run đang chạy thì xem nhật ký của nó." if is_silent else f"{told}."
