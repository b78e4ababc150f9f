"""What speaks against "done", by name: a wrong "done" is worse than a question back (docs/reading.md).

The model proposes; *done* is recorded only where none of these holds in the last that is said of the deed.
What the phrases are: phrases.txt.
"""

from models.rules.reading.lexicon import patterns
from models.rules.reading.patterns import Phrases, occurs, phrases
from models.rules.reading.said import Utterance

_RE = patterns("guards")

_VETOES = ("negation", "nearly", "part", "drafted", "submitted", "foretold", "hedged", "waits")
_FEW_WORDS = 10


def is_plainly_done(said: Utterance) -> bool:
    """A short single clause that ends in "xong rồi": rules are sure by themselves, and the model need not be."""
    return len(said.clauses) == 1 and len(said.plain.split()) <= _FEW_WORDS and said.says("plainly done")


def veto(text: str, said: Utterance) -> str | None:
    """The name of what speaks against a deed that is told as done, or None."""
    lowered = text.casefold().strip()
    if (final := _RE.final_mo.search(lowered)) and not _RE.denied_anyway.search(lowered[: final.start()]):
        return "final mô"
    if said.says("signed") and not said.says("handed on"):
        return "signed only"
    if any(when.passed for when in said.whens) and not said.says("is over"):
        return "at a moment that is over"
    return next((name for name in _VETOES if _stands(phrases(name), said)), None)


def _stands(denied: Phrases, said: Utterance) -> bool:
    """Whether this is said, and no later clause tells the deed as done."""
    clauses = [_RE.harmless.sub("<none>", clause) for clause in said.clauses]
    last = max((n for n, clause in enumerate(clauses) if occurs(denied, clause)), default=None)
    return last is not None and not any(occurs(phrases("settled"), clause) for clause in clauses[last + 1 :])
