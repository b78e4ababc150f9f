"""Who is reached by Telegram and who is not: `/ketnoi`."""

from collections import Counter
from itertools import groupby

from bot.texts.text import lines, paragraphs
from bot.texts.wording import wording
from bot.texts.words import NAME, by_post, clock_and_day, safe, short_day
from jobs.messages.connections import AwayFor, Connections, Reached
from models.connections import Link

_MARKS = {
    Link.BLOCKED: "⛔",
    Link.SILENT: "☎️",
    Link.NEVER_INVITED: "✉️",
    Link.INVITE_EXPIRED: "✉️",
    Link.INVITED: "📨",
    Link.JOINED: "✅",
}
_LINKED = (Link.BLOCKED, Link.SILENT, Link.JOINED)
COUNTED = {
    Link.BLOCKED: "đã chặn tin nhắn",
    Link.SILENT: "chưa phản hồi",
    Link.NEVER_INVITED: "chưa mời",
    Link.INVITE_EXPIRED: "mã mời hết hạn",
    Link.INVITED: "đã mời, chưa vào",
    Link.JOINED: "nhận tin bình thường",
}
_NO_UNIT = "Lãnh đạo, chưa thuộc đơn vị nào"


@wording
def connections(message: Connections) -> str:
    if not message.people:
        return "🔌 <b>Kết nối Telegram</b>: hiện không còn ai để xem ở đây."
    by_unit = groupby(message.people, key=lambda each: each.unit)
    return paragraphs(
        lines(f"🔌 <b>Kết nối Telegram</b> lúc {clock_and_day(message.now)}", _total(message)),
        *(lines(f"<b>{unit_name(unit)}</b>", *map(_person, people)) for unit, people in by_unit),
    )


@wording
def away_for(message: AwayFor) -> str:
    if not message.choices:
        return "🏖 <b>Báo vắng cho người khác</b>: hiện không còn ai để chọn."
    return (
        "🏖 <b>Báo vắng cho ai ạ?</b>\nNgười được chọn sẽ nhận tin và tự sửa được ngày, người làm thay. Không cần "
        "nêu lý do."
    )


def unit_name(unit: str | None) -> str:
    return safe(unit, NAME) if unit else _NO_UNIT


def counted(counts: dict[Link, int]) -> str:
    """đã chặn tin nhắn 1 · chưa mời 2 · nhận tin bình thường 5"""
    return " · ".join(f"{COUNTED[link]} {counts[link]}" for link in Link if link in counts)


def _total(message: Connections) -> str:
    total = sum(map(Counter, message.counts.values()), Counter[Link]())
    return f"{total.total()} người: {counted(total)}"


def _person(each: Reached) -> str:
    linked = _linked(each)
    name = f"{_MARKS[each.link]} {safe(each.full_name, NAME)}"
    return lines(f"{name} – {linked}" if linked else name, _besides(each))


def _linked(each: Reached) -> str | None:
    """What keeps messages from a person, or answers away; None where nothing does."""
    until = short_day(each.invited_until) if each.invited_until else ""
    match each.link:
        case Link.BLOCKED:
            return f"đã chặn tin nhắn từ {short_day(each.since)}" if each.since else "đã chặn tin nhắn"
        case Link.SILENT:
            return f"{each.silent} ngày làm việc chưa phản hồi"
        case Link.NEVER_INVITED:
            return "chưa tham gia, chưa có mã mời"
        case Link.INVITE_EXPIRED:
            return f"chưa tham gia, mã mời hết hạn {until}"
        case Link.INVITED:
            return f"đã mời, mã dùng được đến hết {until}"
    return None


def _signs(each: Reached) -> tuple[str, str]:
    """The last message that went out to somebody, and the last that came from them."""
    sent = f"gửi {short_day(each.delivered_on)}" if each.delivered_on else "chưa gửi tin nào"
    heard = f"phản hồi {short_day(each.heard_on)}" if each.heard_on else "chưa phản hồi"
    return sent, heard


def _away(each: Reached) -> str | None:
    if each.away_until is None:
        return None
    stand_in = f", {by_post(each.stand_in)} phụ trách thay" if each.stand_in else ""
    return f"vắng đến hết {short_day(each.away_until)}{stand_in}"


def _besides(each: Reached) -> str | None:
    """The last signs of a link, who acts in their place, and where to call whom Telegram does not bring."""
    told = [
        *(_signs(each) if each.link in _LINKED else ()),
        _away(each),
        None if each.deputy else "chưa có người thay",
        f"ĐT {safe(each.phone, NAME)}" if each.phone and each.link is not Link.JOINED else None,
    ]
    shown = " · ".join(part for part in told if part)
    return f"<i>{shown}</i>" if shown else None
