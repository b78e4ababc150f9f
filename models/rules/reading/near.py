"""What stands near a phrase about time and decides whether it is a promise; words as `fold` leaves them."""

import re

FAR = 200
"""How far from a phrase words say how it is meant, in letters; so that long texts are read in time."""
_START, _STOP = r"(?<= )(?:", r")(?= )"
CLOCK = re.compile(
    _START
    + r"(?P<h>\d{1,2})(?:h(?P<m>\d{2})?|:(?P<m2>\d{2})|"
    + r" gio(?: (?P<m3>\d{2})(?! (?:ngay|thang|phut (?:nua|sau)))(?: phut)?)?|(?= ruoi))"
    + r"(?: (?P<half>ruoi)| kem (?P<less>\d{1,2})(?: phut)?)?"
    + _STOP
)
EDGE = re.compile(
    _START + r"(?P<edge>cuoi|het(?= gio (?:chieu|sáng|lam viec))|đầu) (?:gio|buoi)(?: lam viec)?" + _STOP
)
PART = re.compile(
    _START
    + r"(?:buoi |gio |gio nghi )?(?P<part>sáng|trua|chieu|tối|dem|khuya)(?: (?:som|khuya))?"
    + r"(?: (?P<which>nay|qua|ra(?= (?:la|thi|em|tôi|co) )))?"
    + _STOP
)
_SPAN = r"(?P<n>\d{1,3}|nua)(?: (?P<unit>tieng|gio|phut)|h(?= nua ))(?P<half> ruoi)?"
# A length of time from now: asked for or promised before it, "nữa" behind it, or nothing else said.
AFTER = re.compile(_START + rf"{_SPAN}(?: dong ho)?(?: nua| tới| toi)" + _STOP)
SPAN = re.compile(_START + _SPAN + r"(?: dong ho)?(?! truoc)" + _STOP)
ASKED_SPAN = re.compile(
    r" (?:(?:xin|them|trong|vong|snoze|lui|khat|hoan|doi|chờ)(?: \S+){0,2}|nhac(?: \S+){0,3}|"
    r"(?:cho|de) (?:em|tôi|minh|chi|anh)(?: \S+)?|sau|khoang|tam|chung|it nhat|dung) $"
)
SURE_SPAN = re.compile(r" (?:trong|trong vong|trong khoang|them|nhac(?: \S+){0,2} sau|xin) $")
BETWEEN = re.compile(r" (?:(?:vao|luc|cua|khoang|tam|hoi|trong|truoc|ngay|hom|buoi) ){0,2}")
TODAY_ALONE = re.compile(r"(?<=, )nay(?= )|(?<=(?: em|tôi|inh) )nay(?= (?:nop|gui|xong|lam|moi) )")

