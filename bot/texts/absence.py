"""Being away: the steps of telling it, the deputy's question, the first morning back. No reason is asked."""

from datetime import date

from bot.texts.lists import for_whom, line_of, stuck_since, task_line
from bot.texts.text import PRESS_A_NUMBER, enumerated, lines, more, paragraphs
from bot.texts.wording import wording
from bot.texts.words import briefly, by_post, capital, due_short, long_day, who
from jobs.messages.absence import AbsenceEvent, AbsenceNews, AwayRecorded, DeputyAsked, HandBack
from jobs.messages.facts import TaskFacts
from models.rules.lifecycle import State
from models.rules.zone import day_of
from models.tables import DeputyState

_CANNOT = "{deputy} không làm thay {absent} được"
_NO_NEED = "<b>Không cần làm thay {absent} nữa</b>"
_NEWS = {
    AbsenceEvent.DECLINED: f"✋ <b>{_CANNOT}</b> {{days}}. {{covered}}",
    AbsenceEvent.UNCOVERED: "🏖 <b>{Absent} {told}</b> {days}, chưa cử người làm thay. {covered}",
    AbsenceEvent.ENDED: f"🔙 {_NO_NEED}: lần báo vắng {{days}} đã kết thúc. Tin nhắc trở về {{absent}}.",
    AbsenceEvent.REPLACED: "👤 <b>Đã nhờ người khác làm thay {absent}</b> {days}; {who} không cần làm thay nữa.",
    AbsenceEvent.REDATED: "✏️ <b>Đổi ngày vắng</b>: {absent} nay vắng {days}.",
}


@wording
def away_recorded(message: AwayRecorded) -> str:
    absent, span = who(message.absent), away_days(message.from_on, message.to_on)
    by = f"{capital(who(message.by))} báo giúp." if message.by else None
    if message.ended and not message.begun:
        dropped = f"🏖 <b>Đã bỏ lần báo vắng</b> {span}.\nTin nhắc vẫn gửi đến {absent} như thường."
        return lines(dropped, by)
    if message.ended:
        back = f"🔙 <b>Đã ghi: {briefly(message.absent)} đi làm lại</b>.\nTừ giờ tin nhắc trở về {absent}."
        return lines(back, by)
    return paragraphs(
        lines(f"🏖 <b>Đã ghi: {briefly(message.absent)} vắng</b> {span}.", _in_their_place(message)),
        f"Trong thời gian này hệ thống không nhắc {absent} và không tính quá hạn cho {absent}. "
        f"Sáng {long_day(message.back_on)} sẽ có một tin bàn giao lại.",
        f"{by} Chưa đúng thì bấm nút dưới đây để sửa." if by else None,
    )


@wording
def deputy_asked(message: DeputyAsked) -> str:
    absent, span = who(message.absent), away_days(message.from_on, message.to_on)
    if message.over or not message.mine:
        return f"🤝 {_NO_NEED.format(absent=absent)}: lần vắng {span} đã kết thúc hoặc đã nhờ người khác."
    return paragraphs(
        f"{_asks(message)} {span}",
        _tasks_meanwhile(message),
        _besides(message),
        _what_follows(message),
    )


@wording
def absence_news(message: AbsenceNews) -> str:
    covers = by_post(message.covers) if message.covers else "người quản trị"
    if message.covers == message.reader:
        covered = f"Trong thời gian đó tin nhắc của {who(message.absent)} gửi đến {covers}."
    else:
        covered = f"Nếu không cử người khác, {covers} phụ trách thay."
    news = _NEWS[message.event].format(
        who=briefly(message.reader),
        absent=who(message.reader if message.own else message.absent),
        Absent=capital(who(message.absent)),
        deputy=capital(who(message.deputy)),
        told=f"vắng ({who(message.by)} báo giúp)" if message.by else "báo vắng",
        days=away_days(message.from_on, message.to_on),
        covered=covered,
    )
    return paragraphs(news, _falls_due(message) if message.tasks else None)


@wording
def hand_back(message: HandBack) -> str:
    away = f" sau {message.days} ngày làm việc" if message.days else ""
    deputy = who(message.deputy) if message.deputy else None
    return paragraphs(
        f"👋 <b>Chào {briefly(message.reader)} trở lại</b>{away}."
        + (f" {capital(deputy)} đã làm thay." if deputy else ""),
        _handed("✅ Xong", message.done, message),
        _handed("⏳ Còn dở", message.open, message),
        None if message.done or message.open else "Trong thời gian vắng không có việc nào đến hạn.",
        more(message.more, "việc"),
        f"📥 Chờ thẩm tra: {message.reviews} việc, xem ở /duyet." if message.reviews else None,
        f"Từ hôm nay tin nhắc trở về {briefly(message.reader)}."
        + (f" {PRESS_A_NUMBER}" if message.done or message.open else ""),
    )


