"""Phrases that want something: taken back, not mine, asked; `patterns` explains the signs.

In the line that is searched, `<doc>` stands for a document number, `<cited>` for one only referred to, `<old>` for
one that no longer holds, `<hoso>` for a file code; `<ahead> <today> <current> <past> <vague> <aside>` for phrases
about time; `<part>` and `<whole>` for shares such as 6/7 and 9/9.
"""

from models.rules.reading.patterns import phrases

CANCEL = phrases(
    "bấm|ấn|gõ|nhắn|báo|nói|gửi|nộp|đăng|tải_lên|chọn|ghi|xác_nhận|đánh_dấu|tích|nhấn|trả_lời nhầm|lộn",
    "bấm|báo|gõ xong nhầm|lộn",
    "nhầm|lộn nút|việc|rồi|mục|đầu_việc",
    "{ME} nhầm|lộn",
    "^ nhầm|lộn $",
    (
        "hủy|xóa|gỡ|bỏ giúp|đi|lệnh|xác_nhận|trạng_thái|ghi_nhận|báo_xong|cái|kết_quả|thao_tác|hẹn|lịch|"
        "hạn|tin|dấu|lượt"
    ),
    "hủy|xóa|gỡ cho|hộ {ME}",
    "^ {ME}? xin|cho|nhờ|muốn|cần {ME}? hủy|xóa|rút",
    "^ hủy|xóa",
    "rút lại|về",
    "bỏ qua tin|tin_nhắn|cái|giúp",
    "đừng lùi|gia_hạn|hoãn|dời",
    "^ {ME}? xin? đính_chính",
    "thu|lấy lại giúp|hộ|cho|tin|báo_cáo|file|tệp|văn_bản|cái",
    "^ thôi|ôi|ấy|chết|á nhầm|lộn",
    "bấm|ấn|gõ bậy|sai|bừa",
    "nhầm|lộn số … , … sửa|đúng|phải",
    "lỡ tay|bấm|ấn",
    "cho|xin {ME} bỏ|rút",
    "xin|bị|phải|cần|cho|có_quyết_định thu_hồi",
    "thu_hồi giúp|hộ|cho|tin|lại",
    "hoàn_tác|undo",
    "^ khoan hay|đã|ghi|tính|xác_nhận|hẵng|anh|chị|em|cho|nộp|$",
    "^ khoan $",
    "^ thôi? !không_cần đừng|không_được|khỏi ghi|tính|xác_nhận|đánh_dấu",
    "^ {ME}|nhờ|cho|xin|anh|chị? {ME}? sửa|chỉnh|đổi lại? giúp|hộ|số|ngày|hạn|dùm",
    "^ {ME}|nhờ|cho|xin|anh|chị? {ME}? sửa|đổi|chỉnh lại $",
    "số đúng là|phải_là",
    "viết|ghi|gõ|báo sai số",
    "sửa|đổi|chỉnh lại? thành|là <doc>",
    "{ME} báo|ghi sai $",
    "sai số|ngày|tên? rồi? , … đúng là|phải_là",
    "sai số|ngày|tên? rồi? , đúng|phải là",
    "giữ nguyên? hạn|ngày|lịch cũ",
    "vẫn theo|giữ|lấy hạn|lịch|ngày cũ|<aside>",
    "không|thôi xin? lùi|gia_hạn|hoãn|dời nữa",
    "thôi không lùi|gia_hạn|hoãn|dời|hẹn",
    "không_cần|không_xin|khỏi|thôi lùi|gia_hạn|hoãn|dời",
    "trả|đưa|chuyển|để lại|về trạng_thái",
    "mở lại việc|đầu_việc|nhiệm_vụ",
    "quay lại trạng_thái|bước",
)

