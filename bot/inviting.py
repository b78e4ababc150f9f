"""The verb `invite`: a one-time code for one person, who is entered where they are new."""

import argparse
from datetime import datetime

from sqlmodel import Session, select

from bot.settings import Settings
from bot.texts.words import ROLES
from bot.verbs import CannotDo, WrongUsage, person_called, ready, say, the_agency, unit_called
from models.actor import OPERATOR, Act
from models.catalogue.values import PersonCode, Text, unfit
from models.changes.desks import desks_kept
from models.changes.enlisting import add_roles, enlist
from models.changes.joining import create_invite, spelled
from models.clock import SystemClock
from models.database import writing
from models.installation import bot_link
from models.rules.letters import bare
from models.rules.zone import VIETNAM
from models.tables import Agency, Person, Role

# How a role is called besides its code.
_CALLED = {
    Role.OFFICER: (ROLES[Role.OFFICER], "cán bộ", "chuyên viên", "công chức"),
    Role.HEAD: (ROLES[Role.HEAD], "trưởng phòng", "trưởng"),
    Role.REVIEWER: (ROLES[Role.REVIEWER], "thẩm tra"),
    Role.LEADER: (ROLES[Role.LEADER], "lãnh đạo"),
    Role.CLERK: (ROLES[Role.CLERK],),
    Role.ADMIN: (ROLES[Role.ADMIN], "người quản trị", "quản trị viên"),
}

_LONGEST_NAME = 200


def invite(settings: Settings, arguments: argparse.Namespace) -> int:
    roles = [_role(name) for name in arguments.role.split(",")]
    now = SystemClock().now()
    with writing(ready(settings)) as session:
        person = invited(session, now, arguments, roles)
        row, code = create_invite(Act(session, OPERATOR, now), person, arguments.valid_days)
        link = bot_link(session, code) or None
        made = {"person": person.code, "code": code, "link": link, "expires_at": row.expires_at.isoformat()}
    way = f"Đường dẫn: {link}" if link else "Chưa có đường dẫn: chạy bot một lần rồi mời lại, hoặc gõ mã."
    words = (
        f"Mã mời của {person.full_name} ({person.code}): {spelled(code)}\n{way}\n"
        f"Dùng một lần, đến hết {row.expires_at.astimezone(VIETNAM):%H:%M %d/%m/%Y}."
    )
    say(arguments, made, words)
    return 0


def invited(session: Session, now: datetime, arguments: argparse.Namespace, roles: list[Role]) -> Person:
    """The person of that code, or a new one."""
    act, agency = Act(session, OPERATOR, now), the_agency(session)
    known = person_called(session, agency, arguments.person) if arguments.person else None
    unit = unit_called(session, agency, arguments.unit) if arguments.unit else None
    if known is not None:
        with desks_kept(act, agency.id or 0):
            add_roles(act, known, roles, unit)
        return known
    name = " ".join(arguments.name.split())
    if not name:
        raise WrongUsage("Cần họ tên của người được mời.")
    if arguments.person is None:
        _ask_of_namesake(session, agency, name)
    _check_spelling(name, arguments.person)
    with desks_kept(act, agency.id or 0):
        return enlist(act, agency, name, roles, unit, arguments.person)


def _check_spelling(name: str, code: str | None) -> None:
    """Raises WrongUsage for a name or a code that no catalogue can hold, for it could not be loaded again."""
    fault = unfit(Text, name) or (unfit(PersonCode, code) if code is not None else None)
    if fault is not None:
        raise WrongUsage(fault)
    if len(name) > _LONGEST_NAME:
        raise WrongUsage(f"Họ tên dài quá {_LONGEST_NAME} ký tự: hãy viết ngắn hơn.")


def _ask_of_namesake(session: Session, agency: Agency, name: str) -> None:
    """Raises CannotDo where somebody here is called so already: another code for them, or somebody else?"""
    everybody = session.exec(select(Person).where(Person.agency_id == agency.id).order_by(Person.code))
    known = [each.code for each in everybody if bare(each.full_name) == bare(name)]
    if known:
        raise CannotDo(
            f"Đã có {name} ({', '.join(known)}). Cấp mã mới cho đúng người ấy: thêm --person {known[0]}. "
            "Người khác trùng tên: thêm --person với một mã chưa dùng."
        )


def _role(name: str) -> Role:
    """By its code or its name, with or without diacritics."""
    typed = bare(name).strip()
    found = next((role for role in Role if typed in (role, *map(bare, _CALLED[role]))), None)
    if found is None:
        raise WrongUsage(f"Không có vai trò {name.strip()}. Dùng: {roles_there_are()}.")
    return found


def roles_there_are() -> str:
    """officer (cán bộ phụ trách), head (trưởng đơn vị) …"""
    return ", ".join(f"{role} ({ROLES[role]})" for role in Role)
