"""`make kills N=50 SEED=1`: a dispatch of a thousand messages over a socket, killed N times with SIGKILL at random;
then another of whose answers one in twenty is lost after delivery as well."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.kills.dispatching import Dispatching, Outcome
from tests.kills.program import MOST_LIVES

MESSAGES, PER_SECOND, DROPS = 1_000, 28.0, 0.05


def main(kills: int, seed: int) -> int:
    if kills >= MOST_LIVES:
        print(f"N: at most {MOST_LIVES - 1} kills fit into a morning.", file=sys.stderr)
        return 2
    faults = 0
    for title, drops in (("killed", 0.0), ("killed, answers dropped", DROPS)):
        with tempfile.TemporaryDirectory() as folder:
            dispatching = Dispatching(Path(folder), MESSAGES, seed, PER_SECOND, drops)
            outcome = asyncio.run(dispatching.run(kills))
        print(f"{title} (seed {seed}): {outcome}", flush=True)
        faults += not keeps_the_promise(outcome)
    return min(faults, 1)


def keeps_the_promise(outcome: Outcome) -> bool:
    """Nothing is lost; repeated is at most what was in flight, and each repeat is counted and says so."""
    at_most = outcome.in_flight + outcome.dropped
    is_told = outcome.recognised == outcome.repeats <= outcome.counted
    return outcome.lost == 0 and outcome.repeats <= at_most and is_told and outcome.exit_code == 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
