"""With names switched on, none of a citizen is in clear anywhere, wherever in a list or in words it was typed."""

import logging
import unicodedata
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col, select

from models.actor import OPERATOR, Act
from models.changes.citizens import keep_citizens
from models.database import empty_log, writing
from models.rules.cases.listed import ListKind
from models.tables import Agency, CaseCitizen, Requirement, Statement, Task
from tests.case_lists import SampleRow, make_list, sample_rows
from tests.e2e.reading import ReadsHere
from tests.e2e.test_citizen_files import errands, imports, letter
from tests.e2e.world import CHATS, World, at, open_world
from tests.papers import trust_folder

HOA, BINH, MINH = (CHATS[code] for code in ("hoa.ttpvhcc", "binh.vhxh", "minh.vp"))
NAME, ADDRESS, PHONE, IDENTITY = "Đinh Thị Bạch Yến", "Xóm Vĩnh Lộc 17", "0912345678", "040201001234"
OF_CITIZEN = (NAME, "Bạch Yến", "Vĩnh Lộc", PHONE, IDENTITY)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[World]:
    """Friday 11/12/2026, 08:00; the commune keeps names, sealed."""
    folder = tmp_path / "world"
    async with open_world(folder, date(2026, 12, 11), None, at("11/12/2026", "08:00")) as world:
        assert world.sandbox.runtime is not None
        with writing(world.sandbox.runtime.engine) as session:
            agency = session.exec(select(Agency)).one()
            keep_citizens(Act(session, OPERATOR, world.sandbox.now()), agency, True, 90)
        await world.inspects(ReadsHere(trust_folder(tmp_path)))
        yield world


def row(number: int, **said: object) -> SampleRow:
    """A file of this citizen, promised on Tuesday 15/12."""
    of_one = {
        "name": NAME,
        "address": ADDRESS,
        "phone": PHONE,
        "identity": IDENTITY,
        "handler": "Phan Thị Hoa",
    }
    (made,) = sample_rows(1, first=number, running=True, promised_on=date(2026, 12, 15))
    promised = at("15/12/2026", "17:00")
    return replace(made, promised=promised, **(of_one | said))  # type: ignore[arg-type]


def trapped() -> list[SampleRow]:
    """What belongs to the citizen typed where it does not belong."""
    return [
        row(1),
        row(2, handler=NAME),
        row(3, handler=f"{NAME.upper()} ({PHONE})"),
        row(4, handler="0912.345.678"),
        row(5, procedure=f"Khai sinh cho con bà {NAME}, {PHONE}, CCCD {IDENTITY}"),
        row(6, procedure=f"<b>=HYPERLINK</b> {NAME}"),
        row(7, state=f"Chờ {NAME} ({PHONE})"),
        row(8, code=IDENTITY),
        row(9, code=PHONE.removeprefix("0"), phone=PHONE.removeprefix("0")),
        row(10, name=unicodedata.normalize("NFD", NAME), handler=unicodedata.normalize("NFD", NAME)),
    ]


def in_clear(world: World, folder: Path) -> list[str]:
    """Files of the installation, but for what officers work on in the folder of letters, and messages, that hold
    anything of the citizen in clear."""
    assert world.sandbox.runtime is not None
    empty_log(world.sandbox.runtime.engine)
    spelled = [unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in OF_CITIZEN]
    wanted = [each.encode(code) for each in spelled for code in ("utf-8", "unicode_escape", "utf-16-le")]
    lie = (each for each in folder.rglob("*") if each.is_file())
    kept = [each for each in lie if not {"telegram", "letters", "danh-sach-ho-so"} & set(each.parts)]
    found = [each.name for each in kept if any(name in each.read_bytes() for name in wanted)]
    told = [each for chat in CHATS.values() for each in world.telegram.messages(chat) if each.from_bot]
    return found + [each.text for each in told if any(name in each.text for name in OF_CITIZEN)]


