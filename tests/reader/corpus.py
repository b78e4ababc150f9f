"""The labelled replies: one file an author, every reply invented; README.md beside them tells the columns."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from models.rules.reading.features import Context
from models.rules.reading.values import Intent
from models.rules.zone import VIETNAM

FOLDER = Path(__file__).parent / "corpus"
COLUMNS = [
    "text",
    "intent",
    "context",
    "place",
    "obstacle",
    "date",
    "done_on",
    "document",
    "person",
    "per_item",
    "note",
]
MONDAY = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
"""When the replies of most authors are written: Monday 23/11/2026, nine in the morning."""
_ELSEWHEN = dict.fromkeys(("own", "sample"), datetime(2026, 12, 2, 9, tzinfo=VIETNAM))


@dataclass(frozen=True)
class Labelled:
    """One reply with what it means; `intents`, the better first, are all acceptable; its list had `listed`."""

    author: str
    text: str
    intents: tuple[Intent, ...]
    context: Context
    listed: int
    place: str
    obstacle: bool
    date: str
    done_on: str
    document: str
    person: str
    per_item: str
    note: str

    @property
    def now(self) -> datetime:
        return _ELSEWHEN.get(self.author, MONDAY)


@cache
def authors() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.tsv")))


@cache
def corpus() -> tuple[Labelled, ...]:
    """Every reply of every author, in the order of the files."""
    return tuple(reply for author in authors() for reply in _of(author))


def lines(author: str) -> list[list[str]]:
    """The cells of every line of a file, the heading first."""
    text = (FOLDER / f"{author}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line]


def _of(author: str) -> list[Labelled]:
    return [_labelled(author, dict(zip(COLUMNS, cells, strict=True))) for cells in lines(author)[1:]]


def _labelled(author: str, cells: dict[str, str]) -> Labelled:
    return Labelled(
        author=author,
        text=cells["text"].replace("\\n", "\n"),
        intents=tuple(map(Intent, cells["intent"].split("|"))),
        context=Context.LIST if cells["context"].startswith("digest") else Context(cells["context"]),
        listed=int(cells["context"].removeprefix("digest") or 3)
        if cells["context"].startswith("digest")
        else 0,
        place=cells["place"],
        obstacle=cells["obstacle"] == "yes",
        date=cells["date"],
        done_on=cells["done_on"],
        document=cells["document"],
        person=cells["person"],
        per_item=cells["per_item"],
        note=cells["note"],
    )
