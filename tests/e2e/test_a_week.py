"""One week of five people over the wire: every message that anyone gets, day by day.

An has six tasks, one of them overdue since the week before; Dũng is her colleague, and stands in for Bình, the
head, from Tuesday to Thursday; Hoa reviews; Lâm leads. Khánh, Châu and Minh have no part in it.

● what the program starts · ↳ an answer · ✎ a message whose first line changes · » somebody writes ·
◉ somebody presses [a button], and the toast they get
"""

import asyncio
from collections import Counter
from datetime import time
from pathlib import Path

import pytest

from models.rules.lifecycle import State
from tests.e2e.chronicle import ANSWER, STARTED, Chronicle, Line
from tests.e2e.week import FIGURES, NAMES, ROTATION, TRAINING, open_week, play
from tests.e2e.world import AN, BINH, labels

# Six at once: a word that fits none is asked back; one done, one put off, one refused, one promised.
MONDAY = """
07:30 An ● ☀️ Chào chị An, thứ Hai 07/12. Có 6 việc cần để ý:
07:30 Dũng ● ☀️ Chào anh Dũng, hiện chưa có việc nào chờ anh Dũng.
07:30 Bình ● ☀️ Chào anh Bình, hôm nay không có việc phải nhắc anh Bình. Việc gần nhất: Kế…
07:30 Hoa ● ☀️ Chào chị Hoa, hiện chưa có việc nào chờ chị Hoa.
07:30 Lâm ● 📊 Tuần 07/12–11/12 · CCHC UBND xã Tân Kỳ
07:30 Khánh ● ☀️ Chào anh Khánh, hiện chưa có việc nào chờ anh Khánh.
07:30 Châu ● ☀️ Chào chị Châu, hiện chưa có việc nào chờ chị Châu.
07:30 Minh ● ☀️ Chào anh Minh, hiện chưa có việc nào chờ anh Minh.
08:00 An » xong rồi
08:00 An ↳ Chị An vừa nhắn: “xong rồi”
08:00 An ◉ [Chưa trả lời lúc này] Đã hiểu: chưa ghi nhận gì.
08:00 An ✎ Đã hiểu: việc vẫn đang mở, chưa ghi nhận gì.
08:05 An » 1 xong, 4 mai nop
08:05 An ↳ 📝 Đã báo xong – Báo cáo tình hình giải quyết TTHC năm 2026
08:05 An ↳ ⏰ Sẽ nhắc lại lúc 7 giờ 30 thứ Ba, 08/12/2026 – Kiến nghị sửa đổi quy định…
08:15 An ◉ [5]
08:15 An ↳ 🗓 Còn 3 ngày làm việc – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:15 An ◉ [❓ Chi tiết]
08:15 An ↳ ❓ Kế hoạch chuyển đổi vị trí công tác năm 2026
08:15 An ◉ [🤝 Chuyển cho đồng nghiệp] Xin xem tin ngay dưới đây.
08:15 An ↳ Chuyển cho ai trong đơn vị ạ – Kế hoạch chuyển đổi vị trí công tác năm 2026?
08:15 An ◉ [👤 Lê Văn Dũng] Đã ghi.
08:15 An ↳ 🤝 Đã chuyển – Kế hoạch chuyển đổi vị trí công tác năm 2026.
08:15 An ✎ ✔ Đã rõ, xin xem tin ngay dưới đây.
08:15 Dũng ● 🗓 Còn 3 ngày làm việc – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:15 Bình ● 🤝 Đã chuyển việc – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:40 Dũng ◉ [✋ Không nhận] Đã ghi: không nhận việc này.
08:40 An ● 🗓 Còn 3 ngày làm việc – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:40 Bình ✎ 🤝 Chưa chuyển được việc – Kế hoạch chuyển đổi vị trí công tác năm 2026
09:00 An » 2 thu nam nop
09:00 An ↳ 📅 Đã ghi: hẹn xong thứ Năm, 10/12/2026 – Báo cáo kết quả bồi dưỡng công chức…
09:00 Bình ● 📅 Lời hẹn mới – Báo cáo kết quả bồi dưỡng công chức năm 2026
09:00 Bình ◉ [Giữ hạn] Đã ghi: hạn giữ nguyên.
09:00 An ● 📌 Hạn giữ nguyên – Báo cáo kết quả bồi dưỡng công chức năm 2026
09:30 Bình » /vang
09:30 Bình ↳ 🏖 Báo vắng – anh Bình vắng từ hôm nào ạ?
09:30 Bình ◉ [Ngày mai]
09:30 Bình ✎ 🏖 Báo vắng từ thứ Ba, 08/12/2026
09:30 Bình ◉ [Hết thứ Năm, 10/12]
09:30 Bình ✎ 🏖 Báo vắng từ thứ Ba, 08/12/2026 đến hết thứ Năm, 10/12/2026
09:30 Bình ◉ [👤 Nhờ Lê Văn Dũng] Đã ghi.
09:30 Bình ✎ 🏖 Đã ghi: anh Bình vắng từ thứ Ba, 08/12/2026 đến hết thứ Năm, 10/12/2026.
09:30 Dũng ● 🤝 Nhờ anh Dũng làm thay anh Bình từ thứ Ba, 08/12/2026 đến hết thứ Năm…
09:30 Dũng ◉ [✅ Tôi nhận] Đã ghi: nhận làm thay.
09:30 Dũng ✎ 🤝 Anh Dũng đã nhận làm thay anh Bình từ thứ Ba, 08/12/2026 đến hết thứ Năm…
"""

