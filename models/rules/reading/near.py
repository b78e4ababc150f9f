"""What stands near a phrase about time and decides whether it is a promise; words as `fold` leaves them."""

import re

_START, _STOP = r"(?<= )(?:", r")(?= )"
CLOCK = re.compile(
    _START
    + r"(?P<h>\d{1,2})(?:h(?P<m>\d{2})?|:(?P<m2>\d{2})| gio(?: (?P<m3>\d{2}|ruoi)(?! (?:ngay|phut)))?)"
    + _STOP
)
EDGE = re.compile(
    _START + r"(?P<edge>cuoi|het(?= gio (?:chieu|sáng|lam viec))|đầu) (?:gio|buoi)(?: lam viec)?" + _STOP
)
PART = re.compile(
    _START + r"(?:buoi )?(?P<part>sáng|trua|chieu|tối|dem)(?: som)?(?: (?P<which>nay|qua))?" + _STOP
)
AFTER = re.compile(
    _START
    + r"(?P<asked>(?<= cho em )|(?<= cho tôi )|(?<= xin )|(?<= them )|(?<= khoang )|(?<= trong ))?"
    + r"(?P<n>\d{1,2}|nua) (?P<unit>tieng|gio|phut)(?(asked)(?: nua)?|(?: nua| tới| toi))"
    + _STOP
)
BETWEEN = re.compile(r" (?:(?:vao|luc|cua|khoang|tam|hoi|trong|truoc|ngay|hom|buoi) ){0,2}")
TODAY_ALONE = re.compile(r"(?<=, )nay(?= )|(?<=(?: em|tôi|inh) )nay(?= (?:nop|gui|xong|lam|moi) )")

BEFORE = re.compile(r" truoc(?: (?:ngay|hom|thu))? $")
SINCE = re.compile(r" sau(?: (?:ngay|hom|khi))? $")
FROM = re.compile(r" tu(?: (?:ngay|hom))? $")
TO = re.compile(r" (?:den|tới|toi|-)(?: het)?(?: (?:ngay|hom))? $")
DEADLINE = re.compile(r" han(?: (?:la|den|cu|nop|cuoi|goc|chot))*(?: (?:ngay|hom|vao|het|truoc))? $")
ASKED = re.compile(r" (?:xin|lui|gia|doi|them|cho|sang|hen)(?: \S+){0,3} $")
PLAIN_COUNT = re.compile(r"^\d+ (?:ngay|hom|tuan|thang)(?: lam viec)?$")
PROMISING = re.compile(
    r" (?:xin|them|lui|cho|chờ|can|trong|sau|khoang|tam|hen|khat|mat|du|phai|vong|thu|duoc|nua|chac|"
    r"gia|han|lai|bot)(?: \S+){0,2} $"
)
LATENESS = re.compile(
    r" (?:truoc han|qua han|tre|cham|muon|som|han|keo dai|ca|suot|moi|hang)(?: (?:hon|duoc|mat|toi))? $"
)
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
