"""“Bấm nhầm” means what was done last: where that cannot be taken back, it is said why, and no older word goes."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from models.rules.lifecycle import State
from tests.e2e.world import AN, BINH, DUNG, World, at, open_world

MONTHLY = "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026"
YEARLY = "Báo cáo tình hình, kết quả giải quyết TTHC năm 2026"


@pytest.fixture
async def tuesday(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 09:00: reports are due tomorrow."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=at("15/12/2026", "09:00")) as world:
        yield world


@pytest.mark.parametrize("verdict", ["✔️ Duyệt", "↩️ Trả lại"])
async def test_a_verdict_stands_and_its_reviewer_hears_why(tuesday: World, verdict: str) -> None:
    card = await tuesday.open_card(AN, MONTHLY)
    await tuesday.send_file(AN, reply_to=card.message_id)
    await tuesday.settled()
    await tuesday.press(BINH, tuesday.newest(BINH, "📥 Chờ thẩm tra"), verdict)
    await tuesday.settled()
    if verdict.startswith("↩️"):
        await tuesday.write(BINH, "ảnh mờ quá, không thấy giờ gửi")
    before = tuesday.task("2026-12").state
    answer = await tuesday.write(BINH, "bấm nhầm")
    assert answer.text.startswith("Ý kiến thẩm tra đã gửi người nộp nên không rút lại được.")
    assert tuesday.task("2026-12").state is before


async def test_what_was_said_before_a_later_decision_is_not_taken_back_in_its_place(tuesday: World) -> None:
    card = await tuesday.open_card(AN, YEARLY)
    await tuesday.press(AN, card, "✅ Đã xong")
    await tuesday.sandbox.forward_to(at("15/12/2026", "09:30"))
    await tuesday.write(AN, "em nghỉ phép từ thứ Sáu đến hết thứ Sáu")
    await tuesday.press(AN, tuesday.said(AN)[-1], "Để Trần Văn Bình")
    await tuesday.settled()
    answer = await tuesday.write(AN, "bấm nhầm")
    assert answer.text.startswith("Lần vừa làm không hủy bằng lời được")
    assert tuesday.task("2026", "7.5-bao-cao-tthc-nam").state is State.CLAIMED


async def test_who_has_handed_work_on_hears_how_to_get_it_back(tuesday: World) -> None:
    card = await tuesday.open_card(AN, MONTHLY)
    asked = await tuesday.write(AN, "chuyển việc này cho anh Dũng ạ", reply_to=card.message_id)
    await tuesday.press(AN, asked, "👤 Lê Văn Dũng")
    await tuesday.settled()
    answer = await tuesday.write(AN, "bấm nhầm")
    assert "nhờ người nhận bấm Không nhận" in answer.text
    assert MONTHLY in (await tuesday.write(DUNG, "/viec")).text
