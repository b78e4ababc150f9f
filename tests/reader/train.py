"""`make reader`: learns the weights from the whole corpus and writes them, with their card, as package data.

The same corpus gives the same file. How sure the model must be is chosen from replies of authors it had not seen.
"""

from pathlib import Path

import numpy as np

from models.rules.reading.model import FILE, packed
from tests.reader.corpus import authors, corpus
from tests.reader.judging import shares, surest
from tests.reader.learning import learn, seen
from tests.reader.unseen import by_author, ranked_by_others

_VERSION = 1
_TARGET = Path(__file__).parents[2] / "models" / "rules" / "reading" / FILE


def main() -> None:
    replies = corpus()
    views = seen(replies)
    unseen = [case for cases in ranked_by_others(views, replies).values() for case in cases]
    sure = surest(unseen)
    learned = learn(views, replies, np.arange(len(replies)))
    card = {
        "version": _VERSION,
        "what": "meanings of replies to reminders; a linear machine on hashed pieces of text (docs/reading.md)",
        "replies": {author: len(by_author(replies)[author]) for author in authors()},
        "meanings": learned.meanings,
        "scales": learned.scales,
        "offsets": learned.offsets,
        "sure": sure,
        "percent of replies of unseen authors": {k: round(v, 2) for k, v in shares(unseen, sure).items()},
    }
    _TARGET.write_bytes(packed(card, learned.rarity.tobytes(), learned.weights.tobytes()))
    print(f"{_TARGET.name}: {_TARGET.stat().st_size} bytes, {len(replies)} replies, sure {sure}")


if __name__ == "__main__":
    main()
