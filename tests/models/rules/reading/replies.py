"""The labelled replies, and how the same reply may be typed otherwise: mutations as rules."""

import csv
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.rules.reading import Intent
from models.rules.zone import VIETNAM

DATA = Path(__file__).parents[3] / "data"
NOW = datetime(2026, 12, 2, 9, tzinfo=VIETNAM)
"""Wednesday, 2 December 2026, nine in the morning."""


@dataclass(frozen=True)
class Labelled:
    text: str
    intent: Intent
    note: str


def labelled(name: str) -> list[Labelled]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Labelled(row["text"], Intent(row["label"]), row["note"] or "") for row in rows]


SAMPLE = labelled("replies-sample.tsv")
OWN = labelled("replies-own.tsv")


def stripped(text: str) -> str:
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(each for each in apart if not unicodedata.combining(each))


def respelled(word: str, other: str) -> Callable[[str], str]:
    """The text with every such word typed another way, in lower case; other words stay."""
    pattern = re.compile(rf"(?<!\w){word}(?!\w)", re.IGNORECASE)
    return lambda text: pattern.sub(other, unicodedata.normalize("NFC", text))


MUTATIONS: dict[str, Callable[[str], str]] = {
    "without diacritics": stripped,
    "Dạ before": lambda text: f"Dạ {text}",
    "ạ behind": lambda text: f"{text} ạ",
    "upper case": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    **{f"rồi as {other}": respelled("rồi", other) for other in ("r", "rùi", "roi", "roy")},
    **{f"không as {other}": respelled("không", other) for other in ("ko", "k", "hok")},
    **{f"chưa as {other}": respelled("chưa", other) for other in ("chua", "chx")},
}
