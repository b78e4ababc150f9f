"""One-off orders, and what was changed lately, in words."""

from datetime import date
from typing import Any

from bot.texts.forms.requirement import KINDS
from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines
from bot.texts.words import NAME, deadline, long_day, safe
from jobs.forms.form import NONE
from jobs.forms.history import EARLIER
from jobs.messages.forms import FormOver

_CHANGES = {
    "move": "📅 Dời hạn",
    EARLIER: "❗ Đổi hạn sớm hơn",
    "requirement": "✏️ Yêu cầu",
    "retire": "🗄 Ngừng",
    "order": "📌 Giao việc",
    "reassign": "👤 Đổi người",
    "waive": "🚫 Không áp dụng",
    "person": "👥 Cán bộ",
    "transfer": "🔁 Chuyển việc",
    "calendar": "🗓 Lịch",
    "hours": "⏰ Giờ làm việc",
    "ladders": "🪜 Lịch nhắc",
    "import": "📥 Nạp tệp",
}


def _spell(step: str, value: Any) -> str:
    return deadline(str(value)) if step == "due" else ""


def _saved(message: FormOver) -> str:
    name, until = safe(str(message.saved["to"]), NAME), message.saved.get("until")
    given = f"📌 <b>Đã giao</b> cho {name}; tin nhắc đã được gửi."
    if not until:
        return given
    cover = (
        f"{safe(str(message.saved['cover']), NAME)} làm thay"
        if message.saved["cover"]
        else "chưa có ai làm thay"
    )
    return lines(given, f"🏖 {name} vắng đến hết {long_day(date.fromisoformat(str(until)))}, {cover}.")


ORDER = FormTexts(
    title="📌 Giao việc",
    questions={
        "title": "Việc gì ạ? Gõ ngắn gọn như trong công văn.",
        "unit": "Đơn vị nào làm?",
        "person": "Giao cho ai?",
        "due": "Hạn là khi nào? Có thể gõ, ví dụ <code>15/12</code>, <code>thứ Sáu tuần này</code> hoặc "
        "<code>trước 10h ngày 24/11</code>.",
        "hour": "Có quy định giờ không?",
        "evidence": "Xong thì nộp gì?",
        "basis": "Căn cứ văn bản nào? Ví dụ: <i>Công văn số 2624/SNV-CCHC ngày 14/4/2026</i>.",
    },
    names={
        "title": "việc",
        "unit": "đơn vị",
        "person": "giao cho",
        "due": "hạn",
        "hour": "giờ",
        "evidence": "nộp",
        "basis": "căn cứ",
    },
    values={
        "person": {"0": "Để trưởng đơn vị phân công"},
        "hour": {NONE: "hết giờ làm việc"},
        "evidence": KINDS,
        "basis": {NONE: "không có văn bản"},
    },
    saves={"save": "📌 Giao ngay"},
    review=lambda screen: (
        "Bấm <b>Giao ngay</b> là người nhận được báo liền, kèm nút báo xong và nộp minh chứng."
    ),
    saved=_saved,
    spell=_spell,
)
HISTORY = FormTexts(
    title="↩️ Thay đổi gần đây",
    questions={
        "change": "{who} muốn hoàn tác thay đổi nào? Chỉ hoàn tác được khi chưa có gì làm tiếp theo nó."
    },
    empty={"change": "Chưa có thay đổi nào để hoàn tác."},
    names={"change": "thay đổi"},
    saves={"save": "↩️ Hoàn tác"},
    review=lambda screen: "Hoàn tác thay đổi này, mọi thứ trở về như trước đó. Đồng ý ạ?",
    saved=lambda message: "↩️ <b>Đã hoàn tác.</b>",
    spell=lambda step, value: _CHANGES.get(str(value).partition(".")[0], ""),
)
