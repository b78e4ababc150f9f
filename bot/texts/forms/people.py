"""People in words: invited, edited, sent off, called back; work that goes to somebody else."""

from collections.abc import Callable

from bot.texts.forms.texts import FormTexts, requirement_saved, review_of
from bot.texts.text import lines, paragraphs
from bot.texts.words import NAME, ROLES, capital, safe
from jobs.forms.form import NONE
from jobs.forms.handing import ALL, ONLY_NEW, Moving
from jobs.forms.people import AGAIN, NEW, About, Namesake
from jobs.forms.people import LEFT as LEAVERS
from jobs.messages.forms import FormOver, Screen

_TYPE_A_NAME = "chọn người, hoặc gõ vài chữ trong tên để tìm (không dấu cũng được)."
_WHO = {"person": f"Nhờ {{who}} {_TYPE_A_NAME}"}
_PERSON = {"person": "cán bộ"}
_NOBODY = "⚠️ Người này không còn trong danh sách, xin quay lại chọn lại."
_ROLE_WORDS = {role: capital(words) for role, words in ROLES.items()}
_UNIT = {NONE: "không thuộc đơn vị nào"}
_PHONE = {NONE: "chưa có"}

PEOPLE = FormTexts(
    title="👥 Cán bộ",
    questions={**_WHO, "what": "Làm gì ạ?"},
    names=_PERSON,
    values={
        "person": {NEW: "➕ Mời người mới", LEAVERS: "🗂 Người đã nghỉ"},
        "what": {
            "edit": "✏️ Sửa thông tin, vai trò",
            "absence": "🏖 Báo vắng",
            "again": "✉️ Cấp mã mời mới",
            "transfer": "🤝 Chuyển toàn bộ việc",
            "unlink": "⛔ Gỡ tài khoản Telegram",
            "deactivate": "🗂 Cho nghỉ",
        },
    },
)
LEFT = FormTexts(
    title="🗂 Người đã nghỉ",
    questions={"person": f"Của ai? Nhờ {{who}} {_TYPE_A_NAME}", "what": "Làm gì ạ?"},
    names=_PERSON,
    values={"what": {"reactivate": "🔄 Mời trở lại", "forget": "🗑 Xóa thông tin cá nhân"}},
)


def _saved(sentence: str) -> Callable[[FormOver], str]:
    """A sentence about {name}, as saved."""
    return lambda message: sentence.format(
        name=f"<b>{safe(str(message.saved.get('name', '')), NAME)}</b>",
        to=f"<b>{safe(str(message.saved.get('to', '')), NAME)}</b>",
    )


PERSON = FormTexts(
    title="✏️ Thông tin cán bộ",
    questions={
        **_WHO,
        "name": "Họ và tên đầy đủ là gì ạ?",
        "position": "Chức vụ là gì ạ? Ví dụ: <i>Chuyên viên</i>.",
        "address": "Nên xưng hô thế nào ạ?",
        "phone": "Số điện thoại để gọi khi cần? Chỉ quản trị và trưởng đơn vị xem được.",
        "unit": "Thuộc đơn vị nào?",
        "roles": "Giữ những vai trò nào? Bấm để chọn, bấm lần nữa để bỏ.",
        "deputy": "Ai làm thay khi không liên lạc được? Có thể gõ tên để tìm.",
    },
    names={
        **_PERSON,
        "name": "họ tên",
        "position": "chức vụ",
        "address": "xưng hô",
        "phone": "điện thoại",
        "unit": "đơn vị",
        "roles": "vai trò",
        "deputy": "làm thay",
    },
    values={
        "position": {NONE: "để trống"},
        "address": {NONE: "chưa rõ"},
        "phone": {NONE: "chưa có"},
        "unit": _UNIT,
        "roles": _ROLE_WORDS,
        "deputy": {NONE: "chưa có ai"},
    },
    saves={"save": "✅ Lưu thông tin"},
    review=lambda screen: "Bấm vào mục cần sửa. Vai trò đổi thì người đó được báo một câu. Lưu lại ạ?",
    saved=_saved("✅ Đã sửa thông tin của {name}."),
)


