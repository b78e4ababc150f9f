"""From the template to the first reminders of a commune that has nothing but a spreadsheet."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from bot.setup import set_up
from bot.verbs import the_agency
from jobs.simulate import simulate
from models.catalogue.reading import read_content
from models.database import connect, reading
from models.rules.zone import VIETNAM
from tests.bot.test_catalogue import UNCHANGED
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import at
from tests.nghia_dong import ROWS, filled

__all__ = ["logging_as_it_was", "nhacviec"]

OWN_DAY = [["31/12/2026", "nghỉ", "Ngày truyền thống của xã"]]


def test_the_template_is_written_once(nhacviec: Command, tmp_path: Path) -> None:
    assert nhacviec("catalogue", "template").out.startswith(
        "Đã ghi mẫu vào danh-muc.xlsx: điền các cột có dấu *"
    )
    assert (tmp_path / "danh-muc.xlsx").exists()
    assert nhacviec("catalogue", "template").refusal == "Tệp danh-muc.xlsx đã có: hãy chọn tên khác."
    assert "đuôi .xlsx" in nhacviec("catalogue", "template", "mau.yaml").err


def test_a_commune_begins_with_its_template_and_is_reminded(nhacviec: Command, tmp_path: Path) -> None:
    (tmp_path / "danh-muc.xlsx").write_bytes(filled())
    checked = nhacviec("catalogue", "check", "danh-muc.xlsx").out
    assert checked.startswith("Tệp dùng được: 4 đơn vị, 8 tiêu chí, 12 yêu cầu minh chứng, 0 ghi chú.\n")
    assert "12 yêu cầu: chưa ghi căn cứ.\n" in checked
    loaded = nhacviec("init", "--catalogue", "danh-muc.xlsx")
    assert loaded.code == 0 and "+ yêu cầu 5.1-bao-cao-giai-ngan\n" in loaded.out
    assert nhacviec("catalogue", "load", "danh-muc.xlsx").out.startswith(UNCHANGED.out)


def test_one_day_of_its_own_stands_beside_the_usual_ones_however_often_it_is_loaded(
    nhacviec: Command, tmp_path: Path
) -> None:
    (tmp_path / "danh-muc.xlsx").write_bytes(filled({**ROWS, "Lịch": OWN_DAY}))
    loaded = nhacviec("init", "--catalogue", "danh-muc.xlsx").out
    assert "+ ngày 31/12/2026\n" in loaded and "+ ngày 04/02/2027\n" in loaded
    assert nhacviec("catalogue", "load", "danh-muc.xlsx").out.startswith(UNCHANGED.out)
    (tmp_path / "danh-muc.xlsx").write_bytes(filled({**ROWS, "Lịch": [["30/12/2026", *OWN_DAY[0][1:]]]}))
    changed = nhacviec("catalogue", "load", "danh-muc.xlsx").out.splitlines()
    assert [line for line in changed if line[0] in "+-~"] == ["+ ngày 30/12/2026", "- ngày 31/12/2026"]


def test_a_title_that_makes_another_code_is_asked_about(nhacviec: Command, tmp_path: Path) -> None:
    file, asked = tmp_path / "danh-muc.xlsx", ROWS["Yêu cầu"]
    file.write_bytes(filled())
    nhacviec("init", "--catalogue", "danh-muc.xlsx")
    (row,) = [each for each in asked if each[0] == "Niêm yết thủ tục hành chính"]
    renamed = [["Công khai thủ tục hành chính", *row[1:]] if each is row else each for each in asked]
    file.write_bytes(filled({**ROWS, "Yêu cầu": renamed}))
    assert (
        "Yêu cầu 3.1-niem-yet-thu-tuc-hanh-chinh thôi dùng, 3.1-cong-khai-thu-tuc-hanh-chinh là yêu cầu mới: nếu "
        "chỉ đổi tên, thêm cột “Mã”, ghi mã cũ rồi nạp lại, để các việc cũ giữ nguyên.\n"
    ) in nhacviec("catalogue", "load", "danh-muc.xlsx").out
    book = load_workbook(file)
    book["Yêu cầu"]["J1"] = "Mã"
    book["Yêu cầu"].cell(
        4 + renamed.index(["Công khai thủ tục hành chính", *row[1:]]), 10
    ).value = "3.1-niem-yet-thu-tuc-hanh-chinh"
    book.save(file)
    mended = nhacviec("catalogue", "load", "danh-muc.xlsx").out
    assert "- yêu cầu 3.1-cong-khai-thu-tuc-hanh-chinh\n" in mended
    assert "3.1-niem-yet-thu-tuc-hanh-chinh, tên yêu cầu: Niêm yết thủ tục hành chính → Công khai" in mended
    assert "nếu chỉ đổi tên" not in mended


FIRST = {
    "3.2-so-lieu-giai-quyet-ho-so/2026-W51": ("17/12 07:30", "18/12"),
    "3.1-niem-yet-thu-tuc-hanh-chinh/2026-12": ("18/12 07:30", "25/12"),
    "5.1-bao-cao-giai-ngan/2026-12": ("21/12 07:30", "28/12"),
    "6.1-so-lieu-dich-vu-cong-truc-tuyen/2026-12": ("24/12 07:30", "31/12"),
    "1.2-bao-cao-cai-cach-hanh-chinh/2026-Q4": ("17/12 07:30", "31/12"),
    "2.1-ke-hoach-ra-soat-van-ban/2026-12-31": ("10/12 07:30", "31/12"),
    "5.1-bao-cao-giai-ngan-ca-nam/2026": ("09/12 07:30", "18/12"),  # the 20th is a Sunday
}


def test_its_first_reminders_are_the_right_ones(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'nhacviec.db'}")
    content = read_content(filled(), "danh-muc.xlsx", year=2026)
    set_up(engine, at("01/12/2026"), content)
    first: dict[str, tuple[str, str]] = {}
    with reading(engine) as session:
        rows = simulate(session, the_agency(session), date(2026, 12, 1), date(2026, 12, 31))
        for row in rows:
            said = f"{row.spoken.at.astimezone(VIETNAM):%d/%m %H:%M}", f"{row.due_on:%d/%m}"
            first.setdefault(f"{row.requirement}/{row.period}", said)
    engine.dispose()
    assert {name: first.get(name) for name in FIRST} == FIRST
    # What was due before the first day is the admins' list, nobody's reminder.
    assert min(row.due_on for row in rows) >= date(2026, 12, 1)
