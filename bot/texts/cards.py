"""The card of one task: how long and what; by when and what it is worth; one ask; the checklist."""

from datetime import date

from bot.texts.asks import ask, figures_close_on
from bot.texts.checklists import Part, choice_wanted, missing, missing_parts, short_checklist
from bot.texts.places import elsewhere, issued_in_time, issued_under
from bot.texts.text import ONLY_LOOKS, UNHEARD, lines, paragraphs
from bot.texts.waiting import waiting_paragraph, waits_briefly
from bot.texts.wording import wording
from bot.texts.words import (
    NAME,
    QUOTE,
    STILL_ACCEPTED,
    UNREACHED,
    WRITTEN_FOR_THEM,
    about_points,
    briefly,
    by_post,
    capital,
    due_long,
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
    worth_words,
)
from jobs.messages.facts import ClaimFacts, Do, ItemFacts, TaskFacts
from jobs.messages.morning_facts import Card
from models.people import Because
from models.rules.choosing import OneOf
from models.rules.lifecycle import ACTIVE, State
from models.rules.reading import Place
from models.rules.zone import day_of
from models.tables import ItemKind, Ladder

_IN_THEIR_PLACE = (
    "Nhờ {who} nhắn giúp; có kết quả thì bấm nút, hoặc trả lời tin này kèm tệp, để ghi thay {absent}."
)
_WHY = {
    Because.UNASSIGNED: "Việc này chưa có người phụ trách. Nhờ {who} giao cho một người, hoặc nhận làm.",
    Because.ABSENT: "Tin này gửi đến {who} vì {absent} đang vắng. Nhờ {who} phụ trách thay trong thời gian này.",
    Because.NOT_MINE: "{absent} cho biết việc này không phải phần việc của mình. Nhờ {who} giao lại, hoặc "
    "giữ nguyên.",
    Because.NO_CHAT: "Tin này gửi đến {who} vì {absent} chưa tham gia Nhắc Việc. " + _IN_THEIR_PLACE,
    Because.BLOCKED: "Tin này gửi đến {who} vì tin nhắn không đến được máy của {absent}. " + _IN_THEIR_PLACE,
    Because.DEACTIVATED: "Tin này gửi đến {who} vì {absent} không còn phụ trách. Nhờ {who} giao lại.",
}


@wording
def card(message: Card) -> str:
    task = message.task
    return paragraphs(
        _said_back(message),
        lines(_headline(message), due_line(task), accepted_line(task), _issue_line(task), worth_line(task)),
        _why_you(message),
        obstacle_line(task, with_phone=not message.own),
        _state_paragraph(message),
        short_checklist(task),
        _lesson(message),
        _way_out(message),
        _told_above(message),
        _unheard(message),
        anchor_line(message.anchor),
    )


def _unheard(message: Card) -> str | None:
    if not message.unheard:
        return None
    does = {choice.do for row in message.choices for choice in row} - {Do.DETAILS, Do.CARD}
    return UNHEARD if does else ONLY_LOOKS


def _headline(message: Card) -> str:
    """How long, then what: the lock screen shows no more."""
    return f"{_how_long(message)} – {title(message.task)}"


def _said_back(message: Card) -> str | None:
    """To who has just said that it was issued: under which number, and how another is told."""
    task = message.task
    if not message.said_issued or task.place is not Place.ISSUED:
        return None
    if not task.issued_as:
        return "📝 Đã ghi: <b>phát hành</b>, chưa có số. Nhắn số vào đây là được ghi thêm."
    return f"📝 Đã ghi: phát hành <b>{issued_under(task)}</b>. Nếu chưa đúng, nhắn lại số, ngày đúng vào đây."


def due_line(task: TaskFacts) -> str:
    if task.fix_by is not None:
        return f"Bổ sung đến hết: <b>{long_day(task.fix_by)}</b>"
    if task.state is State.WAITING:
        return f"Hạn ban đầu: {due_long(task)}"
    return f"Hạn: <b>{due_long(task)}</b>"


def accepted_line(task: TaskFacts) -> str | None:
    """The due day is over, and a later one is still to come by which it counts."""
    if task.accepted_until is None or task.state not in (State.OPEN, State.RETURNED):
        return None
    return (
        f"Đã qua hạn {short_day(task.due_on)}; vẫn được chấp nhận đến <b>{long_day(task.accepted_until)}</b>"
    )


