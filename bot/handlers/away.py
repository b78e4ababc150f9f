"""/vang, or in words: what opens the questions about an absence; and the buttons of one that was recorded."""

from datetime import date
from typing import Any

from sqlmodel import col, select

from bot.buttons import button
from bot.handlers import forms
from bot.texts import alerts
from bot.turn import Turn
from jobs.forms.form import Opening
from jobs.messages.absence import FOR, PICK
from jobs.messages.facts import Do
from models.calendar import working_calendar
from models.changes.absence import (
    answer_as_deputy,
    appoint_deputy,
    check_may_set,
    come_back,
    standing_absences,
)
from models.changes.common import ask_for_edit
from models.connections import others_under
from models.kinds import Kind
from models.people import absence_of
from models.refused import Reason, Refused
from models.rules.reading.away import Away, Back, Dropped, read_absence
from models.rules.zone import day_of
from models.tables import Absence, Notification, Person, SentMessage


def start(turn: Turn) -> None:
    forms.begin(turn, Opening("absence"))


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
    forms.begin(turn, Opening("absence", {"about": str(person.id)}))
    turn.alert = alerts.ANSWERED_BELOW


def told(turn: Turn, words: str) -> bool:
    """Whether words tell an absence, or its end. Of an absence nothing is recorded before a press."""
    calendar = working_calendar(turn.session, turn.me.agency_id)
    match read_absence(words, turn.said_at or turn.now, calendar):
        case Away(from_on, to_on):
            days = {"from_on": from_on, "to_on": to_on}
            said = {name: day.isoformat() for name, day in days.items() if day is not None}
            forms.begin(turn, Opening("absence", said=said))
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
    to_on = max(last_on, today)
    if on > today and to_on < absence.to_on:
        about = {"about": str(absence.id)}
        return forms.begin(turn, Opening("redate", about, offers=(to_on.isoformat(),)))
    if on <= today:
        come_back(turn.act, absence)
    return turn.answer(Kind.AWAY, absence=absence.id)


def _told_dropped(turn: Turn) -> None:
    """The absence that is next, with its buttons."""
    coming = sorted(standing_absences(turn.session, turn.me, turn.now), key=lambda each: each.from_on)
    if not coming:
        return turn.refusal(Refused(Reason.NOT_AWAY))
    return turn.answer(Kind.AWAY, absence=coming[0].id)


@button(Do.REDATE)
def redate(turn: Turn, absence: Absence) -> None:
    """Other days are asked for below. Raises Refused."""
    forms.begin(turn, Opening("redate", {"about": str(absence.id)}))
    turn.alert = alerts.ANSWERED_BELOW


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