NOT_CANCEL = phrases(
    "nhầm|lộn|sai … thì … {ASKING}|kiểu_gì|cách_nào",
    "{DEED} … rồi … , … hủy|xóa|bỏ|tắt nhắc|lịch_nhắc|thông_báo",
    "nhầm|lộn|sai người|địa_chỉ|đối_tượng|phòng|số_máy|chỗ|đơn_vị|cán_bộ",
    "giao|anh|chị|bot|hệ_thống … nhầm|lộn",
    "nhầm|lộn sang|qua {ME}",
    "nhầm|lộn … , {ME} là? bên|ở|thuộc|làm|phòng",
    "nhầm|lộn … , {ME} không|đâu|chưa có? làm|nhận|lo|{ANSWER_FOR} {ITEM}",
    "{ME} là|bên|ở|thuộc|dân … , … nhầm|lộn",
)

REFUSE = phrases(
    "{NEG} phải là? {ITEM} này? của? {ME}",
    "{NEG} phải là? của|do|phần|địa_bàn|trách_nhiệm|nhiệm_vụ|chuyên_môn|lĩnh_vực|mảng|việc",
    "{NEG} phải là? {ME} !{NEG}|quên|chậm",
    "{NEG} phải là? xã|{OFFICE} làm|lo|phụ_trách",
    "nhầm|lộn sang|qua|cho {ME}",
    (
        "đâu|có|nào|gì phải … việc|phần|trách_nhiệm|nhiệm_vụ|mảng|của_em|của_tôi|của_mình|của_phòng|"
        "của_xã|em_làm"
    ),
    "có phải việc|của|phần … đâu",
    "không|chưa|đâu|ngoài thuộc|liên_quan",
    "không|chưa|đâu còn? {ANSWER_FOR}",
    "{NEG} có mảng|lĩnh_vực {THIS}",
    "{NEG} có tên",
    "{ME}|xã chỉ phối_hợp|hỗ_trợ",
    "{ME} đâu có? làm|phụ_trách|nhận|lo {ITEM} {THIS}?",
    "^ phân_công|giao|phân lại giúp|cho|đi|người",
    "^ {YOU} nhắc|hỏi|gọi {OFFICE} !em|nào",
    "{ME} thôi|nghỉ việc",
    "^ {THEM} * làm|lo|phụ_trách {ITEM} {THIS}? chứ",
    "{NEG} phải là? người|cán_bộ|đầu_mối",
    "{ITEM} {THIS} {POST} làm|lo|nhận !xong|rồi",
    "{ME} có đâu làm|nhận|lo việc|mảng|phần|cái",
    "{ITEM} {THIS} đã? chuyển|giao về|lên|sang|cho {OFFICE}|sở",
    "{ME} đã? về hưu",
    "^ {NEG} làm|nhận {ITEM} {THIS} !được|kịp|xong",
    "{NEG} đúng|hợp|nằm_trong chức_năng|nhiệm_vụ|thẩm_quyền|chuyên_môn|lĩnh_vực",
    "{ME} … luân_chuyển|điều_động|điều|biệt_phái|tăng_cường sang|về|qua|đi|lên",
    (
        "{ME} không|đâu|chưa làm|nhận|đụng mảng|việc_này|phần_này|cái_này|lĩnh_vực|công_việc_này|mục_này|"
        "báo_cáo_này|nhiệm_vụ"
    ),
    "{ME} không|chưa|đâu|có được? giao|phân_công … việc|đâu|cái|mảng|phần|nhiệm_vụ|này",
    (
        "không|chưa|đâu|nào có|được phân_công|phân_nhiệm|chức_năng|thẩm_quyền|nhiệm_vụ|giao_việc|"
        "giao_nhiệm_vụ|giao_mảng"
    ),
    "không|chưa được giao|phân_công",
    "không có chức_năng|thẩm_quyền|nhiệm_vụ|trách_nhiệm",
    "ngoài thẩm_quyền|phạm_vi|chức_năng|nhiệm_vụ",
    "việc|phần|mảng|trách_nhiệm|nhiệm_vụ {THIS}? là? của|thuộc|bên !{ME}|ai|mô|đâu|đơn_vị_em|chúng|nào",
    "{ITEM} {THIS} là? việc|phần|nhiệm_vụ|trách_nhiệm? của|thuộc|bên|do !{ME}|ai|đâu|đơn_vị_em|chúng|nào",
    "^ của|thuộc|do phòng|bên|sở|ban|anh|chị !em|tôi|mình *",
    (
        "{ITEM} {THIS} trên|do? {OFFICE}|anh|chị|ban|hắn !em|tôi|mình|nào … phụ_trách|làm|lo|đảm_nhiệm|chủ_trì|"
        "theo_dõi !xong|rồi"
    ),
    "{THEM}|{OFFICE}|hắn !em|tôi|mình|nào|ai … phụ_trách|đảm_nhiệm|chủ_trì|mới_là|mới_làm !được|kịp|xong",
    "hắn làm|phụ_trách|lo|mần chứ",
    "chứ|mà {ME} không|có|đâu|chưa … biết|làm|giao|phụ_trách|đâu|liên_quan",
    "chứ|mà {ME}|xã|phòng làm_sao|sao|đâu … được",
    "chứ không|đâu phải {ME}|xã",
    "sao|răng lại? giao|đổ|đẩy … {ME}",
    (
        "giao|chuyển|phân_công|phân|bàn_giao|nhờ|để việc? {THIS}? cho|sang|qua? người|đồng_chí|phòng|bên|"
        "đơn_vị|anh|chị khác"
    ),
    "chuyển|giao|phân_công|bàn_giao việc|nhiệm_vụ|đầu_việc|phần|mảng {THIS}? cho|sang|qua|về|lại",
    (
        "chuyển|giao|phân_công cái|việc|nội_dung? {THIS}? cho|sang|qua|về phòng|bên|sở|anh|chị|cô|"
        "đồng_chí !em|tôi … nhé|đi|giúp|làm|xử_lý|phụ_trách"
    ),
    (
        "anh|chị|sếp|đề_nghị|nhờ|xin chuyển|giao|phân_công lại|sang|qua|về? cho|sang|qua|lại? phòng|bên|anh|chị|cô|"
        "đồng_chí !em|tôi *"
    ),
    "^ giao cho {THEM}|cháu|em *",
    "^ giao {THEM} *",
    "^ chuyển|giao {OFFICE} … giúp|làm|hộ|xử_lý",
    "giao|chuyển|phân_công lại? cho đúng người",
    "^ chuyển cho? {THEM} * $",
    "bàn_giao lại? việc|công_việc|mảng|cho|hết|hồ_sơ_cho|nhiệm_vụ|rồi",
    "nhầm|lộn|sai người|địa_chỉ|đối_tượng|cán_bộ",
    "nhầm|lộn phòng|đơn_vị|chỗ|số",
    "<doc> là? của|do|thuộc {OFFICE}|{THEM} !em|nào *",
    "{ITEM} {THIS} đã? giao|bàn_giao|chuyển|nhường cho? {THEM}|{OFFICE} *",
    "giao nhầm|lộn|sai",
    "nghỉ thai_sản|hộ_sản|sinh|đẻ|hưu|chế_độ|việc_rồi|không_lương",
    "{ME} đã? chuyển công_tác|đơn_vị|phòng|sang_phòng|qua_phòng|sang_bộ_phận",
    "{ME} mới|vừa|đã chuyển|luân_chuyển|điều_động về|sang|qua|công_tác",
    "{ITEM} {THIS} người cũ|khác|trước … làm|lo|nhận",
    "{ME} đã? chuyển|sang|qua|về … bên|phòng|đoàn|ban|sở|trường|tổ|xã|thôn … rồi|làm",
    "nhầm|lộn … , {ME} là? bên|ở|thuộc|làm|phòng",
    "{ME} là|bên|ở|thuộc|dân … , … nhầm|lộn",
    "{ME} hết|thôi|nghỉ làm|phụ_trách|theo_dõi|đảm_nhiệm",
    "{ME} bên|ở|thuộc {OFFICE} … mà|chứ",
    "{ME} là|làm|bên|mảng {POST} $|mà|chứ",
    "{ME} làm bên|ở|phòng …… , … có|không biết|liên_quan",
    "{ME} mới|đã? nghỉ việc|hưu|làm|công_tác",
    "{ME} … không còn làm|ở|phụ_trách|công_tác",
    "{ME} … không làm … nữa",
    "{ME} có|đâu làm|phụ_trách|nhận|lo … mảng|việc|phần|cái … đâu $",
    "^ hỏi phòng|bên|sở|anh|chị|cô|văn_phòng !em|nào *",
    "{YOU}|{THIS} phải|nên|thử|cứ|qua? hỏi|gặp|liên_hệ {OFFICE} !em|nào",
    "^ giao|chuyển lại|việc|cái_này? cho|sang|qua|về {OFFICE} … đi|giúp|nhé|xử_lý|làm|lo",
    "anh|chị|sếp hỏi phòng|bên|sở|anh|chị|cô|văn_phòng !em|nào *",
    "từ_chối nhận? việc|nhiệm_vụ",
    "^ đã? chuyển|giao|nhờ|để {THEM} !em|tôi|mình * làm|xử_lý|lo|phụ_trách",
    "{ITEM} {THIS} … không làm|phụ_trách|nhận !được|kịp|xong|nổi|gì",
    "{ME} xin từ_chối|không_nhận|trả_lại_việc",
)

