"""Whose a certificate is by the names in it. A name proves nothing: whom to believe is told by its chain alone."""

import re
import unicodedata

from models.rules.inspection.reading import Signer

# Authorities that sign for the State, without marks: names as seen in their certificates and in VGCA SignService;
# special-purpose signatures of public duty are governed by Decree 68/2024/NĐ-CP.
_OFFICIAL = (
    "co quan chung thuc so chuyen dung chinh phu",
    "rootca chuyen dung chinh phu",
    "co quan chung thuc so chinh phu",
    "co quan chung thuc so bo ",
    "co quan chung thuc so dang cong san",
    "ban co yeu chinh phu",
    "ca phuc vu cac co quan nha nuoc",
    "ca phuc vu cac co quan dang",
    "cuc chung thuc so va bao mat thong tin",
)

# How the name of a body begins, with its marks.
_BODIES = (
    "ủy ban|hội đồng|ubnd|hđnd|ttpvhcc|vp|bql|văn phòng|trung tâm|phòng|sở|bộ|cục|chi cục|tổng cục|ban|thanh tra"
    "|công an|đảng ủy|đảng bộ|huyện ủy|tỉnh ủy|thành ủy|thị ủy|chi bộ|mặt trận|trường|trạm|viện|bệnh viện|kho bạc"
    "|chi nhánh|tòa án|thuế|hạt|đội|đài|liên đoàn|công ty|quỹ|xã|phường|tỉnh|huyện|đoàn thanh niên|đoàn xã"
    "|đoàn tncs|hội nông dân|hội liên hiệp|hội cựu chiến binh|hội chữ thập đỏ|hội người cao tuổi"
)
# The same where marks are not written: only what no person is called (Trương, Bàn, Đoàn, Hà … are family names).
_BARE_BODIES = (
    "uy ban|hoi dong|hoi nong dan|hoi lien hiep|hoi cuu chien binh|hoi chu thap do|ubnd|hdnd|ttpvhcc|vp|bql"
    "|van phong|trung tam|phong|so|bo|cuc|chi cuc|tong cuc|ban quan ly|ban chi huy|ban chi dao|ban dan toc"
    "|ban to chuc|ban tuyen giao|ban noi chinh|ban dan van|ban tiep cong dan|ban co yeu|thanh tra|cong an|dang uy"
    "|dang bo|huyen uy|tinh uy|thanh uy|thi uy|doan thanh nien|mat tran to quoc|truong tieu hoc|truong th"
    "|truong thcs|truong thpt|truong mam non|truong mn|truong pho thong|truong trung hoc|truong trung cap"
    "|truong cao dang|truong dai hoc|tram y te|benh vien|kho bac|toa an|vien kiem sat|cong ty"
)
# Words of a body wherever they stand, unless the name begins as a person's.
_WITHIN = "ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan|trung tam phuc vu|van phong"
# How the name of a person begins: a post, or one of the family names that are borne here.
_PERSONS = (
    "pho|giam doc|truong phong|chanh|ke toan truong"
    "|nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|trinh|dinh|mai|to|dao|doan|luong"
    "|truong|lam|cao|ha|luu|ta|thai|chu|kieu|quach|vi|lo|moong|lu|kha|ngan|cut|xeo|luc|van|tang|bach|phung|tong"
    "|hua|nghiem"
)


def _starting(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})(?!\w)")


_BODY, _BARE_BODY, _PERSON = _starting(_BODIES), _starting(_BARE_BODIES), _starting(_PERSONS)
_BODY_WITHIN = re.compile(rf"(?<!\w)(?:{_WITHIN})(?!\w)")


def signer_of(name: str, organisation: str = "", unit: str = "") -> Signer:
    """Whose signature it is by the CN, O and OU of its certificate: the agency's, or a person's.

    An agency's certificate bears the agency's name as CN, a person's the person's, with the agency in O and OU
    (Decree 30/2020/NĐ-CP art. 5 wants both). A CN that begins like neither is an agency's where it repeats the
    O or OU, else a person's; a certificate without a CN is an agency's.
    """
    plain = _plain(name)
    bare = _bare(plain)
    if not plain or (_BODY if plain != bare else _BARE_BODY).match(plain):
        return Signer.AGENCY
    if _PERSON.match(bare):
        return Signer.PERSON
    if _BODY_WITHIN.search(bare) or bare in (_bare(_plain(organisation)), _bare(_plain(unit))):
        return Signer.AGENCY
    return Signer.PERSON


def bears_official_name(*names: str) -> bool:
    """Whether one of these names is one that the State's own authorities bear, however it is written."""
    return any(official in f"{_bare(_plain(name))} " for name in names for official in _OFFICIAL)


def _plain(text: str) -> str:
    """In lower case, composed, blanks single, the mark of "uỷ" and "toà" where a keyboard of today sets it."""
    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    return words.replace("uỷ", "ủy").replace("toà", "tòa")


def _bare(text: str) -> str:
    """Without any mark, đ as d."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.combining(each)).replace("đ", "d")
