"""Citizen files, several at once, in words."""

from datetime import date

from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines
from bot.texts.words import NAME, near_day, safe
from jobs.forms.cases import BLANK
from jobs.forms.choices import ALL, NOBODY
from jobs.messages.cases import CaseGroup
from jobs.messages.forms import FormOver

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
_MOST = 5
# What a letter says where no reason was typed.
REASONS = {
    "many": "Số lượng hồ sơ tăng cao trong kỳ nên chưa kịp giải quyết",
    "others": "Chờ ý kiến của cơ quan phối hợp",
    "survey": "Cần thêm thời gian xác minh thực địa",
    BLANK: "Để trống, tôi ghi sau",
}


def _codes(message: FormOver) -> str:
    codes = message.saved.get("codes", [])
    shown = ", ".join(f"<code>{safe(each, NAME)}</code>" for each in codes[:_MOST])
    return shown + (f" và {len(codes) - _MOST} hồ sơ khác" if len(codes) > _MOST else "")


def _sent(message: FormOver) -> str:
    lacking = message.saved.get("lacking", 0)
    return lines(
        f"☑️ Đã ghi: <b>đã gửi, đã đính kèm {message.saved['count']} hồ sơ</b>.",
        f"{_codes(message)}.",
        f"Còn thiếu thư đã ký của {lacking} hồ sơ: chép tệp PDF vào thư mục thư đã ký trên máy cơ quan."
        if lacking
        else "Đủ minh chứng, đã gửi thẩm tra.",
        "<i>Bấm nhầm thì bấm “↩️ Chưa gửi” ở tin danh sách.</i>",
    )


def _unsent(message: FormOver) -> str:
    return f"↩️ Đã bỏ ghi nhận gửi của {message.saved['count']} hồ sơ: {_codes(message)}."


def _ended(message: FormOver) -> str:
    late = message.saved.get("late", 0)
    return lines(
        f"📦 Đã ghi: <b>đã trả kết quả {message.saved['count']} hồ sơ</b> "
        f"{near_day(date.fromisoformat(message.saved['day']))}.",
        f"{_codes(message)}.",
        f"{late} hồ sơ trả sau ngày hẹn nên vẫn phải có văn bản xin lỗi." if late else None,
        "Danh sách nhập lần tới sẽ đối chiếu lại.",
    )


def _given(message: FormOver) -> str:
    to = message.saved.get("to") or "Trung tâm Phục vụ hành chính công"
    return f"🤝 Đã chuyển {message.saved['count']} hồ sơ cho {safe(to, NAME)}: {_codes(message)}."


def _mapped(message: FormOver) -> str:
    saved = message.saved
    return (
        f"✅ “{safe(saved['handler'], NAME)}” trong danh sách là {safe(saved['to'], NAME)}; "
        f"{saved['count']} hồ sơ đã chuyển theo."
    )


CASE_SENT = FormTexts(
    title="☑️ Đã gửi, đã đính kèm…",
    questions={"tasks": f"Hồ sơ nào đã gửi xin lỗi và đã đính kèm trên hệ thống tỉnh? {_PICK}"},
    empty=_NONE_LEFT,
    values=_GROUPS,
    saved=_sent,
)
CASE_UNSENT = FormTexts(
    title="↩️ Chưa gửi…",
    questions={"tasks": f"Hồ sơ nào ghi nhầm là đã gửi ạ? {_PICK}"},
    empty={"tasks": "Không có hồ sơ nào đang ghi là đã gửi mà còn rút lại được."},
    values=_GROUPS,
    saved=_unsent,
)
CASE_ENDED = FormTexts(
    title="📦 Đã trả…",
    questions={"tasks": f"Hồ sơ nào đã trả kết quả ạ? {_PICK}", "on": "Trả kết quả ngày nào ạ?"},
    empty=_NONE_LEFT,
    values=_GROUPS,
    saved=_ended,
)
CASE_OTHERS = FormTexts(
    title="🤝 Của người khác…",
    questions={"tasks": f"Hồ sơ nào của người khác ạ? {_PICK}", "person": "Chuyển cho ai ạ?"},
    empty=_NONE_LEFT,
    values=_GROUPS | {"person": {NOBODY: "Không rõ: giao Trung tâm PVHCC"}},
    saved=_given,
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
    saved=lambda message: f"⏳ Đang soạn {message.saved['count']} thư, xong sẽ báo ngay dưới đây.",
)
CASE_ACCEPT = FormTexts(
    title="✔️ Duyệt cả danh sách…",
    questions={"tasks": f"Duyệt văn bản xin lỗi của hồ sơ nào ạ? {_PICK}"},
    empty={
        "tasks": "Không có thư nào duyệt được cả danh sách: thư có điểm phải xử lý thì xem riêng từng thư."
    },
    values=_GROUPS,
    saved=lambda message: f"✔️ Đã duyệt {message.saved['count']} văn bản xin lỗi: {_codes(message)}.",
)
CASE_HANDLER = FormTexts(
    title="👤 Tên này là ai?",
    questions={
        "handler": "Tên nào trong cột người xử lý ạ?",
        "who": "Là cán bộ, đơn vị nào ạ? Hồ sơ đang mở của tên này sẽ chuyển theo.",
    },
    empty={"handler": "Mọi tên trong danh sách đều đã biết là ai."},
    saved=_mapped,
)
