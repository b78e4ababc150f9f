"""Databases to measure on: the built-in catalogue, and as many tasks, messages or entries as wanted."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, insert
from sqlmodel import Session, col, select, update

from bot.setup import set_up
from jobs.tick import tick
from models.actor import CLOCK, OPERATOR, Act
from models.changes.case_lists import import_list
from models.changes.common import tell
from models.changes.enlisting import enlist
from models.database import connect, writing
from models.ledger import record
from models.portions import in_portions
from models.rules.cases.listed import CaseListRead, ListedCase, ListKind, Standing
from models.rules.lifecycle import State
from models.rules.reading import Place
from models.rules.zone import VIETNAM, at
from models.tables import (
    Agency,
    Ladder,
    OutboxState,
    Person,
    Requirement,
    Role,
    Rung,
    RungState,
    Task,
)

ADOPTED = datetime(2026, 11, 23, 7, 0, tzinfo=VIETNAM)
# A Tuesday, so that nobody is greeted for the week, as working hours begin.
NOW = datetime(2026, 12, 1, 7, 30, tzinfo=VIETNAM)
_DUE_ON = date(2027, 3, 31)
_DUE_TOMORROW = NOW.date() + timedelta(days=1)
_A_LOT = 50_000
_STEPS = [f"T-{days}" for days in (30, 15, 7, 3, 1, 0)]


def with_tasks(path: Path, count: int, due: int) -> Path:
    """So many open tasks of one officer, the first few with a rung that comes due at NOW."""
    engine = _ready(path)
    with writing(engine) as session:
        officer = _officers(session, 1)[0]
        tasks = _open_tasks(session, [officer] * count)
        session.connection().execute(
            update(Task).where(col(Task.id).in_(tasks[:due])).values(next_ping_at=NOW)
        )
        first = (col(Rung.task_id).in_(tasks[:due])) & (Rung.name == _STEPS[0])
        session.connection().execute(update(Rung).where(first).values(speak_at=NOW))
    engine.dispose()
    return path


def with_due(path: Path, count: int, due: int, officers: int) -> Path:
    """So many open tasks of so many officers in turn, of which the first ones have a rung that comes due at NOW."""
    engine = _ready(path)
    with writing(engine) as session:
        people = _officers(session, officers)
        first = _open_tasks(session, [people[number % officers] for number in range(due)])
        for some in in_portions(first):
            session.connection().execute(update(Task).where(col(Task.id).in_(some)).values(next_ping_at=NOW))
            soonest = col(Rung.task_id).in_(some) & (col(Rung.name) == _STEPS[0])
            session.connection().execute(update(Rung).where(soonest).values(speak_at=NOW))
    for start in range(due, count, _A_LOT):
        with writing(engine) as session:
            more = [people[number % officers] for number in range(start, min(start + _A_LOT, count))]
            _open_tasks(session, more, start)
    engine.dispose()
    return path


def with_all_that_stands(path: Path, count: int) -> Path:
    """So many people, and of each of these so many: tasks that closed unanswered after a reminder, that wait for
    a superior, that wait for a reviewer, whose document lies with the clerk, and messages that wait their turn."""
    engine = _ready(path)
    with writing(engine) as session:
        agency = session.exec(select(Agency)).one()
        officers = _officers(session, count)
        for number, role in enumerate((Role.HEAD, Role.LEADER, Role.CLERK, Role.REVIEWER, Role.ADMIN)):
            boss = enlist(
                Act(session, OPERATOR, ADOPTED), agency, f"Người {role}", [role], code=f"bench.{role}"
            )
            boss.chat_id = 2_000_000 + number
            session.add(boss)
        tasks = _open_tasks(session, officers * 4)
        standing = [tasks[start : start + count] for start in range(0, 4 * count, count)]
        closed_on = NOW.date() - timedelta(days=3)
        changes: list[dict[str, Any]] = [
            {"state": State.MISSED, "due_on": closed_on, "closes_on": closed_on, "next_ping_at": None},
            {"state": State.WAITING, "next_ping_at": NOW + timedelta(days=9)},
            {"state": State.SUBMITTED, "next_ping_at": NOW + timedelta(days=2)},
            {"place": Place.CLERK, "place_since": closed_on},
        ]
        for ids, values in zip(standing, changes, strict=True):
            for some in in_portions(ids):
                session.connection().execute(update(Task).where(col(Task.id).in_(some)).values(**values))
        _remind_of(session, officers, standing[0], closed_on)
        for number, officer in enumerate(officers):
            tell(Act(session, CLOCK, NOW), agency.id or 0, "told", f"paced/{number}", person=officer)
    engine.dispose()
    return path


def _remind_of(session: Session, officers: list[Person], tasks: list[int], due_on: date) -> None:
    """The last rung of each was delivered two days before it was due."""
    told_at = at(due_on - timedelta(days=2), time(7, 30))
    for officer, task_id in zip(officers, tasks, strict=True):
        task = session.get_one(Task, task_id)
        row = tell(
            Act(session, CLOCK, told_at),
            task.agency_id,
            "card",
            f"bench/{task_id}",
            person=officer,
            tasks=[task],
        )
        assert row is not None
        row.state, row.sent_at = OutboxState.SENT, told_at
        last = session.exec(select(Rung).where(Rung.task_id == task_id, Rung.name == _STEPS[-1])).one()
        last.state, last.anchor_on, last.notification_id = RungState.SPOKEN, due_on, row.id


def with_messages(path: Path, count: int, chats: int) -> Path:
    """So many cards waiting to be sent, to the people of so many chats in turn."""
    engine = _ready(path)
    with writing(engine) as session:
        officers = _officers(session, chats)
        readers = [officers[number % chats] for number in range(count)]
        agency_id = readers[0].agency_id
        for reader, task_id in zip(readers, _open_tasks(session, readers), strict=True):
            task = session.get_one(Task, task_id)
            tell(Act(session, CLOCK, NOW), agency_id, "card", f"bench/{task_id}", person=reader, tasks=[task])
    engine.dispose()
    return path


def with_cases(path: Path, count: int, officers: int) -> Path:
    """So many citizen files that need an apology by tomorrow, of so many officers in turn; none was told yet."""
    engine = _ready(path)
    with writing(engine) as session:
        people = _officers(session, officers)
        listed = tuple(
            ListedCase(
                code=f"H38.{number:06}",
                promised_on=_DUE_TOMORROW + timedelta(days=1),
                standing=Standing.RUNNING,
                procedure="Đăng ký khai sinh",
                handler=people[number % officers].full_name,
            )
            for number in range(count)
        )
        read = CaseListRead(ListKind.XLSX, (), listed, as_of=NOW - timedelta(minutes=30))
        agency = session.exec(select(Agency)).one()
        import_list(Act(session, OPERATOR, NOW - timedelta(minutes=10)), agency, read, "0" * 64)
    engine.dispose()
    return path


def with_entries(path: Path, count: int) -> Path:
    """A ledger that much longer."""
    engine = _ready(path)
    with writing(engine) as session:
        agency = session.exec(select(Agency)).one()
        for number in range(count):
            record(Act(session, CLOCK, NOW), "bench", agency, number=number)
    engine.dispose()
    return path


def _ready(path: Path) -> Engine:
    """As it is an hour before NOW: opened, ticked, and with nothing left to say."""
    engine = connect(f"sqlite:///{path}")
    set_up(engine, ADOPTED)
    tick(engine, NOW - timedelta(hours=1))
    with writing(engine) as session:
        session.connection().execute(update(Task).values(next_ping_at=None))
    return engine


def _officers(session: Session, count: int) -> list[Person]:
    agency = session.exec(select(Agency)).one()
    people = [
        enlist(
            Act(session, OPERATOR, ADOPTED),
            agency,
            f"Cán bộ {number}",
            [Role.OFFICER],
            code=f"bench.{number}",
        )
        for number in range(count)
    ]
    for number, person in enumerate(people):
        person.chat_id = 1_000_000 + number
        session.add(person)
    session.flush()
    return people


def _open_tasks(session: Session, responsible: list[Person], start: int = 0) -> list[int]:
    """Raw rows, a task for each entry of `responsible`, every one with a whole ladder; returns their ids."""
    requirement = session.exec(select(Requirement).order_by(Requirement.code)).first()
    assert requirement is not None
    session.connection().execute(
        insert(Task), [_task(requirement, number, person) for number, person in enumerate(responsible, start)]
    )
    made = select(Task.id).where(Task.requirement_id == requirement.id, Task.period >= _period(start))
    ids = session.exec(made.order_by(col(Task.id)))
    found = [task_id for task_id in ids if task_id is not None]
    session.connection().execute(insert(Rung), [rung for task_id in found for rung in _ladder(task_id)])
    return found


def _period(number: int) -> str:
    return f"bench-{number:07}"


def _task(requirement: Requirement, number: int, person: Person) -> dict[str, Any]:
    return {
        "agency_id": requirement.agency_id,
        "requirement_id": requirement.id,
        "unit_id": requirement.unit_id,
        "period": _period(number),
        "scoring_year": 2027,
        "scheduled_on": _DUE_ON,
        "due_on": _DUE_ON,
        "closes_on": date(2028, 1, 15),
        "state": State.OPEN,
        "responsible_id": person.id,
        "steps": _STEPS,
        "next_ping_at": at(_DUE_ON - timedelta(days=42), time(7, 30)),
        "opened_at": ADOPTED,
    }


def _ladder(task_id: int) -> list[dict[str, Any]]:
    return [
        {
            "task_id": task_id,
            "ladder": Ladder.DEADLINE,
            "name": name,
            "offset": int(name[1:]),
            "anchor_on": _DUE_ON,
            "after_cutoff": False,
            "speak_at": at(_DUE_ON + timedelta(days=int(name[1:]) * 7 // 5), time(7, 30)),
            "state": RungState.PLANNED,
        }
        for name in _STEPS
    ]
