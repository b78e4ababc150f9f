"""A form's screen as facts: what is asked, what may be chosen, what was answered so far; and how it ended."""

from calendar import Calendar, monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from jobs.forms.answering import PICKED
from jobs.forms.form import SAVE, Days, Filling, FormKind, FormStep, Option
from jobs.forms.kinds import KINDS
from jobs.messages.attachments import MadeFile
from jobs.messages.composers import composes
from jobs.messages.facts import Choice, Do, Message, Page, Rows
from jobs.messages.offers import in_rows
from models.catalogue.exporting import as_catalogue, calendar_of
from models.kinds import Kind
from models.rules.zone import local
from models.tables import Adjustment, Agency, Form, Notification, Person

ROWS = 8
_EDITS_IN_A_ROW = 2


@dataclass(frozen=True)
class Answered:
    """One answer as it is shown: `label` where the facts name it, else `bot/texts` names `value`."""

    step: str
    value: Any
    label: str = ""


@dataclass(frozen=True)
class Month:
    """The month that a calendar shows, and its days off."""

    first: date
    off: frozenset[date]


@dataclass(frozen=True, kw_only=True)
class Screen(Message):
    """One step of a form (`step` is "save" for the last). `fault` and `words`: what was typed and not understood;
    `review`: what saving would do; `about`: what is said beside the question; `stale`: it has changed meanwhile."""

    form: str
    step: str
    said: tuple[Answered, ...]
    takes_words: bool = False
    takes_file: bool = False
    picked: frozenset[str] = frozenset()
    fault: str = ""
    words: str = ""
    stale: bool = False
    month: Month | None = None
    review: Any = None
    about: Any = None


@dataclass(frozen=True, kw_only=True)
class FormOver(Message):
    """A form that is shown here no more: it was saved, cancelled, given up for another, or goes on below."""

    form: str
    how: str
    said: tuple[Answered, ...] = ()
    saved: dict[str, Any] = field(default_factory=dict)
    taken_back: bool = False


