"""From rows to facts: a task as it stands now, a person as texts name them."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import overload

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from jobs.messages.facts import ClaimFacts, FindingFacts, ItemFacts, Named, Obstacle, TaskFacts, Urgency
from models.behalf import said_for
from models.calendar import working_calendar
from models.checklist import figure_of, handed_in, in_force, items_of, pieces_on, reaches
from models.inspections import findings_of, held
from models.issues import issue_of
from models.kept import RowsBy
from models.lateness import is_accepted_late, late_work
from models.obstacles import obstacle_of, own_words
from models.people import (
    absence_of,
    addressee,
    confirmations_of,
    heads_of,
    last_confirmation,
    reached,
    responsible,
    roles,
    stand_in,
)
from models.points import worth
from models.rules.due_day import DueDay, due_of
from models.rules.inspection.findings import Rule, Severity, mender_of
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import day_of
from models.tables import (
    Evidence,
    How,
    Ladder,
    Notification,
    Person,
    Requirement,
    Role,
    Rung,
    RungState,
    Statement,
    Task,
    TaskItem,
    Unit,
)
from models.waits import wait_of

_ASKING_EVIDENCE = RowsBy(
    Task,
    Rung.task_id,
    select(Rung)
    .where(Rung.ladder == Ladder.EVIDENCE, Rung.state == RungState.PLANNED)
    .order_by(col(Rung.speak_at)),
)


@overload
def named(person: Person) -> Named: ...
@overload
def named(person: None) -> None: ...
def named(person: Person | None) -> Named | None:
    """A person as texts name them."""
    return Named(person.full_name, person.address) if person else None


def standing_in(session: Session, person: Person | None) -> Named | None:
    """Who acts in somebody's place: of a leader with the post."""
    if person is None:
        return None
    post = person.position if Role.LEADER in roles(session, person) else ""
    return Named(person.full_name, person.address, post)


def person_named(session: Session, person_id: int | None) -> Named:
    """The person of this id, who must be there, as texts name them."""
    return named(session.get_one(Person, person_id))


def named_if_any(session: Session, person_id: int | None) -> Named | None:
    """The same where there may be nobody."""
    return person_named(session, person_id) if person_id else None


def reader_of(session: Session, row: Notification) -> Person:
    """To whom a row goes that does not go to a stranger."""
    return session.get_one(Person, row.person_id)


def task_in(session: Session, row: Notification) -> Task:
    """The task that a row's facts name."""
    return session.get_one(Task, row.facts["task"])


def hears_of(session: Session, person: Person, task: Task, today: date) -> bool:
    """Whether this person is told of a task today."""
    to = addressee(session, task, today)
    return to is not None and to.person.id == person.id


def head_hears(session: Session, reader: Person, task: Task, now: datetime) -> bool:
    """Whether somebody else hears, as head, of what this person says of a task."""
    return any(each.id != reader.id for each in reached(session, heads_of(session, task), day_of(now)))


def concerns(session: Session, task: Task, person: Person, today: date) -> bool:
    """Whether a task is this person's, or one of which they are told while something is to be done for it."""
    officer = responsible(session, task)
    is_own = officer is not None and officer.id == person.id
    return is_own or (task.state in ACTIVE and hears_of(session, person, task, today))


def by_due_day(session: Session, *conditions: ColumnElement[bool] | bool) -> Sequence[Task]:
    """The tasks of which all of this is true, nearest due day first; no citizen files: they live in bundles."""
    found = select(Task).where(*conditions, ~col(Task.is_case))
    return session.exec(found.order_by(col(Task.due_on), col(Task.id))).all()


def days_between(session: Session, agency_id: int, day: date, until: date) -> int:
    """How many working days the second day comes after the first; 0 where it does not."""
    return max(0, working_calendar(session, agency_id).count(day, until))


def unit_name(session: Session, person: Person) -> str:
    return session.get_one(Unit, person.unit_id).name if person.unit_id else ""


def urgency(session: Session, task: Task, now: datetime) -> Urgency:
    """The same facts as in `task_facts`, without all that a list's order does not need."""
    between, today = partial(days_between, session, task.agency_id), day_of(now)
    due, mends = due_as_told(task), task.fix_by is not None and today <= task.fix_by
    rests = mends or task.state is State.WAITING
    return Urgency(
        state=task.state,
        due_on=due.on,
        due_hour=due.hour,
        fix_by=task.fix_by if mends and task.state is State.RETURNED else None,
        left=between(today, due_of(task).on),
        late=0 if rests else between(due.on, today),
        worth=worth(session, task),
        accepted_until=task.accepted_until if not rests and is_accepted_late(task, today) else None,
    )


def due_as_told(task: Task) -> DueDay:
    """After a superior's answer the new day stands for the due day; lateness is fixed at review, from `due_on`."""
    answered = task.fix_by is not None and task.state is State.OPEN
    return due_of(task) if answered else DueDay(task.due_on, task.due_hour)


