"""Waiting for a superior: the officer's form, the head's decision, the answer when it comes.

Every step is a message of its own that holds what was answered before, so that a half-finished form survives a
restart; each is answered once.
"""

from datetime import date, datetime, timedelta

from bot.buttons import button
from bot.press import MalformedPress
from bot.texts import alerts
from bot.texts.waiting import SUPERIORS, in_words
from bot.turn import Turn
from jobs.messages.facts import Do, Notice
from jobs.messages.waiting import NONE_YET, OTHER, WRITE, Step, Superior
from models.calendar import working_calendar
from models.changes.common import check, tell
from models.changes.waiting import (
    Request,
    answer,
    ask_to_wait,
    confirm_wait,
    decline_wait,
    request_stands,
    still_waiting,
)
from models.kinds import Kind
from models.people import addressee, holding, reached
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.reading import Intent, Reading, read_reply
from models.rules.zone import day_of
from models.tables import How, Notification, Role, Statement, Task
from models.waits import wait_of

_FARTHEST = timedelta(days=366)
_NONE_YET = frozenset({"chưa", "chưa có", "không", "không có", "chưa có văn bản"})


@button(Do.WAIT)
def start(turn: Turn, task: Task) -> None:
    """Raises Refused."""
    check(turn.act, task, Change.ASK_WAIT)
    _ask(turn, task.id, Step.SUPERIOR)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.WAIT_FOR)
def picked(turn: Turn, question: Notification, pick: str) -> None:
    """A button of the form. Raises Refused, MalformedPress."""
    step = _step_of(turn, question)
    if step is Step.SUPERIOR and pick == OTHER:
        _next(turn, question, Step.SUPERIOR_WORDS)
    elif step is Step.SUPERIOR and pick in set(Superior):
        _next(turn, question, Step.DOCUMENT, SUPERIORS[Superior(pick)])
    elif step is Step.DOCUMENT and pick == WRITE:
        _next(turn, question, Step.DOCUMENT_WORDS, question.facts["superior"])
    elif step is Step.DOCUMENT and pick == NONE_YET:
        _submit(turn, question, How.BUTTON, "")
    else:
        raise MalformedPress
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)
    turn.alert = alerts.ANSWERED_BELOW


def asked(turn: Turn) -> Notification | None:
    """The question about waiting that this message replies to; a request only while it is to be decided."""
    row = turn.replied_to() if turn.reply_to else None
    if row is None or row.person_id != turn.me.id:
        return None
    if row.kind == Kind.WAIT_ASKED:
        return row if request_stands(turn.session, row) is Request.PENDING else None
    return row if row.kind in (Kind.WAIT_QUESTION, Kind.ANSWER_DAY) else None


def answered_in_words(turn: Turn, question: Notification, words: str) -> None:
    """A reply to a question of the form, to the head's reason, or to "by when?"; the head decides by button."""
    try:
        if question.kind == Kind.WAIT_ASKED:
            turn.notice(Notice.PRESS_A_BUTTON)
        elif question.kind == Kind.ANSWER_DAY:
            _day_written(turn, question, words)
        else:
            _written(turn, question, words)
    except Refused as refused:
        turn.refusal(refused)


def heard(turn: Turn, task: Task, reading: Reading) -> bool:
    """What is written of a waiting task: no answer yet, or one that came; False where it says neither.

    Raises Refused.
    """
    match reading.intent:
        case Intent.NOT_DONE:
            still_waiting(turn.act, task)
            turn.notice(Notice.RECORDED, about=alerts.NOT_YET)
        case Intent.DONE | Intent.DONE_WITH_DOCNUMBER | Intent.AMBIGUOUS:
            _check_waits(turn, task)
            turn.answer(Kind.ANSWER_DAY, task=task.id)
        case Intent.POSTPONE:
            _check_waits(turn, task)
            _read_day(turn, task, reading)
        case Intent.ACK_ONLY:
            turn.answer(Kind.CARD, tasks=[task])
        case _:
            return False
    return True


@button(Do.WAIT_OK)
def confirmed(turn: Turn, request: Notification) -> None:
    """Raises Refused."""
    confirm_wait(turn.act, _request(request))
    turn.alert = alerts.RECORDED


@button(Do.WAIT_NO)
def declined(turn: Turn, request: Notification) -> None:
    """Raises Refused."""
    decline_wait(turn.act, _request(request))
    turn.alert = alerts.RECORDED


@button(Do.WAIT_WHY)
def ask_why_not(turn: Turn, request: Notification) -> None:
    """The head will write why; nothing is decided before. Raises Refused."""
    statement = turn.session.get_one(Statement, _request(request).facts["statement"])
    task = turn.session.get_one(Task, statement.task_id)
    check(turn.act, task, Change.WAIT)
    if request_stands(turn.session, request) is not Request.PENDING:
        raise Refused(Reason.GONE)
    _ask(turn, task.id, Step.REASON, request=request.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.ANSWERED)
def answer_came(turn: Turn, task: Task) -> None:
    """By when will it be done, now that the answer is here? Raises Refused."""
    _check_waits(turn, task)
    turn.answer(Kind.ANSWER_DAY, task=task.id)
    turn.alert = alerts.ANSWERED_BELOW


