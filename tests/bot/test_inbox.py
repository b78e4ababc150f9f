"""What is kept of an update as it comes in."""

from datetime import timedelta

from sqlmodel import select

from bot.inbox import Inbox
from models.clock import SetClock
from models.tables import InboxUpdate, Installation
from tests.bot.chats import written
from tests.commune import Commune, commune, template

__all__ = ["commune", "template"]

AN = 100_001


def test_a_clock_that_went_back_dates_no_update_before_what_was_believed(commune: Commune) -> None:
    believed, weeks_ago = commune.now, SetClock(commune.now - timedelta(days=40))
    with commune.writes() as session:
        session.add(Installation(clock_at=believed))
    Inbox(commune.engine, weeks_ago).keep([{"update_id": 1} | written(AN, "xong rồi")])
    with commune.reads() as session:
        assert session.exec(select(InboxUpdate)).one().received_at == believed
