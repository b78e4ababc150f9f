"""The page that describes how personal data are processed, for an admin to print: raw material of form 10 of
Decree 356/2025/NĐ-CP; what was not verified is named as to be asked."""

from typing import Any

from bot.texts.keeping import FIELDS, LIMITS, MEASURES, PURPOSES, SEERS, SOURCES, TABLES, until
from bot.texts.paper import heading, page, paragraph, table
from bot.texts.private import old_backups
from jobs.keeping import Description, KeptLimit, KeptTable

_BASIS = (
    "Phục vụ hoạt động của cơ quan nhà nước và quản lý nhà nước (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, điều 19 "
    "khoản 1 điểm c), có giám sát (khoản 2): mỗi lượt mở dữ liệu người dân được ghi lại và báo lãnh đạo hằng "
    "tháng. "
    "Thu thập trong phạm vi mục đích dưới đây (điều 3)."
)
_MEASURES = (
    "Dữ liệu người dân mã hóa AES-256-GCM trên đĩa; khóa nằm ở tệp riêng, ngoài cơ sở dữ liệu.",
    "Tệp có dữ liệu người dân không gửi qua chat; tin đã gửi nhầm bị xóa khỏi cuộc trò chuyện.",
    "Chỉ người liên quan xem được từng việc; mỗi lượt mở, xuất dữ liệu cá nhân được ghi lại.",
    "Mã mời dùng một lần, có hạn, chỉ lưu mã băm; một người một cuộc trò chuyện.",
    "Sổ ghi là chuỗi băm: sửa, xóa lén là thấy (nhacviec verify); sổ chỉ ghi mã cán bộ, không ghi họ tên, lời.",
    "Nhật ký máy không chứa token, lời, tên tệp hay họ tên người dân.",
    "Sao lưu có kiểm tra; có dữ liệu cá nhân thì bản sao lưu được mã hóa.",
    "Có sự cố: nhacviec incident tạm dừng mọi việc và liệt kê những gì có thể đã lộ.",
)
_RIGHTS = (
    "Cán bộ xem, lấy bản, sửa dữ liệu của mình bằng /riengtu; điều khác gửi quản trị, trả lời trong 2 ngày làm "
    "việc.",
    "Người nghỉ: họ tên thay bằng mã, xóa mã cuộc trò chuyện, điện thoại và lời (nhacviec privacy forget).",
)
_TO_ASK = (
    "Cơ quan nhà nước có được miễn hồ sơ đánh giá tác động (Luật 91/2025/QH15 điều 21; mẫu 10 NĐ 356/2025/NĐ-CP, "
    "nộp "
    "trong 60 ngày từ khi bắt đầu) hay không.",
    "Hồ sơ chuyển dữ liệu cá nhân ra nước ngoài khi dùng Telegram, và việc dùng Telegram: nhà mạng trong nước đã "
    "được "
    "yêu cầu chặn từ 21/5/2025.",
    "Báo sự cố trong 72 giờ (Luật 91/2025/QH15 điều 23, NĐ 356/2025/NĐ-CP điều 29): báo cơ quan nào, theo mẫu nào.",
    "Cấp độ an toàn hệ thống thông tin (NĐ 85/2016/NĐ-CP).",
    "Các thời hạn giữ ghi “đề xuất”: chưa có văn bản nào quy định, cơ quan quyết định.",
)
_COLUMNS = ("Bảng", "Để làm gì", "Dữ liệu cá nhân", "Ai xem", "Giữ đến khi nào", "Số dòng")


