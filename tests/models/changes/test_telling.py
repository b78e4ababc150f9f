"""Who is told of a change, in which message, and which copies of earlier messages change with it."""

from datetime import datetime

import pytest
from sqlmodel import Session, col, select

from models.actor import CLOCK, Act, acting
from models.changes.common import (
    ASKED_FOR,
    HELD_BACK,
    MOST_STARTED,
    add_to_list,
    is_day_full,
    started_on,
    tell,
    tell_addressee,
    tell_heads,
)
from models.changes.evidence import add_evidence, withdraw
from models.changes.staffing import deactivate
from models.kinds import Kind
from models.tables import (
    Finding,
    Notification,
    NotificationTask,
    OutboxState,
    Person,
    SentMessage,
    Task,
)
from tests.commune import Commune, at

REVIEWER, CHAT = "binh.vhxh", 100_003


def started(commune: Commune, session: Session, number: int, kind: Kind = Kind.CARD) -> list[Notification]:
    """What the program started towards the reviewer today."""
    person = commune.person(session, REVIEWER)
    act = Act(session, CLOCK, commune.now)
    rows = [tell(act, person.agency_id, kind, f"{kind}/{each}", person=person) for each in range(number)]
    return [row for row in rows if row is not None]


def sent(session: Session, row: Notification, now: datetime, message_id: int = 500) -> None:
    row.state, row.sent_at = OutboxState.SENT, now
    session.add(row)
    session.add(
        SentMessage(
            notification_id=row.id or 0,
            person_id=row.person_id,
            chat_id=CHAT,
            message_id=message_id,
            sent_at=now,
        )
    )
    session.flush()


def edits(session: Session) -> list[int | None]:
    """The messages that are to be edited."""
    return list(session.exec(select(Notification.edits).where(col(Notification.edits).is_not(None))))


def hand_in(commune: Commune, session: Session) -> Task:
    task = commune.task(session)
    an = commune.actor(session, "an.vhxh")
    add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
    return task


def requests(session: Session) -> list[Notification]:
    return list(session.exec(select(Notification).where(Notification.kind == Kind.REVIEW)))


@pytest.mark.parametrize(("already", "cards"), [(MOST_STARTED - 1, 1), (MOST_STARTED, 0)])
def test_a_reviewer_gets_no_fourth_message_on_one_day(commune: Commune, already: int, cards: int) -> None:
    assert MOST_STARTED == 3
    with commune.writes() as session:
        started(commune, session, already)
        hand_in(commune, session)
        assert len(requests(session)) == cards


def test_after_three_messages_a_request_joins_the_list_and_the_sent_list_is_edited(commune: Commune) -> None:
    with commune.writes() as session:
        started(commune, session, MOST_STARTED - 1)
        (listed,) = started(commune, session, 1, Kind.REVIEW_LIST)
        sent(session, listed, commune.now)
        task = hand_in(commune, session)
        link = select(NotificationTask).where(NotificationTask.notification_id == listed.id)
        assert [each.task_id for each in session.exec(link)] == [task.id]
        assert requests(session) == []
        assert edits(session) == [500]


def test_a_list_in_chat_is_edited_for_what_joins_it_and_nothing_joins_it_twice(commune: Commune) -> None:
    with commune.writes() as session:
        (listed,) = started(commune, session, 1, Kind.REVIEW_LIST)
        sent(session, listed, commune.now)
        for _ in range(2):
            add_to_list(Act(session, CLOCK, commune.now), listed, commune.task(session))
        links = session.exec(select(NotificationTask)).all()
        assert [each.number for each in links if each.notification_id == listed.id] == [1]
        edit = session.exec(select(Notification).where(Notification.edits == 500)).one()
        assert edit.version == 1


