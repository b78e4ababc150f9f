"""A requirement comes up otherwise from now on: what was opened before goes on under its own name."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from jobs.verify import verify
from models.actor import OPERATOR, Act
from models.catalogue.loading import load
from models.catalogue.reading import read_catalogue
from models.rules.cadence import Cadence
from models.rules.lifecycle import ACTIVE, State
from models.store import EvidenceStore
from models.tables import Notification, OutboxState, Person, Requirement, Task
from tests.commune import MONTHLY, REPORTS
from tests.e2e.test_import import XLSX, edited, exported
from tests.e2e.test_manage import newest, press
from tests.e2e.test_settings_forms import day_off
from tests.e2e.world import ADMIN, AN, BINH, World, open_world

QUARTERLY, YEARLY = "7.5-bao-cao-tthc-quy", "7.5-bao-cao-tthc-nam"
OF_MONTHLY = "    cadence: monthly\n    cutoff: 14\n    due: {after_cutoff: 2}\n"
START = "    starts_on: 2025-12-15 # kỳ đầu chốt 14/01/2026\n"
# What the file says of the monthly report from now on.
OTHERWISE = {
    "weekly": "    cadence: weekly\n    due: {weekday: friday}\n",
    "quarterly": "    cadence: quarterly\n    cutoff: 14\n    due: {after_cutoff: 2}\n",
    "four days": "    cadence: quarterly\n    due: {dates: [15/3, 15/6, 15/9, 15/12]}\n",
    "half-yearly": "    cadence: half_yearly\n    due: {dates: [15/6, 15/12]}\n",
    "yearly": "    cadence: yearly\n    cutoff: 31\n    due: {dates: [15/1], next_year: true}\n",
    "once": "    cadence: once\n    due: {date: 2026-12-30}\n",
    "per case": "    cadence: per_case\n",
}


@pytest.fixture
async def eve(tmp_path: Path) -> AsyncIterator[World]:
    """Thursday 10/12/2026: the reports of December, the quarter and the year are open and An's."""
    async with open_world(tmp_path, date(2026, 12, 10)) as opened:
        with opened.writing() as session:
            an = session.exec(select(Person.id).where(Person.code == "an.vhxh")).one()
            for requirement in session.exec(select(Requirement)):
                requirement.responsible_id = an
                session.add(requirement)
        yield opened


def catalogue_saying(rule: str) -> str:
    text = REPORTS.read_text(encoding="utf-8")
    changed = text.replace(OF_MONTHLY, rule)
    return changed.replace(START, "") if "once" in rule or "per_case" in rule else changed


def say(world: World, rule: str) -> None:
    """A catalogue file with this rule for the monthly report is loaded, as the command line does."""
    read = read_catalogue(catalogue_saying(rule).encode(), "danh-muc.yaml")
    with world.writing() as session:
        load(Act(session, OPERATOR, world.sandbox.now()), read, [])


def opened(world: World, code: str = MONTHLY, *states: State) -> list[str]:
    with world.rows() as session:
        found = select(Task).join(Requirement, Requirement.id == Task.requirement_id)  # type: ignore[arg-type]
        tasks = session.exec(found.where(Requirement.code == code)).all()
    return sorted(task.period for task in tasks if task.state in (states or ACTIVE))


def unsent(world: World) -> list[tuple[str, str]]:
    """What will never be sent because something was wrong with it."""
    with world.rows() as session:
        rows = session.exec(select(Notification).where(Notification.state == OutboxState.FAILED)).all()
        return [(row.kind, row.error) for row in rows]


def verified(world: World) -> bool:
    with world.rows() as session:
        return not verify(session, EvidenceStore(world.sandbox._folder / "evidence"))


@pytest.mark.parametrize("rule", OTHERWISE)
async def test_whoever_has_an_open_task_of_it_is_answered_and_reminded_as_before(
    eve: World, rule: str
) -> None:
    say(eve, OTHERWISE[rule])
    listed = await eve.write(AN, "/viec")
    assert "tháng 12/2026" in listed.text
    await eve.go_to("15/12/2026")
    assert any("tháng 12/2026" in each.text for each in eve.started(AN))
    await eve.go_to("16/12/2026", "14:00")
    called = [each for each in eve.said(AN) if each.text.startswith("🔔 Chiều nay hết hạn")]
    assert any("tháng 12/2026" in each.text for each in called)
    await eve.go_to("17/12/2026", "10:00")
    assert any("tháng 12/2026" in each.text for each in eve.started(BINH))
    assert unsent(eve) == []
    assert eve.task("2026-12").due_on == date(2026, 12, 16)


async def moved_to_the_17th(world: World) -> str:
    """The admin moves the report of December; returns the screen that asks whether to."""
    await world.write(ADMIN, "/quanly")
    await press(world, "📅 Dời hạn")
    await world.write(ADMIN, "bao cao tinh hinh ho so thang")
    await press(world, "tháng 12/2026")
    await world.write(ADMIN, "17/12")
    screen = await world.write(ADMIN, "Công văn số 2624/SNV-CCHC ngày 10/12/2026")
    await press(world, "📅 Dời hạn")
    return screen.text


