"""The form by which an admin asks for the pack of a year."""

from bot.texts.forms.texts import FormTexts
from bot.texts.text import paragraphs
from models.tables import Edition

PACK = FormTexts(
    title="🗂 Hồ sơ minh chứng",
    questions={
        "year": "Hồ sơ của năm nào ạ?",
        "edition": "Bản nào ạ? <b>Bản nộp</b> gửi Hội đồng thẩm định: không có nhận xét, tên cán bộ, văn bản gửi "
        "người dân. <b>Bản nội bộ</b> có đủ, chỉ dùng trong cơ quan.",
    },
    names={"year": "năm", "edition": "bản"},
    values={"edition": {Edition.SUBMITTED: "📤 Bản nộp", Edition.INTERNAL: "🔒 Bản nội bộ"}},
    saves={"save": "🗂 Lập hồ sơ"},
    review=lambda screen: paragraphs(
        "Tệp ZIP kèm danh mục Word và Excel, nằm trong thư mục <code>packs</code> của máy chạy Nhắc Việc.",
        "Đã lập hồ sơ của năm này rồi thì lần này là bản bổ sung: chỉ gồm tài liệu mới, số thứ tự đi tiếp.",
    ),
    saved=lambda message: "⏳ Đang lập hồ sơ, xong sẽ báo ngay dưới đây.",
)
