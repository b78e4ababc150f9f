"""The command `nhacviec` as an administrator types it: what it prints, what it exits with."""

import errno
import json
import logging
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import bot.ticking
from bot.alone import alone_with, run_lock
from bot.cli import _why_not, main
from bot.settings import read_settings
from bot.setup import builtin, set_up
from bot.verbs import NO_DATA
from jobs.listening import note_contact
from models.clock import SystemClock
from models.database import connect
from tests.shared import made_once

REPORT = "7.5-bao-cao-tthc-thang"


@dataclass(frozen=True)
class Said:
    """What a run of the command left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one line that says why not and what to do."""
        assert self.code == 1, self
        assert self.out == ""
        (line,) = self.err.splitlines()
        assert line.endswith(".")
        return line


Command = Callable[..., Said]


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """The command sets up logging for its whole process; a test process goes on."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], sys.excepthook = handlers, hook
    root.setLevel(level)


@pytest.fixture
def nhacviec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs the command in an empty folder, on a machine on which nothing takes long."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bot.progress.monotonic", lambda: 0.0)

    def run(*arguments: str) -> Said:
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run


@pytest.fixture(scope="module")
def loaded() -> Path:
    """A database as `init` leaves it where the built-in catalogue is the agency's own, made once."""
    with made_once("loaded") as (folder, is_new):
        path = folder / "nhacviec.db"
        if is_new:
            engine = connect(f"sqlite:///{path}")
            set_up(engine, SystemClock().now(), builtin())
            engine.dispose()
        return path


@pytest.fixture
def office(nhacviec: Command, loaded: Path, tmp_path: Path) -> Command:
    """The command in a folder where `init` was run."""
    (tmp_path / "data").mkdir()
    shutil.copy(loaded, tmp_path / "data" / "nhacviec.db")
    return nhacviec


def change(folder: Path, statement: str) -> None:
    """Somebody changes the database behind the program's back."""
    with closing(sqlite3.connect(folder / "data" / "nhacviec.db")) as connection, connection:
        assert connection.execute(statement).rowcount > 0


def test_init_of_a_new_version_says_that_it_brought_the_data_up_to_date(
    nhacviec: Command, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    saved = Path(__file__).parents[1] / "data" / "versions" / "0001.sql"
    with closing(sqlite3.connect(tmp_path / "data" / "nhacviec.db")) as old:
        old.executescript(saved.read_text("utf-8"))
    assert nhacviec("init").out.startswith("Đã nâng cấp cơ sở dữ liệu từ phiên bản 0001 lên ")
    assert (tmp_path / "data" / "nhacviec.db.before-0001").exists()
    assert "không có gì thay đổi" in nhacviec("init").out


def test_init_loads_the_builtin_catalogue_and_a_second_time_changes_nothing(nhacviec: Command) -> None:
    first = nhacviec("init")
    assert first.code == 0
    assert REPORT in first.out
    *_, counted, example = first.out.splitlines()
    assert counted.startswith("Đã nạp danh mục: ")
    assert example.startswith("Đang dùng ví dụ kèm sẵn (UBND xã Tân Kỳ): nạp danh mục của cơ quan mình bằng ")
    unchanged = "Cơ sở dữ liệu và danh mục đã đúng, không có gì thay đổi."
    assert nhacviec("init") == Said(0, f"{unchanged}\n{example}\n", "")
    assert nhacviec("init", "--json").json == []


def test_init_says_in_json_what_it_changed(nhacviec: Command) -> None:
    changed = nhacviec("init", "--json").json
    assert {tuple(sorted(each)) for each in changed} == {("code", "field", "removed", "what")}
    assert REPORT in [each["code"] for each in changed]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "khac.yaml"),
        (b"PK\x03\x04\x14\x00", "khac.yaml: Tệp Excel bị hỏng, không mở được"),
        (b"", "khac.yaml:1: Tệp trống"),
        (b"agency: [", "khac.yaml:1: Không đọc được YAML"),
    ],
    ids=["missing", "xlsx", "empty", "broken"],
)
def test_a_catalogue_that_cannot_be_read_is_refused_in_one_line(
    nhacviec: Command, tmp_path: Path, content: bytes | None, says: str
) -> None:
    if content is not None:
        (tmp_path / "khac.yaml").write_bytes(content)
    assert says in nhacviec("init", "--catalogue", "khac.yaml").refusal


