"""Citizen files: their tasks open before an apology is due, and end where none is; whose each is."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session, col, or_, select

from models.actor import CLOCK, Act
from models.administering import check_in
from models.calendar import working_calendar
from models.cases import case_requirement, cases_of, clock_of, rule_of
from models.changes.common import check, enter, record_and_refresh
from models.changes.confirming import Said, claim, void
from models.changes.evidence import tick
from models.changes.filing import put_aside
from models.checklist import handed_in, items_of, unfilled
from models.kept import write_all
from models.ledger import record, record_each
from models.people import confirmations_of
from models.refused import Reason, Refused
from models.rules.cases.clock import ClockRule, is_late
from models.rules.cases.listed import Standing
from models.rules.lifecycle import Change, State, allows
from models.rules.permissions import may
from models.standing import standings
from models.tables import (
    Agency,
    CaseClock,
    CaseHandler,
    ChecklistItem,
    CitizenCase,
    ItemKind,
    LedgerEntry,
    Person,
    Requirement,
    Task,
    TaskItem,
    Unit,
)


def open_cases(act: Act, agency: Agency) -> list[Task]:
    """Opens the task of every file that needs its apology prepared by now: no result yet and few working days from
    its promised day, or answered late. What was due before adoption opens as to settle. Idempotent."""
    requirement = case_requirement(act.session, agency.id or 0)
    if requirement is None:
        return []
    due = _due_cases(act, agency)
    rule, calendar = rule_of(act.session, agency.id or 0), working_calendar(act.session, agency.id or 0)
    limits = {day: rule.limit(day, calendar) for day in {case.first_promised_on for case in due}}
    tasks = [_task_of(act, agency, requirement, case, limits[case.first_promised_on]) for case in due]
    act.write(*tasks)
    _copy_checklists(act.session, requirement, tasks)
    for case, task in zip(due, tasks, strict=True):
        case.task_id = task.id
    act.write(*due)
    units = {unit.id: unit.code for unit in act.session.exec(select(Unit)).all()}
    record_each(act, Change.OPEN, [(task, _opened(task, requirement, units)) for task in tasks])
    return tasks


def _due_cases(act: Act, agency: Agency) -> list[CitizenCase]:
    """Without a task, in the scoring year of adoption or later."""
    calendar, rule = working_calendar(act.session, agency.id or 0), rule_of(act.session, agency.id or 0)
    until = calendar.shift(act.today, max(rule.lead, rule.before))
    open_yet = (col(CitizenCase.standing) == Standing.RUNNING) & (col(CitizenCase.first_promised_on) <= until)
    answered_late = col(CitizenCase.ended_on) > col(CitizenCase.first_promised_on)
    found = select(CitizenCase).where(
        CitizenCase.agency_id == agency.id,
        col(CitizenCase.task_id).is_(None),
        col(CitizenCase.said_ended_on).is_(None),
        CitizenCase.first_promised_on >= date(agency.adopted_on.year, 1, 1),
        or_(open_yet, (col(CitizenCase.standing) == Standing.ENDED) & answered_late),
    )
    return list(act.session.exec(found.order_by(col(CitizenCase.id))).all())


def _task_of(act: Act, agency: Agency, requirement: Requirement, case: CitizenCase, limit: date) -> Task:
    person_id, unit_id = _whose(act.session, requirement, case)
    is_before = limit < max(agency.adopted_on, requirement.added_on or agency.adopted_on)
    return Task(
        agency_id=requirement.agency_id,
        requirement_id=requirement.id or 0,
        unit_id=unit_id,
        period=case.code,
        is_case=True,
        scoring_year=limit.year,
        scheduled_on=limit,
        due_on=limit,
        closes_on=limit,
        state=State.TO_SETTLE if is_before else State.OPEN,
        responsible_id=person_id,
        opened_at=act.now,
    )


def _whose(session: Session, requirement: Requirement, case: CitizenCase) -> tuple[int | None, int]:
    """The person and the unit whose it is; the leading unit's where its handler is nobody yet."""
    handler = session.get(CaseHandler, case.handler_id) if case.handler_id else None
    person = session.get(Person, handler.person_id) if handler and handler.person_id else None
    if person is not None and person.deactivated_at is None:
        return person.id, person.unit_id or requirement.unit_id
    return None, (handler.unit_id if handler else None) or requirement.unit_id


def _copy_checklists(session: Session, requirement: Requirement, tasks: Sequence[Task]) -> None:
    items = session.exec(select(ChecklistItem).where(ChecklistItem.requirement_id == requirement.id)).all()
    copied = [item.model_dump(exclude={"id", "requirement_id", "before"}) for item in items]
    write_all(session, [TaskItem(task_id=task.id or 0, **item) for task in tasks for item in copied])


