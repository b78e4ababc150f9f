"""`verify` and what was said, reviewed and entered as an absence: each altered thing is named
(docs/design.md, Ledger)."""

from datetime import date

import pytest
from sqlmodel import select

from jobs.tick import tick
from models.actor import Act, acting
from models.changes.absence import answer_as_deputy, be_absent, come_back
from models.changes.adjusting import Basis
from models.changes.confirming import claim, take_back
from models.changes.deciding import extend, keep, waive
from models.changes.evidence import add_evidence, withdraw
from models.changes.filing import discard_loose, keep_loose
from models.changes.moving import move
from models.changes.reviewing import accept, return_
from models.changes.saying import not_mine, promise, say, snooze, take_back_statement
from models.changes.waiting import wait
from models.tables import Absence, Decision, DecisionKind, Evidence, ItemKind, StatementKind, TaskItem
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
        say(Act(session, an, commune.now), task, said, StatementKind.NOT_DONE)
        snooze(Act(session, an, commune.now), task, said, at("15/12/2026", "15:00"))
        disputed, _ = not_mine(Act(session, an, commune.now), task, said)
        take_back_statement(Act(session, an, commune.now), disputed)
        for data, review in ((PNG, return_), (PNG + b"\x01", accept)):
            add_evidence(Act(session, an, commune.now), task, commune.file(data), said)
            reason = ["Ảnh chưa thấy ngày gửi"] if review is return_ else []
            review(Act(session, binh, commune.now), task, newest(session, task), *reason)
        add_evidence(Act(session, an, commune.now), task, commune.file(PNG + b"\x02"), said)
        accept(Act(session, binh, commune.now), task, newest(session, task))
        person, dung = commune.person(session, "an.vhxh"), commune.person(session, "dung.vhxh")
        away = date(2026, 12, 21), date(2026, 12, 24)
        answer_as_deputy(
            Act(session, acting(dung), commune.now),
            be_absent(Act(session, an, commune.now), person, *away, dung),
            agrees=True,
        )
        own = be_absent(Act(session, binh, commune.now), commune.person(session, "binh.vhxh"), *away, None)
        come_back(Act(session, binh, commune.now), own)
    return commune


@pytest.fixture
def decided(commune: Commune) -> Commune:
    """Bình moved the day, let it stand against a promise, and said that it waits; Minh waived another task."""
    with commune.writes() as session:
        task, an, binh = (
            commune.task(session),
            commune.actor(session, "an.vhxh"),
            commune.actor(session, "binh.vhxh"),
        )
        extend(Act(session, binh, commune.now), task, date(2026, 12, 21), "Cổng dịch vụ công tạm dừng")
        promise(Act(session, an, commune.now), task, commune.said("22/12 em nộp"), date(2026, 12, 22))
        keep(Act(session, binh, commune.now), task)
        wait(Act(session, binh, commune.now), task, "Sở Nội vụ", "45/UBND-VHXH")
        quarterly = commune.task(session, "2026-Q4", "7.5-bao-cao-tthc-quy")
        waive(commune.act(session, "minh.vp"), quarterly, "Sở không yêu cầu nữa")
    return commune


@pytest.fixture
def back(commune: Commune) -> Commune:
    """An was away on Tuesday and Wednesday, entered twice, and is back at work; Dũng called off next week's."""
    with commune.writes() as session:
        an, dung = commune.actor(session, "an.vhxh"), commune.actor(session, "dung.vhxh")
        for day in (date(2026, 12, 15), date(2026, 12, 16)):
            be_absent(Act(session, an, commune.now), commune.person(session, "an.vhxh"), day, day, None)
        next_week = date(2026, 12, 21), date(2026, 12, 24)
        planned = be_absent(
            Act(session, dung, commune.now), commune.person(session, "dung.vhxh"), *next_week, None
        )
        come_back(Act(session, dung, commune.now), planned)
    tick(commune.engine, at("17/12/2026"))
    return commune


