"""Proof that the record stands: the chain, each task against its last entry, files on disk, words, verdicts,
decisions, absences, anchors."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar

from sqlmodel import Session, SQLModel, select

from models.ledger import chain_faults, digest
from models.rules.due_day import spelled_hour
from models.rules.lifecycle import Change
from models.rules.zone import day_of
from models.store import EvidenceStore
from models.tables import (
    Absence,
    Adjustment,
    AdjustmentKind,
    Agency,
    Confirmation,
    Decision,
    DecisionKind,
    DeputyState,
    Evidence,
    How,
    LedgerEntry,
    Notification,
    Pack,
    Person,
    Review,
    Statement,
    Task,
    Verdict,
)

Body: TypeAlias = dict[str, Any]
Row = TypeVar("Row", bound=SQLModel)
Codes: TypeAlias = dict[int | None, str]
# Rows whose words can be blanked and altered.
_Worded: TypeAlias = Confirmation | Statement | Decision | Adjustment

_FILE = {
    "missing": "không còn trên đĩa",
    "altered": "đã bị sửa trên đĩa",
    "locked": "không mở được bằng khóa trong PERSONAL_KEY_FILE (khóa khác, hoặc không còn khóa)",
}
# What an entry says of the deputy of an absence; who is appointed has not answered yet.
_ANSWERED = {
    Change.BE_ABSENT: DeputyState.ASKED,
    Change.APPOINT_DEPUTY: DeputyState.ASKED,
    Change.MOVE_ABSENCE: DeputyState.ASKED,
    Change.AGREE_TO_DEPUTISE: DeputyState.ACCEPTED,
    Change.DECLINE_TO_DEPUTISE: DeputyState.DECLINED,
}


def verify(session: Session, store: EvidenceStore) -> list[str]:
    """A sentence for each fault; none: everything that was recorded stands as it was recorded."""
    found: list[str] = []
    for agency in session.exec(select(Agency).order_by(Agency.code)):
        entries = _rows(session, agency, LedgerEntry, "seq")
        found += chain_faults(entries, agency.ledger_seq, agency.ledger_hash)
        bodies = [_body(entry) for entry in entries]
        codes = {person.id: person.code for person in _rows(session, agency, Person)}
        found += _actor_faults(entries, bodies, codes)
        found += _anchor_faults(session, agency, {entry.seq: entry.hash for entry in entries})
        found += _task_faults(session, agency, bodies)
        found += _confirmation_faults(session, agency, bodies, codes)
        found += _statement_faults(session, agency, bodies, codes)
        found += _decision_faults(session, agency, bodies, codes)
        found += _move_faults(session, agency, bodies, codes, store)
        found += _evidence_faults(session, agency, bodies, store)
        found += _review_faults(session, agency, bodies, codes)
        found += _absence_faults(session, agency, bodies, codes)
        found += _pack_faults(session, agency, bodies)
    return found


def _rows(session: Session, agency: Agency, table: type[Row], order: str | None = None) -> Sequence[Row]:
    """The agency's rows of a table, in the order of a column."""
    return session.exec(select(table).filter_by(agency_id=agency.id).order_by(order)).all()


def _body(entry: LedgerEntry) -> Body:
    try:
        body = json.loads(entry.body)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _actor_faults(entries: Sequence[LedgerEntry], bodies: list[Body], codes: Codes) -> Iterator[str]:
    """The column that names a person says the same as the entry's body."""
    for entry, body in zip(entries, bodies, strict=True):
        said = str(body.get("by", ""))
        if codes.get(entry.person_id) != (None if said.startswith("@") else said):
            yield f"Sổ ghi dòng {entry.seq} đã bị sửa: cột và nội dung không khớp."


def _anchor_faults(session: Session, agency: Agency, hashes: dict[int, str]) -> Iterator[str]:
    """Anchors that were sent to people hold even against somebody who rewrote the whole chain."""
    for row in _rows(session, agency, Notification):
        seq, _, start = str(row.facts.get("anchor", "")).partition("-")
        was_sent = seq.isdigit() and int(seq)
        if was_sent and not hashes.get(int(seq), "").startswith(start):
            yield f"Mã đối chiếu sổ {seq}-{start} đã gửi đi không còn khớp với sổ ghi."


