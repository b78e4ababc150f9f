"""Forms in chat: begun, answered by a press, left, saved. Who may is asked at every step."""

from typing import Any

from sqlalchemy import bindparam
from sqlmodel import col, select

from bot.buttons import button
from bot.press import MalformedPress, Press
from bot.texts import alerts
from bot.turn import Turn
from jobs.forms.answering import ask_again, back, choose, type_in
from jobs.forms.form import SAVE, Filling, FormKind, FormStep, Opening, Saved, whole_number
from jobs.forms.kinds import KINDS
from jobs.forms.order import from_letter
from jobs.messages.facts import Do, Notice
from models.administering import may_do
from models.changes.taking_back import take_back
from models.kinds import Kind
from models.people import roles
from models.refused import Reason, Refused
from models.rules.permissions import Configuring
from models.tables import Adjustment, AdjustmentKind, Form, How, Notification, NotificationTask, Person

# All that our own buttons say of a form that they open: anything else would be an answer that nobody was asked for.
_CARRIED = frozenset({"about", *(name for kind in KINDS.values() for name in kind.carries)})
_OPEN_FORMS = (
    select(Form)
    .where(Form.person_id == bindparam("person"), col(Form.ended_at).is_(None))
    .order_by(col(Form.id).desc())
)


def manage(turn: Turn) -> None:
    """/quanly"""
    try:
        begin(turn, Opening("manage"))
    except Refused as refused:
        turn.refusal(refused)


def invite(turn: Turn) -> None:
    """/moi: straight to the invite; others hear whose command it is."""
    try:
        begin(turn, Opening("invite"))
    except Refused:
        turn.notice(Notice.NOT_AN_ADMIN)


def begin(turn: Turn, opening: Opening, words: str = "") -> None:
    """A new form in a message of its own, its first question answered by words where there are any; one that was
    open is given up for it. Raises Refused."""
    form = _new(turn, opening)
    filling = filling_of(turn, form)
    step = KINDS[form.kind].current(filling)
    if words and step is not None:
        type_in(filling, step, words)
    show_below(turn, form)


@button(Do.FORM_START)
def started(turn: Turn, press: Press) -> None:
    """A button that opens a form: its kind, and the row it is about as name=id. Raises Refused, MalformedPress."""
    kind, *given = press.args or ("",)
    known = {}
    for each in given:
        name, _, number = each.partition("=")
        if name not in _CARRIED or whole_number(number) is None:
            raise MalformedPress
        known[name] = number
    if kind not in KINDS:
        raise MalformedPress
    begin(turn, Opening(kind, known))


def ordered(turn: Turn, words: str, file: dict[str, Any] | None = None) -> bool:
    """Whether a letter that came to an admin or a head opens an order, filled in as far as it says."""
    if not may_do(turn.session, turn.me, Configuring.ORDER, turn.today):
        return False
    begin(turn, Opening("order", from_letter(turn.session, turn.me, words, turn.now, file)))
    return True


@button(Do.FORM)
def answered(turn: Turn, form: Form, name: str, press: Press) -> None:
    """A choice on a form's screen. Raises Refused."""
    filling, kind = _opened(turn, form)
    step, value = kind.current(filling), ":".join(press.args[2:])
    if (step.name if step else SAVE) != name:
        raise Refused(Reason.GONE)
    if step is None:
        return _save(turn, filling, kind, value)
    choose(filling, step, value)
    if not follow(turn, filling, step, value) and not is_saved_at_last(turn, filling, kind, step):
        _redraw(turn, form)
    return None


@button(Do.FORM_EDIT)
def edited(turn: Turn, form: Form, step: str) -> None:
    """From the last screen back to one question. Raises Refused."""
    filling, kind = _opened(turn, form)
    if kind.current(filling) is not None:
        raise Refused(Reason.GONE)
    ask_again(filling, kind, step)
    _redraw(turn, form)


@button(Do.FORM_PAGE)
def paged(turn: Turn, form: Form, page: int) -> None:
    filling, _ = _opened(turn, form)
    filling.note(page=page % 1000)
    _redraw(turn, form)


