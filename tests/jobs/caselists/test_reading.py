"""Lists as they come: messy, in three formats, read to the same files."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, time
from functools import cache

import pytest

from jobs.caselists.reading import headings_digest, read_list
from models.rules.cases.columns import JOINT, folded
from models.rules.cases.listed import (
    CaseListRead,
    Citizen,
    Field,
    LeftOut,
    ListedCase,
    ListKind,
    RowFault,
    Standing,
)
from models.rules.zone import at
from tests.case_lists import DUE, TITLES, SampleRow, encoded, make_list, sample_rows

KINDS = list(ListKind)
STANDINGS = {Standing.RUNNING: 200, Standing.PAUSED: 150, Standing.ENDED: 100, Standing.NONE: 50}


def of_rows(rows: list[SampleRow], kind: ListKind = ListKind.CSV, **asked: object) -> CaseListRead:
    """`rows` as a small list, read."""
    return read_list(make_list(kind, rows), "hồ sơ.xls", **asked)  # type: ignore[arg-type]


def page(*rows: str) -> bytes:
    """A web page with a table of these rows, their cells between "|"."""
    body = "".join(f"<tr><td>{row.replace('|', '</td><td>')}</td></tr>" for row in rows)
    return f"<html><body><table>{body}</table></body></html>".encode()


def lines(*rows: str) -> bytes:
    return "\n".join(rows).encode()


@cache
def five_hundred(kind: ListKind, two_header_rows: bool) -> CaseListRead:
    data = make_list(kind, sample_rows(500), two_header_rows=two_header_rows)
    return read_list(data, "ds.xls")


@pytest.mark.parametrize("two_header_rows", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_500_messy_rows_are_500_files(kind: ListKind, two_header_rows: bool) -> None:
    read = five_hundred(kind, two_header_rows)
    assert (read.kind, len(read.cases), read.left_out, read.doubted) == (kind, 500, (), ())
    assert Counter(each.standing for each in read.cases) == STANDINGS
    assert (read.as_of, read.is_full) == (at(date(2026, 12, 14), time(16, 30)), True)
    assert read.cases == five_hundred(ListKind.CSV, False).cases


@pytest.mark.parametrize("kind", KINDS)
def test_every_cell_of_a_file_is_where_it_belongs(kind: ListKind) -> None:
    assert five_hundred(kind, True).cases[3] == ListedCase(
        code="H40.28.12-261205-0004",
        promised_on=date(2026, 12, 19),
        standing=Standing.ENDED,
        state="Đã xử lý xong",
        procedure="Trợ cấp xã hội hằng tháng",
        received_on=date(2026, 12, 9),
        ended_on=date(2026, 12, 18),
        handler="Trần Thị Bình",
    )


def test_days_in_cells_of_a_spreadsheet_are_those_of_its_text() -> None:
    rows = sample_rows(20)
    cells, text = (make_list(ListKind.XLSX, rows, text_dates=each) for each in (False, True))
    assert read_list(cells, "").cases == read_list(text, "").cases


@pytest.mark.parametrize("kind", [ListKind.CSV, ListKind.HTML])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1258"])
def test_any_letters_that_systems_write(kind: ListKind, encoding: str) -> None:
    rows = sample_rows(30)
    assert read_list(make_list(kind, rows, encoding=encoding), "").cases == of_rows(rows).cases


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_mark_between_the_cells_of_a_line(delimiter: str) -> None:
    rows = [replace(each, address="Xóm 1, xã Tân Kỳ; tỉnh Nghệ An") for each in sample_rows(5)]
    assert len(read_list(make_list(ListKind.CSV, rows, delimiter=delimiter), "").cases) == 5


@pytest.mark.parametrize("kind", KINDS)
def test_the_name_of_the_file_does_not_tell_the_format(kind: ListKind) -> None:
    for name in ("ds.xlsx", "ds.csv", "ds.xls", "ds", ""):
        assert read_list(make_list(kind, sample_rows(1)), name).kind is kind


def test_headings_in_two_rows_are_said_together() -> None:
    headings = [each.heading for each in five_hundred(ListKind.HTML, True).columns]
    assert f"Ngày, tháng, năm{JOINT}Hẹn trả kết quả" in headings
    assert "Mã hồ sơ" in headings
    assert headings == [each.heading for each in five_hundred(ListKind.XLSX, True).columns]


def test_a_layout_is_known_again_in_any_format_and_order_until_a_heading_changes() -> None:
    digests = {headings_digest(five_hundred(kind, True)) for kind in KINDS}
    turned = make_list(ListKind.CSV, sample_rows(1), columns=DUE[::-1])
    assert len(digests) == 1
    assert headings_digest(read_list(turned, "")) == headings_digest(five_hundred(ListKind.XLSX, False))
    assert headings_digest(five_hundred(ListKind.XLSX, False)) not in digests


def test_groups_signatures_numbering_and_repeated_headings_are_no_files() -> None:
    headings = "STT|Mã hồ sơ|Ngày hẹn trả|Trạng thái"
    read = read_list(
        page(
            "DANH SÁCH HỒ SƠ",
            headings,
            "(1)|(2)|(3)|(4)",
            "I. Lĩnh vực hộ tịch",
            "1|H40-1|14/12/2026|Đang xử lý",
            "|||",
            headings,
            "II. Lĩnh vực đất đai",
            "2|H40-2|14/12/2026|Đang xử lý",
            "Tổng số: 2 hồ sơ|2|2|",
            "||Tân Kỳ, ngày lập biểu|",
            "|NGƯỜI LẬP|CHỦ TỊCH|",
        ),
        "",
    )
    assert [each.code for each in read.cases] == ["H40-1", "H40-2"]
    assert (read.left_out, read.doubted) == ((), ())


def test_a_code_is_read_however_it_is_wrapped() -> None:
    read = read_list(
        lines(
            "Mã hồ sơ,Ngày hẹn trả,Ghi chú",
            '"=""000.12-1""",14/12/2026,',
            "'000.12-2,14/12/2026,",
            "H40 - 12 - 3,14/12/2026,",
            "\u200bH40-4 ,14/12/2026,",
            "h40–５,14/12/2026,",
            "H40 –5,14/12/2026,",
        ),
        "",
    )
    assert [each.code for each in read.cases] == ["000.12-1", "000.12-2", "H40-12-3", "H40-4", "H40-5"]


