"""What a press is answered with: plain text, at most 200 characters."""

from datetime import datetime

from bot.texts.words import clock_and_day, cut, hour_words, late_words
from models.refused import Reason, Refused
from models.rules.lateness import Lateness
from models.rules.lifecycle import State
from models.rules.zone import local

LIMIT = 200

MALFORMED = "Nút này không dùng được nữa. Không có gì thay đổi. Xin mở lại việc bằng /viec."
STRANGER = "Nút này chỉ dùng cho người được mời. Không có gì thay đổi."
TOO_FAST = "Bấm nhanh quá, hệ thống chưa kịp làm. Không có gì thay đổi. Xin chờ ít phút rồi bấm lại."
FAILED = "Hệ thống gặp trục trặc, chưa ghi nhận gì. Xin chờ ít phút rồi mở lại /viec."
NOT_RECORDED_YET = "Chưa ghi được vì máy chủ đang trục trặc. Không cần bấm lại: ghi được là tin này tự đổi."
WORDS_NOT_RECORDED_YET = (
    "⚠️ Chưa ghi được những gì vừa gửi vì máy chủ đang trục trặc. Telegram giữ lại trong 24 giờ, máy chạy lại là "
    "được xử lý và trả lời, không cần gửi lại."
)
ANSWERED_BELOW = "Xin xem tin ngay dưới đây."
RECORDED = "Đã ghi."
FORWARDED = "Đã ghi: văn bản đã trình lãnh đạo ký."
SIGNED = "Đã ghi: văn bản đã ký số, chuyển văn thư phát hành."
ISSUED = "Đã ghi: văn bản đã phát hành."
OFFICER_KEPT = "Đã ghi: giữ nguyên người phụ trách."
TASK_DECLINED = "Đã ghi: không nhận việc này."
WAIT_CONFIRMED = "Đã ghi: xác nhận đang chờ cấp trên."
WAIT_DECLINED = "Đã ghi: chưa chờ cấp trên, vẫn làm tiếp."
CLEARED = "Đã ghi: không còn vướng."
PASSED_BACK = "Đã hủy lần bấm nhầm; văn bản vẫn ở chỗ trước đó."
TAKEN_BACK_WORD = "Đã hủy lời vừa báo."
TAKEN_BACK = "Đã hủy lời báo xong, việc trở về như trước."
WITHDRAWN = "Đã rút lại tệp đã nộp; việc chờ minh chứng mới."
STAYS_OPEN = "Đã hiểu: chưa ghi nhận gì."
DATE_SET = "Đã đặt hạn mới."
DISCARDED = "Đã ghi: gửi nhầm."
PLACED = "Đã xếp tệp, xin xem tin trả lời."
TICKED = "Đã đánh dấu."
ADDRESS_SET = "Đã ghi cách xưng hô."
JOINED = "Đã xác nhận."
NOT_ME = "Đã ghi. Mã mời chưa được dùng."
UNLINKED = "Đã gỡ tài khoản khỏi Nhắc Việc."
HANDED_OVER = "Đã chuyển danh sách."
ALREADY_HANDED_OVER = "Danh sách đã được chuyển từ trước, không cần bấm lại."
RETURNED = "Đã trả lại, người nộp được báo trong giờ làm việc."
NOTED = "Đã ghi lại."
DAY_STANDS = "Đã ghi: hạn giữ nguyên."
TRIAL_OVER = "Đã kết thúc chạy thử. Từ nay việc quá hạn được báo lên trên."
CLOCK_TRUSTED = "Đã ghi: giờ máy đúng. Hệ thống chạy tiếp."
DEPUTY_AGREED = "Đã ghi: nhận làm thay."
DEPUTY_DECLINED = "Đã ghi: không nhận."
DEPUTY_ASKED = "Đã nhờ, hệ thống đang chờ trả lời."
BACK = "Đã ghi. Từ giờ tin nhắc trở về như thường."
NOT_YET = "Đã ghi: chưa có trả lời. Tháng sau hệ thống hỏi lại."
PAUSED = "Hệ thống đang tạm dừng, chưa ghi nhận gì. Lần bấm này được giữ lại, không cần bấm nữa."
FORM_SAVED = "Đã lưu."
FORM_STALE = "Phần này vừa được người khác sửa. Chưa lưu gì."
CHANGE_TAKEN_BACK = "Đã hoàn tác."
SEEN = "Đã ghi: đã rõ hạn mới. Cảm ơn."
LOST = "Nút này thuộc phần dữ liệu đã mất vì sự cố nên không dùng được. Chưa ghi gì. Xin mở /viec để làm lại."
SHOWN = ""

