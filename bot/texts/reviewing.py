"""What reviewers read, and what the officer hears of their verdict."""

from typing import NamedTuple

from bot.texts.cards import short_worth
from bot.texts.checklists import short_checklist
from bot.texts.findings import in_short
from bot.texts.inspecting import seen_by_reviewer
from bot.texts.notes import notes
from bot.texts.text import PRESS_A_NUMBER, UNHEARD, Keyboard, Text, enumerated, lines, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    HINT,
    LISTED,
    NAME,
    QUOTE,
    WRITTEN_FOR_THEM,
    about_points,
    briefly,
    capital,
    due_long,
    hour_and_day,
    late_words,
    long_day,
    points,
    quoted,
    safe,
    title,
    who,
)
from jobs.messages.facts import TaskFacts
from jobs.messages.reviewing import (
    Accepted,
    EvidenceFile,
    EvidenceLocked,
    Handed,
    NoReviewer,
    Returned,
    ReviewCard,
    ReviewFacts,
    ReviewLate,
    ReviewList,
    Waiting,
)
from jobs.messages.verdicts import AskReason, AskWhyAccept, ReasonSent
from models.checklist import ACCEPTS
from models.points import Worth
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import Verdict

# So much of a SHA-256 tells a file from all others.
_OF_HASH = 12


class ReturnReason(NamedTuple):
    """Why something is returned: what stands on the button, and what the officer reads."""

    label: str
    words: str


REASONS = (
    ReturnReason("Thiếu ký số", "Văn bản chưa đủ chữ ký số của người có thẩm quyền và của cơ quan."),
    ReturnReason("Sai trích yếu", "Trích yếu của văn bản chưa khớp với nội dung tiêu chí."),
    ReturnReason("Sai kỳ số liệu", "Số liệu chưa đúng kỳ báo cáo."),
    ReturnReason("Thiếu phụ lục", "Chưa thấy phụ lục kèm theo văn bản."),
    ReturnReason("Ảnh không rõ", "Ảnh hoặc tệp không rõ, không đọc được nội dung."),
    ReturnReason("Không thấy ngày", "Ảnh chưa thể hiện trạng thái đã gửi và ngày, giờ gửi."),
    ReturnReason("Số chưa khớp", "Số liệu chưa khớp với nguồn."),
    ReturnReason("Thiếu nguồn", "Số liệu chưa ghi nguồn hoặc ngày lấy số."),
    ReturnReason("Thiếu ngày hẹn lại", "Thư chưa ghi ngày hẹn trả kết quả mới."),
    ReturnReason("Thiếu lý do", "Thư chưa ghi lý do chậm trả kết quả."),
    ReturnReason("Sai mã hồ sơ", "Mã hồ sơ trong thư chưa đúng với hồ sơ này."),
)
_STANDS = {
    State.ACCEPTED: "đạt yêu cầu",
    State.MISSED: "đạt yêu cầu",
    State.RETURNED: "đã trả lại",
}
_REASON = 500
_MOST_FINDINGS, _MOST_HINTS = 6, 2


@wording
def review_card(message: ReviewCard) -> str:
    return paragraphs(
        lines(
            f"{_standing(message)} – {title(message.task)}",
            _worth(message.task),
            _handed_in(message.handed) if message.handed else None,
        ),
        notes(message.notes),
        seen_by_reviewer(message.inspected),
        _lost_before(message.task) if message.awaits else None,
        short_checklist(message.task) if message.handed and _says_more(message.task) else None,
        _verdict(message),
        _wish(message),
        UNHEARD if message.unheard else None,
    )


@wording
def review_list(message: ReviewList) -> str:
    waiting = message.awaiting
    if not message.tasks:
        return f"📥 Hiện không có minh chứng nào chờ {briefly(message.reader)} thẩm tra."
    still = "còn " if message.reminder else ""
    heading = (
        f"{waiting} minh chứng {still}chờ thẩm tra" if waiting else "Không còn minh chứng nào chờ thẩm tra"
    )
    return paragraphs(
        f"📥 <b>{heading}</b>",
        lines(*numbered(message.tasks, _line)),
        UNHEARD if message.unheard else None,
        PRESS_A_NUMBER,
    )


