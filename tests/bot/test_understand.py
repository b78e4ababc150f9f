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


def lines(replies: bytes, folder: Path) -> list[dict[str, Any]]:
    ran = understand(replies, "--now", "2026-12-02T09:00", folder=folder)
    assert ran.returncode == 0, ran.stderr.decode()
    return [json.loads(line) for line in ran.stdout.decode().splitlines()]


def test_each_reply_is_one_line_of_json(tmp_path: Path) -> None:
    said = "xong r\n\nmai nop\ne nộp hnay trc 17h\r\nQĐ 41/QĐ-UBND ngày 02/4/2026 rồi ạ"
    assert lines(said.encode(), tmp_path) == [
        {"text": "xong r", "intent": "done", "date": None, "document": None},
        {"text": "mai nop", "intent": "postpone", "date": "2026-12-03", "document": None},
        {
            "text": "e nộp hnay trc 17h",
            "intent": "postpone",
            "date": "2026-12-02T17:00:00+07:00",
            "document": None,
        },
        {
            "text": "QĐ 41/QĐ-UBND ngày 02/4/2026 rồi ạ",
            "intent": "done_with_docnumber",
            "date": None,
            "document": {"number": "41/QĐ-UBND", "date": "2026-04-02"},
        },
    ]
    assert list(tmp_path.iterdir()) == [], "it needs no database"


def test_bytes_that_are_no_utf_8_do_not_stop_it(tmp_path: Path) -> None:
    read = lines(b"\xff\xfe\nmai nop\n", tmp_path)
    assert [each["intent"] for each in read][1:] == ["postpone"]


def test_nothing_in_nothing_out(tmp_path: Path) -> None:
    assert lines(b"\n  \n", tmp_path) == []


def test_a_moment_that_is_none_is_refused_in_one_line(tmp_path: Path) -> None:
    ran = understand(b"mai\n", "--now", "hôm nay", folder=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert len(ran.stderr.decode().splitlines()) == 1
