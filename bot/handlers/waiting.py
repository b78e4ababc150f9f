"""Waiting for a superior: what opens the officer's questions, the head's decision, the answer when it comes."""

from bot.buttons import button
from bot.handlers import forms
from bot.press import MalformedPress
from bot.texts import alerts
from bot.turn import Turn
from jobs.forms.form import Opening
from jobs.messages.facts import Do, Notice
from models.changes.waiting import Request, confirm_wait, decline_wait, request_stands, still_waiting
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from models.rules.reading import Intent, Reading
from models.tables import Notification, Task


@button(Do.WAIT)
def start(turn: Turn, task: Task) -> None:
    _ask(turn, "wait", task)


@button(Do.WAIT_WHY)
def ask_why_not(turn: Turn, request: Notification) -> None:
    """The head will write why; nothing is decided before. Raises Refused."""
    _ask(turn, "wait_reason", _request(request))


@button(Do.ANSWERED)
def answer_came(turn: Turn, task: Task) -> None:
    """By when will it be done, now that the answer is here? Raises Refused."""
    _ask(turn, "answer_day", task)


@button(Do.WAIT_OK, says=alerts.WAIT_CONFIRMED)
def confirmed(turn: Turn, request: Notification) -> None:
    confirm_wait(turn.act, _request(request))


@button(Do.WAIT_NO, says=alerts.WAIT_DECLINED)
def declined(turn: Turn, request: Notification) -> None:
    decline_wait(turn.act, _request(request))


@button(Do.NOT_YET, says=alerts.NOT_YET)
def not_yet(turn: Turn, task: Task) -> None:
    if task.state is not State.WAITING:
        raise Refused(Reason.GONE)
    still_waiting(turn.act, task)


def written_to_request(turn: Turn, words: str) -> bool:
    """Whether words reply to a request that is still to be decided: that is done by a button."""
    row = turn.replied_to()
    if row is None or row.kind != Kind.WAIT_ASKED or request_stands(turn.session, row) is not Request.PENDING:
        return False
    turn.notice(Notice.PRESS_A_BUTTON)
    return True


def heard(turn: Turn, task: Task, reading: Reading, words: str) -> bool:
    """What is written of a waiting task: no answer yet, or one that came; False where it says neither.

    Raises Refused.
    """
    match reading.intent:
        case Intent.NOT_DONE:
            still_waiting(turn.act, task)
            turn.notice(Notice.RECORDED, about=alerts.NOT_YET)
        case Intent.DONE | Intent.DONE_WITH_DOCNUMBER | Intent.AMBIGUOUS:
            _ask(turn, "answer_day", task)
        case Intent.POSTPONE:
            _ask(turn, "answer_day", task, words)
        case Intent.ACK_ONLY:
            turn.answer(Kind.CARD, tasks=[task])
        case _:
            return False
    return True


def _ask(turn: Turn, form: str, about: Task | Notification, words: str = "") -> None:
    """Raises Refused."""
    forms.begin(turn, Opening(form, {"about": str(about.id)}), words)


def _request(row: Notification) -> Notification:
    """Raises MalformedPress."""
    if row.kind != Kind.WAIT_ASKED or "statement" not in row.facts:
        raise MalformedPress
    return row
