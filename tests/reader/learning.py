"""Learns the weights of the model from labelled replies (scikit-learn; for development only)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import log

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.svm import LinearSVC

from models.rules.reading.features import BUCKETS, features
from models.rules.reading.model import RARITY_STEP
from models.rules.reading.said import Utterance, take_apart
from models.rules.reading.values import Intent
from tests.reader.corpus import Labelled

_STRICTNESS = 0.3
_SEEN_OFTEN_ENOUGH = 2
_SHARES = (0.65, 0.35)
"""How much a reply that means either counts for the better and for the other reading."""
_STEPS = 127

View = tuple[float, csr_matrix]


@dataclass(frozen=True)
class Learned:
    """Weights as they are shipped: rounded to a byte each."""

    meanings: tuple[Intent, ...]
    rarity: np.ndarray
    weights: np.ndarray
    scales: tuple[float, ...]
    offsets: tuple[float, ...]

    def scores(self, views: Sequence[View], rows: np.ndarray) -> np.ndarray:
        """How well each meaning fits each of these rows; the same as `models.rules.reading.model.Model.scores`."""
        found = _weighted(views, rows, self.rarity) @ self.weights.astype(np.float32)
        return found * np.array(self.scales) + np.array(self.offsets)


@cache
def apart(reply: Labelled) -> Utterance:
    return take_apart(reply.text, reply.now, None)


def seen(replies: Sequence[Labelled]) -> list[View]:
    """For each kind of piece how often each reply hits each bucket, dampened."""
    found = [features(reply.text, apart(reply), reply.context) for reply in replies]
    return [(found[0][n][0], _matrix([each[n][1] for each in found])) for n in range(len(found[0]))]


def _matrix(counts: Sequence[dict[int, int]]) -> csr_matrix:
    values = [1 + log(count) for each in counts for count in each.values()]
    buckets = [bucket for each in counts for bucket in each]
    ends = np.cumsum([0, *map(len, counts)])
    return csr_matrix((np.array(values, np.float32), buckets, ends), shape=(len(counts), BUCKETS))


def learn(views: Sequence[View], replies: Sequence[Labelled], rows: np.ndarray) -> Learned:
    """The weights that tell the meanings of these rows apart."""
    shown, meanings, shares = _examples(replies, rows)
    rarity = _rarity(views, rows)
    machine = LinearSVC(C=_STRICTNESS, class_weight="balanced", tol=1e-3, random_state=0)
    machine.fit(_weighted(views, shown, rarity), meanings, sample_weight=shares)
    scales = np.abs(machine.coef_).max(axis=1) / _STEPS
    return Learned(
        meanings=tuple(map(Intent, machine.classes_)),
        rarity=rarity,
        weights=np.rint(machine.coef_ / scales[:, None]).astype(np.int8).T,
        scales=tuple(float(each) for each in scales),
        offsets=tuple(float(each) for each in machine.intercept_),
    )


def plain(intent: Intent) -> Intent:
    """What the model tells apart: whether a number is named, rules see."""
    return Intent.DONE if intent is Intent.DONE_WITH_DOCNUMBER else intent


def _examples(replies: Sequence[Labelled], rows: np.ndarray) -> tuple[np.ndarray, list[str], list[float]]:
    shown, meanings, shares = [], [], []
    for row in rows:
        intents = tuple(dict.fromkeys(map(plain, replies[row].intents)))[: len(_SHARES)]
        for intent, share in zip(intents, _SHARES if len(intents) > 1 else (1.0,), strict=True):
            shown.append(row)
            meanings.append(intent.value)
            shares.append(share)
    return np.array(shown), meanings, shares


def _rarity(views: Sequence[View], rows: np.ndarray) -> np.ndarray:
    """In steps of a byte; nothing where a bucket was hit too seldom to tell."""
    often = sum(np.bincount(matrix[rows].indices, minlength=BUCKETS) for _, matrix in views)
    rare = np.log((1 + len(rows)) / (1 + often)) + 1
    steps = np.clip(np.rint(rare / RARITY_STEP), 1, 255)
    return np.where(often >= _SEEN_OFTEN_ENOUGH, steps, 0).astype(np.uint8)


def _weighted(views: Sequence[View], rows: np.ndarray, rarity: np.ndarray) -> csr_matrix:
    rare = diags(rarity.astype(np.float32) * np.float32(RARITY_STEP))
    total = csr_matrix((len(rows), BUCKETS), dtype=np.float32)
    for weight, matrix in views:
        part = matrix[rows] @ rare
        lengths = np.sqrt(np.asarray(part.multiply(part).sum(axis=1)).ravel())
        lengths[lengths == 0] = 1
        total = total + diags(weight / lengths) @ part
    return total.tocsr()
