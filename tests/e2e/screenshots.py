"""`make screenshots`: pictures of the real thing for README and docs, written to docs/img."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import FloatRect, Locator, expect
from sqlmodel import select

from models.tables import Requirement
from tests.commune import at
from tests.documents import document_pdf
from tests.e2e.phone import QUARTERLY, REPORT, SIZE, Phone, open_phone
from tests.e2e.reading import PDF, ReadsHere, signed
from tests.e2e.test_citizen_files import HOA, imports, rows
from tests.e2e.world import ADMIN, AN, BINH, PNG, World, open_world
from tests.papers import trust_folder

FOLDER = Path("docs/img")
MARGIN = 12
SIGNED_AT = at("30/03/2026", "07:40")
PLAN = "5.7-ke-hoach-dao-tao"
DATED = "Tân Kỳ, ngày 30 tháng 3 năm 2026"
SUBJECT = "Nâng cao chất lượng cán bộ, công chức, viên chức năm 2026"
WHY = "Văn thư đang sửa máy ký số, sẽ gửi bổ sung bản có chữ ký số của cơ quan"


async def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    await in_a_new_world(reminded_and_done)
    await in_a_new_world(file_sent)
    await in_a_new_world(managed)
    await inspected()
    await citizen_files()


async def in_a_new_world(scene: Callable[[Phone], Awaitable[None]]) -> None:
    with TemporaryDirectory() as folder:
        async with (
            open_world(Path(folder), date(2026, 11, 23)) as world,
            open_phone(world.url, sharpness=2) as phone,
        ):
            await scene(phone)


async def reminded_and_done(phone: Phone) -> None:
    await phone.next_reminder()
    await phone.be(ADMIN)
    listed = phone.message("🧾 14 việc có hạn trước ngày")
    await phone.press(listed, "Xem tiếp ▸ 1/2")
    await expect(listed).to_contain_text("14. Báo cáo")
    await picture(phone, listed, "triage")

    await phone.go_to(date(2026, 12, 15))
    await phone.be(BINH)
    await picture(phone, phone.message(QUARTERLY), "head-card")

    await phone.be(AN)
    await picture(phone, phone.message("Có 2 việc cần để ý"), "morning-digest", whole=True)
    card = await phone.open_report()
    await picture(phone, card, "card")
    await phone.press(card, "✅ Đã xong")
    toast = phone.page.locator("#toast")
    await expect(toast).to_be_visible()
    await picture(phone, phone.message(f"📝 Đã báo xong – {REPORT}"), "done")
    await expect(toast).to_be_hidden(timeout=10_000)
    await phone.page.locator("#reply-keyboard").get_by_role("button", name="👤 Về tôi").click()
    await picture(phone, phone.message("👤 Về chị An"), "about-me")


async def file_sent(phone: Phone) -> None:
    await phone.go_to(date(2026, 12, 15))
    await phone.be(AN)
    card = await phone.open_report()
    await card.get_by_role("button", name="Trả lời tin này").click()
    await phone.page.locator("#file").set_input_files(
        {"name": "bao-cao-thang-12.png", "mimeType": "image/png", "buffer": PNG}
    )
    await picture(phone, phone.message("✅ Đã nhận minh chứng"), "file-received")
    await type_in(phone, "/riengtu")
    await picture(phone, phone.message("🔒 Dữ liệu của chị An"), "own-data")


async def managed(phone: Phone) -> None:
    """An admin adds a requirement, and moves a deadline."""
    await phone.go_to(date(2026, 12, 15))
    await phone.be(ADMIN)
    await filled(
        phone,
        ["Yêu cầu mới", "!Báo cáo giải ngân vốn đầu tư công", "6.1.1", "Phòng VH–XH", "Nguyễn Thị An"],
        ["Hằng tháng", "Ngày 14", "2 ngày làm việc sau chốt", "Ảnh chụp màn hình"],
    )
    await picture(phone, phone.message("Sẽ có:"), "requirement-review")
    await filled(
        phone,
        ["Dời hạn", "!bao cao tinh hinh ho so thang", "Tháng 12/2026", "!10h ngày 16/12"],
        ["!Công văn số 2624/SNV-CCHC ngày 14/12/2026"],
    )
    await picture(phone, phone.message("Sẽ đổi:"), "move-review")


async def inspected() -> None:
    """A plan that its agency has not signed is held back, and sent all the same with a reason."""
    with TemporaryDirectory() as folder:
        async with (
            open_world(Path(folder), date(2026, 3, 2), None, at("30/03/2026", "08:00")) as world,
            open_phone(world.url, sharpness=2) as phone,
        ):
            await world.inspects(ReadsHere(trust_folder(Path(folder))))
            await hand_in_plans(phone, world)


async def hand_in_plans(phone: Phone, world: World) -> None:
    with world.writing() as session:
        requirement = session.exec(select(Requirement).where(Requirement.code == PLAN)).one()
        requirement.responsible_id = world.person("an.vhxh").id
        session.add(requirement)
    await phone.be(AN)
    card = await world.open_card(AN, "Kế hoạch đào tạo")
    plan = document_pdf(number="Số: 22/KH-UBND", dated=DATED, subject=SUBJECT, pages=3)
    file = await signed(plan, "person", at=SIGNED_AT)
    held = await world.send_file(AN, file, "ke-hoach-22.signed.pdf", PDF, card.message_id)
    await picture(phone, phone.message("🔎 Đã soát tệp"), "file-held")
    asked = await world.pressed_for_answer(AN, held, "Vẫn gửi, kèm lý do")
    await world.write(AN, WHY, asked.message_id)
    await world.settled()
    await phone.be(BINH)
    await picture(phone, phone.message("chờ thẩm tra"), "review-card")


async def citizen_files() -> None:
    """The Trung tâm's officer and her bundle of files; the head on the morning after a limit."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        async with (
            open_world(root / "world", date(2026, 12, 11), None, at("11/12/2026", "08:00")) as world,
            open_phone(world.url, sharpness=2) as phone,
        ):
            days = ("15/12/2026", "15/12/2026", "16/12/2026", "30/12/2026")
            imports(world, root, rows(*days))
            await world.go_to("14/12/2026", "07:30")
            await phone.be(HOA)
            await picture(phone, phone.message("hồ sơ cần văn bản xin lỗi"), "bundle")
            await world.go_to("15/12/2026", "10:00")
            await phone.be(ADMIN)
            await picture(phone, phone.message("đã qua thời hạn gửi văn bản xin lỗi"), "bundle-head")


