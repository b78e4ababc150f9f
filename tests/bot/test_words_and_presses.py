"""What is typed or pressed beside the ordinary: numbers that no message has, hours after the last call, days that
are over, a form that was left lying. It is Tuesday 15/12/2026, 07:30; An's report is due tomorrow."""

from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from jobs.messages.facts import Do
from jobs.speaking import speak_to_all
from models.actor import CLOCK, Act
from models.kinds import Kind
from models.tables import Form, Notification, Person, Statement
from tests.bot.chats import CHATS, Chats
from tests.commune import Commune, at, commune, template

__all__ = ["commune", "template"]

AN, ADMIN = CHATS["an.vhxh"], CHATS["minh.vp"]


@pytest.fixture
def chats(commune: Commune) -> Chats:
    return Chats(commune)


def reminded(commune: Commune, chats: Chats) -> None:
    with commune.writes() as session:
        speak_to_all(Act(session, CLOCK, commune.now), commune.agency(session))
    chats.deliver()


def said(session: Session) -> list[str]:
    return [each.kind.value for each in session.exec(select(Statement).order_by(col(Statement.id)))]


def notices(session: Session) -> list[str]:
    """What An was told in answer to her words."""
    an = session.exec(select(Person.id).where(Person.chat_id == AN)).one()
    rows = select(Notification).where(Notification.person_id == an, Notification.kind == Kind.TOLD)
    return [row.facts["notice"] for row in session.exec(rows.order_by(col(Notification.id)))]


def test_two_numbers_that_no_message_has_are_asked_back_and_nothing_is_recorded(
    commune: Commune, chats: Chats
) -> None:
    reminded(commune, chats)
    before = commune.ledger()
    chats.write(AN, "8 xong, 9 mai nop")
    with commune.reads() as session:
        assert notices(session)[-1:] == ["no_such_number"]
    assert len(commune.ledger()) == len(before)


@pytest.mark.parametrize(("hour", "kind"), [("13:59", "snooze"), ("14:00", "promise"), ("15:00", "promise")])
def test_from_the_last_call_on_an_hour_of_the_same_day_is_a_promise(
    commune: Commune, chats: Chats, hour: str, kind: str
) -> None:
    reminded(commune, chats)
    commune.now = at("16/12/2026", hour)
    chats.write(AN, "bao cao ho so thang 12: 16h em nop")
    with commune.reads() as session:
        assert said(session) == [kind]


@pytest.mark.parametrize("first", ["2026-12-14", "2026-01-05"])
def test_an_absence_that_begins_on_a_day_that_is_over_is_not_recorded(
    commune: Commune, chats: Chats, first: str
) -> None:
    """Buttons of yesterday's message are still there today."""
    chats.write(AN, "/vang")
    asked = chats.newest(AN)
    before = commune.dump()["absence"]
    with commune.reads() as session:
        form = session.exec(select(Form)).one()
    answer = chats.press(AN, asked.message_id, f"{Do.FORM}:{form.id}:from_on:{first}")
    assert "Không có gì thay đổi" in answer
    with commune.reads() as session:
        assert session.get_one(Form, form.id).answers == form.answers
    assert commune.dump()["absence"] == before


@pytest.mark.parametrize(("minutes", "taken"), [(30, True), (31, False)])
def test_words_belong_to_an_open_form_for_half_an_hour(
    commune: Commune, chats: Chats, minutes: int, taken: bool
) -> None:
    chats.write(ADMIN, "/moi")
    before = answers(commune)
    commune.now += timedelta(minutes=minutes)
    chats.write(ADMIN, "Phan Văn Tài")
    assert (answers(commune) != before) is taken


def answers(commune: Commune) -> object:
    with commune.reads() as session:
        return session.exec(select(Form)).one().answers
