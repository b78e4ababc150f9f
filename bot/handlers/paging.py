"""Turning the pages of a long list, in the message that shows it."""

from collections.abc import Callable

from sqlmodel import select

from bot.buttons import button
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import PER_SCREEN, Do
from jobs.messages.morning import tasks_of
from models.changes.common import ask_for_edit
from models.connections import others_under, people_under
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.zone import day_of
from models.tables import Notification, SentMessage


@button(Do.PAGE)
def turn_page(turn: Turn, row: Notification, page: int) -> None:
    """Shows another page in the same message. Raises Refused, and MalformedPress for a page there is not."""
    if row.kind not in _LENGTHS or row.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    if page * PER_SCREEN >= _LENGTHS[row.kind](turn, row):
        raise MalformedPress
    row.facts = row.facts | {"page": page}
    turn.session.add(row)
    sent = select(SentMessage).where(SentMessage.notification_id == row.id)
    for message in turn.session.exec(sent):
        ask_for_edit(turn.act, message, row)
    turn.alert = alerts.SHOWN


def _people(turn: Turn, row: Notification) -> int:
    return len(people_under(turn.session, turn.me, day_of(turn.now)))


def _others(turn: Turn, row: Notification) -> int:
    return len(others_under(turn.session, turn.me, day_of(turn.now)))


def _tasks(turn: Turn, row: Notification) -> int:
    return len(tasks_of(turn.session, row))


# How many lines the lists have that come in pages.
_LENGTHS: dict[str, Callable[[Turn, Notification], int]] = {
    Kind.TRIAGE: _tasks,
    Kind.CONNECTIONS: _people,
    Kind.AWAY_FOR: _others,
}
