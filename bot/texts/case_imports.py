"""Lists of citizen files and letters of apology in words: what came in, what is wrong with it, what was "
"drafted."""

from collections.abc import Collection, Mapping, Sequence
from html import escape
from typing import Any

from bot.texts.case_lists import list_fault, row_fault
from bot.texts.cases import MOST_CODES, PATH, PROCEDURE, codes_line, figure_line
from bot.texts.text import lines, paragraphs, plain
from bot.texts.wording import wording
from bot.texts.words import (
    NAME,
    briefly,
    cut,
    hour_and_day,
    safe,
)
from jobs.cases.figures import CaseFigure
from jobs.messages.case_lists import (
    CaseDrafts,
    CaseLettersLeft,
    CaseListBlind,
    CaseListRefused,
    CaseListTaken,
    CaseListWanted,
)
from models.changes.case_lists import Imported
from models.refused import Reason
from models.rules.cases.listed import (
    PERSONAL,
    CannotRead,
    CaseListRead,
    Field,
    ListedCase,
    ListFault,
    RowFault,
)

_FAULTS = {
    "nothing": "Không còn hồ sơ nào trong số đã chọn cần soạn thư.",
    "template": "Mẫu thư <code>mau-xin-loi.docx</code> chưa đúng nên chưa soạn thư nào: nhờ quản trị chạy "
    "<code>nhacviec cases template</code> để xem mẫu gốc.",
    "disk": "Chưa ghi được thư vào thư mục trên máy cơ quan (đầy đĩa hoặc thiếu quyền): nhờ quản trị xem "
    "giúp, rồi "
    "bấm lại.",
    "failed": "Chưa soạn được thư, đã ghi lỗi cho người vận hành: nhờ quản trị xem giúp, rồi bấm lại.",
}


_WHY_REFUSED = {
    "preview": "Các cột khác những lần trước: nhờ xem trước và nhập một lần trên máy cơ quan bằng "
    "<code>nhacviec import "
    "files</code>; từ lần sau hệ thống tự nhập.",
    Reason.OLDER_LIST.value: "Danh sách này cũ hơn danh sách đang dùng: nhờ xuất lại từ hệ thống tỉnh.",
    Reason.OTHER_OFFICE.value: "Đầu mã hồ sơ trong danh sách khác các hồ sơ đã có, có thể là danh sách của nơi "
    "khác: nhờ xuất lại. Nếu đúng là của mình, nhập trên máy cơ quan bằng <code>nhacviec import files … "
    "--new-codes</code>.",
    Reason.NO_CASE_REQUIREMENT.value: "Danh mục chưa có yêu cầu theo từng hồ sơ: nhờ quản trị thêm.",
    "key": "Máy không dùng được khóa mã hóa thông tin người dân: nhờ quản trị chạy <code>nhacviec doctor</code>, "
    "sửa xong thì chép lại tệp.",
    "unreadable": "Máy chưa đọc được tệp này: nhờ đóng tệp nếu đang mở, hoặc xem lại quyền đọc rồi chép lại.",
    Reason.NOT_YOURS.value: "Danh sách hồ sơ do đơn vị tiếp nhận hồ sơ nhập: nhờ báo đơn vị ấy xuất và nhập trên "
    "máy cơ quan, không gửi tệp qua Telegram.",
}


@wording
def wanted(message: CaseListWanted) -> str:
    return paragraphs(
        "📥 <b>Nhập danh sách hồ sơ hôm nay</b>",
        f"Danh sách đang dùng: số liệu đến {hour_and_day(message.list.as_of)}. Nhờ "
        f"{briefly(message.reader)} xuất lại "
        "từ hệ thống tỉnh rồi nhập trên máy cơ quan (<code>nhacviec import files</code>, hoặc chép vào thư "
        "mục theo "
        "dõi). Không gửi tệp này qua Telegram vì có thông tin người dân.",
    )


@wording
def blind(message: CaseListBlind) -> str:
    if message.newer:
        return "✅ <b>Danh sách hồ sơ đã được nhập mới</b>, đồng hồ hồ sơ chạy tiếp."
    return paragraphs(
        f"🙈 <b>Đồng hồ hồ sơ không còn nhìn thấy gì</b> – danh sách cũ {message.list.age} ngày làm việc",
        f"Số liệu mới nhất là của {hour_and_day(message.list.as_of)}; hồ sơ gần đến ngày hẹn từ đó đến nay "
        f"chưa ai "
        f"được nhắc. "
        f"Nhờ {briefly(message.reader)} cho xuất và nhập lại danh sách trong hôm nay.",
    )


