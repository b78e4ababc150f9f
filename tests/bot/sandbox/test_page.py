"""The endpoints of the chat page, with controls that only move a clock."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from bot.sandbox.page import STRANGER, PagePerson, add_page
from bot.sandbox.telegram import SandboxTelegram
from models.clock import SetClock
from tests.bot.sandbox.conftest import AN, Call, keyboard


class FakeControls:
    def __init__(self, clock: SetClock, telegram: SandboxTelegram) -> None:
        self.clock = clock
        self.telegram = telegram

    def now(self) -> datetime:
        return self.clock.now()

    async def to_next_reminder(self) -> str:
        return "Không còn lần nhắc nào trong 60 ngày tới."

    async def forward_a_day(self) -> str:
        return await self.forward_to(self.clock.now() + timedelta(days=1))

    async def forward_to(self, moment: datetime) -> str:
        self.clock.move_to(moment)
        return f"Đã đến {moment:%d/%m/%Y}."

    async def start_over(self) -> str:
        self.telegram.wipe()
        return "Đã làm lại từ đầu."

    def people(self) -> list[PagePerson]:
        return [
            PagePerson(AN, "Nguyễn Thị An", "Công chức VH–XH"),
            PagePerson(102, "Trần Văn Bình", "Trưởng phòng"),
        ]


@pytest.fixture(autouse=True)
def page(telegram: SandboxTelegram, clock: SetClock) -> None:
    add_page(telegram, FakeControls(clock, telegram))


async def state(http: httpx.AsyncClient, chat: int | str = "", after: int = 0) -> dict[str, Any]:
    answer: dict[str, Any] = (await http.get("/sandbox/state", params={"chat": chat, "after": after})).json()
    return answer


async def test_the_page_and_its_assets_are_served_by_the_program_itself(http: httpx.AsyncClient) -> None:
    page = await http.get("/")
    assert 'lang="vi"' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for name in ("page.css", "page.js", "message.js"):
        assert (await http.get(f"/sandbox/assets/{name}")).status_code == 200
    assert (await http.get("/sandbox/assets/page.py")).status_code == 404


async def test_the_state_shows_clock_people_and_chat(http: httpx.AsyncClient, say: Call) -> None:
    await say("<b>Còn 3 ngày</b> &lt;x&gt;", reply_markup=keyboard(("Đã xong", "d")))
    shown = await state(http, AN)
    assert shown["now"]["spoken"] == "Thứ Hai, 23/11/2026 · 07:00"
    assert [person["name"] for person in shown["people"]] == ["Nguyễn Thị An", "Trần Văn Bình", "Người lạ"]
    assert shown["people"][0]["unread"] == 1
    card = shown["chat"]["messages"][-1]
    assert card["content"] == [{"tag": "b", "href": None, "children": ["Còn 3 ngày"]}, " <x>"]
    assert card["buttons"] == [[{"label": "Đã xong", "data": "d"}]]


async def test_who_has_news_stands_first(
    http: httpx.AsyncClient, telegram: SandboxTelegram, call: Call
) -> None:
    telegram.add_account(102, "Trần Văn Bình")
    telegram.send_text(102, "/start")

    async def order() -> list[str]:
        return [person["name"] for person in (await state(http))["people"]]

    assert await order() == ["Nguyễn Thị An", "Trần Văn Bình", "Người lạ"]
    await call("sendMessage", chat_id=102, text="Nhờ anh xem giúp")
    assert await order() == ["Trần Văn Bình", "Nguyễn Thị An", "Người lạ"]
    await call("sendMessage", chat_id=AN, text="Hôm nay đến hạn")
    assert await order() == ["Nguyễn Thị An", "Trần Văn Bình", "Người lạ"]
    for chat in (AN, 102):
        await http.post("/sandbox/read", json={"chat": chat})
    assert await order() == ["Nguyễn Thị An", "Trần Văn Bình", "Người lạ"]


async def test_a_message_is_passed_on_as_what_it_was(
    http: httpx.AsyncClient, telegram: SandboxTelegram, say: Call
) -> None:
    telegram.add_account(102, "Trần Văn Bình")
    own = telegram.send_text(102, "Xong rồi nhé")
    receipt = (await say("<b>Đã ghi</b> nhận"))["message_id"]
    telegram.store.confirm_updates(2**62)

    for from_chat, message in ((102, own), (AN, receipt)):
        body = {"chat": AN, "from_chat": from_chat, "message": message}
        assert (await http.post("/sandbox/pass-on", json=body)).status_code == 200
    first, second = (update["message"] for update in telegram.store.updates(100))
    assert (first["from"]["id"], first["text"]) == (AN, "Xong rồi nhé")
    assert first["forward_origin"]["sender_user"]["first_name"] == "Trần Văn Bình"
    assert (second["text"], second["forward_origin"]["sender_user"]["is_bot"]) == ("Đã ghi nhận", True)
    shown = (await state(http, AN))["chat"]["messages"][-2:]
    assert [each["forwarded_from"] for each in shown] == ["Trần Văn Bình", "Nhắc Việc"]

    again = {"chat": 102, "from_chat": AN, "message": shown[0]["message_id"]}
    await http.post("/sandbox/pass-on", json=again)
    assert telegram.messages(102)[-1].forwarded_from == "Trần Văn Bình"
    nothing = {"chat": AN, "from_chat": AN, "message": 99_999}
    assert (await http.post("/sandbox/pass-on", json=nothing)).status_code == 400


async def test_a_file_is_passed_on_with_its_caption(
    http: httpx.AsyncClient, telegram: SandboxTelegram
) -> None:
    sent = telegram.send_file(AN, b"%PDF-1.7", "25-KH.pdf", "application/pdf", caption="kế hoạch đây ạ")
    await http.post("/sandbox/pass-on", json={"chat": 102, "from_chat": AN, "message": sent})
    passed_on = telegram.messages(102)[-1]
    assert (passed_on.document, passed_on.text) == ("25-KH.pdf", "kế hoạch đây ạ")


async def test_reading_a_chat_clears_its_badge(http: httpx.AsyncClient, say: Call) -> None:
    await say("Chào")
    await http.post("/sandbox/read", json={"chat": AN})
    assert (await state(http))["people"][0]["unread"] == 0


async def test_the_state_waits_for_a_change(http: httpx.AsyncClient, telegram: SandboxTelegram) -> None:
    version = (await state(http))["version"]
    waiting = asyncio.create_task(state(http, AN, version))
    await asyncio.wait([waiting], timeout=0.05)
    assert not waiting.done()
    telegram.send_text(AN, "xong rồi")
    shown = await asyncio.wait_for(waiting, 60)
    assert shown["chat"]["messages"][-1]["content"] == ["xong rồi"]


async def test_a_stranger_can_press_start(http: httpx.AsyncClient, telegram: SandboxTelegram) -> None:
    await http.post("/sandbox/send", json={"chat": STRANGER.chat_id, "text": "/start"})
    [update] = telegram.store.updates(100)
    assert update["message"]["from"]["first_name"] == "Người lạ"
    assert (await http.post("/sandbox/send", json={"chat": 5, "text": "/start"})).status_code == 400


async def test_a_press_brings_back_the_bots_answer(
    http: httpx.AsyncClient, say: Call, call: Call, telegram: SandboxTelegram
) -> None:
    sent = await say("Chọn:", reply_markup=keyboard(("Đã xong", "d")))
    body = {"chat": AN, "message": sent["message_id"], "data": "d"}
    pressing = asyncio.create_task(http.post("/sandbox/press", json=body))
    [update] = await telegram.until(lambda: telegram.store.updates(100))
    await call("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], text="Đã ghi")
    assert (await pressing).json() == {"answer": {"text": "Đã ghi", "show_alert": False}}


async def test_a_file_goes_up_and_comes_down_as_an_attachment(
    http: httpx.AsyncClient, telegram: SandboxTelegram
) -> None:
    values = {"chat": str(AN), "as": "document", "caption": "báo cáo"}
    await http.post("/sandbox/file", data=values, files={"file": ("a.html", b"<script>", "text/html")})
    sent = telegram.messages(AN)[-1]
    assert (sent.document, sent.text) == ("a.html", "báo cáo")
    down = await http.get(f"/sandbox/files/{sent.file_path}")
    assert down.content == b"<script>"
    assert down.headers["content-disposition"].startswith("attachment")
    assert (await http.get("/sandbox/files/../telegram.sqlite")).status_code == 404


async def test_who_blocks_the_bot_is_told_why_nothing_goes_out(http: httpx.AsyncClient) -> None:
    await http.post("/sandbox/block", json={"chat": AN, "blocked": True})
    refused = await http.post("/sandbox/send", json={"chat": AN, "text": "xong"})
    assert refused.json()["toast"] == "Người này đã chặn tin nhắn; bỏ chặn rồi hãy gửi."


async def test_the_clock_moves_forward_only(http: httpx.AsyncClient) -> None:
    assert (await http.post("/sandbox/next-day")).json()["toast"] == "Đã đến 24/11/2026."
    assert (await state(http))["now"]["spoken"] == "Thứ Ba, 24/11/2026 · 07:00"
    back = await http.post("/sandbox/forward", json={"moment": "2026-11-23T08:00"})
    assert back.json()["toast"] == "Đồng hồ thử chỉ đi tới, không lùi lại được."
    await http.post("/sandbox/forward", json={"moment": "2026-11-29T16:30"})
    assert (await state(http))["now"]["spoken"] == "Chủ Nhật, 29/11/2026 · 16:30"


async def test_starting_over_leaves_empty_chats(http: httpx.AsyncClient) -> None:
    await http.post("/sandbox/start-over")
    assert (await state(http, AN))["chat"]["messages"] == []


async def test_a_foreign_name_for_this_machine_is_refused(http: httpx.AsyncClient) -> None:
    for path in ("/", "/sandbox/state"):
        assert (await http.get(path, headers={"Host": "evil.example"})).status_code == 403
    assert (await http.get("/", headers={"Host": "localhost:8080"})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_orders_from_another_origin_are_refused(
    http: httpx.AsyncClient, telegram: SandboxTelegram, origin: str
) -> None:
    body = {"chat": AN, "text": "xong"}
    refused = await http.post("/sandbox/send", json=body, headers={"Origin": origin})
    assert refused.status_code == 403
    assert telegram.store.updates(100) == []
    own = str(http.base_url).rstrip("/")
    assert (await http.post("/sandbox/send", json=body, headers={"Origin": own})).status_code == 200


async def test_the_newest_reply_keyboard_counts(http: httpx.AsyncClient, say: Call) -> None:
    for words in ("Việc của tôi", "Trợ giúp"):
        await say("Chọn:", reply_markup={"keyboard": [[{"text": words}, {"text": "Lịch"}]]})
    await say("Hoặc gõ chữ.")
    assert (await state(http, AN))["chat"]["keyboard"] == [["Trợ giúp", "Lịch"]]
