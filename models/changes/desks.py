"""What is somebody's only because they are their unit's one officer, and what is nobody's, stays so when who works
in the unit changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from sqlmodel import Session

from models.actor import Act
from models.changes.assigning import keep_with, name_responsible
from models.changes.common import refresh_all
from models.changes.duty_telling import Duties, duties
from models.changes.handing import open_tasks
from models.people import holding, only_officer, person_of, responsible_for
from models.tables import Person, Requirement, Role, Task

# By unit: the officers whose own words reach the bot, and how many officers there are in all.
_Staff = Mapping[int, tuple[set[int], int]]


@contextmanager
def desks_kept(act: Act, agency_id: int) -> Iterator[list[int]]:
    """People come, leave or move within: what was an only officer's, who has joined, is theirs by name where
    they are the only one no more, and what would now be an only officer's without a word stays with the head.
    Each with its ledger entry. Yields a list that holds afterwards the ids of the requirements that name an officer
    by it."""
    session, kept = act.session, list[int]()
    had, staff = _whose(session, agency_id), _staff(session, agency_id)
    unnamed = {key: _named(session, key) for key in sorted(had) if _is_only_officers(session, key)}
    yield kept
    _leave_to_head(act, had, staff)
    for key, named in unnamed.items():
        officer = person_of(session, had[key])
        if officer is not None and officer.id in staff[key[1]][0] and _has_lost(session, key, officer, named):
            kept += _keep(act, key, officer)


def _whose(session: Session, agency_id: int) -> Duties:
    """Of what is in force, and of what has an open task still."""
    found = dict(duties(session, agency_id))
    for task in open_tasks(session, agency_id):
        key = (task.requirement_id, task.unit_id)
        if key not in found:
            officer = responsible_for(session, session.get_one(Requirement, key[0]), key[1])
            found[key] = officer.id if officer else None
    return found


def _named(session: Session, key: tuple[int, int]) -> int | None:
    return session.get_one(Requirement, key[0]).responsible_id


def _staff(session: Session, agency_id: int) -> _Staff:
    found: dict[int, tuple[set[int], int]] = {}
    for each in holding(session, agency_id, Role.OFFICER):
        if each.unit_id is not None:
            joined, many = found.setdefault(each.unit_id, (set(), 0))
            found[each.unit_id] = (joined | ({each.id or 0} if each.chat_id is not None else set()), many + 1)
    return found


def _is_only_officers(session: Session, key: tuple[int, int]) -> bool:
    """Whether a duty is its unit's only officer's, and names them not."""
    requirement = session.get_one(Requirement, key[0])
    officer = responsible_for(session, requirement, key[1])
    return officer is not None and officer.id != requirement.responsible_id


def _leave_to_head(act: Act, had: Duties, staff: _Staff) -> None:
    """Of a unit that had several officers and has one."""
    session = act.session
    for key, before in sorted(had.items()):
        requirement = session.get_one(Requirement, key[0])
        alone = only_officer(session, requirement.agency_id, key[1])
        several = key[1] in staff and staff[key[1]][1] > 1
        if several and alone is not None and alone.id != before and _is_only_officers(session, key):
            named = person_of(session, requirement.responsible_id)
            name_responsible(act, requirement, named, left_to_head=True)
            refresh_all(act, _of(session, key))


def _has_lost(session: Session, key: tuple[int, int], officer: Person, named: int | None) -> bool:
    """Whether a duty is not this officer's any more, who is still of the unit, though nobody gave it to another."""
    now = responsible_for(session, session.get_one(Requirement, key[0]), key[1])
    is_there = officer.deactivated_at is None and officer.unit_id == key[1]
    is_given = now is not None and _named(session, key) == now.id != named
    return is_there and not is_given and (now is None or now.id != officer.id)


def _keep(act: Act, key: tuple[int, int], officer: Person) -> list[int]:
    """Of a group's duty that names an officer of another unit, the open tasks alone."""
    requirement = act.session.get_one(Requirement, key[0])
    if requirement.responsible_id is None:
        name_responsible(act, requirement, officer, requirement.left_to_head)
        return [key[0]]
    for task in _of(act.session, key):
        if task.responsible_id is None and not task.left_to_head:
            keep_with(act, task, officer)
    return []


def _of(session: Session, key: tuple[int, int]) -> list[Task]:
    requirement = session.get_one(Requirement, key[0])
    tasks = open_tasks(session, requirement.agency_id, requirement)
    return [each for each in tasks if each.unit_id == key[1]]