def _task_faults(session: Session, agency: Agency, bodies: list[Body]) -> Iterator[str]:
    of_tasks = [body for body in bodies if "task" in body]
    last = _by("task", of_tasks, "state")
    hours = {body["task"]: body["due_hour"] for body in of_tasks if "due_hour" in body}
    for task in _rows(session, agency, Task, "id"):
        what, entry = f"Đầu việc {task.id}", last.pop(task.id, None)
        if entry is None:
            yield f"{what} không có dòng nào trong sổ ghi."
            continue
        if entry["state"] != task.state:
            yield f"{what}: trạng thái {task.state}, sổ ghi dòng {entry['seq']} ghi {entry['state']}."
        elif entry["due_on"] != task.due_on.isoformat():
            yield f"{what}: hạn là {task.due_on}, sổ ghi dòng {entry['seq']} ghi {entry['due_on']}."
        elif hours.get(task.id) != spelled_hour(task.due_hour):
            yield f"{what}: giờ đến hạn không khớp sổ ghi."
    yield from _gone("Đầu việc", last)


def _confirmation_faults(session: Session, agency: Agency, bodies: list[Body], codes: Codes) -> Iterator[str]:
    """By whom, of what, when, in which words, and whether it was taken back."""
    entered = _by("receipt", bodies)
    taken_back = {receipt for body in bodies for receipt in _list(body.get("receipts"))}
    dated = {receipt: body["done_on"] for body in bodies for receipt in _list(body.get("dated"))}
    for row in _rows(session, agency, Confirmation):
        entry = entered.pop(row.receipt, None)
        if entry is not None and row.receipt in dated:
            entry = entry | {"done_on": dated[row.receipt]}
        kept = {
            "for" if row.how is How.ADMIN else "by": codes.get(row.person_id),
            "task": row.task_id,
            "how": row.how.value,
            "words_sha256": row.words_sha256,
            "done_on": row.done_on.isoformat(),
            "said_at": _moment(row.said_at),
            "message_id": row.message_id,
        }
        stands = _is_set(row.taken_back_at, row.receipt in taken_back)
        yield from _differs(f"Xác nhận {row.receipt}", entry, kept, stands, row)
    yield from _gone("Xác nhận", entered)


def _statement_faults(session: Session, agency: Agency, bodies: list[Body], codes: Codes) -> Iterator[str]:
    """What was said short of done: by whom, of what, when, in which words, and whether it was taken back."""
    entered = _by("statement", bodies, "words_sha256")
    taken_back = _by("statement", _of(bodies, Change.TAKE_BACK_STATEMENT))
    for row in _rows(session, agency, Statement):
        entry = entered.pop(row.id, None)
        kept = {
            "by": codes.get(row.person_id),
            "task": row.task_id,
            "kind": row.kind.value,
            "words_sha256": row.words_sha256,
            "said_at": _moment(row.said_at),
            "message_id": row.message_id,
        }
        stands = _is_set(row.taken_back_at, row.id in taken_back)
        yield from _differs(f"Lời báo {row.id}", entry, kept, stands, row)
    yield from _gone("Lời báo", entered)


def _decision_faults(session: Session, agency: Agency, bodies: list[Body], codes: Codes) -> Iterator[str]:
    """Who decided what of which task, when, and for which reason."""
    entered = _by("decision", bodies)
    for row in _rows(session, agency, Decision):
        entry = entered.pop(row.id, None)
        kept = {
            "by": codes.get(row.person_id),
            "task": row.task_id,
            "change": _decided(row, entry),
            "at": _moment(row.decided_at),
            "words_sha256": row.words_sha256,
        }
        yield from _differs(f"Quyết định {row.id}", entry, kept, True, row)
    yield from _gone("Quyết định", entered)


def _decided(decision: Decision, entry: Body | None) -> str:
    """The change that a decision made: a waiver may be of what was due before adoption."""
    settled = entry is not None and entry["change"] == Change.NOT_APPLICABLE
    return Change.NOT_APPLICABLE if settled and decision.kind is DecisionKind.WAIVE else decision.kind.value