def _issue_line(task: TaskFacts) -> str | None:
    """A document is to be dated within other days than it is due here: who only knows the due day signs it too
    early or too late."""
    if task.state not in ACTIVE:
        return None
    is_by_due = task.issue_by is None or task.issue_by >= task.due_on
    return None if is_by_due and task.issue_from is None else issue_days(task)


def issue_days(task: TaskFacts) -> str | None:
    """Văn bản ghi ngày từ 01/10/2025 đến 31/12/2025"""
    if task.issue_from is not None:
        until = f" đến <b>{task.issue_by:%d/%m/%Y}</b>" if task.issue_by else " trở đi"
        return f"Văn bản ghi ngày từ <b>{task.issue_from:%d/%m/%Y}</b>{until}"
    return f"Văn bản ghi ngày chậm nhất: <b>{long_day(task.issue_by)}</b>" if task.issue_by else None


def worth_line(task: TaskFacts) -> str | None:
    """Tiêu chí 7.5 (1,5 điểm); kỳ này khoảng 0,09 điểm (ước tính); năm 2025 cơ quan mất 0,17 điểm."""
    worth = task.worth
    if worth is None:
        return None
    this = "báo cáo này" if task.title.startswith("Báo cáo") else "kỳ này"
    stake = f"; {this} {about_points(worth.at_stake)} (ước tính)" if worth.at_stake else ""
    loss = f"; năm {worth.loss.year} cơ quan mất {points(worth.loss.points)} điểm" if worth.loss else ""
    return f"Tiêu chí {worth.criterion} ({worth_words(worth.kind, worth.maximum)}){stake}{loss}."


def short_worth(task: TaskFacts) -> str | None:
    """tiêu chí 7.5, khoảng 0,09 điểm: what this one can lose, where that is known; else what the year is worth."""
    worth = task.worth
    if worth is None:
        return None
    if worth.at_stake:
        return f"tiêu chí {worth.criterion}, {about_points(worth.at_stake)}"
    return f"tiêu chí {worth.criterion} ({worth_words(worth.kind, worth.maximum)})"


def obstacle_line(task: TaskFacts, with_phone: bool) -> str | None:
    """What is in the way, until it is settled."""
    obstacle = task.obstacle
    if obstacle is None:
        return None
    words = f": “{quoted(obstacle.words, QUOTE)}”" if obstacle.words else ""
    phone = (
        f" Điện thoại {who(obstacle.by)}: {safe(obstacle.phone, 20)}."
        if with_phone and obstacle.phone
        else ""
    )
    return f"🆘 <b>Đang vướng</b> từ {short_day(obstacle.said_on)}{words}.{phone}"


def anchor_line(anchor: str | None) -> str | None:
    return f"<i>Mã đối chiếu sổ: {anchor}</i>" if anchor else None


def away_mark(task: TaskFacts) -> str:
    """Behind the name of an officer who is away: who stands in."""
    return f" – 🏖 đang vắng mặt, {by_post(task.stand_in)} phụ trách thay" if task.stand_in else ""


def late_text(task: TaskFacts) -> str:
    if task.accepted_until is not None:
        return f"Muộn, {STILL_ACCEPTED} đến {short_day(task.accepted_until)}"
    if (issued_on := issued_in_time(task)) is not None:
        return f"Đã phát hành {short_day(issued_on)}, chưa có minh chứng"
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
    if task.accepted_until is not None:
        return f"🟠 <b>Muộn, {STILL_ACCEPTED}</b>"
    if task.due_on < today:
        return f"{'🟠' if issued_in_time(task) else '🔴'} <b>{late_text(task)}</b>"
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
        return f"{capital(who(message.assigned_by))} giao việc này cho {briefly(message.reader)}."
    if message.declined_by is not None and message.own:
        return f"{capital(who(message.declined_by))} không nhận, nhờ {briefly(message.reader)} phụ trách."
    if message.dated_by is not None:
        return f"{capital(who(message.dated_by))} vừa đặt hạn này; trước đây hệ thống chưa nhắc việc này."
    if message.because is None or message.task.state not in ACTIVE:
        return None
    return capital(_WHY[message.because].format(who=briefly(message.reader), absent=who(message.instead_of)))


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
                f"Nhờ {briefly(message.reader)} chọn một trong ba nút bên dưới."
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
            return ask(message) if message.own else _whose(message.task, message.unreached)
    return None


