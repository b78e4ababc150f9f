"""How far a long job of the command line has come, on stderr: nothing of what is done in a moment."""

import sys
from pathlib import Path
from time import monotonic

from bot.texts.loading import how_far, reading_file
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
            print(how_far(doing, done, total), file=sys.stderr, flush=True)

    return heard


def say_reading(file: Path | None) -> None:
    """Of a file that takes a while to read."""
    if file is not None and file.is_file() and file.stat().st_size >= _LARGE:
        print(reading_file(file.name, file.stat().st_size), file=sys.stderr, flush=True)
