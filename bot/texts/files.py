"""Files, figures and ticks: asked for, received, kept until it is known where they belong, refused."""

from itertools import zip_longest

from bot.texts.checklists import missing, missing_parts, part_in_line, share
from bot.texts.inspecting import LEFT_CHAT, to_look_at
from bot.texts.text import Keyboard, Text, enumerated, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    LISTED,
    NAME,
    TAKEN,
    briefly,
    capital,
    due_long,
    figure_with_source,
    hour_and_day,
    late_words,
    percent_exactly,
    points,
    safe,
    size_mb,
    title,
    who,
)
from jobs.messages.facts import TaskFacts
from jobs.messages.files import (
    AskFigure,
    AskFile,
    AskWhichItem,
    AskWhichTask,
    FileProblem,
    FileReceived,
    FileRefused,
)
from models.rules.lifecycle import State

_NOT_HAD = {FileProblem.EMPTY: "không có nội dung", FileProblem.LOST: "không tải được từ Telegram"}
_MOST_MISSING = 3


@wording
def ask_file(message: AskFile) -> Text:
    if message.task.personal:
        return _ask_on_the_machine(message)
    dated = f" ngày {message.document_on:%d/%m/%Y}" if message.document_on else ""
    number = f" số <b>{safe(message.document, NAME)}</b>{dated}" if message.document else ""
    issued = f"Văn thư báo đã phát hành{number}. " if message.by_clerk else ""
    return Text(
        f"📎 {issued}Nhờ {briefly(message.reader)} gửi minh chứng cho <b>{title(message.task)}</b> bằng cách "
        f"<b>trả lời chính tin này</b>, kèm {_what_is_taken(message.task)}.",
        Keyboard.FORCE_REPLY,
    )


def _ask_on_the_machine(message: AskFile) -> Text:
    """What tells of citizens does not pass the chat (Law 91/2025/QH15)."""
    reader = briefly(message.reader)
    return Text(
        f"🔒 Tệp của <b>{title(message.task)}</b> có thông tin người dân, nhờ {reader} <b>không gửi vào đây</b>. "
        "Xin chép tệp PDF đã ký vào thư mục <code>da-ky</code> trên máy cơ quan; hệ thống tự soát và báo lại."
    )


@wording
def ask_figure(message: AskFigure) -> Text:
    """A figure is typed as a part of a whole; the percentage is computed."""
    reader = briefly(message.reader)
    if not message.item:
        return Text(_which_figure(message))
    again = f"{capital(reader)} ạ, hệ thống chưa đọc được số trong tin vừa rồi nên <b>chưa ghi nhận gì</b>."
    return Text(
        paragraphs(
            again if message.again else None,
            f"🔢 Nhờ {reader} trả lời <b>chính tin này</b> bằng số cho <b>{title(message.task)}</b>:\n"
            f"☐ {capital(safe(message.item, LISTED))}",
            "Gõ phần đạt/tổng số, ví dụ <code>672/5505</code>, có thể thêm nguồn và ngày: "
            "<code>672/5505 nguồn EMC, đến 30/11</code>. Không cần gõ phần trăm.",
        ),
        Keyboard.FORCE_REPLY,
    )


def _which_figure(message: AskFigure) -> str:
    unsaid = "Số vừa gõ có thể là của nhiều mục nên <b>chưa ghi nhận gì</b>. " if message.again else ""
    return (
        f"🔢 <b>Số liệu của mục nào ạ?</b> – {title(message.task)}\n{unsaid}Nhờ {briefly(message.reader)} bấm mục "
        "cần nhập, rồi trả lời tin hiện ra bằng số."
    )


@wording
def which_item(message: AskWhichItem) -> str:
    return (
        f"📎 Đã nhận và giữ tệp {safe(message.file_name, 60)}.\n"
        f"{capital(briefly(message.reader))} nộp tệp này cho mục nào của <b>{title(message.task)}</b> ạ?"
    )


