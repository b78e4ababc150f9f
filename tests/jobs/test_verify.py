"""`verify` proves the record, and names each thing that was altered behind the program's back
(docs/design.md, Ledger)."""

from datetime import date

import pytest
from sqlmodel import select

from models.actor import CLOCK, Act
from models.changes.common import tell
from models.changes.confirming import date_done
from models.changes.evidence import add_evidence
from models.ledger import anchor, digest
from models.tables import Evidence
from tests.commune import Commune


@pytest.fixture
def proven(commune: Commune) -> Commune:
    """An has handed in the December report, and Monday's anchor has gone out to the admin."""
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        admin, agency = commune.person(session, "minh.vp"), commune.agency(session)
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said("Gửi chị ảnh"))
        tell(
            Act(session, CLOCK, commune.now),
            task.agency_id,
            "digest",
            "digest/minh.vp/2026-12-14",
            person=admin,
            anchor=anchor(agency),
        )
    return commune


def unlock(commune: Commune) -> None:
    """Somebody with the file in hand removes the triggers first."""
    with commune.engine.begin() as connection:
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'").all()
        for (name,) in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    assert triggers


def test_what_was_recorded_stands(proven: Commune) -> None:
    assert proven.faults() == []


def test_an_altered_entry_is_named(proven: Commune) -> None:
    unlock(proven)
    proven.alter(
        "UPDATE ledger_entry SET body = replace(body, 'an.vhxh', 'dung.vhxh') WHERE change='add_evidence'"
    )
    seq = next(entry.seq for entry in proven.ledger() if entry.change == "add_evidence")
    assert f"Sổ ghi dòng {seq} đã bị sửa: mã băm không khớp." in proven.faults()


@pytest.mark.parametrize(
    "column", ["change = 'claim'", "task_id = NULL", "at = datetime(at, '+1 day')", "person_id = 2"]
)
def test_an_altered_column_of_an_entry_is_named(proven: Commune, column: str) -> None:
    unlock(proven)
    seq = next(entry.seq for entry in proven.ledger() if entry.change == "add_evidence")
    proven.alter(f"UPDATE ledger_entry SET {column} WHERE change='add_evidence'")
    assert f"Sổ ghi dòng {seq} đã bị sửa: cột và nội dung không khớp." in proven.faults()


def test_an_entry_rehashed_after_altering_breaks_the_next_one(proven: Commune) -> None:
    unlock(proven)
    entry = proven.ledger()[4]
    body = entry.body.replace("an.vhxh", "dung.vhxh").replace('"seq"', '"seq" ')
    proven.alter(
        "UPDATE ledger_entry SET body=:body, hash=:hash WHERE seq=:seq",
        body=body,
        hash=digest(entry.prev + body),
        seq=entry.seq,
    )
    found = proven.faults()
    assert f"Sổ ghi dòng {entry.seq + 1} đã bị sửa: mã băm không khớp." in found


def test_an_entry_removed_in_the_middle_is_named(proven: Commune) -> None:
    unlock(proven)
    proven.alter("DELETE FROM ledger_entry WHERE seq = 5")
    assert "Sổ ghi thiếu dòng 5: sau dòng 4 là dòng 6." in proven.faults()


def test_a_cut_off_tail_is_named(proven: Commune) -> None:
    unlock(proven)
    end = len(proven.ledger())
    proven.alter("DELETE FROM ledger_entry WHERE seq = :end", end=end)
    assert f"Sổ ghi bị cắt đuôi: còn đến dòng {end - 1}, đã từng ghi đến dòng {end}." in proven.faults()


def test_a_tail_cut_off_with_its_counter_is_given_away_by_mondays_anchor(proven: Commune) -> None:
    """Everything is put back to before the entry: task, confirmation, file and counter. The anchor was sent."""
    unlock(proven)
    *_, before, cut = proven.ledger()
    for sql in (
        "DELETE FROM ledger_entry WHERE seq = :cut",
        "DELETE FROM finding",
        "DELETE FROM evidence",
        "DELETE FROM confirmation",
        "UPDATE task SET state = 'open' WHERE state = 'submitted'",
    ):
        proven.alter(sql, **({"cut": cut.seq} if ":cut" in sql else {}))
    proven.alter("UPDATE agency SET ledger_seq = :seq, ledger_hash = :hash", seq=before.seq, hash=before.hash)
    sent = f"{cut.seq}-{cut.hash[:8]}"
    assert proven.faults() == [f"Mã đối chiếu sổ {sent} đã gửi đi không còn khớp với sổ ghi."]


def test_an_altered_state_of_a_task_is_named(proven: Commune) -> None:
    with proven.reads() as session:
        task = proven.task(session).id
    seq = proven.ledger()[-1].seq
    proven.alter("UPDATE task SET state='accepted' WHERE id=:task", task=task)
    assert proven.faults() == [f"Đầu việc {task}: trạng thái accepted, sổ ghi dòng {seq} ghi submitted."]


