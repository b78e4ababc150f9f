"""What people say of a task short of done: seen, not yet, where it lies, later, not mine, somebody else's."""

from collections.abc import Collection
from datetime import date, datetime

from sqlmodel import Session, col, func, select

from models.actor import Act
from models.calendar import hours_of, morning_of, working_calendar
from models.changes.common import check, keep_next_ping, record_and_refresh, tell_of
from models.changes.confirming import Said, deny, on_behalf, said_by
from models.changes.open_task import ask_for_evidence_as_before, ask_for_evidence_at, last_call_at
from models.changes.telling import tell_above, tell_decision
from models.holders import holds
from models.kinds import Kind
from models.obstacles import obstacle_of, own_words
from models.people import addressee, heads_of, holding, responsible
from models.refused import Reason, Refused
from models.rules.due_day import due_of
from models.rules.ladder import is_snooze, snooze_name
from models.rules.lifecycle import Change, State
from models.rules.permissions import may
from models.rules.reading import Place
from models.rules.zone import day_of
from models.standing import standings
from models.tables import (
    How,
    Ladder,
    Person,
    Role,
    Rung,
    RungState,
    Statement,
    StatementKind,
    Task,
)

MOST_SNOOZES = 3
# What says that a task is not done: no claim stands beside it.
_DENIES = frozenset({StatementKind.NOT_DONE, StatementKind.PLACE, StatementKind.OBSTACLE})
_MOST_REFUSALS = 2


def say(
    act: Act,
    task: Task,
    said: Said,
    kind: StatementKind,
    place: Place | None = None,
    change: Change = Change.SAY,
) -> Statement:
    """Records what was said; the ladder stays as it is, but for a claim that it denies, which ends. A place says
    where the document lies. Raises Refused, also when the same button was pressed before.
    """
    check(act, task, change)
    moves = place is not None and place is not task.place
    denies = change is Change.SAY and kind in _DENIES and place is not Place.ISSUED
    pressed = change is Change.SAY and said.how is How.BUTTON and not (denies and task.state is State.CLAIMED)
    if pressed and not moves and _is_said_again(act, task, kind):
        raise Refused(Reason.GONE)
    if denies:
        deny(act, task)
    if moves:
        task.place, task.place_since = place, act.today
        act.session.add(task)
    statement = _state(act, task, said, kind)
    _record(act, task, change, statement, place=place)
    return statement


def stuck(act: Act, task: Task, said: Said) -> Statement:
    """An obstacle: the head and the admin hear of it at once; not again of one said twice a day, unless only now
    in words. Of a document that cannot go on its holder may say so too, and its officer hears it. Raises
    Refused."""
    before, speaks = obstacle_of(act.session, task), is_speaker(act, task)
    known = _is_said_again(act, task, StatementKind.OBSTACLE) and (before is None or own_words(before) != "")
    if not speaks and not holds(act.session, act.me, task, act.today):
        raise Refused(Reason.NOT_YOURS)
    change = Change.SAY if speaks else Change.HOLD_UP
    statement = say(act, task, said, StatementKind.OBSTACLE, change=change)
    if not known:
        officer = None if speaks else addressee(act.session, task, act.today)
        above = heads_of(act.session, task) + holding(act.session, task.agency_id, Role.ADMIN)
        tell_above(act, task, statement, [*([officer.person] if officer else []), *above], direct=True)
    return statement


def clear(act: Act, task: Task) -> None:
    """What was in the way is settled: by who does the task, or above. Raises Refused."""
    check(act, task, Change.CLEAR)
    obstacle = obstacle_of(act.session, task)
    if obstacle is None:
        raise Refused(Reason.GONE)
    obstacle.cleared_at = act.now
    act.session.add(obstacle)
    record_and_refresh(act, Change.CLEAR, task, statement=obstacle.id)