def test_rows_that_cannot_be_taken_are_named_by_number_with_the_reason() -> None:
    read = read_list(
        page(
            "Mã hồ sơ|Ngày hẹn trả|Ngày nhận|Trạng thái",
            "H40-1|14/12/2026|01/12/2026|Đang xử lý",
            "|14/12/2026|01/12/2026|Đang xử lý",
            "H40-3||01/12/2026|Đang xử lý",
            "H40-4|31/02/2026|01/12/2026|Đang xử lý",
            "H40-5||01/12/2026|Mới đăng ký",
            "040203001234|14/12/2026|01/12/2026|Đang xử lý",
        ),
        "",
    )
    assert [each.code for each in read.cases] == ["H40-1"]
    assert read.left_out == (
        LeftOut(3, RowFault.NO_CODE),
        LeftOut(4, RowFault.NO_PROMISE),
        LeftOut(5, RowFault.BAD_DATE),
        LeftOut(7, RowFault.NO_CODE),
    )


def test_rows_with_something_to_look_at_are_taken_and_named() -> None:
    read = read_list(
        page(
            "Mã hồ sơ|Ngày hẹn trả|Ngày nhận|Ngày có kết quả|Trạng thái",
            "H40-1|14/12/2026|hôm qua||Đang xử lý",
            "H40-2|14/12/2026|||Đang bay",
            "H40-3|14/12/2026||11/12/2026|Đã bay",
            "H40-4|14/12/2026||11/12/2026|",
        ),
        "",
    )
    running, ended = Standing.RUNNING, Standing.ENDED
    assert [each.standing for each in read.cases] == [running, running, ended, ended]
    assert read.doubted == (
        LeftOut(2, RowFault.BAD_DATE),
        LeftOut(3, RowFault.UNKNOWN_STATE),
        LeftOut(4, RowFault.UNKNOWN_STATE),
    )


def test_a_file_that_stands_twice_is_taken_once() -> None:
    read = read_list(
        page(
            "Mã hồ sơ|Ngày hẹn trả|Trạng thái|Ghi chú",
            "H40-1|14/12/2026|Đang xử lý|a",
            "H40-1|14/12/2026|Đang xử lý|b",
            "H40-2|14/12/2026|Đang xử lý|",
            "H40-2|15/12/2026|Đang xử lý|",
            "H40-3|14/12/2026|Đang xử lý|",
            "H40-3|14/12/2026|Đã trả kết quả|",
            "H40-4|14/12/2026|Đã bay|",
            "H40-4|14/12/2026|Đang xử lý|",
        ),
        "",
    )
    assert [(each.code, each.promised_on.day, each.standing) for each in read.cases] == [
        ("H40-1", 14, Standing.RUNNING),
        ("H40-2", 15, Standing.RUNNING),
        ("H40-3", 14, Standing.RUNNING),
        ("H40-4", 14, Standing.RUNNING),
    ]
    assert read.left_out == tuple(LeftOut(row, RowFault.TWICE) for row in (4, 7, 8))
    assert read.doubted == ()