@button(Do.ANSWER_BY)
def day_chosen(turn: Turn, task: Task, day: date) -> None:
    """Raises Refused, and MalformedPress for a day beyond a year."""
    _check_waits(turn, task)
    if day > day_of(turn.now) + _FARTHEST:
        raise MalformedPress
    wait = wait_of(turn.session, task)
    answer(turn.act, task, day)
    superior = wait.superior if wait else ""
    turn.rewrite(Kind.ANSWER_CAME, task=task.id, superior=superior, fix_by=day.isoformat(), by=turn.me.id)
    _tell_others(turn, task, superior, day)
    turn.alert = alerts.RECORDED


@button(Do.NOT_YET)
def not_yet(turn: Turn, task: Task) -> None:
    """Raises Refused."""
    _check_waits(turn, task)
    still_waiting(turn.act, task)
    turn.alert = alerts.NOT_YET


def _ask(turn: Turn, task_id: int | None, step: Step, superior: str = "", request: int | None = None) -> None:
    turn.answer(Kind.WAIT_QUESTION, task=task_id, step=step, superior=superior, request=request)


def _next(turn: Turn, question: Notification, step: Step, superior: str = "") -> None:
    _use(turn, question)
    _ask(turn, question.facts["task"], step, superior)


def _use(turn: Turn, question: Notification) -> None:
    """It is answered now, and not once more."""
    question.facts = question.facts | {"used": True}
    turn.session.add(question)


def _written(turn: Turn, question: Notification, words: str) -> None:
    match _step_of(turn, question):
        case Step.SUPERIOR | Step.SUPERIOR_WORDS:
            _next(turn, question, Step.DOCUMENT, words)
        case Step.DOCUMENT | Step.DOCUMENT_WORDS:
            none_yet = words.strip(" .!").lower() in _NONE_YET
            _submit(turn, question, How.REPLY, "" if none_yet else words)
        case Step.REASON:
            request = turn.session.get_one(Notification, question.facts["request"])
            decline_wait(turn.act, request, words)
            _use(turn, question)
            turn.notice(Notice.RECORDED, about=alerts.REASON_SENT)


def _submit(turn: Turn, question: Notification, how: How, document: str) -> None:
    """The head is asked, and what was understood is said back."""
    task, superior = turn.session.get_one(Task, question.facts["task"]), question.facts["superior"]
    said = turn.said(how, in_words(superior, document))
    request = ask_to_wait(turn.act, task, said, superior, document)
    _use(turn, question)
    turn.answer(Kind.WAIT_SAID, tasks=[task], task=task.id, request=request.id)


def _day_written(turn: Turn, question: Notification, words: str) -> None:
    task = turn.session.get_one(Task, question.facts["task"])
    _check_waits(turn, task)
    calendar = working_calendar(turn.session, turn.me.agency_id)
    _read_day(turn, task, read_reply(words, turn.said_at or turn.now, calendar))


def _read_day(turn: Turn, task: Task, reading: Reading) -> None:
    """The day as read is offered as a button: a wrong reading changes nothing. Raises Refused."""
    if reading.date is None or reading.other_date is not None:
        return turn.answer(Kind.ANSWER_DAY, task=task.id, unclear=True)
    day = day_of(reading.date) if isinstance(reading.date, datetime) else reading.date
    if day <= day_of(turn.now) or day < task.due_on:
        raise Refused(Reason.NOT_LATER)
    return turn.answer(Kind.ANSWER_DAY, task=task.id, read=day.isoformat())


def _check_waits(turn: Turn, task: Task) -> None:
    """Raises Refused; that the answer has come already has a sentence of its own."""
    if task.state is not State.WAITING:
        raise Refused(Reason.GONE)
    check(turn.act, task, Change.ANSWER)


def _tell_others(turn: Turn, task: Task, superior: str, fix_by: date) -> None:
    """The officer and the head, whoever of them did not say it."""
    today = day_of(turn.now)
    to = addressee(turn.session, task, today)
    heads = reached(turn.session, holding(turn.session, task.agency_id, Role.HEAD, task.unit_id), today)
    told = {each.id: each for each in [*([to.person] if to else []), *heads] if each.id != turn.me.id}
    for person in told.values():
        tell(
            turn.act,
            task.agency_id,
            Kind.ANSWER_CAME,
            f"answer_came/{task.id}/{turn.update_id}/{person.code}",
            person=person,
            tasks=[task],
            task=task.id,
            superior=superior,
            fix_by=fix_by.isoformat(),
            by=turn.me.id,
        )


def _step_of(turn: Turn, question: Notification) -> Step:
    """Raises Refused for somebody else's question or one answered before, MalformedPress for any other message."""
    if question.kind != Kind.WAIT_QUESTION:
        raise MalformedPress
    if question.person_id != turn.me.id:
        raise Refused(Reason.NOT_YOURS)
    if question.facts.get("used"):
        raise Refused(Reason.GONE)
    return Step(question.facts["step"])


def _request(row: Notification) -> Notification:
    """Raises MalformedPress."""
    if row.kind != Kind.WAIT_ASKED or "statement" not in row.facts:
        raise MalformedPress
    return row
