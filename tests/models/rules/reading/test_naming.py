"""Which of several tasks the name of a file, or a sentence, means."""

from datetime import date

import pytest

from models.rules.reading.naming import (
    Nameable,
    corrects,
    fits,
    is_only_a_number,
    named,
    naming,
    puts_right,
    told_apart,
)

TODAY = date(2026, 12, 15)
PROCEDURES = "Báo cáo tình hình giải quyết thủ tục hành chính"
DECEMBER, NOVEMBER = Nameable("2026-12", "7.5", PROCEDURES), Nameable("2026-11", "7.5", PROCEDURES)
PLAN = Nameable("2026", "1.1.2", "Kế hoạch cải cách hành chính năm")
QUARTER = Nameable("2026-Q4", "1.2", "Báo cáo kết quả cải cách hành chính quý")
TASKS = [DECEMBER, NOVEMBER, PLAN, QUARTER]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("báo cáo tháng 12", [DECEMBER]),
        ("báo cáo quý 4", [QUARTER]),
        ("bc_thang_11_7.5.pdf", [NOVEMBER]),
        ("1.1.2", [PLAN]),
        ("tình hình giải quyết thủ tục", [DECEMBER, NOVEMBER]),
        ("kế hoạch", []),
        ("anh.png", []),
    ],
)
def test_words_name_a_task_by_its_period_its_criterion_or_its_title(
    words: str, meant: list[Nameable]
) -> None:
    assert [TASKS[n] for n in named(words, TASKS, TODAY)] == meant


@pytest.mark.parametrize(
    ("words", "numbers", "meant"),
    [
        ("119/BC-UBND", ["119/BC-UBND"], [DECEMBER, NOVEMBER, QUARTER]),
        ("kế hoạch số 12", ["12"], [PLAN]),
        ("kế hoạch số 119/BC-UBND", ["119/BC-UBND"], [DECEMBER, NOVEMBER, QUARTER]),
        ("báo cáo tháng 11 thủ tục hành chính", [], [NOVEMBER]),
        ("em đã gửi", [], TASKS),
    ],
)
def test_a_task_fits_where_nothing_speaks_against_it(
    words: str, numbers: list[str], meant: list[Nameable]
) -> None:
    said = naming(words, numbers, TODAY)
    assert [task for task in TASKS if fits(said, task)] == meant
    assert said.is_empty is (meant == TASKS)


@pytest.mark.parametrize(
    ("words", "is_number"),
    [
        ("119/BC-UBND ngày 14/12/2026", True),
        ("số 119", True),
        ("119/BC-UBND báo cáo tháng", False),
        ("em gửi 119", False),
    ],
)
def test_a_number_alone_names_no_subject(words: str, is_number: bool) -> None:
    assert is_only_a_number(words) is is_number


FUNDS = Nameable("2026-12", "2.1", "Báo cáo giải ngân vốn đầu tư công")
TRAINING = Nameable("2026-12", "3.4", "Báo cáo đào tạo công nghệ thông tin")
APART = [DECEMBER, FUNDS, TRAINING]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("giải ngân xong rồi", [FUNDS]),
        ("cntt xong", [TRAINING]),
        ("TTHC chưa", [DECEMBER]),
        ("đào em gửi rồi", []),
        ("báo cáo xong", []),
        ("mục 2.1 xong", [FUNDS]),
        ("12.1 xong", []),
        ("2.1.3 xong", []),
        ("2.1 với 3.4 xong", [FUNDS, TRAINING]),
    ],
)
def test_a_sentence_tells_tasks_apart_by_what_not_all_of_them_have(words: str, meant: list[Nameable]) -> None:
    assert [APART[n] for n in told_apart(words, APART)] == meant


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("giải ngân vốn", [FUNDS]),
        ("giải ngân", []),
        ("2.1", [FUNDS]),
        ("tháng 11", []),
        ("báo cáo tháng 12", [DECEMBER, FUNDS, TRAINING]),
        ("báo cáo tháng 12 đào tạo", [TRAINING]),
    ],
)
def test_three_words_of_a_title_are_enough_to_name_it(words: str, meant: list[Nameable]) -> None:
    assert [APART[n] for n in named(words, APART, TODAY)] == meant


def test_a_number_is_put_right_where_nothing_else_is_taken_back() -> None:
    words = ("nhầm, số 120 mới đúng", "số 120", "em báo nhầm, chưa xong")
    assert [(corrects(each), puts_right(each)) for each in words] == [
        (True, True),
        (False, False),
        (True, False),
    ]
