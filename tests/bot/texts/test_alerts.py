"""What a press is answered with: plain, at most 200 characters, and clear about whether anything changed."""

import re
import unicodedata
from itertools import product

import pytest

from bot.texts import alerts
from bot.texts.words import plain_who
from models.refused import Reason, Refused
from models.rules.lifecycle import State
from tests.bot.texts.test_every_text import BANNED
from tests.bot.texts.words import EVE, KINDS_OF_WORDS, moment

CONSTANTS = {name: value for name, value in vars(alerts).items() if name.isupper() and isinstance(value, str)}
REFUSALS = {
    f"{reason}, {state}, {since}": alerts.refused(Refused(reason, state=state, since=since))
    for reason, state, since in product(Reason, (None, *State), (None, EVE))
}
ASSIGNED = {
    f"assigned, {name}, {whole}": alerts.assigned(plain_who(words.named), whole)
    for name, words in KINDS_OF_WORDS.items()
    for whole in (True, False)
}
EVERY = CONSTANTS | REFUSALS | ASSIGNED | {"done": alerts.done("NV-2026-000123", EVE)}


def test_an_alert_is_plain_and_short() -> None:
    """All at once: a test for each of the two thousand would take longer to begin than to ask."""
    assert alerts.LIMIT == 200
    assert {name: text for name, text in EVERY.items() if not _is_plain_and_short(text)} == {}


def _is_plain_and_short(text: str) -> bool:
    return (
        len(text) <= alerts.LIMIT
        and "\n" not in text
        and "&amp;" not in text
        and unicodedata.is_normalized("NFC", text)
        and not BANNED.search(text)
    )


def test_an_alert_of_ours_is_sentences_without_markup() -> None:
    ours = CONSTANTS | REFUSALS
    sentences = {name for name, text in ours.items() if re.fullmatch(r"[^<>]+\.", text)}
    assert {ours[name] for name in ours.keys() - sentences} <= {alerts.SHOWN}


def test_a_claim_is_answered_with_the_hour_and_the_receipt() -> None:
    assert alerts.done("NV-2026-000001", moment(15, 12)) == "Đã ghi lúc 7 giờ 30. Số ghi nhận NV-2026-000001."


def test_a_second_press_is_told_since_when() -> None:
    refused = Refused(Reason.ALREADY, state=State.CLAIMED, since=moment(15, 12, hour=8, minute=5))
    assert alerts.refused(refused) == (
        "Đã ghi nhận từ 8 giờ 05 ngày 15/12 rồi ạ, không cần báo lại. Không có gì thay đổi."
    )


@pytest.mark.parametrize("state", [state for state in State if state is not State.OPEN])
def test_a_press_that_comes_too_late_is_told_that_nothing_changed(state: State) -> None:
    told = alerts.refused(Refused(Reason.WRONG_STATE, state=state))
    assert told.endswith("Không có gì thay đổi.")
    assert "hủy" not in told
