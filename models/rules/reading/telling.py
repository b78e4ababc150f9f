"""Phrases that report: not yet, later, done, seen; `patterns` explains the signs.

In the line that is searched, `<doc>` stands for a document number, `<cited>` for one only referred to, `<old>` for
one that no longer holds, `<hoso>` for a file code; `<ahead> <today> <current> <past> <vague> <aside>` for phrases
about time; `<part>` and `<whole>` for shares such as 6/7 and 9/9.
"""

from models.rules.reading.classes import TASK_WORDS
from models.rules.reading.patterns import phrases
from models.rules.reading.values import Place

HARD = phrases(
    "{DEED} gần|sắp|suýt",
    "{XONG}|làm được? phần|bước|giai_đoạn|khâu|đợt đầu|1|2|3|thô|khung",
    "nữa|tí|chút|nốt là|thì {XONG}",
    "cần … là|mới {XONG}",
    "còn 1|2|3|4|5|6|7|8|9|mấy|vài|nhiều",
    "gần|sắp|suýt|chuẩn_bị|sửa_soạn|xấp_xỉ|hầu_như … {DEED}|rồi|ký|đủ",
    "gần|sắp|chuẩn_bị|suýt $",
    "tưởng|cứ_ngỡ|ngỡ",
    "còn|phải|chắc|thì|lâu|nữa|mệt … mới {DEED}|có|kịp|ký",
    "còn lâu|khuya|mệt|khướt",
    "{XONG} tới|đến nơi",
    "đâu {NEG}",
    "mới được|chỉ",
    "{XONG}|được|còn|có|làm mỗi",
    "mới {XONG}|làm|nộp|gửi|nhập|soạn|có … một|1|2|3|nửa|phần|<part>|ít|bản_nháp|dự_thảo|thôi|cái",
    "mới {WORK}|{DRAFT}|{SUBMIT}|bắt_đầu|nhận|xem",
    "mới có|xin|họp|lấy",
    "mới {DEED}|{SIGN} được",
    "mới|được|có * … thôi $",
    "chỉ {XONG}|làm|nộp|có|gửi mới|được|một|1|nửa|phần|<part>",
    "mới|được|xong|hơn|già|còn|chỉ nửa",
    "1_phần|phần_nào|một_nửa",
    "{DEED}|{DRAFT} được? {SOME}",
    "{DEED}|{DRAFT} !rồi … thôi $",
    "dở_dang|dang_dở|đang_dở|còn_dở|làm_dở|dở_chừng|nửa_chừng",
    "{DEED}|hết|đủ|cả … trừ|ngoại_trừ !điểm|so|sở",
    "chưa",
    "không",
)

