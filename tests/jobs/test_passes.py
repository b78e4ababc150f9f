"""An idle pass costs next to nothing however many people there are, and no moment and no change goes unseen."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlmodel import select

from jobs.passes import Passes
from models import installation
from models.actor import OPERATOR, Act
from models.database import connect, writing
from models.ledger import record
from models.tables import Agency, Notification, OutboxState, StepFault
from tests.jobs.outbox import AN, MORNING, Outbox, installed

__all__ = ["installed"]

LATER = MORNING + timedelta(hours=1)
QUARTER = timedelta(seconds=15)


class Watched:
    """Passes over a database, and what each asks of it."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.passes, self.asked = engine, Passes(engine), 0
        event.listen(engine, "before_cursor_execute", self._note)
        event.listen(engine, "begin", self._note)

    def _note(self, *about: object) -> None:
        self.asked += 1

    def take(self, now: datetime) -> int:
        """How many statements a pass at this moment takes."""
        self.asked = 0
        for step in self.passes.steps(now):
            step()
        return self.asked

    def settle(self, now: datetime) -> datetime:
        """Passes until one finds nothing to do; returns the moment of the next."""
        while self.take(now) > 8:
            now += QUARTER
        return now + QUARTER


@pytest.fixture
def watched(installed: Path, tmp_path: Path) -> Watched:
    return Watched(connect(f"sqlite:///{shutil.copy(installed, tmp_path / 'nhacviec.db')}"))


def test_an_idle_pass_asks_a_handful_of_questions_and_is_noted(watched: Watched) -> None:
    now = watched.settle(LATER)
    assert watched.take(now) <= 8
    with writing(watched.engine) as session:
        assert installation.installed(session).ticked_at == now


def test_what_is_recorded_told_or_failed_is_looked_at_with_the_next_pass(watched: Watched) -> None:
    now = watched.settle(LATER)
    with writing(watched.engine) as session:
        agency = session.exec(select(Agency)).one()
        record(Act(session, OPERATOR, now), "bench", agency)
    assert watched.take(now) > 20
    now = watched.settle(now)
    with writing(watched.engine) as session:
        session.add(
            StepFault(
                agency_id=1, step="speak", about="task/1", since_at=now, last_at=now, error="ValueError"
            )
        )
    assert watched.take(now) > 20


@pytest.mark.parametrize(
    "moment",
    [LATER + timedelta(minutes=11), LATER - timedelta(minutes=5)],
    ids=["ten minutes on", "the clock put back"],
)
def test_a_whole_pass_is_made_after_ten_minutes_and_where_the_clock_was_put_back(
    moment: datetime, watched: Watched
) -> None:
    watched.settle(LATER)
    assert watched.take(moment) > 20


def test_at_a_new_hour_and_at_a_messages_moment_a_whole_pass_is_made(watched: Watched) -> None:
    now = watched.settle(MORNING + timedelta(minutes=28))
    Outbox(watched.engine).put(AN, "chào", direct=True)
    with writing(watched.engine) as session:
        row = session.exec(select(Notification).where(Notification.state == OutboxState.WAITING)).first()
        assert row is not None
        row.not_before = now + QUARTER
        session.add(row)
    watched.passes = Passes(watched.engine)
    watched.take(now)
    assert watched.take(now + QUARTER) > 20
    watched.settle(now + QUARTER)
    assert watched.take(MORNING.replace(hour=8, minute=0)) > 20
