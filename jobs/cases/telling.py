"""What is told of citizen files that are owed an apology: one bundle a person and morning, however many they are.

1. At the officer's morning all that is owed; at the last call what goes out today, and what the head will hear.
2. At 10:00 the head hears, once, of files past their limit of which the officer was told on an earlier working day.
3. A file promised anew and late again is an alarm. 4. Reviewers, and who keeps the list: `reviewing`, `lists`.
"""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, func, or_, select

from jobs.cases.lists import tell_list_age
from jobs.cases.reviewing import MOST, tell_reviewers
from jobs.telling import per_person, untold
from models.actor import Act
from models.calendar import hours_of, morning_of, office_hours, working_calendar
from models.cases import (
    Owner,
    alike,
    is_owed,
    is_unfilled,
    limit_on,
    never_told,
    newest_list,
    owed_to,
    owed_today,
    owners,
    rule_of,
)
from models.changes.cases import open_cases
from models.changes.common import is_day_full, is_told, tell
from models.changes.open_task import HEAD_HOUR
from models.hearing import bosses, is_trial
from models.kept import past_the_session
from models.kinds import Kind
from models.ledger import record
from models.people import addressee
from models.portions import in_portions
from models.rules.cases.clock import speaks_on
from models.rules.cases.listed import Standing
from models.rules.lifecycle import Change, State
from models.rules.zone import at, day_of
from models.tables import Agency, CitizenCase, Notification, NotificationTask, OutboxState, Person, Task


def open_due(act: Act, agency: Agency) -> None:
    """The tasks of files that are near their promised day by now."""
    open_cases(act, agency)


def tell_cases(act: Act, agency: Agency) -> None:
    """Within working hours."""
    if newest_list(act.session, agency.id or 0) is None:
        return
    theirs = per_person((owner.to.person, owner) for owner in owners(act.session, agency.id or 0, act.today))
    _mornings(act, agency, theirs)
    _last_calls(act, agency, theirs)
    _heads(act, agency)
    tell_reviewers(act, agency)
    _alarms(act, agency)
    tell_list_age(act, agency)


def _mornings(act: Act, agency: Agency, theirs: dict[int, list[Owner]]) -> None:
    begun = {
        f"{Kind.CASES}/{person.code}/{act.today}": person
        for person in _people(act.session, theirs)
        if act.now >= morning_of(person, office_hours(agency), act.today)
    }
    calendar = working_calendar(act.session, agency.id or 0)
    new = untold(act.session, agency, begun)
    unheard = never_told(act.session, agency.id or 0) if new else set()
    for key, person in new.items():
        owed = owed_to(act.session, agency.id or 0, theirs[person.id or 0])
        if any(task.id in unheard or speaks_on(task.due_on, act.today, calendar) for task in owed):
            _bundle(act, agency, Kind.CASES, key, person, owed)


def _people(session: Session, ids: Iterable[int]) -> list[Person]:
    return [session.get_one(Person, each) for each in ids]


def _last_calls(act: Act, agency: Agency, theirs: dict[int, list[Owner]]) -> None:
    """What is still open and to be sent today, where nothing else says so; what a later list, or a colleague,
    brings for today is told once more. A full day leaves it to the morning's message."""
    if act.now < hours_of(act.session, agency.id or 0).last_call(act.today):
        return
    for_today = _of_owners(owed_today(act.session, agency.id or 0, act.today), theirs)
    said = _said_today(act, list(for_today)) if for_today else set()
    people = {_last_key(person, act): person for person in _people(act.session, for_today)}
    whole = untold(act.session, agency, people)
    later = untold(
        act.session, agency, {f"{key}/new": each for key, each in people.items() if key not in whole}
    )
    for key, person in (whole | later).items():
        today = for_today[person.id or 0]
        if key not in whole or _was_called(act, agency, person):
            today = [task for task in today if (task.id, person.id) not in said]
        if today and not is_day_full(act.session, person, act.now):
            _bundle(act, agency, Kind.CASES_LAST, key, person, today)


def _said_today(act: Act, people: Sequence[int]) -> set[tuple[int, int | None]]:
    """Of which files which of these people were told today: the ids of both."""
    told = (
        select(NotificationTask.task_id, Notification.person_id)
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(
            col(Notification.kind).in_((Kind.CASES, Kind.CASES_LAST)),
            col(Notification.person_id).in_(people),
            Notification.created_at >= at(act.today, time()),
        )
    )
    return set(act.session.exec(told).all())


