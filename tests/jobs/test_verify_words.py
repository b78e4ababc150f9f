"""`verify` and what was said, reviewed and entered as an absence: each altered thing is named (DESIGN §2)."""

from datetime import date

import pytest

from jobs.verify import verify
from models.changes.absence import answer_as_deputy, be_absent, come_back
from models.changes.confirming import claim, take_back
from models.changes.evidence import add_evidence
from models.changes.reviewing import accept, return_
from models.changes.saying import not_mine, say, snooze, take_back_statement
from models.tables import ItemKind, StatementKind, TaskItem
from tests.commune import PNG, Commune, at
from tests.models.changes.acts import newest


@pytest.fixture
def busy(commune: Commune) -> Commune:
    """An said three things and took one back, handed in three files of which the first was returned and the
    second accepted; she is away with Dũng as deputy, and Bình came back early."""
    with commune.writes() as session:
        task, an, binh = (
            commune.task(session),
            commune.actor(session, "an.vhxh"),
            commune.actor(session, "binh.vhxh"),
        )
        said = commune.said("Em chưa xong")
        say(session, an, commune.now, task, said, StatementKind.NOT_DONE)
        snooze(session, an, commune.now, task, said, at("15/12/2026", "15:00"))
        take_back_statement(session, an, commune.now, not_mine(session, an, commune.now, task, said))
        for data, review in ((PNG, return_), (PNG + b"\x01", accept)):
            add_evidence(session, an, commune.now, task, commune.file(data), said)
            reason = ["Ảnh chưa thấy ngày gửi"] if review is return_ else []
            review(session, binh, commune.now, task, newest(session, task), *reason)
        add_evidence(session, an, commune.now, task, commune.file(PNG + b"\x02"), said)
        accept(session, binh, commune.now, task, newest(session, task))
        person, dung = commune.person(session, "an.vhxh"), commune.person(session, "dung.vhxh")
        away = date(2026, 12, 21), date(2026, 12, 24)
        answer_as_deputy(
            session, commune.now, dung, be_absent(session, an, commune.now, person, *away, dung), agrees=True
        )
        own = be_absent(session, binh, commune.now, commune.person(session, "binh.vhxh"), *away, None)
        come_back(session, binh, commune.now, own)
    return commune


def faults(commune: Commune) -> list[str]:
    with commune.reads() as session:
        return verify(session, commune.store)


def test_what_was_said_reviewed_and_entered_stands(busy: Commune) -> None:
    assert faults(busy) == []


def test_a_claim_and_its_files_taken_back_together_stand(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        further = TaskItem(
            task_id=task.id or 0,
            position=2,
            code="van-ban",
            title="Văn bản phát hành",
            kind=ItemKind.SIGNED_DOCUMENT,
        )
        session.add(further)
        session.flush()
        claim(session, an, commune.now, task, commune.said())
        add_evidence(session, an, commune.now, task, commune.file(), commune.said())
        take_back(session, an, commune.now, task)
    assert faults(commune) == []


@pytest.mark.parametrize(
    "alteration",
    [
        "kind = 'obstacle' WHERE kind = 'not_done'",
        "person_id = person_id + 1 WHERE kind = 'not_done'",
        "task_id = task_id + 1 WHERE kind = 'not_done'",
        "said_at = datetime(said_at, '-1 day') WHERE kind = 'not_done'",
        "message_id = 1 WHERE kind = 'not_done'",
        "words_sha256 = 'x' WHERE kind = 'not_done'",
        "taken_back_at = said_at WHERE kind = 'not_done'",
        "taken_back_at = NULL WHERE kind = 'not_mine'",
    ],
)
def test_an_altered_statement_is_named(busy: Commune, alteration: str) -> None:
    busy.alter(f"UPDATE statement SET {alteration}")
    assert [fault[:8] for fault in faults(busy)] == ["Lời báo "]


def test_altered_words_are_named_and_blanked_words_are_fine(busy: Commune) -> None:
    busy.alter("UPDATE statement SET words='Em xong rồi' WHERE kind='not_done'")
    assert faults(busy) == ["Lời báo 1: lời đã bị sửa."]
    busy.alter("UPDATE statement SET words=NULL")
    assert faults(busy) == []


@pytest.mark.parametrize(
    "alteration",
    [
        "verdict = 'accepted' WHERE verdict = 'returned'",
        "reviewer_id = reviewer_id + 1 WHERE verdict = 'returned'",
        "task_id = task_id + 1 WHERE verdict = 'returned'",
        "files = '[]' WHERE verdict = 'returned'",
        "reason = 'Đạt' WHERE verdict = 'returned'",
        "done_on = '2026-12-01' WHERE verdict = 'returned'",
        "late_by = 5 WHERE verdict = 'returned'",
        "voided_at = NULL WHERE voided_at IS NOT NULL",
        "voided_at = reviewed_at WHERE verdict = 'accepted' AND voided_at IS NULL",
    ],
)
def test_an_altered_verdict_is_named(busy: Commune, alteration: str) -> None:
    busy.alter(f"UPDATE review SET {alteration}")
    assert [fault.partition(" không khớp")[0][:-2] for fault in faults(busy)] == ["Kết quả thẩm tra"]


@pytest.mark.parametrize(
    "alteration",
    [
        "person_id = person_id + 1 WHERE deputy_id IS NOT NULL",
        "from_on = '2026-12-20' WHERE deputy_id IS NOT NULL",
        "to_on = '2026-12-31' WHERE deputy_id IS NOT NULL",
        "deputy_id = 4 WHERE deputy_id IS NOT NULL",
        "deputy_state = 'declined' WHERE deputy_id IS NOT NULL",
        "ended_at = created_at WHERE deputy_id IS NOT NULL",
        "ended_at = NULL WHERE deputy_id IS NULL",
    ],
)
def test_an_altered_absence_is_named(busy: Commune, alteration: str) -> None:
    busy.alter(f"UPDATE absence SET {alteration}")
    assert [fault.partition(" không khớp")[0][:-2] for fault in faults(busy)] == ["Lần vắng mặt"]


@pytest.mark.parametrize(
    ("table", "what"),
    [("statement", "Lời báo 1"), ("review", "Kết quả thẩm tra 1"), ("absence", "Lần vắng mặt 1")],
)
def test_what_was_removed_and_what_nobody_said_is_named(busy: Commune, table: str, what: str) -> None:
    busy.alter(f"UPDATE {table} SET id = 99 WHERE id = 1")
    found = faults(busy)
    assert any(fault.startswith(f"{what} có ở sổ ghi") for fault in found)
    assert f"{what[:-1]}99 không có trong sổ ghi." in found
    busy.alter(f"DELETE FROM {table} WHERE id = 99")
    assert [fault.startswith(f"{what} có ở sổ ghi") for fault in faults(busy)] == [True]
