"""What an officer says of a task short of done, by button or in words: recorded, said back, the head told."""

from datetime import date, datetime
from typing import Any

from bot.buttons import button
from bot.handlers import undoing
from bot.press import MalformedPress
from bot.texts import alerts
from bot.texts.labels import LABELS
from bot.turn import Turn
from jobs.messages.facts import Do
from jobs.messages.replies import Ask, moments_for_snooze
from models.changes import saying
from models.changes.common import check
from models.changes.common import tell as put
from models.changes.confirming import Said
from models.changes.placing import pass_on
from models.kinds import Kind
from models.people import holding, reached, responsible
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.rules.reading import Place
from models.rules.zone import VIETNAM, day_of
from models.tables import How, Person, Role, Statement, StatementKind, Task


def tell(turn: Turn, task: Task, said: Said, kind: StatementKind) -> None:
    """Seen, or not done yet: recorded and said back, the ladder unchanged. Raises Refused."""
    _say_back(turn, saying.say(turn.act, task, said, kind))


def lies_at(turn: Turn, task: Task, said: Said, place: Place) -> None:
    """Where the document lies; "đã trình" is not done. Raises Refused."""
    kind = StatementKind.PLACE
    _say_back(turn, saying.say(turn.act, task, said, kind, place))


def is_stuck(turn: Turn, task: Task, said: Said) -> None:
    """An obstacle: the head and the admin hear of it at once, not again of one said twice a day. Raises Refused."""
    kind = StatementKind.OBSTACLE
    known = saying.is_said_again(turn.session, turn.me, turn.now, task, kind)
    statement = saying.say(turn.act, task, said, kind)
    if not known:
        admins = holding(turn.session, task.agency_id, Role.ADMIN)
        _tell_above(turn, task, statement, _heads(turn, task) + admins, direct=True)
    _say_back(turn, statement)


def later(turn: Turn, task: Task, said: Said, until: datetime) -> None:
    """A snooze: a moment before the due moment. Raises Refused."""
    _say_back(turn, saying.snooze(turn.act, task, said, until))


def promises(turn: Turn, task: Task, said: Said, day: date) -> None:
    """A promise: shown to the head, it moves nothing. Raises Refused."""
    statement = saying.promise(turn.act, task, said, day)
    _tell_above(turn, task, statement, _heads(turn, task))
    _say_back(turn, statement)


def is_not_mine(turn: Turn, task: Task, said: Said) -> None:
    """The head decides whose it is. Raises Refused."""
    statement = saying.not_mine(turn.act, task, said)
    told = _tell_above(turn, task, statement, _heads(turn, task))
    _say_back(turn, statement, head=told[0].id if told else None)


@button(Do.LATER)
def ask_when(turn: Turn, task: Task) -> None:
    """An hour to be reminded at, as long as that may be asked for; then a day to promise. Raises Refused."""
    check(turn.act, task, Change.SNOOZE)
    asks_again = saying.snoozes(turn.session, task) >= saying.MOST_SNOOZES
    if asks_again and moments_for_snooze(turn.session, task, turn.now):
        raise Refused(Reason.TOO_OFTEN)
    turn.answer(Kind.QUESTION, ask=Ask.WHEN, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.COLLEAGUE)
def ask_colleague(turn: Turn, task: Task) -> None:
    check(turn.act, task, Change.HAND_OVER)
    turn.answer(Kind.QUESTION, ask=Ask.COLLEAGUE, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.SNOOZE)
def later_chosen(turn: Turn, task: Task, seconds: int) -> None:
    later(turn, task, _pressed(turn, Do.LATER), datetime.fromtimestamp(seconds, VIETNAM))
    _close_question(turn)


@button(Do.PROMISE)
def day_chosen(turn: Turn, task: Task, day: date) -> None:
    promises(turn, task, _pressed(turn, Do.LATER), day)
    _close_question(turn)


@button(Do.PUT_AT)
def place_chosen(turn: Turn, task: Task, place: str) -> None:
    try:
        where = Place(place)
    except ValueError:
        raise MalformedPress from None
    lies_at(turn, task, turn.said(How.BUTTON, place), where)
    turn.alert = alerts.RECORDED


def stuck_pressed(turn: Turn, task: Task) -> None:
    is_stuck(turn, task, _pressed(turn, Do.STUCK))
    turn.alert = alerts.RECORDED


