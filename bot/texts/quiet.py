"""What a first morning of a week says where nothing is new, and never more than is true."""

from datetime import timedelta

from bot.texts.cards import late_text
from bot.texts.words import STILL_ACCEPTED, briefly, due_long, long_day, title
from jobs.messages.morning_facts import Digest
from models.rules.due_day import due_of
from models.rules.lifecycle import State


def quiet(message: Digest) -> str:
    """What waits for the reader."""
    reader = briefly(message.reader)
    hello, task = f"☀️ Chào {reader}", message.nearest
    if message.owed:
        files = f"Có <b>{message.owed} hồ sơ</b> cần văn bản xin lỗi, ở tin riêng"
        return f"{hello}. {files}; ngoài ra hôm nay không có việc phải nhắc {reader}."
    if task is None:
        nothing = f"{hello}, hiện chưa có việc nào chờ {reader}."
        return f"{hello}. Hôm nay không có việc phải nhắc {reader}." if message.to_settle else nothing
    due_on = due_of(task).on
    by = long_day(task.fix_by) if task.fix_by else due_long(task)
    due, nothing_new = f"{title(task)}, hạn {by}.", "Hôm nay không có việc mới"
    if task.state is State.CLAIMED:
        return f"{hello}. {nothing_new}. Việc đã báo xong, còn thiếu minh chứng: {due}"
    if due_on < message.said_on:
        late = "quá hạn" if task.accepted_until is None else late_text(task).lower()
        return f"{hello}. {nothing_new}. Còn 1 việc {late}: {due}"
    if due_on > message.said_on + timedelta(days=6 - message.said_on.weekday()):
        return f"{hello}, tuần này không có việc đến hạn. Việc gần nhất: {due}"
    return f"{hello}, hôm nay không có việc phải nhắc {reader}. Việc gần nhất: {due}"


def in_the_unit(message: Digest) -> str | None:
    """To a head what is late in the unit besides what is told."""
    if not message.unit_late and not message.unit_accepted:
        return None
    return f"Cán bộ trong đơn vị còn {late_counts(message.unit_late, message.unit_accepted)}, xem ở /donvi."


def late_counts(late: int, accepted: int) -> str:
    """How much is late, and how much of that is accepted all the same."""
    counted = (
        f"{late} việc quá hạn" if late else "",
        f"{accepted} việc muộn, {STILL_ACCEPTED}" if accepted else "",
    )
    return f"<b>{' và '.join(filter(None, counted))}</b>"


def to_settle(count: int) -> str | None:
    if not count:
        return None
    return f"Có {count} việc có hạn trước ngày dùng Nhắc Việc, chờ cho biết từng việc."
