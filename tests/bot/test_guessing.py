"""Codes are not guessed: ten a day from one account, whoever it is; the count stands in the database."""

import pytest
from sqlmodel import select

from models.alarms import Alarm
from models.changes.joining import create_invite
from models.kinds import Kind
from models.tables import Notification, Person
from tests.bot.chats import CHATS, Chats
from tests.commune import Commune, commune, template

__all__ = ["commune", "template"]

AN, STRANGER = CHATS["an.vhxh"], 999_000_001


def notices(commune: Commune, chat_id: int) -> list[str]:
    with commune.reads() as session:
        rows = session.exec(select(Notification).where(Notification.chat_id == chat_id)).all()
        return [row.facts.get("notice", row.kind) for row in rows]


def alarms(commune: Commune) -> list[tuple[str, int]]:
    with commune.reads() as session:
        rows = session.exec(select(Notification).where(Notification.kind == Kind.ALARM)).all()
        return [(row.facts["alarm"], row.facts["count"]) for row in rows]


def guess(chats: Chats, chat_id: int, count: int) -> None:
    for last in "23456789ABCDEF"[:count]:
        chats.write(chat_id, f"NV 2222 222{last}")


def fresh_code(commune: Commune) -> str:
    with commune.writes() as session:
        person = session.exec(select(Person).where(Person.code == "binh.vhxh")).one()
        return create_invite(commune.act(session, "minh.vp"), person)[1]


@pytest.mark.parametrize("chat_id", [AN, STRANGER])
def test_after_ten_codes_a_day_even_the_right_one_opens_nothing(commune: Commune, chat_id: int) -> None:
    code, chats = fresh_code(commune), Chats(commune)
    guess(chats, chat_id, 10)
    chats.write(chat_id, code)
    assert notices(commune, chat_id)[-11:] == ["invite_unknown"] * 10 + ["too_many_codes"]


def test_who_has_joined_is_never_met_with_silence(commune: Commune) -> None:
    chats = Chats(commune)
    guess(chats, AN, 12)
    assert notices(commune, AN)[-2:] == ["too_many_codes"] * 2


def test_of_very_many_codes_together_the_admins_hear_once(commune: Commune) -> None:
    chats = Chats(commune)
    for number in range(10):
        guess(chats, STRANGER + number, 10)
    assert alarms(commune) == []
    guess(chats, STRANGER + 10, 2)
    assert alarms(commune) == [(Alarm.GUESSING, 101)]
