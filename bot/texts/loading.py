"""What a long job of the command line says of how far it has come."""

LOADING, OPENING = "Đang nạp", "Đang mở việc"


def how_far(doing: str, done: int, total: int) -> str:
    return f"{doing}: {done}/{total} yêu cầu"


def reading_file(name: str, size: int) -> str:
    """Of a file of so many bytes."""
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    return f"Đang đọc {name} ({megabytes} MB)…"
