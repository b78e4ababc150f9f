"""What is said while an agency starts: the example, one's own catalogue in its place, invites on paper."""

from pathlib import Path

from models.catalogue.document import AgencyEntry
from models.tables import Agency

RUNS_ON_IT = (
    "Nhắc Việc đang chạy với dữ liệu này nên chưa thay cơ quan: dừng bản đang chạy (Ctrl-C, hay dừng dịch vụ) "
    "rồi chạy lại lệnh này."
)
ADOPTED = "Từ nay danh mục này là của cơ quan, không còn là ví dụ."
NO_ADMIN = (
    'Chưa có ai là quản trị: chạy nhacviec invite "Họ tên" --role admin cho người sẽ quản lý Nhắc Việc.'
)


def upgraded(before: str, now: str) -> str:
    return (
        f"Đã nâng cấp cơ sở dữ liệu từ phiên bản {before} lên {now}; danh mục giữ nguyên. Bản trước khi nâng cấp "
        f"nằm cạnh tệp dữ liệu, tên có đuôi .before-{before}."
    )


def is_example(name: str) -> str:
    """One sentence: what is loaded, and how one's own comes in its place."""
    return (
        f"Đang dùng ví dụ kèm sẵn ({name}): nạp danh mục của cơ quan mình bằng nhacviec catalogue load TỆP; nếu "
        f"mình chính là {name} thì chạy nhacviec catalogue load, không kèm tệp, để giữ."
    )


def somebody_joined(known: Agency, wanted: AgencyEntry) -> str:
    return (
        f"Dữ liệu ở đây là của {known.name} và đã có người tham gia nên không thay được: tạo thư mục mới cho "
        f"{wanted.name} rồi chạy nhacviec init --catalogue ở đó."
    )


def another_agency(known: Agency, wanted: AgencyEntry) -> str:
    return (
        f"Dữ liệu ở đây là của {known.name} (mã {known.code}), tệp là của {wanted.name} (mã {wanted.code}), chưa "
        "nạp gì: chạy ở thư mục mới, hoặc thêm --replace để thay (có sao lưu trước); chỉ đổi tên thì giữ mã cũ."
    )


def only_sqlite(known: Agency) -> str:
    return f"Dữ liệu ở đây là của {known.name}, không nằm trong SQLite nên không thay được: dùng DATABASE_URL khác."


def kept_in(file: Path) -> str:
    return f"Đã sao lưu dữ liệu đang có vào {file} trước khi thay."


def to_invite(people: int) -> str:
    return (
        f"{people} người trong danh mục chưa có mã mời: chạy nhacviec slips phieu-moi.html để in phiếu mời."
    )


def perhaps_renamed(old: str, new: str) -> str:
    return (
        f"Yêu cầu {old} thôi dùng, {new} là yêu cầu mới: nếu chỉ đổi tên, thêm cột “Mã”, ghi mã cũ rồi nạp lại, để "
        "các việc cũ giữ nguyên."
    )
