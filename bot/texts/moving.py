"""A deadline that moved later (quiet) or earlier (loud, with "Đã rõ"), its correction, who has not said so yet."""

from bot.texts.text import Text, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    NAME,
    QUOTE,
    capital,
    clock,
    due_day,
    hour_and_day,
    quoted,
    safe,
    short_day,
    title,
    who,
)
from jobs.messages.moving import Asked, BasisFacts, Letter, Moved, MovedBack, MovedTask, Silent
from models.rules.due_day import DueDay
from models.rules.zone import day_of

_NUMBER, _LISTED = 60, 60


@wording
def moved(message: Moved) -> Text:
    if message.taken_back:
        return Text(paragraphs(_first("↩️ <b>Đổi hạn đã được lấy lại</b>", message.tasks), _back(message)))
    if len(message.tasks) > 1:
        return _several(message)
    (only,) = message.tasks
    if only.move.earlier:
        return _earlier(message, only)
    return Text(
        paragraphs(
            lines(
                f"📅 <b>Hạn được lùi</b> – {title(only.task)}",
                f"Hạn cũ <s>{_day(only.move.old)}</s> → hạn mới <b>{_day(only.move.new)}</b>{_left(only)}",
                f"{_basis(message.basis, ' ')}Người cập nhật: {who(message.by)}.",
            ),
            _superseded(message)
            or f"Các lần nhắc theo hạn cũ đã bỏ{_next(message)}. {capital(who(message.reader))} không phải làm gì "
            "thêm.",
        )
    )


@wording
def moved_back(message: MovedBack) -> Text:
    listed = None
    first = "📅 <b>Hạn trở lại như cũ</b>"
    if len(message.tasks) == 1:
        first = f"📅 <b>Hạn trở lại như cũ: {_day(message.tasks[0].move.old)}</b>"
    else:
        listed = lines(*(_back_line(each) for each in message.tasks), more(message.more, "việc"))
    return Text(
        paragraphs(
            _first(first, message.tasks),
            listed,
            f"{capital(who(message.by))} đã lấy lại lần đổi hạn vừa báo; tin đó không còn hiệu lực. "
            "Hệ thống nhắc tiếp theo hạn này.",
        )
    )


@wording
def silent(message: Silent) -> Text:
    waiting = [each for each in message.asked if each.seen_at is None]
    if message.taken_back:
        first = "📋 <b>Đổi hạn đã được lấy lại</b>"
    elif waiting:
        first = f"📋 <b>Chưa bấm Đã rõ: {len(waiting) + message.more} người</b>"
    else:
        first = "📋 <b>Tất cả đã bấm Đã rõ</b>"
    (task,) = message.tasks[:1]
    return Text(
        paragraphs(
            lines(f"{first} – {title(task.task)}", f"Hạn mới: <b>{_day(task.move.new)}</b>"),
            lines(
                *(f"{number}. {_asked(each)}" for number, each in enumerate(message.asked, start=1)),
                more(message.more, "người"),
            ),
            f"Tin đã gửi hơn một giờ làm việc. Nhờ {who(message.reader)} gọi giúp."
            if waiting and not message.taken_back
            else None,
        )
    )


@wording
def letter(message: Letter) -> Text:
    named = f" số {safe(message.document_number, _NUMBER)}" if message.document_number else ""
    dated = f" ngày {message.document_on:%d/%m/%Y}" if message.document_on else ""
    return Text(f"📄 <b>Văn bản</b>{named}{dated}")


def _earlier(message: Moved, only: MovedTask) -> Text:
    return Text(
        paragraphs(
            lines(
                f"❗ <b>Hạn đổi sớm hơn: {_day(only.move.new)}</b> – {title(only.task)}",
                f"Hạn cũ <s>{_day(only.move.old)}</s>{_left(only, ' · ', '')}",
                _basis(message.basis) or None,
            ),
            _superseded(message) or _asks(message),
        )
    )


