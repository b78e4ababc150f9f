"""The people of the sandbox: those whom its catalogue names, else invented ones. They join by ordinary invites over
the socket."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from sqlalchemy import Engine, or_
from sqlmodel import Session, col, select

from bot.sandbox.page import PagePerson
from bot.sandbox.telegram import ChatMessage, SandboxTelegram
from jobs.messages.facts import Do
from models.actor import OPERATOR, Act
from models.catalogue.reading import BUILTIN_AGENCY
from models.changes.assigning import assign_requirement
from models.changes.enlisting import enlist
from models.changes.joining import create_invite
from models.changes.trial import end_trial
from models.database import reading, writing
from models.people import holding, roles
from models.tables import Agency, Person, Requirement, Role, Unit, UnitMember


@dataclass(frozen=True)
class Sample:
    chat_id: int
    code: str
    full_name: str
    address: str
    position: str
    unit: str | None
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Newcomer:
    """Who is about to join, and by which code."""

    chat_id: int
    full_name: str
    code: str


# The people of the built-in catalogue's agency.
SAMPLES = (
    Sample(100_001, "an.vhxh", "Nguyễn Thị An", "chị", "Chuyên viên", "VHXH", (Role.OFFICER,)),
    Sample(100_002, "dung.vhxh", "Lê Văn Dũng", "anh", "Chuyên viên", "VHXH", (Role.OFFICER,)),
    Sample(100_003, "binh.vhxh", "Trần Văn Bình", "anh", "Trưởng phòng", "VHXH", (Role.HEAD, Role.REVIEWER)),
    Sample(100_004, "hoa.ttpvhcc", "Phan Thị Hoa", "chị", "Chuyên viên", "TTPVHCC", (Role.OFFICER,)),
    Sample(100_005, "khanh.kt", "Hồ Sỹ Khánh", "anh", "Trưởng phòng", "KT", (Role.HEAD, Role.OFFICER)),
    Sample(100_006, "chau.vp", "Phạm Minh Châu", "chị", "Văn thư", "VP", (Role.CLERK,)),
    Sample(100_007, "lam.ubnd", "Võ Đình Lâm", "đồng chí", "Phó Chủ tịch", None, (Role.LEADER,)),
    Sample(100_008, "minh.vp", "Cao Quang Minh", "anh", "Chánh Văn phòng", "VP", (Role.ADMIN, Role.HEAD)),
)
# One report is left without a person on purpose: its head is asked to assign it.
_RESPONSIBLE = {"7.5-bao-cao-tthc-thang": "an.vhxh", "7.5-bao-cao-tthc-nam": "an.vhxh"}
# For an agency that names nobody: invented, and the names of nobody above.
_NAMES = (
    ("chị", "Đinh Thị Mai"),
    ("anh", "Ngô Văn Sơn"),
    ("chị", "Bùi Thị Thu"),
    ("anh", "Đỗ Văn Tùng"),
    ("chị", "Vũ Thị Lan"),
    ("anh", "Trịnh Văn Quý"),
    ("chị", "Lương Thị Hạnh"),
    ("anh", "Mai Văn Đức"),
    ("chị", "Tạ Thị Nga"),
    ("anh", "Kiều Văn Phú"),
)
_LEADER, _ADMIN = "Hà Văn Thành", "Dương Văn Nam"

# The account from which anybody but the samples joins: this, and their number in the database.
_FIRST_ACCOUNT = 200_000
# So many join of themselves; whoever else is there is shown, and can be invited.
_MOST_JOINING = 40
_RANK = (Role.ADMIN, Role.LEADER, Role.HEAD, Role.REVIEWER, Role.CLERK, Role.OFFICER)


def people_of(engine: Engine) -> list[PagePerson]:
    """Everybody who is in the agency, each with an account; who joined and left keeps theirs."""
    with reading(engine) as session:
        units = {unit.id: unit.code for unit in session.exec(select(Unit))}
        here = or_(col(Person.deactivated_at).is_(None), col(Person.joined_at).is_not(None))
        people = session.exec(select(Person).where(here).order_by(col(Person.id)))
        return [PagePerson(_account(each), each.full_name, _title(each, units)) for each in people]


def _title(person: Person, units: dict[int | None, str]) -> str:
    return ", ".join(filter(None, (person.position, units.get(person.unit_id)))) or "Đã được mời"


def _account(person: Person) -> int:
    """A sample's own, but where the code is another's in an agency that is not the example."""
    sample = next((each for each in SAMPLES if each.code == person.code), None)
    if sample is not None and sample.full_name == person.full_name:
        return sample.chat_id
    return person.chat_id or _FIRST_ACCOUNT + (person.id or 0)


def invite_first(engine: Engine, now: datetime) -> list[Newcomer]:
    """Makes the invites of those who are to join a new sandbox, without a trial run: the people whom the catalogue
    names, else samples for its units."""
    with writing(engine) as session:
        act = Act(session, OPERATOR, now)
        agency = session.exec(select(Agency)).one()
        end_trial(act, agency)
        if session.exec(select(Person.id)).first() is None:
            _enlist_samples(act, agency)
        if not holding(session, agency.id or 0, Role.ADMIN):
            _enlist(act, agency, Sample(0, "", _ADMIN, "anh", "Quản trị", None, (Role.ADMIN,)))
        return [
            Newcomer(_account(each), each.full_name, create_invite(act, each)[1])
            for each in _joining(session)
        ]


def _joining(session: Session) -> list[Person]:
    """Of too many those with the rarest roles; admins last, who else would be told of everybody."""
    everybody = session.exec(select(Person).order_by(col(Person.id))).all()
    held = {each.id: roles(session, each) for each in everybody}
    chosen = sorted(everybody, key=lambda each: min(map(_RANK.index, held[each.id]), default=len(_RANK)))
    return sorted(chosen[:_MOST_JOINING], key=lambda each: (Role.ADMIN in held[each.id], each.id or 0))


def _enlist_samples(act: Act, agency: Agency) -> None:
    units = act.session.exec(select(Unit).order_by(col(Unit.id))).all()
    if agency.code == BUILTIN_AGENCY:
        for sample in SAMPLES:
            _enlist(act, agency, sample)
        _assign_samples(act)
        return
    groups = set(act.session.exec(select(UnitMember.group_id)))
    names = cycle(_NAMES)
    for unit in units:
        if unit.id not in groups:
            _staff(act, agency, unit, names)
    _enlist(act, agency, Sample(0, "", _LEADER, "đồng chí", "Phó Chủ tịch", None, (Role.LEADER,)))


def _staff(act: Act, agency: Agency, unit: Unit, names: Iterator[tuple[str, str]]) -> None:
    """An officer, who has all that the unit is to do, and a head, who reviews it."""
    for position, held in (("Chuyên viên", (Role.OFFICER,)), ("Trưởng đơn vị", (Role.HEAD, Role.REVIEWER))):
        address, name = next(names)
        person = _enlist(act, agency, Sample(0, "", name, address, position, unit.code, held))
        if Role.OFFICER in held:
            for requirement in act.session.exec(
                select(Requirement).where(Requirement.unit_id == unit.id)
            ).all():
                assign_requirement(act, requirement, person)


def _enlist(act: Act, agency: Agency, sample: Sample) -> Person:
    """A sample without a code gets one of the name and the unit."""
    named = select(Unit).where(Unit.agency_id == agency.id, Unit.code == sample.unit)
    unit = act.session.exec(named).first() if sample.unit else None
    person = enlist(act, agency, sample.full_name, sample.roles, unit, sample.code or None)
    person.address, person.position = sample.address, sample.position
    act.write(person)
    return person


def _assign_samples(act: Act) -> None:
    for requirement, code in _RESPONSIBLE.items():
        wanted = act.session.exec(select(Requirement).where(Requirement.code == requirement)).one()
        person = act.session.exec(select(Person).where(Person.code == code)).one()
        assign_requirement(act, wanted, person)


async def join_all(telegram: SandboxTelegram, newcomers: list[Newcomer]) -> None:
    """Each opens the link, is asked "is it you?", and says yes."""
    for each in newcomers:
        telegram.add_account(each.chat_id, each.full_name)
        telegram.send_text(each.chat_id, f"/start {each.code}")
    for each in newcomers:
        await _say_yes(telegram, each.chat_id)


async def _say_yes(telegram: SandboxTelegram, chat_id: int) -> None:
    def question() -> ChatMessage | None:
        return next((each for each in telegram.messages(chat_id) if _data(each, Do.JOIN)), None)

    asked = await telegram.until(question)
    if asked is not None:
        telegram.press(chat_id, asked.message_id, _data(asked, Do.JOIN))
        await telegram.until(lambda: telegram.messages(chat_id)[-1].message_id > asked.message_id)


def _data(message: ChatMessage, do: Do) -> str:
    every = (button.data for row in message.buttons for button in row)
    return next((data for data in every if data.startswith(f"{do}:")), "")
