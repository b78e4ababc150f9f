"""One week of Phòng VH–XH, played over the wire: who is there, what is due, and what they do."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from bot.sandbox.telegram import ChatMessage
from models.actor import OPERATOR, Act
from models.catalogue.document import Catalogue, DueEntry, ItemEntry, RequirementEntry
from models.catalogue.reading import builtin_catalogue
from models.changes.assigning import assign_requirement
from models.tables import Person, PersonRole, Requirement, Role
from tests.e2e.chronicle import Chronicle
from tests.e2e.world import ADMIN, AN, BINH, CHATS, DUNG, open_world

HOA, LAM = CHATS["hoa.ttpvhcc"], CHATS["lam.ubnd"]
KHANH, CHAU = CHATS["khanh.kt"], CHATS["chau.vp"]
# Officer, colleague, head, reviewer, leader; and three who have nothing to do with any of it.
NAMES = {
    AN: "An",
    DUNG: "Dũng",
    BINH: "Bình",
    HOA: "Hoa",
    LAM: "Lâm",
    KHANH: "Khánh",
    CHAU: "Châu",
    ADMIN: "Minh",
}

TRAINING = "Báo cáo kết quả bồi dưỡng công chức"
FIGURES = "Báo cáo tình hình giải quyết TTHC"
MENDED = "Báo cáo khắc phục tiêu chí mất điểm"
PROPOSAL = "Kiến nghị sửa đổi quy định TTHC"
ROTATION = "Kế hoạch chuyển đổi vị trí công tác"
ONLINE = "Báo cáo hồ sơ trực tuyến toàn trình"
STAFF = "Kế hoạch tinh giản biên chế"
# Code, title, due day, whose. The two that end on "thang" and "nam" are An's in every sandbox.
_DUE = (
    ("5.7-boi-duong", TRAINING, date(2026, 12, 2), "an.vhxh"),
    ("7.5-bao-cao-tthc-thang", FIGURES, date(2026, 12, 7), "an.vhxh"),
    ("1.6.2-khac-phuc", MENDED, date(2026, 12, 8), "an.vhxh"),
    ("3.1.2-kien-nghi", PROPOSAL, date(2026, 12, 8), "an.vhxh"),
    ("5.8-chuyen-doi", ROTATION, date(2026, 12, 10), "an.vhxh"),
    ("7.5-bao-cao-tthc-nam", ONLINE, date(2026, 12, 10), "an.vhxh"),
    ("5.6.1-bien-che", STAFF, date(2026, 12, 9), "binh.vhxh"),
)


@asynccontextmanager
async def open_week(folder: Path) -> AsyncIterator[Chronicle]:
    """Adopted on Tuesday 1/12/2026 without a trial run; An's training report was due on the 2nd, her head heard
    of it on the 3rd. It is Friday evening before the week."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.setup.builtin_catalogue", _catalogue)
        async with open_world(folder, date(2026, 12, 1), None) as world:
            with world.writing() as session:
                _cast(session)
                for code, _, _, officer in _DUE:
                    _give(session, code, officer, world)
            await world.go_to("03/12/2026", "09:00")
            await world.write(AN, "/viec")
            await world.go_to("04/12/2026", "17:00")
            yield Chronicle(world, NAMES)


async def play(week: Chronicle) -> None:
    """What the five do from Monday to Friday, by button, in words, with files."""
    await _monday(week)
    await _tuesday(week)
    await _wednesday(week)
    await _thursday(week)
    await _friday(week)


async def _monday(week: Chronicle) -> None:
    """Six at once; one done, one put off, one refused, one promised; the head will be away."""
    await week.go_to("07/12/2026", "08:00")
    digest = week.newest(AN, "Có 6 việc")
    asked = await week.write(AN, "xong rồi")
    await week.press(AN, asked, "Chưa trả lời lúc này")
    await week.go_to("07/12/2026", "08:05")
    await week.write(AN, "1 xong, 4 mai nop", digest)
    await week.go_to("07/12/2026", "08:15")
    await _hand_over(week, digest, ROTATION)
    await week.go_to("07/12/2026", "08:40")
    await week.press(DUNG, week.newest(DUNG, ROTATION), "✋ Không nhận")
    await week.go_to("07/12/2026", "09:00")
    await week.write(AN, "2 thu nam nop", digest)
    await week.press(BINH, week.newest(BINH, TRAINING), "Giữ hạn")
    await week.go_to("07/12/2026", "09:30")
    asked = await week.write(BINH, "/vang")
    for label in ("Ngày mai", "Hết thứ Năm, 10/12", "👤 Nhờ Lê Văn Dũng"):
        await week.press(BINH, asked, label)
    await week.press(DUNG, week.newest(DUNG, "🤝"), "✅ Tôi nhận")
    await week.go_to("07/12/2026", "17:00")


async def _tuesday(week: Chronicle) -> None:
    """Evidence is returned; two are due and nothing was heard; the deputy does the head's own."""
    await week.go_to("08/12/2026", "08:30")
    digest = week.newest(AN, "Có 4 việc")
    card = await week.open(AN, digest, FIGURES)
    await week.send_file(AN, card, b"1")
    await week.go_to("08/12/2026", "09:00")
    await _return(week, FIGURES, "Ảnh chưa thấy ngày giờ gửi.")
    await week.go_to("08/12/2026", "10:00")
    await week.send_file(DUNG, week.newest(DUNG, STAFF), b"2")
    await week.go_to("08/12/2026", "11:00")
    card = await week.open(AN, digest, PROPOSAL)
    asked = await week.press(AN, card, "⏰ Nhắc lại sau")
    await week.press(AN, asked, "14:00")
    await week.go_to("08/12/2026", "14:30")
    await week.send_file(AN, card, b"3")
    await week.go_to("08/12/2026", "17:00")


