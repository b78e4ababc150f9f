"""The clerk's list (M31)."""

from bot.texts.findings import in_short
from bot.texts.places import lies
from bot.texts.text import lines, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import NAME, briefly, due_listed, safe, title
from jobs.messages.clerk import ClerkList
from jobs.messages.facts import TaskFacts
from models.rules.reading import Place

_MOST_FOUND = 2


@wording
def clerk_list(message: ClerkList) -> str:
    return paragraphs(
        f"🗂 Chào {briefly(message.reader)}. <b>{message.total} văn bản</b> cần phát hành để kịp hạn CCHC:",
        lines(*numbered(message.documents, _line)),
        "Trước khi phát hành, nhờ xem giúp bốn điểm: số, ký hiệu · ngày tháng đủ · chữ ký số của người có "
        "thẩm quyền · chữ ký số của cơ quan.",
    )


def _line(task: TaskFacts) -> str:
    return f"{title(task)} – {safe(task.unit, NAME)} – hạn {due_listed(task)} – {lies(task)}{_to_mend(task)}"


def _to_mend(task: TaskFacts) -> str:
    """What a file that came still lacks: why it lies here; nothing once it was issued anew."""
    if task.place is Place.ISSUED:
        return ""
    found = list(dict.fromkeys(in_short(each) for item in task.items for each in item.held))
    return f" – còn phải xử lý: {'; '.join(found[:_MOST_FOUND])}" if found else ""
