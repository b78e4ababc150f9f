"""A year more: copied without results, what came once proposed anew, what is to be confirmed listed."""

from datetime import date

import pytest

from models.catalogue.document import Catalogue, RequirementEntry
from models.catalogue.due import DueEntry
from models.catalogue.reading import builtin_calendar, builtin_catalogue, read_content
from models.catalogue.rolling import Asked, CannotRoll, NoRoll, Rolled, ToConfirm, a_year_later, roll
from models.catalogue.workbook.writing import as_workbook
from models.catalogue.writing import as_yaml

DAYS = builtin_calendar()


def once(code: str, criterion: str | None, day: date) -> RequirementEntry:
    model = next(each for each in builtin_catalogue().requirements if each.criterion == "7.5")
    changes = {
        "code": code,
        "criterion": criterion,
        "title": "Kế hoạch tuyên truyền năm 2026",
        "short": "Kế hoạch 2026",
        "cadence": "once",
        "cutoff": None,
        "due": DueEntry(date=day),
        "ladder": (),
        "starts_on": None,
        "status": "decided",
        "line": None,
    }
    return RequirementEntry.model_validate(dict(model.model_copy(update=changes)))


def with_requirements(*added: RequirementEntry) -> Catalogue:
    catalogue = builtin_catalogue()
    return catalogue.model_copy(update={"requirements": (*catalogue.requirements, *added)})


def asked(made: Rolled, what: ToConfirm) -> list[Asked]:
    return [each for each in made.asked if each.what is what]


def test_the_set_is_copied_and_the_results_stay_with_their_year() -> None:
    made = roll(builtin_catalogue(), DAYS, 2027)
    of_2025, _, of_2027 = made.catalogue.sets
    assert (of_2027.year, of_2027.copy_of) == (2027, 2025)
    assert any(each.result for each in of_2025.criteria)
    assert made.catalogue.requirements == builtin_catalogue().requirements


def test_what_a_criterion_wanted_once_is_proposed_by_the_same_day() -> None:
    made = roll(with_requirements(once("7.5-tuyen-truyen", "7.5", date(2026, 12, 25))), DAYS, 2027)
    proposed = made.catalogue.requirements[-1]
    assert (proposed.code, proposed.title) == ("7.5-tuyen-truyen-2027", "Kế hoạch tuyên truyền năm 2027")
    assert proposed.due == DueEntry(date=date(2027, 12, 25))
    assert (proposed.status, "25/12/2026" in proposed.reason) == ("proposed", True)
    assert [each.day for each in asked(made, ToConfirm.DATE)] == [date(2027, 12, 25)]


def test_the_year_after_it_is_proposed_under_its_own_code_again() -> None:
    two = roll(with_requirements(once("7.5-tuyen-truyen", "7.5", date(2026, 12, 25))), DAYS, 2027)
    three = roll(two.catalogue, DAYS, 2028)
    assert three.catalogue.requirements[-1].code == "7.5-tuyen-truyen-2028"


def test_what_has_no_criterion_is_listed_and_not_copied() -> None:
    made = roll(with_requirements(once("0-hop-dan", None, date(2026, 5, 4))), DAYS, 2027)
    assert made.catalogue.requirements[-1].code == "0-hop-dan"
    assert [each.code for each in asked(made, ToConfirm.ONE_OFF)] == ["0-hop-dan"]


def test_the_day_that_a_year_lacks_is_the_one_before() -> None:
    assert a_year_later(date(2028, 2, 29)) == date(2029, 2, 28)


def test_rolling_again_changes_nothing_and_asks_the_same() -> None:
    first = roll(with_requirements(once("7.5-tuyen-truyen", "7.5", date(2026, 12, 25))), DAYS, 2027)
    again = roll(first.catalogue, DAYS, 2027)
    assert (again.catalogue, again.asked) == (first.catalogue, first.asked)
    assert (first.is_new, again.is_new) == (True, False)


def test_results_and_days_that_are_not_known_are_asked_for() -> None:
    made = roll(builtin_catalogue(), DAYS, 2027)
    assert asked(made, ToConfirm.RESULTS)
    assert asked(made, ToConfirm.WORKING_DAYS)
    decided = [day.model_copy(update={"status": "decided"}) for day in DAYS]
    assert not asked(roll(builtin_catalogue(), decided, 2027), ToConfirm.WORKING_DAYS)


def test_a_requirement_whose_criterion_is_gone_is_named() -> None:
    catalogue = builtin_catalogue()
    last, copy = catalogue.sets
    without = last.model_copy(update={"criteria": tuple(c for c in last.criteria if c.code != "7.5")})
    made = roll(catalogue.model_copy(update={"sets": (without, copy)}), DAYS, 2027)
    gone = {each.code for each in asked(made, ToConfirm.CRITERION_GONE)}
    assert gone == {each.code for each in catalogue.requirements if each.criterion == "7.5"}


def test_an_opinion_that_nothing_is_checked_for_is_named() -> None:
    assert [each.code for each in asked(roll(builtin_catalogue(), DAYS, 2027), ToConfirm.OPINION)] == ["7.9"]


@pytest.mark.parametrize(
    ("year", "why"), [(2025, NoRoll.EARLIER), (2028, NoRoll.TOO_FAR), (2027, None), (2026, None)]
)
def test_only_the_year_after_the_newest(year: int, why: NoRoll | None) -> None:
    if why is None:
        assert roll(builtin_catalogue(), DAYS, year).year == year
        return
    with pytest.raises(CannotRoll) as refused:
        roll(builtin_catalogue(), DAYS, year)
    assert refused.value.why is why


def test_a_year_that_is_there_and_different_is_not_copied_over() -> None:
    catalogue = builtin_catalogue()
    last, copy = catalogue.sets
    other = last.model_copy(update={"year": copy.year})
    with pytest.raises(CannotRoll) as refused:
        roll(catalogue.model_copy(update={"sets": (last, other)}), DAYS, 2026)
    assert refused.value.why is NoRoll.DIFFERENT


def test_what_was_rolled_survives_both_formats() -> None:
    rolled = roll(with_requirements(once("7.5-tuyen-truyen", "7.5", date(2026, 12, 25))), DAYS, 2027)
    made = rolled.catalogue
    assert read_content(as_yaml(made).encode(), "xa.yaml").catalogue == made
    assert read_content(as_workbook(made, DAYS, "xa.xlsx"), "xa.xlsx").catalogue == made
