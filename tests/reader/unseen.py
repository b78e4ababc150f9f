"""How replies are ranked by a model that has not seen their author."""

from collections.abc import Sequence

import numpy as np

from tests.reader.corpus import Labelled
from tests.reader.judging import Case, Ranked
from tests.reader.learning import Learned, View, apart, learn


def by_author(replies: Sequence[Labelled]) -> dict[str, list[int]]:
    """The rows of each author."""
    rows: dict[str, list[int]] = {}
    for row, reply in enumerate(replies):
        rows.setdefault(reply.author, []).append(row)
    return rows


def ranked_by_others(views: Sequence[View], replies: Sequence[Labelled]) -> dict[str, list[Case]]:
    """For each author their replies, ranked by a model of all the others."""
    everybody = by_author(replies)
    return {
        author: ranked(views, replies, learn(views, replies, _without(everybody, author)), rows)
        for author, rows in everybody.items()
    }


def ranked(
    views: Sequence[View], replies: Sequence[Labelled], learned: Learned, rows: Sequence[int]
) -> list[Case]:
    """These replies, their meanings ranked by a model."""
    scores = learned.scores(views, np.array(rows))
    return [
        (replies[row], apart(replies[row]), _ranked(learned, found))
        for row, found in zip(rows, scores, strict=True)
    ]


def _ranked(learned: Learned, scores: np.ndarray) -> Ranked:
    found = zip(learned.meanings, map(float, scores), strict=True)
    return sorted(found, key=lambda each: -each[1])


def _without(everybody: dict[str, list[int]], author: str) -> np.ndarray:
    return np.array([row for each, rows in everybody.items() if each != author for row in rows])
