"""Updates that no client makes: far too large, too deep, of no shape; what comes after them is worked off."""

import json
from typing import Any

import pytest
from sqlmodel import select
from telegram import Bot

from bot.inbox import Inbox
from bot.shape import Misshaped, query_in, read_update
from models.clock import SetClock
from models.tables import InboxState, InboxUpdate
from tests.bot.chats import pressed, written
from tests.commune import Commune, commune, template

__all__ = ["commune", "template"]

AN = 100_001
BOT = Bot("1:token")


def kept(commune: Commune, *updates: Any) -> list[InboxUpdate]:
    """How updates lie in the inbox, in the order of their ids."""
    Inbox(commune.engine, SetClock(commune.now)).keep(list(updates))
    with commune.reads() as session:
        return list(session.exec(select(InboxUpdate).order_by("update_id")).all())


def nested(depth: int) -> Any:
    inner: Any = {}
    for _ in range(depth):
        inner = {"a": [inner]}
    return inner


def test_ten_megabytes_are_kept_and_read_like_any_words(commune: Commune) -> None:
    (row,) = kept(commune, {"update_id": 1} | written(AN, "x" * 10_000_000))
    read = read_update(row.payload, BOT)
    assert read.message is not None
    assert len(read.message.text or "") == 10_000_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": 7},
        {"date": "hôm nay"},
        {"message_id": 2**70},
        {"chat": []},
        {"document": {"file_id": None}},
        {"photo": {}},
        {"a": nested(30)},
    ],
    ids=str,
)
def test_what_no_client_sends_is_read_by_nobody(commune: Commune, wrong: dict[str, Any]) -> None:
    update = {"update_id": 1} | written(AN, "xong")
    update["message"] |= wrong
    (row,) = kept(commune, update)
    with pytest.raises(Misshaped):
        read_update(row.payload, BOT)


def test_a_press_that_cannot_be_read_is_answered_by_its_id(commune: Commune) -> None:
    update = {"update_id": 1} | pressed(AN, "done:1")
    update["callback_query"] |= {"data": {"do": "done"}}
    (row,) = kept(commune, update)
    with pytest.raises(Misshaped):
        read_update(row.payload, BOT)
    assert query_in(row.payload) == update["callback_query"]["id"]


def test_half_a_letter_is_kept_as_a_mark_and_holds_up_nothing(commune: Commune) -> None:
    half = json.loads('"xong \\ud83d"')
    first, second = kept(
        commune, {"update_id": 1} | written(AN, half), {"update_id": 2} | written(AN, "xong")
    )
    assert json.loads(first.payload or "")["message"]["text"] == "xong \ufffd"
    assert (first.state, second.state) == (InboxState.WAITING, InboxState.WAITING)


@pytest.mark.parametrize("junk", [None, 1, "x", [], {}, {"update_id": "1"}, {"update_id": 2**70}], ids=str)
def test_what_is_no_update_is_put_aside_and_the_others_go_on(commune: Commune, junk: Any) -> None:
    aside, other = kept(commune, junk, {"update_id": 2} | written(AN, "xong"))
    assert (aside.state, aside.payload, other.state) == (InboxState.FAILED, None, InboxState.WAITING)
