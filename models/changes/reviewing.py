"""Four eyes on what was submitted: accepted under the file's hash, or returned with a reason."""

from datetime import date

from sqlmodel import Session

from models.actor import Act
from models.calendar import working_calendar
from models.changes.common import check, enter, in_place_of, record_and_refresh, tell_of
from models.changes.filing import put_aside
from models.changes.open_task import lay_fix_ladder, pass_over
from models.checklist import handed_in, in_force
from models.inspections import blocked, document_day
from models.kinds import Kind
from models.lateness import late_on, late_work
from models.ledger import digest
from models.people import last_confirmation, reached, responsible
from models.private import words_kept
from models.refused import Reason, Refused
from models.reviews import is_accepted
from models.rules.lateness import Lateness
from models.rules.lifecycle import Change, State
from models.rules.permissions import may
from models.rules.zone import day_of, midnight_after
from models.standing import standings
from models.tables import Confirmation, Ladder, Person, Review, Role, Task, Verdict

_DAYS_TO_FIX = 2
# So long it can still be asked for after a chosen day, and those above the officer be told.
_DAYS_TO_SPEAK = 5
LONGEST_REASON = 500


def begin_review(act: Act, task: Task) -> None:
    """A reviewer opens what was submitted: from now on it cannot be withdrawn. Nobody else begins a review."""
    reviews = may(standings(act.session, act.actor, task, act.today), Change.BEGIN_REVIEW)
    if not reviews or task.state is not State.SUBMITTED or task.review_began_at is not None:
        return
    task.review_began_at = act.now
    act.session.add(task)
    record_and_refresh(act, Change.BEGIN_REVIEW, task)


def accept(act: Act, task: Task, newest: int, reason: str = "") -> Review:
    """The reviewer finds it in order; on time, or late by how much, is fixed here. A missed task stays missed.

    `newest` is the id of the newest file that the reviewer was shown. Raises Refused, also when another
    file has come since, and where something blocks what was sent and the reviewer gives no reason.
    """
    check(act, task, Change.ACCEPT)
    if is_accepted(act.session, task):
        raise Refused(Reason.GONE)
    _check_seen(act.session, task, newest)
    if blocked(act.session, task) and not reason.strip():
        raise Refused(Reason.NO_REASON)
    review = _review(act, task, Verdict.ACCEPTED, reason.strip()[:LONGEST_REASON])
    enter(act, task, State.MISSED if task.state is State.MISSED else State.ACCEPTED)
    _record(act, task, Change.ACCEPT, review)
    _tell_officer(act, task, review)
    return review


def return_(act: Act, task: Task, newest: int, reason: str) -> Review:
    """The reviewer returns it with a reason, to be mended by `fix_by`: the later of the due day and two
    working days from now. Until then it is neither overdue nor escalated. A citizen file that is missed
    stays so, and is asked for again. Raises Refused.
    """
    check(act, task, Change.RETURN)
    _check_seen(act.session, task, newest)
    if not reason.strip():
        raise Refused(Reason.NO_REASON)
    review = _review(act, task, Verdict.RETURNED, reason.strip()[:LONGEST_REASON])
    files = handed_in(act.session, task)
    put_aside(act, files)
    # What was handed in has left whoever it lay with before.
    task.place = task.place_since = None
    if task.state is State.SUBMITTED:
        set_fix_by(act, task)
        enter(act, task, State.RETURNED)
    _record(act, task, Change.RETURN, review, fix_by=task.fix_by, aside=[each.id for each in files])
    _tell_officer(act, task, review)
    return review


def set_fix_by(act: Act, task: Task, on: date | None = None) -> None:
    """A new day to count from, with rungs and levels of its own; lateness stays with the due day.

    `on`: that day, where it was chosen; otherwise two working days from now. Never before the due day. Of a chosen
    day it can be spoken for five working days more, also where the task would have closed by then.
    """
    calendar = working_calendar(act.session, task.agency_id)
    task.fix_by = max(task.due_on, on or calendar.shift(act.today, _DAYS_TO_FIX))
    spoken_until = calendar.shift(task.fix_by, _DAYS_TO_SPEAK) if on else task.fix_by
    task.closes_on = max(task.closes_on, spoken_until)
    task.held_until = task.promised_on = None
    act.session.add(task)
    pass_over(act, task, (Ladder.DEADLINE, Ladder.ESCALATION), task.fix_by)
    lay_fix_ladder(act.session, task, task.fix_by, after=midnight_after(act.now))


def _tell_officer(act: Act, task: Task, review: Review) -> None:
    """The responsible officer, or who stands in, hears of the verdict; where nobody is, who handed it in. Of
    citizen files only what is returned is told: an approval shows in the bundle, and there may be dozens."""
    if task.is_case and review.verdict is Verdict.ACCEPTED:
        return
    said = last_confirmation(act.session, task)
    officer = responsible(act.session, task) or (
        act.session.get_one(Person, said.person_id) if said else None
    )
    for person in reached(act.session, [officer] if officer else [], act.today):
        if person.id != review.reviewer_id:
            key = f"{review.verdict}/{review.id}/{person.code}"
            tell_of(act, task, Kind(review.verdict), key, person, review=review.id)


def _check_seen(session: Session, task: Task, newest: int) -> None:
    files = in_force(session, task)
    if not files or files[-1].id != newest:
        raise Refused(Reason.NEWER_FILE)


def _review(act: Act, task: Task, verdict: Verdict, reason: str) -> Review:
    confirmation = last_confirmation(act.session, task)
    if confirmation is None:
        raise Refused(Reason.GONE)
    done_on, late = _done(act.session, task, confirmation)
    review = Review(
        agency_id=task.agency_id,
        task_id=task.id or 0,
        reviewer_id=act.me.id or 0,
        verdict=verdict,
        reason=words_kept(act.session, task, reason),
        files=[evidence.sha256 for evidence in in_force(act.session, task)],
        done_on=done_on,
        late_by=late.days,
        late_minutes=late.minutes,
        reviewed_at=act.now,
    )
    act.write(review)
    return review


def _done(session: Session, task: Task, confirmation: Confirmation) -> tuple[date, Lateness]:
    """The day on which it was done, and how late that was: the date of the document that was handed in takes the
    place of the day that was said."""
    document = document_day(handed_in(session, task))
    if document is None or document.document_on is None or document.document_on > day_of(document.sent_at):
        return confirmation.done_on, late_work(session, task, confirmation)
    return document.document_on, late_on(session, task, document.document_on, document.sent_at)


def _record(act: Act, task: Task, change: Change, review: Review, **facts: object) -> None:
    record_and_refresh(
        act,
        change,
        task,
        review=review.id,
        files=review.files,
        reason_sha256=digest(review.reason or ""),
        done_on=review.done_on,
        late_by=review.late_by,
        late_minutes=review.late_minutes,
        **in_place_of(act, task, Role.REVIEWER),
        **facts,
    )
