"""The sandbox page as a person sees it, on a phone: the first issue's promise kept in a real browser."""

from collections.abc import AsyncIterator
from datetime import date

import pytest
from playwright.async_api import expect

from models.rules.lifecycle import State
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
        "7.5 · 1,5 điểm cả năm · báo cáo này ≈ 0,09 (ước tính) · năm 2025 mất 0,17"
    )

    await phone.press(card, "✅ Đã xong")
    await expect(phone.page.locator("#toast")).to_have_text("Đã ghi lúc 07:30. Số ghi nhận NV-2026-000001.")
    edited = phone.message(f"📝 Đã báo xong – {REPORT}")
    await expect(edited).to_contain_text("Số ghi nhận: NV-2026-000001")
    await expect(edited.locator(".meta")).to_contain_text("đã sửa")
    await expect(edited.get_by_role("button", name="✅ Đã xong")).to_have_count(0)
    assert world.task("2026-12").state is State.CLAIMED

    await phone.page.locator("#text").fill("/viec")
    await phone.page.locator("#send").click()
    await expect(phone.message("📋")).to_contain_text(f"☑ {REPORT}")


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
    await expect(phone.message("🚫 Không áp dụng")).to_be_visible()
    await expect(listed).to_contain_text("✔ Báo cáo")
