"""What is wrong with the installation, said to an admin: what it is, what still works, what to do."""

from bot.texts.text import paragraphs
from bot.texts.wording import wording
from bot.texts.words import LISTED, hour_and_day, safe
from jobs.courier import NoFile
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
        "Tin gửi lại có ghi chú “có thể đã đến”; gửi mãi chưa được trả lời thì hệ thống thôi gửi và báo riêng. "
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


@wording
def alarm_raised(message: AlarmRaised) -> str:
    what, to_do = _OF_FILES.get(message.reason) or _SAYS[message.alarm]
    about = f": {safe(message.about, LISTED)}" if message.about else ""
    since = f" (từ {hour_and_day(message.since)})" if message.since else ""
    if message.is_over:
        return f"✅ <b>Đã hết</b>: {what}{about}{since}."
    return paragraphs(f"🔴 <b>{what}</b>{about}{since}", to_do)
