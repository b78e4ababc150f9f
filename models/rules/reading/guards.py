"""What speaks against "done", by name: a wrong "done" is worse than a question back (docs/reading.md).

The model proposes; *done* is recorded only where none of these holds in the last that is said of the deed.
`patterns` explains the signs of a phrase.
"""

import re

from models.rules.reading.patterns import Phrases, occurs, phrases
from models.rules.reading.said import Utterance

_VETOES = {
    "negation": phrases(
        "chưa !từng|bao_giờ|thấy|nhận|coi|xem",
        "không {DEED}|kịp|thể|được|thành_công|lên|vào|ra|nổi",
        "nỏ {DEED}|kịp|được|có",
        "{XONG} đâu|chưa|không",
        "đâu {NEG}",
    ),
    "nearly": phrases(
        "gần|sắp|suýt|chuẩn_bị {XONG}|{SEND}|làm|đủ|rồi|$",
        "gần|sắp như|được|cơ_bản? {XONG}",
        "{DEED} gần|sắp",
        "nữa|nốt là|thì {XONG}",
        "còn lâu|khuya|mệt|khướt",
    ),
    "part": phrases(
        "mới|chỉ {XONG}|{WORK}|{SEND}|được|có … một|1|<rate>|phần",
        "<part>",
        "{XONG}|{WORK}|được một_phần|một_nửa|phần_nào",
        "dở_dang|dang_dở|nửa_chừng",
        "còn thiếu|mỗi|vướng|sót",
        "^ {ME}? thiếu",
    ),
    "drafted": phrases("{DRAFT}", "dự_thảo|bản_nháp|bản_thảo"),
    "submitted": phrases("{SUBMIT}", "nằm|kẹt|để|đang ở|bên|chỗ", "chờ|đợi … {BOSS}|ký|duyệt|dấu|văn_thư"),
    "foretold": phrases("sẽ|dự_kiến|hứa", "để {ME} {DEED}", "^ nếu"),
    "hedged": phrases("hình_như|có_lẽ|nghe_nói|chắc … {DEED}", "{DEED} … thì_phải|hay_sao"),
}
# Words in which those of a veto stand without denying anything: "toàn trình", "không còn vướng", "quên chưa bấm".
_HARMLESS = re.compile(
    r"(?<= )(?:(?:toan|cong|giai|chuong|quy|qua|tien|hanh) trinh|"
    r"khong (?:con|thieu|vuong|sot|no|phai|can|quen|ai|bo|co (?:ho so|y kien|gi|phat sinh|truong hop|cai))|"
    r"(?:quen|ma|keu|hoi|bao) (?:la )?chua|chua (?:đầy|day|ai|bam|cap nhat|kip (?:bao|bam|cap nhat)|co cai))(?= )"
)
_SETTLED = phrases(
    "đã|vừa … {DEED}|có_số", "{DEED} … rồi|xong|hết|đủ|luôn", "{XONG}", "<doc>", "phát_hành|ban_hành"
)
_IS_OVER = phrases("rồi|đã|xong|vừa|hôm")
_SIGNED = phrases("{SIGN}")
_HANDED_ON = phrases("{SEND}|{PUBLISH}|{XONG}|{RECORD}|phát|lên|trả|đưa|trao|nhận", "<doc>")
# "Đã mần mô", "xong mô mà xong": at the end it denies (Nghệ Tĩnh), unless something else does.
_FINAL_MO = re.compile(
    r"m[ôo](?:\s+(?:mà|ma)\b.*|(?:\s+(?:ạ|a|nha|nhe|nhé|hè|em|anh|chị|chi|cháu|chau))*)\s*[.!]*$"
)
_DENIED_ANYWAY = re.compile(r"\b(?:không|khong|ko|k|nỏ|no|chẳng|chang|hết|het|chưa|chua|còn|con)\b")


_PLAINLY = phrases("{XONG} rồi $", "^ <past>? {ME}? {SEND}|{PUBLISH} rồi $")
_FEW_WORDS = 10


def is_plainly_done(said: Utterance) -> bool:
    """A short single clause that ends in "xong rồi": rules are sure by themselves, and the model need not be."""
    return len(said.clauses) == 1 and len(said.plain.split()) <= _FEW_WORDS and occurs(_PLAINLY, said.line)


def veto(text: str, said: Utterance) -> str | None:
    """The name of what speaks against a deed that is told as done, or None."""
    lowered = text.casefold().strip()
    if (final := _FINAL_MO.search(lowered)) and not _DENIED_ANYWAY.search(lowered[: final.start()]):
        return "final mô"
    if occurs(_SIGNED, said.line) and not occurs(_HANDED_ON, said.line):
        return "signed only"
    if any(when.passed for when in said.whens) and not occurs(_IS_OVER, said.line):
        return "at a moment that is over"
    return next((name for name, denied in _VETOES.items() if _stands(denied, said)), None)


def _stands(denied: Phrases, said: Utterance) -> bool:
    """Whether this is said, and no later clause tells the deed as done."""
    clauses = [_HARMLESS.sub("<none>", clause) for clause in said.clauses]
    last = max((n for n, clause in enumerate(clauses) if occurs(denied, clause)), default=None)
    return last is not None and not any(occurs(_SETTLED, clause) for clause in clauses[last + 1 :])
