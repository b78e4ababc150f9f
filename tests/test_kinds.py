"""Whatever is told or may be pressed says beside itself who makes it, who words it and who answers it."""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Any, get_args, get_type_hints

import pytest

from bot.buttons import button
from bot.handlers.presses import BUTTONS
from bot.texts.forms.registry import TEXTS
from bot.texts.labels import has_label
from bot.texts.wording import WORDINGS
from jobs.forms.kinds import KINDS
from jobs.messages.composers import COMPOSERS
from jobs.messages.facts import Do, Message
from models.kinds import Kind
from tests.bot.texts.samples import SAMPLES


def composed(kind: Kind) -> Iterator[type[Message]]:
    """The messages that a kind's composer says it returns."""
    returned = get_type_hints(COMPOSERS[kind])["return"]
    yield from set(get_args(returned) if isinstance(returned, UnionType) else (returned,)) - {NoneType}


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_composer_and_its_messages_have_words_and_samples(kind: Kind) -> None:
    assert kind in COMPOSERS
    for message in composed(kind):
        assert message in WORDINGS, message
        assert message in SAMPLES, message


def test_nothing_is_worded_that_nobody_composes() -> None:
    assert {message for kind in Kind for message in composed(kind)} == set(WORDINGS)


def test_every_kind_of_form_has_its_words() -> None:
    assert set(KINDS) == set(TEXTS)


@pytest.mark.parametrize("do", Do)
def test_every_button_has_a_handler_and_a_label(do: Do) -> None:
    assert do in BUTTONS
    assert has_label(do)


def test_strangers_may_press_nothing_but_the_answers_to_an_invite() -> None:
    assert {do for do, each in BUTTONS.items() if each.for_strangers} == {Do.JOIN, Do.NOT_ME}


def test_a_handler_may_not_take_what_no_press_carries() -> None:
    def handler(turn: Any, moment: float) -> None:
        raise AssertionError

    with pytest.raises(TypeError, match="no press carries"):
        button(Do.DONE)(handler)
