"""Where a document lies, as the words say, and what stops the work: phrases.txt."""

from models.rules.letters import bare
from models.rules.reading.lexicon import patterns
from models.rules.reading.said import Utterance
from models.rules.reading.values import Place

_RE = patterns("lying")

_PLACES = (Place.CLERK, Place.UNIT_HEAD, Place.LEADER, Place.DRAFTING)


def place_of(said: Utterance) -> Place | None:
    """Where the document lies within the commune, as far as the words say."""
    return None if lies_above(said) else next((each for each in _PLACES if said.says(each.value)), None)


def lies_above(said: Utterance) -> bool:
    """Whether the document, or what it needs, lies with an authority above the commune."""
    return said.says("superior")


def is_stuck(said: Utterance) -> bool:
    """Whether something outside the person's power, or too little time, is in the way, and is not said to be
    over."""
    return not said.says("over") and (said.says("obstacle") or said.says("hard") or lies_above(said))


def came_back(words: str) -> bool:
    """Whether the document was handed back to be worked on again."""
    return _RE.came_back.search(bare(words)) is not None
