"""What the reading of one file may cost."""

from time import monotonic

from pydantic import BaseModel, ConfigDict


class Limits(BaseModel):
    """seconds: for one file, OCR included. memory: bytes of address space. size: bytes of a file.

    pages, characters: so many are read. After `files` files, or once its memory has passed `kept` bytes, a child
    makes way for a new one.
    """

    model_config = ConfigDict(frozen=True)

    seconds: float = 20.0
    memory: int = 1 << 30
    size: int = 200 << 20
    pages: int = 500
    characters: int = 1_000_000
    files: int = 200
    kept: int = 300 << 20


class Budget:
    """The time that is left for a file."""

    def __init__(self, seconds: float) -> None:
        self._until = monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds; never below zero."""
        return max(0.0, self._until - monotonic())
