"""Thirty things that officers write, over the wire, each with the rows it writes: about one card, to a list."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.rules.lifecycle import State
from models.rules.reading import Place
from models.tables import Confirmation, Statement, StatementKind
from tests.e2e.world import AN, World, at, open_world

YEARLY = "7.5-bao-cao-tthc-nam"
MONTHLY = "TTHC tháng 12"


@pytest.fixture
async def called(tmp_path: Path) -> AsyncIterator[World]:
    """Wednesday 16/12/2026, 14:00: An's two reports are due today, and the last call lists them."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("16/12/2026", "14:00")) as world:
        yield world


def statements(world: World, period: str) -> list[Statement]:
    """What stands of what was said of a task."""
    with world.rows() as session:
        task = world.task(period, YEARLY if period == "2026" else "7.5-bao-cao-tthc-thang")
        found = select(Statement).where(Statement.task_id == task.id, col(Statement.taken_back_at).is_(None))
        return list(session.exec(found.order_by(col(Statement.id))).all())


def kinds(world: World, period: str = "2026-12") -> list[StatementKind]:
    return [each.kind for each in statements(world, period)]


async def told(world: World, *words: str) -> str:
    """What is answered to the last of these, each written in reply to the card of the monthly report."""
    card = await world.open_card(AN, MONTHLY)
    answers = [await world.write(AN, each, reply_to=card.message_id) for each in words]
    return answers[-1].text


@pytest.mark.parametrize(
    "words",
    [
        "em nộp rồi ạ",
        "da gui tren he thong roi a",
        "xong roi nhe chi",
        "báo cáo tháng 12 em hoàn thành rồi ạ",
        "mạng lỗi mãi nhưng em gửi được rồi ạ",
        "em guiwr roif aj",
    ],
)
async def test_what_is_done_is_claimed(called: World, words: str) -> None:
    await told(called, words)
    assert called.task("2026-12").state is State.CLAIMED
    assert called.task("2026", YEARLY).state is State.OPEN


@pytest.mark.parametrize(
    "words",
    [
        "gần xong rồi ạ",
        "em mới nhập được 6/7 biểu",
        "đã mần mô",
        "xong bản dự thảo rồi ạ",
        "hình như chị Hoa gửi rồi",
    ],
)
async def test_what_is_not_quite_done_is_never_claimed(called: World, words: str) -> None:
    await told(called, words)
    assert called.task("2026-12").state is State.OPEN
    assert called.entries("claim") == []


async def test_a_number_is_kept_and_put_right_while_the_claim_stays(called: World) -> None:
    await told(called, "đã phát hành số 120/BC-UBND rồi ạ", "nhầm số, số đúng là 121/BC-UBND ạ")
    assert called.task("2026-12").state is State.CLAIMED
    with called.rows() as session:
        (confirmation,) = session.exec(select(Confirmation)).all()
    assert confirmation.document_number == "121/BC-UBND"
    (entry,) = called.entries("correct")
    assert (entry["before"], entry["document"]) == ("120/BC-UBND", "121/BC-UBND")


async def test_without_a_reply_a_number_is_put_right_of_what_was_told_last(called: World) -> None:
    await told(called, "đã phát hành số 120/BC-UBND rồi ạ")
    call = next(each for each in called.started(AN) if "🔔 Chiều nay hết hạn" in each.text)
    number = next(number for number, period in by_number(called).items() if period == "2026")
    await called.write(AN, f"{number} mai nộp", reply_to=call.message_id)
    answer = await called.write(AN, "nhầm số, số đúng là 121/BC-UBND")
    assert "121/BC-UBND" in answer.text
    assert called.task("2026-12").state is State.CLAIMED
    assert called.task("2026", YEARLY).promised_on == date(2026, 12, 17)


async def test_what_was_told_is_taken_back(called: World) -> None:
    await told(called, "em nộp rồi ạ", "nhầm, em chưa gửi đâu ạ")
    assert called.task("2026-12").state is State.OPEN


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("chưa xong ạ", StatementKind.NOT_DONE),
        ("vâng ạ, em làm ngay", StatementKind.SEEN),
        ("không phải việc của em ạ", StatementKind.NOT_MINE),
        ("hệ thống lỗi em không đăng nhập được", StatementKind.OBSTACLE),
        ("em đang soạn báo cáo", StatementKind.PLACE),
        ("em trình lãnh đạo ký rồi ạ, chưa thấy ký", StatementKind.PLACE),
    ],
)
async def test_what_is_said_short_of_done_is_recorded_as_that(
    called: World, words: str, kind: StatementKind
) -> None:
    await told(called, words)
    assert kinds(called) == [kind]
    assert called.task("2026-12").state is State.OPEN


