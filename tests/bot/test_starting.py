"""An agency starts: the example makes room for its own catalogue, and its people are invited on paper."""

import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.setup import builtin, set_up
from models.actor import CLOCK, Act
from models.catalogue.reading import read_content
from models.changes.joining import find_invite, join, read_code
from models.clock import SystemClock
from models.database import connect, reading, writing
from models.refused import Reason, Refused
from models.tables import Agency, LedgerEntry, Person, Task, Unit
from tests.bot.chats import CHATS, Chats
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import Commune, commune, template
from tests.shared import made_once

__all__ = ["commune", "logging_as_it_was", "nhacviec", "template"]

NGHIA_DONG = Path(__file__).parents[1] / "data" / "nghia-dong.yaml"
NAMES = ("Hồ Thị Tâm", "Phan Bá Lộc", "Chu Thị Hương", "Thái Văn Đạt", "Đậu Quang Vinh", "Nguyễn Thị Thủy")
OUR_DATA = "Dữ liệu ở đây là của UBND xã"
CODE = re.compile(r'class="code">NV (\w{4} \w{4})<')


def laid(folder: Path, name: str) -> None:
    """Puts a database into the folder: the example as `init` leaves it, or Nghĩa Đồng's."""
    with made_once("start", name) as (made, is_new):
        if is_new:
            content = None if name == "example" else read_content(NGHIA_DONG.read_bytes(), NGHIA_DONG.name)
            engine = connect(f"sqlite:///{made / 'nhacviec.db'}")
            set_up(engine, SystemClock().now(), content)
            engine.dispose()
        (folder / "data").mkdir()
        (folder / "data" / "nhacviec.db").write_bytes((made / "nhacviec.db").read_bytes())


@pytest.fixture
def example(nhacviec: Command, tmp_path: Path) -> Command:
    laid(tmp_path, "example")
    return nhacviec


@pytest.fixture
def own(nhacviec: Command, tmp_path: Path) -> Command:
    laid(tmp_path, "own")
    return nhacviec


def rows() -> Session:
    return reading(connect("sqlite:///data/nhacviec.db"))  # type: ignore[return-value]


def agency_now() -> tuple[str, bool]:
    with rows() as session:
        return session.exec(select(Agency.code, Agency.is_example)).one()


def somebody_joins(code: str) -> None:
    with writing(connect("sqlite:///data/nhacviec.db")) as session:
        join(Act(session, CLOCK, SystemClock().now()), 4_711, code)


def test_the_example_is_called_one_by_init_and_by_doctor(example: Command) -> None:
    says = "Đang dùng ví dụ kèm sẵn (UBND xã Tân Kỳ): nạp danh mục của cơ quan mình bằng nhacviec catalogue load "
    assert says in example("init").out
    assert f"⚠ {says}" in example("doctor").out


def test_quanly_tells_an_admin_that_it_is_an_example(commune: Commune) -> None:
    chats, admin = Chats(commune), CHATS["minh.vp"]
    chats.write(admin, "/quanly")
    assert "ví dụ" not in chats.newest(admin).text
    commune.alter("UPDATE agency SET is_example = 1")
    chats.write(admin, "/quanly")
    assert "ℹ️ Đang dùng ví dụ kèm sẵn (UBND xã Tân Kỳ): nạp danh mục" in chats.newest(admin).text


def test_tan_ky_itself_keeps_it_by_loading_it_without_a_file(example: Command) -> None:
    kept = example("catalogue", "load").out.splitlines()
    assert kept == [
        "Cơ sở dữ liệu và danh mục đã đúng, không có gì thay đổi.",
        "Từ nay danh mục này là của cơ quan, không còn là ví dụ.",
    ]
    assert agency_now() == ("tan-ky", False)
    assert "ví dụ" not in example("init").out + example("doctor").out
    assert example("verify").code == 0


