"""What is wrong with the installation, said to an admin: what it is, what still works, what to do."""

from bot.texts.text import paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, hour_and_day, safe
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
        "Đêm qua không sao lưu được",
        "Bản sao lưu trước vẫn còn. Xin chạy <code>nhacviec backup</code> trên máy để xem lý do.",
    ),
    Alarm.GUESSING: (
        "Hôm nay có quá nhiều mã mời không đúng được gõ thử",
        "Mỗi tài khoản chỉ thử được vài mã một ngày, nên đoán trúng là rất khó. Xin xem lại /ketnoi; nếu có "
        "mã mời gửi nhầm chỗ thì cấp mã mới, mã cũ sẽ hết dùng.",
    ),
    Alarm.DISK: ("Ổ đĩa của máy chạy Nhắc Việc sắp đầy", "Xin dọn bớt tệp không dùng đến trên ổ đĩa ấy."),
}


@wording
def alarm_raised(message: AlarmRaised) -> str:
    what, to_do = _SAYS[message.alarm]
    about = f": {safe(message.about, LISTED)}" if message.about else ""
    since = f" (từ {hour_and_day(message.since)})" if message.since else ""
    if message.is_over:
        return f"✅ <b>Đã hết</b>: {what}{about}{since}."
    return paragraphs(f"🔴 <b>{what}</b>{about}{since}", to_do)
