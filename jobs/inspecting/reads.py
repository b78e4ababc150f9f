"""Whoever reads files, as those who ask see it."""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from models.rules.inspection.reading import FileRead


class Reads(Protocol):
    """The inspector, or one who reads nothing."""

    async def read(
        self, path: Path, *, now: datetime, file_name: str, received_at: datetime
    ) -> FileRead | None:
        """What is in a stored file, at `now`, that came under this name at `received_at` (both aware); None where
        nothing was read."""

    async def close(self) -> None:
        """Ends what it holds."""


class ReadsNothing:
    """For where a file is only kept."""

    async def read(
        self, path: Path, *, now: datetime, file_name: str, received_at: datetime
    ) -> FileRead | None:
        return None

    async def close(self) -> None:
        """Holds nothing."""
