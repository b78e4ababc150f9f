"""The next year in words: what it brings, and what the admin is to confirm."""

from bot.texts.forms.texts import FormTexts, review_of
from bot.texts.rolling import to_confirm
from bot.texts.text import lines, more, paragraphs
from bot.texts.words import safe
from jobs.forms.rolling import RollReview
from jobs.messages.forms import Screen

_MOST_SHOWN, _LINE = 15, 160


def _about(screen: Screen) -> str:
    found = screen.about
    if not isinstance(found, RollReview):
        return ""
    first = _brings(found) if found.is_new else f"Năm {found.year} đã lập."
    shown = [f"• {safe(to_confirm(each, found.year), _LINE)}" for each in found.asked[:_MOST_SHOWN]]
    asked = lines("Cần xác nhận:", *shown, more(len(found.asked) - len(shown), "điều")) if shown else ""
    return paragraphs(first, asked)


def _brings(found: RollReview) -> str:
    once = f" và {found.proposed} việc một lần, hạn đề xuất theo năm trước" if found.proposed else ""
    return f"Năm {found.year}: chép bộ tiêu chí của năm trước, không kèm kết quả{once}."


@review_of(RollReview, "⚠️ Danh mục không còn như lúc mở: xin mở lại mục này.")
def _review(found: RollReview) -> str:
    return paragraphs(_brings(found), "Việc đang mở giữ nguyên hạn và lịch nhắc. Lập năm mới ạ?")


ROLL = FormTexts(
    title="📆 Lập năm mới",
    questions={"what": "{who} chấp nhận tất cả như đề xuất, hay mở một yêu cầu để sửa ạ?"},
    empty={"what": "Không còn yêu cầu nào phải mở ra sửa ở đây."},
    names={"what": "năm mới"},
    values={"what": {"accept": "✅ Tất cả như đề xuất"}},
    saves={"save": "📆 Lập năm mới"},
    about=_about,
    review=_review,
    saved=lambda message: f"✅ <b>Đã lập năm {message.saved['year']}</b>.",
)
