"""Whose a certificate is, by the names that certificates of communes bear."""

import unicodedata

import pytest

from models.rules.inspection.reading import Signer
from models.rules.inspection.signing import bears_official_name, signer_of

AGENCIES = (
    "UBND XA TAN KY",
    "UBND xã Tân Kỳ",
    "Ủy ban nhân dân xã Tân Kỳ",
    "Uỷ ban nhân dân xã Tân Kỳ",
    "ỦY BAN NHÂN DÂN XÃ TÂN KỲ",
    "UY BAN NHAN DAN XA TAN KY",
    "Văn phòng HĐND và UBND xã Tân Kỳ",
    "VAN PHONG HDND VA UBND XA TAN KY",
    "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    "Trung tam Phuc vu hanh chinh cong xa Tan Ky",
    "Hội đồng nhân dân xã Tân Kỳ",
    "HĐND xã Tân Kỳ",
    "Sở Nội vụ",
    "SO NOI VU TINH NGHE AN",
    "Phòng Văn hóa - Xã hội",
    "PHONG KINH TE",
    "Đảng ủy xã Tân Kỳ",
    "Ban Quản lý dự án",
    "BAN QUAN LY DU AN",
    "Trường Tiểu học Tân Kỳ",
    "TRUONG THCS TAN KY",
    "Công an xã Tân Kỳ",
    "Bộ Nội vụ",
    "Xã Tân Kỳ",
    "Nghệ An - UBND xã Tân Kỳ",
    "",
)
PERSONS = (
    "Trịnh Huy Toàn",
    "TRỊNH HUY TOÀN",
    "TRINH HUY TOAN",
    "Nguyễn Thị Phòng",
    "NGUYEN THI PHONG",
    "Trương Văn Bộ",
    "TRUONG VAN BO",
    "Bàn Văn Minh",
    "BAN VAN MINH",
    "Đoàn Thị Hội",
    "Hà Văn Sở",
    "Lê Văn Phòng",
    "Văn Phong Nhã",
    "Hồ Sở Nam",
    "Nguyễn Văn A - Chủ tịch UBND xã Tân Kỳ",
    "Vi Văn Xã",
    "Chủ tịch UBND xã Tân Kỳ",
    "PHO CHU TICH UBND XA TAN KY",
    "Chánh Văn phòng HĐND và UBND",
    "Trưởng phòng Văn hóa - Xã hội",
    "Y Blô Êban",
    "Sốp Thị Mai",
    "Bồ Xuân Hội",
)


@pytest.mark.parametrize("name", AGENCIES)
def test_an_agencys_certificate_bears_the_agencys_name(name: str) -> None:
    assert signer_of(name, "UBND TỈNH NGHỆ AN", "UBND XÃ TÂN KỲ") is Signer.AGENCY


@pytest.mark.parametrize("name", PERSONS)
def test_a_persons_certificate_bears_the_persons_name(name: str) -> None:
    assert signer_of(name, "UBND TỈNH NGHỆ AN", "UBND XÃ TÂN KỲ") is Signer.PERSON


@pytest.mark.parametrize("name", (*AGENCIES, *PERSONS))
def test_composed_and_decomposed_letters_and_blanks_are_the_same(name: str) -> None:
    apart = "  ".join(unicodedata.normalize("NFD", name).split(" "))
    assert signer_of(apart) is signer_of(name)


def test_a_name_that_repeats_its_organisation_is_the_organisations() -> None:
    assert signer_of("Tân Kỳ Một Cửa", "TAN KY MOT CUA") is Signer.AGENCY
    assert signer_of("Trịnh Huy Toàn", "Trịnh Huy Toàn") is Signer.PERSON


@pytest.mark.parametrize(
    "name",
    [
        "Co quan chung thuc so chuyen dung Chinh phu (RootCA)",
        "RootCA chuyên dùng Chính phủ G2",
        "Cơ quan chứng thực số Chính phủ",
        "Ban Cơ yếu Chính phủ",
        "CA phục vụ các cơ quan Nhà nước G2",
        "CA PHUC VU CAC CO QUAN DANG G2",
        "Cục Chứng thực số và Bảo mật thông tin",
        "Co quan chung thuc so Bo Tai chinh",
        "Cơ quan chứng thực số Bộ Ngoại giao",
    ],
)
def test_official_names_are_known_however_they_are_written(name: str) -> None:
    assert bears_official_name("", name)
    assert bears_official_name(unicodedata.normalize("NFD", name.upper()))


@pytest.mark.parametrize("name", ["Viettel-CA", "VNPT Certification Authority", "UBND xã Tân Kỳ", ""])
def test_other_names_are_not_official(name: str) -> None:
    assert not bears_official_name(name)
