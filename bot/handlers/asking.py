"""What people ask for: their tasks, one task, what counts, what is stored, help."""

from typing import Any

from bot.buttons import button
from bot.handlers import pieces
from bot.texts import alerts
from bot.texts.words import FINDS_LATE
from bot.turn import Turn
from jobs.cases.reviewing import MOST
from jobs.cases.telling import in_order
from jobs.messages.facts import Do, Notice
from jobs.messages.lists import own_found, tasks_by_week, tasks_of_units
from jobs.messages.morning import ranked
from jobs.messages.ones_own import to_settle_for, waiting_for
from jobs.messages.zalo import copied
from models.administering import check_in, everywhere, standings_in
from models.cases import owed_by, owed_of_units
from models.connections import people_under
from models.coverage import uncovered
from models.kinds import Kind
from models.people import addressee, holders_of, units_headed
from models.refused import Reason, Refused
from models.reviews import awaiting_verdict_of
from models.rules.due_day import due_of
from models.rules.permissions import Seeing, Standing, may
from models.rules.reading.answers import Asked, Survey
from models.standing import standings
from models.tables import Role, Task


def my_tasks(turn: Turn, words: str = "") -> None:
    """What waits for who asks; with words what these find of that, and of what was theirs."""
    if words:
        found = own_found(turn.session, turn.me, words, turn.now)
        return turn.answer(Kind.TASK_LIST, tasks=found, searched=words)
    tasks, before = waiting_for(turn.session, turn.me, turn.now), to_settle_for(turn.session, turn.me)
    reviews = len(awaiting_verdict_of(turn.session, turn.me, turn.today))
    owed = len(owed_by(turn.session, turn.me, turn.today))
    return turn.answer(Kind.TASK_LIST, tasks=tasks, to_settle=len(before), reviews=reviews, owed=owed)


def show_open(turn: Turn) -> None:
    """The same list unasked, to who was away from the chat; nothing where nothing is open."""
    if has_open(turn):
        my_tasks(turn)


def has_due(turn: Turn) -> bool:
    """Whether anything is due today, or was before."""
    return any(due_of(task).on <= turn.today for task in waiting_for(turn.session, turn.me, turn.now))


def has_open(turn: Turn) -> bool:
    """Whether anything waits for this person: a task, a document, a verdict, a decision on what is to settle."""
    session, me = turn.session, turn.me
    tasks = waiting_for(session, me, turn.now) or to_settle_for(session, me)
    return bool(tasks or awaiting_verdict_of(session, me, turn.today))


@button(Do.TRIAGE, says=alerts.SHOWN)
def show_triage(turn: Turn) -> None:
    """The list of what was due before adoption, again, as it stands. Raises Refused when there is none."""
    tasks = to_settle_for(turn.session, turn.me)
    if not tasks:
        raise Refused(Reason.GONE)
    unit = {} if everywhere(turn.session, turn.me) else {"unit": turn.me.unit_id}
    turn.answer(Kind.TRIAGE, tasks=ranked(turn.session, tasks, turn.now), **unit)


@button(Do.CASES, says=alerts.SHOWN)
def my_files(turn: Turn) -> None:
    """The bundle of one's citizen files once more, as they stand. Raises Refused when there is none."""
    owed = owed_by(turn.session, turn.me, turn.today)
    if not owed:
        raise Refused(Reason.GONE)
    turn.answer(Kind.CASES, tasks=in_order(owed, turn.act)[:MOST], total=len(owed))


def my_calendar(turn: Turn) -> None:
    owed = len(owed_by(turn.session, turn.me, turn.today))
    turn.answer(Kind.DUE_CALENDAR, tasks=tasks_by_week(turn.session, turn.me, turn.now), owed=owed)


def my_unit(turn: Turn, words: str = "") -> None:
    """The open tasks of the units that one heads, or for whose head one stands in; of who sees all of the agency
    and heads none, those of the agency."""
    units = units_headed(turn.session, turn.me, turn.today)
    if units:
        return _list(turn, units, words)
    return whole_agency(turn, words) if _sees_all(turn) else turn.notice(Notice.NOT_A_HEAD)


def survey(turn: Turn, what: Survey) -> None:
    """Work in general, to who asks for it in words: as much of it as is theirs to see."""
    words = FINDS_LATE if what is Survey.LATE else ""
    if _sees_all(turn):
        return whole_agency(turn, words)
    return (my_unit if units_headed(turn.session, turn.me, turn.today) else my_tasks)(turn, words)


def whole_agency(turn: Turn, words: str = "") -> None:
    """All that is open in the agency, to leaders and admins; to a head that of their own units."""
    if _sees_all(turn):
        return _list(turn, None, words)
    units = units_headed(turn.session, turn.me, turn.today)
    return _list(turn, units, words, instead=True) if units else turn.notice(Notice.NOT_ABOVE)


