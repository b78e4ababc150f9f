"""The twenty kinds of rule that real tables of criteria hold: each can be said, and what it says happens."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.catalogue.exporting import as_catalogue
from models.catalogue.reading import builtin_calendar, read_catalogue, read_workbook
from models.catalogue.workbook.writing import as_workbook
from models.catalogue.writing import as_yaml
from models.forecast import forecast
from models.rules.lifecycle import State
from models.rules.scoring import Why
from tests.scored_year import AFTERWARDS, ScoredYear, catalogue_of, year_of

TABLE = Path(__file__).parents[2] / "data" / "criteria-table-example.tsv"
KINDS, PASSES = "hai-muoi-loai", "dat-chua-dat"
# Where each row of the table is said: the file, and the criterion.
SAID = {n: (KINDS, f"1.{n}") for n in range(1, 21)} | {12: (KINDS, "7.5"), 18: (PASSES, "1.1")}


@pytest.fixture
def year(tmp_path: Path) -> Iterator[ScoredYear]:
    with year_of(tmp_path, catalogue_of(KINDS)) as opened:
        yield opened


@pytest.fixture
def passing(tmp_path: Path) -> Iterator[ScoredYear]:
    with year_of(tmp_path, catalogue_of(PASSES)) as opened:
        yield opened


def points(text: str) -> Decimal:
    return Decimal(text)


def test_every_row_of_the_table_is_said() -> None:
    with TABLE.open(encoding="utf-8") as file:
        rows = {int(row["n"]) for row in csv.DictReader(file, delimiter="\t")}
    assert rows == SAID.keys()
    codes = {
        name: {each.code for criteria_set in catalogue_of(name).sets for each in criteria_set.criteria}
        for name in (KINDS, PASSES)
    }
    assert [n for n, (name, code) in SAID.items() if code not in codes[name]] == []


@pytest.mark.parametrize("name", [KINDS, PASSES])
def test_each_survives_the_database_and_the_workbook(name: str, tmp_path: Path) -> None:
    catalogue = catalogue_of(name)
    with year_of(tmp_path, catalogue) as year:
        loaded = as_catalogue(year.session, year.agency).model_copy(update={"people": ()})
    assert loaded == catalogue
    assert read_catalogue(as_yaml(loaded), "ra.yaml") == catalogue
    read = read_workbook(as_workbook(catalogue, builtin_calendar(), "xa.xlsx"), "xa.xlsx").catalogue
    assert (read, as_yaml(read)) == (catalogue, as_yaml(catalogue))


def test_a_threshold_is_reached_by_the_last_figure_of_the_year(year: ScoredYear) -> None:
    first, *others, last = year.tasks("1.10-giai-ngan")
    year.accept(first, "20/100")
    under_way = year.outlook("1.10")
    assert (under_way.earned, under_way.possible, under_way.final) == (points("0.00"), points("2.00"), None)
    for each in others:
        year.accept(each, "40/100")
    year.accept(last, "1/2")
    assert year.outlook("1.10").final == points("2.00")


def test_a_threshold_that_was_not_reached_gives_nothing(year: ScoredYear) -> None:
    for each in year.tasks("1.10-giai-ngan"):
        year.accept(each, "49.99/100")
    assert year.outlook("1.10").final == points("0.00")


@pytest.mark.parametrize(("rate", "given"), [("95/100", "1.00"), ("94/100", "0.50"), ("79/100", "0.00")])
def test_a_threshold_with_steps(year: ScoredYear, rate: str, given: str) -> None:
    year.accept(*year.tasks("1.11-dung-han"), rate)
    assert year.outlook("1.11").final == points(given)


def test_a_share_of_points_counts_what_came_in_time(year: ScoredYear) -> None:
    """ "8/9 báo cáo đúng hạn trên 1,5 điểm"; three others were not asked for."""
    months = year.tasks("7.5-bao-cao-tthc-thang")
    for each in months[:8]:
        year.accept(each)
    for each in months[9:]:
        year.enter(each, State.WAIVED)
    so_far = year.outlook("7.5")
    assert (so_far.earned, so_far.possible, so_far.final) == (points("1.33"), points("1.50"), None)
    year.enter(months[8], State.MISSED)
    assert year.outlook("7.5").final == points("1.33")


def test_what_came_late_is_for_the_council_but_not_while_it_is_still_accepted(year: ScoredYear) -> None:
    months = year.tasks("7.5-bao-cao-tthc-thang")
    for each in months:
        year.accept(each, late_by=2 if each is months[0] else 0, done_on=each.due_on)
    late = year.outlook("7.5")
    assert (late.final, late.why, late.earned, late.possible) == (
        None,
        Why.LATE,
        points("1.38"),
        points("1.50"),
    )
    months[0].accepted_until = months[0].due_on
    assert year.outlook("7.5").final == points("1.50")


@pytest.mark.parametrize(("rate", "given"), [("64/100", "4.80"), ("91/100", "6.00")])
def test_a_share_up_to_a_target(year: ScoredYear, rate: str, given: str) -> None:
    year.accept(*year.tasks("1.13-truc-tuyen"), rate)
    assert year.outlook("1.13").final == points(given)


def test_all_or_nothing_over_cases(year: ScoredYear) -> None:
    """ "Mọi hồ sơ trễ hẹn đều có văn bản xin lỗi"; another may come until the year is over."""
    assert year.outlook("1.14", AFTERWARDS).final == points("1.00"), "no file was late"
    one, other = (year.case("1.14-xin-loi", code) for code in ("H01.2026-1", "H01.2026-2"))
    year.accept(one)
    year.accept(other)
    assert year.outlook("1.14").final is None
    assert year.outlook("1.14", AFTERWARDS).final == points("1.00")
    year.enter(other, State.MISSED)
    assert year.outlook("1.14", AFTERWARDS).final == points("0.00")


def paid(year: ScoredYear, third: str = "40/100", source: str = "EMC") -> None:
    for name, rate in (("so-phi", "90/100"), ("thue", "90/100")):
        year.accept(*year.tasks(f"1.15-{name}"), rate)
    year.accept(*year.tasks("1.15-khac"), third, source=source)


def test_a_sum_of_capped_parts(year: ScoredYear) -> None:
    paid(year)
    assert year.outlook("1.15").final == points("8.40")


def test_a_part_without_anything_to_count_leaves_the_maximum(year: ScoredYear) -> None:
    paid(year, "0/0")
    outlook = year.outlook("1.15")
    assert (outlook.final, outlook.maximum) == (points("7.40"), points("8"))


def test_two_sources_are_never_mixed(year: ScoredYear) -> None:
    paid(year, source="Cổng dịch vụ công quốc gia")
    outlook = year.outlook("1.15")
    assert (outlook.earned, outlook.why) == (None, Why.SOURCES)
    assert set(outlook.sources) == {"EMC", "Cổng dịch vụ công quốc gia"}


def test_one_source_may_be_spelled_in_two_ways(year: ScoredYear) -> None:
    paid(year, source="emc")
    assert year.outlook("1.15").final == points("8.40")


def test_criteria_are_parts_of_one_to_any_depth(year: ScoredYear) -> None:
    year.accept(*year.tasks("1.15.a.1-so-hoa"), "50/100")
    half = year.outlook("1.15.a")
    assert (half.earned, half.possible, half.why) == (points("1.00"), points("2.00"), Why.PARTS)
    year.accept(*year.tasks("1.15.a.2-dien-tu"), "90/100")
    assert year.outlook("1.15.a").final == points("1.90")


def test_nothing_to_count_gives_full_points(year: ScoredYear) -> None:
    year.accept(*year.tasks("1.16-phan-anh"), "0/0")
    assert year.outlook("1.16").final == points("20.00")


def test_a_figure_that_is_not_applicable_counts_nothing(year: ScoredYear) -> None:
    (task,) = year.tasks("1.16-phan-anh")
    year.enter(task, State.WAIVED)
    assert year.outlook("1.16").final == points("20.00")


def test_nothing_to_count_leaves_the_total(year: ScoredYear) -> None:
    before = year.forecast().whole.maximum
    assert before is not None
    year.accept(*year.tasks("1.17-lien-thong"), "0/0")
    assert year.outlook("1.17").is_out
    assert year.forecast().whole.maximum == before - 20


def test_what_is_for_information_is_neither_counted_nor_unknown(year: ScoredYear) -> None:
    year.accept(*year.tasks("1.19-dan-so"))
    outlook = year.outlook("1.19")
    assert (outlook.earned, outlook.possible, outlook.maximum, outlook.passed) == (None, None, None, None)
    assert "1.19" not in year.forecast().whole.unknown


def met(year: ScoredYear, *codes: str) -> None:
    for code in codes:
        year.accept(*year.tasks(code))


CORE = ("1.1.1.a-anh", "2.1-minh-chung", "3.1-minh-chung")


def test_a_year_is_passed_by_three_core_areas_and_one_of_the_others(passing: ScoredYear) -> None:
    assert passing.forecast().whole.passed is None
    met(passing, *CORE, "4.2-minh-chung")
    passing.accept(*passing.tasks("1.1.2-giai-ngan"), "30/100", "50/100")
    found = passing.forecast()
    assert {area.code: area.passed for area in found.areas} == {
        "1": True,
        "2": True,
        "3": True,
        "4": True,
        "5": None,
        "6": None,
    }
    assert found.whole.passed is True
    assert (found.criteria["1.1"].passed, found.criteria["1.1.1"].passed) == (True, True)
    assert found.criteria["1.1.1.b"].passed is None, "nobody has handed it in"


def test_a_year_is_failed_by_a_core_area_or_by_all_the_others(passing: ScoredYear) -> None:
    met(passing, *CORE[:2])
    passing.accept(*passing.tasks("1.1.2-giai-ngan"), "60/100", "50/100")
    for code in ("4.1", "4.2", "5.1", "6.1"):
        passing.enter(*passing.tasks(f"{code}-minh-chung"), State.MISSED)
    assert passing.forecast().whole.passed is False
    assert passing.forecast().areas[2].passed is None


def test_neither_of_two_alternative_thresholds_fails_what_holds_it(passing: ScoredYear) -> None:
    met(passing, *CORE)
    passing.accept(*passing.tasks("1.1.2-giai-ngan"), "30/100", "49/100")
    found = passing.forecast()
    assert (found.criteria["1.1.2"].passed, found.criteria["1.1"].passed, found.areas[0].passed) == (
        False,
        False,
        False,
    )


def test_one_alternative_alone_is_enough(passing: ScoredYear) -> None:
    passing.accept(*passing.tasks("1.1.2-giai-ngan"), "70/100", items=("khoi-luong",))
    assert passing.outlook("1.1.2").passed is True


def test_a_year_before_the_first_set_has_no_forecast(passing: ScoredYear) -> None:
    assert forecast(passing.session, passing.agency, 2025, date(2025, 12, 31)) is None
