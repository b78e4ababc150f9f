"""The indexes of a pack: what stands in them, links that lead into the archive, an admin's own template; an office
can open them."""

import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
from docx import Document
from docx.document import Document as Written
from docx.opc.constants import RELATIONSHIP_TYPE
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.packing.faults import BadTemplate
from bot.packing.letter import as_document
from bot.packing.template import built_in
from models.tables import Edition
from tests.commune import Commune
from tests.packs import lived, made
from tests.shared import made_once

INDEX = "0. Danh mục tài liệu kiểm chứng"
HEADINGS = [
    "STT",
    "Tiêu chí",
    "Điểm tối đa",
    "Điểm tự chấm",
    "Tài liệu kiểm chứng",
    "Số, ký hiệu",
    "Ngày văn bản",
    "Trích yếu",
    "Trang/mục",
    "Giải trình",
    "Tệp",
]
TITLE = "DANH MỤC TÀI LIỆU KIỂM CHỨNG CHỈ SỐ CCHC NĂM 2026"


@pytest.fixture(scope="module")
def packs() -> dict[Edition, Path]:
    """One of each edition, which the tests only read."""
    with made_once("packs with their indexes") as (folder, is_new):
        if is_new:
            commune = lived(folder / "xa")
            for edition in Edition:
                made(commune, folder, edition, indexed=True)
            commune.engine.dispose()
        return {edition: folder / f"minh-chung-cchc-2026-{edition.value}.zip" for edition in Edition}


@pytest.fixture(scope="module")
def sent(packs: dict[Edition, Path]) -> Path:
    return packs[Edition.SUBMITTED]


def member(pack: Path, name: str) -> BytesIO:
    with zipfile.ZipFile(pack) as archive:
        return BytesIO(archive.read(name))


def sheet_of(pack: Path, name: str = "Danh mục") -> Worksheet:
    found = load_workbook(member(pack, f"{INDEX}.xlsx"))[name]
    assert isinstance(found, Worksheet)
    return found


def document_of(pack: Path) -> Written:
    return Document(member(pack, f"{INDEX}.docx"))


def rows_of(sheet: Worksheet) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def in_table(document: Written) -> list[list[str]]:
    """The rows of the index, merged cells once."""
    table = next(each for each in document.tables if len(each.columns) == len(HEADINGS))
    return [[cell.text for cell in row.cells] for row in table.rows]


def words_of(document: Written) -> str:
    cells = (paragraph.text for table in document.tables for row in table.rows for paragraph in _in(row))
    return "\n".join((*(each.text for each in document.paragraphs), *cells))


def _in(row: object) -> Iterator[object]:
    for cell in row.cells:  # type: ignore[attr-defined]
        yield from cell.paragraphs


