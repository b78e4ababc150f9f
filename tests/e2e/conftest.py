from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.e2e.world import World, at, moment_of, open_world


@pytest.fixture
async def world(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The commune as installed on Monday 23/11/2026 at 07:00; `pytest.mark.moment(day, hour)`: gone to there."""
    async with open_world(tmp_path, date(2026, 11, 23), moment=moment_of(request)) as opened:
        yield opened


@pytest.fixture
async def monday(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 14/12/2026 at 09:00, the day of adoption: the December report is due on Wednesday, its T-1 speaks
    tomorrow."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("14/12/2026", "09:00")) as opened:
        yield opened


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Tuesday 15/12/2026 at 08:00, the day of adoption: the December report is due tomorrow."""
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026", "08:00")) as opened:
        yield opened
