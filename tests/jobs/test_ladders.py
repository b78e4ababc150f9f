"""An agency's own ladder is for tasks that open later, and in `simulate`; a requirement's own goes first."""

from datetime import date

from sqlmodel import select

from jobs.opening import open_tasks
from jobs.simulate import Telling, simulate
from models.actor import CLOCK, Act
from models.changes.office import set_ladder
from models.tables import Rung
from tests.commune import MONTHLY, Commune, at

OWN = ["cutoff", "T-3", "T-1", "T0"]


def test_tasks_that_open_later_climb_it_and_open_ones_keep_theirs(commune: Commune) -> None:
    with commune.writes() as session:
        set_ladder(commune.act(session, "minh.vp"), "after_cutoff", OWN)
        open_tasks(Act(session, CLOCK, at("20/01/2027")), commune.agency(session))
        opened = commune.task(session, "2027-03")
        assert opened.steps == OWN
        # 14/3/2027 is a Sunday and T-3 would lie before it: nobody is asked for figures that are not closed.
        names = set(session.exec(select(Rung.name).where(Rung.task_id == opened.id)))
        assert {"T-1", "T0"} <= names
        assert "T-3" not in names
        assert commune.task(session, "2026-12").steps == ["cutoff", "T-1", "T0"]


def test_a_requirement_with_steps_of_its_own_keeps_them(commune: Commune) -> None:
    with commune.writes() as session:
        requirement = commune.requirement(session)
        requirement.ladder = ["T-2", "T0"]
        session.add(requirement)
        set_ladder(commune.act(session, "minh.vp"), "after_cutoff", OWN)
        open_tasks(Act(session, CLOCK, at("20/01/2027")), commune.agency(session))
        assert commune.task(session, "2027-03").steps == ["T-2", "T0"]


def test_a_projection_shows_it(commune: Commune) -> None:
    with commune.writes() as session:
        # Due five working days after the cut-off, so that there is room for T-3.
        requirement = commune.requirement(session)
        requirement.due_rule = {"after_cutoff": 5}
        session.add(requirement)
        set_ladder(commune.act(session, "minh.vp"), "after_cutoff", OWN)
        rows = simulate(session, commune.agency(session), date(2027, 5, 1), date(2027, 5, 31))
    own = [row.spoken.rung for row in rows if row.requirement == MONTHLY and row.spoken.kind is Telling.CARD]
    assert own == ["cutoff", "T-3", "T-1", "T0"]