def _several(message: Moved) -> Text:
    """Each task with its old and its new day; earlier ones decide how it begins."""
    earlier = any(each.move.earlier for each in message.tasks)
    count, units = len(message.tasks) + message.more, len({each.task.unit for each in message.tasks})
    first = f"❗ <b>Hạn đổi sớm hơn: {count} việc</b>" if earlier else f"📅 <b>Hạn được lùi: {count} việc</b>"
    then = (
        _asks(message) if earlier else f"Các lần nhắc theo hạn cũ đã bỏ. Người cập nhật: {who(message.by)}."
    )
    return Text(
        paragraphs(
            lines(first, _basis(message.basis) or None),
            lines(*(_line(each, units > 1) for each in message.tasks), more(message.more, "việc")),
            _superseded(message) or then,
        )
    )


def _asks(message: Moved) -> str:
    reader = who(message.reader)
    if message.seen_at is not None:
        at = f"{clock(message.seen_at)} ngày {short_day(day_of(message.seen_at))}"
        return f"👍 {capital(reader)} đã rõ lúc {at}. Cảm ơn {reader}."
    return (
        f"{capital(reader)} ạ, thời gian gấp, nhờ {reader} bấm <b>Đã rõ</b> để {who(message.by)} biết tin đã đến. "
        "Nếu khó kịp, báo ngay để bố trí người hỗ trợ."
    )


def _superseded(message: Moved) -> str | None:
    """Said of a message whose day stands no more, though it was not taken back."""
    if any(each.stands for each in message.tasks):
        return None
    return "Sau tin này hạn đã đổi tiếp; xin xem tin mới hơn."


def _first(first: str, tasks: tuple[MovedTask, ...]) -> str:
    return f"{first} – {title(tasks[0].task)}" if len(tasks) == 1 else first


def _back(message: Moved) -> str:
    if len(message.tasks) == 1:
        return f"Hạn: <b>{_day(message.tasks[0].move.old)}</b>"
    return lines(*(_back_line(each) for each in message.tasks), more(message.more, "việc"))


def _back_line(each: MovedTask) -> str:
    return f"{each.number}. {title(each.task, _LISTED)}: hạn <b>{_day(each.move.old)}</b>"


def _line(each: MovedTask, with_unit: bool) -> str:
    unit = f" – {safe(each.task.unit, NAME)}" if with_unit else ""
    days = f"<s>{_day(each.move.old)}</s> → <b>{_day(each.move.new)}</b>"
    return f"{each.number}. {title(each.task, _LISTED)}{unit}: {days}"


def _asked(each: Asked) -> str:
    if each.seen_at is not None:
        return f"☑ {safe(each.person.full_name, NAME)} – đã rõ lúc {hour_and_day(each.seen_at)}"
    unit = f" – {safe(each.unit, NAME)}" if each.unit else ""
    return f"{safe(each.person.full_name, NAME)}{unit} · {safe(each.phone, 20) or 'chưa có số điện thoại'}"


def _day(due: DueDay) -> str:
    return due_day(due.on, due.hour)


def _left(only: MovedTask, before: str = " (", after: str = ")") -> str:
    return f"{before}còn {only.left} ngày làm việc{after}" if only.left else ""


def _next(message: Moved) -> str:
    return f"; lần nhắc tới {hour_and_day(message.next_at)}" if message.next_at else ""


def _basis(basis: BasisFacts, after: str = "") -> str:
    """The document and the words as they were given; nothing where none is kept any more."""
    number = f"văn bản số {safe(basis.document_number, _NUMBER)}" if basis.document_number else ""
    dated = f" ngày {basis.document_on:%d/%m/%Y}" if basis.document_on else ""
    document = f"{number}{dated}" if number else "văn bản kèm theo" if basis.letter else ""
    said = " – ".join(part for part in (document, quoted(basis.words.rstrip(" ."), QUOTE)) if part)
    return f"Căn cứ: {said}.{after}" if said else ""
