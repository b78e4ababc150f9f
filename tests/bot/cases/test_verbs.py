"""The verbs `import files` and `cases`: lists as they really come, and what an office does with them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

import bot.cases.importing
import bot.cases.verbs
import bot.doctor
from models.clock import SetClock
from models.rules.cases.listed import ListKind
from models.rules.lifecycle import State
from models.tables import CaseCitizen, CitizenCase, Task
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.case_lists import TITLES, SampleRow, make_list, sample_rows
from tests.commune import Commune, at, commune_in
from tests.jobs.cases.conftest import followed

__all__ = ["followed", "logging_as_it_was", "nhacviec"]

SUFFIX = {ListKind.XLSX: "xlsx", ListKind.CSV: "csv", ListKind.HTML: "xls"}


@pytest.fixture
def commune(followed: Path, tmp_path: Path) -> Iterator[Commune]:
    """The built-in catalogue, adopted on 23/11/2026."""
    shutil.copy(followed / "nhacviec.db", tmp_path / "nhacviec.db")
    opened = commune_in(tmp_path, at("14/12/2026", "16:45"))
    yield opened
    opened.engine.dispose()


@pytest.fixture
def office(commune: Commune, nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command on Monday 14/12/2026, 16:45."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.setenv("EVIDENCE_DIR", str(tmp_path / "evidence"))
    monkeypatch.setenv("LETTERS_DIR", str(tmp_path / "letters"))
    monkeypatch.setenv("PERSONAL_KEY_FILE", str(tmp_path / "personal.key"))
    for module in (bot.cases.importing, bot.cases.verbs):
        monkeypatch.setattr(module, "SystemClock", lambda: SetClock(commune.now))
    return nhacviec


def messy(rows: list[SampleRow], kind: ListKind, titles: tuple[str, ...] = TITLES) -> bytes:
    return make_list(
        kind, rows, titles=titles, two_header_rows=True, total_row=True, blank_lines=True, text_dates=True
    )


def put(folder: Path, data: bytes, name: str) -> str:
    (folder / name).write_bytes(data)
    return name


@pytest.mark.parametrize("kind", ListKind)
def test_a_messy_list_again_and_with_forty_rows_updated(
    commune: Commune, office: Command, tmp_path: Path, kind: ListKind
) -> None:
    rows = sample_rows(500)
    name = put(tmp_path, messy(rows, kind), f"ds.{SUFFIX[kind]}")
    done = office("import", "files", name, "--yes", "--json").json
    assert (done["rows"], done["new"], done["changed"]) == (500, 500, 0)
    assert done["as_of"] == "2026-12-14T16:30:00+07:00"
    before = commune.dump()
    again = office("import", "files", name, "--json").json
    assert (again["is_new"], again["new"], again["changed"]) == (False, 0, 0)
    assert commune.dump() == before
    updated = [
        replace(row, promised=row.promised + timedelta(days=30), state="Đang xử lý", ended=None)
        if number < 40
        else row
        for number, row in enumerate(rows)
    ]
    commune.now += timedelta(hours=16)
    later = (*TITLES[:2], "Số liệu đến 7 giờ 30 ngày 15/12/2026")
    newer = put(tmp_path, messy(updated, kind, later), f"ds2.{SUFFIX[kind]}")
    assert office("import", "files", newer, "--json").json["changed"] == 40
    assert "đã nhập rồi" in office("import", "files", newer).out


def test_the_first_list_of_its_kind_is_previewed(office: Command, tmp_path: Path) -> None:
    rows = sample_rows(3, running=True)
    name = put(tmp_path, make_list(ListKind.CSV, rows), "ds.csv")
    seen = office("import", "files", name, "--preview").out
    assert "mã hồ sơ ← cột" in seen and "Không lưu (thông tin người dân)" in seen
    assert rows[0].code in seen and rows[0].name not in seen
    assert "Không có hồ sơ nào" in office("cases", "list").out
    assert "Xem trước" in office("import", "files", name).out
    changed = put(tmp_path, make_list(ListKind.CSV, rows[:2]), "ds2.csv")
    assert "Xem trước" not in office("import", "files", changed).out


BAD = {
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "xls"),
    "not a list": (b"Thong bao nghi le\nKhong co bang nao\n", "csv"),
    "damaged": (b"PK\x03\x04" + b"\0" * 100, "xlsx"),
    "empty": (b"", "csv"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_no_list_is_told_in_one_sentence_and_changes_nothing(
    commune: Commune, office: Command, tmp_path: Path, case: str
) -> None:
    data, suffix = BAD[case]
    before = commune.dump()
    refusal = office("import", "files", put(tmp_path, data, f"ds.{suffix}"), "--yes").refusal
    assert refusal.endswith(".") and "\n" not in refusal.strip()
    assert commune.dump() == before


def test_doctor_says_how_old_the_list_is(
    commune: Commune, office: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.doctor, "SystemClock", lambda: SetClock(commune.now))
    office("import", "files", put(tmp_path, messy(sample_rows(3), ListKind.CSV), "ds.csv"), "--yes")
    assert "số liệu đến 16:30 14/12/2026." in office("doctor").out
    commune.now += timedelta(days=3)
    monkeypatch.setenv("CASE_LISTS_DIR", str(tmp_path / "khong-co"))
    said = office("doctor").out
    assert "đã cũ 3 ngày làm việc" in said and "CASE_LISTS_DIR" in said


def test_an_older_list_is_refused(commune: Commune, office: Command, tmp_path: Path) -> None:
    rows = sample_rows(3, running=True)
    office("import", "files", put(tmp_path, messy(rows, ListKind.CSV), "moi.csv"), "--yes")
    old = messy(rows[:2], ListKind.CSV, (*TITLES[:2], "Số liệu đến ngày 01/12/2026"))
    assert (
        "cũ hơn danh sách đã nhập" in office("import", "files", put(tmp_path, old, "cu.csv"), "--yes").refusal
    )


def test_an_unknown_handler_is_mapped_and_files_move(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    rows = [replace(row, handler="Trần Văn Lạ") for row in sample_rows(3, running=True)]
    office("import", "files", put(tmp_path, make_list(ListKind.CSV, rows), "ds.csv"), "--yes")
    assert office("cases", "handlers", "--json").json == [{"name": "Trần Văn Lạ", "to": None}]
    opened = office("cases", "list", "--json").json
    assert {each["officer"] for each in opened} == {None}
    moved = office("cases", "map", "tran van la", "khanh.kt", "--json").json
    assert moved["moved"] == len(opened) > 0
    assert {each["officer"] for each in office("cases", "list", "--json").json} == {"khanh.kt"}
    assert "chưa có tên" in office("cases", "map", "Ai Đó", "khanh.kt").refusal
    assert commune.faults() == []


def test_the_rule_is_shown_with_its_source_and_edited(commune: Commune, office: Command) -> None:
    shown = office("cases", "rule").out
    assert "chưa xác nhận" in shown and "61/2018" in shown
    edited = office(
        "cases", "rule", "--before", "2", "--lead", "4", "--source", "QĐ 12/QĐ-UBND", "--json"
    ).json
    assert (edited["before"], edited["lead"], edited["status"]) == (2, 4, "decided")
    assert office("cases", "rule", "--before", "9", "--lead", "1").refusal


def test_letters_are_drafted_without_names_unless_the_agency_keeps_them(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    from docx import Document

    rows = sample_rows(2, running=True)
    name = put(tmp_path, make_list(ListKind.CSV, rows), "ds.csv")
    office("import", "files", name, "--yes")
    office("cases", "draft", "--reason", "Chờ ý kiến phối hợp", "--days", "5")
    (first, *_) = sorted((tmp_path / "letters" / "2026-12-14").glob("*.docx"))
    words = "\n".join(each.text for each in Document(str(first)).paragraphs)
    assert "Chờ ý kiến phối hợp" in words and rows[0].name not in words

    office("cases", "names", "on", "--days", "30")
    later = put(tmp_path, make_list(ListKind.CSV, [*rows, *sample_rows(1, first=3, running=True)]), "ds2.csv")
    office("import", "files", later, "--yes")
    with commune.reads() as session:
        assert len(session.exec(select(CaseCitizen)).all()) == 3
    commune.now += timedelta(days=1)
    office("cases", "draft")
    named = "\n".join(
        each.text
        for path in (tmp_path / "letters" / "2026-12-15").glob("*.docx")
        for each in Document(str(path)).paragraphs
    )
    assert rows[0].name in named
    kept = [*tmp_path.glob("nhacviec.db*"), *(tmp_path / "evidence").rglob("*")]
    for each in kept:
        assert not each.is_file() or rows[0].name.encode() not in each.read_bytes()
    assert [entry.change for entry in commune.ledger() if entry.change == "look"] == ["look"]
    office("cases", "names", "off")
    with commune.reads() as session:
        assert session.exec(select(CaseCitizen)).all() == []
        assert len(session.exec(select(CitizenCase)).all()) == 3


def test_the_template_is_written_out_and_the_figure_told(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    office("cases", "template", "--output", "mau.docx")
    assert (tmp_path / "mau.docx").read_bytes().startswith(b"PK")
    assert "chưa có hồ sơ nào phải xin lỗi" in office("cases", "figure").out
    late = [replace(row, promised=at("10/12/2026", "17:00")) for row in sample_rows(2, running=True)]
    office("import", "files", put(tmp_path, make_list(ListKind.CSV, late), "ds.csv"), "--yes")
    assert office("cases", "figure", "--json").json["needed"] == 2
    with commune.reads() as session:
        assert len(session.exec(select(Task).where(Task.is_case)).all()) == 2


def test_what_was_late_before_adoption_is_settled_at_once_and_can_be_taken_back(
    office: Command, commune: Commune, tmp_path: Path
) -> None:
    rows = [
        replace(row, promised=at("20/11/2026").replace(tzinfo=None)) for row in sample_rows(3, running=True)
    ]
    said = office("import", "files", put(tmp_path, make_list(ListKind.XLSX, rows), "cu.xlsx"), "--yes").out
    assert "3 hồ sơ hết hạn xin lỗi từ trước ngày dùng" in said and "cần chuẩn bị" not in said
    with commune.reads() as session:
        assert {task.state for task in session.exec(select(Task).where(Task.is_case))} == {State.TO_SETTLE}
    assert office("cases", "settle", "minh.vp").code == 2
    done = office("cases", "settle", "minh.vp", "--reason", "Đã xin lỗi bằng giấy", "--json").json
    assert done == {"settled": 3}
    with commune.reads() as session:
        assert {task.state for task in session.exec(select(Task).where(Task.is_case))} == {State.WAIVED}
    assert commune.faults() == []


def test_with_another_key_nothing_is_imported_and_the_operator_is_told_what_to_do(
    office: Command, commune: Commune, tmp_path: Path
) -> None:
    office("cases", "names", "on", "--days", "90")
    office("import", "files", put(tmp_path, messy(sample_rows(3), ListKind.CSV), "a.csv"), "--yes")
    (tmp_path / "personal.key").write_bytes(bytes(32))
    later = messy(sample_rows(4), ListKind.CSV, ("Số liệu đến 16 giờ 40 ngày 14/12/2026",))
    refusal = office("import", "files", put(tmp_path, later, "b.csv"), "--yes").refusal
    assert "chép lại đúng tệp khóa" in refusal
    (tmp_path / "personal.key").unlink()
    assert "Không còn tệp khóa" in office("import", "files", "b.csv", "--yes").refusal
    assert not (tmp_path / "personal.key").exists()
    with commune.reads() as session:
        assert len(session.exec(select(CitizenCase)).all()) == 3


def test_the_preview_says_which_columns_of_a_citizen_are_kept(office: Command, tmp_path: Path) -> None:
    name = put(tmp_path, messy(sample_rows(3), ListKind.CSV), "a.csv")
    assert (
        "Không lưu (thông tin người dân): Họ tên chủ hồ sơ, Địa chỉ"
        in office("import", "files", name, "--preview").out
    )
    office("cases", "names", "on", "--days", "90")
    said = office("import", "files", name, "--preview").out
    assert "Lưu, có mã hóa: Họ tên chủ hồ sơ, Địa chỉ chủ hồ sơ." in said
    assert "Không lưu (thông tin người dân): Số điện thoại, Số CCCD." in said


def test_a_name_that_would_be_forgotten_is_not_kept_again_from_every_newer_list(
    office: Command, commune: Commune, tmp_path: Path
) -> None:
    office("cases", "names", "on", "--days", "5")
    first, second = sample_rows(2, running=True)
    long_over = {"ended": at("01/12/2026"), "promised": at("02/12/2026"), "state": "Đã trả kết quả"}
    listed = [replace(first, **long_over), second]  # type: ignore[arg-type]
    office("import", "files", put(tmp_path, messy(listed, ListKind.CSV), "a.csv"), "--yes")
    with commune.reads() as session:
        kept = session.exec(select(CitizenCase.code).join(CaseCitizen)).all()
    assert kept == [second.code]
