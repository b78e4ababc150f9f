"""What every change does: check state and permission, keep the next ping, tell people, refresh what was sent."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from models.actor import Act
from models.calendar import hours_of, morning_of, working_calendar
from models.kept import write_all, write_values
from models.kinds import Kind
from models.ledger import record
from models.people import (
    absent_one,
    addressee,
    holding,
    last_confirmation,
    reached,
    roles,
    units_headed,
)
from models.portions import in_portions
from models.refused import Reason, Refused
from models.rules.lifecycle import NOT_OF_A_CASE, Change, State, allows
from models.rules.permissions import may
from models.rules.zone import at, day_of
from models.standing import standings
from models.tables import (
    Ladder,
    LedgerEntry,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    Role,
    Rung,
    RungState,
    SentMessage,
    Task,
)

_SAID_DONE = frozenset({State.CLAIMED, State.SUBMITTED})
# The ladders whose rungs are spoken in a state: the officer's own, and those above or beside the officer.
CLIMBED: dict[State, frozenset[Ladder]] = {
    State.OPEN: frozenset({Ladder.DEADLINE, Ladder.ESCALATION, Ladder.PIECE}),
    State.RETURNED: frozenset({Ladder.DEADLINE, Ladder.ESCALATION, Ladder.PIECE}),
    State.CLAIMED: frozenset({Ladder.EVIDENCE, Ladder.EVIDENCE_HEAD, Ladder.PIECE}),
    State.SUBMITTED: frozenset({Ladder.REVIEW}),
    State.WAITING: frozenset({Ladder.WAITING}),
}
# Messages that the program starts towards one person on one day, at most (docs/design.md, Rules).
MOST_STARTED = 3
# What is held back once the day has so many: its first line says it all, and asks for nothing.
_CAN_WAIT = frozenset({Kind.ACCEPTED, Kind.PASSED_ON, Kind.CASE_LIST_TAKEN, Kind.CASE_LETTERS_LEFT})
# Facts of a row: it waits for a later morning, whose message takes it in; its reader asked for it.
HELD_BACK, ASKED_FOR = "held_back", "asked_for"
# So long after the morning's message what was held back, or up, goes by itself, where none took it in.
AFTER_THE_MORNING = timedelta(minutes=5)
# By whom somebody has just been given a task, as a fact of its card: after hours it waits as well.
GIVES = frozenset({"assigned_by", "declined_by"})
_KNOWN_KEYS = select(Notification.key).where(
    Notification.agency_id == bindparam("agency"),
    col(Notification.key).in_(bindparam("keys", expanding=True)),
)
_NEXT_OF_EACH = (
    select(Rung.task_id, Rung.ladder, func.min(Rung.speak_at))
    .where(col(Rung.task_id).in_(bindparam("tasks", expanding=True)), Rung.state == RungState.PLANNED)
    .group_by(col(Rung.task_id), col(Rung.ladder))
)


def check(act: Act, task: Task, change: Change) -> None:
    """Raises Refused when this actor may not make this change, or not in this state."""
    held = standings(act.session, act.actor, task, act.today)
    if not held:
        raise Refused(Reason.NOT_YOURS)
    if task.is_case and change in NOT_OF_A_CASE:
        raise Refused(Reason.LEGAL_LIMIT)
    if not allows(task.state, change, task.is_case):
        already = last_confirmation(act.session, task) if task.state in _SAID_DONE else None
        raise Refused(
            Reason.WRONG_STATE if already is None else Reason.ALREADY,
            state=task.state,
            change=change,
            since=already.processed_at if already else None,
        )
    if not may(held, change):
        raise Refused(Reason.NOT_YOURS)


def enter(act: Act, task: Task, state: State) -> None:
    """Puts a task into a state."""
    enter_all(act, [task], state)


def enter_all(act: Act, tasks: Sequence[Task], state: State) -> None:
    """Puts tasks into a state; the only place where one is written."""
    for task in tasks:
        task.state = state
    act.write(*tasks)
    keep_next_pings(act, tasks)


def keep_next_ping(act: Act, task: Task) -> None:
    keep_next_pings(act, [task])


def keep_next_pings(act: Act, tasks: Sequence[Task]) -> None:
    """Of each the earliest rung still planned on the ladders that its state climbs; None where it climbs none.

    A snooze or a promise holds the officer's own rungs, not those above.
    """
    planned = _planned(act.session, [task.id or 0 for task in tasks])
    for task in tasks:
        ladders = CLIMBED.get(task.state, frozenset())
        held = task.held_until if Ladder.DEADLINE in ladders else None
        moments = [
            max(speak_at, held) if held and ladder is Ladder.DEADLINE else speak_at
            for ladder, speak_at in planned[task.id or 0]
            if ladder in ladders
        ]
        task.next_ping_at = min(moments, default=None)


def _planned(session: Session, task_ids: list[int]) -> dict[int, list[tuple[Ladder, datetime]]]:
    """When each ladder of each task speaks next."""
    found: dict[int, list[tuple[Ladder, datetime]]] = {task_id: [] for task_id in task_ids}
    for some in in_portions(task_ids):
        for task_id, ladder, speak_at in session.exec(_NEXT_OF_EACH, params={"tasks": some}):
            found[task_id].append((Ladder(ladder), speak_at))
    return found


def tell(
    act: Act,
    agency_id: int,
    kind: Kind,
    key: str,
    *,
    person: Person | None = None,
    chat_id: int | None = None,
    tasks: list[Task] | None = None,
    direct: bool = False,
    on_time: bool = False,
    reply_to: int | None = None,
    **facts: Any,
) -> Notification | None:
    """Puts a row into the outbox; None when one with this key is already there.

    What answers a person goes at once; what the program starts waits for working hours, and for their own morning
    unless it speaks at an hour of its own (`on_time`). Once the day has its most messages, what can wait is held
    back until the next working morning.
    """
    if is_told(act.session, agency_id, key):
        return None
    not_before = act.now if direct else goes_at(act.session, agency_id, act.now, None if on_time else person)
    held_until = None if direct or person is None else _held_until(act, kind, person, not_before)
    if held_until is not None:
        not_before, facts[HELD_BACK] = held_until, True
    elif kind is Kind.CARD and not direct and act.now < not_before and facts.keys() & GIVES:
        not_before += AFTER_THE_MORNING
    row = Notification(
        agency_id=agency_id,
        key=key,
        kind=kind,
        person_id=person.id if person else None,
        chat_id=chat_id,
        facts=facts,
        direct=direct,
        reply_to=reply_to,
        not_before=not_before,
        state=OutboxState.WAITING,
        created_at=act.now,
    )
    act.write(row)
    links = [
        {"notification_id": row.id, "task_id": task.id, "number": number}
        for number, task in enumerate(tasks or [], start=1)
    ]
    write_values(act.session, NotificationTask, links)
    return row


def tell_of(act: Act, task: Task, kind: Kind, key: str, to: Person, /, **facts: Any) -> Notification | None:
    """Tells somebody of one task, as `tell` does."""
    return tell(act, task.agency_id, kind, key, person=to, tasks=[task], **facts)


def tell_addressee(act: Act, about: Task, kind: Kind, key: str, **facts: Any) -> Person | None:
    """Tells whoever hears of a task today what somebody else did (`by`, a fact of the row), and returns them; never
    who did it."""
    by, to = act.person, addressee(act.session, about, act.today)
    if to is None or by is None or to.person.id == by.id:
        return None
    tell(act, about.agency_id, kind, key, person=to.person, by=by.id, **facts)
    return to.person


def tell_decided(act: Act, about: Task, kind: Kind, key: str, **facts: Any) -> None:
    """The same of what is given or decided by somebody above, which heads hear of where an admin did it."""
    told = tell_addressee(act, about, kind, key, **facts)
    if told is not None:
        tell_heads(act, about, told)


def tell_heads(act: Act, task: Task, besides: Person) -> None:
    """What an admin gave somebody of a unit (`besides`) stands in one quiet list of the day to its heads."""
    by = act.person
    if by is None or Role.ADMIN not in roles(act.session, by):
        return
    if task.unit_id in units_headed(act.session, by, act.today):
        return
    heads = reached(act.session, holding(act.session, task.agency_id, Role.HEAD, task.unit_id), act.today)
    for head in heads:
        if head.id not in (by.id, besides.id):
            key = f"given/{head.code}/{by.code}/{act.today}"
            if tell_of(act, task, Kind.GIVEN, key, head, by=by.id) is None:
                told = select(Notification).where(
                    Notification.agency_id == task.agency_id, Notification.key == key
                )
                add_to_list(act, act.session.exec(told).one(), task)


def is_told(session: Session, agency_id: int, key: str) -> bool:
    """Whether the outbox has, or ever had, a row with this key."""
    return key in told_keys(session, agency_id, [key])


def told_keys(session: Session, agency_id: int, keys: Sequence[str]) -> set[str]:
    """Those of these keys of which the outbox has, or ever had, a row."""
    return {
        key
        for some in in_portions(keys)
        for key in session.exec(_KNOWN_KEYS, params={"agency": agency_id, "keys": some})
    }


def started_on(session: Session, person: Person, now: datetime) -> list[Notification]:
    """What the program starts towards a person on the day on which a message of this moment goes out, but for what
    they asked for, and what goes into another message or was not said."""
    goes_on = day_of(goes_at(session, person.agency_id, now, person))
    started = select(Notification).where(
        Notification.person_id == person.id,
        col(Notification.direct).is_(False),
        col(Notification.edits).is_(None),
        Notification.not_before >= at(goes_on, time()),
        Notification.not_before < at(goes_on + timedelta(days=1), time()),
    )
    found = session.exec(started.order_by(col(Notification.id)))
    return [row for row in found if not row.facts.get(ASKED_FOR) and not _is_no_message(row)]


def _is_no_message(row: Notification) -> bool:
    """Whether nothing of its own was said, or is to be as far as can be told."""
    is_waiting = row.state is OutboxState.WAITING and bool(row.facts.get(HELD_BACK))
    return is_waiting or row.state is OutboxState.MOOT


def is_day_full(session: Session, person: Person, now: datetime, spare: int = 0) -> bool:
    """Whether the day on which a message of this moment goes out has as many as the program may start; `spare`: so
    many are left for what comes later that day and cannot wait."""
    return len(started_on(session, person, now)) + spare >= MOST_STARTED


def add_to_list(act: Act, row: Notification, task: Task) -> None:
    """A list that was started already speaks of this task too, under the next number."""
    links = act.session.exec(select(NotificationTask).where(NotificationTask.notification_id == row.id)).all()
    if task.id in {link.task_id for link in links}:
        return
    number = max((link.number for link in links), default=0) + 1
    act.write(NotificationTask(notification_id=row.id or 0, task_id=task.id or 0, number=number))
    sent = select(SentMessage).where(SentMessage.notification_id == row.id)
    ask_for_edits(act, [(message, row) for message in act.session.exec(sent)])


def goes_at(session: Session, agency_id: int, now: datetime, person: Person | None) -> datetime:
    """When what the program starts now may go: within working hours, and not before this person's own morning."""
    hours, calendar = hours_of(session, agency_id), working_calendar(session, agency_id)
    moment = hours.next_open(now, calendar)
    return max(moment, morning_of(person, hours, day_of(moment)))