def test_a_file_that_was_withdrawn_elsewhere_serves_nothing_else(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.actor(session, "an.vhxh")
        task = hand_in(commune, session)
        withdraw(Act(session, an, commune.now), task)
        january = commune.task(session, "2027-01")
        added = add_evidence(Act(session, an, commune.now), january, commune.file(), commune.said())
        assert added.also_serves == []
        assert session.exec(select(Finding)).all() == []


@pytest.mark.parametrize(("who", "told"), [("an.vhxh", []), ("binh.vhxh", ["an.vhxh"])])
def test_who_did_it_is_not_told_of_it(commune: Commune, who: str, told: list[str]) -> None:
    with commune.writes() as session:
        task, by = commune.task(session), commune.person(session, who)
        tell_addressee(Act(session, acting(by), commune.now), task, Kind.DECIDED, "test")
        rows = session.exec(select(Notification).where(Notification.key == "test")).all()
        assert [session.get_one(Person, row.person_id or 0).code for row in rows] == told


def test_when_somebody_leaves_without_an_heir_what_was_sent_of_their_work_is_edited(commune: Commune) -> None:
    """The report is An's by its requirement: nobody's name stands on the task itself."""
    with commune.writes() as session:
        task, an = commune.task(session), commune.person(session, "an.vhxh")
        assert task.responsible_id is None
        head = commune.person(session, REVIEWER)
        by_clock = Act(session, CLOCK, commune.now)
        row = tell(by_clock, task.agency_id, Kind.ESCALATION, "sent", person=head, tasks=[task])
        assert row is not None
        sent(session, row, commune.now)
        deactivate(Act(session, commune.actor(session, "minh.vp"), commune.now), an, None)
        assert edits(session) == [500]


def test_what_an_admin_gives_stands_in_one_list_of_the_day_to_the_heads_of_the_unit(commune: Commune) -> None:
    with commune.writes() as session:
        admin, an = commune.act(session, "minh.vp"), commune.person(session, "an.vhxh")
        known = len(session.exec(select(Notification)).all())
        tasks = [commune.task(session), commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")]
        for task in tasks:
            tell_heads(admin, task, an)
            tell_heads(admin, task, an)
        (listed,) = session.exec(select(Notification).where(Notification.kind == Kind.GIVEN)).all()
        assert listed.person_id == commune.person(session, REVIEWER).id
        links = session.exec(
            select(NotificationTask)
            .where(NotificationTask.notification_id == listed.id)
            .order_by(col(NotificationTask.number))
        ).all()
        assert [(each.number, each.task_id) for each in links] == [
            (1, tasks[0].id),
            (2, tasks[1].id),
        ]
        # Neither the head to whom it was given, nor what a head or the clock gave, is told so.
        tell_heads(commune.act(session, REVIEWER), tasks[0], an)
        tell_heads(Act(session, CLOCK, commune.now), tasks[0], an)
        commune.now = at("16/12/2026")
        tell_heads(commune.act(session, "minh.vp"), tasks[0], commune.person(session, REVIEWER))
        assert len(session.exec(select(Notification)).all()) == known + 1
        tell_heads(commune.act(session, "minh.vp"), tasks[0], an)
        assert len(session.exec(select(Notification)).all()) == known + 2


def test_what_was_started_is_counted_by_the_day_on_which_it_goes(commune: Commune) -> None:
    commune.now = at("15/12/2026", "09:00")
    with commune.writes() as session:
        person = commune.person(session, REVIEWER)
        rows = started(commune, session, 7)
        moments = (
            ("15/12/2026", "00:00"),
            ("15/12/2026", "23:59"),
            ("14/12/2026", "23:59"),
            ("16/12/2026", "00:00"),
        )
        for row, moment in zip(rows, moments, strict=False):
            row.not_before = at(*moment)
        rows[4].state = OutboxState.MOOT
        rows[5].facts = rows[5].facts | {ASKED_FOR: True}
        rows[6].facts = rows[6].facts | {HELD_BACK: True}
        session.flush()
        assert started_on(session, person, commune.now) == rows[:2]
        assert not is_day_full(session, person, commune.now)
        assert is_day_full(session, person, commune.now, spare=1)
        rows[6].state = OutboxState.SENT
        session.flush()
        assert is_day_full(session, person, commune.now)
        # In the evening the next day is meant.
        assert started_on(session, person, at("15/12/2026", "18:00")) == [rows[3]]
