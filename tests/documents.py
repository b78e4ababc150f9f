"""Documents as an office makes them, rendered with a real font: the head of Decree 30/2020 in its two columns,
headings on the pages where they are wanted, the place of the signature. The same wish gives the same bytes."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).parent / "data" / "fonts"
REGULAR, BOLD = "NotoSerif", "NotoSerif-Bold"
WIDTH, HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, WIDTH - 55.0, HEIGHT - 60.0, 60.0
# The middles of the two columns of the head.
AGENCY, STATE = 165.0, 410.0
LINE = 18.0
# What stands on a page without a section.
FILLER = "Các phòng, ban, đơn vị theo chức năng, nhiệm vụ được giao chủ động triển khai, bảo đảm tiến độ."


@dataclass(frozen=True)
class Paper:
    """What a document says; every part may be empty. Without a `type_name`: a letter, "V/v …" under its number.

    sections: (page, heading, text) each. pages: at least so many.
    """

    type_name: str = "KẾ HOẠCH"
    number: str = "Số: 25/KH-UBND"
    dated: str = "Tân Kỳ, ngày 12 tháng 01 năm 2026"
    subject: str = "Cải cách hành chính năm 2026"
    body_above: str = "ỦY BAN NHÂN DÂN"
    body: str = "XÃ TÂN KỲ"
    secrecy: str = ""
    sections: tuple[tuple[int, str, str], ...] = (
        (1, "I. MỤC ĐÍCH, YÊU CẦU", "Nâng cao chất lượng cải cách hành chính trên địa bàn xã."),
    )
    pages: int = 1
    signed_as: tuple[str, ...] = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
    signer: str = "Nguyễn Văn An"

    @property
    def page_count(self) -> int:
        return max(self.pages, *(page for page, _, _ in self.sections), 1)


def document_pdf(**wanted: object) -> bytes:
    """A PDF of a document; the arguments are the fields of `Paper`."""
    return paper_pdf(Paper(**wanted))  # type: ignore[arg-type]


@cache
def paper_pdf(paper: Paper) -> bytes:
    canvas, made = new_canvas()
    for page in range(1, paper.page_count + 1):
        y = _head(canvas, paper) if page == 1 else _page_number(canvas, page)
        sections = [(heading, text) for at, heading, text in paper.sections if at == page]
        for heading, text in sections or [("", FILLER)]:
            y = _paragraph(canvas, heading, y, BOLD) if heading else y
            y = _paragraph(canvas, text, y, REGULAR)
        if page == paper.page_count:
            _signing(canvas, paper, y)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@cache
def lines_pdf(*pages: tuple[str, ...]) -> bytes:
    """A PDF of these lines, a tuple for each page, in one column."""
    canvas, made = new_canvas()
    for lines in pages:
        y = TOP
        for line in lines:
            y = _paragraph(canvas, line, y, REGULAR)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def new_canvas() -> tuple[Canvas, BytesIO]:
    _register_fonts()
    made = BytesIO()
    return Canvas(made, pagesize=A4, invariant=1), made


@cache
def _register_fonts() -> None:
    pdfmetrics.registerFont(TTFont(REGULAR, FONTS / "NotoSerif-Regular.subset.ttf"))
    pdfmetrics.registerFont(TTFont(BOLD, FONTS / "NotoSerif-Bold.subset.ttf"))


def _head(canvas: Canvas, paper: Paper) -> float:
    """Row by row, as a word processor lays out the table of the head; the height below it."""
    agency = [(paper.body_above, REGULAR), (paper.body, BOLD), (paper.number, REGULAR)]
    if not paper.type_name and paper.subject:
        agency += [(line, REGULAR) for line in simpleSplit(f"V/v {paper.subject}", REGULAR, 11, 190)]
    if paper.secrecy:
        agency.append((paper.secrecy, BOLD))
    state = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", BOLD),
        ("Độc lập - Tự do - Hạnh phúc", BOLD),
        (paper.dated, REGULAR),
    ]
    y = TOP
    for row in range(max(len(agency), len(state))):
        for middle, column in ((AGENCY, agency), (STATE, state)):
            if row < len(column):
                text, font = column[row]
                canvas.setFont(font, 11)
                canvas.drawCentredString(middle, y, text)
        y -= LINE
    return _title(canvas, paper, y - LINE) if paper.type_name else y - LINE


def _title(canvas: Canvas, paper: Paper, y: float) -> float:
    for line in (paper.type_name, *simpleSplit(paper.subject, BOLD, 13, RIGHT - LEFT - 60)):
        canvas.setFont(BOLD, 13)
        canvas.drawCentredString(WIDTH / 2, y, line)
        y -= LINE
    return y - LINE


def _page_number(canvas: Canvas, page: int) -> float:
    canvas.setFont(REGULAR, 12)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, str(page))
    return TOP


def _paragraph(canvas: Canvas, text: str, y: float, font: str) -> float:
    canvas.setFont(font, 12)
    for line in simpleSplit(text, font, 12, RIGHT - LEFT) or [""]:
        canvas.drawString(LEFT, y, line)
        y -= LINE
    return y


def _signing(canvas: Canvas, paper: Paper, y: float) -> None:
    y = max(y - LINE, BOTTOM + LINE * (len(paper.signed_as) + 4))
    canvas.setFont(REGULAR, 10)
    for row, line in enumerate(("Nơi nhận:", "- Như trên;", "- Lưu: VT.")):
        canvas.drawString(LEFT, y - LINE * row, line)
    canvas.setFont(BOLD, 12)
    for row, line in enumerate(paper.signed_as):
        canvas.drawCentredString(STATE, y - LINE * row, line)
    canvas.drawCentredString(STATE, y - LINE * (len(paper.signed_as) + 3), paper.signer)
