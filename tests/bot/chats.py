"""The program below Telegram: updates find their handlers, messages are made and worded, nothing is sent.

Whatever fails is raised here: no handler, composer or text is shielded as the desk and the dispatcher shield them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from sqlmodel import Session, col, select
from telegram import Bot, Update

from bot.application import build_application
from bot.desk import Effect
from bot.press import spell
from bot.sandbox.markup import flatten, parse_html, utf16_length
from bot.texts.alerts import LIMIT
from bot.texts.labels import label
from bot.texts.render import render
from bot.turn import Turn
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from models.people import in_chat
from models.tables import Notification, OutboxState, Person, SentMessage
from tests.commune import PEOPLE, Commune

CHATS = {code: chat_id for chat_id, code in enumerate(PEOPLE, start=100_001)}


class _Effects:
    """In the desk's place: what a handler would carry out."""

    def handles(self, effect: Effect, with_file: bool = False) -> Effect:
        return effect


@cache
def _bot() -> Bot:
    """It sends nothing, but reads all certificates when it is made."""
    return Bot("1:token")


@dataclass(frozen=True)
class Shown:
    """A message as its reader has it: the words, and for each button its label and its data."""

    message_id: int
    message: Message
    text: str
    buttons: list[list[tuple[str, str]]]

    @property
    def data(self) -> list[str]:
        return [data for row in self.buttons for _, data in row]


class Chats:
    """What a test does: somebody presses or writes, and reads what stands in the chat then."""

    def __init__(self, commune: Commune) -> None:
        self._commune, self._numbers = commune, count(1000)
        application = build_application(_bot(), _Effects())  # type: ignore[arg-type]
        self._handlers = application.handlers[0]

    def press(self, chat_id: int, message_id: int, data: str) -> str:
        """Returns what the press is answered with."""
        return self._carry_out(chat_id, pressed(chat_id, data), message_id).alert or ""

    def write(self, chat_id: int, words: str) -> None:
        self._carry_out(chat_id, written(chat_id, words))

    def act(self, chat_id: int, effect: Callable[[Turn], None]) -> None:
        """Something that a handler does, of itself."""
        with self._commune.writes() as session:
            effect(self._turn(session, chat_id, None, False))
        self.deliver()

    def try_out(
        self, session: Session, chat_id: int, update: dict[str, Any], message_id: int | None = None
    ) -> Turn:
        """Carries an update out in a transaction of the test's own."""
        turn = self._turn(session, chat_id, message_id, "message" in update)
        read = Update.de_json({"update_id": turn.update_id} | update, None)
        effect = next(each.callback for each in self._handlers if each.check_update(read))
        effect(turn, read)
        session.flush()
        assert len(turn.alert or "") <= LIMIT
        return turn

    def newest(self, chat_id: int) -> Shown:
        """The newest message with buttons in a chat, made anew from what stands in the database."""
        with self._commune.reads() as session:
            found = self.newest_in(session, chat_id)
        if found is None:
            raise LookupError("nothing to press in this chat")
        return found

    def newest_in(self, session: Session, chat_id: int) -> Shown | None:
        """The same, as a transaction of the test's own sees it; None where there is nothing to press."""
        newest = col(SentMessage.message_id).desc()
        for each in session.exec(select(SentMessage).where(SentMessage.chat_id == chat_id).order_by(newest)):
            row = session.get_one(Notification, each.notification_id)
            message = compose(session, row, self._commune.now)
            if message is not None and message.choices:
                return shown(each.message_id, message)
        return None

    def deliver(self) -> None:
        """Everything that is due goes out and is read; a form that changed is read when it is looked at."""
        with self._commune.writes() as session:
            self.deliver_in(session)

    def deliver_in(self, session: Session) -> None:
        """The same, in a transaction of the test's own."""
        for row in self._due(session):
            edits_form = row.kind == "form" and row.edits is not None
            message = None if edits_form else compose(session, row, self._commune.now)
            row.state = OutboxState.SENT if message is not None else OutboxState.MOOT
            session.add(row)
            if message is not None:
                self._send(session, row, message)

    def _due(self, session: Session) -> list[Notification]:
        due = select(Notification).where(
            Notification.state == OutboxState.WAITING, col(Notification.not_before) <= self._commune.now
        )
        return list(session.exec(due.order_by(col(Notification.id))))

    def _send(self, session: Session, row: Notification, message: Message) -> None:
        message_id = row.edits or next(self._numbers)
        shown(message_id, message)
        person = session.get(Person, row.person_id) if row.person_id else None
        chat_id = row.chat_id or (person.chat_id if person else None)
        if row.edits is None and chat_id is not None:
            session.add(
                SentMessage(
                    notification_id=row.id or 0,
                    person_id=row.person_id,
                    chat_id=chat_id,
                    message_id=message_id,
                    sent_at=self._commune.now,
                )
            )

    def _carry_out(self, chat_id: int, update: dict[str, Any], message_id: int | None = None) -> Turn:
        with self._commune.writes() as session:
            turn = self.try_out(session, chat_id, update, message_id)
        self.deliver()
        return turn

    def _turn(self, session: Session, chat_id: int, message_id: int | None, said: bool) -> Turn:
        number = next(self._numbers)
        return Turn(
            session=session,
            now=self._commune.now,
            update_id=number,
            chat_id=chat_id,
            message_id=message_id or number,
            said_at=self._commune.now if said else None,
            person=in_chat(session, chat_id),
        )


def shown(message_id: int, message: Message) -> Shown:
    """Words a message, and holds it to what Telegram takes."""
    text = flatten(parse_html(render(message).html))[0]
    assert 0 < utf16_length(text) <= 4096
    buttons = [[(label(choice, message), spell(choice)) for choice in row] for row in message.choices]
    return Shown(message_id, message, text, buttons)


def pressed(chat_id: int, data: str) -> dict[str, Any]:
    """A press, as Telegram sends it."""
    message = {"message_id": 1, "date": 1, "chat": _chat(chat_id)}
    return {
        "callback_query": {
            "id": "1",
            "from": _sender(chat_id),
            "chat_instance": "1",
            "message": message,
            "data": data,
        }
    }


def written(chat_id: int, words: str) -> dict[str, Any]:
    """Typed words, or a command, as Telegram sends them."""
    message = {"message_id": 1, "date": 1, "chat": _chat(chat_id), "from": _sender(chat_id), "text": words}
    return {"message": message}


def _chat(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "type": "private"}


def _sender(chat_id: int) -> dict[str, Any]:
    return {"id": chat_id, "is_bot": False, "first_name": "Ai đó"}
