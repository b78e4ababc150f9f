"""The people's side: what they can send, and what Telegram would not let them."""

import pytest

from bot.sandbox.telegram import SandboxTelegram
from tests.bot.sandbox.conftest import AN


def test_nobody_can_send_more_than_telegram_takes(telegram: SandboxTelegram) -> None:
    with pytest.raises(ValueError, match="4096"):
        telegram.send_text(AN, "x" * 4097)
    telegram.send_text(AN, "x" * 4097, force=True)
    assert len(telegram.messages(AN)[-1].text) == 4097


def test_who_has_blocked_the_bot_cannot_write_to_it(telegram: SandboxTelegram) -> None:
    telegram.block(AN)
    with pytest.raises(ValueError, match="blocked"):
        telegram.send_text(AN, "xong")


def test_blocking_twice_is_told_once(telegram: SandboxTelegram) -> None:
    telegram.block(AN)
    telegram.block(AN)
    assert len(telegram.store.updates(100)) == 1


def test_a_press_may_carry_data_the_message_does_not_have(telegram: SandboxTelegram) -> None:
    message_id = telegram.messages(AN)[-1].message_id
    telegram.press(AN, message_id, "accept:999")
    [update] = telegram.store.updates(100)
    assert update["callback_query"]["data"] == "accept:999"
    with pytest.raises(KeyError):
        telegram.press(AN, 999, "accept:999")


def test_only_their_own_words_can_be_edited(telegram: SandboxTelegram) -> None:
    telegram.add_account(102, "Trần Văn Bình")
    message_id = telegram.messages(AN)[-1].message_id
    with pytest.raises(KeyError):
        telegram.edit_text(102, message_id, "của người khác")


def test_words_with_angle_brackets_stay_words(telegram: SandboxTelegram) -> None:
    telegram.send_text(AN, "<b>xong</b> & gửi")
    assert telegram.messages(AN)[-1].text == "<b>xong</b> & gửi"
    assert telegram.messages(AN)[-1].html == "&lt;b&gt;xong&lt;/b&gt; &amp; gửi"


async def test_waiting_for_what_never_comes_ends(telegram: SandboxTelegram) -> None:
    with pytest.raises(TimeoutError):
        await telegram.until(lambda: False, seconds=0.01)