def _move_faults(
    session: Session, agency: Agency, bodies: list[Body], codes: Codes, store: EvidenceStore
) -> Iterator[str]:
    """Who moved deadlines, in which words, by which letter, and whether it was taken back."""
    entered = _by("adjustment", _of(bodies, Change.EXTEND))
    taken_back = _by("adjustment", _of(bodies, Change.TAKE_BACK_MOVE))
    moves = select(Adjustment).where(
        Adjustment.agency_id == agency.id, Adjustment.kind == AdjustmentKind.MOVE
    )
    for row in session.exec(moves):
        entry = entered.pop(row.id, None)
        kept = {
            "by": codes.get(row.person_id),
            "at": _moment(row.made_at),
            "words_sha256": row.words_sha256,
            "letter_sha256": row.letter_sha256,
        }
        stands = _is_set(row.taken_back_at, row.id in taken_back)
        yield from _differs(f"Lần đổi hạn {row.id}", entry, kept, stands, row)
        fault = store.fault(row.letter_sha256) if row.letter_sha256 else None
        if fault is not None:
            yield f"Văn bản của lần đổi hạn {row.id} (SHA-256 {row.letter_sha256[:12]}…) {_FILE[fault]}."
    yield from _gone("Lần đổi hạn", entered)


def _review_faults(session: Session, agency: Agency, bodies: list[Body], codes: Codes) -> Iterator[str]:
    """Who gave which verdict on which files; an approval is void once another file came, and only then."""
    entered = _by("review", bodies, "files")
    for row in _rows(session, agency, Review):
        entry = entered.pop(row.id, None)
        if entry is not None:
            # Not kept before lateness was told to the hour.
            entry = {"late_minutes": 0} | entry
        kept = {
            "by": codes.get(row.reviewer_id),
            "task": row.task_id,
            "change": Change.ACCEPT if row.verdict is Verdict.ACCEPTED else Change.RETURN,
            "files": row.files,
            "done_on": row.done_on.isoformat(),
            "late_by": row.late_by,
            "late_minutes": row.late_minutes,
        }
        stands = entry is not None and (
            not _altered(row.reason, str(entry["reason_sha256"]))
            and _is_set(row.voided_at, _is_void(entry, bodies))
        )
        yield from _differs(f"Kết quả thẩm tra {row.id}", entry, kept, stands)
    yield from _gone("Kết quả thẩm tra", entered)


def _is_void(entry: Body, bodies: list[Body]) -> bool:
    after = [body for body in bodies if body.get("seq", 0) > entry["seq"]]
    return entry["change"] == Change.ACCEPT and any(
        body.get("task") == entry["task"] and body.get("change") == Change.ADD_EVIDENCE for body in after
    )


def _absence_faults(session: Session, agency: Agency, bodies: list[Body], codes: Codes) -> Iterator[str]:
    """Who was away when, who acted for them, what they answered, and when the work was handed back."""
    entered = _by("absence", bodies)
    ended = _by("absence", _of(bodies, Change.COME_BACK))
    answers = {body["absence"]: _ANSWERED[Change(body["change"])] for body in _of(bodies, *_ANSWERED)}
    handed_back = _handed_back(bodies)
    for row in _rows(session, agency, Absence):
        entry = entered.pop(row.id, None)
        kept = {
            "person": codes.get(row.person_id),
            "from_on": row.from_on.isoformat(),
            "to_on": row.to_on.isoformat(),
            "deputy": codes.get(row.deputy_id),
        }
        stands = (
            row.deputy_state is answers.get(row.id)
            and _is_set(row.ended_at, row.id in ended)
            and _moment(row.handed_back_at) == handed_back.get(row.id)
        )
        yield from _differs(f"Lần vắng mặt {row.id}", entry, kept, stands)
    yield from _gone("Lần vắng mặt", entered)


def _pack_faults(session: Session, agency: Agency, bodies: list[Body]) -> Iterator[str]:
    """Which packs were made, of what, and which numbers their indexes gave."""
    entered = _by("pack", bodies)
    for row in _rows(session, agency, Pack):
        kept = {
            "year": row.year,
            "edition": row.edition.value,
            "number": row.number,
            "manifest_sha256": row.manifest_sha256,
            "first_number": row.first_number,
            "numbered_sha256": digest(str(row.evidence_ids)),
        }
        yield from _differs(f"Hồ sơ minh chứng {row.id}", entered.pop(row.id, None), kept, True)
    yield from _gone("Hồ sơ minh chứng", entered)


def _handed_back(bodies: list[Body]) -> dict[object, object]:
    """When each absence was handed back; of one that was called off before it began, when it was called off."""
    found: dict[object, object] = {}
    for body in bodies:
        if body.get("change") == Change.COME_BACK and str(body["from_on"]) > _day(body):
            found[body["absence"]] = body["at"]
        if body.get("change") == Change.HAND_BACK:
            found |= dict.fromkeys(_list(body.get("absences")) or [body["absence"]], body["at"])
    return found