SOFT = phrases(
    "đang !kèm|có_hiệu_lực",
    "{SUBMIT}",
    "{DRAFT}",
    "bản_nháp|bản_thảo|dự_thảo",
    (
        "{THEM}|{OFFICE}|{BOSS}|sở|huyện|tỉnh|trên yêu_cầu|bắt|bảo|kêu|đòi|đề_nghị bổ_sung|sửa|làm|"
        "chỉnh|chờ|giải_trình|nộp|đợi|dừng"
    ),
    "chờ !ý_kiến_chỉ_đạo_tiếp|chút|tí|xíu|lát|{ME}",
    "^ {ME}? cho {THEM} !{ME}|xin|hỏi|biết|khất * {SIGN}|duyệt|xem|gửi|trả|đưa|về",
    "gửi|nộp|chuyển|đưa|báo_cáo cho|lên|qua|sang? {BOSS} … duyệt|xem|ký|ý_kiến|phê_duyệt|sửa",
    "gửi|nộp|chuyển|đưa cho|lên|qua|sang? {THEM} !{ME}|giúp|hộ * xem|duyệt|góp_ý|ký|sửa",
    "nằm|để|kẹt|ở ở|tại|bên|chỗ? văn_thư|{BOSS}",
    "gửi|nộp|chuyển|đưa cho|lên|qua|sang? văn_thư",
    "để|xin|lấy|nhờ đóng_dấu|cấp_số|lấy_số",
    "còn thiếu|lại|mỗi|vướng|phải|một|1|2|3|chút|tí|ít|chữ_ký|chờ|tồn|sót|khâu|phần|bước|mắc",
    "vẫn còn|trong_quá_trình|nằm",
    "^ … còn * … nữa|thôi $",
    "thiếu",
    "sót",
    "sai !sót_gì",
    "lỗi|trục_trặc|bị_sập|treo|bị_đơ|nghẽn|hỏng",
    "{SYSTEM} … sập|bảo_trì|nâng_cấp|quay|treo !xong",
    "bị !nhắc|trừ|trễ|chậm *",
    "bị trả|từ_chối|trả_lại|trả_về|bác|lỗi|vướng|kẹt|chặn|hủy|khóa",
    "trả_lại|trả_về|từ_chối|không_nhận|yêu_cầu_sửa|bắt_sửa|bắt_làm_lại",
    "phải làm|nộp|sửa|ký|gửi|bổ_sung|soạn|chỉnh lại|thêm|tiếp?",
    "làm|chỉnh_sửa|chỉnh lại|thêm từ_đầu|đã|chút",
    "hụt|trượt|thất_bại|xịt",
    "ký nháy|tắt",
    "vướng|kẹt|tịt",
    "bận",
    "tắc ở|khâu|đường|lại|chỗ",
    "nhầm|lộn",
    "ốm|nằm_viện|đi_viện",
    "quên",
    "<part>",
    "cần bổ_sung|thêm|sửa|chỉnh|xin",
    "xin|lấy|tổng_hợp|chờ ý_kiến|số_liệu",
    "thẩm_định|góp_ý",
    "khó quá|làm|kịp|xong|lắm|khăn",
    "căng quá|lắm",
    "muộn|trễ|chậm !nhất|điểm|công",
    "mất mạng|điện|dữ_liệu|file",
    "ký|đóng_dấu … nhưng|mà , ",
    "xem|làm|xử_lý lại đã|xem_sao",
)

LIES_WITH = {
    Place.CLERK: phrases(
        "văn_thư",
        "chờ|xin|đợi|lấy|cấp cấp|lấy|cho? số",
        "chờ … phát_hành|ban_hành|đóng_dấu",
        "{SIGN} … rồi|xong , nhưng|mà? … chưa|chờ phát_hành|ban_hành|đóng_dấu|có_số|vào_số|ra_số|cấp_số",
        "chữ_ký_số|ký_số của? cơ_quan",
    ),
    Place.UNIT_HEAD: phrases(
        "{SUBMIT}|gửi|đưa|chờ|chuyển cho|lên|qua? {THEM}|sếp|lãnh_đạo? trưởng_phòng|phó_phòng|phòng",
        "trưởng_phòng|phó_phòng|lãnh_đạo_phòng … ký|duyệt|xem|giữ|sửa",
    ),
    Place.LEADER: phrases(
        "{SUBMIT}",
        "chờ … ký|duyệt",
        "{BOSS} … ký|duyệt|xem|giữ|đi_họp|đi_công_tác|vắng",
        "gửi|đưa|chuyển|chờ cho|lên? {BOSS}",
        "{SUBMIT}|chờ|gửi {BOSS}",
    ),
    Place.DRAFTING: phrases(
        "{DRAFT}",
        "bản_nháp",
        "đang làm|viết|tổng_hợp|hoàn_thiện|chỉnh_sửa|sửa",
        "lấy|xin ý_kiến|số_liệu",
        "góp_ý",
    ),
}

