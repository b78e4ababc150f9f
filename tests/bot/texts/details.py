"""Samples of details of tasks whose documents are checked, and were."""

from collections.abc import Iterator
from dataclasses import replace

from jobs.messages.details import Checked, Details
from models.rules.inspection.checks import Checks
from tests.bot.texts import cards
from tests.bot.texts.cards import Sample
from tests.bot.texts.inspecting import MANY_CHECKS, inspections
from tests.bot.texts.words import Words


def details(words: Words) -> Iterator[Sample]:
    """Each without checks, with those of one item and of several; the longest with every reading of a file."""
    for sample in cards.details(words):
        assert isinstance(sample.message, Details)
        one = (Checked(words.item, Checks(types=("KH",))),)
        several = tuple(Checked(words.item, MANY_CHECKS) for _ in range(5))
        yield sample
        for checked in (one, several):
            message = replace(sample.message, checked=checked)
            yield replace(sample, name=f"{sample.name}, {len(checked)} checked", message=message)
        if message.partners and message.returned_by:
            for number, read in enumerate(inspections(words)):
                made = replace(message, seen=read, held=read)
                yield replace(sample, name=f"{sample.name}, read {number}", message=made)