# What was handed in is returned; two are due and unanswered; the head is away, the colleague has the head's own.
TUESDAY = """
07:30 An ● ☀️ Chào chị An, thứ Ba 08/12. Có 4 việc cần để ý:
07:30 Dũng ● ⏳ Ngày mai đến hạn – Kế hoạch tinh giản biên chế năm 2026
08:30 An ◉ [4]
08:30 An ↳ 📝 Đã báo xong – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 An » (tệp)
08:30 An ↳ ✅ Đã nhận minh chứng – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 An ✎ ✅ Đã nộp minh chứng – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 Hoa ● 📥 Chờ thẩm tra – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 Hoa ◉ [📄 Mở tệp] Xin xem tin ngay dưới đây.
09:00 Hoa ↳ 📄 Minh chứng – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 Hoa ◉ [↩️ Trả lại] Xin xem tin ngay dưới đây.
09:00 Hoa ↳ ↩️ Trả lại để bổ sung – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 Hoa ◉ [✍️ Lý do khác] Xin xem tin ngay dưới đây.
09:00 Hoa ↳ ✍️ Lý do trả lại – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 Hoa » Ảnh chưa thấy ngày giờ gửi.
09:00 Hoa ↳ ↩️ Đã trả lại – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 Hoa ✎ ↩️ Đã trả lại – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 An ✎ ↩️ Cần bổ sung – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 An ● ↩️ Cần bổ sung – Báo cáo tình hình giải quyết TTHC năm 2026
10:00 Dũng » (tệp)
10:00 Dũng ↳ ✅ Đã nhận minh chứng – Kế hoạch tinh giản biên chế năm 2026
10:00 Dũng ✎ ✅ Đã nộp minh chứng – Kế hoạch tinh giản biên chế năm 2026
10:00 Hoa ● 📥 Chờ thẩm tra – Kế hoạch tinh giản biên chế năm 2026
11:00 An ◉ [2]
11:00 An ↳ 🔔 Hôm nay đến hạn – Kiến nghị sửa đổi quy định TTHC năm 2026
11:00 An ◉ [⏰ Nhắc lại sau] Xin xem tin ngay dưới đây.
11:00 An ↳ Nhắc lại vào lúc nào ạ – Kiến nghị sửa đổi quy định TTHC năm 2026?
11:00 An ◉ [14:00] Đã ghi.
11:00 An ↳ ⏰ Sẽ nhắc lại lúc 14 giờ 00 thứ Ba, 08/12/2026 – Kiến nghị sửa đổi quy định…
11:00 An ✎ ✔ Đã rõ, xin xem tin ngay dưới đây.
14:00 An ● 🔔 Chiều nay hết hạn – 2 việc
14:30 An » (tệp)
14:30 An ↳ ✅ Đã nhận minh chứng – Kiến nghị sửa đổi quy định TTHC năm 2026
14:30 An ✎ ✅ Đã nộp minh chứng – Kiến nghị sửa đổi quy định TTHC năm 2026
14:30 Hoa ● 📥 Chờ thẩm tra – Kiến nghị sửa đổi quy định TTHC năm 2026
"""

