"""In doubt a question names the task and offers the two likeliest readings; a press or words answer it."""

from typing import Any

from sqlmodel import select

from models.rules.lifecycle import State
from models.tables import Statement
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
    data = question.data_of("Đã xong")
    await eve.press_data(AN, question.message_id, data)
    await eve.worked_off()
    assert eve.task("2026-12").state is State.CLAIMED
    await eve.press_data(AN, question.message_id, data)
    assert len(eve.entries("claim")) == 1


async def test_another_meaning_opens_the_useful_ways(eve: World) -> None:
    question = await asked(eve, "rồi")
    await eve.press(AN, question, "Ý khác …")
    await eve.worked_off()
    shown = eve.message(AN, question.message_id)
    assert shown.text.startswith("Chị An vừa nhắn")
    assert {"⏰ Nhắc lại sau", "🆘 Đang vướng", "🙅 Không phải việc của tôi"} <= set(labels(shown))


async def test_after_another_meaning_yes_takes_neither_of_the_two(eve: World) -> None:
    question = await asked(eve, "rồi ạ")
    await eve.press(AN, question, "Ý khác …")
    await eve.worked_off()
    await eve.write(AN, "đúng rồi ạ")
    assert eve.task("2026-12").state is State.OPEN


async def test_chua_answers_the_question_and_a_weekday_promises(eve: World) -> None:
    await asked(eve, "rồi")
    said = await eve.write(AN, "chưa ạ")
    assert "chưa xong" in said.text.lower()
    await asked(eve, "rồi")
    promised = await eve.write(AN, "thứ sáu")
    assert "18/12" in promised.text


async def test_yes_takes_the_likelier_reading(eve: World) -> None:
    question = await asked(eve, "rồi ạ")
    assert labels(question)[0] == "Đã xong"
    await eve.write(AN, "đúng rồi ạ")
    assert eve.task("2026-12").state is State.CLAIMED


async def test_words_that_name_another_task_are_no_answer_to_the_question(eve: World) -> None:
    await asked(eve, "rồi ạ")
    await eve.write(AN, "báo cáo kết quả giải quyết TTHC năm 2026 em chưa làm")
    await eve.settled()
    assert eve.task("2026-12").state is State.OPEN
    with eve.rows() as session:
        told = session.exec(select(Statement).where(Statement.task_id == eve.task("2026-12").id)).all()
    assert told == []