async def test_a_document_goes_back_a_step_only_where_it_is_said_to_have_come_back(called: World) -> None:
    await told(called, "ký rồi nhưng văn thư chưa phát hành ạ")
    assert called.task("2026-12").place is Place.CLERK
    await told(called, "không kịp chị ơi, sếp đi họp rồi")
    assert called.task("2026-12").place is Place.CLERK


async def test_a_day_is_promised_and_said_back(called: World) -> None:
    answer = await told(called, "thứ sáu em gửi nhé")
    assert "thứ Sáu, 18/12/2026" in answer
    assert called.task("2026-12").promised_on == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("hạn khi nào ạ", "Hạn:"),
        ("nộp ở đâu vậy chị", "Nộp trên"),
        ("ai thẩm tra vậy", "Người thẩm tra:"),
        ("minh chứng của em duyệt chưa vậy ạ?", "Chưa có minh chứng"),
    ],
)
async def test_a_question_is_answered_first_with_what_was_asked(
    called: World, words: str, first: str
) -> None:
    assert (await told(called, words)).startswith(first)


async def test_a_hand_over_to_a_named_colleague_is_offered_and_nothing_passes_before_a_press(
    called: World,
) -> None:
    answer = await told(called, "việc này em chuyển cho anh Dũng làm giúp ạ")
    assert "Chuyển cho ai trong đơn vị" in answer
    assert called.entries("hand_over") == []


def by_number(world: World) -> dict[str, str]:
    """The period of each number of the last call."""
    call = next(each for each in world.started(AN) if "🔔 Chiều nay hết hạn" in each.text)
    lines = [line for line in call.text.splitlines() if line[:1].isdigit()]
    return {line.split(".")[0]: "2026-12" if MONTHLY in line else "2026" for line in lines}


def outcome(world: World, period: str) -> str:
    task = world.task(period, YEARLY if period == "2026" else "7.5-bao-cao-tthc-thang")
    if task.state is not State.OPEN:
        return task.state
    if task.promised_on is not None:
        return f"{task.promised_on:%d/%m}"
    return ",".join(kinds(world, period)) or "nothing"


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("1 xong, 2 mai nộp", "claimed", "17/12"),
        ("1. nộp rồi\n2. thứ 6", "claimed", "18/12"),
        ("1 chưa, 2 xong rồi", "not_done", "claimed"),
        ("cả 2 xong rồi ạ", "claimed", "claimed"),
        ("xong hết trừ cái 2", "claimed", "not_done"),
        ("cái đầu xong, cái sau mai", "claimed", "17/12"),
        ("2 không phải việc của em, 1 gửi rồi", "claimed", "not_mine"),
        ("việc một xong việc hai chưa", "claimed", "not_done"),
        ("1 xong, 7 mai nộp", "nothing", "nothing"),
        ("(1) đã xong (2) đang soạn", "claimed", "place"),
    ],
)
async def test_an_answer_to_a_list_writes_a_row_for_each_number(
    called: World, words: str, first: str, second: str
) -> None:
    periods = by_number(called)
    call = next(each for each in called.started(AN) if "🔔 Chiều nay hết hạn" in each.text)
    await called.write(AN, words, reply_to=call.message_id)
    await called.settled()
    assert (outcome(called, periods["1"]), outcome(called, periods["2"])) == (first, second)


async def test_items_are_named_by_words_of_their_titles(called: World) -> None:
    call = next(each for each in called.started(AN) if "🔔 Chiều nay hết hạn" in each.text)
    await called.write(AN, "báo cáo tháng 12 xong rồi, báo cáo năm thì mai", reply_to=call.message_id)
    await called.settled()
    assert outcome(called, "2026-12") in ("claimed", "nothing")
    assert outcome(called, "2026") in ("17/12", "nothing")


async def test_what_was_in_the_way_is_cleared_by_saying_that_it_is_over(called: World) -> None:
    await told(called, "hệ thống lỗi em không đăng nhập được", "được rồi ạ, hết vướng rồi")
    assert [entry["change"] for entry in called.entries("clear")] == ["clear"]
    assert kinds(called) == [StatementKind.OBSTACLE]
