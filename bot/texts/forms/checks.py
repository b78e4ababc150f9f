"""What the document of an item is checked for, in words."""

from typing import Any

from bot.texts.checks import checked_for
from bot.texts.forms.items import items_listed
from bot.texts.forms.texts import FormTexts, applies_later, requirement_saved, review_of
from bot.texts.text import lines, paragraphs
from bot.texts.words import LISTED, safe
from jobs.forms.checks import YES, ChecksReview
from jobs.forms.form import NONE, USUAL
from jobs.messages.forms import FormOver, Screen
from models.catalogue.words import SIGNED
from models.rules.document_types import KINDS

_BETWEEN = "Nhiều cụm thì cách nhau dấu chấm phẩy; các cách viết của một cụm thì cách nhau dấu |"
_TYPES = {sign: f"{name} ({sign})" for name, sign in KINDS.items()}
_STANDS = 600
_NOTHING = {NONE: "không xét"}


def _spell(step: str, value: Any) -> str:
    return _TYPES.get(str(value), "") if step == "types" else ""


def _about(screen: Screen) -> str:
    """The item, and the words that stand: a touch copies them."""
    about = screen.about
    return lines(
        items_listed(about.item),
        f"Đang đặt: <code>{safe(about.stands, _STANDS)}</code>" if about.stands else None,
    )


@review_of(ChecksReview, "⚠️ Không lưu được: mục này đã được bỏ, hoặc yêu cầu không còn theo dõi.")
def _review(review: ChecksReview) -> str:
    return paragraphs(
        lines(
            f"<b>Máy sẽ soát</b> “{safe(review.item, LISTED)}”:",
            f"{checked_for(review.checks)}.",
        ),
        applies_later(review.running, "nội dung soát cũ")
        or "Chưa có việc nào đang mở; thay đổi áp dụng từ kỳ mở sau.",
        "Lưu lại ạ?",
    )


def _saved(message: FormOver) -> str:
    return f"✅ <b>Đã sửa nội dung soát của mục trong yêu cầu</b> {requirement_saved(message)}."


ITEM_CHECKS = FormTexts(
    title="🔎 Nội dung soát",
    questions={
        "signed": "Văn bản cần chữ ký số của ai ạ? Như thường lệ: văn bản ký số thì cần cả người ký và cơ quan, "
        "tệp khác thì không cần.",
        "types": "Tên loại văn bản là gì ạ? Chọn được nhiều loại; không chọn loại nào là không xét. Loại khác thì "
        "gõ, ví dụ <code>nghị quyết; thông báo</code>.",
        "title": f"Trích yếu phải có những cụm từ nào ạ? {_BETWEEN}, ví dụ "
        "<code>kế hoạch; đào tạo | bồi dưỡng</code>.",
        "sections": f"Văn bản phải có những mục nào ạ? {_BETWEEN}, ví dụ "
        "<code>tổ chức thực hiện | phân công</code>.",
        "amounts": f"Mục nào phải nêu số tiền hoặc nguồn kinh phí ạ? {_BETWEEN}, ví dụ "
        "<code>kinh phí | nguồn kinh phí | dự toán</code>.",
        "words": f"Nội dung phải có những cụm từ nào ạ? {_BETWEEN}, ví dụ <code>sáng kiến | giải pháp</code>.",
        "issuers": "Cơ quan nào ban hành ạ? Một trong các cơ quan được nêu là đạt; nhiều cơ quan thì cách nhau "
        "dấu chấm phẩy, ví dụ <code>UBND xã; HĐND xã</code>.",
        "signers": f"Văn bản phải có chữ ký của những ai ạ? Ghi chức danh hoặc cơ quan. {_BETWEEN}, ví dụ "
        "<code>Chủ tịch; Kế toán trưởng</code>.",
        "year": "Năm ghi trong trích yếu phải là năm nào ạ?",
        "case_code": "Văn bản có phải ghi mã của hồ sơ TTHC không ạ?",
        "severity": "Có điểm nào xử lý khác thường lệ không ạ? Gõ mã và mức, cách nhau dấu chấm phẩy, ví dụ "
        "<code>DOC004: chặn; SIG006: bỏ</code>. Các mức: chặn, nhắc, cho biết, bỏ.",
    },
    names={
        "signed": "chữ ký số",
        "types": "loại văn bản",
        "title": "trích yếu",
        "sections": "mục phải có",
        "amounts": "mục nêu số tiền",
        "words": "nội dung",
        "issuers": "nơi ban hành",
        "signers": "người ký",
        "year": "năm",
        "case_code": "mã hồ sơ",
        "severity": "mức xử lý",
    },
    values={
        "signed": SIGNED | {USUAL: "như thường lệ"},
        "types": {"": "không xét"},
        "title": _NOTHING,
        "sections": _NOTHING,
        "amounts": _NOTHING,
        "words": _NOTHING,
        "issuers": _NOTHING,
        "signers": _NOTHING,
        "year": {
            "0": "năm chấm điểm",
            "-1": "năm trước",
            "-2": "hai năm trước",
            "1": "năm sau",
            "2": "hai năm sau",
        }
        | _NOTHING,
        "case_code": {YES: "phải có", NONE: "không xét"},
        "severity": {USUAL: "như thường lệ"},
    },
    saves={"save": "✅ Lưu nội dung soát"},
    about=_about,
    review=_review,
    saved=_saved,
    spell=_spell,
)
