"""What stands on a button. Buttons speak as the person; a label is short enough for a phone's half width."""

from datetime import date, datetime

from bot.texts.absence import absence_label
from bot.texts.forms.screens import FORM_BUTTONS, form_label
from bot.texts.waiting import pick_label
from bot.texts.words import capital, cut, given_name, plain_short, weekday
from jobs.messages.facts import Choice, Do, Message
from jobs.messages.files import AskWhichTask
from jobs.messages.joining import AskAddress
from jobs.messages.moving import Moved
from jobs.messages.replies import Question
from models.rules.reading import Place
from models.rules.zone import VIETNAM

WIDTH = 40
HALF = 20

_MEANINGS = {"done": "Đã xong", "not_done": "Chưa xong", "question": "Tôi hỏi thôi"}
_PLACES = {
    Place.DRAFTING: "vẫn đang soạn",
    Place.UNIT_HEAD: "lãnh đạo phòng",
    Place.LEADER: "lãnh đạo UBND",
    Place.CLERK: "văn thư",
    Place.ISSUED: "đã phát hành",
}
_ONWARD = {
    Do.FORWARDED: "Đã trình lãnh đạo ký",
    Do.SIGNED: "Đã ký số",
    Do.ISSUED: "Đã phát hành",
}
LABELS = {
    Do.DONE: "✅ Đã xong",
    Do.DONE_EARLY: "✅ Đúng, đã gửi rồi",
    Do.TRIAGE: "🧾 Việc trước ngày dùng",
    Do.DISMISS: "Chưa, tôi bấm nhầm",
    Do.UNDO: "↩️ Tôi bấm nhầm",
    Do.OTHER_DAY: "📆 Xong từ hôm khác",
    Do.FIGURE: "🔢 Nhập số liệu",
    Do.WITHDRAW: "↩️ Rút lại",
    Do.DETAILS: "❓ Chi tiết",
    Do.TAKE: "🙋 Tôi làm",
    Do.JOIN: "✅ Đúng là tôi",
    Do.NOT_ME: "✋ Không phải tôi",
    Do.DISCARD: "🗑 Gửi nhầm",
    Do.ASK_DATE: "📅 Chưa, đặt hạn",
    Do.NOT_APPLICABLE: "🚫 Không áp dụng",
    Do.LATER: "⏰ Nhắc lại sau",
    Do.STUCK: "🆘 Đang vướng",
    Do.NOT_MINE: "🙅 Không phải việc của tôi",
    Do.KEEP_OFFICER: "Giữ nguyên người phụ trách",
    Do.COLLEAGUE: "🤝 Chuyển đồng nghiệp",
    Do.DECLINE_TASK: "✋ Không nhận",
    Do.UNSAY: "↩️ Không phải vậy",
    Do.OPEN_FILE: "📄 Mở tệp",
    Do.ACCEPT: "✔️ Duyệt",
    Do.RETURN: "↩️ Trả lại",
    Do.RETURN_OTHER: "✍️ Lý do khác",
    Do.TALKED: "💬 Tôi đã trao đổi",
    Do.PHONED: "✅ Đã gọi, vẫn nhận tin",
    Do.GIVE_AWAY: "👥 Giao người khác",
    Do.LATER_DAY: "📅 Lùi hạn",
    Do.KEEP_DAY: "Giữ hạn",
    Do.END_TRIAL: "▶️ Kết thúc chạy thử",
    Do.DEPUTISE: "✅ Tôi nhận",
    Do.WAIT: "⏳ Chờ cấp trên",
    Do.WAIT_OK: "✅ Xác nhận",
    Do.WAIT_NO: "Chưa, vẫn làm tiếp",
    Do.WAIT_WHY: "✍️ Chưa, ghi lý do",
    Do.ANSWERED: "📬 Đã có trả lời",
    Do.NOT_YET: "Chưa có",
    Do.UNLINK: "⛔ Không đúng người – gỡ",
    Do.PIECE_TICK: "✅ Đã xong phần này",
    Do.PIECE_FILE: "📎 Gửi phần này",
    Do.COVERAGE: "🧩 Thiếu gì trong danh mục",
    Do.ZALO_COPY: "📋 Bản chép sang Zalo",
    Do.SEEN_CHANGE: "👍 Đã rõ",
    Do.LETTER: "📄 Xem văn bản",
}
_RETURN_FOR = ("Thiếu ký số", "Sai trích yếu", "Sai kỳ số liệu", "Thiếu phụ lục")
_FILE = {"": "📎 Nộp minh chứng", "settle": "📄 Đã có, nộp minh chứng", "more": "➕ Thêm tệp"}