@wording
def review_late(message: ReviewLate) -> str:
    listed = lines(*enumerated(message.tasks, _line))
    if not any(waiting.awaits for waiting in message.tasks):
        return paragraphs("📥 <b>Không còn minh chứng nào chờ thẩm tra</b>, không phải nhắc nữa", listed)
    asked = ", ".join(who(each) for each in message.reviewers[:3]) or "người thẩm tra"
    return paragraphs(
        f"📥 <b>{len(message.tasks)} minh chứng chờ thẩm tra lâu</b>, nhờ {briefly(message.reader)} nhắc giúp",
        listed,
        f"Hệ thống đã gửi {asked} từ 3 ngày làm việc trước, chưa nhận được ý kiến.",
        "<i>Thời gian chờ thẩm tra không tính cho người nộp.</i>",
    )


@wording
def no_reviewer(message: NoReviewer) -> str:
    return paragraphs(
        f"📥 <b>Chưa có người thẩm tra</b> – {title(message.task)}",
        "Minh chứng đã nộp và được giữ nguyên, nhưng hiện không có ai thẩm tra được: người nộp và người làm "
        "thay không tự duyệt.",
        f"Nhờ {briefly(message.reader)} giao vai trò người thẩm tra cho một người khác.",
    )


@wording
def returned(message: Returned) -> str:
    review = message.review
    until = f"Bổ sung đến hết <b>{long_day(message.fix_by)}</b>. " if message.fix_by else ""
    wish = f"{until}Lần nộp trước vẫn được ghi nhận; thời gian chờ thẩm tra không tính cho {{who}}."
    return lines(
        f"↩️ <b>{'Cần bổ sung' if message.open else 'Đã trả lại'}</b> – {title(message.task)}",
        f"{capital(who(review.by))} xem lúc {hour_and_day(review.reviewed_at)} và đề nghị:",
        f"<blockquote>{_words(review.reason)}</blockquote>",
        wish.format(who=briefly(message.reader)) if message.open else _since(message.task),
    )


@wording
def accepted(message: Accepted) -> str:
    task, review = message.task, message.review
    if review.void:
        asks = task.state in (State.SUBMITTED, State.MISSED)
        return lines(
            f"📥 <b>{'Cần thẩm tra lại' if asks else 'Đã thẩm tra lại'}</b> – {title(task)}",
            f"Xác nhận đạt của {who(review.by)} lúc {hour_and_day(review.reviewed_at)} "
            "<b>không còn hiệu lực</b> vì đã có tệp mới." + (" Tệp mới đang chờ thẩm tra." if asks else ""),
        )
    return paragraphs(
        lines(
            f"🌿 <b>Đạt yêu cầu</b> – {title(task)}",
            f"{capital(who(review.by))} xác nhận lúc {hour_and_day(review.reviewed_at)}.",
            f"{completed(task, review)} Cảm ơn {briefly(message.reader)}.",
        ),
        _next(message.next, message),
    )


@wording
def ask_reason(message: AskReason) -> Text:
    to = who(message.officer) if message.officer else "người nộp"
    if message.again:
        return Text(
            f"✍️ <b>Lý do trả lại</b> – {title(message.task)}\nCâu vừa gõ chưa phải lý do nên <b>chưa gửi gì</b>. "
            f"Nhờ {briefly(message.reader)} gõ lý do, ví dụ <code>thiếu chữ ký số</code>; không trả lại nữa thì gõ "
            "<code>thôi</code>."
        )
    if message.own:
        return Text(
            f"✍️ <b>Lý do trả lại</b> – {title(message.task)}\nNhờ {briefly(message.reader)} "
            f"<b>trả lời chính tin này</b>; lời viết được gửi nguyên văn cho {to}.",
            Keyboard.FORCE_REPLY,
        )
    return Text(
        paragraphs(
            f"↩️ <b>Trả lại để bổ sung</b> – {title(message.task)}",
            f"{capital(to)} sẽ nhận một trong các lời sau, theo nút {briefly(message.reader)} chọn:",
            lines(*(f"• {REASONS[index].words}" for index in message.reasons)),
        )
    )


