"""What `doctor` says of Telegram and of the running program: a sentence a check, with the next step."""

from datetime import datetime

from models.rules.zone import VIETNAM

CLOCK_RIGHT = "Giờ của máy khớp với giờ của Telegram."

_STANDS_STILL = {
    "ticks": "Nhắc Việc đang chạy nhưng bộ nhắc đứng{since}: chạy lại chương trình, rồi gửi nhật ký cho người phát "
    "triển.",
    "heard": "Nhắc Việc đang chạy nhưng không nhận được tin{since}: xem dòng về Telegram ở trên; nếu dòng ấy tốt "
    "thì có thể một chương trình khác đang nhận tin bằng cùng token, xin tắt bản ấy.",
}
_GOES_ON = {"ticks": "Lượt nhắc gần nhất lúc {}.", "heard": "Lần nghe Telegram gần nhất lúc {}."}
_WAITING = {"outbox": "{} thư chờ gửi", "inbox": "{} tin nhận về chưa xử lý"}


def silent(why: str) -> str:
    """`why`: a sentence with the next step."""
    return f"Chưa nhận được tin từ Telegram: {why}"


def reached(username: str, waiting: int) -> str:
    still = f"; {waiting} tin đang chờ ở Telegram, nhacviec run sẽ lấy về" if waiting else ""
    return f"Nối được tới Telegram: @{username}{still}."


def clock_off(now: datetime, telegrams: datetime) -> str:
    return f"Giờ của máy là {_at(now)}, của Telegram là {_at(telegrams)}: chỉnh lại ngày giờ của máy."


def not_running(last: datetime | None) -> str:
    before = f" (lượt nhắc gần nhất lúc {_at(last)})" if last else ""
    return f"Nhắc Việc chưa chạy{before}: chạy nhacviec run, hoặc xem lại dịch vụ trên máy."


def frozen(since: datetime) -> str:
    return (
        f"Đang tạm dừng vì sự cố dữ liệu cá nhân từ {_at(since)}: không nhận, không gửi gì trừ tin cho quản trị. "
        "Xem "
        "nhacviec incident list; xử lý xong thì chạy nhacviec incident end."
    )


def held(since: datetime) -> str:
    return (
        f"Việc nhắc hạn đang dừng vì giờ của máy có thể sai (lúc dừng máy báo {_at(since)}): chỉnh lại giờ; "
        "giờ đúng thì quản trị viên bấm “Giờ máy đúng” trong chat."
    )


def stands_still(name: str, last: datetime | None) -> str:
    return _STANDS_STILL[name].format(since=f" từ {_at(last)}" if last else "")


def goes_on(name: str, last: datetime) -> str:
    return _GOES_ON[name].format(_at(last))


def backlog(name: str, count: int, late_since: datetime | None) -> str:
    said = _WAITING[name].format(count)
    if late_since is None:
        return f"{said}."
    return (
        f"{said}, cũ nhất từ {_at(late_since)}: xem các dòng trên, rồi chạy lại nhacviec doctor sau ít phút."
    )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%H:%M %d/%m/%Y}"
