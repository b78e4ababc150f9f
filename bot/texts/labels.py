"""What stands on a button. Buttons speak as the person; a label is short enough for a phone's half width.

A button says the same everywhere (`LABELS`), or its words follow from its facts.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from bot.texts.forms.registry import TEXTS
from bot.texts.forms.screens import option_in_words
from bot.texts.reviewing import REASONS
from bot.texts.words import capital, cut, given_name, near_day, plain_short, plain_who
from jobs.forms.answering import PICKED
from jobs.forms.form import SAVE
from jobs.messages.absence import AwayRecorded
from jobs.messages.facts import Choice, Do, Message, Variant
from jobs.messages.files import AskWhichTask
from jobs.messages.forms import Screen
from jobs.messages.joining import AskAddress
from jobs.messages.moving import Moved
from jobs.messages.replies import Question
from models.rules.letters import plain_words
from models.rules.reading import Intent, Place
from models.rules.zone import VIETNAM

WIDTH = 40
HALF = 20

_BY_ARGUMENT: dict[Do, dict[str, str]] = {
    Do.MEANING: {
        Intent.DONE: "Đã xong",
        Intent.NOT_DONE: "Chưa xong",
        Intent.DONE_WITH_DOCNUMBER: "Đã phát hành, có số",
        Intent.QUESTION: "Tôi đang hỏi",
        Intent.POSTPONE: "Hẹn ngày làm",
        Intent.ACK_ONLY: "Đã rõ, sẽ làm",
        Intent.REFUSE_NOT_MINE: "Không phải việc của tôi",
        Intent.HAND_OVER: "Chuyển cho người khác",
        Intent.CANCEL_UNDO: "Rút lại lời đã báo",
        Intent.ABSENCE: "Báo vắng mặt",
        Intent.UNRELATED: "Chuyện khác",
        Intent.MULTI: "Nhiều việc một lúc",
    },
    Do.PUT_AT: {
        Place.DRAFTING: "Vẫn đang soạn",
        Place.UNIT_HEAD: "Lãnh đạo phòng",
        Place.LEADER: "Lãnh đạo UBND",
        Place.CLERK: "Văn thư",
        Place.ISSUED: "Đã phát hành",
    },
    Do.HAND_TO_MEND: {Place.CLERK: "📤 Nhờ văn thư", Place.LEADER: "✒️ Nhờ người ký"},
    Do.RETURN_FOR: {str(number): reason.label for number, reason in enumerate(REASONS)},
}
_ONWARD = {
    Do.FORWARDED: "Đã trình lãnh đạo ký",
    Do.SIGNED: "Đã ký số",
    Do.ISSUED: "Đã phát hành",
}
MISREAD = "Máy đọc sai"
LABELS = {
    Do.MISREAD: f"✋ {MISREAD}",
    Do.SEND_ANYWAY: "Vẫn gửi, kèm lý do",
    Do.DISCARD_HELD: "🗑 Gửi nhầm",
    Do.ACCEPT_FOR: "✔️ Đã xem tệp, vẫn đạt",
    Do.ACCEPT_OTHER: "✍️ Lý do khác",
    Do.DONE: "✅ Đã xong",
    Do.DONE_EARLY: "✅ Đúng, đã gửi rồi",
    Do.TRIAGE: "🧾 Việc trước ngày dùng",
    Do.CASES: "🙏 Hồ sơ cần xin lỗi",
    Do.OTHERWISE: "Ý khác …",
    Do.DISMISS: "Chưa, tôi bấm nhầm",
    Do.UNDO: "↩️ Tôi bấm nhầm",
    Do.OTHER_DAY: "📆 Xong từ hôm khác",
    Do.FIGURE: "🔢 Nhập số liệu",
    Do.WITHDRAW: "↩️ Rút lại",
    Do.DETAILS: "❓ Chi tiết",
    Do.TAKE: "🙋 Tôi làm",
    Do.JOIN: "✅ Đúng là tôi",
    Do.NOT_ME: "✋ Không phải tôi",
    Do.APART: "📑 Mỗi tệp một việc",
    Do.DISCARD: "🗑 Gửi nhầm",
    Do.ASK_DATE: "📅 Chưa, đặt hạn",
    Do.NOT_APPLICABLE: "🚫 Không áp dụng",
    Do.LATER: "⏰ Nhắc lại sau",
    Do.STUCK: "🆘 Đang vướng",
    Do.CLEARED: "✅ Hết vướng",
    Do.NOT_MINE: "🙅 Không phải việc của tôi",
    Do.KEEP_OFFICER: "Giữ nguyên người phụ trách",
    Do.COLLEAGUE: "🤝 Chuyển cho đồng nghiệp",
    Do.DECLINE_TASK: "✋ Không nhận",
    Do.COUNT_FILE: "📎 Tính là minh chứng",
    Do.REREAD: "✏️ Ghi theo lời mới",
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
    Do.TRUST_CLOCK: "✅ Giờ máy đúng",
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
    Do.ZALO_COPY: "📋 Sao chép để gửi Zalo",
    Do.OWN_COPY: "📄 Lấy bản của tôi",
    Do.DATA_ANSWERED: "✅ Đã trả lời",
    Do.SEEN_CHANGE: "👍 Đã rõ",
    Do.LETTER: "📄 Xem văn bản",
    Do.FILE: "📎 Nộp minh chứng",
    Do.DECLINE: "✋ Không nhận",
    Do.REDATE: "✏️ Sửa ngày",
    Do.FORM_BACK: "◂ Quay lại",
    Do.FORM_CANCEL: "✖️ Đóng",
    Do.FORM_AGAIN: "🔄 Xem bản mới",
    Do.TAKE_BACK: "↩️ Hoàn tác",
    Do.AWAY_FOR: "🏖 Báo vắng cho …",
    Do.APPOINT: "👤 Đổi người thay",
}
_NAMED = {
    Do.ASSIGN: "👤 Giao cho {}",
    Do.HAND_OVER: "Chuyển cho {}",
    Do.HAND_TO: "👤 {}",
    Do.AWAY_FOR: "👤 {}",
    Do.APPOINT: "👤 Nhờ {}",
    Do.TAKE_BACK: "↩️ Hoàn tác: {}",
}
# Under one kind of message they say something else.
_UNDER: dict[tuple[Do, type[Message]], str] = {
    (Do.STUCK, Moved): "🆘 Khó kịp",
    (Do.DISMISS, Question): "Chưa trả lời lúc này",
}
_VARIANTS = {
    (Do.FILE, Variant.SETTLE): "📄 Đã có, nộp minh chứng",
    (Do.FILE, Variant.MORE): "➕ Thêm tệp",
    (Do.FILE, Variant.MENDED): "📎 Gửi bản mới",
    (Do.FILE, Variant.FOR_OTHER): "📎 Nộp thay",
    (Do.UNDO, Variant.FOR_OTHER): "↩️ Hủy lời báo xong",
    (Do.DONE, Variant.FOR_OTHER): "✅ Ghi thay: đã xong",
    (Do.DECLINE, Variant.AGREED): "✋ Tôi không thay được nữa",
}


Labeller = Callable[[Choice, Message], str]
Fact = TypeVar("Fact")

_BY_FACTS: dict[Do, Labeller] = {}


def label(choice: Choice, message: Message) -> str:
    """The words of one button."""
    by_facts = _BY_FACTS.get(choice.do)
    return by_facts(choice, message) if by_facts else LABELS[choice.do]


def as_spoken(do: Do) -> str:
    """A label that is always the same, as somebody types it."""
    return plain_words(LABELS.get(do) or _ONWARD.get(do, ""))


def plainly_said(do: Do) -> str:
    """A label that is always the same as somebody's words, without its emoji."""
    return LABELS[do].partition(" ")[2]


