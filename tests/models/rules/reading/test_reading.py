"""What a reading carries besides its intent, and what holds for any text whatever."""

import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.reading import Intent, Place, read_numbered, read_reply
from models.rules.reading.documents import Document
from models.rules.reading.fold import fold
from models.rules.reading.past import read_done_day
from tests.models.rules.reading.replies import NOW, OWN, SAMPLE

WORDS = sorted({word for reply in SAMPLE + OWN for word in reply.text.split()})
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


@given(st.text() | SENTENCES, st.integers(0, 800))
@settings(max_examples=250, deadline=None)
def test_any_text_is_read_and_its_spelling_in_unicode_does_not_matter(text: str, days: int) -> None:
    now = NOW + timedelta(days=days)
    composed = read_reply(unicodedata.normalize("NFC", text), now)
    assert read_reply(unicodedata.normalize("NFD", text), now) == composed
    read_numbered(text, now, 6)


NAMES_AND_NUMBERS = (
    "ngày hôm mùng thứ tháng quý năm tuần đầu giữa cuối hết trước sau nữa này 0 00 9 13 29 31 32 99 999 99999999 "
    "2026 / - : h % . chạp âm kia nộp rồi cách đây trăm nghìn mươi mười"
)
PIECES = st.sampled_from(NAMES_AND_NUMBERS.split())


@given(st.lists(PIECES, max_size=9).map(" ".join), st.integers(0, 800))
@settings(max_examples=400, deadline=None)
def test_no_number_beside_the_name_of_a_day_is_too_strange_to_be_read(text: str, days: int) -> None:
    now = NOW + timedelta(days=days)
    for typed in (text, text.replace(" ", "")):
        read_reply(typed, now)
        read_done_day(typed, now)


@given(SENTENCES)
@settings(max_examples=200, deadline=None)
def test_folding_what_is_folded_changes_no_letters(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(SENTENCES, st.sampled_from(["chưa", "không", "ko", "chx"]))
@settings(max_examples=300, deadline=None)
def test_a_lone_chua_or_khong_in_front_never_makes_it_done(text: str, negation: str) -> None:
    """The words behind may deny the denial, or break off from it; then it is asked back."""
    if not any(mark in text for mark in ",;:.!-"):
        reading = read_reply(f"{negation} xong {text} đâu", NOW)
        assert reading.intent is not Intent.DONE or "còn" in text or "thiếu" in text


@pytest.mark.parametrize(
    ("text", "number", "dated"),
    [
        ("25/KH-UBND", "25/KH-UBND", None),
        ("Đã ban hành KH 25/KH-UBND ngày 12/3/2026", "25/KH-UBND", date(2026, 3, 12)),
        ("qd 18/qd-ubnd 12/01/2026 nhe", "18/QĐ-UBND", date(2026, 1, 12)),
        ("QĐ số 41/QĐ-UBND, ngày 02 tháng 4 năm 2026 rồi ạ", "41/QĐ-UBND", date(2026, 4, 2)),
        ("ĐA 02/ĐA-UBND đã ban hành", "02/ĐA-UBND", None),
        ("25 / KH - UBND", "25/KH-UBND", None),
        ("25KH-UBND ngày 12/11", "25/KH-UBND", date(2026, 11, 12)),
        ("25-KH/ĐU ngày 3/12/2025", "25-KH/ĐU", date(2025, 12, 3)),
        ("đã phát hành 05/nq-hđnd", "05/NQ-HĐND", None),
        ("công văn 345/UBND-VP đã gửi", "345/UBND-VP", None),
        ("kế hoạch 25 phát hành rồi", "25/KH", None),
        ("đã thay bằng KH 27/KH-UBND ngày 20/3/2026, bản cũ 25/KH-UBND bỏ", "27/KH-UBND", date(2026, 3, 20)),
        ("Công văn số 1234/VPUBND-KSTT ngày 10/12/2026 đã gửi", "1234/VPUBND-KSTT", date(2026, 12, 10)),
        ("đã phát hành 9012/UBND.KSTT ngày 10/12/2026", "9012/UBND.KSTT", date(2026, 12, 10)),
        ("đã phát hành 1234/QĐ.UBND", "1234/QĐ.UBND", None),
        ("đã phát hành 1234/UBND–KSTT.TH", "1234/UBND–KSTT.TH", None),
        ("đã ban hành 16/TTPVHCC ngày 06/11/2025", "16/TTPVHCC", date(2025, 11, 6)),
        ("đã phát hành 25/KH-UBND.Em gửi rồi", "25/KH-UBND", None),
        ("đã ban hành kh 25/khubnd", "25/KH-UBND", None),
        ("thay 25/KH-UBND bằng 31/KH-UBND rồi nhé", "31/KH-UBND", None),
        ("đã thay thế bằng QĐ 60/QĐ-UBND", "60/QĐ-UBND", None),
        ("sửa lại giúp em: số đúng là 52/KH-UBND chứ không phải 25", "52/KH-UBND", None),
    ],
)
def test_the_document_that_holds_is_read(text: str, number: str, dated: date | None) -> None:
    assert read_reply(text, NOW).document == Document(number, dated)


@pytest.mark.parametrize(
    "text",
    [
        "H41.12.34-261120-0001 xong rồi",
        "theo CV 2624/SNV-CCHC&VTLT em nộp rồi",
        "căn cứ Nghị định 118/2025/NĐ-CP",
        "xong 9/9 báo cáo",
        "báo cáo 6 tháng nộp rồi",
        "2/tuan",
    ],
)
def test_what_is_no_document_of_ours_is_not_taken_for_one(text: str) -> None:
    assert read_reply(text, NOW).document is None


def test_of_two_days_the_one_beside_the_deed_is_promised() -> None:
    assert read_reply("em ra viện ngày 8, ngày 10 nộp", NOW).date == date(2026, 12, 10)


def test_two_documents_are_both_kept_in_order() -> None:
    reading = read_reply("đã có QĐ 389/QĐ-UBND ngày 29/7/2025 và KH 20/KH-UBND ngày 30/7/2025", NOW)
    assert [document.number for document in reading.documents] == ["389/QĐ-UBND", "20/KH-UBND"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("em đang soạn dự thảo", Place.DRAFTING),
        ("em trình trưởng phòng từ hôm qua rồi", Place.UNIT_HEAD),
        ("đã trình ký", Place.LEADER),
        ("chờ chủ tịch ký số", Place.LEADER),
        ("Văn bản đang ở văn thư chờ cấp số", Place.CLERK),
        ("ký rồi nhưng chưa phát hành", Place.CLERK),
        ("đã phát hành KH 25/KH-UBND", Place.ISSUED),
        ("chưa làm gì", None),
    ],
)
def test_where_the_document_lies(text: str, place: Place | None) -> None:
    assert read_reply(text, NOW).place is place


