"""A catalogue in the tables: exact, copied for 2026 without results, loaded again without a change."""

from decimal import Decimal

import pytest
from sqlmodel import Session, col, select

from models.actor import OPERATOR, Act
from models.catalogue.difference import Difference
from models.catalogue.document import Catalogue
from models.catalogue.exporting import as_catalogue, calendar_of
from models.catalogue.loading import differences, load
from models.catalogue.reading import builtin_calendar, read_workbook
from models.catalogue.workbook.writing import as_workbook
from models.points import worth
from models.rules.cadence import Cadence
from models.tables import (
    Agency,
    Area,
    CatalogueNote,
    ChecklistItem,
    CriteriaSet,
    Criterion,
    Person,
    Requirement,
    Result,
    Task,
    Unit,
    UnitMember,
    WorkingDay,
)
from tests.commune import MONTHLY, Commune, reports
from tests.models.catalogue.test_builtin_catalogue import AREAS, RESULTS


@pytest.fixture
def session(commune: Commune) -> Session:
    with commune.reads() as opened:
        yield opened  # type: ignore[misc]


def points(*texts: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(text) for text in texts)


def year(session: Session, number: int) -> CriteriaSet:
    return session.exec(select(CriteriaSet).where(CriteriaSet.year == number)).one()


def criteria(session: Session, number: int) -> dict[str, Criterion]:
    rows = session.exec(select(Criterion).where(Criterion.set_id == year(session, number).id))
    return {row.code: row for row in rows}


def loaded_again(commune: Commune, catalogue: Catalogue) -> list[Difference]:
    with commune.writes() as session:
        return load(Act(session, OPERATOR, commune.now), catalogue, builtin_calendar())


def changed_requirement(**changes: object) -> Catalogue:
    """The catalogue with the monthly report changed."""
    catalogue = reports()
    requirements = tuple(
        entry.model_copy(update=changes) if entry.code == MONTHLY else entry
        for entry in catalogue.requirements
    )
    return catalogue.model_copy(update={"requirements": requirements})


def test_the_year_2025_to_the_hundredth(session: Session) -> None:
    scored = year(session, 2025)
    assert (scored.scored_max, scored.survey_max) == points("73.5", "26.5")
    assert (scored.awarded, scored.lost) == points("61.85", "11.65")
    assert scored.rank == "3/130"


def test_all_five_areas(session: Session) -> None:
    rows = session.exec(select(Area).where(Area.set_id == year(session, 2025).id)).all()
    assert {row.code: (row.max, row.awarded, row.lost) for row in rows} == {
        code: points(*figures) for code, figures in AREAS.items()
    }


def test_all_thirteen_criteria_with_their_results(session: Session) -> None:
    found = criteria(session, 2025)
    results = {code: session.get_one(Result, row.id) for code, row in found.items()}
    assert {code: (found[code].max, each.awarded, each.lost) for code, each in results.items()} == {
        code: points(*figures) for code, figures in RESULTS.items()
    }
    assert all(each.opinion and each.cause and each.remedy for each in results.values())
    assert sum(each.lost for each in results.values()) == Decimal("7.65")


def test_2026_is_copied_without_results(session: Session) -> None:
    copied, scored = criteria(session, 2026), criteria(session, 2025)
    assert {code: (row.title, row.max, row.formula) for code, row in copied.items()} == {
        code: (row.title, row.max, row.formula) for code, row in scored.items()
    }
    ids = [row.id for row in copied.values()]
    assert session.exec(select(Result).where(col(Result.criterion_id).in_(ids))).all() == []
    new = year(session, 2026)
    assert (new.awarded, new.lost, new.rank) == (None, None, None)
    areas = session.exec(select(Area).where(Area.set_id == new.id)).all()
    assert len(areas) == 5
    assert {(area.awarded, area.lost) for area in areas} == {(None, None)}


def test_units_requirements_and_days_are_there(session: Session) -> None:
    units = {unit.code: unit for unit in session.exec(select(Unit))}
    assert set(units) == {"VHXH", "VP", "TTPVHCC", "KT", "CNSCD", "CM"}
    members = session.exec(select(UnitMember).where(UnitMember.group_id == units["CM"].id))
    assert {member.unit_id for member in members} == {units["VHXH"].id, units["KT"].id}
    requirements = {row.code: row for row in session.exec(select(Requirement))}
    assert {code: row.cadence for code, row in requirements.items()} == {
        "7.5-bao-cao-tthc-thang": Cadence.MONTHLY,
        "7.5-bao-cao-tthc-quy": Cadence.QUARTERLY,
        "7.5-bao-cao-tthc-nam": Cadence.YEARLY,
    }
    assert {row.unit_id for row in requirements.values()} == {units["VHXH"].id}
    assert len(session.exec(select(ChecklistItem)).all()) == 3
    assert len(session.exec(select(WorkingDay)).all()) == len(builtin_calendar())
    assert len(session.exec(select(CatalogueNote)).all()) == len(reports().notes)


