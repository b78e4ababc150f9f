"""Waiting for a superior: for whom and by which document; why not, from the head; by when, once the answer came."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from jobs.forms import reading
from jobs.forms.form import NONE, Filling, FormKind, FormStep, Misread, Option, Saved, TwoReadings, fixed
from jobs.messages.answers import offered_days
from jobs.messages.facts import Named, TaskFacts
from jobs.messages.gather import task_facts
from models.changes.common import check
from models.changes.waiting import Request, answer, ask_to_wait, decline_wait, request_stands, task_of
from models.kinds import Kind
from models.refused import Reason, Refused
from models.rules.lifecycle import Change, State
from models.rules.reading import Intent, Reading, read_reply
from models.rules.zone import day_of
from models.tables import Notification, Task
from models.waits import spelled, wait_of

# Those who are waited for most; any other is written.
SUPERIORS = ("Sở Nội vụ", "UBND tỉnh")
_NONE_YET = frozenset({"chưa", "chưa có", "không", "không có", "chưa có văn bản"})
_REPORTS = frozenset({Intent.DONE, Intent.NOT_DONE, Intent.ACK_ONLY, Intent.CANCEL_UNDO, Intent.QUESTION})
_FARTHEST = timedelta(days=366)


@dataclass(frozen=True)
class AboutWait:
    """The task that is asked about, and whom it waits for; `officer` hears what is written; `read`: the day as
    read in words, which is to be pressed."""

    task: TaskFacts
    superior: str = ""
    officer: Named | None = None
    read: date | None = None


def _task(filling: Filling) -> Task:
    """Raises Refused."""
    return filling.the(Task, "about")


def _check_asks(filling: Filling) -> None:
    check(filling.act, _task(filling), Change.ASK_WAIT)


def _check_waits(filling: Filling) -> None:
    """Raises Refused; that the answer has come already has a sentence of its own."""
    task = _task(filling)
    if task.state is not State.WAITING:
        raise Refused(Reason.GONE)
    check(filling.act, task, Change.ANSWER)


def _check_decides(filling: Filling) -> None:
    request = _request(filling)
    check(filling.act, task_of(filling.session, request), Change.WAIT)
    if request_stands(filling.session, request) is not Request.PENDING:
        raise Refused(Reason.GONE)


def _request(filling: Filling) -> Notification:
    """Raises Refused."""
    row = filling.the(Notification, "about")
    if row.kind != Kind.WAIT_ASKED:
        raise Refused(Reason.GONE)
    return row


def _about(task_in: Callable[[Filling], Task]) -> Callable[[Filling, list[Option]], Any]:
    def about(filling: Filling, shown: list[Option]) -> AboutWait:
        facts = task_facts(filling.session, task_in(filling), filling.now)
        offers = filling.extra("offers")
        return AboutWait(
            task=facts,
            superior=facts.waiting.superior if facts.waiting else "",
            officer=facts.officer,
            read=date.fromisoformat(offers[0]) if offers else None,
        )

    return about


def _is_report(filling: Filling, words: str) -> bool:
    """Words that tell of a task rather than name somebody or something."""
    read = _read(filling, words)
    return read.intent in _REPORTS and not read.obstacle


def _is_no_document(filling: Filling, words: str) -> bool:
    return not _says_none(words) and _is_report(filling, words)


def _document(filling: Filling, words: str) -> str:
    return NONE if _says_none(words) else reading.reason(filling, words)


def _says_none(words: str) -> bool:
    return words.strip(" .!").lower() in _NONE_YET


def _read(filling: Filling, words: str) -> Reading:
    return read_reply(words, filling.now, filling.calendar)


def _ask(filling: Filling, choice: str) -> Saved:
    """The head is asked, and what was understood is said back."""
    task, superior, document = _task(filling), filling.text("superior"), filling.text("document")
    document = "" if document == NONE else document
    said = replace(filling.spoken, words=spelled(superior, document))
    request = ask_to_wait(filling.act, task, said, superior, document)
    return Saved(facts={"task": task.id, "request": request.id}, says=Kind.WAIT_SAID, tasks=(task,))


def _decline(filling: Filling, choice: str) -> Saved:
    decline_wait(filling.act, _request(filling), filling.text("reason"))
    return Saved()


def _answer_days(filling: Filling) -> list[Option]:
    """The due day while it is still to come, and the days that are always offered."""
    task, today = _task(filling), filling.today
    days = sorted({task.due_on, *offered_days(filling.session, task.agency_id, today)})
    return [Option(day.isoformat()) for day in days if day > today and day >= task.due_on]


def _has_no_day(filling: Filling, words: str) -> bool:
    return _read(filling, words).date is None


def _answer_day(filling: Filling, words: str) -> str:
    """A day as read in words is offered, to be pressed: a wrong reading changes nothing. Raises Misread,
    TwoReadings."""
    read, today = _read(filling, words), filling.today
    if read.date is None or read.other_date is not None:
        raise Misread("unclear_day")
    day = day_of(read.date) if isinstance(read.date, datetime) else read.date
    if day <= today or day < _task(filling).due_on or day > today + _FARTHEST:
        raise Misread("not_later")
    raise TwoReadings([day.isoformat()], "day_read")


def _answer(filling: Filling, choice: str) -> Saved:
    task, day = _task(filling), date.fromisoformat(filling.text("day"))
    wait = wait_of(filling.session, task)
    answer(filling.act, task, day)
    facts = {
        "task": task.id,
        "superior": wait.superior if wait else "",
        "fix_by": day.isoformat(),
        "by": filling.person.id,
    }
    return Saved(facts=facts, says=Kind.ANSWER_CAME)


WAIT = FormKind(
    name="wait",
    check=_check_asks,
    steps=(
        FormStep(
            "superior",
            options=lambda filling: [Option(name, name) for name in SUPERIORS],
            read=reading.reason,
            elsewhere=_is_report,
            about=_about(_task),
            columns=2,
        ),
        FormStep(
            "document",
            options=fixed(NONE),
            read=_document,
            elsewhere=_is_no_document,
            about=_about(_task),
        ),
    ),
    save=_ask,
)
WAIT_REASON = FormKind(
    name="wait_reason",
    check=_check_decides,
    steps=(
        FormStep(
            "reason",
            read=reading.reason,
            about=_about(lambda filling: task_of(filling.session, _request(filling))),
        ),
    ),
    save=_decline,
)
ANSWER_DAY = FormKind(
    name="answer_day",
    check=_check_waits,
    steps=(
        FormStep(
            "day",
            options=_answer_days,
            read=_answer_day,
            elsewhere=_has_no_day,
            about=_about(_task),
            columns=2,
        ),
    ),
    save=_answer,
)
