"""What a head or a reviewer is told reaches who acts for them, and says for whom; nobody is asked to remind
themselves."""

from datetime import date

from sqlmodel import Session, select

from models.actor import Act, acting
from models.changes.adjusting import Basis
from models.changes.handing import reassign
from models.changes.moving import move, take_back
from models.tables import Adjustment, Person, Requirement, Task
from tests.e2e.test_absence import TO_DUNG, answer, since, tell_absence
from tests.e2e.test_review import hand_in
from tests.e2e.world import ADMIN, BINH, CHATS, DUNG, World

LAM = CHATS["lam.ubnd"]
FOR_BINH = "Tin này gửi đến anh Dũng thay anh Bình đang vắng."


async def binh_away_with_dung(world: World) -> None:
    """From Tuesday to Friday; it is Tuesday morning."""
    await tell_absence(world, BINH, "Ngày mai", "Hết thứ Sáu, 18/12", TO_DUNG)
    await answer(world, DUNG, "✅ Tôi nhận")
    await world.go_to("15/12/2026", "08:30")


def by_minh(world: World, session: Session) -> Act:
    minh = session.exec(select(Person).where(Person.code == "minh.vp")).one()
    return Act(session, acting(minh), world.sandbox.now())


async def test_a_deadline_that_moves_and_moves_back(monday: World) -> None:
    await binh_away_with_dung(monday)
    report = monday.task("2026-12").id
    with monday.writing() as session:
        basis = Basis("", "2700/SNV-CCHC", date(2026, 12, 14))
        made = move(
            by_minh(monday, session), [session.get_one(Task, report)], date(2026, 12, 18), None, basis, False
        )
        moved = made.id
    await monday.settled()
    told = monday.said(DUNG)[-1].text
    assert told.startswith("📅 Hạn được lùi")
    assert told.count(FOR_BINH) == 1
    with monday.writing() as session:
        take_back(by_minh(monday, session), session.get_one(Adjustment, moved))
    await monday.settled()
    told = monday.said(DUNG)[-1].text
    assert told.startswith("📅 Hạn trở lại như cũ")
    assert told.count(FOR_BINH) == 1
    assert not since(monday, BINH, "15/12/2026")


async def test_work_of_the_unit_that_goes_to_somebody_else(monday: World) -> None:
    """Bình hears nothing while he is away; who acts for him does."""
    await binh_away_with_dung(monday)
    with monday.writing() as session:
        report = session.exec(select(Requirement).where(Requirement.code == "7.5-bao-cao-tthc-quy")).one()
        an = session.exec(select(Person).where(Person.code == "an.vhxh")).one()
        reassign(by_minh(monday, session), report, an, open_too=True)
    await monday.settled()
    told = monday.said(DUNG)[-1].text
    assert "chị An" in told.splitlines()[0]
    assert told.count(FOR_BINH) == 1
    assert not since(monday, BINH, "15/12/2026")


async def test_a_slow_reviewer_is_not_asked_to_remind_themselves(monday: World) -> None:
    """Dũng reviews in Bình's place, and would hear as Bình's stand-in that he is slow: the admin does."""
    await binh_away_with_dung(monday)
    await hand_in(monday)
    await monday.go_to("18/12/2026", "09:00")
    assert not [each for each in since(monday, DUNG, "18/12/2026") if "chờ thẩm tra lâu" in each.text]
    (late,) = [each for each in since(monday, ADMIN, "18/12/2026") if "chờ thẩm tra lâu" in each.text]
    assert "Hệ thống đã gửi anh Dũng từ 3 ngày làm việc trước" in late.text


async def test_who_reviews_instead_reads_why(monday: World) -> None:
    """The only reviewer has blocked the bot: a leader is asked, and reads in whose place."""
    await monday.go_to("15/12/2026", "08:30")
    monday.telegram.block(BINH)
    await monday.worked_off()
    await hand_in(monday)
    asked = monday.newest(LAM, "📥 Chờ thẩm tra")
    assert asked.text.count("Tin này gửi đến đồng chí Lâm thay anh Bình, tin nhắn không đến được máy.") == 1