def snooze(act: Act, task: Task, said: Said, until: datetime) -> Statement:
    """Pings are held until a moment before the due moment, on the due day until the last call at the latest. What
    was chosen outside working hours is said when they next begin. Of a claimed task it is the evidence that is
    asked for then, on any day.

    Raises Refused: at most three a task, and never past the due moment, which would be a promise.
    """
    check(act, task, Change.SNOOZE)
    if snoozes(act.session, task) >= MOST_SNOOZES:
        raise Refused(Reason.TOO_OFTEN, state=task.state)
    if until <= act.now:
        raise Refused(Reason.DATE_PAST)
    if task.state is State.CLAIMED:
        return _snooze_evidence(act, task, said, until)
    latest = last_call_at(act.session, task)
    if latest <= act.now or until >= due_moment(act.session, task):
        raise Refused(Reason.AFTER_DUE, since=latest)
    hours, calendar = hours_of(act.session, task.agency_id), working_calendar(act.session, task.agency_id)
    until = min(hours.next_open(until, calendar), latest)
    statement = _state(act, task, said, StatementKind.SNOOZE, until)
    act.session.add(
        Rung(
            task_id=task.id or 0,
            ladder=Ladder.DEADLINE,
            name=snooze_name(statement.id),
            offset=0,
            anchor_on=due_of(task).on,
            speak_at=until,
            state=RungState.PLANNED,
        )
    )
    _hold(act, task, until)
    _record(act, task, Change.SNOOZE, statement, until=until)
    return statement


def _snooze_evidence(act: Act, task: Task, said: Said, until: datetime) -> Statement:
    calendar = working_calendar(act.session, task.agency_id)
    until = hours_of(act.session, task.agency_id).next_open(until, calendar)
    statement = _state(act, task, said, StatementKind.SNOOZE, until)
    ask_for_evidence_at(act, task, snooze_name(statement.id), until)
    act.session.flush()
    keep_next_ping(act, task)
    _record(act, task, Change.SNOOZE, statement, until=until)
    return statement


def put_off(act: Act, task: Task, said: Said, when: date | datetime) -> Statement:
    """Before the due moment, or of a claimed task, it is a snooze, as long as one holds; else a promise. Raises
    Refused."""
    if is_a_snooze(act, task, when):
        return snooze(act, task, said, moment_meant(act, when))
    return promise(act, task, said, day_of(moment_meant(act, when)))


def is_a_snooze(act: Act, task: Task, when: date | datetime) -> bool:
    """Whether pings can be held until then. Raises Refused where nobody asks."""
    if task.state is State.CLAIMED:
        return True
    is_early = moment_meant(act, when) < due_moment(act.session, task)
    return is_early and act.now < last_call_at(act.session, task)


def moment_meant(act: Act, when: date | datetime) -> datetime:
    """An hour is what it is; a day begins with the morning of who names it. Raises Refused where nobody does."""
    if isinstance(when, datetime):
        return when
    return max(morning_of(act.me, hours_of(act.session, act.me.agency_id), when), act.now)


def promise(act: Act, task: Task, said: Said, promised_on: date) -> Statement:
    """A day after the due moment: recorded and told to the head, it moves neither the day nor escalation.

    The officer's pings are held until the next working morning. The same day said again is no news to the head.
    Raises Refused.
    """
    check(act, task, Change.PROMISE)
    if promised_on < act.today:
        raise Refused(Reason.DATE_PAST)
    is_new = task.promised_on != promised_on
    task.promised_on = promised_on
    calendar = working_calendar(act.session, task.agency_id)
    hours = hours_of(act.session, task.agency_id)
    until = morning_of(act.person, hours, calendar.shift(act.today, 1))
    statement = _state(act, task, said, StatementKind.PROMISE, until)
    _hold(act, task, until)
    _record(act, task, Change.PROMISE, statement, promised_on=promised_on)
    if is_new:
        tell_above(act, task, statement, heads_of(act.session, task))
    return statement