def test_what_the_agency_said_of_headings_and_states_is_believed() -> None:
    data = page("Mã|Xong trước|Sao rồi|Ghi chú|STT|Lĩnh vực", "H40-1|14/12/2026|Ngâm||1|Hộ tịch")
    said = {"Mã": Field.CODE, "Xong trước": Field.PROMISED, "Sao rồi": Field.STATE}
    read = read_list(
        data,
        "",
        remembered={folded(heading): field for heading, field in said.items()},
        states={folded("Ngâm"): Standing.PAUSED},
    )
    assert [(each.code, each.standing) for each in read.cases] == [("H40-1", Standing.PAUSED)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_without_titles_says_no_moment(kind: ListKind) -> None:
    read = read_list(make_list(kind, sample_rows(2), titles=(), total_row=False), "")
    assert (len(read.cases), read.as_of, read.since) == (2, None, None)


@pytest.mark.parametrize(
    ("titles", "name"),
    [(("DANH SÁCH HỒ SƠ QUÁ HẠN",), "ds.xls"), (TITLES, "ho_so_tre_han.xls")],
)
def test_a_list_of_late_files_says_so(titles: tuple[str, ...], name: str) -> None:
    assert not read_list(make_list(ListKind.CSV, sample_rows(3), titles=titles), name).is_full


def test_a_list_whose_every_file_ended_late_is_one_of_late_files() -> None:
    late = [replace(each, ended=datetime.combine(date(2026, 12, 30), time(8))) for each in sample_rows(3)]
    assert not of_rows(late).is_full
    assert of_rows([*late, *sample_rows(1, first=4)]).is_full


def test_a_list_that_a_page_breaks_into_tables_is_one() -> None:
    headings = "<tr><th>Mã hồ sơ</th><th>Ngày hẹn trả</th></tr>"
    rows = [f"<tr><td>H40-{n}</td><td>14/12/2026</td></tr>" for n in range(4)]
    tables = [f"<table>{headings}{''.join(rows[at : at + 2])}</table>" for at in (0, 2)]
    data = f"<table><tr><td>Lọc: Trạng thái</td></tr></table>{''.join(tables)}".encode()
    assert len(read_list(data, "").cases) == 4


def test_tables_that_only_lay_a_page_out_and_cells_left_open_do_no_harm() -> None:
    list_ = "<table><tr><th>Mã hồ sơ<th>Ngày hẹn trả<tr><td>H40-1<td>14/12/2026<br>17:00</table>"
    data = f"<table><tr><td>Menu</td><td>{list_}</td></tr><tr><td>Chân trang</td></tr></table>".encode()
    assert [(each.code, each.promised_on) for each in read_list(data, "").cases] == [
        ("H40-1", date(2026, 12, 14))
    ]


def test_what_was_asked_for_above_a_list_is_not_taken_for_its_headings() -> None:
    read = read_list(
        page(
            "DANH SÁCH HỒ SƠ, số liệu đến 14/12/2026",
            "Mã hồ sơ:||Ngày hẹn trả:||Trạng thái:|Tất cả",
            "STT|Mã hồ sơ|Trạng thái|Ngày hẹn trả",
            "1|H40-1|Đang xử lý|14/12/2026",
        ),
        "",
    )
    assert [(each.code, each.standing) for each in read.cases] == [("H40-1", Standing.RUNNING)]
    assert read.as_of == at(date(2026, 12, 14), time(23, 59, 59))


def test_progress_is_told_every_thousand_rows() -> None:
    told: list[int] = []
    data = lines("Mã hồ sơ;Ngày hẹn trả", *(f"H40-{n};14/12/2026" for n in range(2_500)))
    read_list(data, "", told=told.append)
    assert told == [1_000, 2_000]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_a_citizen_is_left_unless_the_agency_keeps_it(kind: ListKind) -> None:
    rows = [
        replace(each, procedure=f"Cấp giấy cho {each.name.upper()}, số {each.identity}, ông Vi Văn Bảy")
        for each in sample_rows(3)
    ]
    data = make_list(kind, rows, two_header_rows=True)
    read, kept = read_list(data, ""), read_list(data, "", keeps_citizens=True)
    for said in (repr(read), repr(kept)):
        assert not [each for row in rows for each in of_citizen(row) if each.casefold() in said.casefold()]
        assert "Vi Văn Bảy" not in said
    assert all(each.citizen is None for each in read.cases)
    assert [each.citizen for each in kept.cases] == [Citizen(row.name, row.address) for row in rows]


def of_citizen(row: SampleRow) -> tuple[str, ...]:
    return (row.name, row.address, row.phone, row.identity)


def test_letters_with_marks_of_their_own_are_composed() -> None:
    data = encoded("Mã hồ sơ;Ngày hẹn trả;Tên thủ tục\nH40-1;14/12/2026;Đăng ký kết hôn", "cp1258")
    assert read_list(data, "").cases[0].procedure == "Đăng ký kết hôn"