_STANDS = {
    State.ACCEPTED: "Việc này đã được xác nhận đạt yêu cầu",
    State.WAIVED: "Việc này đã được ghi là không áp dụng",
    State.MISSED: "Việc này đã đóng vì hết thời gian được tính",
    State.SUBMITTED: "Minh chứng của việc này đã nộp, đang chờ thẩm tra",
    State.WAITING: "Việc này đang chờ cấp trên trả lời",
    State.OPEN: "Việc này đang mở, chưa có gì để hủy",
    State.TO_SETTLE: "Việc này có hạn trước ngày dùng Nhắc Việc, đang chờ người quản trị chọn",
    State.CLAIMED: "Việc này đã được báo xong",
    State.RETURNED: "Việc này đã được trả lại để bổ sung",
}
_SENTENCES = {
    Reason.WRONG_STATE: "Việc này đã sang bước khác. Không có gì thay đổi.",
    Reason.ALREADY: "Đã ghi nhận từ trước rồi ạ, không cần báo lại. Không có gì thay đổi.",
    Reason.NOT_YOURS: "Phần này dành cho người phụ trách việc. Không có gì thay đổi.",
    Reason.GONE: "Điều này đã được xử lý từ trước, không cần làm lại. Không có gì thay đổi.",
    Reason.DATE_PAST: "Ngày này đã qua. Xin chọn một ngày từ hôm nay trở đi.",
    Reason.NOT_DONE_THEN: "Ngày này ở sau hôm nay, hoặc trước khi có thể làm việc này. Xin chọn ngày khác. "
    "Không có gì thay đổi.",
    Reason.INVITE_UNKNOWN: "Không thấy mã mời này. Xin gửi lại mã.",
    Reason.INVITE_SPENT: "Mã mời này đã được dùng. Không có gì thay đổi.",
    Reason.INVITE_EXPIRED: "Mã mời này đã hết hạn. Xin người quản trị cấp mã mới.",
    Reason.CHAT_TAKEN: "Tài khoản này đang là của người khác. Không có gì thay đổi.",
    Reason.AFTER_DUE: "Đến ngày đến hạn không hẹn nhắc lại được nữa; xin chọn ngày nộp. Không có gì thay đổi.",
    Reason.NOT_LATER: "Hạn mới phải sau hạn hiện nay và sau hôm nay. Không có gì thay đổi.",
    Reason.TOO_OFTEN: "Việc này đã hẹn nhắc lại ba lần rồi. Xin báo xong, hoặc báo đang vướng để có người cùng gỡ.",
    Reason.NOT_OF_UNIT: "Chỉ chuyển được cho đồng nghiệp cùng đơn vị; nơi khác xin nhờ trưởng đơn vị phân công.",
    Reason.NO_REASON: "Cần một câu lý do. Xin gửi lại kèm lý do.",
    Reason.NOT_REVIEWER: "Phần này dành cho người thẩm tra; người nộp, người làm thay không tự duyệt. "
    "Không có gì thay đổi.",
    Reason.REVIEW_BEGAN: "Người thẩm tra đã mở tệp nên không rút lại được. Cần sửa, xin gửi thêm tệp mới. "
    "Không có gì thay đổi.",
    Reason.NEWER_FILE: "Vừa có tệp mới hơn tệp đã xem. Xin mở tệp mới rồi cho ý kiến. Không có gì thay đổi.",
    Reason.NOT_AWAY: "Hiện không có ngày vắng nào đang ghi, tin nhắc vẫn gửi như thường. Không có gì thay đổi.",
    Reason.NOTHING_TO_UNDO: "Không có điều gì vừa báo để hủy. Không có gì thay đổi.",
    Reason.VERDICT_STANDS: "Ý kiến thẩm tra đã gửi người nộp nên không rút lại được. Cần xem lại, nhờ người nộp "
    "gửi thêm tệp. Không có gì thay đổi.",
    Reason.HANDED_ON: "Việc đã chuyển cho người khác. Cần nhận lại, nhờ người nhận bấm Không nhận, hoặc nhờ trưởng "
    "đơn vị giao lại. Không có gì thay đổi.",
    Reason.DECIDED: "Lần vừa làm không hủy bằng lời được: xin bấm nút hủy dưới tin ghi lần ấy, hoặc làm lại cho "
    "đúng. Không có gì thay đổi.",
    Reason.SAME_FILE: "Tệp này đã nhận cho việc này rồi, không cần gửi lại. Không có gì thay đổi.",
    Reason.NOBODY_TO_ASK: "Hiện chưa có trưởng đơn vị hay quản trị nào để xác nhận. Không có gì thay đổi; xin báo "
    "trực tiếp.",
    Reason.NOT_ACCEPTED: "Loại tệp này không dùng được cho việc này.",
    Reason.WHICH_ITEM: "Tệp này hợp với nhiều mục. Xin chọn mục ở tin ngay dưới đây.",
    Reason.FORM_OVER: "Màn hình này đã đóng hoặc đã sang bước khác. Không có gì thay đổi. Xin mở lại từ đầu.",
    Reason.OTHER_AGENCY: "Tệp này là của cơ quan khác: xin xem lại mã ở trang tính Cơ quan. Không có gì thay đổi.",
    Reason.NOT_ABOVE: "Phần này dành cho người quản trị hoặc trưởng đơn vị. Không có gì thay đổi.",
    Reason.NO_CHANGE: "Mọi thứ vẫn như cũ nên chưa có gì để lưu.",
    Reason.NOT_VALID: "Các lựa chọn chưa khớp nhau nên chưa lưu. Xin sửa lại chu kỳ, ngày chốt hoặc hạn.",
    Reason.DEPENDED_ON: "Sau lần này đã có thay đổi khác, hoặc việc đã đóng, nên không hoàn tác được. Cần đổi, "
    "xin sửa lại bằng /quanly. Không có gì thay đổi.",
    Reason.HOUR_PAST: "Giờ này đã qua. Xin chọn giờ khác, hoặc một ngày sau hôm nay. Không có gì thay đổi.",
    Reason.SAME_DAY: "Hạn đang là đúng ngày giờ này rồi. Không có gì thay đổi.",
    Reason.NO_RULE: "Ngày này chưa đặt thành hạn chung cho các kỳ sau được. Xin đổi riêng kỳ này. "
    "Không có gì thay đổi.",
    Reason.LAST_ADMIN: "Đây là người quản trị duy nhất đang dùng Nhắc Việc. Xin mời thêm một người quản trị trước. "
    "Không có gì thay đổi.",
    Reason.CHOOSE_ONE: "Xin chọn ít nhất một mục rồi bấm đi tiếp.",
    Reason.LEGAL_LIMIT: "Hạn xin lỗi của hồ sơ là theo luật, không lùi hay hẹn lại được. Không có gì thay đổi.",
    Reason.OLDER_LIST: "Danh sách này cũ hơn danh sách đã nhập. Xin xuất danh sách mới. Không có gì thay đổi.",
    Reason.OTHER_OFFICE: "Mã hồ sơ trong danh sách là của nơi khác. Xin xuất lại đúng danh sách của cơ quan. "
    "Không có gì thay đổi.",
    Reason.NO_CASE_REQUIREMENT: "Danh mục chưa có yêu cầu theo từng hồ sơ nên chưa nhập được danh sách. Xin nhờ "
    "quản trị thêm. Không có gì thay đổi.",
    Reason.STILL_HERE: "Người này còn đang làm việc. Xin cho nghỉ và chuyển việc trước. Không có gì thay đổi.",
    Reason.HAS_WORK: "Người này còn việc chưa có người nhận. Xin chuyển hết việc trước. Không có gì thay đổi.",
    Reason.FORGOTTEN: "Thông tin cá nhân của người này đã xóa. Không có gì thay đổi.",
    Reason.FILE_DELETED: "Tệp này đã xóa. Còn cần, xin gửi lại. Không có gì thay đổi.",
    Reason.NO_FIGURE: "Việc này không cần số liệu gõ vào. Không có gì thay đổi.",
}
_EVIDENCE_TOO_OFTEN = (
    "Việc đã báo xong, đã hẹn nhắc lại ba lần; chỉ còn thiếu minh chứng. Xin gửi minh chứng, hoặc báo đang vướng "
    "để có người cùng gỡ."
)


