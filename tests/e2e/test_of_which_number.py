"""Several numbers in one message: each gets what was said of it, and no more (docs/reading.md)."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from bot.sandbox.telegram import ChatMessage
from tests.e2e.world import AN, BINH, CHATS, World, at, open_world

LAM = CHATS["lam.ubnd"]
DONE, STUCK, SIGNED = "📝 Đã báo xong", "🆘 Đã ghi: đang vướng", "Văn bản đang ở văn thư, chờ phát hành"


@pytest.fixture
async def given(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 14/12/2026, 08:00: An has just been given all the work of Bình's unit."""
    async with open_world(tmp_path, date(2026, 12, 14), None, at("14/12/2026", "08:00")) as world:
        await world.settled()
        await world.write(BINH, "giao hết cho chị An", reply_to=world.newest(BINH, "☀️").message_id)
        await world.settled()
        yield world


def titles(message: ChatMessage) -> dict[int, str]:
    lines = (line.partition(". ") for line in message.text.splitlines())
    return {int(number): rest.split(" – ")[0] for number, _, rest in lines if number.isdigit()}


async def answers(world: World, chat: int, words: str, numbered: ChatMessage) -> dict[int, str]:
    """What the bot says to words, by the number whose task it names."""
    before = world.telegram.messages(chat)[-1].message_id
    await world.write(chat, words)
    await world.worked_off()
    said = [each.text for each in world.said(chat) if each.message_id > before]
    named = titles(numbered).items()
    return {number: text for number, title in named for text in said if title in text}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("xong 1 va 2, 3 chua xong", {1: DONE, 2: DONE, 3: ""}),
        ("da nop 1 va 2, 3 vuong chua co so lieu", {1: DONE, 2: DONE, 3: STUCK}),
        ("xong 1, 3 không phải việc của em", {1: DONE, 3: ""}),
        ("xong 1, 2 và 3 rồi", {1: DONE, 2: DONE, 3: DONE}),
        ("1 da nop hom nay", {1: DONE}),
    ],
)
async def test_an_officer_is_done_with_some_and_says_something_else_of_the_last(
    given: World, words: str, expected: dict[int, str]
) -> None:
    await given.go_to("15/12/2026", "08:00")
    said = await answers(given, AN, words, given.newest(AN, "☀️"))
    assert said.keys() == expected.keys()
    for number, text in said.items():
        assert text.startswith(expected[number]), text
        assert (expected[number] == DONE) == (DONE in text), text


@pytest.mark.parametrize(
    ("words", "signed", "stuck"),
    [
        ("da ky 1 va 2, 3 tra lai vi thieu so lieu", {1, 2}, {3}),
        ("đã ký 1, 2 trả lại vì thiếu số liệu", {1}, {2}),
        ("1 đã ký, 2 trả lại", {1}, {2}),
        ("da ky 1, 2 mai ky", {1}, set()),
        ("1 ky roi con 2 de toi xem", {1}, set()),
        ("đã ký 1, 2 và 3", {1, 2, 3}, set()),
    ],
)
async def test_a_leader_signs_only_what_they_say_they_signed(
    given: World, words: str, signed: set[int], stuck: set[int]
) -> None:
    for title in ("kiểm tra CCHC", "tuyên truyền CCHC", "chuyển đổi vị trí"):
        card = await given.open_card(AN, title)
        await given.write(AN, "em trình chủ tịch ký rồi ạ", reply_to=card.message_id)
    await given.go_to("15/12/2026", "08:00")
    digest = given.newest(LAM, "☀️")
    said = await answers(given, LAM, words, digest)
    assert {number for number, text in said.items() if SIGNED in text} == signed
    assert {number for number, text in said.items() if text.startswith(STUCK)} == stuck
    listed = given.message(LAM, digest.message_id).text
    assert listed.count("đang ở văn thư") == len(signed)
