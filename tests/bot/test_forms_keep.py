"""What only a catalogue file says of a requirement stays when it, or one of its items, is edited in the chat."""

from datetime import date
from decimal import Decimal

import pytest

from bot.handlers import forms
from jobs.forms.form import Opening
from models.actor import OPERATOR, Act
from models.catalogue.document import ItemEntry, RequirementEntry
from models.catalogue.due import DueEntry
from models.catalogue.exporting import requirement_entry
from models.catalogue.loading import put_requirement
from tests.bot.chats import CHATS, Chats
from tests.commune import Commune, commune, template

__all__ = ["commune", "template"]

ADMIN, CODE = CHATS["minh.vp"], "7.5-du-toan"
BUDGET = RequirementEntry(
    code=CODE,
    criterion="7.5",
    title="Dự toán ngân sách",
    short="Dự toán",
    unit="VHXH",
    cadence="yearly",
    due=DueEntry(dates=("31/12",)),
    starts_on=date(2026, 1, 1),
    issue_from="1/10",
    issue_by="31/12",
    issue_year=-1,
    accepted_until="31/3",
    choose={"tai-lieu": 2},
    items=(
        ItemEntry(code="bieu", title="Biểu giám sát", kind="attachment", count=3, one_of="tai-lieu"),
        ItemEntry(code="anh", title="Ảnh chụp", kind="screenshot", one_of="tai-lieu"),
        ItemEntry(
            code="giai-ngan", title="Giải ngân", kind="figure", one_of="tai-lieu", at_least=Decimal(50)
        ),
    ),
    status="decided",
    reason="Kiểm thử",
)


@pytest.fixture
def chats(commune: Commune) -> Chats:
    with commune.writes() as session:
        put_requirement(Act(session, OPERATOR, commune.now), commune.agency(session), BUDGET)
    return Chats(commune)


def now(commune: Commune) -> RequirementEntry:
    with commune.reads() as session:
        return requirement_entry(session, commune.requirement(session, CODE))


def opens(chats: Chats, commune: Commune, form: str, **given: str) -> str:
    with commune.reads() as session:
        given["requirement"] = str(commune.requirement(session, CODE).id)
    chats.act(ADMIN, lambda turn: forms.begin(turn, Opening(form, given)))
    return chats.newest(ADMIN).text


def press(chats: Chats, label: str) -> None:
    screen = chats.newest(ADMIN)
    data = next(data for row in screen.buttons for words, data in row if words == label)
    chats.press(ADMIN, screen.message_id, data)


def test_a_requirement_keeps_its_days_choices_and_items(commune: Commune, chats: Chats) -> None:
    shown = opens(chats, commune, "requirement")
    assert "• văn bản ghi ngày từ 1/10 đến 31/12 năm trước\n• muộn vẫn nhận đến 31/3\n" in shown
    assert "• nhóm tai-lieu cần 2 phương án" in shown
    press(chats, "✏️ Tên")
    chats.write(ADMIN, "Dự toán ngân sách xã")
    press(chats, "✅ Lưu yêu cầu")
    assert now(commune) == BUDGET.model_copy(
        update={"title": "Dự toán ngân sách xã", "short": "Dự toán ngân sách xã"}
    )


@pytest.mark.parametrize(("item", "note"), [("bieu", "3 tệp"), ("giai-ngan", "từ 50 % trở lên")])
def test_an_item_keeps_its_count_choice_and_threshold(
    commune: Commune, chats: Chats, item: str, note: str
) -> None:
    shown = opens(chats, commune, "item", item=item)
    assert note in shown and "phương án của nhóm tai-lieu" in shown
    press(chats, "✏️ Tên mục")
    chats.write(ADMIN, "Tên khác")
    press(chats, "✅ Lưu mục")
    kept = (
        each.model_copy(update={"title": "Tên khác"}) if each.code == item else each for each in BUDGET.items
    )
    assert now(commune) == BUDGET.model_copy(update={"items": tuple(kept)})


def test_an_item_of_another_kind_has_what_that_kind_has(commune: Commune, chats: Chats) -> None:
    opens(chats, commune, "item", item="giai-ngan")
    press(chats, "✏️ Loại")
    press(chats, "📷 Ảnh chụp màn hình")
    press(chats, "✅ Lưu mục")
    assert (now(commune).items[2].one_of, now(commune).items[2].at_least) == ("tai-lieu", None)


def test_a_choice_keeps_more_options_than_are_wanted(commune: Commune, chats: Chats) -> None:
    assert "Không bỏ được" in opens(chats, commune, "item_remove", item="anh")
    assert now(commune) == BUDGET
