"""Sending stays below Telegram's limits: 30 messages a second overall, one a second to each chat."""

import math
from random import Random

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


class AsTelegram:
    """The limits as they are understood: 30 in any second, and to one chat on average one a second."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, int]] = []

    def take(self, moment: float, chat: int) -> None:
        self.taken.append((moment, chat))

    def most_in_a_second(self) -> int:
        return most_in_a_second([moment for moment, _ in self.taken])

    def most_of_a_chat_in_ten_seconds(self) -> int:
        by_chat: dict[int, list[float]] = {}
        for moment, chat in self.taken:
            by_chat.setdefault(chat, []).append(moment)
        return max(
            sum(start <= each < start + 9.99 for each in moments)
            for moments in by_chat.values()
            for start in moments
        )


def test_a_thousand_chats_and_a_talkative_one_stay_within_telegrams_limits_at_27_a_second(
    seconds: Seconds,
) -> None:
    """Whoever waits is delayed by up to 30 ms on the way; one person presses a button every second besides."""
    pace, telegram, delays = Pace(monotonic=seconds), AsTelegram(), Random(2026)
    for chat in range(1_000):
        for to, direct in ((chat, False), *([(-1, True)] if chat % 28 == 0 else [])):
            moment = taken(pace, seconds, to, direct)
            telegram.take(moment + delays.uniform(0, 0.03), to)
    assert telegram.most_in_a_second() <= 30
    assert telegram.most_of_a_chat_in_ten_seconds() <= 10
    assert len(telegram.taken) / seconds.now >= 27


def test_a_wait_asked_for_in_one_chat_is_nobody_elses(seconds: Seconds) -> None:
    pace = Pace(monotonic=seconds)
    pace.hold_chat(AN, 40)
    assert (pace.is_held(AN), pace.is_held(BINH)) == (True, False)
    assert pace.take_turn(AN, direct=True) == pytest.approx(40)
    assert pace.take_turn(BINH) == 0
    assert pace.not_free(direct=True) == {AN: 40}
    assert pace.seconds_until_next() == pytest.approx(1)
    seconds.now = 40.0
    assert pace.take_turn(AN) == 0
