"""Where a document lies, as the words say, and what stops the work: phrases.txt."""

from models.rules.letters import bare
from models.rules.reading.lexicon import patterns
from models.rules.reading.patterns import occurs, phrases
from models.rules.reading.said import Utterance
from models.rules.reading.values import Place

_RE = patterns("lying")

_LIES_WITH = {
    place: phrases(place.value) for place in (Place.CLERK, Place.UNIT_HEAD, Place.LEADER, Place.DRAFTING)
}
_OBSTACLE, _SUPERIOR, _OVER, _ISSUED = map(phrases, ("obstacle", "superior", "over", "issued"))


def place_of(said: Utterance) -> Place | None:
    """Where the document lies within the commune, as far as the words say."""
    if lies_above(said):
        return None
    return next((place for place, found in _LIES_WITH.items() if occurs(found, said.line)), None)


def is_issued(said: Utterance) -> bool:
    return occurs(_ISSUED, said.line)


def lies_above(said: Utterance) -> bool:
    """Whether the document, or what it needs, lies with an authority above the commune."""
    return occurs(_SUPERIOR, said.line)


def is_stuck(said: Utterance) -> bool:
    """Whether something outside the person's power is in the way."""
    return not is_over(said) and (occurs(_OBSTACLE, said.line) or lies_above(said))


def is_over(said: Utterance) -> bool:
    """Whether what was in the way is said to be over: "hết vướng rồi", "mạng vào lại được rồi"."""
    return occurs(_OVER, said.line)


def came_back(words: str) -> bool:
    """Whether the document was handed back to be worked on again."""
    return _RE.came_back.search(bare(words)) is not None
