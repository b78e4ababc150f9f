"""What the program should have done and has not: said to the admin once, with what to do about it."""

from bot.texts.text import enumerated, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, briefly, listed_moment, safe, who
from jobs.messages.auditing import Audit, LapseFacts
from models.lapses import Lapse

# By the names of the steps of a tick.
_STEPS = {
    "open_tasks": "mở việc mới",
    "close_tasks": "đóng việc hết thời gian được tính",
    "open_cases": "mở việc cho hồ sơ sắp trễ hẹn",
    "forget_citizens": "xóa tên người dân hết thời gian giữ",
    "data_requests": "nhắc yêu cầu về dữ liệu cá nhân",
    "incident": "nhắc thời hạn báo sự cố",
    "forget_old": "xóa dữ liệu hết thời gian giữ",
    "hand_back": "trao lại việc cho người đi vắng về",
    "triage": "danh sách việc có hạn từ trước",
    "trial_ends": "báo hết chạy thử",
    "gaps": "danh sách yêu cầu còn thiếu thông tin",
    "unacknowledged": "danh sách chưa rõ hạn mới",
    "leaders": "tin tuần của lãnh đạo",
    "escalate": "báo lên trưởng đơn vị",
    "clerks": "danh sách của văn thư",
    "speak": "nhắc việc",
    "reviewers": "nhắc thẩm tra",
    "cases": "nhắc hồ sơ sắp trễ hẹn",
    "audit": "tự kiểm tra",
}
_LINES = {
    Lapse.UNSPOKEN: "Chưa nhắc được việc “{task}”{for_whom}, lẽ ra từ {since}",
    Lapse.UNSENT: "Tin{to}{about}, lúc {since}, không gửi được",
    Lapse.WAITING: "Tin{to}{about}, lúc {since}, còn chờ gửi",
    Lapse.STEP: "Phần {step}{of}{about} bị lỗi từ {since}",
    Lapse.UNREAD: "Một tin gửi đến lúc {since} chưa xử lý được",
}
_TO_DO = {
    Lapse.UNSPOKEN: "Việc chưa được nhắc: xin báo trực tiếp cho người phụ trách.",
    Lapse.UNSENT: "Tin không gửi được: xin báo trực tiếp cho người nhận; hệ thống không gửi lại tin ấy.",
    Lapse.WAITING: "Tin còn chờ gửi: xin xem máy chạy Nhắc Việc có vào mạng không. Có mạng thì tin tự đi.",
    Lapse.STEP: "Phần bị lỗi: hệ thống vẫn thử lại, các phần khác vẫn chạy. Xin gửi tin này cho người hỗ trợ "
    "kỹ thuật.",
    Lapse.UNREAD: "Tin gửi đến chưa xử lý được: ai nói đã báo mà chưa thấy ghi, xin nhờ gửi lại.",
}


@wording
def audit(message: Audit) -> str:
    count = len(message.lapses) + message.more
    told = {each.lapse for each in message.lapses}
    return paragraphs(
        f"🔎 <b>{count} điều chưa chạy như phải có</b>, nhờ {briefly(message.reader)} xem giúp:",
        lines(*enumerated(message.lapses, _line), more(message.more, "điều")),
        lines(*(f"• {words}" for lapse, words in _TO_DO.items() if lapse in told)),
        "Mỗi điều chỉ báo một lần.",
    )


def _line(each: LapseFacts) -> str:
    task = safe(each.task or "", LISTED)
    return _LINES[each.lapse].format(
        since=listed_moment(each.since),
        task=task,
        about=f" về việc “{task}”" if task else "",
        step=_STEPS.get(each.step, safe(each.step, LISTED)),
        to=_person(" gửi ", each),
        for_whom=_person(" cho ", each),
        of=_person(" của ", each),
    )


def _person(before: str, each: LapseFacts) -> str:
    return before + who(each.person) if each.person else ""