@pytest.mark.parametrize(
    ("text", "obstacle"),
    [
        ("nỏ mần được vì hệ thống lỗi", True),
        ("chưa xong, còn chờ số liệu các xóm", True),
        ("em chưa làm", False),
        ("hệ thống hết lỗi, em nộp rồi", False),
    ],
)
def test_an_obstacle_is_seen(text: str, obstacle: bool) -> None:
    assert read_reply(text, NOW).obstacle is obstacle


@pytest.mark.parametrize(
    "text",
    [
        "đã rõ nhưng khó kịp lắm",
        "da ro nhung kho kip lam",
        "rõ rồi ạ, nhưng em không kịp",
        "em nắm rồi, sợ không kịp",
        "ok anh nhưng khó kịp",
        "đã rõ nhưng sợ trễ",
    ],
)
def test_who_knows_but_has_too_little_time_is_held_up(text: str) -> None:
    reading = read_reply(text, NOW)
    assert (reading.intent, reading.obstacle) == (Intent.NOT_DONE, True)


def test_who_knows_but_says_something_else_too_is_asked() -> None:
    assert read_reply("đã rõ nhưng không đủ người làm", NOW).intent is Intent.AMBIGUOUS
    assert read_reply("đã rõ, em sẽ làm kịp", NOW).intent is Intent.ACK_ONLY


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Em đã hoàn thành báo cáo tháng 11 trên hệ thống rồi ạ", "2026-11"),
        ("bc t12 mai em nộp", "2026-12"),
        ("em gửi báo cáo giao ban tuần 50 rồi", "2026-W50"),
        ("báo cáo tuần 53 xong rồi", "2026-W53"),
        ("báo cáo tuần 1 xong rồi", "2027-W01"),
        ("bao cao tuan 2/2026 da gui", "2026-W02"),
        ("báo cáo tuần 53 năm 2027 xong rồi", None),
        ("báo cáo tuần 2 tháng 12 xong rồi", "2026-12"),
        ("báo cáo tháng 1/2027 chưa có", "2027-01"),
        ("bc quý 3 số 98/BC-UBND ký số đủ rồi ạ", "2026-Q3"),
        ("báo cáo 6 tháng đầu năm nộp rồi", "2026-H1"),
        ("mai em nộp", None),
    ],
)
def test_the_period_named(text: str, period: str | None) -> None:
    assert read_reply(text, NOW).period == period


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo tháng 12/2026 xong rồi",
        "báo cáo quý 4/2026 xong rồi",
        "báo cáo quý IV/2026 xong rồi",
        "báo cáo tuần 51/2026 xong rồi",
        "báo cáo giao ban tuần 51/2026 (14–20/12) xong rồi",
        "báo cáo tuần 53/2026 (28/12–3/1) đã gửi",
    ],
)
def test_a_period_with_its_year_is_no_share_and_no_promise(text: str) -> None:
    assert read_reply(text, NOW).intent is Intent.DONE
    assert read_reply("báo cáo 51/56 xong rồi", NOW).intent is not Intent.DONE


@pytest.mark.parametrize(
    "variants",
    [
        ("Rồi ạ", "roi", "rồiiii", "RỒI", "rùi nhé"),
        ("không được", "ko dc", "k đc", "hông được"),
        ("hôm nay", "hnay", "bữa ni"),
        ("việc này của ai", "vc ni của ai", "viec nay cua ai"),
        ("xong hết 👍", "xonggg hết👍"),
    ],
)
def test_spellings_of_one_thing_fold_to_one_line(variants: tuple[str, ...]) -> None:
    assert len({fold(variant) for variant in variants}) == 1