NOT_REFUSE = phrases("phải {DEED}|ký|trình lại", "ký nhầm|lộn")

WHERE = phrases(
    "ở|vào|cho|lên|từ|về|qua|sang đâu",
)

TAG = phrases(
    "ai {ANSWER_FOR}|làm|lo|nhận",
    "phải|đúng không|chưa $",
    "{ME}|đó|kia hay|hả|à",
    "hay không|sao|ai $",
    "phòng|bên|sở|đơn_vị|ban|cái|cơ_quan nào|đâu $",
    "của|do|là ai !chứ",
    "có phải … không|chưa $",
    "hả|à|nhỉ $",
)

CONDITION = phrases(
    "khi_nào|bao_giờ|lúc_nào|chừng_nào|khi|nếu|hễ|để … {DEED}|ký|có|về … {ME}|thì|sẽ|mới",
    "khi_nào|bao_giờ|lúc_nào|chừng_nào|hễ {DEED}|ký|có … , {ME}|thì|sẽ",
    "có gì|chi … {ME}|anh|chị|sẽ|thì|cứ|báo",
    "{XONG} việc_này|cái_này|việc {ME} sẽ? {TELL}|gửi|nộp|làm",
    "{XONG} rồi? {ME} sẽ? !nhờ|mong|xin {TELL}|gửi|nộp",
    "{XONG} thì|sẽ",
    "{XONG} mới {DEED}|trình|ký|báo|được|có|tính",
    "làm|nộp|gửi|ký rồi|xong {ME} sẽ? {TELL}|gửi|nộp",
    "thế_nào|kiểu_gì|đằng_nào|ai|gì|đâu cũng",
)