def not_mine(act: Act, task: Task, said: Said) -> tuple[Statement, Person | None]:
    """The officer says that it is not theirs; the head is told, where there is no other the admin, and pinged until
    they have decided. Returns who is to decide, too: None where nobody can be told. Raises Refused."""
    check(act, task, Change.NOT_MINE)
    if task.disputed_at is not None:
        raise Refused(Reason.GONE)
    task.disputed_at = act.now
    act.session.add(task)
    statement = _state(act, task, said, StatementKind.NOT_MINE)
    _record(act, task, Change.NOT_MINE, statement)
    told = tell_above(act, task, statement, heads_of(act.session, task))
    told = told or tell_above(act, task, statement, holding(act.session, task.agency_id, Role.ADMIN))
    return statement, next(iter(told), None)


def still_theirs(act: Act, task: Task) -> None:
    """The head decides that it stays where it was; the officer hears of it. Raises Refused."""
    check(act, task, Change.ASSIGN)
    if task.disputed_at is None:
        raise Refused(Reason.GONE)
    task.disputed_at = None
    act.session.add(task)
    entry = record_and_refresh(act, Change.STILL_THEIRS, task)
    officer = responsible(act.session, task)
    if officer is not None:
        tell_decision(act, task, officer, officer, entry)


def hand_over(act: Act, task: Task, said: Said, to: Person) -> Statement:
    """To a colleague of the unit, at once; they may refuse. They get its card and the head is told, who acts as
    head and receives it but once. Raises Refused."""
    check(act, task, Change.HAND_OVER)
    officer = responsible(act.session, task)
    if to.agency_id != task.agency_id or to.unit_id != task.unit_id or to.deactivated_at is not None:
        raise Refused(Reason.NOT_OF_UNIT)
    if officer is not None and officer.id == to.id:
        raise Refused(Reason.GONE)
    task.handed_by_id, task.responsible_id, task.disputed_at = officer.id if officer else None, to.id, None
    act.session.add(task)
    statement = _state(act, task, said, StatementKind.HAND_OVER)
    _record(act, task, Change.HAND_OVER, statement, to=to.code)
    key = f"handed/{statement.id}"
    tell_of(act, task, Kind.CARD, key, to, assigned_by=act.me.id)
    tell_above(act, task, statement, heads_of(act.session, task), besides=to)
    return statement


def decline(act: Act, task: Task, said: Said) -> Person | None:
    """Who was handed it refuses: it goes back; after two refusals the head owns it. Returns whose it is now, who
    gets its card.

    Raises Refused.
    """
    check(act, task, Change.HAND_OVER)
    if task.handed_by_id is None or task.responsible_id != act.me.id:
        raise Refused(Reason.GONE)
    statement = _state(act, task, said, StatementKind.DECLINE)
    owner: Person | None = act.session.get_one(Person, task.handed_by_id)
    if _count(act.session, task, StatementKind.DECLINE) >= _MOST_REFUSALS:
        owner = next(iter(heads_of(act.session, task)), owner)
    task.responsible_id, task.handed_by_id = owner.id if owner else None, None
    act.session.add(task)
    _record(act, task, Change.HAND_OVER, statement, to=owner.code if owner else None)
    if owner is not None:
        key = f"declined/{statement.id}"
        tell_of(act, task, Kind.CARD, key, owner, declined_by=act.me.id)
    return owner


def take_back_statement(act: Act, statement: Statement) -> Task:
    """A person takes back their own last word: a snooze, a promise, a dispute end with it. Raises Refused."""
    if statement.person_id != act.me.id:
        raise Refused(Reason.NOT_YOURS)
    if statement.taken_back_at is not None:
        raise Refused(Reason.GONE)
    task = act.session.get_one(Task, statement.task_id)
    check(act, task, Change.SAY if is_speaker(act, task) else Change.HOLD_UP)
    statement.taken_back_at = act.now
    act.session.add(statement)
    _undo(act, task, statement)
    record_and_refresh(act, Change.TAKE_BACK_STATEMENT, task, statement=statement.id, kind=statement.kind)
    return task


