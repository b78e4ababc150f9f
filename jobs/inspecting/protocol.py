"""What the program and its reading child say to each other, a line at a time."""

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel

READY = b"ready\n"
# How a line of an answer begins: what is known so far; where it failed. The last line: that was all; that was all,
# and the child makes way for another.
SO_FAR, FAILED, WHOLE, LAST = b"+", b"!", b"=", b"."


class Ask(BaseModel):
    """Which file is to be read, and what is known of it."""

    path: Path
    now: datetime
    received_at: datetime | None = None
    file_name: str = ""
