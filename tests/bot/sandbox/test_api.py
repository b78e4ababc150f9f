"""What the Bot API refuses and promises, over a real socket."""

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox.api import CALLS_KEPT
from bot.sandbox.server import serve
from bot.sandbox.telegram import SandboxTelegram
from bot.settings import BadSetting
from models.clock import SetClock
from tests.bot.sandbox.conftest import AN, TOKEN, Call, keyboard

NOT_MODIFIED = (
    400,
    "Bad Request: message is not modified: specified new message content and reply markup"
    " are exactly the same as a current content and reply markup of the message",
)
TOO_OLD = (400, "Bad Request: query is too old and response timeout expired or query ID is invalid")


async def test_another_token_is_unauthorized(http: httpx.AsyncClient) -> None:
    answer = await http.get(f"/bot{TOKEN}x/getMe")
    assert (answer.status_code, answer.json()) == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )
    assert (await http.get(f"/file/bot{TOKEN}x/documents/file_1.pdf")).status_code == 401


async def test_a_method_that_is_not_there(call: Call) -> None:
    assert await call("sendDonkey") == (404, "Not Found")


async def test_parameters_come_by_query_form_and_json_alike(http: httpx.AsyncClient) -> None:
    values = {"chat_id": str(AN), "text": "Chào chị An"}
    path = f"/bot{TOKEN}/sendMessage"
    answers = [
        await http.get(path, params=values),
        await http.post(path, data=values),
        await http.post(path, json=values),
        await http.post(path, data=values, files={"unused": b"x"}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["Chào chị An"] * 4


@pytest.mark.parametrize(
    ("text", "description"),
    [
        ("a < b", 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
        (" \n ", "message text is empty"),
        ("<b> </b>", "message text is empty"),
        ("x" * 4097, "message is too long"),
        ("🔔" * 2049, "message is too long"),
    ],
)
async def test_texts_that_telegram_refuses(say: Call, text: str, description: str) -> None:
    assert await say(text) == (400, f"Bad Request: {description}")


async def test_length_counts_after_the_tags_are_gone(say: Call, telegram: SandboxTelegram) -> None:
    sent = await say("<b>" + "&amp;" * 4096 + "</b>")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]
    assert telegram.messages(AN)[-1].text == "&" * 4096


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "Duyệt", "callback_data": "đ" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "Duyệt", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        (
            {"text": "Duyệt"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
    ],
)
async def test_buttons_that_telegram_refuses(say: Call, button: dict[str, str], description: str) -> None:
    refused = await say("Chọn:", reply_markup={"inline_keyboard": [[button]]})
    assert refused == (400, f"Bad Request: {description}")


async def test_callback_data_of_64_bytes_is_fine(say: Call, telegram: SandboxTelegram) -> None:
    await say("Chọn:", reply_markup=keyboard(("Duyệt", "x" * 64)))
    assert telegram.messages(AN)[-1].data_of("Duyệt") == "x" * 64


async def test_whom_the_bot_may_write_to(say: Call, telegram: SandboxTelegram) -> None:
    assert await say("Chào", chat_id=404) == (400, "Bad Request: chat not found")
    telegram.add_account(102, "Trần Văn Bình")
    assert await say("Chào", chat_id=102) == (
        403,
        "Forbidden: bot can't initiate conversation with a user",
    )
    telegram.block(AN)
    assert await say("Chào") == (403, "Forbidden: bot was blocked by the user")
    telegram.unblock(AN)
    assert (await say("Chào"))["text"] == "Chào"


async def test_an_edit_replaces_text_and_keyboard(say: Call, call: Call, telegram: SandboxTelegram) -> None:
    sent = await say("Còn 3 ngày", reply_markup=keyboard(("Đã xong", "d")))
    where = {"chat_id": AN, "message_id": sent["message_id"]}
    assert (
        await call("editMessageText", text="Còn 3 ngày", **where, reply_markup=sent["reply_markup"])
        == NOT_MODIFIED
    )
    await call("editMessageText", text="Đã xong", **where)
    seen = telegram.messages(AN)[-1]
    assert (seen.text, seen.buttons, seen.edited) == ("Đã xong", [], True)


async def test_edits_that_telegram_refuses(call: Call, telegram: SandboxTelegram) -> None:
    words = {"chat_id": AN, "text": "Sửa"}
    not_found = (400, "Bad Request: message to edit not found")
    assert await call("editMessageText", message_id=999, **words) == not_found
    theirs = telegram.send_text(AN, "xong rồi")
    assert await call("editMessageText", message_id=theirs, **words) == (
        400,
        "Bad Request: message can't be edited",
    )


async def test_a_reply_needs_its_message_unless_it_may_do_without(
    say: Call, telegram: SandboxTelegram
) -> None:
    asked = telegram.send_text(AN, "việc này của ai?")
    sent = await say("Của chị An", reply_parameters={"message_id": asked})
    assert sent["reply_to_message"]["text"] == "việc này của ai?"
    assert telegram.messages(AN)[-1].reply_to == asked
    lost = {"message_id": 999}
    assert await say("Lạc", reply_parameters=lost) == (400, "Bad Request: message to be replied not found")
    kept = await say("Vẫn gửi", reply_parameters=lost | {"allow_sending_without_reply": True})
    assert "reply_to_message" not in kept


async def test_a_press_is_answered_once(say: Call, call: Call, telegram: SandboxTelegram) -> None:
    sent = await say("Chọn:", reply_markup=keyboard(("Đã xong", "done:1")))
    query_id = telegram.press(AN, sent["message_id"], "done:1")
    [update] = await call("getUpdates")
    assert update["callback_query"]["data"] == "done:1"
    assert update["callback_query"]["message"]["text"] == "Chọn:"
    assert telegram.answer_to(query_id) is None
    too_long = await call("answerCallbackQuery", callback_query_id=query_id, text="đ" * 201)
    assert too_long == (400, "Bad Request: MESSAGE_TOO_LONG")
    assert (
        await call("answerCallbackQuery", callback_query_id=query_id, text="Đã ghi", show_alert=True) is True
    )
    assert telegram.answer_to(query_id) == {"text": "Đã ghi", "show_alert": True}
    assert await call("answerCallbackQuery", callback_query_id=query_id) == TOO_OLD
    assert await call("answerCallbackQuery", callback_query_id="1") == TOO_OLD


async def test_a_file_sent_by_a_person_can_be_fetched(
    call: Call, http: httpx.AsyncClient, telegram: SandboxTelegram
) -> None:
    telegram.send_file(AN, b"%PDF-1.7", "Báo cáo.pdf", "application/pdf", caption="báo cáo đây ạ")
    [update] = await call("getUpdates")
    document = update["message"]["document"]
    assert (document["file_name"], update["message"]["caption"]) == ("Báo cáo.pdf", "báo cáo đây ạ")
    file = await call("getFile", file_id=document["file_id"])
    downloaded = await http.get(f"/file/bot{TOKEN}/{file['file_path']}")
    assert downloaded.content == b"%PDF-1.7"


async def test_a_file_above_20_mb_arrives_but_cannot_be_had(call: Call, telegram: SandboxTelegram) -> None:
    telegram.send_file(AN, bytes(20 * 1024 * 1024 + 1), "to.pdf", "application/pdf")
    [update] = await call("getUpdates")
    file_id = update["message"]["document"]["file_id"]
    assert await call("getFile", file_id=file_id) == (400, "Bad Request: file is too big")


async def test_a_long_caption_is_refused(http: httpx.AsyncClient) -> None:
    values = {"chat_id": str(AN), "caption": "x" * 1025}
    answer = await http.post(f"/bot{TOKEN}/sendDocument", data=values, files={"document": b"x"})
    assert answer.json()["description"] == "Bad Request: message caption is too long"


async def test_commands_are_kept_per_scope(call: Call, telegram: SandboxTelegram) -> None:
    common, own = (
        [{"command": "viec", "description": "Việc của tôi"}],
        [{"command": "duyet", "description": "Duyệt"}],
    )
    scope = {"type": "chat", "chat_id": AN}
    await call("setMyCommands", commands=common)
    assert telegram.commands(AN) == common
    await call("setMyCommands", commands=own, scope=scope)
    assert telegram.commands(AN) == own
    assert telegram.commands(102) == common
    bad = [{"command": "Việc", "description": "x"}]
    assert await call("setMyCommands", commands=bad) == (400, "Bad Request: BOT_COMMAND_INVALID")


async def test_an_offset_confirms_what_lies_before_it(call: Call, telegram: SandboxTelegram) -> None:
    for words in ("một", "hai", "ba"):
        telegram.send_text(AN, words)
    _, second, third = await call("getUpdates")
    assert await call("getUpdates", offset=second["update_id"]) == [second, third]
    assert await call("getUpdates", offset=third["update_id"] + 1) == []


async def test_a_long_poll_ends_when_somebody_writes(call: Call, telegram: SandboxTelegram) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await telegram.until(lambda: telegram.api.calls)
    telegram.send_text(AN, "xong rồi")
    [update] = await asyncio.wait_for(poll, 60)
    assert update["message"]["text"] == "xong rồi"


async def test_a_second_poller_ends_the_first(call: Call, telegram: SandboxTelegram) -> None:
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await telegram.until(lambda: telegram.api.calls)
    assert await call("getUpdates") == []
    assert await asyncio.wait_for(first, 5) == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )


async def test_a_server_stops_at_once_though_somebody_polls(telegram: SandboxTelegram) -> None:
    async with httpx.AsyncClient(trust_env=False, verify=False, timeout=30) as client:
        async with asyncio.timeout(60), serve(telegram.app) as url:
            poll = asyncio.create_task(client.get(f"{url}/bot{TOKEN}/getUpdates", params={"timeout": 50}))
            await telegram.until(lambda: telegram.api.calls)
        assert (await poll).json()["result"] == []


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json"])
async def test_who_hangs_up_while_speaking_is_no_fault(
    telegram: SandboxTelegram, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with serve(telegram.app) as url:
        _, writer = await asyncio.open_connection("127.0.0.1", int(url.rpartition(":")[2]))
        head = f"POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
        writer.write(f"{head}Content-Length: 1000\r\n\r\nchat_id=".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()
        async with httpx.AsyncClient(base_url=url, trust_env=False, verify=False) as client:
            assert (await client.get(f"/bot{TOKEN}/getMe")).status_code == 200
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == []


async def test_a_taken_port_is_named(telegram: SandboxTelegram, url: str) -> None:
    port = url.rpartition(":")[2]
    with pytest.raises(
        BadSetting, match=f"^Cổng {port} đang có chương trình khác dùng: đặt SANDBOX_PORT khác"
    ):
        async with serve(telegram.app, int(port)):
            pass


async def test_faults_come_in_the_order_asked_and_then_end(
    http: httpx.AsyncClient, telegram: SandboxTelegram
) -> None:
    wait = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests",
        "parameters": {"retry_after": 7},
    }
    telegram.api.fail_next("sendMessage", 429, wait, count=2)
    telegram.api.fail_next("sendMessage", 404, "<html>Đăng nhập wifi</html>")
    path, values = f"/bot{TOKEN}/sendMessage", {"chat_id": AN, "text": "Chào"}
    answers = [await http.post(path, json=values) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [429, 429, 404, 200]
    assert answers[0].json()["parameters"] == {"retry_after": 7}
    assert answers[2].headers["content-type"].startswith("text/html")
    assert [message.text for message in telegram.messages(AN) if message.from_bot] == ["Chào"]


async def test_a_dropped_answer_leaves_the_work_done(say: Call, telegram: SandboxTelegram) -> None:
    telegram.api.drop_answer_next("sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        await say("Còn 3 ngày")
    assert telegram.messages(AN)[-1].text == "Còn 3 ngày"
    assert (await say("Còn 2 ngày"))["text"] == "Còn 2 ngày"


async def test_calls_are_recorded_and_bounded(say: Call, telegram: SandboxTelegram) -> None:
    await say("Chào")
    method, params = telegram.api.calls[-1]
    assert (method, params["chat_id"], params["text"]) == ("sendMessage", AN, "Chào")
    telegram.api.calls.extend([("getMe", {})] * CALLS_KEPT)
    assert len(telegram.api.calls) == CALLS_KEPT


async def test_messages_carry_the_sandbox_clock(
    say: Call, clock: SetClock, telegram: SandboxTelegram
) -> None:
    sent: dict[str, Any] = await say("Chào", disable_notification=True)
    assert sent["date"] == int(clock.now().timestamp())
    assert telegram.messages(AN)[-1].at == clock.now()
    assert telegram.messages(AN)[-1].silent


async def test_chats_survive_a_restart(tmp_path: Path, clock: SetClock) -> None:
    with SandboxTelegram(tmp_path, clock, TOKEN) as before:
        before.add_account(AN, "Nguyễn Thị An")
        before.send_file(AN, b"%PDF", "a.pdf", "application/pdf")
    with SandboxTelegram(tmp_path, clock, TOKEN) as after:
        assert [message.document for message in after.messages(AN)] == ["a.pdf"]
        assert len(after.store.updates(100)) == 1
        file_path = after.messages(AN)[0].file_path
        assert (after.store.files / str(file_path)).read_bytes() == b"%PDF"


async def test_wiping_forgets_all_but_never_reuses_a_number(tmp_path: Path, clock: SetClock) -> None:
    with SandboxTelegram(tmp_path, clock, TOKEN) as telegram:
        telegram.add_account(AN, "Nguyễn Thị An")
        before = telegram.send_text(AN, "một")
        [update] = telegram.store.updates(1)
        telegram.wipe()
        assert telegram.store.accounts() == []
        telegram.add_account(AN, "Nguyễn Thị An")
        assert telegram.send_text(AN, "hai") > before
        assert telegram.store.updates(1)[0]["update_id"] > update["update_id"]


ELSEWHERE = [
    {"Host": "evil.example"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", ELSEWHERE, ids=lambda each: next(iter(each.values())))
async def test_another_site_in_the_same_browser_reaches_no_method_and_no_file(
    http: httpx.AsyncClient, telegram: SandboxTelegram, headers: dict[str, str]
) -> None:
    for path in (f"/bot{TOKEN}/sendMessage?chat_id={AN}&text=a", f"/file/bot{TOKEN}/a", "/sandbox/state"):
        assert (await http.get(path, headers=headers)).status_code == 403
    body = {"chat_id": AN, "text": "a"}
    assert (await http.post(f"/bot{TOKEN}/sendMessage", json=body, headers=headers)).status_code == 403
    assert not telegram.api.calls
    assert (await http.post(f"/bot{TOKEN}/sendMessage", json=body)).status_code == 200
