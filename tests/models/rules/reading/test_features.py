"""What the model sees of a reply: the weights that are shipped were learned from just this."""

from hashlib import sha256

import pytest

from models.rules.reading.features import Context, features
from models.rules.reading.said import Utterance

SAID = Utterance(
    plain="em nop 2 bao cao roi , con 1 cai thu 6 nop ?",
    line=", em nop 2 bao cao <doc> <past> roi , con 1 cai <ahead> nop ? , cam on chi nhieu lam , ",
    whens=(),
    mentions=(),
)
TEXT = "Em nộp 2 báo cáo 25/KH-UBND hôm 15 rồiiii!\nCòn 1 cái thứ 6 nộp nhé? Cảm ơn chị nhiều lắm"
WITHOUT = Utterance(plain="", line="", whens=(), mentions=())


@pytest.mark.parametrize(
    ("text", "said", "context", "learned"),
    [
        (TEXT, SAID, Context.LIST, "ad024fc02c0d4613"),
        (TEXT + "?", SAID, Context.CARD, "8321f03984036fcf"),
        ("", WITHOUT, Context.FREE, "2770209a8a2a8034"),
    ],
)
def test_a_reply_is_seen_as_it_was_when_the_weights_were_learned(
    text: str, said: Utterance, context: Context, learned: str
) -> None:
    """Whoever lets the model see something else trains it anew (`make reader`) and writes down what it sees."""
    seen = [(weight, sorted(counts.items())) for weight, counts in features(text, said, context)]
    assert sha256(repr(seen).encode()).hexdigest()[:16] == learned
