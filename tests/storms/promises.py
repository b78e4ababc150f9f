"""The promises of docs/design.md, each a question to an agency that has lived through a storm: what is returned are
the sentences that say where it was broken."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlmodel import Session, col, select

from jobs.messages.facts import Do, Message
from jobs.telling import is_first_of_week
from jobs.verify import verify
from models.calendar import office_hours, working_calendar
from models.changes.common import ASKED_FOR, CLIMBED, MOST_STARTED
from models.changes.open_task import HEAD, LAST_CALL
from models.database import reading
from models.kinds import Kind
from models.people import addressee, why_not
from models.rules.lifecycle import CLOSED, Change
from models.rules.working_days import WorkingCalendar
from models.rules.zone import day_of
from models.store import EvidenceStore
from models.tables import (
    Agency,
    Confirmation,
    Evidence,
    Failure,
    How,
    InboxState,
    InboxUpdate,
    Ladder,
    LedgerEntry,
    Notification,
    OutboxState,
    Person,
    Rung,
    RungState,
    Task,
)
from tests.storms.storm import Lived
from tests.storms.telegram import Posted

Promise = Callable[[Lived, Session], Iterator[str]]

# What is told to admins at any hour: that the installation itself needs them.
_ALARMS = frozenset({Kind.ALARM, Kind.CLOCK_HELD})
# What another's act sets going, of which there may be any number in a day.
_TELLS_OF_ANOTHER = frozenset(
    {
        Kind.MOVED,
        Kind.MOVED_BACK,
        Kind.REASSIGNED,
        Kind.GIVEN,
        Kind.WORK_MOVED,
        Kind.DECIDED,
        Kind.AWAY,
        Kind.ABSENCE_NEWS,
        Kind.DEPUTY_ASKED,
        Kind.FROM_OFFICER,
        Kind.REVIEW,
        Kind.RETURNED,
        Kind.ANSWER_CAME,
        Kind.WAIT_ASKED,
        Kind.WAIT_SAID,
        Kind.WAIT_DECIDED,
    }
)
# What asks its reader to do a task.
_ASKS = frozenset({Do.DONE, Do.SNOOZE, Do.LATER})
_RECEIPT = re.compile(r"NV-\d{4}-\d{6}")


def broken(lived: Lived) -> list[str]:
    """All that was found wrong, each with the name of its promise."""
    found = list(lived.seen)
    with reading(lived.engine) as session:
        for promise in PROMISES:
            found += [f"{promise.__name__}: {said}" for said in promise(lived, session)]
    return found


def watch(lived: Lived, message: Posted) -> list[str]:
    """What is wrong with a message at the moment when it is delivered."""
    with reading(lived.engine) as session:
        row = session.get(Notification, message.row.id) if message.row is not None else None
        if row is None or row.direct:
            return []
        found = [f"nothing_asked_after_completion: {said}" for said in _asked_of_closed(session, message)]
        accused = _accused_untold(lived, session, row)
        return found + [f"nobody_is_accused_who_was_not_told: {said}" for said in accused]


def every_rung_was_spoken_superseded_or_skipped(lived: Lived, session: Session) -> Iterator[str]:
    """No rung whose moment has come is still planned on a ladder that its task climbs; each skipped one stands in
    the ledger with its task."""
    agency, calendar = _agency(session)
    last = office_hours(agency).opening(calendar.shift(day_of(lived.plan.ends), -1))
    due = select(Rung, Task).join(Task, col(Task.id) == Rung.task_id).where(Rung.speak_at <= last)
    for rung, task in session.exec(due.order_by(col(Rung.id))):
        is_climbed = rung.state is RungState.PLANNED and rung.ladder in CLIMBED.get(task.state, ())
        if is_climbed and _last_change(session, task) < last and not _waits(lived, session, task):
            yield f"task {task.id} {rung.name} of {rung.speak_at} is still planned"
        if rung.state is RungState.SPOKEN and rung.notification_id is None:
            yield f"task {task.id} {rung.name} was spoken by no message"


def what_counts_as_sent_was_delivered(lived: Lived, session: Session) -> Iterator[str]:
    delivered = {message.row.id for message in lived.telegram.posted if message.row is not None}
    sent = select(Notification).where(
        Notification.state == OutboxState.SENT, col(Notification.edits).is_(None)
    )
    for row in session.exec(sent.order_by(col(Notification.id))):
        if row.id not in delivered:
            yield f"message {row.id} ({row.kind}) counts as sent, and nobody got it"


def nothing_is_left_in_the_outbox(lived: Lived, session: Session) -> Iterator[str]:
    """After days of calm what was due has gone, or ended with a reason; a fault of our own is none."""
    long_due = lived.plan.ends - timedelta(hours=12)
    for row in session.exec(select(Notification).order_by(col(Notification.id))):
        if row.state is OutboxState.CLAIMED or (
            row.state is OutboxState.WAITING and row.not_before < long_due
        ):
            yield f"message {row.id} ({row.kind}) still lies {row.state}: {row.reason}"
        elif row.state is OutboxState.FAILED and row.failure is not Failure.CHAT:
            yield f"message {row.id} ({row.kind}) could not be sent: {row.failure} {row.reason}"


def nothing_begins_in_quiet_hours(lived: Lived, session: Session) -> Iterator[str]:
    """By the clock that the program has."""
    agency, calendar = _agency(session)
    hours = office_hours(agency)
    for message, row in _started(lived, session):
        if not hours.is_open(message.told_at, calendar):
            yield f"message {row.id} ({row.kind}) came at {message.told_at}"


def escalation_keeps_its_days(lived: Lived, session: Session) -> Iterator[str]:
    """The head hears of a task of which a rung reached an officer on an earlier day; the leader three working days
    after that, and a day after the head."""
    _, calendar = _agency(session)
    for rung, row in _levels(session):
        on = day_of(row.created_at)
        told = [day for day, chat_id in _told_days(lived, session, rung) if chat_id != _chat(session, row)]
        first = min(told, default=None)
        least = 1 if rung.name == HEAD else 3
        if first is None or calendar.count(first, on) < least:
            yield f"{rung.name} of task {rung.task_id} by message {row.id} on {on}: officer told on {first}"


def no_more_repeats_than_were_in_doubt(lived: Lived, session: Session) -> Iterator[str]:
    """A row came once, and once more for each time that its fate was unknown."""
    came = Counter(message.row.id for message in lived.telegram.posted if message.row is not None)
    for row_id, times in came.items():
        doubts = lived.in_doubt[row_id] + lived.telegram.lost[row_id]
        if times - 1 > doubts:
            yield f"message {row_id} came {times} times, and was in doubt {doubts} times"


def every_repeat_is_recognisable(lived: Lived, session: Session) -> Iterator[str]:
    seen: set[int] = set()
    for message in lived.telegram.posted:
        if message.row is None:
            continue
        if message.row.id in seen and not message.row.repeated:
            yield f"message {message.row.id} came again without saying so"
        seen.add(message.row.id)


def every_update_is_worked_off_once(lived: Lived, session: Session) -> Iterator[str]:
    """What Telegram handed over is in the inbox, done; nothing else is."""
    known = {row.update_id: row for row in session.exec(select(InboxUpdate))}
    for number in lived.telegram.sent:
        row = known.get(number)
        if row is None and number not in lived.telegram.dropped:
            yield f"update {number} is lost"
        elif row is not None and row.state is not InboxState.DONE:
            yield f"update {number} is {row.state}: {row.reason}"
    for number in known.keys() - lived.telegram.sent.keys():
        yield f"update {number} was sent by nobody"


def every_confirmation_was_said_once(lived: Lived, session: Session) -> Iterator[str]:
    """What is recorded was said there, by a press for each record of a button, by one message for each task of
    words; what a person was told is recorded, is."""
    recorded = list(session.exec(select(Confirmation).order_by(col(Confirmation.id))))
    by_press = Counter((row.chat_id, row.message_id) for row in recorded if row.how is How.BUTTON)
    for (chat_id, message_id), times in by_press.items():
        presses = _presses(lived)[chat_id, message_id]
        if times > presses:
            yield f"{times} records under message {message_id} of {chat_id}, pressed {presses} times"
    by_words = Counter(
        (row.chat_id, row.message_id, row.task_id) for row in recorded if row.how is not How.BUTTON
    )
    written = _written(lived)
    for (chat_id, message_id, task_id), times in by_words.items():
        if times > 1 or (chat_id, message_id) not in written | _presses(lived).keys():
            yield f"{times} records of task {task_id} by message {message_id} of {chat_id}"
    receipts = {row.receipt for row in recorded}
    for told in lived.telegram.told:
        for receipt in _RECEIPT.findall(told.words):
            if receipt not in receipts:
                yield f"{told.chat_id} was told of {receipt}, which is not recorded"


def every_file_that_came_is_kept(lived: Lived, session: Session) -> Iterator[str]:
    kept = set(session.exec(select(Evidence.sha256)))
    for number, update in lived.telegram.sent.items():
        document = update.get("message", {}).get("document")
        row = session.get(InboxUpdate, number)
        if document is None or row is None:
            continue
        if sha256(lived.telegram.files[document["file_id"]]).hexdigest() not in kept:
            yield f"the file of update {number} is not kept"


def the_chain_is_whole(lived: Lived, session: Session) -> Iterator[str]:
    yield from verify(session, EvidenceStore(lived.folder / "evidence"))


def at_most_three_begin_a_day(lived: Lived, session: Session) -> Iterator[str]:
    """Of what the program starts by itself and in time: not counted is what somebody asked for, what tells of
    another's act, and what an outage held up until that day."""
    days: defaultdict[tuple[int | None, date], set[int]] = defaultdict(set)
    for message, row in _started(lived, session):
        is_late = day_of(message.told_at) != day_of(row.created_at)
        if not (row.facts.get(ASKED_FOR) or is_late or row.kind in _TELLS_OF_ANOTHER):
            days[row.person_id, day_of(message.told_at)].add(row.id or 0)
    for (person_id, day), rows in days.items():
        if len(rows) > MOST_STARTED:
            yield f"person {person_id} got {len(rows)} on {day}: {sorted(rows)}"


