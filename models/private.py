"""What tells of citizens: which tasks ask for such evidence, whose files may be of them, and which names may be
kept of it."""

import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath

from sqlmodel import Session, col, or_, select

from models.people import roles
from models.rules.cases.names import without_full_names
from models.rules.cases.numbers import without_numbers
from models.rules.inspection.hiding import LEFT_OUT
from models.rules.lifecycle import State
from models.tables import Agency, CaseCitizen, CitizenCase, Evidence, Person, Requirement, Role, Task

# Nothing is handed in for it any more.
_OVER = (State.WAIVED,)
_SHOWN_OF_HASH, _LONGEST_ENDING = 8, 6


def is_personal(session: Session, task: Task) -> bool:
    """Whether the evidence of a task tells of citizens."""
    return session.get_one(Requirement, task.requirement_id).personal


def is_of_citizens(session: Session, evidence: Evidence) -> bool:
    """Whether a file is evidence, or kept beside a task, that tells of citizens."""
    task = session.get(Task, evidence.task_id) if evidence.task_id else None
    return task is not None and is_personal(session, task)


def may_bring_personal(session: Session, person: Person) -> bool:
    """Whether a file that this person sends without a word may be of citizens: they do such work, or carry the
    documents of others."""
    open_ones = (
        select(Task.id)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .where(
            Requirement.agency_id == person.agency_id,
            col(Requirement.personal).is_(True),
            col(Task.state).not_in(_OVER),
        )
    )
    if Role.CLERK not in roles(session, person):
        own = [Task.responsible_id == person.id, Requirement.responsible_id == person.id]
        if person.unit_id is not None:
            own.append(Task.unit_id == person.unit_id)
        open_ones = open_ones.where(or_(*own))
    return session.exec(open_ones.limit(1)).first() is not None


def plain_name(sha256: str, file_name: str) -> str:
    """What a file is called where its own name may hold a citizen's."""
    ending = PurePosixPath(file_name).suffix.lower()
    known = ending if ending[1:].isalnum() and ending.isascii() and len(ending) <= _LONGEST_ENDING else ""
    return "-".join(filter(None, ("tep", sha256[:_SHOWN_OF_HASH]))) + known


def anything_sealed(session: Session) -> bool:
    """Whether there is anything that only its key opens."""
    sealed = session.exec(select(Evidence.id).where(col(Evidence.is_sealed)).limit(1)).first()
    return sealed is not None or session.exec(select(CaseCitizen.case_id).limit(1)).first() is not None


def anything_of_citizens(session: Session) -> bool:
    """Whether anything tells of citizens, sealed or not: what lies sealed, a citizen file that was listed, evidence
    of what is personal."""
    listed = session.exec(select(CitizenCase.id).limit(1)).first()
    handed_in = (
        select(Evidence.id)
        .join(Task, col(Task.id) == Evidence.task_id)
        .join(Requirement, col(Requirement.id) == Task.requirement_id)
        .where(col(Requirement.personal).is_(True))
    )
    return (
        anything_sealed(session) or listed is not None or session.exec(handed_in.limit(1)).first() is not None
    )


def words_kept(session: Session, task: Task, words: str) -> str:
    """What is kept, and told to others, of words about a task: where it tells of citizens, no telephone, no
    identity number and no full name but those of the agency's own people."""
    return words_kept_of(session, task.requirement_id, words) if words else words


def words_kept_of(session: Session, requirement_id: int, words: str) -> str:
    """The same of words about a requirement."""
    requirement = session.get_one(Requirement, requirement_id)
    if not requirement.personal:
        return words
    own = session.exec(select(Person.full_name).where(Person.agency_id == requirement.agency_id)).all()
    known = {unicodedata.normalize("NFC", name) for name in own}
    return without_full_names(without_numbers(unicodedata.normalize("NFC", words)), known)


def signers_shown(session: Session, agency_id: int) -> Callable[[str], str]:
    """Of signers the names of the agency and of its own people; of anybody else none."""
    people = session.exec(select(Person.full_name).where(Person.agency_id == agency_id)).all()
    agency = session.get_one(Agency, agency_id)
    own = {_folded(name) for name in people}
    place = _folded(agency.name).removeprefix("ubnd ")
    return lambda name: name if _folded(name) in own or _folded(name).endswith(place) else LEFT_OUT


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
