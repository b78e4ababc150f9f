"""Notices: sentences that need few facts."""

from html import escape

from bot.texts import alerts
from bot.texts.helping import help_for
from bot.texts.text import MY_TASKS, Keyboard, Text, paragraphs
from bot.texts.wording import wording
from bot.texts.words import briefly, capital, long_day, safe
from jobs.messages.facts import Notice, Told
from jobs.messages.joining import Refusal
from models.tables import Role

_STRANGER = paragraphs(
    "Xin chào. Đây là kênh nhắc việc nội bộ, chỉ dùng cho người được mời.",
    "Cán bộ, công chức xin liên hệ người quản trị của cơ quan để nhận mã mời, rồi gửi mã đó vào đây.\n"
    "Cần hỏi thủ tục hành chính, mời ông/bà đến nơi tiếp nhận hồ sơ của cơ quan hoặc vào Cổng Dịch vụ công quốc "
    "gia.",
)
_SENTENCES: dict[Notice, str] = {
    Notice.STRANGER: _STRANGER,
    Notice.INVITE_DEAD: "Mã mời này không còn dùng được: mỗi mã chỉ dùng <b>một lần</b>, trong thời hạn khi cấp."
    "\n\nXin báo người quản trị của cơ quan cấp mã mới. Nếu vừa đổi điện thoại hoặc tài khoản Telegram, xin nói "
    "rõ để việc đang theo dõi được chuyển sang tài khoản mới.",
    Notice.INVITE_UNKNOWN: "Không thấy mã mời này. Xin xem lại từng chữ, ví dụ <code>NV 7K3M 92QD</code>, rồi gửi "
    "lại; hoặc xin người quản trị của cơ quan cấp mã mới.",
    Notice.TOO_MANY_CODES: "Hôm nay đã thử quá nhiều mã không đúng. Xin hỏi người quản trị của cơ quan, mai thử "
    "lại.",
    Notice.ALREADY_JOINED: "{Who} đã tham gia rồi, không cần mã nữa ạ.",
    Notice.CHAT_TAKEN: "Tài khoản Telegram này đang là của {about}, nên không dùng được mã mời của người khác. "
    "Xin mở mã bằng đúng tài khoản của người được mời.",
    Notice.JOINED_YOU: "✅ Đã xác nhận: {about}.",
    Notice.NOT_YOU: "Đã ghi: mã mời này không phải của người đang dùng tài khoản. Mã chưa được dùng, người "
    "quản trị đã được báo; hệ thống không lưu gì thêm.",
    Notice.MOVED_AWAY: "Nhắc Việc đã chuyển sang một tài khoản Telegram khác theo mã mời mới; tài khoản này sẽ "
    "không nhận tin nữa. Nếu không phải do {who} đổi, xin báo ngay người quản trị.",
    Notice.UNLINKED: "Người quản trị đã gỡ tài khoản này khỏi Nhắc Việc. Nếu có nhầm lẫn, xin liên hệ người "
    "quản trị để nhận mã mời mới.",
    Notice.TEXT_TOO_LONG: "{Who} ạ, tin vừa rồi dài quá nên <b>chưa ghi nhận gì</b>. Nhờ {who} bấm nút dưới tin "
    "nhắc, hoặc gửi văn bản thành tệp PDF.",
    Notice.NOT_READABLE: "{Who} ạ, hệ thống chưa nghe, chưa xem được loại tin này nên <b>chưa ghi nhận gì</b>. "
    "Nhờ {who} gõ vài chữ trả lời tin nhắc, bấm nút, hoặc gửi ảnh, tệp PDF.",
    Notice.PASSED_ON: "{Who} ạ, tin chuyển tiếp là lời của người khác nên <b>chưa ghi nhận gì</b>. Việc của ai, "
    "nhờ người đó tự báo.",
    Notice.LETTER: "{Who} ạ, đây là văn bản giao việc nên <b>chưa ghi nhận gì</b>. Nhờ {who} chuyển tin này cho "
    "trưởng đơn vị hoặc người quản trị để giao việc trên hệ thống.",
    Notice.UNKNOWN_COMMAND: "{Who} ạ, không có lệnh này. Xin dùng /viec hoặc /trogiup.",
    Notice.RECORDED: "📝 {about}",
    Notice.NOT_YOUR_ABSENCE: "Chưa ghi nhận gì: <b>{about}</b> vắng thì chính người ấy gõ /vang, hoặc "
    "trưởng đơn vị, quản trị báo giúp.",
    Notice.PRESS_A_BUTTON: "Chưa ghi nhận gì: nhờ {who} bấm một nút dưới tin được hỏi.",
    Notice.UNDERSTOOD_BELOW: "✔ Đã rõ, xin xem tin ngay dưới đây.",
    Notice.NO_TASK_MEANT: "{Who} ạ, hiện không có việc nào đang mở nên <b>chưa ghi nhận gì</b> từ tin vừa rồi.",
    Notice.WHICH_MESSAGE: "{Who} ạ, chưa rõ tin này nói về việc nào nên <b>chưa ghi nhận gì</b>. Nhờ {who} trả lời "
    "đúng tin của việc đó, hoặc bấm <b>" + MY_TASKS + "</b> rồi mở việc.",
    Notice.WHICH_NUMBERS: "Chưa rõ các số này của hồ sơ hay của việc khác nên <b>chưa ghi nhận gì</b>. Nếu là hồ "
    "sơ, nhờ {who} nhắn kèm chữ “hồ sơ”, ví dụ <code>hồ sơ 1, 2 đã gửi</code>; nếu là việc khác, nhờ {who} trả lời "
    "đúng tin của việc đó.",
    Notice.WHOSE_FILES: "Chưa rõ hồ sơ này của ai nên <b>chưa chuyển gì</b>. Nhờ {who} bấm <b>🤝 Của người "
    "khác</b> ở tin hồ sơ rồi chọn người nhận, hoặc nhắn kèm họ tên, ví dụ <code>hồ sơ 3 của Nguyễn Thị "
    "An</code>.",
    Notice.HEARD_ALL: "👍 Vâng ạ. Việc nào xong, nhờ {who} nhắn một câu hoặc bấm nút dưới tin của việc ấy.",
    Notice.TASKS_CLOSED: "Các việc trong tin đó đã đóng nên <b>chưa ghi nhận gì</b>. Cần báo việc khác, "
    "nhờ {who} trả lời tin nhắc của việc đó, hoặc bấm <b>" + MY_TASKS + "</b>.",
    Notice.NO_SUCH_NUMBER: "Các số này không khớp với tin nào nên <b>chưa ghi nhận gì</b>. Nhờ {who} "
    "trả lời đúng tin có đánh số, hoặc bấm <b>" + MY_TASKS + "</b>.",
    Notice.NOTHING_TO_GIVE: "Chưa rõ giao việc nào nên <b>chưa giao gì</b>. Nhờ {who} trả lời đúng tin có đánh số, "
    "ví dụ <code>1 giao …</code> kèm tên người nhận, hoặc bấm <b>👥 Phân công việc</b> ở /donvi.",
    Notice.WHO_GETS_IT: "Chưa rõ giao cho ai nên <b>chưa giao gì</b>: “{about}” chưa khớp với đúng một người của "
    "đơn vị. Nhờ {who} gõ đủ họ tên, hoặc bấm <b>👥 Phân công việc</b> ở /donvi.",
    Notice.NOT_UNDERSTOOD: "Hệ thống chưa hiểu tin này nên <b>chưa ghi nhận gì</b>. Nhờ {who} nhắn ngắn: "
    "<code>xong rồi</code> / <code>mai nộp</code> / <code>chưa có số liệu</code>, hoặc bấm nút.",
    Notice.STAYS_OPEN: "Đã hiểu: việc vẫn đang mở, chưa ghi nhận gì.",
    Notice.NOT_RETURNED: "Đã hiểu: không trả lại, <b>chưa gửi gì</b>; minh chứng vẫn chờ thẩm tra.",
    Notice.NOT_SENT: "Đã hiểu: <b>chưa gửi gì</b>; tệp vẫn được giữ, chưa tính là đã nộp.",
    Notice.PAUSED: "⏸ Hệ thống đang tạm dừng nên <b>chưa ghi nhận gì</b>. Tin vừa gửi được giữ lại; chạy lại là "
    "hệ thống xử lý và trả lời ngay, {who} không cần gửi lại.",
    Notice.NOT_ACCEPTED: "Đã hiểu: chưa duyệt; minh chứng vẫn chờ thẩm tra.",
    Notice.FILES_APART: "📎 Hỏi từng tệp ở các tin dưới đây.",
    Notice.FILE_DISCARDED: "🗑 Đã ghi: gửi nhầm. Tệp không được tính cho việc nào.",
    Notice.FILE_PLACED: "📎 Đã xếp tệp vào: {about}.",
    Notice.FAULT_PICTURE: "📎 Ảnh lỗi <b>không tính là minh chứng</b>, được giữ kèm {about}. Nếu đây là minh "
    "chứng, nhờ {who} bấm <b>Nộp minh chứng</b> rồi gửi lại.",
    Notice.ASKED_BELOW: "📎 Đã nhận thêm tệp, xin xem câu hỏi ở tin dưới cùng.",
    Notice.NOT_A_HEAD: f"Lệnh này dành cho trưởng đơn vị. Việc của {{who}} ở nút <b>{MY_TASKS}</b>.",
    Notice.NOT_ABOVE: "Lệnh này dành cho người quản trị và trưởng đơn vị. Việc của {who} ở "
    f"nút <b>{MY_TASKS}</b>.",
    Notice.NOTHING_LACKS: "🧩 Danh mục không thiếu gì: yêu cầu nào cũng có người phụ trách, hạn, mục minh chứng và "
    "trưởng đơn vị.",
    Notice.NOT_AN_ADMIN: "Lệnh này dành cho người quản trị. Cần mời thêm ai, nhờ {who} nhắn người quản trị "
    "của cơ quan.",
    Notice.ADDRESS_SET: "Đã ghi cách xưng hô: <b>{who}</b>.",
    Notice.DATE_SET: "📅 Đã đặt hạn <b>{day}</b> cho {about}.",
    Notice.FAILED: "Hệ thống gặp trục trặc nên <b>chưa ghi nhận gì</b> từ điều vừa gửi, xin lỗi {who}. Nhờ "
    "{who} gửi lại sau ít phút; nếu vẫn vậy, xin báo người quản trị.",
    Notice.FILE_DELAYED: "{Who} ạ, hệ thống <b>chưa tải được tệp này</b> và đang tải lại, chưa cần gửi thêm. "
    "Nhận xong sẽ có tin ngay.",
    Notice.NOT_DELETED: "⚠️ Hệ thống <b>không xóa được tin này</b> khỏi chat. Nhờ {who} tự xóa: nhấn giữ tin, chọn "
    "Xóa, đánh dấu xóa cho cả hai bên.",
    Notice.FILE_GONE: "⚠️ Hệ thống <b>không mở được tệp này</b> trên máy nên chưa gửi được, đã báo người quản trị. "
    "Cần xem ngay, nhờ {who} hỏi người nộp.",
    Notice.FETCHING: "⏳ Đang tải và kiểm tra tệp, xong sẽ báo ngay; {who} chưa cần làm gì thêm.",
    Notice.CROWDED: "{Who} ạ, có quá nhiều tin gửi đến cùng lúc nên hệ thống <b>chưa đọc hết</b>. Tin nào không có "
    "trả lời là <b>chưa ghi nhận gì</b>; điều cần báo, nhờ {who} gửi lại trong một tin.",
}
# To who has no task of their own, but sees those of others.
_TO_WHO_LOOKS_ON = (
    "{Who} ạ, hiện không có việc nào chờ chính {who} nên <b>chưa ghi nhận gì</b> từ tin vừa rồi. "
)
_SEES_ALL = frozenset({Role.LEADER, Role.ADMIN})
_WITH_KEYBOARD = frozenset({Notice.HELP, Notice.ALREADY_JOINED, Notice.ADDRESS_SET, Notice.UNKNOWN_COMMAND})


@wording
def told(message: Told) -> Text:
    reader = briefly(message.reader)
    words = _words(message)
    sentence = words.format(
        who=reader,
        Who=capital(reader),
        about=safe(message.about, 110),
        day=long_day(message.day) if message.day else "",
    )
    if message.task:
        sentence = f"{sentence.removesuffix('.')} – <b>{safe(message.task, 110)}</b>."
    return Text(sentence, Keyboard.MAIN if message.notice in _WITH_KEYBOARD else None)


def _words(message: Told) -> str:
    lists = "/bang" if message.roles & _SEES_ALL else "/donvi" if Role.HEAD in message.roles else ""
    match message.notice:
        case Notice.HELP:
            return help_for(message.roles)
        case Notice.NO_TASK_MEANT if lists:
            return (
                f"{_TO_WHO_LOOKS_ON}Việc của {'cả cơ quan' if lists == '/bang' else 'đơn vị'} xem ở {lists}."
            )
        case Notice.UNKNOWN_COMMAND if lists:
            return _SENTENCES[message.notice].replace("/viec", f"/viec, {lists}")
    return _SENTENCES[message.notice]


@wording
def refusal(message: Refusal) -> str:
    return escape(alerts.sentence(message.refused, message.state, message.since), quote=False)
