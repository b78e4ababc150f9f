"""A whole catalogue is loaded by an admin and taken back as one, with what came of it."""

import pytest
from sqlmodel import select

from jobs.opening import open_tasks
from jobs.verify import verify
from models.actor import CLOCK, Act
from models.catalogue.exporting import as_catalogue
from models.catalogue.reading import Content
from models.changes.importing import import_content
from models.changes.taking_back import take_back
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.tables import Adjustment, Requirement, Task
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
