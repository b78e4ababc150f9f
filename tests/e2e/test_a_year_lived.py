"""The first half of a year, and its end, in the sandbox with the whole built-in catalogue, the clock moved to each
next reminder; tests/jobs/test_a_year.py has all twelve months, without a wire.

Answered by everybody the one ends with every task accepted; answered by nobody the other, with every task missed on
its closing day. One task of each cadence and checklist, the first of each unit that is given to somebody, the
first piece of each kind and each first verdict of a reviewer are answered over the socket, the rest by the same
changes that stand behind it: a year of presses would take minutes and show nothing new.
"""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from sqlmodel import Session, col, select

from bot.sandbox.telegram import ChatMessage
from jobs.messages.facts import Do
from jobs.verify import verify
from models.actor import Act, acting
from models.calendar import office_hours, working_calendar
from models.changes.assigning import make_responsible
from models.changes.common import CLIMBED
from models.changes.confirming import Said
from models.changes.evidence import enter_figure, place_loose
from models.changes.filing import ReceivedFile, keep_loose
from models.changes.reviewing import accept, begin_review
from models.checklist import in_force, unfilled
from models.people import holding, responsible, reviewers
from models.pieces import owed, told_of
from models.rules.cadence import Cadence, cadence_of
from models.rules.figures import Figure
from models.rules.lifecycle import State
from models.rules.zone import VIETNAM, day_of
from models.store import EvidenceStore
from models.tables import (
    Agency,
    How,
    ItemKind,
    Ladder,
    Notification,
    OutboxState,
    Person,
    Requirement,
    Role,
    Rung,
    RungState,
    Task,
    TaskItem,
)
from tests.e2e.test_files import PDF
from tests.e2e.world import CHATS, PNG, World, at, open_world

JANUARY, JULY, SEPTEMBER = date(2026, 1, 1), at("17/07/2026", "17:00"), date(2026, 9, 1)
# The first working day after the year has closed.
END = at("18/01/2027", "17:00")
TYPES = {"application/pdf": (PDF, "minh-chung.pdf"), "image/png": (PNG, "da-gui.png")}


