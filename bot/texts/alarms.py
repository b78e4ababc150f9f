"""What is wrong with the installation, said to an admin: what it is, what still works, what to do."""

from collections.abc import Callable

from bot.silence import Silence
from bot.texts.backups import WHY_NOT_MADE
from bot.texts.silence import WHY
from bot.texts.text import paragraphs
from bot.texts.troubles import TROUBLES
from bot.texts.wording import wording
from bot.texts.words import LISTED, hour_and_day, safe
from jobs.backup.values import Failed
from jobs.courier import NoFile
from jobs.messages.alarms import AlarmRaised
from models.alarms import Alarm
from models.unavailable import Trouble

# What it is; what goes on meanwhile and what is to be done.
_SAYS: dict[Alarm, tuple[str, str]] = {
    Alarm.STORAGE: (
        "Máy chạy Nhắc Việc không ghi được dữ liệu",
        "Tin gửi đến trong lúc này chưa được ghi nhưng không mất: ghi được là hệ thống tự làm tiếp.",
    ),
    Alarm.DEAF: (
        "Nhắc Việc vẫn gửi được nhưng không nhận được tin",
        "Trả lời của mọi người nằm lại ở Telegram, được giữ 24 giờ; nhận được là hệ thống xử lý tiếp.",
    ),
    Alarm.LATE_ANSWERS: (
        "Telegram trả lời quá chậm, có tin đã phải gửi nhiều lần",
        "Tin gửi lại có ghi chú “có thể đã đến”; gửi mãi chưa được trả lời thì hệ thống thôi gửi và báo riêng. "
        "Xin xem đường mạng của máy chạy Nhắc Việc.",
    ),
    Alarm.FILE_GONE: (
        "Không thấy tệp minh chứng trên máy chạy Nhắc Việc",
        "Xin khôi phục từ bản sao lưu, hoặc nhờ người nộp gửi lại tệp.",
    ),
    Alarm.BACKUP: (
        "Không sao lưu được dữ liệu",
        "Mọi việc khác vẫn chạy, các bản sao lưu trước vẫn còn. Một giờ nữa hệ thống tự thử lại.",
    ),
    Alarm.LEDGER: (
        "Sổ ghi không còn nguyên vẹn",
        "Cơ sở dữ liệu đã bị sửa từ bên ngoài, hoặc ổ đĩa hỏng. Xin chạy <code>nhacviec verify</code> trên máy và "
        "giữ mọi bản sao lưu trước đây; từ nay không bản nào tự xóa.",
    ),
    Alarm.INCIDENT: (
        "Nhắc Việc tạm dừng vì sự cố dữ liệu cá nhân",
        "Không nhận và không gửi gì, trừ tin cho quản trị; tin gửi đến được giữ lại, không mất. Xem những gì có "
        "thể đã lộ: <code>nhacviec incident list</code>. Xử lý xong: <code>nhacviec incident end</code>.",
    ),
    Alarm.INCIDENT_NOTICE: (
        "Phải báo cơ quan có thẩm quyền về sự cố dữ liệu cá nhân",
        "Theo Luật 91/2025/QH15 điều 23, NĐ 356/2025/NĐ-CP điều 29 (chưa đối chiếu nguyên văn); nội dung lấy ở "
        "<code>nhacviec incident list</code>. Xin hỏi lại cấp trên báo về đâu; đã báo rồi thì bỏ qua tin này.",
    ),
    Alarm.GUESSING: (
        "Hôm nay có quá nhiều mã mời không đúng được gõ thử",
        "Mỗi tài khoản chỉ thử được vài mã một ngày, nên đoán trúng là rất khó. Xin xem lại /ketnoi; nếu có "
        "mã mời gửi nhầm chỗ thì cấp mã mới, mã cũ sẽ hết dùng.",
    ),
    Alarm.DISK: ("Ổ đĩa của máy chạy Nhắc Việc sắp đầy", "Xin dọn bớt tệp không dùng đến trên ổ đĩa ấy."),
}
# Instead of it, where the reason says more.
_OF_FILES: dict[str, tuple[str, str]] = {
    NoFile.ALTERED: (
        "Tệp minh chứng trên máy chạy Nhắc Việc không còn như lúc nhận",
        "Xin khôi phục từ bản sao lưu, và chạy <code>nhacviec verify</code> để biết còn tệp nào khác.",
    ),
    NoFile.WRONG_KEY: (
        "Không mở được tệp minh chứng đã mã hóa: khóa trên máy không đúng",
        "Xin đặt lại đúng tệp khóa (<code>PERSONAL_KEY_FILE</code> trong <code>.env</code>), rồi khởi động lại.",
    ),
}

_TAKEN_AWAY = (
    "Trả lời từ lúc đó có thể đã sang nơi khác: khi nhận lại được, xin nhờ những ai đã nhắn gửi lại."
)
# What is to be done instead, for one reason.
_FOR_REASON: dict[tuple[Alarm, str], str] = {
    (Alarm.DEAF, Silence.OTHER_POLLER): _TAKEN_AWAY,
    (Alarm.DEAF, Silence.WEBHOOK): _TAKEN_AWAY,
    (Alarm.BACKUP, Failed.DAMAGED): "Các bản sao lưu trước vẫn còn.",
}

# A word of the program's own, as a sentence.
_REASONS: dict[Alarm, Callable[[str], str]] = {
    Alarm.STORAGE: lambda reason: TROUBLES[Trouble(reason)],
    Alarm.DEAF: lambda reason: WHY[Silence(reason)],
    Alarm.BACKUP: lambda reason: f"{WHY_NOT_MADE[Failed(reason)]}.",
}


@wording
def alarm_raised(message: AlarmRaised) -> str:
    what, to_do = _OF_FILES.get(message.reason) or _SAYS[message.alarm]
    to_do = _FOR_REASON.get((message.alarm, message.reason), to_do)
    if message.alarm is Alarm.DISK:
        to_do = f"Chỗ trống: {message.count} MB. {to_do}"
    about = _about(message)
    from_or_by = "trước" if message.alarm is Alarm.INCIDENT_NOTICE else "từ"
    since = f" ({from_or_by} {hour_and_day(message.since)})" if message.since else ""
    if message.is_over:
        return paragraphs(f"✅ <b>Đã hết</b>: {what}{about}{since}.", _why(message))
    return paragraphs(f"🔴 <b>{what}</b>{about}{since}", f"{_why(message)}{to_do}")


def _about(message: AlarmRaised) -> str:
    """With what; of a notice that is due, how many hours are left."""
    if message.alarm is Alarm.INCIDENT_NOTICE and message.about.isdigit():
        return f", còn {message.about} giờ"
    return f": {safe(message.about, LISTED)}" if message.about else ""


def _why(message: AlarmRaised) -> str:
    if not message.reason or message.alarm not in _REASONS:
        return ""
    reason = _REASONS[message.alarm](message.reason)
    return f"Lý do: {_without_step(reason) if message.is_over else reason}\n"


def _without_step(reason: str) -> str:
    """What was wrong; what is over asks nobody for anything."""
    return f"{reason.partition(';')[0].rstrip('.')}."
