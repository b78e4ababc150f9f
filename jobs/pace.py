"""Sending below the limits before Telegram says 429: so many a second overall, and to each chat."""

import time
from collections import deque
from collections.abc import Callable

# Answers to a person's own act may go so many at once; the average over as many turns stays what it is.
BURST = 5


# A turn that comes late, for the loop was busy, is made up for by the next one; more of them would be a burst.
_LATE_TURNS = 1


class Pace:
    """Turns counted on the monotonic clock when they are taken, so that whoever wakes late bunches with nobody:
    spaced overall; to one chat at most BURST in the time of so many turns, and what the program starts evenly
    spaced there too."""

    def __init__(
        self, per_second: float = 28, per_chat: float = 1, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.per_second = per_second
        self._gap, self._chat_gap, self._monotonic = 1 / per_second, 1 / per_chat, monotonic
        self._free_at = self._held_until = 0.0
        # The moments of each chat's latest turns, oldest first; a chat left alone is forgotten.
        self._turns: dict[int, deque[float]] = {}
        # Until when Telegram wants nothing for a chat.
        self._chats_held: dict[int, float] = {}

    def seconds_held(self) -> float:
        """How long nobody's turn comes."""
        return max(0.0, self._held_until - self._monotonic())

    def is_held(self, chat_id: int) -> bool:
        """Whether Telegram said to wait: of everybody, or of this chat."""
        now = self._monotonic()
        return max(self._held_until, self._chats_held.get(chat_id, 0.0)) > now

    def seconds_until_free(self, chat_id: int, direct: bool = False) -> float:
        """How long this chat still has to wait, for an answer (`direct`) or for what the program starts."""
        free_at = max(self._chat_free_at(chat_id, direct), self._held_until)
        return max(0.0, free_at - self._monotonic())

    def not_free(self, direct: bool) -> dict[int, float]:
        """The chats that must wait, and how many seconds; forgets those whose turns are long past."""
        self._forget()
        known = self._turns.keys() | self._chats_held.keys()
        waits = {chat_id: self.seconds_until_free(chat_id, direct) for chat_id in known}
        return {chat_id: seconds for chat_id, seconds in waits.items() if seconds > 0}

    def seconds_until_next(self) -> float:
        """How long until the next chat is free of those that wait for nothing but their turn; 0 where none does."""
        waits = self.not_free(direct=False)
        return min((waits[chat_id] for chat_id in waits.keys() - self._chats_held.keys()), default=0.0)

    def at_once(self, chat_id: int) -> int:
        """How many answers may go to this chat without a wait between them."""
        long_past = self._monotonic() - BURST * self._chat_gap
        return BURST - sum(turn > long_past for turn in self._turns.get(chat_id, ()))

    def take_turn(self, chat_id: int, direct: bool = False) -> float:
        """Takes this chat's turn and returns 0; where it has not come, takes nothing and returns in how many
        seconds to ask again."""
        now = self._monotonic()
        free_at = max(
            self._free_at - _LATE_TURNS * self._gap, self._chat_free_at(chat_id, direct), self._held_until
        )
        if free_at > now:
            return free_at - now
        self._free_at = max(now, self._free_at) + self._gap
        self._turns.setdefault(chat_id, deque(maxlen=BURST)).append(now)
        return 0.0

    def hold(self, seconds: float) -> None:
        """Telegram said to wait: nobody's turn comes before."""
        self._held_until = max(self._held_until, self._monotonic() + seconds)

    def hold_chat(self, chat_id: int, seconds: float) -> None:
        """Telegram said so of one chat: its turn does not come before."""
        until = self._monotonic() + seconds
        self._chats_held[chat_id] = max(self._chats_held.get(chat_id, 0.0), until)

    def _chat_free_at(self, chat_id: int, direct: bool) -> float:
        held_until, turns = self._chats_held.get(chat_id, 0.0), self._turns.get(chat_id)
        if not turns:
            return held_until
        after_burst = turns[0] + BURST * self._chat_gap if len(turns) == BURST else 0.0
        after_last = 0.0 if direct else turns[-1] + self._chat_gap
        return max(held_until, after_burst, after_last)

    def _forget(self) -> None:
        now = self._monotonic()
        self._chats_held = {chat_id: until for chat_id, until in self._chats_held.items() if until > now}
        long_past = now - BURST * self._chat_gap
        self._turns = {chat_id: turns for chat_id, turns in self._turns.items() if turns[-1] > long_past}
