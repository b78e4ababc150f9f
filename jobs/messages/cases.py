"""Citizen files as messages: what is owed an apology, what is past its limit, and how old the list is."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from jobs.cases.figures import CaseFigure, figure_of
from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Rows
from jobs.messages.gather import named, standing_in
from jobs.messages.morning import tasks_of
from jobs.messages.offers import by_number, paged
from models.calendar import working_calendar
from models.cases import case_requirement, cases_of, keepers, list_age, newest_list
from models.changes.open_task import HEAD_HOUR
from models.checklist import unfilled
from models.hearing import bosses, is_trial
from models.inspections import blocked
from models.kept import soon
from models.kinds import Kind
from models.people import responsible
from models.reviews import is_accepted
from models.rules.lifecycle import ACTIVE, State
from models.rules.zone import at, day_of
from models.tables import Agency, CaseList, CitizenCase, ItemKind, Notification, Task


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


@dataclass(frozen=True, kw_only=True)
class CaseBundle(Message):
    """To an officer. `counts`: of all that it speaks of; `more`: how many it has no number for; `last`: the call of
    the limit's own day, which says when `head` will hear."""

    now: datetime
    cases: tuple[tuple[int, CaseFacts], ...]
    counts: dict[CaseGroup, int]
    more: int
    list: ListFacts | None
    last: bool = False
    head: Named | None = None
    head_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class CasesLate(Message):
    """To the head, once a file: past its limit with no letter recorded; `total` of them; the year's figure."""

    cases: tuple[tuple[int, CaseFacts], ...]
    total: int
    figure: CaseFigure
    list: ListFacts | None


@dataclass(frozen=True, kw_only=True)
class CasesReview(Message):
    """To a reviewer: letters that wait for a verdict, `waiting` of them."""

    cases: tuple[tuple[int, CaseFacts], ...]
    waiting: int


@dataclass(frozen=True, kw_only=True)
class CaseAlarm(Message):
    """A second apology of one file: `why` "again" where it is about to be late once more, "letter" where a second
    letter came."""

    case: CaseFacts
    promised_again_on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class CaseListWanted(Message):
    """To who keeps the list, every working morning until it has come; moot once it has."""

    list: ListFacts


@dataclass(frozen=True, kw_only=True)
class CaseListBlind(Message):
    """To the head: nobody can say any more which file is about to be late."""

    list: ListFacts
    newer: bool


@dataclass(frozen=True, kw_only=True)
class CaseListTaken(Message):
    """What came of a list. `is_new` False: it was imported before; `deleted`: whether its message was taken out of
    the chat, None where it came another way."""

    list: ListFacts
    is_new: bool
    rows: int
    new: int
    changed: int
    missing: int
    left_out: int
    opened: int
    rewritten: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()
    deleted: bool | None = None


@dataclass(frozen=True, kw_only=True)
class CaseDrafts(Message):
    """Letters were drafted, `count` of them into `folder`; `kept`: so many there were edited, and stay; `fault`:
    why none was."""

    count: int
    kept: int
    folder: str
    pdf: bool
    signed_folder: str
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class CasesSaid(Message):
    """What was recorded of several files, said back. `lacking`: so many have no letter yet; `day`: of the result,
    which came late for `late` of them; `to`: whose they are now; `handler`: who that is."""

    what: CaseDeed
    count: int
    codes: tuple[str, ...]
    lacking: int = 0
    day: date | None = None
    late: int = 0
    to: str = ""
    handler: str = ""


@composes(Kind.CASES_SAID)
def said(session: Session, row: Notification, now: datetime) -> CasesSaid:
    facts, what = row.facts, CaseDeed(row.facts["what"])
    undo: Rows = ((Choice(Do.FORM_START, ("case_unsent", f"about={row.id}")),),)
    return CasesSaid(
        choices=undo if what is CaseDeed.SENT else (),
        what=what,
        count=facts["count"],
        codes=tuple(facts["codes"]),
        lacking=facts.get("lacking", 0),
        day=date.fromisoformat(facts["day"]) if "day" in facts else None,
        late=facts.get("late", 0),
        to=facts.get("to", ""),
        handler=facts.get("handler", ""),
    )


