from datetime import date
from decimal import Decimal

import pytest

from models.rules.scoring import Facts, Formula, Part, Score, Share, Why, at_stake, formula, rank_key, score

DUE = date(2026, 12, 16)


@pytest.mark.parametrize(
    ("kind", "maximum", "occurrences", "stake"),
    [
        ("ratio", "1.5", 17, "0.09"),
        ("ratio", "1.5", 9, "0.17"),
        ("ratio", "0.25", 2, "0.13"),
        ("all_or_nothing", "1", 12, "1.00"),
    ],
)
def test_one_occurrence_stakes_its_share_or_all(
    kind: str, maximum: str, occurrences: int, stake: str
) -> None:
    assert str(at_stake(Formula(kind), Decimal(maximum), occurrences)) == stake


def test_one_occurrence_stakes_the_widest_step_that_it_can_be() -> None:
    halves = formula(
        {"kind": "levels", "levels": [{"at_least": "95", "points": "1"}, {"at_least": "80", "points": "0.5"}]}
    )
    assert at_stake(halves, Decimal(1), 12) == Decimal("0.50")
    assert at_stake(formula({"kind": "target", "target": "80"}), Decimal(6), 10) == Decimal("0.75")


def test_what_nobody_knows_is_not_called_zero() -> None:
    assert at_stake(Formula("unknown"), Decimal("1"), 12) is None
    assert at_stake(Formula("ratio"), None, 12) is None
    assert at_stake(Formula("pass"), Decimal("1"), 12) is None


def test_overdue_comes_first_then_points_a_day_left_then_the_due_day() -> None:
    overdue_small = rank_key(True, Decimal("0.09"), -3, date(2026, 12, 11))
    big_far = rank_key(False, Decimal("1.00"), 10, date(2026, 12, 30))
    small_near = rank_key(False, Decimal("0.17"), 1, DUE)
    small_today = rank_key(False, Decimal("0.17"), 0, date(2026, 12, 15))
    unknown = rank_key(False, None, 1, DUE)
    shuffled = [unknown, small_near, big_far, small_today, overdue_small]
    assert sorted(shuffled) == [overdue_small, small_today, small_near, big_far, unknown]


def test_days_late_do_not_shrink_what_is_at_stake() -> None:
    long_late = rank_key(True, Decimal("0.09"), -20, date(2026, 11, 17))
    dear = rank_key(True, Decimal("1.00"), -1, date(2026, 12, 15))
    assert sorted([long_late, dear]) == [dear, long_late]


def shared(kind: str, share: tuple[str, str] | None, maximum: str | None, **spelled: object) -> Score:
    counted = Share(Decimal(share[0]), Decimal(share[1])) if share else None
    most = Decimal(maximum) if maximum else None
    return score(formula({"kind": kind} | spelled), most, Facts(counted))


def occurrences(*done: bool) -> tuple[str, str]:
    return str(sum(done)), str(len(done))


@pytest.mark.parametrize(
    ("kind", "done", "points"),
    [
        ("ratio", [True, True, False], Decimal("1.00")),
        ("ratio", [True] * 17, Decimal("1.50")),
        ("all_or_nothing", [True, True], Decimal("1.50")),
        ("all_or_nothing", [True, False], Decimal(0)),
        ("step", [True], None),
        ("ratio", [], None),
    ],
)
def test_a_score_follows_its_formula(kind: str, done: list[bool], points: Decimal | None) -> None:
    assert shared(kind, occurrences(*done), "1.5").points == points


# tests/data/formulas-766.md, whose source is: "Second hand (two unrelated public programs of September 2026
# whose authors compared them with published figures); the decision's own text was not read here."
@pytest.mark.parametrize(
    ("kind", "share", "maximum", "spelled", "points"),
    [
        # share: max × rate. progress: 20 × 912 ÷ 950 = 19.20
        ("ratio", ("912", "950"), "20", {}, "19.20"),
        # share up to a target: min(max, max × rate ÷ target). part of 6, target 80 %: rate 64 % → 4.80
        ("target", ("64", "100"), "6", {"target": "80"}, "4.80"),
        # rate 91 % → 6.00
        ("target", ("91", "100"), "6", {"target": "80"}, "6.00"),
        # target 50 %: 20 % of 4 → 1.60
        ("target", ("20", "100"), "4", {"target": "50"}, "1.60"),
        # nothing to count (denominator 0): progress 0 ÷ 0 with `full` → 20.00
        ("ratio", ("0", "0"), "20", {"empty": "full"}, "20.00"),
        # with `zero` → 0.00
        ("ratio", ("0", "0"), "20", {"empty": "zero"}, "0.00"),
    ],
)
def test_formulas_of_decision_766_give_the_printed_examples(
    kind: str, share: tuple[str, str], maximum: str, spelled: dict[str, object], points: str
) -> None:
    assert str(shared(kind, share, maximum, **spelled).points) == points


