"""What one question of an officer asks for, where it asks for one thing that is known of the task."""

from enum import StrEnum

from models.rules.letters import plain_words
from models.rules.reading.lexicon import listed


class Asked(StrEnum):
    """`SEEN`: whether what was handed in was looked at."""

    DUE = "due"
    WHERE = "where"
    WHAT = "what"
    WHO = "who"
    SEEN = "seen"


_PATTERNS = {Asked(name): pattern for name, pattern in listed("asked")}


def asked(words: str) -> Asked | None:
    """None where it asks for something else, or for several things."""
    said = plain_words(words)
    found = [each for each, pattern in _PATTERNS.items() if pattern.search(said)]
    return found[0] if len(found) == 1 else None
