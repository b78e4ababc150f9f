"""The items of a requirement in words."""

from typing import Any

from bot.texts.forms.requirement import KINDS
from bot.texts.forms.texts import FormTexts, applies_later, requirement_saved, review_of
from bot.texts.text import enumerated, lines, more, paragraphs
from bot.texts.words import LISTED, points, safe
from jobs.forms.form import NONE
from jobs.forms.items import NEW, OPTIONAL, REQUIRED, ItemsImpact, Listed
from jobs.messages.forms import FormOver, Screen

_SAVED = {"added": "Đã thêm mục vào", "edited": "Đã sửa mục của", "removed": "Đã bỏ mục khỏi"}
_LAST_ITEM = "⚠️ Không bỏ được: đây là mục bắt buộc cuối cùng, hoặc mục đã được bỏ trước đó."
_MOST = 10


def _line(item: Listed) -> str:
    notes = ["bắt buộc" if item.required else "không bắt buộc"]
    if item.count > 1:
        notes.append(f"{item.count} tệp")
    if item.one_of:
        notes.append(f"phương án của nhóm {safe(item.one_of, 40)}")
    if item.at_least is not None:
        notes.append(f"từ {points(item.at_least)} % trở lên")
    if item.unit:
        notes.append(f"{safe(item.unit, 40)} phụ trách, trước hạn {item.before} ngày làm việc")
    kind = KINDS[item.kind].partition(" ")[2]
    return f"<b>{safe(item.title, LISTED)}</b> – {kind[:1].lower()}{kind[1:]}; {', '.join(notes)}"


def _listed(items: tuple[Listed, ...]) -> str:
    return lines(
        *enumerated(items[:_MOST], _line),
        more(len(items) - _MOST, "mục"),
    )


def items_listed(items: tuple[Listed, ...]) -> str:
    """The items that a question is about."""
    return _listed(items) or "Yêu cầu này không còn theo dõi."


def _about(screen: Screen) -> str:
    return items_listed(screen.about)


def _reviewed(impact: ItemsImpact) -> str:
    return paragraphs(
        lines("<b>Các mục sẽ là:</b>", _listed(impact.items)),
        applies_later(impact.running, "các mục cũ")
        or "Chưa có việc nào đang mở; thay đổi áp dụng từ kỳ mở sau.",
        "Lưu lại ạ?",
    )


def _saved(message: FormOver) -> str:
    return f"✅ <b>{_SAVED[message.saved['how']]} yêu cầu</b> {requirement_saved(message)}."


def _spell(step: str, value: Any) -> str:
    return f"{value} ngày" if step == "before" else ""


ITEMS = FormTexts(
    title="📑 Mục minh chứng",
    questions={"item": "Muốn sửa hay bỏ mục nào thì bấm mục đó."},
    values={"item": {NEW: "➕ Thêm mục"}},
    about=_about,
)
ITEM_WHAT = FormTexts(
    title="📑 Mục minh chứng",
    questions={"what": "Làm gì với mục này ạ?"},
    values={"what": {"edit": "✏️ Sửa mục", "checks": "🔎 Nội dung soát", "remove": "🗑 Bỏ mục"}},
    about=_about,
)
ITEM = FormTexts(
    title="📑 Một mục minh chứng",
    questions={
        "kind": "Mục này là gì ạ?",
        "title": "Tên mục là gì ạ? Ví dụ <i>Kế hoạch kiểm tra đã phát hành</i>.",
        "required": "Mục này có bắt buộc không ạ?",
        "hint": "Có cần dặn thêm cho người nộp không? Ví dụ <i>chụp rõ ngày gửi và mã báo cáo</i>.",
        "unit": "Đơn vị nào phụ trách mục này? Đơn vị phối hợp được nhắc riêng phần của đơn vị đó.",
        "before": "Đơn vị đó cần xong trước hạn mấy ngày làm việc?",
    },
    names={
        "kind": "loại",
        "title": "tên mục",
        "required": "bắt buộc",
        "hint": "lời dặn",
        "unit": "đơn vị phụ trách",
        "before": "xong trước",
    },
    values={
        "kind": KINDS,
        "required": {REQUIRED: "bắt buộc phải có", OPTIONAL: "có thì tốt, không bắt buộc"},
        "hint": {NONE: "không dặn gì thêm"},
        "unit": {NONE: "đơn vị chủ trì"},
    },
    saves={"save": "✅ Lưu mục"},
    review=review_of(ItemsImpact, "⚠️ Không lưu được: yêu cầu phải còn ít nhất một mục bắt buộc.")(_reviewed),
    saved=_saved,
    spell=_spell,
)
ITEM_REMOVE = FormTexts(
    title="🗑 Bỏ mục minh chứng",
    saves={"save": "🗑 Bỏ mục này"},
    review=review_of(ItemsImpact, _LAST_ITEM)(_reviewed),
    saved=_saved,
)
