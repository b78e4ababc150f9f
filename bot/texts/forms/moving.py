"""A deadline moves, in words."""

from typing import Any

from bot.texts.forms.texts import FormTexts, review_of
from bot.texts.periods import period_named
from bot.texts.text import lines, paragraphs
from bot.texts.words import deadline, who
from jobs.forms.choices import ALL
from jobs.forms.form import NONE
from jobs.forms.move import MORNING, NOW, ON, THIS, MoveReview
from jobs.messages.facts import Named

_NAMED = 6


def _spell(step: str, value: Any) -> str:
    if step == "period":
        return period_named(str(value))
    return deadline(str(value)) if step == "due" else ""


@review_of(MoveReview, "⚠️ Không còn việc nào để dời: việc đã đóng hoặc đã nộp.")
def _review(found: MoveReview) -> str:
    old = "; ".join(deadline(each) for each in found.old)
    later = "các kỳ sau cũng theo hạn mới" if found.from_now_on else "các kỳ sau giữ nguyên"
    loud = (
        "❗ <b>Sớm hơn hạn cũ</b>: tin gửi có chuông, từng người được nhờ bấm <b>Đã rõ</b>; ai chưa bấm sau một "
        "giờ làm việc thì báo lại đây."
        if found.earlier
        else None
    )
    return paragraphs(
        lines(
            f"<b>Sẽ đổi:</b> {found.tasks} việc; {later}.",
            _told(found.people),
            f"Hạn cũ: {old}",
            f"Hạn mới: <b>{deadline(found.new)}</b>",
            f"{found.reminders} lần nhắc đã xếp trong 7 ngày tới được xếp lại theo hạn mới.",
        ),
        loud,
        "Dời hạn ạ?",
    )


def _told(people: tuple[Named, ...]) -> str:
    """Who gets a message, by name as far as a phone shows it."""
    if not people:
        return "Không có ai để báo."
    names = ", ".join(who(each) for each in people[:_NAMED])
    others = f" và {len(people) - _NAMED} người khác" if len(people) > _NAMED else ""
    return f"Báo {names}{others}{', mỗi người một tin' if len(people) > 1 else ''}."


MOVE = FormTexts(
    title="📅 Dời hạn",
    questions={
        "requirement": "Dời hạn của việc nào ạ? Có thể gõ mã hoặc vài chữ trong tên.",
        "period": "Kỳ nào?",
        "task": "Cho đơn vị nào?",
        "due": "Hạn mới là khi nào? Có thể gõ như trong công văn, ví dụ <code>trước 10h ngày 24/11</code>.",
        "hour": "Có quy định giờ không?",
        "also": "Văn bản này dời cả việc nào khác đến cùng hạn đó? Mỗi việc dời kỳ gần nhất.",
        "scope": "Chỉ kỳ này, hay từ nay về sau?",
        "basis": "Căn cứ văn bản nào? Ví dụ: <i>Công văn số 2624/SNV-CCHC ngày 14/4/2026</i>.",
        "when": "Đang ngoài giờ làm việc. Báo cho mọi người khi nào?",
    },
    names={
        "requirement": "yêu cầu",
        "period": "kỳ",
        "task": "đơn vị",
        "due": "hạn mới",
        "hour": "giờ",
        "also": "việc cùng văn bản",
        "scope": "áp dụng",
        "basis": "căn cứ",
        "when": "báo tin",
    },
    values={
        "task": {ALL: "tất cả đơn vị của kỳ này"},
        "hour": {NONE: "hết giờ làm việc"},
        "scope": {THIS: "chỉ kỳ này", ON: "từ kỳ này về sau"},
        "when": {MORNING: "sáng ngày làm việc tới", NOW: "báo ngay"},
    },
    saves={"save": "📅 Dời hạn"},
    review=_review,
    saved=lambda message: f"📅 <b>Đã dời hạn</b> {message.saved['tasks']} việc; mọi người được báo.",
    spell=_spell,
)