BEFORE = re.compile(r"(?<!tuan)(?<!thang) truoc(?: (?:ngay|hom|thu))? $")
SINCE = re.compile(r"(?<!tuan)(?<!thang) (?:sau(?: (?:ngay|hom|khi|thu))?|(?<!khong )qua(?: (?:ngay|hom))) $")
PAST_IT = re.compile(r" (?<!khong )qua $")
FROM = re.compile(r" tu(?: (?:ngay|hom))? $")
TO = re.compile(r" (?:den|tới|toi|-)(?: het)?(?: (?:ngay|hom))? $")
DEADLINE = re.compile(r" han(?: (?:la|den|cu|nop|cuoi|goc|chot))*(?: (?:ngay|hom|vao|het|truoc))? $")
ASKED = re.compile(r" (?:xin|lui|gia|doi|them|cho|sang|hen|chot|chuyen|keo|dieu chinh)(?: \S+){0,3} $")
PLAIN_COUNT = re.compile(r"^\d+ (?:ngay|hom|tuan|thang)(?: lam viec)?$")
PROMISING = re.compile(
    r" (?:xin|them|lui|cho|chờ|can|trong|sau|khoang|tam|hen|khat|mat|du|phai|vong|thu|duoc|nua|chac|"
    r"gia|han|lai|bot)(?: \S+){0,2} $"
)
NOTHING_MORE = re.compile(r"(?: (?:nhe|nha|bot|em|chi|anh))*[ ,]*(?:$|, )")
LATENESS = re.compile(
    r" (?:truoc han|qua han|tre|cham|muon|som|han|keo dai|ca|suot|moi|hang)(?: (?:hon|duoc|mat|toi))? $"
)
REMINDS = re.compile(r" nhac(?: (?!,)\S+){0,6} $")
# "Bữa thứ bảy là xong" is to come, "bữa thứ bảy nộp" is over.
FORETOLD = re.compile(r" (?:la (?:xong|co|nop|gui)|hua|se|moi|hen|ve|nhac|xin|lui|den|tới|chac|khoang) ")
EVERY = re.compile(r" (?:mỗi|moi|hang|tung) $")
REPORTED = re.compile(r" (?:roi|đã|vua|tu|xong) ")
SAME_DAY = re.compile(
    _START
    + r"(?:ngay )?(?:trong|het|cuoi) (?:ngay|buoi)(?P<that> (?:do|day|hom do))?(?! (?:nay|hom nay|lam viec|\d))"
    + _STOP
)
# The week named before is one for others, or is left again.
STAYS_IN_WEEK = re.compile(
    r" tuan (?:sau|toi|tới)(?: (?!moi )\S+)* (?:di|ban|nghi|hoc|hop|truc)(?: \S+)*,? (?:\S+ )*$"
)
ACTS = re.compile(r" (?:sang|ve|ky|noi|bao|gui|dua|lam|duyet|xem|den|lay|qua|len|co)(?= )")
NUMBERED = re.compile(r" (?:viec|cai|muc|dong|lan|nguoi|hang|so|y|ban|phan|kai) $")
PERSON = re.compile(r" (?:chi|co|anh|ba|bac|o|di|chu|em|dong chi|ms|mr) $")
ME_AFTER = re.compile(r" (?:em|tôi|minh|chau|ben em|nhe)(?= )")
REPORT = re.compile(
    r" (?:bao cao|so lieu|ky|ho so|danh sach|bien ban|ke hoach|ket qua|bc|du lieu|bieu|phieu|giay|"
    r"lich|cua|diem)(?: \S+){0,2} $"
)
COUNTED = re.compile(
    r" (?:bao cao|viec|van ban|ho so|tieu chi|muc|phan|phong|xom|thon|don vi|noi dung|nguoi|"
    r"đầu viec|chi tieu|vb|hs|bc|xa|to|yeu cau|nhiem vu|diem|cai|file|tep)(?= )"
)
ASKED_LATE = re.compile(r" (?:xin (?:\S+ ){0,3}|(?:nop|gui|lui|em|tôi|cho) (?:muon|cham|tre|lui) )$")
SETTLED_AFTER = re.compile(r" (?:roi|nhung xong|, nhung xong|xong)(?= )")
WORKED_SINCE = re.compile(r" (?:nop|gui|xong|lam|trinh|ky|nhap|ban hanh|phat hanh|thanh)(?: \S+)? tu $")

