"""Answers to several things at once: each item gets what was said of it, and no number is lost or made up."""

from datetime import date, datetime

import pytest

from models.rules.reading import Intent, read_numbered
from models.rules.reading.numbered import Answers
from models.rules.zone import VIETNAM

MONDAY = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
DONE, NOT_DONE, LATER, NOT_MINE = Intent.DONE, Intent.NOT_DONE, Intent.POSTPONE, Intent.REFUSE_NOT_MINE


def told(text: str, count: int | None = 5) -> Answers:
    answers = read_numbered(text, MONDAY, count)
    assert answers is not None, text
    return answers


def intents(answers: Answers) -> dict[int, Intent]:
    return {number: reading.intent for number, reading in answers.items.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. nộp rồi 2. thứ 5 3. ko phải việc e", {1: DONE, 2: LATER, 3: NOT_MINE}),
        ("1 xong, 2 thứ 5, 3 chưa", {1: DONE, 2: LATER, 3: NOT_DONE}),
        ("1 xong\n2 thứ 5\n3 chưa", {1: DONE, 2: LATER, 3: NOT_DONE}),
        ("1 xong, 4 mai nop", {1: DONE, 4: LATER}),
        ("1,2 xong 3 chua", {1: DONE, 2: DONE, 3: NOT_DONE}),
        ("1 r 2 r 3 chưa", {1: DONE, 2: DONE, 3: NOT_DONE}),
        ("1-3 xong", {1: DONE, 2: DONE, 3: DONE}),
        ("từ 1 đến 3 đã gửi rồi", {1: DONE, 2: DONE, 3: DONE}),
        ("việc 1 xong rồi, việc 2 thứ 6 nộp", {1: DONE, 2: LATER}),
        ("1: xong; 2: mai", {1: DONE, 2: LATER}),
        ("(1) đã xong (2) đang soạn", {1: DONE, 2: NOT_DONE}),
        ("1 25/KH-UBND, 2 chưa", {1: Intent.DONE_WITH_DOCNUMBER, 2: NOT_DONE}),
        ("4 so 355, 2 chua", {2: NOT_DONE, 4: Intent.DONE_WITH_DOCNUMBER}),
        ("xong 1, 2 và 4", {1: DONE, 2: DONE, 4: DONE}),
        ("ok 1, chua 2, ok 4, con 3 voi 5 thi thu 6", {1: DONE, 2: NOT_DONE, 3: LATER, 4: DONE, 5: LATER}),
        (
            "1,2,4 ok rồi gửi hết; 3 đang chờ sếp; 5 ko phải của em",
            {1: DONE, 2: DONE, 3: NOT_DONE, 4: DONE, 5: NOT_MINE},
        ),
        (
            "2 và 5 không phải việc của IT, 1 3 4 em làm xong",
            {1: DONE, 2: NOT_MINE, 3: DONE, 4: DONE, 5: NOT_MINE},
        ),
        ("4 va 5 tuan sau", {4: LATER, 5: LATER}),
    ],
)
def test_each_number_gets_what_was_said_of_it(text: str, expected: dict[int, Intent]) -> None:
    assert intents(told(text)) == expected
    assert told(text).unread == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cái đầu xong, 2 cái sau mai", {1: DONE, 4: LATER, 5: LATER}),
        ("hai việc đầu xong, việc cuối chưa", {1: DONE, 2: DONE, 5: NOT_DONE}),
        ("cái giữa chưa làm", {3: NOT_DONE}),
        ("mục thứ tư đang soạn", {4: NOT_DONE}),
        ("số 2 xong", {2: DONE}),
        ("việc một xong việc hai mai", {1: DONE, 2: LATER}),
        ("một xong hai chưa ba thứ năm em gửi", {1: DONE, 2: NOT_DONE, 3: LATER}),
        ("cái chẵn chưa, cái lẻ xong", {1: DONE, 2: NOT_DONE, 3: DONE, 4: NOT_DONE, 5: DONE}),
        ("cả 5 xong", dict.fromkeys(range(1, 6), DONE)),
        ("cả năm đều chưa", dict.fromkeys(range(1, 6), NOT_DONE)),
        ("tất cả xong rồi", dict.fromkeys(range(1, 6), DONE)),
    ],
)
def test_an_item_may_be_called_by_its_place(text: str, expected: dict[int, Intent]) -> None:
    assert intents(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xong hết trừ cái 3", {1: DONE, 2: DONE, 3: NOT_DONE, 4: DONE, 5: DONE}),
        ("trừ số 2 ra thì chị xong hết", {1: DONE, 2: NOT_DONE, 3: DONE, 4: DONE, 5: DONE}),
        ("tất cả xong, riêng câu 3 đang soạn", {1: DONE, 2: DONE, 3: NOT_DONE, 4: DONE, 5: DONE}),
        ("1 và 3 xong, còn lại mai", {1: DONE, 2: LATER, 3: DONE, 4: LATER, 5: LATER}),
        ("cái 5 chưa, mấy cái kia xong rồi", {1: DONE, 2: DONE, 3: DONE, 4: DONE, 5: NOT_DONE}),
    ],
)
def test_what_is_left_over_is_all_that_is_not_named(text: str, expected: dict[int, Intent]) -> None:
    assert intents(told(text)) == expected