def test_the_workbook_reads_as_an_offices_document(sent: Path) -> None:
    sheet = sheet_of(sent)
    rows = rows_of(sheet)
    assert (rows[0][0], rows[0][5]) == ("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    assert rows[1][0] == "XÃ TÂN KỲ" and rows[5][0] == TITLE
    assert rows[8] == HEADINGS
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$9:$9", "landscape")
    plan = next(row for row in rows if row[0] == "1")
    assert plan[1:4] == ["1.1.2", "", ""]
    assert plan[5:7] == ["18/QĐ-UBND", "12/01/2026"] and plan[8] == "IV. Kinh phí thực hiện: trang 7"
    heading = next(row for row in rows if row[1:5] == ["1.1.2", "1", "chưa rõ", "Chất lượng Kế hoạch CCHC"])
    assert heading[0] == ""
    assert [row[0] for row in rows if row[0].startswith("TM.") or row[6].startswith("TM.")]


def test_the_document_says_the_same_as_the_workbook(sent: Path) -> None:
    document = document_of(sent)
    assert in_table(document)[0] == HEADINGS
    numbered = [row for row in in_table(document) if row[0].isdecimal()]
    in_sheet = [row for row in rows_of(sheet_of(sent)) if row[0].isdecimal()]
    assert [row[:10] for row in numbered] == [row[:10] for row in in_sheet]
    words = words_of(document)
    assert TITLE in words and "ỦY BAN NHÂN DÂN\nXÃ TÂN KỲ" in words and "Độc lập - Tự do - Hạnh phúc" in words
    assert "Nơi nhận:" in words and "TM. ỦY BAN NHÂN DÂN" in words
    assert "{{" not in words


def test_the_headings_are_repeated_on_each_page(sent: Path) -> None:
    table = next(each for each in document_of(sent).tables if len(each.columns) == len(HEADINGS))
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert document_of(sent).styles["Normal"].font.name == "Times New Roman"


@pytest.mark.parametrize("edition", Edition)
def test_every_link_leads_to_a_file_in_the_archive(packs: dict[Edition, Path], edition: Edition) -> None:
    pack = packs[edition]
    with zipfile.ZipFile(pack) as archive:
        files = {name for name in archive.namelist() if name.endswith(".pdf")}
    sheet = sheet_of(pack)
    linked = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    relations = document_of(pack).part.rels.values()
    in_document = [each.target_ref for each in relations if each.reltype == RELATIONSHIP_TYPE.HYPERLINK]
    assert {unquote(each) for each in linked} == {unquote(each) for each in in_document} == files
    assert all(each.isascii() and ":" not in each for each in linked)


def test_citizens_files_stand_by_code_number_and_day_alone(sent: Path) -> None:
    rows = rows_of(sheet_of(sent, "Bảng kê xin lỗi"))
    assert [row[1:4] for row in rows[3:]] == [
        ["H01.2026-9", "9/XL-UBND", "17/12/2026"],
        ["H01.2026-10", "10/XL-UBND", "17/12/2026"],
        ["H01.2026-110", "110/XL-UBND", "17/12/2026"],
    ]
    (above,) = [row for row in rows_of(sheet_of(sent)) if "Xem Bảng kê" in row[7]]
    assert above[0] == f"{rows[3][0]}–{rows[5][0]}" and above[10] == ""


def test_what_is_missing_stands_there_with_its_reason(sent: Path) -> None:
    said = {row[4]: row[9] for row in rows_of(sheet_of(sent)) if row[0] == "" and row[9]}
    assert said["Họp chuyên đề đánh giá kết quả Chỉ số CCHC năm 2026"] == (
        "Không áp dụng. Lý do: Đã họp lồng ghép, … ghi biên bản chung"
    )
    assert said["Số liệu giải ngân vốn đầu tư công tháng 12/2026"] == (
        "Chưa có số liệu; chưa đến hạn (06/01/2027)"
    )
    assert "Còn 23 mục chưa có tài liệu" in words_of(document_of(sent))


def test_the_communes_own_edition_tells_all(packs: dict[Edition, Path]) -> None:
    pack = packs[Edition.INTERNAL]
    assert "(Bản nội bộ, không gửi ra ngoài cơ quan)" in words_of(document_of(pack))
    explained = next(row[9] for row in in_table(document_of(pack)) if row[0] == "1")
    assert explained.startswith("Cao Quang Minh nộp 09:00 18/12/2026 (NV-2026-000001). Sau hạn 215 ngày")
    assert explained.endswith("Trần Văn Bình đã duyệt 18/12/2026")
    inner = rows_of(sheet_of(pack, "Theo dõi nội bộ"))
    assert inner[1][:4] == ["1", "1.1.2-ke-hoach-cchc", "2026", "Cao Quang Minh"]
    assert inner[1][11] == "ỦY BAN NHÂN DÂN XÃ TÂN KỲ; Võ Đình Lâm"


def own_template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_an_admins_own_template_is_filled_in(year: Commune, tmp_path: Path) -> None:
    document = Document(BytesIO(built_in()))
    document.core_properties.author = document.core_properties.last_modified_by = "Cao Quang Minh"
    added = document.paragraphs[0].insert_paragraph_before("Năm {{n")
    added.add_run("am}} của {{dia_danh}}").bold = True
    file = BytesIO()
    document.save(file)
    pack = made(year, tmp_path, template=file.getvalue()).path
    assert "Năm 2026 của Tân Kỳ" in words_of(document_of(pack))
    assert len(in_table(document_of(pack))) > 60
    about = document_of(pack).core_properties
    assert (about.author, about.last_modified_by, about.title) == ("UBND xã Tân Kỳ", "UBND xã Tân Kỳ", TITLE)


def test_letters_are_listed_although_a_template_has_no_place_for_them(year: Commune, tmp_path: Path) -> None:
    contents = made(year, tmp_path).contents
    document = Document(BytesIO(as_document(contents, own_template("{{danh_muc}}"))))
    assert "H01.2026-110" in words_of(document)


@pytest.mark.parametrize("template", [b"PK", b"%PDF-1.7", own_template("Danh mục năm {{nam}}")])
def test_a_template_without_a_place_for_the_table_is_refused(
    year: Commune, tmp_path: Path, template: bytes
) -> None:
    with pytest.raises(BadTemplate):
        made(year, tmp_path, template=template)
    assert year.ledger()[-1].change != "make_pack"


def test_formulas_and_marks_in_what_was_typed_stay_words(year: Commune, tmp_path: Path) -> None:
    year.alter(
        "UPDATE evidence SET subject = '=1+1 <b> & \"x\" ' || char(7) WHERE document_number = '18/QĐ-UBND'"
    )
    pack = made(year, tmp_path, indexed=True).path
    plan = next(row for row in sheet_of(pack).iter_rows() if row[0].value == 1)
    assert (plan[7].value, plan[7].data_type) == ('=1+1 <b> & "x"', "s")
    assert next(row for row in in_table(document_of(pack)) if row[0] == "1")[7] == '=1+1 <b> & "x"'


@pytest.mark.needs_program("soffice")
def test_an_office_opens_both(sent: Path, tmp_path: Path) -> None:
    for ending in ("docx", "xlsx"):
        (tmp_path / f"{ending}.{ending}").write_bytes(member(sent, f"{INDEX}.{ending}").getvalue())
    own = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", own, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(tmp_path / f"{ending}.{ending}") for ending in ("docx", "xlsx")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    for ending in ("docx", "xlsx"):
        assert (tmp_path / f"{ending}.pdf").read_bytes().startswith(b"%PDF-")