def _list(turn: Turn, units: list[int] | None, words: str, instead: bool = False) -> None:
    """`instead`: of the whole agency, which was asked for."""
    tasks = tasks_of_units(turn.session, turn.me.agency_id, units, words, turn.today)
    owed = owed_of_units(turn.session, turn.me.agency_id, units, turn.today) if not words else (0, 0)
    facts = {"units": units or [], "searched": words, "instead": instead, "files": list(owed)}
    turn.answer(Kind.UNIT_LIST, tasks=tasks, **facts)


def _sees_all(turn: Turn) -> bool:
    """As an admin, a leader, or who stands in for one."""
    session, agency_id = turn.session, turn.me.agency_id
    held = standings_in(session, turn.act.actor, agency_id)
    if turn.me.id in holders_of(session, agency_id, Role.LEADER, None, turn.today):
        held |= {Standing.LEADER}
    return may(held, Seeing.BOARD)


def connections(turn: Turn) -> None:
    """How the people whom one is an admin or a head of are reached."""
    if not people_under(turn.session, turn.me, turn.today):
        return turn.notice(Notice.NOT_ABOVE)
    return turn.answer(Kind.CONNECTIONS)


@button(Do.COVERAGE)
def coverage(turn: Turn) -> None:
    """What the catalogue lacks, on demand, to an admin. Raises Refused."""
    check_in(turn.act, turn.me.agency_id, Seeing.COVERAGE)
    if uncovered(turn.session, turn.me.agency_id, turn.today.year):
        turn.answer(Kind.COVERAGE)
    else:
        turn.notice(Notice.NOTHING_LACKS)


@button(Do.ZALO_COPY)
def zalo_copy(turn: Turn) -> None:
    """The pressed list of one's own once more, as plain text without names. Raises Refused, also to who heads a
    listed unit no longer."""
    row = turn.pressed()
    if row is None or row.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    headed = units_headed(turn.session, turn.me, turn.today)
    if row.kind == Kind.UNIT_LIST:
        units = set(row.facts["units"])
        if not (units <= set(headed) if units else _sees_all(turn)):
            raise Refused(Reason.NOT_YOURS)
    if copied(turn.session, row, turn.now) is None:
        raise Refused(Reason.GONE)
    turn.answer(Kind.ZALO_COPY, source=row.id)


def about_me(turn: Turn) -> None:
    turn.answer(Kind.ABOUT_ME)


def help_me(turn: Turn) -> None:
    turn.notice(Notice.HELP)


@button(Do.CARD, says=alerts.SHOWN)
def show_card(turn: Turn, task: Task) -> None:
    """The card of a task, to who may see it; with the reason when it is there instead of an officer. To who
    only owes a piece of it, that piece."""
    if pieces.show(turn, task):
        return
    _check_may_see(turn, task)
    turn.answer(Kind.CARD, tasks=[task], **_why_asked(turn, task))


def _why_asked(turn: Turn, task: Task) -> dict[str, Any]:
    """Facts of a card: why its reader is asked, where that is not because the task is theirs."""
    to = addressee(turn.session, task, turn.today)
    if to is None or to.person.id != turn.me.id or to.because is None:
        return {}
    return {"because": to.because, "instead_of": to.instead_of.id if to.instead_of else None}


def show_unheard(turn: Turn, task: Task) -> None:
    """What they may do with a task of which they wrote what is not theirs to say. Raises Refused."""
    _check_may_see(turn, task)
    reviews = task in awaiting_verdict_of(turn.session, turn.me, turn.today)
    if reviews:
        return turn.answer(Kind.REVIEW, tasks=[task], unheard=True)
    return turn.answer(Kind.CARD, tasks=[task], unheard=True, **_why_asked(turn, task))


@button(Do.DETAILS, says=alerts.SHOWN)
def details(turn: Turn, task: Task) -> None:
    show_details(turn, task, None)


def show_details(turn: Turn, task: Task, what: Asked | None) -> None:
    """All that is known of it; what was asked for stands first. Raises Refused."""
    _check_may_see(turn, task)
    facts: dict[str, Any] = {"asked": what} if what else {}
    turn.answer(Kind.DETAILS, task=task.id, **facts)


def _check_may_see(turn: Turn, task: Task) -> None:
    """Raises Refused for who has nothing to do with a task."""
    if not may_see(turn, task, Seeing.TASK):
        raise Refused(Reason.NOT_YOURS)


def may_see(turn: Turn, task: Task, what: Seeing) -> bool:
    """By what one is to the task, or in its agency."""
    held = standings(turn.session, turn.act.actor, task, turn.today)
    return may(held | standings_in(turn.session, turn.act.actor, task.agency_id), what)
