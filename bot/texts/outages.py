"""How a message begins after a gap: an outage, or what a restored backup does not know."""

from bot.texts.text import paragraphs
from bot.texts.words import briefly, capital, hour_and_day
from jobs.messages.morning_facts import Digest


def gap(message: Digest) -> str | None:
    """What happened, what may be lost, and what is asked of the reader; None where nothing was."""
    outage = message.outage
    if outage is None:
        return None
    reader = briefly(message.reader)
    began, ended = hour_and_day(outage.began_at), hour_and_day(outage.ended_at)
    if outage.is_restored:
        told = (
            f"ℹ️ <b>Dữ liệu được khôi phục từ bản sao lúc {began}</b> sau sự cố của máy chạy Nhắc Việc, nay đã chạy "
            f"lại. Xin lỗi {reader} vì sự bất tiện.",
            f"Tin, tệp và nút bấm gửi từ lúc đó đến {ended} không còn trong hệ thống, kể cả khi đã có số ghi nhận. "
            f"Nếu {reader} đã làm gì mà dưới đây chưa ghi, nhờ {reader} gửi lại. Nút dưới các tin của thời gian đó "
            "không dùng được nữa.",
        )
    else:
        told = (
            f"ℹ️ Hệ thống gián đoạn từ {began} đến {ended}, nay đã chạy lại. Xin lỗi {reader} vì sự bất tiện.",
            "<b>Tin, tệp và nút bấm gửi trong lúc đó có thể không đến được</b> (Telegram chỉ giữ 24 giờ). "
            f"Nếu {reader} đã gửi gì mà dưới đây chưa ghi, nhờ {reader} gửi lại.",
        )
    has = f"{capital(reader)} đang có:" if message.tasks else f"Hiện {reader} không có việc nào đang mở."
    return paragraphs(*told, has)