def test_an_altered_due_day_is_named(proven: Commune) -> None:
    with proven.reads() as session:
        task = proven.task(session).id
    seq = proven.ledger()[-1].seq
    proven.alter("UPDATE task SET due_on='2026-12-31' WHERE id=:task", task=task)
    assert proven.faults() == [f"Đầu việc {task}: hạn là 2026-12-31, sổ ghi dòng {seq} ghi 2026-12-16."]


def test_altered_words_are_named_and_blanked_words_are_fine(proven: Commune) -> None:
    proven.alter("UPDATE confirmation SET words='Chưa xong'")
    assert proven.faults() == ["Xác nhận NV-2026-000001: lời đã bị sửa."]
    proven.alter("UPDATE confirmation SET words=NULL")
    assert proven.faults() == []


@pytest.mark.parametrize("column", ["words_sha256 = 'x'", "done_on = '2026-12-01'"])
def test_an_altered_confirmation_is_named(proven: Commune, column: str) -> None:
    seq = proven.ledger()[-1].seq
    proven.alter(f"UPDATE confirmation SET {column}")
    assert proven.faults() == [f"Xác nhận NV-2026-000001 không khớp sổ ghi dòng {seq}."]


@pytest.mark.parametrize(
    "column",
    ["person_id = 2", "said_at = datetime(said_at, '-1 day')", "message_id = 1", "task_id = task_id + 1"],
)
def test_who_said_it_when_and_of_what_cannot_be_altered(proven: Commune, column: str) -> None:
    proven.alter(f"UPDATE confirmation SET {column}")
    assert any("NV-2026-000001" in fault for fault in proven.faults())


def test_a_confirmation_that_nobody_made_is_named(proven: Commune) -> None:
    proven.alter("UPDATE confirmation SET receipt='NV-2026-000099'")
    assert "Xác nhận NV-2026-000099 không có trong sổ ghi." in proven.faults()


def test_a_confirmation_that_was_removed_is_named(proven: Commune) -> None:
    proven.alter("UPDATE evidence SET confirmation_id=NULL")
    proven.alter("DELETE FROM confirmation")
    assert any("NV-2026-000001" in fault for fault in proven.faults())


def evidence(commune: Commune) -> Evidence:
    with commune.reads() as session:
        return session.exec(select(Evidence)).one()


def test_an_altered_file_is_named(proven: Commune) -> None:
    kept = evidence(proven)
    path = proven.store.path(kept.sha256)
    path.write_bytes(path.read_bytes() + b"x")
    assert proven.faults() == [f"Tệp minh chứng {kept.id} (SHA-256 {kept.sha256[:12]}…) đã bị sửa trên đĩa."]


def test_a_missing_file_is_named(proven: Commune) -> None:
    kept = evidence(proven)
    proven.store.path(kept.sha256).unlink()
    assert proven.faults() == [f"Tệp minh chứng {kept.id} (SHA-256 {kept.sha256[:12]}…) không còn trên đĩa."]


def test_an_altered_row_of_evidence_is_named(proven: Commune) -> None:
    """Another file is stored and put in the place of the one that was sent."""
    other = proven.store.put(b"%PDF-1.7 something else")
    proven.alter("UPDATE evidence SET sha256=:other", other=other)
    assert proven.faults() == [f"Minh chứng {evidence(proven).id} không khớp sổ ghi."]


@pytest.mark.parametrize("column", ["task_id = task_id + 1", "task_id = NULL"])
def test_a_file_moved_to_another_task_is_named(proven: Commune, column: str) -> None:
    proven.alter(f"UPDATE evidence SET {column}")
    assert any(fault.startswith("Minh chứng") for fault in proven.faults())


def test_evidence_that_was_removed_is_named(proven: Commune) -> None:
    kept = evidence(proven)
    proven.alter("DELETE FROM evidence")
    assert any(f"Minh chứng {kept.id}" in fault for fault in proven.faults())


def test_a_task_that_was_removed_is_named(proven: Commune) -> None:
    with proven.reads() as session:
        task = proven.task(session, "2027-01").id
    unlock(proven)
    with proven.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    proven.alter("DELETE FROM rung WHERE task_id=:task", task=task)
    proven.alter("DELETE FROM task_item WHERE task_id=:task", task=task)
    proven.alter("UPDATE ledger_entry SET task_id=NULL WHERE task_id=:task", task=task)
    proven.alter("DELETE FROM task WHERE id=:task", task=task)
    assert any(f"Đầu việc {task}" in fault for fault in proven.faults())


def test_a_day_of_doing_that_was_corrected_stands_and_one_that_was_altered_is_named(proven: Commune) -> None:
    with proven.writes() as session:
        an = proven.actor(session, "an.vhxh")
        date_done(Act(session, an, proven.now), proven.task(session), date(2026, 12, 14))
    assert proven.faults() == []
    proven.alter("UPDATE confirmation SET done_on='2026-12-01'")
    assert any("NV-2026-000001 không khớp" in fault for fault in proven.faults())
