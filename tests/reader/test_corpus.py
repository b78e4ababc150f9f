"""The corpus is of the form that training and judging read; the shipped model was learned from it."""

from datetime import date, datetime

import pytest

from models.rules.reading.model import FILE, model
from models.rules.reading.values import Intent
from tests.reader.corpus import COLUMNS, FOLDER, Labelled, authors, corpus, lines

PLACES = {"", "drafting", "unit_head", "leader", "clerk", "superior"}


@pytest.mark.parametrize("author", authors())
def test_every_line_has_every_column(author: str) -> None:
    heading, *rest = lines(author)
    assert heading == COLUMNS
    assert [cells for cells in rest if len(cells) != len(COLUMNS) or not cells[0].strip()] == []


def is_day(written: str) -> bool:
    try:
        return bool(datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written))
    except ValueError:
        return False


def faults(reply: Labelled) -> list[str]:
    places = set(reply.place.split("|"))
    return [
        *(["place"] if not places <= PLACES else []),
        *(["date"] if reply.date not in ("", "vague") and not is_day(reply.date) else []),
        *(["done_on"] if reply.done_on and not is_day(reply.done_on) else []),
    ]


def test_places_and_days_are_of_the_lists_that_are_judged_by() -> None:
    assert [(reply.author, reply.text, found) for reply in corpus() if (found := faults(reply))] == []


def test_every_author_is_told_of_and_every_meaning_occurs() -> None:
    told = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [author for author in authors() if f"| {author} |" not in told] == []
    assert {intent for reply in corpus() for intent in reply.intents} == set(Intent)


def test_the_shipped_model_was_learned_from_this_corpus() -> None:
    """Whoever adds a reply trains again: `make reader`."""
    counts = {author: sum(reply.author == author for reply in corpus()) for author in authors()}
    assert model().card["replies"] == counts


def test_the_shipped_model_is_small() -> None:
    from importlib.resources import files

    assert len((files("models.rules.reading") / FILE).read_bytes()) <= 3_000_000
