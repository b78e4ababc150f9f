"""Citizen files in the commune of the tests: two that An handles, one of a handler whom nobody knows."""

import hashlib
from datetime import date

from sqlmodel import Session, select

from models.actor import CLOCK, OPERATOR, Act
from models.cases import cases_of
from models.changes.case_lists import import_list
from models.changes.cases import say_ended, say_sent
from models.changes.common import tell
from models.changes.confirming import Said
from models.changes.evidence import add_evidence
from models.kinds import Kind
from models.rules.cadence import Cadence, Shift
from models.rules.cases.listed import CaseListRead, ListedCase, ListKind, Standing
from models.tables import CaseHandler, ChecklistItem, How, ItemKind, Notification, Requirement, Task, Unit
from tests.commune import Commune

CODES = ("H41.10-261201-0001", "H41.10-261201-0002", "H41.10-261201-0003")


def follow_cases(commune: Commune, session: Session) -> list[Task]:
    """A list has come; the tasks are open. Returns An's two."""
    agency = commune.agency(session)
    _require(session, agency.id or 0)
    handlers = ("Nguyễn Thị An", "Nguyễn Thị An", "Phạm Văn Lạ")
    cases = tuple(
        ListedCase(
            code, date(2026, 12, 16), Standing.RUNNING, "Đang xử lý", "Đăng ký khai sinh", handler=handler
        )
        for code, handler in zip(CODES, handlers, strict=True)
    )
    read = CaseListRead(ListKind.XLSX, (), cases)
    import_list(Act(session, OPERATOR, commune.now), agency, read, hashlib.sha256(b"list").hexdigest())
    an = commune.person(session, "an.vhxh")
    return list(session.exec(select(Task).where(Task.is_case, Task.responsible_id == an.id)).all())


def _require(session: Session, agency_id: int) -> None:
    unit = session.exec(select(Unit).where(Unit.code == "TTPVHCC", Unit.agency_id == agency_id)).one()
    requirement = Requirement(
        agency_id=agency_id,
        code="3.3.2-xin-loi-tung-ho-so",
        criterion_code="3.3.2",
        title="Văn bản xin lỗi và đề nghị gia hạn hồ sơ",
        short="Xin lỗi hồ sơ quá hạn",
        unit_id=unit.id or 0,
        cadence=Cadence.PER_CASE,
        shift=Shift.EARLIER,
        starts_on=date(2026, 1, 1),
    )
    session.add(requirement)
    session.flush()
    wanted = (
        ("van-ban", "Văn bản xin lỗi", ItemKind.SIGNED_DOCUMENT),
        ("tick", "Đã đính kèm", ItemKind.TICK),
    )
    for position, (code, title, kind) in enumerate(wanted):
        session.add(
            ChecklistItem(
                requirement_id=requirement.id or 0, position=position, code=code, title=title, kind=kind
            )
        )
    session.flush()


def bundle_of(commune: Commune, session: Session) -> Notification:
    """What An was told of her files this morning."""
    tasks = follow_cases(commune, session)
    an = commune.person(session, "an.vhxh")
    act = Act(session, CLOCK, commune.now)
    row = tell(act, an.agency_id, Kind.CASES, "cases/test", person=an, tasks=tasks, total=len(tasks))
    assert row is not None
    return row


def sent_bundle(commune: Commune, session: Session) -> Notification:
    """The same; of both files she has said that their apology was sent."""
    row = bundle_of(commune, session)
    for task in session.exec(select(Task).where(Task.is_case, Task.responsible_id == row.person_id)).all():
        say_sent(commune.act(session, "an.vhxh"), task, Said(How.BUTTON, commune.now, "Đã gửi"))
    return row


def ended_bundle(commune: Commune, session: Session) -> Notification:
    """The same; of both files she has said that their result was given today."""
    row = bundle_of(commune, session)
    tasks = session.exec(select(Task).where(Task.is_case, Task.responsible_id == row.person_id)).all()
    cases, act = cases_of(session, tasks), commune.act(session, "an.vhxh")
    for task in tasks:
        say_ended(act, task, cases[task.id or 0], act.today)
    return row


def letters_to_review(commune: Commune, session: Session, reviewer: str) -> Notification:
    """The letters of An's two files wait for this reviewer's verdict."""
    bundle = sent_bundle(commune, session)
    tasks = session.exec(select(Task).where(Task.is_case, Task.responsible_id == bundle.person_id)).all()
    for task in tasks:
        pdf = commune.file(b"%PDF-1.7 thu xin loi " + task.period.encode(), "thu.pdf", "application/pdf")
        add_evidence(commune.act(session, "an.vhxh"), task, pdf, Said(How.FILE, commune.now))
    assert len(cases_of(session, tasks)) == len(tasks)
    act, person = Act(session, CLOCK, commune.now), commune.person(session, reviewer)
    row = tell(
        act,
        person.agency_id,
        Kind.CASES_REVIEW,
        "review/test",
        person=person,
        tasks=list(tasks),
        total=len(tasks),
    )
    assert row is not None
    return row


def unknown_handler(commune: Commune, session: Session) -> CaseHandler:
    """Somebody in the handling column whom nobody has mapped."""
    follow_cases(commune, session)
    return session.exec(select(CaseHandler).where(CaseHandler.name == "Phạm Văn Lạ")).one()