@button(Do.FORM_BACK)
def went_back(turn: Turn, form: Form) -> None:
    """One step back; from the first one to the menu it came from. Raises Refused."""
    filling, kind = _opened(turn, form)
    if back(filling, kind):
        return _redraw(turn, form)
    return _replace(turn, form, kind.opens_parent(filling))


@button(Do.FORM_CANCEL)
def cancelled(turn: Turn, form: Form) -> None:
    _opened(turn, form)
    _end(turn, form, "cancelled")
    _redraw(turn, form)


@button(Do.FORM_AGAIN)
def seen_again(turn: Turn, form: Form) -> None:
    """It changed meanwhile: the same form with what stands now; own answers to the rest stay. Raises Refused."""
    filling, kind = _opened(turn, form)
    filling.give_anew(**kind.prefill(filling))
    form.base = kind.base(filling)
    _redraw(turn, form)


@button(Do.TAKE_BACK, says=alerts.CHANGE_TAKEN_BACK)
def taken_back(turn: Turn, adjustment: Adjustment) -> None:
    """An adjustment is taken back while nothing depends on it. Raises Refused."""
    take_back(turn.act, adjustment)
    _renew_menu(turn, adjustment)
    row = turn.pressed()
    if row is not None:
        turn.redraw(row)


def open_form(turn: Turn) -> Form | None:
    """The form that this person is filling in."""
    return turn.session.exec(_OPEN_FORMS, params={"person": turn.me.id}).first()


def _opened(turn: Turn, form: Form) -> tuple[Filling, FormKind]:
    """The form whose screen was pressed, where that is this person's and still open. Raises Refused."""
    kind, filling = KINDS[form.kind], filling_of(turn, form)
    if form.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS if kind.is_conversation else Reason.NOT_ABOVE)
    row = turn.pressed()
    if form.ended_at is not None or row is None or row.id != form.screen_id:
        raise Refused(Reason.GONE if kind.is_conversation else Reason.FORM_OVER)
    check(turn, filling, kind)
    return filling, kind


def filling_of(turn: Turn, form: Form) -> Filling:
    spoken = turn.said(How.REPLY if turn.said_at else How.BUTTON)
    return Filling(turn.session, form, turn.me, turn.now, spoken)


def check(turn: Turn, filling: Filling, kind: FormKind) -> None:
    """Raises Refused for who may not fill it in, or no longer."""
    if kind.check is not None:
        kind.check(filling)
    if kind.needs is None:
        return
    unit_id = kind.unit(filling) if kind.unit is not None else None
    if not may_do(turn.session, turn.me, kind.needs, turn.today, unit_id):
        raise Refused(Reason.NOT_ABOVE)


def _new(turn: Turn, opening: Opening) -> Form:
    """Raises Refused."""
    kind = KINDS[opening.kind]
    form = Form(
        agency_id=turn.me.agency_id,
        person_id=turn.me.id or 0,
        kind=kind.name,
        answers={"given": opening.given, "said": opening.said},
        touched_at=turn.now,
    )
    filling = filling_of(turn, form)
    check(turn, filling, kind)
    earlier = open_form(turn)
    if earlier is not None:
        _end(turn, earlier, "replaced")
        _redraw(turn, earlier)
    filling.give(**kind.prefill(filling))
    if opening.offers:
        filling.note(offers=list(opening.offers))
    form.base = kind.base(filling)
    turn.session.add(form)
    turn.session.flush()
    return form


def is_saved_at_last(turn: Turn, filling: Filling, kind: FormKind, step: FormStep) -> bool:
    """The last answer of a conversation saves it. Raises Refused: then the question stands as it did."""
    if not kind.is_conversation or kind.current(filling) is not None:
        return False
    try:
        _save(turn, filling, kind, SAVE)
    except Refused:
        filling.unsay(step.name)
        raise
    return True


