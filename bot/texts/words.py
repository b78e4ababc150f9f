"""The small words that all texts share: names, days, points; house rules of `docs/` in one place."""

import re
import unicodedata
from datetime import date, datetime, time
from decimal import ROUND_DOWN, Decimal
from html import escape

from bot.texts.periods import before, which_of
from jobs.messages.facts import Named, TaskFacts
from models.people import Because
from models.rules.due_day import due_of
from models.rules.figures import Figure
from models.rules.zone import day_of, local
from models.tables import ItemKind, Role

# Why Telegram brings somebody nothing.
UNREACHED = {
    Because.NO_CHAT: "chưa tham gia Nhắc Việc",
    Because.BLOCKED: "tin nhắn không đến được máy",
    Because.DEACTIVATED: "không còn phụ trách",
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")

ROLES: dict[str, str] = {
    Role.OFFICER: "cán bộ phụ trách",
    Role.HEAD: "trưởng đơn vị",
    Role.REVIEWER: "người thẩm tra",
    Role.LEADER: "lãnh đạo UBND",
    Role.CLERK: "văn thư",
    Role.ADMIN: "quản trị",
}
# What each kind of item takes.
TAKEN = {
    ItemKind.SIGNED_DOCUMENT: "tệp PDF đã ký số",
    ItemKind.SCREENSHOT: "ảnh PNG, JPEG hoặc tệp PDF",
    ItemKind.ATTACHMENT: "tệp PDF, ảnh, Word hoặc Excel",
}
_ADDRESS = re.compile(r"(?:https?://)?\b([\w-]+(?:\.[\w-]+)*\.vn)\b")

# The most characters of a name, a title by itself, in a list, or on a button, a quotation, a hint.
NAME, TITLE, LISTED, SHORT, QUOTE, HINT = 40, 110, 80, 28, 150, 100
# Of what was said or handed in on paper or by telephone, and recorded on the machine.
WRITTEN_FOR_THEM = " (người quản trị ghi thay)"


def cut(text: str, width: int) -> str:
    """One line of at most `width` characters, cut at a word, with "…"; composed (NFC), whatever was typed."""
    text = " ".join(_shown(unicodedata.normalize("NFC", text)).split())
    if len(text) <= width:
        return text
    head = text[: width - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head[width // 2 :] else head
    return at_word.rstrip(" ,.;:–-") + "…"


def _shown(text: str) -> str:
    """Without the invisible marks that can turn a line around or hide what a name says."""
    return "".join(" " if unicodedata.category(each) in ("Cc", "Cf") else each for each in text)


def safe(text: str, width: int) -> str:
    """Cut, then escaped for Telegram's HTML."""
    return escape(cut(text, width), quote=False)


def quoted(text: str, width: int) -> str:
    """A quotation, cut and escaped; an address in it is shown in type that Telegram makes no link of."""
    return _ADDRESS.sub(r"<code>\1</code>", safe(text, width))


def plain_who(person: Named) -> str:
    """How a person is spoken to and of: "chị An"; "đồng chí" and the full name while the form is unknown."""
    if person.address is None:
        return cut(f"đồng chí {person.full_name}", NAME)
    return cut(f"{person.address} {given_name(person.full_name)}", 24)


def given_name(full_name: str) -> str:
    """Vietnamese names end with the given name."""
    return full_name.split()[-1] if full_name.split() else full_name


def briefly(person: Named | None) -> str:
    """For the start of a message, where a full name would fill the lock screen: "chị An", else "đồng chí"."""
    return who(person) if person and person.address else "đồng chí"


def who(person: Named | None) -> str:
    return escape(plain_who(person), quote=False) if person else "đồng chí"


def by_post(person: Named | None) -> str:
    """Who stands in for somebody: a superior by the post, anybody else by name."""
    return safe(person.post, NAME) if person and person.post else who(person)


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def weekday(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def number(value: Decimal) -> str:
    """109.890.297.877 or 12,5: dots between thousands, a comma before decimals."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def figure(typed: Figure) -> str:
    """672/5.505 = 12,2 % · 0/0, không phát sinh"""
    if not typed.denominator:
        return f"{number(typed.numerator)}/{number(typed.denominator)}, không phát sinh"
    return f"{number(typed.numerator)}/{number(typed.denominator)} = {number(typed.percent)} %"


def figure_with_source(typed: Figure) -> str:
    """672/5.505 = 12,2 % (nguồn EMC), tính đến 30/11"""
    where = f" (nguồn {safe(typed.source, 40)})" if typed.source else ""
    day = f", tính đến {short_day(typed.as_of_on)}" if typed.as_of_on else ""
    return f"<b>{figure(typed)}</b>{where}{day}"


def percent_exactly(typed: Figure) -> str:
    """49,96: rounded down, lest what is below a threshold read as if it reached it."""
    rate = 100 * typed.numerator / typed.denominator
    return points(rate.quantize(Decimal("0.01"), ROUND_DOWN))


def long_day(day: date) -> str:
    """thứ Tư, 16/12/2026"""
    return f"{weekday(day)}, {day:%d/%m/%Y}"


def deadline(spelled: str) -> str:
    """An ISO day, with its hour where one stands: thứ Ba, 24/11/2026 · 10 giờ 00, thứ Ba, 24/11/2026"""
    day, _, hour = spelled.partition("T")
    return due_day(date.fromisoformat(day), time.fromisoformat(hour) if hour else None)


def short_day(day: date) -> str:
    """16/12"""
    return f"{day:%d/%m}"


def near_day(day: date) -> str:
    """thứ Tư, 16/12"""
    return f"{weekday(day)}, {short_day(day)}"


def hour_words(hour: time) -> str:
    """10 giờ 00"""
    return f"{hour.hour} giờ {hour:%M}"


def due_day(on: date, hour: time | None) -> str:
    """thứ Tư, 16/12/2026 · 10 giờ 00, thứ Ba, 24/11/2026"""
    return f"{hour_words(hour)}, {long_day(on)}" if hour else long_day(on)


def due_long(task: TaskFacts) -> str:
    """By when a task is due, with its hour where it has one."""
    return due_day(task.due_on, task.due_hour)


def due_in_full(task: TaskFacts) -> str:
    """16/12/2026 · 10:00 ngày 24/11/2026, for lists"""
    day = f"{task.due_on:%d/%m/%Y}"
    return f"{task.due_hour:%H:%M} ngày {day}" if task.due_hour else day


STILL_ACCEPTED = "trong hạn chấp nhận"


def late_words(days: int, minutes: int, accepted: bool = False) -> str:
    """sau hạn 2 ngày làm việc · muộn 26 phút · muộn 2 giờ 5 phút · muộn 2 ngày làm việc, trong hạn chấp nhận; "" in
    time"""
    if accepted:
        return f"muộn {f'{days} ngày làm việc' if days else _minutes(minutes)}, {STILL_ACCEPTED}"
    if days:
        return f"sau hạn {days} ngày làm việc"
    return f"muộn {_minutes(minutes)}" if minutes else ""


def _minutes(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join(filter(None, (f"{hours} giờ" if hours else "", f"{rest} phút" if rest else "")))


def due_now(task: TaskFacts) -> str:
    """By when a task is to be done as it stands, with its hour where it has one."""
    due = due_of(task)
    return due_day(due.on, due.hour)


def due_short(task: TaskFacts) -> str:
    """16/12 · 10:00, 16/12, in a list"""
    return _listed_hour(task.due_hour) + short_day(task.due_on)


def due_listed(task: TaskFacts) -> str:
    """thứ Tư, 16/12/2026 · 10:00, thứ Ba, 24/11/2026, in a list"""
    return listed_day(task.due_on, task.due_hour)


def listed_day(on: date, hour: time | None) -> str:
    return _listed_hour(hour) + long_day(on)


def _listed_hour(hour: time | None) -> str:
    return f"{hour:%H:%M}, " if hour else ""


def hour_and_day(moment: datetime) -> str:
    """8 giờ 05 thứ Ba, 15/12/2026, in a sentence"""
    here = local(moment)
    return f"{hour_words(here.time())} {long_day(here.date())}"


def listed_moment(moment: datetime) -> str:
    """08:05 thứ Ba, 15/12/2026, in a list"""
    return f"{clock(moment)} {long_day(day_of(moment))}"


def when_told(moment: datetime, today: date) -> str:
    """10 giờ 00 hôm nay · 10 giờ 00 sáng mai, thứ Năm, 17/12 · 10 giờ 00 thứ Hai, 21/12"""
    here = local(moment)
    day, hour = here.date(), hour_words(here.time())
    if day == today:
        return f"{hour} hôm nay"
    tomorrow = "sáng mai, " if (day - today).days == 1 else ""
    return f"{hour} {tomorrow}{near_day(day)}"


def clock(moment: datetime) -> str:
    return f"{local(moment):%H:%M}"


def clock_and_day(moment: datetime) -> str:
    """8 giờ 05 ngày 15/12"""
    return f"{hour_words(local(moment).time())} ngày {short_day(day_of(moment))}"


def points(value: Decimal | None) -> str:
    """1,5 – a decimal comma, no idle zeros; "chưa rõ" where nobody knows."""
    if value is None:
        return "chưa rõ"
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


# By these words a list finds what is late.
FINDS_LATE = "quá hạn"
PASSED = {True: "đạt", False: "chưa đạt", None: "chưa rõ"}


def area_words(code: str, name: str) -> str:
    """Lĩnh vực 7 · Chuyển đổi số; of an area that nobody named: Lĩnh vực 7"""
    area = f"Lĩnh vực {code}"
    return area if name == area else f"{area} · {name}"


def worth_words(kind: str, maximum: Decimal | None) -> str:
    """What a criterion is worth, by the kind of its formula: 1,5 điểm · chưa rõ điểm · chấm đạt/chưa đạt · không
    chấm, chỉ để biết"""
    match kind:
        case "pass":
            return "chấm đạt/chưa đạt"
        case "information":
            return "không chấm, chỉ để biết"
    return f"{points(maximum)} điểm"


def about_points(value: Decimal) -> str:
    """What one occurrence is worth, which is an estimate: khoảng 0,09 điểm"""
    return f"khoảng {points(value)} điểm"


def plain_title(task: TaskFacts, width: int = TITLE) -> str:
    """The title with its period, or the code of its file, which is never cut away."""
    named = which_of(task.period)
    return f"{cut(before(task.title, named), max(12, width - len(named) - 1))} {named}".strip()


def title(task: TaskFacts, width: int = TITLE) -> str:
    return escape(plain_title(task, width), quote=False)


def plain_short(task: TaskFacts) -> str:
    named = which_of(task.period)
    return f"{cut(before(task.short, named), max(12, SHORT - len(named) - 1))} {named}".strip()


def size_mb(size: int) -> str:
    return f"{size / 1_000_000:.1f}".replace(".", ",")
