"""Why nothing comes from Telegram: one sentence each, with the next step; for the log, `doctor` and the admins."""

from bot.silence import Silence

WHY = {
    Silence.NO_NETWORK: "máy không có mạng; xin kiểm tra dây mạng, Wi-Fi hoặc bộ phát mạng.",
    Silence.DNS: "không tra được địa chỉ của Telegram (DNS); xin kiểm tra mạng và máy chủ DNS của máy này.",
    Silence.REFUSED: "kết nối bị từ chối; xin kiểm tra tường lửa và TELEGRAM_API_URL.",
    Silence.UNREACHED: "không nối được tới Telegram trong thời gian chờ; mạng có thể đang chặn Telegram: xin hỏi "
    "nhà mạng hoặc đặt TELEGRAM_PROXY.",
    Silence.CUT: "kết nối bị ngắt giữa chừng; xin kiểm tra mạng, tường lửa và proxy.",
    Silence.SLOW: "Telegram trả lời quá chậm; xin kiểm tra đường mạng của máy này.",
    Silence.PROXY: "không dùng được proxy; xin kiểm tra TELEGRAM_PROXY và máy chủ proxy.",
    Silence.PROXY_PASSWORD: "proxy đòi tên và mật khẩu; xin ghi lại TELEGRAM_PROXY cho đúng.",
    Silence.TLS: "không xác thực được máy chủ Telegram (TLS); có thể tường lửa hay diệt vi-rút đang xen vào: xin "
    "hỏi người quản trị mạng.",
    Silence.CLOCK: "giờ của máy này có thể sai nên không xác thực được Telegram; xin chỉnh lại ngày giờ.",
    Silence.PORTAL: "câu trả lời không phải của Telegram; mạng có thể đang đòi đăng nhập: xin mở trình duyệt trên "
    "máy này để đăng nhập mạng, hoặc xem lại TELEGRAM_API_URL.",
    Silence.SERVER: "máy chủ Telegram đang trục trặc; xin chờ, chương trình tự nối lại.",
    Silence.ASKED_TO_WAIT: "Telegram bảo chờ thêm; chương trình tự nối lại.",
    Silence.TOKEN: "Telegram không nhận token; xin xem lại TELEGRAM_BOT_TOKEN với @BotFather.",
    Silence.OTHER_POLLER: "một chương trình khác đang nhận tin bằng cùng token; xin tắt bản Nhắc Việc chạy ở máy "
    "khác, hoặc đổi token với @BotFather nếu không rõ là ai.",
    Silence.WEBHOOK: "token này đang đặt webhook nên không nhận được tin; xin ghi TELEGRAM_DELETE_WEBHOOK=1 vào "
    "tệp .env rồi chạy lại, chương trình sẽ gỡ webhook (deleteWebhook).",
    Silence.UNKNOWN: "lỗi không rõ; xin chạy nhacviec doctor để xem.",
}