async def test_wherever_in_a_list_a_citizen_is_typed(
    office: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    data = make_list(ListKind.XLSX, trapped(), titles=(f"Hồ sơ của {NAME}, {PHONE}",), two_header_rows=True)
    said = await office.send_file(HOA, data, f"ds {NAME} {PHONE}.xlsx", "application/vnd.ms-excel")
    assert "Đã nhập 8 hồ sơ" in said.text and "2 dòng không đọc được" in said.text
    nameless = make_list(
        ListKind.CSV, trapped(), columns=[("Mã hồ sơ", "code"), ("Chủ hồ sơ", "name"), ("SĐT", "phone")]
    )
    said = await office.send_file(HOA, nameless, f"{NAME}.csv", "text/csv")
    assert said.text.startswith("⚠️ Chưa nhập danh sách vừa gửi") and "chưa có cột ngày hẹn trả" in said.text
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    assert "Tệp có mật khẩu" in (await office.send_file(HOA, locked, f"{NAME}.xlsx", "text/csv")).text
    folder = tmp_path / "world" / "danh-sach-ho-so"
    folder.mkdir()
    (folder / f"{NAME}.csv").write_bytes(nameless)
    await errands(office)
    assert office.newest(HOA, "⚠️ Chưa nhập danh sách lưu lúc")
    await office.settled()
    sent = [each for each in office.telegram.messages(HOA) if each.document and not each.from_bot]
    assert sent == []
    with office.rows() as session:
        assert session.exec(select(CaseCitizen)).all() == [], (
            "a name that came through the chat is never kept"
        )
    imports(office, tmp_path, [row(1)])
    with office.rows() as session:
        assert len(session.exec(select(CaseCitizen)).all()) == 1
    assert in_clear(office, tmp_path / "world") == []
    assert not [each for each in OF_CITIZEN if each in caplog.text]


async def test_words_about_a_file_reach_nobody_else_with_a_telephone_or_a_name(
    office: World, tmp_path: Path
) -> None:
    listed = [row(1)]
    imports(office, tmp_path, listed)
    await office.go_to("14/12/2026", "07:30")
    bundle = office.newest(HOA, "🙏")
    words = f"1 chưa xong, vướng vì bà {NAME} chưa nộp giấy, sđt {PHONE}, cccd {IDENTITY}, nhờ Phan Thị Hoa"
    await office.write(HOA, words, bundle.message_id)
    unclear = f"1 chưa biết, để hỏi lại bà {NAME} số {PHONE} xem sao"
    for asked in (unclear, f"1 nhờ {NAME} {PHONE} làm", f"1 {NAME} {PHONE}"):
        await office.write(HOA, asked, bundle.message_id)
    for day, hour in (("14/12/2026", "14:00"), ("15/12/2026", "10:00")):
        await office.go_to(day, hour)
    with office.rows() as session:
        kept, *_ = session.exec(select(Statement).order_by(col(Statement.id))).all()
    assert kept.words == "1 chưa xong, vướng vì bà … chưa nộp giấy, sđt …, cccd …, nhờ Phan Thị Hoa"
    assert in_clear(office, tmp_path / "world") == []


async def test_a_letter_is_called_by_its_code_and_its_copies_are_the_owners_alone(
    office: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    listed = [row(1)]
    imports(office, tmp_path, listed)
    await office.go_to("14/12/2026", "07:30")
    incoming = tmp_path / "world" / "letters" / "da-ky"
    incoming.mkdir(parents=True)
    (incoming / f"{NAME} {PHONE}.pdf").write_bytes(await letter(f"{listed[0].code} của bà {NAME}"))
    (incoming / f"{NAME}.docx").write_bytes(b"PK\x03\x04")
    await errands(office)
    with office.rows() as session:
        task = session.exec(select(Task).where(col(Task.is_case))).one()
        assert session.get_one(Requirement, task.requirement_id).personal
    assert in_clear(office, tmp_path / "world") == []
    assert not [each for each in OF_CITIZEN if each in caplog.text]
