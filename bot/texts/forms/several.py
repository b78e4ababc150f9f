"""Several tasks at once, in words: given to somebody, or not needed here."""

from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines
from bot.texts.words import title
from jobs.forms.choices import ALL
from jobs.messages.facts import TaskFacts
from jobs.messages.forms import Screen

_PICK = "Bấm để chọn, bấm lần nữa để bỏ."


GIVE = FormTexts(
    title="👥 Phân công việc",
    questions={
        "tasks": f"Giao những việc nào ạ? Đây là các việc chưa có người phụ trách, hạn gần trước. {_PICK}",
        "officer": "Giao cho ai ạ? Bấm tên là giao luôn, vẫn hoàn tác được.",
    },
    empty={"tasks": "Hiện không còn việc nào chưa có người phụ trách."},
    names={"tasks": "số việc đã chọn"},
    values={"tasks": {ALL: "Tất cả các việc này"}},
)
_WHY = "Vì sao không áp dụng? Ví dụ: <i>đã làm trước ngày dùng Nhắc Việc, hồ sơ lưu tại phòng</i>."


def _settles_one(screen: Screen) -> str:
    assert isinstance(screen.about, TaskFacts)
    first = f"🚫 <b>Không áp dụng</b> – {title(screen.about)}"
    return lines(first, _WHY, "<i>Gõ trả lời vào khung tin nhắn.</i>")


SETTLE = FormTexts(
    title="🚫 Không áp dụng nhiều việc",
    questions={
        "tasks": f"Những việc nào không áp dụng ạ? {_PICK}",
        "reason": _WHY,
    },
    empty={"tasks": "Hiện không còn việc nào phải chọn."},
    names={"tasks": "số việc đã chọn"},
    values={"tasks": {ALL: "Tất cả các việc này"}},
)
SETTLE_ONE = FormTexts(title="🚫 Không áp dụng", questions={"reason": _WHY}, asks=_settles_one)