PAYMENT = formula(
    {
        "kind": "parts",
        "parts": [
            {"code": "a", "points": "6", "empty": "zero"},
            {"code": "b", "points": "2.5", "cap": "2", "empty": "full"},
            {"code": "c", "points": "2.5", "empty": "out"},
        ],
    }
)


def payment(a: str, b: str, c: str, maximum: str | None = "10") -> Score:
    """Rates of 1, "-" where there was nothing to count; a blank for what nobody knows."""
    rates = {code: rate for code, rate in zip("abc", (a, b, c), strict=True) if rate}
    figures = {
        code: Share(Decimal(0), Decimal(0)) if rate == "-" else Share(Decimal(rate), Decimal(1))
        for code, rate in rates.items()
    }
    return score(PAYMENT, Decimal(maximum) if maximum else None, Facts(figures=figures))


def test_a_sum_of_capped_parts_as_decision_766_prints_it() -> None:
    """payment = 6 × A + min(2, 2.5 × B) + 2.5 × C: "A 0.9, B 0.9, C 0.4 → 5.40 + 2.00 + 1.00 = 8.40"."""
    assert str(payment("0.9", "0.9", "0.4").points) == "8.40"
    assert str(payment("1", "1", "1").points) == "10.00", "never more than the maximum"


def test_each_part_says_what_nothing_to_count_gives_it() -> None:
    assert payment("-", "1", "1") == Score(Decimal("4.50"), Decimal(10))
    assert payment("0", "-", "0") == Score(Decimal("2.00"), Decimal(10))
    assert payment("0.5", "0.4", "-") == Score(Decimal("4.00"), Decimal(8)), (
        "its points leave the maximum too"
    )
    assert payment("0.5", "", "1") == Score(None, Decimal(10), Why.NO_FIGURE)


def test_what_leaves_the_total_leaves_80_as_decision_766_prints_it() -> None:
    """ "0 ÷ 0 … with `out` → left out of 80": transparency 18 · progress 20 · online 12 · payment 10 · digitised 22
    · satisfaction 18 = 100."""
    scores = [Score(Decimal(most), Decimal(most)) for most in (18, 12, 10, 22, 18)]
    progress = shared("ratio", ("0", "0"), "20", empty="out")
    assert score(Formula("sum"), Decimal(100), Facts(children=[*scores, progress])) == Score(
        Decimal("80.00"), Decimal(80)
    )


def test_a_word_on_nothing_to_count_that_is_missing_is_not_guessed() -> None:
    assert shared("ratio", ("0", "0"), "20") == Score(None, Decimal(20), Why.NOTHING_TO_COUNT)


@pytest.mark.parametrize(
    ("part", "points"), [("95", "1.00"), ("94.9", "0.50"), ("80", "0.50"), ("79.99", "0.00")]
)
def test_levels_give_the_points_of_the_highest_that_is_reached(part: str, points: str) -> None:
    levels = [{"at_least": "95", "points": "1"}, {"at_least": "80", "points": "0.5"}]
    assert str(shared("levels", (part, "100"), "1", levels=levels).points) == points


def test_a_sum_is_never_more_than_its_maximum_and_unknown_where_a_part_is() -> None:
    two = Score(Decimal("1.50"), None)
    assert score(Formula("sum"), Decimal(2), Facts(children=[two, two])) == Score(Decimal(2), Decimal(2))
    unknown = Score(None, Decimal(1), Why.COUNCIL)
    assert score(Formula("sum"), Decimal(2), Facts(children=[two, unknown])).why is Why.PARTS


def test_points_of_an_unknown_maximum_are_unknown() -> None:
    assert shared("ratio", ("1", "2"), None) == Score(None, None, Why.NO_MAXIMUM)


def test_half_a_cent_goes_up_once_at_the_end() -> None:
    assert str(shared("ratio", ("1", "8"), "1").points) == "0.13"
    assert str(shared("ratio", ("1", "3"), "1").points) == "0.33"


@pytest.mark.parametrize(
    ("cap", "target", "most"),
    [
        (None, None, "2"),
        (None, "80", "2"),
        ("5", None, "2"),
        ("5", "80", "2.5"),
        ("1.5", None, "1.5"),
        ("2.2", "80", "2.2"),
    ],
)
def test_a_part_gives_its_points_or_more_beyond_its_target_up_to_its_cap(
    cap: str | None, target: str | None, most: str
) -> None:
    part = Part(
        "a", "a", Decimal(2), "zero", Decimal(cap) if cap else None, Decimal(target) if target else None
    )
    assert part.most == Decimal(most)


def test_a_target_is_reached_from_the_percent_itself_on() -> None:
    assert [Share(Decimal(part), Decimal(40)).reaches(Decimal(90)) for part in (35, 36, 37)] == [
        False,
        True,
        True,
    ]
