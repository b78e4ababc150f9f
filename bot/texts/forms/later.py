"""Another hour, another day, in words."""

from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines
from bot.texts.words import due_now, long_day, title
from jobs.forms.later import AboutLater
from jobs.messages.forms import Screen

_CHOSEN = "Chọn xong hệ thống mới ghi nhận."


def _asked(screen: Screen) -> str:
    about = screen.about
    assert isinstance(about, AboutLater)
    if about.promises:
        when, typed = "Hẹn xong ngày nào ạ?", "thứ hai tuần sau"
    elif about.day is None:
        when, typed = "Nhắc lại vào ngày nào ạ?", "9h sáng mai"
    else:
        when, typed = f"Nhắc lại lúc mấy giờ <b>{long_day(about.day)}</b> ạ?", "9h15"
    return lines(
        f"🗓 <b>Giờ khác, ngày khác</b> – {title(about.task)}",
        f"Hạn {due_now(about.task)}.",
        f"{when} {_CHOSEN}",
        f"<i>Bấm chọn, hoặc gõ trả lời, ví dụ <code>{typed}</code>.</i>",
    )


LATER = FormTexts(title="🗓 Giờ khác, ngày khác", questions=dict.fromkeys(("day", "hour"), ""), asks=_asked)