# The reviewer catches up; the colleague is given one, once told of it, and hears of what is overdue as head.
WEDNESDAY = """
07:30 An ● ☀️ Chào chị An, thứ Tư 09/12. Có 5 việc cần để ý:
07:30 Hoa ● 📥 2 minh chứng còn chờ thẩm tra
08:00 Hoa ◉ [2]
08:00 Hoa ↳ 📥 Chờ thẩm tra – Kế hoạch tinh giản biên chế năm 2026
08:00 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành đúng hạn.
08:00 Hoa ✎ 🌿 Đã duyệt – Kế hoạch tinh giản biên chế năm 2026
08:00 Hoa ✎ 📥 1 minh chứng còn chờ thẩm tra
08:00 Hoa ✎ 🌿 Đã duyệt – Kế hoạch tinh giản biên chế năm 2026
08:00 Dũng ✎ 🌿 Đạt yêu cầu – Kế hoạch tinh giản biên chế năm 2026
08:00 Dũng ● 🌿 Đạt yêu cầu – Kế hoạch tinh giản biên chế năm 2026
08:00 Hoa ◉ [1]
08:00 Hoa ↳ 📥 Chờ thẩm tra – Kiến nghị sửa đổi quy định TTHC năm 2026
08:00 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành đúng hạn.
08:00 Hoa ✎ 🌿 Đã duyệt – Kiến nghị sửa đổi quy định TTHC năm 2026
08:00 Hoa ✎ 📥 Không còn minh chứng nào chờ thẩm tra
08:00 Hoa ✎ 🌿 Đã duyệt – Kiến nghị sửa đổi quy định TTHC năm 2026
08:00 An ✎ 🌿 Đạt yêu cầu – Kiến nghị sửa đổi quy định TTHC năm 2026
08:00 An ● 🌿 Đạt yêu cầu – Kiến nghị sửa đổi quy định TTHC năm 2026
08:30 An » (tệp)
08:30 An ↳ ✅ Đã nhận minh chứng – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 An ✎ ↩️ Đã trả lại – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 An ✎ ✅ Đã nộp minh chứng – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 Hoa ✎ 📥 Chờ thẩm tra – Báo cáo tình hình giải quyết TTHC năm 2026
08:30 Hoa ● 📥 Chờ thẩm tra – Báo cáo tình hình giải quyết TTHC năm 2026
08:45 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành đúng hạn.
08:45 Hoa ✎ 🌿 Đã duyệt – Báo cáo tình hình giải quyết TTHC năm 2026
08:45 An ✎ 🌿 Đạt yêu cầu – Báo cáo tình hình giải quyết TTHC năm 2026
08:45 An ● 🌿 Đạt yêu cầu – Báo cáo tình hình giải quyết TTHC năm 2026
09:00 An ◉ [4]
09:00 An ↳ ⏳ Ngày mai đến hạn – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:00 An ◉ [❓ Chi tiết]
09:00 An ↳ ❓ Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:00 An ◉ [🤝 Chuyển cho đồng nghiệp] Xin xem tin ngay dưới đây.
09:00 An ↳ Chuyển cho ai trong đơn vị ạ – Báo cáo hồ sơ trực tuyến toàn trình năm 2026?
09:00 An ◉ [👤 Lê Văn Dũng] Đã ghi.
09:00 An ↳ 🤝 Đã chuyển – Báo cáo hồ sơ trực tuyến toàn trình năm 2026.
09:00 An ✎ ✔ Đã rõ, xin xem tin ngay dưới đây.
09:00 Dũng ● ⏳ Ngày mai đến hạn – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:10 Dũng » ok chị
09:10 Dũng ↳ 👁 Đã ghi: đã xem – Báo cáo hồ sơ trực tuyến toàn trình năm 2026.
10:00 Dũng ● 📌 Nhờ anh Dũng xem giúp – 1 việc của Phòng VH–XH quá hạn 1 ngày làm việc
10:15 Dũng ◉ [💬 Tôi đã trao đổi] Đã ghi lại.
10:30 An ◉ [2]
10:30 An ↳ 🔴 Quá hạn 1 ngày làm việc – Báo cáo khắc phục tiêu chí mất điểm năm 2026
10:30 An » (tệp)
10:30 An ↳ ✅ Đã nhận minh chứng – Báo cáo khắc phục tiêu chí mất điểm năm 2026
10:30 An ✎ ✅ Đã nộp minh chứng – Báo cáo khắc phục tiêu chí mất điểm năm 2026
10:30 An ✎ 📝 Đã có phản hồi – 2 việc. Cảm ơn chị An.
10:30 Dũng ✎ 📌 Nhờ anh Dũng xem giúp – 1 việc của Phòng VH–XH đã có phản hồi
10:30 Hoa ● 📥 Chờ thẩm tra – Báo cáo khắc phục tiêu chí mất điểm năm 2026
"""