def _opened(task: Task, requirement: Requirement, units: dict[int | None, str]) -> dict[str, str]:
    return {"requirement": requirement.code, "period": task.period, "unit": units[task.unit_id]}


def follow(act: Act, case: CitizenCase) -> None:
    """After a list, or an officer, said something new of a file: its task ends, or goes on."""
    task = act.session.get(Task, case.task_id) if case.task_id else None
    if task is None:
        return
    reason = why_not_needed(case)
    if (
        reason is not None
        and allows(task.state, Change.NOT_NEEDED)
        and not _was_late(act, task, case, reason)
    ):
        not_needed(act.by(CLOCK), task, reason)
    elif reason is None and task.state is State.WAIVED and _is_ended_by_us(act.session, task):
        needed_again(act.by(CLOCK), task, case.first_promised_on)


def _was_late(act: Act, task: Task, case: CitizenCase, reason: str) -> bool:
    """Whether a file past its limit was late before it was stopped: then the apology is owed all the same."""
    return task.state is State.MISSED and reason != "in_time" and act.today > case.first_promised_on


def why_not_needed(case: CitizenCase) -> str | None:
    """Why no apology is due of a file, in one word for the ledger; None where one is or may be."""
    ended_on = case.ended_on or case.said_ended_on
    if case.standing in (Standing.PAUSED, Standing.NONE):
        return case.standing.value
    is_ended = case.standing is Standing.ENDED or case.said_ended_on is not None
    in_time = ended_on is not None and not is_late(case.first_promised_on, ended_on, ended_on)
    return "in_time" if is_ended and in_time else None


def not_needed(act: Act, task: Task, reason: str) -> None:
    """No apology is due of this file; `reason` in one word, for the ledger. Raises Refused."""
    check(act, task, Change.NOT_NEEDED)
    task.state_before = task.state
    enter(act, task, State.WAIVED)
    record_and_refresh(act, Change.NOT_NEEDED, task, why=reason)


def _is_ended_by_us(session: Session, task: Task) -> bool:
    """Whether it ended because no apology was due: what an admin waived stays waived."""
    ended = (Change.NOT_NEEDED, Change.WAIVE)
    found = select(LedgerEntry.change).where(
        LedgerEntry.task_id == task.id, col(LedgerEntry.change).in_(ended)
    )
    return session.exec(found.order_by(col(LedgerEntry.seq).desc())).first() == Change.NOT_NEEDED


def needed_again(act: Act, task: Task, promised_on: date) -> None:
    """It is owed after all, by the limit of the day that is promised now; `scheduled_on` stays. Raises Refused."""
    check(act, task, Change.NEEDED_AGAIN)
    calendar, rule = working_calendar(act.session, task.agency_id), rule_of(act.session, task.agency_id)
    task.due_on = rule.limit(promised_on, calendar)
    task.closes_on, task.state_before = task.due_on, None
    enter(act, task, State.OPEN)
    record_and_refresh(act, Change.NEEDED_AGAIN, task)


def say_ended(act: Act, task: Task, case: CitizenCase, ended_on: date) -> None:
    """Its officer says that the result was given on this day, ahead of the next list. Raises Refused."""
    check(act, task, Change.SAY)
    case.said_ended_on = ended_on
    act.write(case)
    record(act, Change.SAY_ENDED, task, ended_on=ended_on)
    if why_not_needed(case) is not None:
        not_needed(act.by(CLOCK), task, "in_time")


def is_said_ended(case: CitizenCase) -> bool:
    """Whether its officer said that the result was given, and no list has said so yet."""
    return case.said_ended_on is not None and case.standing is not Standing.ENDED


def take_back_ended(act: Act, task: Task, case: CitizenCase) -> None:
    """That word is taken back: the apology is owed again. Raises Refused, also where a list says the same."""
    if not is_said_ended(case):
        raise Refused(Reason.GONE)
    if not may(standings(act.session, act.actor, task, act.today), Change.SAY):
        raise Refused(Reason.NOT_YOURS)
    case.said_ended_on = None
    act.write(case)
    record(act, Change.TAKE_BACK_ENDED, task)
    follow(act, case)


