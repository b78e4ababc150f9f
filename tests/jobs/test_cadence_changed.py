"""What opens once a requirement comes up otherwise: nothing twice, nothing dropped, nobody late for the past."""

import shutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from jobs.opening import open_tasks
from jobs.tick import tick
from models.actor import CLOCK, OPERATOR, Act
from models.catalogue.loading import load
from models.points import worth
from models.rules.cadence import Cadence
from models.rules.lifecycle import State
from models.tables import Task
from tests.commune import MONTHLY, Commune, at, commune_in, five_cadences, settle
from tests.shared import made_once

QUARTERLY, HALF_YEARLY, YEARLY = "7.5-so-lieu-truc-tuyen", "7.5-kien-nghi", "0-ke-hoach-nam"
ONCE, CASES = "0-hop-chuyen-de", "0-xin-loi"
CHANGED_ON = "10/12/2026"
DAY_25 = {"cadence": "monthly", "cutoff": None, "due": {"day": 25}, "starts_on": date(2026, 1, 1)}
FRIDAYS = {"cadence": "weekly", "cutoff": None, "due": {"weekday": "friday"}, "starts_on": date(2026, 1, 1)}
LAST_DAY = {"cutoff": None, "due": {"last_day": True}, "starts_on": date(2026, 1, 1)}
AFTER_14 = {"cutoff": 14, "due": {"after_cutoff": 2}}
ON_THE_30TH = {"cadence": "once", "cutoff": None, "due": {"date": date(2026, 12, 30)}, "starts_on": None}
A_CASE = {"cadence": "per_case", "cutoff": None, "due": None, "starts_on": None}


def say(commune: Commune, code: str, day: str, values: dict[str, Any]) -> None:
    """A catalogue in which one requirement has other values is loaded."""
    catalogue = five_cadences()
    entries = [
        type(each).model_validate(each.model_dump() | values) if each.code == code else each
        for each in catalogue.requirements
    ]
    with commune.writes() as session:
        load(
            Act(session, OPERATOR, at(day)), catalogue.model_copy(update={"requirements": tuple(entries)}), []
        )


def tasks(commune: Commune, code: str) -> dict[str, State]:
    with commune.reads() as session:
        wanted = commune.requirement(session, code).id
        found = session.exec(select(Task).where(Task.requirement_id == wanted))
        return {task.period: task.state for task in found}


def newly_open(commune: Commune, code: str, day: str) -> dict[str, State]:
    """The periods that open on a day, with how they stand."""
    before = tasks(commune, code)
    with commune.writes() as session:
        open_tasks(Act(session, CLOCK, at(day, "00:00")), commune.agency(session))
    return {name: state for name, state in tasks(commune, code).items() if name not in before}


@pytest.fixture(scope="module")
def year() -> Path:
    """The commune that used the program all year, in a closed database."""
    with made_once("opened all year") as (folder, is_new):
        if is_new:
            commune = settle(folder, "05/01/2026", five_cadences())
            for month in range(1, 13):
                with commune.writes() as session:
                    moment = at(f"10/{month:02d}/2026", "00:00")
                    open_tasks(Act(session, CLOCK, moment), commune.agency(session))
            commune.engine.dispose()
        return folder


@pytest.fixture
def lived(year: Path, tmp_path: Path) -> Iterator[Commune]:
    """The commune that used the program all year, on Thursday 10/12/2026."""
    shutil.copy(year / "nhacviec.db", tmp_path / "nhacviec.db")
    commune = commune_in(tmp_path, at("05/01/2026", "07:00"))
    yield commune
    commune.engine.dispose()


