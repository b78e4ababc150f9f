"""Samples of what is said of a clock that is not believed."""

from collections.abc import Iterator

from jobs.messages import facts
from jobs.messages.facts import Choice, Do
from jobs.messages.timekeeping import ClockHeld
from tests.bot.texts.cards import Maker, Sample
from tests.bot.texts.words import Words, moment


def _clocks(words: Words) -> Iterator[Sample]:
    leapt, known = moment(21, 12, hour=8), moment(15, 12, hour=8)
    for known_at in (known, None):
        made = ClockHeld(
            reader=words.named,
            choices=((Choice(Do.TRUST_CLOCK),),),
            held_at=leapt,
            known_at=known_at,
            is_over=False,
        )
        yield Sample(f"held, {known_at}", made, "Giờ máy chạy Nhắc Việc có thể sai")
    over = ClockHeld(reader=words.named, held_at=leapt, known_at=known, is_over=True)
    yield Sample("over", over, "Giờ máy chạy Nhắc Việc đã khớp")


TIMEKEEPING: dict[type[facts.Message], Maker] = {ClockHeld: _clocks}
