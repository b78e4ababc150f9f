"""`nhacviec understand`: replies on standard input, JSON Lines on standard output."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any


def understand(replies: bytes, *arguments: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "understand", *arguments],
        input=replies,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def lines(replies: bytes, folder: Path, *arguments: str) -> list[dict[str, Any]]:
    ran = understand(replies, "--now", "2026-12-02T09:00", *arguments, folder=folder)
    assert ran.returncode == 0, ran.stderr.decode()
    return [json.loads(line) for line in ran.stdout.decode().splitlines()]


def test_each_reply_is_one_line_of_json(tmp_path: Path) -> None:
    said = "xong r\n\nmai nop\ne nộp hnay trc 17h\r\nQĐ 41/QĐ-UBND ngày 02/4/2026 rồi ạ"
    read = lines(said.encode(), tmp_path)
    assert [(each["text"], each["intent"], each["date"], each["document"]) for each in read] == [
        ("xong r", "done", None, None),
        ("mai nop", "postpone", "2026-12-03", None),
        ("e nộp hnay trc 17h", "postpone", "2026-12-02T17:00:00+07:00", None),
        (
            "QĐ 41/QĐ-UBND ngày 02/4/2026 rồi ạ",
            "done_with_docnumber",
            None,
            {"number": "41/QĐ-UBND", "date": "2026-04-02"},
        ),
    ]
    assert list(tmp_path.iterdir()) == [], "it needs no database"


def test_a_line_says_all_that_was_read(tmp_path: Path) -> None:
    (read,) = lines(b"xong r", tmp_path)
    assert read == {
        "text": "xong r",
        "intent": "done",
        "asked": False,
        "offers": [],
        "date": None,
        "done_on": None,
        "document": None,
        "place": None,
        "obstacle": False,
        "person": None,
        "items": None,
    }


def test_what_would_be_asked_is_told_with_what_its_buttons_offer(tmp_path: Path) -> None:
    (read,) = lines("đã chuyển".encode(), tmp_path)
    assert (read["intent"], read["asked"]) == ("ambiguous", True)
    assert len(read["offers"]) == 2


def test_where_a_document_lies_and_with_whom(tmp_path: Path) -> None:
    said = (
        "chị Hà văn thư đang giữ, chưa đóng dấu",
        "chưa có, đang chờ Sở Nội vụ thẩm định",
        "việc này em giao anh Hùng làm",
    )
    clerk, above, given = lines("\n".join(said).encode(), tmp_path)
    assert (clerk["intent"], clerk["place"], clerk["person"]) == ("not_done", "clerk", "chị Hà")
    assert (above["intent"], above["place"], above["obstacle"]) == ("not_done", "superior", True)
    assert (given["intent"], given["person"]) == ("hand_over", "anh Hùng")


def test_after_a_list_each_item_is_told_and_what_was_not_understood_too(tmp_path: Path) -> None:
    said = "1 xong, 2 thứ 5, 3 chưa\n1 xong, 9 chưa\nmai em nộp\nCCHC gửi rồi, giải ngân thì thứ 5"
    by_number, too_far, whole, by_name = (
        each["items"] for each in lines(said.encode(), tmp_path, "--context", "digest3")
    )
    assert by_number == {
        "1": {"intent": "done", "date": None},
        "2": {"intent": "postpone", "date": "2026-12-03"},
        "3": {"intent": "not_done", "date": None},
    }
    assert too_far == {"1": {"intent": "done", "date": None}, "9": {"intent": "ambiguous", "date": None}}
    assert whole is None
    assert by_name == {
        "cchc": {"intent": "done", "date": None},
        "giải ngân": {"intent": "postpone", "date": "2026-12-03"},
    }


def test_how_many_a_list_has_tells_which_are_the_last(tmp_path: Path) -> None:
    said = "cái đầu xong, 2 cái sau mai".encode()
    (three,) = lines(said, tmp_path, "--context", "digest3")
    (five,) = lines(said, tmp_path, "--context", "digest5")
    assert (list(three["items"]), list(five["items"])) == (["1", "2", "3"], ["1", "4", "5"])


def test_a_context_there_is_not_is_wrong_usage(tmp_path: Path) -> None:
    assert understand(b"mai\n", "--context", "bang", folder=tmp_path).returncode == 2


def test_bytes_that_are_no_utf_8_do_not_stop_it(tmp_path: Path) -> None:
    read = lines(b"\xff\xfe\nmai nop\n", tmp_path)
    assert [each["intent"] for each in read][1:] == ["postpone"]


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    assert lines(b"\n  \n", tmp_path) == []


def test_a_moment_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    ran = understand(b"mai\n", "--now", "hôm nay", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert len(ran.stderr.decode().splitlines()) == 1