def as_page(found: Description, days: int, months: int) -> str:
    """A4, to be printed, completed and signed by the agency; `days`, `months`: so long backups are kept."""
    return page(
        "Mô tả việc xử lý dữ liệu cá nhân trong Nhắc Việc",
        [
            heading("1. Bên kiểm soát dữ liệu"),
            paragraph(f"{found.agency}, {found.province}. Quản trị: {', '.join(found.admins) or '…'}."),
            paragraph("Đầu mối bảo vệ dữ liệu cá nhân: ………………………………"),
            heading("2. Căn cứ và mục đích"),
            paragraph(_BASIS),
            heading("3. Của ai"),
            paragraph(_whose(found)),
            heading("4. Dữ liệu, mục đích, người xem, thời gian giữ"),
            table(_COLUMNS, (_cells(each) for each in found.tables)),
            heading("5. Bên nhận"),
            *map(paragraph, _recipients(found)),
            heading("6. Thời hạn và mức giữ"),
            table(("Gì", "Mức", "Trạng thái", "Căn cứ"), (_limit_cells(each) for each in found.limits)),
            heading("7. Biện pháp bảo vệ"),
            *map(paragraph, _MEASURES),
            heading("8. Quyền của chủ thể dữ liệu"),
            *map(paragraph, _RIGHTS),
            paragraph(old_backups(days, months)),
            heading("9. Điều chưa kiểm chứng, cần hỏi"),
            *map(paragraph, _TO_ASK),
            paragraph("Ngày ……/……/………     Người lập     Thủ trưởng cơ quan"),
        ],
    )


def retention_as_text(tables: tuple[KeptTable, ...], limits: tuple[KeptLimit, ...]) -> str:
    """One line a table, then one a limit."""
    lines = [f"{TABLES[each.name]} ({each.rows}): {until(each.keeping.ends, each.amount)}" for each in tables]
    return "\n".join(["Thời gian giữ theo bảng:", *lines, *limits_as_lines(limits)])


def limits_as_lines(limits: tuple[KeptLimit, ...]) -> list[str]:
    return ["Mức giữ (đổi bằng nhacviec privacy keep TÊN SỐ):"] + [
        f"{each.limit}: {LIMITS[each.limit]}, {each.amount} {MEASURES[each.measure]} "
        f"({_status(each)}; {SOURCES[each.limit]})"
        for each in limits
    ]


def limits_as_json(limits: tuple[KeptLimit, ...]) -> list[dict[str, Any]]:
    return [
        {
            "limit": each.limit.value,
            "amount": each.amount,
            "measure": each.measure.value,
            "status": "proposed" if each.is_usual else "decided",
            "source": SOURCES[each.limit],
        }
        for each in limits
    ]


def retention_as_json(tables: tuple[KeptTable, ...]) -> list[dict[str, Any]]:
    return [
        {
            "table": each.name,
            "rows": each.rows,
            "purpose": each.keeping.purpose.value,
            "personal": list(each.keeping.personal),
            "seen_by": [seer.value for seer in each.keeping.seen_by],
            "ends": each.keeping.ends.value,
            "amount": each.amount or None,
        }
        for each in tables
    ]


def _status(limit: KeptLimit) -> str:
    return "đề xuất" if limit.is_usual else "cơ quan đã đặt"


def _whose(found: Description) -> str:
    return (
        f"{found.people} cán bộ, trong đó {found.linked} người liên kết Telegram; {found.forgotten} người đã nghỉ "
        "và "
        f"được xóa thông tin. Người dân: {found.citizens} họ tên và {found.sealed} tệp, đều mã hóa."
    )


def _recipients(found: Description) -> list[str]:
    zalo = f"đã chép {found.zalo} lần" if found.zalo else "chưa dùng"
    return [
        "Telegram (máy chủ ở nước ngoài): họ tên, xưng hô của cán bộ, tên việc, hạn, lời và tệp cán bộ gửi trong "
        "cuộc "
        "trò chuyện với hệ thống. Không có họ tên, địa chỉ, giấy tờ của người dân.",
        f"Zalo: chỉ danh sách việc không nêu tên, do người dùng tự chép sang ({zalo}).",
        "Hội đồng thẩm định CCHC: bản hồ sơ nộp, không nêu tên cá nhân, không có thư của người dân.",
        "Không có bên nhận nào khác; máy chạy Nhắc Việc đặt tại cơ quan.",
    ]


def _cells(each: KeptTable) -> tuple[str, ...]:
    keeping = each.keeping
    return (
        TABLES[each.name],
        PURPOSES[keeping.purpose],
        ", ".join(FIELDS[name] for name in keeping.personal) or "không có",
        ", ".join(SEERS[seer] for seer in keeping.seen_by),
        until(keeping.ends, each.amount),
        str(each.rows),
    )


def _limit_cells(each: KeptLimit) -> tuple[str, ...]:
    amount = f"{each.amount} {MEASURES[each.measure]}"
    return (LIMITS[each.limit], amount, _status(each), SOURCES[each.limit])
