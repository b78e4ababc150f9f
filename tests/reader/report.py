"""`make reader-report`: how replies of an author are read by a model that has seen all the others and not them.

Leave one author out; how sure the model must be is chosen among others alone: authors are in groups, and each group
but that of the author is read by a model that has seen neither. Days and numbers are extracted by rules, and judged
apart.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np

from tests.reader.corpus import corpus
from tests.reader.extracted import day_shares
from tests.reader.items import item_shares
from tests.reader.judging import Case, Outcome, shares, surest
from tests.reader.learning import learn, seen
from tests.reader.unseen import by_author, ranked

_GROUPS = 5
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
    groups = [list(everybody)[n::_GROUPS] for n in range(_GROUPS)]

    @cache
    def unseen(pair: frozenset[int]) -> dict[str, list[Case]]:
        """The replies of the authors of two groups, ranked by a model that has seen neither."""
        hidden = [author for n in pair for author in groups[n]]
        learned = learn(views, replies, _rows(everybody, hidden))
        return {author: ranked(views, replies, learned, everybody[author]) for author in hidden}

    for author, rows in everybody.items():
        own = next(n for n, group in enumerate(groups) if author in group)
        others = [n for n in range(_GROUPS) if n != own]
        sure = surest(
            [case for n in others for each in groups[n] for case in unseen(frozenset((own, n)))[each]]
        )
        learned = learn(views, replies, _rows(everybody, [author]))
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


def _rows(everybody: dict[str, list[int]], hidden: Sequence[str]) -> np.ndarray:
    """The replies of all but these authors."""
    return np.array([row for author, rows in everybody.items() if author not in hidden for row in rows])


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
