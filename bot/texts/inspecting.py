"""A file that was inspected, in words: to who sent it, beside its receipt, on the reviewer's card."""

from collections.abc import Sequence

from bot.texts.findings import in_full, in_line, in_short, of_severity
from bot.texts.text import Keyboard, Text, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import NAME, briefly, due_long, long_day, safe, title
from jobs.messages.facts import FindingFacts, TaskFacts
from jobs.messages.inspecting import AskWhyAnyway, DocumentFacts, Fate, FileHeld, Inspected
from models.rules.inspection.findings import Severity
from models.rules.inspection.kinds import name_of
from models.rules.lifecycle import State

_FILE, _SUBJECT, _SUBJECT_BESIDE, _SECTION = 60, 160, 45, 80
_MOST_NAMES, _MOST_FULL, _MOST_FILES = 2, 6, 3
NOT_CHECKED = "Chưa kiểm tra được: chứng thư có bị thu hồi hay không."
LEFT_CHAT = (
    "🔒 Tệp có dữ liệu người dân: đã mã hóa trên máy của cơ quan, tin gửi tệp được xóa khỏi chat. Lần sau nhờ đặt "
    "tệp vào thư mục <b>da-ky</b> trên máy đó, không gửi qua chat."
)
_HEADINGS = {
    Fate.HELD: "🔎 <b>Đã soát tệp</b>",
    Fate.SENT: "📤 <b>Đã gửi thẩm tra kèm lời giải thích:</b>",
    Fate.REPLACED: "📎 <b>Đã có bản mới thay tệp</b>",
    Fate.DISCARDED: "🗑 <b>Đã bỏ tệp gửi nhầm</b>",
}


@wording
def file_held(message: FileHeld) -> str:
    """One message: what was read, what blocks, what to look at; afterwards what became of it."""
    item = f" · {safe(message.item, _SECTION)}" if len(message.task.items) > 1 and message.item else ""
    return paragraphs(
        lines(
            f"{_HEADINGS[message.fate]} {safe(message.file_name, _FILE)}",
            f"Cho việc: {title(message.task)}{item}",
        ),
        document_read(message.inspected.document),
        LEFT_CHAT if message.left_chat and message.fate is Fate.HELD else None,
        *((_what_was_found(message.inspected), _how_it_stands(message)) if message.fate is Fate.HELD else ()),
    )


@wording
def ask_why_anyway(message: AskWhyAnyway) -> Text:
    reader = briefly(message.reader)
    unsent = "Tin vừa rồi chưa phải lý do nên <b>chưa gửi gì</b>.\n" if message.again else ""
    quits = " Không gửi nữa thì nhắn <b>thôi</b>." if message.again else ""
    return Text(
        f"{unsent}✍️ <b>Vì sao vẫn gửi</b> {safe(message.file_name, _FILE)} cho {title(message.task)}?\n"
        f"Nhờ {reader} <b>trả lời chính tin này</b> bằng lý do; người thẩm tra sẽ đọc cùng các điểm máy đã "
        f"thấy.{quits}",
        Keyboard.FORCE_REPLY,
    )


def document_read(document: DocumentFacts, width: int = _SUBJECT) -> str | None:
    """What was read of the document's head, of its subject so much; None where nothing could be."""
    if not (document.number or document.dated or document.subject):
        return f"<b>Đọc được:</b> {_pages(document)}; {_signed(document)}." if document.pages else None
    kind = name_of(document.type) or "Văn bản"
    number = f" số <b>{safe(document.number, 30)}</b>" if document.number else ""
    dated = f", ngày <b>{document.dated:%d/%m/%Y}</b>" if document.dated else ""
    subject = f", trích yếu “{safe(document.subject, width)}”" if document.subject else ""
    return f"<b>Đọc được:</b> {kind}{number}{dated}{subject}, {_pages(document)}; {_signed(document)}."


