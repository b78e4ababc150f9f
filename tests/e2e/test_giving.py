"""Work that nobody has: a head gives several at once, in words and by buttons; it is never anybody's silently."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from jobs.forms.requirement import item_of
from models.actor import Act, acting
from models.catalogue.document import RequirementEntry
from models.changes.absence import answer_as_deputy, be_absent
from models.changes.adjusting import Basis
from models.changes.configuring import save_requirement
from models.changes.ordering import order
from models.rules.lifecycle import State
from models.tables import Person, Requirement, Task, Unit
from tests.e2e.world import ADMIN, AN, BINH, DUNG, World, at, labels, open_world

QUARTERLY, YEARLY = "7.5-bao-cao-tthc-quy", "7.5-bao-cao-tthc-nam"


@pytest.fixture
async def unowned(tmp_path: Path) -> AsyncIterator[World]:
    """Monday 14/12/2026, 07:00: three reports of Bình's unit, of which nobody has one yet."""
    async with open_world(tmp_path, date(2026, 12, 14)) as world:
        with world.writing() as session:
            for row in session.exec(select(Requirement)):
                row.responsible_id = None
                session.add(row)
        yield world


def whose(world: World) -> dict[str, str | None]:
    """By period, the call names of who has the open reports of the year's end."""
    names = {world.person(code).id: code.split(".")[0] for code in ("an.vhxh", "dung.vhxh", "binh.vhxh")}
    with world.rows() as session:
        tasks = session.exec(select(Task).where(Task.state == State.OPEN)).all()
        return {task.period: names.get(task.responsible_id) for task in tasks}


def promised(world: World) -> list[date]:
    with world.rows() as session:
        return [task.promised_on for task in session.exec(select(Task)) if task.promised_on]


async def test_in_words_and_by_buttons_several_at_once(unowned: World) -> None:
    await unowned.go_to("16/12/2026")
    digest = unowned.started(BINH)[-1]
    count = len([line for line in digest.text.splitlines() if line[:2] in ("1.", "2.", "3.")])
    assert count >= 2, digest.text
    assert "chưa có người phụ trách" in digest.text
    assert "1 giao chị An" in digest.text
    assert "xong" not in digest.text.lower()
    assert "👥 Phân công việc" in labels(digest)

    await unowned.go_to("16/12/2026", "14:00")
    call = unowned.newest(BINH, "🔔 Chiều nay hết hạn")
    assert "chưa có người phụ trách" in call.text
    assert "Đã xong" not in call.text
    assert not [each for each in labels(call) if each.startswith(("✅", "📎", "⏰"))]

    before = len(unowned.started(AN))
    answer = await unowned.write(BINH, "1 giao chị An, 2 giao anh Dũng", reply_to=digest.message_id)
    assert answer.text.startswith("👥 Đã giao 2 việc")
    assert "chị An" in answer.text and "anh Dũng" in answer.text
    assert sorted(str(each) for each in whose(unowned).values() if each) == ["an", "dung"]
    await unowned.settled()
    (told,) = unowned.started(AN)[before:]
    assert told.text.startswith("🤝 Nhận việc: từ nay chị An phụ trách")
    assert told.silent

    await unowned.press(BINH, answer, "↩️ Hoàn tác: Lê Văn Dũng")
    assert [each for each in whose(unowned).values() if each] == ["an"]
    given = await unowned.write(BINH, "giao hết cho anh Dũng", reply_to=digest.message_id)
    assert given.text.startswith(f"👥 Đã giao {count - 1} việc")
    assert [each for each in whose(unowned).values() if each].count("dung") == count - 1
    await unowned.settled()
    after = unowned.message(BINH, digest.message_id).text
    assert "mai nop" not in after and "giao chị An" not in after