def _held_until(act: Act, kind: Kind, person: Person, moment: datetime) -> datetime | None:
    """Until when a message of this moment is held back; None where it goes. What somebody was given after hours
    waits for the morning's message, which may say the same."""
    opens = _morning(act.session, person, day_of(moment))
    if kind == Kind.WORK_MOVED and act.now < moment <= opens:
        return opens + AFTER_THE_MORNING
    if kind not in _CAN_WAIT or not is_day_full(act.session, person, act.now):
        return None
    return _next_morning(act.session, person, moment) + AFTER_THE_MORNING


def _next_morning(session: Session, person: Person, moment: datetime) -> datetime:
    """This person's morning of the next working day after a moment."""
    calendar = working_calendar(session, person.agency_id)
    return _morning(session, person, calendar.shift(day_of(moment), 1))


def _morning(session: Session, person: Person, day: date) -> datetime:
    return morning_of(person, hours_of(session, person.agency_id), day)


def refresh(act: Act, task: Task) -> None:
    """Asks for an edit of every copy of a message that speaks of this task; several edits collapse into one."""
    refresh_all(act, [task])


def refresh_all(act: Act, tasks: Sequence[Task]) -> None:
    """The same of several tasks: each message is edited once."""
    spoken = (
        select(SentMessage, Notification)
        .join(Notification, col(Notification.id) == SentMessage.notification_id)
        .join(NotificationTask, col(NotificationTask.notification_id) == Notification.id)
    )
    found = {
        message.id: (message, row)
        for some in in_portions([task.id for task in tasks])
        for message, row in act.session.exec(spoken.where(col(NotificationTask.task_id).in_(some)))
    }
    ask_for_edits(act, list(found.values()))


