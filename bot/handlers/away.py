"""/vang, or in words: one screen a step, all in the buttons, so that a half-finished one survives a restart."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from bot.buttons import button
from bot.press import MalformedPress, Press
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.absence import FOR, KEEP, PICK, REDATE
from jobs.messages.facts import Do
from models.calendar import working_calendar
from models.changes.absence import (
    answer_as_deputy,
    appoint_deputy,
    be_absent,
    change_days,
    check_may_set,
    come_back,
    in_force,
)
from models.changes.common import ask_for_edit
from models.connections import others_under
from models.kinds import Kind
from models.people import absence_of
from models.refused import Reason, Refused
from models.rules.reading.away import Away, Back, Dropped, read_absence
from models.rules.zone import day_of
from models.tables import Absence, Notification, Person, SentMessage

_FARTHEST = timedelta(days=366)


def start(turn: Turn) -> None:
    turn.answer(Kind.AWAY)


@button(Do.AWAY_FOR)
def somebody_is_away(turn: Turn, person: Person | None) -> None:
    """The one chosen, or first the question who it is. Raises Refused."""
    if person is None:
        ask_for_whom(turn)
    else:
        start_for(turn, person)


def ask_for_whom(turn: Turn) -> None:
    """Whose absence a head or an admin is to say. Raises Refused."""
    if not others_under(turn.session, turn.me, day_of(turn.now)):
        raise Refused(Reason.NOT_YOURS)
    turn.answer(Kind.AWAY_FOR)
    turn.alert = alerts.ANSWERED_BELOW


def start_for(turn: Turn, person: Person) -> None:
    """The same steps, on behalf of somebody. Raises Refused."""
    _check(turn, person)
    on_behalf: dict[str, Any] = {FOR: person.id}
    turn.answer(Kind.AWAY, **on_behalf)
    turn.alert = alerts.ANSWERED_BELOW


def told(turn: Turn, words: str) -> bool:
    """Whether words tell an absence, or its end. Of an absence nothing is recorded before a press."""
    calendar = working_calendar(turn.session, turn.me.agency_id)
    match read_absence(words, turn.said_at or turn.now, calendar):
        case Away(from_on, to_on):
            turn.answer(Kind.AWAY, **_spelled(from_on=from_on, to_on=to_on))
        case Back(on):
            _told_back(turn, on, calendar.shift(on, -1))
        case Dropped():
            _told_dropped(turn)
        case _:
            return False
    return True


def _told_back(turn: Turn, on: date, last_on: date) -> None:
    """Up to today it is recorded; of a later day the new last day is shown, to be pressed."""
    today = day_of(turn.now)
    absence = absence_of(turn.session, turn.me, today)
    if absence is None:
        return turn.refusal(Refused(Reason.NOT_AWAY))
    facts: dict[str, Any] = {"absence": absence.id}
    if on <= today:
        come_back(turn.act, absence)
    elif max(last_on, today) < absence.to_on:
        facts |= {REDATE: True} | _spelled(from_on=absence.from_on, to_on=max(last_on, today))
    return turn.answer(Kind.AWAY, **facts)


def _told_dropped(turn: Turn) -> None:
    """The absence that is next, with its buttons."""
    coming = sorted(in_force(turn.session, turn.me, turn.now), key=lambda each: each.from_on)
    if not coming:
        return turn.refusal(Refused(Reason.NOT_AWAY))
    return turn.answer(Kind.AWAY, absence=coming[0].id)


def _spelled(**days: date | None) -> dict[str, Any]:
    return {name: day.isoformat() for name, day in days.items() if day is not None}


@button(Do.AWAY)
def step(turn: Turn, press: Press) -> None:
    """The next screen, or, with a deputy chosen (0: nobody), the absence itself. Raises Refused."""
    asked, message = _asked(turn)
    if "absence" in asked.facts:
        raise Refused(Reason.GONE)
    person = _absent(turn, asked)
    match press.args:
        case ():
            facts: dict[str, Any] = {}
        case (first,) if first == PICK:
            facts = {PICK: True}
        case (_,):
            facts = {"from_on": _day(turn, press, 0).isoformat()}
        case (_, _):
            facts = {"from_on": _day(turn, press, 0).isoformat(), "to_on": _day(turn, press, 1).isoformat()}
        case _:
            facts = {"absence": _record(turn, press, person).id}
            turn.alert = alerts.AWAY
    _show(turn, asked, message, facts | _kept(asked))


@button(Do.REDATE)
def redate(turn: Turn, absence: Absence, press: Press) -> None:
    """The next screen of mending the days of an absence, or, with both chosen, the mended days. Raises Refused."""
    asked, message = _asked(turn)
    if asked.facts.get("absence") != absence.id:
        raise Refused(Reason.GONE)
    _absent(turn, asked)
    facts: dict[str, Any] = {"absence": absence.id, REDATE: True}
    match press.args[1:]:
        case ():
            begun = absence.from_on <= day_of(turn.now)
            facts |= _spelled(from_on=absence.from_on if begun else None)
        case (first,) if first == PICK:
            facts[PICK] = True
        case (kept,) if kept == KEEP:
            del facts[REDATE]
        case (_,):
            facts |= _spelled(from_on=_day(turn, press, 1))
        case _:
            same = press.text(1) == absence.from_on.isoformat()
            first_on = absence.from_on if same else _day(turn, press, 1)
            last_on = _day(turn, press, 2)
            change_days(turn.act, absence, first_on, last_on)
            turn.alert = alerts.DAYS_CHANGED
            del facts[REDATE]
    _show(turn, asked, message, facts | _kept(asked))


@button(Do.DEPUTISE)
def deputise(turn: Turn, absence: Absence) -> None:
    answer_as_deputy(turn.act, absence, agrees=True)
    turn.alert = alerts.DEPUTY_AGREED


@button(Do.DECLINE)
def decline(turn: Turn, absence: Absence) -> None:
    answer_as_deputy(turn.act, absence, agrees=False)
    turn.alert = alerts.DEPUTY_DECLINED


@button(Do.BACK)
def back_at_work(turn: Turn, absence: Absence) -> None:
    come_back(turn.act, absence)
    turn.alert = alerts.BACK


@button(Do.APPOINT)
def appoint(turn: Turn, absence: Absence, deputy: Person | None) -> None:
    """Shows whom to ask, or asks them. Raises Refused."""
    if deputy is not None:
        appoint_deputy(turn.act, absence, deputy)
        _close_list(turn, absence)
        turn.alert = alerts.DEPUTY_ASKED
        return
    asked, message = _asked(turn)
    if asked.facts.get("absence") != absence.id:
        raise Refused(Reason.GONE)
    _absent(turn, asked)
    _show(turn, asked, message, asked.facts | {PICK: True})


def _close_list(turn: Turn, absence: Absence) -> None:
    """The list of colleagues folds up again where it was opened in the person's own message."""
    found = _own_question(turn)
    if found is not None:
        found[0].facts = {"absence": absence.id} | _kept(found[0])
        turn.session.add(found[0])


