"""What is to be done today, for printing: by unit and officer, one line a task, nothing that needs nobody."""

import re
from datetime import datetime

import pytest
from sqlmodel import select

from bot.texts import today as texts
from jobs.today import DueSheet, due_sheet
from models.actor import Act, acting
from models.changes.absence import answer_as_deputy, be_absent
from models.changes.confirming import claim
from models.changes.evidence import add_evidence
from models.rules.zone import day_of
from models.tables import Unit
from tests.commune import MONTHLY, Commune, at

QUARTERLY, YEARLY = "7.5-bao-cao-tthc-quy", "7.5-bao-cao-tthc-nam"
EARLY, EVE, DUE, LATE = at("08/12/2026"), at("15/12/2026"), at("16/12/2026"), at("21/12/2026")


def sheet(commune: Commune, now: datetime, unit: str | None = None) -> DueSheet:
    with commune.reads() as session:
        asked = session.exec(select(Unit).where(Unit.code == unit)).first() if unit else None
        return due_sheet(session, commune.agency(session), now, asked)


def listed(commune: Commune, now: datetime, unit: str | None = None) -> list[tuple[str, str, str | None]]:
    rows = texts.as_json(sheet(commune, now, unit))
    return [(row["section"], row["requirement"], row["officer"]) for row in rows]


def line(commune: Commune, now: datetime, words: str = " 12/2026 ") -> str:
    return next(row for row in texts.as_table(sheet(commune, now)).splitlines() if words in row)


@pytest.mark.parametrize(
    ("now", "section", "says"),
    [
        (EVE, "soon", "còn 1 ngày"),
        (DUE, "due", "hôm nay"),
        (at("17/12/2026"), "due", "quá 1 ngày"),
        (at("19/12/2026"), "due", "quá 2 ngày"),
        (LATE, "due", "quá 3 ngày"),
    ],
)
def test_a_task_moves_from_what_comes_to_what_is_due(
    commune: Commune, now: datetime, section: str, says: str
) -> None:
    assert (section, MONTHLY, "an.vhxh") in listed(commune, now)
    assert says in line(commune, now)


def test_five_working_days_ahead_and_no_further(commune: Commune) -> None:
    """Wednesday 16/12 is five working days after Wednesday 9/12."""
    assert MONTHLY in [requirement for _, requirement, _ in listed(commune, at("09/12/2026"))]
    assert listed(commune, EARLY) == []
    assert texts.as_table(sheet(commune, EARLY)).count("Không có việc nào.") == 2


def test_what_is_nobodys_stands_first_and_the_numbers_run_through(commune: Commune) -> None:
    assert listed(commune, DUE) == [
        ("due", YEARLY, None),
        ("due", QUARTERLY, None),
        ("due", MONTHLY, "an.vhxh"),
    ]
    rows = texts.as_table(sheet(commune, DUE)).splitlines()
    numbers = [row.split()[0] for row in rows if re.match(r"\d+ ", row)]
    assert numbers == ["1", "2", "3"]
    assert "chưa có người" in line(commune, DUE, "quý IV/2026")


def test_one_unit_or_the_units_of_a_group(commune: Commune) -> None:
    assert listed(commune, DUE, "VHXH") == listed(commune, DUE, "CM") == listed(commune, DUE)
    assert listed(commune, DUE, "KT") == []
    assert "Phòng Văn hóa – Xã hội" in texts.as_table(sheet(commune, DUE, "VHXH")).splitlines()[1]


def test_who_said_done_is_not_called_late_and_what_was_handed_in_is_left_out(commune: Commune) -> None:
    commune.now = DUE
    with commune.writes() as session:
        claim(Act(session, commune.actor(session, "an.vhxh"), DUE), commune.task(session), commune.said())
    assert "chờ minh chứng" in line(commune, LATE)
    assert "quá" not in line(commune, LATE)
    with commune.writes() as session:
        an, task = commune.actor(session, "an.vhxh"), commune.task(session)
        add_evidence(Act(session, an, DUE), task, commune.file(), commune.said())
    assert MONTHLY not in [requirement for _, requirement, _ in listed(commune, LATE)]


def test_for_who_is_away_the_stand_in_signs(commune: Commune) -> None:
    with commune.writes() as session:
        an, dung = commune.person(session, "an.vhxh"), commune.person(session, "dung.vhxh")
        days = day_of(EVE), day_of(LATE)
        absence = be_absent(Act(session, acting(an), EVE), an, *days, dung)
        answer_as_deputy(Act(session, acting(dung), EVE), absence, agrees=True)
    assert "Lê Văn Dũng (thay)" in line(commune, DUE)


def test_no_line_is_wider_than_the_page(commune: Commune) -> None:
    commune.alter("UPDATE requirement SET short = :long", long="Báo cáo " * 40)
    commune.alter("UPDATE person SET full_name = :long", long="Công Tằng Tôn Nữ Thị " * 5)
    rows = texts.as_table(sheet(commune, LATE)).splitlines()
    assert max(map(len, rows)) <= texts.WIDTH
    assert len(rows) > 10


def test_the_page_shows_what_people_typed_as_they_typed_it(commune: Commune) -> None:
    commune.alter(
        "UPDATE requirement SET short = :typed", typed='Báo cáo <script>alert("x")</script> & phụ lục'
    )
    page = texts.as_page(sheet(commune, DUE))
    assert "<script>" not in page
    assert "Báo cáo &lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; phụ lục" in page
    assert "http" not in page
    assert "size: A4" in page
