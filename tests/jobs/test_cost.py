"""A tick costs what is due, not what exists
(docs/design.md, Rooms): counted in SQLite's own steps, which no load alters."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from jobs.tick import tick
from models.database import connect
from tests.bench.databases import NOW, with_all_that_stands, with_cases, with_tasks

DUE, FEW, MANY = 10, 100, 1_000


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


def statements(database: Path, moment: datetime) -> int:
    """What a tick at this moment asks of the database, another having been a minute before."""
    engine = connect(f"sqlite:///{database}")
    tick(engine, moment - timedelta(minutes=1))
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *about: asked.append(about[2]))
    event.listen(engine, "begin", asked.append)
    tick(engine, moment)
    engine.dispose()
    return len(asked)


@pytest.mark.parametrize("since", [timedelta(minutes=30), timedelta(hours=12)])
def test_a_task_of_which_nothing_is_due_costs_nothing(tmp_path: Path, since: timedelta) -> None:
    few, many = (with_tasks(tmp_path / f"{count}.db", count, DUE) for count in (FEW, MANY))
    assert steps(many, since) == steps(few, since)


@pytest.mark.parametrize("on", ["Tuesday", "the first working day of the week"])
def test_an_idle_tick_asks_no_more_however_many_people_and_tasks_of_every_standing_there_are(
    tmp_path: Path, on: str
) -> None:
    moment = NOW + timedelta(hours=1, days=6 if on != "Tuesday" else 0)
    few, many = (
        statements(with_all_that_stands(tmp_path / f"{count}.db", count), moment) for count in (5, 40)
    )
    assert many <= few
    assert many < 100


def test_citizen_files_ask_no_more_however_many_there_are(tmp_path: Path) -> None:
    """Of a morning with a bundle an officer, and of an idle moment after it: written in portions, and read by
    statements that know no number."""
    few, many = (with_cases(tmp_path / f"{n}.db", n, 4) for n in (40, 400))
    assert statements(many, NOW) <= statements(few, NOW) + 10
    idle = NOW + timedelta(hours=7)
    assert statements(many, idle) <= statements(few, idle)
