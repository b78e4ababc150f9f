"""Who left is forgotten: the code stands where the name was; the ledger, which names nobody, stays as it is."""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import String, cast, update
from sqlmodel import col, delete, or_, select

from models.actor import Act
from models.administering import check_in
from models.changes.handing import work_of
from models.changes.request_telling import redraw_requests
from models.kept import past_the_session
from models.ledger import record
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import (
    Adjustment,
    AdjustmentKind,
    CaseHandler,
    Confirmation,
    DataRequest,
    Decision,
    Evidence,
    Form,
    InboxUpdate,
    Invite,
    Notification,
    OutboxState,
    Person,
    PersonRole,
    Review,
    SentMessage,
    Statement,
    Stranger,
)

# The facts of a message that hold what somebody wrote.
WORDED_FACTS = frozenset({"words", "names", "captions", "searched", "reason", "superior"})
_Row = TypeVar("_Row", Notification, Form, Adjustment)
_Worded = (Confirmation, Statement, Decision, DataRequest)


def forget_person(act: Act, person: Person) -> None:
    """Erases a person who left, as `models.retention` says; nothing of it is taken back.

    Raises Refused: NOT_YOURS, STILL_HERE before they left, HAS_WORK while something is theirs, FORGOTTEN.
    """
    check_in(act, person.agency_id, Change.FORGET_PERSON)
    if person.forgotten_at is not None:
        raise Refused(Reason.FORGOTTEN)
    if person.deactivated_at is None:
        raise Refused(Reason.STILL_HERE)
    if not work_of(act.session, person).is_nothing:
        raise Refused(Reason.HAS_WORK)
    names = _names_of(act, person)
    said = _forget_words(act, person)
    _close_requests(act, person)
    messages = _forget_messages(act, person)
    _forget_adjustments(act, person)
    _replace_names(act, person, names)
    _forget_handler(act, person)
    _forget_profile(act, person)
    redraw_requests(act, person)
    record(act, Change.FORGET_PERSON, person, person=person.code, words=said, messages=messages)


