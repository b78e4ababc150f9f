"""Heads of documents as they come out of a file: both columns on a line, one behind the other, seen by OCR."""

STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
COMMUNE = ("ỦY BAN NHÂN DÂN", "XÃ TÂN KỲ")
CENTRE = ("UBND XÃ TÂN KỲ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
DEPARTMENT = ("UBND TỈNH NGHỆ AN", "SỞ NỘI VỤ")
TEXT = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"


def interleaved(
    number: str,
    dated: str,
    *title: str,
    bodies: tuple[str, str] = COMMUNE,
    gap: str = "      ",
    text: str = TEXT,
) -> str:
    """Row by row, both columns on one line."""
    rows = zip((*bodies, number), (*STATE, dated), strict=True)
    return "\n".join([*(f"{left}{gap}{right}" for left, right in rows), *title, text])


def left_first(
    number: str, dated: str, *title: str, bodies: tuple[str, str] = COMMUNE, text: str = TEXT
) -> str:
    """The left column, then the right one."""
    return "\n".join([*bodies, "--------", number, *STATE, "-----------------------", dated, *title, text])


def right_first(
    number: str, dated: str, *title: str, bodies: tuple[str, str] = COMMUNE, text: str = TEXT
) -> str:
    """The right column, then the left one."""
    return "\n".join([*STATE, dated, "", *bodies, number, "", *title, "", text])