@wording
def file_received(message: FileReceived) -> str:
    task = message.task
    if message.withdrawn:
        return lines(
            f"↩️ <b>Đã rút lại minh chứng</b> – {title(task)}",
            _what_came(message),
            f"Số ghi nhận {message.receipt} không còn hiệu lực.",
        )
    return paragraphs(
        lines(
            f"✅ <b>Đã nhận minh chứng</b> – {title(task)}",
            _what_came(message),
            f"Nộp thay {who(message.instead_of)}" if message.instead_of else None,
            f"Nhận lúc {hour_and_day(message.sent_at)} – <b>{_on_time(message)}</b>",
            f"Số ghi nhận: <b>{message.receipt}</b>",
            _threshold(message),
            to_look_at(message.inspected, brief=bool(message.also_serves) or bool(missing(task))),
        ),
        LEFT_CHAT if message.left_chat else None,
        _still_missing(task),
        _where_it_stands(task),
        _also_serves(message),
    )


@wording
def which_task(message: AskWhichTask) -> str:
    files = zip_longest(message.file_names[:4], message.captions[:4], fillvalue="")
    names = ", ".join(safe(name, 40) + (f" (“{safe(words, 60)}”)" if words else "") for name, words in files)
    others = f" và {len(message.file_names) - 4} tệp khác" if len(message.file_names) > 4 else ""
    kept = f"📎 Đã nhận và giữ <b>{len(message.file_names)} tệp</b>: {names}{others}"
    reader = capital(briefly(message.reader))
    if not message.candidates and message.orders:
        return paragraphs(
            lines(
                kept,
                f"{reader} không trực tiếp phụ trách việc nào; tệp được giữ lại, chưa tính cho việc nào.",
            ),
            "Để giao việc theo văn bản này, gửi lại tệp kèm lời ghi việc, hạn và người nhận.",
        )
    if not message.candidates:
        return lines(kept, f"{reader} chưa có việc nào đang mở; tệp được giữ lại, chưa tính cho việc nào.")
    choices = lines(*enumerated(message.candidates, title))
    return paragraphs(lines(kept, f"{reader} nộp cho việc nào ạ?"), choices)


@wording
def file_refused(message: FileRefused) -> str:
    name, reader = safe(message.file_name, 60), briefly(message.reader)
    match message.problem:
        case FileProblem.SECRET:
            return _secret(message, name)
        case FileProblem.HEIC:
            return _heic(name, reader)
        case FileProblem.TOO_LARGE:
            return _too_large(message, name, reader)
        case FileProblem.NOT_ACCEPTED:
            return _not_accepted(message, name, reader)
        case FileProblem.NO_ROOM:
            return (
                f"Tệp <b>{name}</b> <b>chưa được nhận</b>: {reader} còn quá nhiều tệp chưa biết thuộc việc nào. "
                "Nhờ trả lời thẻ của việc kèm tệp này, hoặc chọn việc cho các tệp cũ trước."
            )
    why = _NOT_HAD[message.problem]
    return f"Tệp <b>{name}</b> {why} nên <b>chưa được nhận</b>. Nhờ {reader} gửi lại."


def _what_is_taken(task: TaskFacts) -> str:
    """What kinds of file the missing items take, in words."""
    wanted = missing(task) or list(task.items)
    taken = [TAKEN[item.kind] for item in wanted if item.kind in TAKEN]
    return " hoặc ".join(dict.fromkeys(taken)) or "tệp"


def _what_came(message: FileReceived) -> str:
    """The file by its name, with its item where there are several; a figure with its source and day; a tick."""
    item = capital(safe(message.item, 60))
    if message.figure is not None:
        return f"☑ {item}: {figure_with_source(message.figure)}"
    if not message.file_name:
        return f"☑ {item}"
    others = f" và {message.others} tệp khác" if message.others else ""
    named = f"Tệp: {safe(message.file_name, 60)}{others}"
    if len(message.task.items) <= 1:
        return named
    return lines(named, f"☑ {item}", *(f"☑ {safe(each, 60)}" for each in message.other_items))


def _threshold(message: FileReceived) -> str | None:
    """What a figure below its threshold means: it is kept, and the reviewer sees it."""
    if message.reaches is not False or message.figure is None:
        return None
    below = f"{percent_exactly(message.figure)} %, dưới ngưỡng {points(message.at_least)} %"
    return f"⚠️ <b>{below}</b>: nếu đúng số liệu thì vẫn gửi được, tiêu chí chưa đạt; gõ nhầm thì gõ lại."