def test_a_folder_given_as_catalogue_is_refused_in_one_line(nhacviec: Command, tmp_path: Path) -> None:
    assert str(tmp_path) in nhacviec("init", "--catalogue", str(tmp_path)).refusal


@pytest.mark.parametrize(
    "verb",
    [
        ("invite", "Nguyễn Thị An", "--role", "officer"),
        ("assign", REPORT, "an.vhxh"),
        ("tick",),
        ("verify",),
        ("export", "ledger"),
        ("catalogue", "show"),
        ("catalogue", "export", "xa.xlsx"),
        ("run",),
    ],
    ids=lambda verb: verb[0],
)
def test_before_init_every_verb_says_to_run_it_and_makes_no_database(
    nhacviec: Command, verb: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1234567:" + "a" * 35)
    assert nhacviec(*verb).refusal == NO_DATA
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["verify", "run", "tick"])
def test_an_empty_database_is_no_new_office(
    nhacviec: Command, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1234567:" + "a" * 35)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///trong.db")
    (tmp_path / "trong.db").touch()
    assert nhacviec(verb).refusal == NO_DATA
    assert (tmp_path / "trong.db").stat().st_size == 0


def test_a_second_run_on_the_same_data_is_stopped_with_a_sentence(
    office: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1234567:" + "a" * 35)
    with alone_with(run_lock(read_settings(tmp_path))):
        assert office("run").refusal.startswith("Nhắc Việc đang chạy với dữ liệu này rồi: ")


def test_an_invite_is_four_values_and_has_no_link_until_the_bot_has_met_telegram(office: Command) -> None:
    before = SystemClock().now()
    made = office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH", "--json").json
    assert set(made) == {"person", "code", "link", "expires_at"}
    assert made["person"] == "an.vhxh"
    assert made["link"] is None
    expires_at = datetime.fromisoformat(made["expires_at"])
    assert before + timedelta(days=7) <= expires_at <= SystemClock().now() + timedelta(days=7)


def test_a_database_that_another_program_holds_is_said_in_one_sentence(
    office: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.verbs.connect", partial(connect, waits_ms=10))
    with closing(sqlite3.connect(tmp_path / "data" / "nhacviec.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refusal = office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH").refusal
    assert refusal.startswith("Cơ sở dữ liệu đang bận, chưa đổi gì")


def test_the_link_opens_the_bot_with_the_code(office: Command, tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{tmp_path / 'data' / 'nhacviec.db'}")
    note_contact(engine, SystemClock().now(), "tanky_cchc_bot")
    engine.dispose()
    made = office("invite", "Lê Văn Dũng", "--role", "officer", "--unit", "vhxh", "--json").json
    assert made["link"] == f"https://t.me/tanky_cchc_bot?start={made['code']}"


def test_an_invite_in_sentences_shows_the_code_as_people_type_it(office: Command) -> None:
    said = office("invite", "Trần Văn Bình", "--role", "head,reviewer", "--unit", "VHXH", "--valid-days", "3")
    assert said.code == 0
    assert said.out.startswith("Mã mời của Trần Văn Bình (binh.vhxh): NV ")
    assert "Chưa có đường dẫn" in said.out
    expires_on = SystemClock().now() + timedelta(days=3)
    assert f"Dùng một lần, đến hết {expires_on:%H:%M %d/%m/%Y}." in said.out


def test_a_second_invite_of_a_person_is_a_new_code_for_the_same_person(office: Command) -> None:
    invite = ("invite", "Nguyễn Thị An", "--role", "officer", "--person", "an.vhxh", "--json")
    first, second = office(*invite).json, office(*invite).json
    assert first["person"] == second["person"] == "an.vhxh"
    assert first["code"] != second["code"]


def test_an_invite_of_a_known_person_adds_to_what_they_are(office: Command) -> None:
    office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH")
    office("invite", "Nguyễn Thị An", "--person", "an.vhxh", "--role", "officer,reviewer")
    added = [entry for entry in office("export", "ledger", "--json").json if entry["change"] == "add_roles"]
    assert [(entry["person"], entry["roles"]) for entry in added] == [("an.vhxh", ["reviewer"])]


def test_the_same_name_invited_twice_is_asked(office: Command) -> None:
    office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH")
    before = office("export", "ledger").out
    for name in ("Nguyễn Thị An", " nguyen  thi an "):
        asked = office("invite", name, "--role", "head", "--unit", "VP").refusal
        assert asked.startswith(f"Đã có {' '.join(name.split())} (an.vhxh). ")
        assert "thêm --person an.vhxh" in asked
    assert office("export", "ledger").out == before


def test_two_people_of_one_name_have_codes_of_their_own(office: Command) -> None:
    invite = ("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH", "--json")
    assert office(*invite).json["person"] == "an.vhxh"
    assert office(*invite, "--person", "an2.vhxh").json["person"] == "an2.vhxh"


def test_the_secret_of_an_invite_is_kept_nowhere(office: Command, tmp_path: Path) -> None:
    code = office("invite", "Nguyễn Thị An", "--role", "officer", "--json").json["code"]
    assert code not in office("export", "ledger", "--json").out
    assert all(code.encode() not in path.read_bytes() for path in (tmp_path / "data").iterdir())


def test_an_unknown_unit_is_refused_with_the_units_there_are(office: Command) -> None:
    refusal = office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "XYZ").refusal
    assert refusal.startswith("Không có đơn vị XYZ. Các mã đang có: ")
    assert "VHXH" in refusal


def test_an_unknown_role_is_refused_with_the_roles_there_are(office: Command) -> None:
    said = office("invite", "Nguyễn Thị An", "--role", "officer,boss")
    assert (said.code, said.err) == (
        2,
        "Không có vai trò boss. Dùng: officer (cán bộ phụ trách), head (trưởng đơn vị), reviewer (người thẩm tra), "
        "leader (lãnh đạo UBND), clerk (văn thư), admin (quản trị).\n",
    )


@pytest.mark.parametrize("roles", ["trưởng đơn vị,Văn thư", "truong phong, van thu", "HEAD,clerk"])
def test_roles_may_be_called_by_their_names(office: Command, roles: str) -> None:
    office("invite", "Phạm Minh Châu", "--role", roles, "--unit", "VP")
    enlisted = [entry for entry in office("export", "ledger", "--json").json if entry["change"] == "enlist"]
    assert [entry["roles"] for entry in enlisted] == [["clerk", "head"]]


def test_a_refused_invite_leaves_nothing_behind(office: Command) -> None:
    before = office("export", "ledger").out
    office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "XYZ")
    office("invite", "  ", "--role", "officer")
    assert office("export", "ledger").out == before


@pytest.mark.parametrize(
    "code", ["An.VHXH", "an vhxh", "ân.vhxh", "../an", "an.", "", "an:vhxh", "=an", "an\nvp"]
)
def test_a_code_that_no_catalogue_can_spell_is_refused_at_invite(office: Command, code: str) -> None:
    before = office("export", "ledger").out
    said = office("invite", "Nguyễn Thị An", "--role", "officer", "--person", code)
    assert (said.code, "không đúng dạng mã cán bộ: viết như an.vhxh." in said.err) == (2, True)
    assert office("export", "ledger").out == before


@pytest.mark.parametrize("name", ["An\x1b[2JBình", "An\u202eBình", "An\x00", "A" * 201])
def test_a_name_of_unseen_characters_or_without_end_is_refused_at_invite(office: Command, name: str) -> None:
    said = office("invite", name, "--role", "officer")
    assert (said.code, said.out) == (2, "")
    assert name not in said.err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("confirm", REPORT, "--for", "an.vhxh"),
        ("confirm", REPORT, "--words", "xong"),
        ("evidence", "add", REPORT, "--for", "an.vhxh"),
        ("evidence", "drop", REPORT, "a.pdf", "--for", "an.vhxh"),
        ("fly",),
        ("invite",),
        ("invite", "Nguyễn Thị An"),
        ("invite", "Nguyễn Thị An", "--role", "officer", "--valid-days", "0"),
        ("invite", "Nguyễn Thị An", "--role", "officer", "--valid-days", "bảy"),
        ("assign", REPORT),
        ("export",),
        ("export", "everything"),
        ("verify", "--loudly"),
        ("verify", "--js"),
        ("tick", "--at"),
    ],
)
def test_wrong_usage_exits_with_2(nhacviec: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    said = nhacviec(*arguments)
    assert said.code == 2
    assert said.out == ""
    assert said.err.startswith("Cách dùng: nhacviec")
    assert not re.search(r"usage|error|required|argument|choose|what", said.err)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("fly",), "không có “fly”. Dùng: init, catalogue, run"),
        (("assign", REPORT), "Còn thiếu CÁN_BỘ."),
        (("catalogue",), "Còn thiếu check|load|show|export|template|schema|roll."),
        (("export", "everything"), "Dùng: ledger, receipt, today, pack, pack-template."),
        (("invite", "Nguyễn Thị An"), "Còn thiếu --role."),
        (("verify", "--loudly"), "Không hiểu --loudly."),
        (("tick", "--at"), "--at cần một giá trị."),
        (
            ("invite", "An", "--role", "head", "--valid-days", "0"),
            "--valid-days phải là số ngày từ 1 đến 365.",
        ),
    ],
)
def test_what_is_wrong_with_a_call_is_said_in_vietnamese(
    nhacviec: Command, arguments: tuple[str, ...], says: str
) -> None:
    assert says in nhacviec(*arguments).err


