"""People in words: an invite to hand on, new roles, work that is somebody else's from now on."""

from bot.texts.lists import standing, task_lines
from bot.texts.text import PRESS_A_NUMBER, Keyboard, Text, lines, more, numbered, paragraphs
from bot.texts.wording import wording
from bot.texts.words import (
    LISTED,
    NAME,
    ROLES,
    briefly,
    by_post,
    capital,
    hour_and_day,
    long_day,
    safe,
    title,
    who,
)
from jobs.messages.facts import Named, TaskFacts
from jobs.messages.staff import AwayUntil, Given, InviteMade, RolesChanged, Side, WorkMoved
from models.rules.zone import day_of
from models.tables import Role

_MEANS = {
    Role.OFFICER: "nhận nhắc các việc được giao",
    Role.HEAD: "xem và phân công việc của đơn vị bằng /donvi",
    Role.REVIEWER: "xem và duyệt minh chứng bằng /duyet",
    Role.LEADER: "nhận tin tổng hợp vào đầu tuần",
    Role.CLERK: "nhận danh sách văn bản chờ phát hành",
    Role.ADMIN: "cài đặt bằng /quanly, mời người bằng /moi",
}


_MOVED = "🤝 <b>Đã chuyển việc</b>: "
_MOST_TITLES = 8


@wording
def invite_made(message: InviteMade) -> str:
    unit = f" ({safe(message.unit, NAME)})" if message.unit else ""
    ways = ("bấm đường dẫn, quét mã QR, hoặc " if message.link else "") + "gõ mã vào khung tin nhắn"
    return paragraphs(
        f"✉️ <b>Mã mời</b> của <b>{safe(message.full_name, NAME)}</b>{unit}",
        lines(
            f"Mã: <code>{message.code}</code>",
            f"Đường dẫn: {message.link}" if message.link else None,
            f"Dùng một lần, đến {hour_and_day(message.expires_at)}.",
        ),
        f"Nhờ {briefly(message.reader)} gửi riêng cho đúng người này; người nhận {ways}.",
        "Mã chỉ hiện ở tin này, hệ thống không lưu lại.",
    )


@wording
def roles_changed(message: RolesChanged) -> Text:
    reader = briefly(message.reader)
    gained = "; ".join(f"<b>{ROLES[role]}</b>: {_MEANS[role]}" for role in message.gained)
    lost = ", ".join(ROLES[role] for role in message.lost)
    if not gained:
        gone = f"👤 Từ nay {reader} không giữ vai trò {lost} nữa. Cảm ơn {reader} thời gian qua."
        return Text(gone, Keyboard.MAIN)
    new = f"👤 Từ nay {reader} là {gained}."
    moved = f"Vai trò {lost} nay đã chuyển cho người khác." if lost else None
    return Text(paragraphs(new, moved), Keyboard.MAIN)


@wording
def work_moved(message: WorkMoved) -> str:
    return paragraphs(_first(message), *_listed(message))


def _listed(message: WorkMoved) -> tuple[str | None, ...]:
    if not message.is_listed:
        return ()
    if not message.tasks:
        titles = [f"• {safe(each, LISTED)}" for each in message.requirements[:_MOST_TITLES]]
        return (lines(*titles, more(len(message.requirements) - _MOST_TITLES, "yêu cầu")),)
    tasks = task_lines(message.tasks, day_of(message.now))
    return (lines(*tasks, more(message.more, "việc")), PRESS_A_NUMBER)


def _first(message: WorkMoved) -> str:
    return _sentence(message).format(
        reader=briefly(message.reader),
        new=who(message.new) if message.new else "",
        by=who(message.fresh) if message.fresh else "",
        what=_how_much(message),
        since="từ kỳ mở sau" if message.later else "từ nay",
        instead=f" thay {who(message.old)}" if message.old else "",
        had=f" của {who(message.old)}" if message.old else "",
        absent=who(message.absent) if message.absent else "",
        to_on=long_day(message.to_on) if message.to_on else "",
    )


