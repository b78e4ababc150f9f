"""The model of replies: which meanings a text may have, the likeliest first, by weights learned from the corpus.

A linear model on hashed pieces of text; `make reader` trains it (tests/reader/train.py) and writes `replies.model`
beside this file: one line of JSON (the model card), then a byte for each bucket, how telling it is, then a signed
byte for each bucket and meaning. Reading needs nothing but this file and the standard library, and gives the same
answer everywhere.
"""

import gzip
import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log, sqrt
from typing import Any

from models.rules.reading.features import BUCKETS, Context, features
from models.rules.reading.said import Utterance
from models.rules.reading.values import Intent

FILE = "replies.model"
RARITY_STEP = 0.05
"""What one step of a bucket's byte is worth: the logarithm of how rarely it is hit."""


@dataclass(frozen=True)
class Model:
    """The weights, and the card that says how they came about."""

    card: Mapping[str, Any]
    meanings: tuple[Intent, ...]
    scales: tuple[float, ...]
    rarity: bytes
    weights: "array[int]"

    def scores(self, pieces: Sequence[tuple[float, Mapping[int, int]]]) -> dict[Intent, float]:
        """How well each meaning fits; only differences count."""
        size = len(self.meanings)
        total = [0.0] * size
        for weight, counts in pieces:
            hits = [
                (bucket * size, (1 + log(count)) * rarity * RARITY_STEP)
                for bucket, count in counts.items()
                if (rarity := self.rarity[bucket])
            ]
            length = sqrt(sum(value * value for _, value in hits)) or 1.0
            part = [0.0] * size
            for start, value in hits:
                row = self.weights[start : start + size]
                part = [so_far + value * each for so_far, each in zip(part, row, strict=True)]
            total = [so_far + each * weight / length for so_far, each in zip(total, part, strict=True)]
        offsets = self.card["offsets"]
        return {
            meaning: value * scale + offset
            for meaning, value, scale, offset in zip(self.meanings, total, self.scales, offsets, strict=True)
        }


@cache
def model() -> Model:
    """The shipped one. Raises ValueError where the file is of another form than this program reads."""
    return unpacked((files("models.rules.reading") / FILE).read_bytes())


def unpacked(packed: bytes) -> Model:
    heading, _, body = gzip.decompress(packed).partition(b"\n")
    card = json.loads(heading)
    meanings = tuple(map(Intent, card["meanings"]))
    if len(body) != BUCKETS * (1 + len(meanings)):
        raise ValueError(f"{FILE}: {len(body)} bytes of weights; train it again with `make reader`")
    return Model(card, meanings, tuple(card["scales"]), body[:BUCKETS], array("b", body[BUCKETS:]))


def packed(card: Mapping[str, Any], rarity: bytes, weights: bytes) -> bytes:
    """The same card and weights always give the same bytes."""
    heading = json.dumps(card, ensure_ascii=False, sort_keys=True).encode()
    return gzip.compress(heading + b"\n" + rarity + weights, compresslevel=9, mtime=0)


def proposals(text: str, said: Utterance, context: Context) -> list[tuple[Intent, float]]:
    """Every meaning with its score, the likeliest first."""
    found = model().scores(features(text, said, context))
    return sorted(found.items(), key=lambda each: -each[1])
