"""Where a document lies, as the words say, and what stops the work; `patterns` explains the signs of a phrase."""

import re

from models.rules.letters import bare
from models.rules.reading.patterns import occurs, phrases
from models.rules.reading.said import Utterance
from models.rules.reading.values import Place

_LIES_WITH = {
    Place.CLERK: phrases(
        "văn_thư",
        "chờ|xin|đợi|lấy|cấp cấp|lấy|cho? số !liệu",
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

_OBSTACLE = phrases(
    (
        "hệ_thống|mạng|phần_mềm|trang|web|máy|cổng|ioffice|tài_khoản|usb|token|trục|đường_truyền|app … "
        "lỗi|treo|sập|hỏng|chậm|nghẽn|không|chưa|trục_trặc|bảo_trì|khóa|mất|quay|đơ|đứng"
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
_SUPERIOR = phrases(
    "chờ|đợi ubnd? sở|tỉnh|huyện|cấp_trên|bộ_nội_vụ|hội_đồng_thẩm_định|trung_ương",
)

_OVER = phrases(
    "hết|không_còn|qua|gỡ|xử_lý|khắc_phục … vướng|lỗi|kẹt|trục_trặc|sự_cố $|rồi|nữa|nhé|xong",
    "vào|đăng_nhập|gửi|truy_cập|chạy|có|ký lại? được rồi",
    "lại được rồi|$",
)
_CAME_BACK = re.compile(
    r"(?<!\w)(?:(?:tra|chuyen|dua|day|gui|rut) (?:lai|ve)|bi tra|(?:lam|soan|viet|sua) lai|thu hoi)(?!\w)"
)
_ISSUED = phrases("phát_hành|ban_hành")


def place_of(said: Utterance) -> Place | None:
    """Where the document lies within the commune, as far as the words say."""
    if lies_above(said):
        return None
    return next((place for place, found in _LIES_WITH.items() if occurs(found, said.line)), None)


def is_issued(said: Utterance) -> bool:
    return occurs(_ISSUED, said.line)


def lies_above(said: Utterance) -> bool:
    """Whether the document, or what it needs, lies with an authority above the commune."""
    return occurs(_SUPERIOR, said.line)


def is_stuck(said: Utterance) -> bool:
    """Whether something outside the person's power is in the way."""
    return not is_over(said) and (occurs(_OBSTACLE, said.line) or lies_above(said))


def is_over(said: Utterance) -> bool:
    """Whether what was in the way is said to be over: "hết vướng rồi", "mạng vào lại được rồi"."""
    return occurs(_OVER, said.line)


def came_back(words: str) -> bool:
    """Whether the document was handed back to be worked on again."""
    return _CAME_BACK.search(bare(words)) is not None