def _sentence(message: WorkMoved) -> str:
    match message.side:
        case Side.TO if message.fresh:
            return "🤝 <b>Nhận việc</b>: {by} giao {reader} phụ trách {what} {since}."
        case Side.TO:
            return "🤝 <b>Nhận việc</b>: {since} {reader} phụ trách {what}{instead}."
        case Side.COVER:
            return (
                "🤝 <b>Làm thay {absent}</b>: {what} vừa giao, đến hạn trong lúc {absent} vắng "
                "(đến hết {to_on}); tin nhắc gửi đến {reader}."
            )
        case Side.OFF:
            return (
                "🤝 <b>Thôi làm thay {absent}</b>: {what} không còn do {absent} phụ trách; "
                "{reader} không phải làm gì thêm."
            )
        case Side.FROM:
            return _MOVED + _to_who_had_it(message)
    return _to_who_is_above(message)


def _to_who_had_it(message: WorkMoved) -> str:
    if message.mixed:
        return "{what} nay về như trước khi giao; {reader} không phải làm gì thêm."
    if message.later:
        return "{since} {new} phụ trách {what}; các việc đang mở {reader} vẫn làm tiếp."
    if message.fresh:
        return "{what} {since} không còn do {reader} phụ trách; {reader} không phải làm gì thêm."
    if message.new:
        return "{what} nay do {new} phụ trách; {reader} không phải làm gì thêm."
    return "{what} nay chờ phân công; {reader} không phải làm gì thêm."


def _to_who_is_above(message: WorkMoved) -> str:
    if message.mixed:
        return "📌 <b>Đơn vị có việc mới</b>: {by} vừa đổi danh mục, {what} {since} có người phụ trách mới."
    if message.new and message.fresh:
        return "📌 <b>Đơn vị có việc mới</b>: {by} giao {new} phụ trách {what} {since}."
    if message.new:
        return _MOVED + "{since} {new} phụ trách {what}{instead}."
    return "📌 <b>Nhờ phân công</b>: {what}{had} nay chưa có người phụ trách, nhờ {reader} giao."


def _how_much(message: WorkMoved) -> str:
    """ "2 yêu cầu, 3 việc đang mở"; what there is none of is left out, and the only requirement is named."""
    count, whole = len(message.tasks) + message.more, len(message.requirements)
    requirements = f"{whole} yêu cầu" if whole else ""
    if whole == 1 and not message.is_listed:
        requirements = f"“{safe(message.requirements[0], LISTED)}”"
    return ", ".join(filter(None, (requirements, f"{count} việc đang mở" if count else "")))


@wording
def given(message: Given) -> str:
    """Each with who has it now."""
    count = len(message.tasks) + message.more
    own = message.by == message.reader
    first = (
        f"👥 <b>Đã giao {count} việc</b>"
        if own
        else f"📌 <b>{capital(who(message.by))} vừa giao, đổi việc</b>"
    )
    after = None if own else f"Người phụ trách đã được báo, {briefly(message.reader)} không phải làm gì thêm."

    def line(task: TaskFacts) -> str:
        officer = who(task.officer) if task.officer else "chưa có người phụ trách"
        return f"{title(task, LISTED)} – {officer}, {standing(task, day_of(message.now))}"

    first += "" if own else f" của đơn vị – {count} việc hôm nay"
    listed = lines(*numbered(message.tasks, line), more(message.more, "việc"))
    return paragraphs(first, listed, _who_is_away(message), after)


def _who_is_away(message: Given) -> str | None:
    """Each officer among them who is away, until when, and who covers."""
    said = {
        task.officer: away_sentence(task.officer, message.away[number])
        for number, task in message.tasks
        if task.officer is not None and number in message.away
    }
    return lines(*(f"🏖 {each}" for each in said.values())) if said else None


def away_sentence(officer: Named, away: AwayUntil) -> str:
    cover = f", {by_post(away.cover)} làm thay" if away.cover else ", chưa có ai làm thay"
    return f"{capital(who(officer))} vắng đến hết {long_day(away.to_on)}{cover}."