OBSTACLE = phrases(
    (
        "hệ_thống|mạng|phần_mềm|trang|web|máy|cổng|ioffice|tài_khoản|usb|token|trục|đường_truyền|app … "
        "lỗi|treo|sập|hỏng|chậm|nghẽn|không|chưa|trục_trặc|bảo_trì|khóa|mất"
    ),
    "lỗi hệ_thống|mạng|phần_mềm|tài_khoản|chữ_ký|ký_số|đăng_nhập|file|máy|kết_nối",
    "không|chưa đăng_nhập|vào|truy_cập|tải|up|kết_nối|ký_số … được",
    "mất mạng|điện|mật_khẩu|file|dữ_liệu|usb",
    "chờ|thiếu|chưa_có|cần … số_liệu|ý_kiến|kinh_phí|hướng_dẫn|mẫu|dữ_liệu|nguồn",
    "chờ|thiếu|chưa_có sở|huyện|tỉnh|cấp_trên|phòng|bên|xóm|thôn|đơn_vị|các",
    "chưa|không gửi|cung_cấp|báo|nộp|có số_liệu",
    "đơn_vị|phòng|xóm|thôn|bên|sở … chưa|không gửi|cung_cấp|báo|nộp|trả_lời|có",
    "vướng|kẹt|trục_trặc",
    "hết_hạn|hỏng|quên chữ_ký_số|chứng_thư|usb|token|mật_khẩu",
    "bị treo|khóa|sập|lỗi|chặn",
)

# Whom the document has left the commune for: an obstacle, and no place within it.
SUPERIOR = phrases(
    "chờ|đợi ubnd? sở|tỉnh|huyện|cấp_trên|bộ_nội_vụ|hội_đồng_thẩm_định|trung_ương",
)

EXTENSION = phrases(
    "xin|cho phép? … trễ|chậm|muộn",
    "{ME} trễ|chậm|muộn <ahead>",
    "{ME} cần đến|tới <ahead>",
    (
        "xin|cho|đề_nghị|mong|được … lùi|gia_hạn|khất|giãn_hạn|nộp_chậm|chậm_lại|nới_hạn|kéo_dài|"
        "hoãn_lại|dời_lại|dời_hạn|hoãn_đến|dời_đến|hoãn_sang|dời_sang"
    ),
    "xin|cho|thêm thêm? … thời_gian|<ahead>|<vague>|ít_hôm|vài_hôm|mấy_hôm|ít_ngày|ít_bữa|vài_bữa",
    "^ {ME}? cho|xin? lùi|dời|hoãn|gia_hạn|khất lại? đến|tới|sang|thêm|qua",
    "^ {ME}? lùi|dời|hoãn|gia_hạn|khất lại? <ahead>|<vague>",
    "^ {ME}? lùi|gia_hạn|khất|hẹn|hoãn_lại|dời_lại|hoãn_đến|dời_đến",
    "xin hẹn|khất|lùi|thêm_thời_gian",
    "{SEND} muộn|trễ|chậm|lùi <ahead>|<vague>",
    "nhắc lại|giúp|cho|hộ? {ME}? vào? <ahead>|<today>",
    "^ <ahead>|<today> … nhắc",
    "chờ {ME} đến|tới|thêm? <ahead>|<vague>",
)

SIGNED_THROUGH = phrases(
    "{SIGN} xong|hết|đủ",
)

# Yet to be signed.
SIGNING = phrases("định|chuẩn_bị|chờ|đợi|để|cần|phải … {SIGN}")

SIGNED = phrases("{SIGN} … rồi|xong|đủ", "đã {SIGN}", "{BOSS}|{THEM} … {SIGN}", "{SIGN} $")

