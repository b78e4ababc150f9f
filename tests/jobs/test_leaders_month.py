"""Once a month leaders read how often citizens' data were opened (Law 91/2025/QH15 article 19 clause 2)."""

import pytest
from sqlmodel import col, select

from bot.texts.render import render
from jobs.leading import tell_leaders
from jobs.messages.compose import compose
from models.actor import CLOCK, Act
from models.changes.looking import looked
from models.tables import Looked, Notification
from tests.commune import Commune, at, commune, template
from tests.models.changes.test_citizens import lay_case

__all__ = ["commune", "template"]


def opens(commune: Commune, day: str, who: str, count: int = 1) -> None:
    with commune.writes() as session:
        act = Act(session, commune.actor(session, who), at(day, "10:00"))
        looked(act, commune.agency(session), Looked.EVIDENCE, count=count)


def week(commune: Commune, day: str) -> list[str]:
    """The lines of the leader's weekly message of that morning that speak of it."""
    now = at(day, "07:30")
    with commune.writes() as session:
        tell_leaders(Act(session, CLOCK, now), commune.agency(session))
        told = (
            select(Notification)
            .where(Notification.kind == "leader_week")
            .order_by(col(Notification.id).desc())
        )
        row = session.exec(told).first()
        assert row is not None and row.created_at == now
        message = compose(session, row, now)
    assert message is not None
    return [line for line in render(message).html.splitlines() if line.startswith("🔒")]


def test_the_first_week_of_a_month_tells_of_the_month_before(commune: Commune) -> None:
    with commune.writes() as session:
        lay_case(session, commune)
    opens(commune, "30/11/2026", "an.vhxh", 50)
    opens(commune, "07/12/2026", "an.vhxh", 3)
    opens(commune, "31/12/2026", "minh.vp")
    assert week(commune, "04/01/2027") == ["🔒 Tháng trước: 4 lượt mở dữ liệu người dân, của 2 người."]
    assert week(commune, "11/01/2027") == []
    assert week(commune, "01/02/2027") == ["🔒 Tháng trước: không ai mở dữ liệu người dân."]


@pytest.mark.parametrize("day", ["04/01/2027", "11/01/2027"])
def test_an_agency_without_citizen_files_hears_nothing_of_it(commune: Commune, day: str) -> None:
    assert week(commune, day) == []
