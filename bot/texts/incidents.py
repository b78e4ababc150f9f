"""An incident in words, on the machine: what it froze, what may have been seen, until when it is to be told."""

from dataclasses import asdict
from typing import Any

from bot.texts.words import hour_and_day, listed_moment
from jobs.incidents import Exposure
from models.tables import Incident, Looked

NONE = "Chưa có sự cố nào."
NONE_GOING_ON = "Không có sự cố nào đang xử lý."
GOING_ON = "Đang có một sự cố chưa kết thúc: xem bằng nhacviec incident list, xong thì nhacviec incident end."
NOT_YET = "--since phải là lúc đã qua."
NOT_NOW = (
    "Đang xử lý một sự cố nên chưa ghi thêm, chưa xóa gì, lệnh này cũng vậy: xem bằng nhacviec incident list; "
    "xử lý xong thì nhacviec incident end rồi chạy lại lệnh."
)
ONLY_START = "--reason và --since chỉ dùng với nhacviec incident start."
# How it is called.
ABOUT = "start: tạm dừng mọi việc; list: những gì có thể đã lộ; end: chạy tiếp"
A_REASON, WHY = "LÝ_DO", "chuyện gì đã xảy ra (start)"
A_MOMENT, SINCE = "THỜI_ĐIỂM", "dữ liệu có thể đã lộ từ lúc nào (start; mặc định: bây giờ)"
_WHAT = {
    Looked.LETTER: "thư xin lỗi",
    Looked.EVIDENCE: "minh chứng có dữ liệu người dân",
    Looked.NAMES: "họ tên người dân",
    Looked.EXPORT: "bản xuất dữ liệu cán bộ",
}
_NOTICE = (
    "Luật 91/2025/QH15 điều 23, NĐ 356/2025/NĐ-CP điều 29; chưa kiểm chứng, xin hỏi lại cấp trên báo về đâu"
)


def started(incident: Incident) -> str:
    return "\n".join(
        [
            f"Đã tạm dừng từ {hour_and_day(incident.started_at)}: không nhận, không gửi gì trừ tin cho quản trị; "
            "tin gửi đến được giữ lại.",
            f"Báo cơ quan có thẩm quyền trước {hour_and_day(incident.notify_by)} ({_NOTICE}).",
            "Xem những gì có thể đã lộ: nhacviec incident list. Xử lý xong: nhacviec incident end.",
        ]
    )


def ended(incident: Incident) -> str:
    return (
        f"Đã kết thúc sự cố bắt đầu lúc {hour_and_day(incident.started_at)}; Nhắc Việc làm tiếp "
        "những gì đã giữ, theo thứ tự."
    )


def shown(incident: Incident, found: Exposure) -> str:
    """For the notice to the authority."""
    reason = incident.reason or "chưa ghi (thêm khi báo)"
    return "\n".join(
        [
            f"Sự cố từ {hour_and_day(incident.started_at)}{_until(incident)}. Lý do: {reason}.",
            f"Báo cơ quan có thẩm quyền trước {hour_and_day(incident.notify_by)} ({_NOTICE}).",
            f"Có thể đã lộ, tính từ {hour_and_day(found.since)}:",
            f"- {len(found.linked)} người đang liên kết Telegram: {_codes(found.linked)}",
            f"- vào từ lúc đó: {_codes(found.joined)}",
            f"- {found.messages} tin đã gửi, trong đó {found.files} tin có tệp",
            f"- {len(found.accesses)} lần mở, xuất dữ liệu cá nhân",
            *(
                f"  {listed_moment(each.at)}: {each.who} – {_WHAT[each.what]} ({each.count})"
                for each in found.accesses
            ),
            f"- {len(found.packs)} hồ sơ minh chứng đã lập",
            *(f"  {listed_moment(at)}" for at in found.packs),
            f"- {len(found.invites)} mã mời còn dùng được (cấp mã mới thì mã cũ hết hiệu lực)",
            *(f"  {code}, đến {listed_moment(until)}" for code, until in found.invites),
            f"- {found.citizens} họ tên người dân và {found.sealed} tệp đang giữ, đều đã mã hóa",
        ]
    )


def as_json(incident: Incident, found: Exposure) -> dict[str, Any]:
    """Moments as ISO 8601, people by their codes."""
    return {
        "incident": incident.id,
        "started_at": incident.started_at.isoformat(),
        "notify_by": incident.notify_by.isoformat(),
        "ended_at": incident.ended_at.isoformat() if incident.ended_at else None,
        **asdict(found),
        "since": found.since.isoformat(),
        "accesses": [asdict(each) | {"at": each.at.isoformat()} for each in found.accesses],
        "packs": [at.isoformat() for at in found.packs],
        "invites": [{"person": code, "expires_at": until.isoformat()} for code, until in found.invites],
    }


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "không có"


def _until(incident: Incident) -> str:
    return f", kết thúc {hour_and_day(incident.ended_at)}" if incident.ended_at else ", chưa kết thúc"
