"""Words, names and messages of every kind: shown as they are, answered clearly, counted for nothing."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Person
from tests.e2e.world import AN, BINH, STRANGER, World, at, labels, open_world

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"


@pytest.fixture
async def december(tmp_path: Path) -> AsyncIterator[World]:
    """The eve of the December reports: Tuesday 15/12/2026 at 07:30."""
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026")) as world:
        yield world


async def test_five_thousand_characters_are_answered_in_one_sentence(december: World) -> None:
    before = december.snapshot()
    answer = await december.write(AN, "ạ" * 5000, force=True)
    assert answer.text.startswith("Chị An ạ, tin vừa rồi dài quá nên chưa ghi nhận gì.")
    assert december.snapshot() == before
    december.newcomer(STRANGER, "Người lạ")
    stranger = await december.write(STRANGER, "<b>" * 1700, force=True)
    assert "chỉ dùng cho người được mời" in stranger.text


async def test_angle_brackets_ampersands_and_quotes_in_names_are_shown_as_they_are(december: World) -> None:
    hostile = "Trần & <b>Bình</b> \"Tí\" 'Cả'"
    with december.writing() as session:
        for code in ("an.vhxh", "dung.vhxh", "binh.vhxh"):
            person = session.exec(select(Person).where(Person.code == code)).one()
            person.full_name = hostile
            session.add(person)
    await december.go_to("16/12/2026")
    december.newcomer(STRANGER, hostile)
    question = await december.write(STRANGER, december.invite("an.vhxh"))
    assert f"Có đúng là đồng chí {hostile} không ạ?" in question.text
    assert "<b>Bình" not in question.html.replace("&lt;b&gt;Bình", "")
    for text in ("/trogiup", "/viec", "👤 Về tôi", "không hiểu gì & <i>"):
        assert (await december.write(AN, text)).text
    about = await december.write(AN, "👤 Về tôi")
    assert f"Họ tên: {hostile}" in about.text
    card = december.said(BINH)[-1]
    assert labels(card)[:2] == [f"👤 Giao cho {hostile}"] * 2
    toast = await december.press(BINH, card, "👤 Giao cho")
    assert toast.startswith("Đã giao cho chị 'Cả'")
    await december.settled()
    assert "Anh 'Cả' giao việc này cho chị 'Cả'." in december.said(AN)[-1].text


@pytest.mark.parametrize("name", ["<b>&\"'.png", "a&amp;b <i>.png", "</b>.png", "..%2F..%2Fetc.png"])
async def test_a_hostile_file_name_is_shown_as_it_is(december: World, name: str) -> None:
    card = await december.open_card(AN, MONTHLY)
    answer = await december.send_file(AN, name=name, reply_to=card.message_id)
    assert f"Tệp: {name}" in answer.text
    await december.settled()
    assert december.task("2026-12").state is State.SUBMITTED


async def test_a_voice_and_a_sticker_are_said_to_count_for_nothing(december: World) -> None:
    card = await december.open_card(AN, MONTHLY)
    before = december.snapshot()
    for send in (december.telegram.send_voice, december.telegram.send_sticker):
        answer = await december.answer(AN, send(AN, card.message_id))
        assert "chưa nghe, chưa xem được loại tin này nên chưa ghi nhận gì" in answer.text
    assert december.snapshot() == before


async def test_an_unknown_command_names_the_known_ones(december: World) -> None:
    before = december.snapshot()
    answer = await december.write(AN, "/xoa_het")
    assert "không có lệnh này" in answer.text
    assert "/viec" in answer.text
    assert december.snapshot() == before
