"""The one thing that a card asks of who is to do the task, by how much time is left."""

from datetime import date, timedelta

from bot.texts.places import elsewhere, who_is_reminded
from bot.texts.words import (
    NAME,
    about_points,
    briefly,
    capital,
    long_day,
    points,
    safe,
    short_day,
    worth_words,
)
from jobs.messages.facts import TaskFacts
from jobs.messages.morning_facts import Card
from models.rules.due_day import figures_close
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import ItemKind


def ask(message: Card) -> str:
    """The one thing asked for, by how much time is left."""
    task, reader, place = message.task, briefly(message.reader), elsewhere(message.task)
    if _is_to_be_mended(task):
        return _mend(reader)
    if task.fix_by is not None:
        return f"Người thẩm tra đã trả lại để bổ sung. Nhờ {reader} gửi bản bổ sung vào đây."
    if place is not None:
        return f"{capital(place)}. {_while_elsewhere(task, reader)}"
    if (closes_on := figures_close_on(message)) is not None:
        return _before_figures_close(task, reader, closes_on)
    today = day_of(message.now)
    return _ask_late(message, reader) if task.due_on < today else _ask_in_time(task, reader, today)


def _is_to_be_mended(task: TaskFacts) -> bool:
    """Whether a file is held back, where the document still lies with the reader, who did not promise a day."""
    lies_here = elsewhere(task) is None or task.place is Place.ISSUED
    has_time = task.promised_on is not None and task.fix_by is None
    return lies_here and not has_time and any(item.held for item in task.items)


def _mend(reader: str) -> str:
    """A file came, and a finding holds it back: nobody is told that nothing was heard."""
    return (
        "Đã nhận một tệp, nhưng <b>chưa tính là đã nộp</b> vì còn điểm phải xử lý ghi dưới đây. "
        f"Nhờ {reader} gửi bản đã sửa vào đây; cách xử lý xem ở nút <b>Chi tiết</b> và tin Đã soát tệp."
    )


def _before_figures_close(task: TaskFacts, reader: str, closes_on: date) -> str:
    figures = f"Số liệu kỳ này chốt hết ngày {short_day(closes_on)}"
    if task.due_on <= closes_on + timedelta(days=1):
        return f"{figures}, đến hạn liền sau đó; nhờ {reader} chuẩn bị sẵn phần còn lại."
    return f"{figures}; trước đó {reader} chưa phải làm gì."


def _ask_late(message: Card, reader: str) -> str:
    task = message.task
    if task.promised_on is not None:
        return (
            f"{capital(reader)} đã hẹn xong <b>{long_day(task.promised_on)}</b>. Xong rồi, bấm <b>Đã xong</b> hoặc "
            "gửi minh chứng là đủ."
        )
    if task.late > 1:
        fact = _FACTS_OF_LATE[(task.late - 2) % len(_FACTS_OF_LATE)](message)
        return f"{fact} Xong rồi, nhờ {reader} bấm <b>Đã xong</b> và cho biết ngày xong."
    until = task.accepted_until
    still = (
        f"làm đến hết {long_day(until)} vẫn được chấp nhận" if until else "làm muộn vẫn cần cho hồ sơ năm nay"
    )
    return (
        f"{capital(reader)} ạ, hệ thống chưa có thông tin về việc này. Nếu việc đã xong từ trước, bấm "
        "<b>Đã xong</b> rồi cho biết ngày xong: hệ thống tính theo ngày làm xong, không tính theo ngày báo. "
        f"Nếu chưa, {still}."
    )


def _what_it_costs(message: Card) -> str:
    task = message.task
    if task.worth is None:
        return "Việc này làm muộn vẫn cần cho hồ sơ năm nay."
    if task.worth.at_stake:
        return f"Chưa có minh chứng, cơ quan có thể mất {about_points(task.worth.at_stake)} (ước tính)."
    criterion, maximum = task.worth.criterion, task.worth.maximum
    if maximum is None:
        return f"Việc này tính cho tiêu chí {criterion} ({worth_words(task.worth.kind, None)})."
    return f"Việc này tính cho tiêu chí {criterion}, cả năm {points(maximum)} điểm."


def _who_can_help(message: Card) -> str:
    told = "trưởng đơn vị và quản trị" if message.head_hears else "quản trị"
    return f"Nếu đang vướng, bấm <b>Đang vướng</b>: {told} được báo ngay để cùng gỡ."


def _until_when(message: Card) -> str:
    return f"Việc này còn được tính đến hết {long_day(message.task.closes_on)}."


def _name_a_day(message: Card) -> str:
    told = "; trưởng đơn vị được báo lời hẹn" if message.head_hears else ""
    return f"Chưa xong thì hẹn một ngày làm được, bấm <b>Nhắc lại sau</b>{told}."


# What an overdue card says from the second morning on: each morning something new.
_FACTS_OF_LATE = (_what_it_costs, _who_can_help, _until_when, _name_a_day)


def _ask_in_time(task: TaskFacts, reader: str, today: date) -> str:
    place = f" trên <code>{safe(task.system, NAME)}</code>" if task.system else ""
    if task.due_on == today:
        did = f"đã gửi{place}" if task.system else "đã làm"
        return f"Nếu {reader} {did} rồi, bấm <b>Đã xong</b> hoặc gửi minh chứng vào đây là đủ."
    closes_on = figures_close(task)
    closed = f"Số liệu kỳ này đã chốt hết ngày {short_day(closes_on)}. " if closes_on else ""
    if task.system:
        return f"{closed}Nhờ {reader} gửi{place} sớm trong giờ làm việc, để còn kịp xử lý nếu hệ thống trục trặc."
    return f"{closed}Để kịp hạn, mong {reader} <b>{_next_step(task)}</b>."


def _next_step(task: TaskFacts) -> str:
    """What is to be done next, by the working days left (docs/design.md, Rules: each rung names its next step)."""
    if not any(item.kind is ItemKind.SIGNED_DOCUMENT for item in task.items):
        return "chuẩn bị và gửi minh chứng"
    if figures_close(task) is not None and task.place is None:
        what = "báo cáo" if task.title.startswith("Báo cáo") else "văn bản"
        return f"lập {what} và trình ký{' trong hôm nay' if task.left <= 1 else ''}"
    if task.left > 5:
        return "soạn dự thảo và lấy ý kiến"
    return "trình lãnh đạo ký số" if task.left > 1 else "nhờ văn thư cấp số, ký số cơ quan, phát hành"


def _while_elsewhere(task: TaskFacts, reader: str) -> str:
    """The officer is reminded in a document's stead only of what is theirs."""
    reminded = who_is_reminded(task)
    if reminded is None:
        return f"Nhờ {reader} gửi bản đã phát hành vào đây là xong."
    return f"Hệ thống nhắc {reminded}; khi văn bản sang bước khác, nhờ {reader} nhắn một tin."


def figures_close_on(message: Card) -> date | None:
    """The cut-off still to come, before which there is nothing to hand in; None when it has passed."""
    closes_on = figures_close(message.task)
    return closes_on if closes_on is not None and day_of(message.now) <= closes_on else None
