"""What only the commune itself reads of a document in a pack: who, when, the verdict, what the checks found."""

from collections.abc import Iterator

from bot.texts.words import cut, late_words
from jobs.pack.values import Document, Inner, Row
from models.rules.zone import local
from models.tables import Severity, Verdict

INNER = "Theo dõi nội bộ"
INNER_COLUMNS = (
    ("STT", 12),
    ("Đầu việc", 60),
    ("Kỳ", 24),
    ("Người nộp", 40),
    ("Nộp lúc", 32),
    ("Số ghi nhận", 34),
    ("Ngày làm xong", 26),
    ("Chậm", 36),
    ("Người thẩm tra", 40),
    ("Kết quả thẩm tra", 34),
    ("Lý do", 60),
    ("Người ký số", 60),
    ("Nhận xét của máy", 90),
    ("Tên tệp gốc", 60),
    ("SHA-256", 60),
)
_VERDICTS = {Verdict.ACCEPTED: "đã duyệt", Verdict.RETURNED: "đã trả lại"}
_SEVERITIES = {Severity.INFO: "lưu ý", Severity.WARNING: "cần xem", Severity.BLOCKING: "chưa đạt"}
_RULES = {
    "SIG001": "chưa có chữ ký số",
    "SIG002": "chữ ký hỏng hoặc văn bản bị sửa sau khi ký",
    "SIG003": "thiếu chữ ký số cơ quan",
    "SIG004": "chứng thư chưa nối được về CA đã cài",
    "SIG005": "ký sau hạn",
    "SIG006": "ký muộn so với ngày văn bản",
    "SIG007": "chứng thư không còn hiệu lực khi ký",
    "SIG008": "thuật toán ký yếu",
    "SIG009": "chứng thư đã bị thu hồi",
    "SIG010": "thiếu chữ ký số người có thẩm quyền",
    "SIG011": "chữ ký kiểu cũ, không kiểm tra được",
    "DOC001": "thiếu số, ký hiệu",
    "DOC002": "thiếu ngày",
    "DOC003": "không đúng loại văn bản",
    "DOC004": "tên gọi không khớp tiêu chí",
    "DOC005": "thiếu mục hoặc nội dung cần có",
    "DOC006": "ngày ban hành ngoài thời hạn",
    "DOC007": "không đúng năm",
    "DOC008": "không đúng cơ quan ban hành",
    "DOC009": "có dấu mật",
    "PDF001": "không phải PDF",
    "PDF002": "có mật khẩu",
    "PDF003": "tệp hỏng",
    "PDF004": "bản chụp, không có chữ",
    "PDF005": "có nội dung động",
    "PDF006": "quá lớn, chưa đọc hết",
    "DUP001": "tệp dùng cho nhiều việc",
}


def inner_words(inner: Inner) -> Iterator[str]:
    """In the column of explanations, a sentence each."""
    receipt = f" ({inner.receipt})" if inner.receipt else ""
    yield f"{inner.sender} nộp {local(inner.sent_at):%H:%M %d/%m/%Y}{receipt}"
    if late_of(inner):
        yield late_of(inner).capitalize()
    if inner.verdict and inner.reviewed_at:
        reason = f": {cut(inner.review_reason, 160)}" if inner.review_reason else ""
        said = f"{inner.reviewer} {_VERDICTS[inner.verdict]}"
        yield f"{said} {local(inner.reviewed_at):%d/%m/%Y}{reason}"
    if inner.findings:
        yield f"Nhận xét: {findings_of(inner)}"


def late_of(inner: Inner) -> str:
    return late_words(inner.late.days, inner.late.minutes, inner.late.accepted) if inner.late else ""


def verdict_of(inner: Inner) -> str:
    if inner.verdict is None or inner.reviewed_at is None:
        return "chưa thẩm tra"
    return f"{_VERDICTS[inner.verdict]} {local(inner.reviewed_at):%d/%m/%Y}"


def findings_of(inner: Inner) -> str:
    """SIG003 thiếu chữ ký số cơ quan (chưa đạt); DUP001 …"""
    return "; ".join(
        f"{rule} {_RULES.get(rule, '')}".strip() + f" ({_SEVERITIES[severity]})"
        for rule, severity in inner.findings
    )


def inner_cells(row: Row, document: Document) -> list[str]:
    """A row of the sheet, in the order of its columns."""
    inner = document.inner
    if inner is None:
        return [str(document.number)]
    return [
        str(document.number),
        row.work.requirement,
        row.work.period,
        inner.sender,
        f"{local(inner.sent_at):%H:%M %d/%m/%Y}",
        inner.receipt,
        f"{inner.done_on:%d/%m/%Y}" if inner.done_on else "",
        late_of(inner),
        inner.reviewer,
        verdict_of(inner),
        cut(inner.review_reason, 300),
        "; ".join(cut(each, 80) for each in inner.signers),
        findings_of(inner),
        cut(inner.file_name, 120),
        document.sha256,
    ]
