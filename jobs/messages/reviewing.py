"""Review, as messages: what waits for a verdict, the verdict as its officer hears it, and what goes unread."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from jobs.messages.attachments import Attachment
from jobs.messages.composers import composes
from jobs.messages.facts import PER_SCREEN, Choice, Do, Message, Named, Rows, TaskFacts
from jobs.messages.gather import named, person_named, reader_of, task_facts
from jobs.messages.inspecting import Inspected, inspected
from jobs.messages.morning import first_task, nearest, tasks_of
from jobs.messages.notes import NoteFacts, notes_of
from jobs.messages.offers import Offer, by_number, choices, on, paged
from models.behalf import said_for
from models.calendar import working_calendar
from models.checklist import handed_in, in_force
from models.kinds import Kind
from models.lateness import late_as_reviewed, late_by_then, late_work
from models.people import reviewers
from models.private import is_personal
from models.reviews import awaits_review, is_complete, last_review
from models.rules.lifecycle import Change, State
from models.rules.zone import day_of
from models.tables import Confirmation, Evidence, How, Notification, Review, Task, Verdict

_DAYS_TO_REVIEW = 2


@dataclass(frozen=True)
class ReviewFacts:
    """A verdict: `late_by` working days after the due day, or `late_minutes` after its hour, 0 on time; `void` once
    a newer file has come."""

    by: Named | None
    verdict: Verdict
    reason: str
    reviewed_at: datetime
    late_by: int
    void: bool
    late_minutes: int = 0
    # Late, and accepted all the same.
    late_accepted: bool = False


@dataclass(frozen=True)
class Handed:
    """What was handed in: by whom (`instead_of`: in whose place), when, the newest file ("" where there is none)
    and how many there are; the day on which the work was said to be done, and by how many working days, or on the
    due day by how many minutes, that and the evidence are late."""

    by: Named | None
    sent_at: datetime
    file_name: str
    files: int
    done_on: date
    late_by: int
    evidence_late_by: int = 0
    late_minutes: int = 0
    evidence_late_minutes: int = 0
    # Late, and accepted all the same.
    late_accepted: bool = False
    evidence_late_accepted: bool = False
    instead_of: Named | None = None
    # Written down for them, not handed in by themselves.
    by_admin: bool = False


@dataclass(frozen=True)
class Waiting:
    """A line of a list: the task, what was handed in, and whether a verdict is still wanted."""

    task: TaskFacts
    handed: Handed | None
    awaits: bool


@dataclass(frozen=True, kw_only=True)
class ReviewCard(Message):
    """To a reviewer. `awaits`: a verdict is wanted, until `answer_by`; `handed` is None once withdrawn."""

    task: TaskFacts
    now: datetime
    awaits: bool
    handed: Handed | None
    answer_by: date | None
    last: ReviewFacts | None
    inspected: tuple[Inspected, ...] = ()
    notes: tuple[NoteFacts, ...] = ()
    reminder: bool = False
    # The reader has just written what is no verdict.
    unheard: bool = False


@dataclass(frozen=True, kw_only=True)
class ReviewList(Message):
    """What waits for this reader, by number, a page of it; `awaiting`: how much of all of it still does;
    `reminder`: said in the morning, not on request; `unheard`: in answer to words that gave no verdict."""

    tasks: tuple[tuple[int, Waiting], ...]
    awaiting: int = 0
    reminder: bool = False
    unheard: bool = False


@dataclass(frozen=True, kw_only=True)
class ReviewLate(Message):
    """To the reviewer's head, once: asked three working days ago, and no answer."""

    tasks: tuple[Waiting, ...]
    reviewers: tuple[Named, ...]


@dataclass(frozen=True, kw_only=True)
class NoReviewer(Message):
    """To the admin, once: nobody may review what was handed in."""

    task: TaskFacts


@dataclass(frozen=True, kw_only=True)
class Returned(Message):
    """To the officer: what to mend until `fix_by`. `open` while it has not been handed in again."""

    task: TaskFacts
    review: ReviewFacts
    fix_by: date | None
    open: bool


