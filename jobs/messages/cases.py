"""Citizen files as messages: what is owed an apology, what is past its limit, what was said of several."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.cases.figures import CaseFigure, figure_of
from jobs.messages.case_facts import (
    CaseDeed,
    CaseFacts,
    CaseGroup,
    ListFacts,
    case_facts,
    files_of,
    is_wanted_of,
    list_facts,
)
from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Named, Rows
from jobs.messages.gather import named, named_if_any
from jobs.messages.morning import tasks_of
from jobs.messages.offers import by_number, paged
from models.calendar import working_calendar
from models.cases import cases_of
from models.changes.open_task import HEAD_HOUR
from models.checklist import is_full
from models.hearing import bosses, is_trial
from models.kinds import Kind
from models.reviews import is_accepted
from models.rules.lifecycle import State
from models.rules.zone import at, day_of
from models.tables import Agency, CitizenCase, Notification, Task


@dataclass(frozen=True, kw_only=True)
class CaseBundle(Message):
    """To an officer. `counts`: of all that it speaks of; `more`: how many it has no number for; `wants_list`: the
    reader is to bring today's list; `last`: the call of the limit's own day, which says when `head` will hear;
    `given_by`: who passed these on to the reader."""

    now: datetime
    said_on: date
    cases: tuple[tuple[int, CaseFacts], ...]
    counts: dict[CaseGroup, int]
    more: int
    list: ListFacts | None
    wants_list: bool = False
    last: bool = False
    given_by: Named | None = None
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


_OVER = (CaseGroup.DONE, CaseGroup.GIVEN)
# The form that takes back what was said.
_UNDO = {CaseDeed.SENT: "case_unsent", CaseDeed.ENDED: "case_unended"}


@composes(Kind.CASES_SAID)
def said(session: Session, row: Notification, now: datetime) -> CasesSaid:
    facts, what = row.facts, CaseDeed(row.facts["what"])
    undo = _UNDO.get(what)
    return CasesSaid(
        choices=((Choice(Do.FORM_START, (undo, f"about={row.id}")),),) if undo else (),
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
    files = files_of(session, row, now)
    found = [(number, facts) for number, _, facts in files]
    shown, pages = paged(row, [each for each in found if each[1].group not in _OVER])
    last, said_on = row.kind == Kind.CASES_LAST, day_of(row.created_at)
    up = [task for _, task, facts in files if facts.group is CaseGroup.TODAY]
    head, head_at = _above(session, up, said_on) if last else (None, None)
    return CaseBundle(
        choices=_offers(row, found) + pages,
        loud=True,
        now=now,
        said_on=said_on,
        cases=tuple(shown),
        counts=Counter(each.group for _, each in found),
        more=max(0, row.facts["total"] - len(files)),
        list=list_facts(session, row.agency_id, now),
        wants_list=is_wanted_of(session, row.person_id, row.agency_id, now),
        last=last,
        given_by=named_if_any(session, row.facts.get("given_by")),
        head=head,
        head_at=head_at,
    )


def _offers(row: Notification, found: Sequence[tuple[int, CaseFacts]]) -> Rows:
    """Every act is of several at once; none once all is done."""
    if all(each.group in _OVER for _, each in found):
        return ()
    about = f"about={row.id}"
    said = any(each.group is CaseGroup.SAID for _, each in found)
    kinds = (
        ("case_sent",),
        ("case_draft", "case_ended"),
        ("case_others", *(("case_unsent",) if said else ())),
    )
    return tuple(tuple(Choice(Do.FORM_START, (kind, about)) for kind in pair) for pair in kinds)


def _above(session: Session, tasks: list[Task], said_on: date) -> tuple[Named | None, datetime | None]:
    """Who will hear of these, which are due on this day, and when; nobody during the trial run."""
    if not tasks or is_trial(session, session.get_one(Agency, tasks[0].agency_id), at(said_on, HEAD_HOUR)):
        return None, None
    above = bosses(session, tasks[0], said_on)
    if not above:
        return None, None
    next_day = working_calendar(session, tasks[0].agency_id).shift(said_on, 1)
    return named(above[0]), at(next_day, HEAD_HOUR)


@composes(Kind.CASES_LATE)
def late(session: Session, row: Notification, now: datetime) -> CasesLate:
    linked = tasks_of(session, row)
    facts = _facts_of_each(session, linked, now, with_officer=True)
    found = [(number, each) for number, _, each in facts]
    shown, pages = paged(row, found)
    still = any(each.group is not CaseGroup.DONE for _, each in found)
    give: Rows = ((Choice(Do.FORM_START, ("case_others", f"about={row.id}")),),) if still else ()
    return CasesLate(
        choices=give + pages,
        loud=True,
        cases=tuple(shown),
        total=row.facts["total"],
        figure=figure_of(session, session.get_one(Agency, row.agency_id), day_of(now).year, day_of(now)),
        list=list_facts(session, row.agency_id, now),
    )


def _facts_of_each(
    session: Session, linked: Sequence[tuple[int, Task]], now: datetime, *, with_officer: bool = False
) -> list[tuple[int, Task, CaseFacts]]:
    cases = cases_of(session, (task for _, task in linked))
    return [
        (number, task, case_facts(session, task, cases[task.id or 0], now, with_officer=with_officer))
        for number, task in linked
    ]


@composes(Kind.CASES_REVIEW)
def review(session: Session, row: Notification, now: datetime) -> CasesReview | None:
    """Moot once all have their verdict."""
    linked = [(number, task) for number, task in tasks_of(session, row) if _waits(session, task)]
    if not linked and row.sent_at is None:
        return None
    found = _facts_of_each(session, linked, now)
    shown, pages = paged(row, found)
    accept: Rows = ((Choice(Do.FORM_START, ("case_accept", f"about={row.id}")),),) if found else ()
    cards = by_number([Choice(Do.REVIEW, (task.id or 0,), number) for number, task, _ in shown])
    return CasesReview(
        choices=(*cards, *accept, *pages),
        cases=tuple((number, facts) for number, _, facts in shown),
        waiting=len(linked),
    )


def _waits(session: Session, task: Task) -> bool:
    waits = task.state in (State.SUBMITTED, State.MISSED)
    return waits and is_full(session, task) and not is_accepted(session, task)


@composes(Kind.CASE_ALARM)
def alarm(session: Session, row: Notification, now: datetime) -> CaseAlarm:
    ((_, task),) = tasks_of(session, row)
    case = session.get_one(CitizenCase, row.facts["case"])
    facts = case_facts(session, task, case, now, with_officer=True)
    return CaseAlarm(case=facts, promised_again_on=case.promised_on, why=row.facts["why"], loud=True)
