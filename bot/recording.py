"""The verbs `evidence add` and `confirm`: what somebody did whom the chat does not reach, or cannot bring.

Paper, a file too large for Telegram, a person without it: the operator writes it down, as told, in their name.
"""

import argparse
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from sqlalchemy import Engine
from sqlmodel import Session, select

from bot.inspecting import read_file
from bot.settings import Settings
from bot.storing import store_of
from bot.texts import alerts
from bot.texts.checked import found_as_json, what_was_found
from bot.texts.text import paragraphs
from bot.texts.words import NAME, cut, plain_title
from bot.verbs import CannotDo, WrongUsage, person_called, ready, say, the_agency
from jobs.calling import name_of, tasks_called
from jobs.messages.gather import task_facts
from jobs.messages.inspecting import inspected
from jobs.messages.ones_own import own_tasks
from models.actor import Act, told_for
from models.changes.confirming import Said, claim
from models.changes.evidence import Added, add_evidence, send_anyway
from models.changes.filing import ReceivedFile, refuse_file
from models.checklist import items_of
from models.clock import SystemClock
from models.database import writing
from models.people import last_confirmation
from models.private import is_personal
from models.refused import Reason, Refused
from models.rules.due_day import figures_close
from models.rules.lifecycle import State
from models.rules.permissions import DOERS, Standing
from models.rules.reading import read_reply
from models.rules.reading.values import DONE
from models.rules.zone import day_of
from models.standing import standings
from models.store import HEIC, media_type, sha256_of
from models.tables import Confirmation, How, Person, Task, TaskItem

_SHOWN = 12
_HELD = (
    "Tệp này chưa tính là đã nộp, được giữ để đối chiếu. Sửa rồi nộp lại bằng lệnh này; vẫn muốn gửi người thẩm "
    'tra thì thêm --anyway "lý do".'
)


def confirm(settings: Settings, arguments: argparse.Namespace) -> int:
    """Records that a person said, in these words, that a task is done; a day and a number in them count."""
    now = SystemClock().now()
    words = " ".join(arguments.words.split())
    if not words:
        raise WrongUsage('--words cần lời người đó báo, ví dụ --words "đã phát hành số 120/KH-UBND".')
    reading = read_reply(words, now)
    if reading.intent not in DONE:
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
    """Adds a file to a task in a person's name, unless a finding holds it back; its bytes are safe before that is
    committed, and none are left where it is refused."""
    now, data = SystemClock().now(), arguments.file.read_bytes()
    reason = _reason(arguments.anyway)
    _check_bytes(arguments.file, data)
    engine = ready(settings)
    read = read_file(settings, arguments.file, now)
    file = ReceivedFile(sha256_of(data), len(data), media_type(data), arguments.file.name, read)
    if read.document.secrecy is not None:
        _refuse_secret(engine, arguments, now, file)
    with writing(engine) as session:
        person, task = _named(session, now, arguments)
        if task.state is State.TO_SETTLE:
            raise CannotDo(alerts.refused(Refused(Reason.WRONG_STATE, state=task.state)))
        item = item_numbered(session, task, arguments.item)
        store, is_sealed = store_of(settings), is_personal(session, task)
        act, file = Act(session, told_for(person), now, store.key), replace(file, is_sealed=is_sealed)
        try:
            added = _add(act, task, file, item, reason)
        except Refused as refused:
            raise CannotDo(_why(refused, person, _items(session, task))) from None
        store.put(data, is_sealed)
        _say_added(arguments, act, task, added, reason)
    return 0


def _reason(given: str | None) -> str:
    """Why it is sent whatever is found; empty: it is not. Raises WrongUsage."""
    reason = " ".join((given or "").split())
    if given is not None and not reason:
        raise WrongUsage(
            '--anyway cần lý do người đó nêu, ví dụ --anyway "bản giấy đã ký, chưa có bản ký số".'
        )
    return reason


def _check_bytes(file: Path, data: bytes) -> None:
    """Raises CannotDo for what nobody can use."""
    if not data:
        raise CannotDo(f"Tệp {file} trống: xem lại tệp.")
    if media_type(data) == HEIC:
        raise CannotDo(
            f"Tệp {file.name} là ảnh HEIC của iPhone, máy khác không mở được, chưa ghi gì: xuất ảnh ra JPEG rồi "
            "nộp lại; để lần sau chụp ra JPEG ngay: Cài đặt › Camera › Định dạng › Tương thích nhất."
        )


