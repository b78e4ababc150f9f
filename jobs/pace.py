"""Sending below the limits before Telegram says 429: so many a second overall, and to each chat."""

import asyncio
import time
from collections import defaultdict


class Pace:
    """Evenly spaced turns, counted on the monotonic clock."""

    def __init__(self, per_second: float = 28, per_chat: float = 1) -> None:
        self._gap, self._chat_gap = 1 / per_second, 1 / per_chat
        self._free_at = 0.0
        self._chat_free_at: defaultdict[int, float] = defaultdict(float)

    async def turn(self, chat_id: int) -> None:
        """Waits until a message to this chat may go."""
        now = time.monotonic()
        start = max(now, self._free_at, self._chat_free_at[chat_id])
        self._free_at = max(now, self._free_at) + self._gap
        self._chat_free_at[chat_id] = start + self._chat_gap
        await asyncio.sleep(start - now)

    def hold(self, seconds: float) -> None:
        """Telegram said to wait: nobody's turn comes before."""
        self._free_at = max(self._free_at, time.monotonic() + seconds)
