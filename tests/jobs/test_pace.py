"""Sending stays below Telegram's limits: 30 messages a second overall, one a second to each chat."""

import pytest

from jobs.pace import Pace

AN, BINH = 1, 2


class Seconds:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


def test_the_first_message_waits_for_nothing(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    assert pace.seconds_until_free(AN) == 0
    assert pace.take_turn(AN) == 0


def test_a_chat_gets_one_message_a_second_and_holds_no_other_chat_up(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    pace.take_turn(AN)
    seconds.now = 0.4
    assert pace.seconds_until_free(AN) == pytest.approx(0.6)
    assert pace.seconds_until_free(BINH) == 0
    seconds.now = 1.0
    assert pace.seconds_until_free(AN) == 0


def test_a_hundred_chats_are_written_to_at_less_than_thirty_a_second(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    turns = [pace.take_turn(chat) for chat in range(100)]
    in_any_second = [sum(start <= turn < start + 1 for turn in turns) for start in turns]
    assert max(in_any_second) <= 29
    assert turns == sorted(turns)
    assert turns[-1] < 4


def test_time_that_passed_unused_is_not_saved_up_for_a_burst(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    seconds.now = 3600.0
    assert [pace.take_turn(chat) for chat in (AN, BINH)] == [0, pytest.approx(1 / 28)]


def test_when_telegram_says_wait_every_chat_waits_that_long(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    pace.hold(120)
    assert pace.seconds_until_free(AN) == 120
    assert pace.take_turn(BINH) == 120
    seconds.now = 120.0
    assert pace.seconds_until_free(AN) == 0


def test_a_shorter_wait_does_not_end_a_longer_one(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    pace.hold(120)
    pace.hold(5)
    assert pace.seconds_until_free(AN) == 120
