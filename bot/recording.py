"""The verbs `evidence add` and `confirm`: what somebody did whom the chat does not reach, or cannot bring.

Paper, a file too large for Telegram, a person without it: the operator writes it down, as told, in their name.
"""

import argparse
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from bot.settings import Settings
from bot.texts import alerts
from bot.texts.words import plain_title
from bot.verbs import CannotDo, WrongUsage, person_called, ready, say, the_agency
from jobs.calling import name_of, tasks_called
from jobs.messages.gather import task_facts
from jobs.messages.ones_own import own_tasks
from models.actor import Act, told_for
from models.changes.confirming import Said, claim
from models.changes.evidence import add_evidence
from models.changes.filing import ReceivedFile
from models.checklist import items_of
from models.clock import SystemClock
from models.database import writing
from models.people import last_confirmation
from models.refused import Reason, Refused
from models.rules.due_day import figures_close
from models.rules.lifecycle import State
from models.rules.permissions import DOERS, Standing
from models.rules.reading import Intent, read_reply
from models.rules.zone import day_of
from models.standing import standings
from models.store import EvidenceStore, media_type, sha256_of
from models.tables import Confirmation, How, Person, Task, TaskItem

_DONE = frozenset({Intent.DONE, Intent.DONE_WITH_DOCNUMBER})
_SHOWN = 12


def confirm(settings: Settings, arguments: argparse.Namespace) -> int:
    """Records that a person said, in these words, that a task is done; a day and a number in them count."""
    now = SystemClock().now()
    words = " ".join(arguments.words.split())
    if not words:
        raise WrongUsage('--words cần lời người đó báo, ví dụ --words "đã phát hành số 120/KH-UBND".')
    reading = read_reply(words, now)
    if reading.intent not in _DONE:
        raise CannotDo(f"“{words}” chưa phải là lời báo xong, chưa ghi gì: việc xong rồi mới ghi lời báo.")
    with writing(ready(settings)) as session:
        person, task = _named(session, now, arguments)
        closes_on = figures_close(task)
        if closes_on is not None and (reading.done_on or day_of(now)) <= closes_on:
            raise CannotDo(
                f"Số liệu kỳ này chốt hết ngày {closes_on:%d/%m/%Y}, chưa thể xong trước đó nên chưa ghi gì: xem "
                "lại kỳ của việc, hoặc ghi sau ngày chốt."
            )
        document = reading.document
        said = Said(
            How.ADMIN,
            now,
            words,
            document_number=document.number if document else "",
            document_on=document.date if document else None,
        )
        try:
            made = claim(Act(session, told_for(person), now), task, said, reading.done_on)
        except Refused as refused:
            raise CannotDo(_why(refused, person)) from None
        _say_recorded(session, arguments, now, task, person, made)
    return 0


def add(settings: Settings, arguments: argparse.Namespace) -> int:
    """Adds a file to a task in a person's name; its bytes are safe before that is committed, and none are left
    where it is refused."""
    now, data = SystemClock().now(), arguments.file.read_bytes()
    if not data:
        raise CannotDo(f"Tệp {arguments.file} trống: xem lại tệp.")
    with writing(ready(settings)) as session:
        person, task = _named(session, now, arguments)
        if task.state is State.TO_SETTLE:
            raise CannotDo(alerts.refused(Refused(Reason.WRONG_STATE, state=task.state)))
        item = _item(session, task, arguments.item)
        sha256 = sha256_of(data)
        file = ReceivedFile(sha256, len(data), media_type(data), arguments.file.name)
        act = Act(session, told_for(person), now)
        try:
            added = add_evidence(act, task, file, Said(How.ADMIN, now), item=item)
        except Refused as refused:
            raise CannotDo(_why(refused, person, _items(session, task))) from None
        EvidenceStore(settings.evidence_dir).put(data)
        made = session.get_one(Confirmation, added.evidence.confirmation_id)
        _say_recorded(session, arguments, now, task, person, made, sha256=sha256)
    return 0


def _named(session: Session, now: datetime, arguments: argparse.Namespace) -> tuple[Person, Task]:
    """Whom and what the call names. Raises CannotDo."""
    agency = the_agency(session)
    person = person_called(session, agency, arguments.person)
    if person is None:
        known = session.exec(select(Person.code).where(Person.agency_id == agency.id).order_by(Person.code))
        raise CannotDo(f"Không có cán bộ {arguments.person}. Các mã đang có: {', '.join(known)}.")
    found = tasks_called(session, agency, arguments.task)
    if len(found) != 1:
        own = [name_of(session, task) for task in own_tasks(session, person, day_of(now))][:_SHOWN]
        theirs = (
            f"Việc của {person.full_name}: {', '.join(own)}"
            if own
            else f"{person.full_name} không có việc mở"
        )
        what = "ứng với nhiều việc" if found else "không có"
        raise CannotDo(f"Việc {arguments.task} {what}: ghi mã yêu cầu/kỳ[/đơn vị]. {theirs}.")
    held = standings(session, told_for(person), found[0], day_of(now))
    if not held & (DOERS | {Standing.CLERK, Standing.CLAIMANT}):
        raise CannotDo(_why(Refused(Reason.NOT_YOURS), person))
    return person, found[0]


def _item(session: Session, task: Task, number: int | None) -> TaskItem | None:
    """The item of that number, counted from 1. Raises CannotDo."""
    items = items_of(session, task)
    if number is None:
        return None
    if not 1 <= number <= len(items):
        raise CannotDo(f"Việc này không có mục {number}. {_items(session, task)}")
    return items[number - 1]


def _items(session: Session, task: Task) -> str:
    listed = (f"{number} {item.title}" for number, item in enumerate(items_of(session, task), start=1))
    return f"Các mục (chọn bằng --item): {'; '.join(listed)}."


def _why(refused: Refused, person: Person, items: str = "") -> str:
    """One sentence that says what to do."""
    match refused.reason:
        case Reason.NOT_YOURS:
            return f"{person.full_name} không phụ trách việc này, chưa ghi gì: xem lại --for, hoặc giao việc trước."
        case Reason.WHICH_ITEM:
            return f"Tệp này hợp với nhiều mục, chưa ghi gì. {items}"
        case Reason.NOT_ACCEPTED:
            return f"Loại tệp này không dùng được, chưa ghi gì. {items}"
    return alerts.refused(refused)


def _say_recorded(
    session: Session,
    arguments: argparse.Namespace,
    now: datetime,
    task: Task,
    person: Person,
    made: Confirmation,
    **more: Any,
) -> None:
    last = last_confirmation(session, task) or made
    said = {
        "receipt": made.receipt,
        "task": name_of(session, task),
        "person": person.code,
        "state": task.state.value,
        "done_on": last.done_on.isoformat(),
        "document": made.document_number or None,
        **more,
    }
    what = "nộp minh chứng" if more else "báo xong"
    words = f"Đã ghi thay {person.full_name}: {what}, {plain_title(task_facts(session, task, now))}."
    say(arguments, said, f"{words}\nSố ghi nhận {made.receipt}.")