HEDGE = phrases(
    "giao|phân_công|nhờ|cử … làm|lo|xử_lý",
    "{DEED} … để {DEED}",
    (
        "coi_như|xem_như|hình_như|nghe_nói|có_lẽ|có_vẻ|cơ_bản|về_cơ_bản|tạm_thời|tạm|chắc|"
        "hầu_hết|đại_khái|gọi_là|"
        "tương_đối|kiểu_như|sơ_sơ|sơ_bộ|tàm_tạm"
    ),
    "^ {THEM} * báo|bảo|nói|kêu",
    "phần việc của? {ME}",
    "{ME} thì {XONG}",
    "phần {THEM} {XONG}|rồi",
    "^ phần !{THIS}|việc|của|mềm|{THEM} * … {DEED} rồi",
    "phần của? {ME}|của_em|phòng|bên|đơn_vị",
    "{XONG}|làm|nộp phần|bên|khâu {ME}|của_em|của_tôi",
    "^ … không|chưa biết|chắc",
    "{XONG} 1|2|3|4|5|6|7|8|9|10 $|{ITEM}|hồ_sơ",
    "{XONG}|rồi thì_phải|chắc|hay_sao|không_biết|chăng",
    "bao_giờ|khi|nếu",
    "{XONG} thì {XONG}",
    "{ME} nghĩ|đoán|tưởng … {DEED}",
    "nhưng mà? $",
)

THIRD = phrases(
    (
        "^ {THEM} !{ME}|em|oi|này|cho|cứ|xem|kiểm_tra|duyệt|ký|yên_tâm|đã|nhé|<ahead>|<today>|<past>|"
        "<doc>|là|{DEED} * … {DEED}|nhận|lo giúp|hộ|thay? {ME}? rồi|xong"
    ),
    "^ {OFFICE}|hắn|người_ta !{ME}|em|tôi|mình … {DEED}|nhận|lo rồi|xong|<past>",
    "^ hắn … {DEED}|nhận|lo",
    "gửi|chuyển|đưa|nộp|báo_cáo cho|lên|qua|sang? {BOSS} … ,",
)

DONE = phrases(
    "đã|vừa … {DEED} !được_1|được_một|đến_đâu|gì|thế_nào",
    "đã báo_cáo|trả|ra|khắc_phục|họp|kiểm_tra|tổng_kết|sơ_kết|đánh_giá|kiện_toàn|mở_lớp",
    "đã có biên_bản|quyết_định|báo_cáo|danh_sách|ảnh $",
    "^ có biên_bản|quyết_định|báo_cáo|danh_sách|ảnh rồi",
    "đã|vừa được … phê_duyệt|thông_qua|ban_hành|tiếp_nhận",
    "sở|huyện|tỉnh|cấp_trên|{SYSTEM} … đã nhận|tiếp_nhận",
    "tải|đẩy|đưa|kéo … lên|vào|sang rồi",
    "mới {SEND}",
    "mới {WORK} xong",
    (
        "{DEED}|báo_cáo|trả|ra_số|ra|họp …… rồi !{ME}|mới|sẽ|báo|gửi|nộp|tính|làm|thì|sau|nhận|hay|hẵng|cho|"
        "đi|nhắn|trình"
    ),
    (
        "{XONG} !{ME}|thì|sẽ|mới|báo|rồi|nộp|gửi|là|trình|cho|chưa|không|việc_<part>|<part>|trước|sớm|"
        "vào|trong|<ahead>|<today>|<vague>|đúng_hạn|kịp|việc_này_em"
    ),
    "{XONG}|{SEND} sớm|trước hơn? <aside>",
    "{XONG} trước|đúng|sớm|trong hạn|thời_hạn|rồi",
    "{SEND} đúng|trước|trong hạn|thời_hạn mà|rồi",
    "{SEND}|{WORK} … <past>",
    "<past> … {SEND}|{WORK}",
    "{DEED} … đủ|đầy_đủ|hết|cả|xong $",
    "đủ|đầy_đủ|đâu_vào_đấy|ổn_thỏa rồi",
    "minh_chứng|hồ_sơ|số_liệu|báo_cáo … đủ|đầy_đủ",
    "{DEED} <whole>",
    "<whole> … {XONG}|rồi|đủ|đúng_hạn|đạt|đã_có",
    "tất_cả|toàn_bộ|đều|cả … {XONG}|rồi|{DEED}",
)

