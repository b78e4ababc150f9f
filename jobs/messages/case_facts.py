"""A citizen file, and the list that it is known from, as any message about them needs them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, select

from jobs.messages.facts import Named
from jobs.messages.gather import named, standing_in
from jobs.messages.morning import tasks_of
from models.calendar import working_calendar
from models.cases import case_requirement, is_for_today, keepers, limit_on, list_age, newest_list
from models.checklist import unfilled
from models.inspections import blocked
from models.kinds import Kind
from models.people import responsible
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import day_of
from models.tables import CaseList, CitizenCase, ItemKind, Notification, Person, Task


class CaseGroup(StrEnum):
    """How a file stands towards its limit, in the order of a bundle; the numbers run through them."""

    TODAY = "today"
    NEXT = "next"
    LATER = "later"
    # Said to be sent; its letter is not here yet.
    SAID = "said"
    PAST = "past"
    DONE = "done"


class CaseDeed(StrEnum):
    """What somebody did to several at once."""

    SENT = "sent"
    UNSENT = "unsent"
    ENDED = "ended"
    GIVEN = "given"
    DRAFTING = "drafting"
    ACCEPTED = "accepted"
    MAPPED = "mapped"


@dataclass(frozen=True)
class CaseFacts:
    """A line: never anything of the citizen. `limit_on`: by which day the apology is to be sent; `missing`: the
    newest list has it no more; `lacks_tick`: only the word that it was attached is missing; `officer` where the
    reader is not."""

    code: str
    procedure: str
    promised_on: date
    limit_on: date
    group: CaseGroup
    missing: bool = False
    has_letter: bool = False
    blocked: bool = False
    officer: Named | None = None


@dataclass(frozen=True)
class ListFacts:
    """Of which moment the list is, how many working days old, and who exports the next."""

    as_of: datetime
    age: int
    keeper: Named | None = None


def case_facts(
    session: Session, task: Task, case: CitizenCase, now: datetime, *, with_officer: bool = False
) -> CaseFacts:
    lacking = {item.kind for item in unfilled(session, task) if item.required}
    return CaseFacts(
        code=case.code,
        procedure=case.procedure,
        promised_on=case.first_promised_on,
        limit_on=limit_on(task),
        group=_group(session, task, bool(lacking), day_of(now)),
        missing=case.missing_since is not None,
        has_letter=ItemKind.SIGNED_DOCUMENT not in lacking,
        blocked=bool(blocked(session, task)),
        officer=named(responsible(session, task)) if with_officer else None,
    )


def _group(session: Session, task: Task, lacks: bool, today: date) -> CaseGroup:
    if not lacks or task.state not in ACTIVE | {State.MISSED}:
        return CaseGroup.DONE
    if task.state is State.CLAIMED:
        return CaseGroup.SAID
    limit = limit_on(task)
    if limit < today:
        return CaseGroup.PAST
    following = working_calendar(session, task.agency_id).shift(today, 1)
    if limit > following:
        return CaseGroup.LATER
    # A limit on a day that was declared off since leaves today only.
    return CaseGroup.NEXT if limit == following else CaseGroup.TODAY


def files_for_today(session: Session, reader: Person, now: datetime) -> int:
    """How many of the day's bundle are to be apologised for by its end, and are not said to be."""
    key = f"{Kind.CASES}/{reader.code}/{day_of(now)}"
    row = session.exec(
        select(Notification).where(Notification.agency_id == reader.agency_id, Notification.key == key)
    ).first()
    tasks = tasks_of(session, row) if row else []
    return sum(is_for_today(session, task, day_of(now)) for _, task in tasks)


def is_wanted_of(session: Session, person_id: int | None, agency_id: int, now: datetime) -> bool:
    """Whether this person keeps the list, and that of today has not come."""
    newest, requirement = newest_list(session, agency_id), case_requirement(session, agency_id)
    if newest is None or requirement is None or day_of(newest.as_of) >= day_of(now):
        return False
    return person_id in {each.id for each in keepers(session, requirement, day_of(now))}


def list_facts(
    session: Session, agency_id: int, now: datetime, of: CaseList | None = None
) -> ListFacts | None:
    """The newest list, or this one."""
    newest = of or newest_list(session, agency_id)
    requirement = case_requirement(session, agency_id)
    if newest is None:
        return None
    people = keepers(session, requirement, day_of(now)) if requirement else []
    keeper = standing_in(session, people[0]) if people else None
    return ListFacts(newest.as_of, list_age(session, newest, day_of(now)), keeper)