def task_facts(session: Session, task: Task, now: datetime) -> TaskFacts:
    """A task at this moment, as any message about it needs it."""
    requirement = session.get_one(Requirement, task.requirement_id)
    issued = issue_of(session, task)
    return TaskFacts(
        **vars(urgency(session, task, now)),
        id=task.id or 0,
        title=requirement.title,
        short=requirement.short,
        period=task.period,
        unit=session.get_one(Unit, task.unit_id).short,
        system=requirement.system,
        personal=requirement.personal,
        cutoff_on=task.cutoff_on,
        closes_on=task.closes_on,
        items=tuple(item_facts(session, task, item) for item in items_of(session, task)),
        officer=named(responsible(session, task)),
        claim=_claim(session, task),
        asks_evidence_at=_asks_evidence_at(session, task),
        promised_on=task.promised_on,
        stand_in=_stand_in(session, task, day_of(now)),
        waiting=wait_of(session, task),
        place=task.place,
        place_since=task.place_since,
        issued_as=issued.number if issued else "",
        issued_on=issued.dated_on if issued else None,
        obstacle=obstacle_facts(session, obstacle_of(session, task)),
        issue_from=task.issue_from,
        issue_by=task.issue_by,
        choose=task.choose,
    )


def obstacle_facts(session: Session, statement: Statement | None) -> Obstacle | None:
    """What was said to be in the way."""
    if statement is None:
        return None
    person = session.get_one(Person, statement.person_id)
    return Obstacle(named(person), day_of(statement.said_at), own_words(statement), person.phone)


def numbered(
    session: Session, linked: Sequence[tuple[int, Task]], now: datetime
) -> list[tuple[int, TaskFacts]]:
    """The facts of tasks, each under its number."""
    return [(number, task_facts(session, task, now)) for number, task in linked]


def told_on(session: Session, task: Task) -> date | None:
    """The day on which it was first said to be done, by a word that still stands."""
    told = confirmations_of(session, task)
    return day_of(told[0].said_at) if told else None


def item_facts(session: Session, task: Task, item: TaskItem) -> ItemFacts:
    """One line of a task's checklist as it stands."""
    filling = [evidence for evidence in in_force(session, task) if evidence.item_id == item.id]
    there = pieces_on(session, task, item)
    figure = figure_of(filling[-1]) if filling else None
    open_yet = there < item.count and task.state in ACTIVE
    return ItemFacts(
        title=item.title,
        kind=item.kind,
        required=item.required,
        hint=item.hint,
        filled=there >= item.count,
        figure=figure,
        owed_by=session.get_one(Unit, item.unit_id).short if item.unit_id else None,
        due_on=item.due_on,
        held=_holding(session, task, item) if open_yet else (),
        count=item.count,
        there=there,
        one_of=item.one_of,
        at_least=item.at_least,
        reaches=reaches(item, figure),
    )


def _holding(session: Session, task: Task, item: TaskItem) -> tuple[FindingFacts, ...]:
    """What holds back the file that was sent for an item."""
    files = [each for each in held(session, task) if each.held_for == item.code]
    found = finding_facts(session, files[-1]) if files else ()
    return tuple(each for each in found if each.severity is Severity.BLOCKING)


def finding_facts(session: Session, evidence: Evidence) -> tuple[FindingFacts, ...]:
    """What was found of a file, the gravest first; that it serves another task is said apart."""
    found = [(Rule(each.rule), each) for each in findings_of(session, evidence)]
    return tuple(
        FindingFacts(rule, each.severity, each.facts, mender_of(rule))
        for rule, each in found
        if rule is not Rule.DUP001
    )


def _stand_in(session: Session, task: Task, today: date) -> Named | None:
    officer = responsible(session, task)
    if officer is None or absence_of(session, officer, today) is None:
        return None
    return standing_in(session, stand_in(session, officer, today))


def _claim(session: Session, task: Task) -> ClaimFacts | None:
    confirmation = last_confirmation(session, task)
    if confirmation is None or task.state in (State.OPEN, State.TO_SETTLE):
        return None
    late = late_work(session, task, confirmation)
    return ClaimFacts(
        by=person_named(session, confirmation.person_id),
        receipt=confirmation.receipt,
        said_at=confirmation.said_at,
        done_on=confirmation.done_on,
        with_file=bool(handed_in(session, task)),
        late_by=late.days,
        late_minutes=late.minutes,
        late_accepted=late.accepted,
        told_on=told_on(session, task),
        document=confirmation.document_number,
        document_on=confirmation.document_on,
        instead_of=named(said_for(session, task, confirmation)),
        by_admin=confirmation.how is How.ADMIN,
    )


def _asks_evidence_at(session: Session, task: Task) -> datetime | None:
    if task.state is not State.CLAIMED:
        return None
    return next((rung.speak_at for rung in _ASKING_EVIDENCE.of(session, task.id)), None)


def waiting_files(session: Session, evidence_ids: list[int]) -> list[Evidence]:
    """The files of these ids that still wait for a task, in order."""
    query = select(Evidence).where(
        col(Evidence.id).in_(evidence_ids),
        col(Evidence.task_id).is_(None),
        col(Evidence.withdrawn_at).is_(None),
    )
    return list(session.exec(query.order_by(col(Evidence.id))))
