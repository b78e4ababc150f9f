"""Replies of the corpus in which small faults of the rules show: what is labelled of each is what is read."""

from datetime import date, datetime

import pytest

from models.rules.letters import bare
from models.rules.reading import lying, read_reply
from models.rules.reading.away import Away, read_absence
from models.rules.reading.documents import MentionKind
from models.rules.reading.past import done_day
from models.rules.reading.persons import person_named
from models.rules.reading.promise import promise
from models.rules.reading.said import Utterance, take_apart
from models.rules.reading.values import DONE, Intent
from tests.reader.corpus import Labelled, corpus
from tests.reader.items import Fate, fates

REPLIES = [
    "1 số 87, 2 số 88, 3 chưa có số",
    "1 xong 2 mai 3 chưa",
    "1) xong; 2) không liên quan em; 3) tuần sau thứ 3 ạ",
    "1-3 xong, 4 cua ben dia chinh, 5 chua",
    "Anh Nghi ở phòng VH mới phụ trách chuyển đổi số, nhờ hệ thống sửa lại đầu mối",
    "Ba cái thì cái giữa là khó nhất, đang chờ tỉnh cho ý kiến. Hai cái ngoài thì đã nộp.",
    "Ban hành hôm thứ Hai tuần trước rồi em.",
    "Chúng tôi nhận thiếu sót đã để quá hạn từ 15/11, nay xin khắc phục trong vòng 48 giờ, tức sáng 25/11.",
    "Chắc nay mai là đã xong",
    "Cái đầu xong rồi, hai cái sau để thứ sáu, tui chỉ có hai tay",
    "Em có số rồi ạ, 175 ngày hôm nay.",
    "Em xin thêm 2 ngày ạ.",
    "Em đang nghỉ thai sản đến hết 15/12 ạ",
    "Hai cái kia là của chú Hậu, tui có mỗi cái số 2, mai tui mần",
    "Hôm sau lễ",
    "KH so 28/KH-BCH, ban hanh 21.11",
    "Ko chậm đâu nhé, 23h50 ngày 20 tôi còn bấm nút kip",
    "Mười giờ.",
    "Một đã phát hành, hai chờ sếp ký, ba còn chưa mở file",
    "Ngày nghỉ lễ mai em làm nốt 4 với 5, ba cái trên xong cả rồi ạ",
    "Nộp xong lúc 8 giờ.",
    "Tôi cần thêm ít thời gian để đối chiếu với công an xã, chắc khoảng cuối tuần sau.",
    "Từ mai xin phép nghỉ chế độ dưỡng sức một tuần, mọi việc anh Phó Chánh văn phòng nắm",
    "Từ trên xuống: cái đầu xong hôm thứ bảy, cái giữa còn nằm ở Sở, cái cuối cho tôi ngày 3 tháng 12",
    (
        "Xin gửi đồng chí số hiệu: 17/QC-HĐND-UBND, ban hành ngày sáu tháng Mười một; quy chế phối hợp đã "
        "gửi Ủy ban Mặt trận và các đoàn thể."
    ),
    "[Ảnh chụp màn hình: trạng thái Đã gửi 22/11/2026 20:14]",
    "a giao viec nay cho Ly nhe, Ly da nhan file",
    "bc cchc xong, bc cds chưa, kiểm kê 30/11",
    "bữa mô cũng được miễn trước ba mươi chứ chi gấp rứa thôi hai sáu nha",
    "chieu em lam",
    "cái kế hoạch AI tui nộp hôm 19, cái phân tích chỉ số thì hẹn trưa mốt",
    (
        "cô nhờ cháu nhắn lại là cô xin lùi báo cáo kiểm kê đến hết tháng vì tổ kiểm kê còn đúng hai nhà văn "
        "hóa xóm chưa xuống đếm bàn ghế được"
    ),
    "cụng phải đợi bà con gặt xong vụ đông, trung tuần tháng 12",
    "dang dua con di vien, toi nay 8h tui mo may lam not",
    "de em an trua cai da, dau gio chieu em day di",
    "de61n to61i thu71 4 a5",
    "done, doc no. 172/BC-UBND, date 20 Nov, signed & sent :D",
    "em nhan thieu sot, em se khac phuc nop bao cao cham nhat 12h trua thu 4",
    "em nói với Xồng Y Dở rồi từ bựa ni nó phụ trách cái bảng giải ngân em chỉ ký nháy thôi",
    "giao lại cho đúng chủ cũ: cô Tý",
    "hôm qua chưa gửi hôm ni cũng chưa gửi được mà ngày hai sáu là gửi anh ghi cái ngày hai sáu thôi",
    "hạn trong công văn là 5/12 nên em để tới 4/12 nha",
    "khoảng 4 giờ rưỡi, sếp họp xong ra ký là phát hành",
    "không phải hai lăm mô em nói lộn hai bảy mới đúng thứ sáu ngày hai bảy",
    "kn tthc gui so tu phap theo cv 911/UBND-VP hom 13",
    (
        "kế hoạch cải cách hành chính năm sau ban hành rồi số một trăm mười tám gạch chéo ca hát gạch ngang "
        "ủy ban nhân dân anh cập nhật vô sổ giùm"
    ),
    "mai nghi le, thu 4 em xin nghi them mot ngay viec nha",
    "mốt em nộp hết 1 lượt",
    "nga xe troi chan, em xin nghi het tuan ni",
    "nhaamf ngayf, laf 1/12 ms dungs nha",
    "nho nhac mk luc 8h sang thu 5",
    "nop roi ma, bc thang 11, sang nay 8h15",
    "o mới bấm gửi cách đây chưa đầy năm phút em tải lại trang là thấy màu xanh liền",
    "quân sự: đã nộp. dân quân tự vệ: sáng thứ tư nộp.",
    "rồi nha chị, báo cáo hộ tịch tháng em chốt và gửi lên Sở Tư pháp hôm 20",
    "sáng thứ 5 e nộp c nhé, thứ 4 e phải đi xóm rà soát hộ nghèo cả ngày",
    "sáng thứ tư em vắng nhé, đi khám thai ạ",
    "tat ca xong, rieng cau 3 lanh dao dang cam",
    "tru so 2 ra thi chi xong het",
    "tu 1 den 4 da gui so, 5 hen dau tuan sau",
    "tui uy quyen cho Loc lam, co giay to dang hoang",
    "tui xin nghi tu 1 toi 5 thang 12 di tham con bo doi",
    "tuong xong ca ba ma so 3 van thu chua day, hai cai kia thi xong",
    "van con thieu bien ban xom 5, ong xom truong hua toi nay dua, sang mai em gui luon",
    "việc 3 số 88/KH-UBND r, 1 2 chưa",
    "xin lui bc dich benh den mong 3 thang sau, con 2 xom chua tieu huy het lon",
    "Đang nghỉ phép, 30/11 về.",
    "Đã gửi Sở sáng nay.",
    "đến mười bảy giờ ba mươi hôm nay mà chưa thấy thì đồng chí cứ phê bình tôi",
    "đợi xóm 3 chốt hộ nghèo xong, cỡ 28 là có",
]
_BY_TEXT = {reply.text: reply for reply in corpus()}


