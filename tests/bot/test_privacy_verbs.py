"""The verbs `privacy` and `incident`, and `verify --retention`: what an admin sees, prints and starts here."""

from pathlib import Path

import pytest
from sqlmodel import select

import bot.incident
import bot.privacy
from models.actor import OPERATOR, Act
from models.changes.joining import create_invite
from models.changes.looking import opened_in
from models.changes.own_data import ask_about_data
from models.changes.staffing import deactivate
from models.clock import SetClock
from models.installation import is_frozen
from models.tables import Looked, PersonalAccess
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import Commune, at, commune, template

__all__ = ["commune", "logging_as_it_was", "nhacviec", "template"]

NOW = at("16/12/2026", "15:00")


@pytest.fixture
def office(commune: Commune, nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command in the commune on Wednesday 16/12/2026."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.setenv("EVIDENCE_DIR", str(tmp_path / "evidence"))
    for module in (bot.privacy, bot.incident):
        monkeypatch.setattr(module, "SystemClock", lambda: SetClock(NOW))
    return nhacviec


def test_a_person_is_shown_written_and_counted_as_exported(
    commune: Commune, office: Command, tmp_path: Path
) -> None:
    assert office("privacy", "person", "an.vhxh", "--json").json["full_name"] == "Nguyễn Thị An"
    page = tmp_path / "an.html"
    assert "Đã ghi" in office("privacy", "person", "an.vhxh", "--output", str(page)).out
    assert "<td>Nguyễn Thị An</td>" in page.read_text("utf-8")
    assert "Không có cán bộ ai.vhxh" in office("privacy", "person", "ai.vhxh").refusal
    with commune.reads() as session:
        rows = session.exec(select(PersonalAccess)).all()
        assert [(each.who, each.what) for each in rows] == [("@operator", Looked.EXPORT)] * 2
        month = opened_in(session, commune.agency(session), NOW.date())
        assert month is not None and (month.times, month.exports) == (0, 2)


def test_somebody_is_forgotten_only_once_they_left_and_it_is_meant(commune: Commune, office: Command) -> None:
    assert "Không lấy lại được" in office("privacy", "forget", "hoa.ttpvhcc").refusal
    assert "còn đang làm việc" in office("privacy", "forget", "hoa.ttpvhcc", "--yes").refusal
    with commune.writes() as session:
        deactivate(commune.act(session, "minh.vp"), commune.person(session, "hoa.ttpvhcc"), None)
    assert (
        "Đã xóa thông tin cá nhân của hoa.ttpvhcc" in office("privacy", "forget", "hoa.ttpvhcc", "--yes").out
    )
    assert office("privacy", "person", "hoa.ttpvhcc", "--json").json["full_name"] == "hoa.ttpvhcc"
    assert commune.faults() == []


def test_the_page_says_of_every_table_why_and_until_when_and_what_is_to_be_asked(
    office: Command, tmp_path: Path
) -> None:
    page = tmp_path / "mo-ta.html"
    office("privacy", "page", "--output", str(page))
    text = page.read_text("utf-8")
    for said in (
        "UBND xã Tân Kỳ",
        "91/2025/QH15",
        "Telegram (máy chủ ở nước ngoài)",
        "AES-256-GCM",
        "lần báo xong",
        "Điều chưa kiểm chứng, cần hỏi",
        "mẫu 10 NĐ 356/2025/NĐ-CP",
    ):
        assert said in text, said
    assert "đã có" in office("privacy", "page", "--output", str(page)).refusal


def test_limits_are_shown_and_set(office: Command) -> None:
    assert "inbox: tin đến đã xử lý, 30 ngày (đề xuất;" in office("privacy", "keep").out
    changed = office("privacy", "keep", "inbox", "10", "--json").json
    assert {each["limit"]: (each["amount"], each["status"]) for each in changed}["inbox"] == (10, "decided")
    for given in (("inbox", "10"), ("inbox", "x"), ("inbox",), ("inbox", "9999999")):
        assert "từ 2 đến 3650" in office("privacy", "keep", *given).refusal
    assert "Không có mức giữ tin" in office("privacy", "keep", "tin", "3").refusal


def test_retention_is_printed_table_by_table(office: Command) -> None:
    said = office("verify", "--retention")
    assert said.code == 0
    assert "cán bộ (8): giữ đến khi người đó nghỉ và quản trị xóa thông tin" in said.out
    rows = {row["table"]: row for row in office("verify", "--retention", "--json").json}
    assert (rows["confirmation"]["ends"], rows["confirmation"]["amount"]) == ("said-words", 24)


def test_requests_that_wait_are_listed(commune: Commune, office: Command) -> None:
    assert "Không có yêu cầu nào" in office("privacy", "requests").out
    with commune.writes() as session:
        ask_about_data(commune.act(session, "an.vhxh"), "Xin sửa đơn vị")
    assert "an.vhxh, hỏi" in office("privacy", "requests").out


def test_an_incident_is_started_listed_and_ended(commune: Commune, office: Command) -> None:
    assert "Chưa có sự cố nào" in office("incident", "list").refusal
    with commune.writes() as session:
        create_invite(Act(session, OPERATOR, NOW), commune.person(session, "dung.vhxh"))
    office("privacy", "person", "an.vhxh")
    assert "phải là lúc đã qua" in office("incident", "start", "--since", "08:00 17/12/2026").refusal
    begun = office("incident", "start", "--since", "08:00 16/12/2026", "--reason", "Mất máy tính")
    assert "trước 15 giờ 00 thứ Bảy, 19/12/2026" in begun.out
    assert "chưa kết thúc" in office("incident", "start").refusal
    with commune.reads() as session:
        assert is_frozen(session)
    seen = office("incident", "list", "--json").json
    assert (len(seen["linked"]), seen["invites"][0]["person"]) == (8, "dung.vhxh")
    assert [(each["who"], each["what"]) for each in seen["accesses"]] == [("@operator", "export")]
    assert "Lý do: Mất máy tính." in office("incident", "list").out
    assert "Mất máy tính" not in "".join(each.body for each in commune.ledger())
    assert "Đã kết thúc" in office("incident", "end").out
    assert "Không có sự cố nào" in office("incident", "end").refusal
    with commune.reads() as session:
        assert not is_frozen(session)
    assert commune.faults() == []


@pytest.mark.parametrize(
    "words",
    [
        ("assign", "7.5-bao-cao-tthc-thang", "an.vhxh"),
        ("confirm", "7.5-bao-cao-tthc-thang/2026-12", "--for", "an.vhxh", "--words", "xong rồi"),
        ("evidence", "add", "7.5-bao-cao-tthc-thang/2026-12", __file__, "--for", "an.vhxh"),
        ("catalogue", "load"),
        ("catalogue", "roll", "2027"),
        ("import", "files", __file__),
        ("cases", "settle", "minh.vp", "--reason", "Đã xin lỗi bằng giấy"),
        ("privacy", "forget", "an.vhxh", "--yes"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_while_an_incident_is_looked_into_the_command_line_records_and_deletes_nothing_either(
    commune: Commune, office: Command, words: tuple[str, ...]
) -> None:
    office("incident", "start")
    before = office("export", "ledger", "--json").json
    assert "Đang xử lý một sự cố" in office(*words).refusal
    assert office("export", "ledger", "--json").json == before
    office("incident", "end")
    assert "Đang xử lý một sự cố" not in office(*words).err


def test_while_an_incident_is_looked_into_invites_and_copies_are_made(
    commune: Commune, office: Command
) -> None:
    office("incident", "start")
    assert office("invite", "Nguyễn Thị An", "--person", "an.vhxh", "--role", "officer", "--json").json[
        "code"
    ]
    assert office("privacy", "requests").out
