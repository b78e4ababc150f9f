"""A task that came back from a superior is due on its new day, wherever that is asked."""

from datetime import date

import pytest
from sqlmodel import Session

from jobs.messages.above import later_days
from jobs.messages.facts import Do
from jobs.messages.gather import task_facts
from jobs.messages.morning import ranked
from jobs.messages.offers import Offer, choices
from models.actor import Act
from models.changes.deciding import extend
from models.changes.waiting import answer, wait
from models.rules.due_day import DueDay, due_of
from models.rules.lifecycle import State
from models.tables import Task
from tests.commune import Commune, at

FRIDAY_AFTER = date(2026, 12, 25)


@pytest.fixture
def session(commune: Commune) -> Session:  # type: ignore[misc]
    with commune.writes() as session:
        yield session


@pytest.fixture
def answered(commune: Commune, session: Session) -> Task:
    """Due on 16/12/2026, answered on the 15th: to be done by Friday 25/12."""
    task, head = commune.task(session), commune.actor(session, "binh.vhxh")
    wait(Act(session, head, commune.now), task, "Sở Nội vụ", "25/TTr-UBND ngày 16/01/2026")
    answer(Act(session, head, commune.now), task, FRIDAY_AFTER)
    return task


def test_the_day_to_fix_it_by_has_no_hour_and_comes_before_the_due_day(answered: Task) -> None:
    assert due_of(answered) == DueDay(FRIDAY_AFTER)


def test_every_day_offered_to_put_it_off_is_taken(commune: Commune, session: Session, answered: Task) -> None:
    offered = later_days(session, answered, commune.now)
    assert offered and min(offered) > FRIDAY_AFTER
    extend(
        Act(session, commune.actor(session, "binh.vhxh"), commune.now),
        answered,
        offered[0],
        "Sở trả lời muộn",
    )
    assert answered.due_on == offered[0]


def test_who_has_days_left_is_not_asked_whether_they_are_stuck(
    commune: Commune, session: Session, answered: Task
) -> None:
    officer = commune.person(session, "an.vhxh")

    def offers(day: str) -> set[Do]:
        return {each.do for row in choices(Offer(session, officer, answered, at(day))) for each in row}

    assert Do.LATER in offers("17/12/2026") and Do.STUCK not in offers("17/12/2026")
    assert Do.STUCK in offers("25/12/2026")


def test_what_was_sent_back_is_ranked_by_the_days_left_to_mend_it(
    commune: Commune, session: Session, answered: Task
) -> None:
    """Both are worth the same; the other is due a week earlier."""
    now, answered.state = at("17/12/2026"), State.RETURNED
    assert task_facts(session, answered, now).left == 6
    other = commune.task(session, "2027-01")
    other.due_on = other.scheduled_on = date(2026, 12, 18)
    session.add(other)
    session.flush()
    worths = [task_facts(session, each, now).worth for each in (answered, other)]
    assert worths[0] is not None and worths[0] == worths[1]
    assert ranked(session, [answered, other], now) == [other, answered]
