"""Which meaning of a reply counts, and when it is asked about: a model proposes, guards veto (docs/reading.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.rules.reading.features import Context
from models.rules.reading.fold import BREAK
from models.rules.reading.guards import is_plainly_done, veto
from models.rules.reading.said import Utterance
from models.rules.reading.values import Intent

OFFERED = 2
"""So many readings a question offers."""
_PLAIN = 0.05
"""So little lead is enough where rules are sure by themselves that it is done."""
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
    if first is Intent.AMBIGUOUS:
        return Decision(Intent.AMBIGUOUS, "several_readings", offers)
    lead = sure.get(first, sure["any"])
    if first is Intent.DONE and is_plainly_done(said):
        lead = _PLAIN
    if score - next_score < lead:
        return Decision(Intent.AMBIGUOUS, "unsure", offers)
    if first is Intent.DONE and (name := veto(text, said)) is not None:
        return Decision(Intent.AMBIGUOUS, name, offers)
    return Decision(first, "sure")
