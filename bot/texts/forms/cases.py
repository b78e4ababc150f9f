"""Citizen files, several at once, in words."""

from bot.texts.forms.texts import FormTexts
from jobs.forms.cases import BLANK
from jobs.forms.choices import ALL, NOBODY
from jobs.messages.case_facts import CaseGroup

_PICK = "Bấm để chọn, bấm lần nữa để bỏ."
_GROUPS = {
    "tasks": {
        ALL: "Tất cả",
        CaseGroup.TODAY: "Cả nhóm gửi hôm nay",
        CaseGroup.NEXT: "Cả nhóm gửi ngày làm việc tới",
        CaseGroup.PAST: "Cả nhóm đã qua thời hạn",
    }
}
_NONE_LEFT = {"tasks": "Không còn hồ sơ nào phải chọn."}
# What a letter says where no reason was typed.
REASONS = {
    "many": "Số lượng hồ sơ tăng cao trong kỳ nên chưa kịp giải quyết",
    "others": "Chờ ý kiến của cơ quan phối hợp",
    "survey": "Cần thêm thời gian xác minh thực địa",
    BLANK: "Để trống, tôi ghi sau",
}


CASE_SENT = FormTexts(
    title="☑️ Đã gửi, đã đính kèm…",
    questions={"tasks": f"Hồ sơ nào đã gửi xin lỗi và đã đính kèm trên hệ thống tỉnh? {_PICK}"},
    empty=_NONE_LEFT,
    values=_GROUPS,
)
CASE_UNSENT = FormTexts(
    title="↩️ Chưa gửi…",
    questions={"tasks": f"Hồ sơ nào ghi nhầm là đã gửi ạ? {_PICK}"},
    empty={"tasks": "Không có hồ sơ nào đang ghi là đã gửi mà còn rút lại được."},
    values=_GROUPS,
)
CASE_ENDED = FormTexts(
    title="📦 Đã trả…",
    questions={"tasks": f"Hồ sơ nào đã trả kết quả ạ? {_PICK}", "on": "Trả kết quả ngày nào ạ?"},
    empty=_NONE_LEFT,
    values=_GROUPS,
)
CASE_UNENDED = FormTexts(
    title="↩️ Chưa trả…",
    questions={"tasks": f"Hồ sơ nào ghi nhầm là đã trả kết quả ạ? {_PICK}"},
    empty={"tasks": "Không có hồ sơ nào ghi nhầm mà còn rút lại được."},
    values=_GROUPS,
)
CASE_OTHERS = FormTexts(
    title="🤝 Của người khác",
    questions={"tasks": f"Hồ sơ nào của người khác ạ? {_PICK}", "person": "Chuyển cho ai ạ?"},
    empty=_NONE_LEFT,
    values=_GROUPS | {"person": {NOBODY: "Không rõ: giao đơn vị tiếp nhận"}},
)
CASE_DRAFT = FormTexts(
    title="📝 Soạn thư…",
    questions={
        "tasks": f"Soạn thư xin lỗi cho hồ sơ nào ạ? {_PICK}",
        "reason": "Lý do chậm là gì ạ? Chọn, hoặc gõ một câu (không ghi tên người dân).",
        "days": "Xin hẹn lại thêm mấy ngày làm việc ạ?",
    },
    empty=_NONE_LEFT,
    values=_GROUPS
    | {
        "reason": REASONS,
        "days": {"3": "3 ngày", "5": "5 ngày", "10": "10 ngày", BLANK: "Để trống"},
    },
)
CASE_ACCEPT = FormTexts(
    title="✔️ Duyệt cả danh sách…",
    questions={"tasks": f"Duyệt văn bản xin lỗi của hồ sơ nào ạ? {_PICK}"},
    empty={
        "tasks": "Không có thư nào duyệt được cả danh sách: thư có điểm phải xử lý thì xem riêng từng thư."
    },
    values=_GROUPS,
)
CASE_HANDLER = FormTexts(
    title="👤 Tên này là ai?",
    questions={
        "handler": "Tên nào trong cột người xử lý ạ?",
        "who": "Là cán bộ, đơn vị nào ạ? Hồ sơ đang mở của tên này sẽ chuyển theo.",
    },
    empty={"handler": "Mọi tên trong danh sách đều đã biết là ai."},
)
