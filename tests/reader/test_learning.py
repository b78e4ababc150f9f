"""What is learned is what is read: the same weights, in training and in the program."""

from typing import TYPE_CHECKING

from models.rules.reading.features import features
from models.rules.reading.model import packed, unpacked
from tests.reader.corpus import corpus

if TYPE_CHECKING:
    from tests.reader.learning import Learned

REPLIES = [reply for reply in corpus() if reply.author == "A"][:240]


def shipped(learned: "Learned") -> bytes:
    card = {"meanings": learned.meanings, "scales": learned.scales, "offsets": learned.offsets}
    return packed(card, learned.rarity.tobytes(), learned.weights.tobytes())


def test_plain_python_reads_the_weights_as_training_does_and_training_again_gives_the_same_bytes() -> None:
    # Loaded by who runs this test alone: each worker collects it, and scikit-learn takes a second.
    import numpy as np

    from tests.reader.learning import apart, learn, seen

    views = seen(REPLIES)
    rows = np.arange(len(REPLIES))
    learned = learn(views, REPLIES, rows)
    read = unpacked(shipped(learned))
    for reply, expected in zip(REPLIES, learned.scores(views, rows), strict=True):
        found = read.scores(features(reply.text, apart(reply), reply.context))
        assert np.allclose([found[meaning] for meaning in learned.meanings], expected, atol=1e-3)
    assert shipped(learn(views, REPLIES, rows)) == shipped(learned)
