"""The card of one task: how long and what; by when and what it is worth; one ask; the checklist."""

from datetime import date, timedelta

from bot.texts.places import elsewhere, who_is_reminded
from bot.texts.text import lines, more, paragraphs
from bot.texts.waiting import waiting_paragraph, waits_briefly
from bot.texts.wording import wording
from bot.texts.words import (
    HINT,
    LISTED,
    NAME,
    QUOTE,
    capital,
    due_long,
    figure_with_source,
    hour_and_day,
    late_words,
    long_day,
    points,
    quoted,
    safe,
    short_day,
    title,
    when_told,
    who,
)
from jobs.messages.facts import Card, ClaimFacts, ItemFacts, TaskFacts
from models.people import Because
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import day_of
from models.tables import ItemKind, Ladder

_MOST_ITEMS, _ITEM = 3, 60
_WHY = {
    Because.UNASSIGNED: "Việc này chưa có người phụ trách. Nhờ {who} giao cho một người, hoặc nhận làm.",
    Because.ABSENT: "Tin này gửi đến {who} vì {absent} đang vắng. Nhờ {who} lo giúp trong thời gian này.",
    Because.NOT_MINE: "{absent} báo việc này không thuộc phần phụ trách. Nhờ {who} giao lại, hoặc giữ nguyên.",
    Because.NO_CHAT: "Tin này gửi đến {who} vì {absent} chưa tham gia Nhắc Việc. Nhờ {who} nhắn giúp.",
    Because.BLOCKED: "Tin này gửi đến {who} vì tin nhắn không đến được máy của {absent}. Nhờ {who} nhắn giúp.",
    Because.DEACTIVATED: "Tin này gửi đến {who} vì {absent} không còn phụ trách. Nhờ {who} giao lại.",
}


@wording
def card(message: Card) -> str:
    task = message.task
    return paragraphs(
        lines(_headline(message), due_line(task), _issue_line(task), worth_line(task)),
        _why_you(message),
        _state_paragraph(message),
        short_checklist(task),
        _lesson(message),
        _way_out(message),
        _told_above(message),
        anchor_line(message.anchor),
    )


def _headline(message: Card) -> str:
    """How long, then what: the lock screen shows no more."""
    return f"{_how_long(message)} – {title(message.task)}"


def due_line(task: TaskFacts) -> str:
    if task.fix_by is not None:
        return f"Bổ sung đến hết: <b>{long_day(task.fix_by)}</b>"
    if task.state is State.WAITING:
        return f"Hạn ban đầu: {due_long(task)}"
    return f"Hạn: <b>{due_long(task)}</b>"


def _issue_line(task: TaskFacts) -> str | None:
    """A document is to be dated earlier than it is due here: who only knows the due day signs it too late."""
    if task.issue_by is None or task.issue_by >= task.due_on or task.state not in ACTIVE:
        return None
    return f"Văn bản ghi ngày chậm nhất: <b>{long_day(task.issue_by)}</b>"


def worth_line(task: TaskFacts) -> str | None:
    """7.5 · 1,5 điểm cả năm · kỳ này ≈ 0,09 (ước tính) · năm 2025 mất 0,17"""
    worth = task.worth
    if worth is None:
        return None
    this = "báo cáo này" if task.title.startswith("Báo cáo") else "kỳ này"
    stake = f"{this} ≈ {points(worth.at_stake)} (ước tính)" if worth.at_stake else f"{this} chưa rõ điểm"
    loss = f" · năm {worth.loss.year} mất {points(worth.loss.points)}" if worth.loss else ""
    return f"{worth.criterion} · {points(worth.maximum)} điểm cả năm · {stake}{loss}"


def checklist(task: TaskFacts) -> str:
    """☑ what is there, ☐ what is not, and how each is to look while it can still be sent."""
    open_yet = task.state in ACTIVE or task.state is State.TO_SETTLE
    return "\n".join(_item(item, hint=open_yet) for item in task.items)


def anchor_line(anchor: str | None) -> str | None:
    return f"<i>Mốc sổ ghi: {anchor}</i>" if anchor else None


def away_mark(task: TaskFacts) -> str:
    """Behind the name of an officer who is away: who stands in."""
    return f" – 🏖 đang vắng mặt, {who(task.stand_in)} lo" if task.stand_in else ""


