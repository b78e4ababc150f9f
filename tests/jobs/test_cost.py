"""A tick costs what is due, not what exists (DESIGN §3): counted in SQLite's own steps, which no load alters."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from jobs.tick import tick
from models.database import connect
from tests.bench.databases import NOW, with_tasks

DUE, FEW, MANY = 10, 100, 1_000
# The place of its document is looked at once a tick, and once a day whether it closes.
ONE_LOOK = 20


def steps(database: Path, since: timedelta) -> int:
    """What a tick at NOW asks of SQLite, the last one having been so long ago."""
    engine = connect(f"sqlite:///{database}")
    tick(engine, NOW - since)
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    @event.listens_for(engine, "checkout")
    def _watch(connection: Any, *_: object) -> None:
        connection.set_progress_handler(count, 1)

    tick(engine, NOW)
    engine.dispose()
    return counted


@pytest.mark.parametrize("since", [timedelta(minutes=30), timedelta(hours=12)])
def test_a_task_of_which_nothing_is_due_costs_one_look(tmp_path: Path, since: timedelta) -> None:
    few, many = (with_tasks(tmp_path / f"{count}.db", count, DUE) for count in (FEW, MANY))
    assert steps(many, since) - steps(few, since) < (MANY - FEW) * ONE_LOOK