@button(Do.NOT_MINE)
def not_mine_pressed(turn: Turn, task: Task) -> None:
    is_not_mine(turn, task, _pressed(turn, Do.NOT_MINE))
    turn.alert = alerts.RECORDED


@button(Do.KEEP_OFFICER)
def keep_officer(turn: Turn, task: Task) -> None:
    """The head decides that it stays theirs; the officer hears of it."""
    saying.still_theirs(turn.act, task)
    officer = responsible(turn.session, task)
    if officer is not None:
        tell_decision(turn, task, officer, officer)
    turn.alert = alerts.RECORDED


def tell_decision(turn: Turn, task: Task, officer: Person, to: Person) -> None:
    """The officer who said that it was not theirs hears whose it is."""
    if officer.id != turn.me.id:
        put(
            turn.act,
            task.agency_id,
            Kind.REASSIGNED,
            f"reassigned/{task.id}/{turn.update_id}",
            person=officer,
            tasks=[task],
            task=task.id,
            by=turn.me.id,
            to=to.id,
        )


@button(Do.HAND_TO)
def hand_to(turn: Turn, task: Task, person: Person) -> None:
    """To a colleague at once; both and the head are told, who acts as head and receives it but once."""
    said = _pressed(turn, Do.COLLEAGUE)
    statement = saying.hand_over(turn.act, task, said, person)
    key = f"handed/{task.id}/{turn.update_id}"
    _send_card(turn, task, person, key, assigned_by=turn.me.id)
    _tell_above(turn, task, statement, _heads(turn, task), besides=person)
    _say_back(turn, statement)
    _close_question(turn)


@button(Do.DECLINE_TASK)
def decline_task(turn: Turn, task: Task) -> None:
    """The colleague refuses; it goes back, after two refusals to the head."""
    owner = saying.decline(turn.act, task, _pressed(turn, Do.DECLINE_TASK))
    if owner is not None:
        key = f"declined/{task.id}/{turn.update_id}"
        _send_card(turn, task, owner, key, declined_by=turn.me.id)
    turn.alert = alerts.RECORDED


@button(Do.UNSAY)
def unsay(turn: Turn, statement: Statement) -> None:
    """Takes one's own word back; the message under which it stood says so."""
    saying.take_back_statement(turn.act, statement)
    undoing.say_taken_back(turn, statement)
    turn.alert = alerts.TAKEN_BACK_WORD


def _send_card(turn: Turn, task: Task, person: Person, key: str, **by: Any) -> None:
    """The card to whose task it is now, naming who decided so."""
    put(turn.act, task.agency_id, Kind.CARD, key, person=person, tasks=[task], **by)


def _heads(turn: Turn, task: Task) -> list[Person]:
    return holding(turn.session, task.agency_id, Role.HEAD, task.unit_id)


def _tell_above(
    turn: Turn,
    task: Task,
    statement: Statement,
    people: list[Person],
    direct: bool = False,
    besides: Person | None = None,
) -> list[Person]:
    """These people, or who stands in for them, but for who says it and who hears of it anyway (`besides`)."""
    know = {turn.me.id, besides.id if besides else None}
    told = [each for each in reached(turn.session, people, day_of(turn.now)) if each.id not in know]
    for person in told:
        key = f"from_officer/{statement.id}/{person.code}"
        put(
            turn.act,
            task.agency_id,
            Kind.FROM_OFFICER,
            key,
            person=person,
            tasks=[task],
            direct=direct,
            statement=statement.id,
        )
    return told


def _say_back(turn: Turn, statement: Statement, **facts: Any) -> None:
    turn.answer(Kind.HEARD, statement=statement.id, task=statement.task_id, **facts)


def _close_question(turn: Turn) -> None:
    turn.rewrite(Kind.TOLD, notice="understood_below")
    turn.alert = alerts.RECORDED


def _pressed(turn: Turn, do: Do) -> Said:
    return turn.said(How.BUTTON, LABELS[do])


def passed_on(turn: Turn, task: Task, step: Change) -> None:
    """Whoever holds the document says that it went on. Raises Refused."""
    pass_on(turn.act, task, step)
    turn.alert = alerts.RECORDED


@button(Do.FORWARDED)
def forwarded(turn: Turn, task: Task) -> None:
    passed_on(turn, task, Change.FORWARD)


@button(Do.SIGNED)
def signed(turn: Turn, task: Task) -> None:
    passed_on(turn, task, Change.SIGN)


@button(Do.ISSUED)
def issued(turn: Turn, task: Task) -> None:
    passed_on(turn, task, Change.ISSUE)
