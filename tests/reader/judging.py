"""What becomes of a labelled reply: acted rightly or wrongly, asked with the right answer offered or not."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from models.rules.reading.deciding import Decision, settle, without_words
from models.rules.reading.said import Utterance
from models.rules.reading.values import Intent
from tests.reader.corpus import Labelled

Ranked = list[tuple[Intent, float]]
Case = tuple[Labelled, Utterance, Ranked]

_DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}


class Outcome(StrEnum):
    """`ASKED_RIGHTLY`: the right reading is among the buttons, or the label itself says that one must ask."""

    ACTED_RIGHTLY = "acted rightly"
    ASKED_RIGHTLY = "asked, right among the buttons"
    ASKED_WRONGLY = "asked, right not among them"
    FALSELY_DONE = "falsely done"
    SILENCE = "met with silence"
    ACTED_WRONGLY = "acted wrongly otherwise"


def decided(case: Case, sure: Mapping[str, float]) -> Decision:
    reply, said, ranked = case
    return without_words(said) or settle(reply.text, said, ranked, sure, reply.context)


def outcome(reply: Labelled, decision: Decision) -> Outcome:
    """Judged by what the label accepts; whether a number is named, rules see, and it is judged apart."""
    right = {Intent.DONE if each in _DONE else each for each in reply.intents}
    if decision.intent is Intent.AMBIGUOUS:
        is_right = right & {*decision.offers, Intent.AMBIGUOUS}
        return Outcome.ASKED_RIGHTLY if is_right else Outcome.ASKED_WRONGLY
    if decision.intent in right:
        return Outcome.ACTED_RIGHTLY
    if decision.intent is Intent.DONE:
        return Outcome.FALSELY_DONE
    return Outcome.SILENCE if decision.intent is Intent.UNRELATED else Outcome.ACTED_WRONGLY


def shares(cases: Sequence[Case], sure: Mapping[str, float]) -> dict[Outcome, float]:
    """Each outcome in percent."""
    counts = Counter(outcome(case[0], decided(case, sure)) for case in cases)
    return {each: 100 * counts[each] / len(cases) for each in Outcome}


_STEPS = [round(0.02 * n, 2) for n in range(1, 75)]
_MOST_WRONG, _MOST_FALSELY_DONE, _MOST_SILENT = 3.5, 0.2, 0.2


def surest(cases: Sequence[Case]) -> dict[str, float]:
    """How far ahead a meaning must be: the least with which few of these replies are taken wrongly, fewer as done
    and fewer as no matter of ours (percent)."""
    sure = {"any": 9.0, Intent.DONE.value: 9.0, Intent.UNRELATED.value: 9.0}
    limits = (
        (Intent.UNRELATED.value, (Outcome.SILENCE,), _MOST_SILENT),
        (Intent.DONE.value, (Outcome.FALSELY_DONE,), _MOST_FALSELY_DONE),
        ("any", (Outcome.ACTED_WRONGLY, Outcome.SILENCE, Outcome.FALSELY_DONE), _MOST_WRONG),
    )
    for name, wrong, most in limits:
        sure[name] = next(_within(cases, sure, name, wrong, most), 9.0)
    return sure


def _within(
    cases: Sequence[Case], sure: dict[str, float], name: str, wrong: Iterable[Outcome], most: float
) -> Iterator[float]:
    for step in _STEPS:
        found = shares(cases, {**sure, name: step})
        if sum(found[each] for each in wrong) <= most:
            yield step
