"""A catalogue file in words: what is wrong with it, what it would change."""

from bot.texts.forms.texts import FormTexts, review_of
from bot.texts.text import lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import briefly, safe
from jobs.forms.importing import ImportReview
from jobs.messages.forms import CatalogueFile, ImportFaults

_LINE, _ALL_LINES = 160, 2800


@wording
def import_faults(message: ImportFaults) -> str:
    shown = _fitting(message.faults)
    return paragraphs(
        f"📥 <b>Tệp có {message.total} lỗi nên chưa nạp gì</b>",
        lines(*shown, more(message.total - len(shown), "lỗi")),
        f"Nhờ {briefly(message.reader)} sửa trong tệp rồi gửi lại.",
    )


@wording
def catalogue_file(message: CatalogueFile) -> str:
    return "📤 <b>Danh mục hiện nay.</b> Sửa xong, gửi lại tệp này vào đây để nạp."


@review_of(ImportReview, "⚠️ Nội dung tệp không còn: xin gửi lại tệp.")
def _review(found: ImportReview) -> str:
    shown = _fitting(found.lines)
    return paragraphs(
        f"Nạp tệp này sẽ có <b>{found.total} thay đổi</b>:",
        lines(*shown, more(found.total - len(shown), "thay đổi")),
        "Việc đang mở giữ nguyên hạn và lịch nhắc. Nạp ạ?",
    )


def _fitting(sentences: tuple[str, ...]) -> list[str]:
    """As many as one message holds."""
    found: list[str] = []
    for sentence in sentences:
        line = f"• {safe(sentence, _LINE)}"
        if sum(map(len, found)) + len(line) > _ALL_LINES:
            break
        found.append(line)
    return found


EXPORT = FormTexts(
    title="📥 Sửa bằng Excel",
    saves={"save": "📤 Gửi tệp Excel"},
    review=lambda screen: paragraphs(
        "Tệp gồm tiêu chí, yêu cầu, mục minh chứng, cán bộ, lịch làm việc và kế hoạch CCHC. Sửa trong Excel hoặc "
        "LibreOffice rồi gửi lại vào đây.",
        "Trước khi nạp, hệ thống liệt kê từng thay đổi và từng lỗi theo ô; có lỗi thì không nạp gì.",
    ),
    saved=lambda message: "📤 Đã gửi tệp ngay dưới đây.",
)
IMPORT = FormTexts(
    title="📥 Nạp danh mục từ tệp",
    saves={"save": "📥 Nạp tệp"},
    review=_review,
    saved=lambda message: f"✅ <b>Đã nạp tệp</b>: {message.saved['total']} thay đổi.",
)