@pytest.mark.parametrize("rule", OTHERWISE)
async def test_its_deadline_moves_and_moves_back_but_sets_no_rule(eve: World, rule: str) -> None:
    await eve.go_to("10/12/2026", "09:00")
    say(eve, OTHERWISE[rule])
    screen = await moved_to_the_17th(eve)
    assert "Kỳ: tháng 12/2026" in screen
    assert "từ kỳ này về sau" not in screen and "Áp dụng" not in screen
    assert eve.task("2026-12").due_on == date(2026, 12, 17)
    assert "tháng 12/2026" in eve.said(AN)[-1].text
    await press(eve, "↩️ Hoàn tác")
    assert eve.task("2026-12").due_on == date(2026, 12, 16)
    assert unsent(eve) == []


async def test_what_recurs_as_it_was_opened_may_set_a_rule(eve: World) -> None:
    await eve.go_to("10/12/2026", "09:00")
    assert "Áp dụng: chỉ kỳ này" in await moved_to_the_17th(eve)


async def changed_by_form(world: World, requirement: str, taps: tuple[str, ...]) -> str:
    """The admin edits a requirement down to the last press; returns what the screen promised."""
    await world.write(ADMIN, "/quanly")
    await press(world, "📚 Các yêu cầu")
    await world.write(ADMIN, requirement)
    for label in ("✏️ Sửa", "✏️ Chu kỳ", *taps[:-1]):
        await press(world, label)
    last = taps[-1]
    promised = await (world.write(ADMIN, last[1:]) if last.startswith("!") else press(world, last))
    await press(world, "✅ Lưu yêu cầu")
    return promised.text


TO_QUARTERS = ("Hằng quý", "Ngày 14", "2 ngày làm việc sau chốt")
TO_MONTHS = ("Hằng tháng", "Không có ngày chốt", "Ngày 25 hằng tháng")
TO_HALVES = ("6 tháng một lần", "Ngày 14", "2 ngày làm việc sau chốt")
TO_ONCE = ("Chỉ một lần", "!30/12/2026")


@pytest.mark.parametrize(
    ("code", "taps", "named", "opens", "promise"),
    [
        (MONTHLY, TO_QUARTERS, "tháng 12/2026", "2026-Q4", "quý IV/2026: hạn thứ Tư, 16/12/2026"),
        (MONTHLY, TO_ONCE, "tháng 12/2026", "2026-12-30", "một lần: hạn thứ Tư, 30/12/2026"),
        (QUARTERLY, TO_MONTHS, "quý IV/2026", "2026-12", "tháng 12/2026: hạn thứ Sáu, 25/12/2026"),
        (YEARLY, TO_HALVES, "năm 2026", "2026-H2", "6 tháng cuối năm 2026: hạn thứ Tư, 16/12/2026"),
    ],
)
async def test_changed_by_five_taps_it_opens_what_the_screen_promised_and_is_taken_back_whole(
    eve: World, code: str, taps: tuple[str, ...], named: str, opens: str, promise: str
) -> None:
    await eve.go_to("10/12/2026", "09:00")
    before, past = opened(eve, code), opened(eve, code, State.TO_SETTLE)
    assert promise in await changed_by_form(eve, code, taps)
    assert opens in opened(eve, code) and set(before) < set(opened(eve, code))
    assert opened(eve, code, State.TO_SETTLE, State.MISSED) == past
    assert named in (await eve.write(AN, "/viec")).text
    heard = len(eve.started(AN))
    assert "Đã hoàn tác" in (await press(eve, "↩️ Hoàn tác")).text
    assert opened(eve, code) == before
    assert len(eve.started(AN)) == heard, "who never heard of it hears of no end either"
    assert named in (await eve.write(AN, "/viec")).text
    assert unsent(eve) == [] and verified(eve)


async def test_once_something_came_of_the_new_period_the_change_is_not_taken_back(eve: World) -> None:
    await eve.go_to("15/12/2026", "09:00")
    await changed_by_form(eve, MONTHLY, TO_QUARTERS)
    saved = newest(eve)
    card = await eve.open_card(AN, "Báo cáo tình hình hồ sơ giải quyết TTHC quý IV")
    await eve.press(AN, card, "✅ Đã xong")
    assert "không hoàn tác được" in await eve.press(ADMIN, saved, "↩️ Hoàn tác")
    with eve.rows() as session:
        row = session.exec(select(Requirement).where(Requirement.code == MONTHLY)).one()
        assert row.cadence is Cadence.QUARTERLY


async def test_a_workbook_changes_it_and_is_taken_back_as_one(eve: World) -> None:
    await eve.go_to("10/12/2026", "09:00")
    file = edited(await exported(eve), "Yêu cầu", "Chu kỳ", MONTHLY, "hằng quý")
    screen = await eve.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    assert "hằng tháng" in screen.text and "hằng quý" in screen.text
    await press(eve, "📥 Nạp tệp")
    assert opened(eve) == ["2026-12", "2026-Q4", "2027-01"]
    listed = (await eve.write(AN, "/viec")).text
    assert "tháng 12/2026" in listed and listed.count("quý IV/2026") == 2
    assert "Đã hoàn tác" in (await press(eve, "↩️ Hoàn tác")).text
    assert opened(eve) == ["2026-12", "2027-01"]
    assert verified(eve)


async def test_a_day_off_entered_afterwards_names_the_open_tasks_that_fall_on_it(eve: World) -> None:
    say(eve, OTHERWISE["four days"])
    screen = await day_off(eve, "16/12")
    assert "Báo cáo tình hình hồ sơ giải quyết TTHC tháng 12/2026, hạn 16/12" in screen.text
