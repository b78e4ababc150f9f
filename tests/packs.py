"""A commune at the end of its year, for tests of packs: the whole catalogue, some of it handed in."""

import json
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.packing.making import make_pack
from bot.texts.pack import INDEX, SPELLING, file_name
from jobs.pack.making import Binding, Made, Wanted, make
from models.actor import CLOCK, OPERATOR
from models.catalogue.document import Catalogue
from models.catalogue.reading import builtin_catalogue
from models.changes.evidence import add_evidence, enter_figure
from models.changes.evidence import tick as tick_off
from models.changes.opening import open_task
from models.changes.reviewing import accept
from models.changes.settling import not_applicable
from models.checklist import in_force, items_of
from models.occurrences import Occurrence
from models.rules.cadence import Period
from models.rules.figures import Figure
from models.rules.lifecycle import State
from models.tables import Edition, Evidence, ItemKind, Requirement, Task
from models.units import units_of
from tests.commune import Commune, at, commune_in, settle
from tests.shared import made_once

YEAR = 2026
PLAN, REPORT, CASES = "1.1.2-ke-hoach-cchc", "7.5-bao-cao-tthc-thang", "3.3.2-xin-loi-tung-ho-so"
DISBURSED, MINUTES = "6.1.1-giai-ngan-thang", "1.6.2-hop-chuyen-de"
NOW = at("18/12/2026", "09:00")
CITIZEN = "Trần Thị Mơ"
# As they came; in their natural order they are 9, 10, 110.
CODES = ("H01.2026-10", "H01.2026-9", "H01.2026-110")
WHOLE = ("1.6.2-", "5.7-", "7.5-")
_KEPT = (*WHOLE, PLAN, CASES, DISBURSED, "1.1.3-bao-cao-cchc-quy", "0-bao-cao-tuyen-truyen")


def lived(folder: Path) -> Commune:
    """The commune on Friday 18/12/2026, its database and files copied into a folder."""
    with made_once("a year for packs") as (made, is_new):
        if is_new:
            commune = settle(made, "14/12/2026", _catalogue())
            commune.now = NOW
            with commune.writes() as session:
                _live(commune, session)
            commune.engine.dispose()
        shutil.copytree(made, folder, dirs_exist_ok=True)
    return commune_in(folder, NOW)


def _catalogue() -> Catalogue:
    """All criteria, and of the requirements so many as show all that an index may say."""
    whole = builtin_catalogue()
    kept = tuple(each for each in whole.requirements if each.code.startswith(_KEPT))
    return whole.model_copy(update={"requirements": kept})


def _live(commune: Commune, session: Session) -> None:
    _hand_in_the_plan(commune, session)
    for task, requirement in _due(session):
        if requirement.code.startswith(WHOLE) and requirement.code != MINUTES:
            hand_in_all(commune, session, task, f"{requirement.code}-{task.period}")
            accepted(commune, session, task)
    disbursed = commune.task(session, "2026-10", DISBURSED)
    figure = Figure(Decimal("69748146192"), Decimal("109890297877"), date(2026, 10, 31), "Kho bạc")
    enter_figure(commune.act(session, "minh.vp"), disbursed, figure, commune.said())
    minutes = commune.task(session, "2026", MINUTES)
    not_applicable(commune.act(session, "minh.vp"), minutes, "Đã họp lồng ghép, chị An ghi biên bản chung")
    for code in CODES:
        hand_in_letter(commune, session, code)


def _due(session: Session) -> list[tuple[Task, Requirement]]:
    query = select(Task, Requirement).join(Requirement, col(Requirement.id) == Task.requirement_id)
    due = query.where(Task.scoring_year == YEAR, Task.due_on <= NOW.date())
    return list(session.exec(due.order_by(col(Task.id))).all())


def _hand_in_the_plan(commune: Commune, session: Session) -> None:
    plan = commune.task(session, "2026", PLAN)
    read = hand_in(commune, session, plan, "ke hoach chi NGUYEN THI AN lam.pdf")
    read.document_type, read.document_number, read.document_on = "QĐ", "18/QĐ-UBND", date(2026, 1, 12)
    read.subject = (
        "Ban hành Kế hoạch cải cách hành chính nhà nước xã Tân Kỳ năm 2026 và giao bà Nguyễn Thị An theo dõi"
    )
    read.page_count, read.sections = 12, [{"heading": "IV. Kinh phí thực hiện", "page": 7}]
    read.signers = ["ỦY BAN NHÂN DÂN XÃ TÂN KỲ", "Võ Đình Lâm"]
    session.add(read)
    accepted(commune, session, plan)


