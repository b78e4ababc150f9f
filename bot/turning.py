"""Whose turn an update is: who acts, where and when."""

from datetime import datetime

from sqlmodel import Session
from telegram import Update

from bot.shape import is_its_own
from bot.turn import Turn
from models.actor import CLOCK, Act
from models.changes.reaching import back
from models.people import in_chat
from models.tables import Person


def turn_of(session: Session, update: Update, now: datetime) -> Turn | None:
    """Who acts, where and when, and that they were heard; None outside private chats."""
    turn = turn_as_it_stands(session, update, now)
    if turn is not None and turn.person is not None and update.my_chat_member is None:
        _hear_from(Act(session, CLOCK, now), turn.person)
    return turn


def turn_as_it_stands(session: Session, update: Update, now: datetime) -> Turn | None:
    """Who acts, where and when; None outside private chats, where the program says nothing."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or not is_its_own(update):
        return None
    said = update.message or update.edited_message
    return Turn(
        session=session,
        now=now,
        update_id=update.update_id,
        chat_id=chat.id,
        message_id=message.message_id if message else None,
        reply_to=said.reply_to_message.message_id if said and said.reply_to_message else None,
        said_at=(said.edit_date or said.date) if said else None,
        person=in_chat(session, chat.id),
    )


def _hear_from(act: Act, person: Person) -> None:
    """Something came of them: they have not blocked us, and are not silent."""
    back(act, person)
    person.heard_at = act.now
    act.session.add(person)
