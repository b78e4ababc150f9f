"""Letters of apology for tests, and what stands in a document of Word."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.oxml.ns import qn

from models.rules.cases.letter import LetterFacts

CODE = "000.21.05.H41-270128-0012"
LONG_AGENCY = "Trung tâm Phục vụ hành chính công liên xã Nghĩa Đồng, Tân Kỳ và Giai Xuân mở rộng"
LONG_PROCEDURE = (
    "Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất trong các trường hợp chuyển đổi, "
    "chuyển nhượng, cho thuê, cho thuê lại, thừa kế, tặng cho, góp vốn bằng quyền sử dụng đất; "
)
LONG_NAME = "Công ty Trách nhiệm hữu hạn Thương mại, dịch vụ và xuất nhập khẩu Nguyễn Hoàng Phương Thảo"


def facts(**other: Any) -> LetterFacts:
    """A letter of Monday 01/02/2027 that leaves to the hand what the program does not know."""
    usual = LetterFacts(
        agency="UBND xã Tân Kỳ",
        superior="",
        place="Tân Kỳ",
        drafted_on=date(2027, 2, 1),
        code=CODE,
        procedure="Đăng ký khai sinh",
        received_on=date(2027, 1, 28),
        promised_on=date(2027, 2, 2),
        new_on=date(2027, 2, 12),
        signer="CHỦ TỊCH",
    )
    return replace(usual, **other)


def long_facts() -> LetterFacts:
    """Everything as long as it ever gets."""
    return facts(
        agency=LONG_AGENCY,
        superior="Ủy ban nhân dân xã Nghĩa Đồng, Tân Kỳ và Giai Xuân mở rộng",
        procedure=LONG_PROCEDURE * 5,
        unit="Chi nhánh Văn phòng Đăng ký đất đai khu vực Tân Kỳ và Phòng Kinh tế",
        reason="Hồ sơ cần xác minh nguồn gốc sử dụng đất ngoài thực địa. " * 12,
        citizen=LONG_NAME,
        address="Xóm 12, " * 15 + "xã Tân Kỳ, tỉnh Nghệ An",
        signer="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    )


def word(data: bytes) -> Word:
    return Document(BytesIO(data))


def words_of(data: bytes) -> str:
    """Each paragraph a line, of the body and its tables in their order."""
    body = word(data).element.body
    return "\n".join(
        "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in p.iter(qn("w:t"), qn("w:br")))
        for p in body.iter(qn("w:p"))
    )


def own_template(folder: Path, *paragraphs: str) -> Path:
    """An admin's own, a paragraph each."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / "mau-rieng.docx"
    document.save(str(path))
    return path