# Due: one is said to be done, one comes as a file; the promised one comes too.
THURSDAY = """
07:30 An ● 🔔 Hôm nay đến hạn – Kế hoạch chuyển đổi vị trí công tác năm 2026
07:30 Dũng ● 🔔 Hôm nay đến hạn – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
07:30 Hoa ● 📥 Còn chờ thẩm tra – Báo cáo khắc phục tiêu chí mất điểm năm 2026
08:00 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành sau hạn 1 ngày làm việc.
08:00 Hoa ✎ 🌿 Đã duyệt – Báo cáo khắc phục tiêu chí mất điểm năm 2026
08:00 An ✎ 🌿 Đạt yêu cầu – Báo cáo khắc phục tiêu chí mất điểm năm 2026
08:00 An ● 🌿 Đạt yêu cầu – Báo cáo khắc phục tiêu chí mất điểm năm 2026
08:30 An » xong roi a
08:30 An ↳ 📝 Đã báo xong – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:30 An ✎ 📝 Đã báo xong – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:30 Dũng ✎ 📝 Đã báo xong – Kế hoạch chuyển đổi vị trí công tác năm 2026
09:00 Dũng » (tệp)
09:00 Dũng ↳ ✅ Đã nhận minh chứng – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:00 Dũng ✎ ✅ Đã nộp minh chứng – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:00 An ✎ ✅ Đã nộp minh chứng – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:00 Hoa ● 📥 Chờ thẩm tra – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:30 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành đúng hạn.
09:30 Hoa ✎ 🌿 Đã duyệt – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:30 An ✎ 🌿 Đạt yêu cầu – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:30 Dũng ✎ 🌿 Đạt yêu cầu – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
09:30 Dũng ● 🌿 Đạt yêu cầu – Báo cáo hồ sơ trực tuyến toàn trình năm 2026
15:00 An » /viec
15:00 An ↳ 📋 Việc của chị An
15:00 An ◉ [1]
15:00 An ↳ 🔴 Quá hạn 6 ngày làm việc – Báo cáo kết quả bồi dưỡng công chức năm 2026
15:00 An » (tệp)
15:00 An ↳ ✅ Đã nhận minh chứng – Báo cáo kết quả bồi dưỡng công chức năm 2026
15:00 An ✎ ✅ Đã nộp minh chứng – Báo cáo kết quả bồi dưỡng công chức năm 2026
15:00 Bình ✎ 📅 Lời hẹn trước – Báo cáo kết quả bồi dưỡng công chức năm 2026
15:00 Hoa ● 📥 Chờ thẩm tra – Báo cáo kết quả bồi dưỡng công chức năm 2026
"""