@composes(Kind.CASES, Kind.CASES_LAST)
def bundle(session: Session, row: Notification, now: datetime) -> CaseBundle:
    linked = tasks_of(session, row)
    found = _facts_of(session, linked, now)
    shown, pages = paged(row, [each for each in found if each[1].group is not CaseGroup.DONE])
    last = row.kind == Kind.CASES_LAST
    head, head_at = _above(session, [task for _, task in linked], now) if last else (None, None)
    return CaseBundle(
        choices=_offers(row, found) + pages,
        loud=True,
        now=now,
        cases=tuple(shown),
        counts=Counter(each.group for _, each in found),
        more=max(0, row.facts["total"] - len(linked)),
        list=list_facts(session, row.agency_id, now),
        last=last,
        head=head,
        head_at=head_at,
    )


def _offers(row: Notification, found: Sequence[tuple[int, CaseFacts]]) -> Rows:
    """Every act is of several at once; none once all is done."""
    if all(each.group is CaseGroup.DONE for _, each in found):
        return ()
    about = f"about={row.id}"
    said = any(each.group is CaseGroup.SAID for _, each in found)
    kinds = (
        ("case_sent",),
        ("case_draft", "case_ended"),
        ("case_others", *(("case_unsent",) if said else ())),
    )
    return tuple(tuple(Choice(Do.FORM_START, (kind, about)) for kind in pair) for pair in kinds)


def _facts_of(
    session: Session, linked: Sequence[tuple[int, Task]], now: datetime
) -> list[tuple[int, CaseFacts]]:
    soon(session, Task, (task.id or 0 for _, task in linked))
    cases = cases_of(session, (task for _, task in linked))
    return [
        (number, case_facts(session, task, cases[task.id], now))
        for number, task in linked
        if task.id in cases
    ]


