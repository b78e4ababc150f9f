"""Tasks open and close by the calendar; what was due before the agency came is put before the admin once."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from jobs.opening import close_tasks, open_tasks
from jobs.tick import tick
from models.actor import CLOCK, Act
from models.rules.lifecycle import State
from models.rules.zone import local
from models.tables import (
    ChecklistItem,
    Notification,
    NotificationTask,
    Requirement,
    Rung,
    RungState,
    Task,
    TaskItem,
    Unit,
)
from tests.commune import MONTHLY, Commune, at, five_cadences, settle

ONCE = "0-hop-chuyen-de"


def opened(commune: Commune, day: str, requirement: str = MONTHLY) -> list[str]:
    """The periods of a requirement that open on a day."""
    with commune.writes() as session:
        wanted = commune.requirement(session, requirement).id
        made = open_tasks(Act(session, CLOCK, at(day, "00:00")), commune.agency(session))
        return [task.period for task in made if task.requirement_id == wanted]


def tasks(session: Session, state: State) -> list[Task]:
    return list(session.exec(select(Task).where(Task.state == state).order_by(col(Task.due_on))))


def rungs(session: Session, task: Task) -> list[Rung]:
    return list(session.exec(select(Rung).where(Rung.task_id == task.id).order_by(col(Rung.speak_at))))


def test_opening_again_opens_nothing(commune: Commune) -> None:
    assert opened(commune, "23/11/2026") == []
    before = commune.dump()
    assert opened(commune, "23/11/2026") == []
    assert commune.dump() == before


def test_a_task_opens_sixty_days_before_it_is_due(tmp_path: Path) -> None:
    """Due 16/12/2026, open on 17/10/2026 and not a day earlier."""
    commune = settle(tmp_path, "05/01/2026")
    assert "2026-12" not in opened(commune, "16/10/2026")
    assert opened(commune, "17/10/2026") == ["2026-12"]
    assert opened(commune, "18/10/2026") == []


def test_where_the_day_begins_at_seven_the_leader_is_considered_at_seven(tmp_path: Path) -> None:
    """The leader's one message of a week leaves at seven: a line considered later would miss it every Monday."""
    commune = settle(tmp_path, "05/01/2026")
    commune.alter("UPDATE agency SET office_hours = '07:00-11:00,13:30-17:00'")
    opened(commune, "17/10/2026")
    with commune.reads() as session:
        found = {rung.name: f"{local(rung.speak_at):%H:%M}" for rung in rungs(session, commune.task(session))}
    assert (found["T0"], found["head"], found["leader"]) == ("07:00", "10:00", "07:00")


def test_where_the_day_ends_before_ten_the_head_is_considered_when_the_next_begins(tmp_path: Path) -> None:
    """Due on Wednesday 16/12/2026: the head not on Thursday at 10:00, when nobody is there, but on Friday."""
    commune = settle(tmp_path, "05/01/2026")
    commune.alter("UPDATE agency SET office_hours = '07:00-09:30'")
    opened(commune, "17/10/2026")
    with commune.reads() as session:
        (head,) = [rung for rung in rungs(session, commune.task(session)) if rung.name == "head"]
    assert f"{local(head.speak_at):%d/%m %H:%M}" == "18/12 07:00"


def test_what_comes_once_opens_once_also_when_the_catalogue_names_another_day(tmp_path: Path) -> None:
    """Due 24/11/2026; its T-30 is Monday 12/10, 60 days before it is due are earlier: 25/09/2026."""
    commune = settle(tmp_path, "05/01/2026", five_cadences())
    assert opened(commune, "24/09/2026", ONCE) == []
    assert opened(commune, "25/09/2026", ONCE) == ["2026-11-24"]
    commune.alter(
        """UPDATE requirement SET due_rule = '{"date": "2026-12-01"}' WHERE code = :code""", code=ONCE
    )
    assert opened(commune, "02/10/2026", ONCE) == []


def test_a_case_is_not_opened_by_the_clock(tmp_path: Path) -> None:
    commune = settle(tmp_path, "05/01/2026", five_cadences())
    assert opened(commune, "31/12/2026", "0-xin-loi") == []


def test_every_period_that_came_meanwhile_opens_at_once(tmp_path: Path) -> None:
    """Switched off from January to December: no period is left out."""
    commune = settle(tmp_path, "05/01/2026")
    opened(commune, "01/12/2026")
    with commune.reads() as session:
        wanted = commune.requirement(session).id
        periods = session.exec(select(Task.period).where(Task.requirement_id == wanted)).all()
    assert sorted(periods) == [*(f"2026-{month:02d}" for month in range(1, 13)), "2027-01"]


def test_a_task_copies_its_checklist_and_freezes_its_steps(commune: Commune) -> None:
    with commune.reads() as session:
        task, requirement = commune.task(session), commune.requirement(session)
        copied = session.exec(select(TaskItem).where(TaskItem.task_id == task.id)).one()
        wanted = session.exec(
            select(ChecklistItem).where(ChecklistItem.requirement_id == requirement.id)
        ).one()
        assert (copied.title, copied.kind, copied.required, copied.hint) == (
            wanted.title,
            wanted.kind,
            wanted.required,
            wanted.hint,
        )
        assert task.steps == ["cutoff", "T-1", "T0"]
        assert (task.cutoff_on, task.due_on, task.scheduled_on) == (
            date(2026, 12, 14),
            date(2026, 12, 16),
            date(2026, 12, 16),
        )
        assert task.closes_on == date(2027, 1, 14)


