"""The verb `export today`: a table to print, an A4 page as a file, JSON; the other exports as they were."""

import re
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

import bot.exports
from bot.texts.words import hour_and_day
from models.actor import Act
from models.changes.evidence import add_evidence
from models.clock import SetClock
from tests.bot.test_cli import Command, logging_as_it_was, nhacviec
from tests.commune import MONTHLY, Commune, at, commune, template
from tests.e2e.phone import FLAGS, chromium

__all__ = ["commune", "logging_as_it_was", "nhacviec", "template"]

DUE = at("16/12/2026", "07:45")


@pytest.fixture
def wednesday(
    commune: Commune, nhacviec: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Command:
    """The command in the commune on Wednesday 16/12/2026, when the December report is due."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nhacviec.db'}")
    monkeypatch.setattr(bot.exports, "SystemClock", lambda: SetClock(DUE))
    return nhacviec


def test_the_day_is_printed_as_a_table(wednesday: Command) -> None:
    said = wednesday("export", "today")
    assert said.code == 0
    assert said.out.splitlines()[:2] == ["Việc cần làm thứ Tư, 16/12/2026", "UBND xã Tân Kỳ"]
    (row,) = [row for row in said.out.splitlines() if " 12/2026 " in row]
    assert " ".join(row.split()[1:]) == "Báo cáo TTHC 12/2026 16/12/2026 hôm nay Nguyễn Thị An ________"
    assert "Sắp đến hạn, trong 5 ngày làm việc tới".upper() in said.out


def test_a_receipt_is_a_page_for_a_person(commune: Commune, wednesday: Command) -> None:
    words = "Chị gửi ảnh nhé, hệ thống vừa chạy lại"
    with commune.writes() as session:
        act = Act(session, commune.actor(session, "an.vhxh"), commune.now)
        add_evidence(act, commune.task(session), commune.file(name="ảnh báo cáo.png"), commune.said(words))
    page = wednesday("export", "receipt", "nv-2026-000001").out.splitlines()
    assert page[:2] == ["UBND XÃ TÂN KỲ", "SỐ GHI NHẬN NV-2026-000001"]
    fields = dict(re.split(r":\s+", line, maxsplit=1) for line in page[3:])
    assert fields["Việc"] == "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
    assert fields["Hạn"] == "thứ Tư, 16/12/2026"
    assert fields["Người báo"].startswith("Nguyễn Thị An")
    assert fields["Báo lúc"] == hour_and_day(commune.now)
    assert fields["Ngày làm xong"] == "thứ Ba, 15/12/2026"
    assert fields["Lời báo"] == f"“{words}”"
    assert fields["Minh chứng"].startswith("ảnh báo cáo.png")
    assert re.fullmatch(r"dòng \d+, mã [0-9a-f]{12}, nguyên vẹn", fields["Sổ ghi"])
    assert max(map(len, page)) <= 100
    assert wednesday("export", "receipt", "NV-2026-000001", "--json").json["words"] == words


def test_json_is_a_list_by_codes(wednesday: Command) -> None:
    rows = wednesday("export", "today", "--json").json
    assert {
        "section": "due",
        "unit": "VHXH",
        "officer": "an.vhxh",
        "requirement": MONTHLY,
        "period": "2026-12",
        "task": f"{MONTHLY}/2026-12",
        "tell": "an.vhxh",
        "because": None,
        "due_on": "2026-12-16",
        "left": 0,
        "late": 0,
        "state": "open",
    } in rows
    assert wednesday("export", "today", "--unit", "kt", "--json").json == []


def test_an_unknown_unit_is_refused_with_the_codes_there_are(wednesday: Command) -> None:
    assert "Các mã đang có: CM, CNSCD, KT" in wednesday("export", "today", "--unit", "ABC").refusal


def test_the_page_is_written_once_and_never_over_another(wednesday: Command, tmp_path: Path) -> None:
    page = tmp_path / "hom-nay.html"
    assert wednesday("export", "today", "--output", str(page)).out == f"Đã ghi 3 việc vào {page}, khổ A4.\n"
    written = page.read_text("utf-8")
    assert "<h1>Việc cần làm thứ Tư, 16/12/2026</h1>" in written
    assert "chọn tên khác" in wednesday("export", "today", "--output", str(page)).refusal
    assert "đặt tên trang.html" in wednesday("export", "today", "--output", "trang.pdf").refusal
    assert page.read_text("utf-8") == written


def test_a_page_of_the_ledger_is_wrong_usage(wednesday: Command, tmp_path: Path) -> None:
    said = wednesday("export", "ledger", "--output", str(tmp_path / "so.html"))
    assert said.code == 2
    assert "chỉ dùng với nhacviec export today" in said.err
    assert not (tmp_path / "so.html").exists()


@pytest.mark.needs_program("chromium")
async def test_the_page_prints_on_a4(wednesday: Command, tmp_path: Path) -> None:
    """As a browser prints it: A4 upright, and nothing sticks out at the side."""
    page = tmp_path / "hom-nay.html"
    wednesday("export", "today", "--output", str(page))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        opened = await browser.new_page(viewport={"width": 703, "height": 1000})
        await opened.goto(page.as_uri())
        printed = await opened.pdf(prefer_css_page_size=True)
        await opened.emulate_media(media="print")
        width = await opened.evaluate("[document.body.scrollWidth, document.body.clientWidth]")
        await browser.close()
    assert b"/MediaBox [0 0 594.95996 841.91998]" in printed
    assert width[0] == width[1]