def has_label(do: Do) -> bool:
    return do in LABELS or do in _BY_FACTS


def _by_facts(*does: Do) -> Callable[[Labeller], Labeller]:
    """Says that a function finds the words of these buttons from their facts, or from the message around them."""

    def register(labeller: Labeller) -> Labeller:
        _BY_FACTS.update(dict.fromkeys(does, labeller))
        return labeller

    return register


def _last(choice: Choice, kind: type[Fact]) -> Fact:
    """The last argument, which is of this type."""
    last = choice.args[-1]
    assert isinstance(last, kind)
    return last


@_by_facts(*(do for do, _ in _VARIANTS))
def _in_its_place(choice: Choice, message: Message) -> str:
    return _VARIANTS[choice.do, choice.variant] if choice.variant else LABELS[choice.do]


@_by_facts(*(do for do, _ in _UNDER))
def _under(choice: Choice, message: Message) -> str:
    if choice.number is not None:
        return f"🆘 {choice.number} khó kịp"
    return _UNDER.get((choice.do, type(message)), LABELS[choice.do])


@_by_facts(Do.CARD, Do.REVIEW, Do.MEANT, Do.NOTE)
def _number(choice: Choice, message: Message) -> str:
    """The task's number in the list; the only one needs none."""
    return "📋 Mở việc" if choice.number is None else str(choice.number)


@_by_facts(Do.FORWARDED, Do.SIGNED, Do.ISSUED)
def _onward(choice: Choice, message: Message) -> str:
    where = "✍️" if choice.number is None else f"{choice.number} ·"
    return f"{where} {_ONWARD[choice.do]}"


