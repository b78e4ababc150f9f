"""Every change leaves its entry in the ledger, in the name of who made it."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, OPERATOR, STRANGER, Act
from models.changes import saying
from models.changes.absence import answer_as_deputy, appoint_deputy, be_absent, change_days, come_back
from models.changes.assigning import assign_requirement
from models.changes.chat_moving import follow_chat
from models.changes.citizens import keep_citizens
from models.changes.deciding import keep
from models.changes.enlisting import add_roles, enlist
from models.changes.evidence import add_evidence
from models.changes.filing import discard_loose, keep_loose, refuse_file
from models.changes.forgetting import forget_person
from models.changes.incidents import end_incident, start_incident
from models.changes.joining import create_invite, join, set_address
from models.changes.mornings import set_morning
from models.changes.own_data import answer_about_data, ask_about_data, correct_own
from models.changes.reaching import back, blocked, unlink
from models.changes.reviewing import begin_review
from models.changes.staffing import deactivate
from models.changes.timekeeping import adopt_today, hold_clock
from models.changes.waiting import still_waiting, wait
from models.rules.lifecycle import Change
from models.tables import Absence, DataRequest, Evidence, LedgerEntry, Person, Role, Statement, Task, Unit
from tests.commune import Commune
from tests.models.changes.acts import ACTS, BY_THE_CLOCK, prepare

AN, DUNG, BINH, LAM, MINH = "an.vhxh", "dung.vhxh", "binh.vhxh", "lam.ubnd", "minh.vp"
MONDAY, FRIDAY = date(2026, 12, 21), date(2026, 12, 25)
NEW_CHAT = 555_001

Run = Callable[[Commune, Act, Task], object]
Did = tuple[str, Run]


def entries_since(commune: Commune, seq: int) -> list[tuple[str, str | None]]:
    """Each entry's change, and who made it."""
    with commune.reads() as session:
        wanted = select(LedgerEntry).where(col(LedgerEntry.seq) > seq).order_by(col(LedgerEntry.seq))
        people = {person.id: person.code for person in session.exec(select(Person))}
        return [(each.change, people.get(each.person_id)) for each in session.exec(wanted)]


def last_seq(commune: Commune) -> int:
    return commune.ledger()[-1].seq


@pytest.mark.parametrize("change", ACTS)
def test_a_change_of_a_task_is_recorded(commune: Commune, change: Change) -> None:
    deed = prepare(commune, change)
    seq = last_seq(commune)
    with commune.writes() as session:
        deed.make(commune, session)
    by = None if change in BY_THE_CLOCK else deed.by
    assert (change.value, by) in entries_since(commune, seq)


def away(deputy: str | None = None) -> Run:
    return lambda commune, act, task: be_absent(
        act, act.me, MONDAY, FRIDAY, commune.person(act.session, deputy) if deputy else None
    )


def redates(first: date, last: date) -> Run:
    return lambda commune, act, task: change_days(act, absence(act), first, last)


def absence(act: Act) -> Absence:
    return act.session.exec(select(Absence)).one()


def answers(agrees: bool) -> Run:
    return lambda commune, act, task: answer_as_deputy(act, absence(act), agrees)


def leaves(code: str) -> Run:
    return lambda commune, act, task: deactivate(act, commune.person(act.session, code), None)


def sends(commune: Commune, act: Act, task: Task) -> object:
    return add_evidence(act, task, commune.file(), commune.said())


def sends_loose(commune: Commune, act: Act, task: Task) -> object:
    return keep_loose(act, commune.file(), commune.said())


def discards(commune: Commune, act: Act, task: Task) -> object:
    return discard_loose(act, act.session.exec(select(Evidence)).one())


def promises(commune: Commune, act: Act, task: Task) -> object:
    return saying.promise(act, task, commune.said("Thứ Sáu em nộp ạ"), date(2026, 12, 18))


def not_mine(commune: Commune, act: Act, task: Task) -> object:
    return saying.not_mine(act, task, commune.said("Không phải việc của em"))


def takes_back(commune: Commune, act: Act, task: Task) -> object:
    return saying.take_back_statement(act, act.session.exec(select(Statement)).one())


def asks(commune: Commune, act: Act, task: Task) -> object:
    return ask_about_data(act, "Xin cho biết ai xem được số điện thoại của tôi")


def is_answered(commune: Commune, act: Act, task: Task) -> object:
    return answer_about_data(act, act.session.exec(select(DataRequest)).one())


def joins(commune: Commune, act: Act, task: Task) -> object:
    an = commune.person(act.session, AN)
    code = create_invite(act.by(OPERATOR), an)[1]
    return join(act, NEW_CHAT, code)


def about(code: str, run: Callable[[Act, Person], object]) -> Run:
    return lambda commune, act, task: run(act, commune.person(act.session, code))


def enlists(commune: Commune, act: Act, task: Task) -> object:
    agency = commune.agency(act.session)
    unit = act.session.exec(select(Unit).where(Unit.code == "VHXH")).one()
    return enlist(act, agency, "Đặng Thị Yến", [Role.OFFICER], unit)


def starts_incident(commune: Commune, act: Act, task: Task) -> object:
    return start_incident(act, commune.agency(act.session), act.now - timedelta(hours=1), "Mất điện thoại")


