"""All that is kept of one person, as a page to read and print, or as data."""

from collections import Counter
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from bot.texts.keeping import TABLES, until
from bot.texts.paper import heading, page, paragraph, table
from bot.texts.periods import period_in_a_cell
from bot.texts.wording import along
from bot.texts.words import ROLES, hour_and_day, hour_words, listed_moment
from jobs.messages.attachments import MadeFile
from jobs.messages.privacy import OwnCopy
from jobs.privacy import OwnData
from models.rules.zone import day_of

_KINDS = {
    "confirmation": "báo xong",
    "statement": "báo tình hình",
    "decision": "quyết định về hạn",
    "review": "thẩm tra",
    "adjustment": "cài đặt, đổi hạn",
}
_NONE = "–"


@along
def own_copy_file(message: OwnCopy) -> MadeFile:
    return MadeFile(f"du-lieu-{message.data.code}.html", as_page(message.data).encode())


def as_page(data: OwnData) -> str:
    """An A4 page."""
    return page(
        f"Dữ liệu của {data.full_name} ở Nhắc Việc",
        [
            paragraph(
                f"{data.agency}. Trang này chỉ có dữ liệu của người nêu tên, không có dữ liệu người dân."
            ),
            heading("Cán bộ"),
            table(("Mục", "Đang lưu"), _profile(data)),
            heading("Đang lưu bao nhiêu, đến khi nào"),
            table(("Gì", "Số dòng", "Giữ đến khi nào"), _held(data)),
            paragraph("Sổ ghi chỉ có mã cán bộ và không xóa được."),
            heading("Lời báo, quyết định, thẩm tra, cài đặt"),
            table(("Lúc", "Loại", "Việc", "Kỳ", "Số ghi nhận", "Lời"), _said(data)),
            heading("Tệp đã gửi"),
            table(("Lúc", "Tên tệp", "Việc", "Cỡ (byte)", "SHA-256"), _files(data)),
            heading("Ngày vắng"),
            table(("Từ", "Đến", "Người làm thay"), _absences(data)),
            heading("Yêu cầu sửa dữ liệu"),
            table(("Lúc", "Trả lời trước", "Lời", "Đã trả lời"), _requests(data)),
            heading("Tin hệ thống đã gửi"),
            table(("Ngày", "Số tin"), _messages(data)),
        ],
    )


def as_json(data: OwnData) -> dict[str, Any]:
    """The same as data: moments with their time zone, days as ISO dates."""
    plain: dict[str, Any] = _plain(asdict(data))
    return plain


def in_short(data: OwnData) -> str:
    """For a screen: who it is, and how much there is."""
    profile = [f"{name}: {value}" for name, value in _profile(data)]
    return "\n".join([*profile, *(f"{count} {what}: {long}" for what, count, long in _held(data))])


def _profile(data: OwnData) -> list[tuple[str, str]]:
    kept = (
        ("Họ tên", data.full_name),
        ("Mã", data.code),
        ("Xưng hô", data.address),
        ("Chức vụ", data.position),
        ("Đơn vị", data.unit),
        ("Vai trò", ", ".join(ROLES[role] for role in data.roles)),
        ("Điện thoại", data.phone),
        ("Người làm thay", data.deputy),
        ("Giờ nhận tin sáng", hour_words(data.morning_at) if data.morning_at else "đầu giờ làm việc"),
        ("Mã cuộc trò chuyện Telegram", str(data.chat_id or "")),
        ("Tham gia", hour_and_day(data.joined_at) if data.joined_at else None),
        ("Nhắn gần nhất", hour_and_day(data.heard_at) if data.heard_at else None),
    )
    return [(name, value or _NONE) for name, value in kept]


def _held(data: OwnData) -> list[tuple[str, ...]]:
    return [(TABLES[each.table], str(each.rows), until(each.ends, each.amount)) for each in data.held]


def _messages(data: OwnData) -> list[tuple[str, ...]]:
    by_day = Counter(day_of(at) for _, at in data.messages)
    return [(f"{day:%d/%m/%Y}", str(count)) for day, count in sorted(by_day.items())]


def _said(data: OwnData) -> list[tuple[str, ...]]:
    return [
        (
            listed_moment(each.at),
            _KINDS[each.kind],
            each.task or _NONE,
            (each.period and period_in_a_cell(each.period)) or _NONE,
            each.receipt or _NONE,
            each.words or _NONE,
        )
        for each in data.said
    ]


def _files(data: OwnData) -> list[tuple[str, ...]]:
    return [
        (
            listed_moment(each.sent_at),
            each.name if each.deleted_at is None else "(đã xóa tệp)",
            each.task or _NONE,
            str(each.size),
            each.sha256,
        )
        for each in data.files
    ]


def _absences(data: OwnData) -> list[tuple[str, ...]]:
    return [(f"{each.from_on:%d/%m/%Y}", f"{each.to_on:%d/%m/%Y}", each.deputy) for each in data.absences]


def _requests(data: OwnData) -> list[tuple[str, ...]]:
    return [
        (
            listed_moment(each.asked_at),
            f"{each.answer_by:%d/%m/%Y}",
            each.words or _NONE,
            listed_moment(each.answered_at) if each.answered_at else "chưa",
        )
        for each in data.requests
    ]


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date() | time():
            return value.isoformat()
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each) for each in value]
    return value