def label(choice: Choice, message: Message) -> str:
    """The words of one button."""
    if choice.do in FORM_BUTTONS:
        return form_label(choice, message)
    match choice.do:
        case Do.FILE:
            return _FILE[choice.label]
        case Do.CARD if choice.label == "open":
            return "📋 Mở việc"
        case Do.CARD | Do.REVIEW | Do.MEANT:
            return choice.label
        case Do.STUCK if isinstance(message, Moved):
            return "🆘 Khó kịp"
        case Do.TICK:
            return cut(f"☑️ {capital(choice.label)}", WIDTH)
        case Do.FOR_ITEM:
            return cut(choice.label, WIDTH)
        case Do.RETURN_FOR:
            return _RETURN_FOR[int(choice.args[-1])]
        case Do.ASSIGN:
            return cut(f"👤 Giao cho {choice.label}", WIDTH)
        case Do.HAND_OVER:
            return cut(f"Chuyển {choice.label}", WIDTH)
        case Do.PLACE if isinstance(message, AskWhichTask):
            return _placement(choice, message)
        case Do.PAGE:
            return f"Xem tiếp ▸ {choice.label}" if choice.args[-1] else f"◂ Về đầu {choice.label}"
        case Do.FORWARDED | Do.SIGNED | Do.ISSUED:
            return f"{choice.label} · {_ONWARD[choice.do]}" if choice.label else f"✍️ {_ONWARD[choice.do]}"
        case Do.AWAY | Do.REDATE | Do.DECLINE | Do.APPOINT | Do.BACK:
            return absence_label(choice, message)
        case Do.DISMISS if isinstance(message, Question):
            return "Để sau"
        case Do.MEANING:
            return _MEANINGS[str(choice.args[-1])]
        case Do.PUT_AT:
            return capital(_PLACES[Place(str(choice.args[-1]))])
        case Do.AWAY_FOR:
            return cut(f"👤 {choice.label}", WIDTH) if choice.args else "🏖 Báo vắng cho …"
        case Do.HAND_TO:
            return cut(f"👤 {choice.label}", WIDTH)
        case Do.WAIT_FOR:
            return pick_label(choice)
        case Do.SNOOZE | Do.PROMISE | Do.SET_DATE | Do.EXTEND_TO | Do.ANSWER_BY | Do.DONE_ON:
            return _when(choice)
        case Do.ADDRESS if isinstance(message, AskAddress):
            return cut(f"{choice.label.capitalize()} {given_name(message.full_name)}", HALF)
    return LABELS[choice.do]


def _when(choice: Choice) -> str:
    """The day, or for a snooze the moment, that a choice names."""
    if choice.do is Do.SNOOZE:
        moment = datetime.fromtimestamp(int(choice.args[-1]), VIETNAM)
        return f"{moment:%H:%M} {weekday(moment.date())}, {moment:%d/%m}"
    day = date.fromisoformat(str(choice.args[-1]))
    return f"{capital(weekday(day))}, {day:%d/%m}"


def _placement(choice: Choice, message: AskWhichTask) -> str:
    """The number in the list, and enough of the task to be sure of it."""
    number, task = next(
        (number, task)
        for number, task in enumerate(message.candidates, start=1)
        if choice.label.startswith(f"{number} ·")
    )
    return cut(f"{number} · {plain_short(task)}", WIDTH)
