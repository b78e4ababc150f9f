"""Seeds, lived one by one or on all cores, and what is said of them."""

import argparse
import gc
import hashlib
import multiprocessing
import os
import time
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlmodel import func, select

from models.database import reading
from models.tables import Confirmation
from tests import shared
from tests.catalogues import share_readings
from tests.engines import hurry, share_compiled_statements
from tests.storms.plan import draw
from tests.storms.plants import PLANTS
from tests.storms.promises import broken, watch
from tests.storms.storm import Lived, Storm

A_YEAR = 355
# From a Wednesday to the Tuesday after the next due day, shortly before a month's figures close.
A_WEEK, _TWO_DAYS = 6, 2
FIRST_DAYS = (date(2026, 3, 11), date(2026, 6, 10), date(2026, 9, 9), date(2026, 12, 9))
_NEW_YEAR = date(2026, 1, 5)


@dataclass(frozen=True)
class Outcome:
    """What became of one seed."""

    seed: int
    broken: tuple[str, ...]
    days: int
    messages: int
    repeats: int
    crashes: int
    confirmations: int
    # All that people saw, so that two runs can be compared.
    trace: int


def days_in_make_test(seed: int) -> int:
    """Every tenth storm lasts over a due day and what comes after it."""
    return A_WEEK if seed % 10 == 2 else _TWO_DAYS


def live(seed: int, days: int, plant: str = "") -> Outcome:
    """One seed, and what it broke."""
    first = _NEW_YEAR if days >= A_YEAR else FIRST_DAYS[seed % len(FIRST_DAYS)]
    with TemporaryDirectory(prefix="storm-") as folder, PLANTS[plant]() if plant else nullcontext():
        lived = Storm(draw(seed, first, days), Path(folder), watch).live()
        try:
            return _outcome(lived, seed, days)
        finally:
            lived.engine.dispose()


def _outcome(lived: Lived, seed: int, days: int) -> Outcome:
    posted = [message.row.id for message in lived.telegram.posted if message.row is not None]
    with reading(lived.engine) as session:
        confirmations = session.exec(select(func.count()).select_from(Confirmation)).one()
    seen = [(told.at.isoformat(), told.chat_id, told.words) for told in lived.telegram.told]
    return Outcome(
        seed=seed,
        broken=tuple(broken(lived)),
        days=days,
        messages=len(posted),
        repeats=len(posted) - len(set(posted)),
        crashes=lived.crashes,
        confirmations=confirmations,
        trace=_digest(seen),
    )


def _digest(seen: object) -> int:
    return int.from_bytes(hashlib.sha256(repr(seen).encode()).digest()[:6], "big")


def main() -> int:
    arguments = _arguments()
    share_compiled_statements()
    hurry()
    share_readings()
    shared.root()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    seeds = (
        [arguments.seed]
        if arguments.seed is not None
        else range(arguments.first, arguments.first + arguments.seeds)
    )
    work = partial(live, days=arguments.days, plant=arguments.plant)
    began, outcomes = time.time(), []
    with multiprocessing.Pool(1 if arguments.seed is not None else arguments.workers) as pool:
        for outcome in pool.imap_unordered(work, seeds):
            outcomes.append(outcome)
            for said in outcome.broken[:6]:
                print(f"SEED={outcome.seed} DAYS={outcome.days}: {said}", flush=True)
    _sum_up(outcomes, time.time() - began)
    return int(any(outcome.broken for outcome in outcomes))


def _sum_up(outcomes: list[Outcome], seconds: float) -> None:
    failing = sorted(outcome.seed for outcome in outcomes if outcome.broken)
    total = Counter[str]()
    for each in outcomes:
        total.update(
            days=each.days,
            messages=each.messages,
            repeats=each.repeats,
            crashes=each.crashes,
            confirmations=each.confirmations,
        )
    print(
        f"{len(outcomes)} seeds, {total['days'] / 365:.1f} years, {total['messages']} messages, "
        f"{total['repeats']} repeats, {total['crashes']} crashes, {total['confirmations']} confirmations, "
        f"{seconds:.0f} s: {len(failing)} failing {failing or ''}"
    )
    if len(outcomes) == 1:
        print(f"trace {outcomes[0].trace:012x}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.storms")
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--days", type=int, default=A_YEAR)
    parser.add_argument("--plant", choices=sorted(PLANTS), default="")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()