def case_facts(
    session: Session, task: Task, case: CitizenCase, now: datetime, *, with_officer: bool = False
) -> CaseFacts:
    lacking = {item.kind for item in unfilled(session, task) if item.required}
    return CaseFacts(
        code=case.code,
        procedure=case.procedure,
        promised_on=case.first_promised_on,
        limit_on=task.due_on,
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
    if task.due_on < today:
        return CaseGroup.PAST
    following = working_calendar(session, task.agency_id).shift(today, 1)
    if task.due_on > following:
        return CaseGroup.LATER
    return CaseGroup.TODAY if task.due_on <= today else CaseGroup.NEXT


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


def _above(session: Session, tasks: list[Task], now: datetime) -> tuple[Named | None, datetime | None]:
    """Who will hear of these, and when; nobody during the trial run."""
    if not tasks or is_trial(session, session.get_one(Agency, tasks[0].agency_id), now):
        return None, None
    above = bosses(session, tasks[0], day_of(now))
    if not above:
        return None, None
    tomorrow = working_calendar(session, tasks[0].agency_id).shift(day_of(now), 1)
    return named(above[0]), at(tomorrow, HEAD_HOUR)


@composes(Kind.CASES_LATE)
def late(session: Session, row: Notification, now: datetime) -> CasesLate:
    linked = tasks_of(session, row)
    cases = cases_of(session, (task for _, task in linked))
    found = [
        (number, case_facts(session, task, cases[task.id or 0], now, with_officer=True))
        for number, task in linked
    ]
    shown, pages = paged(row, found)
    return CasesLate(
        choices=pages,
        loud=True,
        cases=tuple(shown),
        total=row.facts["total"],
        figure=figure_of(session, session.get_one(Agency, row.agency_id), day_of(now).year, day_of(now)),
        list=list_facts(session, row.agency_id, now),
    )


@composes(Kind.CASES_REVIEW)
def review(session: Session, row: Notification, now: datetime) -> CasesReview | None:
    """Moot once all have their verdict."""
    linked = [(number, task) for number, task in tasks_of(session, row) if _waits(session, task)]
    if not linked and row.sent_at is None:
        return None
    cases = cases_of(session, (task for _, task in linked))
    found = [(number, task, case_facts(session, task, cases[task.id or 0], now)) for number, task in linked]
    shown, pages = paged(row, found)
    accept: Rows = ((Choice(Do.FORM_START, ("case_accept", f"about={row.id}")),),) if found else ()
    cards = by_number([Choice(Do.REVIEW, (task.id or 0,), number) for number, task, _ in shown])
    return CasesReview(
        choices=(*cards, *accept, *pages),
        cases=tuple((number, facts) for number, _, facts in shown),
        waiting=len(linked),
    )


def _waits(session: Session, task: Task) -> bool:
    lacks = any(item.required for item in unfilled(session, task))
    return task.state in (State.SUBMITTED, State.MISSED) and not lacks and not is_accepted(session, task)


@composes(Kind.CASE_ALARM)
def alarm(session: Session, row: Notification, now: datetime) -> CaseAlarm:
    ((_, task),) = tasks_of(session, row)
    case = session.get_one(CitizenCase, row.facts["case"])
    facts = case_facts(session, task, case, now, with_officer=True)
    return CaseAlarm(case=facts, promised_again_on=case.promised_on, why=row.facts["why"], loud=True)


@composes(Kind.CASE_LIST_WANTED)
def wanted(session: Session, row: Notification, now: datetime) -> CaseListWanted | None:
    found = list_facts(session, row.agency_id, now)
    if found is None or (day_of(found.as_of) >= day_of(row.created_at) and row.sent_at is None):
        return None
    return CaseListWanted(list=found)


@composes(Kind.CASE_LIST_BLIND)
def blind(session: Session, row: Notification, now: datetime) -> CaseListBlind | None:
    then = session.get_one(CaseList, row.facts["list"])
    newest = newest_list(session, row.agency_id)
    is_newer = newest is not None and newest.id != then.id
    if is_newer and row.sent_at is None:
        return None
    found = list_facts(session, row.agency_id, row.created_at, then)
    assert found is not None
    return CaseListBlind(loud=not is_newer, list=found, newer=is_newer)


@composes(Kind.CASE_LIST_TAKEN)
def taken(session: Session, row: Notification, now: datetime) -> CaseListTaken:
    of = session.get_one(CaseList, row.facts["list"])
    found = list_facts(session, row.agency_id, now, of)
    assert found is not None
    map_them: Rows = ((Choice(Do.FORM_START, ("case_handler",)),),) if row.facts.get("handlers") else ()
    return CaseListTaken(
        choices=map_them,
        list=found,
        is_new=row.facts["is_new"],
        rows=of.rows,
        new=of.new,
        changed=of.changed,
        missing=of.missing,
        left_out=of.left_out,
        opened=row.facts.get("opened", 0),
        rewritten=tuple(row.facts.get("rewritten", ())),
        handlers=tuple(row.facts.get("handlers", ())),
        deleted=row.facts.get("deleted"),
    )


@dataclass(frozen=True, kw_only=True)
class CaseListRefused(Message):
    """A list that cannot be used: its file, why, and what the sentence names; `deleted` as of `CaseListTaken`."""

    file: str
    why: str
    named: tuple[str, ...]
    deleted: bool | None = None


@dataclass(frozen=True, kw_only=True)
class CaseLettersLeft(Message):
    """So many files in the folder of signed letters were not taken."""

    count: int


@composes(Kind.CASE_LIST_REFUSED)
def refused(session: Session, row: Notification, now: datetime) -> CaseListRefused:
    facts = row.facts
    named = tuple(facts.get("named", ()))
    return CaseListRefused(file=facts["file"], why=facts["why"], named=named, deleted=facts.get("deleted"))


@composes(Kind.CASE_LETTERS_LEFT)
def letters_left(session: Session, row: Notification, now: datetime) -> CaseLettersLeft:
    return CaseLettersLeft(count=row.facts["count"])


@composes(Kind.CASE_DRAFTS)
def drafts(session: Session, row: Notification, now: datetime) -> CaseDrafts:
    return CaseDrafts(
        count=row.facts.get("count", 0),
        kept=row.facts.get("kept", 0),
        folder=row.facts.get("folder", ""),
        pdf=row.facts.get("pdf", False),
        signed_folder=row.facts.get("signed_folder", ""),
        fault=row.facts.get("fault", ""),
    )
