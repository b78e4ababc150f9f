"""What a press is answered with: plain text, at most 200 characters."""

from datetime import datetime

from bot.texts.words import clock, cut, short_day
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.rules.zone import day_of

LIMIT = 200

MALFORMED = "Nút này không dùng được nữa. Không có gì thay đổi. Xin mở lại việc bằng /viec."
STRANGER = "Nút này chỉ dùng cho người được mời. Không có gì thay đổi."
FAILED = "Hệ thống gặp trục trặc, chưa ghi nhận gì. Xin chờ ít phút rồi mở lại /viec."
ANSWERED_BELOW = "Xin xem tin ngay dưới đây."
TAKEN_BACK = "Đã lấy lại, việc trở về như trước khi báo xong."
WITHDRAWN = "Đã rút lại tệp đã nộp; việc chờ minh chứng mới."
STAYS_OPEN = "Đã hiểu: chưa ghi nhận gì."
SETTLED = "Đã ghi: không áp dụng."
DATE_SET = "Đã đặt hạn mới."
DISCARDED = "Đã ghi: gửi nhầm."
PLACED = "Đã nộp."
ADDRESS_SET = "Đã ghi cách xưng hô."
JOINED = "Đã xác nhận."
NOT_ME = "Đã ghi. Mã mời chưa được dùng."
UNLINKED = "Đã gỡ tài khoản khỏi Nhắc Việc."
HANDED_OVER = "Đã chuyển danh sách."
ALREADY_HANDED_OVER = "Danh sách đã được chuyển từ trước, không cần bấm lại."
SHOWN = ""

_STANDS = {
    State.ACCEPTED: "Việc này đã được xác nhận đạt yêu cầu",
    State.WAIVED: "Việc này đã được ghi là không áp dụng",
    State.MISSED: "Việc này đã đóng vì hết thời gian được tính",
    State.SUBMITTED: "Minh chứng của việc này đã nộp, đang chờ thẩm tra",
    State.OPEN: "Việc này đang mở, chưa có gì để lấy lại",
    State.TO_SETTLE: "Việc này có hạn trước ngày dùng Nhắc Việc, đang chờ người quản trị chọn",
    State.CLAIMED: "Việc này đã được báo xong",
}
_SENTENCES = {
    Reason.WRONG_STATE: "Việc này đã sang bước khác. Không có gì thay đổi.",
    Reason.ALREADY: "Đã ghi nhận từ trước rồi ạ, không cần bấm lại. Không có gì thay đổi.",
    Reason.NOT_YOURS: "Nút này dành cho người phụ trách việc. Không có gì thay đổi.",
    Reason.GONE: "Điều này đã được xử lý từ trước, không cần bấm lại. Không có gì thay đổi.",
    Reason.DATE_PAST: "Ngày này đã qua. Xin chọn một ngày từ hôm nay trở đi.",
    Reason.INVITE_UNKNOWN: "Không thấy mã mời này. Xin gửi lại mã.",
    Reason.INVITE_SPENT: "Mã mời này đã được dùng. Không có gì thay đổi.",
    Reason.INVITE_EXPIRED: "Mã mời này đã hết hạn. Xin người quản trị cấp mã mới.",
    Reason.CHAT_TAKEN: "Tài khoản này đang là của người khác. Không có gì thay đổi.",
    Reason.SAME_FILE: "Tệp này đã nhận cho việc này rồi, không cần gửi lại. Không có gì thay đổi.",
    Reason.NOT_OF_UNIT: "Chỉ giao được cho người cùng đơn vị; nơi khác xin nhờ quản trị. Không có gì thay đổi.",
    Reason.NOT_ACCEPTED: "Loại tệp này không dùng được cho việc này.",
}


def done(receipt: str, at: datetime) -> str:
    return f"Đã ghi lúc {clock(at)}. Số ghi nhận {receipt}."


def assigned(name: str, whole: bool) -> str:
    since = ", kể cả các kỳ sau" if whole else ""
    return cut(f"Đã giao cho {name}{since}.", LIMIT)


def refused(refusal: Refused) -> str:
    """One sentence for why nothing was done."""
    facts = refusal.facts
    return sentence(refusal.reason, facts.get("state"), facts.get("since"))


def sentence(reason: Reason, state: State | None, since: datetime | None) -> str:
    if reason is Reason.ALREADY and since is not None:
        when = f"{clock(since)} ngày {short_day(day_of(since))}"
        return f"Đã ghi nhận từ {when} rồi ạ, không cần bấm lại. Không có gì thay đổi."
    if reason in (Reason.WRONG_STATE, Reason.ALREADY) and state in _STANDS:
        return f"{_STANDS[state]}. Không có gì thay đổi."
    return _SENTENCES[reason]
