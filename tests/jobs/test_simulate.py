"""What a year would bring: by hand for five cadences, by promise for all, and as the real jobs do it."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from jobs.simulate import Row, Telling, Unanswered, simulate
from models.actor import OPERATOR, Act
from models.calendar import office_hours, working_calendar
from models.catalogue.document import Catalogue
from models.catalogue.reading import builtin_catalogue
from models.changes.assigning import assign_requirement
from models.occurrences import Occurrence
from models.rules import ladder
from models.rules.cadence import Period
from models.rules.office_hours import DEFAULT_HOURS
from models.rules.zone import at as moment_at
from models.rules.zone import day_of, local
from models.tables import Ladder, Requirement, Rung, RungState, Task, Unit
from tests.commune import MONTHLY, Commune, five_cadences, settle
from tests.jobs.test_escalating import Days
from tests.models.rules.year_2026 import CALENDAR

YEAR = (date(2026, 1, 1), date(2026, 12, 31))
QUARTERLY, HALF_YEARLY = "7.5-so-lieu-truc-tuyen", "7.5-kien-nghi"
YEARLY, ONCE = "0-ke-hoach-nam", "0-hop-chuyen-de"

# The mornings before and on the due day, by rung. Days off in 2026
# (Labour Code 45/2019 art. 112): 1 and 2/1, 16 to 20/2, 27/4, 30/4,
# 1/5, 31/8, 1 and 2/9, 24/11; worked Saturdays: 10/1 and 22/8.
CARDS = {
    # Data close on the 14th; the first working day after it is T-1 as well, the second is T0.
    # 14/2, 14/3, 14/11 are Saturdays, 14/6 a Sunday; after 14/2 comes Tết, so the next working day is Mon 23/2.
    MONTHLY: {
        "2026-01": "T-1 15/01, T0 16/01",
        "2026-02": "T-1 23/02, T0 24/02",
        "2026-03": "T-1 16/03, T0 17/03",
        "2026-04": "T-1 15/04, T0 16/04",
        "2026-05": "T-1 15/05, T0 18/05",
        "2026-06": "T-1 15/06, T0 16/06",
        "2026-07": "T-1 15/07, T0 16/07",
        "2026-08": "T-1 17/08, T0 18/08",
        "2026-09": "T-1 15/09, T0 16/09",
        "2026-10": "T-1 15/10, T0 16/10",
        "2026-11": "T-1 16/11, T0 17/11",
        "2026-12": "T-1 15/12, T0 16/12",
    },
    # Last day of the quarter + 3 working days: Tue 31/3 → Fri 3/4; Tue 30/6 → Fri 3/7; Wed 30/9 → Mon 5/10;
    # Thu 31/12 → 4, 5, 6/1/2027 (Fri 1/1 is off, then a weekend), so T-1 and T0 of Q4 lie in 2027.
    QUARTERLY: {
        "2026-Q1": "T-10 20/03, T-5 27/03, T-3 31/03, T-1 02/04, T0 03/04",
        "2026-Q2": "T-10 19/06, T-5 26/06, T-3 30/06, T-1 02/07, T0 03/07",
        "2026-Q3": "T-10 21/09, T-5 28/09, T-3 30/09, T-1 02/10, T0 05/10",
        "2026-Q4": "T-10 22/12, T-5 29/12, T-3 31/12",
    },
    # Mon 15/6; 31/10 is a Saturday, so Fri 30/10.
    HALF_YEARLY: {
        "2026-H1": "T-10 01/06, T-5 08/06, T-3 10/06, T-1 12/06, T0 15/06",
        "2026-H2": "T-10 16/10, T-5 23/10, T-3 27/10, T-1 29/10, T0 30/10",
    },
    # Tue 31/3. Twenty-two working days in March make T-22 Fri 27/2 and T-26 Mon 23/2; before Tết T-27 is Fri 13/2.
    YEARLY: {"2026": "T-30 10/02, T-15 10/03, T-7 20/03, T-3 26/03, T-1 30/03, T0 31/03"},
    # Due on Tue 24/11, a day off that is kept: T0 speaks on Mon 23/11 and the others are counted from there.
    ONCE: {"2026-11-24": "T-30 12/10, T-15 02/11, T-7 12/11, T-3 18/11, T-1 20/11, T0 23/11"},
}

# One period of each from its due day on: all that follows when nobody answers.
AFTERWARDS = {
    # Due Thu 16/4. Mon 27/4, Thu 30/4 and Fri 1/5 are off: T+6 is 24/4, T+7 28/4, T+8 29/4, T+9 Mon 4/5. The head
    # hears on T+1; the leader on the first working morning of a week from T+3 (21/4) on, which is Tue 28/4.
    # Closes on 14/5, the next cut-off.
    (MONTHLY, "2026-04"): {
        Telling.OVERDUE: "T+1 17/04, T+2 20/04, T+3 21/04, T+4 22/04, T+5 23/04, T+10 05/05, T+15 12/05",
        Telling.LAST_CALL: "T0 16/04",
        Telling.ESCALATION_HEAD: "T+1 17/04",
        Telling.ESCALATION_LEADER: "T+7 28/04",
    },
    # Due Mon 5/10. From T+5 (Mon 12/10) on every fifth working day is a Monday, up to T+35 on Mon 23/11; Tue 24/11
    # is off, so T+40 is Tue 1/12. Closes on 31/12, the end of the next quarter. TTPVHCC has no head: the admin
    # hears.
    (QUARTERLY, "2026-Q3"): {
        Telling.OVERDUE: (
            "T+1 06/10, T+2 07/10, T+3 08/10, T+4 09/10, T+5 12/10, T+10 19/10, T+15 26/10, T+20 02/11, "
            "T+25 09/11, T+30 16/11, T+35 23/11, T+40 01/12, T+45 08/12, T+50 15/12, T+55 22/12, T+60 29/12"
        ),
        Telling.LAST_CALL: "T0 05/10",
        Telling.ESCALATION_HEAD: "T+1 06/10",
        Telling.ESCALATION_LEADER: "T+5 12/10",
    },
    # Due Fri 30/10: T+1 is Mon 2/11, T+5 Fri 6/11, T+15 Fri 20/11; after the day off T+20 is Mon 30/11.
    (HALF_YEARLY, "2026-H2"): {
        Telling.OVERDUE: (
            "T+1 02/11, T+2 03/11, T+3 04/11, T+4 05/11, T+5 06/11, T+10 13/11, T+15 20/11, T+20 30/11, "
            "T+25 07/12, T+30 14/12, T+35 21/12, T+40 28/12"
        ),
        Telling.LAST_CALL: "T0 30/10",
        Telling.ESCALATION_HEAD: "T+1 02/11",
        Telling.ESCALATION_LEADER: "T+6 09/11",
    },
    # Due Tue 31/3. Tuesdays until T+15 (21/4); one day off in the week of 27/4 makes T+20 Wed 29/4, two more make
    # T+25 Fri 8/5; Fridays until T+100 (21/8); the worked Sat 22/8 makes T+105 Thu 27/8, three days off T+110 Tue
    # 8/9; Tuesdays until T+160 (17/11); after the day off Wednesdays. The responsible officer is the only head of
    # the unit: nobody but the leader is above.
    (YEARLY, "2026"): {
        Telling.OVERDUE: (
            "T+1 01/04, T+2 02/04, T+3 03/04, T+4 06/04, T+5 07/04, T+10 14/04, T+15 21/04, T+20 29/04, "
            "T+25 08/05, T+30 15/05, T+35 22/05, T+40 29/05, T+45 05/06, T+50 12/06, T+55 19/06, T+60 26/06, "
            "T+65 03/07, T+70 10/07, T+75 17/07, T+80 24/07, T+85 31/07, T+90 07/08, T+95 14/08, T+100 21/08, "
            "T+105 27/08, T+110 08/09, T+115 15/09, T+120 22/09, T+125 29/09, T+130 06/10, T+135 13/10, "
            "T+140 20/10, T+145 27/10, T+150 03/11, T+155 10/11, T+160 17/11, T+165 25/11, T+170 02/12, "
            "T+175 09/12, T+180 16/12, T+185 23/12, T+190 30/12"
        ),
        Telling.LAST_CALL: "T0 31/03",
        Telling.ESCALATION_LEADER: "T+4 06/04",
    },
    # T0 speaks on Mon 23/11; the day off is not counted: T+1 is Wed 25/11. Nobody is responsible in VP, its head is
    # reminded and has only the leader above.
    (ONCE, "2026-11-24"): {
        Telling.OVERDUE: (
            "T+1 25/11, T+2 26/11, T+3 27/11, T+4 30/11, T+5 01/12, T+10 08/12, T+15 15/12, T+20 22/12, "
            "T+25 29/12"
        ),
        Telling.LAST_CALL: "T0 23/11",
        Telling.ESCALATION_LEADER: "T+4 30/11",
    },
}
HOURS = {
    Telling.CARD: "07:30",
    Telling.OVERDUE: "07:30",
    Telling.LAST_CALL: "14:00",
    Telling.ESCALATION_HEAD: "10:00",
    Telling.ESCALATION_LEADER: "07:30",
}
OFFICERS = {
    MONTHLY: ("an.vhxh", "VHXH"),
    QUARTERLY: ("hoa.ttpvhcc", "TTPVHCC"),
    HALF_YEARLY: ("dung.vhxh", "VHXH"),
    YEARLY: ("khanh.kt", "KT"),
    ONCE: (None, "VP"),
}
DUE = {
    (MONTHLY, "2026-04"): date(2026, 4, 16),
    (QUARTERLY, "2026-Q3"): date(2026, 10, 5),
    (HALF_YEARLY, "2026-H2"): date(2026, 10, 30),
    (YEARLY, "2026"): date(2026, 3, 31),
    (ONCE, "2026-11-24"): date(2026, 11, 24),
}


def commune_of(folder: Path, catalogue: Catalogue, adopted_on: str = "05/01/2026") -> Commune:
    """Its trial run is over; Dũng has the half-yearly requirement, if there is one."""
    commune = settle(folder, adopted_on, catalogue)
    with commune.writes() as session:
        agency = commune.agency(session)
        agency.trial_ended_at = commune.now
        session.add(agency)
        half = session.exec(select(Requirement).where(Requirement.code == HALF_YEARLY)).first()
        if half is not None:
            assign_requirement(
                Act(session, OPERATOR, commune.now), half, commune.person(session, "dung.vhxh")
            )
    return commune


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Commune:
    return commune_of(tmp_path_factory.mktemp("five"), five_cadences())


@pytest.fixture(scope="module", params=["five cadences", "built-in"])
def either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Commune:
    catalogue = five_cadences() if request.param == "five cadences" else builtin_catalogue()
    return commune_of(tmp_path_factory.mktemp("either"), catalogue)


def rows_of(commune: Commune, first: date = YEAR[0], last: date = YEAR[1]) -> list[Row]:
    with commune.reads() as session:
        return simulate(session, commune.agency(session), first, last)


def spelled(rows: list[Row]) -> str:
    return ", ".join(f"{row.spoken.rung} {local(row.spoken.at):%d/%m}" for row in rows)


@pytest.mark.parametrize("requirement", CARDS)
def test_the_year_of_a_requirement_up_to_its_due_days_is_the_table_made_by_hand(
    five: Commune, requirement: str
) -> None:
    own = [row for row in rows_of(five) if row.requirement == requirement and row.spoken.kind is Telling.CARD]
    periods = list(dict.fromkeys(row.period for row in own))
    assert {period: spelled([row for row in own if row.period == period]) for period in periods} == (
        CARDS[requirement]
    )


@pytest.mark.parametrize(("requirement", "period"), AFTERWARDS)
def test_what_follows_a_due_day_is_the_table_made_by_hand(
    five: Commune, requirement: str, period: str
) -> None:
    own = [
        row
        for row in rows_of(five)
        if (row.requirement, row.period) == (requirement, period) and row.spoken.kind is not Telling.CARD
    ]
    kinds = {row.spoken.kind for row in own}
    assert {kind: spelled([row for row in own if row.spoken.kind is kind]) for kind in kinds} == (
        AFTERWARDS[requirement, period]
    )
    assert {row.due_on for row in own} == {DUE[requirement, period]}


def test_a_row_says_whose_it_is(five: Commune) -> None:
    rows = rows_of(five)
    assert {row.requirement: (row.officer, row.unit) for row in rows} == OFFICERS
    assert {row.criterion for row in rows if row.requirement == MONTHLY} == {"7.5"}
    assert {row.criterion for row in rows if row.requirement == ONCE} == {None}


def test_the_days_that_the_design_names(five: Commune) -> None:
    """docs/design.md, Rules: a monthly report, 14th + 2 working days."""
    days = {
        (row.period, row.spoken.rung): f"{day_of(row.spoken.at):%d/%m}"
        for row in rows_of(five)
        if row.requirement == MONTHLY and row.spoken.kind is Telling.OVERDUE
    }
    assert days["2026-04", "T+10"] == "05/05"
    assert days["2026-08", "T+5"] == "24/08"
    assert days["2026-11", "T+5"] == "25/11"


def test_every_requirement_but_those_of_cases_has_rows(either: Commune) -> None:
    with either.reads() as session:
        codes = set(session.exec(select(Requirement.code).where(Requirement.cadence != "per_case")))
    assert {row.requirement for row in rows_of(either)} == codes


def test_nothing_is_said_outside_working_hours_or_on_a_day_off(either: Commune) -> None:
    with either.reads() as session:
        hours = office_hours(either.agency(session))
    for row in rows_of(either):
        assert hours.is_open(row.spoken.at, CALENDAR), row
        assert f"{local(row.spoken.at):%H:%M}" == HOURS[row.spoken.kind], row


def test_a_rung_lies_as_many_working_days_from_the_due_day_as_its_name_says(either: Commune) -> None:
    with either.reads() as session:
        calendar = working_calendar(session, either.agency(session).id or 0)
    named = [row for row in rows_of(either) if row.spoken.rung != "cutoff"]
    assert named
    for row in named:
        offset = calendar.count(calendar.on_or_before(row.due_on), day_of(row.spoken.at))
        assert row.spoken.rung == (f"T{offset:+d}" if offset else "T0"), row


def test_each_period_is_said_once(either: Commune) -> None:
    rows = rows_of(either)
    keys = [(row.unit, row.requirement, row.period, row.spoken.kind, row.spoken.rung) for row in rows]
    assert len(keys) == len(set(keys))
    own = [row for row in rows if row.spoken.kind in (Telling.CARD, Telling.OVERDUE)]
    mornings = [(row.unit, row.requirement, row.period, row.spoken.at) for row in own]
    assert len(mornings) == len(set(mornings))
    above = [row for row in rows if row not in own]
    levels = [(row.unit, row.requirement, row.period, row.spoken.kind) for row in above]
    assert len(levels) == len(set(levels))


def test_rows_come_in_order_of_time_within_the_days_asked_for(either: Commune) -> None:
    first, last = date(2026, 4, 16), date(2026, 4, 17)
    rows = rows_of(either, first, last)
    assert rows
    assert [row.spoken.at for row in rows] == sorted(row.spoken.at for row in rows)
    whole = [row for row in rows_of(either) if first <= day_of(row.spoken.at) <= last]
    assert rows == whole


def test_a_group_has_rows_for_each_of_its_units(five: Commune, tmp_path: Path) -> None:
    catalogue = five_cadences()
    group = catalogue.units[0].model_copy(update={"code": "CM", "members": ("VHXH", "KT")})
    requirements = tuple(each.model_copy(update={"unit": "CM"}) for each in catalogue.requirements)
    commune = commune_of(
        tmp_path,
        catalogue.model_copy(update={"units": (*catalogue.units, group), "requirements": requirements}),
    )
    assert {row.unit for row in rows_of(commune)} == {"VHXH", "KT"}


def test_offices_that_nobody_holds_count_as_filled(tmp_path: Path) -> None:
    """An agency that has just loaded its catalogue and knows nobody."""
    commune = commune_of(tmp_path, five_cadences())
    commune.alter("DELETE FROM person_role")
    rows = [row for row in rows_of(commune) if (row.requirement, row.period) == (ONCE, "2026-11-24")]
    assert {row.officer for row in rows} == {None}
    assert {row.spoken.kind for row in rows} == set(Telling)


@pytest.mark.parametrize(
    ("closes_on", "at_stake", "told"),
    [
        (date(2026, 10, 7), Decimal(1), "T+3 06/10"),
        (date(2026, 10, 8), Decimal("1.5"), "T+3 06/10"),
        (date(2026, 10, 9), Decimal(1), "T+4 07/10"),
        (date(2026, 10, 9), Decimal("0.99"), None),
        (date(2026, 10, 9), None, None),
        (date(2026, 10, 14), Decimal("0.99"), "T+7 12/10"),
    ],
)
def test_a_point_about_to_be_lost_for_good_is_not_kept_for_monday(
    closes_on: date, at_stake: Decimal | None, told: str | None
) -> None:
    """Due Thu 1/10, so T+3 is Tue 6/10 and the week's first morning after it Mon 12/10; with two working days left
    and a point at stake the leader hears at once, else on that Monday, if the task is open until then."""
    unanswered = Unanswered(
        days=due_on_1_10(closes_on),
        calendar=CALENDAR,
        hours=DEFAULT_HOURS,
        no_head=False,
        at_stake=lambda: at_stake,
    )
    said = [each for each in unanswered.spoken() if each.kind is Telling.ESCALATION_LEADER]
    assert [f"{each.rung} {local(each.at):%d/%m}" for each in said] == ([told] if told else [])


def due_on_1_10(closes_on: date) -> Occurrence:
    day, steps = date(2026, 10, 1), ("T-1", "T0")
    return Occurrence(
        period=Period(day.isoformat(), None, day, day),
        scheduled_on=day,
        due_on=day,
        closes_on=closes_on,
        opens_on=date(2026, 8, 2),
        scoring_year=2026,
        steps=steps,
        rungs=tuple(ladder.lay(steps, day, None, None, closes_on, CALENDAR)),
    )


def test_nothing_is_written(either: Commune) -> None:
    before = either.dump()
    assert rows_of(either)
    assert either.dump() == before


def spoken(session: Session, first: date, last: date) -> list[tuple[object, ...]]:
    """What the real jobs said: the officer's rungs by name, the levels by whom they told."""
    query = (
        select(Rung, Task, Requirement.code, Unit.code)
        .join(Task, col(Task.id) == Rung.task_id)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .join(Unit, col(Unit.id) == Task.unit_id)
        .where(Rung.state == RungState.SPOKEN, col(Rung.notification_id).is_not(None))
        .where(col(Rung.settled_at).between(moment_at(first, time()), moment_at(last, time(23, 59))))
    )
    return sorted(
        (rung.settled_at, unit, requirement, task.period, task.due_on, _named(rung))
        for rung, task, requirement, unit in session.exec(query)
        if rung.settled_at
    )


