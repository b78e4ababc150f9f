"""The words of a pack: its index as an office sends it, line by line, and what is said once it is made."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.texts.pack_inner import inner_words
from bot.texts.periods import before, period_in_a_cell, period_of
from bot.texts.words import PASSED, capital, cut, figure, points
from jobs.pack.layout import Spelling
from jobs.pack.values import Contents, CriterionPart, Document, Fault, Lack, Missing, Row
from models.rules.zone import local
from models.tables import Edition, ItemKind

SPELLING = Spelling(period=lambda name: period_in_a_cell(name) or name, loose="Tài liệu khác")
INDEX = "0. Danh mục tài liệu kiểm chứng"
# The heading of each column, and how wide it is on the page, in millimetres.
COLUMNS = (
    ("STT", 11),
    ("Tiêu chí", 14),
    ("Điểm tối đa", 13),
    ("Điểm tự chấm", 15),
    ("Tài liệu kiểm chứng", 50),
    ("Số, ký hiệu", 27),
    ("Ngày văn bản", 20),
    ("Trích yếu", 48),
    ("Trang/mục", 23),
    ("Giải trình", 34),
    ("Tệp", 18),
)
CASES_COLUMNS = (
    ("STT", 20),
    ("Mã hồ sơ", 70),
    ("Số, ký hiệu văn bản", 55),
    ("Ngày văn bản", 35),
    ("Ghi chú", 93),
)
SHEET, CASES = "Danh mục", "Bảng kê xin lỗi"
NOT_APPLICABLE = "không áp dụng"
# The head and the foot of a document (Decree 30/2020, annex I): what the clerk and the signer fill in stays blank.
STATE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
NUMBER = "Số:         /……-UBND"
RECIPIENTS_TITLE = "Nơi nhận:"
RECIPIENTS = (
    "- Sở Nội vụ;",
    "- Thường trực Đảng ủy, HĐND;",
    "- Chủ tịch, các Phó Chủ tịch UBND;",
    "- Lưu: VT, ……….",
)
SIGNATURE = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
TEMPLATE_TITLE = "DANH MỤC TÀI LIỆU KIỂM CHỨNG CHỈ SỐ CCHC NĂM {{nam}}"
TEMPLATE_DATE = "{{dia_danh}}, ngày       tháng       năm 20…"
RULE = "–––––––––––––––"
_TEXT, _SUBJECT = 240, 300
_NOTHING = "Chưa có tài liệu"
# What is not there of an item that is no document.
_NOT_THERE = {ItemKind.TICK: "Chưa xác nhận", ItemKind.FIGURE: "Chưa có số liệu"}
_FAULTS = {
    Fault.MISSING: "Tệp gốc không còn trong kho lưu trữ, chưa kèm được",
    Fault.ALTERED: "Tệp trong kho lưu trữ không còn nguyên vẹn, không kèm",
    Fault.LOCKED: "Tệp đã mã hóa bằng khóa khác, chưa kèm được",
}
_NOT_PUT_IN = "Không kèm: có dữ liệu người dân"
_UNFIT = {
    Fault.MISSING: "không còn trên đĩa",
    Fault.ALTERED: "đã bị sửa trên đĩa",
    Fault.LOCKED: "không mở được bằng khóa đang có",
}
_LACKS = {
    Lack.NOT_DUE: f"{_NOTHING}; chưa đến hạn ({{due}})",
    Lack.OVERDUE: _NOTHING,
    Lack.MISSED: "Không có tài liệu trong thời hạn",
    Lack.WAIVED: "Không áp dụng",
    Lack.WAITING: "Đang chờ cấp trên",
    Lack.TO_SETTLE: _NOTHING,
}


@dataclass(frozen=True)
class AreaLine:
    """The heading of an area."""

    title: str


@dataclass(frozen=True)
class CriterionLine:
    """The heading of a criterion, with its points as they are written."""

    code: str
    title: str
    maximum: str
    score: str


@dataclass(frozen=True)
class DocumentLine:
    """One row; `number` is "" where there is no document, `path` where there is no file."""

    number: str
    criterion: str
    document: str
    symbol: str
    day: str
    subject: str
    pages: str
    explained: str
    link: str = ""
    path: str = ""
    is_lacking: bool = False


@dataclass(frozen=True)
class CaseLine:
    """One citizen's file by its code."""

    number: str
    code: str
    symbol: str
    day: str
    note: str


Line = AreaLine | CriterionLine | DocumentLine


def lines_of(contents: Contents) -> Iterator[Line]:
    """The index, line by line."""
    for area in contents.areas:
        yield AreaLine(_heading(area.code, area.name).upper() if area.code else "TÀI LIỆU KHÁC")
        for part in area.criteria:
            if part.code:
                yield _criterion(part)
            yield from (_row(part, row, contents.edition) for row in part.rows)
            if part.cases:
                yield _cases_in_the_index(part)
            if not part.rows and not part.cases:
                nothing = "Chưa có tài liệu; chưa có đầu việc nào của tiêu chí này được theo dõi"
                yield DocumentLine("", part.code, "", "", "", "", "", nothing, is_lacking=True)


