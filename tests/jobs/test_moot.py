"""What a reminder that waited becomes, when the task or its reader has moved on meanwhile."""

import json

from sqlmodel import Session, col, select

from bot.texts.render import render
from jobs.messages.compose import compose
from jobs.messages.facts import Message
from jobs.messages.morning_facts import Card
from jobs.speaking import speak_to_all
from jobs.unreachable import could_not_reach
from models.actor import CLOCK, Act
from models.changes.confirming import claim
from models.changes.evidence import add_evidence
from models.changes.saying import say
from models.people import Because
from models.rules.reading import Place
from models.tables import How, Notification, Rung, StatementKind
from tests.commune import MONTHLY, Commune
from tests.jobs.test_escalating import Days, days

__all__ = ["days"]


def reminder(session: Session, commune: Commune, code: str = "an.vhxh") -> Notification:
    """This morning's reminder, still unsent, to this person."""
    newest = select(Notification).where(col(Notification.kind).in_(("card", "digest")))
    person = commune.person(session, code)
    rows = session.exec(newest.where(Notification.person_id == person.id).order_by(col(Notification.id)))
    return rows.all()[-1]


def newest(days: Days) -> Message:
    """An's newest reminder, as it is now."""
    with days.commune.reads() as session:
        made = compose(session, reminder(session, days.commune), days.commune.now)
        assert made is not None
        return made


def test_a_reminder_that_waited_for_the_network_is_moot_once_the_evidence_is_in(commune: Commune) -> None:
    with commune.writes() as session:
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
        task, row = commune.task(session), reminder(session, commune)
        assert isinstance(compose(session, row, commune.now), Card)
        an = commune.actor(session, "an.vhxh")
        add_evidence(Act(session, an, commune.now), task, commune.file(), commune.said(how=How.FILE))
        assert compose(session, row, commune.now) is None


def test_a_reminder_still_goes_out_after_a_claim_for_the_evidence_is_missing(commune: Commune) -> None:
    with commune.writes() as session:
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
        task, row = commune.task(session), reminder(session, commune)
        claim(commune.act(session, "an.vhxh"), task, commune.said())
        assert isinstance(compose(session, row, commune.now), Card)


def test_who_lost_their_chat_before_the_sending_is_stood_in_for(commune: Commune) -> None:
    with commune.writes() as session:
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
        row, an = reminder(session, commune), commune.person(session, "an.vhxh")
        an.chat_id = None
        session.add(an)
        session.flush()
        could_not_reach(Act(session, CLOCK, commune.now), row)
        card = compose(session, reminder(session, commune, "binh.vhxh"), commune.now)
        assert isinstance(card, Card)
        assert card.because is Because.NO_CHAT
        assert card.task.title.startswith("Báo cáo tình hình hồ sơ giải quyết TTHC")
        assert commune.requirement(session, MONTHLY).responsible_id == an.id
        assert an.blocked_at is None


def test_what_another_is_told_instead_is_spoken_by_their_message_and_stands_in_the_ledger(
    commune: Commune,
) -> None:
    with commune.writes() as session:
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
        row, an = reminder(session, commune), commune.person(session, "an.vhxh")
        an.chat_id = None
        session.flush()
        could_not_reach(Act(session, CLOCK, commune.now), row)
    with commune.reads() as session:
        told = reminder(session, commune, "binh.vhxh")
        spoken = session.exec(select(Rung).where(Rung.notification_id == told.id)).one()
        assert session.exec(select(Rung).where(Rung.notification_id == row.id)).all() == []
        mine = [json.loads(entry.body) for entry in commune.ledger() if entry.change == "speak"]
        (first, again) = [entry for entry in mine if entry["task"] == spoken.task_id]
    assert (first["to"], first["notification"], first["rung"]) == ("an.vhxh", row.key, spoken.name)
    assert (again["to"], again["notification"], again["rung"]) == ("binh.vhxh", told.key, spoken.name)
    assert (again["officer"], again["skipped"]) == ("an.vhxh", [])
    assert commune.faults() == []


def test_a_last_call_held_up_until_the_next_morning_is_not_said_for_that_morning_says_more(
    days: Days,
) -> None:
    days.go("16")
    days.go("16", "14:00", delivered=False)
    days.go("17", "07:30", "10:00")
    assert days.told("last_call") == []
    assert ("an.vhxh", "17/12 07:30") in days.told("card") + days.told("digest")
    assert days.told("escalation") == [("binh.vhxh", "17/12 10:00")]
    assert "đã được xem trước" not in render(days.last("escalation")).html


def test_a_clerks_list_of_yesterday_gives_way_to_todays(days: Days) -> None:
    days.act(say, days.commune.said("Em trình rồi ạ"), StatementKind.PLACE, Place.CLERK)
    days.go("15", "14:00", delivered=False)
    days.go("16")
    assert days.told("clerk_list") == [("chau.vp", "16/12 07:30")]


def to_an(days: Days, day: str) -> list[str]:
    """What kinds of message reached An that morning."""
    return [kind for kind in ("card", "digest") if ("an.vhxh", f"{day}/12 07:30") in days.told(kind)]


def test_a_card_held_up_until_a_later_morning_gives_way_to_that_mornings_message(days: Days) -> None:
    days.go("16", delivered=False)
    days.go("17")
    assert to_an(days, "17") == ["digest"]
    assert "quá hạn 1 ngày làm việc" in render(newest(days)).html.lower()


def test_what_the_later_message_does_not_say_is_said_though_it_was_held_up(days: Days) -> None:
    """Thursday's list asks for two pictures as well, of which Friday's card says nothing."""
    days.go("16", delivered=False)
    days.go("17", delivered=False)
    days.go("18")
    assert to_an(days, "18") == ["card", "digest"]
