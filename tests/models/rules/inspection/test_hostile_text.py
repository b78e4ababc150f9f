"""Text that was made to be slow: the work grows with the text, not faster, and is bounded where only a head counts.

Work is counted in lines of our own code that run; patterns see only the first letters of a line.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from models.rules.inspection.document import read_document
from models.rules.inspection.head import HEAD_LETTERS
from models.rules.inspection.sections import find_section, find_words

MILLION = 1_000_000
HOSTILE = {
    "blanks": " ",
    "one letter": "a",
    "one line": "Số: ngày tháng năm kinh phí ",
    "numbers": "Số: " + " " * 40 + ". " * 30,
    "dates": "ngày ... ... ... tháng ... ",
    "headings": "IV. Kinh phí\n",
    "headings of all ranks": "IV. Kinh phí\n1. Kinh phí\na) kinh phí 1.000\n",
    "empty lines": "\n",
    "short lines": "1\n",
    "leaders": "IV. Kinh phí " + ". " * 40 + "\n",
    "marks": "ạ\u0323\u0301",
    "dashes": "----- ",
    "capitals": "KẾ HOẠCH ",
    "places": "Tân Kỳ, ",
    "amounts": "1.000.000.000 (",
}


def made(piece: str, letters: int) -> str:
    return (piece * (letters // len(piece) + 1))[:letters]


def steps(work: Callable[[], Any]) -> int:
    """How many lines of models/ run."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        if "models" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_is_at_most_twice_the_work(piece):
    small, large = made(piece, 20_000), made(piece, 40_000)
    assert (
        steps(lambda: find_section([large], "kinh phí"))
        <= 2.2 * steps(lambda: find_section([small], "kinh phí")) + 50
    )
    assert (
        steps(lambda: find_words([large], "kinh phí"))
        <= 2.2 * steps(lambda: find_words([small], "kinh phí")) + 50
    )


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_head_costs_no_more_however_long_the_page_is(piece):
    short, long = made(piece, 2 * HEAD_LETTERS), made(piece, 8 * HEAD_LETTERS)
    assert steps(lambda: read_document([long])) <= steps(lambda: read_document([short])) + 50


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_page_of_a_million_letters_is_read(piece):
    page = made(piece, MILLION)
    read_document([page, page, page])
    find_section([page], "kinh phí | dự toán")