# A bare number of a month's day: "sang 27", "sáng 25", "khoảng 30", "29 nộp", "27 em gửi".
BARE = re.compile(_START + r"(?P<d>[12]\d|3[01])" + _STOP)
BARE_RANGE = re.compile(_START + r"(?:[12]\d|3[01])(?:-| )(?P<d>[12]\d|3[01])" + _STOP)
LEADS_TO_BARE = re.compile(
    r" (?:den|tới|toi|sang|sáng|trua|chieu|tối|dem|khoang|tam|chung|truoc|sau|qua|thi|de|hen|han|vay|xuong|hua|"
    r"chot|lui|doi|keo|mai|hom|hoac|cu|dut diem|chac|thanh|nghi|vao|nen|ghi|thoi|"
    r"(?:han|han chot|han cuoi|hom|ngay|nay|le|vay|tinh|tuc|coi nhu|\d\d) la|"
    r"(?:nhac|chac) (?:em|tôi|minh|chi|anh)) $"
)
AFTER_BARE = re.compile(
    r" (?:[,?]|em|tôi|minh|c|chi|anh|ban|bac|cac|e|se|moi|la|thi|nhe|nha|di|cho|co|nop|gui|trinh|xong|lam|chot|"
    r"phat|ban hanh|ky|tra|bao|hay|hoac|luon|hen|hua|can|dung|mo|nhac|ve|tong|vi|do|de|duoc|nua|cai|khong|chua|"
    r"nghi|roi|hang|day|la|dua|len|ra|hop|ket|phai|kip|vao|nhan|lai|tới|nay|hom|tu|sang|den|gi|chi|va|a|đã|"
    r"ranh|chu|thu|chu nhat|cn|viec nay|truoc|het|sau) "
)
OPENS_BARE = re.compile(
    r" (?:(?:em|tôi|minh|chi|anh|se|moi|nop|gui|trinh|chot|la|nhe|hen|hua|phat hanh|ban hanh|ky|tra|bao|thi|dua|"
    r"ket thuc|di lam|(?:gi|chi) (?:do|day)|nay (?:em|tôi|minh|chi|anh)|ve (?:ky|la)|"
    r"co(?! \S+ (?:ho|nguoi|cai|viec))|len|ra) |xong (?!roi|het))"
)
NO_DAY_BEFORE = re.compile(
    r" (?:so|viec|muc|cai|co|phan|tieu chi|cong van|cv|vb|kh|qd|bc|lop|xom|thon|phong|khoan|dieu|ky|bieu|con|duoc|"
    r"them|thieu|du|ca|tong|hon|gan|mat|to|trang|ngay|quy|nam|thang|tuan|nguoi|ho|file|,) $"
)
WILL_SEND = re.compile(r" (?:em|tôi|minh|chi|anh) (?:se |moi )?(?:nop|gui|trinh|phat hanh|ban hanh) (?!roi)")
SENT_ON = re.compile(r" (?:gui|nop|trinh|ky|xong|phat hanh|ban hanh|dot cuoi|tra) $")


def around(line: str, start: int, end: int) -> tuple[str, str]:
    """The words before and behind a place, as far as they matter."""
    return line[max(0, start - FAR) : start], line[end : end + FAR]


def is_bare_day(match: re.Match[str]) -> bool:
    """Whether a bare number is said as a day: of what stands before and behind it."""
    before, after = around(match.string, match.start(), match.end())
    after += " "
    if (before.endswith(" xong ") and WILL_SEND.match(after)) or (
        before.endswith(" , co ") and after.startswith(" la ")
    ):
        return True
    if SENT_ON.search(before):
        return re.match(r" (?:[,?]|nhe|em|chi|anh|minh|tôi) ", after) is not None and not REPORTED.search(
            f"{before}{match[0]}{after}"
        )
    if before.endswith(" , ") or before.strip(" ,") == "":
        return OPENS_BARE.match(after) is not None
    if before.endswith(" tu "):
        return re.match(r" (?:sang|xuong|qua|doi|len) ", after) is not None
    if OPENS_BARE.match(after) and not NO_DAY_BEFORE.search(before):
        return True
    return LEADS_TO_BARE.search(before) is not None and AFTER_BARE.match(after) is not None


def span(line: str, place: int) -> re.Match[str] | None:
    """A length of time from now that begins at a place: "2 tiếng nữa", "sau 30 phút"; "sau 8 giờ" is an hour."""
    if match := AFTER.match(line, place):
        return match
    match = SPAN.match(line, place)
    if match is None or (match["n"] == "nua" and match["unit"] is None):
        return None
    before, after = around(line, place, match.end())
    alone = before.strip(" ,") == after.strip(" ,") == "" and match["unit"] != "gio"
    hour = match["unit"] == "gio" and match["n"] != "nua" and int(match["n"]) < 24
    return match if alone or (SURE_SPAN if hour else ASKED_SPAN).search(before) else None