async def _wednesday(week: Chronicle) -> None:
    """The reviewer catches up, the returned one comes again, the deputy hears for the head."""
    await week.go_to("09/12/2026", "08:00")
    waiting = week.newest(HOA, "2 minh chứng")
    await week.press(HOA, await week.open(HOA, waiting, STAFF), "✔️ Duyệt")
    await week.press(HOA, await week.open(HOA, waiting, PROPOSAL), "✔️ Duyệt")
    await week.go_to("09/12/2026", "08:30")
    await week.send_file(AN, week.newest(AN, "↩️ Cần bổ sung"), b"4")
    await week.go_to("09/12/2026", "08:45")
    await week.press(HOA, week.newest(HOA, f"📥 Chờ thẩm tra – {FIGURES}"), "✔️ Duyệt")
    await week.go_to("09/12/2026", "09:00")
    digest = week.newest(AN, "Có 5 việc")
    await _hand_over(week, digest, ONLINE)
    await week.go_to("09/12/2026", "09:10")
    await week.write(DUNG, "ok chị", week.newest(DUNG, ONLINE))
    await week.go_to("09/12/2026", "10:15")
    await week.press(DUNG, week.newest(DUNG, "📌"), "💬 Tôi đã trao đổi")
    await week.go_to("09/12/2026", "10:30")
    await week.send_file(AN, await week.open(AN, digest, MENDED), b"5")
    await week.go_to("09/12/2026", "17:00")


async def _thursday(week: Chronicle) -> None:
    """Two are due: one is said to be done, one comes as a file; what was promised comes too."""
    await week.go_to("10/12/2026", "08:00")
    await week.press(HOA, week.newest(HOA, f"thẩm tra – {MENDED}"), "✔️ Duyệt")
    await week.go_to("10/12/2026", "08:30")
    await week.write(AN, "xong roi a", week.newest(AN, ROTATION))
    await week.go_to("10/12/2026", "09:00")
    await week.send_file(DUNG, week.newest(DUNG, ONLINE), b"6")
    await week.go_to("10/12/2026", "09:30")
    await week.press(HOA, week.newest(HOA, ONLINE), "✔️ Duyệt")
    await week.go_to("10/12/2026", "15:00")
    listed = await week.write(AN, "/viec")
    await week.send_file(AN, await week.open(AN, listed, TRAINING), b"7")
    await week.go_to("10/12/2026", "17:00")


async def _friday(week: Chronicle) -> None:
    """The head is back, and the last piece comes in."""
    await week.go_to("11/12/2026", "08:00")
    await week.press(HOA, week.newest(HOA, TRAINING), "✔️ Duyệt")
    await week.go_to("11/12/2026", "08:30")
    await week.send_file(AN, week.newest(AN, ROTATION), b"8")
    await week.go_to("11/12/2026", "09:00")
    await week.press(HOA, week.newest(HOA, ROTATION), "✔️ Duyệt")
    await week.go_to("11/12/2026", "17:00")


async def _hand_over(week: Chronicle, digest: object, title: str) -> None:
    card = await week.open(AN, digest, title)  # type: ignore[arg-type]
    details = await week.press(AN, card, "❓ Chi tiết")
    asked = await week.press(AN, details, "🤝 Chuyển cho đồng nghiệp")
    await week.press(AN, asked, "👤 Lê Văn Dũng")


async def _return(week: Chronicle, title: str, reason: str) -> None:
    await return_in_words(week, HOA, week.newest(HOA, title), reason)


async def return_in_words(week: Chronicle, reviewer: int, card: ChatMessage, reason: str) -> None:
    """The reviewer opens the file and returns it in words of their own."""
    await week.press(reviewer, card, "📄 Mở tệp")
    question = await week.press(reviewer, card, "↩️ Trả lại")
    asked = await week.press(reviewer, question, "✍️ Lý do khác")
    await week.write(reviewer, reason, asked)


def _catalogue() -> Catalogue:
    """The built-in units and criteria; of requirements only those of the week."""
    requirements = tuple(
        RequirementEntry(
            code=code,
            criterion=code.split("-")[0],
            title=title,
            short=title,
            unit="VHXH",
            cadence="yearly",
            due=DueEntry(dates=(f"{due_on.day}/{due_on.month}",)),
            starts_on=date(2026, 1, 1),
            items=(ItemEntry(code="tep", title="Ảnh chụp hoặc tệp đã phát hành", kind="attachment"),),
            status="proposed",
            reason="Tuần mẫu để thử.",
        )
        for code, title, due_on, _ in _DUE
    )
    return builtin_catalogue().model_copy(update={"requirements": requirements})


def _cast(session: Session) -> None:
    """Bình is head only; Hoa reviews, and is in no unit that has work this week."""
    binh, hoa = (
        session.exec(select(Person).where(Person.code == code)).one() for code in ("binh.vhxh", "hoa.ttpvhcc")
    )
    for held in session.exec(select(PersonRole).where(PersonRole.person_id == hoa.id)).all():
        session.delete(held)
    session.delete(session.get_one(PersonRole, (binh.id, Role.REVIEWER)))
    session.add(PersonRole(person_id=hoa.id or 0, role=Role.REVIEWER))


def _give(session: Session, code: str, officer: str, world: object) -> None:
    requirement = session.exec(select(Requirement).where(Requirement.code == code)).one()
    person = session.exec(select(Person).where(Person.code == officer)).one()
    assign_requirement(Act(session, OPERATOR, world.sandbox.now()), requirement, person)  # type: ignore[attr-defined]