def test_what_was_due_before_adoption_is_to_settle_and_climbs_no_ladder(commune: Commune) -> None:
    """Installed on 23/11/2026: eleven months and three quarters of 2026, and nothing of 2025."""
    with commune.reads() as session:
        waiting = tasks(session, State.TO_SETTLE)
        assert sorted(task.period for task in waiting) == sorted(
            [*(f"2026-{month:02d}" for month in range(1, 12)), "2026-Q1", "2026-Q2", "2026-Q3"]
        )
        assert all(task.due_on < date(2026, 11, 23) for task in waiting)
        assert {task.scoring_year for task in waiting} == {2026}
        assert [rungs(session, task) for task in waiting] == [[]] * len(waiting)
        assert {task.next_ping_at for task in waiting} == {None}
        assert sorted(task.period for task in tasks(session, State.OPEN)) == [
            "2026",
            "2026-12",
            "2026-Q4",
            "2027-01",
        ]


def test_a_year_that_is_over_is_not_dug_up(tmp_path: Path) -> None:
    """Installed on 11/01/2027: the reports of 2026 belong to a scoring year that is past."""
    commune = settle(tmp_path, "11/01/2027")
    with commune.reads() as session:
        found = session.exec(select(Task)).all()
    assert {task.scoring_year for task in found} == {2027}
    assert {task.state for task in found} == {State.OPEN}


@pytest.mark.parametrize(
    ("adopted_on", "state"), [("16/12/2026", State.OPEN), ("17/12/2026", State.TO_SETTLE)]
)
def test_what_is_due_on_the_day_of_adoption_runs(tmp_path: Path, adopted_on: str, state: State) -> None:
    commune = settle(tmp_path, adopted_on)
    with commune.reads() as session:
        assert commune.task(session).state is state


def test_what_is_to_settle_is_never_spoken_nor_missed(commune: Commune) -> None:
    for day in ("24/11/2026", "25/11/2026", "15/12/2026", "16/01/2027", "01/03/2027"):
        tick(commune.engine, at(day))
    with commune.reads() as session:
        assert len(tasks(session, State.TO_SETTLE)) == 14


def test_the_admin_gets_one_triage_list_by_points(commune: Commune) -> None:
    for hour in ("07:00", "07:30", "08:00"):
        tick(commune.engine, at("23/11/2026", hour))
    tick(commune.engine, at("25/11/2026"))
    with commune.reads() as session:
        row = session.exec(select(Notification).where(Notification.kind == "triage")).one()
        listed = session.exec(
            select(NotificationTask).where(NotificationTask.notification_id == row.id)
        ).all()
        assert row.person_id == commune.person(session, "minh.vp").id
    assert row.not_before == at("23/11/2026")
    assert sorted(link.number for link in listed) == list(range(1, 15))


def test_a_group_opens_a_task_for_each_member(tmp_path: Path) -> None:
    commune = settle(tmp_path, "05/01/2026")
    with commune.writes() as session:
        requirement = commune.requirement(session)
        requirement.unit_id = session.exec(select(Unit).where(Unit.code == "CM")).one().id or 0
        session.add(requirement)
    assert opened(commune, "17/10/2026").count("2026-12") == 2
    with commune.reads() as session:
        found = select(Unit.code).join(Task, col(Task.unit_id) == Unit.id).where(Task.period == "2026-12")
        assert sorted(session.exec(found)) == ["KT", "VHXH"]


def test_a_retired_requirement_opens_no_more(tmp_path: Path) -> None:
    commune = settle(tmp_path, "05/01/2026")
    with commune.writes() as session:
        session.add(commune.requirement(session))
        commune.requirement(session).retired_at = at("01/06/2026")
    assert opened(commune, "17/10/2026") == []


def test_a_task_closes_at_midnight_after_its_last_day(commune: Commune) -> None:
    for day, hour, state in (
        ("14/01/2027", "23:59", State.OPEN),
        ("15/01/2027", "00:00", State.MISSED),
        ("16/01/2027", "00:00", State.MISSED),
    ):
        with commune.writes() as session:
            close_tasks(Act(session, CLOCK, at(day, hour)), commune.agency(session))
            assert commune.task(session).state is state, day
    missed = [entry for entry in commune.ledger() if entry.change == "miss"]
    with commune.reads() as session:
        assert [entry.task_id for entry in missed if entry.task_id == commune.task(session).id] != []
    assert len({entry.task_id for entry in missed}) == len(missed)


def test_only_periods_that_recur_are_opened_by_the_clock(tmp_path: Path) -> None:
    commune = settle(tmp_path, "05/01/2026")
    commune.alter("UPDATE requirement SET cadence='per_case' WHERE code=:code", code=MONTHLY)
    assert opened(commune, "17/10/2026") == []
    with commune.reads() as session:
        assert (
            session.exec(select(Requirement).where(Requirement.code == MONTHLY)).one().cadence == "per_case"
        )


def test_the_first_rung_of_a_running_report_waits_for_closed_figures(commune: Commune) -> None:
    with commune.reads() as session:
        laid = rungs(session, commune.task(session))
    assert [(rung.name, rung.speak_at) for rung in laid[:5]] == [
        ("T-1", at("15/12/2026")),
        ("T0", at("16/12/2026")),
        ("last_call", at("16/12/2026", "14:00")),
        ("T+1", at("17/12/2026")),
        ("head", at("17/12/2026", "10:00")),
    ]
    assert laid[0].after_cutoff
    assert {rung.state for rung in laid} == {RungState.PLANNED}
