"""From the template to the first reminders of a commune that has nothing but a spreadsheet."""

import json
from pathlib import Path

from tests.bot.test_catalogue import UNCHANGED
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.nghia_dong import filled

__all__ = ["logging_as_it_was", "nhacviec"]


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
    assert nhacviec("catalogue", "load", "danh-muc.xlsx") == UNCHANGED
    projected = nhacviec("simulate", "--from", "01/12/2026", "--to", "31/12/2026", "--json").out
    first: dict[str, tuple[str, str]] = {}
    for row in json.loads(projected):
        first.setdefault(f"{row['requirement']}/{row['period']}", (row["at"][:16], row["due_on"]))
    print(first)
