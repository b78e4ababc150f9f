"""Catalogues of a size: so many requirements of an invented province, with their criteria, units and people."""

from datetime import date
from decimal import Decimal

from models.catalogue.document import (
    AgencyEntry,
    AreaEntry,
    Catalogue,
    CriteriaSetEntry,
    CriterionEntry,
    ItemEntry,
    PersonEntry,
    RequirementEntry,
    UnitEntry,
)
from models.catalogue.due import DueEntry
from models.rules.inspection.checks import Checks

_UNITS, _AREAS, _PEOPLE, _TO_A_CRITERION = 40, 8, 300, 10
_START = date(2026, 1, 1)
# How often, and when: the yearly ones are most, as in real tables.
_RHYTHMS = (
    ("monthly", DueEntry(day=20)),
    ("quarterly", DueEntry(last_day=True)),
    ("half_yearly", DueEntry(dates=("15/6", "10/12"))),
    ("yearly", DueEntry(dates=("31/3",))),
    ("yearly", DueEntry(dates=("15/11",))),
    ("once", DueEntry(date=date(2026, 12, 25))),
)


def a_catalogue(count: int) -> Catalogue:
    """With so many requirements; every tenth has a criterion more, units and people are as many in all."""
    units = [UnitEntry(code=f"P{n}", name=f"Phòng số {n}", short=f"Phòng {n}") for n in range(_UNITS)]
    people = [
        PersonEntry(code=f"can-bo-{n}", name=f"Nguyễn Văn {n}", unit=f"P{n % _UNITS}") for n in range(_PEOPLE)
    ]
    areas = [AreaEntry(code=f"{n}", name=f"Lĩnh vực {n}", max=Decimal(100)) for n in range(1, _AREAS + 1)]
    criteria_set = CriteriaSetEntry(
        year=2026,
        source="Quyết định của tỉnh",
        areas=tuple(areas),
        criteria=tuple(_criterion(n) for n in range(max(1, count // _TO_A_CRITERION))),
    )
    return Catalogue(
        agency=AgencyEntry(code="xa-lon", name="UBND xã Lớn", province="Tỉnh Lớn"),
        units=tuple(units),
        people=tuple(people),
        sets=(criteria_set,),
        requirements=tuple(_requirement(n) for n in range(count)),
    )


def _code(number: int) -> str:
    return f"{number % _AREAS + 1}.{number // _AREAS + 1}"


def _criterion(number: int) -> CriterionEntry:
    code = _code(number)
    return CriterionEntry(
        code=code,
        area=code.split(".")[0],
        title=f"Mức độ hoàn thành nhiệm vụ số {number} của năm theo kế hoạch được giao",
        short=f"Nhiệm vụ {number}",
        max=Decimal("1.25"),
        unit=f"P{number % _UNITS}",
    )


def _requirement(number: int) -> RequirementEntry:
    criterion = _code(number // _TO_A_CRITERION)
    cadence, due = _RHYTHMS[number % len(_RHYTHMS)]
    lead, partner = f"P{number % _UNITS}", f"P{(number + 1) % _UNITS}"
    return RequirementEntry(
        code=f"{criterion}-yeu-cau-{number}",
        criterion=criterion,
        title=f"Báo cáo kết quả thực hiện nhiệm vụ được giao số {number}",
        short=f"Báo cáo số {number}",
        unit=lead,
        cooperates=(partner,),
        responsible=f"can-bo-{number % _PEOPLE}",
        cadence=cadence,  # type: ignore[arg-type]
        due=due,
        starts_on=_START,
        items=(
            ItemEntry(
                code="bao-cao",
                title="Báo cáo đã ký số",
                kind="signed_document",
                checks=Checks(types=("BC",), signed="both"),
            ),
            ItemEntry(
                code="so-lieu",
                title="Bảng số liệu",
                kind="attachment",
                owed_by=partner,
                before=3,
                required=False,
            ),
            ItemEntry(code="ty-le", title="Tỷ lệ hoàn thành", kind="figure", required=False),
        ),
        status="proposed",
        reason=f"Đề xuất theo kế hoạch năm, mục {number}; chưa thấy văn bản quy định ngày cụ thể.",
    )
