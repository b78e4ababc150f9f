"""Words that nobody means: one piece over and over, as long as a message may be."""

PIECES = (
    ",mai ", "15/12/2026, ", "1,2,3,", "1 xong 2 chưa ", "10h ", "a.", "1.", "((((1)", "a-b-", "w", "aá\u0301",
    "từ mai đến ", "số hai trăm ", "số 25/KH-UBND ngay 15/12/2026, ", "Nguyễn Văn An, ", "giao 1 cho An, ", "😀",
    "tất cả trừ 1 ", "hai ", "tu ", "     ", "- ", "? ",
)  # fmt: skip


def of(piece: str, length: int) -> str:
    return (piece * length)[:length]