@pytest.mark.parametrize("text", ["ba mục còn lại đã hoàn thành", "còn lại mai nộp"])
def test_a_rest_alone_names_no_numbers(text: str) -> None:
    """Which tasks are left only the list of what was answered tells."""
    assert told(text).items == {}
    assert told(text).rest is not None


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("1 xong, 9 chưa", (9,)),
        ("1 xong 1 chưa", (1,)),
        ("1 xong, 2", (2,)),
        ("cả 3 xong", (3,)),
        ("3 cái tthc chiều nộp", (3,)),
        ("7 xong", (7,)),
        ("chưa làm hết, trừ cái 3", (3,)),
    ],
)
def test_a_number_that_nothing_was_found_for_is_named(text: str, unread: tuple[int, ...]) -> None:
    assert told(text).unread == unread
    assert not set(told(text).items) & set(unread)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xong 1 va 2, 3 chua xong", {1: DONE, 2: DONE, 3: NOT_DONE}),
        ("da nop 1 va 2, 3 vuong chua co so lieu", {1: DONE, 2: DONE, 3: NOT_DONE}),
        ("xong 2 va 3, 4 khong phai viec cua em", {2: DONE, 3: DONE, 4: NOT_MINE}),
        ("xong 1, 3 khong phai viec cua em", {1: DONE, 3: NOT_MINE}),
        ("xong số 4, số 5 vướng mạng", {4: DONE, 5: NOT_DONE}),
        ("chưa nộp 1, 2 nộp rồi", {1: NOT_DONE, 2: DONE}),
        ("xong 1,2, 3 mai nộp", {1: DONE, 2: DONE, 3: LATER}),
        ("xong 1, 2 không phải của em, 3 mai", {1: DONE, 2: NOT_MINE, 3: LATER}),
        ("đã nộp 1, 2 số 25/BC-UBND", {1: DONE, 2: Intent.DONE_WITH_DOCNUMBER}),
    ],
)
def test_a_number_behind_a_comma_with_words_of_its_own_is_not_of_those_before(
    text: str, expected: dict[int, Intent]
) -> None:
    assert intents(told(text)) == expected
    assert told(text).unread == ()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("xong 1, 2", DONE),
        ("xong 1, 2 nhé", DONE),
        ("nộp 1, 2 xong rồi", DONE),
        ("xong 1, 2 ok", DONE),
        ("đã gửi 1, 2 qua zalo", DONE),
        ("đã nộp 1, 2 hôm qua", DONE),
        ("chưa xong 1, 2 vì thiếu số liệu", NOT_DONE),
        ("không nộp 1, 2 được", NOT_DONE),
        ("mai em nộp 1, 2 nhé", LATER),
        ("em gửi 1, 2 chiều nay", LATER),
        ("việc 1, 2 mai nộp", LATER),
    ],
)
def test_words_behind_the_last_number_that_only_go_on_are_of_all(text: str, intent: Intent) -> None:
    assert intents(told(text)) == {1: intent, 2: intent}


@pytest.mark.parametrize(
    ("text", "clear", "unread"),
    [
        ("xong 1, 2, 3 vướng", {1: DONE, 3: NOT_DONE}, (2,)),
        ("xong 1,2 3 chưa", {1: DONE, 3: NOT_DONE}, (2,)),
        ("chưa làm 1, 2 xong", {1: NOT_DONE}, (2,)),
        ("đã gửi 1, 2 sáng nay", {1: DONE}, (2,)),
        ("đã làm xong 1 và 2 chờ ký", {2: NOT_DONE}, (1,)),
    ],
)
def test_what_may_be_said_of_a_number_or_not_is_asked(
    text: str, clear: dict[int, Intent], unread: tuple[int, ...]
) -> None:
    assert intents(told(text)) == clear
    assert told(text).unread == unread


