"""What lacks a person, a day, items or a head is told to the admin each week until nothing does."""

import pytest
from sqlmodel import select

from bot.texts.render import render
from models.coverage import Gap, uncovered
from models.tables import Criterion
from tests.commune import MONTHLY, Commune
from tests.jobs.test_escalating import Days

QUARTERLY, YEARLY = "7.5-bao-cao-tthc-quy", "7.5-bao-cao-tthc-nam"


def lacking(commune: Commune) -> dict[str, list[Gap]]:
    with commune.reads() as session:
        found = uncovered(session, commune.agency(session).id or 0, 2026)
        return {each.requirement.code: list(each.gaps) for each in found}


def give_all_to_an(commune: Commune) -> None:
    commune.alter("UPDATE requirement SET responsible_id = (SELECT id FROM person WHERE code = 'an.vhxh')")


def set_requirement(commune: Commune, column: str, value: str | None, code: str = MONTHLY) -> None:
    commune.alter(f"UPDATE requirement SET {column} = :value WHERE code = :code", value=value, code=code)


@pytest.fixture
def covered(commune: Commune) -> Commune:
    give_all_to_an(commune)
    return commune


def test_nothing_is_lacking_where_somebody_does_it_and_somebody_heads_the_unit(covered: Commune) -> None:
    assert lacking(covered) == {}


def test_of_a_unit_with_two_officers_somebody_has_to_be_named(commune: Commune) -> None:
    commune.alter("UPDATE requirement SET responsible_id = NULL WHERE code = :code", code=MONTHLY)
    assert lacking(commune)[MONTHLY] == [Gap.PERSON]
    commune.alter("UPDATE person SET deactivated_at = '2026-12-01' WHERE code = 'dung.vhxh'")
    assert MONTHLY not in lacking(commune)


def test_who_has_left_is_nobody(covered: Commune) -> None:
    covered.alter("UPDATE person SET deactivated_at = '2026-12-01' WHERE code = 'an.vhxh'")
    assert lacking(covered)[MONTHLY] == [Gap.PERSON]


def test_a_unit_without_a_head_a_requirement_without_a_day_or_items(covered: Commune) -> None:
    covered.alter("DELETE FROM person_role WHERE role = 'head'")
    covered.alter("UPDATE requirement SET due_rule = '{}' WHERE code = :code", code=MONTHLY)
    covered.alter("UPDATE checklist_item SET required = 0")
    assert lacking(covered)[MONTHLY] == [Gap.DATE, Gap.ITEMS, Gap.HEAD]
    assert lacking(covered)[YEARLY] == [Gap.ITEMS, Gap.HEAD]


def test_what_is_no_longer_required_lacks_nothing(commune: Commune) -> None:
    commune.alter("UPDATE requirement SET retired_at = '2026-12-01'")
    assert lacking(commune) == {}


def test_each_unit_of_a_group_needs_its_own(covered: Commune) -> None:
    """The rooms are VHXH and KT: both have an officer of their own, one of them has two."""
    covered.alter(
        "UPDATE requirement SET unit_id = (SELECT id FROM unit WHERE code = 'CM'), responsible_id = NULL"
    )
    assert set(map(tuple, lacking(covered).values())) == {(Gap.PERSON,)}
    covered.alter("UPDATE person SET deactivated_at = '2026-12-01' WHERE code = 'dung.vhxh'")
    assert lacking(covered) == {}


def test_most_points_come_first_and_what_has_no_criterion_last(commune: Commune) -> None:
    commune.alter("UPDATE requirement SET responsible_id = NULL")
    commune.alter("UPDATE requirement SET criterion_code = NULL WHERE code = :code", code=MONTHLY)
    commune.alter("UPDATE requirement SET criterion_code = '7.9' WHERE code = :code", code=YEARLY)
    own = [code for code in lacking(commune) if code in (MONTHLY, QUARTERLY, YEARLY)]
    assert own == [YEARLY, QUARTERLY, MONTHLY]
    with commune.reads() as session:
        assert {each.max for each in session.exec(select(Criterion).where(Criterion.code == "7.9"))} == {2}


def test_the_admin_hears_of_it_each_week_until_nothing_is_lacking(commune: Commune) -> None:
    days = Days(commune)
    days.go("18/12/2026", "07:30", "14:00")
    assert days.told("coverage") == []
    days.go("21/12/2026", "07:30", "08:00", "14:00")
    assert days.told("coverage") == [("minh.vp", "21/12 07:30")]
    said = render(days.last("coverage")).html
    assert "7.5 (1,5 điểm) Báo cáo TTHC, hằng quý – Phòng VH–XH: chưa có người phụ trách" in said
    assert "/quanly, <b>Các yêu cầu</b>, <b>Đổi phụ trách</b>" in said
    assert "nhacviec" not in said
    days.go("22/12/2026", "07:30")
    give_all_to_an(commune)
    days.go("28/12/2026", "07:30")
    assert days.told("coverage") == [("minh.vp", "21/12 07:30")]


def test_it_is_the_week_s_first_message_of_an_admin_who_has_nothing_due(commune: Commune) -> None:
    """An admin with nothing due gets no second greeting, and the end of the ledger stands in this one."""
    give_all_to_an(commune)
    commune.alter("DELETE FROM person_role WHERE role = 'head'")
    days = Days(commune)
    days.go("21/12/2026", "07:30")
    assert days.told("coverage") == [("minh.vp", "21/12 07:30")]
    assert ("minh.vp", "21/12 07:30") not in days.told("digest")
    assert "Mã đối chiếu sổ: " in render(days.last("coverage")).html


def test_who_joined_that_day_is_not_handed_a_list_at_once(commune: Commune) -> None:
    commune.alter("UPDATE person SET joined_at = '2026-12-21 01:00:00' WHERE code = 'minh.vp'")
    days = Days(commune)
    days.go("21/12/2026", "08:30")
    assert days.told("coverage") == []