def late_text(task: TaskFacts) -> str:
    return f"Quá hạn {task.late} ngày làm việc" if task.late else "Đã qua hạn"


_STANDS = {
    State.SUBMITTED: "✅ <b>Đã nộp minh chứng</b>",
    State.ACCEPTED: "🌿 <b>Đạt yêu cầu</b>",
    State.WAIVED: "🚫 <b>Không áp dụng</b>",
    State.MISSED: "⚫ <b>Đã đóng, chưa có minh chứng</b>",
    State.TO_SETTLE: "🧾 <b>Có hạn trước ngày dùng Nhắc Việc</b>",
}


def _how_long(message: Card) -> str:
    task = message.task
    if task.state is State.CLAIMED:
        asks = message.ladder is Ladder.EVIDENCE
        return "📎 <b>Còn chờ minh chứng</b>" if asks else "📝 <b>Đã báo xong</b>"
    if task.state is State.WAITING:
        return f"⏳ <b>{capital(waits_briefly(task.waiting))}</b>"
    return _STANDS.get(task.state) or _time_left(task, day_of(message.now))


def _time_left(task: TaskFacts, today: date) -> str:
    if task.fix_by is not None:
        return "↩️ <b>Cần bổ sung</b>"
    if task.due_on < today:
        return f"🔴 <b>{late_text(task)}</b>"
    return countdown(task.due_on, task.left, today)


def countdown(due_on: date, left: int, today: date) -> str:
    """How long to a day that is not over."""
    match (due_on - today).days:
        case 0:
            return "🔔 <b>Hôm nay đến hạn</b>"
        case 1:
            return "⏳ <b>Ngày mai đến hạn</b>"
    return f"🗓 <b>Còn {left} ngày làm việc</b>"


def _why_you(message: Card) -> str | None:
    if message.assigned_by is not None and message.own:
        return f"{capital(who(message.assigned_by))} giao việc này cho {who(message.reader)}."
    if message.declined_by is not None and message.own:
        return f"{capital(who(message.declined_by))} không nhận, nhờ {who(message.reader)} lo."
    if message.dated_by is not None:
        return f"{capital(who(message.dated_by))} vừa đặt hạn này; trước đây hệ thống chưa nhắc việc này."
    if message.because is None or message.task.state not in ACTIVE:
        return None
    return capital(_WHY[message.because].format(who=who(message.reader), absent=who(message.instead_of)))


def _told_above(message: Card) -> str | None:
    if message.head is None or message.head_at is None:
        return None
    at = when_told(message.head_at, day_of(message.now))
    return f"<i>{at}, nếu việc chưa được báo xong, hệ thống sẽ báo {who(message.head)}.</i>"


def _state_paragraph(message: Card) -> str | None:
    match message.task.state:
        case State.CLAIMED:
            return _claimed(message)
        case State.SUBMITTED:
            return lines(_said(message.task), "Minh chứng đã lưu, chờ thẩm tra.")
        case State.TO_SETTLE:
            return (
                "Việc này <b>chưa nhắc ai</b> và không tính là quá hạn. "
                f"Nhờ {who(message.reader)} chọn một trong ba nút bên dưới."
            )
        case State.MISSED:
            return lines(
                None if message.own else _whose(message.task),
                f"Việc được tính đến hết {long_day(message.task.closes_on)}. Minh chứng có sau này vẫn nên gửi "
                "vào đây cho hồ sơ.",
            )
        case State.WAITING:
            return waiting_paragraph(message.task, message.reader, message.ladder is Ladder.WAITING)
        case State.OPEN | State.RETURNED if message.because is None:
            return _ask(message) if message.own else _whose(message.task)
    return None


def _whose(task: TaskFacts) -> str:
    """To a reader who only looks on."""
    place = elsewhere(task)
    officer = f"Phụ trách: <b>{who(task.officer)}</b>{away_mark(task)}." if task.officer else None
    return lines(officer or "Việc này chưa có người phụ trách.", f"{capital(place)}." if place else None)


def _claimed(message: Card) -> str:
    task = message.task
    if not message.own:
        return paragraphs(_said(task), "Việc đang chờ minh chứng.")
    return paragraphs(
        _said(task),
        f"Việc được tính điểm khi có minh chứng, nhờ {who(message.reader)} gửi thêm vào đây. "
        f"Chưa có ngay cũng không sao: {_asked_again(message)}",
    )


