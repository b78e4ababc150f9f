"""Forms in words: a screen a step, what was answered above, what to do below."""

from datetime import date
from typing import Any

from bot.texts.forms.registry import TEXTS
from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import briefly, capital, long_day, safe
from jobs.forms.form import SAVE
from jobs.messages.facts import Do
from jobs.messages.forms import Answered, FormOver, Screen

_FAULTS = {
    "empty": "Nhờ {who} trả lời câu hỏi dưới đây bằng một dòng chữ.",
    "an_answer": "Câu này giống lời báo việc hơn là tên việc. Nếu là báo việc, nhờ {who} trả lời đúng tin nhắc của "
    "việc ấy; nếu là tên việc, nhờ {who} gõ rõ hơn một chút.",
    "cancels": "Chưa lưu gì. Muốn thôi, nhờ {who} bấm <b>✖️ Đóng</b> bên dưới; làm tiếp thì nhờ {who} "
    "gõ câu trả lời.",
    "no_reason": "Câu này chưa trả lời được câu hỏi nên chưa lưu gì. Nhờ {who} gõ rõ thành một câu, hoặc bấm nút "
    "bên dưới.",
    "too_long": "Dòng này dài quá 200 chữ cái, nhờ {who} gõ gọn lại.",
    "no_day": "Chưa đọc ra ngày. Nhờ {who} gõ như <code>15/12</code>, hoặc bấm chọn bên dưới.",
    "day_past": "Ngày này đã qua hoặc xa quá. Nhờ {who} chọn ngày từ hôm nay trở đi, trong hai năm tới.",
    "lunar": "Ngày âm lịch xin gõ theo dương lịch, ví dụ <code>06/02/2027</code>.",
    "no_days": "Chưa đọc ra ngày. Nhờ {who} gõ như <code>15/12</code> hoặc <code>30/4 - 3/5</code> (tối đa 31 "
    "ngày), hoặc bấm chọn bên dưới.",
    "no_spans": "Chưa đọc ra giờ làm việc. Nhờ {who} gõ buổi sáng rồi buổi chiều, giờ sau muộn hơn giờ trước, "
    "ví dụ <code>7h30-11h30, 13h30-17h00</code>.",
    "no_steps": "Nhờ {who} gõ số ngày làm việc trước hạn, mỗi số từ 0 đến 60, tối đa 10 số, ví dụ "
    "<code>10,5,3,1,0</code>.",
    "no_hour": "Chưa đọc ra giờ. Nhờ {who} gõ như <code>10:00</code> hoặc <code>10h30</code>.",
    "no_morning": "Giờ này ngoài giờ làm việc hoặc muộn quá. Nhờ {who} chọn một giờ trong buổi làm việc, trước lúc "
    "nhắc lần cuối của ngày.",
    "no_number": "Nhờ {who} gõ một con số hợp lệ, hoặc bấm chọn bên dưới.",
    "choose_below": "Câu này xin bấm một nút bên dưới.",
    "two_readings": "Câu này có thể hiểu nhiều cách, nhờ {who} chọn:",
    "several_requirements": "Tìm thấy {count} yêu cầu, nhờ {who} chọn:",
    "several_people": "Có mấy người như vậy, nhờ {who} bấm đúng người.",
    "no_types": "Chưa đọc ra loại văn bản. Nhờ {who} gõ chữ viết tắt hoặc tên loại, cách nhau dấu chấm phẩy, ví dụ "
    "<code>KH; nghị quyết</code>.",
    "no_phrases": "Nhờ {who} gõ từng cụm từ ít nhất 2 chữ cái, cách nhau dấu chấm phẩy, ví dụ "
    "<code>kế hoạch; đào tạo | bồi dưỡng</code>.",
    "no_weights": "Nhờ {who} gõ mã rồi mức (chặn, nhắc, cho biết, bỏ), cách nhau dấu chấm phẩy, ví dụ "
    "<code>DOC004: chặn; SIG006: bỏ</code>.",
    "no_person": "Không thấy ai tên như vậy. Nhờ {who} gõ họ tên hoặc tên đơn vị, có dấu hay không dấu đều được.",
    "no_phone": "Chưa đọc ra số điện thoại. Nhờ {who} gõ như <code>0912 345 678</code>, hoặc bấm nút bên dưới.",
    "unclear_day": "Chưa đọc được ngày trong tin vừa rồi. Nhờ {who} bấm một ngày, hoặc gõ ngày khác, ví dụ: 25/3.",
    "not_later": "Hạn mới phải sau hạn hiện nay và sau hôm nay, nhờ {who} chọn ngày khác.",
    "day_read": "Đúng ngày thì nhờ {who} bấm bên dưới.",
    "no_requirement": "Không thấy yêu cầu nào như vậy. Nhờ {who} gõ mã (7.5) hoặc vài chữ trong tên.",
}
_OVER = {
    "below": "⤵️ Xin xem màn hình mới ngay dưới đây.",
    "cancelled": "Đã đóng, chưa lưu gì.",
    "replaced": "Đã đóng để mở phần khác, chưa lưu gì.",
}