def is_speaker(act: Act, task: Task) -> bool:
    """Whether they say of the task what its officer would: not who merely holds its document."""
    return may(standings(act.session, act.actor, task, act.today), Change.SAY)


def snoozes(session: Session, task: Task) -> int:
    return _count(session, task, StatementKind.SNOOZE)


def due_moment(session: Session, task: Task) -> datetime:
    """The end of working hours of the due day, or of the day to fix it by; the hour at which it is due."""
    return due_of(task).moment(hours_of(session, task.agency_id))


def last_statement(session: Session, task: Task, person: Person) -> Statement | None:
    """The newest word of a person on a task that was not taken back."""
    return session.exec(
        select(Statement)
        .where(
            Statement.task_id == task.id,
            Statement.person_id == person.id,
            col(Statement.taken_back_at).is_(None),
        )
        .order_by(col(Statement.id).desc())
    ).first()


def last_said(session: Session, person: Person, task_ids: Collection[int | None]) -> dict[int, datetime]:
    """When the newest word of a person was, not taken back, by task; none of which they said nothing."""
    newest = select(Statement.task_id, func.max(Statement.processed_at)).where(
        col(Statement.task_id).in_(task_ids),
        Statement.person_id == person.id,
        col(Statement.taken_back_at).is_(None),
    )
    return dict(session.exec(newest.group_by(col(Statement.task_id))).all())


def _is_said_again(act: Act, task: Task, kind: StatementKind) -> bool:
    """Whether the person's last word on the task is of this kind, and of today."""
    last = last_statement(act.session, task, act.me)
    return last is not None and last.kind is kind and day_of(last.processed_at) == act.today


def _undo(act: Act, task: Task, statement: Statement) -> None:
    match statement.kind:
        case StatementKind.SNOOZE:
            _release(act, task, statement)
        case StatementKind.PROMISE:
            task.promised_on = None
            _release(act, task, statement)
        case StatementKind.NOT_MINE:
            task.disputed_at = None
        case StatementKind.PLACE:
            task.place = task.place_since = None
    act.session.add(task)


def _hold(act: Act, task: Task, until: datetime) -> None:
    task.held_until = until
    act.write(task)
    keep_next_ping(act, task)


def _release(act: Act, task: Task, statement: Statement) -> None:
    """The hold ends, and the rung that a snooze had planned is dropped; one asked for before it holds again."""
    planned = select(Rung).where(Rung.task_id == task.id, Rung.state == RungState.PLANNED)
    asked = [rung for rung in act.session.exec(planned.order_by(col(Rung.id))) if is_snooze(rung.name)]
    own = [rung for rung in asked if rung.name == snooze_name(statement.id)]
    before = [rung for rung in asked if rung not in own and rung.ladder is Ladder.DEADLINE]
    task.held_until = before[-1].speak_at if before else None
    for rung in own:
        act.session.delete(rung)
    act.session.flush()
    if task.state is State.CLAIMED:
        ask_for_evidence_as_before(act, task)
    keep_next_ping(act, task)


def _count(session: Session, task: Task, kind: StatementKind) -> int:
    counted = select(func.count()).where(
        Statement.task_id == task.id, Statement.kind == kind, col(Statement.taken_back_at).is_(None)
    )
    return session.exec(counted).one()


def _state(act: Act, task: Task, said: Said, kind: StatementKind, until: datetime | None = None) -> Statement:
    statement = Statement(kind=kind, until=until, **said_by(act, task, said))
    act.write(statement)
    return statement


def _record(act: Act, task: Task, change: Change, statement: Statement, **facts: object) -> None:
    record_and_refresh(
        act,
        change,
        task,
        statement=statement.id,
        kind=statement.kind,
        words_sha256=statement.words_sha256,
        said_at=statement.said_at,
        message_id=statement.message_id,
        **({} if change is Change.HOLD_UP else on_behalf(act, task)),
        **facts,
    )
