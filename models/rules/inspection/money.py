"""Whether a text names an amount of money or where it comes from."""

import re

_AMOUNT = re.compile(
    r"(?<![\w.,])\d[\d.,]{0,20}\s?(?:\([^()]{0,80}\)\s?)?(?:dong|vnd|d|trieu|ty|nghin|ngan)(?!\w)"
)
_SOURCE = re.compile(
    r"(?<!\w)(?:ngan sach|tu chu|thuong xuyen|xa hoi hoa|long ghep|tai tro|dong gop|su nghiep|chuong trinh muc tieu"
    r"|du toan (?:chi|thu|duoc|giao|hang|nam|da|ngan)|nguon (?:von|thu|tai tro|huy dong|dong gop|hop phap|chi)"
    r"|quy (?!dinh|che|trinh|hoach|[ivx1-4]+(?!\w))\w+)(?!\w)"
)
_NONE = re.compile(r"(?<!\w)(?:khong|chua) (?:\w+ ){0,3}(?:ngan sach|kinh phi|nguon)(?!\w)")


def names_money(text: str) -> bool:
    """Whether `text`, as `plain` gives it, says how much or from where: "120.000.000 đồng", "từ ngân sách xã",
    "lồng ghép trong kinh phí thường xuyên"; "theo quy định hiện hành" says neither."""
    line = " ".join(text.split())
    return bool(_AMOUNT.search(line) or _SOURCE.search(_NONE.sub(" ", line)))