def the_week_begins_with_a_message(lived: Lived, session: Session) -> Iterator[str]:
    """To everybody who can be reached, on a day on which the program ran, connected and with a right clock."""
    agency, calendar = _agency(session)
    hours = office_hours(agency)
    got = {
        (row.person_id, day_of(message.told_at))
        for message, row in _started(lived, session, with_alarms=True)
    }
    people = session.exec(select(Person).where(col(Person.chat_id).is_not(None)).order_by(Person.code)).all()
    day = day_of(lived.plan.begins)
    while day < day_of(lived.plan.ends):
        if is_first_of_week(day, calendar) and _ran(lived, hours.opening(day), hours.end_of(day)):
            for person in people:
                if _may_hear(lived, session, person, day) and (person.id, day) not in got:
                    yield f"{person.code} got nothing on {day}"
        day += timedelta(days=1)


PROMISES: tuple[Promise, ...] = (
    every_rung_was_spoken_superseded_or_skipped,
    what_counts_as_sent_was_delivered,
    nothing_is_left_in_the_outbox,
    nothing_begins_in_quiet_hours,
    escalation_keeps_its_days,
    no_more_repeats_than_were_in_doubt,
    every_repeat_is_recognisable,
    every_update_is_worked_off_once,
    every_confirmation_was_said_once,
    every_file_that_came_is_kept,
    the_chain_is_whole,
    at_most_three_begin_a_day,
    the_week_begins_with_a_message,
)


