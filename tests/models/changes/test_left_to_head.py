"""What is left for the head to assign is nobody else's, also where the unit has one officer only; and what an only
officer has stays theirs when they are not the only one any more."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from bot.inviting import invited
from jobs.forms.requirement import item_of
from models.catalogue.document import RequirementEntry
from models.catalogue.due import DueEntry
from models.catalogue.exporting import as_catalogue
from models.catalogue.reading import Content, builtin_catalogue
from models.changes.adjusting import Basis
from models.changes.assigning import assign
from models.changes.handing import work_of
from models.changes.importing import import_content
from models.changes.ordering import order
from models.changes.staffing import deactivate, edit, invite, reactivate
from models.changes.taking_back import take_back
from models.people import Because, addressee, responsible, responsible_for
from models.rules.lifecycle import State
from models.tables import LedgerEntry, PersonRole, Requirement, Role, Task, Unit
from tests.commune import ADOPTED, Commune, settle

QUARTERLY = ("2026-Q4", "7.5-bao-cao-tthc-quy")
EVIDENCE, AI_BOOK = "1.1.3-minh-chung-nhiem-vu", "7.3-so-ung-dung-ai"


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


def of_unit(commune: Commune, session: Session, unit: str, code: str = EVIDENCE) -> Task:
    """The running task that a member of the group has."""
    wanted = select(Task).join(Requirement).join(Unit, col(Unit.id) == Task.unit_id)
    wanted = wanted.where(Requirement.code == code, Unit.code == unit, Task.state == State.OPEN)
    return session.exec(wanted.order_by(col(Task.due_on))).all()[0]


def whose_of(commune: Commune, unit: str, code: str = EVIDENCE) -> str | None:
    with commune.reads() as session:
        officer = responsible(session, of_unit(commune, session, unit, code))
        return officer.code if officer else None


@pytest.fixture
def whole(tmp_path: Path) -> Iterator[Commune]:
    """The commune with the whole catalogue; Khánh is the only officer of KT, An and Dũng are of VHXH."""
    made = settle(tmp_path, ADOPTED, builtin_catalogue())
    yield made
    made.engine.dispose()


def test_of_a_groups_work_each_unit_keeps_what_was_its_only_officers(whole: Commune) -> None:
    """An's unit was given the work by name; An leaves: it is the head's, and Khánh's is Khánh's still."""
    with whole.writes() as session:
        an, khanh = whole.person(session, "an.vhxh"), whole.person(session, "khanh.kt")
        assign(whole.act(session, "binh.vhxh"), of_unit(whole, session, "VHXH"), an)
        assert responsible(session, of_unit(whole, session, "KT")) is khanh
    with whole.writes() as session:
        made = deactivate(whole.act(session, "minh.vp"), whole.person(session, "an.vhxh"), None)
        number = made.id
    assert (whose_of(whole, "VHXH"), whose_of(whole, "KT")) == (None, "khanh.kt")
    assert (whose_of(whole, "VHXH", AI_BOOK), whose_of(whole, "KT", AI_BOOK)) == (None, "khanh.kt")
    with whole.reads() as session:
        requirement = whole.requirement(session, EVIDENCE)
        vhxh, kt = [of_unit(whole, session, unit).unit_id for unit in ("VHXH", "KT")]
        assert responsible_for(session, requirement, vhxh) is None, "nor in the next quarter"
        assert responsible_for(session, requirement, kt) is whole.person(session, "khanh.kt")
    with whole.writes() as session:
        take_back(whole.act(session, "minh.vp"), session.get_one(type(made), number))
    assert (whose_of(whole, "VHXH"), whose_of(whole, "KT")) == ("an.vhxh", "khanh.kt")
    assert whole.faults() == []


def test_who_moves_with_a_groups_work_takes_it_from_nobody_there(whole: Commune) -> None:
    with whole.writes() as session:
        an = whole.person(session, "an.vhxh")
        assign(whole.act(session, "binh.vhxh"), of_unit(whole, session, "VHXH", AI_BOOK), an)
        kept = of_unit(whole, session, "VHXH", AI_BOOK)
        kept.responsible_id = None
        khanhs = of_unit(whole, session, "KT", AI_BOOK)
        khanhs.promised_on = date(2026, 12, 15)
        session.add_all([kept, khanhs])
    with whole.writes() as session:
        kt = whole.person(session, "khanh.kt").unit_id
        edit(whole.act(session, "minh.vp"), whole.person(session, "an.vhxh"), {"unit": kt})
    assert (whose_of(whole, "VHXH", AI_BOOK), whose_of(whole, "KT", AI_BOOK)) == (None, "khanh.kt")
    assert (whose_of(whole, "VHXH"), whose_of(whole, "KT")) == (None, "khanh.kt")
    with whole.reads() as session:
        assert of_unit(whole, session, "KT", AI_BOOK).promised_on == date(2026, 12, 15), (
            "all that was said stands"
        )
    assert whole.faults() == []


@pytest.mark.parametrize("way", ["invited", "moved", "given the role", "called back", "operator"])
def test_the_only_officer_keeps_what_is_theirs_whoever_comes(whole: Commune, way: str) -> None:
    """By name, in the same transaction as the coming."""
    with whole.writes() as session:
        hoa, officer = whole.person(session, "hoa.ttpvhcc"), [Role.OFFICER]
        unit, act = session.get_one(Unit, hoa.unit_id), whole.act(session, "minh.vp")
        chau = whole.person(session, "chau.vp")
        had = {task.id for task in work_of(session, hoa).tasks}
        assert had
        if way == "invited":
            invite(act, "Đinh Thị Mai", officer, unit)
        elif way == "moved":
            edit(act, whole.person(session, "dung.vhxh"), {"unit": unit.id})
        elif way == "given the role":
            edit(act, chau, {"unit": unit.id, "roles": [Role.OFFICER]})
        elif way == "called back":
            chau.deactivated_at, chau.unit_id = whole.now, unit.id
            session.add_all([chau, PersonRole(person_id=chau.id or 0, role=Role.OFFICER)])
            reactivate(act, chau)
        else:
            named = argparse.Namespace(person="chau.vp", unit="TTPVHCC", name="")
            invited(session, whole.now, named, officer)
        assert had <= {task.id for task in work_of(session, hoa).tasks}
        assert work_of(session, hoa).requirements
        entries = session.exec(select(LedgerEntry.body).where(LedgerEntry.change == "assign_requirement"))
        assert [json.loads(body)["to"] for body in entries].count("hoa.ttpvhcc") > 0
    assert whole.faults() == []


def test_who_has_not_joined_has_nothing_yet_to_keep(whole: Commune) -> None:
    """Two are invited one after the other: what their unit has is its head's to give."""
    with whole.writes() as session:
        hoa = whole.person(session, "hoa.ttpvhcc")
        hoa.chat_id = None
        session.add(hoa)
        unit = session.get_one(Unit, hoa.unit_id)
        invite(whole.act(session, "minh.vp"), "Đinh Thị Mai", [Role.OFFICER], unit)
        assert work_of(session, hoa).is_nothing


def test_an_officer_whom_a_file_brought_takes_nothing_also_when_it_is_taken_back(whole: Commune) -> None:
    with whole.writes() as session:
        catalogue = as_catalogue(session, whole.agency(session))
        hoa = next(each for each in catalogue.people if each.code == "hoa.ttpvhcc")
        mai = hoa.model_copy(update={"code": "mai.ttpvhcc", "name": "Đinh Thị Mai"})
        content = Content(catalogue.model_copy(update={"people": (*catalogue.people, mai)}), whole=True)
        had = {task.id for task in work_of(session, whole.person(session, "hoa.ttpvhcc")).tasks}
        made = import_content(whole.act(session, "minh.vp"), content)
        assert {task.id for task in work_of(session, whole.person(session, "hoa.ttpvhcc")).tasks} == had
        take_back(whole.act(session, "minh.vp"), made)
        assert {task.id for task in work_of(session, whole.person(session, "hoa.ttpvhcc")).tasks} == had
    assert whole.faults() == []
