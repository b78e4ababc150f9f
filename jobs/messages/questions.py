"""Questions back, and the choices under each."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import Session

from jobs.messages.facts import Choice, Do, Rows
from jobs.messages.moments import days_done, days_for_promise, moments_for_snooze
from jobs.messages.offers import by_number, candidates, in_rows, on, to_people, with_each
from models.rules.reading import Intent, Place
from models.rules.reading.persons import is_named_in
from models.tables import Notification, Person, Task

_PLACES = (Place.DRAFTING, Place.UNIT_HEAD, Place.LEADER, Place.CLERK)


class Ask(StrEnum):
    """Questions back: nothing changes until one is answered."""

    WHICH_TASK = "which_task"
    MEANING = "meaning"
    OTHERWISE = "otherwise"
    WHEN = "when"
    PLACE = "place"
    COLLEAGUE = "colleague"
    DONE_DAY = "done_day"
    FORWARDED = "forwarded"
    EDITED = "edited"


_DISMISS = (Choice(Do.DISMISS),)
_MEANINGS = (Intent.DONE, Intent.NOT_DONE)


def options(
    session: Session,
    row: Notification,
    ask: Ask,
    reader: Person,
    task: Task | None,
    offered: list[tuple[int, Task]],
    now: datetime,
) -> Rows:
    match ask:
        case Ask.WHICH_TASK:
            return _which(row, Do.MEANT, offered)
        case Ask.FORWARDED:
            return _which(row, Do.NOTE, offered)
        case Ask.EDITED:
            return ((Choice(Do.REREAD, (row.id or 0,)),),)
    return _about(session, row, ask, reader, task, now) if task is not None else ()


def _about(session: Session, row: Notification, ask: Ask, reader: Person, task: Task, now: datetime) -> Rows:
    """Where it is known which task is meant."""
    match ask:
        case Ask.MEANING:
            return _meanings(row)
        case Ask.OTHERWISE:
            return (on(task, Do.LATER, Do.STUCK), on(task, Do.COLLEAGUE), on(task, Do.NOT_MINE), _DISMISS)
        case Ask.WHEN:
            return _when(session, task, now)
        case Ask.DONE_DAY:
            return in_rows(with_each(task, Do.DONE_ON, days_done(session, task, now)), 2)
        case Ask.PLACE:
            return (*places(task), _DISMISS)
        case Ask.COLLEAGUE:
            return _colleagues(session, task, reader, row.facts.get("names", ""))
    return ()


def _meanings(row: Notification) -> Rows:
    """The likeliest readings, and a third way."""
    offered = row.facts.get("offers") or _MEANINGS
    return (
        *((Choice(Do.MEANING, (row.id or 0, Intent(each))),) for each in offered),
        (Choice(Do.OTHERWISE, (row.id or 0,)),),
    )


def _which(row: Notification, do: Do, offered: list[tuple[int, Task]]) -> Rows:
    meant = [Choice(do, (row.id or 0, task.id or 0), number) for number, task in offered]
    return (*by_number(meant), _DISMISS)


def _colleagues(session: Session, task: Task, reader: Person, words: str) -> Rows:
    """To whom it may be passed; where words name some of them, only to these."""
    able = candidates(session, task, reader.id)
    meant = [each for each in able if is_named_in(words, each.full_name)]
    return (*to_people(Do.HAND_TO, meant or able, task.id or 0), _DISMISS)


def _when(session: Session, task: Task, now: datetime) -> Rows:
    """Before the due moment hours to be reminded at; after it days to promise."""
    snoozes = moments_for_snooze(session, task, now)
    if snoozes:
        picks = with_each(task, Do.SNOOZE, (int(each.timestamp()) for each in snoozes))
    else:
        picks = with_each(task, Do.PROMISE, days_for_promise(session, task, now))
    another = (Choice(Do.FORM_START, ("later", f"about={task.id}")),)
    return (*in_rows(picks, 1), another, _DISMISS)


def places(task: Task) -> Rows:
    elsewhere = (place for place in _PLACES if place is not task.place)
    return in_rows(with_each(task, Do.PUT_AT, elsewhere), 2)
