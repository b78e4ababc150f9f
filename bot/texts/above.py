"""Said above the officer: facts only, never a word of theirs, and nothing that they have not been told."""

from datetime import date

from bot.texts.cards import due_line, late_text, short_worth
from bot.texts.findings import in_short
from bot.texts.lists import give_by_number, is_anothers, is_to_give, stuck_since, whose, why_told
from bot.texts.places import elsewhere, issued_in_time, lies
from bot.texts.text import lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    LISTED,
    NAME,
    QUOTE,
    briefly,
    by_post,
    capital,
    clock_and_day,
    due_long,
    long_day,
    near_day,
    points,
    quoted,
    safe,
    short_day,
    title,
    when_told,
    who,
)
from jobs.messages.above_facts import (
    AskLaterDay,
    Decided,
    Escalation,
    GiveTo,
    LastCall,
    LateTask,
    LeaderUrgent,
    Phone,
    Quiet,
    TrialRun,
)
from jobs.messages.facts import TaskFacts
from models.rules.due_day import due_of
from models.rules.lifecycle import State
from models.rules.zone import day_of, local
from models.tables import DecisionKind, StatementKind

_DAYS = 5
CLAIMED = "đã báo xong, chờ minh chứng"
UP = (State.OPEN, State.RETURNED)
_SAID = {
    StatementKind.SEEN: "đã xem tin nhắc",
    StatementKind.NOT_DONE: "báo chưa xong",
    StatementKind.OBSTACLE: "báo đang vướng",
    StatementKind.SNOOZE: "đã hẹn nhắc lại",
}
STATES = {
    State.SUBMITTED: "đã nộp, chờ thẩm tra",
    State.ACCEPTED: "đạt yêu cầu",
    State.WAIVED: "không áp dụng",
    State.MISSED: "đã đóng, chưa có minh chứng",
    State.WAITING: "chờ cấp trên",
    State.TO_SETTLE: "chưa nhắc ai",
}


@wording
def escalation(message: Escalation) -> str:
    late = [each for each in message.tasks if _is_up(each)]
    return paragraphs(
        f"📌 <b>Nhờ {briefly(message.reader)} xem giúp</b> – {_what(message)}",
        *(_block(each) for each in message.tasks),
        more(message.more, "việc"),
        _closing(message) if late else None,
        *(_unheard(each, briefly(message.reader)) for each in message.quiet if late),
    )


@wording
def last_call(message: LastCall) -> str:
    first = title(message.tasks[0][1]) if len(message.tasks) == 1 else f"{len(message.tasks)} việc"
    if not message.up:
        return _nothing_left(message, first)
    told, several = message.told is not None, len(message.tasks) > 1
    return paragraphs(
        f"🔔 <b>{'Chiều' if local(message.now).hour >= 12 else 'Hôm'} nay hết hạn</b> – {first}",
        _all_called(message) if several and (not told or _says_more(message)) else _whose(message),
        *_warning(message),
        _what_to_do(message),
        f"🙏 Cũng trong hôm nay: <b>{message.files} hồ sơ</b> phải gửi văn bản xin lỗi, xem tin hồ sơ sáng nay."
        if message.files
        else None,
    )


def _says_more(message: LastCall) -> bool:
    """Whether what the head would get does not name every task, or not why it comes to the reader."""
    return bool(message.stand_ins) or len(message.up) < len(message.tasks)


def _whose(message: LastCall) -> str | None:
    """Why the only task comes to a reader who is not its officer, or whose it is since."""
    (number, task), *others = message.tasks
    why = message.stand_ins.get(number)
    if others or why is None:
        is_given = not others and is_anothers(task, why, message.reader)
        return f"Phụ trách: {who(task.officer)}." if is_given else None
    return f"{capital(why_told(why))}."


def _what_to_do(message: LastCall) -> str | None:
    """To give what nobody has; of the rest, where it is not said above, to do it or to say what is in the way."""
    why = {number: message.stand_ins.get(number) for number, _ in message.tasks}
    give = [number for number in sorted(message.up) if is_to_give(why[number])]
    given = [number for number, task in message.tasks if is_anothers(task, why[number], message.reader)]
    reader = briefly(message.reader)
    doing = (
        "Nếu đã làm rồi, bấm <b>Đã xong</b> hoặc gửi minh chứng là đủ. Nếu đang vướng, nhờ "
        f"{reader} báo ngay để có người cùng gỡ."
        if message.told is None and message.up.difference(give, given)
        else None
    )
    if not give:
        return doing
    if len(message.tasks) == 1:
        return f"Nhờ {reader} giao cho một người, nhận làm, hoặc lùi hạn."
    return lines(
        doing, f"Việc chưa có người phụ trách, nhờ {reader} giao. {give_by_number(give, message.takers)}"
    )


