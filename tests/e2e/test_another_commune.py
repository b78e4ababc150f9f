"""A commune that has nothing of the example: the sandbox plays it, and its first reminders are the right ones."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from bot.sandbox.people import SAMPLES, people_of
from bot.sandbox.server import serve
from bot.setup import set_up
from models.actor import OPERATOR, Act
from models.catalogue.reading import read_content
from models.changes.joining import create_invite
from models.clock import SystemClock
from models.database import connect, writing
from models.tables import Person, Requirement, Unit
from tests.e2e.test_run_sandbox import SECONDS_TO_SAY_WHERE, begun, printed_address
from tests.e2e.test_token_and_polling import new_telegram
from tests.e2e.test_token_and_polling import running as run_with_token
from tests.e2e.world import World, open_world

NGHIA_DONG = Path(__file__).parents[1] / "data" / "nghia-dong.yaml"
START = date(2026, 12, 8)


def without_people(folder: Path) -> Path:
    """The same commune, which names nobody."""
    lines = NGHIA_DONG.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [each for each in lines if "roles:" not in each and "responsible:" not in each]
    file = folder / "khong-nguoi.yaml"
    file.write_text("".join(kept).replace("people:\n", "people: []\n"), encoding="utf-8")
    return file


@pytest.fixture
async def commune(tmp_path: Path) -> AsyncIterator[World]:
    """Nghĩa Đồng on Tuesday 08/12/2026 at 07:00, in a sandbox."""
    async with open_world(tmp_path, START, NGHIA_DONG) as opened:
        yield opened


def chats(world: World) -> dict[str, int]:
    return {each.name: each.chat_id for each in world.sandbox.people()}


async def test_its_own_people_have_joined_and_are_reminded_of_what_is_theirs(commune: World) -> None:
    own = chats(commune)
    assert {"Hồ Thị Tâm", "Phan Bá Lộc", "Cao Xuân Kỳ"} < {*own}
    assert not {each.full_name for each in SAMPLES} & {*own}
    await commune.go_to("09/12/2026", "07:31")
    thuy = "\n".join(each.text for each in commune.started(own["Nguyễn Thị Thủy"]))
    tam = "\n".join(each.text for each in commune.started(own["Hồ Thị Tâm"]))
    assert "Thống kê hồ sơ tháng" in thuy
    assert "Biên bản tự kiểm tra" in tam
    assert "Biên bản tự kiểm tra" not in thuy
    assert "Tân Kỳ" not in thuy + tam


async def test_an_officer_answers_and_its_admin_manages(commune: World) -> None:
    own = chats(commune)
    await commune.go_to("10/12/2026", "07:31")
    card = await commune.open_card(own["Nguyễn Thị Thủy"], "Thống kê hồ sơ tháng")
    assert "Thống kê hồ sơ tháng" in card.text
    managed = await commune.write(own["Phan Bá Lộc"], "/quanly")
    assert "⚙️ Quản lý" in managed.text
    assert "ví dụ" not in managed.text


async def test_a_commune_that_names_nobody_is_played_by_people_made_for_its_units(tmp_path: Path) -> None:
    file = without_people(tmp_path)
    async with open_world(tmp_path / "sandbox", START, file) as world:
        names = {*chats(world)}
        with world.rows() as session:
            people = session.exec(select(Person)).all()
            units = {unit.id for unit in session.exec(select(Unit))}
            unowned = session.exec(select(Requirement).where(Requirement.responsible_id == None)).all()  # noqa: E711
        await world.go_to("09/12/2026", "07:31")
        thuy = next(each for each in people if each.code.endswith(".mc") and each.position == "Chuyên viên")
        assert "Thống kê hồ sơ tháng" in "\n".join(each.text for each in world.started(thuy.chat_id or 0))
    assert units == {each.unit_id for each in people} - {None}
    assert all(each.joined_at for each in people)
    assert unowned == []
    assert not {each.full_name for each in SAMPLES} & names


async def test_starting_over_reads_the_file_again_and_a_fault_in_it_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "xa.yaml"
    shutil.copy(NGHIA_DONG, file)
    async with open_world(tmp_path / "sandbox", START, file) as world:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("unit: MC", "unit: KHONG-CO"), encoding="utf-8")
        said = await world.sandbox.start_over()
        assert said.startswith("Chưa làm lại, tệp danh mục có ")
        assert "KHONG-CO" in said
        assert "Hồ Thị Tâm" in chats(world)
        assert world.sandbox.is_stale
        file.write_text(text.replace("Hồ Thị Tâm", "Hồ Thị Thắm"), encoding="utf-8")
        assert await world.sandbox.start_over() == "Đã làm lại từ đầu."
        assert "Hồ Thị Thắm" in chats(world)
        assert not world.sandbox.is_stale


async def test_the_setting_names_the_file_and_each_agency_has_a_folder_of_its_own(tmp_path: Path) -> None:
    process = await begun(tmp_path, SANDBOX_CATALOGUE=str(NGHIA_DONG), SANDBOX_START="2026-12-08")
    try:
        await asyncio.wait_for(printed_address(process), SECONDS_TO_SAY_WHERE)
    finally:
        process.terminate()
        await process.wait()
    folder = tmp_path / "data" / "sandbox-nghia-dong"
    engine = connect(f"sqlite:///{folder / 'nhacviec.db'}")
    assert "Phan Bá Lộc" in {each.name for each in people_of(engine)}
    engine.dispose()
    assert not (tmp_path / "data" / "sandbox").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "xa.yaml (không có tệp hay thư mục này)"), ("agency: [", "xa.yaml:1: Không đọc được YAML")],
)
async def test_a_file_with_a_fault_starts_nothing(content: str | None, says: str, tmp_path: Path) -> None:
    file = tmp_path / "xa.yaml"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    process = await begun(tmp_path, SANDBOX_CATALOGUE="xa.yaml")
    out, err = await asyncio.wait_for(process.communicate(), SECONDS_TO_SAY_WHERE)
    assert (process.returncode, out) == (1, b"")
    (line,) = err.decode().splitlines()
    assert says in line
    assert not (tmp_path / "data").exists()


async def test_in_an_empty_folder_with_a_token_its_people_join_by_their_codes(tmp_path: Path) -> None:
    database, account = tmp_path / "xa.db", 4_711
    engine = connect(f"sqlite:///{database}")
    set_up(engine, SystemClock().now(), read_content(NGHIA_DONG.read_bytes(), NGHIA_DONG.name))
    with writing(engine) as session:
        thuy = session.exec(select(Person).where(Person.code == "thuy.mc")).one()
        code = create_invite(Act(session, OPERATOR, SystemClock().now()), thuy)[1]
    engine.dispose()
    with new_telegram(tmp_path / "telegram") as telegram:
        async with serve(telegram.app) as url, run_with_token(tmp_path, url, database=database) as program:
            telegram.add_account(account, "Thủy")
            telegram.send_text(account, f"/start {code}")
            asked = await telegram.until(
                lambda: next((each for each in telegram.messages(account) if each.from_bot), None), 15
            )
            await program.stopped()
    assert asked is not None
    assert "UBND xã Nghĩa Đồng" in asked.text
    assert "Nguyễn Thị Thủy" in asked.text