def _whose(task: TaskFacts, unreached: Because | None = None) -> str:
    """To a reader who only looks on, or may act for an officer whom Telegram does not reach."""
    place = elsewhere(task)
    officer = f"Phụ trách: <b>{who(task.officer)}</b>{away_mark(task)}" if task.officer else None
    if officer and unreached:
        officer += (
            f", {UNREACHED[unreached]}. Có kết quả thì bấm nút, hoặc trả lời tin này kèm tệp, để ghi thay"
        )
    return lines(f"{officer or 'Việc này chưa có người phụ trách'}.", f"{capital(place)}." if place else None)


def _claimed(message: Card) -> str:
    task = message.task
    if not message.own:
        return paragraphs(_said(task), "Việc đang chờ minh chứng.")
    wanted = f"Việc được tính điểm khi có minh chứng, nhờ {briefly(message.reader)} gửi thêm vào đây."
    # The last time it is asked for, it is no longer all the same: the head hears of it that day.
    is_last = message.ladder is Ladder.EVIDENCE and task.asks_evidence_at is None
    later = "" if is_last else f" Chưa có ngay cũng không sao: {_asked_again(message)}"
    return paragraphs(_said(task), wanted + later)


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
    instead = f" thay {who(claim.instead_of)}" if claim.instead_of else ""
    written = WRITTEN_FOR_THEM if claim.by_admin else ""
    return lines(
        f"{capital(who(claim.by))} {verb}{instead} lúc {hour_and_day(claim.said_at)}{written}.",
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
    late = late_words(claim.late_by, claim.late_minutes, claim.late_accepted)
    if claim.done_on == told_on <= task.due_on and not late:
        return None
    told_late = ", báo muộn" if not late and told_on > task.due_on else ""
    return f"Ngày làm xong: <b>{long_day(claim.done_on)}</b> – {late or 'trong hạn'}{told_late}."


def _lesson(message: Card) -> str | None:
    """Last year's loss is quoted while there is time to learn from it, not after."""
    task = message.task
    if task.worth is None or task.worth.loss is None or task.state is not State.OPEN:
        return None
    if task.due_on <= day_of(message.now):
        return None
    loss = task.worth.loss
    return f"<b>Rút kinh nghiệm năm {loss.year}:</b> {quoted(loss.lesson, QUOTE)}" if loss.lesson else None


def _way_out(message: Card) -> str | None:
    if message.task.state not in ACTIVE or not message.own or figures_close_on(message):
        return None
    lacking = missing(message.task)
    if message.task.personal and any(item.kind is not ItemKind.TICK for item in lacking):
        return (
            "<i>Có thông tin người dân: chép bản đã ký vào thư mục <code>da-ky</code> trên máy cơ quan.</i>"
        )
    return _of_what_lacks(lacking, missing_parts(message.task))


def _of_what_lacks(lacking: list[ItemFacts], parts: list[Part]) -> str:
    if len(parts) > 1:
        return "<i>Trả lời tin này kèm từng tệp, mỗi tệp một mục; đủ các mục là nộp xong.</i>"
    if parts and isinstance(parts[0], OneOf):
        return f"<i>Trả lời tin này kèm từng tệp; đủ {choice_wanted(parts[0])} là nộp xong.</i>"
    if lacking and lacking[0].count > 1:
        return f"<i>Trả lời tin này kèm từng tệp; đủ {lacking[0].count} tệp là nộp xong.</i>"
    return f"<i>{_last_step(lacking[0].kind if lacking else ItemKind.ATTACHMENT)} là nộp xong.</i>"


def _last_step(kind: ItemKind) -> str:
    match kind:
        case ItemKind.FIGURE:
            return "Trả lời tin này bằng số, ví dụ <code>672/5505</code>,"
        case ItemKind.TICK:
            return "Bấm nút ☑️ bên dưới"
        case ItemKind.SCREENSHOT:
            return "Trả lời tin này kèm ảnh hoặc tệp PDF"
    return "Trả lời tin này kèm tệp"