@pytest.mark.parametrize("text", ["1 đã gửi sáng nay", "1 da nop hom nay", "1 đã nộp thứ 2"])
def test_a_day_on_which_it_was_done_is_no_promise(text: str) -> None:
    assert intents(told(text)) == {1: DONE}


def test_three_things_of_one_kind_are_not_the_third_task() -> None:
    assert told("3 cái tthc chiều nộp", 3).items == {}
    assert intents(told("3 cái xong hết rồi", 3)) == dict.fromkeys((1, 2, 3), DONE)


@pytest.mark.parametrize(
    "text",
    [
        "xong rồi",
        "3 ngày nữa em nộp",
        "cho em 2 hôm nữa",
        "ngày 5 nộp",
        "thứ 3",
        "4h chiều",
        "25/KH-UBND",
        "2 tuần nữa",
        "còn 3 hồ sơ chưa xử lý",
        "mai 2 anh em nộp",
        "tiêu chí 7.5 xong rồi",
        "dự thảo lần 2 rồi",
        "số phát hành một trăm linh hai",
        "em làm xong ngay trong việc năm 2027",
        "toàn bộ hồ sơ đã chuyển cho chị Loan",
    ],
)
def test_numbers_that_are_no_items_are_left_alone(text: str) -> None:
    assert read_numbered(text, MONDAY, 5) is None


def test_without_a_list_nothing_answers_it() -> None:
    assert read_numbered("1 xong, 2 chưa", MONDAY, 0) is None
    assert intents(told("1 xong, 12 chưa", None)) == {1: DONE, 12: NOT_DONE}


def test_a_day_alone_is_promised_and_a_weekday_is_no_item() -> None:
    items = told("1 xong, 2 thứ 5, 3 ngày 30").items
    assert [items[n].date for n in (2, 3)] == [date(2026, 11, 26), date(2026, 11, 30)]


@pytest.mark.parametrize("said", ["chưa", "đang soạn", "trình sếp rồi", "sắp xong", "chưa xong đâu", "không"])
def test_what_denies_one_item_never_makes_it_done(said: str) -> None:
    items = intents(told(f"1 xong, 2 {said}, 3 xong"))
    assert (items[1], items[3]) == (DONE, DONE)
    assert items[2] is not DONE


def test_things_called_by_their_names_are_handed_back_with_the_words() -> None:
    named = dict(told("CCHC gửi rồi, giải ngân thì thứ 5").named)
    assert {name: reading.intent for name, reading in named.items()} == {"cchc": DONE, "giải ngân": LATER}
    assert named["giải ngân"].date == date(2026, 11, 26)


def test_names_and_a_rest_leave_the_numbers_to_the_caller() -> None:
    answers = told("giải ngân xong rồi, đào tạo thì mai, mấy cái còn lại chưa")
    assert [name for name, _ in answers.named] == ["giải ngân", "đào tạo"]
    assert answers.items == {}
    assert answers.rest is not None


def test_names_and_a_rest_leave_the_numbers_to_the_caller_too() -> None:
    answers = told("giải ngân xong, mục 3 đang soạn")
    assert [name for name, _ in answers.named] == ["giải ngân"]
    assert intents(answers) == {3: NOT_DONE}


def test_of_a_list_of_unknown_length_only_what_was_named_is_answered_and_the_rest_told_apart() -> None:
    answers = told("2 chưa, còn lại xong", None)
    assert intents(answers) == {2: NOT_DONE}
    assert answers.rest is not None and answers.rest.intent is DONE
    assert intents(told("xong hết trừ 2", None)) == {2: NOT_DONE}
    assert intents(told("2 chưa, còn lại xong", 3)) == {1: DONE, 2: NOT_DONE, 3: DONE}


@pytest.mark.parametrize(
    "text", ["xong 1, chưa 2", "chưa 2, xong 1", "2 chưa, nộp 1 rồi", "xong 0, 1 xong, 2 chưa"]
)
def test_numbers_count_from_one_wherever_they_stand(text: str) -> None:
    assert intents(told(text)) == {1: DONE, 2: NOT_DONE}
    assert read_numbered("0 xong", MONDAY, 5) is None