def _asked_of_closed(session: Session, message: Posted) -> Iterator[str]:
    """A button that asks for a task which was closed before the message was worded."""
    row = message.row
    if row is None or not isinstance(row.message, Message):
        return
    for choice in (choice for choices in row.message.choices for choice in choices):
        task = session.get(Task, choice.args[0]) if choice.do in _ASKS and choice.args else None
        if task is not None and task.state in CLOSED and _last_entry(session, task) <= row.entry:
            yield f"message {row.id} asks for task {task.id}, which is {task.state}"


def _accused_untold(lived: Lived, session: Session, row: Notification) -> Iterator[str]:
    """A head hears of a task whose officer of today was not told on an earlier day; a message that comes later than
    it was decided is not judged by who is the officer now."""
    if row.kind != Kind.ESCALATION or lived.program_now() - row.created_at > timedelta(minutes=5):
        return
    today = day_of(row.created_at)
    levels = select(Rung).where(Rung.notification_id == row.id, Rung.ladder == Ladder.ESCALATION)
    for rung in session.exec(levels).all():
        to = addressee(session, session.get_one(Task, rung.task_id), today)
        told = [
            day for day, chat_id in _told_days(lived, session, rung) if to and chat_id == to.person.chat_id
        ]
        if to is not None and not any(day < today for day in told):
            yield f"message {row.id} accuses {to.person.code} of task {rung.task_id}"


