"""The client of the real bot, python-telegram-bot, against the sandbox."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import (
    Bot,
    BotCommand,
    ChatMember,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Update,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.request import HTTPXRequest

from bot.sandbox.telegram import SandboxTelegram
from tests.bot.sandbox.conftest import AN, TOKEN


def make_bot(url: str, token: str = TOKEN) -> Bot:
    polling, sending = (HTTPXRequest(httpx_kwargs={"trust_env": False}) for _ in range(2))
    files = f"{url}/file/bot"
    return Bot(token, f"{url}/bot", files, request=sending, get_updates_request=polling)


@pytest_asyncio.fixture
async def bot(url: str) -> AsyncIterator[Bot]:
    async with make_bot(url) as bot:
        yield bot


async def only_update(bot: Bot) -> Update:
    [update] = await bot.get_updates(timeout=5)
    return update


async def test_a_wrong_token_does_not_start(url: str) -> None:
    with pytest.raises(InvalidToken):
        async with make_bot(url, "700000001:" + "B" * 35):
            pass


async def test_a_start_link_is_a_command_with_its_code(bot: Bot, telegram: SandboxTelegram) -> None:
    telegram.add_account(102, "Trần Văn Bình")
    telegram.send_text(102, "/start NV7K3M92QD")
    message = (await only_update(bot)).message
    assert message is not None
    assert message.text == "/start NV7K3M92QD"
    assert [message.parse_entity(entity) for entity in message.entities] == ["/start"]


async def test_a_card_with_buttons_and_the_press_on_it(bot: Bot, telegram: SandboxTelegram) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("✅ Đã xong", callback_data="done:1")]])
    sent = await bot.send_message(AN, "<b>Còn 3 ngày</b>", parse_mode="HTML", reply_markup=buttons)
    query_id = telegram.press(AN, sent.message_id, telegram.messages(AN)[-1].data_of("✅ Đã xong"))
    query = (await only_update(bot)).callback_query
    assert query is not None
    await query.answer("Đã ghi nhận")
    await query.edit_message_text("Đã xong")
    assert telegram.answer_to(query_id) == {"text": "Đã ghi nhận", "show_alert": False}
    assert telegram.messages(AN)[-1].text == "Đã xong"
    with pytest.raises(BadRequest, match="Message is not modified"):
        await query.edit_message_text("Đã xong")


async def test_documents_and_photos_go_both_ways(bot: Bot, telegram: SandboxTelegram) -> None:
    sent = await bot.send_document(AN, b"%PDF-1.7", filename="biên nhận.pdf", caption="Biên nhận")
    assert telegram.messages(AN)[-1].document == "biên nhận.pdf"
    assert sent.document is not None
    telegram.send_file(AN, b"\x89PNG", "man-hinh.png", "image/png", as_photo=True)
    message = (await only_update(bot)).message
    assert message is not None
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == b"\x89PNG"


async def test_voice_sticker_edit_and_block_are_updates(bot: Bot, telegram: SandboxTelegram) -> None:
    telegram.send_voice(AN)
    telegram.send_sticker(AN)
    asked = telegram.send_text(AN, "xong")
    telegram.edit_text(AN, asked, "chưa xong")
    telegram.block(AN)
    voice, sticker, typed, edited, blocked = await bot.get_updates()
    assert voice.message and voice.message.voice
    assert sticker.message and sticker.message.sticker
    assert typed.message and typed.message.text == "xong"
    assert edited.edited_message and edited.edited_message.text == "chưa xong"
    assert blocked.my_chat_member and blocked.my_chat_member.new_chat_member.status == ChatMember.BANNED
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(AN, "Chào")


async def test_the_calls_a_bot_makes_when_it_starts(bot: Bot, telegram: SandboxTelegram) -> None:
    assert (await bot.get_me()).username == "nhacviec_sandbox_bot"
    await bot.set_my_commands([BotCommand("viec", "Việc của tôi")])
    assert telegram.commands(AN) == [{"command": "viec", "description": "Việc của tôi"}]


async def test_force_reply_is_seen_by_the_person(bot: Bot, telegram: SandboxTelegram) -> None:
    await bot.send_message(AN, "Lý do?", reply_markup=ForceReply())
    assert telegram.messages(AN)[-1].force_reply


async def test_faults_reach_the_client_as_its_own_errors(
    bot: Bot, telegram: SandboxTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    wait = {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests",
        "parameters": {"retry_after": 7},
    }
    telegram.api.fail_next("sendMessage", 429, wait)
    with pytest.raises(RetryAfter):
        await bot.send_message(AN, "Chào")
    telegram.api.fail_next("sendMessage", 502, "<html>Bad Gateway</html>")
    with pytest.raises(NetworkError):
        await bot.send_message(AN, "Chào")
    telegram.api.drop_answer_next("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(AN, "Còn 3 ngày")
    assert [message.text for message in telegram.messages(AN)][1:] == ["Còn 3 ngày"]