def _withdrawn(bodies: list[Body]) -> dict[object, object]:
    """When each file was withdrawn: by itself, or with all others of its task that were in force."""
    found: dict[object, object] = {}
    in_force: defaultdict[object, list[object]] = defaultdict(list)
    for body in bodies:
        task, change = body.get("task"), body.get("change")
        if change == Change.DISCARD_FILE:
            found[body["evidence"]] = body["at"]
        elif "aside" not in body and change in (Change.WITHDRAW, Change.RETURN):
            # As entries were before they named what they put aside.
            found |= dict.fromkeys(in_force.pop(task, []), body["at"])
        found |= dict.fromkeys(_list(body.get("aside")), body["at"])
        if "size" in body and task is not None:
            in_force[task].append(body["evidence"])
    return found


def _moment(moment: datetime | None) -> str | None:
    """A moment as entries spell it."""
    return moment.astimezone(UTC).isoformat() if moment else None


def _day(body: Body) -> str:
    """The day of an entry, in Vietnam."""
    return day_of(datetime.fromisoformat(str(body["at"]))).isoformat()


def _of(bodies: list[Body], *changes: Change) -> list[Body]:
    """The entries of these changes."""
    return [body for body in bodies if body.get("change") in changes]


def _by(key: str, bodies: list[Body], beside: str = "") -> dict[object, Body]:
    """The last entry of each thing, by what it calls the thing; only entries that name `beside` too."""
    return {body[key]: body for body in bodies if key in body and (not beside or beside in body)}


def _is_set(moment: datetime | None, entered: bool) -> bool:
    """Whether a row's moment is there as it was entered, or neither is."""
    return (moment is not None) == entered


def _differs(
    what: str, entry: Body | None, kept: Mapping[str, object], stands: bool, said: _Worded | None = None
) -> Iterator[str]:
    """What is wrong with a row: no entry, an entry that says something else, or words that were altered."""
    if entry is None:
        yield f"{what} không có trong sổ ghi."
    elif not (stands and _agrees(entry, kept)):
        yield f"{what} không khớp sổ ghi dòng {entry['seq']}."
    elif said is not None and _altered(said.words, said.words_sha256):
        yield f"{what}: lời đã bị sửa."


def _gone(what: str, entered: dict[object, Body]) -> Iterator[str]:
    for number, entry in entered.items():
        yield f"{what} {number} có ở sổ ghi dòng {entry['seq']} nhưng không còn nữa."


def _altered(words: str | None, sha256: str) -> bool:
    """Words may be blanked; if they are there they are those of the hash."""
    return words is not None and digest(words) != sha256


def _agrees(entry: Body, kept: Mapping[str, object]) -> bool:
    return all(entry.get(name) == value for name, value in kept.items())


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _evidence_faults(
    session: Session, agency: Agency, bodies: list[Body], store: EvidenceStore
) -> Iterator[str]:
    """Which files came for which task, and when they were withdrawn: discarded, taken back, or returned."""
    entered = _by("evidence", bodies, "size")
    withdrawn = _withdrawn(bodies)
    deleted = {each for body in _of(bodies, Change.FORGET_FILES) for each in _list(body["deleted"])}
    for row in _rows(session, agency, Evidence):
        entry = entered.pop(row.id, None)
        kept = {"sha256": row.sha256, "size": row.size, "task": row.task_id}
        if entry is None or not _agrees(entry, kept):
            yield f"Minh chứng {row.id} không khớp sổ ghi."
        elif _moment(row.withdrawn_at) != withdrawn.get(row.id):
            yield f"Minh chứng {row.id}: lần rút lại không khớp sổ ghi."
        elif not _is_set(row.deleted_at, row.id in deleted):
            yield f"Minh chứng {row.id}: lần xóa tệp không khớp sổ ghi."
        if row.deleted_at is None:
            yield from _content_faults(row, store)
    yield from _gone("Minh chứng", entered)


def _content_faults(row: Evidence, store: EvidenceStore) -> Iterator[str]:
    """A file is the one that came, a figure the one that was entered."""
    if row.is_file:
        fault = store.fault(row.sha256)
        if fault is not None:
            yield f"Tệp minh chứng {row.id} (SHA-256 {row.sha256[:12]}…) {_FILE[fault]}."
    elif digest(row.entered) != row.sha256:
        yield f"Số liệu {row.id} đã bị sửa."
