"""Words and captions that name a duty of somebody else: nothing is recorded of the one that is at hand."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from models.rules.lifecycle import State
from tests.e2e.test_files import PDF
from tests.e2e.world import BINH, CHATS, DUNG, World, at, open_world

CLERK, LEADER = CHATS["chau.vp"], CHATS["lam.ubnd"]
MENDING = "khắc phục"
ASKS = "nói về việc nào ạ?"


@pytest.fixture
async def one_task(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 14/12/2026 with the built-in catalogue: Dũng has been given one report, that on what was mended."""
    async with open_world(tmp_path, date(2026, 12, 7), None, at("14/12/2026", "08:00")) as world:
        digest = world.newest(BINH, "☀️")
        number = next(line.split(".")[0] for line in digest.text.splitlines() if MENDING in line)
        await world.write(BINH, f"{number} giao anh Dũng", reply_to=digest.message_id)
        await world.worked_off()
        yield world


@pytest.mark.parametrize(
    "words",
    [
        "bc kiem tra cchc xong roi a",
        "bc quy 4 xong roi",
        "Báo cáo kết quả kiểm tra CCHC năm 2026 đã xong, số 240/BC-UBND",
        "bao cao tuyen truyen chua lam dc vi cho so lieu",
        "bc quy 4 mai em gui",
        "ke hoach tuyen truyen 2027 xong roi a",
    ],
)
async def test_an_officer_with_one_task_is_asked_where_the_words_name_another(
    one_task: World, words: str
) -> None:
    before = one_task.snapshot()
    asked = await one_task.write(DUNG, words)
    assert ASKS in asked.text and MENDING in asked.text
    assert one_task.snapshot() == before


@pytest.mark.parametrize(
    "words", ["xong rồi ạ", "đã nộp báo cáo khắc phục cho Sở Nội vụ", "bc nay em gui roi"]
)
async def test_what_names_no_other_is_of_the_one_task(one_task: World, words: str) -> None:
    said = await one_task.write(DUNG, words)
    assert MENDING in said.text and ASKS not in said.text


async def test_a_clerks_file_whose_caption_names_another_is_kept_and_asked_about(one_task: World) -> None:
    given = one_task.newest(DUNG, "🤝")
    await one_task.write(DUNG, "đang ở văn thư", reply_to=given.message_id)
    caption = "bc tuyen truyen so 130/BC-UBND da phat hanh"
    sent = one_task.telegram.send_file(
        CLERK, PDF, "bc-tuyen-truyen.pdf", "application/pdf", None, caption=caption
    )
    asked = await one_task.answer(CLERK, sent)
    assert "Đã nhận và giữ" in asked.text and "cho việc nào ạ?" in asked.text
    assert one_task.task("2026", "1.6.2-bao-cao-khac-phuc").state is State.OPEN


async def test_a_leader_signs_nothing_that_was_not_named(one_task: World) -> None:
    given = one_task.newest(DUNG, "🤝")
    await one_task.write(DUNG, "trình lãnh đạo ký", reply_to=given.message_id)
    await one_task.worked_off()
    before = one_task.snapshot()
    asked = await one_task.write(LEADER, "anh ký bc tuyên truyền rồi nhé")
    assert MENDING in asked.text
    assert one_task.snapshot() == before
