"""Every change that a task can undergo, ready to be made by anybody, from any state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from models.actor import Actor
from models.changes.assigning import assign
from models.changes.common import tell
from models.changes.confirming import claim, take_back
from models.changes.evidence import add_evidence, withdraw
from models.changes.settling import not_applicable, set_date
from models.changes.speaking import miss, speak
from models.rules.lifecycle import Change, State
from models.tables import Notification, Task
from tests.commune import Commune

Run = Callable[[Commune, Session, Actor, Task], object]

SETTLED_PERIOD = "2026-03"
RUNNING_PERIOD = "2026-12"


@dataclass(frozen=True)
class Act:
    """A change, who makes it in the ordinary course, and where it leads."""

    by: str
    before: State
    after: State
    run: Run

    @property
    def period(self) -> str:
        return SETTLED_PERIOD if self.before is State.TO_SETTLE else RUNNING_PERIOD

    def make(self, commune: Commune, session: Session, actor: Actor | None = None) -> Task:
        task = commune.task(session, self.period)
        self.run(commune, session, actor or commune.actor(session, self.by), task)
        return task


def _add(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return add_evidence(session, actor, commune.now, task, commune.file(), commune.said())


def _assign(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return assign(session, actor, commune.now, task, commune.person(session, "dung.vhxh"))


def _speak(commune: Commune, session: Session, _: Actor, task: Task) -> object:
    return speak(session, commune.now, task, commune.person(session, "an.vhxh"), card(commune, session, task))


def card(commune: Commune, session: Session, task: Task) -> Notification:
    """The message of a task, put into the outbox once."""
    there = select(Notification).where(Notification.key == "card/test")
    row = session.exec(there).first() or tell(
        session,
        task.agency_id,
        "card",
        "card/test",
        commune.now,
        person=commune.person(session, "an.vhxh"),
        tasks=[task],
    )
    assert row is not None
    return row


ACTS: dict[Change, Act] = {
    Change.CLAIM: Act(
        "an.vhxh",
        State.OPEN,
        State.CLAIMED,
        lambda commune, session, actor, task: claim(session, actor, commune.now, task, commune.said()),
    ),
    Change.TAKE_BACK: Act(
        "an.vhxh",
        State.CLAIMED,
        State.OPEN,
        lambda commune, session, actor, task: take_back(session, actor, commune.now, task),
    ),
    Change.ADD_EVIDENCE: Act("an.vhxh", State.OPEN, State.SUBMITTED, _add),
    Change.WITHDRAW: Act(
        "an.vhxh",
        State.SUBMITTED,
        State.OPEN,
        lambda commune, session, actor, task: withdraw(session, actor, commune.now, task),
    ),
    Change.ASSIGN: Act("binh.vhxh", State.OPEN, State.OPEN, _assign),
    Change.SETTLE: Act("minh.vp", State.TO_SETTLE, State.SUBMITTED, _add),
    Change.SET_DATE: Act(
        "minh.vp",
        State.TO_SETTLE,
        State.OPEN,
        lambda commune, session, actor, task: set_date(session, actor, commune.now, task, date(2026, 12, 31)),
    ),
    Change.NOT_APPLICABLE: Act(
        "minh.vp",
        State.TO_SETTLE,
        State.WAIVED,
        lambda commune, session, actor, task: not_applicable(session, actor, commune.now, task),
    ),
    Change.SPEAK: Act("an.vhxh", State.OPEN, State.OPEN, _speak),
    Change.MISS: Act(
        "an.vhxh",
        State.OPEN,
        State.MISSED,
        lambda commune, session, _, task: miss(session, commune.now, task),
    ),
}
BY_THE_CLOCK = frozenset({Change.SPEAK, Change.MISS})
_LEADS_TO = {State.CLAIMED: Change.CLAIM, State.SUBMITTED: Change.ADD_EVIDENCE}


def prepare(commune: Commune, change: Change) -> Act:
    """Brings the task to where the change begins, by the changes that lead there."""
    act = ACTS[change]
    if act.before in _LEADS_TO:
        with commune.writes() as session:
            ACTS[_LEADS_TO[act.before]].make(commune, session)
    return act


def force(commune: Commune, state: State, period: str = RUNNING_PERIOD) -> None:
    """Puts the task into a state, however it may have come there."""
    with commune.writes() as session:
        task = commune.task(session, period)
        task.state = state
        session.add(task)
