"""Sample people of the sandbox. They are invented, and they join by ordinary invites over the socket."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine
from sqlmodel import col, select

from bot.sandbox.page import PagePerson
from bot.sandbox.telegram import ChatMessage, SandboxTelegram
from jobs.messages.facts import Do
from models.actor import OPERATOR, Act
from models.changes.assigning import assign_requirement
from models.changes.enlisting import enlist
from models.changes.joining import create_invite
from models.changes.trial import end_trial
from models.database import reading, writing
from models.tables import Agency, Person, Requirement, Role, Unit


@dataclass(frozen=True)
class Sample:
    chat_id: int
    code: str
    full_name: str
    address: str
    position: str
    unit: str | None
    roles: tuple[Role, ...]


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


# The account from which somebody invited later joins: this, and their number in the database.
_FIRST_ACCOUNT = 200_000


def sample_people() -> list[PagePerson]:
    return [PagePerson(each.chat_id, each.full_name, _title(each)) for each in SAMPLES]


def invited_people(engine: Engine) -> list[PagePerson]:
    """Everybody else whom the admin has entered, each with an account to join from."""
    codes = [each.code for each in SAMPLES]
    others = select(Person).where(col(Person.code).not_in(codes), col(Person.deactivated_at).is_(None))
    with reading(engine) as session:
        units = {unit.id: unit.code for unit in session.exec(select(Unit))}
        return [
            PagePerson(
                person.chat_id or _FIRST_ACCOUNT + (person.id or 0),
                person.full_name,
                ", ".join(filter(None, (person.position, units.get(person.unit_id)))) or "Đã được mời",
            )
            for person in session.exec(others.order_by(col(Person.id)))
        ]


def enlist_samples(engine: Engine, now: datetime) -> dict[int, str]:
    """Enters the people and makes their invites, without a trial run; returns the code for each chat."""
    with writing(engine) as session:
        act = Act(session, OPERATOR, now)
        agency = session.exec(select(Agency)).one()
        units = {unit.code: unit for unit in session.exec(select(Unit))}
        end_trial(act, agency)
        codes = {}
        for sample in SAMPLES:
            unit = units[sample.unit] if sample.unit else None
            person = enlist(act, agency, sample.full_name, sample.roles, unit, sample.code)
            person.address, person.position = sample.address, sample.position
            session.add(person)
            codes[sample.chat_id] = create_invite(act, person)[1]
        for requirement, code in _RESPONSIBLE.items():
            wanted = session.exec(select(Requirement).where(Requirement.code == requirement)).one()
            person = session.exec(select(Person).where(Person.code == code)).one()
            assign_requirement(act, wanted, person)
        return codes


async def join_samples(telegram: SandboxTelegram, codes: dict[int, str]) -> None:
    """Each opens the link, is asked "is it you?", and says yes."""
    for sample in SAMPLES:
        telegram.add_account(sample.chat_id, sample.full_name)
        telegram.send_text(sample.chat_id, f"/start {codes[sample.chat_id]}")
    for sample in SAMPLES:
        await _say_yes(telegram, sample.chat_id)


async def _say_yes(telegram: SandboxTelegram, chat_id: int) -> None:
    def question() -> ChatMessage | None:
        return next((each for each in telegram.messages(chat_id) if _data(each, Do.JOIN)), None)

    asked = await telegram.until(question)
    if asked is not None:
        telegram.press(chat_id, asked.message_id, _data(asked, Do.JOIN))
        await telegram.until(lambda: telegram.messages(chat_id)[-1].message_id > asked.message_id)


def _title(sample: Sample) -> str:
    return f"{sample.position}, {sample.unit}" if sample.unit else sample.position


def _data(message: ChatMessage, do: Do) -> str:
    every = (button.data for row in message.buttons for button in row)
    return next((data for data in every if data.startswith(f"{do}:")), "")