@dataclass(frozen=True, kw_only=True)
class Accepted(Message):
    """To the officer: it is in order; `next` is what they have to do next."""

    task: TaskFacts
    review: ReviewFacts
    next: TaskFacts | None


@dataclass(frozen=True, kw_only=True)
class EvidenceFile(Message):
    """The file itself."""

    task: TaskFacts
    sent_at: datetime


@dataclass(frozen=True, kw_only=True)
class EvidenceLocked(Message):
    """A file that tells of citizens stays on the office's machine, where it is opened by its SHA-256 and the code
    of who opens it."""

    task: TaskFacts
    receipt: str
    sha256: str
    opener: str


@composes(Kind.REVIEW)
def review(session: Session, row: Notification, now: datetime) -> ReviewCard | None:
    """Moot when it was reviewed or withdrawn before it could be sent."""
    reader, task = reader_of(session, row), first_task(session, row)
    awaits = awaits_review(session, task)
    if not awaits and not row.direct and row.sent_at is None:
        return None
    handed, last = _handed(session, task), last_review(session, task)
    return ReviewCard(
        choices=_review_choices(Offer(session, reader, task, now)),
        task=task_facts(session, task, now),
        now=now,
        awaits=awaits,
        handed=handed,
        answer_by=_answer_by(session, task, handed),
        last=review_facts(session, last) if last else None,
        inspected=inspected_of(session, task),
        notes=notes_of(session, task),
        reminder="reminder" in row.facts,
        unheard="unheard" in row.facts,
    )


@composes(Kind.REVIEW_LIST)
def review_list(session: Session, row: Notification, now: datetime) -> ReviewList | None:
    """Moot when all of it was reviewed before it could be sent."""
    every = tasks_of(session, row)
    if row.sent_at is None and not row.direct and not _awaiting(session, every):
        return None
    linked, turning = paged(row, every)
    each = [Choice(Do.REVIEW, (task.id or 0,), number) for number, task in linked]
    return ReviewList(
        choices=by_number(each) + turning,
        tasks=tuple((number, _waiting(session, task, now)) for number, task in linked),
        awaiting=len(_awaiting(session, every)),
        reminder=not row.direct,
        unheard="unheard" in row.facts,
    )


@composes(Kind.REVIEW_LATE)
def review_late(session: Session, row: Notification, now: datetime) -> ReviewLate | None:
    linked = tasks_of(session, row)
    waiting = _awaiting(session, linked)
    if not waiting and row.sent_at is None:
        return None
    shown = waiting or [task for _, task in linked]
    return ReviewLate(
        loud=True,
        tasks=tuple(_waiting(session, task, now) for task in shown[:PER_SCREEN]),
        reviewers=_reviewers(session, shown, day_of(now)),
    )


@composes(Kind.NO_REVIEWER)
def no_reviewer(session: Session, row: Notification, now: datetime) -> NoReviewer:
    task = first_task(session, row)
    return NoReviewer(choices=(on(task, Do.DETAILS),), task=task_facts(session, task, now))


@composes(Kind.RETURNED)
def returned(session: Session, row: Notification, now: datetime) -> Returned:
    reader, task, verdict = reader_of(session, row), first_task(session, row), review_of(session, row)
    last = last_review(session, task)
    return Returned(
        choices=choices(Offer(session, reader, task, now)),
        loud=True,
        task=task_facts(session, task, now),
        review=review_facts(session, verdict),
        fix_by=task.fix_by,
        open=task.state is State.RETURNED and last is not None and last.id == verdict.id,
    )


@composes(Kind.ACCEPTED)
def accepted(session: Session, row: Notification, now: datetime) -> Accepted:
    reader, task = reader_of(session, row), first_task(session, row)
    facts = review_facts(session, review_of(session, row))
    return Accepted(
        choices=choices(Offer(session, reader, task, now)),
        task=task_facts(session, task, now),
        review=facts,
        next=None if facts.void else nearest(session, reader, now),
    )


