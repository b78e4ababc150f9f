"""Every press: read, looked up and checked again. Data is never trusted."""

import pkgutil
from importlib import import_module

from bot import handlers
from bot.buttons import BUTTONS, button
from bot.handlers import doing, spoken
from bot.press import MalformedPress, Press, read_press, spell
from bot.texts import alerts
from bot.turn import Turn
from jobs.messages.compose import compose
from jobs.messages.facts import Choice, Do, Notice
from models.changes.common import check
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import Change
from models.tables import Person, Task

# A handler is known once its module is read.
for _module in pkgutil.iter_modules(handlers.__path__):
    import_module(f"{handlers.__name__}.{_module.name}")


def pressed(turn: Turn, data: str) -> None:
    """Answers every press, and changes something only where the lifecycle and the permissions allow it."""
    try:
        press = read_press(data)
        if BUTTONS[press.do].for_strangers:
            BUTTONS[press.do].answer(turn, press)
        elif turn.person is None:
            turn.alert = alerts.STRANGER
        else:
            _press(turn, press)
    except MalformedPress:
        turn.alert = alerts.MALFORMED
    except Refused as refused:
        turn.alert = alerts.refused(refused)
    if turn.alert is None:
        turn.alert = alerts.ANSWERED_BELOW if turn.has_answered else alerts.SHOWN


def said(turn: Turn, words: str) -> bool:
    """Whether words say what stands on a button: then it is pressed, and what a toast would say is said below."""
    found = spoken.as_press(turn, words)
    if found is None:
        return False
    row, choice = found
    written, turn.message_id = turn.message_id, spoken.message_of(turn, row)
    try:
        _press(turn, read_press(spell(choice)))
    except Refused as refused:
        turn.message_id = written
        turn.refusal(refused)
    turn.message_id = written
    if turn.alert and not turn.has_answered:
        turn.notice(Notice.RECORDED, about=turn.alert, **_about(turn, choice))
    return True


def _about(turn: Turn, choice: Choice) -> dict[str, str]:
    """The task that a button is about, by its title, as a fact."""
    takes = BUTTONS[choice.do].takes
    task = turn.session.get(Task, choice.args[0]) if takes and takes[0].kind is Task else None
    return {"title": doing.titled(turn, task)} if task is not None else {}


def _press(turn: Turn, press: Press) -> None:
    """A question takes one answer. Raises Refused, MalformedPress."""
    row = turn.pressed()
    question = row if row is not None and row.kind == Kind.QUESTION else None
    if question is not None and "answered" in question.facts:
        raise Refused(Reason.GONE)
    BUTTONS[press.do].answer(turn, press)
    if question is not None:
        turn.answered(question)


@button(Do.TAKE)
def take(turn: Turn, press: Press, task: Task) -> None:
    """Who pressed takes the task. Raises Refused."""
    _give(turn, press, task, turn.me)


@button(Do.ASSIGN)
def assign(turn: Turn, press: Press, task: Task, person: Person) -> None:
    """Whom the press names gets the task. Raises Refused."""
    _give(turn, press, task, person)


def _give(turn: Turn, press: Press, task: Task, person: Person) -> None:
    """Only where the message still offers so. Raises Refused."""
    check(turn.act, task, Change.ASSIGN)
    if not _is_offered(turn, press):
        raise Refused(Reason.GONE)
    doing.give(turn, task, person)


def _is_offered(turn: Turn, press: Press) -> bool:
    row = turn.pressed()
    message = compose(turn.session, row, turn.now) if row is not None else None
    if message is None:
        return False
    data = ":".join((press.do, *press.args))
    return any(spell(choice) == data for choices in message.choices for choice in choices)


@button(Do.DISMISS, says=alerts.STAYS_OPEN)
def dismiss(turn: Turn) -> None:
    """Nothing happens. A question below which it stands has been answered by it."""
    turn.rewrite(Kind.TOLD, notice=Notice.STAYS_OPEN)