async def test_who_loses_what_was_given_hears_so_and_a_dead_undo_is_gone(unowned: World) -> None:
    """What was given to somebody away is told to who covers, and so is its end, with what was promised for it."""
    await unowned.go_to("16/12/2026")
    digest = unowned.started(BINH)[-1]
    first = await unowned.write(BINH, "1 giao chị An", reply_to=digest.message_id)
    await unowned.settled()
    got = unowned.newest(AN, "🤝 Nhận việc")
    second = await unowned.write(BINH, "1 giao anh Dũng", reply_to=digest.message_id)
    await unowned.settled()
    lost = unowned.newest(AN, "🤝 Đã chuyển việc")
    assert lost.text.startswith("🤝 Đã chuyển việc: 1 việc đang mở nay do anh Dũng phụ trách")
    assert lost.silent and lost.message_id > got.message_id
    assert "việc đang mở" not in unowned.message(AN, got.message_id).text
    assert "↩️ Hoàn tác" not in labels(unowned.message(BINH, first.message_id))
    await unowned.press(BINH, second, "↩️ Hoàn tác")
    await unowned.settled()
    assert [each for each in whose(unowned).values() if each] == ["an"]
    assert "việc đang mở nay do chị An phụ trách" in unowned.newest(DUNG, "🤝 Đã chuyển việc").text
    assert unowned.started(AN)[-1].text.startswith("🤝 Nhận việc: từ nay chị An phụ trách 1 việc đang mở")

    with unowned.writing() as session:
        an, dung = (
            session.exec(select(Person).where(Person.code == code)).one() for code in ("an.vhxh", "dung.vhxh")
        )
        now = unowned.sandbox.now()
        absence = be_absent(Act(session, acting(an), now), an, date(2026, 12, 16), date(2026, 12, 18), dung)
        answer_as_deputy(Act(session, acting(dung), now), absence, agrees=True)
    given = await unowned.write(BINH, "2 giao chị An", reply_to=digest.message_id)
    assert "🏖 Chị An vắng đến hết thứ Sáu, 18/12/2026, anh Dũng làm thay." in given.text
    await unowned.settled()
    covers = unowned.newest(DUNG, "🤝 Làm thay chị An")
    assert (
        "1 việc đang mở vừa giao, đến hạn trong lúc chị An vắng (đến hết thứ Sáu, 18/12/2026)" in covers.text
    )
    await unowned.write(DUNG, "mai nộp", reply_to=covers.message_id)
    assert promised(unowned) == [date(2026, 12, 17)]
    await unowned.press(BINH, given, "↩️ Hoàn tác")
    await unowned.settled()
    assert unowned.newest(DUNG, "🤝 Thôi làm thay chị An").silent
    assert promised(unowned) == []


async def test_one_list_takes_what_is_given_taken_done_and_put_off(unowned: World) -> None:
    """Also in one message; and the head's own messages say whose it is now, and ask him for nothing of it."""
    await unowned.go_to("16/12/2026", "14:00")
    digest, call = unowned.newest(BINH, "☀️"), unowned.newest(BINH, "🔔 Chiều nay hết hạn")
    answer = await unowned.write(BINH, "1 tôi làm, 2 giao chị An", reply_to=call.message_id)
    assert answer.text.startswith("👥 Đã giao 2 việc")
    assert {"an", "binh"} < set(whose(unowned).values())

    written = unowned.telegram.send_text(BINH, "3 giao dung, 1 xong", reply_to=call.message_id)
    await unowned.worked_off()
    given, claimed = [each.text for each in unowned.said(BINH) if each.message_id > written]
    assert given.startswith("👥 Đã giao 1 việc") and "anh Dũng" in given
    assert claimed.startswith("📝 Đã báo xong")
    await unowned.settled()
    for message in (digest, call):
        now = unowned.message(BINH, message.message_id).text
        assert now.count("phụ trách: chị An") == now.count("phụ trách: anh Dũng") == 1
        assert "chưa có người phụ trách" not in now
    assert "bấm Đã xong" not in unowned.message(BINH, call.message_id).text

    later = await unowned.write(BINH, "2 lùi hạn đến thứ 6", reply_to=call.message_id)
    assert later.text.startswith("📅 Lùi hạn đến ngày nào ạ?")
    assert labels(later)[0] == "Thứ Sáu, 18/12"
    assert "Lùi hạn" not in (await unowned.write(AN, "1 lùi hạn đến thứ 6")).text


async def test_all_without_a_reply_is_what_is_left_and_not_the_card_looked_at_last(unowned: World) -> None:
    await unowned.go_to("16/12/2026")
    digest = unowned.newest(BINH, "☀️")
    await unowned.pressed_for_answer(BINH, digest, "1")
    given = await unowned.write(BINH, "giao hết cho chị An")
    assert given.text.startswith("👥 Đã giao 3 việc")
    assert list(whose(unowned).values()).count("an") == 3


async def test_an_admin_gives_to_whoever_there_is_where_the_unit_has_no_officer(tmp_path: Path) -> None:
    """The office of the commune has a clerk and the admin: its work can be given to her by a button and in words,
    by the admin also to somebody of another unit."""
    async with open_world(tmp_path, date(2026, 12, 14), None) as world:
        await world.go_to("14/12/2026")
        card = world.newest(ADMIN, "🔔 Hôm nay đến hạn")
        assert "👤 Giao cho Phạm Minh Châu" in labels(card)
        for words, name in (("giao chị Châu", "chị Châu"), ("giao chị An", "chị An")):
            given = await world.write(ADMIN, words, reply_to=card.message_id)
            assert given.text.startswith("👥 Đã giao 1 việc") and name in given.text