def _named(rung: Rung) -> str:
    levels = {"last_call": "last_call", "head": "escalation_head", "leader": "escalation_leader"}
    return levels[rung.name] if rung.ladder is Ladder.ESCALATION else rung.name


def projected(rows: list[Row], due_from: date) -> list[tuple[object, ...]]:
    return sorted(
        (row.spoken.at, row.unit, row.requirement, row.period, row.due_on, _projected_name(row))
        for row in rows
        if row.due_on >= due_from
    )


def _projected_name(row: Row) -> str:
    return row.spoken.rung if row.spoken.kind in (Telling.CARD, Telling.OVERDUE) else row.spoken.kind.value


@pytest.mark.parametrize(
    ("catalogue", "adopted_on", "first", "last"),
    [
        (five_cadences, "23/03/2026", date(2026, 4, 1), date(2026, 4, 30)),
        (five_cadences, "05/10/2026", date(2026, 11, 1), date(2026, 11, 30)),
        (builtin_catalogue, "09/11/2026", date(2026, 11, 10), date(2026, 11, 30)),
    ],
    ids=["five cadences in April", "five cadences in November", "built-in in November"],
)
def test_the_real_jobs_say_the_same_in_a_month_in_which_nobody_answers(
    tmp_path: Path, catalogue: Callable[[], Catalogue], adopted_on: str, first: date, last: date
) -> None:
    """The projection knows no adoption: what was due before it is to settle and left out, and on its first morning
    the latest rung is caught up with, so that the comparison begins later."""
    commune = commune_of(tmp_path, catalogue(), adopted_on)
    days, adopted = Days(commune), day_of(commune.now)
    for n in range((last - adopted).days + 1):
        days.go(f"{adopted + timedelta(days=n):%d/%m/%Y}", "00:00", "07:30", "10:00", "14:00")
    with commune.reads() as session:
        said = spoken(session, first, last)
    assert len(said) >= 10
    assert said == projected(rows_of(commune, first, last), adopted)


def test_what_is_due_at_an_hour_is_said_last_90_minutes_before_and_has_no_last_call(commune: Commune) -> None:
    with commune.writes() as session:
        commune.requirement(session).due_hour = time(10)
    with commune.reads() as session:
        day = date(2026, 12, 16)
        rows = simulate(session, commune.agency(session), day, day)
    of_the_day = [row.spoken for row in rows if row.requirement == MONTHLY and row.due_on == day]
    assert [(said.rung, said.kind, f"{local(said.at):%H:%M}") for said in of_the_day] == [
        ("T0", Telling.CARD, "07:30"),
        ("T0-90", Telling.CARD, "08:30"),
    ]
