"""What reading costs where somebody sends the longest message of one piece over and over, against half of it."""

from collections.abc import Callable
from time import process_time
from typing import Any

from models.rules.reading import read_numbered, read_reply
from models.rules.reading.answers import no_reason
from models.rules.reading.away import read_absence
from models.rules.reading.letters import is_letter
from models.rules.reading.persons import read_gifts
from tests.bench.databases import NOW
from tests.hostile_words import PIECES, of

LONGEST = 4096
_WAYS: tuple[Callable[[str], Any], ...] = (
    lambda text: read_reply(text, NOW),
    lambda text: read_numbered(text, NOW, 5),
    lambda text: read_absence(text, NOW),
    lambda text: read_gifts(text),
    lambda text: is_letter(text, NOW),
    lambda text: no_reason(text, NOW),
)


def hostile_words(compare: Callable[[str, float, str, float], None]) -> None:
    """The piece that costs most, and how its cost grows with the text."""
    costs = {piece: (_seconds(of(piece, LONGEST)), _seconds(of(piece, LONGEST // 2))) for piece in PIECES}
    dearest = max(costs, key=lambda piece: costs[piece][0])
    steepest = max(costs, key=lambda piece: costs[piece][0] / max(costs[piece][1], 0.01))
    for name, piece in (("dearest", dearest), ("steepest", steepest)):
        whole, half = costs[piece]
        compare(f"4,096 characters read, the {name} ({piece!r})", whole, "2,048", half)


def _seconds(text: str) -> float:
    began = process_time()
    for way in _WAYS:
        way(text)
    return process_time() - began
