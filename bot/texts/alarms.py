"""What is wrong with the installation, said to an admin: what it is, what still works, what to do."""

from bot.texts.backups import WHY_NOT_MADE
from bot.texts.text import paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, capital, hour_and_day, safe
from jobs.backup.values import Failed
from jobs.messages.alarms import AlarmRaised
from models.alarms import Alarm

# What it is; what goes on meanwhile and what is to be done.
_SAYS: dict[Alarm, tuple[str, str]] = {
    Alarm.STORAGE: (
        "Máy chạy Nhắc Việc không ghi được dữ liệu",
        "Tin gửi đến trong lúc này chưa được ghi nhưng không mất: ghi được là hệ thống tự làm tiếp. Xin xem ổ đĩa "
        "còn chỗ trống và còn quyền ghi không.",
    ),
    Alarm.DEAF: (
        "Nhắc Việc vẫn gửi được nhưng không nhận được tin",
        "Trả lời của mọi người đang nằm lại ở Telegram, chưa mất.",
    ),
    Alarm.LATE_ANSWERS: (
        "Telegram trả lời quá chậm, có tin đã phải gửi nhiều lần",
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
        "Có ai đã sửa cơ sở dữ liệu từ bên ngoài. Xin chạy <code>nhacviec verify</code> trên máy và giữ mọi bản "
        "sao lưu trước đây; từ nay không bản nào tự xóa.",
    ),
    Alarm.DISK: ("Ổ đĩa của máy chạy Nhắc Việc sắp đầy", "Xin dọn bớt tệp không dùng đến trên ổ đĩa ấy."),
}


@wording
def alarm_raised(message: AlarmRaised) -> str:
    what, to_do = _SAYS[message.alarm]
    if message.alarm is Alarm.BACKUP and message.reason:
        to_do = paragraphs(f"{capital(WHY_NOT_MADE[Failed(message.reason)])}.", to_do)
    if message.alarm is Alarm.DISK:
        to_do = f"Chỗ trống: {message.count} MB. {to_do}"
    about = f": {safe(message.about, LISTED)}" if message.about else ""
    since = f" (từ {hour_and_day(message.since)})" if message.since else ""
    if message.is_over:
        return f"✅ <b>Đã hết</b>: {what}{about}{since}."
    return paragraphs(f"🔴 <b>{what}</b>{about}{since}", to_do)
