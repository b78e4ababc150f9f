"""Lists that cannot be used: one clear fault each, whatever they are made of, and quickly."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from jobs.caselists import raw
from jobs.caselists.reading import read_list
from models.rules.cases.listed import CannotRead, CaseListRead, ListFault, ListKind
from tests.case_lists import DUE, encoded, make_list, sample_rows
from tests.hostile import crowded_archive

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEADINGS = ["Mã hồ sơ", "Ngày hẹn trả", "Trạng thái"]


def refused(data: bytes) -> CannotRead:
    with pytest.raises(CannotRead) as caught:
        read_list(data, "ds.xlsx")
    return caught.value


def book(**sheets: list[list[object]]) -> bytes:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def listing(number: int = 1) -> list[list[object]]:
    return [[*HEADINGS], [f"H40-{number}", "14/12/2026", "Đang xử lý"]]


def changed(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """A workbook whose parts were changed behind its back."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as after,
    ):
        for name in before.namelist():
            after.writestr(name, change(name, before.read(name)))
    return written.getvalue()


def in_sheet(before: bytes, after: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, part: part.replace(before, after, 1) if "sheet1" in name else part


def csv(*rows: str) -> bytes:
    return "\n".join(rows).encode()


PLAIN = book(DS=listing())
ARCHIVE = io.BytesIO()
with zipfile.ZipFile(ARCHIVE, "w") as packed:
    packed.writestr("word/document.xml", "<w/>")

REFUSED: dict[str, tuple[ListFault, bytes]] = {
    "nothing": (ListFault.EMPTY, b""),
    "blanks": (ListFault.EMPTY, b"\xef\xbb\xbf \r\n"),
    "an empty sheet": (ListFault.EMPTY, book(A=[])),
    "an empty page": (ListFault.EMPTY, b"<html><body></body></html>"),
    "a PDF": (ListFault.NOT_A_LIST, b"%PDF-1.7\n"),
    "a picture": (ListFault.NOT_A_LIST, b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "a document": (ListFault.NOT_A_LIST, ARCHIVE.getvalue()),
    "bytes": (ListFault.NOT_A_LIST, bytes(range(32)) * 50),
    "a letter": (ListFault.NO_HEADINGS, "Kính gửi ông chủ tịch, ngày mai họp".encode()),
    "a report": (
        ListFault.NO_CODE_COLUMN,
        csv("STT;Đơn vị/Lĩnh vực;Trước hạn;Đúng hạn;Quá hạn", "1;Đất đai;1;2;3"),
    ),
    "no promised days": (ListFault.NO_PROMISED_COLUMN, csv("STT;Mã hồ sơ;Trạng thái", "1;H40-1;Đang xử lý")),
    "unknown words": (
        ListFault.NO_PROMISED_COLUMN,
        csv("Mã hồ sơ;Xong trước;Sao rồi", "H40-1;14/12/2026;Ngâm"),
    ),
    "two promised days": (
        ListFault.TWO_COLUMNS,
        csv("Mã hồ sơ;Ngày hẹn trả;Hẹn trả kết quả", "H40-1;14/12/2026;15/12/2026"),
    ),
    "two lists": (ListFault.TWO_SHEETS, book(Cũ=listing(), Mới=listing(2))),
    "headings alone": (ListFault.NO_ROWS, book(DS=[HEADINGS])),
    "headings and a total": (ListFault.NO_ROWS, make_list(ListKind.HTML, [])),
    "a password": (ListFault.PASSWORD, COMPOUND + bytes(500) + "EncryptedPackage".encode("utf-16-le")),
    "an old document": (ListFault.NOT_A_LIST, COMPOUND + bytes(500) + "WordDocument".encode("utf-16-le")),
    "an old workbook": (ListFault.OLD_EXCEL, COMPOUND + bytes(500) + "Workbook".encode("utf-16-le")),
    "a workbook as XML": (
        ListFault.OLD_EXCEL,
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ),
    "letters of TCVN3, saved as Unicode": (
        ListFault.ENCODING,
        "M· hå s¬;Ngµy hÑn tr¶ kÕ ho¹ch\n1;2".encode(),
    ),
    "no day, titles in capitals": (
        ListFault.NO_PROMISED_COLUMN,
        make_list(ListKind.CSV, sample_rows(3), columns=[each for each in DUE if each[1] != "promised"]),
    ),
    "letters of TCVN3": (ListFault.ENCODING, "M· hå s¬;Ngµy hÑn tr¶ kÕ ho¹ch\n1;2".encode("cp1252")),
    "half a workbook": (ListFault.DAMAGED, PLAIN[: len(PLAIN) // 2]),
    "a broken sheet": (ListFault.DAMAGED, changed(PLAIN, in_sheet(b"</sheetData>", b"<<"))),
    "entities": (
        ListFault.BOMB,
        changed(PLAIN, in_sheet(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet')),
    ),
    "a strict workbook": (
        ListFault.OLD_EXCEL,
        changed(
            PLAIN,
            lambda name, part: part + b"<!--http://purl.oclc.org/ooxml/-->" if "workbook" in name else part,
        ),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_used_has_one_clear_fault(name: str) -> None:
    fault, data = REFUSED[name]
    assert refused(data).fault is fault


def test_two_lists_and_two_columns_are_named() -> None:
    assert refused(REFUSED["two lists"][1]).named == ("Cũ", "Mới")
    assert refused(REFUSED["two promised days"][1]).named == ("Ngày hẹn trả", "Hẹn trả kết quả")


def test_helper_sheets_and_hidden_ones_beside_a_list_do_no_harm() -> None:
    helper: list[list[object]] = [["Danh mục"], ["Đang xử lý"], ["Đã trả kết quả"]]
    made = book(Trống=[], DM=helper, DS=listing(), Mẫu=[[*HEADINGS]])
    assert len(read_list(made, "").cases) == 1
    hidden = changed(
        book(DS=listing(), Cũ=listing(2)),
        lambda name, part: part.replace(b'sheetId="2" state="visible"', b'sheetId="2" state="hidden"'),
    )
    assert [each.code for each in read_list(hidden, "").cases] == ["H40-1"]


def test_formulas_are_used_as_counted_and_refused_where_they_were_not() -> None:
    rows: list[list[object]] = [["STT", *HEADINGS], ["=ROW()", "H40-1", "=TODAY()", "Đang xử lý"]]
    never = book(DS=rows)
    assert (refused(never).fault, refused(never).named) == (ListFault.FORMULAS, ("Ngày hẹn trả",))
    counted = changed(never, in_sheet(b"<f>TODAY()</f><v />", b"<f>TODAY()</f><v>46370</v>"))
    counted = changed(counted, in_sheet(b"<f>TODAY()</f><v></v>", b"<f>TODAY()</f><v>46370</v>"))
    assert [each.promised_on.isoformat() for each in read_list(counted, "").cases] == ["2026-12-14"]


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _claiming(PLAIN, raw.BYTES_UNPACKED + 1)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("was unpacked"))
    assert refused(bomb).fault is ListFault.BOMB


def test_parts_without_number_are_not_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("was listed"))
    assert refused(crowded_archive(20_000)).fault is ListFault.BOMB


def _claiming(archive: bytes, size: int) -> bytes:
    """An archive that says of its first part that it is so large unpacked."""
    place = archive.index(b"PK\x01\x02") + 24
    return archive[:place] + struct.pack("<I", size) + archive[place + 4 :]


def test_a_part_that_is_packed_too_well_is_a_bomb() -> None:
    padded = changed(PLAIN, in_sheet(b"</worksheet>", b"</worksheet>" + b" " * (6 << 20)))
    assert refused(padded).fault is ListFault.BOMB


def test_a_row_that_would_fill_the_memory_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.caselists.workbook.BYTES_OF_A_ROW", 1 << 20)
    cells = b"".join(b'<c r="A%d"/>' % n for n in range(250_000))
    row = b'<row r="3">' + cells + b"</row></sheetData>"
    assert refused(changed(PLAIN, in_sheet(b"</sheetData>", row))).fault is ListFault.BOMB


def test_a_million_empty_rows_end_the_list_at_once() -> None:
    empty = b"".join(b'<row r="%d"></row>' % n for n in range(3, 40_000))
    last = b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>H40-9</t></is></c></row></sheetData>'
    filled = changed(PLAIN, in_sheet(b"</sheetData>", empty + last))
    assert [each.code for each in read_list(filled, "").cases] == ["H40-1"]
    wide = changed(PLAIN, in_sheet(b'<dimension ref="A1:C2"', b'<dimension ref="A1:XFD1048576"'))
    assert len(read_list(wide, "").cases) == 1
    nothing = changed(book(DS=[]), lambda n, part: part.replace(b"<sheetData />", b"<sheetData>" + last))
    assert refused(nothing).fault is ListFault.EMPTY


def test_too_many_rows_and_too_large_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.caselists.taken.ROWS", 10)
    assert refused(make_list(ListKind.CSV, sample_rows(11), total_row=False)).fault is ListFault.TOO_MANY_ROWS
    monkeypatch.setattr("jobs.caselists.kinds.BYTES", 10)
    assert refused(b"x" * 11).fault is ListFault.TOO_LARGE


def test_a_page_of_tables_in_tables_is_not_followed_down() -> None:
    assert refused(b"<table><tr><td>" * 5_000).fault is ListFault.DAMAGED


def test_spans_of_any_size_cost_nothing() -> None:
    cell = '<td colspan="65000" rowspan="65000">x</td><td colspan="-1" rowspan="²">y</td>'
    data = f"<table>{f'<tr>{cell}</tr>' * 50}</table>".encode()
    assert refused(data).fault is ListFault.NO_HEADINGS


def test_no_fault_says_what_stood_in_a_cell() -> None:
    columns = [each for each in DUE if each[1] != "promised"]
    fault = refused(make_list(ListKind.CSV, sample_rows(3), columns=columns))
    assert "số 1" not in repr((fault, fault.named, str(fault)))
    assert fault.__cause__ is None


def test_cells_of_a_form_that_look_like_headings_are_not_said() -> None:
    """A filled-in form is no list: its cells begin as headings do."""
    cells = "Họ và tên: Đinh Thị Bạch Yến;Địa chỉ: xóm 5;SĐT 0912345678;Hẹn trả;con bà Vi Thị Bảy 0912345678"
    fault = refused(cells.encode())
    assert (fault.fault, fault.named) == (ListFault.NO_CODE_COLUMN, ("Hẹn trả", "con bà … …"))


def test_a_list_without_a_needed_column_is_one_of_citizens_all_the_same() -> None:
    for left_out, names in (("promised", True), ("code", True), ("name|address|phone|promised", False)):
        columns = [each for each in DUE if each[1] not in left_out.split("|")]
        assert refused(make_list(ListKind.CSV, sample_rows(3), columns=columns)).names_citizens is names


TEXT = st.sampled_from(
    ["Mã hồ sơ", "Ngày hẹn trả", "14/12/2026", "H40-1", ";", ",", "\n", '"', "<td>", "<tr>", "Ă"]
)
ANY = st.one_of(
    st.binary(max_size=200),
    st.builds(lambda parts: "".join(parts).encode(), st.lists(TEXT, max_size=30)),
    st.builds(lambda parts: "<table><tr><td>" + "</td><td>".join(parts), st.lists(TEXT, max_size=30)).map(
        str.encode
    ),
    st.builds(
        lambda place, byte: PLAIN[:place] + bytes([byte]) + PLAIN[place + 1 :],
        st.integers(0, len(PLAIN) - 1),
        st.integers(0, 255),
    ),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example(encoded("Mã hồ sơ;Ngày hẹn trả", "cp1258") + b"\x81")
@example(b"\xff\xfea")
@example(b"<table>\x00")
@given(ANY)
def test_any_bytes_are_a_list_or_are_refused(data: bytes) -> None:
    try:
        assert isinstance(read_list(data, "x"), CaseListRead)
    except CannotRead as fault:
        assert isinstance(fault.fault, ListFault)
