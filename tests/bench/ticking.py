"""What a tick costs: of what is due against a job store of APScheduler, of what exists against less of it."""

import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import Engine

from jobs.passes import Passes
from jobs.tick import tick
from models.database import connect
from tests.bench.databases import NOW, with_all_that_stands, with_cases, with_due

DUE, OFFICERS = 1_000, 100
PEOPLE, SETTLED, QUARTER = 1_000, NOW + timedelta(hours=1), timedelta(seconds=15)
FEW_FILES, MANY_FILES, OF_FILES = 50, 5_000, 10
FEW, MANY, MOST = 10_000, 100_000, 1_000_000
# Building a million tasks takes some minutes.
SKIPS_THE_BIGGEST = "BENCH_WITHOUT_THE_BIGGEST"


def ticks_of_many(
    folder: Path,
    seconds: Callable[[Path, Callable[[Engine], None]], float],
    compare: Callable[[str, float, str, float], None],
) -> None:
    """A tick with as much due of ever more tasks; each due task is spoken of, in a digest a person."""
    took = {}
    for count in (FEW, MANY) if os.environ.get(SKIPS_THE_BIGGEST) else (FEW, MANY, MOST):
        prepared = with_due(folder / f"due-{count}.db", count, DUE, OFFICERS)
        took[count] = seconds(prepared, one_tick)
        if count == MANY:
            jobs = f"{DUE:,} APScheduler jobs added"
            compare(f"a tick, {DUE:,} due of {count:,} tasks", took[count], jobs, seconds(prepared, add_jobs))
        elif count == MOST:
            compare(f"a tick, {DUE:,} due of {count:,} tasks", took[count], f"of {FEW:,}", took[FEW])
        prepared.unlink()


def idle_passes(
    folder: Path,
    seconds: Callable[[Path, Callable[[Engine], None]], float],
    compare: Callable[[str, float, str, float], None],
) -> None:
    """What the running program's loop stands still for every quarter of a minute while nothing happens."""
    prepared = with_all_that_stands(folder / "people.db", PEOPLE)
    engine = connect(f"sqlite:///{prepared}")
    for moment in (SETTLED, SETTLED + QUARTER):
        tick(engine, moment)
    engine.dispose()
    whole, idle = seconds(prepared, partial(passes, 1)), seconds(prepared, partial(passes, 2))
    compare(f"an idle pass, {PEOPLE:,} people", idle - whole, "a whole one", whole)


def passes(count: int, engine: Engine) -> None:
    made = Passes(engine)
    for number in range(count):
        for step in made.steps(SETTLED + (2 + number) * QUARTER):
            step()


def one_tick(engine: Engine) -> None:
    tick(engine, NOW)


def add_jobs(engine: Engine) -> None:
    """Each a job of its own in a new database beside the copy, as APScheduler keeps them."""
    url = f"{engine.url}.jobs"
    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(url)})
    scheduler.start(paused=True)
    for number in range(DUE):
        scheduler.add_job(print, "date", run_date=NOW + timedelta(days=9, seconds=number), args=[number])
    scheduler.shutdown()


def mornings_of_files(
    folder: Path,
    seconds: Callable[[Path, Callable[[Engine], None]], float],
    compare: Callable[[str, float, str, float], None],
) -> None:
    """The morning of citizen files, a bundle an officer, however many there are."""
    few, many = (with_cases(folder / f"files-{n}.db", n, OF_FILES) for n in (FEW_FILES, MANY_FILES))
    took = seconds(many, one_tick)
    compare(f"a morning of {MANY_FILES:,} citizen files", took, f"of {FEW_FILES}", seconds(few, one_tick))