def test_loading_again_changes_nothing(commune: Commune) -> None:
    before = commune.dump()
    assert loaded_again(commune, reports()) == []
    assert commune.dump() == before


def test_the_first_load_says_everything_and_fixes_the_day_of_adoption(commune: Commune) -> None:
    with commune.reads() as session:
        agency = session.exec(select(Agency)).one()
        assert f"{agency.adopted_on:%d/%m/%Y}" == "23/11/2026"
    loaded_again(commune, changed_requirement(title="Báo cáo khác"))
    with commune.reads() as session:
        assert session.exec(select(Agency)).one().adopted_on == agency.adopted_on


def test_a_changed_file_changes_exactly_that(commune: Commune) -> None:
    before = commune.dump()
    title = "Báo cáo tình hình giải quyết TTHC của xã"
    differences = loaded_again(commune, changed_requirement(title=title))
    assert [str(each) for each in differences] == [
        f"~ yêu cầu {MONTHLY}, tên yêu cầu: Báo cáo tình hình hồ sơ giải quyết TTHC → {title}"
    ]
    after = commune.dump()
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"requirement", "ledger_entry", "agency"}
    assert len(set(after["requirement"]) ^ set(before["requirement"])) == 2
    assert commune.ledger()[-1].change == "load_catalogue"


def test_what_loading_would_change_is_told_without_changing_it(commune: Commune) -> None:
    before = commune.dump()
    changed = changed_requirement(title="Báo cáo khác")
    with commune.writes() as session:
        told = differences(session, changed, builtin_calendar(), commune.now)
    assert commune.dump() == before
    assert told == loaded_again(commune, changed)


def test_a_workbook_of_what_is_loaded_changes_nothing(commune: Commune) -> None:
    """Also where somebody responsible has left: whom no file can name stays."""
    with commune.writes() as session:
        commune.person(session, "an.vhxh").deactivated_at = commune.now
    with commune.writes() as session:
        agency = session.exec(select(Agency)).one()
        written = as_workbook(as_catalogue(session, agency), calendar_of(session, agency), "xa.xlsx")
        read = read_workbook(written, "xa.xlsx")
        assert (
            load(Act(session, OPERATOR, commune.now), read.catalogue, read.days or [], whole=read.whole) == []
        )


def test_a_running_task_keeps_the_days_and_steps_it_was_opened_with(commune: Commune) -> None:
    with commune.reads() as session:
        before = commune.task(session)
    loaded_again(commune, changed_requirement(cutoff=20))
    with commune.reads() as session:
        after = commune.task(session)
        assert (after.due_on, after.cutoff_on, after.steps) == (before.due_on, before.cutoff_on, before.steps)


def test_loading_again_leaves_chats_roles_and_responsibility_alone(commune: Commune) -> None:
    loaded_again(commune, changed_requirement(short="Báo cáo"))
    with commune.reads() as session:
        an = commune.person(session, "an.vhxh")
        assert an.chat_id == 100_001
        assert commune.requirement(session).responsible_id == an.id
        assert len(session.exec(select(Person)).all()) == 8


def stake_of(commune: Commune, session: Session, criterion: str) -> Task:
    """The December report as if it proved another criterion."""
    requirement = commune.requirement(session)
    requirement.criterion_code = criterion
    session.add(requirement)
    session.flush()
    return commune.task(session)


def test_what_the_monthly_report_is_worth(commune: Commune) -> None:
    """1.5 points shared by 17 reports of a year (12 + 4 + 1) is 0.09 each; 0.17 was lost in 2025."""
    with commune.reads() as session:
        found = worth(session, commune.task(session))
    assert found is not None
    assert (found.criterion, found.maximum, found.at_stake) == ("7.5", Decimal("1.5"), Decimal("0.09"))
    assert found.loss is not None
    assert (found.loss.year, found.loss.points) == (2025, Decimal("0.17"))
    assert found.loss.opinion == "8/9 báo cáo kịp thời, đúng quy định"


@pytest.mark.parametrize(("criterion", "maximum", "lost"), [("7.9", "2", "1.74"), ("1.1.3", "1", "0.09")])
def test_where_no_formula_counts_occurrences_the_stake_is_unknown(
    commune: Commune, criterion: str, maximum: str, lost: str
) -> None:
    with commune.writes() as session:
        found = worth(session, stake_of(commune, session, criterion))
    assert found is not None
    assert (found.maximum, found.at_stake) == (Decimal(maximum), None)
    assert found.loss is not None
    assert found.loss.points == Decimal(lost)


def test_a_requirement_without_a_criterion_is_worth_nothing_known(commune: Commune) -> None:
    with commune.writes() as session:
        assert worth(session, stake_of(commune, session, "9.9")) is None


def test_a_year_without_a_set_uses_the_latest_earlier_one(commune: Commune) -> None:
    with commune.writes() as session:
        task = commune.task(session, "2027-01")
        assert task.scoring_year == 2027
        found = worth(session, task)
    assert found is not None
    assert (found.maximum, found.loss and found.loss.year) == (Decimal("1.5"), 2025)