def cases_of(contents: Contents) -> Iterator[CaseLine]:
    """Letters in citizens' files, a line a file: code, number and day, nothing of what they say."""
    for part in contents.criteria():
        by_task: dict[int, list[Row]] = {}
        for row in part.cases:
            by_task.setdefault(row.work.task_id, []).append(row)
        yield from (_case(rows) for rows in by_task.values())


def _criterion(part: CriterionPart) -> CriterionLine:
    return CriterionLine(part.code, part.title, *_scored(part))


def _scored(part: CriterionPart) -> tuple[str, str]:
    """The most that it gives, and what it has earned: points, passed or not, or neither."""
    match part.kind:
        case "information":
            return "Không chấm", ""
        case "pass":
            return "Đạt/chưa đạt", NOT_APPLICABLE if part.is_out else capital(PASSED[part.passed])
    maximum = points(part.maximum)
    return maximum, NOT_APPLICABLE if part.is_out else points(part.score)


def _row(part: CriterionPart, row: Row, edition: Edition) -> DocumentLine:
    if row.document is None:
        said = _missing(row, row.missing, edition) if row.missing else ""
        return DocumentLine("", part.code, _named(row), "", "", "", "", said, is_lacking=True)
    document = row.document
    return DocumentLine(
        number=str(document.number),
        criterion=part.code,
        document=_named(row),
        symbol=cut(document.document_number, 60),
        day=f"{document.document_on:%d/%m/%Y}" if document.document_on else "",
        subject=_subject(row, document),
        pages=_pages(document),
        explained=_explained(row, document),
        link=_link(document),
        path=document.path,
        is_lacking=document.fault is not None,
    )


def _named(row: Row) -> str:
    """Báo cáo tình hình TTHC tháng 12/2026 (Phòng KT): Ảnh chụp màn hình"""
    work = row.work
    period = f"hồ sơ {work.period}" if work.is_case else period_of(work.period)
    titled = " ".join(part for part in (cut(before(work.title, period), _TEXT), period) if part)
    unit = f" ({work.unit})" if work.unit else ""
    return f"{titled}{unit}" if row.is_only else f"{titled}{unit}: {cut(row.item_title, _TEXT)}"


def _subject(row: Row, document: Document) -> str:
    if document.figure is not None:
        return _figure(document)
    if row.kind is ItemKind.TICK:
        return "Đã thực hiện"
    unread = document.inner.file_name if document.inner else row.item_title
    return cut(document.subject or unread, _SUBJECT)


def _figure(document: Document) -> str:
    typed = document.figure
    assert typed is not None
    day = f", số đến {typed.as_of_on:%d/%m/%Y}" if typed.as_of_on else ""
    return figure(typed) + (f", nguồn {cut(typed.source, 60)}" if typed.source else "") + day


def _pages(document: Document) -> str:
    """Where the sections that are asked for stand, else how long it is."""
    if document.sections:
        return "; ".join(f"{cut(heading, 60)}: trang {page}" for heading, page in document.sections)
    return f"{document.page_count} trang" if document.page_count else ""


def _explained(row: Row, document: Document) -> str:
    parts = [_FAULTS[document.fault]] if document.fault else []
    return ". ".join([*parts, *(inner_words(document.inner) if document.inner else ())])


def _missing(row: Row, missing: Missing, edition: Edition) -> str:
    """Whose fault it is, and how long it is late, stays in the house."""
    said = _LACKS[missing.lack].format(due=f"{missing.due_on:%d/%m/%Y}")
    some = f"Mới có {missing.there}/{missing.count} tệp" if missing.there else ""
    said = said.replace(_NOTHING, some or _NOT_THERE.get(row.kind, _NOTHING))
    if edition is Edition.INTERNAL and missing.lack in (Lack.OVERDUE, Lack.MISSED):
        said = f"{said} (hạn {missing.due_on:%d/%m/%Y})"
    if not missing.reason:
        return said
    if missing.lack is Lack.WAITING:
        return f"Đang chờ {cut(missing.reason, _TEXT)}"
    return f"{said}. Lý do: {cut(missing.reason, _TEXT)}"


def _link(document: Document) -> str:
    """Tệp 012, by the number under which it lies: a file that serves several tasks lies under the first."""
    if document.is_personal and document.is_file:
        return _NOT_PUT_IN
    return f"Tệp {document.path.rsplit('/', 1)[-1].partition('.')[0]}" if document.path else ""


def _cases_in_the_index(part: CriterionPart) -> DocumentLine:
    count = len({row.work.task_id for row in part.cases})
    return DocumentLine(
        number=_span([row.document for row in part.cases if row.document]),
        criterion=part.code,
        document=f"{part.cases[0].work.title}: {count} hồ sơ",
        symbol="",
        day="",
        subject="Xem Bảng kê kèm theo (mã hồ sơ, số và ngày văn bản)",
        pages="",
        explained="Không kèm văn bản để bảo vệ thông tin cá nhân của người dân",
    )