@pytest.mark.parametrize("text", REPLIES)
def test_what_is_labelled_is_what_is_read(text: str) -> None:
    reply = _BY_TEXT[text]
    assert _read(reply) == _labelled(reply)


def _labelled(reply: Labelled) -> dict[str, object]:
    """What is labelled of a reply with this meaning, and is for rules to find."""
    meaning = reply.intents[0]
    said: dict[str, object] = {"intent": True}
    if meaning is Intent.POSTPONE and reply.date:
        said["promised"] = reply.date
    if meaning in DONE:
        said["done_on"] = reply.done_on[:10]
    if meaning is Intent.DONE_WITH_DOCNUMBER and reply.document:
        said["document"] = True
    if meaning is Intent.NOT_DONE and reply.place and reply.place != "superior" and "|" not in reply.place:
        said["place"] = reply.place
    if meaning is Intent.HAND_OVER and reply.person:
        said["person"] = bare(reply.person)
    if meaning is Intent.ABSENCE and reply.date not in ("", "vague"):
        said["away"] = True
    if Intent.MULTI in reply.intents and reply.per_item:
        said["items"] = {Fate.RIGHT}
    return said


def _read(reply: Labelled) -> dict[str, object]:
    """The same as it is read."""
    wanted = _labelled(reply)
    reading = read_reply(reply.text, reply.now, None, reply.context)
    said = take_apart(reply.text, reply.now, None)
    found: dict[str, object] = {
        "intent": reading.intent in reply.intents
        or (reading.intent in DONE and bool(DONE & {*reply.intents})),
        "promised": _promised(said, "T" in reply.date),
        "done_on": str(done_day(said, reply.now) or ""),
        "document": reply.document.split("|")[0].strip().lower() in _numbers(said),
        "place": lying.place_of(said),
        "person": bare(person_named(reply.text) or ""),
        "away": _is_away_on(reply),
        "items": {fate for *_, fate in fates(reply)},
    }
    return {name: found[name] for name in wanted}


def _promised(said: Utterance, to_the_minute: bool) -> str:
    found = promise(said)
    if found is None or found.value is None:
        return "vague"
    value: date = found.value
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M}" if to_the_minute else value.date().isoformat()
    return value.isoformat()


def _numbers(said: Utterance) -> set[str]:
    return {each.document.number.lower() for each in said.mentions if each.kind is MentionKind.NAMED}


def _is_away_on(reply: Labelled) -> bool:
    """The day of an absence is labelled as its first or its last."""
    away = read_absence(reply.text, reply.now)
    return isinstance(away, Away) and reply.date[:10] in (str(away.from_on), str(away.to_on))