@pytest.mark.parametrize("verb", [("catalogue", "load"), ("init", "--catalogue")])
def test_ones_own_catalogue_takes_the_examples_place(
    verb: tuple[str, str], example: Command, tmp_path: Path
) -> None:
    loaded = example(*verb, str(NGHIA_DONG))
    assert (loaded.code, loaded.err) == (0, "")
    assert "7 người trong danh mục chưa có mã mời: chạy nhacviec slips phieu-moi.html" in loaded.out
    assert agency_now() == ("nghia-dong", False)
    with rows() as session:
        assert set(session.exec(select(Unit.code))) == {"VP", "KTHT", "VHTT", "MC"}
        assert session.exec(select(Task)).first() is not None
    assert example("verify").code == 0
    assert not (tmp_path / "data" / "backups").exists()


def test_a_catalogue_without_an_admin_says_how_to_invite_one(nhacviec: Command, tmp_path: Path) -> None:
    text = NGHIA_DONG.read_text(encoding="utf-8").replace("roles: [head, admin]", "roles: [head]")
    (tmp_path / "xa.yaml").write_text(text, encoding="utf-8")
    loaded = nhacviec("init", "--catalogue", "xa.yaml").out
    assert loaded.splitlines()[-1].startswith("Chưa có ai là quản trị: chạy nhacviec invite")
    assert "quản trị" not in nhacviec("init", "--catalogue", "xa.yaml").out


def test_an_example_with_something_of_ones_own_in_it_is_backed_up_first(
    example: Command, tmp_path: Path
) -> None:
    assert example("invite", "Cao Quang Minh", "--role", "admin").code == 0
    replaced = example("catalogue", "load", str(NGHIA_DONG))
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    assert replaced.err == f"Đã sao lưu dữ liệu đang có vào data/backups/{backup.name} trước khi thay.\n"
    assert agency_now() == ("nghia-dong", False)


def test_another_agency_is_replaced_only_when_told_to_and_after_a_backup(
    own: Command, tmp_path: Path
) -> None:
    refused = own("catalogue", "load").refusal
    assert refused.startswith(f"{OUR_DATA} Nghĩa Đồng (mã nghia-dong), tệp là của UBND xã Tân Kỳ (mã tan-ky)")
    assert "thư mục mới" in refused
    assert "--replace" in refused
    assert agency_now() == ("nghia-dong", False)
    assert own("catalogue", "load", "--replace").code == 0
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    assert agency_now() == ("tan-ky", False)
    with rows() as session:
        assert session.exec(select(Person)).all() == []
    assert own("verify").code == 0
    assert own("restore", str(backup), "--into", "cu").code == 0
    with closing(sqlite3.connect(tmp_path / "cu" / "nhacviec.db")) as old:
        assert old.execute("SELECT code FROM agency").fetchall() == [("nghia-dong",)]


def test_once_somebody_joined_an_agency_is_not_replaced(own: Command) -> None:
    code = own("invite", "Lê Thị Bốn", "--role", "officer", "--json").json["code"]
    somebody_joins(code)
    refused = own("catalogue", "load", "--replace").refusal
    assert "đã có người tham gia nên không thay được: tạo thư mục mới cho UBND xã Tân Kỳ" in refused
    assert agency_now() == ("nghia-dong", False)