def _nothing_left(message: LastCall, first: str) -> str:
    """Answered only where it was; else when it closed, or to which day it was moved."""
    tasks = [task for _, task in message.tasks]
    if not any(task.state in (*UP, State.MISSED) for task in tasks):
        return f"📝 <b>Đã có phản hồi</b> – {first}. Cảm ơn {briefly(message.reader)}."
    closed = any(task.state is State.MISSED for task in tasks)
    heading = "⚫ <b>Đã đóng</b>" if closed else "📅 <b>Hạn đã lùi</b>"
    if len(tasks) == 1:
        return f"{heading} – {first}: {_since(tasks[0])}."
    return lines(f"{heading} – {first}", _all_called(message))


def _all_called(message: LastCall) -> str:
    """Each task, with what has become of it since, where anything has."""

    def line(number: int, task: TaskFacts) -> str:
        since = "" if number in message.up else f" – {_since(task)}"
        return f"{number}. {title(task, LISTED)}{whose(task, message.stand_ins.get(number), message.reader)}{since}"

    return lines(*(line(number, task) for number, task in message.tasks))


def _since(task: TaskFacts) -> str:
    """Where a task stands that was called for, or told of, and is no longer simply late."""
    match task.state:
        case State.MISSED:
            return f"đã đóng hết ngày {task.closes_on:%d/%m/%Y}, chưa có minh chứng"
        case State.OPEN:
            return f"hạn đã lùi đến {due_long(task)}"
        case State.RETURNED:
            return f"đã trả lại, bổ sung đến hết {long_day(due_of(task).on)}"
    return STATES.get(task.state, CLAIMED)


def _is_up(late: LateTask) -> bool:
    return late.task.state in UP and not late.moved


@wording
def phone(message: Phone) -> str:
    reader, quiet = briefly(message.reader), message.quiet
    return paragraphs(
        f"☎️ <b>Nhờ {reader} gọi điện giúp</b>",
        f"{capital(who(quiet.officer))} có thể chưa nhận được tin: hệ thống đã gửi nhắc {_unheard_on(quiet)} "
        "mà chưa thấy phản hồi; có thể điện thoại không vào được Telegram.",
        f"Việc gần nhất: <b>{title(message.task)}</b>, hạn {due_long(message.task)}.",
    )


def _unheard(quiet: Quiet, reader: str) -> str:
    """Beside what is overdue: the officer may not get the messages at all."""
    return (
        f"☎️ {capital(who(quiet.officer))} chưa phản hồi tin nhắc {_unheard_on(quiet)}, có thể chưa nhận được tin; "
        f"nhờ {reader} gọi điện giúp."
    )


def _unheard_on(quiet: Quiet) -> str:
    """The days themselves, so that they may stand beside those of one task; of many how many there are."""
    many = f"{len(quiet.sent_on)} ngày làm việc, gần nhất " if len(quiet.sent_on) > _DAYS else ""
    return many + _days(quiet.sent_on)


@wording
def leader_urgent(message: LeaderUrgent) -> str:
    task = message.task
    stake = task.worth.at_stake if task.worth else None
    lost = f"mất hẳn {points(stake)} điểm" if stake is not None else "mất điểm"
    when = f"Còn {message.left} ngày làm việc" if message.left else "Hôm nay là ngày cuối"
    return paragraphs(
        lines(f"❗ <b>{when}</b> – {title(task)}", due_line(task)),
        f"Sau {long_day(task.closes_on)} việc này không còn được tính, cơ quan {lost}.",
        f"Đơn vị: {safe(task.unit, NAME)}. "
        + (f"{capital(place)}." if (place := elsewhere(task)) else "Việc đã được nhắc tại đơn vị."),
    )


