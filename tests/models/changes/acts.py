"""Every change that a task can undergo, ready to be made by anybody, from any state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session, select

from jobs.speaking import OFFICERS_OWN
from models.actor import CLOCK, Act, Actor
from models.changes import deciding, saying, waiting
from models.changes.assigning import assign
from models.changes.cases import needed_again, not_needed, promised_earlier
from models.changes.common import check, tell
from models.changes.confirming import claim, correct_number, date_done, said_by, take_back
from models.changes.evidence import add_evidence, withdraw
from models.changes.placing import pass_back, pass_on, renumber
from models.changes.reviewing import accept, return_
from models.changes.settling import not_applicable, set_date
from models.changes.speaking import miss, speak_of
from models.checklist import in_force
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.reading import Place
from models.tables import Notification, Statement, StatementKind, Task
from tests.commune import PNG, Commune

Run = Callable[[Commune, Act, Task], object]

SETTLED_PERIOD = "2026-03"
RUNNING_PERIOD = "2026-12"


@dataclass(frozen=True)
class Deed:
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
        self.run(commune, Act(session, actor or commune.actor(session, self.by), commune.now), task)
        return task


def _add(commune: Commune, act: Act, task: Task) -> object:
    another = PNG + len(in_force(act.session, task)).to_bytes(2)
    return add_evidence(act, task, commune.file(another), commune.said())


def _assign(commune: Commune, act: Act, task: Task) -> object:
    return assign(act, task, commune.person(act.session, "dung.vhxh"))


def _speak(commune: Commune, act: Act, task: Task) -> object:
    return speak_of(
        act.by(CLOCK),
        [task],
        commune.person(act.session, "an.vhxh"),
        card(commune, act.session, task),
        OFFICERS_OWN,
    )


def _accept(commune: Commune, act: Act, task: Task) -> object:
    return accept(act, task, newest(act.session, task))


def _return(commune: Commune, act: Act, task: Task) -> object:
    return return_(act, task, newest(act.session, task), "Ảnh chưa thấy ngày gửi")


def newest(session: Session, task: Task) -> int:
    """The newest file that a reviewer is shown; 0 where there is none."""
    return max((file.id or 0 for file in in_force(session, task)), default=0)


def _hand_over(commune: Commune, act: Act, task: Task) -> object:
    dung = commune.person(act.session, "dung.vhxh")
    return saying.hand_over(act, task, commune.said("Dũng làm giúp chị"), dung)


def _not_mine(commune: Commune, act: Act, task: Task) -> object:
    return saying.not_mine(act, task, commune.said("Không phải việc của em"))


def _snooze(commune: Commune, act: Act, task: Task) -> object:
    later = commune.now + timedelta(hours=2)
    return saying.snooze(act, task, commune.said("Lát nữa em nộp"), later)


def _promise(commune: Commune, act: Act, task: Task) -> object:
    said = commune.said("Thứ Sáu em nộp ạ")
    return saying.promise(act, task, said, date(2026, 12, 18))


def _say(commune: Commune, act: Act, task: Task) -> object:
    return saying.say(act, task, commune.said("Em chưa xong"), StatementKind.NOT_DONE)


def _pass_back(commune: Commune, act: Act, task: Task) -> object:
    """Of a document that this actor passed on where nobody did: who may not take it back writes nothing."""
    try:
        return pass_back(act, task)
    except Refused as refused:
        if refused.reason is not Reason.GONE:
            raise
    task.place = Place.CLERK
    record(act, Change.SIGN, task, place=Place.CLERK, was="", was_since=None)
    return pass_back(act, task)


def _clear(commune: Commune, act: Act, task: Task) -> object:
    """Of an obstacle that is said where it is the only thing missing: who may not clear it writes nothing."""
    try:
        return saying.clear(act, task)
    except Refused as refused:
        if refused.reason is not Reason.GONE:
            raise
    said = said_by(act, task, commune.said("Hệ thống báo lỗi"))
    said["processed_at"] += timedelta(minutes=1)
    act.write(Statement(kind=StatementKind.OBSTACLE, **said))
    return saying.clear(act, task)


def _renumber(commune: Commune, act: Act, task: Task) -> object:
    """Of a document that was issued."""
    check(act, task, Change.RENUMBER)
    task.place = Place.ISSUED
    return renumber(act, task, "120/BC-UBND", None)


def _hold_up(commune: Commune, act: Act, task: Task) -> object:
    """By whoever has the document before them."""
    check(act, task, Change.HOLD_UP)
    holders = {"binh.vhxh": Place.UNIT_HEAD, "lam.ubnd": Place.LEADER, "chau.vp": Place.CLERK}
    task.place = holders[act.me.code]
    return saying.stuck(act, task, commune.said("Chưa ký được, còn thiếu phụ lục"))


def _extend(commune: Commune, act: Act, task: Task) -> object:
    reason = "Cổng dịch vụ công tạm dừng"
    return deciding.extend(act, task, date(2026, 12, 21), reason)


def _wait(commune: Commune, act: Act, task: Task) -> object:
    return waiting.wait(act, task, "Sở Nội vụ", "45/UBND-VHXH")


def _ask_wait(commune: Commune, act: Act, task: Task) -> object:
    said = commune.said("Chờ Sở Nội vụ (45/UBND-VHXH)")
    return waiting.ask_to_wait(act, task, said, "Sở Nội vụ", "45/UBND-VHXH")


def card(commune: Commune, session: Session, task: Task) -> Notification:
    """The message of a task, put into the outbox once."""
    there = select(Notification).where(Notification.key == "card/test")
    row = session.exec(there).first() or tell(
        Act(session, CLOCK, commune.now),
        task.agency_id,
        "card",
        "card/test",
        person=commune.person(session, "an.vhxh"),
        tasks=[task],
    )
    assert row is not None
    return row


ACTS: dict[Change, Deed] = {
    Change.CLAIM: Deed(
        "an.vhxh", State.OPEN, State.CLAIMED, lambda commune, act, task: claim(act, task, commune.said())
    ),
    Change.DATE_DONE: Deed(
        "an.vhxh",
        State.CLAIMED,
        State.CLAIMED,
        lambda commune, act, task: date_done(act, task, date(2026, 12, 14)),
    ),
    Change.CORRECT: Deed(
        "an.vhxh",
        State.CLAIMED,
        State.CLAIMED,
        lambda commune, act, task: correct_number(act, task, "121/BC-UBND", None),
    ),
    Change.TAKE_BACK: Deed(
        "an.vhxh", State.CLAIMED, State.OPEN, lambda commune, act, task: take_back(act, task)
    ),
    Change.ADD_EVIDENCE: Deed("an.vhxh", State.OPEN, State.SUBMITTED, _add),
    Change.WITHDRAW: Deed(
        "an.vhxh", State.SUBMITTED, State.OPEN, lambda commune, act, task: withdraw(act, task)
    ),
    Change.ACCEPT: Deed("binh.vhxh", State.SUBMITTED, State.ACCEPTED, _accept),
    Change.RETURN: Deed("binh.vhxh", State.SUBMITTED, State.RETURNED, _return),
    Change.HAND_OVER: Deed("an.vhxh", State.OPEN, State.OPEN, _hand_over),
    Change.NOT_MINE: Deed("an.vhxh", State.OPEN, State.OPEN, _not_mine),
    Change.SNOOZE: Deed("an.vhxh", State.OPEN, State.OPEN, _snooze),
    Change.PROMISE: Deed("an.vhxh", State.OPEN, State.OPEN, _promise),
    Change.SAY: Deed("an.vhxh", State.OPEN, State.OPEN, _say),
    Change.CLEAR: Deed("an.vhxh", State.OPEN, State.OPEN, _clear),
    Change.ISSUE: Deed(
        "chau.vp", State.OPEN, State.OPEN, lambda commune, act, task: pass_on(act, task, Change.ISSUE)
    ),
    Change.FORWARD: Deed(
        "binh.vhxh", State.OPEN, State.OPEN, lambda commune, act, task: pass_on(act, task, Change.FORWARD)
    ),
    Change.SIGN: Deed(
        "lam.ubnd", State.OPEN, State.OPEN, lambda commune, act, task: pass_on(act, task, Change.SIGN)
    ),
    Change.PASS_BACK: Deed("lam.ubnd", State.OPEN, State.OPEN, _pass_back),
    Change.RENUMBER: Deed("chau.vp", State.OPEN, State.OPEN, _renumber),
    Change.HOLD_UP: Deed("chau.vp", State.OPEN, State.OPEN, _hold_up),
    Change.EXTEND: Deed("binh.vhxh", State.OPEN, State.OPEN, _extend),
    Change.WAIVE: Deed(
        "minh.vp",
        State.OPEN,
        State.WAIVED,
        lambda commune, act, task: deciding.waive(act, task, "Tháng này không phát sinh hồ sơ"),
    ),
    Change.UNWAIVE: Deed(
        "minh.vp", State.WAIVED, State.OPEN, lambda commune, act, task: deciding.unwaive(act, task)
    ),
    Change.ASK_WAIT: Deed("an.vhxh", State.OPEN, State.OPEN, _ask_wait),
    Change.WAIT: Deed("binh.vhxh", State.OPEN, State.WAITING, _wait),
    Change.ANSWER: Deed(
        "an.vhxh",
        State.WAITING,
        State.OPEN,
        lambda commune, act, task: waiting.answer(act, task, date(2026, 12, 23)),
    ),
    Change.ASSIGN: Deed("binh.vhxh", State.OPEN, State.OPEN, _assign),
    Change.SETTLE: Deed("minh.vp", State.TO_SETTLE, State.SUBMITTED, _add),
    Change.SET_DATE: Deed(
        "minh.vp",
        State.TO_SETTLE,
        State.OPEN,
        lambda commune, act, task: set_date(act, task, date(2026, 12, 31)),
    ),
    Change.NOT_APPLICABLE: Deed(
        "minh.vp",
        State.TO_SETTLE,
        State.WAIVED,
        lambda commune, act, task: not_applicable(act, task, "Đã làm."),
    ),
    Change.SPEAK: Deed("an.vhxh", State.OPEN, State.OPEN, _speak),
    Change.MISS: Deed(
        "an.vhxh", State.OPEN, State.MISSED, lambda commune, act, task: miss(act.by(CLOCK), task)
    ),
    Change.NOT_NEEDED: Deed(
        "an.vhxh",
        State.OPEN,
        State.WAIVED,
        lambda commune, act, task: not_needed(act.by(CLOCK), task, "in_time"),
    ),
    Change.NEEDED_AGAIN: Deed(
        "an.vhxh",
        State.WAIVED,
        State.OPEN,
        lambda commune, act, task: needed_again(act.by(CLOCK), task, date(2026, 12, 18)),
    ),
    Change.PROMISED_EARLIER: Deed(
        "an.vhxh",
        State.OPEN,
        State.OPEN,
        lambda commune, act, task: promised_earlier(act.by(CLOCK), task, date(2026, 12, 15)),
    ),
}
BY_THE_CLOCK = frozenset(
    {Change.SPEAK, Change.MISS, Change.NOT_NEEDED, Change.NEEDED_AGAIN, Change.PROMISED_EARLIER}
)
# Said of a task, or decided about it, while its state stays what it is.
IN_PLACE = frozenset(change for change, act in ACTS.items() if act.before is act.after)
_LEADS_TO = {
    State.CLAIMED: Change.CLAIM,
    State.SUBMITTED: Change.ADD_EVIDENCE,
    State.WAIVED: Change.WAIVE,
    State.WAITING: Change.WAIT,
}


def prepare(commune: Commune, change: Change) -> Deed:
    """Brings the task to where the change begins, by the changes that lead there."""
    act = ACTS[change]
    if act.before in _LEADS_TO:
        with commune.writes() as session:
            ACTS[_LEADS_TO[act.before]].make(commune, session)
    if change is Change.PASS_BACK:
        with commune.writes() as session:
            ACTS[Change.SIGN].make(commune, session)
    return act


def force(commune: Commune, state: State, period: str = RUNNING_PERIOD) -> None:
    """Puts the task into a state, however it may have come there."""
    with commune.writes() as session:
        task = commune.task(session, period)
        task.state = state
        session.add(task)
