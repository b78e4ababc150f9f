"""Sending stays below Telegram's limits: 30 messages a second overall, one a second to each chat."""

import math

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


def taken(pace: Pace, seconds: Seconds, chat: int, direct: bool = False) -> float:
    """The moment at which a chat that waits for its turn takes it."""
    while (wait := pace.take_turn(chat, direct)) > 0:
        seconds.now += wait
    return seconds.now


def test_a_hundred_chats_are_written_to_at_less_than_thirty_a_second(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    turns = [taken(pace, seconds, chat) for chat in range(100)]
    assert most_in_a_second(turns) <= 30
    assert turns[-1] < 4


def test_whoever_wakes_late_bunches_with_nobody(seconds: Seconds) -> None:
    """The loop stood still for half a second every second, and eight waited for their turns meanwhile."""
    pace, turns = Pace(monotonic=seconds), []
    for chat in range(200):
        if chat % 20 == 0:
            seconds.now += 0.5
        turns.append(taken(pace, seconds, chat))
    assert most_in_a_second(turns) <= 30


def most_in_a_second(turns: list[float]) -> int:
    return max(sum(start <= turn < start + 1 for turn in turns) for start in turns)


def test_time_that_passed_unused_is_not_saved_up_for_a_burst(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    seconds.now = 3600.0
    turns = [taken(pace, seconds, chat) for chat in (1, 2, 3, 4)]
    assert turns == pytest.approx([3600.0, 3600.0, 3600 + 1 / 28, 3600 + 2 / 28])


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


def test_answers_go_in_a_short_burst_and_never_above_the_average_over_ten_seconds(seconds: Seconds) -> None:
    pace, turns = Pace(1e9, monotonic=seconds), []
    for _ in range(40):
        turns.append(taken(pace, seconds, AN, direct=True))
    assert turns[:5] == pytest.approx([0] * 5, abs=0.01)
    assert all(sum(start <= turn < start + 9.99 for turn in turns) <= 10 for start in turns)


def test_what_the_program_starts_keeps_its_second_even_after_an_answer(seconds: Seconds) -> None:
    pace = Pace(1e9, monotonic=seconds)
    pace.take_turn(AN, direct=True)
    assert pace.seconds_until_free(AN, direct=True) == 0
    assert pace.seconds_until_free(AN) == pytest.approx(1)


def test_a_chat_left_alone_is_forgotten(seconds: Seconds) -> None:
    pace = Pace(math.inf, monotonic=seconds)
    for chat in range(1000):
        pace.take_turn(chat)
    assert len(pace.not_free(direct=False)) == 1000
    seconds.now = 6.0
    pace.take_turn(AN)
    assert pace.not_free(direct=False) == {AN: pytest.approx(1)}
    assert list(pace._turns) == [AN]
