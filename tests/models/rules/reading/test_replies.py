"""The reader against labelled replies, as they stand and as they may be typed otherwise (issue 3, point 1)."""

import pytest

from models.rules.reading import Intent, read_reply
from tests.models.rules.reading.replies import MUTATIONS, NOW, OWN, SAMPLE, Labelled

DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}
NEVER_DONE = {Intent.NOT_DONE, Intent.POSTPONE, Intent.QUESTION, Intent.REFUSE_NOT_MINE}
AT_LEAST = 0.97


def read(text: str) -> Intent:
    return read_reply(text, NOW).intent


def wrong(replies: list[Labelled]) -> list[str]:
    return [
        f"{reply.text!r} is {reply.intent}, read as {read(reply.text)}"
        for reply in replies
        if read(reply.text) is not reply.intent
    ]


@pytest.mark.parametrize("replies", [SAMPLE, OWN], ids=["sample", "own"])
def test_nearly_every_reply_is_read_as_labelled(replies: list[Labelled]) -> None:
    faults = wrong(replies)
    assert len(faults) <= (1 - AT_LEAST) * len(replies), "\n".join(faults)


@pytest.mark.parametrize("reply", SAMPLE + OWN, ids=lambda reply: reply.text)
def test_nobody_who_is_not_done_is_read_as_done(reply: Labelled) -> None:
    if reply.intent in NEVER_DONE:
        assert read(reply.text) not in DONE


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_reply_means_the_same_however_it_is_typed(mutation: str) -> None:
    changed = [
        f"{mutated!r} is read as {read(mutated)}, {reply.text!r} as {read(reply.text)}"
        for reply in SAMPLE + OWN
        if read(mutated := MUTATIONS[mutation](reply.text)) is not read(reply.text)
    ]
    assert changed == [], "\n" + "\n".join(changed)
