"""`make reader-report`: how replies of an author are read by a model that has seen all the others and not them.

Leave one author out; how sure the model must be is chosen among the others alone, from models that have not seen a
third of them. Days and numbers are extracted by rules, and judged apart.
"""

from collections.abc import Sequence

import numpy as np

from tests.reader.corpus import Labelled, corpus
from tests.reader.extracted import day_shares
from tests.reader.items import item_shares
from tests.reader.judging import Case, Outcome, shares, surest
from tests.reader.learning import View, learn, seen
from tests.reader.unseen import by_author, ranked

_FOLDS = 3
_GOALS = (
    "goals: acted rightly >= 72; acted or asked rightly >= 94; wrongly <= 4; falsely done, silence <= 0.3"
)


def main() -> None:
    replies = corpus()
    views = seen(replies)
    everybody = by_author(replies)
    found: dict[str, dict[Outcome, float]] = {}
    print(
        f"{'author':8}{'n':>6}"
        + "".join(f"{_HEADS[each]:>12}" for each in Outcome)
        + f"{'right or asked':>16}"
    )
    for author, rows in everybody.items():
        others = {each: own for each, own in everybody.items() if each != author}
        sure = surest(_among(views, replies, others))
        learned = learn(views, replies, _rows(others.values()))
        found[author] = shares(ranked(views, replies, learned, rows), sure)
        _print(author, len(rows), found[author])
    _total(everybody, found)
    print(_GOALS)
    for line in (*day_shares(replies), *item_shares(replies)):
        print(line)


_HEADS = {
    Outcome.ACTED_RIGHTLY: "acted",
    Outcome.ASKED_RIGHTLY: "asked",
    Outcome.ASKED_WRONGLY: "not offered",
    Outcome.FALSELY_DONE: "false done",
    Outcome.SILENCE: "silence",
    Outcome.ACTED_WRONGLY: "wrongly",
}


def _among(views: Sequence[View], replies: Sequence[Labelled], others: dict[str, list[int]]) -> list[Case]:
    """Every reply of these authors, ranked by a model of two thirds of them that are others."""
    names = sorted(others)
    cases: list[Case] = []
    for fold in range(_FOLDS):
        shown = [rows for n, name in enumerate(names) if n % _FOLDS != fold and (rows := others[name])]
        hidden = [row for n, name in enumerate(names) if n % _FOLDS == fold for row in others[name]]
        cases += ranked(views, replies, learn(views, replies, _rows(shown)), hidden)
    return cases


def _rows(groups: object) -> np.ndarray:
    return np.array([row for rows in groups for row in rows])


def _print(author: str, count: int, found: dict[Outcome, float]) -> None:
    right = found[Outcome.ACTED_RIGHTLY] + found[Outcome.ASKED_RIGHTLY]
    cells = "".join(f"{found[each]:12.2f}" for each in Outcome)
    print(f"{author:8}{count:6}{cells}{right:16.2f}", flush=True)


def _total(everybody: dict[str, list[int]], found: dict[str, dict[Outcome, float]]) -> None:
    count = sum(map(len, everybody.values()))
    mean = {
        each: sum(found[author][each] * len(rows) for author, rows in everybody.items()) / count
        for each in Outcome
    }
    _print("all", count, mean)


if __name__ == "__main__":
    main()
