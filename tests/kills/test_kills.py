"""The small version of `make kills`: a kill during a dispatch, every tenth answer lost after delivery."""

from pathlib import Path

from tests.kills.__main__ import keeps_the_promise
from tests.kills.dispatching import Dispatching


async def test_killed_during_a_dispatch_nothing_is_lost_and_every_repeat_is_counted_and_says_so(
    tmp_path: Path,
) -> None:
    outcome = await Dispatching(tmp_path, 30, seed=2, per_second=60, drops=0.1, speed=20).run(kills=1)
    assert keeps_the_promise(outcome), outcome
    assert (outcome.kills, outcome.repeats > 0) == (1, True)
