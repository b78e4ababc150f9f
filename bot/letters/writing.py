"""Letters of apology in the folder of their day, for officers of this machine to complete, sign and send."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.letters.drafting import check_template, draft
from bot.letters.placing import file_stem, place
from bot.letters.printing import to_pdfs
from models.rules.cases.letter import LetterFacts

# A command line has room for so many.
_AT_ONCE = 100


@dataclass(frozen=True)
class Written:
    """What came of drafting letters. `folders`: where they lie, one a day. `new`: drafts that were not there;
    `pdfs`: those that were printed too. `same`: codes whose draft of that day says the same already. `kept`: codes
    whose draft of that day says otherwise, as once somebody has worked on it: it stays, nothing else is written."""

    folders: tuple[Path, ...] = ()
    new: tuple[Path, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    pdfs: tuple[Path, ...] = ()


def write_letters(
    folder: Path, letters: Sequence[LetterFacts], template: Path | None = None, as_pdf: bool = False
) -> Written:
    """Drafts each letter into the folder of the day it is drafted on (`2027-02-01`), under its file's code; nothing
    is ever overwritten. `as_pdf`: new drafts also as PDF, where LibreOffice is installed.

    Starts a program and writes to disk: not for the thread that answers people, nor within a transaction. Raises
    BadLetterTemplate before anything is written, OSError.
    """
    if template is not None:
        check_template(template)
    new: list[Path] = []
    same: list[str] = []
    kept: list[str] = []
    for facts in letters:
        path = folder / facts.drafted_on.isoformat() / f"{file_stem(facts.code)}.docx"
        data = draft(facts, template)
        if place(path, data):
            new.append(path)
        else:
            (same if path.read_bytes() == data else kept).append(facts.code)
    days = sorted({folder / facts.drafted_on.isoformat() for facts in letters})
    return Written(tuple(days), tuple(new), tuple(same), tuple(kept), _printed(new) if as_pdf else ())


def _printed(new: Sequence[Path]) -> tuple[Path, ...]:
    """A start for each day, whose files have names of their own, and not too many of them at once."""
    days = sorted({each.parent for each in new})
    of_a_day = ([each for each in new if each.parent == day] for day in days)
    starts = (drafts[at : at + _AT_ONCE] for drafts in of_a_day for at in range(0, len(drafts), _AT_ONCE))
    return tuple(pdf for drafts in starts for pdf in to_pdfs(drafts))
