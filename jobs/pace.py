"""Sending below the limits before Telegram says 429: so many a second overall, and to each chat."""

import time
from collections import defaultdict
from collections.abc import Callable


class Pace:
    """Evenly spaced turns, counted on the monotonic clock."""

    def __init__(
        self, per_second: float = 28, per_chat: float = 1, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._gap, self._chat_gap, self._monotonic = 1 / per_second, 1 / per_chat, monotonic
        self._free_at = self._held_until = 0.0
        self._chat_free_at: defaultdict[int, float] = defaultdict(float)

    def seconds_until_free(self, chat_id: int) -> float:
        """How long this chat still has to wait: since its last message, or because Telegram said so."""
        return max(0.0, max(self._chat_free_at[chat_id], self._held_until) - self._monotonic())

    def take_turn(self, chat_id: int) -> float:
        """Books the next turn for this chat; returns how many seconds from now it is."""
        now = self._monotonic()
        start = max(now, self._held_until, self._free_at, self._chat_free_at[chat_id])
        self._free_at, self._chat_free_at[chat_id] = start + self._gap, start + self._chat_gap
        return start - now

    def hold(self, seconds: float) -> None:
        """Telegram said to wait: nobody's turn comes before."""
        self._held_until = max(self._held_until, self._monotonic() + seconds)