def _whoever_may(task: Task) -> str:
    return "minh.vp" if task.state is State.TO_SETTLE else "chau.vp"


def hand_in(
    commune: Commune, session: Session, task: Task, name: str, item: int = 0, said: bytes = b""
) -> Evidence:
    """A PDF for an item of a task, by the admin or the clerk; no two are alike unless they say the same."""
    file = commune.file(
        b"%PDF-1.7\n" + (said or f"{task.id}/{item}/{name}".encode()), name, "application/pdf"
    )
    wanted = items_of(session, task)[item]
    return add_evidence(
        commune.act(session, _whoever_may(task)), task, file, commune.said(), item=wanted
    ).evidence


def hand_in_all(commune: Commune, session: Session, task: Task, name: str) -> None:
    """All that a task owes."""
    for position, item in enumerate(items_of(session, task)):
        if item.required and item.kind is ItemKind.TICK:
            tick_off(commune.act(session, _whoever_may(task)), task, item, commune.said())
        elif item.required and item.kind is not ItemKind.FIGURE:
            read = hand_in(commune, session, task, f"{name}-{position}.pdf", position)
            read.document_number, read.page_count = f"{100 + (task.id or 0)}/BC-UBND", 4 + position
            read.document_on, read.subject = task.due_on, f"{item.title} của UBND xã Tân Kỳ"
            session.add(read)


def hand_in_letter(commune: Commune, session: Session, code: str) -> Task:
    """An apology in the file of a citizen, whose name stands in the letter, in its subject and its file's name."""
    requirement = commune.requirement(session, CASES)
    day = date(2026, 12, 17)
    days = Occurrence(Period(code, None, day, day), day, day, date(2027, 1, 15), day, YEAR, ("T0",), ())
    task = open_task(
        commune.act(session, "minh.vp").by(CLOCK), requirement, units_of(session, requirement)[0], days
    )
    assert task is not None
    hoa = commune.act(session, "hoa.ttpvhcc")
    file = commune.file(f"%PDF-1.7 {code} {CITIZEN}".encode(), f"xin loi ba {CITIZEN}.pdf", "application/pdf")
    letter = add_evidence(hoa, task, file, commune.said(), item=items_of(session, task)[0]).evidence
    letter.document_number, letter.document_on = f"{code.rpartition('-')[2]}/XL-UBND", day
    letter.subject = f"Xin lỗi bà {CITIZEN}"
    session.add(letter)
    return task


def accepted(commune: Commune, session: Session, task: Task) -> None:
    accept(commune.act(session, "binh.vhxh"), task, in_force(session, task)[-1].id or 0)


def made(
    commune: Commune,
    folder: Path,
    edition: Edition = Edition.SUBMITTED,
    template: bytes | None = None,
    indexed: bool = False,
) -> Made:
    """A pack of the year, made by the operator in a folder; `indexed`: with the indexes that an office reads, which
    take their time."""
    wanted = Wanted("tan-ky", YEAR, edition, commune.now)
    given = (commune.engine, commune.store, wanted, lambda _: OPERATOR, lambda each: folder / file_name(each))
    if indexed or template is not None:
        return make_pack(*given, template)
    return make(*given, Binding(SPELLING, lambda contents: ((f"{INDEX}.xlsx", repr(contents).encode()),)))


def manifest_in(pack: Path) -> dict[str, Any]:
    with zipfile.ZipFile(pack) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def rewritten(pack: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """The archive with each member as `change` makes it of its name and bytes; None leaves it out."""
    with zipfile.ZipFile(pack) as archive:
        members = [(each, archive.read(each)) for each in archive.namelist()]
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in members:
            new = change(name, data)
            if new is not None:
                archive.writestr(name, new)


@pytest.fixture
def year(tmp_path: Path) -> Commune:
    return lived(tmp_path / "xa")