def _of_owners(tasks: Iterable[Task], theirs: dict[int, list[Owner]]) -> dict[int, list[Task]]:
    """By person which of these tasks are theirs today."""
    whose = {owner.alike: person_id for person_id, own in theirs.items() for owner in own}
    found: dict[int, list[Task]] = {}
    for task in tasks:
        if (person_id := whose.get(alike(task))) is not None:
            found.setdefault(person_id, []).append(task)
    return found


def _last_key(person: Person, act: Act) -> str:
    return f"{Kind.CASES_LAST}/{person.code}/{act.today}"


def _was_called(act: Act, agency: Agency, person: Person) -> bool:
    """Whether the last call of their other tasks names these files as well, or their morning's message began no
    earlier than it and says the same."""
    if is_told(act.session, agency.id or 0, f"{Kind.LAST_CALL}/{person.code}/{act.today}"):
        return True
    key = f"{Kind.CASES}/{person.code}/{act.today}"
    row = act.session.exec(
        select(Notification).where(Notification.agency_id == agency.id, Notification.key == key)
    ).first()
    last_call = hours_of(act.session, agency.id or 0).last_call(act.today)
    return row is not None and row.created_at >= last_call


def _bundle(
    act: Act, agency: Agency, kind: Kind, key: str, person: Person, owed: Sequence[Task], **facts: Any
) -> None:
    row = tell(
        act,
        agency.id or 0,
        kind,
        key,
        person=person,
        tasks=in_order(owed, act)[:MOST],
        on_time=kind == Kind.CASES_LAST,
        total=len(owed),
        **facts,
    )
    if row is not None:
        _note_told(act.session, row, owed)
        record(act, Change.SPEAK_CASES, agency, to=person.code, count=len(owed), notification=key)


def in_order(owed: Iterable[Task], act: Act) -> list[Task]:
    """What can still be in time first, nearest limit first; then what was said to be sent; then what is past."""
    return sorted(owed, key=lambda task: (_rank(task, act), task.due_on, task.period))


def _rank(task: Task, act: Act) -> int:
    if task.state is State.CLAIMED:
        return 1
    return 0 if limit_on(task) >= act.today else 2


def tell_given(act: Act, agency: Agency, given: Sequence[Task]) -> None:
    """Whoever hears of these files from now on is told at once, but for who gave them."""
    to = per_person((_hearer(act, task), task) for task in given)
    for person_id, tasks in to.items():
        if act.person is None or person_id == act.person.id:
            continue
        person = act.session.get_one(Person, person_id)
        _bundle(
            act, agency, Kind.CASES, _key_of_given(act, agency, person), person, tasks, given_by=act.person.id
        )


def _key_of_given(act: Act, agency: Agency, person: Person) -> str:
    """That of this morning's bundle, where the morning has come and asked for nothing: one message, not two."""
    morning = f"{Kind.CASES}/{person.code}/{act.today}"
    has_begun = act.now >= morning_of(person, office_hours(agency), act.today)
    return (
        morning if has_begun and not is_told(act.session, agency.id or 0, morning) else f"{morning}/{act.now}"
    )


def _hearer(act: Act, task: Task) -> Person | None:
    to = addressee(act.session, task, act.today)
    return to.person if to else None


def _note_told(session: Session, row: Notification, owed: Sequence[Task]) -> None:
    """The first message that asked for each; one that never arrived asked for nothing."""
    lost = select(Notification.id).where(
        col(Notification.state).in_((OutboxState.FAILED, OutboxState.MOOT)),
        Notification.agency_id == row.agency_id,
    )
    asks_first = or_(col(CitizenCase.told_id).is_(None), col(CitizenCase.told_id).in_(lost))
    for some in in_portions([task.id for task in owed]):
        told = update(CitizenCase).where(col(CitizenCase.task_id).in_(some), asks_first)
        past_the_session(session, told.values(told_id=row.id))


def _heads(act: Act, agency: Agency) -> None:
    """One message a head and day, with all files that are past their limit since their officer was told."""
    if act.now < at(act.today, HEAD_HOUR) or is_trial(act.session, agency, act.now):
        return
    late = _late(act, agency)
    over = {whose: _over(act, task) for whose, task in {alike(task): task for _, task, _ in late}.items()}
    heard = _heard_before(act, [task for _, task, _ in late])
    told = per_person(
        (head, (case, task))
        for case, task, told in late
        for to, head in [over[alike(task)]]
        if _was_told(act, told, to) or (task.id, to) in heard
    )
    for head_id, found in told.items():
        head = act.session.get_one(Person, head_id)
        key = f"{Kind.CASES_LATE}/{head.code}/{act.today}"
        tasks = [task for _, task in found]
        row = tell(
            act, agency.id or 0, Kind.CASES_LATE, key, person=head, tasks=tasks[:MOST], total=len(tasks)
        )
        if row is not None:
            for case, _ in found:
                case.head_told_on = act.today
                act.session.add(case)
            record(act, Change.SPEAK_CASES, agency, to=head.code, count=len(tasks), notification=key)


