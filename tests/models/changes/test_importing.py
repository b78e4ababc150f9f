"""A whole catalogue is loaded by an admin and taken back as one, with what came of it."""

import pytest
from sqlmodel import Session, col, select

from jobs.opening import open_tasks
from jobs.verify import verify
from models.actor import CLOCK, OPERATOR, Act
from models.catalogue.exporting import as_catalogue
from models.catalogue.reading import Content
from models.changes.enlisting import add_roles
from models.changes.importing import import_content
from models.changes.taking_back import take_back
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import ACTIVE, State
from models.tables import Adjustment, Notification, NotificationTask, Person, Requirement, Role, Task
from tests.commune import MONTHLY, Commune

NEW = "7.5-bao-cao-moi"


def imported(commune: Commune) -> int:
    """The catalogue with one more monthly report, whose periods of the year before today are to settle."""
    with commune.writes() as session:
        agency = commune.agency(session)
        catalogue = as_catalogue(session, agency)
        monthly = next(each for each in catalogue.requirements if each.code == MONTHLY)
        more = (*catalogue.requirements, monthly.model_copy(update={"code": NEW, "title": "Báo cáo mới"}))
        content = Content(catalogue.model_copy(update={"requirements": more}))
        made = import_content(commune.act(session, "minh.vp"), content)
        open_tasks(Act(session, CLOCK, commune.now), agency)
        return made.id or 0


def states(commune: Commune) -> set[State]:
    with commune.reads() as session:
        wanted = select(Task.state).join(Requirement).where(Requirement.code == NEW)
        return set(session.exec(wanted))


def test_what_a_file_added_is_gone_again_its_past_periods_too(commune: Commune) -> None:
    number = imported(commune)
    assert states(commune) == {State.OPEN, State.TO_SETTLE}
    with commune.writes() as session:
        adjustment = session.get_one(Adjustment, number)
        take_back(commune.act(session, "minh.vp"), adjustment)
    assert states(commune) == {State.WAIVED}
    with commune.reads() as session:
        assert NEW not in {each.code for each in as_catalogue(session, commune.agency(session)).requirements}
        assert verify(session, commune.store) == []


def test_what_something_came_of_is_not_taken_back(commune: Commune) -> None:
    number = imported(commune)
    with commune.writes() as session:
        requirement = commune.requirement(session, NEW)
        requirement.title = "Tên khác"
        session.add(requirement)
    with commune.writes() as session, pytest.raises(Refused) as refused:
        adjustment = session.get_one(Adjustment, number)
        take_back(commune.act(session, "minh.vp"), adjustment)
    assert refused.value.reason is Reason.DEPENDED_ON
    assert states(commune) == {State.OPEN, State.TO_SETTLE}


def given_to_dung(commune: Commune, session: Session) -> Content:
    """The catalogue as it stands, but that the monthly report is Dũng's."""
    catalogue = as_catalogue(session, commune.agency(session))
    monthly = next(each for each in catalogue.requirements if each.code == MONTHLY)
    given = monthly.model_copy(update={"responsible": "dung.vhxh"})
    others = (each for each in catalogue.requirements if each is not monthly)
    return Content(catalogue.model_copy(update={"requirements": (given, *others)}))


def told(session: Session, since: int = 0) -> list[tuple[str | None, str]]:
    """Who hears of duties, and on which side of it they are."""
    wanted = select(Notification).where(Notification.kind == Kind.WORK_MOVED, col(Notification.id) > since)
    rows = session.exec(wanted.order_by(col(Notification.id))).all()
    return [(session.get_one(Person, row.person_id).code, row.facts["side"]) for row in rows]


def tasks_of(session: Session, row: Notification) -> list[int]:
    links = select(NotificationTask.task_id).where(NotificationTask.notification_id == row.id)
    return sorted(session.exec(links))


def test_whose_duty_changes_by_a_file_and_their_head_are_told_and_again_when_it_is_taken_back(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        content = given_to_dung(commune, session)
        made = import_content(commune.act(session, "minh.vp"), content)
        assert sorted(told(session)) == [("an.vhxh", "from"), ("binh.vhxh", "head"), ("dung.vhxh", "to")]
        monthly = commune.requirement(session, MONTHLY)
        running = session.exec(
            select(Task.id).where(Task.requirement_id == monthly.id, col(Task.state).in_(ACTIVE))
        ).all()
        listed = {
            session.get_one(Person, row.person_id).code: (row.facts["requirements"], tasks_of(session, row))
            for row in session.exec(select(Notification).where(Notification.kind == Kind.WORK_MOVED))
        }
        of_it = ([monthly.id], sorted(running))
        assert listed == {"dung.vhxh": of_it, "binh.vhxh": of_it, "an.vhxh": ([monthly.id], [])}
        last = max(row.id or 0 for row in session.exec(select(Notification)))
        take_back(commune.act(session, "minh.vp"), made)
        assert sorted(told(session, last)) == [
            ("an.vhxh", "to"),
            ("binh.vhxh", "head"),
            ("dung.vhxh", "from"),
        ]


def test_who_loads_a_file_that_gives_them_a_duty_is_not_told(commune: Commune) -> None:
    with commune.writes() as session:
        add_roles(
            Act(session, OPERATOR, commune.now), commune.person(session, "dung.vhxh"), [Role.ADMIN], None
        )
        content = given_to_dung(commune, session)
        import_content(commune.act(session, "dung.vhxh"), content)
        assert sorted(told(session)) == [("an.vhxh", "from"), ("binh.vhxh", "head")]
