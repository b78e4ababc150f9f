"""A citizen file, and the list that it is known from, as any message about them needs them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session, select

from jobs.messages.facts import Named
from jobs.messages.gather import hears_of, named, standing_in
from jobs.messages.morning import tasks_of
from models.calendar import working_calendar
from models.cases import case_requirement, cases_of, is_for_today, keepers, limit_on, list_age, newest_list
from models.checklist import wanted
from models.inspections import blocked
from models.kept import soon
from models.kinds import Kind
from models.obstacles import obstacle_of
from models.people import responsible
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import day_of
from models.tables import CaseList, CitizenCase, ItemKind, Notification, Person, Task

BUNDLES = (Kind.CASES, Kind.CASES_LAST)


class CaseGroup(StrEnum):
    """How a file stands towards its limit, in the order of a bundle; the numbers run through them."""

    TODAY = "today"
    NEXT = "next"
    LATER = "later"
    # Said to be sent; its letter is not here yet.
    SAID = "said"
    PAST = "past"
    DONE = "done"
    # Somebody else's since: the reader hears of it no more.
    GIVEN = "given"


class CaseDeed(StrEnum):
    """What somebody did to several at once."""

    SENT = "sent"
    UNSENT = "unsent"
    ENDED = "ended"
    UNENDED = "unended"
    GIVEN = "given"
    DRAFTING = "drafting"
    ACCEPTED = "accepted"
    MAPPED = "mapped"


@dataclass(frozen=True)
class CaseFacts:
    """A line: never anything of the citizen. `limit_on`: by which day the apology is to be sent; `missing`: the
    newest list has it no more; `returned`: its letter was sent back; `stuck`: something was said to be in the way;
    `officer` where the reader is not."""

    code: str
    procedure: str
    promised_on: date
    limit_on: date
    group: CaseGroup
    missing: bool = False
    has_letter: bool = False
    blocked: bool = False
    returned: bool = False
    stuck: bool = False
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
    lacking = {item.kind for item in wanted(session, task) if item.required}
    return CaseFacts(
        code=case.code,
        procedure=case.procedure,
        promised_on=case.first_promised_on,
        limit_on=limit_on(task),
        group=_group(session, task, bool(lacking), day_of(now)),
        missing=case.missing_since is not None,
        has_letter=ItemKind.SIGNED_DOCUMENT not in lacking,
        blocked=bool(blocked(session, task)),
        returned=task.state is State.RETURNED,
        stuck=obstacle_of(session, task) is not None,
        officer=named(responsible(session, task)) if with_officer else None,
    )


def files_of(session: Session, row: Notification, now: datetime) -> list[tuple[int, Task, CaseFacts]]:
    """The citizen files of a message under its numbers, as they stand."""
    linked = tasks_of(session, row)
    soon(session, Task, (task.id or 0 for _, task in linked))
    cases = cases_of(session, (task for _, task in linked))
    return [
        (
            number,
            task,
            _as_bundled(session, row, task, case_facts(session, task, cases[task.id or 0], now), now),
        )
        for number, task in linked
        if task.id in cases
    ]


def _as_bundled(
    session: Session, row: Notification, task: Task, facts: CaseFacts, now: datetime
) -> CaseFacts:
    if facts.group is not CaseGroup.DONE and hears_no_more(session, row, task, day_of(now)):
        return replace(facts, group=CaseGroup.GIVEN)
    officer = responsible(session, task)
    others = row.kind in BUNDLES and officer is not None and officer.id != row.person_id
    return replace(facts, officer=named(officer)) if others else facts


def hears_no_more(session: Session, row: Notification, task: Task, today: date) -> bool:
    """Whether a file of an officer's bundle is somebody else's since."""
    if row.kind not in BUNDLES or row.person_id is None:
        return False
    return not hears_of(session, session.get_one(Person, row.person_id), task, today)


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
