"""The code of a citizen file is found however it was printed, and never taken for another."""

import pytest

from models.rules.cases.codes import KnownCodes

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