RHETORICAL = phrases(
    "làm gì|sao mà? đã|có|kịp|xong|được|nộp|làm_được",
    "làm_sao mà? !để|nộp|gửi|tải|ký_số|nhập … được|kịp|nổi|xong",
    "^ {ME}? sao mà? kịp|xong|được|nổi|làm_kịp|làm_được|làm_nổi",
    "^ nào đã|có|kịp",
    "đâu|mấy đã|có|kịp|phải_đã !chưa|không {DEED}|ký|trình|gì|ai|đâu|kịp",
    "{XONG}|kịp|nổi|được|rồi đâu $|mà|{YOU}",
    "{XONG}|kịp|nổi|được|rồi nỗi|nơi|nổi? đâu",
    "đã|có|{NEG} … {DEED}|ký|trình|soạn !ở|cho|vào|lên … !ở|vào|lên|cho đâu $",
    "đã|có|{NEG} … {DEED}|ký|trình|soạn !ở|cho|vào|lên … !ở|vào|lên|cho đâu {YOU} $",
    "{XONG} đâu mà {XONG}",
    "đâu mà {DEED}|ký|trình|kịp",
    "có {DEED} đâu mà",
    "có đâu {DEED}|ký|trình",
    "{XONG} cái !gì|đó|này|kia|việc con|đầu|nỗi|khỉ",
    "{XONG} thế_nào|sao|răng được|nổi",
    "{XONG} xiếc|chi|gì $|đâu|mà|nổi|được|tầm",
    "biết khi_nào|bao_giờ|đời_nào|khi_mô|lúc_nào … {XONG}|có",
)