def done(receipt: str, at: datetime, instead_of: str = "") -> str:
    """`instead_of`: in whose place, as they are called; "" where it is one's own."""
    instead = f" thay {instead_of}" if instead_of else ""
    return f"Đã ghi{instead} lúc {hour_words(local(at).time())}. Số ghi nhận {receipt}."


def accepted(late: Lateness, after_closing: bool) -> str:
    if after_closing:
        return "Đã duyệt, ghi là bổ sung sau."
    return f"Đã duyệt. Hoàn thành {late_words(late.days, late.minutes, late.accepted) or 'đúng hạn'}."


def assigned(name: str, whole: bool, away: str = "") -> str:
    """`away`: a sentence that says that they are away, and who covers."""
    since = ", kể cả các kỳ sau" if whole else ""
    return cut(f"Đã giao cho {name}{since}. {away}".strip(), LIMIT)


def refused(refusal: Refused) -> str:
    """One sentence for why nothing was done."""
    facts = refusal.facts
    return sentence(refusal.reason, facts.get("state"), facts.get("since"))


def sentence(reason: Reason, state: State | None, since: datetime | None) -> str:
    if reason is Reason.ALREADY and since is not None:
        return f"Đã ghi nhận từ {clock_and_day(since)} rồi ạ, không cần báo lại. Không có gì thay đổi."
    if reason is Reason.AFTER_DUE and since is not None:
        return f"Sau {_round(since)} ngày đến hạn không hẹn nhắc lại được; xin chọn ngày nộp. Không có gì thay đổi."
    if reason is Reason.TOO_OFTEN and state is State.CLAIMED:
        return _EVIDENCE_TOO_OFTEN
    if reason in (Reason.WRONG_STATE, Reason.ALREADY) and state in _STANDS:
        return f"{_STANDS[state]}. Không có gì thay đổi."
    return _SENTENCES[reason]


def _round(moment: datetime) -> str:
    """14 giờ · 15 giờ 30"""
    here = local(moment)
    return hour_words(here.time()) if here.minute else f"{here.hour} giờ"


def is_loud(alert: str) -> bool:
    """Whether it is shown large, to be closed by its reader: where nothing came of the press."""
    return alert == NOT_RECORDED_YET or "Không có gì thay đổi" in alert