@pytest.mark.parametrize("verb", [(), ("invite",), ("export",), ("catalogue",), ("tick",)])
def test_help_is_in_vietnamese(nhacviec: Command, verb: tuple[str, ...]) -> None:
    said = nhacviec(*verb, "--help")
    assert said.code == 0
    assert said.out.startswith("Cách dùng: nhacviec")
    assert "in hướng dẫn này rồi thoát" in said.out
    assert not re.search(r"usage|options|positional|show this|arguments", said.out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", "  ", "--role", "officer"),
        ("tick", "--at", "sáng mai"),
        ("tick", "--at", "2026-02-30T07:30"),
        ("understand", "--now", "hôm nay"),
        ("export", "ledger", "NV-2026-000001"),
        ("catalogue", "export", "danh-muc.ods"),
        ("catalogue", "export", "danh-muc"),
    ],
)
def test_a_value_that_cannot_be_meant_is_wrong_usage_in_one_line(
    office: Command, arguments: tuple[str, ...]
) -> None:
    said = office(*arguments)
    assert (said.code, said.out) == (2, "")
    assert len(said.err.splitlines()) == 1


def test_a_catalogue_is_written_as_what_its_name_says_or_not_at_all(office: Command, tmp_path: Path) -> None:
    said = office("catalogue", "export", "danh-muc.ods")
    assert said.err == "Danh mục xuất ra tệp .xlsx hoặc .yaml hoặc .yml, không ra “danh-muc.ods”.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