def _absent(turn: Turn, asked: Notification) -> Person:
    """Whose absence this message is about: one's own, or that of whom it names. Raises Refused."""
    if FOR not in asked.facts:
        return turn.me
    person = turn.session.get_one(Person, asked.facts[FOR])
    _check(turn, person)
    return person


def _check(turn: Turn, person: Person) -> None:
    """Asked again at each press: a head may have lost the unit meanwhile. Raises Refused."""
    check_may_set(turn.act, person)
    if person.deactivated_at is not None:
        raise Refused(Reason.GONE)


def _kept(asked: Notification) -> dict[str, Any]:
    """What a message goes on saying, whatever its step: for whom."""
    return {FOR: asked.facts[FOR]} if FOR in asked.facts else {}


def _record(turn: Turn, press: Press, person: Person) -> Absence:
    deputy_id = press.number(2)
    deputy = turn.session.get(Person, deputy_id) if deputy_id else None
    if deputy_id and (deputy is None or deputy.agency_id != turn.me.agency_id):
        raise MalformedPress
    first, last = _day(turn, press, 0), _day(turn, press, 1)
    return be_absent(turn.act, person, first, last, deputy)


def _day(turn: Turn, press: Press, index: int) -> date:
    """A day from today on, within a year or so. Raises Refused, MalformedPress."""
    try:
        day = date.fromisoformat(press.text(index))
    except ValueError:
        raise MalformedPress from None
    today = day_of(turn.now)
    if day < today:
        raise Refused(Reason.DATE_PAST)
    if day > today + _FARTHEST:
        raise MalformedPress
    return day


def _asked(turn: Turn) -> tuple[Notification, SentMessage]:
    """Our own question in this chat, whose button was pressed. Raises Refused."""
    found = _own_question(turn)
    if found is None:
        raise Refused(Reason.GONE)
    return found


def _own_question(turn: Turn) -> tuple[Notification, SentMessage] | None:
    return turn.session.exec(
        select(Notification, SentMessage)
        .join(SentMessage, col(SentMessage.notification_id) == Notification.id)
        .where(
            SentMessage.chat_id == turn.chat_id,
            SentMessage.message_id == turn.message_id,
            Notification.kind == Kind.AWAY,
            Notification.person_id == turn.me.id,
        )
    ).first()


def _show(turn: Turn, asked: Notification, message: SentMessage, facts: dict[str, Any]) -> None:
    asked.facts = facts
    turn.session.add(asked)
    ask_for_edit(turn.act, message, asked)
    turn.alert = turn.alert or alerts.SHOWN
