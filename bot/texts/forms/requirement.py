"""Requirements in words: added, edited, retired; and the menus."""

from collections.abc import Iterator
from typing import Any

from bot.texts.forms.texts import FormTexts, applies_later, requirement_saved, review_of
from bot.texts.periods import period_of
from bot.texts.starting import is_example
from bot.texts.text import lines, paragraphs
from bot.texts.words import NAME, long_day, safe
from jobs.forms.form import NONE, USUAL
from jobs.forms.requirement import RequirementImpact
from jobs.messages.forms import FormOver
from models.catalogue.document import RequirementEntry
from models.catalogue.words import CADENCES, WEEKDAYS

HOW_OFTEN = CADENCES | {"once": "chỉ một lần"}
KINDS = {
    "signed_document": "📄 Văn bản ký số (PDF)",
    "screenshot": "📷 Ảnh chụp màn hình",
    "attachment": "📎 Tệp khác (PDF, ảnh, Word, Excel)",
    "figure": "🔢 Số liệu gõ vào",
    "tick": "☑️ Chỉ cần đánh dấu đã làm",
}

MANAGE = FormTexts(
    title="⚙️ Quản lý",
    questions={"what": "{who} muốn làm gì ạ?"},
    about=lambda message: f"ℹ️ {is_example(safe(message.about, NAME))}",
    values={
        "what": {
            "order": "📌 Giao việc",
            "move": "📅 Dời hạn",
            "new": "➕ Yêu cầu mới",
            "requirements": "📚 Các yêu cầu",
            "people": "👥 Cán bộ",
            "invite": "✉️ Mời người mới",
            "calendar": "🗓 Lịch làm việc",
            "hours": "⏰ Giờ làm việc",
            "ladders": "🪜 Lịch nhắc",
            "export": "📥 Sửa bằng Excel",
            "roll": "📆 Lập năm mới",
            "pack": "🗂 Hồ sơ cuối năm",
            "history": "↩️ Thay đổi gần đây",
        }
    },
)
REQUIREMENTS = FormTexts(
    title="📚 Yêu cầu minh chứng",
    questions={
        "requirement": "Nhờ {who} chọn yêu cầu, hoặc gõ mã hay vài chữ trong tên để tìm.",
        "what": "Làm gì với yêu cầu này ạ?",
    },
    names={"requirement": "yêu cầu"},
    values={
        "what": {
            "edit": "✏️ Sửa",
            "items": "📑 Mục minh chứng",
            "person": "👤 Đổi phụ trách",
            "move": "📅 Dời hạn",
            "waive": "🚫 Không áp dụng",
            "retire": "🗄 Ngừng theo dõi",
        }
    },
)


def _spell(step: str, value: Any) -> str:
    if step == "cutoff":
        return f"ngày {value}"
    if step == "due":
        return _rule(str(value))
    if step == "ladder":
        return ", ".join(map(rung, str(value).split(",")))
    return ""


def _rule(spelled: str) -> str:
    name, _, value = spelled.partition("=")
    match name:
        case "after_cutoff":
            return f"{value} ngày làm việc sau chốt"
        case "day":
            return f"ngày {value} hằng tháng"
        case "dates":
            return f"ngày {value} hằng năm"
        case "weekday":
            return f"{WEEKDAYS[value]} hằng tuần"
        case "last_day":
            return "ngày cuối của kỳ"
        case "json":
            return "theo danh mục đã nạp"
    return ""


def rung(step: str) -> str:
    """A step of a ladder as an officer would say it."""
    if step == "cutoff":
        return "khi chốt số liệu"
    return "đúng hạn" if step == "T0" else f"trước {step.removeprefix('T-')}"


@review_of(RequirementImpact, "⚠️ Các lựa chọn chưa khớp nhau: xin sửa lại chu kỳ, ngày chốt hoặc hạn.")
def _review(impact: RequirementImpact) -> str:
    if not impact.nearest:
        return "Chưa có kỳ nào đến hạn trong một năm tới. Lưu lại ạ?"
    coming = [f"• {period_of(name) or 'một lần'}: hạn {long_day(due)}" for name, due in impact.nearest]
    return paragraphs(
        lines(
            f"<b>Sẽ có:</b> {impact.periods} kỳ trong một năm tới, {impact.reminders} lần nhắc trong 7 ngày tới. "
            "Hạn gần nhất:",
            *coming,
        ),
        lines("<b>Giữ như danh mục:</b>", *_not_asked(impact.made)) if any(_not_asked(impact.made)) else None,
        applies_later(impact.running, "hạn và lịch nhắc"),
        "Lưu lại ạ?",
    )


