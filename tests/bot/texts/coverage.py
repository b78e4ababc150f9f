"""Samples of what the admin still has to fill in."""

from collections.abc import Iterator
from decimal import Decimal

from jobs.messages import coverage, facts
from models.coverage import Gap
from models.rules.cadence import Cadence
from tests.bot.texts.cards import Maker, Sample
from tests.bot.texts.words import Words


def _coverages(words: Words) -> Iterator[Sample]:
    for gaps in ((Gap.PERSON,), (Gap.DATE, Gap.ITEMS), tuple(Gap)):
        for count, more in ((1, 0), (12, 28)):
            lacking = (
                coverage.Lacking("7.9", Decimal(2), words.title, Cadence.YEARLY, words.unit, gaps),
                coverage.Lacking("7.5", Decimal("1.5"), words.title, Cadence.MONTHLY, words.unit, gaps),
                coverage.Lacking("1.7", None, words.title, Cadence.ONCE, words.unit, gaps),
                coverage.Lacking(None, None, words.title, Cadence.PER_CASE, words.unit, gaps),
            )
            made = coverage.Coverage(
                reader=words.named,
                lacking=(lacking * 3)[:count],
                gaps=frozenset(gaps),
                more=more,
                anchor="123456-0123abcd",
            )
            yield Sample(f"{count} of {count + more}, {gaps}", made, "yêu cầu minh chứng còn thiếu")


COVERAGE: dict[type[facts.Message], Maker] = {coverage.Coverage: _coverages}
