"""Faults planted on purpose, to show that the promises would be seen broken."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from unittest.mock import patch

from jobs.courier import Outcome, Sent
from jobs.dispatch import Dispatcher
from jobs.messages.facts import Message
from jobs.outbox import Claimed, Ended
from models.rules import escalation
from models.rules.escalation import EscalationFacts, LevelDecision


@contextmanager
def finish_before_send() -> Iterator[None]:
    """A row is settled as sent before the courier has it; whatever comes of it afterwards is not written."""
    hand_over = Dispatcher._hand_over

    async def settled_first(self: Dispatcher, row: Claimed, chat_id: int, message: Message) -> Outcome:
        self._write([Ended(row, Sent(0))])
        outcome = await hand_over(self, row, chat_id, message)
        return outcome if isinstance(outcome, Sent) else Sent(0)

    with patch.object(Dispatcher, "_hand_over", settled_first):
        yield


@contextmanager
def escalate_by_the_calendar() -> Iterator[None]:
    """The head hears of it when its day has come, whether or not anybody was told."""

    def by_the_calendar(facts: EscalationFacts) -> LevelDecision:
        return LevelDecision.LATER if facts.trial else LevelDecision.TELL

    with patch.object(escalation, "head", by_the_calendar):
        yield


PLANTS: dict[str, Callable[[], AbstractContextManager[None]]] = {
    "finish_before_send": finish_before_send,
    "escalate_by_the_calendar": escalate_by_the_calendar,
}
