"""What people put right of themselves, in words."""

from bot.texts.forms.texts import FormTexts
from jobs.forms.form import NONE
from jobs.forms.own_data import ADDRESS, NAME, OTHER, PHONE

OWN_DATA = FormTexts(
    title="✏️ Sửa thông tin của mình",
    questions={
        "what": "{who} muốn sửa gì ạ?",
        NAME: "Họ và tên đầy đủ là gì ạ?",
        ADDRESS: "Nên xưng hô thế nào ạ?",
        PHONE: "Số điện thoại để gọi khi cần? Chỉ quản trị và trưởng đơn vị xem được.",
        OTHER: "Nhờ {who} gõ điều cần sửa hoặc cần hỏi trong một dòng; quản trị trả lời trong 2 ngày làm việc.",
    },
    names={"what": "mục", NAME: "họ tên", ADDRESS: "xưng hô", PHONE: "điện thoại", OTHER: "điều khác"},
    values={
        "what": {NAME: "Họ tên", ADDRESS: "Xưng hô", PHONE: "Điện thoại", OTHER: "Điều khác"},
        PHONE: {NONE: "để trống"},
    },
)
