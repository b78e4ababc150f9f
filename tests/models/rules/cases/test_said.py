"""What officers write about a bundle of five citizen files."""

import pytest

from models.rules.cases.said import Deed, read_bundle

SENT = {
    "da gui 1-5 tru 3": {1, 2, 4, 5},
    "đã gửi 1-5 trừ 3": {1, 2, 4, 5},
    "da gui 1": {1},
    "Đã gửi 1, 2 ạ": {1, 2},
    "1-5 da gui tru 3": {1, 2, 4, 5},
    "em đã gửi hết rồi ạ": {1, 2, 3, 4, 5},
    "da gui het tru 3": {1, 2, 4, 5},
    "1 2 4 gui roi": {1, 2, 4},
    "da gui va dinh kem 1-3": {1, 2, 3},
    "đã đính kèm trên hệ thống tỉnh 2 và 5": {2, 5},
    "gửi hết rồi, ngoại trừ 2, 4": {1, 3, 5},
    "da gui 1 den 3": {1, 2, 3},
    "da xin loi tat ca": {1, 2, 3, 4, 5},
    "da gui 1,2, chua 3": {1, 2},
}
RETURNED = {
    "2 đã trả kết quả": {2},
    "da tra 2, 4": {2, 4},
    "tra het roi": {1, 2, 3, 4, 5},
}
UNSENT = {
    "chua gui 1": {1},
    "1 chưa gửi": {1},
    "2-4 chưa đính kèm ạ": {2, 3, 4},
    "tất cả chưa gửi": {1, 2, 3, 4, 5},
}
NOTHING_OF_THE_KIND = (
    "mai gui 1-3",
    "chua gui duoc vi mat mang 1",
    "1 chua gui 2 da gui",
    "khong gui 2 duoc",
    "da gui 1 chua?",
    "da gui ngay 14/12",
    "sắp gửi 1",
    "1 xong",
    "đã gửi công văn 45/UBND",
    "3 của người khác",
    "",
)


@pytest.mark.parametrize("words", SENT)
def test_sent(words: str) -> None:
    said = read_bundle(words, 5)
    assert said is not None and (said.deed, said.numbers) == (Deed.SENT, SENT[words])


@pytest.mark.parametrize("words", UNSENT)
def test_not_sent_after_all(words: str) -> None:
    said = read_bundle(words, 5)
    assert said is not None and (said.deed, said.numbers) == (Deed.UNSENT, UNSENT[words])


@pytest.mark.parametrize("words", RETURNED)
def test_returned(words: str) -> None:
    said = read_bundle(words, 5)
    assert said is not None and (said.deed, said.numbers) == (Deed.RETURNED, RETURNED[words])


@pytest.mark.parametrize("words", NOTHING_OF_THE_KIND)
def test_anything_else_is_read_as_any_answer_is(words: str) -> None:
    assert read_bundle(words, 5) is None


def test_a_number_that_the_bundle_has_not_is_told_so() -> None:
    said = read_bundle("da gui 7", 5)
    assert said is not None and said.numbers == {7}
