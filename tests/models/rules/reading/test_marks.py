"""Which numbers of a list words name, by the number, the place or the count; of lists of several lengths."""

import pytest

from models.rules.reading.documents import flat
from models.rules.reading.marks import MANY, Mark, find_marks


def shown(typed: str, mark: Mark) -> str:
    """The words of a mark, and what they mean."""
    said = ("all", mark.all), ("rest", mark.rest), ("left out", mark.left_out), ("placed", mark.placed)
    words = [name for name, holds in said if holds] + ([f"of {mark.of}"] if mark.of else [])
    words += [",".join(map(str, mark.items))] if mark.items else []
    return f"{typed[mark.start : mark.end]}: {' '.join(words)}"


@pytest.mark.parametrize(
    ("count", "typed", "marks"),
    [
        (5, "1 xong, 2 chưa", ["1: 1", "2: 2"]),
        (5, "1, 2 và 4 xong", ["1, 2 và 4: 1,2,4"]),
        (5, "1-3 xong", ["1-3: 1,2,3"]),
        (5, "1 -> 3 xong", ["1 -> 3: 1,2,3"]),
        (5, "việc 1 đến 3", ["việc 1 đến 3: 1,2,3"]),
        (5, "3-1 xong", ["3-1: 3,1"]),
        (5, "mục thứ ba", ["mục thứ ba: 3"]),
        (5, "cái thứ nhì", ["cái thứ nhì: 2"]),
        (5, "(4) xong", ["(4): 4"]),
        (5, "#2 xong", ["#2: 2"]),
        (5, "dòng 3", ["dòng 3: 3"]),
        (5, "đầu việc số 2", ["đầu việc số 2: 2"]),
        (5, "số 97 rồi", []),
        (5, "việc năm 2027", []),
        (5, "việc năm xong", ["việc năm: 5"]),
        (5, "việc một với hai", ["việc một với hai: 1,2"]),
        (5, "một hai ba xong", ["một hai ba: 1,2,3"]),
        (5, "1 2 3", ["1 2 3: 1,2,3"]),
        (5, "hai cái đầu xong", ["hai cái đầu: placed 1,2"]),
        (5, "hai cái cuối chưa", ["hai cái cuối: placed 4,5"]),
        (5, "việc cuối cùng", ["việc cuối cùng: placed 5"]),
        (5, "2 việc trên", ["2 việc trên: placed 1,2"]),
        (5, "cái đầu tiên, cái cuối", ["cái đầu tiên: placed 1", "cái cuối: placed 5"]),
        (5, "cái giữa", ["cái giữa: placed 3"]),
        (5, "hai cái giữa", ["hai cái giữa: placed"]),
        (5, "ba cái giữa", ["ba cái giữa: placed 2,3,4"]),
        (5, "năm cái đầu", ["năm cái: of 5"]),
        (5, "còn lại xong", ["còn lại: rest"]),
        (5, "tất cả xong", ["tất cả: all rest"]),
        (5, "cả ba việc xong", ["cả ba việc: of 3"]),
        (5, "cả 5 việc", ["cả 5 việc: all rest"]),
        (5, "ba cái", ["ba cái: of 3"]),
        (5, "2 xong, bốn cái chưa", ["2: 2", "bốn cái: rest"]),
        (5, "cái chẵn xong", ["cái chẵn: 2,4"]),
        (5, "mấy việc lẻ chưa", ["mấy việc lẻ: 1,3,5"]),
        (5, "trừ cái cuối", ["trừ cái cuối: left out placed 5"]),
        (5, "xong hết trừ 1 và 3", ["trừ 1 và 3: left out 1,3"]),
        (5, "mục 9", ["mục 9: 9"]),
        (5, "9 xong", ["9: 9"]),
        (5, "10 xong", []),
        (5, "1 xong, 10 chưa", ["1: 1", "10: 10"]),
        (5, "mục 10 xong", ["mục 10: 10"]),
        (5, "3 ngày nữa", []),
        (5, "ngày 20", []),
        (5, "5 báo cáo", []),
        (5, "1.2 xong", []),
        (5, "4/5 xong", []),
        (5, "12 giờ", []),
        (5, "bà ba", []),
        (5, "cái đâu", []),
        (5, "01 xong", []),
        (5, "xong 5", ["5: 5"]),
        (5, "xong 6", ["6: 6"]),
        (4, "hai cái cuối chưa", ["hai cái cuối: placed 3,4"]),
        (4, "cái giữa", ["cái giữa: placed"]),
        (4, "hai cái giữa", ["hai cái giữa: placed 2,3"]),
        (4, "ba cái giữa", ["ba cái giữa: placed"]),
        (4, "cả 4 việc", ["cả 4 việc: all rest"]),
        (4, "mấy việc lẻ chưa", ["mấy việc lẻ: 1,3"]),
        (4, "1-5 xong", ["1: 1"]),
        (MANY, "hai cái cuối chưa", ["hai cái cuối: of 2"]),
        (MANY, "việc cuối cùng", ["việc cuối cùng: of 1"]),
        (MANY, "cái giữa", ["cái giữa: of 1"]),
        (MANY, "hai cái đầu xong", ["hai cái đầu: placed 1,2"]),
        (MANY, "số 97 rồi", ["số 97: 97"]),
        (MANY, "trừ cái cuối", ["trừ cái cuối: left out of 1"]),
        (MANY, "tất cả xong", ["tất cả: all rest"]),
        (1, "cái đầu", ["cái đầu: placed 1"]),
        (1, "hai cái đầu", ["hai cái đầu: placed 1,2"]),
        (1, "tất cả xong", ["tất cả: all rest"]),
        (1, "1 xong", ["1: 1"]),
        (2, "cả hai xong", ["cả hai: all rest"]),
        (2, "hai cái đầu", ["hai cái: of 2"]),
        (2, "cái đầu xong, cái sau chưa", ["cái đầu: placed 1", "cái sau: placed 2"]),
    ],
)
def test_the_numbers_that_words_name(count: int, typed: str, marks: list[str]) -> None:
    assert [shown(typed, mark) for mark in find_marks(typed, flat(typed), count, [])] == marks


def test_nothing_that_is_taken_for_something_else_is_a_number_of_the_list() -> None:
    typed = "1 xong, 2 chưa"
    assert [mark.items for mark in find_marks(typed, typed, 5, [(0, 1)])] == [(2,)]
