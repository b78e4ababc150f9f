"""Turning the pages of a long list, in the message that shows it."""

from collections.abc import Callable

from bot.buttons import button
from bot.press import MalformedPress
from bot.turn import Turn
from jobs.messages.facts import PER_SCREEN, Do
from jobs.messages.morning import tasks_of
from models.connections import others_under, people_under
from models.kinds import Kind
from models.refused import Reason, Refused
from models.tables import Notification


@button(Do.PAGE)
def turn_page(turn: Turn, row: Notification, page: int) -> None:
    """Shows another page in the same message. Raises Refused, and MalformedPress for a page there is not."""
    if row.kind not in _LENGTHS or row.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    if page * PER_SCREEN >= _LENGTHS[row.kind](turn, row):
        raise MalformedPress
    row.facts = row.facts | {"page": page}
    turn.redraw(row)


_OF_TASKS = (
    Kind.TRIAGE,
    Kind.TASK_LIST,
    Kind.UNIT_LIST,
    Kind.DUE_CALENDAR,
    Kind.REVIEW_LIST,
    Kind.LEADER_WEEK,
    Kind.ESCALATION,
    Kind.CLERK_LIST,
)
_OF_CASES = (Kind.CASES, Kind.CASES_LAST, Kind.CASES_LATE, Kind.CASES_REVIEW)
# How many lines the lists have that come in pages.
_LENGTHS: dict[str, Callable[[Turn, Notification], int]] = {
    **dict.fromkeys(_OF_TASKS + _OF_CASES, lambda turn, row: len(tasks_of(turn.session, row))),
    Kind.CONNECTIONS: lambda turn, row: len(people_under(turn.session, turn.me, turn.today)),
    Kind.AWAY_FOR: lambda turn, row: len(others_under(turn.session, turn.me, turn.today)),
}