class People:
    """Everybody in the commune, answering what they were reminded of."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.store = world, EvidenceStore(folder / "evidence")
        self._walked: set[tuple[object, ...]] = set()
        self._files = count()

    async def answer(self) -> None:
        """Pieces first, for the task waits for them; then what was spoken of; then the reviewers."""
        for task_id, item_id in self._pieces():
            await self._give_piece(task_id, item_id)
        for task_id in self._spoken_of():
            await self._assign(task_id)
            await self._do(task_id)
        for task_id in self._submitted():
            await self._review(task_id)
        await self.world.settled()

    def _pieces(self) -> list[tuple[int, int]]:
        with self.world.rows() as session:
            spoken = select(Rung).where(Rung.ladder == Ladder.PIECE, Rung.state == RungState.SPOKEN)
            rungs = {(rung.task_id, rung.item_id or 0) for rung in session.exec(spoken)}
            open_now = {
                (task_id, item.id)
                for task_id, _ in rungs
                if (task := session.get_one(Task, task_id)).state in (State.OPEN, State.CLAIMED)
                for item in owed(session, task)
            }
            return sorted(rungs & open_now)

    def _spoken_of(self) -> list[int]:
        """The open tasks of which somebody was reminded, and which wait for no piece."""
        with self.world.rows() as session:
            found = session.exec(
                select(Task)
                .join(Rung, col(Rung.task_id) == Task.id)
                .where(
                    Task.state == State.OPEN,
                    Rung.ladder == Ladder.DEADLINE,
                    Rung.state == RungState.SPOKEN,
                )
                .distinct()
            )
            return [task.id or 0 for task in found if not owed(session, task)]

    def _submitted(self) -> list[int]:
        with self.world.rows() as session:
            return [each.id or 0 for each in session.exec(select(Task).where(Task.state == State.SUBMITTED))]

    def _is_new(self, *kind: object) -> bool:
        """Whether this is the first of its kind, which is walked over the socket."""
        new = kind not in self._walked
        self._walked.add(kind)
        return new

    async def _give_piece(self, task_id: int, item_id: int) -> None:
        world = self.world
        with world.rows() as session:
            task, item = session.get_one(Task, task_id), session.get_one(TaskItem, item_id)
            to = told_of(session, task, item, day_of(world.sandbox.now()))
            assert to is not None
            chat, is_tick = to.person.chat_id or 0, item.kind is ItemKind.TICK
        told = world.started(chat)[-1]
        card = (
            told if _button(told, Do.PIECE_TICK, item_id) or "Phần của" in told.text.split("\n")[0] else None
        )
        if card is None:
            card = await self._opened(chat, told, task_id)
        if is_tick:
            assert (
                await world.press_data(chat, card.message_id, _data(card, Do.PIECE_TICK, item_id))
                == "Đã ghi."
            )
        else:
            await self._send(chat, card, "application/pdf")

    async def _assign(self, task_id: int) -> None:
        """The head gives it to the unit's first officer; where there is none does it."""
        world = self.world
        with world.writing() as session:
            task = session.get_one(Task, task_id)
            if responsible(session, task) is not None:
                return
            officers = holding(session, task.agency_id, Role.OFFICER, task.unit_id)
            head = holding(session, task.agency_id, Role.HEAD, task.unit_id)[0]
            if not self._is_new("assign", task.unit_id):
                to = (officers or [head])[0]
                make_responsible(Act(session, acting(head), world.sandbox.now()), task, to)
                return
            chat = head.chat_id or 0
        card = await self._opened(chat, world.started(chat)[-1], task_id)
        do, args = (Do.ASSIGN, (task_id, officers[0].id)) if officers else (Do.TAKE, (task_id,))
        await world.press_data(chat, card.message_id, _data(card, do, *args))
        await world.worked_off()

    async def _do(self, task_id: int) -> None:
        world = self.world
        with world.rows() as session:
            task = session.get_one(Task, task_id)
            officer = responsible(session, task)
            assert officer is not None
            items = [item for item in unfilled(session, task) if item.required]
            cadence = session.get_one(Requirement, task.requirement_id).cadence
        chat = officer.chat_id or 0
        if not self._is_new(cadence, *(item.kind for item in items)):
            return self._hand_in(officer.id or 0, task_id, items)
        card = await self._opened(chat, world.said(chat)[-1], task_id)
        for item in items:
            await self._fill(chat, card, task_id, item)
        return None

    async def _fill(self, chat: int, card: ChatMessage, task_id: int, item: TaskItem) -> None:
        world = self.world
        if item.kind is ItemKind.TICK:
            await world.press_data(chat, card.message_id, _data(card, Do.TICK, task_id, item.id))
        elif item.kind is ItemKind.FIGURE:
            asked = await world.pressed_for_answer(chat, card, "🔢 Nhập số liệu")
            received = await world.write(chat, "95/100 nguồn EMC", asked.message_id)
            assert "95/100" in received.text
        else:
            answer = await self._send(chat, card, _type_for(item))
            if answer.text and "mục nào" in answer.text:
                before = world.telegram.messages(chat)[-1].message_id
                chosen = next(
                    button.data
                    for row in answer.buttons
                    for button in row
                    if button.data.endswith(f":{item.id}")
                )
                await world.press_data(chat, answer.message_id, chosen)
                answer = await world.answer(chat, before)
            assert answer.text.startswith("✅"), answer.text

    def _hand_in(self, person_id: int, task_id: int, items: list[TaskItem]) -> None:
        """The same without the socket."""
        now = self.world.sandbox.now()
        with self.world.writing() as session:
            person, task = session.get_one(Person, person_id), session.get_one(Task, task_id)
            for item in items:
                said = Said(How.FILE, now, "", person.chat_id, next(self._files))
                if item.kind is ItemKind.FIGURE:
                    enter_figure(Act(session, acting(person), now), task, Figure(95, 100, None, "EMC"), said)
                else:
                    media_type = _type_for(item)
                    data = self._bytes(media_type)
                    file = ReceivedFile(self.store.put(data), len(data), media_type, "minh-chung")
                    kept = keep_loose(Act(session, acting(person), now), file, said)
                    place_loose(Act(session, acting(person), now), kept, task, said, item)

    async def _review(self, task_id: int) -> None:
        world = self.world
        with world.writing() as session:
            task, now = session.get_one(Task, task_id), world.sandbox.now()
            reviewer = reviewers(session, task, day_of(now))[0]
            newest = in_force(session, task)[-1]
            if not self._is_new("review", reviewer.code, newest.is_file):
                begin_review(Act(session, acting(reviewer), now), task)
                accept(Act(session, acting(reviewer), now), task, newest.id or 0)
                return
            chat = reviewer.chat_id or 0
        await world.worked_off()
        card = next(each for each in reversed(world.said(chat)) if _button(each, Do.ACCEPT, task_id))
        if newest.is_file:
            await world.press(chat, card, "📄 Mở tệp")
            await world.worked_off()
        assert await world.press(chat, world.message(chat, card.message_id), "✔️ Duyệt")
        assert "📥" in card.text

    async def _opened(self, chat: int, told: ChatMessage, task_id: int) -> ChatMessage:
        """The card of a task: what was told, or what its number opens."""
        if not _button(told, Do.CARD, task_id) and _button(told, Do.DETAILS, task_id):
            return told
        before = self.world.telegram.messages(chat)[-1].message_id
        await self.world.press_data(chat, told.message_id, f"{Do.CARD}:{task_id}")
        return await self.world.answer(chat, before)

    async def _send(self, chat: int, card: ChatMessage, media_type: str) -> ChatMessage:
        data, name = self._bytes(media_type), TYPES[media_type][1]
        return await self.world.send_file(chat, data, name, media_type, card.message_id)

    def _bytes(self, media_type: str) -> bytes:
        """No two files are alike."""
        return TYPES[media_type][0] + next(self._files).to_bytes(4)


