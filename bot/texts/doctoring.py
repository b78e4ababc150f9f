"""What the verb `doctor` says: a sentence a check, with the next step."""

import shlex
from datetime import date, datetime
from pathlib import Path

from jobs.inspecting.trust import CONFIRMED
from models.rules.zone import VIETNAM

SEE = "Xem nhacviec trust."
WITH_TOKEN = "Có token Telegram: nhacviec run chạy bot thật."
WITHOUT_TOKEN = (
    "Chưa có token Telegram: nhacviec run sẽ chạy thử trên máy này; có token thì ghi vào tệp .env."
)
DATABASE_READY = "Cơ sở dữ liệu đúng phiên bản và có danh mục."
NO_DATABASE = "Chưa có cơ sở dữ liệu: chạy nhacviec init (chạy thử thì không cần)."
REVOCATION_CHECKED = "Danh sách thu hồi còn mới."
NO_REVOCATION = (
    "Chưa có danh sách thu hồi (.crl): không biết chứng thư đã bị thu hồi hay chưa. Khi cần, chép tệp .crl của CA "
    "vào thư mục chứng thư."
)
NO_TRUST = (
    "Chưa đặt TRUST_ROOTS_DIR: chưa xác nhận được ai cấp chứng thư ký số. Tạo thư mục, chép chứng thư vào, ghi "
    f"đường dẫn vào tệp .env. {SEE}"
)
NO_ANCHOR = f"Thư mục chứng thư chưa có chứng thư nào dùng làm gốc tin cậy: chép chứng thư của CA vào. {SEE}"


def without_checks(count: int, is_builtin: bool) -> str:
    """After an upgrade the catalogue in use knows of no checks yet; `is_builtin`: one comes with the program."""
    said = (
        f"{count} mục văn bản ký số chưa có nội dung soát (tên loại, trích yếu, mục phải có): đặt ở /quanly → Mục "
        "minh chứng, trong tệp danh mục"
    )
    return (
        f"{said}, hoặc chạy nhacviec catalogue load để lấy của danh mục kèm sẵn."
        if is_builtin
        else f"{said}."
    )


def no_access(path: str, why: str) -> str:
    return (
        f"Không xem được {path or 'hết các tệp'} ({why}): chạy nhacviec doctor bằng đúng tài khoản chạy Nhắc Việc, "
        "hoặc xem lại quyền truy cập."
    )


def not_looked(why: str) -> str:
    """`why`: a sentence with the next step."""
    return f"Chưa kiểm tra được hết: {why}"


def database_unfit(why: str) -> str:
    return f"Không dùng được cơ sở dữ liệu ({why}): xem lại DATABASE_URL và quyền ghi thư mục."


def database_refused(why: str) -> str:
    """`why`: a sentence with the next step."""
    return f"Không dùng được cơ sở dữ liệu (DATABASE_URL): {why}"


def evidence_ready(folder: Path) -> str:
    return f"Ghi được vào thư mục minh chứng {folder}."


def evidence_unfit(folder: Path) -> str:
    return f"Không ghi được vào thư mục minh chứng {folder}: xem lại EVIDENCE_DIR và quyền ghi."


def lists_folder_missing(folder: Path) -> str:
    return f"Không có thư mục danh sách hồ sơ {folder}: tạo thư mục, hoặc sửa CASE_LISTS_DIR trong tệp .env."


def list_of(as_of: datetime, age: int, blind: bool) -> str:
    """How old the list of citizen files is, in working days."""
    told = f"Danh sách hồ sơ: số liệu đến {as_of.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
    if not blind:
        return f"{told}."
    return f"{told}, đã cũ {age} ngày làm việc: xuất lại từ hệ thống tỉnh rồi chạy nhacviec import files."


def trust_folder_missing(folder: Path) -> str:
    return f"Không có thư mục chứng thư {folder}: tạo thư mục, hoặc sửa TRUST_ROOTS_DIR trong tệp .env."


def trust_folder_unreadable(folder: Path) -> str:
    return f"Không đọc được thư mục chứng thư {folder}: xem lại quyền đọc."


def anchors(count: int) -> str:
    return f"Có {count} chứng thư dùng làm gốc tin cậy."


def unread(files: list[str]) -> str:
    return f"Không đọc được trong thư mục chứng thư: {', '.join(files)}. Chép lại từ nơi cấp. {SEE}"


def named_only(names: list[str]) -> str:
    return (
        f"Tên giống CA của Chính phủ nhưng vân tay không có trong danh sách chính thức: {', '.join(names)}. Chỉ "
        "giữ khi biết chắc nguồn, không thì xóa tệp."
    )


def missing(names: list[str]) -> str:
    return f"Còn thiếu chứng thư chính thức mà chữ ký số của cơ quan cần: {', '.join(names)}. {SEE}"


def over(ended: list[tuple[str, date]]) -> str:
    said = ", ".join(f"{name} ({day:%d/%m/%Y})" for name, day in ended)
    return f"Chứng thư đã hết hạn: {said}. Hỏi cơ quan cấp chứng thư mới; bản cũ vẫn cần cho văn bản đã ký."


def unconfirmed(count: int) -> str:
    return (
        f"Chưa đối chiếu vân tay của {count} chứng thư với cơ quan cấp. Đối chiếu xong thì chép vân tay vào tệp "
        f"{CONFIRMED}. {SEE}"
    )


def stale_lists(files: list[str]) -> str:
    return f"Danh sách thu hồi đã cũ: {', '.join(files)}. Chép bản mới."


def open_to_others(paths: list[Path]) -> str:
    return f"Người khác trên máy này cũng đọc được dữ liệu của cơ quan: chạy chmod -R go-rwx {_typed(paths)}."


def made_by_another(owner: str, paths: list[Path]) -> str:
    return (
        f"Có tệp do tài khoản khác tạo, Nhắc Việc có thể không dùng được: chạy chown -R {owner} {_typed(paths)}; "
        f"từ nay chạy mọi lệnh với sudo -u {owner}."
    )


def _typed(paths: list[Path]) -> str:
    return " ".join(shlex.quote(str(each)) for each in paths)