def _asked_again(message: Card) -> str:
    at = message.task.asks_evidence_at
    if at is None:
        return "hệ thống thôi nhắc hạn."
    stops = "" if message.ladder is Ladder.EVIDENCE else "từ giờ hệ thống thôi nhắc hạn, "
    return f"{stops}đến {hour_and_day(at)} mới hỏi lại về minh chứng."


def _said(task: TaskFacts) -> str | None:
    claim = task.claim
    if claim is None:
        return None
    verb = "nộp" if claim.with_file else "báo xong"
    return lines(
        f"{capital(who(claim.by))} {verb} lúc {hour_and_day(claim.said_at)}.",
        _done_line(task),
        _document(claim),
        f"Số ghi nhận: <b>{claim.receipt}</b>",
    )


def _document(claim: ClaimFacts) -> str | None:
    """The number and date that were read, to be corrected where they are wrong."""
    if not claim.document:
        return None
    dated = f" ngày {claim.document_on:%d/%m/%Y}" if claim.document_on else ""
    return f"Văn bản: <b>{safe(claim.document, NAME)}</b>{dated} (sai số thì bấm ↩️ rồi nhắn lại)"


def _done_line(task: TaskFacts) -> str | None:
    """The day on which it was done, where that is another than the day of telling, or after the due day."""
    claim = task.claim
    if claim is None:
        return None
    told_on = claim.told_on or day_of(claim.said_at)
    late = late_words(claim.late_by, claim.late_minutes)
    if claim.done_on == told_on <= task.due_on and not late:
        return None
    told_late = ", báo muộn" if not late and told_on > task.due_on else ""
    return f"Ngày làm xong: <b>{long_day(claim.done_on)}</b> – {late or 'trong hạn'}{told_late}."


def _ask(message: Card) -> str:
    """The one thing asked for, by how much time is left."""
    task, reader = message.task, who(message.reader)
    if task.fix_by is not None:
        return f"Người thẩm tra đã trả lại để bổ sung. Nhờ {reader} gửi bản bổ sung vào đây."
    if (place := elsewhere(task)) is not None:
        return f"{capital(place)}. {_while_elsewhere(task, reader)}"
    if (closes_on := _figures_close_on(message)) is not None:
        return _before_figures_close(task, reader, closes_on)
    today = day_of(message.now)
    return _ask_late(task, reader) if task.due_on < today else _ask_in_time(task, reader, today)


def _before_figures_close(task: TaskFacts, reader: str, closes_on: date) -> str:
    figures = f"Số liệu kỳ này chốt hết ngày {short_day(closes_on)}"
    if task.due_on <= closes_on + timedelta(days=1):
        return f"{figures}, đến hạn liền sau đó; nhờ {reader} chuẩn bị sẵn phần còn lại."
    return f"{figures}; trước đó {reader} chưa phải làm gì."


def _ask_late(task: TaskFacts, reader: str) -> str:
    if task.promised_on is not None:
        return (
            f"{capital(reader)} đã hẹn xong <b>{long_day(task.promised_on)}</b>. Xong rồi, bấm <b>Đã xong</b> hoặc "
            "gửi minh chứng là đủ."
        )
    return (
        f"{capital(reader)} ạ, hệ thống chưa có thông tin về việc này. Nếu việc đã xong từ trước, bấm "
        "<b>Đã xong</b> rồi cho biết ngày xong: hệ thống tính theo ngày làm xong, không tính theo ngày báo. "
        "Nếu chưa, làm muộn vẫn cần cho hồ sơ năm nay."
    )


def _ask_in_time(task: TaskFacts, reader: str, today: date) -> str:
    place = f" trên <code>{safe(task.system, NAME)}</code>" if task.system else ""
    if task.due_on == today:
        did = f"đã gửi{place}" if task.system else "đã làm"
        return f"Nếu {reader} {did} rồi, bấm <b>Đã xong</b> hoặc gửi minh chứng vào đây là đủ."
    closed = f"Số liệu kỳ này đã chốt hết ngày {short_day(task.cutoff_on)}. " if task.cutoff_on else ""
    if task.system:
        return f"{closed}Nhờ {reader} gửi{place} sớm trong giờ làm việc, để còn kịp xử lý nếu hệ thống trục trặc."
    return f"{closed}Để kịp hạn, mong {reader} bố trí <b>{_next_step(task)}</b>."