def test_what_was_said_reviewed_and_entered_stands(busy: Commune) -> None:
    assert busy.faults() == []


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
        claim(Act(session, an, commune.now), task, commune.said())
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        take_back(Act(session, an, commune.now), task)
    assert commune.faults() == []


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
    assert [fault[:8] for fault in busy.faults()] == ["Lời báo "]


def test_altered_words_are_named_and_blanked_words_are_fine(busy: Commune) -> None:
    busy.alter("UPDATE statement SET words='Em xong rồi' WHERE kind='not_done'")
    assert busy.faults() == ["Lời báo 1: lời đã bị sửa."]
    busy.alter("UPDATE statement SET words=NULL")
    assert busy.faults() == []


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
    assert [fault.partition(" không khớp")[0][:-2] for fault in busy.faults()] == ["Kết quả thẩm tra"]


@pytest.mark.parametrize(
    "alteration",
    [
        "person_id = person_id + 1 WHERE deputy_id IS NOT NULL",
        "from_on = '2026-12-20' WHERE deputy_id IS NOT NULL",
        "to_on = '2026-12-31' WHERE deputy_id IS NOT NULL",
        "deputy_id = 4 WHERE deputy_id IS NOT NULL",
        "deputy_state = 'declined' WHERE deputy_id IS NOT NULL",
        "ended_at = '2026-12-15 01:00:00.000000' WHERE deputy_id IS NOT NULL",
        "ended_at = NULL WHERE deputy_id IS NULL",
    ],
)
def test_an_altered_absence_is_named(busy: Commune, alteration: str) -> None:
    busy.alter(f"UPDATE absence SET {alteration}")
    assert [fault.partition(" không khớp")[0][:-2] for fault in busy.faults()] == ["Lần vắng mặt"]


def test_what_was_decided_stands_and_its_words_are_kept(decided: Commune) -> None:
    assert decided.faults() == []
    with decided.reads() as session:
        kept = {row.kind: row.words for row in session.exec(select(Decision))}
    assert kept == {
        DecisionKind.KEEP: "",
        DecisionKind.WAIT: "Sở Nội vụ · 45/UBND-VHXH",
        DecisionKind.WAIVE: "Sở không yêu cầu nữa",
    }


@pytest.mark.parametrize(
    "alteration",
    [
        "kind = 'waive' WHERE kind = 'keep'",
        "person_id = person_id - 1 WHERE kind = 'waive'",
        "task_id = task_id + 1 WHERE kind = 'keep'",
        "decided_at = datetime(decided_at, '-1 day') WHERE kind = 'waive'",
        "words_sha256 = 'x' WHERE kind = 'wait'",
    ],
)
def test_an_altered_decision_is_named(decided: Commune, alteration: str) -> None:
    decided.alter(f"UPDATE decision SET {alteration}")
    assert [fault.partition(" không khớp")[0][:-2] for fault in decided.faults()] == ["Quyết định"]


def test_an_altered_reason_is_named_and_a_blanked_one_is_fine(decided: Commune) -> None:
    decided.alter("UPDATE decision SET words='Cán bộ đề nghị' WHERE kind='waive'")
    decided.alter("UPDATE adjustment SET words='Cán bộ đề nghị'")
    assert decided.faults() == ["Quyết định 3: lời đã bị sửa.", "Lần đổi hạn 1: lời đã bị sửa."]
    for table in ("decision", "adjustment"):
        decided.alter(f"UPDATE {table} SET words=NULL")
    assert decided.faults() == []


@pytest.mark.parametrize(
    "alteration",
    [
        "person_id = person_id - 1",
        "made_at = datetime(made_at, '-1 day')",
        "words_sha256 = 'x'",
        "letter_sha256 = 'x'",
        "taken_back_at = made_at",
    ],
)
def test_an_altered_move_of_a_deadline_is_named(decided: Commune, alteration: str) -> None:
    decided.alter(f"UPDATE adjustment SET {alteration}")
    assert decided.faults()[0].startswith("Lần đổi hạn 1 không khớp sổ ghi")


def test_an_hour_that_nobody_set_is_named(decided: Commune) -> None:
    decided.alter("UPDATE task SET due_hour = '10:00:00.000000' WHERE due_on = '2026-12-21'")
    (fault,) = decided.faults()
    assert fault.endswith("giờ đến hạn không khớp sổ ghi.")


