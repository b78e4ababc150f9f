from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.e2e.world import World, open_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """The commune as installed on Monday 23/11/2026 at 07:00."""
    async with open_world(tmp_path, date(2026, 11, 23)) as opened:
        yield opened