def _type_for(item: TaskItem) -> str:
    return "image/png" if item.kind is ItemKind.SCREENSHOT else "application/pdf"


def _button(message: ChatMessage, do: Do, *args: object) -> str | None:
    wanted = ":".join(str(each) for each in (do, *args))
    every = (button.data for row in message.buttons for button in row)
    return next((data for data in every if data == wanted or data.startswith(f"{wanted}:")), None)


def _data(message: ChatMessage, do: Do, *args: object) -> str:
    found = _button(message, do, *args)
    assert found is not None, (do, args, message.text, message.buttons)
    return found


async def lived(world: World, people: People | None, until: datetime) -> None:
    while world.sandbox.now() < until:
        await world.sandbox.to_next_reminder()
        if people is not None:
            await people.answer()


def closed(world: World, session: Session) -> list[Task]:
    """The tasks whose last day is over."""
    return list(session.exec(select(Task).where(Task.closes_on < day_of(world.sandbox.now()))))


def check_the_record(world: World, folder: Path) -> None:
    """Nothing is at fault, nothing that should have been said is unsaid, and what was said keeps the rules."""
    with world.rows() as session:
        assert verify(session, EvidenceStore(folder / "evidence")) == []
        unsaid = session.exec(
            select(Rung, Task)
            .join(Task, col(Task.id) == Rung.task_id)
            .where(Rung.state == RungState.PLANNED, Rung.speak_at <= world.sandbox.now())
        )
        assert [
            (task.period, rung.name) for rung, task in unsaid if rung.ladder in CLIMBED.get(task.state, ())
        ] == []
        rows = session.exec(select(Notification).where(Notification.edits == None)).all()  # noqa: E711
        assert {row.state for row in rows} <= {OutboxState.SENT, OutboxState.MOOT}
        agency = session.exec(select(Agency)).one()
        calendar, hours = working_calendar(session, agency.id or 0), office_hours(agency)
        started = [row for row in rows if not row.direct and row.sent_at is not None]
        assert [row.key for row in started if not hours.is_open(row.sent_at or END, calendar)] == []
        a_day = Counter((row.person_id, day_of(row.sent_at)) for row in started if row.sent_at)
        assert [each for each in a_day.items() if each[1] > 3] == []
    for person in CHATS.values():
        assert [each.text for each in world.said(person) if len(each.text) > 4096] == []


async def test_half_a_year_answered_ends_with_every_task_accepted(tmp_path: Path) -> None:
    async with open_world(tmp_path, JANUARY, catalogue=None) as world:
        people = People(world, tmp_path)
        await lived(world, people, JULY)
        with world.rows() as session:
            over = closed(world, session)
            assert len(over) > 40
            assert [
                (each.id, each.period, each.state) for each in over if each.state is not State.ACCEPTED
            ] == []
        check_the_record(world, tmp_path)


async def test_what_nobody_answers_to_the_end_of_the_year_ends_missed_on_its_closing_day(
    tmp_path: Path,
) -> None:
    """From September on: every cadence closes in it; what was due before is to settle, and closes by nobody's
    hand."""
    async with open_world(tmp_path, SEPTEMBER, catalogue=None) as world:
        await lived(world, None, END)
        with world.rows() as session:
            over = [each for each in closed(world, session) if each.state is not State.TO_SETTLE]
            assert len(over) > 40
            cadences = {cadence_of(each.period) for each in over}
            assert cadences == {Cadence.MONTHLY, Cadence.QUARTERLY, Cadence.HALF_YEARLY, Cadence.YEARLY}
            assert [
                (each.id, each.period, each.state) for each in over if each.state is not State.MISSED
            ] == []
            closes = {each.id: each.closes_on for each in over}
        missed = {entry["task"]: (entry["at"], entry["closed_on"]) for entry in world.entries("miss")}
        assert missed.keys() == closes.keys()
        for task_id, (moment, closed_on) in missed.items():
            assert closed_on == closes[task_id].isoformat()
            midnight = datetime.combine(closes[task_id] + timedelta(days=1), time(), VIETNAM)
            assert datetime.fromisoformat(moment) == midnight
        for chat in CHATS.values():
            assert [each.text for each in world.said(chat) if "đã có phản hồi" in each.text.lower()] == []
        check_the_record(world, tmp_path)