def _next_step(task: TaskFacts) -> str:
    """What is to be done next, by the working days left (docs/design.md, Rules: each rung names its next step)."""
    if not any(item.kind is ItemKind.SIGNED_DOCUMENT for item in task.items):
        return "chuẩn bị và gửi minh chứng"
    if task.left > 5:
        return "soạn dự thảo và lấy ý kiến"
    return "trình lãnh đạo ký số" if task.left > 1 else "nhờ văn thư cấp số, ký số cơ quan, phát hành"


def _while_elsewhere(task: TaskFacts, reader: str) -> str:
    """The officer is reminded in a document's stead only of what is theirs."""
    reminded = who_is_reminded(task)
    if reminded is None:
        return f"Nhờ {reader} gửi bản đã phát hành vào đây là xong."
    return f"Hệ thống nhắc {reminded}; văn bản chuyển đến đâu, nhờ {reader} nhắn để hệ thống biết."


def _figures_close_on(message: Card) -> date | None:
    """The cut-off still to come, before which there is nothing to hand in; None when it has passed."""
    cutoff_on = message.task.cutoff_on
    return cutoff_on if cutoff_on is not None and day_of(message.now) <= cutoff_on else None


def _lesson(message: Card) -> str | None:
    """Last year's loss is quoted while there is time to learn from it, not after."""
    task = message.task
    if task.worth is None or task.worth.loss is None or task.state is not State.OPEN:
        return None
    if task.due_on <= day_of(message.now):
        return None
    loss = task.worth.loss
    return f"<b>Rút kinh nghiệm năm {loss.year}:</b> {quoted(loss.cause, QUOTE)}"


def _way_out(message: Card) -> str | None:
    if message.task.state not in ACTIVE or not message.own or _figures_close_on(message):
        return None
    lacking = missing(message.task)
    if len(lacking) > 1:
        return "<i>Trả lời tin này kèm từng tệp, mỗi tệp một mục; đủ các mục là nộp xong.</i>"
    return f"<i>{_last_step(lacking[0].kind if lacking else ItemKind.ATTACHMENT)} là nộp xong.</i>"


def missing(task: TaskFacts) -> list[ItemFacts]:
    """The required items that are not there yet."""
    return [item for item in task.items if item.required and not item.filled]


def _last_step(kind: ItemKind) -> str:
    match kind:
        case ItemKind.FIGURE:
            return "Trả lời tin này bằng số, ví dụ <code>672/5505</code>,"
        case ItemKind.TICK:
            return "Bấm nút ☑️ bên dưới"
        case ItemKind.SCREENSHOT:
            return "Trả lời tin này kèm ảnh hoặc tệp PDF"
    return "Trả lời tin này kèm tệp"


def short_checklist(task: TaskFacts) -> str:
    """One item with its hint; of several as many as a phone shows at once, the missing ones first."""
    if len(task.items) <= 1:
        return checklist(task)
    shown = sorted(task.items, key=lambda item: item.filled)[:_MOST_ITEMS]
    rest = more(len(task.items) - len(shown), "mục")
    count = share(task)
    heading = f"<b>Minh chứng: {count}</b>" if count else None
    return lines(heading, *(_item(item, hint=False, width=_ITEM) for item in shown), rest)


def share(task: TaskFacts) -> str | None:
    """How many of several required items are there: "1/3"; None where there is one at most."""
    required = [item for item in task.items if item.required]
    if len(required) < 2:
        return None
    return f"{sum(item.filled for item in required)}/{len(required)}"


def _item(item: ItemFacts, hint: bool, width: int = LISTED) -> str:
    mark = "☑" if item.filled else "☐"
    optional = "" if item.required else " (nếu có)"
    how = f" – {safe(item.hint, HINT)}" if hint and item.hint and not item.filled else ""
    entered = f": {figure_with_source(item.figure)}" if item.figure else ""
    return f"{mark} {safe(item.title, width)}{entered}{_owed(item) or optional}{how}"


def _owed(item: ItemFacts) -> str:
    """Which unit owes it, where one does, and until its own day by when."""
    if not item.owed_by:
        return ""
    by = f", hạn {short_day(item.due_on)}" if item.due_on and not item.filled else ""
    return f" ({safe(item.owed_by, NAME)}{by})"