def _last_entry(session: Session, task: Task) -> int:
    newest = select(LedgerEntry.id).where(LedgerEntry.task_id == task.id)
    return session.exec(newest.order_by(col(LedgerEntry.id).desc())).first() or 0


def _last_change(session: Session, task: Task) -> datetime:
    """When something else was last done to it than speaking of it: what is taken back in the evening is spoken of
    the next morning."""
    others = select(LedgerEntry.at).where(LedgerEntry.task_id == task.id, LedgerEntry.change != Change.SPEAK)
    return session.exec(others.order_by(col(LedgerEntry.id).desc())).first() or task.opened_at


def _waits(lived: Lived, session: Session, task: Task) -> bool:
    """Whether its officer asked so, or there is nobody who could be told."""
    is_held = task.held_until is not None and task.held_until > lived.plan.ends
    return is_held or addressee(session, task, day_of(lived.plan.ends)) is None


def _agency(session: Session) -> tuple[Agency, WorkingCalendar]:
    agency = session.exec(select(Agency)).one()
    return agency, working_calendar(session, agency.id or 0)


def _started(
    lived: Lived, session: Session, with_alarms: bool = False
) -> Iterator[tuple[Posted, Notification]]:
    """What the program began, as often as it came."""
    for message in lived.telegram.posted:
        row = session.get(Notification, message.row.id) if message.row is not None else None
        if row is not None and not row.direct and (with_alarms or row.kind not in _ALARMS):
            yield message, row


def _levels(session: Session) -> list[tuple[Rung, Notification]]:
    """The levels of head and leader that were told, and by which message."""
    told = (
        select(Rung, Notification)
        .join(Notification, col(Notification.id) == Rung.notification_id)
        .where(Rung.ladder == Ladder.ESCALATION, Rung.name != LAST_CALL, Rung.state == RungState.SPOKEN)
    )
    return list(session.exec(told.order_by(col(Rung.id))))


def _told_days(lived: Lived, session: Session, level: Rung) -> list[tuple[date, int]]:
    """On which days rungs of the same task and day reached whom, as Telegram knows it."""
    rungs = select(Rung).where(
        Rung.task_id == level.task_id, Rung.anchor_on == level.anchor_on, Rung.state == RungState.SPOKEN
    )
    rows = {
        rung.notification_id
        for rung in session.exec(rungs)
        if rung.ladder is Ladder.DEADLINE or rung.name == LAST_CALL
    }
    return [
        (day_of(message.told_at), message.chat_id)
        for message in lived.telegram.posted
        if message.row is not None and message.row.id in rows
    ]


def _chat(session: Session, row: Notification) -> int | None:
    return session.get_one(Person, row.person_id).chat_id if row.person_id else None


def _presses(lived: Lived) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for update in lived.telegram.sent.values():
        query = update.get("callback_query")
        if query is not None:
            found[query["from"]["id"], query["message"]["message_id"]] += 1
    return found


def _written(lived: Lived) -> set[tuple[int, int]]:
    messages = (update.get("message") for update in lived.telegram.sent.values())
    return {(each["chat"]["id"], each["message_id"]) for each in messages if each is not None}


def _ran(lived: Lived, begins: datetime, ends: datetime) -> bool:
    """Whether it ran through all these hours, with nothing wrong but single calls."""
    plan = lived.plan
    is_alive = any(begun <= begins and ended >= ends for begun, ended in lived.lives)
    spans = [*plan.cut, *plan.full, *(span for span, _ in plan.wrong)]
    return is_alive and not any(span.begins < ends and span.ends > begins for span in spans)


def _may_hear(lived: Lived, session: Session, person: Person, day: date) -> bool:
    """Whether they had joined before, are here, and let us in."""
    is_new = person.joined_at is None or day_of(person.joined_at) >= day
    return not (is_new or _blocked_on(lived, person, day) or why_not(session, person, day) is not None)


def _blocked_on(lived: Lived, person: Person, day: date) -> bool:
    """On that day, or before it, so that it was not known yet that they let us in again."""
    spans = [span for chat_id, span in lived.telegram.were_blocked if chat_id == person.chat_id]
    since = lived.telegram.blocked.get(person.chat_id or 0)
    is_blocked = since is not None and day_of(since) <= day
    return is_blocked or any(day_of(span.begins) <= day <= day_of(span.ends) for span in spans)