async def test_by_buttons_those_that_are_picked(unowned: World) -> None:
    await unowned.go_to("16/12/2026")
    digest = unowned.started(BINH)[-1]
    screen = await unowned.pressed_for_answer(BINH, digest, "👥 Phân công việc")
    await unowned.press(BINH, screen, "Tất cả các việc này")
    await unowned.settled()
    await unowned.press(BINH, unowned.message(BINH, screen.message_id), "✅ Xong, đi tiếp")
    await unowned.settled()
    await unowned.press(BINH, unowned.message(BINH, screen.message_id), "Lê Văn Dũng")
    await unowned.settled()
    done = unowned.message(BINH, screen.message_id)
    assert done.text.startswith("👥 Đã giao"), done.text
    assert set(whose(unowned).values()) == {"dung"}
    assert "↩️ Hoàn tác" in labels(done)


async def test_words_that_fit_nobody_give_nothing(unowned: World) -> None:
    await unowned.go_to("16/12/2026")
    digest = unowned.started(BINH)[-1]
    for words, says in (
        ("1 giao anh Tuấn", "Chưa rõ giao cho ai"),
        ("9 giao chị An, 1 giao anh Dũng", "không khớp"),
    ):
        assert says in (await unowned.write(BINH, words, reply_to=digest.message_id)).text
    await unowned.write(AN, "1 giao anh Dũng")
    assert set(whose(unowned).values()) == {None}


async def test_what_is_left_for_the_head_lies_with_the_head_and_not_with_the_only_officer_left(
    tmp_path: Path,
) -> None:
    """An leaves; Dũng is the only officer of the unit."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("14/12/2026", "09:00")) as world:
        menu = await world.write(ADMIN, "/quanly")
        for label in ("👥 Cán bộ", "Nguyễn Thị An", "🗂 Cho nghỉ", "Để trưởng đơn vị phân công", "🗂 Cho nghỉ"):
            await world.press(ADMIN, world.message(ADMIN, menu.message_id), label)
            await world.settled()
        await world.tick()
        assert world.newest(BINH, "📌 Nhờ phân công").text
        before = len(world.started(DUNG))
        await world.go_to("16/12/2026")
        assert not [each for each in world.started(DUNG)[before:] if "tháng 12/2026" in each.text]
        own = world.started(BINH)[-1]
        assert "tháng 12/2026" in own.text
        assert "chưa có người phụ trách" in own.text


async def test_what_the_admin_gives_the_head_hears_quietly_in_one_list(tmp_path: Path) -> None:
    """An order, and a duty that recurs: the officer hears of both, the head of both without a sound."""
    async with open_world(tmp_path, date(2026, 12, 14), moment=at("14/12/2026", "09:00")) as world:
        before = {chat: len(world.started(chat)) for chat in (AN, BINH)}
        with world.writing() as session:
            admin = session.exec(select(Person).where(Person.code == "minh.vp")).one()
            act, unit = (
                Act(session, acting(admin), world.sandbox.now()),
                session.exec(select(Unit).where(Unit.code == "VHXH")).one(),
            )
            entry = {
                "code": "0-ke-hoach-tet",
                "title": "Kế hoạch phục vụ Tết Nguyên đán",
                "short": "Kế hoạch Tết",
                "unit": "VHXH",
                "responsible": "an.vhxh",
                "cadence": "once",
                "due": {"date": date(2026, 12, 24)},
                "shift": "keep",
                "items": (item_of("attachment"),),
                "status": "decided",
                "reason": "Giao ngày 14/12/2026",
            }
            order(act, RequirementEntry.model_validate(entry), unit, Basis())
            entry |= {
                "code": "0-bao-cao-tuan",
                "title": "Báo cáo tuần về trực Tết",
                "short": "Báo cáo trực Tết",
            }
            entry |= {"cadence": "monthly", "due": {"day": 25}, "starts_on": date(2026, 12, 1)}
            save_requirement(act, RequirementEntry.model_validate(entry))
        await world.tick()
        own, heads = (world.started(chat)[before[chat] :] for chat in (AN, BINH))
        assert "Anh Minh giao việc này cho chị An" in own[0].text
        assert own[1].text.startswith("🤝 Nhận việc: anh Minh giao chị An phụ trách")
        assert "Báo cáo tuần về trực Tết" in own[1].text
        assert heads[0].text.startswith("📌 Anh Minh vừa giao, đổi việc của đơn vị")
        assert "Kế hoạch phục vụ Tết Nguyên đán – chị An, hạn thứ Năm, 24/12/2026" in heads[0].text
        assert heads[1].text.startswith("📌 Đơn vị có việc mới: anh Minh giao chị An phụ trách")
        assert [each.silent for each in heads] == [True, True]


async def test_what_was_given_after_hours_is_not_listed_twice_in_the_morning(unowned: World) -> None:
    """The morning's message lists it and says whence it comes; what it does not list comes with its own list."""
    await unowned.go_to("15/12/2026", "17:30")
    await unowned.write(BINH, "giao hết cho chị An", reply_to=unowned.newest(BINH, "☀️").message_id)
    before = len(unowned.started(AN))
    await unowned.go_to("16/12/2026", "07:40")
    (morning,) = unowned.started(AN)[before:]
    assert morning.text.startswith("☀️ Chào chị An")
    assert "🤝 Nhận việc: từ nay chị An phụ trách" in morning.text

    await unowned.go_to("16/12/2026", "17:30")
    found = await unowned.write(BINH, "/donvi thang 1/2027")
    await unowned.write(BINH, "1 giao anh Dũng", reply_to=found.message_id)
    await unowned.go_to("17/12/2026", "07:40")
    assert unowned.started(DUNG)[-1].text.startswith("🤝 Nhận việc: từ nay anh Dũng phụ trách")


