"""`nhacviec understand`: replies on standard input, JSON Lines on standard output."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from tests.bot.test_cli import Command, Said, logging_as_it_was, nhacviec

__all__ = ["logging_as_it_was", "nhacviec"]

NOW = ("--now", "2026-12-02T09:00")
Understand = Callable[..., Said]
Lines = Callable[..., list[dict[str, Any]]]


def as_a_process(replies: bytes, folder: Path) -> list[dict[str, Any]]:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "understand", *NOW],
        input=replies,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    return [json.loads(line) for line in ran.stdout.decode().splitlines()]


@pytest.fixture
def understand(nhacviec: Command, monkeypatch: pytest.MonkeyPatch) -> Understand:
    def understand(replies: bytes, *arguments: str) -> Said:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(replies)))
        return nhacviec("understand", *arguments)

    return understand


@pytest.fixture
def lines(understand: Understand) -> Lines:
    def lines(replies: bytes, *arguments: str) -> list[dict[str, Any]]:
        said = understand(replies, *NOW, *arguments)
        assert said.code == 0, said.err
        return [json.loads(line) for line in said.out.splitlines()]

    return lines


def test_each_reply_is_one_line_of_json(tmp_path: Path) -> None:
    said = "xong r\n\nmai nop\ne nộp hnay trc 17h\r\nQĐ 41/QĐ-UBND ngày 02/4/2026 rồi ạ"
    read = as_a_process(said.encode(), tmp_path)
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


def test_a_line_says_all_that_was_read(lines: Lines) -> None:
    (read,) = lines(b"xong r")
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


def test_what_would_be_asked_is_told_with_what_its_buttons_offer(lines: Lines) -> None:
    (read,) = lines("đã chuyển".encode())
    assert (read["intent"], read["asked"]) == ("ambiguous", True)
    assert len(read["offers"]) == 2


def test_where_a_document_lies_and_with_whom(lines: Lines) -> None:
    said = (
        "chị Hà văn thư đang giữ, chưa đóng dấu",
        "chưa có, đang chờ Sở Nội vụ thẩm định",
        "việc này em giao anh Hùng làm",
    )
    clerk, above, given = lines("\n".join(said).encode())
    assert (clerk["intent"], clerk["place"], clerk["person"]) == ("not_done", "clerk", "chị Hà")
    assert (above["intent"], above["place"], above["obstacle"]) == ("not_done", "superior", True)
    assert (given["intent"], given["person"]) == ("hand_over", "anh Hùng")


def test_after_a_list_each_item_is_told_and_what_was_not_understood_too(lines: Lines) -> None:
    said = "1 xong, 2 thứ 5, 3 chưa\n1 xong, 9 chưa\nmai em nộp\nCCHC gửi rồi, giải ngân thì thứ 5"
    by_number, too_far, whole, by_name = (
        each["items"] for each in lines(said.encode(), "--context", "digest3")
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


def test_how_many_a_list_has_tells_which_are_the_last(lines: Lines) -> None:
    said = "cái đầu xong, 2 cái sau mai".encode()
    (three,) = lines(said, "--context", "digest3")
    (five,) = lines(said, "--context", "digest5")
    assert (list(three["items"]), list(five["items"])) == (["1", "2", "3"], ["1", "4", "5"])


def test_a_context_there_is_not_is_wrong_usage(understand: Understand) -> None:
    assert understand(b"mai\n", "--context", "bang").code == 2


def test_bytes_that_are_no_utf_8_do_not_stop_it(tmp_path: Path) -> None:
    read = as_a_process(b"\xff\xfe\nmai nop\n", tmp_path)
    assert [each["intent"] for each in read][1:] == ["postpone"]


def test_nothing_in_nothing_out(lines: Lines) -> None:
    assert lines(b"\n  \n") == []


def test_a_moment_that_is_none_is_refused_in_one_line(understand: Understand) -> None:
    ran = understand(b"mai\n", "--now", "hôm nay")
    assert (ran.code, ran.out) == (2, "")
    assert len(ran.err.splitlines()) == 1