QUESTION = phrases(
    "{NEG} hiểu|rõ|nắm !lắm_nhưng",
    "không|chưa biết … {ASKING}|cách|nộp|gửi|làm|hỏi|tìm",
    "cho|xin {ME}? hỏi",
    "{ME} muốn|cần|xin hỏi",
    "^ {ME}? hỏi ti|chút|là|anh|chị",
    "chỉ {ME} cách|với|làm",
    "nói_lại cho|giúp|hộ|em",
    "hướng_dẫn|giải_thích|giảng|nói_rõ cho|giúp|hộ|thêm|em|lại|với",
    "nhắc_lại cho|giúp|hộ|em … yêu_cầu|nội_dung|cách|việc|là|xem|với|được",
    (
        "cho|gửi {ME}|bên_em xin? lại? mẫu|link|đường_dẫn|file_mẫu|biểu_mẫu|tài_khoản|mật_khẩu|hướng_dẫn|"
        "thông_tin_chi_tiết"
    ),
    "xin mẫu|link|biểu_mẫu|tài_khoản|mật_khẩu|hướng_dẫn|file_mẫu",
    "là|nghĩa|có_nghĩa sao|gì|răng",
    (
        "thế_nào|như_thế_nào|ra_sao|bao_giờ|bao_nhiêu|khi_nào|hôm_nào|lúc_nào|ngày_nào|mấy_giờ|ngày_mấy|"
        "mấy_ngày|tại_sao|vì_sao"
    ),
    "bao lâu|lăm",
    "* nào !cũng|đó|mà|có|đã|kịp|là_có",
    "* gì !đó|cũng|mà|nữa|đâu|hết|cả",
    "nộp|gửi|lấy|tìm|ở|tải|xem|đi|vào|hỏi|ký|nằm|ký_số|trình|đưa|về|đăng_nhập đâu|chỗ_nào|ai",
    "nộp|gửi|làm|ký|trình|đưa|giao|chuyển cho|ở|lên|về|tới|qua|vào ai|đâu|chỗ|mục_nào|phòng_nào",
    "đâu rồi|ấy|thế|vậy $",
    "của|là|do ai|gì|đâu",
    "* ai $",
    "^ ai !cũng|đó *",
    "ai phải|sẽ|là|phụ_trách|ký|làm|duyệt|thẩm_tra|nhận|chịu|lo|giao|bảo|nói",
    "làm|cần|phải|nộp|gồm|có|thiếu|kèm|thêm những? gì|mấy|giấy_tờ_gì|tài_liệu_gì",
    "làm|nộp|ký|nhập|tính|sửa|tải sao|thế_nào|cách_nào|kiểu_gì|răng",
    "^ {YOU}|{ME}|ua|thế|nhưng? sao !cũng|y",
    "được|đúng|phải|ok|ổn chứ $",
    "sao còn|lại|mà|vẫn|không|chưa|nó|hệ_thống|bot|anh|chị|em|mãi|nhắc|cứ|bị|báo",
    "^ sao $",
    "sao $",
    "có … không|chưa $",
    "hết|đến|tới|quá hạn chưa $",
    "^ ua … tưởng",
    "có|được|phải|đúng|cần|kịp|thấy|nhận|hợp_lệ|đạt|đủ|ổn|ok … không {YOU} $",
    "được|phải|đúng|cần|ổn|đạt|hợp_lệ|ok|kịp|đủ không $",
    "* * * không $",
    "ký_số|ký|bản_giấy|tính|trừ_điểm|chấm không $",
    "anh|chị|sếp|sở|hệ_thống|bot|phòng|văn_thư … chưa $",
    "đã|có|nhận … được|xem|duyệt|ký|số|thấy … chưa $",
    "{ITEM} * … {DEED}|ký|trình|duyệt|nộp|gửi được|xong|số|rồi? chưa $",
    "* hoặc !<ahead>|*",
    "* hay !sao_ấy|bị|báo_lỗi|báo_đỏ|quên|lắm|quá|ghê|đấy|thế|lỗi|nhắc|hỏi|đó|thật|nhỉ|, *",
    "hả|nhỉ|à $",
    "hả|nhỉ|à {YOU} $",
    "thì sao|răng|thế_nào $",
    "thiếu|cần|thêm giấy|mục|biểu|văn_bản|hồ_sơ gì",
    "số|mẫu mấy",
    "^ {ITEM}|{DEED} gì nữa $",
    "gia_hạn|lùi|hoãn được <vague> $",
    "^ {ME}? phải {DEED}|ký|có|kèm … bản_gốc|bản_giấy|bản_cứng|bản_mềm|trực_tiếp|nữa $",
    "mấy $",
    "hạn còn <vague> $",
    "đúng|được|đủ|ổn|đạt|ok|hợp_lệ chưa $",
    "mấy|bao_nhiêu điểm|ngày|bản|trang|chữ_ký|người|mục|phần|giờ|hôm|cái",
    "hạn|ngày|hôm đâu|nào|mấy $",
    "{ITEM} {THIS}? của? phòng|bên|sở|đơn_vị|ban nào",
)

