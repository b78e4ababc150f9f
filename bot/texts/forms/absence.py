"""Being away, in words: from when, to when, who acts meanwhile. No reason is asked."""

from datetime import date, timedelta

from bot.texts.absence import away_days
from bot.texts.forms.texts import FormTexts
from bot.texts.text import lines
from bot.texts.words import briefly, by_post, capital, long_day, near_day, who
from jobs.forms.absence import AboutAbsence
from jobs.forms.choices import NOBODY
from jobs.messages.absence import PICK
from jobs.messages.forms import Screen

_STEPS = ("from_on", "other_day", "to_on", "other_end")


def _told(screen: Screen) -> str:
    about = _about(screen)
    absent = briefly(about.absent)
    if about.from_on is None:
        return (
            f"🏖 <b>Báo vắng</b> – {absent} vắng từ hôm nào ạ?\n"
            "Chỉ cần chọn ngày, không cần nêu lý do. Chọn xong hệ thống mới ghi nhận."
        )
    if about.to_on is None:
        return f"🏖 <b>Báo vắng từ {long_day(about.from_on)}</b>\n{capital(absent)} vắng đến hết hôm nào ạ?"
    covers = f" Người được nhờ chưa nhận thì {by_post(about.covers)} phụ trách thay." if about.covers else ""
    return lines(
        f"🏖 <b>Báo vắng {away_days(about.from_on, about.to_on)}</b>",
        f"{_whom(screen)}{covers} Chọn xong hệ thống mới ghi nhận.",
    )


def _redated(screen: Screen) -> str:
    about = _about(screen)
    which = f"từ {long_day(about.from_on)} đến hết hôm nào" if about.from_on else "từ hôm nào"
    was = away_days(*about.was) if about.was else ""
    return lines(
        f"✏️ <b>Sửa ngày vắng</b> – {briefly(about.absent)} vắng {which} ạ?",
        f"Đang ghi: {was}. Chưa chọn xong thì giữ nguyên như vậy.",
    )


def _whom(screen: Screen) -> str:
    """Asked of the absent themselves, or of who says it for them."""
    absent = _about(screen).absent
    if absent == screen.reader:
        return f"{capital(briefly(absent))} nhờ ai làm thay ạ?"
    return f"Ai làm thay {who(absent)} ạ?"


def _about(screen: Screen) -> AboutAbsence:
    assert isinstance(screen.about, AboutAbsence)
    return screen.about


def _option(screen: Screen, step: str, value: str, name: str) -> str:
    """What stands on a button of the steps: a first day, a last day, a person."""
    if step == "deputy":
        return f"Để {name or 'cấp trên'} phụ trách thay" if value == NOBODY else f"👤 Nhờ {name}"
    if value == PICK:
        return "📅 Chọn ngày khác"
    day = date.fromisoformat(value)
    if step == "to_on":
        only = day == _about(screen).from_on
        return f"{'Chỉ' if only else 'Hết'} {near_day(day)}"
    return _first_day(day, _about(screen).today)


def _first_day(day: date, today: date) -> str:
    if day == today:
        return "Hôm nay"
    if day == today + timedelta(days=1):
        return "Ngày mai"
    return capital(near_day(day))


ABSENCE = FormTexts(
    title="🏖 Báo vắng", questions=dict.fromkeys((*_STEPS, "deputy"), ""), asks=_told, option=_option
)
REDATE = FormTexts(
    title="✏️ Sửa ngày vắng", questions=dict.fromkeys(_STEPS, ""), asks=_redated, option=_option
)
