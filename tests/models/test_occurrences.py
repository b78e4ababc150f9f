"""The days that the built-in requirements have, by their date rules and the calendar of 2026 and 2027."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from jobs.opening import open_tasks
from models.actor import CLOCK, OPERATOR, Act
from models.calendar import working_calendar
from models.catalogue.loading import load
from models.catalogue.reading import builtin_calendar, builtin_catalogue
from models.occurrences import Occurrence, occurrences
from models.rules.cadence import Cadence, Shift
from models.rules.lifecycle import State
from models.tables import ChecklistItem, Requirement, Task, TaskItem, Unit
from tests.commune import Commune, at, settle

YEAR = [f"2026-{month:02d}" for month in range(1, 13)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Commune:
    """The commune with the built-in catalogue, from the first working day of 2026."""
    return settle(tmp_path_factory.mktemp("whole"), "05/01/2026", builtin_catalogue())


def found(commune: Commune, session: Session, code: str, until: date = date(2027, 6, 30)) -> list[Occurrence]:
    requirement = session.exec(select(Requirement).where(Requirement.code == code)).one()
    calendar = working_calendar(session, requirement.agency_id)
    return list(occurrences(requirement, date(2026, 1, 1), until, calendar, commune.agency(session).ladders))


# Period, due day, and the scoring year that it counts for.
DAYS = {
    "1.1.2-ke-hoach-cchc": [("2026", "05/02/2026", 2026), ("2027", "03/02/2027", 2027)],
    # 20 working days after 14/4/2026 end on 14/5, before 31/5, a Sunday.
    "1.6.2-bao-cao-phan-tich": [("2026", "29/05/2026", 2026), ("2027", "31/05/2027", 2027)],
    "3.1.2-kien-nghi-tthc": [("2026-H1", "15/06/2026", 2026), ("2026-H2", "30/10/2026", 2026)],
    "1.1.3-minh-chung-nhiem-vu": [("2026-Q1", "18/03/2026", 2026), ("2026-Q2", "17/06/2026", 2026)],
    "5.1.2-don-doc-phe-duyet": [("2026-01", "23/01/2026", 2026), ("2026-02", "25/02/2026", 2026)],
    # The figures of December belong to the year that they are of.
    "6.1.1-giai-ngan-thang": [(month, None, 2026) for month in YEAR] + [("2027-01", "03/02/2027", 2027)],
    "6.1.1-xac-nhan-kho-bac": [("2026", "15/01/2027", 2026)],
}


@pytest.mark.parametrize("code", DAYS)
def test_the_days_of_a_rule(whole: Commune, code: str) -> None:
    with whole.reads() as session:
        listed = found(whole, session, code)
    for wanted, each in zip(DAYS[code], listed, strict=False):
        period, due_on, year = wanted
        assert (each.period.name, each.scoring_year) == (period, year)
        if due_on:
            assert f"{each.due_on:%d/%m/%Y}" == due_on, period
    assert len(listed) >= len(DAYS[code])


def changed(commune: Commune, session: Session, code: str, **values: Any) -> None:
    row = session.exec(select(Requirement).where(Requirement.code == code)).one()
    row.sqlmodel_update(values)
    session.add(row)
    session.flush()


@pytest.mark.parametrize(
    ("letters", "due_on"),
    [
        ([], "31/05/2027"),
        (["2027-05-10"], "07/06/2027"),
        (["2026-05-20"], "31/05/2027"),
    ],
)
def test_a_late_letter_gives_more_time_in_its_own_year(
    tmp_path: Any, letters: list[str], due_on: str
) -> None:
    code = "1.6.2-bao-cao-phan-tich"
    commune = settle(tmp_path, "05/01/2026", builtin_catalogue())
    with commune.writes() as session:
        rule = {"dates": ["31/5"], "after_letter": 20, "letters": letters}
        changed(commune, session, code, due_rule=rule)
        listed = {each.period.name: each for each in found(commune, session, code)}
    assert f"{listed['2027'].due_on:%d/%m/%Y}" == due_on


def test_nobody_is_asked_for_figures_before_the_month_is_over(whole: Commune) -> None:
    with whole.reads() as session:
        for each in found(whole, session, "7.9-ty-le-toan-trinh"):
            assert each.steps == ("cutoff", "T-1", "T0")
            month_end = each.period.last_on
            assert (month_end + timedelta(days=1)).day == 1
            assert each.period.cutoff_on == month_end < each.due_on


def test_what_comes_once_opens_once(tmp_path: Any) -> None:
    commune = settle(tmp_path, "05/01/2026", builtin_catalogue())
    with commune.writes() as session:
        rule = {"date": "2026-12-25"}
        changed(commune, session, "5.6.1-ke-hoach-tinh-gian", cadence=Cadence.ONCE, due_rule=rule)
        agency = commune.agency(session)
        assert not [
            task
            for task in open_tasks(Act(session, CLOCK, at("25/10/2026")), agency)
            if task.period == "2026-12-25"
        ]
        opened = open_tasks(Act(session, CLOCK, at("26/10/2026")), agency)
        (task,) = [task for task in opened if task.period == "2026-12-25"]
        assert (task.due_on, task.closes_on) == (date(2026, 12, 25), date(2027, 1, 15))
        assert task.steps == ["T-30", "T-15", "T-7", "T-3", "T-1", "T0"]
        assert open_tasks(Act(session, CLOCK, at("27/10/2026")), agency) == []


def test_every_room_keeps_its_own_log(whole: Commune) -> None:
    with whole.reads() as session:
        requirement = whole.requirement(session, "7.3-so-ung-dung-ai")
        tasks = session.exec(
            select(Task).where(Task.requirement_id == requirement.id, Task.period == "2026-01")
        )
        units = sorted(session.get_one(Unit, task.unit_id).code for task in tasks)
    assert units == ["KT", "VHXH"]


def test_a_case_is_not_opened_by_the_clock(whole: Commune) -> None:
    with whole.reads() as session:
        requirement = whole.requirement(session, "3.3.2-xin-loi-tung-ho-so")
        assert session.exec(select(Task).where(Task.requirement_id == requirement.id)).all() == []
        items = session.exec(
            select(ChecklistItem).where(ChecklistItem.requirement_id == requirement.id)
        ).all()
        assert {item.kind for item in items} == {"signed_document", "tick"}


def test_a_plan_carries_its_issue_day_and_the_day_of_the_piece_owed(whole: Commune) -> None:
    with whole.reads() as session:
        task = whole.task(session, "2026", "1.1.2-ke-hoach-cchc")
        assert (task.issue_by, task.due_on) == (date(2026, 1, 31), date(2026, 2, 5))
        pieces = session.exec(select(TaskItem).where(TaskItem.task_id == task.id)).all()
        assert {item.code: item.due_on for item in pieces} == {
            "quyet-dinh": None,
            "muc-kinh-phi": date(2026, 1, 22),
        }


def test_what_was_due_before_a_requirement_was_added_is_to_settle(commune: Commune) -> None:
    """The commune adopted on 23/11/2026 with three reports; the whole catalogue comes on 15/12/2026."""
    with commune.writes() as session:
        load(Act(session, OPERATOR, commune.now), builtin_catalogue(), builtin_calendar())
        open_tasks(Act(session, CLOCK, commune.now), commune.agency(session))
        late = commune.task(session, "2026", "5.8-bao-cao-chuyen-doi")
        assert (late.due_on, late.state) == (date(2026, 12, 14), State.TO_SETTLE)
        assert commune.task(session, "2026", "1.6.2-bao-cao-khac-phuc").state is State.OPEN


def yearly(whole: Commune, due: str, **more: Any) -> list[Occurrence]:
    """The years 2026 and 2027 of a requirement that is due once a year."""
    requirement = Requirement(
        agency_id=1,
        code="1.1-a",
        title="Dự toán",
        short="Dự toán",
        unit_id=1,
        cadence=Cadence.YEARLY,
        due_rule={"dates": [due]},
        shift=Shift.KEEP,
        starts_on=date(2026, 1, 1),
        **more,
    )
    with whole.reads() as session:
        calendar, ladders = working_calendar(session, 1), whole.agency(session).ladders
    return list(occurrences(requirement, date(2026, 1, 1), date(2027, 12, 31), calendar, ladders))


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (0, [("01/10/2026", "31/12/2026"), ("01/10/2027", "31/12/2027")]),
        (-1, [("01/10/2025", "31/12/2025"), ("01/10/2026", "31/12/2026")]),
    ],
)
def test_a_document_is_dated_within_days_of_the_year_or_of_the_year_before(
    whole: Commune, year: int, days: list[tuple[str, str]]
) -> None:
    found = yearly(whole, "31/1", issue_from="1/10", issue_by="31/12", issue_year=year)[:2]
    dated = [(each.issue_from, each.issue_by) for each in found]
    assert [(f"{first:%d/%m/%Y}", f"{last:%d/%m/%Y}") for first, last in dated if first and last] == days


@pytest.mark.parametrize(
    ("due", "until", "accepted", "closes"),
    [
        ("31/12", "31/3", "31/03/2027", "31/03/2027"),
        ("15/6", "30/6", "30/06/2026", "15/01/2027"),
        ("15/6", "15/6", "15/06/2027", "15/06/2027"),
        ("15/6", "", None, "15/01/2027"),
    ],
)
def test_a_second_limit_is_the_first_such_day_after_the_due_day_and_it_stays_open_until_then(
    whole: Commune, due: str, until: str, accepted: str | None, closes: str
) -> None:
    first = yearly(whole, due, accepted_until=until)[0]
    assert (first.accepted_until and f"{first.accepted_until:%d/%m/%Y}") == accepted
    assert f"{first.closes_on:%d/%m/%Y}" == closes
    assert first.rungs[-1].on <= first.closes_on
