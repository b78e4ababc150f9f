"""`python -m tests.fuzz 10000 7`: so many updates drawn from this seed. A run that fails, fails again."""

import asyncio
import logging
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from tests.e2e.world import at, open_world
from tests.fuzz.running import Run


async def _main(count: int, seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_world(Path(folder), date(2026, 12, 15), moment=at("15/12/2026")) as world:
            run, began = Run(world, seed), time.process_time()
            try:
                await run.send(count)
                run.check_at_the_end(Path(folder))
            finally:
                print(f"seed {seed}: {run.sent.total()} updates, {time.process_time() - began:.1f} s of CPU")
                print(", ".join(f"{kind} {number}" for kind, number in run.sent.most_common()))
                print(", ".join(f"{change} {number}" for change, number in run.changes.most_common()))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    numbers = [int(each) for each in sys.argv[1:3]]
    asyncio.run(_main(*[*numbers, *(10_000, 1)[len(numbers) :]]))
