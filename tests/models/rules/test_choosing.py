"""What a checklist lacks: items, one of several, one whole group of several, so many of several."""

from dataclasses import dataclass

import pytest

from models.rules.choosing import is_full, wanted


@dataclass(frozen=True)
class Wish:
    code: str
    one_of: str = ""
    required: bool = True


RESOLUTION, DECISION, PLAN = Wish("nghi-quyet", "van-ban"), Wish("quyet-dinh", "van-ban"), Wish("ke-hoach")
MINUTES, SIGNED = Wish("bien-ban", "hop/truc-tiep"), Wish("danh-sach-ky", "hop/truc-tiep")
SHOT, LETTER = Wish("anh-chup", "hop/truc-tuyen"), Wish("thu-moi", "hop/truc-tuyen")
MAYBE = Wish("phu-luc", "hop/truc-tiep", required=False)
THREE = tuple(Wish(code, "hoat-dong") for code in ("a", "b", "c"))

SHARED = (PLAN, RESOLUTION, DECISION)
GROUPS = (MINUTES, SIGNED, MAYBE, SHOT, LETTER)


@pytest.mark.parametrize(
    ("items", "choose", "there", "full", "left"),
    [
        ((RESOLUTION, DECISION), {}, "", False, "nghi-quyet quyet-dinh"),
        ((RESOLUTION, DECISION), {}, "quyet-dinh", True, ""),
        (SHARED, {}, "nghi-quyet", False, "ke-hoach"),
        (SHARED, {}, "ke-hoach", False, "nghi-quyet quyet-dinh"),
        (SHARED, {}, "ke-hoach quyet-dinh", True, ""),
        (GROUPS, {}, "bien-ban", False, "danh-sach-ky phu-luc anh-chup thu-moi"),
        (GROUPS, {}, "bien-ban thu-moi", False, "danh-sach-ky phu-luc anh-chup"),
        (GROUPS, {}, "bien-ban danh-sach-ky", True, ""),
        (GROUPS, {}, "anh-chup thu-moi", True, ""),
        (THREE, {"hoat-dong": 2}, "b", False, "a c"),
        (THREE, {"hoat-dong": 2}, "b c", True, ""),
        ((PLAN, Wish("anh", "hinh", False), Wish("phim", "hinh", False)), {}, "ke-hoach", True, "anh phim"),
    ],
)
def test_a_choice_is_settled_by_as_many_options_as_are_wanted_and_then_wants_no_other(
    items: tuple[Wish, ...], choose: dict[str, int], there: str, full: bool, left: str
) -> None:
    def is_there(item: Wish) -> bool:
        return item.code in there.split()

    assert is_full(items, choose, is_there) is full
    assert [item.code for item in wanted(items, choose, is_there)] == left.split()
