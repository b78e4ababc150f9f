"""Citizen files: their tasks open before an apology is due, and end where none is; whose each is."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, or_, select

from models.actor import CLOCK, Act
from models.administering import check_in
from models.calendar import working_calendar
from models.cases import case_requirement, cases_of, clock_of, rule_of
from models.changes.assigning import take_nobodys
from models.changes.common import check, enter, record_and_refresh, refresh_all
from models.changes.confirming import Said, claim, take_back, void
from models.changes.evidence import tick
from models.changes.filing import put_aside
from models.changes.open_task import lay_evidence_ladder
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
    """A list, or an officer, said something new of a file: its task ends, goes on, or has an earlier limit."""
    task = act.session.get(Task, case.task_id) if case.task_id else None
    if task is None:
        return
    reason = why_not_needed(case, act.today)
    if reason is not None:
        if allows(task.state, Change.NOT_NEEDED):
            not_needed(act.by(CLOCK), task, reason)
    elif task.state is State.WAIVED and _is_ended_by_us(act.session, task):
        needed_again(act.by(CLOCK), task, case.first_promised_on)
        case.head_told_on = None
        act.write(case)
    elif allows(task.state, Change.PROMISED_EARLIER):
        promised_earlier(act.by(CLOCK), task, case.first_promised_on)


def why_not_needed(case: CitizenCase, today: date) -> str | None:
    """Why no apology is due of a file, in one word for the ledger; None where one is or may be: what waits for the
    citizen only since its promised day is late already."""
    ended_on = case.ended_on or case.said_ended_on
    if case.standing is Standing.NONE or (
        case.standing is Standing.PAUSED and today <= case.first_promised_on
    ):
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
    """It is owed after all, by the limit of the day that is promised now; `scheduled_on` and what was handed in
    stay. Raises Refused."""
    check(act, task, Change.NEEDED_AGAIN)
    task.closes_on = task.due_on = _limit(act, task, promised_on)
    task.state_before = None
    is_said = bool(handed_in(act.session, task))
    if is_said:
        lay_evidence_ladder(act, task)
    enter(act, task, State.CLAIMED if is_said else State.OPEN)
    record_and_refresh(act, Change.NEEDED_AGAIN, task)


def promised_earlier(act: Act, task: Task, promised_on: date) -> None:
    """Its limit is the earlier one from now on; a later day that is promised moves nothing. Raises Refused."""
    check(act, task, Change.PROMISED_EARLIER)
    limit = _limit(act, task, promised_on)
    if limit >= task.due_on:
        return
    task.closes_on = limit if task.closes_on == task.due_on else task.closes_on
    task.due_on = limit
    act.write(task)
    record_and_refresh(act, Change.PROMISED_EARLIER, task)


def _limit(act: Act, task: Task, promised_on: date) -> date:
    calendar, rule = working_calendar(act.session, task.agency_id), rule_of(act.session, task.agency_id)
    return rule.limit(promised_on, calendar)


def say_ended(act: Act, task: Task, case: CitizenCase, ended_on: date) -> None:
    """Its officer says that the result was given on this day, ahead of the next list. Raises Refused."""
    take_nobodys(act, task)
    check(act, task, Change.SAY)
    case.said_ended_on = ended_on
    act.write(case)
    record(act, Change.SAY_ENDED, task, ended_on=ended_on)
    follow(act, case)


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
        _set_owner(task, case, *_whose(act.session, requirement, case))
    act.write(*(each for pair in pairs for each in pair))
    officers = {task.id: task.responsible_id for task, _ in pairs}
    record_each(act, Change.ASSIGN, [(task, {"person": officers[task.id]}) for task, _ in pairs])
    refresh_all(act, [task for task, _ in pairs])
    return len(pairs)


def _set_owner(task: Task, case: CitizenCase, person_id: int | None, unit_id: int) -> None:
    """Whose it is is settled: nothing disputed, or left to a head, stands any more; whoever has it from now
    on was not told of it yet."""
    if (person_id, unit_id) != (task.responsible_id, task.unit_id):
        case.told_id = None
    task.responsible_id, task.unit_id = person_id, unit_id
    task.disputed_at, task.handed_by_id, task.left_to_head = None, None, False


def follow_handler(act: Act, case: CitizenCase) -> None:
    """A newer list names another handler: the file is theirs, where it is known whose that name is."""
    task = act.session.get(Task, case.task_id) if case.task_id else None
    handler = act.session.get(CaseHandler, case.handler_id) if case.handler_id else None
    if task is None or handler is None or task.state is State.ACCEPTED:
        return
    if handler.person_id is None and handler.unit_id is None:
        return
    owner = _whose(act.session, act.session.get_one(Requirement, task.requirement_id), case)
    if owner != (task.responsible_id, task.unit_id):
        _set_owner(task, case, *owner)
        act.write(task, case)
        record_and_refresh(act.by(CLOCK), Change.ASSIGN, task, person=owner[0])


def contradicted(session: Session, agency_id: int, as_of: datetime) -> list[CitizenCase]:
    """The files that still run by a list of this moment, and of which it had been said earlier that their result
    was given: the list is newer than the word."""
    said = select(LedgerEntry.task_id).where(
        LedgerEntry.agency_id == agency_id, LedgerEntry.change == Change.SAY_ENDED, LedgerEntry.at >= as_of
    )
    found = select(CitizenCase).where(
        CitizenCase.agency_id == agency_id,
        CitizenCase.standing == Standing.RUNNING,
        col(CitizenCase.said_ended_on).is_not(None),
        col(CitizenCase.task_id).not_in(said),
    )
    return list(session.exec(found.order_by(col(CitizenCase.id))).all())


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
    take_nobodys(act, task)
    item = next((each for each in unfilled(act.session, task) if each.kind is ItemKind.TICK), None)
    if item is not None:
        tick(act, task, item, said)
    elif any(each.kind is ItemKind.TICK for each in items_of(act.session, task)):
        raise Refused(Reason.ALREADY)
    else:
        claim(act, task, said)


def is_said_sent(session: Session, task: Task) -> bool:
    """Whether the word that it was sent can be taken back."""
    said = task.state in (State.CLAIMED, State.SUBMITTED)
    return said and any(not each.is_file for each in handed_in(session, task))


def take_back_sent(act: Act, task: Task) -> None:
    """That word is taken back, until review; a letter that came stays. Raises Refused."""
    ticks = [each for each in handed_in(act.session, task) if not each.is_file]
    if not ticks and task.state is State.CLAIMED:
        take_back(act, task)
        return
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
    _set_owner(task, case, to.id if to else None, (to.unit_id if to else None) or requirement.unit_id)
    task.left_to_head = to is None and act.person is not None and act.person.unit_id == requirement.unit_id
    act.write(task, case)
    record_and_refresh(act, change, task, person=to.code if to else None)