def _case(rows: list[Row]) -> CaseLine:
    documents = [row.document for row in rows if row.document]
    letters = [each for each in documents if each.is_file]
    return CaseLine(
        number=_span(documents),
        code=rows[0].work.period,
        symbol="; ".join(each.document_number for each in letters if each.document_number),
        day="; ".join(f"{each.document_on:%d/%m/%Y}" for each in letters if each.document_on),
        note="; ".join(_notes(rows)),
    )


def _span(documents: Sequence[Document]) -> str:
    numbers = [each.number for each in documents]
    return f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else "".join(map(str, numbers))


def _notes(rows: list[Row]) -> list[str]:
    """What is there beside letters, then what is not there."""
    there = [row.item_title for row in rows if row.document and not row.document.is_file]
    lacking = [row for row in rows if row.document is None]
    return there + [f"{_NOT_THERE.get(row.kind, 'Chưa có')}: {_small(row.item_title)}" for row in lacking]


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def _heading(code: str, title: str) -> str:
    return f"{code}. {title}"


def has_cases(contents: Contents) -> bool:
    return any(part.cases for part in contents.criteria())


def title_of(contents: Contents) -> str:
    return TEMPLATE_TITLE.replace("{{nam}}", str(contents.year))


def supplement_of(contents: Contents) -> str:
    """(Bổ sung lần 1) · (Bản nội bộ, không gửi ra ngoài cơ quan) · "" for a first pack that is sent"""
    parts = [f"bổ sung lần {contents.number}"] if contents.number else []
    parts += ["bản nội bộ, không gửi ra ngoài cơ quan"] if contents.edition is Edition.INTERNAL else []
    said = "; ".join(parts)
    return f"({said[0].upper()}{said[1:]})" if said else ""


def sums_of(contents: Contents) -> str:
    """How much there is, and how much is missing."""
    documents = contents.documents()
    files = len({each.path for each in documents if each.path})
    said = f"Danh mục gồm {len(documents)} tài liệu, số liệu, kèm {files} tệp."
    lacking = len(contents.lacking())
    return f"{said} Còn {lacking} mục chưa có tài liệu, ghi rõ ở cột Giải trình." if lacking else said


def notes_of(contents: Contents) -> str:
    """What became of documents of earlier indexes; "" where all still count."""
    if not contents.withdrawn:
        return ""
    numbers = ", ".join(map(str, contents.withdrawn))
    return (
        f"Tài liệu số {numbers} của danh mục đã lập trước đây nay đã được rút hoặc thay bằng tài liệu khác."
    )


def cases_title(contents: Contents) -> str:
    codes = ", ".join(part.code for part in contents.criteria() if part.cases)
    return f"BẢNG KÊ VĂN BẢN XIN LỖI THEO TỪNG HỒ SƠ (TIÊU CHÍ {codes})"


def body_of(contents: Contents) -> tuple[str, str]:
    """The agency as the head of a document names it, in two lines: ỦY BAN NHÂN DÂN · XÃ TÂN KỲ"""
    named = re.fullmatch(r"(?:UBND|Ủy ban nhân dân)\s+(.+)", contents.agency, re.IGNORECASE)
    return ("ỦY BAN NHÂN DÂN", named[1].upper()) if named else ("", contents.agency.upper())


def place_of(contents: Contents) -> str:
    """Tân Kỳ"""
    return re.sub(r"(?i)^(?:(?:UBND|ủy ban nhân dân)\s+)?(?:xã|phường|đặc khu)\s+", "", contents.agency)


def dated(contents: Contents) -> str:
    return TEMPLATE_DATE.replace("{{dia_danh}}", place_of(contents))


def file_name(contents: Contents) -> str:
    """minh-chung-cchc-2026-nop.zip · minh-chung-cchc-2026-nop-bo-sung-1.zip"""
    later = f"-bo-sung-{contents.number}" if contents.number else ""
    return f"minh-chung-cchc-{contents.year}-{contents.edition.value}{later}.zip"


def made_words(contents: Contents, path: str) -> str:
    """What was made, and as the last sentence what could not be put in."""
    edition = "bản nội bộ" if contents.edition is Edition.INTERNAL else "bản nộp"
    later = f", bổ sung lần {contents.number}" if contents.number else ""
    at = local(contents.made_at)
    said = [
        f"Đã ghi hồ sơ minh chứng năm {contents.year} ({edition}{later}) vào {path}, lúc {at:%H:%M %d/%m/%Y}.",
        sums_of(contents),
    ]
    unread = sum(not each.is_reviewed for each in contents.documents())
    said += [f"{unread} tài liệu chưa được thẩm tra."] if unread else []
    unfit = [f"số {each.number} ({_unfit(each)})" for each in contents.unfit()]
    said += (
        [f"Không kèm được {len(unfit)} tệp: {', '.join(unfit)}; xem lại bằng nhacviec verify."]
        if unfit
        else []
    )
    return "\n".join(said)


def _unfit(document: Document) -> str:
    return f"{cut(document.file_name, 60)}, {_UNFIT[document.fault or Fault.ALTERED]}"