@_by_facts(Do.PASS_BACK)
def _pass_back(choice: Choice, message: Message) -> str:
    return "↩️ Tôi bấm nhầm" if choice.number is None else f"{choice.number} · ↩️ Bấm nhầm"


@_by_facts(Do.PAGE)
def _page(choice: Choice, message: Message) -> str:
    assert choice.page is not None
    return f"Xem tiếp ▸ {choice.page}" if _last(choice, int) else f"◂ Về đầu {choice.page}"


@_by_facts(Do.PLACE)
def _placement(choice: Choice, message: Message) -> str:
    """The number in the list, and enough of the task to be sure of it."""
    assert isinstance(message, AskWhichTask) and choice.number is not None
    task = message.candidates[choice.number - 1]
    return cut(f"{choice.number} · {plain_short(task)}", WIDTH)


@_by_facts(Do.TICK)
def _tick(choice: Choice, message: Message) -> str:
    return cut(f"☑️ {capital(choice.name)}", WIDTH)


@_by_facts(Do.FOR_ITEM)
def _item(choice: Choice, message: Message) -> str:
    box = "☑" if choice.variant is Variant.FILLED else "☐"
    return cut(f"{box} {capital(choice.name)}", WIDTH)


@_by_facts(*_NAMED)
def _named(choice: Choice, message: Message) -> str:
    """Whom or what it names; without a name it asks for one."""
    return cut(_NAMED[choice.do].format(choice.name), WIDTH) if choice.name else LABELS[choice.do]


@_by_facts(Do.ADDRESS)
def _address(choice: Choice, message: Message) -> str:
    assert isinstance(message, AskAddress)
    return cut(f"{choice.name.capitalize()} {given_name(message.full_name)}", HALF)


@_by_facts(*_BY_ARGUMENT)
def _by_argument(choice: Choice, message: Message) -> str:
    return _BY_ARGUMENT[choice.do][str(choice.args[-1])]


@_by_facts(Do.SNOOZE)
def _moment(choice: Choice, message: Message) -> str:
    moment = datetime.fromtimestamp(_last(choice, int), VIETNAM)
    return f"{moment:%H:%M} {near_day(moment.date())}"


@_by_facts(Do.PROMISE, Do.SET_DATE, Do.EXTEND_TO, Do.DONE_ON)
def _day(choice: Choice, message: Message) -> str:
    return capital(near_day(_last(choice, date)))


@_by_facts(Do.BACK)
def _back(choice: Choice, message: Message) -> str:
    """Spoken as the absent; under what another said for them, of them."""
    if isinstance(message, AwayRecorded) and message.absent != message.reader:
        return cut(f"🔙 {capital(plain_who(message.absent))} đã đi làm lại", WIDTH)
    return "🔙 Tôi đã đi làm lại"


@_by_facts(Do.FORM_START)
def _form_start(choice: Choice, message: Message) -> str:
    return cut(TEXTS[str(choice.args[0])].title, WIDTH)


@_by_facts(Do.FORM_PAGE)
def _form_page(choice: Choice, message: Message) -> str:
    """To a page, to a month, or, where a day cannot be chosen, nowhere."""
    if choice.page is not None:
        return f"▸ {choice.page}"
    return f"▸ {choice.month.month}/{choice.month.year}" if choice.month else "·"


@_by_facts(Do.FORM_EDIT)
def _form_edit(choice: Choice, message: Message) -> str:
    assert isinstance(message, Screen)
    step = _last(choice, str)
    return cut(f"✏️ {capital(TEXTS[message.form].names[step])}", HALF)


@_by_facts(Do.FORM)
def _form(choice: Choice, message: Message) -> str:
    assert isinstance(message, Screen)
    _, step, value = choice.args
    if isinstance(value, date):
        return _in_month(value, message)
    texts = TEXTS[message.form]
    if texts.option is not None:
        return cut(texts.option(message, str(step), str(value), choice.name), WIDTH)
    if step == SAVE:
        return texts.saves.get(str(value), "✅ Lưu")
    if value == PICKED:
        return "✅ Xong, đi tiếp"
    mark = "☑️ " if value in message.picked else ""
    words = option_in_words(texts, str(step), value, choice.name)
    return cut(mark + capital(words), _width(choice, message))


def _in_month(day: date, message: Screen) -> str:
    """A square of the month; what is off stands in brackets."""
    is_off = message.month is not None and day in message.month.off
    return f"({day.day})" if is_off else str(day.day)


def _width(choice: Choice, message: Screen) -> int:
    """A phone's whole width for a button of its own, else its part of the row."""
    row = next((each for each in message.choices if choice in each), (choice,))
    return WIDTH // len(row)