def _not_asked(made: RequirementEntry | None) -> Iterator[str]:
    """What a catalogue file says of a requirement, and no question of the form."""
    if made is None:
        return
    of_year = " năm trước" if made.issue_year else ""
    if made.issue_from:
        until = f" đến {made.issue_by}" if made.issue_by else " trở đi"
        yield f"• văn bản ghi ngày từ {made.issue_from}{until}{of_year}"
    elif made.issue_by:
        yield f"• văn bản ghi ngày chậm nhất {made.issue_by}{of_year}"
    if made.accepted_until:
        yield f"• muộn vẫn nhận đến {made.accepted_until}"
    for choice, wanted in made.choose.items():
        yield f"• nhóm {safe(choice, NAME)} cần {wanted} phương án"


def _saved(message: FormOver) -> str:
    new = message.saved.get("new")
    return f"✅ <b>{'Đã thêm' if new else 'Đã sửa'} yêu cầu</b> {requirement_saved(message)}."


REQUIREMENT = FormTexts(
    title="➕ Yêu cầu minh chứng",
    questions={
        "title": "Việc tên là gì ạ? Ví dụ: <i>Báo cáo giải ngân vốn đầu tư công</i>. Kỳ (tuần, tháng, quý …) hệ "
        "thống tự thêm vào sau tên.",
        "criterion": "Việc này phục vụ tiêu chí nào?",
        "unit": "Đơn vị nào chủ trì?",
        "person": "Ai phụ trách?",
        "cadence": "Bao lâu một lần?",
        "cutoff": "Số liệu chốt vào ngày nào của tháng cuối kỳ? Có thể gõ số khác.",
        "due": "Hạn là khi nào? Có thể gõ, ví dụ <code>2 ngày</code>, <code>20</code>, <code>15/12</code> hoặc "
        "<code>thứ Sáu</code>.",
        "hour": "Văn bản có quy định giờ không? Có thể gõ, ví dụ <code>10h30</code>.",
        "shift": "Nếu hạn rơi vào ngày nghỉ thì sao?",
        "ladder": "Nhắc vào những lúc nào (ngày làm việc)?",
        "evidence": "Minh chứng là gì?",
    },
    names={
        "title": "tên",
        "criterion": "tiêu chí",
        "unit": "đơn vị",
        "person": "phụ trách",
        "cadence": "chu kỳ",
        "cutoff": "chốt số liệu",
        "due": "hạn",
        "hour": "giờ",
        "shift": "gặp ngày nghỉ",
        "ladder": "lịch nhắc",
        "evidence": "minh chứng",
    },
    values={
        "criterion": {"0": "Không thuộc tiêu chí nào"},
        "person": {"0": "Chưa chỉ định ai"},
        "cadence": HOW_OFTEN,
        "cutoff": {"14": "ngày 14 (Nghị định 09/2019)", NONE: "không có ngày chốt"},
        "hour": {NONE: "hết giờ làm việc"},
        "shift": {
            "earlier": "chuyển sang ngày làm việc trước",
            "later": "chuyển sang ngày làm việc sau",
            "keep": "giữ nguyên ngày",
        },
        "ladder": {USUAL: "như thường lệ"},
        "evidence": KINDS,
    },
    saves={"save": "✅ Lưu yêu cầu"},
    review=_review,
    saved=_saved,
    spell=_spell,
)

RETIRE = FormTexts(
    title="🗄 Ngừng theo dõi yêu cầu",
    questions={"reason": "Vì sao ngừng ạ? Ví dụ: <i>theo Công văn số 12/UBND ngày 05/01/2027</i>."},
    names={"reason": "lý do"},
    saves={"save": "🗄 Ngừng theo dõi"},
    review=lambda screen: "Yêu cầu này sẽ không mở kỳ mới nữa; các việc đang mở vẫn chạy tiếp. Đồng ý ạ?",
    saved=lambda message: f"🗄 Đã ngừng theo dõi {requirement_saved(message)}.",
)

WAIVE = FormTexts(
    title="🚫 Không áp dụng",
    questions={
        "task": "Không áp dụng cho việc nào ạ (đơn vị · hạn)?",
        "reason": "Vì sao không áp dụng? Lý do được gửi người phụ trách.",
    },
    names={"task": "kỳ", "reason": "lý do"},
    values={"task": {"all": "Tất cả các việc đang mở"}},
    saves={"save": "🚫 Ghi không áp dụng"},
    review=lambda screen: f"<b>{screen.review} việc</b> sẽ được ghi là không áp dụng, thôi nhắc. Đồng ý ạ?",
    saved=lambda message: f"🚫 Đã ghi không áp dụng cho {message.saved['tasks']} việc.",
)
