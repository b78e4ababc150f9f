"""Words left as they were struck: decoded where they become Vietnamese, and left alone everywhere else."""

from time import perf_counter

import pytest

from models.rules.reading.fold import fold
from models.rules.reading.keys import decoded


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("e nopj xong roofi aj", "e nọp xong rồi ạ"),
        ("chuwa xong, nuwax mới cos", "chưa xong, nữa mới có"),
        ("guiwr ddi ddaau dduwowcj", "gửi đi đâu được"),
        ("30p nuawx xong nhes", "30p nữa xong nhé"),
        ("1 tieengs nuwax", "1 tiếng nữa"),
        ("d9a4 no65p ro62i", "đã nộp rồi"),
        ("thu71 sa1u em no65p nhe1 a5", "thứ sáu em nộp nhé ạ"),
        ("Phats hành từ thuws 4", "phát hành từ thứ 4"),
        ("đưowjc, kys số", "được, ký số"),
        ("owr xax", "ở xã"),
        ("uwngs tieenf", "ứng tiền"),
        ("hoaf thuyr khoer muaf", "hòa thủy khỏe mùa"),
        ("quys giaf", "quý già"),
        ("toans quaanf quyeets", "toán quần quyết"),
        ("ba1o ca1o va2 kys so61, hoa2n thie65n", "báo cáo và ký số, hoàn thiện"),
        ("ROOFI", "rồi"),
    ],
)
def test_a_slip_is_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert decoded(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "has as is us fax form excel file web test reset virus boss",
        "em nop mục3 và quy3, so5 thì t6 nhé",
        "QĐ 18/QD-UBND ngày 12/01, H41.12.34-261120-0001, 12/KH-UBND",
        "HTX, GIS, UBND, BHXH, CAX, TW",
        "gửi qua lan@xa.gov.vn",
        "hopf cachf NOPJ nghieengxx",
        "oke chị, rùi nha, xonggg, haha, hix, dc r",
        "Hoa, Thủy, Quý và Giang đi Sầm Sơn",
        "khong phai viec cua em, bao cao quy truong phong thu ky",
    ],
)
def test_what_is_a_word_an_abbreviation_or_a_number_stays(text: str) -> None:
    assert decoded(text) == text


def test_a_slip_is_folded_like_the_word_that_was_meant() -> None:
    assert fold("chưaf xong nuwax") == fold("chưa xong nữa")
    assert fold("sangs mai guiwr roif") == fold("sáng mai gửi rồi")


def test_a_long_text_of_strange_tokens_is_decoded_at_once() -> None:
    text = " ".join(f"{onset}uwow{final}" for onset in "bdghlmnrstvxkp" for final in "cfghjlmnrsxtz") * 5
    begun = perf_counter()
    decoded(text)
    assert perf_counter() - begun < 0.5