def map_handler(act: Act, handler: CaseHandler, to: Person | Unit) -> int:
    """A name of the handling column is this person, or this unit; its open files are theirs from now on. Returns
    how many. Raises Refused."""
    if to.agency_id != handler.agency_id:
        raise Refused(Reason.OTHER_AGENCY)
    handler.person_id = to.id if isinstance(to, Person) else None
    handler.unit_id = to.id if isinstance(to, Unit) else None
    act.write(handler)
    record(act, Change.MAP_HANDLER, handler, handler=handler.id, to=to.code)
    return _give_theirs(act, handler)


def _give_theirs(act: Act, handler: CaseHandler) -> int:
    requirement = case_requirement(act.session, handler.agency_id)
    found = (
        select(Task, CitizenCase)
        .join(CitizenCase, col(CitizenCase.task_id) == Task.id)
        .where(CitizenCase.handler_id == handler.id, col(Task.state).not_in((State.ACCEPTED, State.WAIVED)))
    )
    pairs = act.session.exec(found).all() if requirement else []
    for task, case in pairs:
        assert requirement is not None
        _hand(task, case, *_whose(act.session, requirement, case))
    act.write(*(task for task, _ in pairs), *(case for _, case in pairs))
    officers = {task.id: task.responsible_id for task, _ in pairs}
    record_each(act, Change.ASSIGN, [(task, {"person": officers[task.id]}) for task, _ in pairs])
    return len(pairs)


def _hand(task: Task, case: CitizenCase, person_id: int | None, unit_id: int) -> None:
    """Whoever has it from now on was not told of it yet."""
    if (person_id, unit_id) != (task.responsible_id, task.unit_id):
        case.told_id = None
    task.responsible_id, task.unit_id = person_id, unit_id


def set_rule(act: Act, agency: Agency, rule: ClockRule, source: str, status: str) -> CaseClock:
    """Another rule of the clock, with its source; files whose task is open keep their limit. Raises Refused."""
    check_in(act, agency.id or 0, Change.SET_CASE_CLOCK)
    if not (0 <= rule.before <= rule.lead <= 20 and 0 <= rule.extensions <= 5):
        raise Refused(Reason.NOT_VALID)
    clock = clock_of(act.session, agency.id or 0)
    clock.before, clock.lead, clock.extensions = rule.before, rule.lead, rule.extensions
    clock.source, clock.status = source or clock.source, status
    act.write(clock)
    record(act, Change.SET_CASE_CLOCK, agency, before=rule.before, lead=rule.lead, extensions=rule.extensions)
    return clock


def say_sent(act: Act, task: Task, said: Said) -> None:
    """The officer says that the apology was sent, and attached in the provincial system: its tick; a claim where
    the checklist has none. Raises Refused."""
    item = next((each for each in unfilled(act.session, task) if each.kind is ItemKind.TICK), None)
    if item is not None:
        tick(act, task, item, said)
    elif any(each.kind is ItemKind.TICK for each in items_of(act.session, task)):
        raise Refused(Reason.ALREADY)
    else:
        claim(act, task, said)


def take_back_sent(act: Act, task: Task) -> None:
    """That word is taken back, until review; a letter that came stays. Raises Refused."""
    ticks = [each for each in handed_in(act.session, task) if not each.is_file]
    if not ticks or task.state not in (State.CLAIMED, State.SUBMITTED):
        raise Refused(Reason.GONE)
    change = Change.WITHDRAW if task.state is State.SUBMITTED else Change.TAKE_BACK
    check(act, task, change)
    if task.review_began_at is not None:
        raise Refused(Reason.REVIEW_BEGAN)
    put_aside(act, ticks)
    said = [each.confirmation_id for each in ticks]
    receipts = void(act, [each for each in confirmations_of(act.session, task) if each.id in said])
    enter(act, task, State.CLAIMED if change is Change.WITHDRAW else State.OPEN)
    record_and_refresh(act, change, task, receipts=receipts, aside=[each.id for each in ticks])


def give_case(act: Act, task: Task, to: Person | None) -> None:
    """A file is another officer's; None: nobody's of the leading unit, whose head, or officer, has it. Raises
    Refused, also where who acts is neither its officer nor above."""
    held = standings(act.session, act.actor, task, act.today)
    change = Change.ASSIGN if may(held, Change.ASSIGN) else Change.HAND_OVER
    check(act, task, change)
    requirement = act.session.get_one(Requirement, task.requirement_id)
    case = cases_of(act.session, [task])[task.id or 0]
    _hand(task, case, to.id if to else None, (to.unit_id if to else None) or requirement.unit_id)
    task.left_to_head = to is None and act.person is not None and act.person.unit_id == requirement.unit_id
    act.write(task, case)
    record_and_refresh(act, change, task, person=to.code if to else None)