def _refuse_secret(
    engine: Engine, arguments: argparse.Namespace, now: datetime, file: ReceivedFile
) -> NoReturn:
    """Nothing of it is kept but its hash, in the ledger. Raises CannotDo."""
    with writing(engine) as session:
        person, _ = _named(session, now, arguments)
        refuse_file(Act(session, told_for(person), now), file.sha256, file.size)
    raise CannotDo(
        f"Tệp {file.file_name} có dấu mật, không được đưa vào hệ thống này, không giữ lại gì (DOC009): báo bộ phận "
        "bảo mật của cơ quan."
    )


def _add(act: Act, task: Task, file: ReceivedFile, item: TaskItem | None, reason: str) -> Added:
    """For a reason also what a finding holds back. Raises Refused."""
    added = add_evidence(act, task, file, Said(How.ADMIN, act.now), item=item)
    if not (added.is_held and reason):
        return added
    return send_anyway(act, added.evidence, Said(How.ADMIN, act.now, reason))


def _named(session: Session, now: datetime, arguments: argparse.Namespace) -> tuple[Person, Task]:
    """Whom and what the call names, where the one does the other. Raises CannotDo."""
    person, task = person_and_task(session, arguments)
    held = standings(session, told_for(person), task, day_of(now))
    if not held & (DOERS | {Standing.CLERK, Standing.CLAIMANT}):
        raise CannotDo(_why(Refused(Reason.NOT_YOURS), person))
    return person, task


def person_and_task(session: Session, arguments: argparse.Namespace) -> tuple[Person, Task]:
    """Whom and what the call names. Raises CannotDo."""
    now, agency = SystemClock().now(), the_agency(session)
    person = person_named(session, arguments)
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
    return person, found[0]


def person_named(session: Session, arguments: argparse.Namespace) -> Person:
    """Whom the call names. Raises CannotDo with the codes there are."""
    agency = the_agency(session)
    person = person_called(session, agency, arguments.person)
    if person is None:
        known = session.exec(select(Person.code).where(Person.agency_id == agency.id).order_by(Person.code))
        raise CannotDo(f"Không có cán bộ {arguments.person}. Các mã đang có: {', '.join(known)}.")
    return person


def item_numbered(session: Session, task: Task, number: int | None) -> TaskItem | None:
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
) -> None:
    said = _recorded(session, task, person, made)
    words = _recorded_in_words("báo xong", session, now, task, person, made)
    say(arguments, said, words)


def _say_added(arguments: argparse.Namespace, act: Act, task: Task, added: Added, reason: str) -> None:
    """What was recorded, or why nothing was; what was read and found, as in the chat."""
    session, person, evidence = act.session, act.me, added.evidence
    made = session.get(Confirmation, evidence.confirmation_id) if evidence.confirmation_id else None
    found = inspected(session, evidence)
    assert found is not None
    said = _recorded(session, task, person, made) | {
        "sha256": evidence.sha256,
        "held": added.is_held,
        "also_serves": [name_of(session, each) for each in added.also_serves],
    }
    if made is None:
        titled = plain_title(task_facts(session, task, act.now))
        head, tail = f"Đã soát tệp {cut(evidence.file_name, NAME)} cho {titled}, chưa ghi là đã nộp.", _HELD
    else:
        head = _recorded_in_words("nộp minh chứng", session, act.now, task, person, made)
        tail = _why_anyway(found.is_blocked, reason) if reason else ""
    words = paragraphs(head, what_was_found(found), _also_serves(session, added, act.now), tail)
    say(arguments, said | found_as_json(found), words)


def _also_serves(session: Session, added: Added, now: datetime) -> str:
    others = "; ".join(plain_title(task_facts(session, each, now)) for each in added.also_serves)
    return f"Tệp này đã dùng làm minh chứng cho {others}; xem lại có nhầm không. (DUP001)" if others else ""


def _why_anyway(is_blocked: bool, reason: str) -> str:
    if is_blocked:
        return f"Đã gửi thẩm tra kèm lời giải thích: “{reason}”."
    return "Không có điểm nào phải xử lý, nên lý do kèm theo không được ghi."


def _recorded(session: Session, task: Task, person: Person, made: Confirmation | None) -> dict[str, Any]:
    """`made` None: nothing was recorded now."""
    last = last_confirmation(session, task) or made
    return {
        "receipt": made.receipt if made else None,
        "task": name_of(session, task),
        "person": person.code,
        "state": task.state.value,
        "done_on": last.done_on.isoformat() if last else None,
        "document": (made.document_number or None) if made else None,
    }


def _recorded_in_words(
    what: str, session: Session, now: datetime, task: Task, person: Person, made: Confirmation
) -> str:
    titled = plain_title(task_facts(session, task, now))
    return f"Đã ghi thay {person.full_name}: {what}, {titled}.\nSố ghi nhận {made.receipt}."