async def test_the_head_is_told_of_what_was_nobodys_and_then_was_not_done(unowned: World) -> None:
    """At 10:00 of T+1 it was the head's own, and nobody was above; who got it after that is late too."""
    await unowned.go_to("17/12/2026", "14:00")
    await unowned.write(BINH, "giao hết cho chị An", reply_to=unowned.newest(BINH, "☀️").message_id)
    await unowned.go_to("18/12/2026", "17:00")
    assert not [each for each in unowned.started(BINH) if each.text.startswith("📌")]
    await unowned.go_to("21/12/2026", "10:05")
    told = unowned.newest(BINH, "📌 Nhờ anh Bình xem giúp – 3 việc")
    assert told.text.count("phụ trách: chị An") == 3


async def test_what_a_head_promises_of_their_own_says_of_nobody_that_they_are_told(unowned: World) -> None:
    await unowned.go_to("16/12/2026")
    digest = unowned.newest(BINH, "☀️")
    await unowned.write(BINH, "1 tôi làm", reply_to=digest.message_id)
    promised_it = await unowned.write(BINH, "1 thứ hai tuần sau nộp", reply_to=digest.message_id)
    assert promised_it.text.startswith("📅 Đã ghi: hẹn xong thứ Hai, 21/12/2026")
    assert "được báo" not in promised_it.text
    stuck = await unowned.write(BINH, "1 vướng, hệ thống tỉnh lỗi", reply_to=digest.message_id)
    assert "Quản trị đã được báo để cùng gỡ." in stuck.text


@pytest.mark.parametrize(("day", "hour"), [("15/12/2026", "19:00"), ("16/12/2026", "06:50")])
async def test_what_is_given_after_hours_is_one_message_that_says_by_whom(
    unowned: World, day: str, hour: str
) -> None:
    await unowned.go_to(day, hour)
    listed = await unowned.write(BINH, "/donvi")
    card = await unowned.open_number(BINH, listed, "quý IV/2026")
    await unowned.press(BINH, card, "👤 Giao cho Lê Văn Dũng")
    before = len(unowned.started(DUNG))
    await unowned.go_to("16/12/2026", "09:00")
    (told,) = unowned.started(DUNG)[before:]
    assert told.text.startswith("🔔 Hôm nay đến hạn") and told.at == at("16/12/2026")
    assert "Anh Bình giao việc này cho anh Dũng." in told.text


@pytest.mark.parametrize("words", ["1 giao chị An, 2 ngày nữa nộp", "1 giao chị An, thứ năm nộp"])
async def test_a_day_beside_what_is_given_is_asked_for_as_its_deadline(unowned: World, words: str) -> None:
    await unowned.go_to("15/12/2026")
    digest = unowned.started(BINH)[-1]
    first = next(line for line in digest.text.splitlines() if line.startswith("1. ")).split(" – ")[0][3:]
    given = await unowned.write(BINH, words, reply_to=digest.message_id)
    assert given.text.startswith("👥 Đã giao 1 việc") and f"{first} – chị An" in given.text
    await unowned.settled()
    asked = unowned.said(BINH)[-1]
    assert asked.text.startswith(f"📅 Lùi hạn đến ngày nào ạ? – {first}")
    assert labels(asked)[0] == "Thứ Năm, 17/12"
    assert promised(unowned) == []