def test_a_replacement_that_fails_half_way_changes_nothing(
    own: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("bot.setup.open_tasks", fails)
    assert "đĩa đã đầy" in own("catalogue", "load", "--replace").err
    assert agency_now() == ("nghia-dong", False)
    assert own("verify").code == 0


def test_the_ledger_is_guarded_again_after_a_replacement(example: Command) -> None:
    assert example("catalogue", "load", str(NGHIA_DONG)).code == 0
    with closing(sqlite3.connect("data/nhacviec.db")) as connection:
        for statement in ("DELETE FROM ledger_entry", "UPDATE ledger_entry SET seq = 9"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)


def test_a_program_that_runs_on_the_data_keeps_them(own: Command) -> None:
    with closing(sqlite3.connect("data/nhacviec.db.lock", isolation_level=None)) as running:
        running.execute("BEGIN EXCLUSIVE")
        assert "đang chạy với dữ liệu này" in own("catalogue", "load", "--replace").refusal
    assert agency_now() == ("nghia-dong", False)


def test_each_person_gets_a_slip_with_a_code_that_is_kept_nowhere_else(own: Command, tmp_path: Path) -> None:
    said = own("slips", "phieu.html")
    sheet = tmp_path / "phieu.html"
    page = sheet.read_text(encoding="utf-8")
    codes = [each.replace(" ", "") for each in CODE.findall(page)]
    assert len(set(codes)) == 7
    assert all(name in page for name in NAMES)
    assert "Chuyên viên, Phòng Kinh tế và Hạ tầng" in page
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    assert said.out.startswith("Đã ghi 7 phiếu mời vào phieu.html")
    assert "chưa có đường dẫn và mã QR: chạy nhacviec run một lần" in said.out
    with rows() as session:
        kept = "\n".join(session.exec(select(LedgerEntry.body)))
        people = {find_invite(session, SystemClock().now(), 1, each)[1].full_name for each in codes}
    assert {*NAMES, "Cao Xuân Kỳ"} == people
    assert not [each for each in codes if each in kept + said.out + said.err]


def test_a_slip_has_link_and_picture_once_the_bot_has_met_telegram(own: Command, tmp_path: Path) -> None:
    with writing(connect("sqlite:///data/nhacviec.db")) as session:
        from models.installation import installed

        row = installed(session)
        row.bot_username = "nghiadong_bot"
        session.add(row)
    assert "chưa có đường dẫn" not in own("slips", "phieu.html").out
    page = (tmp_path / "phieu.html").read_text(encoding="utf-8")
    codes = [each.replace(" ", "") for each in CODE.findall(page)]
    assert all(f"https://t.me/nghiadong_bot?start={each}" in page for each in codes)
    assert page.count("<svg") == 7
    assert "http" not in page.replace("https://t.me/", "").replace("http://www.w3.org/2000/svg", "")


def test_codes_that_are_good_stay_so_unless_it_is_asked_for_others(own: Command, tmp_path: Path) -> None:
    assert own("slips", "mot.html").code == 0
    assert own("slips", "hai.html").refusal.startswith("7 người chưa tham gia đều đã có mã còn dùng được")
    assert not (tmp_path / "hai.html").exists()
    first, *_ = CODE.findall((tmp_path / "mot.html").read_text(encoding="utf-8"))
    somebody_joins(read_code(first) or "")
    again = own("slips", "hai.html", "--again").out
    assert again.startswith("Đã ghi 6 phiếu mời")
    _, second, *_ = CODE.findall((tmp_path / "mot.html").read_text(encoding="utf-8"))
    with rows() as session, pytest.raises(Refused) as refused:
        find_invite(session, SystemClock().now(), 1, read_code(second) or "")
    assert refused.value.reason is Reason.INVITE_EXPIRED


def test_a_sheet_that_cannot_be_written_gives_nobody_a_code(own: Command, tmp_path: Path) -> None:
    (tmp_path / "phieu.html").write_text("của người khác")
    assert "đã có" in own("slips", "phieu.html").refusal
    assert "phieu.html" in own("slips", "phieu.docx").refusal
    assert own("slips", "khac.html").out.startswith("Đã ghi 7 phiếu mời")


def test_a_workbook_of_another_agency_takes_nothing_from_the_one_that_is_loaded(
    example: Command, tmp_path: Path
) -> None:
    with made_once("start", "own workbook") as (made, is_new):
        if is_new:
            from models.catalogue.workbook.writing import as_workbook

            read = read_content(NGHIA_DONG.read_bytes(), NGHIA_DONG.name)
            (made / "xa.xlsx").write_bytes(as_workbook(read.catalogue, builtin().days or (), "xa.xlsx"))
    assert example("catalogue", "load", str(made / "xa.xlsx")).err == ""
    exported = example("catalogue", "export").out
    assert "code: 2.4-ra-soat" in exported
    assert not [each for each in ("tan-ky", "VHXH", "7.5-bao-cao-tthc-thang") if each in exported]
    assert agency_now() == ("nghia-dong", False)