@wording
def ask_why_accept(message: AskWhyAccept) -> Text:
    found = lines(*(f"⛔ {in_short(each)}" for each in message.findings[:_MOST_FINDINGS]))
    heading = f"✔️ <b>Duyệt dù còn điểm phải xử lý</b> – {title(message.task)}"
    reader = briefly(message.reader)
    if message.own:
        return Text(
            paragraphs(
                heading, f"Nhờ {reader} <b>trả lời chính tin này</b> bằng lý do; lý do được lưu trong sổ."
            ),
            Keyboard.FORCE_REPLY,
        )
    return Text(paragraphs(heading, found, f"Nhờ {reader} chọn lý do; lý do được lưu cùng kết quả thẩm tra."))


@wording
def reason_sent(message: ReasonSent) -> str:
    to = who(message.officer) if message.officer else "người nộp"
    return lines(
        f"↩️ <b>Đã trả lại</b> – {title(message.task)}",
        f"Lời gửi {to}:",
        f"<blockquote>{_words(message.reason)}</blockquote>",
        f"Bổ sung đến hết <b>{long_day(message.fix_by)}</b>." if message.fix_by else None,
    )


@wording
def evidence_file(message: EvidenceFile) -> str:
    return f"📄 <b>Minh chứng</b> – {title(message.task)}\nNhận lúc {hour_and_day(message.sent_at)}."


@wording
def evidence_locked(message: EvidenceLocked) -> str:
    return paragraphs(
        f"🔒 <b>Minh chứng có dữ liệu người dân</b> – {title(message.task)}",
        "Tệp được mã hóa trên máy của cơ quan, không gửi qua chat. "
        f"{capital(briefly(message.reader))} xem trên máy đó bằng lệnh:\n"
        f"<code>nhacviec evidence open {message.sha256[:_OF_HASH]} --for {safe(message.opener, 40)}</code>",
        f"Số ghi nhận: <b>{message.receipt}</b>",
    )


def _standing(message: ReviewCard) -> str:
    if message.awaits and message.task.state is State.MISSED:
        return "📥 <b>Chờ thẩm tra, bổ sung sau</b>"
    if message.awaits:
        return "📥 <b>Còn chờ thẩm tra</b>" if message.reminder else "📥 <b>Chờ thẩm tra</b>"
    if message.task.state is State.WAIVED:
        return "🚫 <b>Không áp dụng</b>"
    return _reviewed(message.last)


def _reviewed(last: ReviewFacts | None) -> str:
    """How it ended, now that nothing waits any more."""
    if last is not None and last.verdict is Verdict.ACCEPTED and not last.void:
        return "🌿 <b>Đã duyệt</b>"
    if last is not None and last.verdict is Verdict.RETURNED:
        return "↩️ <b>Đã trả lại</b>"
    return "↩️ <b>Đã rút lại</b>"


def _worth(task: TaskFacts) -> str | None:
    worth = short_worth(task)
    return capital(worth) if worth else None


def _lost_before(task: TaskFacts) -> str | None:
    """What the council said last time, and what the item asks for: what to look at first."""
    loss = task.worth.loss if task.worth else None
    why = quoted(loss.lesson or loss.opinion, QUOTE) if loss else ""
    hints = [f"• {capital(safe(item.hint, HINT))}" for item in task.items if item.hint][:_MOST_HINTS]
    return lines(f"Năm {loss.year} mất {points(loss.points)} điểm: {why}" if loss else None, *hints) or None


def _says_more(task: TaskFacts) -> bool:
    """Whether the checklist says more than that a file came."""
    return len(task.items) > 1 or any(item.kind not in ACCEPTS or item.count > 1 for item in task.items)


def _handed_in(handed: Handed) -> str:
    others = f" và {handed.files - 1} tệp khác" if handed.files > 1 else ""
    done, when = None, late_words(handed.late_by, handed.late_minutes, handed.late_accepted)
    evidence = late_words(
        handed.evidence_late_by, handed.evidence_late_minutes, handed.evidence_late_accepted
    )
    if not when and evidence:
        when = "xong trong hạn, minh chứng gửi sau hạn"
        late = f"minh chứng gửi {evidence}"
        done = f"Ngày làm xong được báo: <b>{long_day(handed.done_on)}</b>; {late}."
    instead = f" thay {who(handed.instead_of)}" if handed.instead_of else ""
    at = hour_and_day(handed.sent_at) + (WRITTEN_FOR_THEM if handed.by_admin else "")
    return lines(
        f"{capital(who(handed.by))} nộp{instead} lúc {at} – <b>{when or 'trong hạn'}</b>",
        done,
        f"Tệp: {safe(handed.file_name, NAME)}{others}" if handed.files else None,
    )


