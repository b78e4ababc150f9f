"""What reaches people, written down as it happens: every message, every edit that changes what stands first in
it, every toast; and what people do in between, so that it reads as a story."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.sandbox.store import StoredMessage
from bot.sandbox.telegram import ChatMessage
from bot.texts.words import cut
from models.rules.zone import VIETNAM
from tests.e2e.world import PNG, World

_WIDTH = 80
STARTED, ANSWER, EDIT, WRITES, PRESSES = "●", "↳", "✎", "»", "◉"


@dataclass
class Line:
    """One thing that somebody got (●, ↳, ✎) or did (», ◉). `text` is the whole text, `first` its first line."""

    at: datetime
    chat_id: int
    mark: str
    text: str
    message_id: int = 0

    @property
    def first(self) -> str:
        return self.text.splitlines()[0] if self.text else ""


class Chronicle:
    """Listens where the sandbox stores messages. `names`: the people by chat, in the order of the story; what
    reaches several people at one moment is told in that order, who acted first."""

    def __init__(self, world: World, names: dict[int, str]) -> None:
        self.world, self.names = world, names
        self.lines: list[Line] = []
        self._new: list[Line] = []
        self._texts: dict[int, tuple[int, str]] = {}
        store = world.telegram.store
        self._add, self._change = store.add_message, store.change_message
        store.add_message, store.change_message = self._added, self._changed  # type: ignore[method-assign]

    async def go_to(self, day: str, hour: str) -> None:
        """Time passes, and what came due is told moment by moment."""
        await self.world.go_to(day, hour)
        self._tell()

    async def write(self, chat_id: int, words: str, reply_to: ChatMessage | None = None) -> ChatMessage:
        """A person writes; returns the bot's first answer."""
        answer = await self.world.write(chat_id, words, reply_to.message_id if reply_to else None)
        await self._settled(chat_id)
        return answer

    async def send_file(self, chat_id: int, reply_to: ChatMessage, data: bytes) -> ChatMessage:
        """A person sends a picture as a reply; returns the bot's answer."""
        answer = await self.world.send_file(chat_id, PNG + data, reply_to=reply_to.message_id)
        await self._settled(chat_id)
        return answer

    async def press(self, chat_id: int, message: ChatMessage, label: str) -> ChatMessage:
        """A person presses a button of a message as it looks now; returns the newest message of the bot."""
        line = Line(self.world.sandbox.now(), chat_id, PRESSES, "")
        self._new.append(line)
        toast = await self.world.press(chat_id, self.world.message(chat_id, message.message_id), label)
        line.text = f"[{label}] {toast}".strip()
        await self._settled(chat_id)
        return self.world.said(chat_id)[-1]

    async def open(self, chat_id: int, message: ChatMessage, words: str) -> ChatMessage:
        """A person presses the number of the line with these words; returns the card that comes."""
        shown = self.world.message(chat_id, message.message_id).text.splitlines()
        number = next((line.split(".")[0] for line in shown if words in line), "")
        return await self.press(chat_id, message, number)

    def newest(self, chat_id: int, words: str) -> ChatMessage:
        """The newest message of the bot that holds these words in its first line, as it looks now."""
        found = [each for each in self.world.said(chat_id) if words in each.text.splitlines()[0]]
        return found[-1]

    def day(self, day: str) -> list[str]:
        """A day as it is told: hour, person, what happened; copies of a message that change alike count once."""
        told: list[str] = []
        for line in self.lines:
            words = f"{line.at:%H:%M} {self.names[line.chat_id]} {line.mark} {cut(line.first, _WIDTH)}"
            several_copies = line.mark == EDIT and words in told[-1:]
            if f"{line.at:%d/%m/%Y}" == day and not several_copies:
                told.append(words)
        return told

    def now(self, line: Line) -> str:
        """The text of a message after all its edits."""
        return self._texts[line.message_id][1]

    def got(self, *marks: str) -> list[Line]:
        return [line for line in self.lines if line.mark in marks]

    async def _settled(self, actor: int) -> None:
        await self.world.worked_off()
        self._tell(actor)

    def _tell(self, actor: int | None = None) -> None:
        """The newest lines, by moment and person, in the order of their chat."""
        started = {each.message_id for chat_id in self.names for each in self.world.started(chat_id)}
        people = list(self.names)
        for line in self._new:
            if line.mark == ANSWER and line.message_id in started:
                line.mark = STARTED
        self._new.sort(key=lambda line: (line.at, line.chat_id != actor, people.index(line.chat_id)))
        self.lines += self._new
        self._new = []

    def _added(self, chat_id: int, from_bot: bool, body: dict[str, Any]) -> StoredMessage:
        message = self._add(chat_id, from_bot, body)
        text = body["text"] or "(tệp)"
        self._texts[message.message_id] = (chat_id, text)
        at = datetime.fromtimestamp(body["date"], VIETNAM)
        self._new.append(Line(at, chat_id, ANSWER if from_bot else WRITES, text, message.message_id))
        return message

    def _changed(self, message_id: int, body: dict[str, Any]) -> None:
        self._change(message_id, body)
        chat_id, before = self._texts.get(message_id, (0, ""))
        self._texts[message_id] = (chat_id, body["text"])
        edit = Line(self.world.sandbox.now(), chat_id, EDIT, body["text"], message_id)
        if chat_id and edit.first != before.splitlines()[0]:
            self._new.append(edit)
