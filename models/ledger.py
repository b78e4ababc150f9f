"""The ledger's one writer, and the proof of its chain.

`hash = sha256(prev + body)`, where body is canonical JSON; one chain an agency. Bodies hold ids, codes,
states, moments and SHA-256 only: never words, names of citizens, or file names.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert

from models.actor import Act
from models.kept import past_the_session
from models.rules.lifecycle import Change
from models.tables import Agency, LedgerEntry, Task
from models.tables.base import OfAgency


def record(act: Act, change: Change, about: Agency | OfAgency, /, **facts: Any) -> LedgerEntry:
    """Appends an entry in the same transaction as the change that it records.

    `about`: the task that was changed, whose state and day the entry keeps; or any row of the agency.
    """
    agency = about if isinstance(about, Agency) else act.session.get_one(Agency, about.agency_id)
    (row,) = _append(act, change, agency, [(about if isinstance(about, Task) else None, facts)])
    entry = LedgerEntry(**row)
    act.session.add(entry)
    return entry


def record_each(act: Act, change: Change, tasks: Sequence[tuple[Task, dict[str, Any]]]) -> None:
    """The same change of many tasks of one agency, each with an entry of its own and its facts, written in one
    statement."""
    if tasks:
        agency = act.session.get_one(Agency, tasks[0][0].agency_id)
        past_the_session(act.session, insert(LedgerEntry), _append(act, change, agency, tasks))


def _append(
    act: Act, change: Change, agency: Agency, each: Iterable[tuple[Task | None, dict[str, Any]]]
) -> list[dict[str, Any]]:
    """The columns of the next entries, one for each task and its facts; the agency's ledger ends with the last."""
    seq, prev, rows = agency.ledger_seq, agency.ledger_hash, []
    for task, facts in each:
        seq += 1
        body = _canonical(_body(act, seq, change, task, facts))
        rows.append(
            {
                "agency_id": agency.id or 0,
                "seq": seq,
                "at": act.now,
                "change": change,
                "person_id": act.person_id,
                "task_id": task.id if task else None,
                "body": body,
                "prev": prev,
                "hash": (prev := digest(prev + body)),
            }
        )
    agency.ledger_seq, agency.ledger_hash = seq, prev
    act.session.add(agency)
    return rows


def digest(text: str) -> str:
    """SHA-256 of a text, as the ledger and confirmations keep it."""
    return hashlib.sha256(text.encode()).hexdigest()


def chain_faults(entries: Iterable[LedgerEntry], seq: int, last_hash: str) -> Iterator[str]:
    """Sentences (Vietnamese) about every break of one agency's chain, `entries` being in order of seq.

    `seq` and `last_hash` are where the agency says that its ledger ends.
    """
    prev, expected = "", 1
    for entry in entries:
        if entry.seq != expected:
            yield f"Sổ ghi thiếu dòng {expected}: sau dòng {expected - 1} là dòng {entry.seq}."
        if entry.prev != prev or entry.hash != digest(entry.prev + entry.body):
            yield f"Sổ ghi dòng {entry.seq} đã bị sửa: mã băm không khớp."
        if not _columns_match(entry):
            yield f"Sổ ghi dòng {entry.seq} đã bị sửa: cột và nội dung không khớp."
        prev, expected = entry.hash, entry.seq + 1
    if expected - 1 < seq:
        yield f"Sổ ghi bị cắt đuôi: còn đến dòng {expected - 1}, đã từng ghi đến dòng {seq}."
    elif expected - 1 > seq or prev != last_hash:
        yield f"Sổ ghi kết thúc ở dòng {expected - 1}, không khớp mốc đã lưu (dòng {seq})."


def anchor(agency: Agency) -> str:
    """What the weekly message prints: the last seq and the first characters of its hash."""
    return f"{agency.ledger_seq}-{agency.ledger_hash[:8]}"


def _body(act: Act, seq: int, change: Change, task: Task | None, facts: dict[str, Any]) -> dict[str, Any]:
    body = {"seq": seq, "at": act.now, "change": change, "by": act.actor.name, **facts}
    if task is not None:
        body |= {"task": task.id, "state": task.state, "due_on": task.due_on}
    return body


def _canonical(body: dict[str, Any]) -> str:
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not a ledger value: {value!r}")


def _columns_match(entry: LedgerEntry) -> bool:
    try:
        body = json.loads(entry.body)
    except ValueError:
        return False
    said = (body.get("seq"), body.get("change"), body.get("task"), body.get("at"))
    return said == (entry.seq, entry.change, entry.task_id, _plain(entry.at))