def _words(reason: str, width: int = _REASON) -> str:
    """A reason as it was given, or that it was taken out of the record."""
    return quoted(reason, width) or "(lời đã được xóa)"


def _verdict(message: ReviewCard) -> str | None:
    """What was said of it last: the approval, a void one, or why it was returned."""
    last = message.last
    if last is None:
        return None
    by, at = who(last.by), hour_and_day(last.reviewed_at)
    if last.verdict is Verdict.RETURNED:
        return f"{capital(by)} trả lại lúc {at}: {_words(last.reason, QUOTE)}"
    if last.void:
        return f"Lần duyệt của {by} lúc {at} <b>không còn hiệu lực</b> vì đã có tệp mới."
    return f"{capital(by)} xác nhận lúc {at}. {completed(message.task, last)}"


def _wish(message: ReviewCard) -> str | None:
    if not message.awaits:
        return None
    reader, until = briefly(message.reader), message.answer_by
    if until is None or until < day_of(message.now):
        return f"Nhờ {reader} cho ý kiến trong hôm nay."
    return f"Nhờ {reader} cho ý kiến đến hết <b>{long_day(until)}</b>."


def completed(task: TaskFacts, review: ReviewFacts) -> str:
    """How an accepted task ended, and what that was good for."""
    if task.state is State.MISSED:
        return "Ghi là <b>bổ sung sau</b>: việc đã đóng trước khi có minh chứng."
    if late := late_words(review.late_by, review.late_minutes, review.late_accepted):
        return f"Hoàn thành <b>{late}</b>."
    kept = task.worth
    if kept is None:
        return "Hoàn thành <b>đúng hạn</b>."
    return f"Hoàn thành <b>đúng hạn</b>, {_kept(kept)}."


def _kept(worth: Worth) -> str:
    """góp phần giữ 1,5 điểm của tiêu chí 7.5 · góp phần đạt tiêu chí 1.1"""
    if worth.kind == "information":
        return f"ghi nhận cho tiêu chí {worth.criterion}"
    if worth.kind == "pass":
        return f"góp phần đạt tiêu chí {worth.criterion}"
    if worth.at_stake is None and worth.maximum is None:
        return f"góp phần giữ điểm của tiêu chí {worth.criterion}"
    kept = about_points(worth.at_stake) if worth.at_stake else f"{points(worth.maximum)} điểm"
    return f"góp phần giữ {kept} của tiêu chí {worth.criterion}"


def _next(task: TaskFacts | None, message: Accepted) -> str:
    if task is None:
        return f"Hiện {briefly(message.reader)} không còn việc nào đang mở."
    if task.due_on < day_of(message.review.reviewed_at):
        return f"Việc đang chờ: {title(task)}."
    return f"Việc kế tiếp: {title(task)}, hạn {due_long(task)}."


def _since(task: TaskFacts) -> str:
    """What became of a returned task."""
    match task.state:
        case State.ACCEPTED:
            return "Sau đó đã <b>đạt yêu cầu</b>."
        case State.SUBMITTED:
            return "Đã có bản bổ sung, đang chờ thẩm tra."
        case State.WAIVED:
            return "Việc này đã được ghi là không áp dụng."
        case State.MISSED:
            return "Việc đã hết thời gian được tính; bản bổ sung sau vẫn nên giữ cho hồ sơ."
    return "Việc đang chờ bản bổ sung."


def _line(waiting: Waiting) -> str:
    task, handed = waiting.task, waiting.handed
    stands = _STANDS.get(task.state, "không còn chờ")
    if waiting.awaits and handed is not None:
        late = ", bổ sung sau" if task.state is State.MISSED else ""
        stands = f"{who(handed.by)} nộp {long_day(day_of(handed.sent_at))}{late}"
    return f"{title(task, LISTED)} – {stands}"
