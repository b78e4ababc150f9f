"""/vang, or in words: what opens the questions about an absence; and the buttons of one that was recorded."""

from datetime import date

from bot.buttons import button
from bot.handlers import forms
from bot.handlers.asking import has_open
from bot.texts import alerts
from bot.turn import Turn
from jobs.forms.form import Opening
from jobs.messages.absence import PICK
from jobs.messages.facts import Do, Notice
from models.calendar import working_calendar
from models.changes.absence import (
    answer_as_deputy,
    appoint_deputy,
    check_may_set,
    come_back,
    standing_absences,
)
from models.connections import colleagues_of, others_under
from models.kinds import Kind
from models.people import absence_of
from models.refused import Reason, Refused
from models.rules.reading.away import Away, Back, Dropped, may_tell_absence, read_absence
from models.rules.reading.persons import told_of
from models.tables import Absence, DeputyState, Notification, Person


def start(turn: Turn) -> None:
    forms.begin(turn, Opening("absence"))


@button(Do.AWAY_FOR)
def somebody_is_away(turn: Turn, person: Person | None) -> None:
    """On behalf of the one chosen; first the question who it is. Raises Refused."""
    if person is not None:
        forms.begin(turn, Opening("absence", {"about": str(person.id)}))
    elif others_under(turn.session, turn.me, turn.today):
        turn.answer(Kind.AWAY_FOR)
    else:
        raise Refused(Reason.NOT_YOURS)


def told(turn: Turn, words: str) -> bool:
    """Whether words tell an absence, or its end. Of an absence nothing is recorded before a press."""
    calendar = working_calendar(turn.session, turn.me.agency_id)
    if _told_of_another(turn, words):
        return True
    match read_absence(words, turn.spoken_at, calendar):
        case Away() as absence:
            _ask_the_rest(turn, absence)
        case Back(on):
            _told_back(turn, on, calendar.shift(on, -1))
        case Dropped():
            _told_dropped(turn)
        case _:
            return False
    return True


def _told_of_another(turn: Turn, words: str) -> bool:
    """ "Chị An nghỉ ốm từ mai": asked about where it is this person's business, and said whose it is where not."""
    if not may_tell_absence(words):
        return False
    others = colleagues_of(turn.session, turn.me)
    found = told_of(words, [each.full_name for each in others])
    if found is None:
        return False
    whose, rest = others[found[0]], found[1]
    absence = read_absence(rest, turn.spoken_at, working_calendar(turn.session, turn.me.agency_id))
    if not isinstance(absence, Away):
        return False
    if whose in others_under(turn.session, turn.me, turn.today):
        _ask_the_rest(turn, absence, about=str(whose.id))
    else:
        turn.notice(Notice.NOT_YOUR_ABSENCE, about=whose.full_name)
    return True


def _ask_the_rest(turn: Turn, absence: Away, **known: str) -> None:
    """The questions about an absence, without those that its words have answered."""
    days = {"from_on": absence.from_on, "to_on": absence.to_on}
    said = {name: day.isoformat() for name, day in days.items() if day is not None}
    forms.begin(turn, Opening("absence", known, said=said))


def _told_back(turn: Turn, on: date, last_on: date) -> None:
    """Up to today it is recorded; of a later day the new last day is shown, to be pressed."""
    today = turn.today
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


def written_to_request(turn: Turn, words: str) -> bool:
    """Whether words that are no yes and no no reply to a request to stand in, or are all that it can be about: that
    is answered by a button."""
    row = turn.replied_to() if turn.reply_to else turn.latest()
    if row is None or row.kind != Kind.DEPUTY_ASKED or row.person_id != turn.me.id:
        return False
    absence = turn.session.get(Absence, row.facts["absence"])
    if absence is None or absence.deputy_state is not DeputyState.ASKED or absence.deputy_id != turn.me.id:
        return False
    if not turn.reply_to and has_open(turn):
        return False
    turn.notice(Notice.PRESS_A_BUTTON)
    return True


@button(Do.REDATE)
def redate(turn: Turn, absence: Absence) -> None:
    """Other days are asked for below. Raises Refused."""
    forms.begin(turn, Opening("redate", {"about": str(absence.id)}))


@button(Do.DEPUTISE, says=alerts.DEPUTY_AGREED)
def deputise(turn: Turn, absence: Absence) -> None:
    answer_as_deputy(turn.act, absence, agrees=True)


@button(Do.DECLINE, says=alerts.DEPUTY_DECLINED)
def decline(turn: Turn, absence: Absence) -> None:
    answer_as_deputy(turn.act, absence, agrees=False)


@button(Do.BACK, says=alerts.BACK)
def back_at_work(turn: Turn, absence: Absence) -> None:
    come_back(turn.act, absence)


@button(Do.APPOINT)
def appoint(turn: Turn, absence: Absence, deputy: Person | None) -> None:
    """Shows whom to ask, or asks them; the list of colleagues unfolds, and folds up again, where it was asked for.
    Raises Refused."""
    own = _own_message(turn, absence)
    if deputy is not None:
        appoint_deputy(turn.act, absence, deputy)
        turn.alert = alerts.DEPUTY_ASKED
        if own is not None:
            own.facts = {name: fact for name, fact in own.facts.items() if name != PICK}
            turn.session.add(own)
        return
    if own is None:
        raise Refused(Reason.GONE)
    _check_may_appoint(turn, absence)
    own.facts = own.facts | {PICK: True}
    turn.redraw(own)


def _own_message(turn: Turn, absence: Absence) -> Notification | None:
    """The pressed message, where it says to this person how this absence stands."""
    row = turn.pressed()
    if row is None or row.kind != Kind.AWAY or row.person_id != turn.me.id:
        return None
    return row if row.facts.get("absence") == absence.id else None


def _check_may_appoint(turn: Turn, absence: Absence) -> None:
    """Asked again at each press: a head may have lost the unit meanwhile. Raises Refused."""
    absent = turn.session.get_one(Person, absence.person_id)
    check_may_set(turn.act, absent)
    if absent.deactivated_at is not None:
        raise Refused(Reason.GONE)
