"""Waiting for a superior, in words: the officer's questions, the head's reason, the day by which it is done."""

from datetime import date
from typing import Any

from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines
from bot.texts.words import NAME, capital, long_day, near_day, safe, title, who
from jobs.forms.form import NONE
from jobs.forms.waiting import AboutWait
from jobs.messages.forms import Screen


def _about(screen: Screen) -> str:
    assert isinstance(screen.about, AboutWait)
    return title(screen.about.task)


def _about_reason(screen: Screen) -> str:
    assert isinstance(screen.about, AboutWait)
    officer = capital(who(screen.about.officer)) if screen.about.officer else "Người phụ trách"
    return lines(_about(screen), f"{officer} nhận đúng câu được ghi.")


def _about_day(screen: Screen) -> str:
    assert isinstance(screen.about, AboutWait)
    read = screen.about.read
    return lines(
        _about(screen),
        f"Trả lời của: {safe(screen.about.superior, NAME)}.",
        f"Đọc được là <b>{long_day(read)}</b>." if read else None,
    )


def _day(step: str, value: Any) -> str:
    return capital(near_day(date.fromisoformat(str(value))))


WAIT = FormTexts(
    title="⏳ Chờ cấp trên",
    questions={
        "superior": "<b>Đang chờ cơ quan nào ạ?</b> Ví dụ: Sở Tài chính.\n"
        "Chọn xong, trưởng đơn vị được hỏi xác nhận; trước đó chưa có gì thay đổi.",
        "document": "<b>Xã đã gửi văn bản nào ạ?</b> Ví dụ: Tờ trình 25/TTr-UBND ngày 16/01/2026.",
    },
    names={"superior": "đang chờ"},
    values={"document": {NONE: "Chưa có văn bản"}},
    about=_about,
)
WAIT_REASON = FormTexts(
    title="✍️ Vì sao vẫn làm tiếp ạ?",
    questions={"reason": "Nhờ {who} ghi một câu."},
    about=_about_reason,
    saved=lambda message: "📝 Đã ghi: vẫn làm tiếp. Lý do được gửi người phụ trách.",
)
ANSWER_DAY = FormTexts(
    title="📬 Đã có trả lời, xong ngày nào ạ?",
    questions={"day": "Bấm một ngày, hoặc gõ ngày khác, ví dụ: 25/3."},
    about=_about_day,
    spell=_day,
)