@wording
def screen(message: Screen) -> str:
    texts = TEXTS[message.form]
    reader = briefly(message.reader)
    if texts.asks is not None:
        return paragraphs(texts.asks(message), _fault(message, reader))
    return paragraphs(
        f"<b>{texts.title}</b>",
        lines(*(_answer(texts, each) for each in message.said)),
        _fault(message, reader),
        _stale(message),
        texts.about(message) if message.about is not None else None,
        texts.review(message)
        if message.step == SAVE
        else _sentence(_question(texts, message).format(who=reader)),
        _how(message),
    )


def _sentence(words: str) -> str:
    """One that begins with the form of address begins in capitals."""
    return words if words.startswith("<") else capital(words)


@wording
def form_over(message: FormOver) -> str:
    texts = TEXTS[message.form]
    if message.how != "saved":
        return paragraphs(f"<b>{texts.title}</b>", _OVER[message.how])
    return paragraphs(
        f"<b>{texts.title}</b>",
        texts.saved(message),
        lines(*(_answer(texts, each) for each in message.said)),
        "↩️ <b>Đã hoàn tác</b>, mọi thứ như trước khi lưu." if message.taken_back else None,
    )


def _question(texts: FormTexts, message: Screen) -> str:
    """What is asked, or that there is nothing to choose from."""
    question = texts.questions[message.step]
    if message.takes_words or any(each.do is Do.FORM for row in message.choices for each in row):
        return question
    return texts.empty.get(message.step, question)


def _answer(texts: FormTexts, said: Answered) -> str | None:
    name = texts.names.get(said.step)
    if name is None:
        return None
    shown = option_in_words(texts, said.step, said.value, said.label)
    return f"• {capital(name)}: <b>{safe(shown, 110)}</b>"


def option_in_words(texts: FormTexts, step: str, value: Any, label: str) -> str:
    """What the facts name, after what the form says of it; else the value in words."""
    return f"{texts.spell(step, value)} {label}".strip() if label else _value(texts, step, value)


def _value(texts: FormTexts, step: str, value: Any) -> str:
    """A choice in words: from the form's tables; a list one after the other (its "" names none); a day as a day."""
    words = texts.values.get(step, {})
    if isinstance(value, list):
        return ", ".join(_value(texts, step, each) for each in value) or words.get("", "không")
    known = words.get(str(value)) or texts.spell(step, value)
    if known:
        return known
    try:
        return long_day(date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _fault(message: Screen, reader: str) -> str | None:
    if not message.fault:
        return None
    heard = f"Vừa nhận: <i>“{safe(message.words, 60)}”</i>\n" if message.words else ""
    found = sum(each.do is Do.FORM for row in message.choices for each in row)
    return heard + _FAULTS[message.fault].format(who=reader, count=found)


def _stale(message: Screen) -> str | None:
    if not message.stale:
        return None
    return "⚠️ Phần này <b>vừa được người khác sửa</b>. Chưa lưu gì; xin bấm xem bản mới rồi quyết định."


def _how(message: Screen) -> str | None:
    """What may be done besides pressing."""
    if message.step == SAVE:
        return None
    said = []
    if message.month is not None:
        said.append(f"Tháng {message.month.first:%m/%Y}, tuần bắt đầu từ thứ Hai; trong ngoặc là ngày nghỉ.")
    if message.takes_words:
        press = ", hoặc bấm nút" if len(message.choices) > 1 else ""
        said.append(f"<i>Gõ trả lời vào khung tin nhắn{press}.</i>")
    if message.takes_file:
        said.append("<i>Gửi tệp hoặc ảnh văn bản cũng được.</i>")
    return lines(*said) or None
