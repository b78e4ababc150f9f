"""Numbers of documents as officers type and speak them, and numbers that are none."""

from datetime import date, datetime

import pytest

from models.rules.reading.documents import MentionKind
from models.rules.reading.said import take_apart
from models.rules.zone import VIETNAM

_NOW = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)


def _named(text: str) -> list[str]:
    mentions = take_apart(text, _NOW, None).mentions
    return [each.document.number for each in mentions if each.kind is MentionKind.NAMED]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("BC 299 ngày 20/11 e gửi r", "299/BC"),
        ("so 452 ngay 20/11 nhe", "452"),
        ("Giấy mời số 117 ngày 20/11, gửi zalo cho các đại biểu xong", "117/GM"),
        ("số đi 734, văn thư vừa cấp", "734"),
        ("Văn bản đi 2240, chiều 20/11, người ký PCT", "2240"),
        ("công văn 930 gửi hôm thứ sáu", "930"),
        ("Trả lời: Quyết định 1.210 ngày 22.11.2026", "1210/QĐ"),
        ("Quyết định số 1.176/QĐ-UBND ban hành rồi", "1176/QĐ-UBND"),
        ("415 /BC-UBND", "415/BC-UBND"),
        ("QĐ 455/QĐ-UBND", "455/QĐ-UBND"),
        ("QĐ1188-UBND ra hôm thứ Ba", "1188/QĐ-UBND"),
        ("Đã gửi, BC-128.", "128/BC"),
        ("CV số 77/PKT", "77/PKT"),
        ("quét 930 ngay 13/11 la thay nhe bot", "930"),
        ("67 nhé", "67"),
        ("#355", "355"),
        ("Đã gửi Sở theo Tờ trình 66/TTr-UBND.", "66/TTr-UBND"),
        ("đã báo cáo tại văn bản 519/UBND-TTHCC", "519/UBND-TTHCC"),
    ],
)
def test_the_number_is_read_however_it_is_typed(text: str, number: str) -> None:
    assert _named(text)[:1] == [number]