def _still_missing(task: TaskFacts) -> str | None:
    lacking = missing_parts(task)
    if not lacking:
        return None
    count = share(task)
    return lines(
        f"<b>Đã có {count}, còn thiếu:</b>" if count else "<b>Còn thiếu:</b>",
        *map(part_in_line, lacking[:_MOST_MISSING]),
        more(len(lacking) - _MOST_MISSING, "mục"),
    )


def _where_it_stands(task: TaskFacts) -> str | None:
    if task.state is State.SUBMITTED:
        return "Đã đủ minh chứng, việc chuyển sang chờ thẩm tra."
    if task.state is State.MISSED:
        return "Việc này đã đóng vì hết thời gian được tính; minh chứng được ghi là bổ sung sau."
    return None


def _on_time(message: FileReceived) -> str:
    task = message.task
    if task.state is State.MISSED:
        return "bổ sung sau"
    if message.before_adoption or task.claim is None:
        return "đã ghi nhận"
    if task.claim.late_minutes or task.claim.late_accepted:
        late = late_words(task.claim.late_by, task.claim.late_minutes, task.claim.late_accepted)
        return f"{late} (hạn {due_long(task)})"
    if task.claim.done_on <= task.due_on:
        return "xong trong hạn, minh chứng gửi sau hạn" if message.late_file else "trong hạn"
    return f"sau hạn {due_long(task)}"


def _also_serves(message: FileReceived) -> str | None:
    if not message.also_serves:
        return None
    others = safe(", ".join(message.also_serves), 100)
    return f"Tệp này đã dùng làm minh chứng cho {others}; có gửi nhầm không ạ? <i>(DUP001)</i>"


def _secret(message: FileRefused, name: str) -> str:
    return (
        f"⛔ <b>Tệp bị từ chối và đã xóa</b>: {name} có dấu mật, không được gửi qua hệ thống này "
        f"<i>(DOC009)</i>. Nhờ {briefly(message.reader)} xóa tin vừa gửi và báo bộ phận bảo mật của cơ quan."
    )


def _heic(name: str, reader: str) -> str:
    return (
        f"Tệp <b>{name}</b> là ảnh HEIC của iPhone, máy khác không mở được nên <b>chưa được nhận</b>. Nhờ {reader} "
        "gửi lại dưới dạng ảnh (không chọn gửi tệp), hoặc vào Cài đặt › Camera › Định dạng, chọn Tương thích nhất."
    )


def _too_large(message: FileRefused, name: str, reader: str) -> str:
    return paragraphs(
        f"📎 <b>Tệp chưa được nhận</b>: {name} nặng {size_mb(message.size)} MB, quá mức 20 MB mà Telegram "
        f"cho hệ thống tải. Giờ {reader} gửi ({hour_and_day(message.sent_at)}) đã được ghi lại.",
        lines(
            f"{capital(reader)} chọn một cách:",
            "• Tải bản PDF gốc từ phần mềm quản lý văn bản rồi gửi lại (thường dưới 5 MB).",
            "• Phụ lục là tệp riêng thì gửi thành tin riêng; bản giấy thì quét ở 200 dpi.",
            "• Nhờ quản trị nạp thẳng trên máy cơ quan bằng <code>nhacviec evidence add</code>.",
        ),
        "<i>Đừng nén, tách trang hay in ra chụp lại bản đã ký số: chữ ký số sẽ hỏng.</i>",
    )


def _not_accepted(message: FileRefused, name: str, reader: str) -> str:
    if message.task is None:
        return f"📎 <b>Đã giữ tệp, chưa tính</b> cho việc nào: {name}."
    kept = f"📎 <b>Đã giữ tệp, chưa tính</b> cho {title(message.task)}: {name}.\n"
    if message.file_name.lower().endswith(".pdf"):
        return (
            f"{kept}Tên tệp có đuôi .pdf nhưng bên trong không phải PDF <i>(PDF001)</i>: đổi tên tệp Word hay ảnh "
            f"thì không thành PDF. Nhờ {reader} tải bản PDF gốc từ phần mềm quản lý văn bản rồi gửi lại."
        )
    return f"{kept}Việc này cần {_what_is_taken(message.task)}. Nhờ {reader} gửi lại đúng loại."
