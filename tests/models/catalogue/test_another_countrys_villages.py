"""Another country's table, as somebody there wrote it by docs/catalogue.md: it survives, and passes as it says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.catalogue.document import RequirementEntry
from models.catalogue.exporting import as_catalogue
from models.catalogue.reading import builtin_calendar, read_catalogue, read_workbook
from models.catalogue.workbook.writing import as_workbook
from models.catalogue.writing import as_yaml
from models.rules.lifecycle import State
from models.rules.scoring import Why
from tests.scored_year import ScoredYear, catalogue_of, year_of

TABLE = catalogue_of("barangay")
# Two of the three ways to release the youth's funds, and the reports of barangays where drugs are sold.
NOT_APPLICABLE = {"1.6.1", "1.6.3", "3.1.6"}


@pytest.fixture
def year(tmp_path: Path) -> Iterator[ScoredYear]:
    with year_of(tmp_path, TABLE) as opened:
        yield opened


def of(*starts: str) -> list[RequirementEntry]:
    return [each for each in TABLE.requirements if (each.criterion or "").startswith(starts)]


def meet(year: ScoredYear, *requirements: RequirementEntry, figure: str = "50/100") -> None:
    for each in requirements:
        figures = [figure for item in each.items if item.kind == "figure"]
        for task in year.tasks(each.code):
            if each.criterion in NOT_APPLICABLE:
                year.enter(task, State.WAIVED)
            else:
                year.accept(task, *figures)


def miss(year: ScoredYear, *requirements: RequirementEntry) -> None:
    for each in requirements:
        for task in year.tasks(each.code):
            year.enter(task, State.MISSED)


def test_it_survives_the_database_the_file_and_the_workbook(year: ScoredYear) -> None:
    loaded = as_catalogue(year.session, year.agency).model_copy(update={"people": ()})
    assert loaded == TABLE
    assert read_catalogue(as_yaml(loaded), "ra.yaml") == TABLE
    assert read_workbook(as_workbook(TABLE, builtin_calendar(), "a.xlsx"), "a.xlsx").catalogue == TABLE


def test_the_core_and_one_of_the_others_pass_the_year(year: ScoredYear) -> None:
    meet(year, *of("1", "2", "3"))
    miss(year, *of("2.3.1.a", "4.3.3", "4.3.5", "5"))
    core = year.forecast()
    assert [area.passed for area in core.areas] == [True, True, True, None, False, None]
    assert core.whole.passed is None, "one of the others is still to come"
    assert core.criteria["1.6.1"].is_out and core.criteria["1.6"].passed is True
    meet(year, *of("4.3.1", "4.3.2"))
    assert year.outlook("4.3").passed is None
    meet(year, *of("4.3.4"))
    assert year.outlook("4.3").passed is True, "three of five"
    meet(year, *of("4.1", "4.2", "4.4", "4.5"))
    assert year.forecast().whole.passed is True


def test_what_came_late_is_for_those_who_judge(year: ScoredYear) -> None:
    (order,) = of("2.1.1")
    year.accept(*year.tasks(order.code), late_by=3)
    found = year.forecast()
    assert (found.criteria["2.1.1"].passed, found.criteria["2.1.1"].why) == (None, Why.LATE)
    assert (found.criteria["2.1.2"].why, found.criteria["2.1"].why) == (None, None)


def test_one_threshold_below_fails_the_year(year: ScoredYear) -> None:
    meet(year, *of("1.1", "1.3", "1.4", "1.5", "1.6", "1.7", "2", "3", "4", "5", "6"))
    assert year.forecast().whole.passed is None
    meet(year, *of("1.2.1"), figure="9/100")
    found = year.forecast()
    assert (found.criteria["1.2"].passed, found.areas[0].passed, found.whole.passed) == (False, False, False)