SHORT_ASK = phrases(
    "^ ok? {ME}? {DEED}|ký|rồi|trình rồi? chưa|không $|ta|nhờ|{YOU}|hen", "^ rồi không|chưa|à $"
)

CONSEQUENCE = phrases(
    "có|bị sao|trừ|phạt|phê_bình|ảnh_hưởng",
)

POLITE = phrases("được|dc|đc không|hông|chứ|nhé $|{YOU}", "không $|{YOU}", "?")

INDEFINITE = phrases(
    "{NEG} !hiểu|rõ|biết|nắm|tìm|nhớ … gì|ai|nào|đâu|mấy",
    "{NEG} sao|biết_sao",
)

MIXED = phrases(
    "{XONG} 1|2|3 {ITEM} , còn? 1|2|3 {ITEM} chưa",
    "^ {ME} … {XONG}|rồi , {THEM} !nhận|thấy|xem|duyệt|ký * chưa $",
    "{XONG} {ITEM} … , {ITEM} … chưa $",
    "{ITEM} {THIS} … {XONG}|rồi , còn {ITEM} {THIS}? ,",
    "nửa|cái … {XONG}|rồi … nửa|cái … chưa|không",
    "vừa {XONG}|rồi vừa chưa",
    "cái có , cái không|chưa",
    "cái có cái không|chưa",
    (
        "{XONG}|rồi , 1|2|3|còn|{NEG}? cái|việc|mục|đầu_việc|kế_hoạch|báo_cáo|phần|bên|còn_cái|"
        "còn_việc|còn_phần … chưa|còn ,"
    ),
    "cái {THIS} … {XONG}|rồi , … cái {THIS} … chưa",
)

