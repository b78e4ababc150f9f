"""The sandbox as an admin tries it: what is configured stays, who is invited can join, news says whose it is."""

import httpx
from sqlmodel import select

from models.tables import LedgerEntry
from tests.commune import MONTHLY
from tests.e2e.test_import import TITLE, XLSX, edited, exported, title_of
from tests.e2e.test_manage import press
from tests.e2e.test_people import INVITED, code_of, fill_invite, last
from tests.e2e.world import ADMIN, AN, World


def changes(world: World) -> int:
    with world.rows() as session:
        return len(session.exec(select(LedgerEntry.id)).all())


async def test_what_the_admin_configured_outlives_a_restart(world: World) -> None:
    file = edited(await exported(world), "Yêu cầu", "Tên yêu cầu", MONTHLY, TITLE)
    await world.send_file(ADMIN, file, "danh-muc.xlsx", XLSX)
    await press(world, "📥 Nạp tệp")
    assert title_of(world) == TITLE
    before = changes(world)
    await world.start_again()
    assert title_of(world) == TITLE
    assert changes(world) == before


async def test_who_is_invited_has_a_chat_in_the_page_and_joins_from_it(world: World) -> None:
    await fill_invite(world)
    await press(world, "✉️ Mời người mới này")
    code = code_of(last(world, ADMIN, INVITED))

    async with httpx.AsyncClient(base_url=world.url, trust_env=False, verify=False) as http:
        people = (await http.get("/sandbox/state")).json()["people"]
        lan = next(person for person in people if person["name"] == "Nguyễn Thị Lan")
        assert lan["title"] == "VHXH"
        await http.post("/sandbox/send", json={"chat": lan["chat_id"], "text": f"NV {code[:4]} {code[4:]}"})
        asked = await world.answer(lan["chat_id"], 0)
        assert "Có đúng là" in asked.text
        await world.press(lan["chat_id"], asked, "✅ Đúng là tôi")
        people = (await http.get("/sandbox/state")).json()["people"]
        named = [person["chat_id"] for person in people if person["name"] == "Nguyễn Thị Lan"]
    assert named == [lan["chat_id"]]
    assert world.person("lan.vhxh").chat_id == lan["chat_id"]


async def test_who_joined_from_the_strangers_account_is_called_by_name(world: World) -> None:
    await fill_invite(world)
    await press(world, "✉️ Mời người mới này")
    code = code_of(last(world, ADMIN, INVITED))
    async with httpx.AsyncClient(base_url=world.url, trust_env=False, verify=False) as http:
        people = (await http.get("/sandbox/state")).json()["people"]
        stranger = next(person for person in people if person["name"] == "Người lạ")["chat_id"]
        await http.post("/sandbox/send", json={"chat": stranger, "text": f"/start {code}"})
        await world.press(stranger, await world.answer(stranger, 0), "✅ Đúng là tôi")
        people = (await http.get("/sandbox/state")).json()["people"]
    assert [person["name"] for person in people if person["chat_id"] == stranger] == ["Nguyễn Thị Lan"]


async def test_the_toast_says_whose_the_news_is(world: World) -> None:
    toast = await world.sandbox.to_next_reminder()
    assert toast.startswith("Có ")
    told = {chat: len(world.said(chat)) for chat in (AN, ADMIN)}
    toast = await world.sandbox.to_next_reminder()
    for chat, name in ((AN, "Nguyễn Thị An"), (ADMIN, "Cao Quang Minh")):
        assert (name in toast) == (len(world.said(chat)) > told[chat]), toast
