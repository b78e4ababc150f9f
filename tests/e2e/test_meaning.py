"""In doubt a question names the task and offers the two likeliest readings; a press or words answer it."""

from models.rules.lifecycle import State
from tests.e2e.world import AN, World, labels

MONTHLY = "hồ sơ giải quyết TTHC tháng 12/2026"


async def asked(eve: World, words: str):
    card = await eve.open_card(AN, MONTHLY)
    return await eve.write(AN, words, reply_to=card.message_id)


async def test_a_doubt_is_a_question_that_names_the_task_and_records_nothing(eve: World) -> None:
    question = await asked(eve, "rồi")
    assert MONTHLY in question.text
    assert "Chưa ghi gì" in question.text
    assert labels(question) == ["Đã xong", "Đã rõ, sẽ làm", "Ý khác …"]
    assert eve.task("2026-12").state is State.OPEN
