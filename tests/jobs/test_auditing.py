"""Once an hour the admins hear of what should have happened and did not: each lapse once, in words to act on."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import select

from bot.texts.render import render
from jobs import tick
from jobs.messages.compose import compose
from jobs.tick import STEPS
from models.actor import CLOCK, Act
from models.changes.common import tell
from models.tables import Failure, InboxState, InboxUpdate, Notification, OutboxState
from tests.commune import Commune, at

DAY = "15/12/2026"


def audits(commune: Commune) -> list[Notification]:
    with commune.reads() as session:
        found = select(Notification).where(Notification.kind == "audit").order_by(Notification.id)
        return list(session.exec(found))


def words(commune: Commune, row: Notification, now: datetime) -> str | None:
    """As the message would be sent now, without its marks; None when it is moot."""
    with commune.reads() as session:
        message = compose(session, row, now)
        return re.sub(r"<[^>]+>", "", render(message).html) if message else None


def run(commune: Commune, hour: str, day: str = DAY) -> datetime:
    tick.tick(commune.engine, at(day, hour))
    return at(day, hour)


def everything_sent(commune: Commune) -> None:
    commune.alter("UPDATE notification SET state = 'sent' WHERE state = 'waiting'")


def failing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def fails(*_: Any) -> None:
        raise ZeroDivisionError

    broken = [replace(step, act=fails) if step.name == name else step for step in STEPS]
    monkeypatch.setattr(tick, "STEPS", broken)


def test_where_all_went_well_nothing_is_written(commune: Commune) -> None:
    for hour in ("07:30", "08:00", "09:00", "10:00"):
        run(commune, hour)
        everything_sent(commune)
    assert audits(commune) == []


def test_a_step_that_fails_is_told_once_and_again_only_when_it_ended_and_comes_again(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "clerks")
    for hour in ("08:00", "08:01", "09:00", "10:00"):
        now = run(commune, hour)
        everything_sent(commune)
    [first] = audits(commune)
    said = words(commune, first, now)
    assert said is not None and "Phần danh sách của văn thư bị lỗi từ 08:00 thứ Ba, 15/12/2026" in said
    assert "Xin gửi tin này cho người hỗ trợ kỹ thuật." in said
    monkeypatch.undo()
    run(commune, "11:00")
    failing(monkeypatch, "clerks")
    run(commune, "14:00")
    assert len(audits(commune)) == 2


def test_the_auditor_goes_on_where_every_other_step_fails(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(
        tick, "STEPS", [step if step.name == "audit" else replace(step, act=fails) for step in STEPS]
    )
    now = run(commune, "08:00")
    [told] = audits(commune)
    said = words(commune, told, now)
    assert said is not None and f"{len(STEPS) - 1} điều chưa chạy như phải có" in said


def test_what_is_mended_before_the_message_leaves_is_not_told(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing(monkeypatch, "clerks")
    run(commune, "08:00")
    monkeypatch.undo()
    now = run(commune, "08:01")
    [told] = audits(commune)
    assert words(commune, told, now) is None


@pytest.mark.parametrize(("failure", "times"), [(Failure.ERROR, 1), (Failure.MESSAGE, 1), (Failure.CHAT, 0)])
def test_a_message_that_was_given_up_is_told_with_its_reader_and_task_unless_it_was_the_chat(
    commune: Commune, failure: Failure, times: int
) -> None:
    run(commune, "07:30")
    everything_sent(commune)
    with commune.writes() as session:
        an, task = commune.person(session, "an.vhxh"), commune.task(session)
        row = tell(
            Act(session, CLOCK, at(DAY, "07:40")), an.agency_id, "card", "given up", person=an, tasks=[task]
        )
        assert row is not None
        row.state, row.failure = OutboxState.FAILED, failure
    for hour in ("08:00", "09:00"):
        now = run(commune, hour)
    assert len(audits(commune)) == times
    for told in audits(commune):
        said = words(commune, told, now)
        assert said is not None and "không gửi được" in said and "đồng chí Nguyễn Thị An" in said
        assert "báo trực tiếp cho người nhận" in said


def test_a_message_that_waits_for_more_than_an_hour_of_work_is_told(commune: Commune) -> None:
    run(commune, "07:30")
    assert audits(commune) == []
    run(commune, "08:00")
    assert audits(commune) == []
    now = run(commune, "09:00")
    [told] = audits(commune)
    said = words(commune, told, now)
    assert said is not None and "còn chờ gửi" in said and "có vào mạng không" in said
    everything_sent(commune)
    assert words(commune, told, now) is None


def test_what_came_in_and_was_put_aside_is_told(commune: Commune) -> None:
    with commune.writes() as session:
        session.add(InboxUpdate(update_id=7, received_at=at(DAY, "07:45"), state=InboxState.FAILED))
    for hour in ("08:00", "09:00"):
        now = run(commune, hour)
        everything_sent(commune)
    [told] = audits(commune)
    said = words(commune, told, now)
    assert said is not None and "Một tin gửi đến lúc 07:45 thứ Ba, 15/12/2026 chưa xử lý được" in said


def test_a_task_of_which_nobody_was_told_for_a_whole_working_day_is_told(
    commune: Commune, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is due stays due while those steps do nothing, and say nothing of it."""
    idle = [replace(step, act=lambda *_: None) if step.name != "audit" else step for step in STEPS]
    monkeypatch.setattr(tick, "STEPS", idle)
    run(commune, "08:00")
    run(commune, "08:00", "16/12/2026")
    assert audits(commune) == []
    now = run(commune, "08:00", "17/12/2026")
    [told] = audits(commune)
    said = words(commune, told, now)
    assert said is not None and "Chưa nhắc được việc" in said and "lẽ ra từ 07:30" in said
    assert "xin báo trực tiếp cho người phụ trách" in said
