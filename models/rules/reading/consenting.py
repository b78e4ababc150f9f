"""Whether somebody who was asked to do something in another's place says yes or no, in words for nothing else."""

from models.rules.letters import bare, plain_words
from models.rules.reading.lexicon import patterns

_RE = patterns("consenting")


def says_yes(words: str) -> bool | None:
    """True for yes, False for no, None for anything else, also where a question is asked."""
    said = plain_words(words)
    if "?" in words or not said:
        return None
    if _RE.says_no.fullmatch(said):
        return False
    return True if _RE.says_yes.fullmatch(said) else None


def agrees(words: str) -> bool:
    """Whether words only say that what was understood is right: "đúng rồi ạ"."""
    return "?" not in words and _RE.agrees.fullmatch(plain_words(words)) is not None


def names_the_deed(words: str) -> bool:
    """Whether such an answer says what it is about, and is more than a yes that may be meant for anything."""
    return _RE.names_it.search(bare(words)) is not None
