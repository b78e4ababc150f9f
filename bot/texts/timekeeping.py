"""A clock that is not believed: said to the admin, who can say that it is right."""

from bot.texts.text import paragraphs
from bot.texts.wording import wording
from bot.texts.words import capital, hour_and_day, who
from jobs.messages.timekeeping import ClockHeld


@wording
def clock_held(message: ClockHeld) -> str:
    if message.is_over:
        return "✅ <b>Giờ máy chạy Nhắc Việc đã khớp.</b> Việc mở, đóng và nhắc hạn đã chạy tiếp."
    known = f", giờ biết chắc gần nhất là {hour_and_day(message.known_at)}" if message.known_at else ""
    return paragraphs(
        "⏱ <b>Giờ máy chạy Nhắc Việc có thể sai</b>, việc nhắc hạn tạm dừng",
        f"Máy đang báo {hour_and_day(message.held_at)}{known}. Trong lúc chờ, không việc nào được mở, bị đóng "
        "hay báo lên trên; tin và tệp gửi đến vẫn được ghi.",
        f"{capital(who(message.reader))} xem giúp: giờ này đúng (máy vừa tắt nhiều ngày) thì bấm nút dưới đây; "
        "giờ sai thì chỉnh lại đồng hồ của máy, hệ thống tự chạy tiếp.",
    )
