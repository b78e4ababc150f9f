"""One run: updates in batches, and after each what must hold whatever they were."""

import asyncio
import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from sqlmodel import col, func, select

from bot.desk import Desk
from bot.sandbox.people import SAMPLES
from jobs.verify import verify
from models.people import in_chat, roles
from models.rules.lifecycle import ALLOWED, LEADS, Change, State
from models.store import EvidenceStore
from models.tables import InboxState, InboxUpdate, LedgerEntry, Role, Task
from tests.e2e.world import World
from tests.fuzz.making import Maker

STRANGERS = (999_000_001, 999_000_002, 999_000_003)
PEOPLE = tuple(each.chat_id for each in SAMPLES)
BATCH = 40
# One batch in so many comes from strangers alone, and must change nothing at all.
STRANGERS_EVERY = 6
ADMINS = frozenset({Role.ADMIN})
ABOVE = ADMINS | {Role.HEAD}
DECIDE = ABOVE | {Role.REVIEWER, Role.LEADER}
# Who may have made it at the most, by role: whose own the task is, the change itself has checked.
BY_ROLE: dict[Change, frozenset[Role]] = {
    **dict.fromkeys((Change.ACCEPT, Change.RETURN, Change.BEGIN_REVIEW), DECIDE),
    **dict.fromkeys((Change.ASSIGN, Change.EXTEND, Change.SETTLE, Change.SET_DATE, Change.WAIT), ABOVE),
    **dict.fromkeys(
        (Change.NOT_APPLICABLE, Change.UNWAIVE, Change.ADJUST_ORDER, Change.ADJUST_REASSIGN), ABOVE
    ),
    **dict.fromkeys(
        (Change.WAIVE, Change.MOVE_RULE, Change.UNLINK, Change.END_TRIAL, Change.TRUST_CLOCK), ADMINS
    ),
    **dict.fromkeys((Change.INVITE, Change.ENLIST, Change.ADJUST_PERSON, Change.ADJUST_CALENDAR), ADMINS),
    **dict.fromkeys((Change.ADJUST_REQUIREMENT, Change.ADJUST_RETIRE, Change.ADJUST_IMPORT), ADMINS),
    **dict.fromkeys((Change.ADJUST_HOURS, Change.ADJUST_LADDERS, Change.MAKE_PACK), ADMINS),
}


class Run:
    """Goes on until so many updates were sent; raises AssertionError with what does not hold."""

    def __init__(self, world: World, seed: int) -> None:
        self._world, self._random = world, Random(seed)
        self._maker = Maker(self._random, world.telegram)
        self.sent: Counter[str] = Counter()
        self.changes: Counter[Change] = Counter()
        for chat_id in STRANGERS:
            world.newcomer(chat_id, "Người lạ <b>&")

    async def send(self, count: int) -> None:
        batch = 0
        while self.sent.total() < count:
            batch += 1
            if batch % STRANGERS_EVERY == 0:
                before = self._world.snapshot()
                await self._batch(STRANGERS)
                assert self._world.snapshot() == before, "a stranger changed something"
            else:
                await self._batch((*PEOPLE, *STRANGERS[:1]))

    async def _batch(self, chats: tuple[int, ...]) -> None:
        last, states, held = self._last(), self._states(), self._roles()
        updates = [self._maker.update(self._random.choice(chats)) for _ in range(BATCH)]
        for update in updates:
            self.sent[next(iter(update), "nothing")] += 1
            self._world.telegram.store.add_update(update)
        self._world.telegram.exchange.notify()
        await self._worked_off()
        self._check_presses(updates)
        self._check_ledger(last, states, held | self._roles())

    async def _worked_off(self) -> None:
        async with asyncio.timeout(60):
            while self._world.telegram.store.pending_updates() or self._waiting() or self._desk()._chats:
                self._check_inbox()
                await asyncio.sleep(0.02)
        self._check_inbox()
        await self._world.settled()

    def _desk(self) -> Desk:
        runtime = self._world.sandbox.runtime
        assert runtime is not None
        return runtime.desk

    def _waiting(self) -> int:
        with self._world.rows() as session:
            waiting = select(func.count()).where(InboxUpdate.state == InboxState.WAITING)
            return session.exec(waiting).one()

    def _check_inbox(self) -> None:
        """No handler failed: what was put aside could not be read, or had no number."""
        with self._world.rows() as session:
            tried = select(InboxUpdate).where(InboxUpdate.attempts > 0)
            failed = [f"{row.reason}: {row.payload}"[:2000] for row in session.exec(tried)]
            aside = select(InboxUpdate.reason).where(InboxUpdate.state == InboxState.FAILED).distinct()
            assert failed == []
            assert set(session.exec(aside)) <= {"unreadable", "no id"}

    def _check_presses(self, updates: list[dict[str, Any]]) -> None:
        """Every press was answered, whatever else was bent in it."""
        for update in updates:
            query = _query_of(update)
            if query is not None:
                assert self._world.telegram.answer_to(query) is not None, f"unanswered: {json.dumps(update)}"

    def _check_ledger(self, last: int, states: dict[int, State], held: dict[int, frozenset[Role]]) -> None:
        """Every change was made by who may, and led where it may lead."""
        now = dict(states)
        with self._world.rows() as session:
            new = select(LedgerEntry).where(col(LedgerEntry.id) > last).order_by(col(LedgerEntry.id))
            for entry in session.exec(new):
                body = json.loads(entry.body)
                change = Change(body["change"])
                self.changes[change] += 1
                if entry.person_id is not None:
                    assert held[entry.person_id] & BY_ROLE.get(change, frozenset(Role)), body
                if "task" in body and "state" in body:
                    before, after = now.get(body["task"]), State(body["state"])
                    if before is not None and change in ALLOWED:
                        assert before in ALLOWED[change], body
                        assert after in LEADS[change][before] | {before}, body
                    now[body["task"]] = after
        assert {task: now[task] for task in states} == {task: self._states()[task] for task in states}

    def check_at_the_end(self, folder: Path) -> None:
        """The chain is whole, every file is where it should be, and no message unfolded a link."""
        for method, given in self._world.telegram.api.calls:
            if method in ("sendMessage", "editMessageText"):
                assert json.loads(given["link_preview_options"])["is_disabled"] is True
        with self._world.rows() as session:
            assert verify(session, EvidenceStore(folder / "evidence")) == []

    def _last(self) -> int:
        with self._world.rows() as session:
            return session.exec(select(LedgerEntry.id).order_by(col(LedgerEntry.id).desc())).first() or 0

    def _states(self) -> dict[int, State]:
        with self._world.rows() as session:
            return {task_id or 0: state for task_id, state in session.exec(select(Task.id, Task.state)).all()}

    def _roles(self) -> dict[int, frozenset[Role]]:
        """Of those who act from these chats; nobody else has done anything."""
        with self._world.rows() as session:
            people = [person for chat in PEOPLE if (person := in_chat(session, chat)) is not None]
            return {each.id or 0: roles(session, each) for each in people}


def _query_of(update: dict[str, Any]) -> str | None:
    """The id of a press, where it is one that Telegram gave out: 19 digits."""
    query = update.get("callback_query")
    query_id = query.get("id") if isinstance(query, dict) else None
    return query_id if isinstance(query_id, str) and len(query_id) == 19 else None