def _late(act: Act, agency: Agency) -> list[tuple[CitizenCase, Task, Notification]]:
    """With the first message about each; what is disputed, or was returned and has days to be mended, is not told
    above."""
    found = (
        select(CitizenCase, Task, Notification)
        .join(Task, col(Task.id) == CitizenCase.task_id)
        .join(Notification, col(Notification.id) == CitizenCase.told_id)
        .where(
            is_owed(agency.id or 0),
            Task.due_on < act.today,
            Task.state != State.CLAIMED,
            col(Task.disputed_at).is_(None),
            or_(Task.state != State.RETURNED, func.coalesce(Task.fix_by, Task.due_on) < act.today),
            col(CitizenCase.head_told_on).is_(None),
        )
    )
    return list(act.session.exec(found.order_by(col(Task.due_on), col(Task.period))).all())


def _over(act: Act, task: Task) -> tuple[int | None, Person | None]:
    """Who hears of files like this one today, by id, and who is above them."""
    to = addressee(act.session, task, act.today)
    return to.person.id if to else None, next(iter(bosses(act.session, task, act.today)), None)


def _was_told(act: Act, told: Notification, to: int | None) -> bool:
    """Whether the first message about it was delivered, on an earlier day, to whoever hears of it today: nobody is
    accused who was not told."""
    if told.state is not OutboxState.SENT or told.sent_at is None:
        return False
    return told.person_id == to and day_of(told.sent_at) < act.today


def _heard_before(act: Act, tasks: Sequence[Task]) -> set[tuple[int, int | None]]:
    """To whom a message about which of these files was delivered on an earlier day: the ids of both."""
    delivered = (
        select(NotificationTask.task_id, Notification.person_id)
        .join(Notification, col(Notification.id) == NotificationTask.notification_id)
        .where(
            col(Notification.kind).in_((Kind.CASES, Kind.CASES_LAST)),
            Notification.state == OutboxState.SENT,
            col(Notification.sent_at) < at(act.today, time()),
        )
    )
    return {
        pair
        for some in in_portions([task.id for task in tasks])
        for pair in act.session.exec(delivered.where(col(NotificationTask.task_id).in_(some)))
    }


def _alarms(act: Act, agency: Agency) -> None:
    """A day was promised anew after an apology, and again it is near with no result: no second one is allowed."""
    rule, calendar = rule_of(act.session, agency.id or 0), working_calendar(act.session, agency.id or 0)
    found = (
        select(CitizenCase, Task)
        .join(Task, col(Task.id) == CitizenCase.task_id)
        .where(
            CitizenCase.agency_id == agency.id,
            CitizenCase.standing == Standing.RUNNING,
            CitizenCase.promised_on > CitizenCase.first_promised_on,
            CitizenCase.promised_on <= calendar.shift(act.today, max(rule.lead, rule.before)),
            col(CitizenCase.alarmed_on).is_(None),
            ~is_unfilled(),
        )
    )
    for case, task in act.session.exec(found).all():
        to = addressee(act.session, task, act.today)
        if to is None or not is_day_full(act.session, to.person, act.now):
            alarm(act, case, task, "again")


def alarm(act: Act, case: CitizenCase, task: Task, why: str) -> None:
    """The officer and the head are told that a second apology of one file is no way out; once."""
    to = addressee(act.session, task, act.today)
    agency = act.session.get_one(Agency, task.agency_id)
    above = [] if is_trial(act.session, agency, act.now) else bosses(act.session, task, act.today)[:1]
    people = [*([to.person] if to else []), *above]
    for person in people:
        key = f"{Kind.CASE_ALARM}/{case.id}/{why}/{case.promised_on}/{person.code}"
        tell(act, task.agency_id, Kind.CASE_ALARM, key, person=person, tasks=[task], case=case.id, why=why)
    case.alarmed_on = act.today
    act.session.add(case)


def with_bundle(act: Act, agency: Agency) -> frozenset[int]:
    """Who has a message about citizen files this morning: the ids of people."""
    calendar, found = working_calendar(act.session, agency.id or 0), set()
    for owner in owners(act.session, agency.id or 0, act.today):
        owed = owed_to(act.session, agency.id or 0, [owner])
        if any(speaks_on(task.due_on, act.today, calendar) for task in owed):
            found.add(owner.to.person.id or 0)
    return frozenset(found)