@review_of(Namesake, "Lưu xong, mã mời, đường dẫn và mã QR hiện ở tin ngay dưới. Mời ạ?")
def _review_invite(same: Namesake) -> str:
    known = f"<b>{safe(same.full_name, NAME)}</b>" + (f", {safe(same.unit, NAME)}" if same.unit else "")
    if same.left:
        return (
            f"⚠️ Đã có {known}, mã <code>{safe(same.code, NAME)}</code>, nay đã nghỉ. Nếu vẫn là người đó, xin mở "
            "lại ở mục <b>Người đã nghỉ</b>. Nếu là người khác cùng tên thì bấm mời."
        )
    code = f"mã <code>{safe(same.code, NAME)}</code>"
    return f"⚠️ Đã có {known}, {code}: mời lại người đó, hay đây là người khác cùng tên?"


INVITE = FormTexts(
    title="✉️ Mời người mới",
    questions={
        "name": "Mời ai ạ? Nhờ {who} gõ họ và tên đầy đủ, ví dụ <i>Nguyễn Thị Lan</i>.",
        "unit": "Thuộc đơn vị nào?",
        "roles": "Giữ những vai trò nào? Bấm để chọn, bấm lần nữa để bỏ.",
        "phone": "Số điện thoại để gọi khi cần? Không có thì bấm chưa có.",
    },
    names={"name": "họ tên", "unit": "đơn vị", "roles": "vai trò", "phone": "điện thoại"},
    values={"unit": _UNIT, "roles": _ROLE_WORDS, "phone": _PHONE},
    saves={"save": "✉️ Mời người mới này", AGAIN: "🔁 Mời lại người đã có"},
    review=_review_invite,
    saved=_saved("✅ Đã lập mã mời cho {name}; xin xem tin ngay dưới đây."),
)


def _about(joined: str, not_joined: str) -> Callable[[Screen], str]:
    return review_of(About, _NOBODY)(lambda person: joined if person.joined else not_joined)


INVITE_AGAIN = FormTexts(
    title="✉️ Cấp mã mời mới",
    questions=_WHO,
    names=_PERSON,
    saves={"save": "✉️ Cấp mã mới"},
    review=_about(
        "Người này đang dùng Nhắc Việc. Mã mới dùng khi đổi điện thoại hoặc tài khoản Telegram; vào bằng mã mới "
        "thì tài khoản cũ thôi nhận tin. Cấp mã ạ?",
        "Mã cũ chưa dùng sẽ hết hiệu lực, mã mới hiện ở tin ngay dưới. Cấp mã ạ?",
    ),
    saved=_saved("✅ Đã cấp mã mời mới cho {name}; xin xem tin ngay dưới đây."),
)
UNLINK = FormTexts(
    title="⛔ Gỡ tài khoản Telegram",
    questions=_WHO,
    names=_PERSON,
    saves={"save": "⛔ Gỡ tài khoản"},
    review=_about(
        "Tài khoản Telegram này sẽ không nhận tin và không trả lời được nữa; việc của người này vẫn giữ nguyên. "
        "Muốn dùng lại thì cấp mã mời mới. Gỡ ạ?",
        "Người này hiện không có tài khoản Telegram nào để gỡ.",
    ),
    saved=_saved("⛔ Đã gỡ tài khoản Telegram của {name}. Cần thì cấp mã mời mới."),
)


FORGET = FormTexts(
    title="🗑 Xóa thông tin cá nhân",
    questions=_WHO,
    names=_PERSON,
    saves={"save": "🗑 Xóa thông tin"},
    review=review_of(About, _NOBODY)(
        lambda person: (
            "Họ tên thay bằng mã; xóa điện thoại, mã cuộc trò chuyện và mọi lời đã gửi. Sổ ghi, số ghi nhận và tệp "
            "minh chứng giữ nguyên. Bản sao lưu cũ còn dữ liệu đến khi hết hạn giữ. "
            "<b>Không lấy lại được.</b> Xóa ạ?"
        )
    ),
    saved=_saved("🗑 Đã xóa thông tin cá nhân; từ nay chỉ còn mã {name}."),
)


def _amount(moving: Moving) -> str:
    return f"<b>{moving.requirements} yêu cầu, {moving.tasks} việc đang mở</b>"


def _has_work(moving: Moving) -> bool:
    return bool(moving.requirements or moving.tasks)


def _to(moving: Moving) -> str:
    return f"chuyển cho <b>{safe(moving.to, NAME)}</b>" if moving.to else "để trưởng đơn vị phân công"


