"""What is older than it is kept is erased, each day; how long that is, an admin says. The ledger keeps counts."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, String, and_, bindparam, cast, delete, exists, not_, update
from sqlalchemy import select as select_columns
from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from models.actor import Act
from models.administering import check_in
from models.changes.common import tell
from models.changes.forgetting import WORDED_FACTS, answerless, blanked, leave_chat
from models.kept import past_the_session
from models.kinds import Kind
from models.ledger import record
from models.loose import discarded, loose, told_of_loose
from models.refused import Reason, Refused
from models.retention import USUAL, Limit, limit_of
from models.rules.lifecycle import Change
from models.rules.zone import at
from models.tables import (
    Adjustment,
    Agency,
    Confirmation,
    DataRequest,
    Decision,
    Evidence,
    Form,
    InboxState,
    InboxUpdate,
    Invite,
    Notification,
    OutboxState,
    Person,
    Review,
    SentMessage,
    Statement,
    Stranger,
    Task,
)

# So long before a loose file is deleted its sender is told, and so long after it was put aside it goes.
TOLD_BEFORE, _PUT_ASIDE_FOR = timedelta(days=7), timedelta(days=1)
# A year is scored on what was handed in until here of the next one, unless the agency says otherwise (proposed).
_YEAR_CLOSES = (1, 15)


def set_limit(act: Act, agency: Agency, limit: Limit, amount: int) -> None:
    """How long, or how much, is kept from now on. Raises Refused: NOT_YOURS, NOT_VALID, NO_CHANGE."""
    check_in(act, agency.id or 0, Change.SET_LIMIT)
    if not USUAL[limit].least <= amount <= USUAL[limit].most:
        raise Refused(Reason.NOT_VALID)
    if limit_of(agency, limit) == amount:
        raise Refused(Reason.NO_CHANGE)
    agency.limits = agency.limits | {limit.value: amount}
    act.write(agency)
    record(act, Change.SET_LIMIT, agency, limit=limit, amount=amount)


def forget_old(act: Act, agency: Agency) -> None:
    """Each day: 1. words and rows whose time is over; 2. loose files, told of a week before, by their rows: bytes
    that no row keeps leave the disk by themselves (`jobs.forgetting`)."""
    counts = {
        "inbox": _forget_inbox(act, agency),
        "strangers": _forget_strangers(act, agency),
        "invites": _forget_invites(act, agency),
        "forms": _forget_forms(act, agency),
        "messages": _forget_messages(act, agency),
        "said": _forget_said(act, agency),
    }
    gone = {name: count for name, count in counts.items() if count}
    if gone:
        record(act, Change.FORGET_OLD, agency, **gone)
    told, files = told_of_loose(act.session, agency), loose(act.session, agency)
    _forget_loose(act, agency, files, told)
    _tell_of_loose(act, agency, [each for each in files if each.withdrawn_at is None], told)


def _before(act: Act, agency: Agency, limit: Limit) -> datetime:
    return act.now - timedelta(days=limit_of(agency, limit))


def _count(act: Act, statement: Any) -> int:
    """Carries out an update or a deletion; returns of how many rows."""
    return past_the_session(act.session, statement).rowcount


def _forget_inbox(act: Act, agency: Agency) -> int:
    over = col(InboxUpdate.received_at) < _before(act, agency, Limit.INBOX)
    return _count(act, delete(InboxUpdate).where(over, col(InboxUpdate.state) != InboxState.WAITING))


def _forget_strangers(act: Act, agency: Agency) -> int:
    until = act.today - timedelta(days=limit_of(agency, Limit.STRANGERS))
    _forget_chats(act, agency)
    return _count(act, delete(Stranger).where(col(Stranger.seen_on) < until))


def _forget_chats(act: Act, agency: Agency) -> None:
    """Those in which a stranger was answered, or that somebody has left for another."""
    until = _before(act, agency, Limit.STRANGERS)
    answered = select(Notification).where(
        Notification.agency_id == agency.id,
        col(Notification.person_id).is_(None),
        col(Notification.chat_id).is_not(None),
        col(Notification.created_at) < until,
        _is_sent(),
    )
    for row in act.session.exec(answered).all():
        leave_chat(row)
        act.session.add(row)
    old = delete(SentMessage).where(col(SentMessage.person_id).is_(None), col(SentMessage.sent_at) < until)
    act.session.execute(old)


def _is_sent() -> ColumnElement[bool]:
    """Nothing is to be done with it any more."""
    return col(Notification.state).not_in((OutboxState.WAITING, OutboxState.CLAIMED))


def _forget_invites(act: Act, agency: Agency) -> int:
    until = _before(act, agency, Limit.INVITES)
    over = or_(col(Invite.expires_at) < until, col(Invite.spent_at) < until)
    return _count(act, delete(Invite).where(col(Invite.agency_id) == agency.id, over))


def _forget_forms(act: Act, agency: Agency) -> int:
    over = select(Form).where(
        Form.agency_id == agency.id, col(Form.ended_at) < _before(act, agency, Limit.FORMS), _has_answers()
    )
    forms = act.session.exec(over).all()
    for form in forms:
        form.answers = answerless(form.answers)
    act.write(*forms)
    return len(forms)


def _has_answers() -> ColumnElement[bool]:
    return cast(col(Form.answers), String).contains('"said"')


def _forget_messages(act: Act, agency: Agency) -> int:
    about = {"agency": agency.id, "before": _before(act, agency, Limit.MESSAGE_WORDS)}
    rows = act.session.exec(_with_words(), params=about).all()
    for row in rows:
        row.facts = blanked(row.facts)
    act.write(*rows)
    return len(rows)


@cache
def _with_words() -> SelectOfScalar[Notification]:
    """The statement, which is long; its values are given each time."""
    return select(Notification).where(
        Notification.agency_id == bindparam("agency"),
        col(Notification.created_at) < bindparam("before"),
        _is_sent(),
        or_(*map(_has_words, sorted(WORDED_FACTS))),
    )


def _has_words(name: str) -> ColumnElement[bool]:
    """Whether a fact of this name is text, or holds any, that is not blank yet: few rows have one at all."""
    stored = cast(col(Notification.facts), String)
    blank = (stored.contains(f'"{name}": {empty}') for empty in ('""', "{}", "[]", "null"))
    return and_(stored.contains(f'"{name}"'), not_(or_(*blank)))


def _forget_said(act: Act, agency: Agency) -> int:
    """What was said of the tasks of years that closed long enough ago, and what was configured in them."""
    year = last_year_over(act.today, limit_of(agency, Limit.SAID_WORDS))
    of_year = select(Task.id).where(Task.agency_id == agency.id, Task.scoring_year <= year)
    end = at(date(year + 1, 1, 1), time())
    rows: list[tuple[Any, str, ColumnElement[bool]]] = [
        *((each, "words", col(each.task_id).in_(of_year)) for each in (Confirmation, Statement, Decision)),
        (Review, "reason", col(Review.task_id).in_(of_year)),
        (Adjustment, "words", and_(col(Adjustment.agency_id) == agency.id, col(Adjustment.made_at) < end)),
        (
            DataRequest,
            "words",
            and_(col(DataRequest.agency_id) == agency.id, col(DataRequest.asked_at) < end),
        ),
    ]
    said = [(table, name, and_(getattr(table, name).is_not(None), which)) for table, name, which in rows]
    # Nearly every day there is nothing, which one question tells.
    if not act.session.execute(select_columns(or_(*(exists().where(which) for *_, which in said)))).scalar():
        return 0
    return sum(_count(act, update(table).where(which).values({name: None})) for table, name, which in said)


def last_year_over(today: date, months: int) -> int:
    """The last scoring year that closed at least so many months before this day."""
    year = today.year
    while _plus_months(date(year + 1, *_YEAR_CLOSES), months) > today:
        year -= 1
    return year


def _plus_months(day: date, months: int) -> date:
    whole = day.month - 1 + months
    return date(day.year + whole // 12, whole % 12 + 1, day.day)


def _forget_loose(act: Act, agency: Agency, files: list[Evidence], told: dict[int, datetime]) -> None:
    """Files that nobody placed in time though they were told, and those that were put aside."""
    until = _before(act, agency, Limit.LOOSE_FILES)
    over = [each for each in files if _is_over(act, each, until, told)]
    aside = [each for each in discarded(act.session, agency) if _was_put_aside(each, act.now)]
    for evidence in over:
        evidence.withdrawn_at = act.now
    _forget_files(act, agency, over, aside)


def _is_over(act: Act, evidence: Evidence, until: datetime, told: dict[int, datetime]) -> bool:
    if evidence.received_at >= until:
        return False
    sender = act.session.get_one(Person, evidence.person_id)
    told_at = told.get(evidence.id or 0)
    return sender.deactivated_at is not None or (told_at is not None and told_at <= act.now - TOLD_BEFORE)


def _was_put_aside(evidence: Evidence, now: datetime) -> bool:
    return evidence.withdrawn_at is not None and evidence.withdrawn_at <= now - _PUT_ASIDE_FOR


def _forget_files(act: Act, agency: Agency, over: list[Evidence], aside: list[Evidence]) -> None:
    for evidence in (*over, *aside):
        evidence.deleted_at, evidence.file_name = act.now, ""
        evidence.subject, evidence.signers, evidence.sections = "", [], []
    act.write(*over, *aside)
    if over or aside:
        record(act, Change.FORGET_FILES, agency, aside=_ids(over), deleted=_ids((*over, *aside)))


def _ids(files: Iterable[Evidence]) -> list[int]:
    return [each.id or 0 for each in files]


def _tell_of_loose(act: Act, agency: Agency, files: list[Evidence], told: dict[int, datetime]) -> None:
    """Each sender, once of each file, a week before it goes."""
    until = _before(act, agency, Limit.LOOSE_FILES) + TOLD_BEFORE
    soon: dict[int, list[Evidence]] = {}
    for each in files:
        if each.received_at < until and each.id not in told:
            soon.setdefault(each.person_id, []).append(each)
    for person_id, files in soon.items():
        person = act.session.get_one(Person, person_id)
        if person.deactivated_at is None:
            goes_on = (act.today + TOLD_BEFORE).isoformat()
            key = f"{Kind.LOOSE_FILES}/{person.code}/{act.today}"
            tell(act, agency.id or 0, Kind.LOOSE_FILES, key, person=person, loose=_ids(files), on=goes_on)
