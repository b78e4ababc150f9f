"""While an incident is looked into nothing is accepted: each update is kept. Who writes is told so once a day, who
presses each time."""

from collections.abc import Callable

from sqlalchemy import Engine
from sqlmodel import Session
from telegram import Update

from bot.inbox import Inbox
from bot.turning import turn_as_it_stands
from jobs.messages.facts import Notice
from models.changes.incidents import PAUSED
from models.clock import Clock
from models.database import reading, turns_of, writing
from models.installation import installed, is_frozen
from models.kinds import Kind
from models.tables import InboxUpdate

# What a row of the inbox says while it waits: its sender has been told.
_TOLD = "paused"


class Pausing:
    """What the desk asks before it takes anything up."""

    def __init__(
        self, engine: Engine, clock: Clock, inbox: Inbox, read: Callable[[InboxUpdate], Update | None]
    ) -> None:
        self._engine, self._clock, self._inbox, self._read = engine, clock, inbox, read

    def is_frozen(self) -> bool:
        with turns_of(self._engine).reading() as session:
            return is_frozen(session)

    def say_so(self, chat_id: int) -> list[Update]:
        """Whoever wrote is told in a message, whoever pressed by the answer to the press; returns the presses."""
        with reading(self._engine) as session:
            if all(row.reason == _TOLD for row in self._inbox.fresh(session, chat_id)):
                return []
        presses = []
        with writing(self._engine) as session:
            for row in self._inbox.fresh(session, chat_id):
                update = self._read(row) if row.reason != _TOLD else None
                if update is not None:
                    self._say(session, row, update)
                    presses += [update] if update.callback_query is not None else []
        return presses

    def _say(self, session: Session, row: InboxUpdate, update: Update) -> None:
        row.reason = _TOLD
        session.add(row)
        turn = turn_as_it_stands(session, update, self._clock.now())
        if turn is not None and turn.person is not None and update.message is not None:
            key = f"{PAUSED}{turn.chat_id}/{installed(session).frozen_at}/{turn.today}"
            turn.answer_once(key, Kind.TOLD, notice=Notice.PAUSED)
