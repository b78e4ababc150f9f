"""Which phrase about time is the day that is promised."""

from models.rules.reading.dates import Tense, TimePhrase
from models.rules.reading.said import Utterance

_AHEAD = (Tense.AHEAD, Tense.TODAY, Tense.VAGUE, Tense.CURRENT)


def promise(said: Utterance) -> TimePhrase | None:
    """The phrase that looks ahead, or None."""
    ahead = [when for when in said.whens if when.tense in _AHEAD]
    return next((when for when in ahead if when.value), ahead[0] if ahead else None)
