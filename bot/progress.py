"""How far a long job of the command line has come, on stderr: nothing of what is done in a moment."""

import sys
from pathlib import Path
from time import monotonic

from models.progress import Progress

_A_MOMENT = 2.0
_LARGE = 500_000


def counting(doing: str) -> Progress:
    """Says "Đang nạp: 1500/5000 yêu cầu" every other second, once it takes longer than that."""
    said_at = monotonic()

    def heard(done: int, total: int) -> None:
        nonlocal said_at
        if monotonic() - said_at >= _A_MOMENT:
            said_at = monotonic()
            print(f"{doing}: {done}/{total} yêu cầu", file=sys.stderr, flush=True)

    return heard


def say_reading(file: Path | None) -> None:
    """Of a file that takes a while to read."""
    if file is not None and file.is_file() and file.stat().st_size >= _LARGE:
        size = f"{file.stat().st_size / 1_000_000:.1f}".replace(".", ",")
        print(f"Đang đọc {file.name} ({size} MB)…", file=sys.stderr, flush=True)
