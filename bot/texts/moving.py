"""A deadline that moved later (quiet) or earlier (loud, with "Đã rõ"), its correction, who has not said so yet."""

from datetime import date

from bot.texts.text import enumerated, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    NAME,
    QUOTE,
    briefly,
    capital,
    clock_and_day,
    due_day,
    hour_and_day,
    listed_day,
    listed_moment,
    quoted,
    safe,
    title,
    who,
)
from jobs.messages.moving import Asked, BasisFacts, Letter, Moved, MovedBack, MovedTask, Silent
from models.rules.due_day import DueDay
from models.rules.lifecycle import State

_NUMBER, _LISTED = 60, 60


@wording
def moved(message: Moved) -> str:
    if message.taken_back:
        return paragraphs(_first("↩️ <b>Lần đổi hạn đã được hủy</b>", message.tasks), _back(message))
    if len(message.tasks) > 1:
        return _several(message)
    (only,) = message.tasks
    if only.move.earlier:
        return _earlier(message, only)
    return paragraphs(
        lines(
            f"📅 <b>Hạn được lùi</b> – {title(only.task)}",
            f"Hạn cũ <s>{_day(only.move.old)}</s> → hạn mới <b>{_day(only.move.new)}</b>{_left(only)}",
            f"{_basis(message.basis, ' ')}Người cập nhật: {who(message.by)}.",
        ),
        _superseded(message)
        or f"Các lần nhắc theo hạn cũ đã bỏ{_next(message)}. {capital(briefly(message.reader))} không phải làm gì "
        "thêm.",
    )


@wording
def moved_back(message: MovedBack) -> str:
    several = len(message.tasks) > 1
    day = "" if several else f": {_day(message.tasks[0].move.old)}"
    is_up = any(each.task.state in (State.OPEN, State.RETURNED) for each in message.tasks)
    goes_on = " Hệ thống nhắc tiếp theo hạn này." if is_up else ""
    return paragraphs(
        _first(f"📅 <b>Hạn trở lại như cũ{day}</b>", message.tasks),
        _back_lines(message) if several else None,
        f"{capital(who(message.by))} đã hủy lần đổi hạn vừa báo; tin đó không còn hiệu lực.{goes_on}",
    )


@wording
def silent(message: Silent) -> str:
    waiting = [each for each in message.asked if each.seen_at is None]
    if message.taken_back:
        return _silent_no_more(message)
    if waiting:
        first = f"📋 <b>Chưa bấm Đã rõ: {len(waiting) + message.more} người</b>"
    else:
        first = "📋 <b>Tất cả đã bấm Đã rõ</b>"
    several, task = message.count > 1, message.tasks[0]
    about = f"{message.count} việc" if several else title(task.task)
    return paragraphs(
        lines(
            f"{first} – {about}",
            *((f"• {title(each.task, _LISTED)}" for each in message.tasks) if several else ()),
            more(message.count - len(message.tasks), "việc"),
            f"Hạn mới: <b>{_day(task.move.new)}</b>",
        ),
        lines(*enumerated(message.asked, _asked), more(message.more, "người")),
        f"Tin đã gửi hơn một giờ làm việc. Nhờ {briefly(message.reader)} gọi giúp." if waiting else None,
    )


def _silent_no_more(message: Silent) -> str:
    """The day that was to be known is none, and nobody is to be called about it."""
    about = f"{message.count} việc" if message.count > 1 else title(message.tasks[0].task)
    return lines(f"📋 <b>Lần đổi hạn đã được hủy</b> – {about}", "Không cần gọi ai nữa.")


@wording
def letter(message: Letter) -> str:
    return f"📄 <b>Văn bản</b>{_document(message.document_number, message.document_on)}"


def _earlier(message: Moved, only: MovedTask) -> str:
    return paragraphs(
        lines(
            f"❗ <b>Hạn đổi sớm hơn: {_day(only.move.new)}</b> – {title(only.task)}",
            f"Hạn cũ <s>{_day(only.move.old)}</s>{_left(only, ' · ', '')}",
            _basis(message.basis) or None,
        ),
        _superseded(message) or _asks(message),
    )


def _several(message: Moved) -> str:
    """Each task with its old and its new day; earlier ones decide how it begins."""
    earlier = any(each.move.earlier for each in message.tasks)
    count, units = len(message.tasks) + message.more, {each.task.unit for each in message.tasks}
    if earlier:
        first, then = f"❗ <b>Hạn đổi sớm hơn: {count} việc</b>", _asks(message)
    else:
        first = f"📅 <b>Hạn được lùi: {count} việc</b>"
        then = f"Các lần nhắc theo hạn cũ đã bỏ. Người cập nhật: {who(message.by)}."
    return paragraphs(
        lines(first, _basis(message.basis) or None),
        lines(*(_line(each, len(units) > 1) for each in message.tasks), more(message.more, "việc")),
        _superseded(message) or then,
    )


def _asks(message: Moved) -> str:
    reader = briefly(message.reader)
    if message.seen_at is not None:
        return f"👍 {capital(reader)} đã rõ lúc {clock_and_day(message.seen_at)}. Cảm ơn {reader}."
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
    return _back_lines(message)


def _back_lines(message: Moved | MovedBack) -> str:
    return lines(*map(_back_line, message.tasks), more(message.more, "việc"))


def _back_line(each: MovedTask) -> str:
    return f"{each.number}. {title(each.task, _LISTED)}: hạn <b>{_listed(each.move.old)}</b>"


def _line(each: MovedTask, with_unit: bool) -> str:
    unit = f" – {safe(each.task.unit, NAME)}" if with_unit else ""
    again = "" if each.stands else " – đã đổi tiếp"
    days = f"<s>{_listed(each.move.old)}</s> → <b>{_listed(each.move.new)}</b>"
    return f"{each.number}. {title(each.task, _LISTED)}{unit}: {days}{again}"


def _asked(each: Asked) -> str:
    name = safe(each.person.full_name, NAME)
    if each.seen_at is not None:
        return f"☑ {name} – đã rõ lúc {listed_moment(each.seen_at)}"
    unit = f" – {safe(each.unit, NAME)}" if each.unit else ""
    phone = safe(each.phone, 20) or "chưa có số điện thoại"
    return f"{name}{unit} · {phone}"


def _day(due: DueDay) -> str:
    return due_day(due.on, due.hour)


def _listed(due: DueDay) -> str:
    return listed_day(due.on, due.hour)


def _left(only: MovedTask, before: str = " (", after: str = ")") -> str:
    return f"{before}còn {only.left} ngày làm việc{after}" if only.left else ""


def _next(message: Moved) -> str:
    return f"; lần nhắc tới {hour_and_day(message.next_at)}" if message.next_at else ""


def _basis(basis: BasisFacts, after: str = "") -> str:
    """The words as they were given, which name the document; the document where they were blanked; nothing where
    none is kept any more."""
    document = (
        f"văn bản{_document(basis.document_number, basis.document_on)}" if basis.document_number else ""
    )
    attached = "văn bản kèm theo" if basis.letter else ""
    words = quoted(basis.words.rstrip(" ."), QUOTE)
    said = " – ".join(filter(None, (attached, words))) if words else document or attached
    return f"Căn cứ: {said}.{after}" if said else ""


def _document(number: str, on: date | None) -> str:
    """Its number and its date, a space before each: số 2624/SNV-CCHC ngày 14/04/2026"""
    named = f" số {safe(number, _NUMBER)}" if number else ""
    return f"{named} ngày {on:%d/%m/%Y}" if on else named
