"""What people do to a task with a button: done, undo, withdraw, assign."""

from dataclasses import replace
from datetime import date

from sqlmodel import col, select

from bot.buttons import button
from bot.handlers import sending
from bot.texts import alerts
from bot.texts.labels import LABELS
from bot.texts.staff import away_sentence
from bot.texts.words import plain_title, plain_who
from bot.turn import Turn
from jobs.messages.facts import Do, Named, Notice
from jobs.messages.gather import task_facts
from jobs.messages.questions import Ask
from jobs.messages.staff import away_until
from models.behalf import said_for
from models.changes.assigning import assign, take_nobodys
from models.changes.cases import take_back_sent
from models.changes.common import check
from models.changes.confirming import Said, claim, correct_number, date_done, take_back
from models.changes.evidence import withdraw
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.due_day import figures_close
from models.rules.lifecycle import Change, allows
from models.rules.reading.documents import Document
from models.tables import Confirmation, How, Person, Task


def is_before_cutoff(turn: Turn, task: Task) -> bool:
    """Whether the figures of the task's period are not closed yet."""
    closes_on = figures_close(task)
    return closes_on is not None and turn.today <= closes_on


@button(Do.DONE)
def done(turn: Turn, task: Task) -> None:
    """ "Đã xong" before the figures close is asked back once."""
    if is_before_cutoff(turn, task):
        check(turn.act, task, Change.CLAIM)
        turn.answer(Kind.BEFORE_CUTOFF, task=task.id)
    else:
        _claim(turn, task)


def say_done(
    turn: Turn, task: Task, said: Said, document: Document | None, done_on: date | None = None
) -> None:
    """Done, in words: claimed with the document's number and date and for the day that were given; a day on
    which it cannot have been done is asked back. Raises Refused.
    """
    if task.is_case:
        return sending.sent(turn, task, said)
    if document is not None:
        said = replace(said, document_number=document.number, document_on=document.date)
    if is_before_cutoff(turn, task):
        check(turn.act, task, Change.CLAIM)
        return turn.answer(Kind.BEFORE_CUTOFF, task=task.id)
    take_nobodys(turn.act, task)
    try:
        claim(turn.act, task, said, done_on)
    except Refused as refused:
        if refused.reason is not Reason.NOT_DONE_THEN:
            raise
        return turn.answer(Kind.QUESTION, ask=Ask.DONE_DAY, task=task.id, words=said.words)
    return turn.answer(Kind.CARD, tasks=[task])


def told_last(turn: Turn) -> Task | None:
    """The task of which the person told last that it is done."""
    told = select(Confirmation).where(
        Confirmation.person_id == turn.me.id, col(Confirmation.taken_back_at).is_(None)
    )
    last = turn.session.exec(told.order_by(col(Confirmation.id).desc())).first()
    return turn.task(last.task_id) if last is not None else None


def corrected(turn: Turn, task: Task, document: Document | None, done_on: date | None) -> bool:
    """Whether a number or a day that was told gives way to another one; the claim stays. Raises Refused."""
    if document is not None and allows(task.state, Change.CORRECT):
        correct_number(turn.act, task, document.number, document.date)
    elif done_on is not None and allows(task.state, Change.DATE_DONE):
        date_done(turn.act, task, done_on)
    else:
        return False
    turn.answer(Kind.CARD, tasks=[task])
    return True


@button(Do.OTHER_DAY)
def ask_day(turn: Turn, task: Task) -> None:
    """ "Xong từ hôm khác": on which day it was done."""
    check(turn.act, task, Change.DATE_DONE)
    turn.answer(Kind.QUESTION, ask=Ask.DONE_DAY, task=task.id)


def done_on(turn: Turn, task: Task, day: date, said: Said) -> None:
    """The day on which it was done: of what is told already, or told with it. Raises Refused."""
    if allows(task.state, Change.DATE_DONE):
        date_done(turn.act, task, day)
    else:
        claim(turn.act, task, said, day)
    turn.answer(Kind.CARD, tasks=[task])


@button(Do.DONE_ON, says=alerts.RECORDED)
def day_chosen(turn: Turn, task: Task, day: date) -> None:
    done_on(turn, task, day, turn.said(How.BUTTON, LABELS[Do.OTHER_DAY]))
    turn.rewrite(Kind.TOLD, notice=Notice.UNDERSTOOD_BELOW)


@button(Do.DONE_EARLY)
def done_early(turn: Turn, task: Task) -> None:
    """The answer to that question: it is done all the same."""
    _claim(turn, task)
    turn.rewrite(Kind.TOLD, notice=Notice.RECORDED, about=turn.alert)


@button(Do.UNDO, says=alerts.TAKEN_BACK)
def undo(turn: Turn, task: Task) -> None:
    if task.is_case:
        take_back_sent(turn.act, task)
    else:
        take_back(turn.act, task)


@button(Do.WITHDRAW, says=alerts.WITHDRAWN)
def withdraw_files(turn: Turn, task: Task) -> None:
    withdraw(turn.act, task)


def titled(turn: Turn, task: Task) -> str:
    """What a notice calls a task."""
    return plain_title(task_facts(turn.session, task, turn.now))


def say_date_set(turn: Turn, task: Task, day: date) -> None:
    """The question for a day says from now on which was chosen."""
    turn.rewrite(Kind.TOLD, notice=Notice.DATE_SET, about=titled(turn, task), day=day.isoformat())


def give(turn: Turn, task: Task, person: Person) -> None:
    """The head or the admin gives a task to somebody. Raises Refused."""
    whole = assign(turn.act, task, person)
    name = Named(person.full_name, person.address)
    away = away_until(turn.session, task, turn.now)
    turn.alert = alerts.assigned(plain_who(name), whole, away_sentence(name, away) if away else "")


def _claim(turn: Turn, task: Task) -> None:
    """Under its card the card itself shows what stands now; under any other message a card is the answer."""
    if task.is_case:
        return sending.sent(turn, task, turn.said(How.BUTTON, LABELS[Do.DONE]))
    confirmation = claim(turn.act, task, turn.said(How.BUTTON, LABELS[Do.DONE]))
    absent = said_for(turn.session, task, confirmation)
    instead_of = plain_who(Named(absent.full_name, absent.address)) if absent else ""
    turn.alert = alerts.done(confirmation.receipt, confirmation.processed_at, instead_of)
    row = turn.pressed()
    if row is None or row.kind != Kind.CARD:
        turn.answer(Kind.CARD, tasks=[task])
    return None
