"""What cannot be opened as a workbook is refused in one sentence, whatever it is called."""

import io
import zipfile

import pytest

from models.catalogue.faults import CatalogueFaults
from models.catalogue.reading import read_content
from tests.models.catalogue.workbook.office import BUILTIN, edited, faults_of, made


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The built-in workbook with one of its parts replaced."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(BUILTIN)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for part in given.infolist():
            packed.writestr(part, content if part.filename == name else given.read(part))
    return out.getvalue()


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FAR = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "%s">]><x>&a;</x>'
DAMAGED = "Tệp Excel bị hỏng, không mở được: hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
UNFIT = {
    "an old .xls": (
        COMPOUND + b"\0" * 500,
        "Đây là tệp Excel hoặc Word đời cũ (.xls, .doc): hãy lưu lại dạng Excel Workbook (.xlsx).",
    ),
    "with a password": (
        COMPOUND + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"),
        "Tệp có mật khẩu: hãy bỏ mật khẩu (Lưu thành tệp mới không đặt mật khẩu) rồi gửi lại.",
    ),
    "a Word document": (
        archive(word__document_xml=b"<w/>"),
        "Đây là tệp Word: hãy chép bảng sang Excel (.xlsx) rồi gửi lại.",
    ),
    "a LibreOffice sheet": (
        archive(content_xml=b"<o/>"),
        "Đây là tệp LibreOffice (.ods): hãy lưu lại dạng Excel (.xlsx).",
    ),
    "a binary workbook": (
        archive(**{"xl__workbook.bin": b"\0"}),
        "Đây là tệp Excel nhị phân (.xlsb): hãy lưu lại dạng Excel Workbook (.xlsx).",
    ),
    "an archive renamed": (
        archive(a_txt=b"x"),
        "Đây không phải tệp Excel (.xlsx), có thể đã bị đổi đuôi: hãy kiểm tra đúng tệp chưa.",
    ),
    "cut short": (BUILTIN[: len(BUILTIN) // 2], DAMAGED),
    "only its first bytes": (b"PK\x03\x04", DAMAGED),
    "an empty workbook part": (with_part("xl/workbook.xml", b""), DAMAGED),
    "a broken sheet": (with_part("xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row"), DAMAGED),
    "a bomb": (
        archive(xl__workbook_xml=b"<workbook/>", a_xml=b"\0" * (33 * 1024 * 1024)),
        "Tệp giải nén ra quá lớn nên không mở: hãy kiểm tra đúng tệp chưa, xóa hình ảnh và trang tính thừa.",
    ),
    "entities of another file": (
        with_part(
            "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
        ),
        DAMAGED,
    ),
    "no sheet of ours": (
        made({"Sheet1": [["Xin chào"]]}),
        "Tệp không có trang tính nào của danh mục. Tên các trang tính: Tiêu chí, Yêu cầu, Mục minh chứng, Cán bộ, "
        "Lịch, Nhiệm vụ kế hoạch CCHC, Kết quả, Bộ tiêu chí, Lĩnh vực, Thành phần điểm, Đơn vị, Nhiệm vụ đơn vị, "
        "Ghi chú, Cơ quan.",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_one_sentence_says_what_the_file_is_and_what_to_do(name: str) -> None:
    content, sentence = UNFIT[name]
    with pytest.raises(CatalogueFaults) as raised:
        read_content(content, "xa.yaml")
    assert str(raised.value) == f"xa.yaml: {sentence}"


TOO_LARGE = "Trang tính quá lớn (tối đa 20000 dòng, 100 cột): hãy xóa phần thừa."


def test_rows_and_columns_without_end_are_refused_before_they_fill_the_memory() -> None:
    assert faults_of(edited({("Lịch", "A20001"): "x"})) == [f"trang tính “Lịch” ô A20001: {TOO_LARGE}"]
    assert faults_of(edited({("Lịch", "CW2"): "x"})) == [f"trang tính “Lịch” ô CW2: {TOO_LARGE}"]
    endless = FAR % b'<row r="999999999"><c r="A999999999"><v>1</v></c></row>'
    assert faults_of(with_part("xl/worksheets/sheet1.xml", endless)) == [
        f"trang tính “Tiêu chí” ô A50001: {TOO_LARGE}"
    ]


def test_nothing_that_a_file_says_is_expanded_or_fetched() -> None:
    lots = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 12))
    laughs = b'<!DOCTYPE x [<!ENTITY l0 "ha">%s]><x>&l11;</x>' % lots
    assert faults_of(with_part("xl/worksheets/sheet1.xml", laughs)) == [DAMAGED]