@wording
def taken(message: CaseListTaken) -> str:
    return paragraphs(
        _taken_line(message),
        None if not message.is_new else _counts(message),
        _named("Ngày kết thúc bị sửa so với lần trước", message.rewritten),
        f"{message.missing} hồ sơ đang giải quyết không còn trong danh sách này: chưa đóng hồ sơ nào, cán "
        f"bộ phụ trách sẽ "
        "được hỏi lại."
        if message.is_new and message.missing
        else None,
        f"{message.left_out} dòng không đọc được (thiếu mã, sai ngày hẹn), đã bỏ qua."
        if message.is_new and message.left_out
        else None,
        f"Chưa biết là ai: {', '.join(safe(each, NAME) for each in message.handlers[:MOST_CODES])}"
        f"{' …' if len(message.handlers) > MOST_CODES else ''}. Hồ sơ của các tên này tạm do đơn vị "
        "tiếp nhận hồ sơ theo dõi."
        if message.handlers
        else None,
        _deleted(message.deleted),
    )


@wording
def refused_list(message: CaseListRefused) -> str:
    where = f"lưu lúc {hour_and_day(message.saved_at)}" if message.saved_at else "vừa gửi"
    return paragraphs(
        f"⚠️ <b>Chưa nhập danh sách {where}</b>, chưa đổi gì",
        _why_refused(message),
        "🔒 Không lưu gì của tệp; tin có tệp đang được xóa khỏi cuộc trò chuyện này."
        if message.deleted
        else None,
    )


def _why_refused(message: CaseListRefused) -> str:
    if message.why in _WHY_REFUSED:
        return _WHY_REFUSED[message.why]
    return escape(list_fault(CannotRead(ListFault(message.why), *message.named)), quote=False)


@wording
def letters_left(message: CaseLettersLeft) -> str:
    return paragraphs(
        f"📂 <b>{message.count} tệp trong thư mục thư đã ký chưa ghi nhận được</b>",
        "Thường do chưa thấy mã hồ sơ trong thư, hoặc chưa phải PDF. Chạy <code>nhacviec cases "
        "signed</code> trên máy cơ "
        "quan để xem từng tệp.",
    )


def _taken_line(message: CaseListTaken) -> str:
    as_of = hour_and_day(message.list.as_of)
    if not message.is_new:
        return f"ℹ️ <b>Danh sách này đã nhập rồi</b> (số liệu đến {as_of}), không có gì thay đổi."
    return f"📋 <b>Đã nhập {message.rows} hồ sơ</b> – số liệu đến {as_of}"


def _counts(message: CaseListTaken) -> str:
    opened = f", {message.opened} cần văn bản xin lỗi" if message.opened else ""
    return f"{message.new} hồ sơ mới, {message.changed} thay đổi so với lần trước{opened}."


def _named(what: str, codes: tuple[str, ...]) -> str | None:
    if not codes:
        return None
    return f"⚠️ {what}: {codes_line(codes)}."


def _deleted(deleted: bool | None) -> str | None:
    if deleted is None:
        return None
    return (
        "🔒 Chỉ giữ mã, thủ tục, ngày và người xử lý; tên, địa chỉ, số điện thoại không được lưu. Tin có "
        "tệp đang được xóa "
        "khỏi cuộc trò chuyện này; lần sau nhờ nhập trên máy cơ quan."
    )


def _path(folder: str) -> str:
    """Its end, which tells more than where the program lies."""
    return escape(folder if len(folder) <= PATH else f"…{folder[1 - PATH :]}", quote=False)


@wording
def drafts(message: CaseDrafts) -> str:
    if message.fault:
        return _FAULTS.get(message.fault, _FAULTS["failed"])
    kept = f" {message.kept} thư đã có người sửa nên giữ nguyên." if message.kept else ""
    return paragraphs(
        f"📝 <b>Đã soạn {message.count} thư xin lỗi</b>{' (Word và PDF)' if message.pdf else ' (Word)'}.{kept}",
        f"Thư nằm trong thư mục <code>{_path(message.folder)}</code> trên máy cơ quan, không gửi qua "
        f"Telegram vì có "
        "thông tin người dân.",
        f"Điền tên, địa chỉ, xin số ở văn thư, ký số, rồi chép bản đã ký vào "
        f"<code>{_path(message.signed_folder)}"
        "</code>: hệ thống tự soát và ghi nhận.",
    )


_FIELDS = {
    Field.CODE: "mã hồ sơ",
    Field.PROCEDURE: "thủ tục",
    Field.STATE: "trạng thái",
    Field.RECEIVED: "ngày tiếp nhận",
    Field.PROMISED: "ngày hẹn trả",
    Field.ENDED: "ngày có kết quả",
    Field.HANDLER: "người xử lý",
}
_PREVIEWED, _LEFT_OUT_SHOWN = 3, 5


def preview(read: CaseListRead) -> str:
    """For the screen of this machine, before a kind of list is imported the first time: how its columns are read,
    what is not kept, and the first files."""
    used = [
        f"  {_FIELDS[each.field]} ← cột “{cut(each.heading, NAME)}”"
        for each in read.columns
        if each.field in _FIELDS
    ]
    sealed = {Field.NAME, Field.ADDRESS} if any(each.citizen for each in read.cases) else set()
    kind = "toàn bộ hồ sơ" if read.is_full else "chỉ hồ sơ quá hạn"
    return lines(
        f"Xem trước danh sách: {len(read.cases)} hồ sơ, {kind}.",
        *used,
        _columns_of(read, "Lưu, có mã hóa", sealed),
        _columns_of(read, "Không lưu (thông tin người dân)", PERSONAL - sealed),
        _columns_of(read, "Không dùng", {Field.OTHER}),
        *(f"  {_previewed(each)}" for each in read.cases[:_PREVIEWED]),
        _left_out(read),
    )


