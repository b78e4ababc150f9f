"""The sandbox page as a person sees it, on a phone: the first issue's promise kept in a real browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import date

import pytest
from playwright.async_api import Locator, Route, expect
from sqlmodel import select

from jobs.simulate import simulate
from models.rules.lifecycle import State
from models.tables import Agency, Requirement
from tests.e2e.phone import QUARTERLY, REPORT, Phone, open_phone
from tests.e2e.world import ADMIN, AN, BINH, DUNG, PNG, World

pytestmark = pytest.mark.needs_program("chromium")


@pytest.fixture
async def phone(world: World) -> AsyncIterator[Phone]:
    async with open_phone(world.url) as phone:
        yield phone
        await phone.is_sound()


async def test_an_is_reminded_and_answers_with_a_button(world: World, phone: Phone) -> None:
    await phone.go_to(date(2026, 12, 15))
    await phone.be(AN)
    card = await phone.open_report()
    await expect(card).to_contain_text("Hạn: thứ Tư, 16/12/2026")
    await expect(card).to_contain_text(
        "Tiêu chí 7.5 (1,5 điểm); báo cáo này khoảng 0,09 điểm (ước tính); năm 2025 cơ quan mất 0,17 điểm."
    )

    await phone.press(card, "✅ Đã xong")
    await expect(phone.page.locator("#toast")).to_have_text(
        "Đã ghi lúc 7 giờ 30. Số ghi nhận NV-2026-000001."
    )
    edited = phone.message(f"📝 Đã báo xong – {REPORT}")
    await expect(edited).to_contain_text("Số ghi nhận: NV-2026-000001")
    await expect(edited.locator(".meta")).to_contain_text("đã sửa")
    await expect(edited.get_by_role("button", name="✅ Đã xong")).to_have_count(0)
    assert world.task("2026-12").state is State.CLAIMED

    await phone.page.locator("#text").fill("/viec")
    await phone.page.locator("#send").click()
    await expect(phone.message("📋")).to_contain_text(f"☑ {REPORT}")


@pytest.mark.moment("15/12/2026")
async def test_a_screenshot_sent_as_a_reply_is_the_submission(world: World, phone: Phone) -> None:
    await phone.go_to(date(2026, 12, 15))
    await phone.be(AN)
    card = await phone.open_report()
    await card.get_by_role("button", name="Trả lời tin này").click()
    await expect(phone.page.locator("#replying-to")).to_contain_text(REPORT)
    await phone.page.locator("#file").set_input_files(
        {"name": "da-gui.png", "mimeType": "image/png", "buffer": PNG}
    )

    receipt = phone.message("✅ Đã nhận minh chứng")
    await expect(receipt).to_contain_text("Tệp: da-gui.png")
    await expect(receipt).to_contain_text("trong hạn")
    await expect(receipt).to_contain_text("Số ghi nhận: NV-2026-000001")
    await expect(phone.message(f"✅ Đã nộp minh chứng – {REPORT}")).to_be_visible()
    assert world.task("2026-12").state is State.SUBMITTED


@pytest.mark.moment("15/12/2026")
async def test_a_message_is_forwarded_to_the_bot_by_somebody_else(world: World, phone: Phone) -> None:
    await phone.go_to(date(2026, 12, 15))
    await phone.be(AN)
    card = await phone.open_report()
    await card.get_by_role("button", name="Trả lời tin này").click()
    await phone.page.get_by_role("button", name="↪ Chuyển tiếp").click()
    await phone.page.locator("#pass-on").get_by_role("button", name="Lê Văn Dũng").click()
    await expect(phone.page.locator("#chat-name")).to_have_text("Lê Văn Dũng")
    passed_on = phone.page.locator("li.from-person").last
    await expect(passed_on).to_contain_text("Chuyển tiếp từ Nhắc Việc")
    await expect(passed_on).to_contain_text(REPORT)
    assert world.task("2026-12").state is State.OPEN


@pytest.mark.moment("15/12/2026")
async def test_an_answer_that_comes_when_another_chat_is_open_says_whose_it_is(
    world: World, phone: Phone
) -> None:
    await phone.go_to(date(2026, 12, 15))
    await phone.be(AN)
    card = await phone.open_report()
    held = asyncio.Event()

    async def hold(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await phone.page.route("**/sandbox/press", hold)
    await phone.press(card, "✅ Đã xong")
    await phone.be(DUNG)
    held.set()
    await expect(phone.page.locator("#toast")).to_have_text(
        "Nguyễn Thị An: Đã ghi lúc 7 giờ 30. Số ghi nhận NV-2026-000001."
    )


@pytest.mark.moment("15/12/2026")
async def test_the_head_gives_a_report_that_is_nobodys_to_an_officer(phone: Phone) -> None:
    await phone.go_to(date(2026, 12, 15))
    await phone.be(BINH)
    card = phone.message(QUARTERLY)
    await expect(card).to_contain_text("Việc này chưa có người phụ trách")
    await phone.press(card, "👤 Giao cho Lê Văn Dũng")
    await expect(phone.page.locator("#toast")).to_contain_text("Đã giao cho")
    await expect(card).to_contain_text("Phụ trách: anh Dũng.")
    await expect(card.get_by_role("button", name="Giao cho Lê Văn Dũng")).to_have_count(0)
    await phone.be(DUNG)
    await expect(phone.message(QUARTERLY)).to_contain_text("Anh Bình giao việc này cho anh Dũng.")


async def test_the_admin_turns_the_pages_of_what_was_due_before_and_settles_one(phone: Phone) -> None:
    await phone.next_reminder()
    await phone.be(ADMIN)
    listed = phone.message("🧾 14 việc có hạn trước ngày")
    await expect(listed).to_contain_text("1. Báo cáo tình hình hồ sơ giải quyết TTHC tháng 1/2026")
    await phone.press(listed, "Xem tiếp ▸ 1/2")
    await expect(listed).to_contain_text("14. Báo cáo")
    await expect(listed).not_to_contain_text("tháng 1/2026")

    await phone.press(listed, "14")
    card = phone.message("🧾 Có hạn trước ngày dùng Nhắc Việc")
    await phone.press(card, "🚫 Không áp dụng")
    await expect(phone.message("Vì sao không áp dụng?")).to_be_visible()
    await phone.page.locator("#text").fill("Đã làm từ trước, hồ sơ lưu tại phòng")
    await phone.page.locator("#send").click()
    await expect(listed).to_contain_text("✔ Báo cáo")


class Thumb:
    """What an admin does with one thumb: every tap and every typed answer is counted."""

    def __init__(self, phone: Phone) -> None:
        self._page, self.taps, self.typed = phone.page, 0, 0

    async def tap(self, what: Locator) -> None:
        await what.click()
        self.taps += 1

    async def choose(self, label: str) -> None:
        """A button of the newest message, by how its label begins."""
        newest = self._page.locator("li.from-bot").last.locator(".keyboard")
        await self.tap(newest.get_by_role("button", name=re.compile(f"^{re.escape(label)}")))

    async def answer(self, words: str) -> None:
        await self._page.locator("#text").fill(words)
        await self._page.locator("#send").click()
        self.typed += 1


MONTHLY_TITLE = "Báo cáo giải ngân vốn đầu tư công"
# Two working days after the 14th: 5/2 to 11/2/2027 are Tết, 16/4/2027 is the day of the Hùng Kings.
DUE_DAYS = {
    "2026-12": date(2026, 12, 16),
    "2027-01": date(2027, 1, 18),
    "2027-02": date(2027, 2, 16),
    "2027-03": date(2027, 3, 16),
    "2027-04": date(2027, 4, 19),
    "2027-05": date(2027, 5, 18),
    "2027-06": date(2027, 6, 16),
    "2027-07": date(2027, 7, 16),
    "2027-08": date(2027, 8, 17),
    "2027-09": date(2027, 9, 16),
    "2027-10": date(2027, 10, 18),
    "2027-11": date(2027, 11, 16),
}


async def test_a_new_monthly_report_takes_at_most_twelve_taps_and_three_typed_answers(
    world: World, phone: Phone
) -> None:
    await phone.next_reminder()
    await phone.be(ADMIN)
    thumb = Thumb(phone)
    await thumb.tap(phone.page.locator("#commands"))
    await thumb.tap(phone.page.locator("#menu").get_by_role("button", name="/quanly"))
    await thumb.choose("➕ Yêu cầu mới")
    await expect(phone.message("tên")).to_be_visible()
    await thumb.answer(MONTHLY_TITLE)
    for label in ("6.1.1", "Phòng VH", "Nguyễn Thị An", "Hằng tháng", "Ngày 14", "2 ngày làm việc", "📷"):
        await thumb.choose(label)
    await expect(phone.message("tháng 12/2026: hạn thứ Tư, 16/12/2026")).to_be_visible()
    await thumb.choose("✅ Lưu yêu cầu")
    await expect(phone.message("Đã thêm yêu cầu")).to_be_visible()
    assert thumb.taps <= 12
    assert thumb.typed <= 3

    await phone.be(AN)
    await phone.page.locator("#text").fill("/lich")
    await phone.page.locator("#send").click()
    await expect(phone.message("📅 Lịch hạn")).to_contain_text(f"{MONTHLY_TITLE} tháng 12/2026")
    assert due_days(world) == DUE_DAYS


def due_days(world: World) -> dict[str, date]:
    """The due day of each period of the new report that a year's projection speaks of, all of them An's."""
    with world.rows() as session:
        agency = session.exec(select(Agency)).one()
        made = session.exec(select(Requirement).where(Requirement.title == MONTHLY_TITLE)).one()
        rows = simulate(session, agency, date(2026, 12, 1), date(2027, 12, 1))
        own = [row for row in rows if row.requirement == made.code]
    assert {row.officer for row in own} == {"an.vhxh"}
    return {row.period: row.due_on for row in own}
