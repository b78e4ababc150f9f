"""What people ask for: their tasks, one task, what counts, what is stored, help."""

from bot.buttons import button
from bot.handlers import pieces
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.lists import tasks_by_officer, tasks_by_week
from jobs.messages.morning import ranked, to_settle_for, waiting_for
from jobs.messages.zalo import copied
from models.administering import check_in, everywhere, standings_in
from models.connections import people_under
from models.coverage import uncovered
from models.kinds import Kind
from models.people import addressee, units_headed
from models.refused import Reason, Refused
from models.rules.permissions import Seeing, may
from models.standing import standings
from models.tables import Task


def my_tasks(turn: Turn) -> None:
    tasks, before = waiting_for(turn.session, turn.me, turn.now), to_settle_for(turn.session, turn.me)
    turn.answer_list(Kind.TASK_LIST, tasks, to_settle=len(before))


@button(Do.TRIAGE, says=alerts.SHOWN)
def show_triage(turn: Turn) -> None:
    """The list of what was due before adoption, again, as it stands. Raises Refused when there is none."""
    tasks = to_settle_for(turn.session, turn.me)
    if not tasks:
        raise Refused(Reason.GONE)
    unit = {} if everywhere(turn.session, turn.me) else {"unit": turn.me.unit_id}
    turn.answer(Kind.TRIAGE, tasks=ranked(turn.session, tasks, turn.now), **unit)


def my_calendar(turn: Turn) -> None:
    turn.answer_list(Kind.DUE_CALENDAR, tasks_by_week(turn.session, turn.me, turn.now))


def my_unit(turn: Turn) -> None:
    """The open tasks of the units that one heads, or for whose head one stands in."""
    units = units_headed(turn.session, turn.me, turn.today)
    if not units:
        return turn.notice(Notice.NOT_A_HEAD)
    return turn.answer_list(Kind.UNIT_LIST, tasks_by_officer(turn.session, units), units=units)


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
    if row.kind == Kind.UNIT_LIST and not set(row.facts["units"]) <= set(headed):
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
    to = addressee(turn.session, task, turn.today)
    facts = {}
    if to is not None and to.person.id == turn.me.id and to.because is not None:
        facts = {"because": to.because, "instead_of": to.instead_of.id if to.instead_of else None}
    turn.answer(Kind.CARD, tasks=[task], **facts)


@button(Do.DETAILS, says=alerts.SHOWN)
def show_details(turn: Turn, task: Task) -> None:
    _check_may_see(turn, task)
    turn.answer(Kind.DETAILS, task=task.id)


def _check_may_see(turn: Turn, task: Task) -> None:
    """Raises Refused for who has nothing to do with a task."""
    if not may_see(turn, task, Seeing.TASK):
        raise Refused(Reason.NOT_YOURS)


def may_see(turn: Turn, task: Task, what: Seeing) -> bool:
    """By what one is to the task, or in its agency."""
    held = standings(turn.session, turn.act.actor, task, turn.today)
    return may(held | standings_in(turn.session, turn.act.actor, task.agency_id), what)
