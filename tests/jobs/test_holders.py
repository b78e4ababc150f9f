"""Whoever holds a document is reminded of it, its officer told where it lies (docs/design.md, Conversation)."""

from datetime import date

import pytest
from sqlmodel import col, select

from bot.texts.render import render
from jobs.messages.above_facts import LeaderWeek
from jobs.messages.compose import compose
from jobs.messages.facts import Choice, Do, Message
from jobs.messages.morning_facts import Card, Digest
from models.changes.placing import pass_on
from models.changes.saying import say
from models.rules.lifecycle import Change
from models.rules.reading import Place
from models.tables import Notification, StatementKind
from tests.commune import Commune
from tests.jobs.test_escalating import DAY, Days


@pytest.fixture
def days(commune: Commune) -> Days:
    """Monday 14/12/2026, 07:30: An's December report is due on Wednesday."""
    lived = Days(commune)
    lived.go("14/12/2026")
    return lived


def trinh(days: Days, place: Place) -> None:
    days.act(say, days.commune.said("Em trình rồi ạ"), StatementKind.PLACE, place)


def mornings(days: Days, code: str, day: str) -> list[Message]:
    """What a person was started with on a day, as it stands now."""
    with days.commune.reads() as session:
        rows = session.exec(
            select(Notification)
            .where(
                Notification.person_id == days.commune.person(session, code).id,
                col(Notification.direct).is_(False),
                col(Notification.kind).in_(("card", "digest", "clerk_list", "leader_week", "passed_on")),
            )
            .order_by(col(Notification.id))
        ).all()
        made = [
            compose(session, row, days.commune.now)
            for row in rows
            if f"{row.created_at.astimezone(days.commune.now.tzinfo):%d/%m/%Y}" == DAY.get(day, day)
        ]
        return [each for each in made if each is not None]


def buttons(message: Message) -> list[Choice]:
    return [choice for row in message.choices for choice in row]


def task_id(days: Days) -> int:
    with days.commune.reads() as session:
        return days.commune.task(session).id or 0


def test_the_head_finds_it_in_the_next_mornings_message_and_passes_it_on(days: Days) -> None:
    days.go("14/12/2026", "09:00")
    before = len(mornings(days, "binh.vhxh", "14/12/2026"))
    trinh(days, Place.UNIT_HEAD)
    days.go("14/12/2026", "14:00")
    assert len(mornings(days, "binh.vhxh", "14/12/2026")) == before, "not again on the same day"
    days.go("15")
    (morning,) = mornings(days, "binh.vhxh", "15")
    assert isinstance(morning, Digest)
    number = next(iter(morning.held))
    assert Choice(Do.FORWARDED, (task_id(days),), number) in buttons(morning)
    assert "Văn bản chờ đồng chí<" in render(morning).html
    assert "văn bản đang ở lãnh đạo phòng từ 14/12" in render(morning).html

    days.act(pass_on, Change.FORWARD, who="binh.vhxh")
    (morning,) = mornings(days, "binh.vhxh", "15")
    assert Do.FORWARDED not in {each.do for each in buttons(morning)}
    assert "đang ở lãnh đạo UBND, chờ ký số từ 15/12" in render(morning).html
    days.go("15", "09:30")
    quiet = mornings(days, "an.vhxh", "15")[-1]
    assert not quiet.loud
    assert "Văn bản đang ở lãnh đạo UBND, chờ ký số" in render(quiet).html
    days.go("16")
    held = [each.held for each in mornings(days, "binh.vhxh", "16") if isinstance(each, Digest)]
    assert not any(held)


def test_the_officers_own_reminder_says_where_it_lies_and_since_when(days: Days) -> None:
    trinh(days, Place.UNIT_HEAD)
    days.go("15")
    own = mornings(days, "an.vhxh", "15")[0]
    words = render(own).html
    assert "ăn bản đang ở lãnh đạo phòng từ 14/12" in words
    if isinstance(own, Card):
        assert "Hệ thống nhắc lãnh đạo phòng" in words


def test_a_document_does_not_bring_the_head_a_second_message(days: Days) -> None:
    trinh(days, Place.UNIT_HEAD)
    days.go("15", "07:30", "08:00", "10:00", "13:30", "16:00")
    started = [each for each in mornings(days, "binh.vhxh", "15") if isinstance(each, (Card, Digest))]
    assert len(started) == 1


def test_a_leader_hears_of_it_the_next_morning_then_in_each_week_and_the_clerk_every_day(days: Days) -> None:
    days.go("14/12/2026", "09:00")
    trinh(days, Place.LEADER)
    for day in ("15", "16", "17", "18"):
        days.go(day, "07:30", "14:00")
        assert len(mornings(days, "lam.ubnd", day)) == (day == "15")
        assert len(mornings(days, "chau.vp", day)) == 1
    (morning,) = mornings(days, "lam.ubnd", "15")
    assert Choice(Do.SIGNED, (task_id(days),), 1) in buttons(morning)
    assert "Văn bản chờ đồng chí<" in render(morning).html
    days.go("21")
    (week,) = mornings(days, "lam.ubnd", "21")
    assert isinstance(week, LeaderWeek)
    assert week.held == {1}
    assert Choice(Do.SIGNED, (task_id(days),), 1) in buttons(week)
    words = render(week).html
    assert "Chờ đồng chí ký số" in words
    assert "hạn 16/12, chờ từ 14/12" in words

    days.act(pass_on, Change.SIGN, who="lam.ubnd")
    (week,) = mornings(days, "lam.ubnd", "21")
    assert Do.SIGNED not in {each.do for each in buttons(week)}
    assert "đang ở văn thư, chờ phát hành từ 21/12" in render(week).html


def test_the_clerks_afternoon_list_comes_only_with_something_new(days: Days) -> None:
    trinh(days, Place.LEADER)
    days.go("15", "07:30", "14:00")
    assert len(mornings(days, "chau.vp", "15")) == 1, "the same as in the morning"
    days.go("16", "07:30", "09:00")
    days.act(pass_on, Change.SIGN, who="lam.ubnd")
    days.go("16", "14:00", "16:00")
    morning, afternoon = mornings(days, "chau.vp", "16")
    assert "đang ở văn thư, chờ phát hành từ 16/12" in render(afternoon).html
    assert len(buttons(afternoon)) == len(buttons(morning)) == 1


def test_a_list_that_had_no_morning_comes_in_the_afternoon(days: Days) -> None:
    days.go("15", "07:30", "09:00")
    trinh(days, Place.CLERK)
    days.go("15", "14:00")
    assert len(mornings(days, "chau.vp", "15")) == 1


def test_what_waits_for_a_signature_accuses_nobody_before_its_level_is_due(days: Days) -> None:
    """Shown to the leader for the signature, the late task has not used up the leader's level."""
    trinh(days, Place.LEADER)
    days.go("17", "07:30", "10:00")
    days.go("21")
    with days.commune.reads() as session:
        task = days.commune.task(session)
        assert task.due_on == date(2026, 12, 16)
    spoken = [entry.body for entry in days.commune.ledger() if '"rung":"leader"' in entry.body]
    assert spoken == []
