"""The reader against labelled replies, as they stand and as they may be typed otherwise (issue 3, point 1)."""

from datetime import timedelta
from functools import cache

import pytest

from models.rules.reading import Intent, read_reply
from tests.models.rules.reading.replies import MUTATIONS, NOW, OWN, SAMPLE

DONE = {Intent.DONE, Intent.DONE_WITH_DOCNUMBER}
ALL = SAMPLE + OWN


@cache
def read(text: str) -> Intent:
    return read_reply(text, NOW).intent


def test_every_reply_is_read_as_labelled() -> None:
    wrong = [
        f"{reply.text!r} is {reply.intent}, read as {read(reply.text)}"
        for reply in ALL
        if read(reply.text) is not reply.intent
    ]
    assert wrong == [], "\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "later", [timedelta(hours=11, minutes=30), timedelta(days=3), timedelta(days=20)], ids=str
)
def test_a_promise_is_not_read_as_done_once_its_moment_is_over(later: timedelta) -> None:
    """Whoever writes "17h em nộp" at 20h may mean either, and is asked."""
    promised = [reply.text for reply in ALL if reply.intent is Intent.POSTPONE]
    assert [text for text in promised if read_reply(text, NOW + later).intent in DONE] == []


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_a_reply_means_the_same_however_it_is_typed(mutation: str) -> None:
    changed = [
        f"{mutated!r} is read as {intent}, {reply.text!r} as {read(reply.text)}"
        for reply in ALL
        if (mutated := MUTATIONS[mutation](reply.text)) != reply.text
        and (intent := read(mutated)) is not read(reply.text)
    ]
    assert changed == [], "\n" + "\n".join(changed)