# The head is back and hears what was done; the last piece of evidence comes in.
FRIDAY = """
07:30 An ● 📎 Còn chờ minh chứng – Kế hoạch chuyển đổi vị trí công tác năm 2026
07:30 Bình ● 👋 Chào anh Bình trở lại sau 3 ngày làm việc. Anh Dũng đã làm thay.
07:30 Hoa ● 📥 Còn chờ thẩm tra – Báo cáo kết quả bồi dưỡng công chức năm 2026
08:00 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành sau hạn 6 ngày làm việc.
08:00 Hoa ✎ 🌿 Đã duyệt – Báo cáo kết quả bồi dưỡng công chức năm 2026
08:00 An ✎ 🌿 Đạt yêu cầu – Báo cáo kết quả bồi dưỡng công chức năm 2026
08:00 An ● 🌿 Đạt yêu cầu – Báo cáo kết quả bồi dưỡng công chức năm 2026
08:30 An » (tệp)
08:30 An ↳ ✅ Đã nhận minh chứng – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:30 An ✎ ✅ Đã nộp minh chứng – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:30 Dũng ✎ ✅ Đã nộp minh chứng – Kế hoạch chuyển đổi vị trí công tác năm 2026
08:30 Hoa ● 📥 Chờ thẩm tra – Kế hoạch chuyển đổi vị trí công tác năm 2026
09:00 Hoa ◉ [✔️ Duyệt] Đã duyệt. Hoàn thành đúng hạn.
09:00 Hoa ✎ 🌿 Đã duyệt – Kế hoạch chuyển đổi vị trí công tác năm 2026
09:00 An ✎ 🌿 Đạt yêu cầu – Kế hoạch chuyển đổi vị trí công tác năm 2026
09:00 An ● 🌿 Đạt yêu cầu – Kế hoạch chuyển đổi vị trí công tác năm 2026
09:00 Dũng ✎ 🌿 Đạt yêu cầu – Kế hoạch chuyển đổi vị trí công tác năm 2026
"""

DAYS = {
    "07/12/2026": MONDAY,
    "08/12/2026": TUESDAY,
    "09/12/2026": WEDNESDAY,
    "10/12/2026": THURSDAY,
    "11/12/2026": FRIDAY,
}
HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
TELEGRAM_LIMIT, PHONE_SCREEN, STARTED_A_DAY = 4096, 900, 3


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Chronicle:
    """The week as it was played, once for all tests of it."""
    return asyncio.run(_played(tmp_path_factory.mktemp("week")))


async def _played(folder: Path) -> Chronicle:
    async with open_week(folder) as chronicle:
        await play(chronicle)
        return chronicle


def started(week: Chronicle) -> list[Line]:
    return week.got(STARTED)


@pytest.mark.parametrize("day", DAYS)
def test_everybody_gets_exactly_what_is_listed(week: Chronicle, day: str) -> None:
    assert week.day(day) == DAYS[day].strip().splitlines()


def test_there_is_no_other_day(week: Chronicle) -> None:
    assert {f"{line.at:%d/%m/%Y}" for line in week.lines} == set(DAYS)


def test_nothing_is_said_twice(week: Chronicle) -> None:
    """What somebody asked for may be shown again; the program itself repeats nothing that they were told."""
    told: set[tuple[int, str]] = set()
    for line in week.got(STARTED, ANSWER):
        assert line.mark == ANSWER or (line.chat_id, line.text) not in told, line
        told.add((line.chat_id, line.text))


def test_three_messages_a_day_are_the_most_that_anybody_is_sent(week: Chronicle) -> None:
    counted = Counter((NAMES[line.chat_id], f"{line.at:%d/%m}") for line in started(week))
    assert {who: n for who, n in counted.items() if n > STARTED_A_DAY} == {}


def test_who_has_no_part_in_it_hears_on_monday_that_the_program_runs_and_nothing_else(
    week: Chronicle,
) -> None:
    for name in ("Khánh", "Châu", "Minh", "Lâm"):
        assert [f"{line.at:%d/%m}" for line in week.lines if NAMES[line.chat_id] == name] == ["07/12"], name


def test_what_the_program_starts_comes_in_working_hours(week: Chronicle) -> None:
    outside = [line for line in started(week) if not any(a <= line.at.time() <= b for a, b in HOURS)]
    assert outside == []