def follow(turn: Turn, filling: Filling, step: FormStep, value: str) -> bool:
    """Whether the answer led to another form; what it names is remembered as it stands."""
    if step.targets:
        filling.form.base = KINDS[filling.form.kind].base(filling)
    opening = step.opens(filling, value) if step.opens is not None else None
    if opening is None:
        return False
    _replace(turn, filling.form, opening)
    return True


def _replace(turn: Turn, form: Form, opening: Opening) -> None:
    """Another form takes this one's message. Raises Refused."""
    _end(turn, form, "replaced")
    turn.session.flush()
    other, screen = _new(turn, opening), _screen(turn, form)
    if screen is not None:
        screen.facts = screen.facts | {"form": other.id}
        other.screen_id = screen.id
        turn.session.add(other)
        turn.redraw(screen)


def _save(turn: Turn, filling: Filling, kind: FormKind, choice: str) -> None:
    """All in one; what was changed by somebody else meanwhile is shown, and nothing overwritten."""
    if kind.save is None or choice not in {each.value for each in kind.saves(filling)}:
        raise Refused(Reason.GONE)
    if kind.base(filling) != filling.form.base:
        filling.note(stale=True)
        turn.alert = alerts.FORM_STALE
        return _redraw(turn, filling.form)
    saved = kind.save(filling, choice)
    _end(turn, filling.form, "saved", saved=saved.facts, adjustment=saved.adjustment_id)
    adjustment = turn.session.get(Adjustment, saved.adjustment_id) if saved.adjustment_id else None
    if adjustment is not None:
        _renew_menu(turn, adjustment)
    _show_taken_back(turn, saved.facts.get("taken_back"))
    if saved.says is not None:
        _become(turn, filling.form, saved.says, saved)
    turn.alert = alerts.RECORDED if kind.is_conversation else alerts.FORM_SAVED
    return _redraw(turn, filling.form)


def _become(turn: Turn, form: Form, kind: Kind, saved: Saved) -> None:
    """The form's message says from now on what came of it."""
    row = turn.session.get_one(Notification, form.screen_id)
    row.kind, row.facts = kind, saved.facts
    turn.session.add(row)
    for number, task in enumerate(saved.tasks, start=1):
        turn.session.add(NotificationTask(notification_id=row.id or 0, task_id=task.id or 0, number=number))
    turn.session.flush()


def _show_taken_back(turn: Turn, adjustment_id: int | None) -> None:
    """The screen on which it was saved offers no undo any more; menus follow."""
    adjustment = turn.session.get(Adjustment, adjustment_id) if adjustment_id else None
    if adjustment is None:
        return
    _renew_menu(turn, adjustment)
    of_it = col(Form.answers)["adjustment"].as_integer() == adjustment.id
    for form in turn.session.exec(select(Form).where(Form.agency_id == adjustment.agency_id, of_it)):
        _redraw(turn, form)


def _renew_menu(turn: Turn, adjustment: Adjustment) -> None:
    """Whose roles, or place here, may have changed sees the commands of today; who left those of everybody."""
    about_person = adjustment.kind is AdjustmentKind.PERSON
    person = turn.session.get(Person, adjustment.after["person"]) if about_person else None
    if person is not None and person.chat_id is not None:
        here = person.deactivated_at is None
        turn.menus[person.chat_id] = roles(turn.session, person) if here else frozenset()


def _end(turn: Turn, form: Form, how: str, **facts: Any) -> None:
    form.answers = form.answers | {"ended": how} | facts
    form.ended_at = turn.now
    turn.session.add(form)


def _screen(turn: Turn, form: Form) -> Notification | None:
    return turn.session.get(Notification, form.screen_id) if form.screen_id else None


def _redraw(turn: Turn, form: Form) -> None:
    """The form's message is drawn anew."""
    screen = _screen(turn, form)
    if screen is not None:
        turn.redraw(screen)


def show_below(turn: Turn, form: Form) -> None:
    """The form's screen comes below what was typed; the one above loses its buttons."""
    above = _screen(turn, form)
    row = turn.put(Kind.FORM, form=form.id)
    if row is None:
        return
    form.screen_id = row.id
    turn.session.add(form)
    turn.session.flush()
    if above is not None:
        turn.redraw(above)
