"""The working calendar in words: what a day off does before it is saved, and where each exception comes from."""

from datetime import date
from typing import Any

from bot.texts.forms.texts import FormTexts, review_of
from bot.texts.periods import before, period_of
from bot.texts.text import lines, more, paragraphs
from bot.texts.words import TITLE, long_day, safe, short_day
from jobs.forms.calendar import KEEP, OFF, RELAY, UNDECIDED, WORK, CalendarImpact, DuePeriod
from jobs.forms.reading import SPAN
from jobs.messages.forms import FormOver, Screen
from models.rules.working_days import CalendarDay, DayStatus

_STATUSES = {
    DayStatus.DECIDED: "đã quyết định",
    DayStatus.PROPOSED: "đề xuất, chưa có quyết định",
    DayStatus.COMPUTED: "tính theo lịch, chưa có quyết định",
}
_AS_IT_IS = "Lịch đã ghi như vậy rồi, chưa có gì để lưu. Xin sửa lại ngày hoặc quay lại."
_MOST = 8
_SAVES = {
    KEEP: "✅ Lưu, việc đang mở giữ nguyên",
    RELAY: "✅ Lưu, dời lịch nhắc việc đang mở",
}


def _spell(step: str, value: Any) -> str:
    if step == "days" and SPAN in str(value):
        first, last = (date.fromisoformat(each) for each in str(value).split(SPAN))
        return f"từ {long_day(first)} đến {long_day(last)}"
    return ""


def _row(row: CalendarDay) -> str:
    what = "làm việc" if row.working else "nghỉ"
    return (
        f"• <b>{long_day(row.day)}</b>: {what}. {safe(row.name, 60)} "
        f"<i>({_STATUSES[row.status]}; {safe(row.source, 90)})</i>"
    )


def _rows(screen: Screen) -> str:
    return lines(*map(_row, screen.about)) or "Chưa có ngày nào được ghi."


def _change(on: date, row: CalendarDay | None) -> str:
    if row is not None:
        return f"• <b>{long_day(on)}</b>: {'làm việc' if row.working else 'nghỉ'}"
    usual = "làm việc" if on.weekday() < 5 else "nghỉ"
    return f"• <b>{long_day(on)}</b>: lại {usual} như ngày thường trong tuần"


def _due(due: DuePeriod, width: int = TITLE) -> str:
    named = period_of(due.period)
    title = f"{safe(before(due.title, named), width)} {named}".strip()
    if due.was is None:
        return f"  – {title}, hạn {short_day(due.on)}"
    return f"  – {title}: {short_day(due.was)} → {long_day(due.on)}"


def _effects(impact: CalendarImpact) -> str:
    off = impact.due_on_days_off
    return lines(
        "<b>Lưu thì:</b>",
        f"• {len(off)} việc đang mở có hạn rơi vào ngày nghỉ. <b>Hạn giữ nguyên.</b> Dời lịch nhắc thì tin nhắc "
        "đúng hạn đến vào ngày làm việc liền trước; không dời thì chờ đến ngày làm việc sau:"
        if off
        else "• Không việc đang mở nào có hạn rơi vào ngày nghỉ.",
        *map(_due, off[:3]),
        more(len(off) - 3, "việc"),
        f"• {impact.reminders} việc đang mở có ngày nhắc trước hạn sẽ khác, nếu chọn dời theo."
        if impact.reminders
        else "• Lịch nhắc trước hạn của các việc đang mở không đổi.",
        f"• {impact.shifts} kỳ sau, trong một năm tới, đổi hạn:"
        if impact.shifts
        else "• Hạn các kỳ sau không đổi.",
        *map(_due, impact.shifted),
        more(impact.shifts - len(impact.shifted), "kỳ"),
    )


def _reviewed(impact: CalendarImpact) -> str:
    return paragraphs(
        lines(*(_change(on, row) for on, row in impact.days[:_MOST]), more(len(impact.days) - _MOST, "ngày")),
        _effects(impact),
        "Lưu lại ạ?",
    )


def _saved(message: FormOver) -> str:
    days = [date.fromisoformat(each) for each in message.saved["days"]]
    named = ", ".join(map(short_day, days[:_MOST])) + (" …" if len(days) > _MOST else "")
    how = (
        "Lịch nhắc của việc đang mở đã dời theo."
        if message.saved["relays"]
        else "Việc đang mở giữ nguyên lịch nhắc."
    )
    return f"✅ <b>Đã lưu lịch làm việc</b>: {named}. {how}"


CALENDAR = FormTexts(
    title="🗓 Lịch làm việc",
    questions={
        "what": "Thứ Hai đến thứ Sáu là ngày làm việc, trừ các ngày đã ghi ở đây. Nhờ {who} chọn ạ.",
    },
    values={"what": {"add": "➕ Thêm ngày nghỉ hoặc làm bù", "days": "📋 Xem, bỏ ngày đã ghi"}},
)
CALENDAR_DAY = FormTexts(
    title="🗓 Thêm vào lịch làm việc",
    questions={
        "working": "Ngày này nghỉ hay làm việc ạ?",
        "days": "Ngày nào ạ? Gõ được cả một đợt, ví dụ <code>30/4 - 3/5</code>.",
        "name": "Ghi là ngày gì ạ? Ví dụ <i>Nghỉ Tết Nguyên đán</i>.",
        "source": "Theo văn bản nào ạ? Ví dụ <i>Thông báo 9441/TB-BNV ngày 16/10/2025</i>.",
    },
    names={"working": "loại ngày", "days": "ngày", "name": "tên gọi", "source": "căn cứ"},
    values={
        "working": {OFF: "🏖 Nghỉ", WORK: "💼 Làm việc (làm bù)"},
        "source": {UNDECIDED: "Chưa có văn bản, mới là đề xuất"},
    },
    saves={"save": "✅ Lưu", **_SAVES},
    review=review_of(CalendarImpact, _AS_IT_IS)(_reviewed),
    saved=_saved,
    spell=_spell,
)
CALENDAR_DAYS = FormTexts(
    title="📋 Ngày nghỉ, ngày làm bù",
    questions={"day": "Các ngày đã ghi trong 12 tháng tới. Muốn bỏ ngày nào thì bấm ngày đó."},
    about=_rows,
)
CALENDAR_REMOVE = FormTexts(
    title="🗑 Bỏ một ngày đã ghi",
    saves={
        "save": "🗑 Bỏ ngày này",
        KEEP: "🗑 Bỏ, việc đang mở giữ nguyên",
        RELAY: "🗑 Bỏ, dời lịch nhắc việc đang mở",
    },
    review=review_of(CalendarImpact, "Ngày này không còn trong lịch, không có gì để bỏ.")(_reviewed),
    saved=_saved,
)