def test_a_letter_that_is_gone_is_named(decided: Commune) -> None:
    with decided.writes() as session:
        task = decided.task(session, "2026", "7.5-bao-cao-tthc-nam")
        minh = decided.actor(session, "minh.vp")
        letter = decided.file(b"%PDF-1.7 cong van", "cong-van.pdf", "application/pdf")
        move(
            Act(session, minh, decided.now),
            [task],
            date(2026, 12, 18),
            None,
            Basis(letter=letter),
            at_once=False,
        )
    assert decided.faults() == []
    decided.store.path(letter.sha256).unlink()
    (fault,) = decided.faults()
    assert fault.startswith("Văn bản của lần đổi hạn 2")
    assert fault.endswith("không còn trên đĩa.")


def test_the_reason_of_a_return_can_be_blanked_like_any_words(busy: Commune) -> None:
    busy.alter("UPDATE review SET reason=NULL")
    assert busy.faults() == []


def test_files_returned_and_work_handed_back_stand(busy: Commune, back: Commune) -> None:
    assert back.faults() == []
    with back.reads() as session:
        rows = session.exec(select(Absence)).all()
        assert len([row for row in rows if row.handed_back_at]) >= 3
        assert [row for row in session.exec(select(Evidence)) if row.withdrawn_at]


@pytest.mark.parametrize(
    "alteration",
    [
        "withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL",
        "withdrawn_at = datetime(withdrawn_at, '-1 day') WHERE withdrawn_at IS NOT NULL",
        "withdrawn_at = received_at WHERE id = (SELECT max(id) FROM evidence)",
    ],
)
def test_an_altered_withdrawal_is_named(busy: Commune, alteration: str) -> None:
    busy.alter(f"UPDATE evidence SET {alteration}")
    (found,) = busy.faults()
    assert found.endswith("lần rút lại không khớp sổ ghi.")


@pytest.mark.parametrize(
    "alteration",
    [
        "handed_back_at = NULL WHERE id = 1",
        "handed_back_at = datetime(handed_back_at, '+1 day') WHERE id = 2",
        "handed_back_at = NULL WHERE id = 3",
    ],
)
def test_an_altered_hand_back_is_named(back: Commune, alteration: str) -> None:
    back.alter(f"UPDATE absence SET {alteration}")
    assert [fault.partition(" không khớp")[0][:-2] for fault in back.faults()] == ["Lần vắng mặt"]


def test_a_file_withdrawn_or_discarded_by_its_sender_stands(commune: Commune) -> None:
    with commune.writes() as session:
        task, an = commune.task(session), commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said())
        withdraw(Act(session, an, commune.now), task)
        add_evidence(Act(session, an, commune.now), task, commune.file(PNG + b"\x01"), commune.said())
        assert an.person is not None
        loose = keep_loose(Act(session, an, commune.now), commune.file(PNG + b"\x02"), commune.said())
        discard_loose(Act(session, an, commune.now), loose)
    assert commune.faults() == []
    commune.alter("UPDATE evidence SET withdrawn_at = NULL WHERE task_id IS NULL")
    assert commune.faults() == ["Minh chứng 3: lần rút lại không khớp sổ ghi."]


@pytest.mark.parametrize(
    ("table", "what"),
    [("statement", "Lời báo 1"), ("review", "Kết quả thẩm tra 1"), ("absence", "Lần vắng mặt 1")],
)
def test_what_was_removed_and_what_nobody_said_is_named(busy: Commune, table: str, what: str) -> None:
    busy.alter(f"UPDATE {table} SET id = 99 WHERE id = 1")
    found = busy.faults()
    assert any(fault.startswith(f"{what} có ở sổ ghi") for fault in found)
    assert f"{what[:-1]}99 không có trong sổ ghi." in found
    busy.alter(f"DELETE FROM {table} WHERE id = 99")
    assert [fault.startswith(f"{what} có ở sổ ghi") for fault in busy.faults()] == [True]
