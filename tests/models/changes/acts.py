"""Every change that a task can undergo, ready to be made by anybody, from any state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from jobs.speaking import OFFICERS_OWN
from models.actor import Actor
from models.changes import deciding, saying, waiting
from models.changes.assigning import assign
from models.changes.common import tell
from models.changes.confirming import claim, date_done, take_back
from models.changes.evidence import add_evidence, withdraw
from models.changes.placing import pass_on
from models.changes.reviewing import accept, return_
from models.changes.settling import not_applicable, set_date
from models.changes.speaking import miss, speak
from models.checklist import in_force
from models.rules.lifecycle import Change, State
from models.tables import Notification, StatementKind, Task
from tests.commune import PNG, Commune

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
    another = PNG + len(in_force(session, task)).to_bytes(2)
    return add_evidence(session, actor, commune.now, task, commune.file(another), commune.said())


def _assign(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return assign(session, actor, commune.now, task, commune.person(session, "dung.vhxh"))


def _speak(commune: Commune, session: Session, _: Actor, task: Task) -> object:
    return speak(
        session,
        commune.now,
        task,
        commune.person(session, "an.vhxh"),
        card(commune, session, task),
        OFFICERS_OWN,
    )


def _accept(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return accept(session, actor, commune.now, task, newest(session, task))


def _return(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return return_(session, actor, commune.now, task, newest(session, task), "Ảnh chưa thấy ngày gửi")


def newest(session: Session, task: Task) -> int:
    """The newest file that a reviewer is shown; 0 where there is none."""
    return max((file.id or 0 for file in in_force(session, task)), default=0)


def _hand_over(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    dung = commune.person(session, "dung.vhxh")
    return saying.hand_over(session, actor, commune.now, task, commune.said("Dũng làm giúp chị"), dung)


def _not_mine(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return saying.not_mine(session, actor, commune.now, task, commune.said("Không phải việc của em"))


def _snooze(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    later = commune.now + timedelta(hours=2)
    return saying.snooze(session, actor, commune.now, task, commune.said("Lát nữa em nộp"), later)


def _promise(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    said = commune.said("Thứ Sáu em nộp ạ")
    return saying.promise(session, actor, commune.now, task, said, date(2026, 12, 18))


def _say(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return saying.say(session, actor, commune.now, task, commune.said("Em chưa xong"), StatementKind.NOT_DONE)


def _extend(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    reason = "Cổng dịch vụ công tạm dừng"
    return deciding.extend(session, actor, commune.now, task, date(2026, 12, 21), reason)


def _wait(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    return waiting.wait(session, actor, commune.now, task, "Sở Nội vụ", "45/UBND-VHXH")


def _ask_wait(commune: Commune, session: Session, actor: Actor, task: Task) -> object:
    said = commune.said("Chờ Sở Nội vụ (45/UBND-VHXH)")
    return waiting.ask_to_wait(session, actor, commune.now, task, said, "Sở Nội vụ", "45/UBND-VHXH")


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
    Change.DATE_DONE: Act(
        "an.vhxh",
        State.CLAIMED,
        State.CLAIMED,
        lambda commune, session, actor, task: date_done(
            session, actor, commune.now, task, date(2026, 12, 14)
        ),
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
    Change.ACCEPT: Act("binh.vhxh", State.SUBMITTED, State.ACCEPTED, _accept),
    Change.RETURN: Act("binh.vhxh", State.SUBMITTED, State.RETURNED, _return),
    Change.HAND_OVER: Act("an.vhxh", State.OPEN, State.OPEN, _hand_over),
    Change.NOT_MINE: Act("an.vhxh", State.OPEN, State.OPEN, _not_mine),
    Change.SNOOZE: Act("an.vhxh", State.OPEN, State.OPEN, _snooze),
    Change.PROMISE: Act("an.vhxh", State.OPEN, State.OPEN, _promise),
    Change.SAY: Act("an.vhxh", State.OPEN, State.OPEN, _say),
    Change.ISSUE: Act(
        "chau.vp",
        State.OPEN,
        State.OPEN,
        lambda commune, session, actor, task: pass_on(session, actor, commune.now, task, Change.ISSUE),
    ),
    Change.FORWARD: Act(
        "binh.vhxh",
        State.OPEN,
        State.OPEN,
        lambda commune, session, actor, task: pass_on(session, actor, commune.now, task, Change.FORWARD),
    ),
    Change.SIGN: Act(
        "lam.ubnd",
        State.OPEN,
        State.OPEN,
        lambda commune, session, actor, task: pass_on(session, actor, commune.now, task, Change.SIGN),
    ),
    Change.EXTEND: Act("binh.vhxh", State.OPEN, State.OPEN, _extend),
    Change.WAIVE: Act(
        "minh.vp",
        State.OPEN,
        State.WAIVED,
        lambda commune, session, actor, task: deciding.waive(
            session, actor, commune.now, task, "Tháng này không phát sinh hồ sơ"
        ),
    ),
    Change.UNWAIVE: Act(
        "minh.vp",
        State.WAIVED,
        State.OPEN,
        lambda commune, session, actor, task: deciding.unwaive(session, actor, commune.now, task),
    ),
    Change.ASK_WAIT: Act("an.vhxh", State.OPEN, State.OPEN, _ask_wait),
    Change.WAIT: Act("binh.vhxh", State.OPEN, State.WAITING, _wait),
    Change.ANSWER: Act(
        "an.vhxh",
        State.WAITING,
        State.OPEN,
        lambda commune, session, actor, task: waiting.answer(
            session, actor, commune.now, task, date(2026, 12, 23)
        ),
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
# Said of a task, or decided about it, while its state stays what it is.
IN_PLACE = frozenset(change for change, act in ACTS.items() if act.before is act.after)
_LEADS_TO = {
    State.CLAIMED: Change.CLAIM,
    State.SUBMITTED: Change.ADD_EVIDENCE,
    State.WAIVED: Change.WAIVE,
    State.WAITING: Change.WAIT,
}


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
