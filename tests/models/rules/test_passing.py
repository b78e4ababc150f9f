"""Passed, failed, or not known yet."""

import pytest

from models.rules.passing import PassRule, passed

# "cả năm đạt khi ba lĩnh vực chính đạt và ít nhất một lĩnh vực còn lại đạt"
YEAR = PassRule(("1", "2", "3"), 1, ("4", "5", "6"))


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ("111100", True),
        ("111001", True),
        ("111000", False),
        ("110111", False),
        ("11?100", None),
        ("11?000", False),
        ("111?00", None),
        ("1111??", True),
    ],
)
def test_three_core_areas_and_one_of_the_others(answers: str, found: bool | None) -> None:
    meaning = {"1": True, "0": False, "?": None}
    held = {str(n): meaning[answer] for n, answer in enumerate(answers, start=1)}
    assert passed(YEAR, held) is found


def test_what_is_not_applicable_is_asked_of_nobody() -> None:
    assert passed(YEAR, {"1": True, "2": True, "4": True}) is True
    assert passed(YEAR, {"1": True, "2": True, "3": True}) is True
    assert passed(YEAR, {}) is None


def test_without_a_rule_all_of_it_is_to_be_passed() -> None:
    assert passed(None, {"a": True, "b": True}) is True
    assert passed(None, {"a": True, "b": None}) is None
    assert passed(None, {"a": None, "b": False}) is False