def test_assign_makes_a_person_responsible(office: Command) -> None:
    office("invite", "Nguyễn Thị An", "--role", "officer", "--unit", "VHXH")
    assert office("assign", REPORT, "an.vhxh").out == f"Đã giao {REPORT} cho an.vhxh.\n"
    assert office("assign", REPORT, "an.vhxh", "--json").json == {"requirement": REPORT, "person": "an.vhxh"}
    last = office("export", "ledger", "--json").json[-1]
    assert (last["change"], last["requirement"], last["to"]) == ("assign_requirement", REPORT, "an.vhxh")


def test_assign_refuses_what_it_does_not_know(office: Command) -> None:
    unknown = office("assign", "7.5-khong-co", "an.vhxh").refusal
    assert unknown.startswith("Không có yêu cầu 7.5-khong-co. Các mã đang có: ")
    assert REPORT in unknown
    assert office("assign", REPORT, "ai.do").refusal == (
        "Không có cán bộ ai.do: mời người đó trước bằng nhacviec invite."
    )


def test_tick_without_a_token_leaves_the_messages_waiting_and_says_so(office: Command) -> None:
    said = office("tick")
    assert said.code == 0
    assert "gửi 0 tin." in said.out
    assert "Chưa có TELEGRAM_BOT_TOKEN nên thư nằm chờ trong hộp gửi." in said.out
    opened = [entry for entry in office("export", "ledger", "--json").json if entry["change"] == "open"]
    assert opened


def moment(**ahead: float) -> str:
    """A moment as people write it, without a zone, so far from now."""
    return (SystemClock().now() + timedelta(**ahead)).strftime("%Y-%m-%dT%H:%M")


def test_tick_at_a_moment_is_vietnamese_time_and_never_goes_back(office: Command) -> None:
    at = moment(hours=2)
    assert office("tick", "--at", at, "--json").json == {"at": f"{at}:00+07:00", "sent": 0}
    assert office("tick", "--at", at).code == 0
    assert office("tick", "--at", moment(hours=1)).refusal == (
        f"--at sớm hơn lượt nhắc gần nhất ({datetime.fromisoformat(at):%H:%M %d/%m/%Y})."
    )


