"""What is said where evidence that tells of citizens is opened, or its key cannot be used."""

from pathlib import Path

NO_FILE = "Việc này chưa có tệp minh chứng nào: xem lại mã việc, hoặc bỏ --item."
NO_SUCH_FILE = "Không có tệp minh chứng nào có mã SHA-256 bắt đầu như vậy: xem lại mã trong tin nhắn."
GONE = "Tệp minh chứng này không còn trên đĩa: chạy nhacviec verify, rồi chép lại từ bản sao lưu."
ALTERED = (
    "Tệp minh chứng này đã bị sửa trên đĩa nên không mở: chạy nhacviec verify, rồi chép lại từ bản sao lưu."
)


OTHER_KEY = (
    "Thông tin người dân đã lưu không mở được bằng khóa trong PERSONAL_KEY_FILE nên chưa đổi gì: chép lại đúng tệp "
    "khóa từ bản sao, rồi chạy lại lệnh này."
)


def may_not(name: str) -> str:
    return f"{name} không được xem minh chứng của việc này, chưa mở gì: xem lại --for."


def is_there(file: Path) -> str:
    return f"Tệp {file} đã có: hãy chọn tên khác bằng --output."


def opened(file: Path, name: str) -> str:
    return (
        f"Đã ghi tệp vào {file}; lượt mở của {name} đã vào sổ. Tệp này không còn mã hóa: xem xong thì xóa, không "
        "gửi qua chat."
    )


def wrong_key(key: Path) -> str:
    return f"Tệp được mã hóa bằng khóa khác với {key}: chép lại đúng tệp khóa (PERSONAL_KEY_FILE) từ bản sao lưu."


def bad_key(key: Path, is_missing: bool) -> str:
    if is_missing:
        return f"Không còn tệp khóa {key} (PERSONAL_KEY_FILE) nên không mở, không mã hóa gì: chép lại từ bản sao."
    return f"Tệp khóa {key} (PERSONAL_KEY_FILE) không đúng dạng, chưa đổi gì: chép lại từ bản sao lưu."


def key_ready(key: Path) -> str:
    return f"Khóa mã hóa dữ liệu người dân {key} dùng được; giữ một bản sao ở nơi khác bản sao lưu dữ liệu."


def key_open_to_others(key: Path) -> str:
    return f"Tệp khóa {key} người khác trên máy này cũng đọc được: chạy chmod 600 {key}."


def key_unreadable(key: Path) -> str:
    return f"Không đọc được tệp khóa {key} (PERSONAL_KEY_FILE): xem lại quyền đọc."
