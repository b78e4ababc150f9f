"""What is said of letters on the screen of the machine: one clear line for everything that may become of one."""

from pathlib import Path

import pytest

from bot.texts.letters import taken_words, written_words
from jobs.letters.values import Fate, Taken
from models.refused import Reason
from tests.bot.letters.apologies import CODE

FOLDER = Path("thu/can-sua")


@pytest.mark.parametrize("fate", Fate)
def test_every_fate_is_one_line_that_says_what_to_do(fate: Fate) -> None:
    taken = Taken(FOLDER / "thu.pdf", fate, CODE, 1, 2, ("SIG001", "DOC005"), Reason.WRONG_STATE)
    told, count = taken_words([taken]).split("\n")
    assert told.startswith("thu.pdf: ") and told.endswith(".") and not told.endswith("..")
    assert "{" not in told
    assert count == f"Đã nhận {int(fate is Fate.TAKEN)}/1 tệp."


def test_a_held_letter_says_what_is_wrong_and_where_it_lies() -> None:
    told = taken_words([Taken(FOLDER / "thu.pdf", Fate.HELD, CODE, 1, 2, ("SIG001", "DOC005"))])
    assert f"hồ sơ {CODE} chưa tính là đã có thư" in told
    assert "(SIG001, DOC005)" in told and "can-sua/" in told


def test_nothing_there_is_said() -> None:
    assert taken_words([]) == "Không có thư nào trong da-ky/."


def test_drafts_are_counted() -> None:
    told = written_words(3, [CODE], 2, 1, [Path("thu/2027-02-01")])
    assert told.split("\n") == [
        "Đã soạn 3 thư xin lỗi vào thu/2027-02-01.",
        "1 thư có thêm bản PDF để xem.",
        "2 thư đã soạn từ trước, giữ nguyên.",
        f"1 thư đã có người sửa, giữ nguyên: {CODE}. Muốn soạn lại thì bỏ tệp cũ.",
    ]
    assert written_words(0, [], 0, 0, []) == "Không có thư nào phải soạn."