@wording
def trial_run(message: TrialRun) -> str:
    if message.ended:
        return (
            "✅ <b>Đã hết thời gian chạy thử.</b> Từ nay việc quá hạn được báo trưởng đơn vị, rồi lãnh đạo; "
            "cán bộ được xem trước đúng lời sẽ gửi."
        )
    return paragraphs(
        f"🧪 <b>Ngày chạy thử cuối</b> – {long_day(message.last_on)}",
        "Trong thời gian chạy thử, việc quá hạn chỉ nhắc cán bộ, <b>chưa báo ai ở trên</b>. Từ "
        f"{long_day(message.next_on)}, việc quá hạn được báo trưởng đơn vị, rồi lãnh đạo; cán bộ được xem "
        "trước đúng lời sẽ gửi.",
        f"{capital(briefly(message.reader))} không phải làm gì thêm; muốn bắt đầu sớm hơn, bấm nút dưới đây.",
    )


@wording
def give_to(message: GiveTo) -> str:
    if message.given is not None:
        return f"👥 Đã giao cho {who(message.given)}: <b>{title(message.task)}</b>."
    if not message.choices:
        return f"👥 Đơn vị chưa có người khác để giao: <b>{title(message.task)}</b>."
    return lines(f"👥 Giao cho ai ạ – <b>{title(message.task)}</b>", due_line(message.task))


@wording
def later_day(message: AskLaterDay) -> str:
    promised = f"Hẹn xong: {long_day(message.promised_on)}" if message.promised_on else None
    again = (
        "Chưa đọc ra một ngày làm việc sau hạn này nên <b>chưa lùi hạn</b>. Nhờ "
        f"{briefly(message.reader)} bấm một ngày bên dưới, hoặc gõ như <code>22/12</code>."
    )
    return lines(
        f"📅 <b>Lùi hạn đến ngày nào ạ?</b> – {title(message.task)}",
        due_line(message.task),
        promised,
        again if message.again else None,
    )


@wording
def decided(message: Decided) -> str:
    task, by = message.task, capital(who(message.by))
    if message.over:
        return _needed_again(message)
    match message.kind:
        case DecisionKind.KEEP:
            first = f"📌 <b>Hạn giữ nguyên</b> – {title(task)}"
            promised = (
                f"; ngày hẹn {long_day(message.promised_on)} đã được ghi" if message.promised_on else ""
            )
            then = f"{by} giữ hạn {due_long(task)}{promised}."
        case DecisionKind.WAIT:
            first = f"⏳ <b>Chờ cấp trên</b> – {title(task)}"
            then = f"{by} xác nhận. Trong lúc chờ hệ thống không nhắc hạn, mỗi tháng hỏi lại một lần."
        case _:
            first = f"🚫 <b>Không áp dụng</b> – {title(task)}"
            then = f"{by} quyết định. Hệ thống không nhắc việc này nữa."
    return lines(first, then, f"Căn cứ: {quoted(message.reason, QUOTE)}." if message.reason else None)


def _needed_again(message: Decided) -> str:
    is_up = message.counts and message.task.state in (State.OPEN, State.RETURNED)
    return lines(
        f"↩️ <b>Vẫn cần làm</b> – {title(message.task)}",
        due_line(message.task),
        "Lần ghi không áp dụng đã được hủy" + ("; hệ thống nhắc tiếp theo hạn này." if is_up else "."),
    )


def _what(message: Escalation) -> str:
    tasks = [each.task for each in message.tasks]
    units = {task.unit for task in tasks}
    of_unit = f" của {safe(units.pop(), NAME)}" if len(units) == 1 else ""
    return f"{len(tasks) + message.more} việc{of_unit} {_how(message)}"


def _how(message: Escalation) -> str:
    up = [_is_up(each) for each in message.tasks]
    claimed = [each.task.state is State.CLAIMED for each in message.tasks]
    if all(up):
        return _how_late(message)
    if all(claimed):
        return "chờ minh chứng"
    return "cần để ý" if any(up) or any(claimed) else _how_over(message)


def _how_late(message: Escalation) -> str:
    how = {late_text(each.task).lower() for each in message.tasks}
    if len(how) == 1:
        return how.pop()
    is_late = all(
        each.task.accepted_until is None and not issued_in_time(each.task) for each in message.tasks
    )
    return "quá hạn" if is_late else "đã qua hạn"