def blanked(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a message without what somebody wrote."""
    return {name: type(value)() if _is_worded(name, value) else value for name, value in facts.items()}


def leave_chat(row: Notification) -> None:
    """A message names its chat no more, in its key neither."""
    if str(row.chat_id) in row.key.split("/"):
        row.key = f"forgotten/{row.id}"
    row.chat_id = None


def follow_name(act: Act, person: Person, former: str) -> None:
    """Messages and forms that spell out how a person was called spell the name that they have now, so that nothing
    of a former name is left behind; but where somebody else is called so."""
    if not _is_anothers(act, person, former):
        _replace_in(act, person, Notification, "facts", former, person.full_name)
        _replace_in(act, person, Form, "answers", former, person.full_name)


def _is_anothers(act: Act, person: Person, name: str) -> bool:
    others = select(Person.id).where(
        Person.agency_id == person.agency_id, Person.id != person.id, Person.full_name == name
    )
    return act.session.exec(others).first() is not None


def _is_worded(name: str, value: Any) -> bool:
    return name in WORDED_FACTS and isinstance(value, str | dict | list)


def _names_of(act: Act, person: Person) -> set[str]:
    """How they are, or were once, called; a name that somebody else has too is left where it stands in a text."""
    called = {person.full_name}
    for made in _of_person(act, person):
        called |= {str(part["full_name"]) for part in (made.before, made.after) if "full_name" in part}
    return {name for name in called - {""} if not _is_anothers(act, person, name)}


def _of_person(act: Act, person: Person) -> list[Adjustment]:
    """What was configured of them."""
    own = select(Adjustment).where(
        Adjustment.agency_id == person.agency_id, Adjustment.kind == AdjustmentKind.PERSON
    )
    return [each for each in act.session.exec(own) if each.after.get("person") == person.id]


def _forget_words(act: Act, person: Person) -> int:
    """All that they said, in words; returns of how many rows. The chats in which it was said are no one's."""
    count = 0
    for table in _Worded:
        said = update(table).where(col(table.person_id) == person.id, col(table.words).is_not(None))
        count += past_the_session(act.session, said.values(words=None)).rowcount
    given = update(Review).where(col(Review.reviewer_id) == person.id, col(Review.reason).is_not(None))
    count += past_the_session(act.session, given.values(reason=None)).rowcount
    for chatted in (Confirmation, Statement, Evidence):
        act.session.execute(update(chatted).where(col(chatted.person_id) == person.id).values(chat_id=None))
    return count


def _close_requests(act: Act, person: Person) -> None:
    """Nobody is left to be answered, and nothing to be mended."""
    open_ones = (col(DataRequest.person_id) == person.id, col(DataRequest.answered_at).is_(None))
    closed = update(DataRequest).where(*open_ones)
    act.session.execute(closed.values(answered_at=act.now, answered_by_id=act.person_id))


def _forget_messages(act: Act, person: Person) -> int:
    """What was sent to and came from them: the chat, and every word; returns of how many messages."""
    session, chat_id = act.session, person.chat_id
    rows = session.exec(
        select(Notification).where(
            or_(Notification.person_id == person.id, _is_not_none(Notification.chat_id, chat_id))
        )
    ).all()
    for row in rows:
        leave_chat(row)
        row.facts = blanked(row.facts)
        row.state = OutboxState.MOOT if row.state is OutboxState.WAITING else row.state
    act.write(*rows)
    session.exec(
        delete(SentMessage).where(
            or_(col(SentMessage.person_id) == person.id, _is_not_none(SentMessage.chat_id, chat_id))
        )
    )
    session.exec(delete(Invite).where(col(Invite.person_id) == person.id))
    if chat_id is not None:
        session.exec(delete(InboxUpdate).where(col(InboxUpdate.chat_id) == chat_id))
        session.exec(delete(Stranger).where(col(Stranger.chat_id) == chat_id))
    _forget_forms(act, person)
    return len(rows)


def _is_not_none(column: Any, value: int | None) -> Any:
    return col(column) == value if value is not None else col(column).in_(())


def _forget_forms(act: Act, person: Person) -> None:
    for form in act.session.exec(select(Form).where(Form.person_id == person.id)):
        form.answers, form.ended_at = answerless(form.answers), form.ended_at or act.now
        act.session.add(form)


def answerless(answers: dict[str, Any]) -> dict[str, Any]:
    """How a form ended, without what was answered."""
    return {name: answers[name] for name in ("ended", "adjustment") if name in answers}


def _forget_adjustments(act: Act, person: Person) -> None:
    """What was configured of them names nobody; their own reasons are words of theirs."""
    unknown = {"full_name": person.code, "position": "", "address": None, "phone": ""}
    for made in _of_person(act, person):
        made.before = made.before | (unknown if made.before else {})
        made.after = made.after | unknown
        act.session.add(made)
    act.session.execute(update(Adjustment).where(col(Adjustment.person_id) == person.id).values(words=None))
    act.session.flush()


def _replace_names(act: Act, person: Person, names: Iterable[str]) -> None:
    """Where a message, a form or an adjustment of others spells the name, or the telephone, out."""
    for text, instead in [*((name, person.code) for name in names), (person.phone, "")]:
        if text:
            _replace_in(act, person, Notification, "facts", text, instead)
            _replace_in(act, person, Form, "answers", text, instead)
            _replace_in(act, person, Adjustment, "before", text, instead)
            _replace_in(act, person, Adjustment, "after", text, instead)


def _replace_in(act: Act, person: Person, table: type[_Row], column: str, text: str, instead: str) -> None:
    stored = cast(col(getattr(table, column)), String)
    spelled = json.dumps(text)[1:-1]
    holding = select(table).where(
        table.agency_id == person.agency_id, stored.contains(spelled, autoescape=True)
    )
    for row in act.session.exec(holding).all():
        setattr(row, column, _replaced(getattr(row, column), text, instead))
        act.session.add(row)


def _replaced(value: Any, text: str, instead: str) -> Any:
    match value:
        case str():
            return value.replace(text, instead)
        case dict():
            return {key: _replaced(each, text, instead) for key, each in value.items()}
        case list():
            return [_replaced(each, text, instead) for each in value]
    return value


def _forget_handler(act: Act, person: Person) -> None:
    """The name by which lists of citizen files called them."""
    for handler in act.session.exec(select(CaseHandler).where(CaseHandler.person_id == person.id)):
        handler.name = handler.folded = f"{person.code}/{handler.id}"
        act.session.add(handler)


def _forget_profile(act: Act, person: Person) -> None:
    person.full_name, person.position, person.phone = person.code, "", ""
    person.address = person.chat_id = person.morning_at = person.deputy_id = None
    person.joined_at = person.heard_at = person.blocked_at = None
    person.forgotten_at = act.now
    act.session.exec(delete(PersonRole).where(col(PersonRole.person_id) == person.id))
    act.write(person)
