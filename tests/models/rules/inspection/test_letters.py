import unicodedata

import pytest

from models.rules.inspection.letters import is_fallen_apart, letters_of, recognised, soundness
from models.rules.inspection.reading import Letters

SOUND = (
    "Kế hoạch cải cách hành chính nhà nước năm 2026 của Ủy ban nhân dân xã Tân Kỳ",
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15; thực hiện Công văn số 2624/SNV-CCHC&VTLT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM - Độc lập - Tự do - Hạnh phúc",
    "UBND xã giao TTPVHCC, VHXH, KT và các đơn vị có liên quan; kinh phí 20.000.000 đồng",
    "Report on public services",
    "Biểu số 01: a) 12,5 b) 13 c) 14 d) 15 đ) 16",
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_stays_as_it_is(text: str) -> None:
    assert recognised(text) == (text, Letters.TEXT)


def test_letters_in_parts_are_put_together() -> None:
    assert recognised(unicodedata.normalize("NFD", SOUND[0])) == (SOUND[0], Letters.TEXT)


@pytest.mark.parametrize(
    ("noise", "text"),
    [
        (
            "KÕ ho¹ch c¶i c¸ch hµnh chÝnh nhµ n\u00adíc n¨m 2026 cña Uû ban nh©n d©n x· T©n Kú",
            "Kế hoạch cải cách hành chính nhà nước năm 2026 của Uỷ ban nhân dân xã Tân Kỳ",
        ),
        ("§éc lËp - Tù do - H¹nh phóc, sè 25/KH-UBND", "Độc lập - Tự do - Hạnh phúc, số 25/KH-UBND"),
        # A soft hyphen that was printed as a hyphen.
        ("Thñ t-íng ChÝnh phñ vÒ viÖc th-ëng", "Thủ tướng Chính phủ về việc thưởng"),
        (
            "Keá hoaïch caûi caùch haønh chính nhaø nöôùc naêm 2026 cuûa Uûy ban nhaân daân xaõ Taân Kyø",
            "Kế hoạch cải cách hành chính nhà nước năm 2026 của Ủy ban nhân dân xã Tân Kỳ",
        ),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Ñieàu 1. Ban haønh keøm theo Quyeát ñònh naøy", "Điều 1. Ban hành kèm theo Quyết định này"),
    ],
)
def test_old_fonts_are_converted(noise: str, text: str) -> None:
    assert recognised(noise) == (text, Letters.OLD_FONT)


@pytest.mark.parametrize(
    "noise",
    [
        "\x01\x02\x03 \x04\x05\x06 \x07\x0e\x0f",
        "\ue001\ue002 \ue003\ue004",
        "&Ӝ1*+Ñ$;+Ӝ,&+Ӫ1*+Ƭ$9,ӊ71$0",
        "qwrtp zxcvb lkjhg fdsqp mnbvc xzlkj hgfds pqwrt",
    ],
)
def test_what_says_nothing_is_unreadable(noise: str) -> None:
    assert recognised(noise)[1] is Letters.UNREADABLE


def test_an_empty_page_holds_no_letters() -> None:
    assert recognised(" \n ") == (" \n ", Letters.NONE)


@pytest.mark.parametrize("text", SOUND)
def test_sound_words_are_whole(text: str) -> None:
    assert not is_fallen_apart(text)


@pytest.mark.parametrize(
    "text",
    ["S : 119 ố /BC-UBND T nh Ngh An ỉ ệ", "K ho ch c i cách hành chính ế ạ ả n m 2026 ă", "T nh Ngh An ỉ ệ"],
)
def test_words_without_their_vowels_have_fallen_apart(text: str) -> None:
    assert is_fallen_apart(text)


@pytest.mark.parametrize(
    ("pages", "whole"),
    [
        ((), Letters.NONE),
        ((Letters.TEXT, Letters.OCR, Letters.TEXT), Letters.OCR),
        ((Letters.NONE, Letters.TEXT, Letters.TEXT), Letters.NONE),
        ((Letters.UNREADABLE, Letters.TEXT), Letters.UNREADABLE),
        ((Letters.TEXT, Letters.OLD_FONT, Letters.OLD_FONT), Letters.OLD_FONT),
        ((Letters.TEXT, Letters.TEXT, Letters.NONE), Letters.TEXT),
    ],
)
def test_a_file_is_had_as_most_of_its_pages_unless_its_head_says_nothing(
    pages: tuple[Letters, ...], whole: Letters
) -> None:
    assert letters_of(pages) is whole


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 1.0), ("25/KH 119", 1.0), ("kế hoạch", 1.0), ("kế qwrt", 0.5), ("kế hoạch xã qwrt", 0.75)],
)
def test_text_is_as_sound_as_the_share_of_its_words_that_could_be_vietnamese(text: str, share: float) -> None:
    assert soundness(text) == share


@pytest.mark.parametrize(("torn", "whole", "has_fallen"), [(3, 12, True), (3, 13, False), (2, 1, False)])
def test_one_word_in_five_torn_and_three_at_least_is_fallen_apart(
    torn: int, whole: int, has_fallen: bool
) -> None:
    assert is_fallen_apart(" ".join(["ế"] * torn + ["hành"] * whole)) is has_fallen
