"""A phone-sized browser window at the sandbox page, for tests and for pictures."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date

from playwright.async_api import ConsoleMessage, Locator, Page, ViewportSize, async_playwright, expect

SIZE: ViewportSize = {"width": 390, "height": 844}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
REPORT = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
QUARTERLY = "Báo cáo tình hình, kết quả giải quyết TTHC quý IV/2026"
REMINDERS_AT_MOST = 12


class Phone:
    """One browser window, held by one person after the other."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self._url = page, url
        self.complaints: list[str] = []
        page.on("console", self._heed)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heed(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    async def open(self) -> None:
        await self.page.goto(f"{self._url}/")
        await expect(self.page.locator("#people li").first).to_be_visible()

    async def be(self, chat_id: int) -> None:
        """Opens a person's chat by its line in the list."""
        if await self.page.locator("#back").is_visible():
            await self.page.locator("#back").click()
        await self.page.locator(f'#people [data-chat="{chat_id}"]').click()
        await expect(self.page.locator("#messages li").first).to_be_visible()

    async def go_to(self, day: date) -> None:
        """Presses "to the next reminder" until the clock in the top bar shows that day."""
        for _ in range(REMINDERS_AT_MOST):
            if await self._day_shown() >= day:
                break
            await self.next_reminder()
        await expect(self.page.locator("#clock")).to_contain_text(f"{day:%d/%m/%Y} · 07:30")

    async def next_reminder(self) -> None:
        clock, button = self.page.locator("#clock"), self.page.locator("#next-reminder")
        before = await clock.inner_text()
        await button.click()
        await expect(clock).not_to_have_text(before)
        await expect(button).to_be_enabled()

    async def _day_shown(self) -> date:
        shown = re.search(r"(\d+)/(\d+)/(\d+)", await self.page.locator("#clock").inner_text())
        assert shown
        day, month, year = map(int, shown.groups())
        return date(year, month, day)

    def message(self, words: str | re.Pattern[str]) -> Locator:
        """The newest message of the bot with these words."""
        content = self.page.locator(".content", has_text=words)
        return self.page.locator("li.from-bot", has=content).last

    async def press(self, message: Locator, label: str) -> None:
        await message.locator(".keyboard").get_by_role("button", name=label, exact=True).click()

    async def open_report(self) -> Locator:
        """An opens the December report by its number in the morning's digest; the card."""
        digest = self.message("Có 2 việc cần để ý")
        await expect(digest).to_contain_text("Ngày mai đến hạn")
        line = re.search(rf"^(\d+)\. {re.escape(REPORT)}", await digest.inner_text(), re.MULTILINE)
        assert line
        await self.press(digest, line.group(1))
        card = self.message(f"⏳ Ngày mai đến hạn – {REPORT}")
        await expect(card).to_be_visible()
        return card

    async def is_sound(self) -> None:
        """Nothing sticks out at the side, and the browser has nothing to complain of."""
        for element in ("html", "#messages"):
            width = await self.page.locator(element).evaluate("e => [e.scrollWidth, e.clientWidth]")
            assert width[0] == width[1], f"{element} scrolls sideways: {width}"
        assert not self.complaints


@asynccontextmanager
async def open_phone(url: str, sharpness: int = 1) -> AsyncIterator[Phone]:
    """The page, opened in headless Chromium; `sharpness` is pixels of a picture per pixel of the page."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            phone = Phone(await browser.new_page(viewport=SIZE, device_scale_factor=sharpness), url)
            await phone.open()
            yield phone
        finally:
            await browser.close()


def chromium() -> str:
    found = shutil.which("chromium")
    assert found
    return found
