"""A document goes on, said by whoever held it: from the head of unit to the leader, to the clerk, and out; and
back, where that was said by mistake."""

import json
from datetime import date

from sqlmodel import Session, col, select

from models.actor import Act
from models.changes.common import check, in_place_of, record_and_refresh, tell_addressee
from models.issues import issue_of
from models.kinds import Kind
from models.obstacles import obstacle_of
from models.refused import Reason, Refused
from models.rules.lifecycle import ACTIVE, Change
from models.rules.reading import Place
from models.tables import LedgerEntry, Notification, OutboxState, Person, Role, Task

_WAY = tuple(Place)
_LEADS_TO = {Change.FORWARD: Place.LEADER, Change.SIGN: Place.CLERK, Change.ISSUE: Place.ISSUED}
_WHOSE = {Change.FORWARD: Role.HEAD, Change.SIGN: Role.LEADER, Change.ISSUE: Role.CLERK}


def pass_on(act: Act, task: Task, step: Change, document: str = "", document_on: date | None = None) -> None:
    """The head forwards it, the leader signs it, the clerk issues it, under a number: no evidence yet, and the
    officer hears of it.

    Raises Refused, also when it lies there already, or further on.
    """
    check(act, task, step)
    to = _LEADS_TO[step]
    if task.place is not None and _WAY.index(task.place) >= _WAY.index(to):
        raise Refused(Reason.GONE)
    was = {"was": task.place or "", "was_since": task.place_since}
    task.place, task.place_since = to, act.today
    act.write(task)
    _clear_own_obstacle(act, task)
    unit_id = task.unit_id if step is Change.FORWARD else None
    behalf, numbered = in_place_of(act, task, _WHOSE[step], unit_id), _numbered(document, document_on)
    entry = record_and_refresh(act, step, task, place=to, **was, **numbered, **behalf)
    # Quietly where it lies now; once it is issued they are asked for the file.
    kind, key = Kind.ASK_FILE if to is Place.ISSUED else Kind.PASSED_ON, f"{_told_under(task)}{entry.seq}"
    tell_addressee(act, task, kind, key, task=task.id, place=to)


def renumber(act: Act, task: Task, document: str, document_on: date | None) -> None:
    """The number under which a document was issued, said afterwards or corrected; a day that is not said again
    stays. The officer hears of it, who is still to send the file.

    Raises Refused, also where it was not issued.
    """
    check(act, task, Change.RENUMBER)
    if task.place is not Place.ISSUED:
        raise Refused(Reason.GONE)
    issue = issue_of(act.session, task)
    behalf = in_place_of(act, task, Role.CLERK)
    numbered = _numbered(document, document_on or (issue.dated_on if issue else None))
    entry = record_and_refresh(act, Change.RENUMBER, task, place=Place.ISSUED, **numbered, **behalf)
    if task.state in ACTIVE and not _is_still_to_be_told(act, task):
        key = f"{_told_under(task)}{entry.seq}"
        tell_addressee(act, task, Kind.ASK_FILE, key, task=task.id, place=Place.ISSUED)


def _is_still_to_be_told(act: Act, task: Task) -> bool:
    """Whether the officer's message has not gone yet: it will say the number that stands then. One that has gone
    asks for a reply, and cannot be edited."""
    waiting = select(Notification.id).where(
        Notification.agency_id == task.agency_id,
        Notification.kind == Kind.ASK_FILE,
        Notification.state == OutboxState.WAITING,
        col(Notification.key).startswith(_told_under(task)),
    )
    return act.session.exec(waiting).first() is not None


def _told_under(task: Task) -> str:
    return f"place/{task.id}/"


def _numbered(document: str, document_on: date | None) -> dict[str, str]:
    numbered = {"document": document} if document else {}
    return numbered | ({"document_on": document_on.isoformat()} if document_on is not None else {})


def _clear_own_obstacle(act: Act, task: Task) -> None:
    """What its holder said was in the way is not, once they pass it on."""
    obstacle = obstacle_of(act.session, task)
    if obstacle is not None and obstacle.person_id == act.person_id:
        obstacle.cleared_at = act.now
        act.session.add(obstacle)


def passed_by(session: Session, person: Person, task: Task) -> LedgerEntry | None:
    """The entry by which this person passed the document on, as long as nobody did anything with the task since;
    the clock does not count, nor that they put its number right."""
    if task.place is None:
        return None
    own_number = (col(LedgerEntry.person_id) == person.id) & (col(LedgerEntry.change) == Change.RENUMBER)
    last = session.exec(
        select(LedgerEntry)
        .where(col(LedgerEntry.task_id) == task.id, col(LedgerEntry.person_id).is_not(None), ~own_number)
        .order_by(col(LedgerEntry.id).desc())
        .limit(1)
    ).first()
    if last is None or last.person_id != person.id or last.change not in _LEADS_TO:
        return None
    return last if "was" in json.loads(last.body) and _LEADS_TO[Change(last.change)] is task.place else None


def last_passed(session: Session, person: Person) -> list[Task]:
    """The tasks whose documents this person passed on in what they did last, and may take back."""
    own = select(LedgerEntry).where(col(LedgerEntry.person_id) == person.id)
    last = session.exec(own.order_by(col(LedgerEntry.id).desc()).limit(1)).first()
    if last is not None and last.change == Change.RENUMBER:
        task = session.get_one(Task, last.task_id)
        return [task] if passed_by(session, person, task) else []
    if last is None or last.change not in _LEADS_TO:
        return []
    with_it = session.exec(own.where(LedgerEntry.at == last.at).order_by(col(LedgerEntry.id)))
    tasks = [session.get_one(Task, each.task_id) for each in with_it if each.change in _LEADS_TO]
    return [task for task in tasks if passed_by(session, person, task)]


def pass_back(act: Act, task: Task) -> None:
    """It was said by mistake: the document lies where it lay before. The officer hears of it where they were told.
    Raises Refused, also when somebody went on from there."""
    check(act, task, Change.PASS_BACK)
    passed = passed_by(act.session, act.me, task)
    if passed is None:
        raise Refused(Reason.GONE)
    body = json.loads(passed.body)
    task.place = Place(body["was"]) if body["was"] else None
    task.place_since = date.fromisoformat(body["was_since"]) if body["was_since"] else None
    act.write(task)
    entry = record_and_refresh(act, Change.PASS_BACK, task, place=task.place, entry=passed.seq)
    told = select(Notification.id).where(
        Notification.agency_id == task.agency_id,
        col(Notification.key).startswith(_told_under(task)),
        Notification.created_at >= passed.at,
        col(Notification.sent_at).is_not(None),
    )
    if act.session.exec(told).first() is not None:
        facts = {"task": task.id, "place": task.place, "back": True}
        tell_addressee(act, task, Kind.PASSED_ON, f"{_told_under(task)}{entry.seq}", **facts)
