"""What a file is measured by before anybody hands it in: the days of the nearest open task, else of the latest."""

from datetime import date

import pytest

from models.measures import Measure, measure_of
from models.tables import ItemKind
from tests.commune import MONTHLY, Commune, commune, template

__all__ = ["commune", "template"]

TODAY = date(2026, 12, 15)


def measure(commune: Commune, requirement: str = MONTHLY) -> Measure:
    with commune.reads() as session:
        return measure_of(session, commune.requirement(session, requirement), TODAY)


def test_the_nearest_open_task_gives_the_days(commune: Commune) -> None:
    days = measure(commune).days
    assert (days.due_on, days.issue_by, days.scoring_year) == (date(2026, 12, 16), None, 2026)
    commune.alter("UPDATE task SET issue_by = '2026-12-10' WHERE period = '2026-12'")
    assert measure(commune).days.issue_by == date(2026, 12, 10)


def test_where_all_are_closed_the_latest_gives_them(commune: Commune) -> None:
    commune.alter("UPDATE task SET state = 'accepted'")
    assert measure(commune).days.due_on == date(2027, 1, 18)
    assert measure(commune).days.scoring_year == 2027


def test_what_was_due_before_adoption_is_never_late(commune: Commune) -> None:
    commune.alter("UPDATE agency SET adopted_on = '2027-02-01'")
    commune.alter("UPDATE task SET issue_by = '2026-12-10'")
    days = measure(commune).days
    assert (days.due_on, days.issue_by, days.scoring_year) == (None, None, 2026)


def test_without_a_task_only_the_year_is_known(commune: Commune) -> None:
    with commune.writes() as session:
        requirement = commune.requirement(session)
        twin = requirement.model_dump(exclude={"id", "code"})
        session.add(type(requirement).model_validate({**twin, "code": "7.5-chua-mo"}))
    days = measure(commune, "7.5-chua-mo").days
    assert (days.due_on, days.issue_by, days.scoring_year) == (None, None, 2026)


def test_a_picture_needs_no_signature_and_is_for_the_item_that_takes_it(commune: Commune) -> None:
    wish = measure(commune).wish_for("image/png")
    assert (wish.number, wish.kind, wish.checks.signed) == (1, ItemKind.SCREENSHOT, "none")
    commune.alter("UPDATE checklist_item SET kind = 'figure'")
    with pytest.raises(LookupError):
        measure(commune).wish_for("image/png")