def test_the_day_beside_a_number_is_its_own() -> None:
    said = take_apart("bc 88 ngày 20/11/2026 gửi rồi", _NOW, None)
    assert [(each.document.number, each.document.date) for each in said.mentions] == [
        ("88/BC", date(2026, 11, 20))
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("389/QĐ-UBND là bản 2025 rồi, bản mới là 477/QĐ-UBND ngày 12/11/2026", "477/QĐ-UBND"),
        ("22/KH-UBND cũ mất điểm, giờ ra 95/KH-UBND rồi", "95/KH-UBND"),
        ("giấy mời 66 không tính, vb chính là 104/KH-UBND", "104/KH-UBND"),
        ("0375/BC ghi nhầm số 0 đằng trước, là 375/BC-UBND", "375/BC-UBND"),
        ("đã ra QĐ 389 sửa đổi thành QĐ 1222 ngày 18-11-2026", "1222/QĐ"),
        ("biên nhận của Sở là 2311, còn văn bản của xã là 365/BC-UBND", "365/BC-UBND"),
    ],
)
def test_what_no_longer_holds_is_not_the_number(text: str, number: str) -> None:
    assert _named(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "120",
        "27 nha",
        "hồ sơ H41.12.34-261120-0001 xong rồi",
        "căn cứ Nghị định 118/2025/NĐ-CP",
        "văn bản 2624 của Sở có phụ lục không",
        "em làm theo công văn 345/SNV-CCVC",
        "gửi Sở theo công văn 345/SNV-CCVC rồi",
        "kế hoạch 2027 em đang soạn",
        "báo cáo 30 ngày nữa mới có",
        "xong 80% rồi, gọi em số 0912345678",
        "trễ 30 ngày 20/11 mới có",
        "cầm tờ trình đi 3 phòng xin ký",
        "việc số 3 mai em nộp",
        "hồ sơ số 0219 không mở được",
        "Xin hoãn sang tháng 12, ngày 7/12 nộp",
        "Sở đã tiếp nhận lúc 15:12 ngày 19/11",
    ],
)
def test_what_is_no_number_of_ours_is_left_alone(text: str) -> None:
    assert _named(text) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dạ số bốn trăm lẻ bảy bê xê đóng dấu chiều thứ sáu", "407/BC"),
        ("một hai chín bê xê ngày mười bảy em gửi", "129/BC"),
        ("số tám mươi tư trên báo cáo, văn thư vừa đóng", "84/BC"),
        ("kế hoạch số hai mươi hai xuyệt ca hát ủy ban", "22/KH-UBND"),
        ("chín mươi hai gạch bê xê gạch u bê en đê", "92/BC-UBND"),
        ("à thì quyết định một nghìn hai trăm linh năm đấy", "1205/QĐ"),
        ("cái mới là hai không tư ngày mười sáu tháng mười một", "204"),
        ("số đi hai sáu một sáu ngày đi mười tám tháng mười một", "2616"),
        ("một trăm hai mươi", "120"),
        ("mk doc so cho a ghi: bon muoi bay, ngay hai mot thang muoi mot", "47"),
        ("giấy mời số năm tám bảy phát đi chiều thứ năm", "587/GM"),
        ("so ba tram bon muoi hai, ngay muoi tam thang muoi mot", "342"),
        ("báo cáo số ba sáu chín xẹt BC gạch UBND", "369/BC-UBND"),
        ("hồi đầu có số một trăm linh một nhưng bị thu hồi, bản thay thế là số một trăm mười bốn", "114"),
    ],
)
def test_a_number_in_words_is_read_in_digits(text: str, number: str) -> None:
    assert _named(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "hai mươi báo cáo xong rồi",
        "kế hoạch năm hai không hai bảy em đang làm",
        "còn ba trăm hai mươi hộ chưa nhập",
        "số ba chưa xong",
        "ngày mười hai tháng mười một em nộp",
        "mười hai giờ ngày hai lăm em gửi",
        "mã dự án tám không bảy sửa rồi",
        "đạt tám mươi phần trăm rồi",
        "hai ba hôm nữa em gửi báo cáo",
        "dạ hai mươi lăm",
        "còn mười hai ngày hai mươi em nộp",
        "hai ba ngày nữa",
        "một hai hôm nữa nhé",
        "năm hai sáu em nộp rồi",
    ],
)
def test_a_count_a_year_or_a_day_in_words_is_no_number(text: str) -> None:
    assert _named(text) == []


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("25/KH-UBND ngày 20/11", "25/KH-UBND", date(2026, 11, 20)),
        ("25/KH-UBND ngày 23/11", "25/KH-UBND", date(2026, 11, 23)),
        # No document is dated ahead.
        ("25/KH-UBND ngày 24/11", "25/KH-UBND", date(2025, 11, 24)),
        ("25/KH-UBND 20/11/2025", "25/KH-UBND", date(2025, 11, 20)),
        ("25/KH-UBND ngày 31/2", "25/KH-UBND", None),
        ("kh so 25 ngay 1/12", "25/KH", date(2025, 12, 1)),
        ("kh25", "25/KH", None),
        ("12-KH/ĐU", "12-KH/ĐU", None),
        ("25 /kh ubnd", "25/KH-UBND", None),
        ("102/vpubnd", "102/VPUBND", None),
        ("số một hai không năm rồi", "1205", None),
        ("quyết định một hai không năm", "1205/QĐ", None),
        ("kế hoạch số hai mươi lăm ủy ban", "25/UBND", None),
        ("số hai mươi lăm gạch chéo bê xê", "25/BC", None),
        ("một trăm hai mươi ba bê cê", "123/BC", None),
    ],
)
def test_a_number_is_named_with_its_day_where_it_has_one(text: str, number: str, day: date | None) -> None:
    (found,) = take_apart(text, _NOW, None).mentions
    assert (found.document.number, found.document.date, found.kind) == (number, day, MentionKind.NAMED)


@pytest.mark.parametrize(
    "text",
    [
        "công văn số chín",
        "em nộp hai mươi lăm việc",
        "mười lăm người",
        "ngày hai mươi lăm",
        "năm hai không hai sáu",
        "số 5 và số 6 rồi",
        "H41.12.34-261120-0001",
    ],
)
def test_what_counts_something_or_is_a_day_is_no_number_of_a_document(text: str) -> None:
    assert take_apart(text, _NOW, None).mentions == ()