CASES: dict[Change, tuple[str, Run, tuple[Did, ...], str | None]] = {
    Change.ENLIST: (OPERATOR.name, enlists, (), None),
    Change.ADD_ROLES: (
        OPERATOR.name,
        about(AN, lambda act, an: add_roles(act, an, [Role.HEAD], None)),
        (),
        None,
    ),
    Change.INVITE: (MINH, about(AN, lambda act, an: create_invite(act, an)), (), MINH),
    Change.JOIN: (STRANGER.name, joins, (), AN),
    Change.SET_ADDRESS: (AN, about(AN, lambda act, an: set_address(act, an, "chị")), (), AN),
    Change.BLOCKED: (CLOCK.name, about(AN, blocked), (), None),
    Change.UNBLOCKED: (CLOCK.name, about(AN, back), ((CLOCK.name, about(AN, blocked)),), AN),
    Change.UNLINK: (MINH, about(AN, unlink), (), MINH),
    Change.CHAT_MOVED: (CLOCK.name, lambda commune, act, task: follow_chat(act, 100_001, NEW_CHAT), (), None),
    Change.FORGET_PERSON: (
        MINH,
        about(DUNG, forget_person),
        ((MINH, leaves(DUNG)),),
        MINH,
    ),
    Change.CORRECT_OWN: (
        AN,
        lambda commune, act, task: correct_own(act, full_name="Nguyễn Thị Hoài An"),
        (),
        AN,
    ),
    Change.ASK_ABOUT_DATA: (AN, asks, (), AN),
    Change.ANSWER_ABOUT_DATA: (MINH, is_answered, ((AN, asks),), MINH),
    Change.SET_MORNING: (AN, lambda commune, act, task: set_morning(act, time(8)), (), AN),
    Change.BE_ABSENT: (BINH, away(), (), BINH),
    Change.APPOINT_DEPUTY: (
        BINH,
        lambda commune, act, task: appoint_deputy(act, absence(act), commune.person(act.session, AN)),
        ((BINH, away()),),
        BINH,
    ),
    Change.AGREE_TO_DEPUTISE: (AN, answers(True), ((BINH, away(AN)),), AN),
    Change.DECLINE_TO_DEPUTISE: (AN, answers(False), ((BINH, away(AN)),), AN),
    Change.CORRECT_ABSENCE: (BINH, redates(MONDAY, MONDAY), ((BINH, away(AN)),), BINH),
    Change.MOVE_ABSENCE: (BINH, redates(MONDAY, date(2026, 12, 28)), ((BINH, away(AN)),), BINH),
    Change.COME_BACK: (
        BINH,
        lambda commune, act, task: come_back(act, absence(act)),
        ((BINH, away()),),
        BINH,
    ),
    Change.ASSIGN_REQUIREMENT: (
        BINH,
        lambda commune, act, task: assign_requirement(
            act, commune.requirement(act.session), commune.person(act.session, DUNG)
        ),
        (),
        BINH,
    ),
    Change.STILL_THEIRS: (
        BINH,
        lambda commune, act, task: saying.still_theirs(act, task),
        ((AN, not_mine),),
        BINH,
    ),
    Change.STILL_WAITING: (
        BINH,
        lambda commune, act, task: still_waiting(act, task),
        ((BINH, lambda commune, act, task: wait(act, task, "Sở Nội vụ", "45/UBND-VHXH")),),
        BINH,
    ),
    Change.TAKE_BACK_STATEMENT: (AN, takes_back, ((AN, promises),), AN),
    Change.KEEP: (BINH, lambda commune, act, task: keep(act, task), ((AN, promises),), BINH),
    Change.BEGIN_REVIEW: (BINH, lambda commune, act, task: begin_review(act, task), ((AN, sends),), BINH),
    Change.KEEP_FILE: (AN, sends_loose, (), AN),
    Change.DISCARD_FILE: (AN, discards, ((AN, sends_loose),), AN),
    Change.REFUSE_FILE: (AN, lambda commune, act, task: refuse_file(act, "0" * 64, 1), (), AN),
    Change.KEEP_CITIZENS: (
        MINH,
        lambda commune, act, task: keep_citizens(act, commune.agency(act.session), True, 30),
        (),
        MINH,
    ),
    Change.START_INCIDENT: (MINH, starts_incident, (), MINH),
    Change.END_INCIDENT: (
        MINH,
        lambda commune, act, task: end_incident(act, commune.agency(act.session)),
        ((MINH, starts_incident),),
        MINH,
    ),
    Change.HOLD_CLOCK: (
        CLOCK.name,
        lambda commune, act, task: hold_clock(act, commune.agency(act.session), act.now, None),
        (),
        None,
    ),
    Change.ADOPT: (
        CLOCK.name,
        lambda commune, act, task: adopt_today(act, commune.agency(act.session)),
        (),
        None,
    ),
}


def act_of(commune: Commune, session: Session, name: str) -> Act:
    nobody = {each.name: each for each in (CLOCK, OPERATOR, STRANGER)}
    return Act(session, nobody[name], commune.now) if name in nobody else commune.act(session, name)


@pytest.mark.parametrize("change", CASES)
def test_a_change_is_recorded(commune: Commune, change: Change) -> None:
    by, run, before, recorded = CASES[change]
    for each, did in before:
        with commune.writes() as session:
            did(commune, act_of(commune, session, each), commune.task(session))
    seq = last_seq(commune)
    with commune.writes() as session:
        run(commune, act_of(commune, session, by), commune.task(session))
    assert (change.value, recorded) in entries_since(commune, seq)
    assert commune.faults() == []