def away_days(from_on: date, to_on: date) -> str:
    if from_on == to_on:
        return f"{long_day(from_on)} (một ngày)"
    return f"từ {long_day(from_on)} đến hết {long_day(to_on)}"


def _in_their_place(message: AwayRecorded) -> str:
    covers = by_post(message.covers) if message.covers else "người quản trị"
    if message.deputy is None:
        return f"Chưa cử người làm thay, {covers} phụ trách thay."
    deputy = who(message.deputy)
    match message.deputy_state:
        case DeputyState.ACCEPTED:
            return f"Người làm thay: <b>{deputy}</b> (đã nhận)."
        case DeputyState.DECLINED:
            return f"{capital(_CANNOT.format(deputy=deputy, absent=who(message.absent)))}, {covers} phụ trách thay."
    return f"Người làm thay: <b>{deputy}</b> (chờ trả lời; chưa nhận thì {covers} phụ trách thay)."


def _asks(message: DeputyAsked) -> str:
    absent, reader = who(message.absent), briefly(message.reader)
    match message.state:
        case DeputyState.ACCEPTED:
            return f"🤝 <b>{capital(reader)} đã nhận làm thay {absent}</b>"
        case DeputyState.DECLINED:
            return f"✋ <b>Đã ghi: {_CANNOT.format(deputy=reader, absent=absent)}</b>"
    return f"🤝 <b>Nhờ {reader} làm thay {absent}</b>"


def _tasks_meanwhile(message: DeputyAsked) -> str | None:
    if message.state is DeputyState.DECLINED:
        return None
    if not message.tasks:
        return "Trong thời gian này không có việc nào đến hạn."
    return _falls_due(message)


def _falls_due(message: DeputyAsked | AbsenceNews) -> str:
    def line(task: TaskFacts) -> str:
        other = task.officer is None or task.officer != message.absent
        whose = who(task.officer) if task.officer else "chưa có người"
        return task_line(task, day_of(message.now)) + (f" – phụ trách: {whose}" if other else "")

    return lines(
        f"Đến hạn trong thời gian này: {len(message.tasks) + message.more} việc",
        *enumerated(message.tasks, line),
        more(message.more, "việc"),
    )


def _besides(message: DeputyAsked) -> str | None:
    """What comes to the deputy with the roles of the absent."""
    roles = {
        f"{message.owed} hồ sơ cần văn bản xin lỗi": bool(message.owed),
        "thẩm tra minh chứng": message.also_reviewer,
        "nhận tin quá hạn của phòng": message.also_head,
    }
    named = "; ".join(role for role, comes in roles.items() if comes)
    return f"Kèm theo: {named}." if named and message.state is not DeputyState.DECLINED else None


def _what_follows(message: DeputyAsked) -> str:
    reader, covers = briefly(message.reader), by_post(message.covers)
    match message.state:
        case DeputyState.ACCEPTED:
            return f"Từ {long_day(message.from_on)} tin nhắc gửi đến {reader}."
        case DeputyState.DECLINED:
            return f"{capital(covers)} phụ trách thay, hoặc cử người khác."
    return (
        f"{capital(reader)} nhận thì từ {long_day(message.from_on)} tin nhắc gửi đến {reader}. Nếu không tiện, "
        f"bấm <b>Không nhận</b>, {covers} sẽ phụ trách thay hoặc cử người khác."
    )


def _handed(name: str, tasks: tuple[tuple[int, TaskFacts], ...], message: HandBack) -> str | None:
    if not tasks:
        return None
    each = (
        f"{number}. {_handed_line(task, message)}{_whose(number, task, message)}" for number, task in tasks
    )
    return lines(f"{name} {len(tasks)} việc:", *each)


def _whose(number: int, task: TaskFacts, message: HandBack) -> str:
    """Of a task that is not the reader's own, why they hear of it, or whose it is."""
    why = message.stand_ins.get(number)
    if why is not None or task.officer is None or task.officer == message.reader:
        return for_whom(why)
    return f" – {who(task.officer)} phụ trách"


def _handed_line(task: TaskFacts, message: HandBack) -> str:
    today = day_of(message.now)
    is_open = task.state in (State.OPEN, State.RETURNED) and task.fix_by is None
    if is_open and message.from_on <= task.due_on < today:
        return line_of(task, f"đến hạn {due_short(task)} trong lúc vắng", stuck_since(task))
    return task_line(task, today)
