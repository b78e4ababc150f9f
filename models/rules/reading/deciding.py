"""Which meaning of a reply counts, and when it is asked about (docs/reading.md): a model proposes, and *done* is
recorded only where no guard speaks against it, for a wrong "done" is worse than a question back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rules.reading.features import Context
from models.rules.reading.fold import BREAK
from models.rules.reading.lexicon import patterns
from models.rules.reading.patterns import occurs, phrases
from models.rules.reading.said import Utterance
from models.rules.reading.values import Intent

_RE = patterns("guards")

OFFERED = 2
"""So many readings a question offers."""
_PLAIN = 0.05
"""So little lead is enough where rules are sure by themselves that it is done."""
_FEW_WORDS = 10
GUARDS = ("negation", "nearly", "part", "drafted", "submitted", "foretold", "hedged", "waits")
"""What speaks against *done* in the last that is said of the deed."""
# What is answered about a task is about it; only a list has several.
_NEVER_OFFERED = {
    Context.CARD: {Intent.AMBIGUOUS, Intent.MULTI, Intent.UNRELATED},
    Context.LIST: {Intent.AMBIGUOUS, Intent.UNRELATED},
    Context.FREE: {Intent.AMBIGUOUS, Intent.MULTI},
}


@dataclass(frozen=True)
class Decision:
    """The meaning that counts and, in one short code, why; AMBIGUOUS is asked about, `offers` are the likeliest."""

    intent: Intent
    reason: str
    offers: tuple[Intent, ...] = ()


def without_words(said: Utterance) -> Decision | None:
    """Nothing but question marks asks; nothing at all says nothing."""
    if set(said.plain.split()) - {BREAK, "?"}:
        return None
    return Decision(Intent.QUESTION, "only_marks") if said.asks else Decision(Intent.UNRELATED, "empty")


def settle(
    text: str,
    said: Utterance,
    ranked: Sequence[tuple[Intent, float]],
    sure: Mapping[str, float],
    context: Context = Context.CARD,
) -> Decision:
    """What to take of the meanings that the model ranks: the first where it leads by enough and nothing speaks
    against it; else a question that offers the two likeliest. `sure` is how far ahead each meaning must be."""
    (first, score), (_, next_score) = ranked[:2]
    never = _NEVER_OFFERED[context]
    offers = tuple(intent for intent, _ in ranked if intent not in never)[:OFFERED]
    # "Đã rõ nhưng khó kịp": what is known is not all that was said.
    if Intent.ACK_ONLY in (first, *offers) and said.says("hard") and not said.asks:
        return Decision(Intent.NOT_DONE, "hard")
    if first is Intent.ACK_ONLY and said.says("but"):
        return Decision(Intent.AMBIGUOUS, "but", (Intent.NOT_DONE, Intent.ACK_ONLY))
    if first is Intent.AMBIGUOUS:
        return Decision(Intent.AMBIGUOUS, "several_readings", offers)
    lead = sure.get(first, sure["any"])
    if first is Intent.DONE and _is_plainly_done(said):
        lead = _PLAIN
    if score - next_score < lead:
        return Decision(Intent.AMBIGUOUS, "unsure", offers)
    if first is Intent.DONE and (name := veto(text, said)) is not None:
        return Decision(Intent.AMBIGUOUS, name, offers)
    return Decision(first, "sure")


def _is_plainly_done(said: Utterance) -> bool:
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
    return next((name for name in GUARDS if _stands(name, said)), None)


def _stands(guard: str, said: Utterance) -> bool:
    """Whether this is said, and no later clause tells the deed as done."""
    clauses = [_RE.harmless.sub("<none>", clause) for clause in said.clauses]
    last = max((n for n, clause in enumerate(clauses) if occurs(phrases(guard), clause)), default=None)
    return last is not None and not any(occurs(phrases("settled"), clause) for clause in clauses[last + 1 :])
