"""What becomes of a labelled reply: acted rightly or wrongly, asked with the right answer offered or not."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.rules.reading.deciding import Decision, settle, without_words
from models.rules.reading.said import Utterance
from models.rules.reading.values import DONE, Intent
from tests.reader.corpus import Labelled

Ranked = list[tuple[Intent, float]]
Case = tuple[Labelled, Utterance, Ranked]


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
    right = {Intent.DONE if each in DONE else each for each in reply.intents}
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
_NAMES, _UNREACHED = ("any", Intent.DONE.value, Intent.UNRELATED.value), 9.0
_MOST_WRONG, _MOST_FALSELY_DONE, _MOST_SILENT = 3.5, 0.2, 0.2


@dataclass(frozen=True)
class _Lead:
    """How far a case's likeliest meaning is ahead, and what becomes of the case where that is enough, and else."""

    meaning: Intent
    lead: float
    enough: Outcome
    too_little: Outcome


def _lead(case: Case) -> _Lead:
    reply, _, ranked = case
    (meaning, score), (_, next_score) = ranked[:2]
    fates = (outcome(reply, decided(case, dict.fromkeys(_NAMES, needed))) for needed in (0.0, _UNREACHED))
    return _Lead(meaning, score - next_score, *fates)


def surest(cases: Sequence[Case]) -> dict[str, float]:
    """How far ahead a meaning must be: the least with which few of these replies are taken wrongly, fewer as done
    and fewer as no matter of ours (percent)."""
    leads = [_lead(case) for case in cases]
    sure = dict.fromkeys(_NAMES, _UNREACHED)
    limits = (
        (Intent.UNRELATED.value, (Outcome.SILENCE,), _MOST_SILENT),
        (Intent.DONE.value, (Outcome.FALSELY_DONE,), _MOST_FALSELY_DONE),
        ("any", (Outcome.ACTED_WRONGLY, Outcome.SILENCE, Outcome.FALSELY_DONE), _MOST_WRONG),
    )
    for name, wrong, most in limits:
        steps = (step for step in _STEPS if _share(leads, {**sure, name: step}, wrong) <= most)
        sure[name] = next(steps, _UNREACHED)
    return sure


def _share(leads: Sequence[_Lead], sure: Mapping[str, float], wrong: Collection[Outcome]) -> float:
    """The percent of cases that end in one of these ways."""
    any_ = sure["any"]
    fates = (each.enough if each.lead >= sure.get(each.meaning, any_) else each.too_little for each in leads)
    return 100 * sum(fate in wrong for fate in fates) / len(leads)
