"""What stands on a button. Buttons speak as the person; a label is short enough for a phone's half width."""

from datetime import date

from bot.texts.words import capital, cut, given_name, weekday
from jobs.messages.facts import AskAddress, Choice, Do, Message

WIDTH = 40

_LABELS = {
    Do.DONE: "✅ Đã xong",
    Do.DONE_EARLY: "✅ Đúng, đã gửi rồi",
    Do.DISMISS: "Chưa, tôi bấm nhầm",
    Do.UNDO: "↩️ Tôi bấm nhầm",
    Do.WITHDRAW: "↩️ Rút lại",
    Do.DETAILS: "❓ Chi tiết",
    Do.TAKE: "🙋 Tôi làm",
    Do.JOIN: "✅ Đúng là tôi",
    Do.NOT_ME: "✋ Không phải tôi",
    Do.DISCARD: "🗑 Gửi nhầm",
    Do.ASK_DATE: "📅 Chưa, đặt hạn",
    Do.NOT_APPLICABLE: "🚫 Không áp dụng",
    Do.UNLINK: "⛔ Không đúng người – gỡ",
}
_FILE = {"": "📎 Nộp minh chứng", "settle": "📄 Đã có, nộp minh chứng", "more": "➕ Thêm tệp"}


def label(choice: Choice, message: Message) -> str:
    """The words of one button."""
    match choice.do:
        case Do.FILE:
            return _FILE[choice.label]
        case Do.CARD:
            return choice.label
        case Do.ASSIGN:
            return cut(f"👤 Giao cho {choice.label}", WIDTH)
        case Do.HAND_OVER:
            return cut(f"Chuyển {choice.label}", WIDTH)
        case Do.PLACE:
            return cut(choice.label, WIDTH)
        case Do.PAGE:
            return f"Xem tiếp ▸ {choice.label}"
        case Do.SET_DATE:
            day = date.fromisoformat(str(choice.args[-1]))
            return f"{capital(weekday(day))}, {day:%d/%m}"
        case Do.ADDRESS if isinstance(message, AskAddress):
            return cut(f"{choice.label.capitalize()} {given_name(message.full_name)}", WIDTH)
    return _LABELS[choice.do]
