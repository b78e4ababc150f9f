"""What is kept of who asks, their own copy of it, and requests that an admin has answered."""

from bot.buttons import button
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do
from models.changes.own_data import answer_about_data
from models.kinds import Kind
from models.tables import DataRequest


def own_data(turn: Turn) -> None:
    """/riengtu"""
    turn.answer(Kind.PRIVACY)


@button(Do.OWN_COPY)
def own_copy(turn: Turn) -> None:
    """A file with all of it, below."""
    turn.answer(Kind.OWN_COPY)


@button(Do.DATA_ANSWERED, says=alerts.RECORDED)
def answered(turn: Turn, request: DataRequest) -> None:
    """An admin has answered what somebody asked about their data. Raises Refused."""
    answer_about_data(turn.act, request)