DOUBLE = phrases(
    "không|chẳng còn|có {ITEM}|gì … dở_dang|tồn_đọng",
    "không|đâu|chẳng còn|có … gì|việc|cái|mục|báo_cáo|văn_bản … chưa|không {DEED} đâu?",
    "đâu|làm_gì|nào có|phải {ME}? chưa|không {DEED} đâu?",
    "không|chẳng có|còn gì|việc|việc_gì phải|cần làm|nộp|gửi nữa",
    "đâu|làm_gì|không có chuyện {ME}? chưa|không {DEED}",
    "không phải là? {ME}? chưa|không {DEED} đâu?",
    "làm|chưa|không gì|chi mà|có chưa|không",
    "không|chẳng còn|sót|thiếu việc|gì|mục|cái nào|gì|nữa|hết|cả đâu?",
    "không|chẳng còn? sót|thiếu|tồn|còn_thiếu|vướng|dở {ITEM}|biểu|hồ_sơ|ai|chữ_ký|gì gì|nào|cả|nữa? đâu?",
    "không|chẳng còn việc|gì|cái … sót|thiếu|tồn|nợ|dở_dang|dở đâu?",
    "không|chẳng có|còn … nào|gì|việc chưa|thiếu|sót|tồn|nợ|dở_dang|dở|muộn|trhan|trễ|chậm đâu?",
    "không|chẳng còn {ITEM}|hồ_sơ|lỗi|tồn_đọng|gì … nào|gì|nữa|muộn|trhan đâu?",
    "còn thiếu|sót|nợ? gì|việc_gì|cái_gì nữa? đâu",
    "không|chẳng sót|thiếu|bỏ_sót|nợ|quên {ITEM}|hồ_sơ? gì|nào|hết|cả|đâu đâu|hết|cả?",
)

SILENT = phrases(
    (
        "{NEG} thấy|nhận_được|nghe|có|được ai|ý_kiến? phản_hồi|trả_lời|ý_kiến|hồi_âm|xác_nhận|nói|báo|ai|"
        "kêu|gọi gì|lại? !{DEED}"
    ),
    "{NEG} thấy|có ai … gì",
    "{NEG} thấy {OFFICE}|{BOSS}|{THEM} … nói|phản_hồi|trả_lời|ý_kiến|báo|kêu|đâu gì?",
    "anh|chị|sở|huyện|tỉnh|cấp_trên|hắn|ai|bên_đó|trên {NEG} phản_hồi|trả_lời|xem|có_ý_kiến|nói|kêu|báo",
    "{SYSTEM} {NEG} cập_nhật|hiện|ghi_nhận|hiển_thị|nhảy",
)

NEUTRAL = phrases(
    "^ đâu|đâu_có $",
    "^ {THEM} * nhắc|giục nên|thì|là",
    "hủy|xóa|bỏ|tắt|dừng|ngừng nhắc|lịch_nhắc|thông_báo đi|giúp?",
    "không_cần|không_phải|khỏi|đừng|thôi|không nhắc nữa|lại|em|tôi? đâu?",
    "{NEG}|quên kịp? báo|bấm|tích anh|chị|lại|bot|nút|em|trên_này|vào_đây|cho?",
    "{NEG}|quên kịp? nhắn anh|chị|lại|bot|tin|cho|sếp",
    "^ {ME}? xin|kính? báo_cáo|báo|thưa {YOU}|{BOSS} !rồi là?",
    (
        "{NEG} có|còn? gì? sai|thiếu|sót|vấn_đề|vướng_mắc|khó_khăn|phát_sinh|sai_sót|vướng|lỗi|trở_ngại|"
        "thay_đổi|trường_hợp_nào|hồ_sơ_trễ gì|chi?"
    ),
    "không|khỏi phải|cần|việc_gì lo|sợ|ngại",
    "{NEG} sửa|thay_đổi|chỉnh|đổi nữa|gì",
    "không sao|lo|vấn_đề_gì|trễ|chậm|muộn|quá_hạn|tin|đùa|nói_dối đâu?",
    "chứ {NEG} phải <old>|<doc>|số|*",
    "không chỉ",
    "đâu có? quên",
    "không|khỏi phải|cần làm|nộp|gửi nữa",
    "kèm|cùng dự_thảo",
    "dự_thảo … kèm_theo",
    "không|khỏi cần|phải chờ|ký|trình|bổ_sung !lại",
    "^ {NEG} phải là? <old>|<doc>",
)