async def filled(phone: Phone, *answers: list[str]) -> None:
    """/quanly, then each answer: typed where it begins with "!", else pressed."""
    await phone.page.set_viewport_size(SIZE)
    for answer in ["!/quanly", *(each for part in answers for each in part)]:
        before = await phone.page.locator("li.from-bot").last.inner_html()
        if answer.startswith("!"):
            await type_in(phone, answer[1:])
        else:
            keyboard = phone.page.locator("li.from-bot .keyboard").last
            await keyboard.get_by_role("button", name=answer).first.click()
        await expect(phone.page.locator("li.from-bot").last).not_to_have_js_property("innerHTML", before)


async def type_in(phone: Phone, words: str) -> None:
    await phone.page.locator("#text").fill(words)
    await phone.page.keyboard.press("Enter")


async def picture(phone: Phone, message: Locator, name: str, whole: bool = False) -> None:
    """The chat, just tall enough for this message and its buttons; `whole` with the bars above and below."""
    await expect(message).to_be_visible()
    page, width = phone.page, SIZE["width"]
    chat, wanted = await box(page.locator("#messages")), await box(message)
    height = SIZE["height"] - chat["height"] + wanted["height"] + 2 * MARGIN
    await page.set_viewport_size({"width": width, "height": int(height)})
    await message.evaluate("(each, below) => { each.style.scrollMarginBottom = `${below}px`; }", MARGIN)
    await message.evaluate("each => each.scrollIntoView({ block: 'end' })")
    top, messages = await box(page.locator("#chat")), await box(page.locator("#messages"))
    seen = messages["y"] + messages["height"] - top["y"]
    clip: FloatRect = {"x": 0, "y": top["y"], "width": width, "height": seen}
    await page.screenshot(path=FOLDER / f"{name}.png", clip=None if whole else clip)
    await page.set_viewport_size(SIZE)


async def box(element: Locator) -> FloatRect:
    found = await element.bounding_box()
    assert found
    return found


if __name__ == "__main__":
    asyncio.run(main())
