"""What is left for the head to assign is nobody else's, also where the unit has one officer only."""

from datetime import date

from sqlmodel import select

from jobs.forms.requirement import item_of
from models.catalogue.document import RequirementEntry
from models.catalogue.due import DueEntry
from models.changes.adjusting import Basis
from models.changes.assigning import assign
from models.changes.ordering import order
from models.changes.staffing import deactivate
from models.changes.taking_back import take_back
from models.people import Because, addressee, responsible
from models.tables import Unit
from tests.commune import Commune

QUARTERLY = ("2026-Q4", "7.5-bao-cao-tthc-quy")


def whose(commune: Commune, *which: str) -> str | None:
    with commune.reads() as session:
        officer = responsible(session, commune.task(session, *which))
        return officer.code if officer else None


def test_who_leaves_leaves_nothing_silently_to_the_only_officer_left(commune: Commune) -> None:
    with commune.writes() as session:
        an = commune.person(session, "an.vhxh")
        made = deactivate(commune.act(session, "minh.vp"), an, None)
        number = made.id
    assert whose(commune) is None
    assert whose(commune, *QUARTERLY) is None, "nobody's before, and nobody's now"
    with commune.reads() as session:
        to = addressee(session, commune.task(session), commune.now.date())
        assert to is not None
        assert (to.person.code, to.because) == ("binh.vhxh", Because.UNASSIGNED)
    with commune.writes() as session:
        task, dung = commune.task(session, *QUARTERLY), commune.person(session, "dung.vhxh")
        assign(commune.act(session, "binh.vhxh"), task, dung)
    assert whose(commune, *QUARTERLY) == "dung.vhxh"
    with commune.writes() as session:
        take_back(commune.act(session, "minh.vp"), session.get_one(type(made), number))
    assert whose(commune) == "an.vhxh"
    assert commune.faults() == []


def test_an_order_that_names_nobody_is_not_the_only_officers(commune: Commune) -> None:
    """Hoa is the only officer of her unit."""
    with commune.writes() as session:
        unit = session.exec(select(Unit).where(Unit.code == "TTPVHCC")).one()
        entry = RequirementEntry(
            code="0-don-dep",
            title="Dọn dẹp kho lưu trữ",
            short="Dọn dẹp kho lưu trữ",
            unit="TTPVHCC",
            cadence="once",
            due=DueEntry(date=date(2026, 12, 24)),
            shift="keep",
            items=(item_of("attachment"),),
            status="decided",
            reason="Giao ngày 15/12/2026",
        )
        _, (task,) = order(commune.act(session, "minh.vp"), entry, unit, Basis())
        assert responsible(session, task) is None
