"""Reading costs what the text is long, whatever it repeats: twice the text, about twice the steps."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from models.rules.reading import read_numbered, read_reply
from models.rules.reading.away import read_absence
from models.rules.reading.keys import decoded
from tests.commune import at
from tests.hostile_words import PIECES, of

NOW = at("15/12/2026")
# The quadratic reader took 3.5 to 4 times the steps, the one before it many thousand times.
TWICE = 2.6


def steps(read: Callable[[str], Any], text: str) -> int:
    """How many functions are called, those of the interpreter too."""
    count = 0

    def counted(frame: Any, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES[::3])
def test_twice_the_text_is_about_twice_the_work(piece: str) -> None:
    def read(text: str) -> None:
        read_reply(text, NOW)
        read_numbered(text, NOW, 5)
        read_absence(text, NOW)

    read(of(piece, 60))
    decoded.__globals__["_meant"].cache_clear()
    # Whole pieces: a word that is cut off at the end of one of the two would make it another text.
    text = piece * (400 // len(piece))
    half, whole = steps(read, text), steps(read, text * 2)
    assert whole <= TWICE * half + 2_000


@pytest.mark.parametrize("piece", [",mai ", "1) ", "a.", "1,2,3,"])
def test_an_absence_is_looked_for_in_each_clause_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest message that Telegram takes once took 52 s."""
    read: list[int] = []
    from models.rules.reading import away

    found = away.find_dates
    monkeypatch.setattr(away, "find_dates", lambda line, *rest: read.append(len(line)) or found(line, *rest))
    text = of(piece, 4096)
    read_absence(text, NOW)
    assert sum(read) <= 8 * len(text)


def test_a_word_without_end_is_no_slip_of_the_keyboard() -> None:
    for letter in "wdaa1":
        assert decoded(letter * 4096) == letter * 4096
