"""Who else is told of what is said or decided, without any channel: the same people wherever it comes from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, func, select

from models.actor import OPERATOR, STRANGER, Act
from models.changes import saying
from models.changes.absence import be_absent
from models.changes.assigning import assign, assign_requirement
from models.changes.common import tell
from models.changes.enlisting import add_roles
from models.changes.joining import create_invite, is_not_me, join, reopened
from models.changes.settling import hand_to_heads, set_date
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.reading import Place
from models.tables import (
    How,
    Invite,
    Notification,
    NotificationTask,
    Person,
    Role,
    Statement,
    StatementKind,
    Task,
    Unit,
)
from tests.commune import Commune
from tests.models.changes.acts import RUNNING_PERIOD, SETTLED_PERIOD

AN, DUNG, BINH, HOA, LAM, MINH = "an.vhxh", "dung.vhxh", "binh.vhxh", "hoa.ttpvhcc", "lam.ubnd", "minh.vp"
MONDAY, FRIDAY = date(2026, 12, 14), date(2026, 12, 18)
CHAT_OF_AN, NEW_CHAT = 100_001, 555_001
# Facts that are ids of people.
PEOPLE = {"assigned_by", "declined_by", "dated_by", "by", "to", "who", "joined"}

Run = Callable[[Commune, Act, Task], object]
Before = Callable[[Commune], object]


@dataclass(frozen=True)
class Row:
    """A row of the outbox: what it says, to whom, the people and events that it names, whether it goes at once."""

    kind: Kind
    to: str
    names: dict[str, str | None] = field(default_factory=dict)
    direct: bool = False


@dataclass(frozen=True)
class Case:
    """A change of a task, who makes it, the rows that it puts into the outbox, and what has been before it."""

    by: str
    run: Run
    rows: tuple[Row, ...] = ()
    before: tuple[Before, ...] = ()
    period: str = RUNNING_PERIOD


def from_officer(to: str, direct: bool = False) -> Row:
    return Row(Kind.FROM_OFFICER, to, direct=direct)


def card(to: str, **names: str | None) -> Row:
    return Row(Kind.CARD, to, names)


def given(to: str, by: str) -> Row:
    return Row(Kind.GIVEN, to, {"by": by})


def reassigned(by: str, to: str) -> Row:
    return Row(Kind.REASSIGNED, AN, {"by": by, "to": to})


def stuck(commune: Commune, act: Act, task: Task) -> object:
    return saying.stuck(act, task, commune.said("Cổng báo lỗi, em chưa gửi được", How.REPLY))


def promise(commune: Commune, act: Act, task: Task) -> object:
    return saying.promise(act, task, commune.said("Thứ Sáu em nộp ạ"), FRIDAY)


def not_mine(commune: Commune, act: Act, task: Task) -> object:
    return saying.not_mine(act, task, commune.said("Không phải việc của em"))


def keep(commune: Commune, act: Act, task: Task) -> object:
    return saying.still_theirs(act, task)


def decline(commune: Commune, act: Act, task: Task) -> object:
    return saying.decline(act, task, commune.said("Em đang bận"))


def seen(commune: Commune, act: Act, task: Task) -> object:
    return saying.say(act, task, commune.said("Em nhận được rồi ạ"), StatementKind.SEEN)


def lies(commune: Commune, act: Act, task: Task) -> object:
    said = commune.said("Em trình ký rồi ạ")
    return saying.say(act, task, said, StatementKind.PLACE, Place.LEADER)


def snooze(commune: Commune, act: Act, task: Task) -> object:
    return saying.snooze(act, task, commune.said("Lát nữa em nộp"), act.now + timedelta(hours=2))


def dates(commune: Commune, act: Act, task: Task) -> object:
    return set_date(act, task, date(2026, 12, 31))


def whole(commune: Commune, act: Act, task: Task) -> object:
    """The requirement, from now on: what the verb `assign` of the command line does."""
    return assign_requirement(act, commune.requirement(act.session), commune.person(act.session, DUNG))


def hands_to(code: str) -> Run:
    return lambda commune, act, task: saying.hand_over(
        act, task, commune.said("Nhờ em làm giúp"), commune.person(act.session, code)
    )


def gives_to(code: str) -> Run:
    return lambda commune, act, task: assign(act, task, commune.person(act.session, code))


def did(by: str, run: Run) -> Before:
    """Somebody has done this before."""

    def make(commune: Commune) -> None:
        with commune.writes() as session:
            run(commune, act_of(commune, session, by), commune.task(session))

    return make


def is_away(code: str) -> Before:
    def make(commune: Commune) -> None:
        with commune.writes() as session:
            act = commune.act(session, code)
            be_absent(act, act.me, MONDAY, FRIDAY, None)

    return make


def heads_too(code: str) -> Before:
    """Is a head of their unit as well."""

    def make(commune: Commune) -> None:
        with commune.writes() as session:
            add_roles(Act(session, OPERATOR, commune.now), commune.person(session, code), [Role.HEAD], None)

    return make


def no_head(commune: Commune) -> None:
    commune.alter(f"DELETE FROM person_role WHERE role='head' AND person_id={id_of(commune, BINH)}")


def is_of(code: str) -> Before:
    """The task names this person."""
    return lambda commune: commune.alter(f"UPDATE task SET responsible_id={id_of(commune, code)}")


def id_of(commune: Commune, code: str) -> int | None:
    with commune.reads() as session:
        return commune.person(session, code).id


CASES = {
    "an obstacle: the head and the admin, at once": Case(
        AN, stuck, (from_officer(BINH, direct=True), from_officer(MINH, direct=True))
    ),
    "an obstacle said twice a day: nobody again": Case(AN, stuck, (), (did(AN, stuck),)),
    "an obstacle after another word: again": Case(
        AN,
        stuck,
        (from_officer(BINH, direct=True), from_officer(MINH, direct=True)),
        (did(AN, stuck), did(AN, seen)),
    ),
    "an obstacle, the head away: who stands in": Case(
        AN, stuck, (from_officer(LAM, direct=True), from_officer(MINH, direct=True)), (is_away(BINH),)
    ),
    "an obstacle of the head's own": Case(BINH, stuck, (from_officer(MINH, direct=True),), (is_of(BINH),)),
    "a promise: the head": Case(AN, promise, (from_officer(BINH),)),
    "a promise of a head, two being there: the other": Case(
        AN, promise, (from_officer(BINH),), (heads_too(AN),)
    ),
    "a promise in a unit without a head": Case(AN, promise, (), (no_head,)),
    "not mine: the head": Case(AN, not_mine, (from_officer(BINH),)),
    "it stays theirs: the officer": Case(BINH, keep, (reassigned(BINH, AN),), (did(AN, not_mine),)),
    "it stays theirs again: the officer again": Case(
        BINH, keep, (reassigned(BINH, AN),), (did(AN, not_mine), did(BINH, keep), did(AN, not_mine))
    ),
    "it stays theirs, they head the unit: not who decides": Case(
        AN, keep, (), (heads_too(AN), did(AN, not_mine))
    ),
    "handed over: the colleague and the head": Case(
        AN, hands_to(DUNG), (card(DUNG, assigned_by=AN), from_officer(BINH))
    ),
    "handed to the head: but once": Case(AN, hands_to(BINH), (card(BINH, assigned_by=AN),)),
    "declined: whose it is again": Case(
        DUNG, decline, (card(AN, declined_by=DUNG),), (did(AN, hands_to(DUNG)),)
    ),
    "declined twice: the head": Case(
        DUNG,
        decline,
        (card(BINH, declined_by=DUNG),),
        (did(AN, hands_to(DUNG)), did(DUNG, decline), did(AN, hands_to(DUNG))),
    ),
    "given away: who had it, who has it now": Case(
        BINH, gives_to(DUNG), (reassigned(BINH, DUNG), card(DUNG, assigned_by=BINH))
    ),
    "given to somebody again: again": Case(
        BINH,
        gives_to(DUNG),
        (reassigned(BINH, DUNG), card(DUNG, assigned_by=BINH)),
        (did(BINH, gives_to(DUNG)), did(BINH, gives_to(AN))),
    ),
    "taken by the head: who had it": Case(BINH, gives_to(BINH), (reassigned(BINH, BINH),)),
    "given away after not mine: both": Case(
        BINH, gives_to(DUNG), (reassigned(BINH, DUNG), card(DUNG, assigned_by=BINH)), (did(AN, not_mine),)
    ),
    "taken by the head after not mine: the officer": Case(
        BINH, gives_to(BINH), (reassigned(BINH, BINH),), (did(AN, not_mine),)
    ),
    "given back after not mine: the officer, once": Case(
        BINH, gives_to(AN), (reassigned(BINH, AN),), (did(AN, not_mine),)
    ),
    "given by the operator: who has it now, nobody named": Case(
        OPERATOR.name, gives_to(DUNG), (card(DUNG, assigned_by=None),)
    ),
    "a requirement given by the operator: nobody": Case(OPERATOR.name, whole),
    "given by the admin: who has it now, and the head in a quiet list": Case(
        MINH, gives_to(DUNG), (reassigned(MINH, DUNG), card(DUNG, assigned_by=MINH), given(BINH, MINH))
    ),
    "a day is set: the officer, and the head in a quiet list": Case(
        MINH, dates, (card(AN, by=MINH, dated_by=MINH), given(BINH, MINH)), period=SETTLED_PERIOD
    ),
    "a day is set, the officer away: who stands in": Case(
        MINH, dates, (card(BINH, by=MINH, dated_by=MINH),), (is_away(AN),), SETTLED_PERIOD
    ),
    "a day is set by who has it: nobody": Case(BINH, dates, (), (is_of(BINH),), SETTLED_PERIOD),
    "seen: nobody": Case(AN, seen),
    "where it lies: nobody": Case(AN, lies),
    "later: nobody": Case(AN, snooze),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_change_tells_just_these_people(commune: Commune, case: Case) -> None:
    for step in case.before:
        step(commune)
    last = last_row(commune)
    with commune.writes() as session:
        task = commune.task(session, case.period)
        case.run(commune, act_of(commune, session, case.by), task)
        assert told_since(session, last, task) == list(case.rows)


@pytest.mark.parametrize(("before", "decides"), [((), BINH), ((is_away(BINH),), LAM), ((no_head,), MINH)])
def test_who_says_not_mine_is_told_who_decides(
    commune: Commune, before: tuple[Before, ...], decides: str | None
) -> None:
    for step in before:
        step(commune)
    with commune.writes() as session:
        said = commune.said("Không phải việc của em")
        _, head = saying.not_mine(commune.act(session, AN), commune.task(session), said)
        assert (head.code if head else None) == decides


def test_an_obstacle_said_again_on_the_next_day_is_told_again(commune: Commune) -> None:
    did(AN, stuck)(commune)
    commune.now += timedelta(days=1)
    last = last_row(commune)
    did(AN, stuck)(commune)
    with commune.reads() as session:
        told = told_since(session, last, commune.task(session))
    assert told == [from_officer(BINH, direct=True), from_officer(MINH, direct=True)]


def test_a_part_of_what_is_to_settle_goes_to_its_heads_once(commune: Commune) -> None:
    last = last_row(commune)
    with commune.writes() as session:
        unit = session.exec(select(Unit).where(Unit.code == "VHXH")).one()
        task, act = commune.task(session, SETTLED_PERIOD), commune.act(session, MINH)
        assert hand_to_heads(act, unit, [task])
        assert not hand_to_heads(act, unit, [task])
        assert told_since(session, last, task) == [Row(Kind.TRIAGE, BINH)]


@pytest.mark.parametrize("by", [BINH, AN, LAM])
def test_only_an_admin_hands_a_part_to_heads(commune: Commune, by: str) -> None:
    before = commune.dump()
    with commune.writes() as session:
        unit = session.exec(select(Unit).where(Unit.code == "VHXH")).one()
        with pytest.raises(Refused) as refused:
            hand_to_heads(commune.act(session, by), unit, [commune.task(session, SETTLED_PERIOD)])
    assert refused.value.reason is Reason.NOT_YOURS
    assert commune.dump() == before


def about_invite(event: str) -> Row:
    return Row(Kind.ABOUT_INVITE, MINH, {"event": event, "who": AN})


def invited(commune: Commune, session: Session, code: str) -> tuple[Invite, str]:
    return create_invite(Act(session, OPERATOR, commune.now), commune.person(session, code))


def test_who_joins_is_told_to_the_admins_but_not_to_themselves(commune: Commune) -> None:
    with commune.writes() as session:
        add_roles(Act(session, OPERATOR, commune.now), commune.person(session, HOA), [Role.ADMIN], None)
    last = last_row(commune)
    with commune.writes() as session:
        for code, chat in ((AN, CHAT_OF_AN), (HOA, NEW_CHAT)):
            join(Act(session, STRANGER, commune.now), chat, invited(commune, session, code)[1])
        joined = [each for each in told_since(session, last) if each.kind is Kind.JOINED]
    assert joined == [
        Row(Kind.JOINED, HOA, {"joined": AN}),
        Row(Kind.JOINED, MINH, {"joined": AN}),
        Row(Kind.JOINED, MINH, {"joined": HOA}),
    ]


def test_not_me_is_told_to_the_admins_for_each_question(commune: Commune) -> None:
    last = last_row(commune)
    with commune.writes() as session:
        act, (_, code) = Act(session, STRANGER, commune.now), invited(commune, session, AN)
        asked = [question(commune, act, chat, code) for chat in (NEW_CHAT, NEW_CHAT + 1)]
        for each in (*asked, asked[0]):
            is_not_me(act, each, code)
        told = [each for each in told_since(session, last) if each.kind is Kind.ABOUT_INVITE]
    assert told == [about_invite("not_me")] * 2


def question(commune: Commune, act: Act, chat_id: int, code: str) -> Notification:
    """ "Is it you?", as it was asked in a chat."""
    key = f"asked/{chat_id}"
    agency_id = commune.agency(act.session).id or 0
    row = tell(act, agency_id, Kind.JOIN_QUESTION, key, chat_id=chat_id, direct=True, code=code)
    assert row is not None
    return row


def test_an_invite_opened_again_is_told_to_the_admins_once_a_day(commune: Commune) -> None:
    last = last_row(commune)
    with commune.writes() as session:
        an, (invite, _) = commune.person(session, AN), invited(commune, session, AN)
        act = Act(session, STRANGER, commune.now)
        for each in (act, act, Act(session, STRANGER, commune.now + timedelta(days=1))):
            reopened(each, NEW_CHAT, invite, an)
        assert told_since(session, last) == [about_invite("reopened")] * 2


def act_of(commune: Commune, session: Session, name: str) -> Act:
    actor = OPERATOR if name == OPERATOR.name else commune.actor(session, name)
    return Act(session, actor, commune.now)


def last_row(commune: Commune) -> int:
    with commune.reads() as session:
        return session.exec(select(func.max(Notification.id))).one() or 0


def told_since(session: Session, last: int, task: Task | None = None) -> list[Row]:
    """What the outbox holds since a row, edits excepted; each row of this one task, of the newest word on it."""
    found = select(Notification).where(col(Notification.id) > last, col(Notification.edits).is_(None))
    rows = session.exec(found.order_by(col(Notification.id))).all()
    return [_row(session, row, task) for row in rows]


def _row(session: Session, row: Notification, task: Task | None) -> Row:
    facts = dict(row.facts)
    if "statement" in facts:
        assert facts.pop("statement") == session.exec(select(func.max(Statement.id))).one()
    if task is not None:
        linked = select(NotificationTask.task_id).where(NotificationTask.notification_id == row.id)
        assert session.exec(linked).all() == [task.id]
        assert facts.pop("task", task.id) == task.id
        assert facts.pop("unit", task.unit_id) == task.unit_id
    to = session.get(Person, row.person_id) if row.person_id else None
    names = {name: _named(session, name, value) for name, value in facts.items() if name != "code"}
    return Row(Kind(row.kind), to.code if to else "", names, row.direct)


def _named(session: Session, name: str, value: Any) -> Any:
    return session.get_one(Person, value).code if name in PEOPLE and value is not None else value