def _how_over(message: Escalation) -> str:
    if any(each.task.state is State.MISSED for each in message.tasks):
        return "đã đóng"
    return "đã lùi hạn" if any(each.moved for each in message.tasks) else "đã có phản hồi"


def _block(late: LateTask) -> str:
    task = late.task
    worth = f" · {short_worth(task)}" if task.worth else ""
    until = task.accepted_until
    accepted = f", vẫn được chấp nhận đến {long_day(until)}" if until else ""
    officer = who(task.officer) if task.officer else "chưa có người"
    if task.stand_in is not None:
        officer += f" (đang vắng, {by_post(task.stand_in)} phụ trách thay)"
    sent = f" Đã gửi nhắc: {_days(late.sent_on)}." if late.sent_on else ""
    return lines(
        f"{late.number}. <b>{title(task, LISTED)}</b>",
        f"Hạn {due_long(task)}{accepted}{worth} · phụ trách: {officer}",
        f"Tình trạng: {_state(late)}.{sent}",
    )


def _state(late: LateTask) -> str:
    """Where a task stands, and beside it what is in its way still, whoever said so."""
    return "; ".join(filter(None, (_stands(late), stuck_since(late.task)))) or "chưa có phản hồi"


def _stands(late: LateTask) -> str:
    task = late.task
    if task.state is State.CLAIMED and task.claim is not None:
        return f"đã báo xong {clock_and_day(task.claim.said_at)}, chờ minh chứng"
    if not _is_up(late):
        return _since(task)
    if late.promised_on is not None:
        return f"hẹn xong {near_day(late.promised_on)}"
    if (place := lies(task)) is not None:
        return place
    is_said = late.said in _SAID and not (late.said is StatementKind.OBSTACLE and task.obstacle)
    said = f"{_SAID[late.said]} ({short_day(late.said_on)})" if late.said and is_said and late.said_on else ""
    return "; ".join(filter(None, (said, _held(task))))


def _held(task: TaskFacts) -> str:
    """What holds back a file that came: who sent it has answered."""
    found = next((item.held[0] for item in task.items if item.held), None)
    return f"đã gửi tệp, còn phải xử lý: {in_short(found)}" if found else ""


def _closing(message: Escalation) -> str:
    maybe = "Có thể việc đã làm mà chưa báo lên hệ thống, hoặc người phụ trách đang được giao việc khác."
    officers = _doers(message)
    if not officers or not all(each.shown for each in message.tasks):
        return f"<i>{maybe}</i>"
    names = ", ".join(sorted(officers)) if len(officers) <= 3 else "cán bộ"
    return f"<i>{maybe} {capital(names)} đã được xem trước tin này.</i>"


def _doers(message: Escalation) -> set[str]:
    """Who does the tasks now, of those that they were shown."""
    shown = [each.task.stand_in or each.task.officer for each in message.tasks if each.shown]
    return {who(each) for each in shown if each}


def _warning(message: LastCall) -> tuple[str, ...]:
    reader = capital(briefly(message.reader))
    if message.told is None or message.at is None:
        return (f"{reader} ạ, {_heard(message)}.",)
    at = when_told(message.at, day_of(message.now))
    return (
        f"{reader} ạ, {_heard(message)}. Nếu vẫn chưa có, {at} hệ thống "
        f"sẽ gửi {who(message.told.reader)} đúng nội dung sau:\n"
        f"<blockquote>{escalation(message.told)}</blockquote>",
        "Chỉ cần một nút dưới đây là tin đó thay đổi theo hoặc không gửi nữa.",
    )


def _heard(message: LastCall) -> str:
    """What came until the last call: a file that a finding holds back did come."""
    heard = "đến lúc này hệ thống chưa nhận được báo xong hay minh chứng"
    is_held = any(_held(task) for number, task in message.tasks if number in message.up)
    return f"{heard} tính được; tệp đã gửi còn điểm phải xử lý" if is_held else heard


def _days(days: tuple[date, ...]) -> str:
    """14, 15 và 16/12; of many days the last ones."""
    shown = days[-_DAYS:]
    if len(shown) < 2:
        return "".join(short_day(day) for day in shown)
    *before, last = shown
    named = [f"{day:%d}" if day.month == last.month else short_day(day) for day in before]
    return f"{', '.join(named)} và {short_day(last)}"
