"""Working hours and ladders in words."""

from typing import Any

from bot.texts.forms.requirement import HOW_OFTEN, rung
from bot.texts.forms.texts import FormTexts, applies_later, review_of
from bot.texts.periods import before, period_of
from bot.texts.text import lines, paragraphs
from bot.texts.words import TITLE, long_day, safe, short_day
from jobs.forms.form import USUAL
from jobs.forms.office import HoursImpact, LadderImpact
from models.rules.ladder import WITH_CUTOFF

_PARTS = ("sáng", "chiều", "tối")


def _hours(spelled: str) -> str:
    """sáng 7:30–11:30, chiều 13:30–17:00"""
    spans = [span.replace("-", "–") for span in spelled.split(",")]
    if len(spans) > len(_PARTS):
        return ", ".join(spans)
    return ", ".join(f"{part} {span}" for part, span in zip(_PARTS, spans, strict=False))


@review_of(HoursImpact, "Giờ này đang dùng rồi, chưa có gì để lưu.")
def _review_hours(impact: HoursImpact) -> str:
    moves = (
        f"{impact.rungs} lần nhắc đã lên lịch vào đầu giờ sáng sẽ <b>chuyển theo giờ mới</b>, ngày không đổi."
        if impact.rungs
        else "Các lần nhắc đã lên lịch không đổi giờ."
    )
    return paragraphs(
        lines(f"Đang dùng: {_hours(impact.old)}", f"Sẽ dùng: <b>{_hours(impact.new)}</b>"),
        moves,
        "Ngoài giờ làm việc hệ thống không tự gửi tin. Lưu lại ạ?",
    )


HOURS = FormTexts(
    title="⏰ Giờ làm việc",
    questions={
        "hours": "Cơ quan làm việc giờ nào ạ? Đầu giờ sáng là lúc gửi tin nhắc; hết giờ chiều là hết hạn trong "
        "ngày. Có thể gõ, ví dụ <code>7h30-11h30, 13h30-17h00</code>.",
    },
    names={"hours": "giờ làm việc"},
    saves={"save": "✅ Lưu giờ làm việc"},
    review=_review_hours,
    saved=lambda message: "✅ <b>Đã lưu giờ làm việc.</b>",
    spell=lambda step, value: _hours(str(value)) if "-" in str(value) and ":" in str(value) else "",
)


def _spell(step: str, value: Any) -> str:
    return _steps(str(value).split(",")) if step == "steps" and "T0" in str(value) else ""


def _steps(steps: Any) -> str:
    return ", ".join(map(rung, steps))


@review_of(LadderImpact, "Lịch nhắc đang như vậy rồi, chưa có gì để lưu.")
def _review_ladder(impact: LadderImpact) -> str:
    return paragraphs(
        lines(
            f"Đang nhắc: {_steps(impact.old)} (ngày làm việc)",
            f"Sẽ nhắc: <b>{_steps(impact.new)}</b> (ngày làm việc)",
        ),
        f"Áp dụng cho {impact.requirements} yêu cầu không có lịch nhắc riêng. Nhắc quá hạn không đổi.",
        _example(impact),
        applies_later(impact.running, "lịch nhắc"),
        "Lưu lại ạ?",
    )


def _example(impact: LadderImpact) -> str | None:
    if impact.due_on is None:
        return None
    named = period_of(impact.period)
    title = f"{safe(before(impact.title, named), TITLE)} {named}".strip()
    days = ", ".join(map(short_day, impact.days))
    return f"Ví dụ: {title}, hạn {long_day(impact.due_on)}, sẽ nhắc ngày {days}."


LADDERS = FormTexts(
    title="🪜 Lịch nhắc thường lệ",
    questions={
        "which": "Lịch nhắc của loại việc nào ạ?",
        "steps": "Nhắc trước hạn mấy ngày làm việc? Ngày đến hạn luôn được nhắc. Có thể gõ, ví dụ "
        "<code>10,5,3,1,0</code>.",
    },
    names={"which": "loại việc", "steps": "lịch nhắc"},
    values={
        "which": {WITH_CUTOFF: "có ngày chốt số liệu", **HOW_OFTEN},
        "steps": {USUAL: "như thường lệ"},
    },
    saves={"save": "✅ Lưu lịch nhắc"},
    review=_review_ladder,
    saved=lambda message: "✅ <b>Đã lưu lịch nhắc.</b> Việc đang mở giữ nguyên, áp dụng từ kỳ mở sau.",
    spell=_spell,
)
