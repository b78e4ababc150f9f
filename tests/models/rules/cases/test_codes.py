"""The code of a citizen file is found however it was printed, and never taken for another."""

import pytest

from models.rules.cases.codes import KnownCodes, office_of, spelled

CODE = "000.21.05.H41-270128-0012"


@pytest.mark.parametrize(
    "text",
    [
        f"Mã hồ sơ: {CODE}",
        "Mã hồ sơ:000.21.05.H41-270128-0012.",
        "Mã hồ sơ: 000.21.05.H41-270128-\n0012, nộp ngày 28/01/2027",
        "Mã hồ sơ 000.21.05.H41 – 270128 – 0012",
        "(000.21.05.h41‑270128—0012)",
        "000. 21. 05. H41-270128-0012 12/02/2027",
        "000.21.05.H41\u00ad-270128\u200b-0012",
        f"{CODE}.pdf",
        f"{CODE}_signed.pdf",
        "xin_loi_000.21.05.H41_270128_0012 (1).pdf",
        f"thu-xin-loi-{CODE}-da-ky",
    ],
)
def test_a_code_is_found_however_it_is_printed(text: str) -> None:
    assert KnownCodes([CODE]).in_text(text) == {CODE}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "000.21.05.H41-270128-00123",
        "1000.21.05.H41-270128-0012",
        "12.000.21.05.H41-270128-0012",
        "000.21.05.H41-270128-0013",
        "000.21.05.H41-270128-0012-3",
        "000.21.05.H41-270128-0012a",
        "000.21.05.H41",
        "O00.21.05.H41-270128-0012",
    ],
)
def test_another_code_is_not_taken_for_it(text: str) -> None:
    assert KnownCodes([CODE]).in_text(text) == frozenset()


def test_of_several_all_are_told_and_a_shorter_one_is_not_read_into_a_longer() -> None:
    known = KnownCodes([CODE, "H41-270128-0012", "05.H41-270128-0012", "000.21.05.H41-270128-001", "  "])
    assert known.in_text(f"Hồ sơ {CODE}") == {CODE}
    assert known.in_text(f"Hồ sơ {CODE} và H41-270128-0012") == {CODE, "H41-270128-0012"}


@pytest.mark.parametrize(
    ("before", "behind", "is_there"),
    [
        ("-", "", True),
        ("--", "", True),
        ("a-", "", True),
        ("9-", "", False),
        ("9 -", "", True),
        ("9- ", "", True),
        ("a.-", "", True),
        (".", "", False),
        ("x", "", False),
        ("(", ")", True),
        ("", ".", True),
        ("", "-", True),
        ("", ".5", False),
        ("", ". 5", True),
        ("", "-5", False),
        ("", "- 5", True),
        ("", "-a", True),
        ("", " 2", True),
        (f"9{CODE} ", "", True),
    ],
)
def test_what_stands_beside_a_code_says_whether_it_is_a_part_of_a_longer_one(
    before: str, behind: str, is_there: bool
) -> None:
    assert bool(KnownCodes([CODE]).in_text(f"{before}{CODE}{behind}")) is is_there


def test_a_code_has_one_spelling_and_says_which_office_received_it() -> None:
    assert spelled("000.21.05.h41–270128–0012") == CODE
    assert spelled("a_b") == "A_B"
    assert (office_of(CODE), office_of("H41"), office_of("-a")) == ("000.21.05.H41", "", "")