@review_of(Moving, _NOBODY)
def _review_leaving(moving: Moving) -> str:
    alone = ", ".join(ROLES[role] for role in moving.alone)
    return paragraphs(
        lines(
            "<b>Khi cho nghỉ:</b>",
            "• không nhận và không trả lời được tin nào nữa; mã mời chưa dùng hết hiệu lực;",
            f"• {_amount(moving)} {_to(moving)};" if _has_work(moving) else "• không có việc nào đang mở;",
            "• thôi làm thay cho người khác.",
        ),
        f"⚠️ Sau đó chưa có ai giữ vai trò: {alone}." if alone else None,
        "Những gì đã nộp, đã xác nhận vẫn giữ nguyên. Cho nghỉ ạ?",
    )


DEACTIVATE = FormTexts(
    title="🗂 Cho nghỉ",
    questions={**_WHO, "heir": "Việc đang mở và yêu cầu đang phụ trách chuyển cho ai?"},
    names={**_PERSON, "heir": "chuyển việc cho"},
    values={"heir": {"0": "Để trưởng đơn vị phân công"}},
    saves={"save": "🗂 Cho nghỉ"},
    review=_review_leaving,
    saved=_saved("🗂 {name} đã nghỉ, không còn nhận tin."),
)


@review_of(Moving, _NOBODY)
def _review_return(moving: Moving) -> str:
    chat = (
        "Tài khoản Telegram trước đây dùng lại được ngay."
        if moving.joined
        else "Người này chưa có tài khoản Telegram: mở lại xong, xin cấp mã mời mới."
    )
    return f"Người này dùng lại Nhắc Việc với các vai trò trước đây. {chat} Mở lại ạ?"


REACTIVATE = FormTexts(
    title="🔄 Mời trở lại",
    questions=_WHO,
    names=_PERSON,
    saves={"save": "🔄 Mở lại"},
    review=_review_return,
    saved=_saved("🔄 {name} đã trở lại."),
)


@review_of(Moving, _NOBODY)
def _review_transfer(moving: Moving) -> str:
    if not _has_work(moving):
        return "Người này không có yêu cầu hay việc nào đang mở để chuyển."
    return (
        f"<b>Sẽ chuyển:</b> {_amount(moving)} {_to(moving).removeprefix('chuyển ')}. Hạn và lịch nhắc giữ nguyên; "
        "người nhận có một tin liệt kê, người cũ và trưởng đơn vị được báo. Chuyển ạ?"
    )


TRANSFER = FormTexts(
    title="🤝 Chuyển toàn bộ việc",
    questions={**_WHO, "to": "Chuyển hết cho ai? Có thể gõ tên để tìm."},
    names={"person": "người chuyển", "to": "người nhận"},
    saves={"save": "🤝 Chuyển hết"},
    review=_review_transfer,
    saved=_saved("🤝 Đã chuyển việc của {name} cho {to}."),
)


@review_of(Moving, "⚠️ Yêu cầu hoặc người này không còn trong danh sách, xin quay lại chọn lại.")
def _review_reassign(moving: Moving) -> str:
    now = f", cả <b>{moving.tasks} việc đang mở</b>" if moving.tasks else ""
    to = f"<b>{safe(moving.to, NAME)}</b>"
    return f"Từ nay {to} phụ trách yêu cầu này{now}. Hạn và lịch nhắc giữ nguyên. Lưu lại ạ?"


def _saved_reassign(message: FormOver) -> str:
    name = safe(str(message.saved["name"]), NAME)
    return f"👤 Từ nay <b>{name}</b> phụ trách {requirement_saved(message)}."


REASSIGN = FormTexts(
    title="👤 Đổi người phụ trách",
    questions={
        "requirement": "Nhờ {who} chọn yêu cầu.",
        "officer": "Từ nay ai phụ trách? Có thể gõ tên để tìm.",
        "scope": "Thay cho cả các việc đang mở?",
    },
    names={"requirement": "yêu cầu", "officer": "phụ trách", "scope": "việc đang mở"},
    values={"scope": {ALL: "Thay cả việc đang mở", ONLY_NEW: "Chỉ từ kỳ mở sau"}},
    saves={"save": "✅ Đổi người phụ trách"},
    review=_review_reassign,
    saved=_saved_reassign,
)
