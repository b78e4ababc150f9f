"""What the words of a provincial system's states mean for the clock of a file; the words are data, with source."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from models.rules.cases.columns import folded
from models.rules.cases.listed import Standing


def standing_of(state: str, said: Mapping[str, Standing]) -> Standing | None:
    """What a state means: as the agency said (by folded word), else as usual; None: nobody explained it yet."""
    word = folded(state)
    return said.get(word) or _usual().get(word)


@cache
def _usual() -> Mapping[str, Standing]:
    text = files("models.data").joinpath("case-states.csv").read_text(encoding="utf-8")
    return {folded(row["word"]): Standing(row["standing"]) for row in csv.DictReader(text.splitlines())}