RESOLVED = phrases(
    "{DEED} từ khi_nào|bao_giờ|lâu|đời_nào rồi",
    "còn|đang thiếu|nợ|sót|lại|thiếu !nhưng|mà …… {SEND} … rồi",
    "{SUBMIT} …… đã|vừa được? thông_qua|phê_duyệt",
    (
        "{DEED}|sửa hết|xong|xong_hết|được|đủ? các|những|mấy|hết? !bị lỗi|sai_sót|tồn_tại|hạn_chế|"
        "vướng_mắc|thiếu_sót|sai"
    ),
    "{SUBMIT}|{SIGN}|{DRAFT} rồi|xong? và|rồi phát_hành|ban_hành|gửi|nộp|công_bố",
)
"""Trouble that is over, and steps left behind: what is told of them is the deed."""

MARKED = phrases(
    "đã|vừa được phê_duyệt|thông_qua|ban_hành",
    "tải|đẩy|đưa|kéo … lên|vào|sang rồi",
    "đã|vừa … {DEED}",
    "{DEED} …… rồi",
    "mới {SEND} xong|lại",
)

PAST_TROUBLE = phrases("<past> … {NEG}", "{NEG} … <past>", "bị … <past>", "<past> … bị|lỗi|quên")

FUTURE = phrases(
    "^ rồi để? {ME} {DEED}|xem|báo",
    "sẽ|dự_kiến|cố_gắng|ráng|tranh_thủ|hứa|đảm_bảo|bảo_đảm|quyết_tâm|phấn_đấu|gắng|khẩn_trương",
    "{ME} định|tính !kèm|chính",
    (
        "để|cho {ME} !hỏi|xin … làm|xem|kiểm_tra|nộp|gửi|xử_lý|hỏi|báo|lo|rà|coi|tính|nghĩ|ngó|mở|đọc|"
        "tra|gọi|nhắc|bổ_sung|ký|trình|cập_nhật"
    ),
    "để đó|đấy",
    "chờ {ME}? chút|tí|xíu|lát",
    "để {ME}|xem|coi|{YOU}",
    "{ME} làm|nộp|gửi|xử_lý|lo|triển_khai|bổ_sung|cập_nhật !đầy_đủ ngay|liền|đây|gấp|sớm|nay_mai",
    "làm|nộp|gửi|xử_lý|bổ_sung ngay|liền $",
    "làm|nộp|gửi|xử_lý ngay|liền đây|em|anh|chị|bây_giờ",
    "{ME} đi làm|nộp|gửi",
    "^ vâng|dạ|ok? anh|chị? {ME} làm|xử_lý|lo $",
)

ACK = phrases(
    (
        "{ME}|đã … biết|rõ|hiểu|nắm|nhận|đọc|xem|thấy|tiếp_thu|ghi_nhận … rồi|được|thông_tin|tin|ý_kiến|"
        "việc|nhiệm_vụ|$"
    ),
    (
        "^ biết|rõ|hiểu|nắm|nhận|đọc|xem|thấy|tiếp_thu|ghi_nhận|đã rồi|được|thông_tin|tin|biết|rõ|hiểu|"
        "nắm|nhận|đọc|xem|thấy|tiếp_thu|ghi_nhận"
    ),
    (
        "^ rõ|hiểu|nhận|tiếp_thu|nhất_trí|đồng_ý|chấp_hành|quán_triệt|noted|roger|tuân_lệnh|được|tốt|yes|ừ|"
        "vâng|ok|dạ|cảm_ơn $|{YOU}"
    ),
    "cảm_ơn",
    "nhớ rồi",
    "sẵn_sàng",
)

STRANGE = phrases(
    "mời|thông_báo|kính_mời … họp|dự|tham_gia|ăn|đồng_chí|đại_biểu",
    "mời các|đồng_chí|mọi_người|anh|chị|toàn_thể",
    (
        "họp|giao_ban|liên_hoan|đám_cưới|sinh_nhật|ăn_cơm|ăn_trưa|đi_ăn|ăn_cưới|nhậu|đá_bóng|cà_phê|cafe|"
        "tiệc|đám|bóng_chuyền|hội_nghị|đi_trực|trời"
    ),
    "^ thông_báo",
    "chúc|chào|hello|hi|alo|test|buồn_ngủ",
    "bot",
)