@pytest.mark.parametrize(
    ("code", "values", "expected"),
    [
        # Three quarters are over: nine monthly reports spoke for them.
        (MONTHLY, {"cadence": "quarterly", **AFTER_14}, {"2026-Q4": State.OPEN}),
        (MONTHLY, {"cadence": "half_yearly", **AFTER_14}, {"2026-H2": State.OPEN}),
        (MONTHLY, {"cadence": "yearly", **AFTER_14}, {"2026": State.OPEN}),
        (MONTHLY, FRIDAYS, {"2026-W50": State.OPEN}),
        (QUARTERLY, FRIDAYS, {"2026-W50": State.OPEN}),
        (MONTHLY, ON_THE_30TH, {"2026-12-30": State.OPEN}),
        (MONTHLY, A_CASE, {}),
        # The months of the fourth quarter that are past belong to its report, which is open.
        (QUARTERLY, DAY_25, {"2026-12": State.OPEN, "2027-01": State.OPEN}),
        (HALF_YEARLY, {"cadence": "quarterly", **LAST_DAY}, {"2026-Q4": State.OPEN}),
        (YEARLY, DAY_25, {"2026-12": State.OPEN, "2027-01": State.OPEN}),
        # Nobody gave account of November, or of what cases came: the admin settles that.
        (
            ONCE,
            DAY_25,
            {"2026-11": State.TO_SETTLE, "2026-12": State.OPEN, "2027-01": State.OPEN},
        ),
        (
            CASES,
            DAY_25,
            {f"2026-{month:02d}": State.TO_SETTLE for month in range(1, 12)}
            | {"2026-12": State.OPEN, "2027-01": State.OPEN},
        ),
    ],
)
def test_after_a_change_in_december_opens_what_is_still_due(
    lived: Commune, code: str, values: dict[str, Any], expected: dict[str, State]
) -> None:
    before = tasks(lived, code)
    say(lived, code, CHANGED_ON, values)
    assert newly_open(lived, code, CHANGED_ON) == expected
    assert tasks(lived, code) == before | expected, "what was open goes on as it was"
    assert newly_open(lived, code, "11/12/2026") == {}


def test_no_quarter_is_left_out_after_the_change(lived: Commune) -> None:
    say(lived, MONTHLY, CHANGED_ON, {"cadence": "quarterly", **AFTER_14})
    assert list(newly_open(lived, MONTHLY, CHANGED_ON)) == ["2026-Q4"]
    assert list(newly_open(lived, MONTHLY, "16/01/2027")) == ["2027-Q1"]
    assert list(newly_open(lived, MONTHLY, "18/04/2027")) == ["2027-Q2"]


def test_what_came_once_comes_once_also_after_it_recurred_for_a_while(lived: Commune) -> None:
    say(lived, ONCE, CHANGED_ON, DAY_25)
    newly_open(lived, ONCE, CHANGED_ON)
    say(lived, ONCE, "11/12/2026", ON_THE_30TH)
    assert newly_open(lived, ONCE, "11/12/2026") == {}


def test_a_cadence_changed_and_changed_back_opens_no_month_twice(lived: Commune) -> None:
    say(lived, MONTHLY, CHANGED_ON, {"cadence": "quarterly", **AFTER_14})
    newly_open(lived, MONTHLY, CHANGED_ON)
    say(lived, MONTHLY, "11/12/2026", {})
    assert newly_open(lived, MONTHLY, "11/12/2026") == {}
    assert list(newly_open(lived, MONTHLY, "20/01/2027")) == ["2027-02", "2027-03"]


def test_another_due_day_of_the_same_cadence_settles_nothing_anew(lived: Commune) -> None:
    with lived.reads() as session:
        added_on = lived.requirement(session).added_on
    say(lived, MONTHLY, CHANGED_ON, {"due": {"after_cutoff": 5}})
    with lived.reads() as session:
        assert lived.requirement(session).added_on == added_on
    assert newly_open(lived, MONTHLY, CHANGED_ON) == {}


def test_what_is_past_under_the_new_cadence_is_missed_by_nobody(lived: Commune) -> None:
    say(lived, CASES, CHANGED_ON, DAY_25)
    tick(lived.engine, at(CHANGED_ON))
    tick(lived.engine, at("11/12/2026"))
    assert State.MISSED not in tasks(lived, CASES).values()


def test_one_report_is_worth_its_share_of_the_year_in_which_it_was_opened(lived: Commune) -> None:
    """7.5 has 1.5 points: 12 monthly, 4 quarterly and 2 half-yearly reports a year, 0.08 each; where the monthly
    one comes four times there are 10, 0.15 each."""
    say(lived, MONTHLY, CHANGED_ON, {"cadence": "quarterly", **AFTER_14})
    newly_open(lived, MONTHLY, CHANGED_ON)
    with lived.reads() as session:
        december, quarter = (
            worth(session, lived.task(session)),
            worth(session, lived.task(session, "2026-Q4")),
        )
    assert december is not None and quarter is not None
    assert (december.at_stake, quarter.at_stake) == (Decimal("0.08"), Decimal("0.15"))


def test_every_cadence_is_known_everywhere() -> None:
    """Where a cadence is added, these tables are where its words and rules stand."""
    from typing import get_args

    from bot.texts.periods import _WORDS
    from models.catalogue import due, values, words
    from models.rules import ladder
    from models.rules.cadence import RECURRING

    known = [each.value for each in Cadence]
    assert (
        sorted(get_args(values.CadenceName)) == sorted(words.CADENCES) == sorted(due.FORMS) == sorted(known)
    )
    assert sorted(ladder._STEPS) == sorted(known)
    assert sorted(_WORDS) == sorted(RECURRING)