def test_the_head_hears_nothing_while_away_and_is_handed_the_work_back(week: Chronicle) -> None:
    heard = [line for line in week.got(STARTED, ANSWER) if line.chat_id == BINH and line.at.day > 7]
    assert [f"{line.at:%d/%m %H:%M}" for line in heard] == ["11/12 07:30"]
    assert "✅ Xong 1 việc:\n1. Kế hoạch tinh giản biên chế năm 2026 – đạt yêu cầu" in heard[0].text


def test_every_message_fits_and_what_is_started_fits_a_phone(week: Chronicle) -> None:
    digest = next(line for line in started(week) if "Có 6 việc" in line.first)
    assert [line[:2] for line in digest.text.splitlines() if line[:1].isdigit()] == [
        f"{number}." for number in range(1, 7)
    ]
    assert len(digest.text) <= TELEGRAM_LIMIT
    assert {line.first: len(line.text) for line in started(week) if len(line.text) > PHONE_SCREEN} == {}


def test_what_is_overdue_is_told_to_each_level_once(week: Chronicle) -> None:
    """The leader reads on Monday what the head heard of the week before; the deputy hears as head on Wednesday."""
    (leader,) = (line for line in started(week) if line.first.startswith("📊"))
    assert (
        "Báo cáo kết quả bồi dưỡng công chức năm 2026 – Phòng VH–XH, quá hạn 3 ngày làm việc" in leader.text
    )
    assert not any(name in leader.text for name in ("An", "Dũng", "Bình"))
    (head,) = (line for line in started(week) if line.first.startswith("📌 Nhờ"))
    (call,) = (line for line in started(week) if line.first.startswith("🔔 Chiều nay"))
    assert "Báo cáo khắc phục tiêu chí mất điểm" in head.text
    assert "Kiến nghị" not in head.text
    assert "Tình trạng: chưa có phản hồi" in head.text
    assert "hệ thống sẽ gửi anh Dũng đúng nội dung sau" in call.text
    assert "Tình trạng: đã hẹn nhắc lại (08/12)" in call.text


def test_what_was_said_above_shows_what_became_of_it(week: Chronicle) -> None:
    """The head reads of a promise kept and of a refusal, the leader that there was an answer."""
    shown = {line.first: week.now(line) for line in started(week) if NAMES[line.chat_id] in ("Bình", "Lâm")}
    handed = f"🤝 Đã chuyển việc – {ROTATION} năm 2026"
    assert shown[handed].endswith("\nAnh Dũng không nhận; việc do chị An phụ trách.")
    assert shown[f"📅 Lời hẹn mới – {TRAINING} năm 2026"].endswith("\nNay: đạt yêu cầu.")
    leader = next(text for text in shown.values() if text.startswith("📊"))
    assert f"Đã có phản hồi\n1. 5.7 {TRAINING} năm 2026 – Phòng VH–XH, đạt yêu cầu" in leader
    assert "Quá hạn" not in leader


def test_what_was_done_in_time_is_not_called_late_for_its_file(week: Chronicle) -> None:
    (first, again, *_) = (
        line for line in week.got(ANSWER) if line.first.startswith(f"✅ Đã nhận minh chứng – {FIGURES}")
    )
    assert "thứ Ba, 08/12/2026 – xong trong hạn, minh chứng gửi sau hạn" in first.text
    assert "thứ Tư, 09/12/2026 – trong hạn" in again.text


async def test_a_word_that_fits_no_single_task_is_asked_back_under_the_numbers_of_the_digest(
    tmp_path: Path,
) -> None:
    async with open_week(tmp_path) as chronicle:
        world = chronicle.world
        await world.go_to("07/12/2026", "08:00")
        digest = chronicle.newest(AN, "Có 6 việc")
        before = world.snapshot()
        asked = await world.write(AN, "xong rồi")
        assert labels(asked) == [*"123456", "Chưa trả lời lúc này"]
        for number in range(1, 7):
            listed = next(line for line in asked.text.splitlines() if line.startswith(f"{number}. "))
            assert f"\n{listed} – " in digest.text
        assert world.snapshot() == before
        await world.press(AN, asked, "2")
        await world.settled()
        assert world.task("2026", "5.7-boi-duong").state is State.CLAIMED
