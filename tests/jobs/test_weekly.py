"""What comes up every week: when it opens, what is said of it around New Year and Tết, what one week is worth."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from bot.texts.catalogue import due_words
from bot.texts.periods import period_in_a_cell, period_of
from jobs.opening import open_tasks
from jobs.simulate import Row, simulate
from models.actor import CLOCK, Act
from models.catalogue.document import Catalogue
from models.points import worth
from models.rules.lifecycle import State
from models.rules.zone import local
from models.tables import Criterion, Task
from tests.commune import MONTHLY, Commune, at, five_cadences, settle
from tests.jobs.test_cadence_changed import DAY_25, FRIDAYS, newly_open, say, tasks

# All that is said when nobody answers, but for the last call and those above. Days off: 16 to 20/2/2026, 1/1/2027.
SAID = {
    # All of the week is off: due Mon 23/2; the working day before is Fri 13/2, three days before the week begins.
    "2026-W08": "T-1 13/02, T0 23/02, T+1 24/02, T+2 25/02, T+3 26/02, T+4 27/02",
    # Due Fri 18/12; closes on Sun 27/12.
    "2026-W51": "T-1 17/12, T0 18/12, T+1 21/12, T+2 22/12, T+3 23/12, T+4 24/12, T+5 25/12",
    # Fri 1/1/2027 is off: due Thu 31/12. The year has a 53rd week; the one after it is 2027-W01.
    "2026-W53": "T-1 30/12, T0 31/12, T+1 04/01, T+2 05/01, T+3 06/01, T+4 07/01, T+5 08/01",
    "2027-W01": "T-1 07/01, T0 08/01, T+1 11/01, T+2 12/01, T+3 13/01, T+4 14/01, T+5 15/01",
}


def of_fridays() -> Catalogue:
    """The small catalogue, its monthly report weekly."""
    catalogue = five_cadences()
    entries = [
        type(each).model_validate(each.model_dump() | FRIDAYS) if each.code == MONTHLY else each
        for each in catalogue.requirements
    ]
    return catalogue.model_copy(update={"requirements": tuple(entries)})


@pytest.fixture(scope="module")
def weekly(tmp_path_factory: pytest.TempPathFactory) -> Commune:
    return settle(tmp_path_factory.mktemp("weekly"), "05/01/2026", of_fridays())


def rows_of(commune: Commune, name: str) -> list[Row]:
    with commune.reads() as session:
        found = simulate(session, commune.agency(session), date(2026, 1, 1), date(2027, 1, 31))
        return [row for row in found if (row.requirement, row.period) == (MONTHLY, name)]


@pytest.mark.parametrize("name", SAID)
def test_what_is_said_of_a_week_is_the_table_made_by_hand(weekly: Commune, name: str) -> None:
    own = [row for row in rows_of(weekly, name) if row.spoken.kind in ("card", "overdue")]
    assert ", ".join(f"{row.spoken.rung} {local(row.spoken.at):%d/%m}" for row in own) == SAID[name]


def test_one_week_is_open_at_a_time_and_worth_its_share_of_the_year(weekly: Commune) -> None:
    opened = []
    for day in ("13/12/2026", "14/12/2026", "20/12/2026", "21/12/2026"):
        with weekly.writes() as session:
            open_tasks(Act(session, CLOCK, at(day, "00:00")), weekly.agency(session))
            own = select(Task).where(Task.requirement_id == weekly.requirement(session, MONTHLY).id)
            opened.append(max(task.period for task in session.exec(own)))
    assert opened == ["2026-W50", "2026-W51", "2026-W51", "2026-W52"]
    with weekly.writes() as session:
        criterion = session.exec(select(Criterion).where(Criterion.code == "7.5")).one()
        # A point for each of 53 weeks, four quarters and two halves.
        criterion.max = Decimal(53 + 4 + 2)
        session.flush()
        found = worth(session, session.exec(select(Task).where(Task.period == "2026-W51")).one())
        assert found is not None and found.at_stake == 1


def test_what_was_weekly_becomes_monthly_without_asking_for_the_months_again(tmp_path: Path) -> None:
    commune = settle(tmp_path, "05/01/2026", of_fridays())
    assert "2026-W51" in newly_open(commune, MONTHLY, "14/12/2026")
    say(commune, MONTHLY, "16/12/2026", DAY_25)
    assert newly_open(commune, MONTHLY, "16/12/2026") == {"2026-12": State.OPEN, "2027-01": State.OPEN}
    assert tasks(commune, MONTHLY)["2026-W51"] is State.OPEN


def test_a_week_is_called_by_its_number_and_its_days() -> None:
    assert period_of("2026-W51") == "tuần 51/2026 (14–20/12)"
    assert period_of("2026-W53") == "tuần 53/2026 (28/12–3/1)"
    assert period_in_a_cell("2026-W51") == "tuần 51/2026"


def test_a_catalogue_says_when_it_is_due() -> None:
    report = five_cadences().requirements[0]
    weekly = type(report).model_validate(report.model_dump() | FRIDAYS)
    assert due_words(weekly) == "hằng tuần, thứ Sáu"
