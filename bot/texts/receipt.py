"""A receipt number on a page for a person: who said what of which task, and what proves it."""

from textwrap import wrap

from bot.texts.periods import before, period_of
from bot.texts.text import lines
from bot.texts.words import NAME, cut, due_day, figure, hour_and_day, long_day, size_mb
from jobs.export import ReceiptFile, ReceiptSheet
from models.tables import How

_WIDTH = 100
_HOW = {
    How.BUTTON: "bấm nút trong chat",
    How.REPLY: "trả lời bằng chữ trong chat",
    How.FILE: "gửi tệp trong chat",
    How.ADMIN: "người quản trị ghi thay",
}


def as_page(sheet: ReceiptSheet) -> str:
    """Plain text, no line wider than a page, all moments in Vietnam."""
    said, task = sheet.said, sheet.task
    back = said.taken_back_at
    return lines(
        sheet.agency.upper(),
        f"SỐ GHI NHẬN {said.receipt}",
        "",
        *_field("Việc", f"{before(sheet.title, period_of(task.period))} {period_of(task.period)}".strip()),
        *_field("Hạn", due_day(task.due_on, task.due_hour)),
        *_field("Người báo", _whom(sheet)),
        *_field("Báo thay", cut(sheet.instead_of, NAME)),
        *_field("Báo lúc", hour_and_day(said.said_at)),
        *_field("Ghi lúc", hour_and_day(said.processed_at)),
        *_field("Cách báo", _HOW[said.how]),
        *_field("Ngày làm xong", long_day(said.done_on)),
        *_field("Lời báo", "(đã xóa)" if said.words is None else f"“{said.words}”"),
        *_field("Văn bản", _document(sheet)),
        *(line for file in sheet.files for line in _field("Minh chứng", _file(file))),
        *_field("Đã hủy lúc", hour_and_day(back) if back else ""),
        *_field("Sổ ghi", _proof(sheet)),
    )


def _field(name: str, value: str) -> list[str]:
    """ "Hạn:  thứ Tư, 16/12/2026"; nothing where there is no value."""
    return wrap(f"{name + ':':<15}{value}", _WIDTH, subsequent_indent=" " * 15) if value else []


def _whom(sheet: ReceiptSheet) -> str:
    return ", ".join(filter(None, (cut(sheet.person, NAME), sheet.position, sheet.unit)))


def _document(sheet: ReceiptSheet) -> str:
    said = sheet.said
    day = f"ngày {said.document_on:%d/%m/%Y}" if said.document_on else ""
    return " ".join(filter(None, (said.document_number and f"số {said.document_number}", day)))


def _file(file: ReceiptFile) -> str:
    what = file.name or (figure(file.figure) if file.figure else "đã đánh dấu")
    size = f" ({size_mb(file.size)} MB)" if file.name else ""
    gone = f", đã rút lúc {hour_and_day(file.withdrawn_at)}" if file.withdrawn_at else ""
    return f"{what}{size}{gone}"


def _proof(sheet: ReceiptSheet) -> str:
    if sheet.seq is None:
        return "không thấy dòng nào: chạy nhacviec verify để kiểm tra"
    state = "nguyên vẹn" if sheet.intact else "đã bị sửa: chạy nhacviec verify để kiểm tra"
    return f"dòng {sheet.seq}, mã {sheet.hash[:12]}, {state}"
