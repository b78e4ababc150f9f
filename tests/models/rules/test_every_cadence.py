"""A cadence, and a day of the week, that is one stands in every table that speaks of them."""

from collections.abc import Collection
from typing import get_args

import pytest

from bot.texts import periods
from bot.texts.forms.requirement import HOW_OFTEN
from models.catalogue import values, words
from models.catalogue.due import FORMS, DueEntry
from models.rules.cadence import RECURRING, WEEKDAYS, Cadence, name_of
from models.rules.ladder import usual
from models.rules.reading import read_reply
from tests.commune import at


@pytest.mark.parametrize("table", [get_args(values.CadenceName), words.CADENCES, HOW_OFTEN, FORMS])
def test_every_cadence_stands_in_it(table: Collection[str]) -> None:
    assert set(table) == {each.value for each in Cadence}


@pytest.mark.parametrize("cadence", Cadence)
def test_every_cadence_has_a_ladder(cadence: Cadence) -> None:
    assert usual(cadence.value)[-1] == "T0"


@pytest.mark.parametrize("cadence", RECURRING)
def test_every_period_is_called_something(cadence: Cadence) -> None:
    name = name_of(cadence, 2026, 1)
    assert periods.period_of(name) and periods.period_in_a_cell(name)


@pytest.mark.parametrize("cadence", RECURRING)
def test_every_period_is_read_in_the_words_that_the_program_uses(cadence: Cadence) -> None:
    name = name_of(cadence, 2026, 1)
    reading = read_reply(f"báo cáo {periods.period_of(name)} xong rồi", at("17/12/2026"))
    assert reading.period == name


def test_every_date_rule_is_one_of_an_entry_and_of_some_cadence() -> None:
    assert set(words.DUE_FORMS) == {form for forms in FORMS.values() for form in forms}
    assert set(words.DUE_FORMS) <= set(DueEntry.model_fields)


def test_days_of_the_week_are_named_alike() -> None:
    assert WEEKDAYS == tuple(words.WEEKDAYS) == get_args(values.WeekdayName)
