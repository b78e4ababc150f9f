"""What is said of backups: made, refused, restored; on the command line and to an admin."""

from collections.abc import Sequence
from pathlib import Path

from bot.texts.words import hour_and_day, size_mb
from jobs.backup.making import Made
from jobs.backup.values import Failed, Manifest, Unfit

WHY_NOT_MADE: dict[Failed, str] = {
    Failed.DISK_FULL: "đĩa đã đầy: xóa bớt tệp không dùng đến, hoặc đặt BACKUP_DIR sang ổ khác",
    Failed.READ_ONLY: "không có quyền ghi, hoặc đĩa chỉ đọc được: xem lại BACKUP_DIR và quyền ghi thư mục",
    Failed.DAMAGED: "cơ sở dữ liệu bị hỏng: giữ nguyên các tệp đang có, dừng chương trình rồi khôi phục từ bản sao "
    "lưu gần nhất bằng nhacviec restore",
    Failed.NO_KEY: "có dữ liệu của người dân nên phải mã hóa mà chưa có khóa: chạy nhacviec backup --make-key, cất "
    "một bản của khóa ở nơi khác",
    Failed.BAD_KEY: "tệp khóa BACKUP_KEY_FILE không đúng dạng: chép lại đúng tệp khóa từ bản đã cất",
    Failed.NOT_SQLITE: "DATABASE_URL không phải SQLite: dùng công cụ sao lưu của cơ sở dữ liệu ấy",
    Failed.NOT_PROVED: "đọc lại bản vừa ghi thì không khớp: xem lại ổ đĩa rồi chạy nhacviec backup",
    Failed.BUSY: "một lần sao lưu khác đang chạy: đợi xong rồi chạy lại",
    Failed.OTHER: "máy báo lỗi khi đọc hoặc ghi: chạy nhacviec doctor và xem nhật ký",
}
_UNFIT: dict[Unfit, str] = {
    Unfit.NO_BACKUP: "không phải bản sao lưu của Nhắc Việc: xem lại tên tệp",
    Unfit.CUT: "không trọn vẹn (bị cắt, hoặc chép dở): chép lại từ nơi cất, hoặc dùng bản khác",
    Unfit.ALTERED: "đã bị sửa hoặc hỏng, không khớp với chính nó: dùng bản khác",
    Unfit.NO_KEY: "đã mã hóa mà chưa có khóa: chép tệp khóa đã cất vào đúng chỗ của BACKUP_KEY_FILE",
    Unfit.OTHER_KEY: "được mã hóa bằng khóa khác: chép đúng tệp khóa đã cất vào chỗ của BACKUP_KEY_FILE",
    Unfit.DAMAGED: "có cơ sở dữ liệu bị hỏng bên trong: dùng bản khác",
    Unfit.NEWER: "là của phiên bản Nhắc Việc mới hơn: cài phiên bản mới rồi khôi phục",
}


def not_made(why: Failed) -> str:
    return f"Chưa sao lưu được: {WHY_NOT_MADE[why]}."


def made(done: Made, gone: int) -> str:
    sealed = "đã mã hóa" if done.is_sealed else "chưa mã hóa (có khóa thì mã hóa: nhacviec backup --make-key)"
    lines = [
        f"Đã sao lưu vào {done.file} ({size_mb(done.file.stat().st_size)} MB, {sealed}) và đọc lại thấy đúng: cơ "
        f"sở dữ liệu, {done.manifest.files} tệp minh chứng."
    ]
    if done.manifest.contents.broken:
        lines.append("Sổ ghi không còn nguyên vẹn, bản cũ không bị xóa: chạy nhacviec verify.")
    if done.manifest.missing:
        lines.append(
            f"{len(done.manifest.missing)} tệp có trong sổ nhưng không còn trên đĩa nên không có trong bản sao: "
            "chạy nhacviec verify."
        )
    if gone:
        lines.append(f"Đã xóa {gone} bản cũ theo BACKUP_KEEP.")
    return "\n".join(lines)


def key_made(key: Path) -> str:
    return (
        f"Đã tạo khóa sao lưu {key}. Cất ngay một bản ở nơi khác máy này và khác nơi cất bản sao: mất khóa thì "
        "không bản sao nào mở được nữa."
    )


def key_is_there(key: Path) -> str:
    return f"Đã có khóa sao lưu {key}, giữ nguyên."


def bad_key(key: Path) -> str:
    return f"Tệp khóa {key} (BACKUP_KEY_FILE) không đúng dạng, chưa ghi gì: chép lại đúng tệp khóa từ bản đã cất."


def unusable(file: Path, why: Unfit) -> str:
    return f"Tệp {file} {_UNFIT[why]}. Chưa ghi gì."


def occupied(path: Path) -> str:
    return (
        f"{path} đã có dữ liệu, chưa ghi gì: chỉ khôi phục vào chỗ trống. Thêm --into THƯ_MỤC_MỚI, hoặc chuyển dữ "
        "liệu đang có sang nơi khác."
    )


def restored(manifest: Manifest, tasks: int, receipts: int) -> str:
    return (
        f"Đã khôi phục bản sao lúc {hour_and_day(manifest.made_at)}: {tasks} việc, {receipts} lần ghi nhận, "
        f"{manifest.files} tệp minh chứng."
    )


def sound(seq: int) -> str:
    return f"Đã đối chiếu: sổ ghi nguyên vẹn, {seq} dòng, trạng thái và tệp đều khớp."


def not_sound(faults: Sequence[str]) -> str:
    return "\n".join(["Đã khôi phục nhưng có chỗ chưa khớp:", *faults])


def settings(lines: Sequence[str]) -> str:
    return "\n".join(
        ["Chỉ làm thử thì xóa thư mục ấy là xong. Dùng thật thì ghi vào tệp .env các dòng sau:", *lines]
    )


def personal_key(key: Path) -> str:
    return (
        f"Chép khóa của dữ liệu người dân đã cất riêng vào {key} (PERSONAL_KEY_FILE): khóa này không nằm trong "
        "bản sao."
    )


def what_next() -> str:
    return (
        "Kiểm tra lại TELEGRAM_BOT_TOKEN trong .env, rồi chạy nhacviec run. Đầu giờ làm việc gần nhất, mọi người "
        "được báo dữ liệu lấy từ bản sao lúc nào và được nhờ gửi lại những gì đã gửi sau đó."
    )