def test_tick_far_ahead_has_to_be_meant(office: Command) -> None:
    before, at = office("export", "ledger").out, moment(days=45)
    assert "thêm --yes" in office("tick", "--at", at).refusal
    assert office("export", "ledger").out == before
    assert office("tick", "--at", at, "--yes").code == 0
    assert len(office("export", "ledger").out) > len(before)


def test_tick_before_the_day_of_adoption_is_refused_where_there_was_no_tick(office: Command) -> None:
    before = office("export", "ledger").out
    refusal = office("tick", "--at", moment(days=-1)).refusal
    assert refusal == f"--at sớm hơn ngày cơ quan bắt đầu dùng ({SystemClock().now():%d/%m/%Y})."
    assert office("export", "ledger").out == before


def test_tick_holds_where_the_machines_clock_has_leapt(
    office: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office("tick").code == 0
    before = office("export", "ledger").out

    class Leapt(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(days=400)

    with monkeypatch.context() as wrong:
        wrong.setattr(bot.ticking, "SystemClock", Leapt)
        held = office("tick")
    assert held.code == 1
    assert "không khớp với lượt nhắc trước hoặc với Telegram nên chưa mở, đóng, nhắc việc nào" in held.refusal
    while_held = office("export", "ledger").out
    assert [line.split()[2] for line in while_held.removeprefix(before).splitlines()] == ["hold_clock"]
    assert office("tick").code == 0
    assert office("export", "ledger").out == while_held


def test_tick_at_something_else_is_refused(office: Command) -> None:
    assert office("tick", "--at", "sáng mai").err == '--at phải là ngày giờ, ví dụ --at "07:30 15/12/2026".\n'


def test_tick_at_a_moment_as_people_write_it(office: Command) -> None:
    ahead = SystemClock().now() + timedelta(hours=2)
    at = f"{ahead:%Y-%m-%dT%H:%M}:00+07:00"
    for written in (
        f"{ahead:%H:%M %d/%m/%Y}",
        f"{ahead:%d/%m/%Y %H:%M}",
        f"{ahead:%Hh%M} ngày {ahead:%d/%m/%Y}",
    ):
        assert office("tick", "--at", written, "--json").json["at"] == at


def test_verify_proves_what_was_recorded(office: Command) -> None:
    office("tick")
    said = office("verify")
    assert said.code == 0
    assert said.out.startswith("Sổ ghi nguyên vẹn: ")
    assert office("verify", "--json").json == []


def everything_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_verify_reads_a_copy_and_leaves_nothing_beside_it(
    office: Command, loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "bản sao 2026"
    kept.mkdir()
    shutil.copy(loaded, kept / "nhacviec.db")
    (kept / "nhacviec.db").chmod(0o444)
    kept.chmod(0o555)
    before = everything_in(kept)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{kept / 'nhacviec.db'}")
    for verb in (("verify",), ("export", "ledger"), ("export", "today"), ("catalogue", "show")):
        assert office(*verb).code == 0
    assert everything_in(kept) == before
    kept.chmod(0o755)


def test_verify_reads_the_database_while_it_is_written(office: Command, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "nhacviec.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE agency SET name = 'đang ghi dở'")
        assert office("verify").code == 0


def test_verify_upgrades_nothing(office: Command, tmp_path: Path) -> None:
    change(tmp_path, "UPDATE alembic_version SET version_num = '0000'")
    assert office("verify").refusal.startswith("Cơ sở dữ liệu chưa đúng phiên bản này")
    assert not list((tmp_path / "data").glob("*.before-*"))


def test_verify_names_what_was_changed_behind_its_back(office: Command, tmp_path: Path) -> None:
    office("tick")
    change(tmp_path, "UPDATE task SET state = 'accepted' WHERE id = 1")
    said = office("verify")
    assert said.code == 1
    assert said.out.startswith("Đầu việc 1: trạng thái accepted, sổ ghi dòng ")
    assert len(json.loads(office("verify", "--json").out)) == 1


def test_the_ledger_is_a_list_whose_hashes_chain(office: Command) -> None:
    office("invite", "Nguyễn Thị An", "--role", "officer")
    rows = office("export", "ledger", "--json").json
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))
    assert [row["prev"] for row in rows[1:]] == [row["hash"] for row in rows[:-1]]
    assert len(office("export", "ledger").out.splitlines()) == len(rows)


def test_json_may_stand_before_the_verb_or_after_it(office: Command) -> None:
    assert office("--json", "export", "ledger").json == office("export", "ledger", "--json").json
    assert office("--json", "verify").json == []


def test_an_unknown_receipt_is_refused(office: Command) -> None:
    assert office("export", "receipt", "NV-2026-000123").refusal == (
        "Không có số ghi nhận NV-2026-000123: xem lại từng chữ số."
    )


def test_a_receipt_without_a_number_is_wrong_usage(office: Command) -> None:
    said = office("export", "receipt")
    assert said.code == 2
    assert "nhacviec export receipt NV-2026-000123" in said.err


@pytest.mark.parametrize("token", ["<token>", "your-token-here", "changeme", "xxx"])
def test_a_placeholder_for_a_token_is_refused_by_name(
    nhacviec: Command, monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", token)
    assert nhacviec("run").refusal.startswith("TELEGRAM_BOT_TOKEN còn là chữ giữ chỗ")


@pytest.mark.parametrize(
    "url",
    [
        "data/nhacviec.db",
        "sqlite:data/nhacviec.db",
        "nosuch://localhost/nhacviec",
        "postgresql://nhacviec@localhost/nhacviec",
        "postgresql+psycopg://nhacviec@localhost/nhacviec",
    ],
)
def test_a_database_url_that_cannot_be_used_is_refused_by_name(
    nhacviec: Command, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert "DATABASE_URL" in nhacviec("init").refusal


def test_a_database_where_no_folder_can_be_is_refused(
    nhacviec: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///tệp/nhacviec.db")
    assert "tệp" in nhacviec("init").refusal


@pytest.mark.parametrize("content", [None, b"not a database, but long enough to be taken for one" * 40])
def test_a_database_that_is_none_is_refused(
    nhacviec: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "nhacviec.db"
    path.mkdir() if content is None else path.write_bytes(content)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///nhacviec.db")
    assert "DATABASE_URL" in nhacviec("init").refusal


def test_as_a_process_of_its_own_it_speaks_vietnamese_and_keeps_its_exit_codes(tmp_path: Path) -> None:
    """Whatever the machine takes for its alphabet."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = (sys.executable, "-m", "bot", *arguments)
        root = str(Path(__file__).parents[2])
        return subprocess.run(
            command,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": root, "PYTHONIOENCODING": "cp1252"},
            capture_output=True,
            encoding="utf-8",
        )

    refused = run("verify")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"{NO_DATA}\n"
    assert run("fly").returncode == 2


@pytest.mark.parametrize(
    "verb",
    [
        ("init",),
        ("tick",),
        ("verify",),
        ("assign", REPORT, "an.vhxh"),
        ("export", "ledger"),
        ("catalogue", "load"),
    ],
)
def test_a_database_of_a_newer_program_is_named_and_left_alone(
    office: Command, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    change(tmp_path, "UPDATE alembic_version SET version_num = '0099'")
    assert office(*verb).refusal.startswith("Cơ sở dữ liệu là của phiên bản Nhắc Việc mới hơn, chưa đổi gì")
    assert not list(tmp_path.rglob("*.before-*"))


@pytest.mark.parametrize("verb", [("init",), ("catalogue", "load"), ("assign", REPORT, "an.vhxh"), ("tick",)])
def test_an_older_database_is_not_upgraded_under_a_running_program(
    office: Command, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    change(tmp_path, "UPDATE alembic_version SET version_num = '0017'")
    with alone_with(run_lock(read_settings(tmp_path))):
        said = office(*verb).refusal
    assert said.startswith(
        "Dữ liệu là của phiên bản cũ và Nhắc Việc đang chạy với nó nên chưa nâng cấp: dừng"
    )
    assert not list(tmp_path.rglob("*.before-*"))


def test_what_the_system_refuses_is_said_in_vietnamese(office: Command) -> None:
    said = office("catalogue", "load", "khong-co.yaml").refusal
    assert said == (
        "Không dùng được khong-co.yaml (không có tệp hay thư mục này): xem lại đường dẫn và quyền truy cập."
    )


def test_a_full_disk_is_no_wrong_path() -> None:
    said = _why_not(OSError(errno.ENOSPC, "No space left on device", "ra.zip"))
    assert (
        said == "Không dùng được ra.zip (đĩa đã đầy): xóa bớt tệp không dùng đến trên ổ đĩa ấy rồi chạy lại."
    )