@dataclass(frozen=True, kw_only=True)
class ImportFaults(Message):
    """What is wrong with a catalogue file, the first of `total` faults; nothing of it was loaded."""

    faults: tuple[str, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class CatalogueFile(Message):
    """The catalogue and the calendar as they stand when it is sent, as a workbook."""


@composes(Kind.CATALOGUE_FILE)
def catalogue_file(session: Session, row: Notification, now: datetime) -> CatalogueFile:
    # Loaded where a workbook is written: the running bot seldom needs it.
    from models.catalogue.workbook.writing import as_workbook

    agency = session.get_one(Agency, row.agency_id)
    name = f"danh-muc-{local(now):%Y-%m-%d}.xlsx"
    data = as_workbook(as_catalogue(session, agency), calendar_of(session, agency), name)
    return CatalogueFile(made=MadeFile(name, data))


@composes(Kind.IMPORT_FAULTS)
def import_faults(session: Session, row: Notification, now: datetime) -> ImportFaults:
    return ImportFaults(faults=tuple(row.facts["faults"]), total=row.facts["total"])


@composes(Kind.FORM)
def form(session: Session, row: Notification, now: datetime) -> Screen | FormOver:
    """The screen as the form stands now; an older message of the same form says that it goes on below."""
    found = session.get_one(Form, row.facts["form"])
    kind = KINDS[found.kind]
    filling = Filling(session, found, session.get_one(Person, found.person_id), now)
    if found.screen_id != row.id:
        return FormOver(form=kind.name, how="below")
    if found.ended_at is not None:
        return _over(session, filling, kind)
    step = kind.current(filling)
    if step is None:
        return _last(filling, kind)
    return _asked(filling, kind, step)


def said_so_far(filling: Filling, kind: FormKind, given: bool = True) -> tuple[Answered, ...]:
    """Every answer, in the order of the steps; without `given` only those made here, and whom it is about."""
    return tuple(
        Answered(step.name, filling.get(step.name), _label(filling, step, filling.get(step.name)))
        for step in kind.steps
        if filling.has(step.name)
        and step.asked(filling)
        and (given or step.subject or step.name in filling.said)
    )


def _label(filling: Filling, step: FormStep, value: Any) -> str:
    if step.shown is not None:
        return step.shown(filling, value)
    if isinstance(value, list):
        return ""
    return next((each.label for each in step.options(filling) if each.value == value), "")


def _asked(filling: Filling, kind: FormKind, step: FormStep) -> Screen:
    span = step.days(filling) if not filling.extra("offers") else None
    page = _page(filling, span)
    shown, pages = _shown(filling, step, span, page)
    return Screen(
        choices=(
            *in_rows([_pick(filling, step.name, option) for option in shown], step.columns),
            *(_grid(filling, step, span, page) if span else ()),
            *_turning(filling, page, pages, span),
            *_closing(filling, step),
            _ways_out(filling, kind),
        ),
        form=kind.name,
        step=step.name,
        said=said_so_far(filling, kind, given=False),
        takes_words=step.read is not None,
        takes_file=step.is_file,
        picked=_picked(filling, step),
        fault=_extra(filling, "fault"),
        words=_extra(filling, "words"),
        month=_month(filling, span, page) if span else None,
        about=step.about(filling, shown),
    )


def _shown(filling: Filling, step: FormStep, span: Days | None, page: int) -> tuple[list[Option], int]:
    """The options on this page, and how many pages there are; beside a calendar all options, a page a month."""
    options, per_page = _offered(filling, step), ROWS * step.columns
    if span is not None:
        return options, _months(span)
    return options[page * per_page : (page + 1) * per_page], max(1, -(-len(options) // per_page))


def _offered(filling: Filling, step: FormStep) -> list[Option]:
    """What may be chosen; where words had several readings, those."""
    options, offers = step.options(filling), filling.extra("offers")
    if not offers:
        return options
    labels = {each.value: each.label for each in options}
    return [Option(value, labels.get(value, "")) for value in offers]


def _picked(filling: Filling, step: FormStep) -> frozenset[str]:
    """Of a question that takes several, what has been chosen so far, with what stands for nothing else."""
    noted = filling.extra("picked")
    picked = filling.get(step.name) if noted is None else noted
    if not step.many or not isinstance(picked, list):
        return frozenset()
    whole = (each.value for each in step.options(filling) if each.covers and set(each.covers) <= set(picked))
    return frozenset((*picked, *whole))


def _extra(filling: Filling, name: str) -> str:
    return str(filling.extra(name) or "")


def _last(filling: Filling, kind: FormKind) -> Screen:
    """Everything answered: what saving would do, and what may still be changed."""
    stale = bool(filling.extra("stale"))
    again = Choice(Do.FORM_AGAIN, (filling.id,))
    rows: Rows = ((again,),) if stale else _savings(filling, kind) + _edits(filling, kind)
    return Screen(
        choices=(*rows, _ways_out(filling, kind)),
        form=kind.name,
        step=SAVE,
        said=said_so_far(filling, kind),
        stale=stale,
        fault=_extra(filling, "fault"),
        review=kind.review(filling),
    )


def _savings(filling: Filling, kind: FormKind) -> Rows:
    return tuple((_pick(filling, SAVE, option),) for option in kind.saves(filling))


def _edits(filling: Filling, kind: FormKind) -> Rows:
    """Every answer that was given and may be given anew."""
    edits = [
        Choice(Do.FORM_EDIT, (filling.id, each.name))
        for each in kind.steps
        if each.editable(filling) and each.asked(filling) and filling.has(each.name)
    ]
    return in_rows(edits, _EDITS_IN_A_ROW)


def _over(session: Session, filling: Filling, kind: FormKind) -> FormOver:
    answers = filling.form.answers
    adjustment = session.get(Adjustment, answers["adjustment"]) if answers.get("adjustment") else None
    taken_back = adjustment is not None and adjustment.taken_back_at is not None
    undo = ((Choice(Do.TAKE_BACK, (adjustment.id or 0,)),),) if adjustment and not taken_back else ()
    return FormOver(
        choices=undo if kind.is_conversation else (*undo, _onward(filling, kind)),
        form=kind.name,
        how=str(answers.get("ended") or "cancelled"),
        said=said_so_far(filling, kind) if answers.get("ended") == "saved" else (),
        saved=dict(answers.get("saved") or {}),
        taken_back=taken_back,
    )


def _onward(filling: Filling, kind: FormKind) -> tuple[Choice, ...]:
    known = (f"{name}={filling.text(name)}" for name in kind.carries)
    return (Choice(Do.FORM_START, (kind.parent, *known)),)


def _pick(filling: Filling, step: str, option: Option) -> Choice:
    return Choice(Do.FORM, (filling.id, step, option.value), name=option.label)


def _closing(filling: Filling, step: FormStep) -> Rows:
    """Several may be chosen until this is pressed."""
    return ((_pick(filling, step.name, Option(PICKED)),),) if step.many else ()


def _ways_out(filling: Filling, kind: FormKind) -> tuple[Choice, ...]:
    """Back and Cancel stand on every screen; a menu at the top, and a first question, only close."""
    number = filling.id
    close = Choice(Do.FORM_CANCEL, (number,))
    only = kind.name == kind.parent or (kind.is_conversation and not filling.said)
    return (close,) if only else (Choice(Do.FORM_BACK, (number,)), close)


def _turning(filling: Filling, page: int, pages: int, span: Days | None = None) -> Rows:
    """To the page before and after; where days are picked, to the month."""
    turns = []
    for to in (page - 1, page + 1):
        if 0 <= to < pages:
            page_named, month = (None, _month_at(span, to)) if span else (Page(to + 1, pages), None)
            turns.append(Choice(Do.FORM_PAGE, (filling.id, to), page=page_named, month=month))
    return (tuple(turns),) if turns else ()


def _page(filling: Filling, span: Days | None) -> int:
    """The page turned to; where days are picked, at first this month's, if it is among them."""
    turned, today = filling.extra("page"), filling.today
    if turned is not None or span is None or not span.first <= today <= span.last:
        return int(turned or 0)
    return _months(Days(span.first, today)) - 1


def _month_at(span: Days, page: int) -> date:
    """The first day of the month so many after that of the first day that may be picked."""
    years, month = divmod(span.first.month - 1 + page, 12)
    return date(span.first.year + years, month + 1, 1)


def _months(span: Days) -> int:
    """In how many months days may be picked."""
    return (span.last.year - span.first.year) * 12 + span.last.month - span.first.month + 1


def _month(filling: Filling, span: Days, page: int) -> Month:
    first = _month_at(span, page)
    days = Days(first, first.replace(day=monthrange(first.year, first.month)[1]))
    return Month(first, frozenset(day for day in days if not filling.calendar.is_working(day)))


def _grid(filling: Filling, step: FormStep, span: Days, page: int) -> Rows:
    """Weeks of seven buttons, Monday first; days that cannot be chosen are blanks."""
    first, blank, weeks = _month_at(span, page), Choice(Do.FORM_PAGE, (filling.id, page)), []
    for week in Calendar().monthdatescalendar(first.year, first.month):
        fitting = {day for day in week if day.month == first.month and span.first <= day <= span.last}
        buttons = (Choice(Do.FORM, (filling.id, step.name, day)) if day in fitting else blank for day in week)
        weeks.append(tuple(buttons) if fitting else ())
    return tuple(week for week in weeks if week)