def record_and_refresh(act: Act, change: Change, task: Task, /, **facts: Any) -> LedgerEntry:
    """Appends the ledger's entry of a changed task, and has every message about it show the change."""
    entry = record(act, change, task, **facts)
    refresh(act, task)
    return entry


def ask_for_edit(act: Act, message: SentMessage, original: Notification) -> None:
    ask_for_edits(act, [(message, original)])


def ask_for_edits(act: Act, copies: Sequence[tuple[SentMessage, Notification]]) -> None:
    """Of each copy of a message, all of one agency; the rows that ask for it are read, and written, together."""
    wanted = {_edit_key(message): (message, original) for message, original in copies}
    there = _rows_of(act.session, {original.agency_id for _, original in copies}, list(wanted))
    for row in there:
        row.version += 1
        row.not_before = act.now
        if row.state is not OutboxState.CLAIMED:
            row.state = OutboxState.WAITING
        act.session.add(row)
    known = {row.key for row in there}
    new = [_edit(act, *copy) for key, copy in wanted.items() if key not in known]
    write_all(act.session, new)


def _edit_key(message: SentMessage) -> str:
    return f"edit/{message.chat_id}/{message.message_id}"


def _rows_of(session: Session, agencies: Collection[int], keys: Sequence[str]) -> list[Notification]:
    of_agency = select(Notification).where(col(Notification.agency_id).in_(agencies))
    some_rows = (session.exec(of_agency.where(col(Notification.key).in_(some))) for some in in_portions(keys))
    return [row for rows in some_rows for row in rows]


def _edit(act: Act, message: SentMessage, original: Notification) -> Notification:
    return Notification(
        agency_id=original.agency_id,
        key=_edit_key(message),
        kind=original.kind,
        person_id=original.person_id,
        chat_id=message.chat_id,
        edits=message.message_id,
        facts={"of": original.id},
        direct=True,
        not_before=act.now,
        state=OutboxState.WAITING,
        version=1,
        created_at=act.now,
    )


def in_place_of(act: Act, task: Task, role: Role, unit_id: int | None = None) -> dict[str, Any]:
    """Which holder of a role somebody stands in for, where they hold it not: the ledger names both."""
    if act.person is None:
        return {}
    people = holding(act.session, task.agency_id, role, unit_id)
    absent = absent_one(act.session, act.person, people, act.today)
    return {"for": absent.code} if absent else {}
