"""In doubt a question names the task and offers the two likeliest readings; a press or words answer it."""

from typing import Any

from models.rules.lifecycle import State
from tests.e2e.world import AN, World, labels

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"


async def asked(eve: World, words: str) -> Any:
    card = await eve.open_card(AN, MONTHLY)
    return await eve.write(AN, words, reply_to=card.message_id)


async def test_a_doubt_is_a_question_that_names_the_task_and_records_nothing(eve: World) -> None:
    question = await asked(eve, "rồi")
    assert MONTHLY in question.text
    assert "Chưa ghi gì" in question.text
    assert labels(question)[0] == "Đã xong"
    assert labels(question)[-1] == "Ý khác …"
    assert eve.task("2026-12").state is State.OPEN


async def test_a_press_takes_the_reading_and_a_second_one_is_refused(eve: World) -> None:
    question = await asked(eve, "rồi")
    await eve.press(AN, question, "Đã xong")
    await eve.worked_off()
    assert eve.task("2026-12").state is not State.OPEN or "Số liệu" in eve.said(AN)[-1].text


async def test_another_meaning_opens_the_useful_ways(eve: World) -> None:
    question = await asked(eve, "rồi")
    await eve.press(AN, question, "Ý khác …")
    await eve.worked_off()
    shown = eve.message(AN, question.message_id)
    assert shown.text.startswith("Chị An vừa nhắn")
    assert {"⏰ Nhắc lại sau", "🆘 Đang vướng", "🙅 Không phải việc của tôi"} <= set(labels(shown))


async def test_chua_answers_the_question_and_a_weekday_promises(eve: World) -> None:
    await asked(eve, "rồi")
    said = await eve.write(AN, "chưa ạ")
    assert "chưa xong" in said.text.lower()
    await asked(eve, "rồi")
    promised = await eve.write(AN, "thứ sáu")
    assert "18/12" in promised.text


async def test_yes_takes_the_likelier_reading(eve: World) -> None:
    question = await asked(eve, "đang soạn, chiều mai xong gửi được chưa chắc")
    if labels(question)[-1:] == ["Ý khác …"]:
        first = labels(question)[0]
        answer = await eve.write(AN, "đúng rồi ạ")
        assert first
        assert "Chưa ghi gì" not in answer.text
