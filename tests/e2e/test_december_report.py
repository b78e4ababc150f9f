"""Acceptance 1 of the first issue: one December report, end to end."""

import json

import pytest

from models.rules.lifecycle import State
from tests.e2e.world import AN, World


@pytest.mark.moment("15/12/2026")
async def test_done_with_a_button_is_recorded_once_and_can_be_shown_a_year_later(world: World) -> None:
    digest = world.said(AN)[-1]
    assert "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026" in digest.text
    number = next(
        line.split(".")[0] for line in digest.text.splitlines() if "hồ sơ giải quyết TTHC tháng 12" in line
    )
    await world.press(AN, digest, number)
    card = await world.answer(AN, digest.message_id)
    assert card.text.startswith("⏳ Ngày mai đến hạn – Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026")
    assert "Hạn: thứ Tư, 16/12/2026" in card.text
    assert (
        "Tiêu chí 7.5 (1,5 điểm); báo cáo này khoảng 0,09 điểm (ước tính); năm 2025 cơ quan mất 0,17 điểm."
        in card.text
    )

    toast = await world.press(AN, card, "✅ Đã xong")
    assert toast == "Đã ghi lúc 7 giờ 30. Số ghi nhận NV-2026-000001."
    await world.settled()
    edited = world.message(AN, card.message_id)
    assert edited.edited
    assert edited.text.startswith("📝 Đã báo xong")
    assert "NV-2026-000001" in edited.text
    assert world.task("2026-12").state is State.CLAIMED

    claims = [json.loads(entry.body) for entry in world.ledger() if entry.change == "claim"]
    assert len(claims) == 1
    assert claims[0]["by"] == "an.vhxh"
    assert claims[0]["message_id"] == card.message_id
    assert len(claims[0]["words_sha256"]) == 64

    tasks = await world.write(AN, "/viec")
    assert "☑ Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026" in tasks.text


@pytest.mark.moment("15/12/2026")
async def test_a_screenshot_sent_as_a_reply_is_the_submission(world: World) -> None:
    digest = world.said(AN)[-1]
    await world.press(AN, digest, "1")
    card = await world.answer(AN, digest.message_id)
    answer = await world.send_file(AN, reply_to=card.message_id)
    assert answer.text.startswith("✅ Đã nhận minh chứng")
    assert "trong hạn" in answer.text
    assert "NV-2026-000001" in answer.text
    await world.settled()
    assert world.message(AN, card.message_id).text.startswith("✅ Đã nộp minh chứng")
    added = [entry for entry in world.ledger() if entry.change == "add_evidence"]
    assert len(added) == 1