PRIVATE = phrases(
    "trời|hôm_nay|<today>|sao mưa|nắng|lạnh|nóng|rét|bão",
    "mưa|nắng|lạnh|nóng|rét to|quá|như|ghê|thế|hè|không",
    "có mưa|nắng|rét",
    "bot tên|mấy|là_ai|khỏe",
    "^ {ME}? chào|hello|hi {YOU}? {YOU}? {YOU}? $",
    "{PRIVATE}",
    "^ trân_trọng|kính? mời|thông_báo|giấy_mời …… họp|dự|tham_gia|tham_dự",
    "ai trực|đi|mua|muốn|mượn|thấy|nhặt|lấy_nhầm|rảnh|bán",
)
"""Matters of no task, whoever they are about."""

DENIED = phrases(
    "{NEG} … kịp|được|thể|nổi … <ahead>|<today> $",
    "{NEG} thể … <ahead>|<today>",
    "<ahead>|<today> … {NEG} … {DEED}|kịp|được|có|lên",
    "<ahead>|<today> chưa|không chắc|biết",
    "<current>|<today> …… {NEG}",
    "<current>|<today> {ME}? bận|ốm|nghỉ|kẹt|mắc",
)

PROMISED = phrases(
    "sẽ|xin|hẹn|trong|trước|chậm_nhất|muộn_nhất|cố_gắng|chắc|hứa|dự_kiến|đến|kịp|lùi|để|nhất_định|khoảng|tầm",
    "<today>|<ahead> … {ME}|nộp|gửi",
)

FORETOLD = phrases(
    "<past> kia|âm|âm_lịch? {ME}? {DEED}|có",
    "chừng|khoảng|tầm <past>",
    "{DEED} … trước|trong|kịp|đến|vào <past>",
    "{ME} {DEED} <past> $",
)
"""A time before the deed is told ahead, after it mostly looking back."""

REPORTED_TODAY = phrases("{DEED}|ký … <today> $", "{DEED} <current> $")

AWAITS_ANSWER = phrases(
    "chờ … phản_hồi|phúc_đáp|xác_nhận|kiểm_tra|thẩm_tra|tiếp_nhận|thẩm_định|kết_quả",
)

CONTRAST = phrases(
    "nhưng !chưa_thấy|<silent>|<beside> *",
)
"""What follows "nhưng" takes back some of what went before, unless it is itself a deed."""

ON_WEEKDAY = phrases("đã|vừa … {DEED} …… <ahead> $|rồi", "{DEED} …… <ahead> rồi")
"""A weekday named with a deed that is done is the last one."""

DONE_TODAY = phrases(
    "đã|vừa … {DEED}|ký",
    "{DEED}|ký … rồi",
    "{XONG} rồi",
)

DOUBTFUL = phrases(
    "gì|nào|sao|ai|bao_giờ|khi_nào|bao_nhiêu|thế_nào|mấy|hả|nhỉ|à|đâu|không|chưa",
)

OF_SOMEONE = phrases("{DEED}|ký|trình|{ME}|{BOSS}|cảm_ơn", "đã họp")

OF_TASK = phrases("{DEED}|ký|trình !bù|không", "^ {NEG}|rồi|xong|đang $")
DEED = phrases("{DEED}|ký|trình")
ACTION = phrases("{DEED}|ký|trình|có|xin|lùi|hẹn|kịp|báo|soạn|đưa|về|<if>|họp_xong|trả|ra")
ISSUED_ANEW = phrases("phát_hành|ban_hành|đã_có")
ISSUED = phrases("phát_hành|ban_hành")
XONG_LAST = phrases("{XONG} $")
SENT = phrases("{SEND}|{PUBLISH}|{WORK}|{RECORD}")
WORDS_OF_TASKS = phrases("|".join(TASK_WORDS.split()))