def _columns_of(read: CaseListRead, what: str, fields: Collection[Field]) -> str | None:
    named = [cut(each.heading, NAME) for each in read.columns if each.field in fields]
    return f"  {what}: {', '.join(named)}." if named else None


def _previewed(case: ListedCase) -> str:
    parts = (
        case.code,
        cut(case.procedure, PROCEDURE),
        f"hẹn trả {case.promised_on:%d/%m/%Y}",
        case.state,
        case.handler,
    )
    return " · ".join(each for each in parts if each)


def _left_out(read: CaseListRead) -> str | None:
    found = [*read.left_out, *read.doubted]
    if not found:
        return None
    faults = dict.fromkeys(each.fault for each in found)
    return lines(
        f"{len(found)} dòng có điểm cần xem:",
        *(_rows_with(fault, [each.row for each in found if each.fault is fault]) for fault in faults),
    )


def _rows_with(fault: RowFault, rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_LEFT_OUT_SHOWN]))
    rest = f" và {len(rows) - _LEFT_OUT_SHOWN} dòng khác" if len(rows) > _LEFT_OUT_SHOWN else ""
    return f"  Dòng {shown}{rest}: {row_fault(fault)}."


def imported_words(done: Imported, read: CaseListRead) -> str:
    """What came of a list, for the screen of this machine."""
    row = done.row
    as_of = hour_and_day(row.as_of)
    if not done.is_new:
        return f"Danh sách này đã nhập rồi (số liệu đến {as_of}), không có gì thay đổi."
    rewritten = ", ".join(done.rewritten[:MOST_CODES])
    return lines(
        f"Đã nhập {row.rows} hồ sơ, số liệu đến {as_of}: {row.new} mới, {row.changed} thay đổi, "
        f"{done.unchanged} giữ "
        "nguyên.",
        f"{len(done.opened)} hồ sơ cần chuẩn bị văn bản xin lỗi." if done.opened else None,
        f"{len(done.to_settle)} hồ sơ hết hạn xin lỗi từ trước ngày dùng Nhắc Việc, không nhắc ai: xử lý một lần "
        "bằng nhacviec cases settle."
        if done.to_settle
        else None,
        f"{row.missing} hồ sơ đang giải quyết không còn trong danh sách: chưa đóng hồ sơ nào, sẽ hỏi lại "
        f"cán bộ."
        if row.missing
        else None,
        f"Ngày kết thúc bị sửa so với lần trước: "
        f"{rewritten}{' …' if len(done.rewritten) > MOST_CODES else ''}."
        if done.rewritten
        else None,
        f'Chưa biết là ai: {", ".join(done.new_handlers)}. Ghép bằng: nhacviec cases map "TÊN" MÃ_CÁN_BỘ.'
        if done.new_handlers
        else None,
        _left_out(read),
    )


def owed_words(found: Sequence[Mapping[str, Any]]) -> str:
    """For the screen of this machine."""
    if not found:
        return "Không có hồ sơ nào cần văn bản xin lỗi."
    columns = ("limit_on", "code", "officer", "procedure")
    return lines(*("  ".join(each[name] or "-" for name in columns) for each in found))


def handlers_words(found: Sequence[Mapping[str, Any]]) -> str:
    """Each name of the handling column, and who that is."""
    if not found:
        return "Chưa có tên người xử lý nào: nhập danh sách hồ sơ trước."
    return lines(*(f"{each['name']} → {each['to'] or 'chưa biết là ai'}" for each in found))


def rule_words(rule: Mapping[str, Any]) -> str:
    """The rule of the clock, with its source."""
    stands = {"proposed": "đề xuất, chưa xác nhận", "decided": "đã xác nhận"}
    return lines(
        f"Hạn gửi văn bản xin lỗi: hết ngày làm việc thứ {rule['before']} trước ngày hẹn trả; bắt đầu nhắc "
        f"trước "
        f"{rule['lead']} ngày làm việc; gia hạn tối đa {rule['extensions']} lần.",
        f"Nguồn ({stands.get(rule['status'], rule['status'])}): {rule['source']}",
    )


def figure_words(figure: CaseFigure) -> str:
    """The figure that the council judges, for the screen of this machine."""
    return plain(figure_line(figure))


def settled_words(count: int) -> str:
    """To the terminal."""
    if not count:
        return "Không có hồ sơ nào từ trước khi dùng chương trình cần xử lý."
    return f"Đã ghi không áp dụng cho {count} hồ sơ quá hạn từ trước khi dùng chương trình; lấy lại được ở /quanly."
