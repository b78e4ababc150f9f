"""What may not be done, each half of its condition alone: refused with its reason, and nothing is written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from sqlmodel import Session, select

from models.actor import Act
from models.changes import saying
from models.changes.absence import answer_as_deputy, appoint_deputy, be_absent, change_days, come_back
from models.changes.assigning import assign
from models.changes.confirming import claim, correct_number, date_done
from models.changes.deciding import extend, waive
from models.changes.evidence import add_evidence, place_loose, withdraw
from models.changes.filing import discard_held, discard_loose, keep_loose
from models.changes.handing import transfer
from models.changes.own_data import answer_about_data, ask_about_data, correct_own
from models.changes.placing import pass_back, pass_on, renumber
from models.changes.reviewing import accept, begin_review
from models.changes.settling import not_applicable, set_date
from models.changes.staffing import deactivate, edit, reactivate
from models.changes.waiting import answer, ask_to_wait, wait
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Absence, DataRequest, Evidence, Task
from tests.commune import Commune
from tests.models.changes.acts import RUNNING_PERIOD, SETTLED_PERIOD, newest

AN, DUNG, BINH, HOA = "an.vhxh", "dung.vhxh", "binh.vhxh", "hoa.ttpvhcc"
CHAU, LAM, MINH = "chau.vp", "lam.ubnd", "minh.vp"
MONDAY, FRIDAY, YESTERDAY = date(2026, 12, 21), date(2026, 12, 25), date(2026, 12, 14)

Run = Callable[[Commune, Act, Task], object]


@dataclass(frozen=True)
class Case:
    """Who tries what, why it is refused, and what they and others did before."""

    by: str
    run: Run
    reason: Reason
    before: tuple[tuple[str, Run], ...] = ()
    period: str = RUNNING_PERIOD


def decline(commune: Commune, act: Act, task: Task) -> object:
    return saying.decline(act, task, commune.said("Em đang bận"))


def not_mine(commune: Commune, act: Act, task: Task) -> object:
    return saying.not_mine(act, task, commune.said("Không phải việc của em"))


def keep(commune: Commune, act: Act, task: Task) -> object:
    return saying.still_theirs(act, task)


def hands_to(code: str) -> Run:
    return lambda commune, act, task: saying.hand_over(
        act, task, commune.said("Nhờ em làm giúp"), commune.person(act.session, code)
    )


def is_named(commune: Commune, act: Act, task: Task) -> None:
    task.responsible_id = act.me.id


def claims(commune: Commune, act: Act, task: Task) -> object:
    return claim(act, task, commune.said())


def sends(commune: Commune, act: Act, task: Task) -> object:
    return add_evidence(act, task, commune.file(), commune.said())


def corrects(commune: Commune, act: Act, task: Task) -> object:
    return correct_number(act, task, "121/BC-UBND", None)


def begins(commune: Commune, act: Act, task: Task) -> object:
    return begin_review(act, task)


def accepts(commune: Commune, act: Act, task: Task) -> object:
    return accept(act, task, newest(act.session, task))


def passes(step: Change) -> Run:
    return lambda commune, act, task: pass_on(act, task, step)


def sends_loose(commune: Commune, act: Act, task: Task) -> object:
    return keep_loose(act, commune.file(), commune.said())


def a_file(session: Session) -> Evidence:
    return session.exec(select(Evidence)).one()


def discards(commune: Commune, act: Act, task: Task) -> object:
    return discard_loose(act, a_file(act.session))


def discards_held(commune: Commune, act: Act, task: Task) -> object:
    return discard_held(act, a_file(act.session))


def leaves(code: str, heir: str | None = None) -> Run:
    return lambda commune, act, task: deactivate(
        act, commune.person(act.session, code), commune.person(act.session, heir) if heir else None
    )


def comes_again(code: str) -> Run:
    return lambda commune, act, task: reactivate(act, commune.person(act.session, code))


def gives_all(code: str, to: str) -> Run:
    return lambda commune, act, task: transfer(
        act, commune.person(act.session, code), commune.person(act.session, to)
    )


def is_away(deputy: str | None = None, first: date = MONDAY, last: date = FRIDAY) -> Run:
    return lambda commune, act, task: be_absent(
        act, act.me, first, last, commune.person(act.session, deputy) if deputy else None
    )


def absence(session: Session) -> Absence:
    return session.exec(select(Absence)).one()


def answers(agrees: bool) -> Run:
    return lambda commune, act, task: answer_as_deputy(act, absence(act.session), agrees)


def back(commune: Commune, act: Act, task: Task) -> object:
    return come_back(act, absence(act.session))


def moves_absence(first: date, last: date) -> Run:
    return lambda commune, act, task: change_days(act, absence(act.session), first, last)


def appoints(code: str) -> Run:
    return lambda commune, act, task: appoint_deputy(
        act, absence(act.session), commune.person(act.session, code)
    )


def waits(commune: Commune, act: Act, task: Task) -> object:
    return wait(act, task, "Sở Nội vụ", "45/UBND-VHXH")


def answered(fix_by: date) -> Run:
    return lambda commune, act, task: answer(act, task, fix_by)


def asks_about_data(commune: Commune, act: Act, task: Task) -> object:
    return ask_about_data(act, "Xin cho biết ai xem được số điện thoại của tôi")


def is_answered(commune: Commune, act: Act, task: Task) -> object:
    return answer_about_data(act, act.session.exec(select(DataRequest)).one())


def own_name(commune: Commune, act: Act, task: Task) -> object:
    return correct_own(act, full_name=act.me.full_name)


def own_deputy(commune: Commune, act: Act, task: Task) -> object:
    an = commune.person(act.session, AN)
    return edit(act, an, {"deputy": an.id})


CASES = {
    "declined what nobody handed over": Case(AN, decline, Reason.GONE, ((AN, is_named),)),
    "declined once more, after it went back": Case(
        AN, decline, Reason.GONE, ((AN, hands_to(DUNG)), (DUNG, decline))
    ),
    "handed to who has it": Case(AN, hands_to(AN), Reason.GONE),
    "handed to another unit": Case(AN, hands_to(HOA), Reason.NOT_OF_UNIT),
    "handed to who has left": Case(AN, hands_to(DUNG), Reason.NOT_OF_UNIT, ((MINH, leaves(DUNG)),)),
    "given to who has left": Case(
        BINH,
        lambda commune, act, task: assign(act, task, commune.person(act.session, DUNG)),
        Reason.GONE,
        ((MINH, leaves(DUNG)),),
    ),
    "not mine, said twice": Case(AN, not_mine, Reason.GONE, ((AN, not_mine),)),
    "it stays theirs, which nobody doubted": Case(BINH, keep, Reason.GONE),
    "a promise of yesterday": Case(
        AN,
        lambda commune, act, task: saying.promise(act, task, commune.said(), YESTERDAY),
        Reason.DATE_PAST,
    ),
    "the same number once more": Case(AN, corrects, Reason.GONE, ((AN, claims), (AN, corrects))),
    "a number while it is reviewed": Case(
        AN, corrects, Reason.REVIEW_BEGAN, ((AN, claims), (AN, sends), (BINH, begins))
    ),
    "a day of doing while it is reviewed": Case(
        AN,
        lambda commune, act, task: date_done(act, task, YESTERDAY),
        Reason.REVIEW_BEGAN,
        ((AN, claims), (AN, sends), (BINH, begins)),
    ),
    "done tomorrow": Case(
        AN,
        lambda commune, act, task: date_done(act, task, date(2026, 12, 16)),
        Reason.NOT_DONE_THEN,
        ((AN, claims),),
    ),
    "withdrawn while it is reviewed": Case(
        AN,
        lambda commune, act, task: withdraw(act, task),
        Reason.REVIEW_BEGAN,
        ((AN, sends), (BINH, begins)),
    ),
    "another's loose file": Case(DUNG, discards, Reason.NOT_YOURS, ((AN, sends_loose),)),
    "a loose file twice": Case(AN, discards, Reason.GONE, ((AN, sends_loose), (AN, discards))),
    "a file of a task as a loose one": Case(AN, discards, Reason.GONE, ((AN, sends),)),
    "a file that nothing holds back": Case(AN, discards_held, Reason.GONE, ((AN, sends),)),
    "a loose file as one that is held back": Case(AN, discards_held, Reason.GONE, ((AN, sends_loose),)),
    "another's file as one that is held back": Case(DUNG, discards_held, Reason.NOT_YOURS, ((AN, sends),)),
    "forwarded by the unit when the clerk has it": Case(
        BINH,
        passes(Change.FORWARD),
        Reason.GONE,
        ((BINH, passes(Change.FORWARD)), (LAM, passes(Change.SIGN))),
    ),
    "signed twice": Case(LAM, passes(Change.SIGN), Reason.GONE, ((LAM, passes(Change.SIGN)),)),
    "numbered before it is issued": Case(
        CHAU,
        lambda commune, act, task: renumber(act, task, "120/BC-UBND", None),
        Reason.GONE,
        ((LAM, passes(Change.SIGN)),),
    ),
    "passed back by who did not pass it on": Case(
        BINH, lambda commune, act, task: pass_back(act, task), Reason.GONE, ((LAM, passes(Change.SIGN)),)
    ),
    "extended to a day before it is due": Case(
        BINH,
        lambda commune, act, task: extend(act, task, date(2026, 12, 15), "Chờ số liệu"),
        Reason.NOT_LATER,
    ),
    "extended to the day on which it is due": Case(
        BINH,
        lambda commune, act, task: extend(act, task, task.due_on, "Chờ số liệu"),
        Reason.NOT_LATER,
    ),
    "waived for no reason": Case(MINH, lambda commune, act, task: waive(act, task, "  "), Reason.NO_REASON),
    "not applicable for no reason": Case(
        MINH,
        lambda commune, act, task: not_applicable(act, task, " "),
        Reason.NO_REASON,
        period=SETTLED_PERIOD,
    ),
    "settled for a day that is over": Case(
        MINH,
        lambda commune, act, task: set_date(act, task, YESTERDAY),
        Reason.DATE_PAST,
        period=SETTLED_PERIOD,
    ),
    "accepted twice": Case(
        BINH,
        accepts,
        Reason.WRONG_STATE,
        ((AN, sends), (BINH, accepts)),
    ),
    "asked to wait for nobody": Case(
        AN,
        lambda commune, act, task: ask_to_wait(act, task, commune.said(), " \n", "45/UBND"),
        Reason.NO_REASON,
    ),
    "waits for nobody": Case(
        BINH, lambda commune, act, task: wait(act, task, " ", "45/UBND"), Reason.NO_REASON
    ),
    "an answer, to be mended today": Case(
        BINH, answered(date(2026, 12, 15)), Reason.NOT_LATER, ((BINH, waits),)
    ),
    "all work to oneself": Case(MINH, gives_all(AN, AN), Reason.GONE),
    "all work of who has none": Case(MINH, gives_all(DUNG, AN), Reason.NO_CHANGE),
    "all work to who has left": Case(MINH, gives_all(AN, DUNG), Reason.GONE, ((MINH, leaves(DUNG)),)),
    "left, and inherits": Case(MINH, leaves(AN, AN), Reason.GONE),
    "left twice": Case(MINH, leaves(DUNG), Reason.GONE, ((MINH, leaves(DUNG)),)),
    "brought back who never left": Case(MINH, comes_again(DUNG), Reason.GONE),
    "their own deputy": Case(MINH, own_deputy, Reason.GONE),
    "away until before it begins": Case(BINH, is_away(None, FRIDAY, MONDAY), Reason.DATE_PAST),
    "away until yesterday": Case(BINH, is_away(None, YESTERDAY, YESTERDAY), Reason.DATE_PAST),
    "away, replaced by oneself": Case(BINH, is_away(BINH), Reason.GONE),
    "away, replaced by who has left": Case(BINH, is_away(DUNG), Reason.GONE, ((MINH, leaves(DUNG)),)),
    "away on the same days": Case(BINH, moves_absence(MONDAY, FRIDAY), Reason.ALREADY, ((BINH, is_away()),)),
    "away from a day that is over": Case(
        BINH, moves_absence(YESTERDAY, FRIDAY), Reason.DATE_PAST, ((BINH, is_away()),)
    ),
    "back twice": Case(BINH, back, Reason.GONE, ((BINH, is_away()), (BINH, back))),
    "the same deputy again": Case(BINH, appoints(AN), Reason.GONE, ((BINH, is_away(AN)),)),
    "agreed by who was not asked": Case(DUNG, answers(True), Reason.NOT_YOURS, ((BINH, is_away(AN)),)),
    "agreed twice": Case(AN, answers(True), Reason.GONE, ((BINH, is_away(AN)), (AN, answers(True)))),
    "refused twice": Case(AN, answers(False), Reason.GONE, ((BINH, is_away(AN)), (AN, answers(False)))),
    "own name as it is": Case(AN, own_name, Reason.NO_CHANGE),
    "a question about data answered twice": Case(
        MINH, is_answered, Reason.GONE, ((AN, asks_about_data), (MINH, is_answered))
    ),
    "a file of a task for another": Case(
        AN,
        lambda commune, act, task: place_loose(act, a_file(act.session), task, commune.said()),
        Reason.GONE,
        ((AN, sends),),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_it_is_refused_and_nothing_is_written(commune: Commune, case: Case) -> None:
    for by, run in case.before:
        with commune.writes() as session:
            run(commune, commune.act(session, by), commune.task(session, case.period))
    before = commune.dump()
    with pytest.raises(Refused) as refused, commune.writes() as session:
        case.run(commune, commune.act(session, case.by), commune.task(session, case.period))
    assert refused.value.reason is case.reason
    assert commune.dump() == before
