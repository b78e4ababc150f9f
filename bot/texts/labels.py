"""What stands on a button. Buttons speak as the person; a label is short enough for a phone's half width."""

from datetime import date

from bot.texts.words import capital, cut, given_name, plain_short, weekday
from jobs.messages.facts import AskAddress, AskWhichTask, Choice, Do, Message

WIDTH = 40
HALF = 20

LABELS = {
    Do.DONE: "✅ Đã xong",
    Do.DONE_EARLY: "✅ Đúng, đã gửi rồi",
    Do.TRIAGE: "🧾 Việc trước ngày dùng",
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
        case Do.PLACE if isinstance(message, AskWhichTask):
            return _placement(choice, message)
        case Do.PAGE:
            return f"Xem tiếp ▸ {choice.label}" if choice.args[-1] else f"◂ Về đầu {choice.label}"
        case Do.SET_DATE:
            day = date.fromisoformat(str(choice.args[-1]))
            return f"{capital(weekday(day))}, {day:%d/%m}"
        case Do.ADDRESS if isinstance(message, AskAddress):
            return cut(f"{choice.label.capitalize()} {given_name(message.full_name)}", HALF)
    return LABELS[choice.do]


def _placement(choice: Choice, message: AskWhichTask) -> str:
    """The number in the list, and enough of the task to be sure of it."""
    number, task = next(
        (number, task)
        for number, task in enumerate(message.candidates, start=1)
        if choice.label.startswith(f"{number} ·")
    )
    return cut(f"{number} · {plain_short(task)}", WIDTH)