def to_look_at(inspected: Inspected | None, brief: bool) -> str | None:
    """What was read, and what does not block, beside a receipt: the first with what to do where there is room for
    it; the details have all."""
    if inspected is None:
        return None
    found = of_severity(inspected.findings, Severity.WARNING)
    return lines(document_read(inspected.document, _SUBJECT_BESIDE), _look(found, brief)) or None


def _look(found: Sequence[FindingFacts], brief: bool) -> str | None:
    if not found:
        return None
    heading = f"⚠️ <b>{len(found)} điểm nên xem lại</b>"
    if brief:
        return f"{heading}, xem ở nút Chi tiết."
    return f"{heading}: {in_line(found[0])} {more(len(found) - 1, 'điểm') or ''}".rstrip()


def seen_by_reviewer(inspected: Sequence[Inspected]) -> str | None:
    """What was read and found of each file, in short: the reviewer sees it before the file."""
    return paragraphs(*map(_in_short, inspected[:_MOST_FILES])) or None


def _in_short(inspected: Inspected) -> str | None:
    found = [each for each in inspected.findings if each.severity is not Severity.INFO]
    signs = {Severity.BLOCKING: "⛔", Severity.WARNING: "⚠️"}
    return lines(
        document_read(inspected.document),
        *(f"{signs[each.severity]} {in_short(each)}" for each in found[:_MOST_FULL]),
        more(len(found) - _MOST_FULL, "điểm"),
        "<i>Người nộp cho biết máy đọc sai.</i>" if inspected.is_misread else None,
        *_infos(inspected),
        _unknown(inspected),
    )


def _infos(inspected: Inspected) -> list[str]:
    return [f"ℹ️ {in_short(each)}" for each in of_severity(inspected.findings, Severity.INFO)]


def _unknown(inspected: Inspected) -> str | None:
    """What could not be checked is said."""
    return f"<i>{NOT_CHECKED}</i>" if inspected.document.revocation_unknown else None


def _what_was_found(inspected: Inspected) -> str:
    blocking = of_severity(inspected.findings, Severity.BLOCKING)
    warnings = of_severity(inspected.findings, Severity.WARNING)
    look = f"⚠️ <b>{len(warnings)} điểm nên xem lại</b>"
    return paragraphs(
        _listed(f"⛔ <b>{len(blocking)} điểm phải xử lý rồi mới nộp được</b>", blocking, 1),
        _listed(look, warnings, len(blocking) + 1) if warnings else None,
        lines(*_infos(inspected), _unknown(inspected)) or None,
    )


def _listed(heading: str, found: Sequence[FindingFacts], first: int) -> str:
    shown = found[:_MOST_FULL]
    return lines(
        heading,
        *in_full(shown, first),
        more(len(found) - len(shown), "điểm"),
    )


def _how_it_stands(message: FileHeld) -> str:
    return f"{_until(message.task)} <b>Tệp này chưa tính là đã nộp</b>, được giữ để đối chiếu."


def _until(task: TaskFacts) -> str:
    """By when it is to be mended; of a task that has its evidence, that this stays."""
    match task.state:
        case State.ACCEPTED:
            return "Việc này đã đạt yêu cầu, bản đã duyệt vẫn giữ nguyên."
        case State.SUBMITTED:
            return "Minh chứng đã nộp trước vẫn đang chờ thẩm tra."
        case State.MISSED:
            return "Việc này đã đóng, bản gửi sau được ghi là bổ sung sau."
        case State.TO_SETTLE:
            return "Việc có hạn trước ngày dùng hệ thống, không tính là quá hạn."
    if task.fix_by is not None:
        return f"Bổ sung đến hết {long_day(task.fix_by)}."
    return f"Hạn vẫn là {due_long(task)}."


def _pages(document: DocumentFacts) -> str:
    return f"{document.pages} trang"


def _signed(document: DocumentFacts) -> str:
    if not document.signers:
        return "chưa có chữ ký số"
    if len(document.signers) > _MOST_NAMES:
        return f"{len(document.signers)} chữ ký số"
    return f"chữ ký số: {', '.join(safe(each, NAME) for each in document.signers)}"
