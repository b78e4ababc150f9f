"""Random updates from everybody at once: no crash, no unanswered press, no change that is not allowed."""

from datetime import date
from pathlib import Path

from tests.e2e.world import at, open_world
from tests.fuzz.running import Run

# More of them, and other seeds: `make fuzz N=10000 SEED=7`.
UPDATES, SEED = 320, 15


async def test_whatever_comes_is_worked_off_answered_and_allowed(tmp_path: Path) -> None:
    async with open_world(tmp_path, date(2026, 12, 15), moment=at("15/12/2026")) as world:
        run = Run(world, SEED)
        await run.send(UPDATES)
        run.check_at_the_end(tmp_path)
        assert len(run.changes) >= 5