@composes(Kind.EVIDENCE_FILE)
def evidence_file(session: Session, row: Notification, now: datetime) -> EvidenceFile | EvidenceLocked:
    """Called by its receipt: a file's own name may hold a citizen's. What tells of citizens is not sent at all."""
    evidence = session.get_one(Evidence, row.facts["evidence"])
    said = session.get(Confirmation, evidence.confirmation_id) if evidence.confirmation_id else None
    receipt = said.receipt if said else f"kem-theo-{evidence.id}"
    task = session.get_one(Task, evidence.task_id)
    if is_personal(session, task):
        return EvidenceLocked(
            task=task_facts(session, task, now),
            receipt=receipt,
            sha256=evidence.sha256,
            opener=reader_of(session, row).code,
        )
    return EvidenceFile(
        attachment=Attachment(evidence.sha256, evidence.media_type, receipt),
        task=task_facts(session, task, now),
        sent_at=evidence.sent_at,
    )


def review_facts(session: Session, found: Review) -> ReviewFacts:
    return ReviewFacts(
        by=person_named(session, found.reviewer_id),
        verdict=found.verdict,
        reason=found.reason or "",
        reviewed_at=found.reviewed_at,
        late_by=found.late_by,
        void=found.voided_at is not None,
        late_minutes=found.late_minutes,
        late_accepted=late_as_reviewed(session.get_one(Task, found.task_id), found).accepted,
    )


def inspected_of(session: Session, task: Task) -> tuple[Inspected, ...]:
    """What was read and found of the files that wait for the verdict."""
    every = (inspected(session, each) for each in in_force(session, task))
    return tuple(each for each in every if each is not None)


def _awaiting(session: Session, linked: list[tuple[int, Task]]) -> list[Task]:
    """Those that still wait to be reviewed."""
    return [task for _, task in linked if awaits_review(session, task)]


def _reviewers(session: Session, tasks: list[Task], today: date) -> tuple[Named, ...]:
    """All who are asked to review any of these, each once."""
    asked = {each.id: each for task in tasks for each in reviewers(session, task, today)}
    return tuple(map(named, asked.values()))


def _waiting(session: Session, task: Task, now: datetime) -> Waiting:
    return Waiting(task_facts(session, task, now), _handed(session, task), awaits_review(session, task))


def _review_choices(offer: Offer) -> Rows:
    """To open what was handed in, and the verdicts that this reader may give now."""
    files = in_force(offer.session, offer.task)
    if not files:
        return ()
    opening = offer.of(Do.OPEN_FILE) if any(each.is_file for each in files) else ()
    verdicts = _verdicts(offer, files[-1].id or 0)
    return tuple(row for row in (opening + offer.of(Do.DETAILS), verdicts) if row)


def _verdicts(offer: Offer, newest: int) -> tuple[Choice, ...]:
    """On what was handed in up to the newest file."""
    if not awaits_review(offer.session, offer.task):
        return ()
    verdicts = ((Do.ACCEPT, Change.ACCEPT), (Do.RETURN, Change.RETURN))
    return tuple(Choice(do, (offer.task.id or 0, newest)) for do, change in verdicts if offer.can(change))


def _handed(session: Session, task: Task) -> Handed | None:
    if not is_complete(session, task):
        return None
    newest = handed_in(session, task)[-1]
    names = [each.file_name for each in in_force(session, task) if each.is_file]
    said = session.get_one(Confirmation, newest.confirmation_id)
    work, evidence = late_work(session, task, said), late_by_then(session, task, newest.sent_at)
    return Handed(
        by=person_named(session, newest.person_id),
        sent_at=newest.sent_at,
        file_name=names[-1] if names else "",
        files=len(names),
        done_on=said.done_on,
        late_by=work.days,
        evidence_late_by=evidence.days,
        late_minutes=work.minutes,
        evidence_late_minutes=evidence.minutes,
        late_accepted=work.accepted,
        evidence_late_accepted=evidence.accepted,
        instead_of=named(said_for(session, task, said)),
        by_admin=said.how is How.ADMIN,
    )


def _answer_by(session: Session, task: Task, handed: Handed | None) -> date | None:
    if handed is None:
        return None
    return working_calendar(session, task.agency_id).shift(day_of(handed.sent_at), _DAYS_TO_REVIEW)


def review_of(session: Session, row: Notification) -> Review:
    return session.get_one(Review, row.facts["review"])
