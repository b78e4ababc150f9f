"""Names of persons within what an officer typed about a file, where no other column says whose it is."""

import re
import unicodedata
from collections.abc import Collection

# Family names of nine in ten Vietnamese, and those of Nghệ An. Some begin a place's name too ("Hà Nội"), so that of
# the rarer ones two given names are wanted. In capitals, only those that are no other word.
_MOST_USUAL = "Nguyễn|Trần|Lê|Phạm"
_OTHERS = (
    "Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đào|Trịnh|Trương|Lương|Cao|Thái|Vi|Lô|Kha|Lữ|Hà|Mai|Tạ"
    "|Đoàn|Lâm|Vương|Tô|Quách|Đậu|Phùng|Chu|Nghiêm|Thân"
)
_IN_CAPITALS = "NGUYỄN|TRẦN|LÊ|PHẠM|HOÀNG|HUỲNH|PHAN|VŨ|VÕ|BÙI|ĐỖ|NGÔ|ĐINH|TRỊNH|TRƯƠNG|ĐẬU|QUÁCH"
_CAPITAL = f"[{''.join(filter(str.isupper, map(chr, range(0x1F00))))}]"
_GIVEN = rf"(?: {_CAPITAL}[^\W\d_]*)"
_NAME = re.compile(
    rf"(?<!\w)(?:(?:{_MOST_USUAL}){_GIVEN}{{1,4}}|(?:{_OTHERS}){_GIVEN}{{2,4}}"
    rf"|(?:{_IN_CAPITALS})(?: {_CAPITAL}+){{1,4}})(?!\w)"
)


def without_full_names(text: str, known: Collection[str] = ()) -> str:
    """`text`, on one line, composed (NFC) and with "…" for whatever is written as a family name and given names;
    `known`: full names that may stand."""
    composed = unicodedata.normalize("NFC", text)
    return _NAME.sub(lambda found: found[0] if found[0] in known else "…", composed)
