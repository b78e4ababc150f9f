"""Makes a pack in Vietnamese: paths and indexes in the words of an office."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session

from bot.packing.letter import as_document
from bot.packing.workbook import as_workbook
from bot.texts.pack import INDEX, SPELLING
from jobs.pack.making import Binding, Indexes, Made, Wanted, make
from jobs.pack.values import Contents
from models.actor import Actor
from models.store import EvidenceStore


def make_pack(
    engine: Engine,
    store: EvidenceStore,
    wanted: Wanted,
    who: Callable[[Session], Actor],
    place: Callable[[Contents], Path],
    template: bytes | None = None,
) -> Made:
    """Makes the first pack of a year, or the next supplement; see `jobs.pack.making.make`. It opens transactions of
    its own, the writing one short, and reads every file: not for the thread that answers people.

    `template`: an admin's own DOCX. Raises as `make` does, and BadTemplate.
    """
    return make(engine, store, wanted, who, place, Binding(SPELLING, partial(_indexes, template)))


def _indexes(template: bytes | None, contents: Contents) -> Indexes:
    return (
        (f"{INDEX}.docx", as_document(contents, template)),
        (f"{INDEX}.xlsx", as_workbook(contents)),
    )
