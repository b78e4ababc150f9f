"""One act of one person, handled inside one transaction: who, when, where, and how to answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, bindparam
from sqlmodel import Session, col, select

from bot.incoming import Incoming
from jobs.messages.facts import Notice
from models.actor import STRANGER, Act, acting
from models.calendar import working_calendar
from models.changes.common import ask_for_edits, tell
from models.changes.confirming import Said
from models.kinds import Kind
from models.private import is_personal, may_bring_personal, words_kept
from models.refused import Refused
from models.rules.reading import Context, Reading, read_reply
from models.rules.zone import day_of
from models.sealing import KeyFile
from models.tables import Agency, How, Notification, NotificationTask, Person, Role, SentMessage, Task

# So long a question that was asked last is what words without a reply are about.
AT_HAND = timedelta(minutes=30)
_SAID_BY = (
    select(Notification)
    .join(SentMessage, col(SentMessage.notification_id) == Notification.id)
    .where(SentMessage.chat_id == bindparam("chat"), SentMessage.message_id == bindparam("message"))
)
_LATEST = (
    select(Notification)
    .where(Notification.person_id == bindparam("person"), col(Notification.edits).is_(None))
    .order_by(col(Notification.id).desc())
    .limit(1)
)
_LATEST_OF = _LATEST.where(col(Notification.kind).in_(bindparam("kinds", expanding=True)))
_LAST_ANSWER = _LATEST.where(col(Notification.key).startswith("answer/"))


@dataclass
class Turn:
    """What a handler works with. It writes rows only; everything is sent after the commit."""

    session: Session
    now: datetime
    update_id: int
    chat_id: int
    message_id: int | None = None
    reply_to: int | None = None
    said_at: datetime | None = None
    # When it was taken in: earlier than now where it had to wait.
    came_at: datetime | None = None
    person: Person | None = None
    alert: str | None = None
    file: Incoming | None = None
    # What opens and seals what is of a citizen.
    key: KeyFile | None = None
    # The roles held in a chat where somebody has joined or their roles have changed: that menu is to be shown.
    menus: dict[int, frozenset[Role]] = field(default_factory=dict)
    _answers: int = field(default=0)
    _rewrites: int = field(default=0)
    _spoken: dict[int | None, Notification | None] = field(default_factory=dict)
    # The latest message to this person, of all or of some kinds, once looked for and until they are answered.
    _newest: dict[tuple[Kind, ...], Notification | None] = field(default_factory=dict)
    # The last answer to this person, likewise.
    _asked: list[Notification | None] = field(default_factory=list)
    _readings: dict[tuple[str, datetime, Context], Reading] = field(default_factory=dict)

    @property
    def me(self) -> Person:
        """The person whose chat this is; handlers for people run only where there is one."""
        if self.person is None:
            raise LookupError("a handler for people met a stranger")
        return self.person

    @property
    def act(self) -> Act:
        """Who acts now, for the changes that they make."""
        return Act(self.session, acting(self.person) if self.person else STRANGER, self.now, self.key)

    @property
    def today(self) -> date:
        """The day in Vietnam."""
        return day_of(self.now)

    @property
    def spoken_at(self) -> datetime:
        """When it was said; a press has no time in the Bot API, so it counts when it came."""
        return self.said_at or self.came_at or self.now

    @property
    def has_answered(self) -> bool:
        """Whether something was said below what was pressed or written."""
        return self._answers > 0

    def answer(self, kind: Kind, *, tasks: list[Task] | None = None, **facts: Any) -> None:
        """A message to this chat, first in line once this transaction is committed."""
        self.put(kind, tasks=tasks, **facts)

    def put(self, kind: Kind, *, tasks: list[Task] | None = None, **facts: Any) -> Notification | None:
        """The row of an answer, for who needs it afterwards."""
        self._answers += 1
        key = f"answer/{self.chat_id}/{self.update_id}/{self._answers}"
        reply_to = self.message_id if self.said_at else None
        kept = self._kept(facts) if kind is Kind.QUESTION else facts
        return self._tell(kind, key, tasks=tasks, reply_to=reply_to, **kept)

    def _kept(self, facts: dict[str, Any]) -> dict[str, Any]:
        """What a question keeps of words about a task that tells of citizens: nothing of them."""
        words = {name: facts[name] for name in ("words", "names") if isinstance(facts.get(name), str)}
        task = self._asked_about(facts) if words else None
        if task is None:
            return facts
        return facts | {name: words_kept(self.session, task, said) for name, said in words.items()}

    def _asked_about(self, facts: dict[str, Any]) -> Task | None:
        """The task of a question, or the one that was replied to; of several one of them where all are alike."""
        ids = (
            [facts["task"]]
            if facts.get("task") is not None
            else [each for _, each in facts.get("offered", ())]
        )
        tasks = [self.session.get_one(Task, each) for each in ids]
        if tasks and not all(is_personal(self.session, each) for each in tasks):
            return None
        return tasks[0] if tasks else self.replied_task()

    def answer_once(self, key: str, kind: Kind, **facts: Any) -> None:
        """An answer that is given at most once under this key."""
        self._answers += 1
        self._tell(kind, key, reply_to=self.message_id, **facts)

    def notice(self, notice: Notice, **facts: Any) -> None:
        self.answer(Kind.TOLD, notice=notice, **facts)

    def refusal(self, refused: Refused) -> None:
        """Says in a message why something was not done, where there is no press to answer."""
        state, since = refused.facts.get("state"), refused.facts.get("since")
        self.answer(
            Kind.REFUSAL, refused=refused.reason, state=state, since=since.isoformat() if since else None
        )

    def rewrite(self, kind: Kind, message_id: int | None = None, **facts: Any) -> None:
        """Turns the pressed message, or another of this chat, into another: a question that has been answered
        loses its buttons."""
        self._rewrites += 1
        row = self._tell(kind, f"rewrite/{self.chat_id}/{self.update_id}/{self._rewrites}", **facts)
        if row is not None:
            row.edits = message_id or self.message_id

    def redraw(self, row: Notification) -> None:
        """What was sent of a row is made anew, from what it says now."""
        self.session.add(row)
        sent = self.session.exec(select(SentMessage).where(SentMessage.notification_id == row.id))
        ask_for_edits(self.act, [(message, row) for message in sent])

    def said(self, how: How, words: str = "") -> Said:
        """How it was said, and when."""
        return Said(how, self.spoken_at, words, self.chat_id, self.message_id)

    def replied_to(self) -> Notification | None:
        """The notification whose message this one replies to."""
        return self._said_by(self.reply_to)

    def pressed(self) -> Notification | None:
        """The notification under whose message a button was pressed."""
        return self._said_by(self.message_id)

    def _said_by(self, message_id: int | None) -> Notification | None:
        """The notification that a message of this chat says: it never changes, so it is read once."""
        if message_id is not None and message_id not in self._spoken:
            about = {"chat": self.chat_id, "message": message_id}
            self._spoken[message_id] = self.session.exec(_SAID_BY, params=about).first()
        return self._spoken.get(message_id)

    def task(self, task_id: int) -> Task:
        """A task that a row of ours names."""
        return self.session.get_one(Task, task_id)

    def latest(self, *kinds: Kind) -> Notification | None:
        """The latest message to this person: of these kinds, or of all."""
        if kinds not in self._newest:
            query = _LATEST_OF if kinds else _LATEST
            about = {"person": self.me.id, "kinds": kinds} if kinds else {"person": self.me.id}
            self._newest[kinds] = self.session.exec(query, params=about).first()
        return self._newest[kinds]

    def some_latest(self, count: int, *kinds: Kind) -> Sequence[Notification]:
        """So many of the latest messages to this person of these kinds, newest first."""
        about = {"person": self.me.id, "kinds": kinds}
        return self.session.exec(_LATEST_OF.limit(count), params=about).all()

    def latest_where(self, *which: ColumnElement[bool] | bool) -> Notification | None:
        """The latest message to this person of which all this holds."""
        return self.session.exec(_LATEST.where(*which), params={"person": self.me.id}).first()

    def read(self, words: str, said_at: datetime, context: Context = Context.CARD) -> Reading:
        """What words mean by the working days of this person's agency; the same words are read once."""
        key = words, said_at, context
        if key not in self._readings:
            calendar = working_calendar(self.session, self.me.agency_id)
            self._readings[key] = read_reply(words, said_at, calendar, context)
        return self._readings[key]

    def asked_lately(self) -> Notification | None:
        """The last answer to this person, where it is so new that words may be about what it asks; what the program
        started since does not count."""
        if not self._asked:
            row = self.session.exec(_LAST_ANSWER, params={"person": self.me.id}).first()
            is_new = row is not None and self.now - row.created_at <= AT_HAND
            self._asked.append(row if is_new else None)
        return self._asked[0]

    def answered(self, question: Notification) -> None:
        """A question takes one answer; a second one is refused."""
        question.facts = {**question.facts, "answered": True}
        self.session.add(question)

    def replied_task(self) -> Task | None:
        """The one task that the replied message speaks of; None where it speaks of none or several."""
        row = self.replied_to()
        if row is None:
            return None
        if row.facts.get("task") is not None:
            return self.session.get(Task, row.facts["task"])
        about = self.session.exec(
            select(NotificationTask.task_id).where(NotificationTask.notification_id == row.id)
        ).all()
        return self.session.get(Task, about[0]) if len(about) == 1 else None

    def may_bring_personal(self) -> bool:
        """Whether a file that comes now tells of citizens, or might where it names no task."""
        task = self.replied_task()
        return is_personal(self.session, task) if task else may_bring_personal(self.session, self.me)

    def _tell(self, kind: Kind, key: str, **how: Any) -> Notification | None:
        self._newest.clear()
        self._asked.clear()
        agency_id = self.person.agency_id if self.person else self._only_agency()
        return tell(
            self.act, agency_id, kind, key, person=self.person, chat_id=self.chat_id, direct=True, **how
        )

    def _only_agency(self) -> int:
        """Answers to strangers are kept with the first agency."""
        return self.session.exec(select(Agency.id).order_by(col(Agency.id))).first() or 0
